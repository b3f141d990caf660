"""Writing a bundle: the ledger up to its newest signed checkpoint, and what it takes to check it.

The records are hashed while they are written. A ledger that is not what was signed gives no bundle.
The same records and the same checkpoint give the same bytes, wherever the same zlib compresses;
the manifest is the same in any case.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from domain.errors import Problem, Refused, Tampered, Unavailable
from languages import N_
from ledger.exchange.bundle_files import CHECKPOINT, KEYS, POLICY, README, SCRIPT, Manifest
from ledger.files import MANIFEST, RECORDS
from ledger.said_by_others import of_system
from ledger.store import log_tables
from ledger.store.address import Location
from ledger.store.reader import Reader, record
from ledger.transparency import checkpoint, merkle_tree
from ledger.transparency.checkpoint import Checkpoint
from ledger.transparency.encoding import NotProven
from ledger.transparency.keys import VerifierKey
from ledger.transparency.tiles import LONGEST_ENTRY_BYTES, WIDTH, RightEdge, Tile, tiles_of

_HERE = Path(__file__).parent
_CHUNK = 64 * WIDTH
"""Records that are held in memory at once."""

_UNIX = 3
_RIGHTS = 0o100644
"""A regular file that its owner may change and everybody may read."""

_EARLIEST, _LATEST = (1980, 1, 1, 0, 0, 0), (2107, 12, 31, 23, 59, 58)
"""Of the moments that a zip file can name."""


@dataclass(frozen=True, slots=True)
class BundleSummary:
    """What was written: the log, its records, and how many later ones are not signed yet."""

    origin: str
    size: int
    left_out: int


def write(
    reader: Reader,
    target: Path,
    keys: Sequence[VerifierKey] = (),
    policy: bytes = b"",
    newest: tuple[bytes, Checkpoint] | None = None,
) -> BundleSummary:
    """Write the bundle of a ledger to a new file.

    keys: those of the log, and of witnesses, that come with it. policy: the file of one, which
    comes along. newest: the checkpoint up to which it goes, as it was signed and as it reads; None:
    the newest in the ledger. Refused when nothing was signed, a key signed something else, or the
    file exists; Tampered when the ledger is not what was signed.
    """
    asked = N_("write the bundle {target}").format(target=target)
    if target.exists():
        raise Refused(asked, N_("the file exists"), N_("Name another, or move that one away"))
    message, signed = newest or _newest(reader.path, asked)
    head = reader.head()
    if head.size < signed.size:
        raise _tampered(
            asked,
            N_("there are {size:,} records, and {signed_size:,} were signed").format(
                size=head.size, signed_size=signed.size
            ),
        )
    _check_signed(message, keys, asked)
    partial = target.with_name(f"{target.name}.{secrets.token_hex(4)}.part")
    try:
        with partial.open("xb") as file:
            _Writing(reader, signed, asked).write(file, message, keys, policy)
        partial.rename(target)
    except OSError as error:
        reason = of_system(error)
        raise Unavailable(asked, reason, N_("Check the folder, its rights and the disk")) from error
    finally:
        partial.unlink(missing_ok=True)
    return BundleSummary(signed.origin, signed.size, head.size - signed.size)


class _Writing:
    """A bundle that is being written."""

    def __init__(self, reader: Reader, signed: Checkpoint, asked: str) -> None:
        self._reader = reader
        self._signed = signed
        self._asked = asked
        self._moment = self._last_moment()
        self._digests: dict[str, str] = {}

    def write(
        self, file: IO[bytes], message: bytes, keys: Sequence[VerifierKey], policy: bytes
    ) -> None:
        with ZipFile(file, "w") as self._zip:
            self._add(README, (_HERE / README).read_bytes())
            self._add(SCRIPT, (_HERE / "standalone_verifier.py").read_bytes())
            self._add(CHECKPOINT, message)
            if keys:
                self._add(KEYS, "".join(f"{key}\n" for key in keys).encode())
            if policy:
                self._add(POLICY, policy)
            tiles = self._records()
            for tile in tiles_of(self._signed.size):
                self._add(tile.path, tiles[tile])
            signed = self._signed
            manifest = Manifest(signed.origin, signed.size, signed.root.hex(), self._digests)
            self._zip.writestr(self._entry(MANIFEST), bytes(manifest))

    def _records(self) -> dict[Tile, bytes]:
        """Write the records; the tiles over them, if they are what was signed."""
        digest, edge = sha256(), RightEdge()
        tiles: dict[Tile, bytes] = {}
        with self._zip.open(self._entry(RECORDS), "w", force_zip64=True) as file:
            for chunk in self._stored():
                written = b"".join(stored + b"\n" for stored in chunk)
                digest.update(written)
                file.write(written)
                tiles |= edge.grow([*map(merkle_tree.leaf_hash, chunk)])
        tiles |= edge.partial()
        if edge.root() != self._signed.root:
            size = self._signed.size
            raise _tampered(
                self._asked,
                N_("its first {size:,} records are not those that were signed").format(size=size),
            )
        self._digests[RECORDS] = digest.hexdigest()
        return tiles

    def _stored(self) -> Iterator[list[bytes]]:
        """The stored bytes of all records, some at a time."""
        size = self._signed.size
        for start in range(0, size, _CHUNK):
            end = min(start + _CHUNK, size)
            rows = list(self._reader.stored(start, end))
            if [position for position, _ in rows] != list(range(start, end)):
                raise _tampered(
                    self._asked,
                    N_("some of the records {start} to {end} are missing").format(
                        start=start, end=end - 1
                    ),
                )
            for position, stored in rows:
                self._check_line(position, stored)
            yield [stored for _, stored in rows]

    def _check_line(self, position: int, stored: bytes) -> None:
        """Canonical JSON has no newlines; what has one could not be told from two records."""
        if not isinstance(stored, bytes) or b"\n" in stored or len(stored) > LONGEST_ENTRY_BYTES:
            obstacle = N_("record {position} is no line of JSON of at most 65,535 bytes").format(
                position=position
            )
            raise Refused(self._asked, obstacle, N_("See what is known of it: gestand verify"))

    def _add(self, name: str, content: bytes) -> None:
        self._digests[name] = sha256(content).hexdigest()
        self._zip.writestr(self._entry(name), content)

    def _entry(self, name: str) -> ZipInfo:
        """What stands beside a file: the same at another moment, and on another machine."""
        entry = ZipInfo(name, self._moment)
        entry.compress_type = ZIP_DEFLATED
        entry.create_system = _UNIX
        entry.external_attr = _RIGHTS << 16
        return entry

    def _last_moment(self) -> tuple[int, int, int, int, int, int]:
        """When the last record was recorded, in UTC, as far as a zip file can say it."""
        last = self._signed.size - 1
        try:
            ((_, stored),) = self._reader.stored(last, last + 1)
            at = datetime.fromisoformat(str(record(last, stored).get("recorded_at")))
        except (ValueError, Problem) as error:
            raise _tampered(
                self._asked, N_("record {last} is not what was signed").format(last=last)
            ) from error
        moment = (at.year, at.month, at.day, at.hour, at.minute, at.second)
        return min(max(moment, _EARLIEST), _LATEST)


def _newest(path: Location, asked: str) -> tuple[bytes, Checkpoint]:
    newest = log_tables.newest(path)
    if newest is None or newest[1].size == 0:
        raise Refused(
            asked, N_("nothing in it is signed"), N_("Sign first with `gestand checkpoint`")
        )
    return newest


def _check_signed(message: bytes, keys: Sequence[VerifierKey], asked: str) -> None:
    """A bundle whose own keys did not sign it would tell everybody that it was altered."""
    if not keys:
        return
    try:
        checkpoint.verified(checkpoint.parse_note(message), keys)
    except NotProven as problem:
        remedy = N_("Give the verifier key of the log with --key")
        raise Refused(
            asked, N_("of its newest checkpoint, {problem}").format(problem=problem), remedy
        ) from problem


def _tampered(asked: str, what: str) -> Tampered:
    return Tampered(
        asked,
        N_("the ledger is not what was signed: {what}").format(what=what),
        N_("Find out with `gestand verify` what happened"),
    )
