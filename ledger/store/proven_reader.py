"""Reading a ledger whose records are proven: none is taken that is not in the tree of its head.

For whoever records or proves, and does not wait until a book has all records. What somebody edited,
swapped or removed does not fit that tree. What was remembered of the ledger before also tells
whether the tree was made anew, and whether a record is found on another stream than its own.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from domain.errors import Tampered
from domain.history import RETRACTED
from domain.record import Record
from languages import N_
from ledger.store.address import Address, Location
from ledger.store.checked_reader import altered, bytes_of, stands_on
from ledger.store.connection import Connection
from ledger.store.database import TABLE_THERE
from ledger.store.reader import RECORD_ID, Loads, Reader, any_named, decoded, moment_of
from ledger.transparency import merkle_tree
from ledger.transparency.encoding import HASH_BYTES, InvalidInput, NotProven
from ledger.transparency.tiles import HEIGHT, WIDTH, RightEdge, Tile, last_tiles

_TOGETHER = 200
"""The histories of so many streams are held at once."""

_INDEXES = ("sqlite_autoindex_stored_events_1", "record_id")
"""By which records are found in a file: by their streams, and by their ids."""

_ASTRAY = N_("its hashes do not lead to its root")


class Remembered(NamedTuple):
    """What is known of a ledger from before.

    size, frontier: how many records it had, and their compact range. counts: how many of them
    stand on each of some streams, those without any left out; None, as itself or as its answer,
    where nobody can tell.
    """

    size: int
    frontier: bytes
    counts: Callable[[Sequence[str]], Mapping[str, int] | None] | None


class ProvenReader(Reader):
    """A ledger of which every record that is read is in its tree, and none is missing.

    remembered: what the tree has to extend; None where nobody read the ledger before.
    """

    def __init__(
        self, path: Location, within: Connection | None = None, remembered: Remembered | None = None
    ) -> None:
        super().__init__(path, within)
        self._remembered = remembered
        marked = self.unlawful(1)
        self._lawless = bool(marked)
        if marked and not self._is_copy():
            what = N_("it says wrongly whether record {wrong} counts")
            raise altered(self.path, what.format(wrong=marked[0]))
        self._size, self._root = 0, b""
        self._proven: dict[tuple[int, int], bytes] = {}
        self._look()

    def stream(self, name: str) -> list[Record]:
        """The history of one stream, in the order of recording."""
        return self._whole({name: super().stream(name)})[name]

    def histories_of(self, names: Iterable[str], loads: Loads = decoded) -> dict[str, list[Record]]:
        """The histories of those of the streams that something stands on, by their names."""
        asked = [*names]
        return self._whole(super().histories_of(asked, loads), asked)

    def streams(self, kind: str) -> list[Record]:
        """Everything on the streams of a kind, each on the one that it says to stand on."""
        found = super().streams(kind)
        histories: dict[str, list[Record]] = {}
        for one in found:
            histories.setdefault(one.stream, []).append(one)
        self._whole(histories)
        return found

    def existing(self, names: Iterable[str]) -> set[str]:
        """Those of the streams that something stands on."""
        return {name for name, _ in self._each_history(names)}

    def retracted_on(self, names: Iterable[str]) -> set[str]:
        """Those of the streams on which some record was retracted."""
        return {
            name
            for name, history in self._each_history(names)
            if any(one.kind == RETRACTED for one in history)
        }

    def streams_of(self, record_ids: Iterable[str]) -> dict[str, str]:
        """The stream of each record with one of these ids, as the record itself says."""
        asked = set(record_ids)
        question = f"SELECT position, state FROM stored_events WHERE {RECORD_ID} IN "  # noqa: S608 - a constant
        found = [self._record(*row) for row in self._of_each(question, asked)]
        return {one.id: one.stream for one in found if one.id in asked}

    def retracted(self) -> set[str]:
        """The ids of all records that were retracted."""
        question = "SELECT position, state FROM stored_events WHERE instr(state, ?)"
        found = (self._record(*row) for row in self._all(question, f'"{RETRACTED}"'.encode()))
        return {str(one.get("record")) for one in found if one.kind == RETRACTED}

    def naming(
        self, names: Sequence[str], fields: Mapping[str, Collection[str]], start: int = 0
    ) -> Iterator[Record]:
        """The records from `start` on that may refer to one of these, whatever columns say.

        One whose bytes were changed would name nothing: so each on the way is proven.
        """
        named, size = any_named(names, fields), self._size
        rows = self.stored(start, size)
        for expected in range(start, size):
            position, state = next(rows, (expected, b""))
            if position != expected or not self._is_proven(position, state):
                raise self._altered(expected)
            if named(state):
                yield self._record(position, state)

    def recorded_at(self, size: int) -> str:
        """When the last of the first `size` records was recorded (UTC)."""
        for position, state in self.stored(size - 1, size):
            if self._is_proven(position, state):
                return moment_of(position, state)
        raise self._altered(size - 1)

    def check_all(self) -> None:
        """Tampered unless every record is proven, and found on its stream."""
        size, count = self._size, 0
        for name, stored in self.stored_histories(0, size):
            count += len(stored)
            told = f'"stream":{json.dumps(name, ensure_ascii=False)}'.encode(errors="surrogatepass")
            for position, state in stored:
                if not self._is_proven(position, state) or told not in state:
                    raise self._altered(position)
        self._hold(count + sum(position < size for position in self.unlawful()), size)

    def _each_history(self, names: Iterable[str]) -> Iterator[tuple[str, list[Record]]]:
        """The histories of those of the streams that something stands on, a few at a time."""
        from orjson import loads  # whoever asks this records, and has it

        waiting = iter(dict.fromkeys(names))
        while some := [*islice(waiting, _TOGETHER)]:
            yield from self.histories_of(some, loads).items()

    def _is_copy(self) -> bool:
        """Whether the ledger says to be a copy: of no other anything counts for nothing."""
        return bool(self._all(TABLE_THERE, "copy") and self._all("SELECT 1 FROM main.copy"))

    def _look(self) -> None:
        """Take the tree as it is now; Tampered unless as many records are there as it has."""
        head = self.head()
        self._size, self._root = head.size, head.root
        self._proven.clear()
        # In one statement, as others may record meanwhile.
        counts = ", ".join(f"(SELECT COUNT(*) FROM {table})" for table in self._ways())  # noqa: S608 - our names
        ((size, *found),) = self._all(f"SELECT size, {counts} FROM head")  # noqa: S608 - our names
        for count in found:
            self._hold(count, size)
        if self._remembered is not None and not self._extends(self._remembered):
            raise altered(self.path, N_("it no longer extends what was read from it before"))

    def _ways(self) -> list[str]:
        """The table of records by each way to find one: an index may have been made to hide some.

        Not without any: that reads the whole file, and what no index has is not found either.
        Without a condition SQLite counts in whichever index is the smallest.
        """
        table = "main.stored_events"
        if isinstance(self.path, Address):
            return [table]
        there = "SELECT name FROM main.sqlite_master WHERE type = 'index' AND name IN (?, ?)"
        names = self._all(there, *_INDEXES)
        return [f"{table} INDEXED BY {name} WHERE TRUE" for (name,) in names] or [table]

    def _hold(self, count: int, size: int) -> None:
        """Tampered unless as many records are found as were recorded."""
        if count != size:
            raise altered(
                self.path,
                N_("{count:,} records are there where {size:,} were recorded").format(
                    count=count, size=size
                ),
            )

    def _extends(self, remembered: Remembered) -> bool:
        """Whether the tree begins with what is remembered."""
        if remembered.size > self._size:
            return False
        try:
            found = merkle_tree.frontier(self.subtrees(self._size), remembered.size)
        except InvalidInput:
            return False
        return merkle_tree.pack(found) == remembered.frontier

    def _record(self, position: int, state: bytes, loads: Loads = decoded) -> Record:
        """A record that was read; Tampered unless it is in the tree at its position."""
        if not self._is_proven(position, state):
            raise self._altered(position)
        return super()._record(position, state, loads)

    def _is_proven(self, position: object, state: bytes) -> bool:
        """Whether a record is in the tree at its position."""
        if not isinstance(position, int) or position < 0:
            return False
        if position >= self._size:  # others recorded meanwhile
            self._look()
            if position >= self._size:
                return False
        number, at = divmod(position, WIDTH)
        try:
            leaves = self._tile(0, number)
        except (NotProven, InvalidInput):
            return False
        first = at * HASH_BYTES
        return leaves[first : first + HASH_BYTES] == merkle_tree.leaf_hash(bytes_of(state))

    def _altered(self, position: int) -> Tampered:
        what = N_("record {position} is not there as it was recorded")
        return altered(self.path, what.format(position=position))

    def _tile(self, level: int, number: int) -> bytes:
        """The hashes of a tile, one after the other; NotProven unless they lead to the root.

        The root of a full tile is a hash of the tile above it. Those that are not full lead to the
        root of the tree together.
        """
        if (proven := self._proven.get((level, number))) is not None:
            return proven
        if (self._size >> (HEIGHT * level)) // WIDTH == number:
            self._prove_edge()
        else:
            hashes, first = self._read(Tile(level, number)), number % WIDTH * HASH_BYTES
            above = self._tile(level + 1, number // WIDTH)[first : first + HASH_BYTES]
            if merkle_tree.perfect_root(merkle_tree.unpack(hashes)) != above:
                raise NotProven(_ASTRAY)
            self._proven[level, number] = hashes
        return self._proven[level, number]

    def _prove_edge(self) -> None:
        """NotProven unless the tiles that are not full are those of the tree."""
        edge = {tile: self._read(tile) for tile in last_tiles(self._size) if tile.width < WIDTH}
        if RightEdge(self._size, lambda tile: edge[tile]).root() != self._root:
            raise NotProven(_ASTRAY)
        self._proven |= {(tile.level, tile.number): hashes for tile, hashes in edge.items()}

    def _read(self, tile: Tile) -> bytes:
        """The hashes of a tile, as the file has them; NotProven where they are too few."""
        hashes = self.tiles().read(tile)
        if len(hashes) != tile.width * HASH_BYTES:
            raise NotProven(_ASTRAY)
        return hashes

    def _whole(
        self, histories: dict[str, list[Record]], asked: Sequence[str] = ()
    ) -> dict[str, list[Record]]:
        """The histories of streams; Tampered unless they have all that stands there."""
        known = self._remembered
        counts = known.counts([*(asked or histories)]) if known and known.counts else None
        for name in {*histories, *(counts or ())}:
            history = histories.get(name, [])
            # Where something counts for nothing, what is before and after it is no neighbour.
            versions = [one.version for one in history]
            follow = self._lawless or versions == [*range(1, len(history) + 1)]
            whole = follow and stands_on(history, name)
            if known is not None and counts is not None:
                before = sum(one.position < known.size for one in history)
                whole = whole and before == counts.get(name, 0)
            if not whole:
                what = N_("what stands on {stream} is not what was recorded there")
                raise altered(self.path, what.format(stream=name))
        return histories
