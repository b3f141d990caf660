"""The timeline of an area in lanes: rules, who leads, promises, decisions, news and silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from domain.dates import BEGINNING, FOREVER, bounds, is_date
from languages import N_
from projections.control.row import PowerOverTime
from projections.dossier import Dossier
from projections.pages.lanes import Bar, Lane, Look, Mark, Row, Sign
from projections.promise_query import ListedPromise
from projections.regime.lines import TopicLine
from projections.render.head import abbreviated
from projections.render.screens import powers, promises
from projections.render.screens.rules import quoted

# -- words -------------------------------------------------------------------------------------

RULES = N_("Rules in force")
RULES_TOLD = N_(
    "A line for each rule that was replaced, came in or went since {start}: {count:,} of "
    "{topics:,} topics changed. Stripes: some time in these days."
)
LEAD = N_("Who leads")
LEAD_TOLD = N_(
    "A line for each body on record as having the lead, since {start}. Stripes: perhaps. Where "
    "there is no bar, the record does not say who led."
)
PROMISES = N_("Promises: made, due, and what became of them")
PROMISES_TOLD = N_(
    "A line for each promise with a deadline, from when it was made to when it was due, and to "
    "what became of it: {drawn:,} of {count:,}, those due last."
)
DECISIONS = N_("Decisions")
DECISIONS_TOLD = N_("A sign for each decision about this area or what covers it: {count:,} in all.")
NEWS = N_("News to residents, and silence")
NEWS_TOLD = N_(
    "A sign for each message to residents on record: {count:,} in all. A bar: proven silence. "
    "Stripes: nobody vouches that every message is on record."
)
LABEL = N_("{about}: {text}")
NOBODY = N_("nobody (vouched for)")
MESSAGES, SILENCE = N_("messages to residents"), N_("silence")
ALL_DECISIONS = N_("all decisions")

OUTCOME: dict[str, Sign] = {
    "kept": "kept",
    "held": "kept",
    "kept-late": "late",
    "partly": "partly",
    "broken": "broken",
    "violated": "broken",
    "replaced": "broken",
    "withdrawn": "broken",
}
"""The sign of what became of a promise; of all others it is open."""

LOOK: dict[str, Look] = {"no": "sure", "unknown": "perhaps"}
"""How a silence is drawn, by whether the condition to be informed was met."""

MOST_DRAWN = 40
"""Lines that are drawn of one lane; of more nobody could tell one from the other."""

MOST_MARKS = 150
"""Signs that are drawn on one line; the same."""

CROWDED = N_("Where there are very many, one sign stands for all of a month.")
CUT = N_("Drawn are the first {drawn:,} of {count:,} lines.")

UNJUDGED = frozenset({"open", "undated", "in-force", "conditional"})
"""The states in which nothing has become of a promise yet."""


# -- lanes -------------------------------------------------------------------------------------


def lanes(told: Dossier, start: str) -> list[Lane]:
    """The lanes that have anything to show, all from the same year to the same year.

    start: since when the area is judged, in words.
    """
    today = told.summary.question.as_of[:10]
    dated = [_promise(line, today) for line in told.promises if is_drawn(line)]
    count, dated = len(dated), dated[-MOST_DRAWN:]
    changed = [topic for topic in told.rules.topics if topic.changes]
    told_rules = RULES_TOLD.format(start=start, count=len(changed), topics=len(told.rules.topics))
    drawn = [
        ("rules", RULES, told_rules, [*_rules(told)]),
        ("lead", LEAD, LEAD_TOLD.format(start=start), [*_leads(told)]),
        (
            "decisions",
            DECISIONS,
            _crowded(DECISIONS_TOLD, len(told.decisions)),
            _decisions(told),
        ),
        ("news", NEWS, _crowded(NEWS_TOLD, len(told.updates)), [*_news(told)]),
        ("promises", PROMISES, PROMISES_TOLD.format(count=count, drawn=len(dated)), dated),
    ]
    first, last = _years([row for *_, rows in drawn for row in rows], today)
    return [
        Lane(name, title, _described(description, rows), rows[:MOST_DRAWN], first, last, today)
        for name, title, description, rows in drawn
        if rows
    ]


def _crowded(text: str, count: int) -> str:
    """How many signs there are, and that one may stand for several."""
    told = text.format(count=count)
    return f"{told} {CROWDED}" if count > MOST_MARKS else told


def _described(description: str, rows: Sequence[Row]) -> str:
    """What a lane shows, with what is left out of it."""
    told = [description]
    if len(rows) > MOST_DRAWN:
        told.append(CUT.format(drawn=MOST_DRAWN, count=len(rows)))
    return " ".join(told)


def is_drawn(line: ListedPromise) -> bool:
    """Whether a promise has a line of its own: it has a deadline, and is to be judged by it."""
    dated = line.due is not None and is_date(line.due)
    return dated and (line.group != "listed" or line.relation == "within")


def _years(rows: Sequence[Row], today: str) -> tuple[int, int]:
    """The first and the last year of all that is drawn, the day that is asked about included."""
    days = [today]
    for row in rows:
        days += [day for bar in row.bars for day in (bar.first, bar.last)]
        days += [day for mark in row.marks for day in (mark.first, mark.last)]
    return int(min(days)[:4]), int(max(days)[:4])


def _days(text: str) -> tuple[str, str]:
    """The first and the last day that a date can mean."""
    days = bounds(text)
    if days.earliest == BEGINNING:
        return days.latest[:10], days.latest[:10]
    if days.latest == FOREVER:
        return days.earliest[:10], days.earliest[:10]
    return days.earliest[:10], days.latest[:10]


def _mark(sign: Sign, text: str) -> Mark:
    return Mark(sign, *_days(text))


# -- rules and lead ----------------------------------------------------------------------------


def _rules(told: Dossier) -> Iterator[Row]:
    """Each rule that held on a topic that changed, one after another."""
    end = told.summary.question.as_of[:10]
    for topic in told.rules.topics:
        if topic.changes and told.rules.start:
            yield from _rules_on(topic, told.rules.start, end)


def _rules_on(topic: TopicLine, start: str, end: str) -> Iterator[Row]:
    """What held on one topic, from what to what; the days on which it may have changed striped."""
    since, perhaps = start, ""
    held = topic.at_start
    for change in topic.changes:
        if held:
            yield _rule(topic.topic, held, perhaps, since, change.earliest)
        held = change.to
        perhaps, since = change.earliest, change.latest
    if held:
        yield _rule(topic.topic, held, perhaps, since, end)


def _rule(topic: str, values: Sequence[str], perhaps: str, since: str, until: str) -> Row:
    bars = [Bar(perhaps, since, "perhaps")] if perhaps and perhaps < since else []
    bars += [Bar(since, until)] if since <= until else []
    return Row(LABEL.format(about=powers.topic(topic), text=quoted(values)), bars)


def _leads(told: Dossier) -> Iterator[Row]:
    """Each body that had the lead on something, or may have had it."""
    for row in told.leads:
        yield from _led(row, told)


def _led(row: PowerOverTime, told: Dossier) -> Iterator[Row]:
    bars: dict[str, list[Bar]] = {}
    for stretch in row.timeline:
        for party in stretch.holders:
            bars.setdefault(party, []).append(Bar(stretch.from_, stretch.until))
        for party in stretch.possible:
            bars.setdefault(party, []).append(Bar(stretch.from_, stretch.until, "perhaps"))
        if stretch.state == "none":
            bars.setdefault("", []).append(Bar(stretch.from_, stretch.until, "wait"))
    part = powers.part(row.part)
    for party, held in bars.items():
        name = abbreviated(party, told.summary.parties) if party else NOBODY
        yield Row(LABEL.format(about=part, text=name), held)


# -- promises ----------------------------------------------------------------------------------


def sign(line: ListedPromise) -> Sign:
    """The sign of what became of a promise."""
    return OUTCOME.get(line.status, "open")


def _promise(line: ListedPromise, today: str) -> Row:
    """From made to due, and from due to what became of it; where nothing did, until today."""
    assert line.due is not None, "only promises with a deadline are drawn"
    marks = [_mark("made", line.made), _mark("due", line.due)]
    bars = [_between(line.made, line.due)]
    found = line.done_on or line.found_on
    if found and is_date(found) and line.status not in UNJUDGED:
        marks.append(_mark(sign(line), found))
        bars.append(_between(line.due, found))
    elif line.status not in UNJUDGED:
        marks.append(_mark(sign(line), today))
        bars.append(_between(line.due, today))
    text = LABEL.format(about=promises.STATE[line.status], text=line.text)
    return Row(text, bars, marks)


def _between(first: str, last: str) -> Bar:
    start, end = sorted([_days(first)[0], _days(last)[1]])
    return Bar(start, end, "wait")


# -- decisions, news and silence ---------------------------------------------------------------


def _events(days: Iterable[str]) -> list[Mark]:
    """A sign for each day on which something happened; of too many one for each month."""
    marks = [_mark("event", day) for day in days]
    if len(marks) <= MOST_MARKS:
        return marks
    return [*{(mark.first[:7], mark.last[:7]): mark for mark in marks}.values()]


def _decisions(told: Dossier) -> list[Row]:
    marks = _events(line.on for line in told.decisions)
    return [Row(ALL_DECISIONS, (), marks)] if marks else []


def _news(told: Dossier) -> Iterator[Row]:
    """The messages on record; and the silences, as far as the yardstick asks about them."""
    if told.updates:
        yield Row(MESSAGES, (), _events(line.on for line in told.updates))
    yardstick = told.place.yardstick
    conditions = yardstick.conditions if yardstick else ()
    spans = [span for one in conditions if one.key == "informed" for span in one.spans]
    joined = [(met, [*group]) for met, group in groupby(spans, key=lambda span: span.met)]
    bars = [Bar(group[0].from_, group[-1].to, LOOK[met]) for met, group in joined if met in LOOK]
    if bars:
        yield Row(SILENCE, bars)
