"""When a promise falls due, told a second time from METHODS.md (see promise_oracle.py)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from domain.dates import FOREVER, Instant, days_between, due_instant, is_date, plus_days
from domain.record import Record
from features.oracle.roles_oracle import Roles


@dataclass(frozen=True)
class Told:
    """A record, at the instant at which a reading of its date puts it."""

    at: Instant
    record: Record

    def get(self, name: str) -> Any:
        """A field of the record."""
        return self.record.get(name)

    def is_a(self, *kinds: str) -> bool:
        """Whether the record is of one of these kinds of event on a promise."""
        return self.record.kind.removeprefix("promise.") in kinds


@dataclass
class Deadline:
    """The due instant as it stands; while days do not run it never passes.

    counted: from when on the days of the halt are added at its end.
    """

    due: Instant | None
    halted: Instant | None = None
    counted: Instant | None = None
    postponements: int = 0

    def passed(self, at: Instant) -> bool:
        """Whether the promise has fallen due."""
        return self.due is not None and self.halted is None and self.due <= at


def deadline(roles: Roles, told: Sequence[Told]) -> Deadline:
    """It moves only with consent given in time; a suspension moves it by the days it took.

    A date that was agreed during a suspension moves by the days of it that remained.
    """
    now = Deadline(first_instant_after(roles.made.get("due")))
    for one in told:
        consented = agreed(roles, one) and not now.passed(one.at)
        new = first_instant_after(one.get("due"))
        if one.is_a("postponed") and consented and new and now.due:
            now.due, now.counted = new, one.at
        elif one.is_a("postponed"):
            now.postponements += 1
        elif one.is_a("suspended") and consented and now.halted is None:
            now.halted = now.counted = one.at
        elif one.is_a("resumed") and now.halted is not None:
            since = now.counted or now.halted
            now.due = now.due and plus_days(now.due, days_between(since, one.at))
            now.halted = None
    return now


def agreed(roles: Roles, one: Told) -> bool:
    """Whether a beneficiary consented."""
    return bool(roles.consent(one.record))


def first_instant_after(text: str | None) -> Instant | None:
    """When a deadline as written falls due; None when it is no date."""
    due = due_instant(text) if text and is_date(text) else FOREVER
    return None if due == FOREVER else due
