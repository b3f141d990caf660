"""The view `summary`: what one would ask first of a place, from the other views, in one row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Annotated, Literal

from domain.dates import BEGINNING, bounds, due_instant
from projections.charter import WITHIN, Bearing, applicable_charters
from projections.conditions.verdict import whole
from projections.conditions.view import (
    JudgedYardstick,
    Log,
    Missing,
    ToldBreak,
    Verdict,
    own_break,
)
from projections.conditions.view import found as judged_conditions
from projections.conditions.view import row as judged_yardstick
from projections.control.row import FormerHolders, PowerNow, PowerOverTime
from projections.control.view import Asked, control
from projections.geography.coverage import vouching
from projections.geography.geography import Geography
from projections.geography.relation import Relation
from projections.promise.scoring import doubt
from projections.promise_query import PromiseLine, promise_line
from projections.regime.lines import Gap
from projections.regime.stability import Stability, first_changes, stability
from projections.report import (
    By,
    Events,
    LookUp,
    Name,
    On,
    Parties,
    Place,
    Question,
    Report,
    answer,
    positions,
)
from projections.rows.frozen import Frozen, fields_of, row_class
from projections.trust.judge import Judge
from projections.trust.roots import Root, nobody_looked
from projections.trust.score import Outcomes, outcomes

# -- rows --------------------------------------------------------------------------------------
# One row a place: the figures of four views, each by the name that it has there.


@row_class
class OtherYardstick(Frozen):
    """A yardstick that bears on the place as well, and what it came to."""

    charter: Annotated[str, "the yardstick"]
    place_name: Annotated[str, "what it was declared for, as people know it"]
    relation: Annotated[str, "own, covers (around the place) or within (for a part of it)"]
    verdict: Verdict


@row_class
class PromiseTally(Outcomes):
    """What became of promises, and what has become of none of them yet."""

    not_looked_into: Annotated[int, "of those not established: nobody looked at any of them"]
    not_due: Annotated[int, "promises that have not fallen due"]
    undated: Annotated[int, "promises without a date; counted, never scored"]


@row_class
class NotKept(PromiseLine):
    """A promise that counts as not kept, and who found that."""

    where: Annotated[
        Literal["here", "wider"], "promised to the place or a part of it, or to what is wider"
    ]


@row_class
class Leader(Frozen):
    """Who has the lead on something in a place, since when, and how often it changed hands."""

    topic: Annotated[str | None, "on what; null where it is not divided by topic"]
    level: Annotated[str | None, "dwelling, area or governance; null for all of them"]
    cohort: Annotated[str | None, "the group, by its name in the ledger, as in `control`"]
    group: Annotated[str | None, "what a group is called for which it is told apart; else null"]
    relation: Annotated[Relation | None, "how that group lies to the area, as in `control`"]
    state: Annotated[str, "none, one, several, joint or unknown"]
    holders: Annotated[Parties, "who has it by the record"]
    since: Annotated[str | None, "since when the first of them has it, as written"]
    before: Annotated[FormerHolders | None, "who had it before those who do now"]
    handovers: Annotated[int | None, "changes of who leads since the start; null without a start"]
    events: Events


@row_class
class FirstChange(Frozen):
    """The first change of rules since the start, or one that may be as the dates are vague."""

    on: On
    by: By
    events: Events


@row_class
class OpenCondition(Frozen):
    """A condition of which it is not known whether it held."""

    condition: Annotated[str, "the condition by its key"]
    missing: Missing


@row_class
class Vouching(Frozen):
    """What somebody vouches for at the moment: that these records are all there."""

    about: Annotated[tuple[str, ...], "kinds of record"]
    topics: Annotated[tuple[str, ...], "on these topics; empty: on all"]
    by: Annotated[str, "who vouches"]
    event: Annotated[int, "the record that says so, by its place in the ledger"]


@row_class
class Summary(Frozen):
    """What broke first, when, through whom, who says so, and what nobody knows, of a place."""

    area: Annotated[str, "the area, group or case by its name in the ledger"]
    scope: Place
    name: Name
    title: Annotated[str, "the place with what it lies within"]
    charter: Annotated[
        str | None, "the yardstick: its own, else that of the nearest wider place; null: none"
    ]
    charter_place: Annotated[str | None, "what that was declared for, as people know it"]
    start: Annotated[str | None, "since when it measures; without one that of the rules"]
    verdict: Verdict
    first_break: Annotated[ToldBreak | None, "as in `conditions`"]
    own_break: Annotated[
        ToldBreak | None, "the first but for what people attest of a wider place alone"
    ]
    others: Annotated[tuple[OtherYardstick, ...], "the other yardsticks that bear on it"]
    promises: Annotated[PromiseTally, "promises to the place or a part of it, as in `trust`"]
    wider: Annotated[PromiseTally, "promises to wider places or groups, as in `trust`"]
    not_kept: Annotated[NotKept | None, "of these, the one found last that counts as not kept"]
    leads: Annotated[tuple[Leader, ...], "who leads, as in `control`; also who did"]
    rules_start: Annotated[str | None, "the day that rules are compared with, as in `stability`"]
    stable: Annotated[bool | None, "whether the rules stayed the same since; null: not known"]
    changes: Annotated[int, "days with a proven change of rules"]
    directions: Annotated[
        dict[str, int],
        "these days by the coding for residents: unfavourable, favourable, mixed, neutral or "
        "not-coded",
    ]
    first_changes: Annotated[
        tuple[FirstChange, ...], "the first, with those that may lie before it"
    ]
    rules_missing: Annotated[
        tuple[Gap, ...], "why it is not known whether rules changed: rule, coverage or date"
    ]
    open_conditions: Annotated[
        tuple[OpenCondition, ...], "conditions that are neither proven nor disproven"
    ]
    vouched: Annotated[tuple[Vouching, ...], "what somebody vouches for there at that moment"]
    documented: Annotated[int, "records that this summary rests on"]
    sources: Annotated[dict[str, int], "types of their sources, and how many"]
    nobody_looked: Annotated[bool, "whether nobody said anything of any promise here that fell due"]
    nobody_looked_wider: Annotated[bool, "the same of what was promised to wider places"]
    yardstick: Annotated[
        JudgedYardstick | None, "with `--explain`: the yardstick, as `conditions` answers"
    ]


# -- view --------------------------------------------------------------------------------------

TREND = ("verdict", "changes")
DETAILS = ("nobody_looked", "nobody_looked_wider", "yardstick")


def summary(
    question: Question, scopes: Sequence[str], look_up: LookUp, *, with_breaches: bool = True
) -> Report[Summary]:
    """Report on places (areas, groups or cases, as streams), in the order given.

    with_breaches: whether its yardstick tells every promise in breach.
    """
    geography, judge = Geography(question), Judge(question)
    log = Log(look_up)
    rows = [
        _summary(geography, judge, scope, log.lines, with_breaches=with_breaches)
        for scope in scopes
    ]
    return answer(question, "summary", rows, Summary, details=DETAILS, trend=TREND)


def _summary(
    geography: Geography, judge: Judge, scope: str, look_up: LookUp, *, with_breaches: bool
) -> Summary:
    question = geography.question
    first, others = chosen(geography, scope, list(applicable_charters(geography, scope)))
    yardstick = (
        judged_yardstick(geography, first, look_up, with_breaches=with_breaches) if first else None
    )
    (rules,) = stability(question, [scope]).rows
    start = yardstick.start if yardstick else rules.start
    here, wider = judge.within(scope), judge.wider(scope)
    row = Summary(
        **geography.called(scope),
        charter=yardstick.charter if yardstick else None,
        charter_place=yardstick.place_name if yardstick else None,
        start=start,
        verdict=yardstick.verdict if yardstick else "unknown",
        first_break=yardstick.first_break if yardstick else None,
        own_break=own_break(yardstick) if yardstick else None,
        others=tuple(_other(geography, other) for other in others),
        promises=tally(here),
        wider=tally(wider),
        not_kept=_not_kept(here, "here") or _not_kept(wider, "wider"),
        leads=tuple(_leads(question, scope, start)),
        rules_start=rules.start,
        stable=rules.stable,
        changes=rules.changes,
        directions=rules.directions,
        first_changes=tuple(_first_changes(rules)),
        rules_missing=rules.missing,
        open_conditions=tuple(_open(yardstick)) if yardstick else (),
        vouched=tuple(_vouched(geography, scope)),
        documented=0,
        sources={},
        nobody_looked=nobody_looked(here),
        nobody_looked_wider=nobody_looked(wider),
        yardstick=yardstick,
    )
    events = positions(row)
    return replace(row, documented=len(events), sources=question.book.cited(events))


# -- the verdict -------------------------------------------------------------------------------


def chosen(
    geography: Geography, scope: str, bearings: Sequence[Bearing]
) -> tuple[Bearing | None, list[Bearing]]:
    """The yardstick of a place, else of the nearest wider one; and the others that bear on it.

    Of several the one that measures by then, and of these the earliest, as for rules (METHODS 3).
    """
    moment = geography.question.as_of
    near = {
        place: number
        for number, places in enumerate(geography.chain(scope, moment))
        for place in places
    }
    there = (bearing.charter for bearing in bearings if bearing.relation != WITHIN)
    first = min(
        there,
        key=lambda charter: (
            bool(charter.ended) or charter.start[:10] > moment[:10],
            near.get(charter.scope, len(near)),
            charter.start[:10],
            charter.name,
        ),
        default=None,
    )
    own = next((bearing for bearing in bearings if bearing.charter is first), None)
    return own, [bearing for bearing in bearings if bearing is not own]


def _other(geography: Geography, bearing: Bearing) -> OtherYardstick:
    """A yardstick of which the verdict alone is told."""
    charter = bearing.charter
    return OtherYardstick(
        charter=charter.name,
        place_name=geography.name(charter.scope, geography.question.as_of),
        relation=bearing.relation,
        verdict=whole(known for _, known in judged_conditions(geography, bearing).values()),
    )


def _open(yardstick: JudgedYardstick) -> Iterator[OpenCondition]:
    for condition in yardstick.conditions:
        if condition.verdict == "unknown":
            yield OpenCondition(condition=condition.key, missing=condition.missing)


def _vouched(geography: Geography, scope: str) -> Iterator[Vouching]:
    """What somebody vouches for at the moment, of the place or of what it lies in."""
    moment = geography.question.as_of
    places = geography.enclosing(scope, moment)
    rows = vouching(geography.coverage.rows, places, moment)
    for row in sorted(rows, key=lambda row: row.event):
        yield Vouching(about=row.about, topics=row.topics, by=row.by, event=row.event)


# -- promises ----------------------------------------------------------------------------------


def tally(roots: Sequence[Root]) -> PromiseTally:
    """What became of promises; those that belong together count once, as in `trust`."""
    counts = [root.count for root in roots]
    return PromiseTally(
        **fields_of(outcomes(roots)),
        not_looked_into=sum(_unseen(root) for root in roots),
        not_due=counts.count("not-due"),
        undated=counts.count("undated"),
    )


def _unseen(root: Root) -> bool:
    """Whether nobody looked into any of the promises that it rests on."""
    return root.group == "unresolved" and all(
        doubt(member) == "not-looked-into" for member in root.bearing
    )


def _not_kept(roots: Iterable[Root], where: Literal["here", "wider"]) -> NotKept | None:
    """Of the promises that count as not kept, the one that was found so last."""
    lines = [
        promise_line(member) for root in roots if root.count == "broken" for member in root.bearing
    ]
    last = max(lines, key=_found_last, default=None)
    return NotKept(**fields_of(last), where=where) if last else None


def _found_last(line: PromiseLine) -> tuple[str, str]:
    """When it was found; of one that only the dates tell, when it fell due."""
    day = line.found_on or line.due
    return bounds(day).latest if day else BEGINNING, line.promise


# -- the lead ----------------------------------------------------------------------------------


def _leads(question: Question, scope: str, start: str | None) -> Iterator[Leader]:
    """Who leads on what; the topics on which somebody does come first."""
    end = due_instant(question.as_of)
    since = bounds(start).earliest if start else end
    window = (since, end) if since < end else None
    rows = control(question, Asked(scope, power="lead", window=window)).rows
    found = [row for row in rows if row.phase is None and (row.holders or row.before)]
    for row in sorted(found, key=lambda row: (not row.holders, row.group is not None)):
        yield Leader(
            topic=row.topic,
            level=row.level,
            cohort=row.cohort,
            group=row.group,
            relation=row.relation,
            state=row.state,
            holders=tuple(dict.fromkeys(holder.holder for holder in row.holders)),
            since=row.holders[0].since if row.holders else None,
            before=row.before,
            handovers=row.handovers if isinstance(row, PowerOverTime) else None,
            events=row.events if isinstance(row, PowerNow | PowerOverTime) else (),
        )


# -- rules -------------------------------------------------------------------------------------


def _first_changes(rules: Stability) -> Iterator[FirstChange]:
    for change in first_changes(rules):
        yield FirstChange(on=change.on, by=change.by, events=change.events)
