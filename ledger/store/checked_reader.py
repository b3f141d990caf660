"""Reading a ledger whose records are known: none is taken that is not the one that was recorded.

Somebody who has the file can edit a record, delete it, put another in its place or beside it, or
have an index pass it by. What is known of the records, their hashes and how many stand on each
stream, tells: every record that is read is held to its hash, and where a stream is read, all of it
must be there. Where something is not found, every record is read before that is said.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice, pairwise
from operator import attrgetter, itemgetter
from typing import Any, NoReturn, Protocol

from domain.errors import Tampered
from domain.record import Record
from languages import N_
from ledger.store.address import Location
from ledger.store.reader import (
    RECORD_ID,
    Loads,
    Reader,
    Stored,
    any_named,
    decoded,
    history,
    record,
)
from ledger.transparency import merkle_tree

_POSITION = attrgetter("position")
_PLACE = itemgetter(0)

_MANY = 500
"""So many records take longer to read than what reads them faster takes to load."""

_TOGETHER = 960
"""So many records are read and held to their hashes at once."""

_AT_ONCE = 500
"""So many of those at given positions, of which somebody may want the first alone."""


class Known(Protocol):
    """What is known of the records of a ledger."""

    def leaves(self, first: int, count: int) -> bytes:
        """The hashes of so many records in a row, one after the other, as far as they are known."""

    def hashes(self, positions: Sequence[int]) -> list[bytes]:
        """The hash of the record at each of some positions; empty where none is known."""

    def counts(self, streams: Sequence[str]) -> Mapping[str, int]:
        """How many records stand on each of some streams; those without any left out."""

    def told(self, kinds: Sequence[str], size: int) -> int | None:
        """How many of the first so many records are of some kinds; None where nobody knows."""

    def streams(self, start: str = "", *, remarked: bool = False) -> list[str]:
        """The streams whose names begin so; remarked: that tell what became of a record."""

    def is_remarked(self, stream: str) -> bool:
        """Whether a stream tells what became of a record."""


class CheckedReader(Reader):
    """A ledger file, opened for reading only, of whose records so many are known."""

    def __init__(self, path: Location) -> None:
        super().__init__(path)
        self._known: Known | None = None
        self._size = 0
        self._void: frozenset[int] = frozenset()

    def hold_to(self, known: Known | None, size: int = 0) -> None:
        """Take no record from here on that is not among the first so many, and known.

        None: take what is there, whatever it is. What was recorded against the rules is not found,
        though it is known.
        """
        self._known, self._size = known, size
        self.leave_unlawful()
        self._void = frozenset(self.unlawful())

    def count(self, start: int, stop: int) -> int:
        """How many of the records of a stretch can be found."""
        return stop - start - sum(start <= position < stop for position in self._void)

    def _end(self, stop: int | None) -> int:
        """Where a stretch ends: there, or with the last record that is known."""
        return self._size if stop is None else min(stop, self._size)

    def stored(self, start: int = 0, stop: int | None = None) -> Iterator[tuple[int, bytes]]:
        """Positions and stored bytes of a stretch, all that are known; Tampered if they are not."""
        known = self._known
        if known is None:
            yield from super().stored(start, stop)
            return
        end = self._end(stop)
        rows = super().stored(start, end)
        for first in range(start, end, _TOGETHER):
            some = list(islice(rows, min(_TOGETHER, end - first)))
            hashes = b"".join([merkle_tree.leaf_hash(bytes_of(state)) for _, state in some])
            asked = range(first, min(first + _TOGETHER, end))
            if [*map(_PLACE, some)] != [*asked] or hashes != known.leaves(first, len(asked)):
                self._find_altered(asked, some)
            yield from some

    def records(self, start: int = 0, stop: int | None = None) -> Iterator[Record]:
        """The records of a stretch, all that are known."""
        if self._known is None:
            return super().records(start, stop)
        reading = _loads(self._end(stop) - start)
        return (
            record(position, state, reading)
            for position, state in self.stored(start, stop)
            if position not in self._void
        )

    def records_of(self, kinds: Collection[str], stop: int | None = None) -> Iterator[Record]:
        """Those of some kinds among the first `stop`, all that are known."""
        if self._known is None:
            yield from super().records_of(kinds, stop)
            return
        end = self._end(stop)
        told, count = self._known.told([*kinds], end), 0
        if told is None:
            yield from self._found_among_all(kinds, end)
            return
        rows, reading = super().stored_of(kinds, end), _loads(told)
        while some := list(islice(rows, _TOGETHER)):
            self._check_some(some)
            for found in (record(*row, reading) for row in some):
                if found.kind not in kinds:
                    self._altered(found.position)
                count += 1
                yield found
        if count != told:
            self.check_all()
            raise altered(self.path, N_("not all of its records are found by what they tell"))

    def _found_among_all(self, kinds: Collection[str], end: int) -> Iterator[Record]:
        """Those of some kinds among the first so many, where nobody knows how many there are."""
        said = [f'"{kind}"'.encode() for kind in kinds]
        for position, state in self.stored(0, end):
            # Most records are of other kinds, which is seen without reading them.
            if position not in self._void and any(kind in state for kind in said):
                found = record(position, state)
                if found.kind in kinds:
                    yield found

    def at(self, positions: Iterable[int]) -> Iterator[Record]:
        """The records at these positions, one after the other as they are asked for."""
        if self._known is None:
            yield from super().at(positions)
            return
        question = "SELECT position, state FROM stored_events WHERE position IN "
        asked = (position for position in positions if position not in self._void)
        while some := list(islice(asked, _AT_ONCE)):
            found = dict(self._of_each(question, some))
            for position in some:
                if position not in found:
                    self._altered(position)
            self._check_some([*found.items()])
            yield from (record(position, found[position]) for position in some)

    def stream(self, name: str) -> list[Record]:
        """The history of one stream, in the order of recording."""
        if self._known is None:
            return super().stream(name)
        question = "SELECT position, state FROM stored_events WHERE originator_id = ? "
        return self._history(self._known, name, self._all(question, name), decoded)

    def streams_at(self, positions: Iterable[int]) -> set[str]:
        """The streams on which the records at these positions stand, where they are read next."""
        if self._known is None:
            return super().streams_at(positions)
        asked = set(positions) - self._void
        question = "SELECT position, originator_id FROM stored_events WHERE position IN "
        found = list(self._of_each(question, asked))
        if len(found) != len(asked):
            self.check_all()
        return {name for _, name in found}

    def histories_of(
        self, names: Iterable[str], loads: Loads | None = None
    ) -> dict[str, list[Record]]:
        """The histories of those of the streams that something stands on, by their names."""
        known = self._known
        if known is None:
            return super().histories_of(names, loads or decoded)
        asked = sorted(set(names))
        question = "SELECT originator_id, position, state FROM stored_events "
        found: dict[str, list[tuple[int, bytes]]] = {}
        for name, *stored in self._of_each(f"{question}WHERE originator_id IN ", asked):
            found.setdefault(name, []).extend(self._among_known([tuple(stored)]))
        self._check_some([row for stored in found.values() for row in stored])
        reading, counts = loads or _loads(sum(map(len, found.values()))), known.counts(asked)
        told = {
            name: [record(position, state, reading) for position, state in sorted(stored)]
            for name, stored in found.items()
        }
        for name in asked:
            self._hold(name, told.get(name, []), counts.get(name, 0))
        return told

    def histories(self, start: int, stop: int) -> Iterator[list[Record]]:
        """Of each stream with a record in a stretch its whole history up to the end of that."""
        known = self._known
        if known is None:
            yield from super().histories(start, stop)
            return
        count = 0
        for some in batches(self.stored_histories(start, stop), _TOGETHER):
            self._check_some([row for _, stored in some for row in stored])
            for name, stored in some:
                records = history((name, stored))
                if not stands_on(records, name):
                    self._lost(name)
                count += sum(record.position >= start for record in records)
                yield records
        if count != self.count(start, stop):
            self.check_all()

    def streams(self, kind: str) -> list[Record]:
        """Everything on the streams of a kind, in the order of recording."""
        if self._known is None:
            return super().streams(kind)
        found = self.histories_of(self._known.streams(f"{kind}/"))
        return sorted((one for told in found.values() for one in told), key=_POSITION)

    def names(self) -> list[str]:
        """The name of every stream."""
        return super().names() if self._known is None else self._known.streams()

    def positions_on(self, names: Iterable[str]) -> list[int]:
        """The positions of all that stands on these streams."""
        asked = list(names)
        positions = super().positions_on(asked)
        if self._known is None:
            return positions
        there = [position for position in positions if position < self._size]
        if len(there) != sum(self._known.counts(asked).values()):
            for name in asked:
                self.stream(name)
        return there

    def commented_on(self, names: Iterable[str] | None = None) -> set[str]:
        """The streams, or those of these, that tell what became of a record."""
        if self._known is None:
            return super().commented_on(names)
        if names is None:
            return set(self._known.streams(remarked=True))
        return set(filter(self._known.is_remarked, names))

    def correcting(self) -> set[str]:
        """The streams with a record that took the place of another."""
        return super().correcting() if self._known is None else self.commented_on()

    def retracted_on(self, names: Iterable[str]) -> set[str]:
        """Those of the streams on which some record may have been retracted."""
        return super().retracted_on(names) if self._known is None else self.commented_on(names)

    def streams_of(self, record_ids: Iterable[str]) -> dict[str, str]:
        """The stream of each record with one of these ids, by its id."""
        if self._known is None:
            return super().streams_of(record_ids)
        asked = set(record_ids)
        question = f"SELECT position, state FROM stored_events WHERE {RECORD_ID} IN "  # noqa: S608 - a constant
        rows = self._among_known(self._of_each(question, asked))
        self._check_some(rows)
        found = {one.id: one.stream for one in (record(*row) for row in rows) if one.id in asked}
        if len(found) != len(asked):
            self.check_all()
        return found

    def find(self, record_id: str) -> Record | None:
        """The record with an id, or None."""
        known = self._known
        if known is None:
            return super().find(record_id)
        question = f"SELECT position, state FROM stored_events WHERE {RECORD_ID} = ?"  # noqa: S608 - a constant
        rows = self._among_known(self._all(question, record_id))
        self._check_some(rows)
        for found in (record(*row) for row in rows):
            if found.id == record_id:
                return found
        return None

    def naming(
        self, names: Sequence[str], fields: Mapping[str, Collection[str]], start: int = 0
    ) -> Iterator[Record]:
        """The records from `start` on that may refer to one of these, whatever columns say."""
        if self._known is None:
            yield from super().naming(names, fields, start)
            return
        named, kinds = any_named(names, fields), [f'"{kind}"'.encode() for kind in fields]
        for position, state in self.stored(start):
            if position in self._void or not named(state):
                continue
            if any(kind in state for kind in kinds):
                yield record(position, state)

    def names_topic(self, topic: str, size: int) -> bool:
        """Whether any of the first `size` records names a topic."""
        if super().names_topic(topic, size):
            return True
        self.check_all()
        return False

    def check_all(self) -> None:
        """Tampered unless every record that is known is there as it was recorded."""
        if self._known is not None:
            for _ in self.stored():
                pass

    def check(self, position: int, state: bytes) -> None:
        """Tampered unless these are the bytes of the record that is known at a position."""
        self._check_some([(position, state)])

    def _check_some(self, rows: Sequence[tuple[int, bytes]]) -> None:
        """Tampered unless these are the bytes of the records that are known at some positions."""
        assert self._known is not None, "only what is known can be held to"
        for position, _ in rows:
            if type(position) is not int:
                self._altered(position)
        leaves = self._known.hashes([*map(_PLACE, rows)])
        if [merkle_tree.leaf_hash(bytes_of(state)) for _, state in rows] == leaves:
            return
        for (position, state), leaf in zip(rows, leaves, strict=True):
            if merkle_tree.leaf_hash(bytes_of(state)) != leaf:
                self._altered(position)

    def _history(
        self, known: Known, name: str, rows: Iterable[tuple[int, bytes]], loads: Loads
    ) -> list[Record]:
        """The records of a stream, as they were found; Tampered unless these are all."""
        stored = self._among_known(rows)
        self._check_some(stored)
        records = [record(position, state, loads) for position, state in sorted(stored)]
        self._hold(name, records, known.counts([name]).get(name, 0))
        return records

    def _hold(self, name: str, records: Sequence[Record], count: int) -> None:
        """Tampered unless the records of a stream are so many, and stand on it."""
        if len(records) != count or not stands_on(records, name):
            self._lost(name)

    def _among_known(self, rows: Iterable[Any]) -> list[tuple[int, bytes]]:
        """Those rows whose records are known already; others may come in meanwhile."""
        return [row for row in rows if not isinstance(row[0], int) or row[0] < self._size]

    def _find_altered(self, asked: Iterable[int], some: Sequence[tuple[int, bytes]]) -> NoReturn:
        """Say which is the first record of a stretch that is not there as it was recorded."""
        for position, (found, state) in zip(asked, some, strict=False):
            if found != position:
                self._altered(min(found, position))
            self.check(position, state)
        self._altered(min(set(asked) - set(map(_PLACE, some))))

    def _altered(self, position: int) -> NoReturn:
        raise altered(
            self.path,
            N_("record {position} is not there as it was recorded").format(position=position),
        )

    def _lost(self, stream: str) -> NoReturn:
        raise altered(
            self.path,
            N_("what stands on {stream} is not what was recorded there").format(stream=stream),
        )


def batches(streams: Iterable[Stored], together: int) -> Iterator[list[Stored]]:
    """Streams as they are stored, so many at once that these have so many records or more."""
    batch: list[Stored] = []
    count = 0
    for stored in streams:
        batch.append(stored)
        count += len(stored[1])
        if count >= together:
            yield batch
            batch, count = [], 0
    if batch:
        yield batch


def _loads(count: int) -> Loads:
    """What reads the JSON of so many records: only for many it is worth waiting for orjson."""
    if count < _MANY:
        return decoded
    from orjson import loads

    return loads


def bytes_of(state: object) -> bytes:
    """What stands in the place of the bytes of a record; none where it is something else."""
    return state if isinstance(state, bytes) else b""


def stands_on(history: Sequence[Record], name: str) -> bool:
    """Whether records say to stand on a stream, in the order of recording."""
    ascending = all(first.position < second.position for first, second in pairwise(history))
    return ascending and all(one.stream == name for one in history)


def altered(path: Location, obstacle: str) -> Tampered:
    """That a ledger is not what its tree says."""
    remedy = N_("Keep the file as evidence, see `gestand verify` for all that was changed")
    return Tampered(
        N_("read the ledger {path}").format(path=path),
        obstacle,
        N_("{remedy}, and ask the operator").format(remedy=remedy),
    )
