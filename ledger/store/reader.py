"""Reading a ledger file with the standard library alone, so that a question answers at once."""

from __future__ import annotations

import json
import re
import sqlite3
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from typing import Any

from domain.errors import Tampered
from domain.history import RETRACTED
from domain.record import Record, StoredFields, upcast
from domain.value import value_class
from languages import N_
from ledger.store.address import Location
from ledger.store.connection import Connection, opened
from ledger.store.database import TABLE_THERE, primary_code, unavailable
from ledger.store.stored_tiles import StoredTiles
from ledger.transparency import merkle_tree
from ledger.transparency.encoding import HASH_BYTES
from ledger.transparency.tiles import TileHashes

_CHUNK = 500
"""How many values one question to the database holds at the most."""

FEW = 20
"""So many names are looked for in the bytes of records; of more, what may hold one is read."""

Loads = Callable[[str], Any]

Stored = tuple[str, list[tuple[int, bytes]]]
"""The name of a stream, and all that stands on it: positions and bytes."""

decoded = json.JSONDecoder().decode
_WHAT_EVERY_RECORD_SAYS = itemgetter("kind", "stream", "id", "on")
"""KeyError where one of these is left out."""

_PLACE = itemgetter(0, 1)
"""Of a row its stream and its version there."""

COUNTING = (
    "CREATE TEMP VIEW IF NOT EXISTS stored_events AS SELECT * FROM main.stored_events "
    "WHERE position NOT IN (SELECT position FROM {left_out})"
)
"""The records but for those that were recorded against the rules.

Names without a schema are looked up among temporary views first, so that every question below finds
these, and a lawful ledger pays nothing for it.
"""

RECORD_ID = (
    "CASE WHEN json_valid(CAST(state AS TEXT)) THEN json_extract(CAST(state AS TEXT), '$.id') END"
)


@value_class
class Head:
    """How far a ledger is: its random id, its size, its Merkle root and its last moment."""

    ledger_id: str
    size: int
    root: bytes
    recorded_at: str


