"""The report of an area: the question and its answer, and all that this rests on, on one page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from languages import N_
from projections.control.row import PowerRow, Stretch
from projections.dossier import Corrected, Dossier
from projections.pages import timeline
from projections.pages.document import (
    Drawing,
    Facts,
    Grid,
    Legend,
    Link,
    Listing,
    Page,
    Paragraph,
    Part,
    Title,
    Told,
    Verification,
    Way,
    Words,
)
from projections.pages.lanes import Sign
from projections.pages.paths import START, record_page
from projections.promise_query import ListedPromise
from projections.regime.lines import ChangeLine, TopicLine
from projections.render import phrases as shared
from projections.render.head import Called, moment, people
from projections.render.phrases import period, spoken
from projections.render.screens import changes, powers, promises, summary
from projections.render.screens import conditions as conditions_screen
from projections.render.screens.charters import called as condition_called
from projections.render.screens.corrections import SIGN, explained
from projections.render.screens.powers import part
from projections.report import METHOD, CorrectedStream, Fields, Report

# -- words -------------------------------------------------------------------------------------

TITLE = N_("{name}: did the conditions for participation stay the same?")
SHORT = N_("In short")
LISTS = N_("{name}: promises without a deadline, decisions, and news")
SKIP = N_("Go to the answer")
ASKED = N_(
    "Were promises to residents of {title} kept, did the rules stay the same, and was it clear who "
    "decides? This page says what the record tells, {moment}."
)

TIMELINE = N_("The timeline")
HOW_DRAWN = N_(
    "From left to right is time; the upright line is the day that is asked about. A date that is "
    "not exact is drawn as long as it may be. The tables further down say the same in words."
)
MEANS: tuple[tuple[Sign, str], ...] = (
    ("made", N_("promised")),
    ("due", N_("deadline")),
    ("kept", N_("kept")),
    ("late", N_("kept late")),
    ("partly", N_("partly kept")),
    ("broken", N_("not kept")),
    ("open", N_("not established")),
    ("event", N_("decision or message")),
)

MORE = N_("And {count} more: the list of all.")
MOST_ON_A_PAGE = 60
"""Lines of one table on a page of a site, so that the page stays light."""
NOT_PRINTED = N_("Not printed: a table of {count} lines, which stands on the page as a file.")

PROMISED = N_("Promises, by what became of them")
PROMISED_TOLD = N_("Who found what became of a promise, and on what basis, stands with each.")
PROMISED_NONE = N_("No promise to this area, or to what covers it, is on record.")
PERHAPS = N_("{count} more promises were made to groups that may touch this area. That is unsure.")
OUTCOMES: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("broken", N_("Not kept"), frozenset({"broken", "violated"})),
    ("replaced", N_("Replaced or withdrawn without consent"), frozenset({"replaced", "withdrawn"})),
    ("partly", N_("Partly kept"), frozenset({"partly"})),
    ("late", N_("Kept late"), frozenset({"kept-late"})),
    ("kept", N_("Kept"), frozenset({"kept", "held"})),
    ("open", N_("Deadline passed, outcome not established"), frozenset({"overdue"})),
    ("due", N_("Not yet due"), frozenset({"open", "conditional"})),
    ("undated", N_("Without a deadline"), frozenset({"undated", "in-force"})),
)
OTHERWISE = ("other", N_("Otherwise"))
OUTCOME_COUNT = N_("{outcome}: {count}")
PROMISE_COLUMNS = (
    N_("due"),
    N_("what was promised, and by whom"),
    N_("what became of it"),
    N_("source"),
)
BY = N_(" — {parties}")

RULES = N_("The rules, then and now")
RULE_COLUMNS = (N_("topic"), N_("on {start}"), N_("now"))
CHANGE_COLUMNS = (N_("when"), N_("what changed"), N_("source"))
CHANGES = N_("What changed since {start}: {count}")

CONTROL = N_("Who has control")
CONTROL_TOLD = N_(
    "By the record, for the area as a whole. The record says who has a power, not who is to blame."
)
LED = N_("Who had the lead, from when to when")
LED_COLUMNS = (N_("on what"), N_("who"), N_("when"))
PERHAPS_BY, NOBODY = N_("perhaps {parties}"), N_("nobody, as somebody vouches")
CONTROL_COLUMNS = (N_("power"), N_("who, since when"))
POWER_ON = N_("{power}: {part}")

DECIDED = N_("Decisions")
DECISION_COLUMNS = (N_("when"), N_("what was decided, and by whom"), N_("source"))
TOLD_RESIDENTS = N_("News to residents")
NEWS_COLUMNS = (N_("when"), N_("what was told, and by whom"), N_("source"))
NO_WORDS = N_("what was told is not on record")

CONDITIONS = N_("Each condition, and what nobody knows")
CONDITION_COLUMNS = (N_("condition"), N_("whether it held, by what, on whose word"))
COULD_TELL = N_("Who could tell what is not known")
COULD_TELL_COLUMNS = (N_("about"), N_("what would have to be on record"))

READ = N_("How to read this page")
HOW = (
    N_(
        "A promise counts as kept only when somebody other than the body that promised found so, "
        "or nobody contradicts it. “Not established” means that the record does not tell."
    ),
    N_(
        "That nothing changed, or that nobody acted, is said only where somebody vouches that the "
        "record is complete. Elsewhere the answer is: not known."
    ),
    N_(
        "The record can be wrong, and it can miss things. Every statement names its source, so "
        "that you can look it up."
    ),
)

SOURCES = N_("Sources")
SOURCE = N_("{title}{locator}{published} ({kind})")
LOCATOR, PUBLISHED = N_(", {text}"), N_(", {day}")
NUMBER = N_("[{number}]")

PROOF = N_("Check it yourself")
PROOF_TOLD = N_(
    "This page rests on {count} records of a ledger of {size:,}. The ledger was {signed}. "
    "Its checkpoint is {root}. The figures follow {method}."
)
IN_SITE = N_(
    "Every record has a page with its proof and a check: follow the words of a promise, "
    "a decision or a message."
)
SIGNED, UNSIGNED = N_("signed by {origin}"), N_("not signed by anybody")
PROVES = N_(
    "The check below runs on your own device, also without a connection. It shows that these "
    "records stand unchanged in what was signed, and that the words quoted here are theirs. It "
    "does not show that a record is true, nor that nothing is missing. Take the key from somebody "
    "whom you trust, and not from this page. Whoever changed a page could have changed its check "
    "too: surest is a program of your own, such as gestand verify."
)


# -- page --------------------------------------------------------------------------------------


def report(told: Dossier, language: str, origin: str | None) -> Page:
    """The report of an area, whole. origin: the log by which the records are signed, if any."""
    cited = Cited(told, linked=False)
    title = TITLE.format(name=told.place.name)
    parts = [
        *_main(told, cited, told.promises),
        *_lists(told, cited),
        *_corrected(told.corrected),
        *_to_read(told),
        *cited.listed(),
        *_proof(told, origin),
    ]
    return Page(title, language, SKIP, parts)


def in_site(told: Dossier, language: str, above: Sequence[Way], further: str) -> tuple[Page, Page]:
    """The same as two pages of a site, whose records have pages of their own.

    above: the way back. further: the path of the second page, which has the long lists.
    """
    undated = frozenset({"undated", "in-force"})
    first, second = Cited(told, linked=True), Cited(told, linked=True)
    dated = [line for line in told.promises if line.status not in undated]
    main = [
        *_main(told, first, dated),
        Paragraph([Way(LISTS.format(name=told.place.name), further)]),
        *_corrected(told.corrected),
        *_to_read(told),
        *first.listed(),
        Title(PROOF, anchor="proof"),
        Paragraph(IN_SITE),
    ]
    rest = [line for line in told.promises if line.status in undated]
    title = LISTS.format(name=told.place.name)
    lists = [
        Title(title, 1),
        *_promises(told, second, rest),
        *_lists(told, second),
        *_corrected(second.corrected),
        *second.listed(),
    ]
    return (
        Page(TITLE.format(name=told.place.name), language, SKIP, main, above),
        Page(title, language, SKIP, lists, above),
    )


def _main(told: Dossier, cited: Cited, promised: Sequence[ListedPromise]) -> Iterator[Part]:
    """From the answer down to what nobody knows."""
    yield from _answer(told)
    yield from _drawn(told)
    yield from _promises(told, cited, promised)
    yield from _rules(told, cited)
    yield from _control(told)
    yield from _conditions(told)


def _lists(told: Dossier, cited: Cited) -> Iterator[Part]:
    yield from _decisions(told, cited)
    yield from _news(told, cited)


def _corrected(found: Corrected) -> Iterator[Part]:
    """What the sign at what was corrected after it had stood stands for."""
    told = explained(found.values())
    if told:
        yield Paragraph(told)


def _to_read(told: Dossier) -> Iterator[Part]:
    yield Title(READ, anchor="read")
    yield from map(Paragraph, (*HOW, shared.BURDEN[told.summary.question.burden], shared.PRESS))


class Cited:
    """The sources of the records that a page rests on, each with its number on the page.

    corrected: what was corrected after it had stood on the streams of those that were named.
    """

    def __init__(self, told: Dossier, *, linked: bool) -> None:
        self.corrected: dict[int, CorrectedStream] = {}
        self._known, self._lines, self._linked = told.corrected, told.lines, linked
        self._numbers: dict[tuple[str, ...], int] = {}
        self._sources: list[Fields] = []

    def of(self, events: Iterable[int]) -> Told:
        """The numbers of the sources of some records, as links to the list of them.

        With a sign where something of it was corrected after it had stood.
        """
        named = [*events]
        numbers = {
            self._number(source)
            for event in named
            if event in self._lines
            for source in self._lines[event].sources
        }
        pieces: list[str | Link | Words | Way] = []
        for number in sorted(numbers):
            pieces += [" "] if pieces else []
            pieces.append(Link(NUMBER.format(number=number), f"#source-{number}"))
        marked = {event: self._known[event] for event in named if event in self._known}
        self.corrected |= marked
        return [*pieces, SIGN.format(text="")] if marked else pieces

    def _number(self, source: Fields) -> int:
        key = tuple(str(source.get(name)) for name in ("title", "url", "locator"))
        if key not in self._numbers:
            self._numbers[key] = len(self._numbers) + 1
            self._sources.append(source)
        return self._numbers[key]

    def words(self, text: str, events: Sequence[int], field: str = "text") -> str | Words:
        """A text as the words of the record that has it; else as the text that it is."""
        for event in events:
            if event in self._lines and self._lines[event].says.get(field) == text:
                stream = self._lines[event].stream
                page = record_page(stream, event, "../") if self._linked else ""
                return Words(text, event, field, page)
        return text

    @property
    def most(self) -> int | None:
        """Lines of a table on a page of a site; a report on one page has them all."""
        return MOST_ON_A_PAGE if self._linked else None

    def others(self, count: int, kind: str) -> Iterator[Part]:
        """Where the lines stand that a table leaves out, if it does."""
        if self.most is not None and count > self.most:
            text = MORE.format(count=count - self.most)
            yield Paragraph([Way(text, f"../{kind}/{START}")])

    def listed(self) -> Iterator[Part]:
        """The list of the sources that the page names."""
        items = [source_told(source) for source in self._sources]
        yield Title(SOURCES, anchor="sources")
        yield Listing(items, [f"source-{number}" for number in range(1, len(items) + 1)])


def source_told(source: Fields) -> Told:
    """A source as it can be looked up, with a link where it has an address."""
    kind = shared.SOURCE[source.get("type", "other")]
    locator, published = source.get("locator"), source.get("published")
    text = SOURCE.format(
        title="{title}",
        locator=LOCATOR.format(text=locator) if locator else "",
        published=PUBLISHED.format(day=spoken(published)) if published else "",
        kind=kind,
    )
    before, _, after = text.partition("{title}")
    title, address = source["title"], source.get("url")
    return [before, Link(title, address) if address else title, after]


# -- the answer --------------------------------------------------------------------------------


def _answer(told: Dossier) -> Iterator[Part]:
    """The question, the verdict with its reason, and what matters first."""
    yield Title(TITLE.format(name=told.place.name), 1)
    (_, answer), *lines = summary.told(told.summary)
    yield Paragraph(answer, lead=True)
    yield Paragraph(ASKED.format(title=told.place.title, moment=moment(told.summary)))
    yield Title(SHORT, anchor="short")
    yield Facts([(about, text) for about, text in lines])


def _start(told: Dossier) -> str:
    return spoken(told.place.start or told.rules.start)


def _drawn(told: Dossier) -> Iterator[Part]:
    drawn = timeline.lanes(told, _start(told))
    if drawn:
        yield Title(TIMELINE, anchor="timeline")
        yield Paragraph(HOW_DRAWN)
        yield Legend(MEANS)
        yield from map(Drawing, drawn)


# -- promises ----------------------------------------------------------------------------------


def _promises(told: Dossier, cited: Cited, chosen: Sequence[ListedPromise]) -> Iterator[Part]:
    """Promises under what became of them; chosen: which of them."""
    yield Title(PROMISED, anchor="promises")
    yield Paragraph(PROMISED_TOLD if told.promises else PROMISED_NONE)
    left = list(chosen)
    for name, title, states in (*OUTCOMES, (*OTHERWISE, frozenset(line.status for line in left))):
        lines = [line for line in left if line.status in states]
        left = [line for line in left if line.status not in states]
        if lines:
            caption = OUTCOME_COUNT.format(outcome=title, count=len(lines))
            shown = lines[: cited.most]
            rows = [_promise(line, told, cited) for line in shown]
            anchors = [f"promise-{line.promise}" for line in shown]
            yield Title(caption, 3, f"promises-{name}")
            yield Grid(
                caption,
                PROMISE_COLUMNS,
                rows,
                anchors,
                instead=_unprinted(rows) if name == "undated" else "",
            )
            yield from cited.others(len(lines), "promise")
    if told.perhaps:
        yield Paragraph(PERHAPS.format(count=told.perhaps))


def _promise(line: ListedPromise, told: Dossier, cited: Cited) -> list[Told]:
    called = told.summary.parties
    return [
        promises.deadline(line),
        [cited.words(line.text, line.events), BY.format(parties=people(line.by, called))],
        promises.status(line, called),
        cited.of([*line.events, *([line.found_in] if line.found_in is not None else [])]),
    ]


def _unprinted(rows: Sequence[object]) -> str:
    """What stands on paper in the place of a long table."""
    return NOT_PRINTED.format(count=len(rows))


# -- rules and control -------------------------------------------------------------------------


def _rules(told: Dossier, cited: Cited) -> Iterator[Part]:
    rules, called = told.rules, told.summary.parties
    if not rules.topics:
        return
    yield Title(RULES, anchor="rules")
    start = spoken(rules.start)
    topic, then, now = RULE_COLUMNS
    rows = [[powers.topic(one.topic), *_then_now(one, called)] for one in rules.topics]
    yield Grid(RULES, (topic, then.format(start=start), now), rows)
    found = [(change, one.topic) for one in rules.topics for change in one.changes]
    found.sort(key=lambda pair: (pair[0].earliest, pair[0].latest))
    if found:
        caption = CHANGES.format(start=start, count=len(found))
        yield Title(caption, 3, "changes")
        yield Grid(caption, CHANGE_COLUMNS, [_change(*pair, told, cited) for pair in found])


def _then_now(topic: TopicLine, called: Called) -> list[str]:
    parties = people(topic.vouched_by, called)
    return [
        changes.held(topic.at_start, parties, vague=topic.vague_at_start),
        changes.held(topic.now, parties, vague=topic.vague_now),
    ]


def _change(change: ChangeLine, topic: str, told: Dossier, cited: Cited) -> list[Told]:
    text = changes.changed(change, powers.topic(topic), told.summary.parties)
    return [spoken(change.on), text, cited.of(change.events)]


def _control(told: Dossier) -> Iterator[Part]:
    """Who has which power now; and on what the lead was with whom, from when to when."""
    question, called = told.summary.question, told.summary.parties
    now = Report[PowerRow](told.powers.view, question, [*told.powers.rows], PowerRow)
    rows = [
        [POWER_ON.format(power=powers.POWER[row.power], part=part(row.part)), powers.now(now, row)]
        for row in now.rows
        if row.holders or row.before
    ]
    led = [
        [part(row.part), _holding(stretch, called), period(stretch.from_, stretch.until)]
        for row in told.leads
        for stretch in row.timeline
    ]
    if rows or led:
        yield Title(CONTROL, anchor="control")
        yield Paragraph(CONTROL_TOLD)
    if rows:
        yield Grid(CONTROL, CONTROL_COLUMNS, rows)
    if led:
        yield Title(LED, 3, "lead")
        yield Grid(LED, LED_COLUMNS, led, instead=_unprinted(led))


def _holding(stretch: Stretch, called: Called) -> str:
    """Who had a power over a stretch of time, or may have had it; or that nobody is on record."""
    if stretch.holders:
        return people(stretch.holders, called)
    if stretch.possible:
        return PERHAPS_BY.format(parties=people(stretch.possible, called))
    return NOBODY if stretch.state == "none" else shared.NONE


# -- conditions --------------------------------------------------------------------------------


def _conditions(told: Dossier) -> Iterator[Part]:
    """Of each condition whether it held; of those that are not known who could tell."""
    yardstick = told.place.yardstick
    yield Title(CONDITIONS, anchor="conditions")
    if yardstick is None:
        yield Paragraph(summary.NO_YARDSTICK)
        return
    called = told.summary.parties
    rows: list[list[Told]] = [
        [condition_called(one.key), conditions_screen.held(one, called)]
        for one in yardstick.conditions
    ]
    yield Grid(CONDITIONS, CONDITION_COLUMNS, rows)
    missing = conditions_screen.missing([yardstick])
    if missing:
        yield Title(COULD_TELL, 3, "unknown")
        yield Grid(COULD_TELL, COULD_TELL_COLUMNS, missing)


# -- decisions and news ------------------------------------------------------------------------


def _decisions(told: Dossier, cited: Cited) -> Iterator[Part]:
    called = told.summary.parties
    rows: list[list[Told]] = [
        [
            spoken(line.on),
            [cited.words(line.text, line.events), BY.format(parties=people(line.by, called))],
            cited.of(line.events),
        ]
        for line in told.decisions[: cited.most]
    ]
    if rows:
        yield Title(DECIDED, anchor="decisions")
        anchors = [f"decision-{line.decision}" for line in told.decisions[: cited.most]]
        yield Grid(DECIDED, DECISION_COLUMNS, rows, anchors, instead=_unprinted(rows))
        yield from cited.others(len(told.decisions), "decision")


def _news(told: Dossier, cited: Cited) -> Iterator[Part]:
    called = told.summary.parties
    rows: list[list[Told]] = [
        [
            spoken(line.on),
            [
                cited.words(line.told, [line.event]) if line.told else NO_WORDS,
                BY.format(parties=people([line.by], called)),
            ],
            cited.of([line.event]),
        ]
        for line in told.updates[: cited.most]
    ]
    if rows:
        yield Title(TOLD_RESIDENTS, anchor="news")
        yield Grid(TOLD_RESIDENTS, NEWS_COLUMNS, rows, instead=_unprinted(rows))
        yield from cited.others(len(told.updates), "update")


# -- proof -------------------------------------------------------------------------------------

KEY = N_("The key of whoever signed, as you got it from them")
BUTTON = N_("Check this page")


SAYS: dict[str, tuple[str, str]] = {
    "included": ("holds", N_("All {count} records stand in the ledger with this checkpoint.")),
    "notIncluded": (
        "fails",
        N_("{count} records do not stand in that ledger. Do not trust this page."),
    ),
    "sameWords": ("holds", N_("The words of records on this page are those of the records.")),
    "otherWords": (
        "fails",
        N_("{count} texts on this page are not what the records say. Do not trust this page."),
    ),
    "unsigned": (
        "open",
        N_("Nobody signed this checkpoint. Whoever made the page could have made the records too."),
    ),
    "noKeyYet": ("open", N_("Paste the key of whoever signed to check the signature.")),
    "signed": ("holds", N_("The checkpoint is signed with the key that you gave.")),
    "forged": ("fails", N_("The signature is not that of this key. Do not trust this page.")),
    "otherKey": (
        "fails",
        N_(
            "The checkpoint is not signed with this key. Ask for the right one, or do not trust "
            "this page."
        ),
    ),
    "noKey": (
        "fails",
        N_("This is no key of a log. A key looks like example.org/ledger+0a1b2c3d+AbCd…"),
    ),
    "weakKey": ("fails", N_("With this key anybody could sign. No honest signer has it.")),
    "noEd25519": (
        "open",
        N_("This browser cannot check such signatures. Use a newer one, or gestand verify."),
    ),
    "noCrypto": (
        "open",
        N_(
            "This browser checks nothing here: open the page over https, or as a file that you "
            "saved."
        ),
    ),
    "unreadable": ("fails", N_("The proof in this page cannot be read. Do not trust this page.")),
}
"""What the check in the page says, by its name: whether something holds, fails or stays open."""


def _proof(told: Dossier, origin: str | None) -> Iterator[Part]:
    checkpoint = told.summary.question.checkpoint
    yield Title(PROOF, anchor="proof")
    yield Paragraph(
        PROOF_TOLD.format(
            count=len(told.lines),
            size=checkpoint.size,
            signed=SIGNED.format(origin=origin) if origin else UNSIGNED,
            root=checkpoint.root,
            method=METHOD,
        )
    )
    yield Paragraph(PROVES)
    yield Verification(KEY, BUTTON)
