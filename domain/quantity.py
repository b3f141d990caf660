"""Amounts with bounds as sources write them, and the decimal numbers in them."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from math import ceil, floor

from domain.errors import Stricter
from domain.value import value_class
from languages import N_

# -- number ------------------------------------------------------------------------------------
# Decimal numbers as amounts and quantities hold them: ASCII digits, a point before decimals.
#
# Where a point groups thousands `1.500` is fifteen hundred, elsewhere one and a half. The record
# cannot tell which was meant, so whoever records it is asked.

NUMBER = r"[0-9]{1,15}(?:\.[0-9]{1,9})?"
"""The pattern of a number: no sign, space or separator; digits on both sides of the point."""

LARGEST_INTEGER = 2**53 - 1
"""Beyond it, programs that hold whole numbers as floats lose digits."""

_EVERY_NUMBER = re.compile(NUMBER)
_TWO_READINGS = re.compile(r"([1-9][0-9]{0,2})\.([0-9]{3})")


def is_number(text: str) -> bool:
    """Whether a text is a number and nothing else."""
    return _EVERY_NUMBER.fullmatch(text) is not None


def check_one_reading(text: str) -> None:
    """Stricter if a number in the text may as well be thousands; it says how to write either."""
    for number in _EVERY_NUMBER.findall(text):
        if match := _TWO_READINGS.fullmatch(number):
            whole, group = match.groups()
            thousands, fraction = whole + group, _unmistakable(whole, group)
            raise Stricter(
                N_(
                    "the point may group thousands ({thousands}) or mark decimals "
                    "({fraction}); write {thousands} or {fraction}"
                ).format(thousands=thousands, fraction=fraction)
            )


def _unmistakable(whole: str, decimals: str) -> str:
    """A number of other than three decimals, so that they cannot be taken for thousands."""
    shorter = decimals.rstrip("0")
    if shorter == decimals:
        return f"{whole}.{decimals}0"
    return f"{whole}.{shorter}" if shorter else whole


# -- quantity ----------------------------------------------------------------------------------
# Quantities as sources give them: `4000`, `<1000`, `>6000`, `~266`, `55..133`, `12.5`.
#
# They work like dates: stored as written, compared by their bounds. `<` and `>` are strict:
# `<1000` is never 1000. What is said of a quantity is said of all that it can be (its readings):
# where these differ, nothing is certain.

_PATTERN = re.compile(rf"(?P<sign>[<>~]?)(?P<low>{NUMBER})(?:\.\.(?P<high>{NUMBER}))?")

# An approximate count without a stated margin is read as within a tenth: our choice.
ABOUT = Fraction(1, 10)


@value_class
class Amount:
    """The least and the most that a quantity can be; `most` is None where no top is known.

    above, below: whether it lies above its least, or below its most, so that it is never that.
    """

    least: Fraction
    most: Fraction | None
    above: bool = False
    below: bool = False

    def certainly_less(self, other: Amount) -> bool:
        """Whether this is less than the other, whatever the two are exactly."""
        if self.most is None:
            return False
        never_equal = self.below or other.above
        return self.most < other.least or (self.most == other.least and never_equal)

    def may_equal(self, other: Amount) -> bool:
        """Whether the two can be the same quantity."""
        return not (self.certainly_less(other) or other.certainly_less(self))

    def certainly_reaches(self, size: Amount) -> bool:
        """Whether this is as much as was promised: a size is reached at its lower bound.

        `100..200` is reached at 100, `>100` above it (METHODS 0).
        """
        if size.above and not self.above:
            return self.least > size.least
        return self.least >= size.least

    def may_reach(self, size: Amount) -> bool:
        """Whether this can be as much as was promised."""
        if self.most is None:
            return True
        at_bound = self.most == size.least and not (self.below or size.above)
        return self.most > size.least or at_bound

    def certainly_short_of(self, size: Amount) -> bool:
        """Whether this lies below the lower bound of a promised size."""
        if self.most is None:
            return False
        return self.most < size.least or (self.most == size.least and self.below)

    def of_whole_things(self) -> Amount:
        """The same quantity of what comes in whole numbers: `<2` is at most 1."""
        least = floor(self.least) + 1 if self.above else ceil(self.least)
        if self.most is None:
            return Amount(Fraction(least), None)
        most = ceil(self.most) - 1 if self.below else floor(self.most)
        return Amount(Fraction(least), Fraction(max(most, least)))


@lru_cache(maxsize=4096)
def amount(text: str) -> Amount:
    """The bounds of a quantity as written; ValueError says what is wrong with it."""
    match = _PATTERN.fullmatch(text)
    if match is None or (match["sign"] and match["high"]):
        raise ValueError(N_("that is no quantity; write it as 4000, <1000, >6000, ~266 or 55..133"))
    low = Fraction(match["low"])
    if match["high"]:
        high = Fraction(match["high"])
        if high < low:
            raise ValueError(N_("the quantity ends below its start; swap its two numbers"))
        return Amount(low, high)
    match match["sign"]:
        case "<":
            return Amount(Fraction(0), low, below=low > 0)
        case ">":
            return Amount(low, None, above=True)
        case "~":
            return Amount(low * (1 - ABOUT), low * (1 + ABOUT))
        case _:
            return Amount(low, low)


def is_ceiling(text: str) -> bool:
    """Whether a size says at most how many ("fewer than n"): nothing that can be reached."""
    return text.startswith("<")


def promised_size(text: str | None) -> Amount | None:
    """How many were promised; None without a size, and for a ceiling, which an older record has."""
    return None if text is None or is_ceiling(text) else amount(text)
