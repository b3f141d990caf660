"""The pages of a site on how it judges, what its words mean, and how to check it."""

from __future__ import annotations

from collections.abc import Iterator

from languages import ENGLISH, N_, NAMES, language
from projections.pages.document import (
    Facts,
    Grid,
    Listing,
    Page,
    Paragraph,
    Part,
    Title,
    Told,
    Typed,
    Way,
    with_code,
)
from projections.pages.frame import Frame
from projections.pages.paths import DATA_PAGE, METHODS_PAGE

# -- methods -----------------------------------------------------------------------------------

METHODS = N_("How it is judged")
IN_SHORT = (
    N_(
        "A promise is judged by its deadline. Kept in time counts for it, kept late counts half, "
        "and not kept counts against it. A promise without a deadline is shown, and never judged."
    ),
    N_(
        "Who says that a promise was kept matters. The word of the body that promised is not "
        "enough: somebody else has to have found so. Each finding is shown with who found it."
    ),
    N_(
        "What nobody recorded is not known. That nothing happened is said only where somebody "
        "vouches that the record is complete."
    ),
    N_(
        "The conditions for participation held only if they were met at the start and stayed so "
        "all the time. One day on which a condition was proven not to be met is enough to refute "
        "that, whatever else is unknown."
    ),
    N_(
        "A figure is shown only where the record carries it. With fewer than 8 known outcomes "
        "there is only the list of promises, from 8 a range, and from 30 a score."
    ),
    N_(
        "No place is ranked above another. The score of a place tells how sure one can be, by the "
        "record, that the next promise is kept. It does not tell what residents feel."
    ),
)
EXACTLY = N_("The methods, exactly")
EXACTLY_TOLD = N_(
    "This is the text that auditors hold the figures to. Each figure follows it to the letter; "
    "worked examples with their outcomes come with the program."
)
TRANSLATED = N_(
    "This is a translation. Where it differs from the English text, the English text decides."
)
ENGLISH_TEXT = N_("The English text")
EXACT = "exactly"
"""The anchor of the part that holds the methods as they are."""


def methods(text: str, frame: Frame, english: str = "") -> Page:
    """How the ledger judges: in short, and the methods as they are; text: these, as Markdown.

    english: of a translation, where the English text stands.
    """
    exact = [*markdown_parts(text)]
    headings: list[Told] = [
        [Way(part.text, f"#{part.anchor}")] for part in exact if isinstance(part, Title)
    ]
    parts: list[Part] = [Title(METHODS, 1), *map(Paragraph, IN_SHORT)]
    parts += [Title(EXACTLY, anchor=EXACT), Paragraph(EXACTLY_TOLD)]
    if english:
        parts += [Paragraph([TRANSLATED, " ", Way(ENGLISH_TEXT, english)])]
    return frame.page(METHODS, [*parts, Listing(headings), *exact], top="")


def methods_in_english(text: str) -> Page:
    """The methods in English, as a page of a site in another language; text: as Markdown."""
    title = text.partition("\n")[0].removeprefix("# ")
    back = (NAMES[language()], [Way(METHODS, METHODS_PAGE, language())])
    # What leads to the text is called as the text is, so that all but the way back is English.
    return Page(title, ENGLISH, title, [Title(title, 1), *markdown_parts(text)], back)


def markdown_parts(text: str) -> Iterator[Part]:
    """The parts of a text of ours in simple Markdown, without its title.

    Paragraphs and items are one line each; `#`, `-` and `|` begin headings, items and rows. What
    `>` begins is for who reads the file by itself.
    """
    lines = text.splitlines()[1:]
    while lines:
        begins = lines[0][:1]
        count = next((n for n, line in enumerate(lines) if line[:1] != begins), len(lines))
        block, lines = lines[:count], lines[count:]
        match begins:
            case "" | ">":
                pass
            case "#":
                yield from (_heading(line) for line in block)
            case "-":
                yield Listing([_told(line.removeprefix("- ")) for line in block])
            case "|":
                head, _, *rows = ([*map(_told, _cells(line))] for line in block)
                headings = [cell if isinstance(cell, str) else _plain(cell) for cell in head]
                yield Grid(", ".join(headings), headings, rows)
            case _:
                # Of two paragraphs with one first letter an empty line is between.
                yield from (Paragraph(_told(line)) for line in block)


