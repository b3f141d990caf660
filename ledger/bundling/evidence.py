"""A bundle as evidence: read in one pass, a record at a time."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from ledger.bundling import format as forms
from ledger.bundling.format import (
    CHECKPOINT,
    KEYS,
    MANIFEST,
    NAMES,
    RECORDS,
    REQUIRED,
    SHORTEST_RECORD,
)
from ledger.bundling.opening import opened
from ledger.log.encoding import lines
from ledger.log.failures import InvalidInput
from ledger.log.keys import VerifierKey
from ledger.log.tiles import LONGEST_ENTRY_BYTES
from ledger.verifying import records
from ledger.verifying.evidence import Damaged, StoredCheckpoint, StoredManifest, StoredTile
from ledger.verifying.records import Entry, Records


class Bundle:
    """The evidence in a bundle, zipped or unpacked; to be closed. Unreadable when it is none."""

    def __init__(self, path: Path) -> None:
        self._files, self._manifest = opened(path)
        self._digests: dict[str, str] = {}

    def close(self) -> None:
        """Let go of the file."""
        self._files.close()

    def head(self) -> StoredManifest:
        """The manifest, and which files are not what it says."""
        there = set(self._files.names) - {MANIFEST}
        listed = self._manifest.files
        known = {name for name in there if name in NAMES or forms.tile_of(name)}
        missing = (set(listed) | REQUIRED) - there
        unknown = there - (known & set(listed))
        changed = {name for name in known & set(listed) if self._digest(name) != listed[name]}
        problems = [("file_missing", name) for name in sorted(missing)]
        problems += [("file_unknown", name) for name in sorted(unknown)]
        problems += [("file_changed", name) for name in sorted(changed)]
        try:
            self._keys()
        except InvalidInput:
            problems.append(("no_keys", KEYS))
        signed = [one.note.split(b"\n")[0].decode(errors="replace") for one in self.checkpoints()]
        said = self._manifest
        return StoredManifest(said.size, said.root, said.origin, signed, RECORDS, problems)

    def records(self) -> Records:
        """Every record, by its content: nothing stands beside it."""
        return self._records

    @cached_property
    def _records(self) -> Records:
        return records.read(self._entries())

    def tiles(self) -> Iterator[StoredTile]:
        """The tiles, full and partial."""
        for name in self._files.names:
            tile = forms.tile_of(name)
            if tile is not None:
                hashes = self._read(name)
                yield StoredTile(tile.level, tile.number, hashes, width=tile.width)

    def checkpoints(self) -> Iterator[StoredCheckpoint]:
        """The checkpoint up to which it was made."""
        if CHECKPOINT in self._files.names:
            yield StoredCheckpoint(self._read(CHECKPOINT))

    def keys(self) -> list[VerifierKey]:
        """The keys that came with it, which prove nothing by themselves; none if they are no keys.

        That they are none is found by the one who reads the manifest.
        """
        try:
            return self._keys()
        except (InvalidInput, Damaged):
            return []

    def _keys(self) -> list[VerifierKey]:
        if KEYS not in self._files.names:
            return []
        try:
            text = self._read(KEYS).decode()
        except UnicodeDecodeError:
            raise InvalidInput("keys are text in UTF-8") from None
        return [VerifierKey.parse(line) for line in lines(text)]

    def _entries(self) -> Iterator[Entry]:
        if RECORDS not in self._files.names:
            return
        digest = sha256()
        # One more than there should be tells that there are more.
        most = min(self._manifest.size, self._files.size(RECORDS) // SHORTEST_RECORD) + 1
        with self._files.opened(RECORDS) as file:
            for position in range(most):
                # A line that is longer than a record can be is cut, and then is no record.
                line = file.readline(LONGEST_ENTRY_BYTES + 1)
                if not line:
                    break
                digest.update(line)
                yield position, None, None, None, None, line.removesuffix(b"\n")
        self._digests[RECORDS] = digest.hexdigest()

    def _digest(self, name: str) -> str:
        if name == RECORDS:
            self.records()
        elif name not in self._digests:
            self._read(name)
        return self._digests[name]

    def _read(self, name: str) -> bytes:
        content = self._files.read(name)
        self._digests[name] = sha256(content).hexdigest()
        return content
