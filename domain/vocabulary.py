"""Closed lists that writer and reader share: levels, the ladder of say, and the conditions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

Level = Literal["dwelling", "area", "governance"]

LEVELS: tuple[Level, ...] = get_args(Level)
"""At which level something holds; what names none holds at all of them."""

# -- ladder ------------------------------------------------------------------------------------
# The ladder of participation: how much say a group was promised, and how much it was given.
#
# After the Scientific Council for Government Policy (WRR 2012), with citizen control added.
# Dutch: geen, informeren, raadplegen, adviseren, coproduceren, meebeslissen, burgerregie. Rungs
# are compared, never averaged: which form fits depends on the task.

Form = Literal["none", "inform", "consult", "advise", "co-produce", "co-decide", "citizen-control"]

RUNGS: dict[str, int] = {form: rung for rung, form in enumerate(get_args(Form))}
"""The number of each rung, from 0 (none) to 6 (citizen control)."""


# -- conditions --------------------------------------------------------------------------------
# The conditions for participation that the ledger can judge, and their parameters.
#
# `days` is how far back a condition looks or how old something may be, `n` how many there may be,
# `rung` the least rung of the ladder of participation. Where a charter gives no parameter, the
# value here holds. 365 days, one ministry and the rungs 5 and 4 are part of the method; 90 days
# without an update (a quarter) and 56 without an answer (eight weeks, what the Awb 4:13 calls
# reasonable for a decision) are choices of this project.

CONDITIONS: dict[str, dict[str, int]] = {
    "promises-kept": {"days": 365},
    "rules-unchanged": {},
    "clear-lead": {},
    "same-lead": {},
    "one-ministry": {"n": 1},
    "residents-decide": {"rung": 5, "days": 365},
    "say-over-process": {"rung": 4, "days": 365},
    "informed": {"days": 90},
    "input-answered": {"days": 56},
}
"""Parameters by key, with their defaults. Any other key is as somebody attests."""

ATTESTED: dict[str, int] = {"days": 730}
"""For how many days what somebody attests counts: two years, a choice of this project."""


def parameters_of(key: str) -> dict[str, int]:
    """What a condition is measured with, with the defaults."""
    return CONDITIONS.get(key, ATTESTED)


def unnamed(
    asked: Iterable[tuple[str, str]], granted: Iterable[tuple[str, str | None]]
) -> list[tuple[str, str]]:
    """The powers on topics, of some that are asked about, that no mandate is about.

    granted: the powers of the mandates, with their topics; None: on all topics.
    """
    named = set(granted)
    return [(power, topic) for power, topic in asked if not named & {(power, topic), (power, None)}]
