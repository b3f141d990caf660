"""What happened to a rule, as acts with a date and a place: what every figure is made of.

A record gives one act at its `effective`, and another one where it says until when it holds.
Announcements give none: what is announced is not in force.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from domain.dates import Bounds, Instant, bounds, due_instant, plus_days
from projections.rows.acts import RuleAct, RuleRow

ENACTED, EXCEPTED, EXPIRED = "rule.enacted", "rule.excepted", "expired"
CHANGES = (
    ENACTED, "rule.amended", "rule.suspended", "rule.resumed", "rule.repealed", "rule.annulled",
)  # fmt: skip
"""The kinds of record that change what holds under the name of a rule."""


class Spot(NamedTuple):
    """Where something holds: a place as a stream, at one level or (empty) at all of them.

    exception: the name of the exception that holds there; empty for the rule itself.
    """

    scope: str
    level: str = ""
    exception: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that happened to a rule.

    when: from when on it counts. spot: where; None: wherever the rule holds.
    record: what the record of it says. event: its position in the ledger.
    """

    rule: str
    kind: str
    when: Bounds
    spot: Spot | None
    event: int
    record: RuleAct = field(compare=False)

    @property
    def respecting(self) -> bool:
        """Whether what was open before keeps what it had (eerbiedigende werking)."""
        return self.record.effect == "respecting" and self.kind != EXPIRED

    @property
    def turns(self) -> tuple[Instant, Instant]:
        """The moments from which on it may have happened, and certainly has."""
        return self.when.earliest, self.when.latest

    def before(self, other: Act) -> bool:
        """Whether it certainly comes before another; of equal days the later recorded is last."""
        if self.when.latest == other.when.earliest:
            return self.event < other.event
        return self.when.latest < other.when.earliest


def acts(rule: RuleRow) -> list[Act]:
    """Everything that happened to a rule, by its earliest day and the order of recording."""
    found: list[Act] = []
    exceptions: dict[str | None, Spot] = {}
    for record in sorted(rule.acts, key=lambda one: one.order):
        kind, event, spot = record.kind, record.event, spot_of(record)
        if kind == EXCEPTED and spot is not None:
            exceptions[record.exception] = spot
        elif kind == "rule.exception_ended":
            spot = exceptions.get(record.exception)
        elif kind not in CHANGES:
            continue
        found.append(Act(rule.rule, kind, effect_of(record), spot, event, record))
        if record.until:
            found.append(Act(rule.rule, EXPIRED, end_of(record.until), spot, event, record))
    return sorted(found, key=lambda act: (act.when.earliest, act.event, act.kind == EXPIRED))


def effect_of(record: RuleAct) -> Bounds:
    """From when on what a record changes is so."""
    assert record.effective is not None, "what changes a rule in force says from when on"
    return bounds(record.effective)


def spot_of(record: RuleAct) -> Spot | None:
    """Where a record says that it holds; None where it names no place."""
    if not record.scope:
        return None
    return Spot(record.scope, record.level or "", record.exception or "")


def end_of(until: str) -> Bounds:
    """The first instant after a last day, at the earliest and at the latest."""
    days = bounds(until)
    last = due_instant(until)
    return Bounds(last if days.exact else plus_days(days.earliest, 1), last)
