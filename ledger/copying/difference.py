"""Where two histories part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import orjson

from ledger.log import tree
from ledger.log.tree import SubtreeHashes


@dataclass(frozen=True, slots=True)
class Difference:
    """The first position at which two histories differ, and what each has there."""

    position: int
    here: bytes
    there: bytes

    def fields(self) -> list[tuple[str, Any, Any]]:
        """The fields of the two records that differ: name, value here, value there; None: none."""
        here, there = _fields(self.here), _fields(self.there)
        names = [*here, *(name for name in there if name not in here)]
        return [
            (name, here.get(name), there.get(name))
            for name in names
            if here.get(name) != there.get(name)
        ]


def first_difference(here: SubtreeHashes, there: SubtreeHashes, size: int) -> int | None:
    """The first of `size` positions at which two logs have other leaf hashes; None if nowhere.

    Reads two hashes a level, from the first perfect subtree that differs down to the leaf. Whoever
    gave the hashes may have made them up: what stands at the position proves it, or does not.
    """
    for level, index in tree.perfect_subtrees(0, size):
        if here.subtree(level, index) == there.subtree(level, index):
            continue
        while level:
            level, index = level - 1, 2 * index  # noqa: PLW2901 - walks down from there
            if here.subtree(level, index) == there.subtree(level, index):
                index += 1  # noqa: PLW2901 - then the right half differs
        return index
    return None


def _fields(stored: bytes) -> dict[str, Any]:
    try:
        found = orjson.loads(stored)
    except ValueError:
        found = None
    if isinstance(found, dict):
        return found
    return {"content": stored.decode("utf-8", "backslashreplace")}
