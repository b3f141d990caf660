"""Which files a bundle has, and the manifest that lists them.

    README.txt      what this is and how to check it, in plain words
    verify.py       a verifier that needs Python alone
    checkpoint      the signed checkpoint, as it was signed
    keys.txt        verifier keys, a line each; may be absent
    policy          whose signatures are enough (tlog-policy); may be absent
    records.jsonl   the records as they are stored, a line each
    tile/<L>/<N>[.p/<W>]   the tree over them (tlog-tiles)
    manifest.json   `gestand-bundle/1`: origin, size, root, and the hashes of the other files

The manifest is signed by nobody. It tells a damaged copy from a whole one; what the log says is
proven by the tree over the records and by the checkpoint.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from ledger.log.encoding import LARGEST_NUMBER
from ledger.log.failures import InvalidInput
from ledger.log.tiles import Tile, parse_path

FORMAT = "gestand-bundle/1"

README, SCRIPT, CHECKPOINT, KEYS = "README.txt", "verify.py", "checkpoint", "keys.txt"
POLICY, RECORDS, MANIFEST = "policy", "records.jsonl", "manifest.json"

NAMES = frozenset({README, SCRIPT, CHECKPOINT, KEYS, POLICY, RECORDS, MANIFEST})
"""Every file of a bundle but its tiles."""

MOST_BYTES = 2**20
"""Of a file of a bundle; tiles have 8 KiB."""

MOST_OF_MANIFEST = 2**26
"""It has a line for each tile: enough for a hundred million records."""

SHORTEST_RECORD = 80
"""Bytes of a line that holds a stream, a version, an id and two moments; most hold hundreds.

So a file of a size can hold so many records, and whatever is in it, no more lines are read.
"""

REQUIRED = frozenset({RECORDS, CHECKPOINT})
"""What a bundle has in any case, whatever its manifest lists."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a bundle says of itself: the log, and the SHA-256 of every other file in hex."""

    origin: str
    size: int
    root: str
    files: Mapping[str, str]

    def __bytes__(self) -> bytes:
        fields = {
            "format": FORMAT,
            "origin": self.origin,
            "size": self.size,
            "root": self.root,
            "files": dict(self.files),
        }
        return f"{json.dumps(fields, ensure_ascii=False, indent=1)}\n".encode()


def parse(content: bytes) -> Manifest:
    """Read what `bytes(manifest)` wrote; InvalidInput when it is no manifest of a bundle."""
    try:
        fields = json.loads(content.decode())
    except (ValueError, RecursionError):
        raise InvalidInput("its manifest is no JSON") from None
    if not isinstance(fields, dict) or not str(fields.get("format")).startswith("gestand-bundle/"):
        raise InvalidInput("its manifest is not that of a bundle")
    if fields["format"] != FORMAT:
        raise InvalidInput("it is of a format that this version of gestand does not know")
    origin, size, root, files = (fields.get(name) for name in ("origin", "size", "root", "files"))
    if (
        not isinstance(origin, str)
        or type(size) is not int
        or not 0 <= size <= LARGEST_NUMBER
        or not isinstance(root, str)
        or not isinstance(files, dict)
        or not all(isinstance(digest, str) for digest in files.values())
    ):
        raise InvalidInput("its manifest does not say what a manifest says")
    return Manifest(origin, size, root, files)


def most_bytes(name: str) -> int:
    """How many bytes a file can have that does not hold the records, which have no such limit."""
    return MOST_OF_MANIFEST if name == MANIFEST else MOST_BYTES


def tile_of(name: str) -> Tile | None:
    """The tile that a file of this name holds, if it is one."""
    try:
        found = parse_path(name)
    except InvalidInput:
        return None
    return found if isinstance(found, Tile) else None
