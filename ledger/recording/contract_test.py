"""What every backend of the event store must do, the same tests over each of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias
from uuid import uuid4

import pytest
from eventsourcing.persistence import IntegrityError, StoredEvent

from benchmarks.writers import outcome
from ledger.journal.shape import Entry, Journal
from ledger.recording.planning import record
from ledger.store.address import Address, location
from ledger.store.reader import Reader
from ledger.store.recorder import DurableDatastore, EarlierThanHead, LedgerRecorder
from ledger.store.writer import Store
from ledger.transparency import merkle_tree

if TYPE_CHECKING:
    from ledger.store.server_recorder import ServerRecorder

SOURCE = [{"title": "a letter", "type": "official"}]
ON_SERVER = pytest.param("server", marks=pytest.mark.postgres)

Recorder: TypeAlias = "LedgerRecorder | ServerRecorder"


@pytest.fixture(params=["memory", "file", ON_SERVER])
def recorder(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Recorder]:
    """An empty recorder of each backend."""
    if request.param == "server":
        from ledger.store.server_recorder import ServerDatastore, ServerRecorder

        address = location(request.getfixturevalue("server").database())
        assert isinstance(address, Address)
        with closing(ServerDatastore(address)) as connected:
            on_server = ServerRecorder(connected)
            on_server.create_table()
            yield on_server
        return
    path = f"file:{uuid4().hex}?mode=memory&cache=shared"
    if request.param == "file":
        path = str(tmp_path / "ledger.db")
    datastore = DurableDatastore(path, lock_timeout_s=5)
    made = LedgerRecorder(datastore)
    made.create_table()
    yield made
    datastore.close()


@pytest.fixture(params=["file", ON_SERVER])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a ledger can be made that several programs use."""
    on_server = request.param == "server"
    return request.getfixturevalue("server").database() if on_server else str(tmp_path / "l.db")


def rows(recorder: Recorder, statement: str) -> list[tuple[Any, ...]]:
    """What is stored."""
    with recorder.datastore.transaction(commit=False) as cursor:
        cursor.execute(statement)
        found: list[Any] = list(cursor.fetchall())
    return [tuple(row.values() if isinstance(row, dict) else row) for row in found]


def stored(recorder: Recorder, number: int) -> None:
    """Save one event."""
    recorder.insert_events([StoredEvent(f"s/{number}", 1, "kind", b"%d" % number)])


def test_positions_and_tree(recorder: Recorder) -> None:
    """Positions are contiguous from 0 and the head holds the tree over the stored bytes."""
    frontier: list[bytes] = []
    for number in range(9):
        stored(recorder, number)
        merkle_tree.append(frontier, number, merkle_tree.leaf_hash(b"%d" % number))
    leaves = rows(recorder, "SELECT position, leaf_hash FROM stored_events ORDER BY position")
    ((size, packed),) = rows(recorder, "SELECT size, frontier FROM head")
    assert [position for position, _ in leaves] == list(range(9))
    assert leaves[4][1] == merkle_tree.leaf_hash(b"4")
    assert (size, merkle_tree.unpack(packed)) == (9, frontier)


def test_tiles(recorder: Recorder) -> None:
    """A tile is kept as soon as it is full, by a save of one record or of many."""
    events = [StoredEvent(f"s/{number}", 1, "kind", b"%d" % number) for number in range(600)]
    leaves = [merkle_tree.leaf_hash(event.state) for event in events]
    recorder.insert_events(events[:255])
    for event in events[255:257]:
        recorder.insert_events([event])
    recorder.insert_events(events[257:])
    assert rows(recorder, "SELECT level, number, root, hashes FROM tiles ORDER BY number") == [
        (0, number, merkle_tree.perfect_root(full), merkle_tree.pack(full))
        for number, full in enumerate((leaves[:256], leaves[256:512]))
    ]


def test_notifications(recorder: Recorder) -> None:
    """Notifications are numbered from 1 and can be cut by number, by count and by kind."""
    for number in range(5):
        stored(recorder, number)

    def numbers(*arguments: Any, **options: Any) -> list[int]:
        return [
            notification.id for notification in recorder.select_notifications(*arguments, **options)
        ]

    assert numbers(None, 10) == [1, 2, 3, 4, 5]
    assert numbers(2, 2) == [2, 3]
    assert numbers(2, 10, inclusive_of_start=False) == [3, 4, 5]
    assert numbers(2, 10, stop=3) == [2, 3]
    assert numbers(None, 10, topics=["kind"]) == [1, 2, 3, 4, 5]
    assert numbers(None, 10, topics=["other"]) == []


@pytest.mark.parametrize("recorder", ["memory", "file"], indirect=True)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE stored_events SET state = x'00'",
        "DELETE FROM stored_events",
        "INSERT OR REPLACE INTO stored_events VALUES ('s/0', 1, 'k', x'00', 0, x'00')",
        "INSERT OR REPLACE INTO stored_events VALUES ('s/0', 1, 'k', x'00', 7, x'00')",
        "DELETE FROM head",
    ],
)
def test_immutable(recorder: LedgerRecorder, statement: str) -> None:
    """The database itself refuses to change, delete or replace what was recorded."""
    stored(recorder, 0)
    with (
        pytest.raises(IntegrityError),
        recorder.datastore.transaction(commit=True) as cursor,
    ):
        cursor.execute(statement)


def test_time_never_runs_backwards(recorder: Recorder) -> None:
    """An earlier moment than that of the last record is refused, and nothing is written."""
    recorder.insert_events([StoredEvent("s/1", 1, "k", b"1")], recorded_at="2026-01-02")
    with pytest.raises(EarlierThanHead):
        recorder.insert_events([StoredEvent("s/2", 1, "k", b"2")], recorded_at="2026-01-01")
    assert recorder.max_notification_id() == 1


def party(name: str) -> Journal:
    """The registration of a party."""
    fields = {"kind": "party.registered", "party": name, "name": name.title(), "type": "other"}
    return Journal([Entry({"on": "2020-01-01", "source": SOURCE} | fields, lambda _: "")])


def test_a_clock_that_goes_back_stands_still(place: str) -> None:
    """When the computer's clock is set back, records get the moment of the last one."""
    moments = iter(["2026-01-02T00:00:00.000000Z", "2026-01-01T00:00:00.000000Z"])
    path = location(place)
    with closing(Store.create(path, lambda: next(moments))) as store:
        for name in ("first", "second"):
            record(store, party(name))
    with closing(Reader(path)) as reader:
        assert [stored.get("recorded_at")[:10] for stored in reader.records()] == ["2026-01-02"] * 2


@pytest.mark.parametrize(
    ("place", "writers", "records"),
    [
        pytest.param("file", 3, 30, id="some"),
        pytest.param("server", 3, 30, id="some-on-a-server", marks=pytest.mark.postgres),
        pytest.param("file", 8, 200, id="all", marks=pytest.mark.long),
        pytest.param(
            "server", 16, 500, id="all-on-a-server", marks=[pytest.mark.long, pytest.mark.postgres]
        ),
    ],
    indirect=["place"],
)
def test_many_writers(place: str, writers: int, records: int, tally: Counter[str]) -> None:
    """Processes record at once, a tenth of it on streams that all of them want, and one follows.

    None is lost, none comes twice, positions are contiguous, there is one tree, and whoever follows
    sees each record once and in order.
    """
    found = outcome(place, writers, records)
    tally["writers"], tally["acknowledged"] = writers, found.saves
    assert found.problems == []
