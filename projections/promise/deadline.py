"""When a promise falls due: the first deadline, and how consent and suspension move it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.dates import Instant, days_between, falls_due, plus_days
from domain.record import Record
from projections.promise.reading import Told, readings


@dataclass(slots=True)
class Deadline:
    """The deadline of a promise as it stands at a moment.

    first: the instant at which it first fell due, or None when it has no date.
    due: the instant at which it falls due as moved by consent.
    postponements: how often somebody put it off without moving it, for want of consent in time.
    halted_since: since when its days do not run; None while they do.
    owed_since: from when on the days of the halt are still to be added to the deadline. A date
    that was agreed during the halt reckons with the days of it that were over.
    """

    first: Instant | None
    due: Instant | None
    postponements: int = 0
    halted_since: Instant | None = None
    owed_since: Instant | None = None

    @classmethod
    def of(cls, made: Record) -> Deadline:
        """The deadline as the promise was made."""
        first = falls_due(made.get("due"))
        return cls(first, first)

    def passed(self, at: Instant) -> bool:
        """Whether the due instant lies at or before a moment; never while days do not run."""
        return self.due is not None and self.halted_since is None and self.due <= at

    def consented(self, one: Told) -> bool:
        """Whether a beneficiary agreed, before the promise fell due (D15: nothing heals later)."""
        return bool(one.get("consent_by")) and not self.passed(one.at)

    def apply(self, one: Told) -> None:
        """Take in a postponement, a suspension or a resumption."""
        match one.kind:
            case "promise.postponed":
                self._postpone(one)
            case "promise.suspended":
                whole = one.get("place") is None
                if whole and self.halted_since is None and self.consented(one):
                    self.halted_since = self.owed_since = one.at
            case "promise.resumed":
                self._resume(one.at)
            case _:
                pass

    def _postpone(self, one: Told) -> None:
        new = falls_due(one.get("due"))
        if new is not None and self.due is not None and self.consented(one):
            self.due = new
            self.owed_since = one.at if self.halted_since else None
        else:
            self.postponements += 1

    def _resume(self, moment: Instant) -> None:
        if self.due is not None and self.owed_since is not None:
            self.due = plus_days(self.due, days_between(self.owed_since, moment))
        self.halted_since = self.owed_since = None


def deadline_after(made: Record, told: Iterable[Told]) -> Deadline:
    """The deadline as it stands after what happened."""
    deadline = Deadline.of(made)
    for one in told:
        deadline.apply(one)
    return deadline


def due_moments(history: Sequence[Record], end: Instant) -> set[Instant]:
    """Every instant before the end at which a promise may fall due, on either reading."""
    made = history[0]
    condition = made.get("condition") or {}
    moments = {falls_due(made.get(name)) for name in ("due", "until")}
    moments.add(falls_due(condition.get("due")))
    for reading in readings(history, end):
        deadline = Deadline.of(made)
        for one in reading.told:
            deadline.apply(one)
            moments.add(deadline.due)
    return {moment for moment in moments if moment is not None}
