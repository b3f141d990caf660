"""Until when somebody vouches for a record, told a second time from METHODS.md, section 0, Silence.

A declaration reaches to its last day, or without one to its own day, and never beyond its own day;
an extension by the same party moves the end later, as far as its own day. Days are ISO dates.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

from domain.dates import bounds


class Said(Protocol):
    """A record, or its fields."""

    def get(self, name: str, /) -> Any:
        """A field; None without one."""


def last_day(declared: Said, everything: Iterable[Said]) -> str:
    """The last day for which a declaration vouches."""
    later = (
        _reach(said)
        for said in everything
        if said.get("kind") == "coverage.extended"
        and said.get("coverage") == declared.get("coverage")
        and said.get("by") == declared.get("by")
    )
    return max([_reach(declared), *later])


def vouches(declared: Said, everything: Iterable[Said], day: str) -> bool:
    """Whether a declaration vouches for a day: surely begun, and not over."""
    first = bounds(str(declared.get("from"))).latest[:10]
    return first <= day <= last_day(declared, everything)


def _reach(said: Said) -> str:
    own = bounds(str(said.get("on"))).earliest[:10]
    until = said.get("until")
    return min(own, bounds(str(until)).latest[:10]) if until else own
