"""The report of an area: the question and its answer, and all that this rests on, on one page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice

from languages import N_
from projections.conditions.view import JudgedCondition
from projections.dossier import Dossier
from projections.pages import acts, governed, timeline
from projections.pages.checking import IN_SITE, PROOF, PROOF_TOLD, SIGNED, UNSIGNED, check
from projections.pages.cited import Cited, source_told
from projections.pages.document import (
    Drawing,
    Facts,
    Legend,
    Listing,
    Page,
    Paragraph,
    Part,
    Title,
    Told,
    Way,
)
from projections.pages.frame import SKIP, Frame, Resting
from projections.pages.lanes import Sign
from projections.pages.paging import Line, Long, whole
from projections.pages.paths import place_calendar, place_feed, place_page, stream_page
from projections.pages.promised import by_outcome
from projections.pages.text_language import Languages
from projections.render import phrases as shared
from projections.render.head import Called, moment
from projections.render.phrases import spoken
from projections.render.screens import conditions as conditions_screen
from projections.render.screens import summary
from projections.render.screens.charters import called as condition_called
from projections.render.screens.headline import attesters
from projections.report import METHOD

# -- words -------------------------------------------------------------------------------------

TITLE = N_("{name}: did the conditions for participation stay the same?")
SHORT = N_("In short")
RESTS_ON = N_("Rests on")
ON_RECORD, ALL_OF_IT = N_("On record"), N_("all that is recorded of it")
SHORT_FORM = N_(
    "This is the short form on paper. Every promise, rule and source stands on the page itself, "
    "and in the document that gestand report makes of it."
)
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

PROMISED = N_("Promises, by what became of them")
PROMISED_TOLD = N_("Who found what became of a promise, and on what basis, stands with each.")
COUNTED = N_(
    "All of them are listed here. The count at the top is of those that fell due: without those "
    "that have no deadline or do not count, and what counts as one taken together."
)
PROMISED_NONE = N_("No promise to this area, or to what covers it, is on record.")
PERHAPS = N_(
    "{count:,} more promises were made to groups that may touch this area. That is unsure."
)

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

FOLLOW = N_("Follow this place")
FEED = N_("What is new about it: a feed for reader programs (Atom)")
CALENDAR = N_("The deadlines of promises to it: for a calendar (iCalendar)")
OWN_RECORDS = N_("What is on record of the place itself: since when, and within what it lies")

# -- page --------------------------------------------------------------------------------------


def report(told: Dossier, languages: Languages, origin: str | None) -> Page:
    """The report of an area, whole; origin: the log by which the records are signed, if any."""
    cited = Cited(told.lines, languages, told.corrected)
    title = TITLE.format(name=told.place.name)
    parts = [*whole(_parts(told, cited, languages), cited), *cited.listed(), *_proof(told, origin)]
    return Page(title, languages.page, SKIP, parts)


def in_site(told: Dossier, frame: Frame, area: str) -> Iterator[tuple[str, Page]]:
    """The same as pages of a site, each with its path; records and sources have their own pages."""
    title = TITLE.format(name=told.place.name)
    rests = Resting(told.lines, told.corrected)
    parts = [
        *_parts(told, frame.cited(rests), frame.languages),
        *_followed(area),
        Title(PROOF, anchor="proof"),
        Paragraph(IN_SITE),
    ]
    return frame.pages(place_page(area), title, parts, rests, about=told.place.name)


def _followed(area: str) -> Iterator[Part]:
    """How to hear what is new about a place, and where the records of the place itself stand."""
    feed, calendar = (path(area).rpartition("/")[2] for path in (place_feed, place_calendar))
    yield Title(FOLLOW, anchor="follow", detail=True)
    yield Listing([
        [Way(FEED, feed)],
        [Way(CALENDAR, calendar)],
        [Way(OWN_RECORDS, f"../{stream_page(f'area/{area}')}")],
    ])  # fmt: skip


def _parts(told: Dossier, cited: Cited, languages: Languages) -> Iterator[Part | Long]:
    """From the answer down to how it is to be read; cited: where records stand."""
    called = told.summary.parties
    yield from _answer(told, cited, languages)
    yield from _drawn(told)
    yield Title(PROMISED, anchor="promises", detail=True)
    yield Paragraph(f"{PROMISED_TOLD} {COUNTED}" if told.promises else PROMISED_NONE)
    yield from by_outcome(told.promises, called)
    if told.perhaps:
        yield Paragraph(PERHAPS.format(count=told.perhaps))
    yield from governed.rules(told)
    yield from governed.control(told)
    yield from _conditions(told)
    yield from acts.decided(told.decisions, called)
    yield from acts.news(told.updates, called)
    yield from _to_read(told)


def _to_read(told: Dossier) -> Iterator[Part]:
    yield Title(READ, anchor="read")
    yield from map(Paragraph, (*HOW, shared.BURDEN[told.summary.question.burden], shared.PRESS))
    yield Paragraph(SHORT_FORM, only="paper")


# -- the answer --------------------------------------------------------------------------------


def _answer(told: Dossier, cited: Cited, languages: Languages) -> Iterator[Part]:
    """The question, the verdict with its reason, and what matters first."""
    yield Title(TITLE.format(name=told.place.name), 1)
    (_, answer), *lines = summary.told(told.summary)
    yield Paragraph(answer, lead=True)
    called = told.summary.parties
    for broken, events, actors in summary.broke(told.summary):
        rests = [(RESTS_ON, source) for source in _sources(told, events, languages)]
        way = cited.way(ALL_OF_IT, events)
        rests += [] if way == ALL_OF_IT else [(ON_RECORD, way)]
        facts = [(about, cited.named(text, actors, called)) for about, text in broken]
        yield Facts([*facts, *rests], first=True)
    if beside := summary.beside(told.summary):
        yield Paragraph(beside)
    yield Paragraph(ASKED.format(title=told.place.title, moment=moment(told.summary)))
    yield Title(SHORT, anchor="short")
    parties = summary.told_of(told.summary)
    yield Facts([(about, cited.named(text, parties, called)) for about, text in lines])


def _sources(told: Dossier, events: Sequence[int], languages: Languages) -> Iterator[Told]:
    """The first source of what some records say, if they name any."""
    named = (
        source for event in events if event in told.lines for source in told.lines[event].sources
    )
    yield from (source_told(source, languages) for source in islice(named, 1))


def _start(told: Dossier) -> str:
    return spoken(told.place.start or told.rules.start)


def _drawn(told: Dossier) -> Iterator[Part]:
    drawn = timeline.lanes(told, _start(told))
    if drawn:
        yield Title(TIMELINE, anchor="timeline")
        yield Paragraph(HOW_DRAWN)
        yield Legend(MEANS)
        yield from map(Drawing, drawn)


# -- conditions --------------------------------------------------------------------------------


def _conditions(told: Dossier) -> Iterator[Part | Long]:
    """Of each condition whether it held; of those that are not known who could tell."""
    yardstick = told.place.yardstick
    if yardstick is None:
        yield Title(CONDITIONS, anchor="conditions")
        yield Paragraph(summary.NO_YARDSTICK)
        return
    called = told.summary.parties
    lines = [Line(partial(_condition, one, called)) for one in yardstick.conditions]
    yield Long(Title(CONDITIONS, anchor="conditions"), CONDITION_COLUMNS, lines)
    missing = conditions_screen.missing([yardstick])
    if missing:
        lines = [Line(partial(_as_told, row)) for row in missing]
        yield Long(Title(COULD_TELL, anchor="unknown", detail=True), COULD_TELL_COLUMNS, lines)


def _condition(condition: JudgedCondition, called: Called, cited: Cited) -> Sequence[Told]:
    broken = condition.first_break
    parties = {*condition.vouched_by, *attesters(condition)}
    parties.update(broken.actors if broken else ())
    text = cited.named(conditions_screen.held(condition, called), sorted(parties), called)
    return [condition_called(condition.key), text]


def _as_told(row: Sequence[str], _: Cited) -> Sequence[Told]:
    return row


# -- proof -------------------------------------------------------------------------------------


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
    yield from check()
