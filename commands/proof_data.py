"""What the script of a page checks it by."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ledger.signing.checkpoint_signing import Together


def proof_data(proven: Together) -> dict[str, Any]:
    """Records with their proofs, as JSON: each hash once, and of each record their numbers."""
    from projections.pages.checking import SAYS

    numbers: dict[bytes, int] = {}
    records = [
        [place, stored.decode(), [numbers.setdefault(node, len(numbers)) for node in path]]
        for place, stored, path in proven.records
    ]
    return {
        "note": proven.note.decode(),
        "size": proven.size,
        "root": _base64(proven.root),
        "hashes": [*map(_base64, numbers)],
        "records": records,
        "says": SAYS,
    }


def _base64(octets: bytes) -> str:
    return b64encode(octets).decode()