def _heading(line: str) -> Title:
    number = line.lstrip("# ").partition(".")[0]
    return Title(line.lstrip("# "), 3, f"method-{number}")


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip("|").replace("\\|", "\0").split("|")]


def _told(text: str) -> Told:
    """The pieces of a line, code as it is and no words in bold or italics."""
    pieces = with_code(text.replace("\0", "|"))
    return [one.replace("*", "") if isinstance(one, str) else one for one in pieces]


def _plain(told: Told) -> str:
    return "".join(piece if isinstance(piece, str) else piece.text for piece in told)


# -- words -------------------------------------------------------------------------------------

WORDS = N_("What the words mean")
WORDS_TOLD = N_("The same word means the same on every page of this site.")
GLOSSARY: tuple[tuple[str, str], ...] = (
    (N_("area"), N_("A village, a neighbourhood, a municipality or a region.")),
    (
        N_("assessment"),
        N_("What somebody found of a promise: kept, partly kept, not kept, or impossible to tell."),
    ),
    (N_("body"), N_("A ministry, a municipality, or another part of government.")),
    (N_("case"), N_("One matter that is handled on its own, such as one home or one request.")),
    (
        N_("charter"),
        N_("What was agreed with residents on how they take part: the conditions of the process."),
    ),
    (N_("checkpoint"), N_("A short text that pins down every record so far. Whoever keeps one can "
                          "later see whether a record was changed or taken away.")),
    (
        N_("condition"),
        N_("What participation needs, such as that promises are kept and rules stay the same."),
    ),
    (
        N_("control"),
        N_("Who has a power: to lead, decide, advise, carry out, pay or inspect."),
    ),
    (N_("corrected"), N_("A mistake in the record was mended. Both records stay to be seen.")),
    (
        N_("coverage"),
        N_("Somebody vouches that the record of something is complete, for a place and until a "
           "day. Only there can the record show that something did not happen."),
    ),
    (N_("deadline"), N_("The last day by which a promise was to be kept, as first promised.")),
    (N_("decision"), N_("What a body decided, and how much say residents were promised and got.")),
    (N_("disputed"), N_("Somebody says that a record is wrong. It stays, with what they say.")),
    (N_("group"), N_("Homes or people that are treated together, such as one batch of houses.")),
    (N_("kept, kept late"), N_("Done as promised by the deadline, or only after it.")),
    (N_("lead"), N_("The power to steer a process: to say what happens when, and who does it.")),
    (N_("ledger"), N_("All records together, in the order in which they were recorded.")),
    (N_("mandate"), N_("That somebody has a power: from when to when, and by what rule.")),
    (N_("not established"), N_("The record does not tell what became of it.")),
    (N_("not kept"), N_("Somebody found that what was promised was not done.")),
    (N_("not known"), N_("The record is silent, and nobody vouches that it is complete.")),
    (
        N_("promise"),
        N_("What a body said that it would do, or would not do, to residents. Only the record says "
           "so: whether it binds in law is for a court."),
    ),
    (N_("record"), N_("One thing that happened, with its source. It is never changed or deleted.")),
    (N_("replaced"), N_("Another promise took its place: with consent of residents, or without.")),
    (N_("retracted"), N_("Taken back by whoever keeps the ledger. It stays to be seen.")),
    (N_("rule"), N_("What holds for everybody in a place on some topic, in law or in practice.")),
    (N_("say"), N_("How much residents can decide: from being told to deciding themselves.")),
    (N_("signed"), N_("Whoever keeps the ledger, or a body, put a digital signature to it.")),
    (N_("source"), N_("Where a record comes from: a letter, a law, a report, a newspaper.")),
    (
        N_("trust score"),
        N_("How sure one can be, by the record, that the next promise is kept. It is not what "
           "residents feel."),
    ),
    (N_("undated"), N_("Without a day by which it was to be done, such as “as soon as possible”.")),
    (N_("withdrawn"), N_("The body took its promise back before it was kept.")),
    (
        N_("yardstick"),
        N_("The conditions that a place is measured by, where nobody agreed on a charter."),
    ),
)  # fmt: skip
"""The words of the pages and what they mean, by the alphabet of this language."""


