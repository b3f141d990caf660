"""The checks on conditions, on silence, on promised say, and on what different bodies tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations

from domain.dates import Bounds, Instant, bounds, day, days_between, due_instant, seconds_before
from domain.quantity import amount
from domain.record import StreamName
from domain.step_function import NO, YES
from domain.vocabulary import CONDITIONS, RUNGS
from projections.charter import Measurement, applicable_charters
from projections.checks.finding import (
    NOTHING,
    BrokenCondition,
    Contradicted,
    FiguresDiffer,
    Finding,
    LessSay,
    PublicLate,
    Silence,
    Together,
    Told,
    finding,
)
from projections.conditions.condition import Judgement
from projections.conditions.informed import informed
from projections.conditions.verdict import NOT_CONSTANT, NOT_MET_AT_START, first, whole
from projections.conditions.view import found
from projections.geography.geography import Geography
from projections.participation.decision import Decision, PlaceDecisions
from projections.promise_query import promises_of
from projections.report import Question
from projections.rows.acts import AttestationRow, DecisionRow
from projections.rows.communication import FigureRow, InputRow, UpdateRow
from projections.rows.span import when
from projections.rows.subjects import CoverageRow, LateRow, type_of

# -- contradictions ----------------------------------------------------------------------------
# The check `contradictions`: what different bodies tell, side by side where it cannot agree.

Said = UpdateRow | FigureRow | InputRow | AttestationRow

NEAR = 90
"""Figures of different bodies that differ are listed when so many days, or fewer, apart."""


def contradictions(question: Question) -> list[Finding]:
    """What different bodies tell does not contradict each other."""
    linked = list(_linked(question))
    listed = {one.events for one in linked}
    return [*linked, *(one for one in _differing(question) if one.events not in listed)]


def _linked(question: Question) -> Iterator[Finding]:
    """What somebody said that the record itself sets against what another one said."""
    book, at, known = question.book, question.as_of, question.known
    rows: list[Said] = [*book.at(UpdateRow, at, known), *book.at(FigureRow, at, known)]
    rows += [*book.at(InputRow, at, known), *book.at(AttestationRow, at, known)]
    by_subject = {row.subject: row for row in rows}
    decided = {
        taken.subject: taken.by
        for taken in question.book.at(DecisionRow, question.as_of, question.known)
        if when(taken).earliest <= question.as_of
    }
    by_id = {StreamName.parse(subject).name: subject for subject in (*by_subject, *decided)}
    for subject, row in by_subject.items():
        for link in row.contradicts:
            contradicted = by_id.get(link, link)
            told_by = (
                _speakers(by_subject[contradicted])
                if contradicted in by_subject
                else decided.get(contradicted, ())
            )
            if not told_by or set(told_by) & set(_speakers(row)):
                continue
            events = [
                row.event,
                *([by_subject[contradicted].event] if contradicted in by_subject else []),
            ]
            yield finding(
                "contradictions",
                subject,
                sorted(events),
                Contradicted(other=contradicted, by=told_by),
                code="contradicts",
            )


def _speakers(row: Said) -> tuple[str, ...]:
    return row.senders if isinstance(row, InputRow) else (row.by,)


def _differing(question: Question) -> Iterator[Finding]:
    """Figures of different bodies for one indicator, place and period that cannot both be true."""
    groups: dict[tuple[str, str, Bounds], list[FigureRow]] = {}
    for row in question.book.at(FigureRow, question.as_of, question.known):
        key = (row.indicator, row.scope, bounds(row.period))
        groups.setdefault(key, []).append(row)
    for (indicator, _, _), rows in groups.items():
        for figure, other in combinations(rows, 2):
            if figure.by != other.by and _apart(figure, other) <= NEAR:
                if _compatible(figure, other) or _replaces(figure, other):
                    continue
                told = FiguresDiffer(
                    indicator=indicator,
                    value=figure.value,
                    by=figure.by,
                    other=other.subject,
                    other_value=other.value,
                    other_by=other.by,
                )
                events = sorted([figure.event, other.event])
                yield finding("contradictions", figure.subject, events, told, code="figures-differ")


def _apart(figure: FigureRow, other: FigureRow) -> int:
    """Days between two publications, at the least."""
    early, late = sorted((when(row) for row in (figure, other)), key=_latest)
    return max(days_between(early.latest, late.earliest), 0)


def _latest(on: Bounds) -> str:
    return on.latest


def _compatible(figure: FigureRow, other: FigureRow) -> bool:
    """Whether two quantities can both be true; figures in different units are not compared."""
    if figure.unit != other.unit:
        return True
    return amount(figure.value).may_equal(amount(other.value))


def _replaces(figure: FigureRow, other: FigureRow) -> bool:
    ids = {StreamName.parse(row.subject).name for row in (figure, other)}
    return any(row.replaces in ids for row in (figure, other))


# -- conditions and silence --------------------------------------------------------------------
# The checks on conditions for participation and on what residents are told.

RUNNING = frozenset({"open", "conditional", "undated", "in-force", "overdue", "partly"})
"""The states of a promise that still binds."""

TOGETHER = ("pace", "quality", "cost")
"""Topics of promises that cannot all be kept together: fast, good and within budget."""


def conditions(question: Question) -> list[Finding]:
    """The conditions of every yardstick were met at the start and have stayed so, or may have."""
    geography = Geography(question)
    rows: list[Finding] = []
    for charter in applicable_charters(geography, None):
        findings = [known for _, known in found(geography, charter).values()]
        verdict = whole(findings)
        broken = first(known.first_break for known in findings)
        if broken is not None and verdict in {NOT_CONSTANT, NOT_MET_AT_START}:
            event = charter.charter.event if broken.event is None else broken.event
            told = BrokenCondition(condition=broken.condition, day=broken.on)
            stream = charter.charter.stream
            rows.append(finding("conditions", stream, [event], told, code=verdict))
    return rows


def silence(question: Question) -> list[Finding]:
    """Where somebody vouches for all updates, residents had one not too long ago.

    On the last day vouched for, where that lies before the moment asked for; unless residents are
    known to have had an update since.
    """
    geography = Geography(question)
    last = {
        (row.scope, row.level): row
        for row in geography.coverage.rows
        if "update" in row.about and not row.topics and row.start <= question.as_of
    }
    rows: dict[str, Finding] = {}
    for row in last.values():
        moment = min(question.as_of, seconds_before(row.end, 1))
        then, now = (_informed(geography, row, when) for when in (moment, question.as_of))
        if then.met == NO and now.met != YES:
            told = Silence(
                days=CONDITIONS["informed"]["days"], day=day(moment), vouched_by=(row.by,)
            )
            events = then.events or (row.event,)
            rows[row.scope] = finding("silence", row.scope, events, told)
    return list(rows.values())


def _informed(geography: Geography, row: CoverageRow, moment: Instant) -> Judgement:
    """Whether residents of the place of a coverage were informed at a moment."""
    measurement = Measurement(
        geography=geography,
        charter="",
        scope=row.scope,
        start=moment,
        end=due_instant(moment),
        topics=(),
        level=row.level,
    )
    return informed(measurement, CONDITIONS["informed"]).steps.parts[-1].value


def incompatible(question: Question) -> list[Finding]:
    """No promises that exclude each other: pace, quality and cost together, or set against it."""
    geography = Geography(question)
    running = [row for row in promises_of(question) if row.outcome.state in RUNNING]
    concerned = [row for row in running if row.terms.topic in TOGETHER]
    rows: list[Finding] = []
    for scope in sorted({row.scope for row in concerned}):
        around = geography.enclosing(scope, question.as_of)
        here = [row for row in concerned if row.scope in around]
        if {row.terms.topic for row in here} == set(TOGETHER):
            told = Together(promises=tuple(row.promise for row in here))
            events = sorted(event for row in here for event in row.events[:1])
            rows.append(finding("incompatible", scope, events, told))
    return [*rows, *_set_against(question)]


def _set_against(question: Question) -> Iterator[Finding]:
    """Promises that the record itself sets against others, whatever became of either since."""
    rows = promises_of(question)
    named = {name: row for row in rows for name in (row.subject, *row.terms.records)}
    for row in rows:
        for other in (named[link] for link in row.terms.contradicts if link in named):
            told = Contradicted(other=other.subject, by=other.terms.by)
            events = sorted([row.events[0], other.events[0]])
            yield finding("incompatible", row.subject, events, told, code="contradicts")


def late(question: Question) -> list[Finding]:
    """No record tells what was public only more than a year after it happened."""
    return [
        finding(
            "late",
            row.subject,
            [row.event],
            PublicLate(kind=row.kind, on=row.on, days=row.days),
        )
        for row in question.book.at(LateRow, question.as_of, question.known)
    ]


CONDITION_CHECKS: dict[str, Callable[[Question], list[Finding]]] = {
    "conditions": conditions,
    "silence": silence,
    "incompatible": incompatible,
    "contradictions": contradictions,
    "late": late,
}
"""The checks of this folder, by name."""


# -- say and decisions -------------------------------------------------------------------------
# The checks on participation: promised say that was not given, owners that did not decide.

OWNERS = "residents"
"""The type of party that an owner or a tenant of a dwelling is."""


def promised_say(question: Question) -> list[Finding]:
    """No group was given less say in a decision than it had been promised."""
    return [
        _finding(
            "promised-say",
            decision,
            [decision.taken.event, *say.events],
            LessSay(
                group=say.group,
                promised=say.promised or "none",
                given=say.counts or say.given,
            ),
        )
        for _, decision in PlaceDecisions(question, None).decisions
        for say in decision.says
        if say.kept == NO
    ]


def owner_decides(question: Question) -> list[Finding]:
    """Every decision about a dwelling has a co-decision of its owner before it."""
    gathering = PlaceDecisions(question, None)
    return [
        _finding("owner-decides", decision, decision.events)
        for _, decision in gathering.decisions
        if gathering.level(decision) == "dwelling" and not _decided_along(gathering, decision)
    ]


def _decided_along(gathering: PlaceDecisions, decision: Decision) -> bool:
    """Whether residents decided it or decided along, or perhaps did; not what came after it."""
    along = {say.group for say in decision.says if say.most >= RUNGS["co-decide"]}
    return any(
        type_of(gathering.parties, party) == OWNERS for party in along.union(decision.taken.by)
    )


def _finding(check: str, decision: Decision, events: list[int], told: Told = NOTHING) -> Finding:
    return finding(check, f"decision/{decision.name}", events, told)


PARTICIPATION_CHECKS = {"promised-say": promised_say, "owner-decides": owner_decides}
"""The checks of this view by their names."""
