"""A bundle as evidence to verify, and as a source to copy from."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from domain.errors import Tampered, Unreadable
from languages import N_
from ledger.exchange import bundle_files as forms
from ledger.exchange.bundle_files import (
    CHECKPOINT,
    KEYS,
    NAMES,
    REQUIRED,
    SHORTEST_RECORD,
    Files,
    opened,
)
from ledger.exchange.published_log import Offer
from ledger.files import MANIFEST, RECORDS
from ledger.transparency import checkpoint
from ledger.transparency.encoding import HASH_BYTES, InvalidInput, lines
from ledger.transparency.keys import VerifierKey
from ledger.transparency.tiles import LONGEST_ENTRY_BYTES, Tile
from ledger.verify import records
from ledger.verify.evidence import Damaged, StoredCheckpoint, StoredManifest, StoredTile
from ledger.verify.records import Entry, Records

# -- evidence ----------------------------------------------------------------------------------
# A bundle as evidence: read in one pass, a record at a time.


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
        signed = [
            stored.note.split(b"\n")[0].decode(errors="replace") for stored in self.checkpoints()
        ]
        manifest = self._manifest
        return StoredManifest(
            manifest.size, manifest.root, manifest.origin, signed, RECORDS, problems
        )

    def records(self) -> Records:
        """Every record, by its content: nothing stands beside it."""
        return self._records

    @cached_property
    def _records(self) -> Records:
        return records.read(self._entries)

    def contents(self) -> Iterator[bytes]:
        """The bytes of every record, once they were found to be what they should."""
        return (entry[-1] for entry in self._entries())

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
            raise InvalidInput(N_("keys are text in UTF-8")) from None
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


# -- source ------------------------------------------------------------------------------------
# A bundle as a source: the ledger as far as its checkpoint was signed.
#
# Its keys are not looked at: who made up the records could have made them up too.


class BundleSource:
    """The files of a bundle, of which none has to be what the manifest says: all is hashed anew.

    The records stand in one file that is read from its beginning. Whoever asks for stretch after
    stretch reads it once; who asks for an earlier one begins again.
    """

    def __init__(self, name: str, files: Files) -> None:
        self.name = name
        self._files = files
        self._lines = self._from_the_first()
        self._next = 0

    def close(self) -> None:
        """Let go of the files."""
        self._lines.close()
        self._files.close()

    def offer(self) -> Offer:
        """How far its checkpoint says that it is."""
        if CHECKPOINT not in self._files.names:
            raise self._contradiction(CHECKPOINT, N_("it is not there"))
        try:
            signed = self._files.read(CHECKPOINT)
            read = checkpoint.read(signed)
        except (InvalidInput, Damaged) as problem:
            raise Unreadable(
                N_("read the checkpoint of {name}").format(name=self.name),
                str(problem),
                N_("Ask for the bundle again"),
            ) from problem
        if read.size > self._most():
            obstacle = N_(
                "they cannot be the {size:,} that were signed: the file is too short"
            ).format(size=read.size)
            raise self._contradiction(N_("the records"), obstacle)
        return Offer(read.size, read.root, (signed,))

    def tile(self, tile: Tile) -> bytes:
        """The hashes of a tile."""
        if tile.path not in self._files.names:
            raise self._contradiction(
                tile.path, N_("it is not there, though the checkpoint covers it")
            )
        try:
            hashes = self._files.read(tile.path)
        except Damaged as problem:
            raise self._contradiction(tile.path, str(problem)) from problem
        if len(hashes) != tile.width * HASH_BYTES:
            obstacle = N_("it has {count:,} bytes, not {width:,} hashes").format(
                count=len(hashes), width=tile.width
            )
            raise self._contradiction(tile.path, obstacle)
        return hashes

    def entries(self, start: int, stop: int) -> Iterator[bytes]:
        """The records of a stretch, of which each is one line."""
        for position in range(start, stop):
            yield self._record(position)

    def _record(self, position: int) -> bytes:
        if position < self._next:
            self._lines.close()
            self._lines, self._next = self._from_the_first(), 0
        try:
            for line in self._lines:
                self._next += 1
                if self._next > position:
                    return line
        except Damaged as problem:
            raise self._contradiction(
                N_("record {position}").format(position=position), str(problem)
            ) from problem
        raise self._contradiction(
            N_("record {position}").format(position=position), N_("the records end before it")
        )

    def _from_the_first(self) -> Generator[bytes, None, None]:
        with self._files.opened(RECORDS) as file:
            # A line that is longer than a record can be is cut, and then has another hash.
            while line := file.readline(LONGEST_ENTRY_BYTES + 1):
                yield line.removesuffix(b"\n")

    def _most(self) -> int:
        """How many records there can be, so that nobody counts to what a stranger made up."""
        there = RECORDS in self._files.names
        return self._files.size(RECORDS) // SHORTEST_RECORD if there else 0

    def _contradiction(self, what: str, obstacle: str) -> Tampered:
        return Tampered(
            N_("read {what} of {name}").format(what=what, name=self.name),
            obstacle,
            N_("Nothing was taken over. Ask for the bundle again, and see `gestand verify` on it"),
        )
