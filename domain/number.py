"""Decimal numbers as amounts and quantities hold them: ASCII digits, a point before decimals.

Where a point groups thousands `1.500` is fifteen hundred, elsewhere one and a half. The record
cannot tell which was meant, so whoever records it is asked.
"""

from __future__ import annotations

import re

NUMBER = r"[0-9]{1,15}(?:\.[0-9]{1,9})?"
"""The pattern of a number: no sign, space or separator; digits on both sides of the point."""

_EVERY_NUMBER = re.compile(NUMBER)
_TWO_READINGS = re.compile(r"([1-9][0-9]{0,2})\.([0-9]{3})")


def is_number(text: str) -> bool:
    """Whether a text is a number and nothing else."""
    return _EVERY_NUMBER.fullmatch(text) is not None


def check_one_reading(text: str) -> None:
    """ValueError if a number in the text may as well be thousands; it says how to write either."""
    for number in _EVERY_NUMBER.findall(text):
        if match := _TWO_READINGS.fullmatch(number):
            whole, group = match.groups()
            thousands, fraction = whole + group, _unmistakable(whole, group)
            raise ValueError(
                f"the point may group thousands ({thousands}) or mark decimals ({fraction}); "
                f"write {thousands} or {fraction}"
            )


def _unmistakable(whole: str, decimals: str) -> str:
    """A number of other than three decimals, so that they cannot be taken for thousands."""
    shorter = decimals.rstrip("0")
    if shorter == decimals:
        return f"{whole}.{decimals}0"
    return f"{whole}.{shorter}" if shorter else whole
