"""What happened to a rule, as acts with a date and a place: what every figure is made of.

A record gives one act at its `effective`, and another one where it says until when it holds.
Announcements give none: what is announced is not in force.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from domain.dates import Bounds, Instant, bounds, due_instant, plus_days
from projections.report import Fields
from projections.span import scope_of
from projections.stories import when

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
    record: all fields of the record. event: its position in the ledger. rank: what decides between
    acts of equal days, the day on which it was done and then its place (METHODS 3).
    """

    rule: str
    kind: str
    when: Bounds
    spot: Spot | None
    event: int
    rank: tuple[Instant, int]
    record: Fields = field(compare=False)

    @property
    def respecting(self) -> bool:
        """Whether what was open before keeps what it had (eerbiedigende werking)."""
        return self.record.get("effect") == "respecting" and self.kind != EXPIRED

    @property
    def turns(self) -> tuple[Instant, Instant]:
        """The moments from which on it may have happened, and certainly has."""
        return self.when.earliest, self.when.latest

    def before(self, other: Act) -> bool:
        """Whether it certainly comes before another; of equal days the later done is last."""
        if self.when.latest == other.when.earliest:
            return self.rank < other.rank
        return self.when.latest < other.when.earliest


def acts(rule: str, records: list[Fields]) -> list[Act]:
    """Everything that happened to a rule, by its earliest day, and of equal days as it was done."""
    found: list[Act] = []
    exceptions: dict[str, Spot] = {}
    named: Fields = {name: records[0][name] for name in ("topic", "title")} if records else {}
    for one in sorted(records, key=lambda one: int(one["order"])):
        # An exception has no topic or title of its own: it is one to the rule as it began.
        record: Fields = named | one if one["kind"] == EXCEPTED else one
        kind, event, spot = str(record["kind"]), int(record["event"]), spot_of(record)
        if kind == EXCEPTED and spot is not None:
            exceptions[record["exception"]] = spot
        elif kind == "rule.exception_ended":
            spot = exceptions.get(record["exception"])
        elif kind not in CHANGES:
            continue
        rank = (when(record).earliest, int(record["order"]))
        found.append(Act(rule, kind, bounds(record["effective"]), spot, event, rank, record))
        if record.get("until"):
            found.append(Act(rule, EXPIRED, end_of(record["until"]), spot, event, rank, record))
    return sorted(found, key=lambda act: (act.when.earliest, act.rank, act.kind == EXPIRED))


def spot_of(record: Fields) -> Spot | None:
    """Where a record says that it holds; None where it names no place."""
    place = record.get("place")
    if not place:
        return None
    return Spot(scope_of(place), place.get("level") or "", record.get("exception") or "")


def end_of(until: str) -> Bounds:
    """The first instant after a last day, at the earliest and at the latest."""
    days = bounds(until)
    last = due_instant(until)
    return Bounds(last if days.exact else plus_days(days.earliest, 1), last)
