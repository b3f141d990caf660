"""A second implementation of the tree: RFC 6962, section 2.1, word for word, and nothing clever.

It recurses where the program climbs, and it is what the other tests here compare with. That it is
right itself is shown by published values.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from ledger.transparency.encoding import InvalidInput, NotProven

PUBLISHED: dict[str, Any] = json.loads(
    (Path(__file__).parent / "testdata" / "published.json").read_text(encoding="utf-8")
)


class Oracle:
    """A log of entries and everything that RFC 6962 defines over it."""

    def __init__(self, entries: Sequence[bytes]) -> None:
        self.entries = entries
        self.reads = 0
        self._mth = cache(self._compute)

    def mth(self, start: int, end: int) -> bytes:
        """MTH(D[start:end])."""
        return self._mth(start, end)

    def _compute(self, start: int, end: int) -> bytes:
        if start == end:
            return sha256(b"").digest()
        if end - start == 1:
            return sha256(b"\x00" + self.entries[start]).digest()
        k = start + largest_power(end - start)
        return sha256(b"\x01" + self.mth(start, k) + self.mth(k, end)).digest()

    def subtree(self, level: int, index: int) -> bytes:
        """What the program asks for; counts how often."""
        self.reads += 1
        return self.mth(index << level, (index + 1) << level)

    def path(self, m: int, start: int, end: int) -> list[bytes]:
        """PATH(m, D[start:end]), section 2.1.1."""
        n = end - start
        if n == 1:
            return []
        k = largest_power(n)
        if m < k:
            return [*self.path(m, start, start + k), self.mth(start + k, end)]
        return [*self.path(m - k, start + k, end), self.mth(start, start + k)]

    def proof(self, m: int, n: int) -> list[bytes]:
        """PROOF(m, D[0:n]), section 2.1.2."""
        return self._subproof(m, 0, n, known=True)

    def _subproof(self, m: int, start: int, end: int, *, known: bool) -> list[bytes]:
        n = end - start
        if m == n:
            return [] if known else [self.mth(start, end)]
        k = largest_power(n)
        if m <= k:
            return [*self._subproof(m, start, start + k, known=known), self.mth(start + k, end)]
        return [
            *self._subproof(m - k, start + k, end, known=False),
            self.mth(start, start + k),
        ]


def largest_power(n: int) -> int:
    """The largest power of two smaller than n."""
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def node(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node."""
    return sha256(b"\x01" + left + right).digest()


def path_root(leaf: bytes, m: int, n: int, proof: list[bytes]) -> bytes | None:
    """The root that PATH(m, D[0:n]) leads to, read backwards; None when it has another length."""
    if n == 1:
        return leaf if not proof else None
    if not proof:
        return None
    k = largest_power(n)
    if m < k:
        inner = path_root(leaf, m, k, proof[:-1])
        return None if inner is None else node(inner, proof[-1])
    inner = path_root(leaf, m - k, n - k, proof[:-1])
    return None if inner is None else node(proof[-1], inner)


def proof_roots(
    old_root: bytes, m: int, n: int, proof: list[bytes], *, known: bool = True
) -> tuple[bytes, bytes] | None:
    """Both roots that PROOF(m, D[0:n]) leads to, read backwards; None for another length."""
    if m == n:
        if known:
            return (old_root, old_root) if not proof else None
        return (proof[0], proof[0]) if len(proof) == 1 else None
    if not proof:
        return None
    k = largest_power(n)
    if m <= k:
        inner = proof_roots(old_root, m, k, proof[:-1], known=known)
        return None if inner is None else (inner[0], node(inner[1], proof[-1]))
    inner = proof_roots(old_root, m - k, n - k, proof[:-1], known=False)
    return None if inner is None else (node(proof[-1], inner[0]), node(proof[-1], inner[1]))


def outcome(function: Any, *arguments: Any) -> type[Exception] | None:
    """Which of the two failures a call ends in, None when it succeeds."""
    try:
        function(*arguments)
    except (InvalidInput, NotProven) as failure:
        return type(failure)
    return None


def test_published_roots() -> None:
    """The reference tree of eight entries has the roots that Certificate Transparency published."""
    reference = PUBLISHED["reference_tree"]
    oracle = Oracle([bytes.fromhex(leaf) for leaf in reference["leaves_hex"]])
    roots = [oracle.mth(0, size).hex() for size in range(1, 9)]
    assert roots == reference["roots_1_to_8"]
