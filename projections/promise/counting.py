"""What a count of a mass promise amounts to: the outcome, and its value between bounds.

Of a mass promise (`size`) the share done on time counts +1, what was done late 0, and the rest -1
(METHODS 2, A08 and A09). A count decides only where all its readings agree (METHODS 0): one that
may be all and may be less leaves the outcome open, one that is certainly less leaves open how
much less.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from domain.quantity import Amount, amount, promised_size
from domain.record import Record
from projections.promise.reading import Told

UNDECIDED = "undecided"
"""The outcome of a count that may be all of what was promised, and may be less."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many were done, of how many promised."""

    done: Amount
    size: Amount

    @property
    def is_all(self) -> bool:
        """Whether it is certainly all that was promised."""
        return self.done.certainly_reaches(self.size)

    @property
    def is_none(self) -> bool:
        """Whether certainly nothing was done, though something was promised."""
        return self.done.most == 0 and not self.is_all

    @property
    def is_less(self) -> bool:
        """Whether it is certainly less than was promised; it may be nothing."""
        return self.is_none or self.done.certainly_short_of(self.size)

    @property
    def shares(self) -> tuple[Fraction, Fraction]:
        """The least and the most of the promised that it can be, from 0 to 1.

        Of more than a hundred, a hundred is not all, and no number says how much is missing: that
        leaves the share open.
        """
        if self.is_all:
            return Fraction(1), Fraction(1)
        if self.is_none:
            return Fraction(0), Fraction(0)
        limit = Amount(self.size.least, self.size.least)
        if self.size.above and self.done.may_equal(limit):
            return Fraction(0), Fraction(1)
        most = Fraction(1) if self.done.most is None else self._share(self.done.most)
        return self._share(self.done.least), most

    def _share(self, done: Fraction) -> Fraction:
        return min(done / self.size.least, Fraction(1))


@dataclass(frozen=True, slots=True)
class Counted:
    """The outcome by a count, and the least and the most that it is worth, from -1 to 1."""

    outcome: str
    low: Fraction
    high: Fraction

    @property
    def value(self) -> float | None:
        """What it is worth; None where that is not one number."""
        return float(self.low) if self.low == self.high else None


def count_in(made: Record, told: Told) -> Count | None:
    """The count that a record gives; None where it counts nothing, or nothing was to be counted."""
    size = promised_size(made.get("size"))
    if told.kind != "promise.progressed" or told.get("done") is None or size is None:
        return None
    return Count(amount(str(told.get("done"))), size)


def counted(last: Count, in_time: Count | None) -> Counted:
    """What the last count of somebody amounts to, beside their last one from before the deadline.

    A count corrects the counts before it: what the last one takes back was never done on time.
    """
    all_low, all_high = last.shares
    time_low, time_high = in_time.shares if in_time else (Fraction(0), Fraction(0))
    low = min(time_low, all_low) - (1 - all_low)
    high = min(time_high, all_high) - (1 - all_high)
    return Counted(_outcome(last, in_time), low, high)


def _outcome(last: Count, in_time: Count | None) -> str:
    """`kept` without one value: all was done, and it is open whether in time."""
    if last.is_all:
        in_time_too = in_time is not None and in_time.done.may_reach(in_time.size)
        return "kept" if in_time_too else "kept-late"
    if last.is_none:
        return "nothing"
    return "partly" if last.is_less else UNDECIDED