def words(frame: Frame) -> Page:
    """What the words on the pages mean."""
    entries: list[tuple[str, Told]] = [*sorted(GLOSSARY, key=lambda entry: entry[0].lower())]
    parts: list[Part] = [Title(WORDS, 1), Paragraph(WORDS_TOLD), Facts(entries)]
    return frame.page(WORDS, parts, top="")


# -- check -------------------------------------------------------------------------------------

CHECK = N_("How to check this site")
CHECK_TOLD = N_(
    "Nobody has to believe this site. Every record in it can be shown to stand unchanged in what "
    "was signed. There are three ways, from the easiest to the surest."
)
IN_THE_PAGE = N_("1. In a page, without any program")
IN_THE_PAGE_TOLD = (
    N_(
        "Every page of a record holds the record as it was stored, with the proof that it stands "
        "in what was signed. The button at the end of that page runs the check on your own device."
    ),
    N_(
        "The key of whoever signed must come to you in another way than by this site: on paper, "
        "by telephone, or from somebody whom you trust."
    ),
    N_(
        "Whoever runs this site could change a page and its check together. The next ways do not "
        "depend on this site."
    ),
)
ALONE = N_("2. With Python, and nothing else")
ALONE_TOLD = N_(
    "The bundle among the data holds all records, the tree over them, and a program of a few "
    "hundred lines that checks it. Read that program first: it needs nothing but Python."
)
ALONE_MISSING = N_(
    "Nobody signed all that this site tells of, so it comes without a bundle. Ask whoever keeps "
    "the ledger for one."
)
OWN_PROGRAM = N_("3. With a program and a copy of your own")
OWN_PROGRAM_TOLD = N_(
    "Clone the ledger and pull what is added. Your copy finds out when somebody changes, removes "
    "or slips in a record later, and keeps the proof."
)
CHECKPOINT = N_("The checkpoint of this site")
CHECKPOINT_TOLD = N_(
    "Keep this text. If the ledger is ever rewritten, it proves so: the records that it pins down "
    "cannot be changed without changing it."
)
PROVES_NOT = N_("What this does not prove")
PROVES_NOT_TOLD = N_(
    "It does not show that a record is true, nor that nothing is missing. For that every record "
    "names its source, and everybody can look it up and say that it is wrong."
)
TO_DATA = N_("The data of this site")

RECORDS_OF, ROOT_OF = N_("{size:,} records"), N_("Root: {root}")


def check(note: str, size: int, root: str, bundle: str | None, frame: Frame) -> Page:
    """How to check the site; note: the signed checkpoint that it is of, empty if there is none.

    bundle: the path of the bundle, where the site has one.
    """
    unsigned = f"{RECORDS_OF.format(size=size)}\n{ROOT_OF.format(root=root)}"
    parts: list[Part] = [Title(CHECK, 1), Paragraph(CHECK_TOLD)]
    parts += [Title(IN_THE_PAGE), *map(Paragraph, IN_THE_PAGE_TOLD)]
    parts += [Title(ALONE), Paragraph(ALONE_TOLD if bundle else ALONE_MISSING)]
    if bundle:
        parts += [Typed("unzip ledger.zip verify.py\npython3 verify.py ledger.zip --key KEY")]
        parts += [Paragraph([Way(TO_DATA, DATA_PAGE)])]
    parts += [Title(OWN_PROGRAM), Paragraph(OWN_PROGRAM_TOLD)]
    source = "ledger.zip" if bundle else "SOURCE"
    parts += [Typed(f"gestand clone {source} copy.db --key KEY\ngestand --ledger copy.db verify")]
    parts += [Title(CHECKPOINT, anchor="checkpoint"), Typed(note.strip() or unsigned)]
    parts += [Paragraph(CHECKPOINT_TOLD), Title(PROVES_NOT), Paragraph(PROVES_NOT_TOLD)]
    return frame.page(CHECK, parts, top="")
