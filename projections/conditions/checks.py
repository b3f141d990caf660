"""The checks on conditions for participation and on what residents are told."""

from __future__ import annotations

from collections.abc import Callable

from domain.conditions import CONDITIONS
from domain.dates import Instant, due_instant, seconds_before
from domain.spans import NO, YES
from projections.conditions.bearing import bearing
from projections.conditions.condition import Judgement, Yardstick
from projections.conditions.contact import informed
from projections.conditions.contradictions import contradictions
from projections.conditions.verdict import CHANGED, NOT_MET_AT_START, first, whole
from projections.conditions.view import found
from projections.finding import finding
from projections.geography.geography import Geography
from projections.promise.asked import promises
from projections.report import Fields, Question
from projections.rows.subjects import CoverageRow, LateRow
from projections.until import day

RUNNING = frozenset({"open", "conditional", "undated", "in-force", "overdue", "partly"})
"""The states of a promise that still binds."""

TOGETHER = ("pace", "quality", "cost")
"""Topics of promises that cannot all be kept together: fast, good and within budget."""


def conditions(question: Question) -> list[Fields]:
    """The conditions of every yardstick were met at the start and have stayed so, or may have."""
    landscape = Geography(question)
    rows: list[Fields] = []
    for one in bearing(landscape, None):
        findings = [known for _, known in found(landscape, one).values()]
        verdict = whole(findings)
        broken = first(known.first_break for known in findings)
        if broken is not None and verdict in {CHANGED, NOT_MET_AT_START}:
            event = one.charter.event if broken.event is None else broken.event
            rows.append(
                finding(
                    "conditions",
                    one.charter.stream,
                    [event],
                    code=verdict,
                    condition=broken.condition,
                    day=broken.on[:10],
                )
            )
    return rows


def silence(question: Question) -> list[Fields]:
    """Where somebody vouches for all updates, residents had one not too long ago.

    On the last day vouched for, where that lies before the moment asked for; unless residents are
    known to have had an update since.
    """
    landscape = Geography(question)
    last = {
        (row.scope, row.level): row
        for row in landscape.coverage.rows
        if "update" in row.about and not row.topics and row.start <= question.as_of
    }
    rows: dict[str, Fields] = {}
    for row in last.values():
        moment = min(question.as_of, seconds_before(row.end, 1))
        then, now = (_informed(landscape, row, when) for when in (moment, question.as_of))
        if then.met == NO and now.met != YES:
            rows[row.scope] = finding(
                "silence",
                row.scope,
                then.events or (row.event,),
                days=CONDITIONS["informed"]["days"],
                day=day(moment),
                vouched_by=[row.by],
            )
    return list(rows.values())


def _informed(landscape: Geography, row: CoverageRow, moment: Instant) -> Judgement:
    """Whether residents of the place of a coverage were informed at a moment."""
    yardstick = Yardstick(
        landscape=landscape,
        charter="",
        scope=row.scope,
        start=moment,
        end=due_instant(moment),
        topics=(),
        level=row.level,
    )
    return informed(yardstick, CONDITIONS["informed"]).parts[-1].value


def incompatible(question: Question) -> list[Fields]:
    """Pace, quality and cost are not promised together for one place at one time."""
    landscape = Geography(question)
    running = [row for row in promises(question) if row.value["state"] in RUNNING]
    concerned = [row for row in running if row.value.get("topic") in TOGETHER]
    rows: list[Fields] = []
    for scope in sorted({row.scope for row in concerned}):
        around = landscape.enclosing(scope, question.as_of)
        here = [row for row in concerned if row.scope in around]
        if {row.value["topic"] for row in here} == set(TOGETHER):
            names = [row.subject.partition("/")[2] for row in here]
            events = sorted(event for row in here for event in row.value["events"][:1])
            rows.append(finding("incompatible", scope, events, promises=names))
    return rows


def late(question: Question) -> list[Fields]:
    """No record tells what was public only more than a year after it happened."""
    return [
        finding(
            "late",
            row.subject,
            [row.event],
            kind=row.kind,
            on=row.on,
            days=row.days,
        )
        for row in question.book.at(LateRow, question.as_of, question.known)
    ]


CHECKS: dict[str, Callable[[Question], list[Fields]]] = {
    "conditions": conditions,
    "silence": silence,
    "incompatible": incompatible,
    "contradictions": contradictions,
    "late": late,
}
"""The checks of this folder, by name."""
