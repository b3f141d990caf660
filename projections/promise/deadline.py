"""When a promise falls due: the first deadline, and how consent and suspension move it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.dates import Instant, days_between, due_instant, is_date, plus_days
from domain.record import Record


@dataclass(slots=True)
class Deadline:
    """The deadline of a promise as it stands at a moment.

    first: the instant at which it first fell due, or None when it has no date.
    due: the instant at which it falls due as moved by consent.
    """

    first: Instant | None
    due: Instant | None
    beneficiaries: frozenset[str]
    postponements: int = 0
    halted_since: Instant | None = None

    @classmethod
    def of(cls, made: Record) -> Deadline:
        """The deadline as the promise was made."""
        text = made.get("due")
        first = due_instant(text) if text is not None and is_date(text) else None
        return cls(first, first, frozenset(made.get("to", ())))

    def passed(self, at: Instant) -> bool:
        """Whether the due instant lies at or before a moment; never while days do not run."""
        return self.due is not None and self.halted_since is None and self.due <= at

    def consented(self, record: Record) -> bool:
        """Whether a beneficiary agreed, before the promise fell due (D15: nothing heals later)."""
        agreed = self.beneficiaries.intersection(record.get("consent_by", ()))
        return bool(agreed) and not self.passed(record.on.latest)

    def apply(self, record: Record) -> None:
        """Take in a postponement, a suspension or a resumption."""
        match record.kind:
            case "promise.postponed":
                self.postponements += 1
                new = record.get("due")
                if new is not None and is_date(new) and self.due and self.consented(record):
                    self.due = due_instant(new)
            case "promise.suspended":
                whole = record.get("place") is None
                if whole and self.halted_since is None and self.consented(record):
                    self.halted_since = record.on.earliest
            case "promise.resumed":
                self._resume(record.on.earliest)
            case _:
                pass

    def _resume(self, moment: Instant) -> None:
        if self.halted_since is None:
            return
        if self.due is not None:
            self.due = plus_days(self.due, days_between(self.halted_since, moment))
        self.halted_since = None


def deadline_after(made: Record, happened: Sequence[Record]) -> Deadline:
    """The deadline as it stands after what happened."""
    deadline = Deadline.of(made)
    for record in happened:
        deadline.apply(record)
    return deadline


def due_moments(made: Record, history: Iterable[Record]) -> set[Instant]:
    """Every instant at which a promise may fall due, on any reading of its history."""
    deadline = Deadline.of(made)
    moments = {deadline.first} if deadline.first else set()
    for record in history:
        deadline.apply(record)
        if deadline.due:
            moments.add(deadline.due)
    condition = made.get("condition") or {}
    for text in (condition.get("due"), made.get("until")):
        if text is not None and is_date(text):
            moments.add(due_instant(text))
    return moments
