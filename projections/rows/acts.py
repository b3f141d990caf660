"""Rows of what is judged only when somebody asks, with the dated acts that judging takes.

What a rule, a decision or a charter amounts to depends on who asks about what and when, so their
rows hold for all time and carry what happened, each act with its day.
"""

from __future__ import annotations

from typing import NamedTuple


class Money(NamedTuple):
    """An amount of money: a decimal number as text, a currency such as EUR, and per what."""

    value: str
    currency: str
    per: str | None
