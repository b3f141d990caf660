"""The tables on rules and decisions: which value was in force when, and who had what say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Annotated

from domain.dates import bounds
from domain.record import Record
from projections.rows.frozen import row_class
from projections.tables.columns import Made, dated, made
from projections.tables.context import (
    AtLevel,
    Context,
    FirstDay,
    LastDay,
    Names,
    OfRecord,
    Slugs,
    Told,
    joined,
    named,
)

# -- rules -------------------------------------------------------------------------------------

Amount = Annotated[Decimal | None, "the money in it"]
Currency = Annotated[str | None, "in which currency, such as EUR"]
Per = Annotated[str | None, "per what, such as year"]
By = Annotated[Slugs, "who did it, by their names in the ledger"]


@row_class
class RuleCells(AtLevel, OfRecord):
    """One act on a rule: announced, enacted, changed, ended, or excepted somewhere.

    A value holds from `effective` until `until`, or until the act in `next_event` takes effect.
    """

    rule: Annotated[str, "the rule by its name in the ledger"]
    kind: Annotated[str, "the kind of the act, such as rule.enacted"]
    exception: Annotated[str | None, "of an exception its name"]
    title: Annotated[str | None, "what the rule is called"]
    topic: Annotated[str | None, "about what it is"]
    value: Annotated[str | None, "what holds from then on, as written"]
    amount: Amount
    currency: Currency
    per: Per
    by: By
    by_names: Names
    effective: Annotated[str | None, "when it takes effect, as written"]
    effective_earliest: FirstDay
    effective_latest: LastDay
    until: Annotated[str | None, "its last day, as written"]
    until_earliest: FirstDay
    until_latest: LastDay
    next_event: Annotated[int | None, "the next act on this rule that takes effect there"]
    next_effective: Annotated[str | None, "when that takes effect, as written"]
    next_effective_earliest: FirstDay
    next_effective_latest: LastDay
    stage: Annotated[str | None, "of an announcement: draft, proposed or adopted"]
    rank: Annotated[str | None, "such as law, decree or policy-rule"]
    identifier: Annotated[str | None, "its number, such as that of a law"]
    effect: Annotated[str | None, "immediate, deferred, retroactive or respecting"]
    direction: Annotated[str | None, "for residents: favourable, unfavourable, neutral or mixed"]
    ground: Annotated[str | None, "of an exception: granted, pilot or tolerated"]
    reason: Annotated[str | None, "why"]


_CHANGES = (
    "rule.enacted", "rule.amended", "rule.suspended", "rule.resumed", "rule.repealed",
    "rule.annulled",
)  # fmt: skip
_EXCEPTIONS = ("rule.excepted", "rule.exception_ended")


def rule_rows(context: Context, told: Told) -> Iterator[Made]:
    """One row for each act on a rule."""
    acts = list(told.of("rule.announced", *_CHANGES, *_EXCEPTIONS))
    began = next((act for act in acts if act.get("place")), None)
    in_time = sorted(
        (act for act in acts if act.kind != "rule.announced" and act.get("effective")),
        key=lambda act: (bounds(act.get("effective")).earliest, act.place),
    )
    for act in acts:
        yield _act(context, told, act, began.scope if began else "", _next(act, in_time))


def _next(act: Record, in_time: Sequence[Record]) -> Record | None:
    """The act that takes effect after this one where this one does, of the same exception."""
    if act not in in_time:
        return None
    after = in_time[in_time.index(act) + 1 :]
    return next((other for other in after if _follows(other, act)), None)


def _follows(other: Record, act: Record) -> bool:
    same = other.get("exception") == act.get("exception")
    return same and (not other.scope or not act.scope or other.scope == act.scope)


def _act(context: Context, told: Told, act: Record, home: str, following: Record | None) -> Made:
    money = act.get("amount") or {}
    by = named(act.get("by"))
    return made(
        RuleCells,
        *told.cells(act),
        *context.place(act.scope or home),
        act.level,
        act.name,
        act.kind,
        act.get("exception"),
        act.get("title"),
        act.get("topic"),
        act.get("value"),
        Decimal(money["value"]) if money else None,
        money.get("currency", "EUR") if money else None,
        money.get("per"),
        by,
        context.called(by),
        *dated(act.get("effective")),
        *dated(act.get("until")),
        following.position if following else None,
        *dated(following.get("effective") if following else None),
        act.get("stage"),
        act.get("rank"),
        act.get("identifier"),
        act.get("effect"),
        act.get("direction"),
        act.get("ground"),
        act.get("reason"),
    )


# -- decisions ---------------------------------------------------------------------------------

DecisionName = Annotated[str, "the decision by its name in the ledger"]


@row_class
class DecisionCells(AtLevel, OfRecord):
    """A decision as it was taken."""

    decision: DecisionName
    text: Annotated[str, "what was decided"]
    by: By
    by_names: Names
    topic: Annotated[str | None, "about what"]
    process: Annotated[bool, "whether it is about pace, order or planning"]
    options: Annotated[str | None, "how many there were to choose from, as written"]
    mandate: Annotated[str | None, "under which mandate it was taken"]
    reversed_on: Annotated[str | None, "when it was first taken back, as written"]
    reversed_on_earliest: FirstDay
    reversed_on_latest: LastDay


@row_class
class FormCells(OfRecord):
    """How much say one group was promised and given in a decision."""

    decision: DecisionName
    group: Annotated[str, "the group by its name in the ledger"]
    group_name: Annotated[str | None, "what it is called"]
    promised: Annotated[str | None, "the form that was promised: from none to citizen-control"]
    given: Annotated[str, "the form that was given"]
    when: Annotated[str, "before or after the decision"]
    mode: Annotated[str | None, "invited or protest"]
    initiated_by: Annotated[str | None, "on whose initiative"]


@row_class
class AdviceCells(OfRecord):
    """What a body advised about a decision, and whether that was followed."""

    decision: DecisionName
    by: Annotated[str, "who advised, by its name in the ledger"]
    by_name: Annotated[str | None, "what it is called"]
    text: Annotated[str, "what was advised"]
    followed: Annotated[str, "yes, partly or no"]
    reasons: Annotated[str | None, "why, in words"]


def decision_rows(context: Context, told: Told) -> Iterator[Made]:
    """A decision, the say that groups had in it and the advice on it."""
    reversal = next(told.of("decision.reversed"), None)
    for record in told.of("decision.taken"):
        by = named(record.get("by"))
        yield made(
            DecisionCells,
            *told.cells(record),
            *context.place(record.scope),
            record.level,
            record.name,
            record.get("text"),
            by,
            context.called(by),
            record.get("topic"),
            record.get("process"),
            record.get("options"),
            record.get("mandate"),
            *dated(reversal.get("on") if reversal else None),
        )
    for record in told.of("decision.participation"):
        group = record.get("group")
        plain = (record.get(name) for name in ("promised", "given", "when", "mode", "initiated_by"))
        yield made(FormCells, *told.cells(record), record.name, group, context.party(group), *plain)
    for record in told.of("decision.advice"):
        yield made(
            AdviceCells,
            *told.cells(record),
            record.name,
            record.get("by"),
            context.party(record.get("by")),
            record.get("text"),
            record.get("followed"),
            joined(record.get("reasons")),
        )
