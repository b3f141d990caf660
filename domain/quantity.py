"""Quantities as sources give them: `4000`, `<1000`, `>6000`, `~266`, `55..133`, `12.5`.

They work like dates: stored as written, compared by their bounds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from domain.number import NUMBER

_PATTERN = re.compile(rf"(?P<sign>[<>~]?)(?P<low>{NUMBER})(?:\.\.(?P<high>{NUMBER}))?")

# An approximate count without a stated margin is read as within a tenth: our choice.
ABOUT = Fraction(1, 10)


@dataclass(frozen=True, slots=True)
class Amount:
    """The least and the most that a quantity can be; `most` is None where no top is known."""

    least: Fraction
    most: Fraction | None


@lru_cache(maxsize=4096)
def amount(text: str) -> Amount:
    """The bounds of a quantity as written; ValueError says what is wrong with it."""
    match = _PATTERN.fullmatch(text)
    if match is None or (match["sign"] and match["high"]):
        raise ValueError("that is no quantity; write it as 4000, <1000, >6000, ~266 or 55..133")
    low = Fraction(match["low"])
    if match["high"]:
        high = Fraction(match["high"])
        if high < low:
            raise ValueError("the quantity ends below its start; swap its two numbers")
        return Amount(low, high)
    match match["sign"]:
        case "<":
            return Amount(Fraction(0), low)
        case ">":
            return Amount(low, None)
        case "~":
            return Amount(low * (1 - ABOUT), low * (1 + ABOUT))
        case _:
            return Amount(low, low)