class Reader:
    """A ledger, opened for reading only, or as somebody's transaction sees it.

    What was recorded against the rules is there as bytes (`stored`, `entries`), so that it is
    hashed and published as all the rest; as a record it is not found.
    """

    def __init__(
        self, path: Location, within: Connection | None = None, *, every: bool = False
    ) -> None:
        """within: the connection of a transaction, which whoever began it also closes.

        every: find what was recorded against the rules too.
        """
        self.path = path
        self._connection = opened(path) if within is None else within
        if not every:
            self.leave_unlawful()

    def leave_unlawful(self) -> None:
        """Find what was recorded against the rules no more, where the file says of any."""
        if self.unlawful(1):
            self._all(COUNTING.format(left_out="main.unlawful"))

    def unlawful(self, most: int = 0) -> list[int]:
        """The positions of what counts for nothing, or so many of them, unless that is 0."""
        try:
            limit = f" LIMIT {most}" if most else ""
            rows = self._connection.execute(f"SELECT position FROM main.unlawful{limit}")  # noqa: S608 - a number
            return [position for (position,) in rows]
        except sqlite3.Error as error:
            if primary_code(error) == sqlite3.SQLITE_ERROR and "no such table" in str(error):
                return []
            raise unavailable(self.path, error) from error

    def judged_by(self) -> str | None:
        """What kinds the program knew that said what counts for nothing; None: nobody did."""
        if not self._all(TABLE_THERE, "judged"):
            return None
        rows = self._all("SELECT kinds FROM main.judged")
        return str(rows[0][0]) if rows else None

    def leave_out(self, positions: Iterable[int]) -> None:
        """Find the records at these positions no more; as bytes they are there all the same."""
        self._all("CREATE TEMP TABLE IF NOT EXISTS left_out (position INTEGER PRIMARY KEY)")
        self._all(COUNTING.format(left_out="temp.left_out"))
        left_out = ((position,) for position in positions)
        self._connection.executemany(
            "INSERT INTO temp.left_out VALUES (?) ON CONFLICT DO NOTHING", left_out
        )

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read the ledger as it is now, whatever others record meanwhile."""
        self._all("BEGIN")
        try:
            yield
        finally:
            self._connection.rollback()

    def head(self) -> Head:
        """How far the ledger is now."""
        rows = self._all("SELECT ledger_id, size, frontier, recorded_at FROM head")
        kinds = [type(row) for row in rows[0]] if rows else []
        if (
            kinds != [str, int, bytes, str]
            or len(rows[0][2]) != HASH_BYTES * rows[0][1].bit_count()
        ):
            raise Tampered(
                N_("read the head of the ledger {path}").format(path=self.path),
                N_("it does not fit a tree of records"),
                N_("Keep the file as evidence, and ask the operator what happened"),
            )
        ledger_id, size, packed, recorded_at = rows[0]
        return Head(ledger_id, size, merkle_tree.root(merkle_tree.unpack(packed)), recorded_at)

    def tiles(self) -> StoredTiles:
        """The tiles of the tree, full and partial."""
        return StoredTiles(self._all)

    def subtrees(self, size: int) -> TileHashes:
        """The hashes that proofs are made of, for the tree of the first `size` records."""
        return TileHashes(size, self.tiles().read)

    def stored(self, start: int = 0, stop: int | None = None) -> Iterator[tuple[int, bytes]]:
        """Positions and stored bytes from `start` up to, not including, `stop`."""
        end = self.head().size if stop is None else stop
        return self._streamed(
            "SELECT position, state FROM main.stored_events WHERE position >= ? AND position < ? "
            "ORDER BY position",
            start,
            end,
        )

    def recorded_at(self, size: int) -> str:
        """When the last of the first `size` records was recorded (UTC), whatever it says."""
        ((position, stored),) = self.stored(size - 1, size)
        return moment_of(position, stored)

    def begun(self, position: int) -> int:
        """Where the commit of a record begins: its records have one moment, no earlier one later.

        Equation: begun(begun(x)) == begun(x).
        """
        moment = self.recorded_at(position + 1)
        return bisect_left(range(position), moment, key=lambda before: self.recorded_at(before + 1))

    def records_of(self, kinds: Collection[str], stop: int | None = None) -> Iterator[Record]:
        """The records of some kinds among the first `stop`."""
        end = self.head().size if stop is None else stop
        return (self._record(position, state) for position, state in self.stored_of(kinds, end))

    def stored_of(self, kinds: Collection[str], stop: int) -> Iterator[tuple[int, bytes]]:
        """The same as it is stored."""
        return self._streamed(
            "SELECT position, state FROM stored_events WHERE position < ? "
            "AND topic IN (SELECT value FROM json_each(?)) ORDER BY position",
            stop,
            json.dumps([*kinds]),
        )

    def entries(self, start: int, stop: int) -> Iterator[bytes]:
        """The stored bytes of a stretch; Tampered where one of them is missing."""
        expected = start
        for position, stored in self.stored(start, stop):
            if position != expected or not isinstance(stored, bytes):
                break
            yield stored
            expected += 1
        if expected != stop:
            raise Tampered(
                N_("read record {expected} of {path}").format(expected=expected, path=self.path),
                N_("it is not there"),
                N_("See `gestand verify` on that ledger, and ask the operator what happened"),
            )

    def records(self, start: int = 0, stop: int | None = None) -> Iterator[Record]:
        """The records from `start` up to, not including, `stop`."""
        rows = self._streamed(
            "SELECT position, state FROM stored_events WHERE position >= ? AND position < ? "
            "ORDER BY position",
            start,
            self.head().size if stop is None else stop,
        )
        return (self._record(position, state) for position, state in rows)

    def stream(self, name: str) -> list[Record]:
        """The history of one stream, in the order of recording."""
        rows = self._all(
            "SELECT position, state FROM stored_events WHERE originator_id = ? "
            "ORDER BY originator_version",
            name,
        )
        return [self._record(position, state) for position, state in rows]

    def stored_stream(self, name: str) -> list[tuple[int, bytes]]:
        """The same as it is stored."""
        return self._all(
            "SELECT position, state FROM stored_events WHERE originator_id = ? "
            "ORDER BY originator_version",
            name,
        )

    def histories_of(self, names: Iterable[str], loads: Loads = decoded) -> dict[str, list[Record]]:
        """The histories of those of the streams that something stands on, by their names.

        loads: what reads JSON; who reads thousands of them brings a faster one.
        """
        question = "SELECT originator_id, originator_version, position, state FROM stored_events "
        question += "WHERE originator_id IN "
        histories: dict[str, list[Record]] = {}
        for name, _, position, state in sorted(self._of_each(question, names), key=_PLACE):
            histories.setdefault(name, []).append(self._record(position, state, loads))
        return histories

    def histories(self, start: int, stop: int) -> Iterator[list[Record]]:
        """Of each stream with a record in a stretch its whole history up to the end of that."""
        return map(history, self.stored_histories(start, stop))

    def stored_histories(self, start: int, stop: int) -> Iterator[Stored]:
        """The same as it is stored.

        One stream after another, so that a ledger of any size is read without being held.
        """
        grew = (
            "AND originator_id IN (SELECT originator_id FROM stored_events "
            "WHERE position >= ? AND position < ?) "
        )
        question = (
            "SELECT position, state, originator_id FROM stored_events WHERE position < ? "  # noqa: S608 - constants of ours
            f"{grew if start else ''}ORDER BY originator_id, originator_version"
        )
        rows = self._streamed(question, stop, *((start, stop) if start else ()))
        for name, told in groupby(rows, itemgetter(2)):
            yield name, [(position, state) for position, state, _ in told]

    def streams(self, kind: str) -> list[Record]:
        """Everything on the streams of a kind, such as `party`, found by their names."""
        rows = self._all(
            "SELECT position, state FROM stored_events WHERE originator_id > ? "
            "AND originator_id < ? ORDER BY position",
            f"{kind}/",
            f"{kind}0",  # the character after the slash
        )
        return [self._record(position, state) for position, state in rows]

    def positions_of_kind(self, kind: str) -> list[int]:
        """Where everything on the streams of a kind stands, in no order."""
        question = (
            "SELECT position FROM stored_events WHERE originator_id > ? AND originator_id < ?"
        )
        return [position for (position,) in self._all(question, f"{kind}/", f"{kind}0")]

    def holding(self, kind: str, text: str) -> list[str]:
        """The streams of a kind on which a record has a text as the value of a field."""
        question = (
            "SELECT DISTINCT originator_id FROM stored_events WHERE originator_id > ? "
            "AND originator_id < ? AND instr(state, ?)"
        )
        rows = self._all(question, f"{kind}/", f"{kind}0", f':"{text}"'.encode())
        return [name for (name,) in rows]

    def first_positions(self, keys: Iterable[str]) -> dict[str, int]:
        """Where the first record on each of some streams stands, or the record with that id."""
        names = list(keys)
        on_streams = self._of_each(
            "SELECT originator_id, MIN(position) FROM stored_events WHERE originator_id IN ",
            names,
            "GROUP BY originator_id",
        )
        with_ids = self._of_each(
            f"SELECT {RECORD_ID}, position FROM stored_events WHERE {RECORD_ID} IN ",  # noqa: S608 - a constant
            names,
        )
        first = dict(with_ids)
        for name, position in on_streams:
            first[name] = min(position, first.get(name, position))
        return first

    def names(self) -> list[str]:
        """The name of every stream, in the order in which they began."""
        rows = self._all(
            "SELECT originator_id FROM stored_events GROUP BY originator_id ORDER BY MIN(position)"
        )
        return [name for (name,) in rows]

    def at(self, positions: Iterable[int]) -> Iterator[Record]:
        """The records at these positions, in no order; some are read at once."""
        question = "SELECT position, state FROM stored_events WHERE position IN "
        return (self._record(*row) for row in self._of_each(question, positions))

    def streams_at(self, positions: Iterable[int]) -> set[str]:
        """The streams on which the records at these positions stand."""
        question = "SELECT DISTINCT originator_id FROM stored_events WHERE position IN "
        return {name for (name,) in self._of_each(question, positions)}

    def positions_on(self, names: Iterable[str]) -> list[int]:
        """The positions of all that stands on these streams."""
        question = "SELECT position FROM stored_events WHERE originator_id IN "
        return sorted(position for (position,) in self._of_each(question, names))

    def mending(self, start: int, stop: int) -> set[str]:
        """The streams on which a stretch retracts a record, or has one in the place of another."""
        rows = self._all(
            "SELECT DISTINCT originator_id FROM stored_events WHERE position >= ? AND position < ? "
            "AND (topic = ? OR instr(state, ?))",
            start,
            stop,
            RETRACTED,
            b'"corrects":',
        )
        return {name for (name,) in rows}

    def commented_on(self, names: Iterable[str] | None = None) -> set[str]:
        """The streams, or those of these, on which a record about a record stands."""
        question = (
            "SELECT DISTINCT originator_id FROM stored_events WHERE substr(topic, 1, 7) = 'record.'"
        )
        if names is None:
            return {name for (name,) in self._all(question)}
        return {name for (name,) in self._of_each(f"{question} AND originator_id IN ", names)}

    def correcting(self) -> set[str]:
        """The streams with a record that says to have taken the place of another."""
        rows = self._all(
            "SELECT DISTINCT originator_id FROM stored_events WHERE instr(state, ?)", b'"corrects":'
        )
        return {name for (name,) in rows}

    def existing(self, names: Iterable[str]) -> set[str]:
        """Those of the streams that something stands on, in few questions to the database."""
        question = "SELECT DISTINCT originator_id FROM stored_events WHERE originator_id IN "
        return {name for (name,) in self._of_each(question, names)}

    def retracted_on(self, names: Iterable[str]) -> set[str]:
        """Those of the streams on which some record was retracted."""
        question = (
            f"SELECT DISTINCT originator_id FROM stored_events WHERE topic = '{RETRACTED}' "  # noqa: S608 - a constant
            "AND originator_id IN "
        )
        return {name for (name,) in self._of_each(question, names)}

    def streams_of(self, record_ids: Iterable[str]) -> dict[str, str]:
        """The stream of each record with one of these ids, by its id."""
        question = f"SELECT {RECORD_ID}, originator_id FROM stored_events WHERE {RECORD_ID} IN "  # noqa: S608 - a constant
        return dict(self._of_each(question, record_ids))

    def retracted(self) -> set[str]:
        """The ids of all records that were retracted."""
        question = "SELECT position, state FROM stored_events WHERE topic = ?"
        rows = self._all(question, RETRACTED)
        return {str(self._record(position, state).get("record")) for position, state in rows}

    def naming(
        self, names: Sequence[str], fields: Mapping[str, Collection[str]], start: int = 0
    ) -> Iterator[Record]:
        """The records from `start` on that may refer to one of these names, in order.

        fields: by which fields those of a kind may. Of a few names, any record that holds one as a
        text of its own; of more, any that has such a field.
        """
        held = [f"(topic = ? AND ({_any_of(len(named))}))" for named in fields.values()]
        values = [
            value
            for kind, named in fields.items()
            for value in (kind, *(f'"{name}"'.encode() for name in named))
        ]
        looked_for = [f'"{name}"'.encode() for name in names] if len(names) <= FEW else []
        question = (
            "SELECT position, state FROM stored_events "  # noqa: S608 - only placeholders are put together
            f"WHERE position >= ? AND ({' OR '.join(held) or 'FALSE'}) "
            f"AND ({_any_of(len(looked_for)) or 'TRUE'}) ORDER BY position"
        )
        for position, state in self._streamed(question, start, *values, *looked_for):
            yield self._record(position, state)

    def _of_each(self, question: str, values: Iterable[str | int], rest: str = "") -> Iterator[Any]:
        """The rows of a question that ends in IN, but for a rest, in few questions."""
        waiting = list(values)
        for start in range(0, len(waiting), _CHUNK):
            chunk = waiting[start : start + _CHUNK]
            yield from self._all(f"{question}({','.join('?' * len(chunk))}) {rest}", *chunk)

    def find(self, record_id: str) -> Record | None:
        """The record with an id, or None."""
        rows = self._all(
            f"SELECT position, state FROM stored_events WHERE {RECORD_ID} = ?",  # noqa: S608 - a constant
            record_id,
        )
        return self._record(*rows[0]) if rows else None

    def check_all(self) -> None:
        """Tampered unless all records are there; here nothing is known that could tell."""

    def names_topic(self, topic: str, size: int) -> bool:
        """Whether any of the first `size` records names a topic, in the bytes of our own."""
        text = json.dumps(topic, ensure_ascii=False).encode(errors="surrogatepass")
        rows = self._streamed(
            "SELECT position, state FROM stored_events WHERE position < ? AND instr(state, ?)",
            size,
            text,
        )
        return any(topic in _topics(self._record(*row)) for row in rows)

    def topics(self, size: int) -> set[str]:
        """Every topic that any of the first `size` records names."""
        rows = self._all(
            "SELECT position, state FROM stored_events WHERE position < ? AND instr(state, ?)",
            size,
            b'"topic',
        )
        return set[str]().union(*(_topics(self._record(*row)) for row in rows))

    def _record(self, position: int, state: bytes, loads: Loads = decoded) -> Record:
        """A record that was read."""
        return record(position, state, loads)

    def _streamed(self, statement: str, *parameters: Any) -> Iterator[Any]:
        """Rows as they are read, so that a ledger of any size takes no memory."""
        try:
            # Not `yield from`: it would close the cursor where the reader may be closed already.
            for row in self._connection.execute(statement, parameters):  # noqa: UP028
                yield row
        except sqlite3.Error as error:
            raise unavailable(self.path, error) from error

    def _all(self, statement: str, *parameters: Any) -> list[Any]:
        try:
            return self._connection.execute(statement, parameters).fetchall()
        except sqlite3.Error as error:
            raise unavailable(self.path, error) from error


def _topics(named: Record) -> set[str]:
    """The topics that a record names."""
    single = {named.get("topic")} if "topic" in named.fields else set()
    return single.union(named.get("topics", ()))


def _any_of(count: int) -> str:
    """Whether the bytes of a record hold one of so many texts."""
    return " OR ".join(["instr(state, ?)"] * count)


def any_named(
    names: Sequence[str], fields: Mapping[str, Collection[str]]
) -> Callable[[bytes], object]:
    """What finds one of some names in the bytes of a record, or a field that may hold one.

    It looks for the names unless these are many, and more than the fields. fields: by which fields
    those of a kind may.
    """
    held = {each for some in fields.values() for each in some}
    looked_for = names if len(names) <= max(FEW, len(held)) else held
    return re.compile(b"|".join(re.escape(f'"{each}"'.encode()) for each in looked_for)).search


def history(stored: Stored) -> list[Record]:
    """The records of a stream, in the order of recording."""
    from orjson import loads  # only whoever reads many records waits for it

    return [record(position, state, loads) for position, state in stored[1]]


def record(position: int, stored: bytes, loads: Loads = decoded) -> Record:
    """The record that stored bytes hold, upcast to the current schema of its kind.

    loads: what reads JSON.
    """
    fields = read_fields(position, stored, loads)
    try:
        return Record(position, fields)
    except (ValueError, TypeError) as error:
        raise _no_record(position) from error


def moment_of(position: int, stored: bytes) -> str:
    """When a record was recorded (UTC), whatever else it says."""
    from ledger.stored_record import parse_record

    try:
        return str(parse_record(stored)["recorded_at"])
    except ValueError as error:
        raise _no_record(position) from error


def read_fields(position: int, stored: bytes, loads: Loads = decoded) -> StoredFields:
    """Its fields alone."""
    try:
        fields = upcast(loads(stored.decode()))
        _WHAT_EVERY_RECORD_SAYS(fields)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _no_record(position) from error
    return fields


def _no_record(position: int) -> Tampered:
    return Tampered(
        N_("read record {position}").format(position=position),
        N_("its bytes are not those of a record"),
        N_("Keep the file as evidence, and ask the operator what happened"),
    )
