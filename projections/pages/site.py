"""The pages of a site beside those of its places: the first one, records, lists, and the check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from domain.dates import BEGINNING, bounds
from domain.value import value_class
from languages import N_
from projections.pages.document import (
    Drawing,
    Facts,
    Grid,
    Legend,
    Page,
    Paragraph,
    Part,
    Title,
    Told,
    Verification,
    Way,
    Words,
)
from projections.pages.lanes import Bar, Lane, Mark, Row, Sign
from projections.pages.paths import CHECK_PAGE, START, place_page, stream_page
from projections.pages.place import BUTTON, KEY, PROOF, PROVES, SKIP, source_told
from projections.regime.stability import Stability
from projections.render.head import moment, names
from projections.render.phrases import spoken
from projections.render.screens import reasons, register
from projections.render.screens.charters import called
from projections.render.screens.fields import Known
from projections.report import LogLine, Question, Report, answer
from projections.summary import Summary

# -- words -------------------------------------------------------------------------------------

TITLE = N_("{ledger}: were promises kept, and did the rules stay the same?")
LEDGER = N_("This ledger")
ANSWERED = N_("Of {count} places: {verdicts}.")
OF_VERDICT = N_("{count} {verdict}")
ASKED = N_("What the record tells, {moment}. Each place has a page; none is ranked above another.")
PLACES = N_("The places")
FILTER = N_("Show only places with these words")
PLACE_COLUMNS = (N_("place"), N_("did the conditions hold?"), N_("what broke first"))
DRAWN = N_("All places over time")
DRAWN_TOLD = N_(
    "A line for each place, from the start of its yardstick on; the cross: when a condition was "
    "first shown not to hold; a diamond: a change of rules."
)
MEANS: tuple[tuple[Sign, str], ...] = (
    ("broken", N_("first not met")),
    ("event", N_("rules changed")),
)
RECORDS = N_("The records")
RECORDS_TOLD = N_("{kind}: {count}")
CHECKPOINT = N_("The checkpoint of this site")
CHECK_WAY = N_("How to check this site")
HOME = N_("All places")
NO_BREAK = N_("nothing on record")
BROKEN = N_("{day}: {condition}")

LIST_TITLE = N_("{kind}: {count} on record")
LIST_COLUMNS = (N_("name"), N_("what it is"))
LIST_FILTER = N_("Show only lines with these words")
FURTHER = N_("further")

SOURCE = N_("source")
RECORD = N_("{day}: {kind}")
NUMBER = N_("Record {position}, known here since {day}")

CHECK = (
    N_("Every page of a record holds the record as it was stored, with the proof that it stands in "
       "what was signed. The button below a record runs that check on your own device."),
    N_("The key of whoever signed must come to you in another way than by this site: on paper, by "
       "telephone, or from somebody whom you trust."),
    N_("Whoever runs this site could change a page and its check together. Surest is a program of "
       "your own: clone the ledger with gestand clone, and verify it with gestand verify."),
)  # fmt: skip


# -- the first page ----------------------------------------------------------------------------


@value_class
class Place:
    """A place in short, as the first page tells of it."""

    area: str
    summary: Summary
    rules: Stability


def start(
    asked: Question, ledger: str | None, places: Sequence[Place], kinds: Counter[str],
    language: str,
) -> Page:  # fmt: skip
    """The first page: the verdicts of all places by their names, and the way to every record."""
    title = TITLE.format(ledger=ledger or LEDGER)
    rows = sorted(places, key=lambda place: place.summary.name)
    verdicts = Counter(place.summary.verdict for place in rows)
    told = [
        OF_VERDICT.format(count=count, verdict=reasons.SHORT[verdict])
        for verdict, count in verdicts.items()
    ]
    parts: list[Part] = [
        Title(title, 1),
        Paragraph(ANSWERED.format(count=len(rows), verdicts=names(told)), lead=True),
        Paragraph(ASKED.format(moment=moment(answer(asked, "site", [], Summary)))),
        Title(PLACES, anchor="places"),
        Grid(PLACES, PLACE_COLUMNS, [*map(_place, rows)], filtered=FILTER),
    ]
    drawn = [row for place in rows if (row := _line(place, asked.as_of[:10]))]
    if drawn:
        parts += [Title(DRAWN, anchor="timelines"), Legend(MEANS)]
        parts.append(Drawing(_lane(drawn, asked.as_of[:10])))
    lists: list[tuple[str, Told]] = [
        (kind, [Way(RECORDS_TOLD.format(kind=kind, count=count), f"{kind}/{START}")])
        for kind, count in sorted(kinds.items())
    ]
    parts += [Title(RECORDS, anchor="records"), Facts(lists)]
    return Page(title, language, SKIP, parts, [Way(CHECK_WAY, CHECK_PAGE)])


def _place(place: Place) -> list[Told]:
    row = place.summary
    broken = row.first_break
    why = NO_BREAK
    if broken:
        why = BROKEN.format(day=spoken(broken.on), condition=called(broken.condition))
    verdict = reasons.SHORT[row.verdict]
    return [[Way(row.name, place_page(place.area))], verdict, why]


def _line(place: Place, today: str) -> Row | None:
    """The line of a place: since when it is judged, the first break, and changes of rules."""
    row = place.summary
    if row.start is None or bounds(row.start).earliest[:10] > today:
        return None
    marks = [
        Mark("event", change.earliest, change.latest)
        for topic in place.rules.topics
        for change in topic.changes
        if change.proven
    ]
    broken = row.first_break
    if broken and broken.earliest > BEGINNING:
        marks.append(Mark("broken", broken.earliest, broken.latest))
    return Row(row.name, [Bar(bounds(row.start).earliest[:10], today, "wait")], marks)


def _lane(rows: Sequence[Row], today: str) -> Lane:
    first = min(bar.first for row in rows for bar in row.bars)
    return Lane("places", DRAWN, DRAWN_TOLD, rows, int(first[:4]), int(today[:4]), today)


# -- records -----------------------------------------------------------------------------------


def of_stream(report: Report[LogLine], language: str) -> Page:
    """The page of a stream: what it is, and each of its records with its sources and its check."""
    first, *rest = register.story(report)
    known = Known(report.parties, report.places)
    parts: list[Part] = [Title(report.rows[0].stream, 1), Paragraph(first)]
    parts += map(Paragraph, rest)
    for row in report.rows:
        title = register.with_status(RECORD.format(day=spoken(row.on), kind=row.kind), row)
        says: list[tuple[str, Told]] = [
            (about, _words(text, row))
            for about, text in register.says(row, report.question.coders, known)
        ]
        says += [(SOURCE, source_told(source)) for source in row.sources]
        says += [(about, text) for about, text in register.beside(row, known)]
        number = NUMBER.format(position=row.position, day=spoken(row.recorded_at[:10]))
        parts += [Title(title, 2, f"record-{row.position}"), Facts(says), Paragraph(number)]
    parts += [Title(PROOF, anchor="proof"), Paragraph(PROVES), Verification(KEY, BUTTON)]
    above = [Way(HOME, f"../{START}")]
    return Page(report.rows[0].stream, language, SKIP, parts, above)


def _words(text: str, row: LogLine) -> Told:
    """A text as the words of the record, where it is those: the page can be held to them."""
    return [Words(text, row.position, "text")] if row.says.get("text") == text else text


def what_it_is(report: Report[LogLine]) -> str:
    """What a stream is, in a line of a list."""
    return register.story(report)[0]


MOST_LINES = 500
"""Lines on one page of a list; a longer list goes on over further pages."""


def lists(kind: str, streams: Sequence[tuple[str, str]], language: str) -> dict[str, Page]:
    """The pages that list the streams of a kind, by their paths; each with what it is in words."""
    pages = {}
    title = LIST_TITLE.format(kind=kind, count=len(streams))
    for number, begin in enumerate(range(0, len(streams), MOST_LINES)):
        rows: list[list[Told]] = [
            [[Way(stream.partition("/")[2] or stream, f"../{stream_page(stream)}")], told]
            for stream, told in streams[begin : begin + MOST_LINES]
        ]
        parts: list[Part] = [
            Title(title, 1),
            Grid(title, LIST_COLUMNS, rows, filtered=LIST_FILTER),
        ]
        if begin + MOST_LINES < len(streams):
            parts.append(Paragraph([Way(FURTHER, _list_page(number + 1))]))
        path = f"{kind}/{_list_page(number)}"
        pages[path] = Page(title, language, SKIP, parts, [Way(HOME, f"../{START}")])
    return pages


def _list_page(number: int) -> str:
    return f"index-{number + 1}.html" if number else START


# -- check -------------------------------------------------------------------------------------


def check(note: str, size: int, root: str, language: str) -> Page:
    """How to check the site, with the checkpoint that it is of."""
    parts: list[Part] = [Title(CHECK_WAY, 1), *map(Paragraph, CHECK)]
    about = note.strip().splitlines() or [f"{size}", root]
    parts += [Title(CHECKPOINT), *map(Paragraph, filter(None, about))]
    return Page(CHECK_WAY, language, SKIP, parts, [Way(HOME, START)])
