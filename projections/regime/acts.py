"""Acts on a rule, and the orders their dates allow."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import field
from functools import reduce
from itertools import pairwise
from typing import NamedTuple, TypeVar

from domain.dates import Bounds, Instant, bounds, due_instant, plus_days
from domain.value import value_class
from projections.rows.acts import RuleAct, RuleRow
from projections.rows.span import when

# -- acts --------------------------------------------------------------------------------------
# What happened to a rule, as acts with a date and a place: what every figure is made of.
#
# A record gives one act at its `effective`, and another one where it says until when it holds.
# Announcements give none: what is announced is not in force.

ENACTED, EXCEPTED, EXPIRY = "rule.enacted", "rule.excepted", "expired"
CHANGES = (
    ENACTED, "rule.amended", "rule.suspended", "rule.resumed", "rule.repealed", "rule.annulled",
)  # fmt: skip
"""The kinds of record that change what holds under the name of a rule."""


class RulePlace(NamedTuple):
    """Where something holds: a place as a stream, at one level or (empty) at all of them.

    exception: the name of the exception that holds there; empty for the rule itself.
    """

    scope: str
    level: str = ""
    exception: str = ""


@value_class
class Act:
    """One thing that happened to a rule.

    when: from when on it counts. place: where; None: wherever the rule holds.
    record: what the record of it says. event: its position in the ledger. rank: what decides
    between acts of equal days, the day on which it was done and then its place (METHODS 3).
    """

    rule: str
    kind: str
    when: Bounds
    place: RulePlace | None
    event: int
    rank: tuple[Instant, int]
    record: RuleAct = field(compare=False)

    @property
    def respecting(self) -> bool:
        """Whether what was open before keeps what it had (eerbiedigende werking)."""
        return self.record.effect == "respecting" and self.kind != EXPIRY

    @property
    def turns(self) -> tuple[Instant, Instant]:
        """The moments from which on it may have happened, and certainly has."""
        return self.when.earliest, self.when.latest

    def before(self, other: Act) -> bool:
        """Whether it certainly comes before another; of equal days the later done is last."""
        if self.when.latest == other.when.earliest:
            return self.rank < other.rank
        return self.when.latest < other.when.earliest


def acts(rule: RuleRow) -> list[Act]:
    """Everything that happened to a rule, by its earliest day, and of equal days as it was done."""
    found: list[Act] = []
    exceptions: dict[str | None, RulePlace] = {}
    for record in sorted(rule.acts, key=lambda act: act.order):
        kind, event, place = record.kind, record.event, rule_place(record)
        if kind == EXCEPTED and place is not None:
            exceptions[record.exception] = place
        elif kind == "rule.exception_ended":
            place = exceptions.get(record.exception)
        elif kind not in CHANGES:
            continue
        rank = (when(record).earliest, record.order)
        found.append(Act(rule.rule, kind, effect_of(record), place, event, rank, record))
        if record.until:
            found.append(
                Act(rule.rule, EXPIRY, end_of_act(record.until), place, event, rank, record)
            )
    return sorted(found, key=lambda act: (act.when.earliest, act.rank, act.kind == EXPIRY))


def effect_of(record: RuleAct) -> Bounds:
    """From when on what a record changes is so."""
    assert record.effective is not None, "what changes a rule in force says from when on"
    return bounds(record.effective)


def rule_place(record: RuleAct) -> RulePlace | None:
    """Where a record says that it holds; None where it names no place."""
    if not record.scope:
        return None
    return RulePlace(record.scope, record.level or "", record.exception or "")


def end_of_act(until: str) -> Bounds:
    """The first instant after a last day, at the earliest and at the latest."""
    days = bounds(until)
    last = due_instant(until)
    return Bounds(last if days.exact else plus_days(days.earliest, 1), last)


# -- orders ------------------------------------------------------------------------------------
# Every state that the dates on record allow.
#
# An imprecise date leaves open whether something had happened by a moment, and before or after
# what else it happened. What is the same in every order that the dates allow is known; the rest
# is not.

State = TypeVar("State")


def possible_states(
    acts: Sequence[Act],
    moment: Instant,
    opened: Bounds,
    initial: State,
    after: Callable[[State, Act], State],
) -> set[State]:
    """The states at a moment for what was opened at a certain or uncertain moment.

    States must be hashable. With exact dates there is one: that after all acts up to the moment.
    """
    found: set[State] = set()
    for reading in _readings(acts, opened):
        limit = {act: min(moment, reading) if act.respecting else moment for act in acts}
        possible = [act for act in acts if act.when.earliest <= limit[act]]
        certain = frozenset(act for act in possible if act.when.latest <= limit[act])
        if len(certain) == len(possible) and all(
            one.before(two) for one, two in pairwise(possible)
        ):
            found.add(reduce(after, possible, initial))
        else:
            found |= set(_walk(possible, certain, initial, after))
    return found


def _readings(acts: Sequence[Act], opened: Bounds) -> set[Instant]:
    """The moments of opening that make a difference to acts which respect what was open."""
    bounds = {turn for act in acts if act.respecting for turn in act.turns}
    inside = {bound for bound in bounds if opened.earliest < bound < opened.latest}
    return {opened.earliest, opened.latest} | inside


def _walk(
    acts: Sequence[Act],
    certain: frozenset[Act],
    initial: State,
    after: Callable[[State, Act], State],
) -> Iterator[State]:
    """The last states of all orders; what is not certain may also be left out."""
    earlier = {act: frozenset(earlier for earlier in acts if earlier.before(act)) for act in acts}
    waiting = [(frozenset(acts), initial)]
    seen: set[tuple[frozenset[Act], State]] = set()
    while waiting:
        here = waiting.pop()
        if here in seen:
            continue
        seen.add(here)
        left, state = here
        if not left & certain:
            yield state
        for act in left:
            passed = left & earlier[act]
            # What comes next leaves behind what had to come before it, and then did not happen.
            if not passed & certain:
                waiting.append((left - passed - {act}, after(state, act)))
