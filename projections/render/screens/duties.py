"""The screens of `control --duties` and `control --decisions`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from domain.dates import bounds, last_moment
from languages import N_, figure
from projections.control.duties import DutyMatch
from projections.control.figures import DecisionsOfBody, Spread
from projections.render import phrases as shared
from projections.render.blocks import Block, Heading, Sentence, Table
from projections.render.head import opening
from projections.render.phrases import day
from projections.render.screens import powers
from projections.render.screens.powers import name
from projections.report import Report

# -- duties ------------------------------------------------------------------------------------

DUTIES = N_("Duties and powers {place}")
COUNTED = N_("On record on {day} are {counts}.")
COUNTED_IN = N_("On record {place} on {day} are {counts}.")
NOTHING = N_("On {day} no duty and no power is on record.")
NOTHING_IN = N_("On {day} no duty and no power is on record {place}.")

WITH_POWER, NO_POWER, NO_POWER_ON_RECORD, NO_DUTY, NO_DUTY_ON_RECORD = range(5)
HEADING = (
    N_("Duties with a power that answers to them"),
    N_("Duties without a power ({by} vouches that all mandates are on record)"),
    N_("Duties without a power on record"),
    N_("Powers without a duty ({by} vouches that all duties are on record)"),
    N_("Powers without a duty on record"),
)
COUNT = (
    N_("duties with a power that answers to them ({count:,})"),
    N_("duties without a power ({count:,})"),
    N_("duties without a power on record ({count:,})"),
    N_("powers without a duty ({count:,})"),
    N_("powers without a duty on record ({count:,})"),
)
DUTY_COLUMNS = (N_("body"), N_("what it must or may do, and where"))
MUST = N_("must: {act} — {place}")
MAY = N_("may: {powers} — {place}")
MUST_AND_MAY = N_("must: {act} — may: {powers} — {place}")
DUTIES_LEGEND = N_(
    "A power answers to a duty of the same body where the text of the duty names the kind of power "
    'or its topic; what is not written alike is for people to judge. "On record": nobody vouches '
    "that there is no other."
)


def duties(report: Report[DutyMatch]) -> list[Block]:
    """How many duties and powers stand alone, then each by what stands beside it."""
    place, when = powers.where(report), day(report.question.as_of)
    title = DUTIES.format(place=place) if place else shared.VIEW["duties"]
    found = [[row for row in report.rows if _group(row) == group] for group in range(len(HEADING))]
    counts = [text.format(count=len(rows)) for text, rows in zip(COUNT, found, strict=True) if rows]
    if not counts:
        nothing = NOTHING_IN if place else NOTHING
        return opening(report, nothing.format(day=when, place=place), title)
    answer = (COUNTED_IN if place else COUNTED).format(
        day=when, place=place, counts=shared.LIST_OF.join(counts)
    )
    blocks = opening(report, answer, title)
    for heading, rows in zip(HEADING, found, strict=True):
        if rows:
            lines = [[powers.names(report, row.held_by), _must_or_may(report, row)] for row in rows]
            by = powers.names(report, sorted({party for row in rows for party in row.vouched_by}))
            blocks += [Heading(heading.format(by=by), 2), Table(DUTY_COLUMNS, lines)]
    return [*blocks, Sentence(DUTIES_LEGEND)]


def _group(row: DutyMatch) -> int:
    """Under which heading it stands."""
    on_record = row.state == "unknown"
    if row.duty is None:
        return NO_DUTY_ON_RECORD if on_record else NO_DUTY
    if row.mandates:
        return WITH_POWER
    return NO_POWER_ON_RECORD if on_record else NO_POWER


def _must_or_may(report: Report[DutyMatch], row: DutyMatch) -> str:
    text = MAY
    if row.duty:
        text = MUST_AND_MAY if row.mandates else MUST
    may = dict.fromkeys(map(powers.power_of, row.powers))
    return text.format(
        act=row.act.rstrip("."),
        powers=shared.LIST_OF.join(may),
        place=report.places.get(row.place, row.place),
    )


# -- decisions ---------------------------------------------------------------------------------

DECISIONS = N_("Who took the decisions that bear on {place}")
UP_TO = N_("Up to {day} {counted}")
FROM_TO = N_("From {start} to {end} {counted}")
NOTHING_DECIDED = N_("Up to {day} no decision is on record.")
SEVERAL_PLACES = N_("Up to {day} decisions are on record that bear on {count:,} places.")
NO_DECISION = N_("no decision on record bears on {place}{topic}.")
ONE_DECISION = N_("one decision on record bears on {place}{topic}, taken by {bodies}.")
COUNTED_DECISIONS = N_("{count:,} decisions on record bear on {place}{topic}; {most}.")
MOST = N_("{bodies} took the most of them, {many}")
NONE_TOOK_MORE = N_("of {bodies:,} bodies none took more than {many}")
ON_TOPIC = N_(", on {topic}")
AND = N_(" and ")
FEW_PLACES = 3
"""Of so many places each has its own sentence."""

TOGETHER_MOST = 3
"""So many bodies that took equally many are named in the sentence."""

ENOUGH = 8
"""From so many decisions on a figure is shown, as everywhere in this ledger (METHODS 2, 5)."""

BODY_COLUMNS = (N_("body"), N_("decisions"))
TOPIC_COLUMNS = (N_("topic"), N_("decisions"), N_("who took how many"))
BODY_AND_COUNT = N_("{body} {many}")
SPREAD = N_(
    "As spread as if {number:.1f} bodies had taken equally many (the sum of squared shares, HHI, "
    "is {hhi:.2f})"
)
SPREAD_OF_TOPIC = N_("{bodies}. {spread}")
DECISIONS_LEGEND = N_(
    "Counted are decisions about the place, a part of it, or a wider place or group that covers or "
    "touches it. One that several bodies took counts for each in equal parts. From 8 decisions on "
    "it is told how far they lie with few bodies, which is neither good nor bad."
)
OFFICES = N_("What an office decided counts for the ministry that it was part of on that day.")
UNDER_OWN_NAME = N_("{offices}: under its own name only what it decided while it was in none.")
STEP_COLUMNS = (N_("as of"), N_("topic"), N_("decisions"), N_("as if by\nbodies"), N_("HHI"))
STEP_NUMBERS = frozenset({2, 3, 4})
ALL_TOPICS = N_("all")


def decisions(report: Report[Spread]) -> list[Block]:
    """Who decided most, then how much each body decided, of everything and topic by topic."""
    places = _places(report)
    title = shared.VIEW["deciders"]
    if _asked(report):
        title = DECISIONS.format(place=_place(report, report.rows[0]))
    answer = _answer(report, [rows[:1] for rows in places])
    blocks = opening(report, answer, title)
    for whole, *topics in places:
        if len(places) > 1:
            blocks.append(Heading(_place(report, whole), 2))
        blocks += [*_bodies(report, whole), *_topics(report, topics)]
    if any(row.decisions for row in report.rows):
        blocks.append(Sentence(" ".join([DECISIONS_LEGEND, *_offices(report)])))
    return blocks


def _asked(report: Report[Spread]) -> bool:
    return "place" in report.question.parameters


def _answer(report: Report[Spread], places: Sequence[Sequence[Spread]]) -> str:
    """Who decided most, of a few places; of more in how many anything was decided."""
    if 0 < len(places) <= FEW_PLACES:
        return " ".join(_most(report, rows) for rows in places)
    template = SEVERAL_PLACES if places else NOTHING_DECIDED
    return template.format(day=day(report.question.as_of), count=len(places))


def _places(report: Report[Spread]) -> list[list[Spread]]:
    """The rows of the place asked about, or of each place for which anything was decided.

    First those of all its decisions, or of those on the topic asked for.
    """
    places: dict[str, list[Spread]] = defaultdict(list)
    for row in report.rows:
        places[row.place].append(row)
    return [
        rows for rows in places.values() if _asked(report) or any(row.decisions for row in rows)
    ]


def _place(report: Report[Spread], row: Spread) -> str:
    return report.places.get(row.place, row.place)


def _most(report: Report[Spread], rows: Sequence[Spread]) -> str:
    """How many decisions there are, and who took the most of them.

    rows: of one place and topic, of one stretch of time or of several after each other.
    """
    row = rows[0]
    count = sum(one.decisions for one in rows)
    bodies: dict[str, float] = defaultdict(float)
    for one in (one for step in rows for one in step.bodies):
        bodies[one.body] += one.decisions
    template = {0: NO_DECISION, 1: ONE_DECISION}.get(count, COUNTED_DECISIONS)
    counted = template.format(
        count=count,
        place=_place(report, row),
        topic=ON_TOPIC.format(topic=powers.topic(row.topic)) if row.topic else "",
        bodies=AND.join(name(report, body) for body in bodies),
        most=_who_most(report, bodies),
    )
    asked = report.question
    start, end = asked.parameters.get("from"), asked.as_of
    if start is None:
        return UP_TO.format(day=day(end), counted=counted)
    if to := asked.parameters.get("to"):
        end = min(end, last_moment(to))
    return FROM_TO.format(start=day(bounds(start).earliest), end=day(end), counted=counted)


def _who_most(report: Report[Spread], bodies: dict[str, float]) -> str:
    most = max(bodies.values(), default=0.0)
    first = [name(report, body) for body, count in bodies.items() if count == most]
    if len(first) > TOGETHER_MOST:
        return NONE_TOOK_MORE.format(bodies=len(bodies), many=_number(most))
    return MOST.format(bodies=AND.join(first), many=_number(most))


def _bodies(report: Report[Spread], row: Spread) -> Iterator[Block]:
    """How many each body took, and how far they lie with few."""
    if row.decisions:
        lines = [[name(report, one.body), _number(one.decisions)] for one in _counted(row)]
        yield Table(BODY_COLUMNS, lines, frozenset({1}))
    if row.decisions >= ENOUGH:
        yield Sentence(f"{_spread(row)}.")


def _topics(report: Report[Spread], rows: Sequence[Spread]) -> Iterator[Block]:
    """Topic by topic, each in a line."""
    lines: list[list[str]] = []
    for row in rows:
        counts = (
            BODY_AND_COUNT.format(body=name(report, one.body), many=_number(one.decisions))
            for one in _counted(row)
        )
        text = shared.BETWEEN.join(counts)
        if row.decisions >= ENOUGH:
            text = SPREAD_OF_TOPIC.format(bodies=text, spread=_spread(row))
        lines.append([powers.topic(row.topic or ""), figure(row.decisions), text])
    if lines:
        yield Table(TOPIC_COLUMNS, lines, frozenset({1}))


def _counted(row: Spread) -> list[DecisionsOfBody]:
    """Who took the most first."""
    return sorted(row.bodies, key=lambda one: -one.decisions)


def _spread(row: Spread) -> str:
    return SPREAD.format(number=row.effective_number, hhi=row.hhi)


def _number(count: float) -> str:
    """How many decisions, in hundredths where several bodies took one together."""
    return figure(count, ".2f").rstrip("0").rstrip(".,")


def _offices(report: Report[Spread]) -> Iterator[str]:
    """That offices count as their ministry, and which of them stand beside it all the same."""
    offices = sorted({one.party for row in report.rows for one in row.counted_as})
    if offices:
        yield OFFICES
    listed = {one.body for row in report.rows for one in row.bodies}
    if twice := [office for office in offices if office in listed]:
        yield UNDER_OWN_NAME.format(offices=powers.names(report, twice))


def decisions_series(report: Report[Spread]) -> list[Block]:
    """How many decisions were taken, and how far they lay with few, from one moment to the next."""
    places = _places(report)
    whole = [[row for row in rows if row.topic == rows[0].topic] for rows in places]
    title = shared.OVER_TIME.format(view=shared.VIEW["deciders"])
    blocks = opening(report, _answer(report, whole), title)
    dated = list(zip(report.moments, report.rows, strict=True))
    for place, *_ in places:
        lines = [[day(moment), *_step(row)] for moment, row in dated if row.place == place.place]
        blocks += [Heading(_place(report, place), 2), Table(STEP_COLUMNS, lines, STEP_NUMBERS)]
    return [*blocks, Sentence(DECISIONS_LEGEND)]


def _step(row: Spread) -> list[str]:
    topic = powers.topic(row.topic) if row.topic else ALL_TOPICS
    enough = row.decisions >= ENOUGH
    spread = ((row.effective_number, ".1f"), (row.hhi, ".2f"))
    figures = [
        figure(value, form) if enough and value is not None else "" for value, form in spread
    ]
    return [topic, figure(row.decisions), *figures]
