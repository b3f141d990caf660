"""How rules, changes and topics stand in the rows of answers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

from domain.dates import day
from domain.step_function import NO, UNKNOWN, YES
from projections.geography.coverage import each_once
from projections.geography.geography import Geography
from projections.geography.relation import Relation
from projections.regime.comparison import Change, Compared
from projections.regime.force import RuleInForce
from projections.regime.rulebook import Ruling
from projections.report import By, Events, Parties
from projections.rows.frozen import Frozen, row_class
from projections.rows.span import Money

# -- rule --------------------------------------------------------------------------------------
# A rule as it holds: what, where, since when, by whom, of which rank.

RuleName = Annotated[str, "the name of the rule in the ledger"]
RuleValue = Annotated[str, "what it says"]
OnTopic = Annotated[str, "the topic that it is on"]
ForWhom = Annotated[str, "for whom, as a stream: area/x, cohort/x or case/x"]
PlaceName = Annotated[str, "what that place is called"]
Lies = Annotated[
    Relation,
    "how that place lies to the one asked about: within (it, or a part of it), covers, touches, "
    "or maybe: a group that may touch it, which proves nothing there",
]
Level = Annotated[str | None, "dwelling, area or governance; null for all of them"]
Excepted = Annotated[
    str | None, "the name of the exception that holds instead of the rule; null for the rule"
]
Since = Annotated[str | None, "since when it says so, as written"]
Rank = Annotated[
    str | None, "law, decree, ministerial-regulation, policy-rule, guideline, agreement, practice"
]
Identifier = Annotated[str | None, "the act that it is part of, such as a number in a gazette"]
Direction = Annotated[
    str | None, "for residents: favourable, unfavourable, neutral or mixed; a coding"
]
NoticeDays = Annotated[
    int | None, "days from publication to effect; null unless both days are known"
]
Conflicting = Annotated[bool, "whether groups, or the areas of a group, have different values"]
Disputed = Annotated[bool, "whether a record of it is disputed"]
RuleEvent = Annotated[int, "the record that made it so, by its place in the ledger"]
"""The fields that mean the same wherever a rule is shown."""


@row_class
class Amount(Frozen):
    """An amount of money as a rule has it."""

    value: Annotated[str, "how much"]
    currency: Annotated[str, "the currency"]
    per: Annotated[str | None, "per what"]


RuleAmount = Annotated[Amount | None, "the money in it"]


@row_class
class RuleLine(Frozen):
    """What a rule says, for whom and since when."""

    rule: RuleName
    title: Annotated[str, "what the rule is called"]
    value: RuleValue
    amount: RuleAmount
    place: ForWhom
    place_name: PlaceName
    level: Level
    exception: Excepted
    since: Since


@row_class
class HeldRule(RuleLine):
    """The same with who made it so, and by which records."""

    by: By
    rank: Rank
    identifier: Identifier
    event: RuleEvent
    events: Events


def held_rule(geography: Geography, rule: RuleInForce) -> HeldRule:
    """A rule as it holds, with what its place is called at the moment asked for."""
    return HeldRule(
        rule=rule.rule,
        title=rule.title,
        value=rule.value,
        amount=amount(rule.amount),
        place=rule.place.scope,
        place_name=geography.name(rule.place.scope, geography.question.as_of),
        level=rule.place.level or None,
        exception=rule.place.exception or None,
        since=rule.since,
        by=rule.by,
        rank=rule.rank,
        identifier=rule.identifier,
        event=rule.events[-1],
        events=rule.events,
    )


def amount(money: Money | None) -> Amount | None:
    """An amount of money; None where there is none."""
    return Amount(*money) if money else None


# -- change ------------------------------------------------------------------------------------
# A change: from what to what, when, by whom, in whose favour, with how much notice.


@row_class
class Turned(Frozen):
    """From what to what, when, by whom and in whose favour."""

    on: Annotated[str, "when, as the record has it where the day is not known exactly"]
    earliest: Annotated[str, "the first day on which that may have been"]
    latest: Annotated[str, "the last one: from then on it certainly is so"]
    from_: Annotated[tuple[str, ...], "the values before"]
    to: Annotated[tuple[str, ...], "the values after"]
    from_amounts: Annotated[tuple[Amount, ...], "the amounts before"]
    to_amounts: Annotated[tuple[Amount, ...], "the amounts after"]
    direction: Direction
    by: By
    disputed: Disputed


@row_class
class ChangeLine(Turned):
    """One change of what holds on a topic."""

    introduced: Annotated[bool, "whether no rule on the topic was on record before"]
    proven: Annotated[bool, "false where it may be that nothing changed; then it is not counted"]
    vouched_by: Annotated[
        Parties, "of what came in: the parties that vouch that there was no rule before"
    ]
    effects: Annotated[
        tuple[str, ...], "immediate, deferred, retroactive or respecting (running cases)"
    ]
    retroactive: Annotated[bool, "whether it was made known after it took effect"]
    notice_days: NoticeDays
    rules: Annotated[tuple[str, ...], "the rules that changed"]
    reasons: Annotated[tuple[str, ...], "why, by those who made or coded it"]
    conflicting: Conflicting
    events: Events


def change_line(change: Change) -> ChangeLine:
    """A change with what the records of its acts say of it."""
    records = [act.record for act in change.acts]
    return ChangeLine(
        on=change.on,
        earliest=day(change.after),
        latest=day(change.moment),
        from_=change.before.values,
        to=change.now.values,
        from_amounts=amounts(change.before.rules),
        to_amounts=amounts(change.now.rules),
        direction=change.direction,
        by=tuple(sorted({party for record in records for party in record.by})),
        disputed=any(record.disputed for record in records),
        introduced=change.introduced,
        proven=change.proven,
        vouched_by=change.vouched_by,
        effects=tuple(sorted({record.effect for record in records if record.effect})),
        retroactive=change.retroactive,
        notice_days=change.notice_days,
        rules=tuple(sorted({act.rule for act in change.acts})),
        reasons=tuple(sorted({record.reason for record in records if record.reason})),
        conflicting=change.now.conflicting,
        events=change.events,
    )


def amounts(rules: Iterable[RuleInForce]) -> tuple[Amount, ...]:
    """The amounts of rules, where they have any."""
    return tuple(Amount(*rule.amount) for rule in rules if rule.amount)


# -- topic -------------------------------------------------------------------------------------
# A topic: what held at the start, what holds now, and every change in between.

Gap = Literal["rule", "coverage", "date"]
"""A kind of record whose absence leaves something open, or dates that are too vague to tell."""

Stable = Annotated[
    bool | None, "true inside coverage alone, false from one proven change, else null"
]
Missing = Annotated[
    tuple[Gap, ...],
    "rule, coverage or date: what leaves it open whether the rules stayed the same",
]
VouchedBy = Annotated[
    Parties, "the parties that vouch that all rules on it are on record, as far as anybody does"
]
STABLE = {YES: True, NO: False}
"""How the words for certain stand in rows; what is not certain is null."""


@row_class
class TopicLine(Frozen):
    """One topic, then and now."""

    topic: OnTopic
    stable: Stable
    vouched_by: VouchedBy
    at_start: Annotated[
        tuple[str, ...] | None, "the values at the start; empty: certainly none; null: unknown"
    ]
    now: Annotated[tuple[str, ...] | None, "the same at the moment asked for"]
    vague_at_start: Annotated[
        bool, "whether dates on record are too vague to tell what held at the start"
    ]
    vague_now: Annotated[bool, "the same of now"]
    conflicting: Conflicting
    rules: Annotated[tuple[HeldRule, ...], "the rules that hold now"]
    missing: Missing
    changes: Annotated[tuple[ChangeLine, ...], "every change on record"]


def topic_line(geography: Geography, comparison: Compared) -> TopicLine:
    """A topic as compared."""
    now = comparison.rulings.parts[-1].value if comparison.rulings.parts else Ruling()
    return TopicLine(
        topic=comparison.topic,
        stable=STABLE.get(comparison.stable),
        vouched_by=each_once(part.value for part in comparison.vouching.parts),
        at_start=comparison.at_start.values if comparison.at_start else None,
        now=comparison.now.values if comparison.now else None,
        vague_at_start=comparison.starts_vague,
        vague_now=not now.certain,
        conflicting=now.conflicting,
        rules=tuple(held_rule(geography, rule) for rule in now.rules),
        missing=missing(comparison),
        changes=tuple(map(change_line, comparison.changes)),
    )


def missing(comparison: Compared) -> tuple[Gap, ...]:
    """What leaves open whether a topic stayed the same.

    rule: none is on record at the start. coverage: nobody vouches that all are. date: dates on
    record are too vague to tell.
    """
    if comparison.stable != UNKNOWN:
        return ()
    gaps: dict[Gap, bool] = {
        "rule": comparison.at_start is None and not comparison.starts_vague,
        "coverage": any(part.value != YES for part in comparison.vouched.parts),
        "date": comparison.vague or comparison.starts_vague,
    }
    return tuple(kind for kind, open_ in gaps.items() if open_)
