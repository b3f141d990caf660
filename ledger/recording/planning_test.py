"""What is decided while others write, and what holds no lock."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import closing
from cProfile import Profile
from pathlib import Path
from typing import Any

import pytest

from domain.errors import Conflict, Cycle, Problem, Problems, StillNeeded, UnknownReference
from ledger.clock import Countable
from ledger.journal.shape import Entry, Journal
from ledger.recording.judging import judge_file
from ledger.recording.planning import plan, record
from ledger.recording.preparing import prepare
from ledger.recording.spool import Spool
from ledger.store.reader import Reader
from ledger.store.writer import AT_ONCE, Store

SOURCE = [{"title": "a letter", "type": "official"}]


PARTY = {"kind": "party.registered", "party": "p", "name": "P", "type": "other"}


def journal(*records: dict[str, Any]) -> Journal:
    """Records as a file gives them."""
    ordinary = {"on": "2020-01-01", "source": SOURCE}
    return Journal([Entry(ordinary | fields, lambda _: "") for fields in records])


def area(name: str) -> dict[str, Any]:
    """The registration of an area."""
    return {"kind": "area.registered", "area": name, "name": name, "type": "village", "id": name}


def moved(name: str, within: str) -> dict[str, Any]:
    """An area that came to lie within another one."""
    return {"kind": "area.moved", "area": name, "within": within, "on": "2021"}


def retracted(record_id: str) -> dict[str, Any]:
    """The retraction of a record."""
    return {"kind": "record.retracted", "record": record_id, "reason": "a mistake"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger with two areas."""
    with closing(Store.create(tmp_path / "ledger.db")) as store:
        record(store, journal(area("a"), area("b")))
    return tmp_path / "ledger.db"


@pytest.fixture
def busy(path: Path) -> Iterator[Path]:
    """A ledger in which another program is writing."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield path


RACES = [
    (moved("a", "b"), moved("b", "a"), Cycle),
    (retracted("a"), moved("b", "a"), UnknownReference),
    (moved("b", "a"), retracted("a"), StillNeeded),
    (area("c"), PARTY | {"id": "c"}, Conflict),
]  # fmt: skip
"""What one writer does, what another one does meanwhile, and why the later one is refused."""


@pytest.mark.parametrize(("first", "second", "reason"), RACES)
def test_two_writers(
    path: Path, first: dict[str, Any], second: dict[str, Any], reason: type[Problem]
) -> None:
    """Each would be right alone: whoever comes second is refused, whenever it began."""
    prepared, problems = threading.Event(), []

    def later() -> None:
        def begins() -> None:
            prepared.set()

        try:
            with closing(Store.open(path)) as store:
                record(store, journal(second), signer=begins)
        except Problems as several:
            problems.extend(several.problems)

    with (
        closing(Store.open(path)) as store,
        closing(Reader(path)) as reader,
        closing(Spool()) as spool,
        store.writing() as writing,
    ):
        writer = threading.Thread(target=later)
        writer.start()
        assert prepared.wait(30), "the other writer never came to its transaction"
        planned = plan(prepare(journal(first), spool, reader), writing.reader)
        writing.append(planned.to_record(), None)
    writer.join()
    assert [type(problem) for problem in problems] == [reason]
    assert "ry again" not in str(problems[0])


def test_nothing_is_held_before_the_transaction(path: Path) -> None:
    """While somebody is asked for a passphrase, others record."""

    def asked() -> None:
        with closing(Store.open(path, wait_s=0)) as second_store:
            record(second_store, journal(area("c")))

    with closing(Store.open(path)) as store:
        record(store, journal(area("d")), signer=asked)
    with closing(Reader(path)) as reader:
        assert reader.names() == ["area/a", "area/b", "area/c", "area/d"]


def test_mistakes_take_no_lock(busy: Path) -> None:
    """Whoever has made a mistake is told so while another program writes."""
    with closing(Store.open(busy, wait_s=0)) as store, pytest.raises(Problems) as caught:
        record(store, journal({"kind": "area.registered", "area": "c"}, moved("a", "nowhere")))
    assert len(caught.value.problems) == 3


def test_a_rehearsal_takes_no_lock(busy: Path) -> None:
    """What would be recorded can be seen while another program writes."""
    with closing(Store.open(busy, wait_s=0)) as store:
        assert record(store, journal(area("c")), dry_run=True).count == 1


@pytest.mark.parametrize("stage", ["Deciding", "Recording"])
def test_an_interrupt(path: Path, stage: str) -> None:
    """Whoever stops a recording has recorded nothing, and stands in nobody's way."""

    def interrupted(items: Countable[Any], doing: str, /) -> Iterable[Any]:
        if doing == stage:
            raise KeyboardInterrupt
        return items

    with closing(Store.open(path)) as store, closing(Store.open(path, wait_s=0)) as second_store:
        with pytest.raises(KeyboardInterrupt):
            record(store, journal(area("c")), progress=interrupted)
        record(second_store, journal(area("d")))
        record(store, journal(area("e")))
    with closing(Reader(path)) as reader:
        assert reader.names() == ["area/a", "area/b", "area/d", "area/e"]


def test_what_an_import_finds_there(path: Path) -> None:
    """A plan counts what the ledger has, and what of it as retracted; nothing is revived."""
    with closing(Store.open(path)) as store:
        record(store, journal(retracted("a")))
        planned = record(store, journal(area("a"), area("b"), area("c")))
        assert (planned.count, planned.unchanged, planned.retracted) == (1, 2, ("a",))


def test_many_names_at_once(path: Path) -> None:
    """Of a few retractions the records are searched for the names, of many all are read."""
    many = [area(f"m{number}") for number in range(30)]
    within = [area(f"n{number}") | {"within": f"m{number}"} for number in range(30)]
    with closing(Store.open(path)) as store:
        record(store, journal(*many, *within))
        for count in (3, 30):
            with pytest.raises(Problems) as caught:
                record(store, journal(*(retracted(f"m{number}") for number in range(count))))
            problems = caught.value.problems
            assert [type(problem) for problem in problems] == [StillNeeded] * count
            assert "area/n0 (area.registered, record 32)" in str(problems[0])


def test_many_uses(path: Path) -> None:
    """Of a great many records that rest on a stream the first ones are named."""
    within = [area(f"n{number}") | {"within": "a"} for number in range(30)]
    with closing(Store.open(path)) as store:
        record(store, journal(*within))
        with pytest.raises(Problems, match=r"more than 20 records .* record 21\), and others"):
            record(store, journal(retracted("a")))


def test_an_act_after_an_end(path: Path) -> None:
    """An end that lies before something on record is refused, as it is in one import."""
    table = {"kind": "table.opened", "table": "t", "name": "T", "place": {"area": "a"}}
    joined = {"kind": "table.joined", "table": "t", "party": "p", "on": "2022"}
    closed = {"kind": "table.closed", "table": "t", "on": "2021"}
    with closing(Store.open(path)) as store:
        record(store, journal(PARTY, table | {"parties": ["p"]}))
        with pytest.raises(Problems, match="ended on 2021"):
            record(store, journal(joined, closed), dry_run=True)
        record(store, journal(joined))
        with pytest.raises(Problems, match="would not fit any more: table/t ended on 2021"):
            record(store, journal(closed))


def test_what_rests_on_a_beginning_may_stand_before_it(path: Path) -> None:
    """In the commit in which something began, what names it may come first, and counts."""
    within = area("c") | {"within": "d"}
    with closing(Store.open(path)) as store:
        record(store, journal(within, area("d")))
        with pytest.raises(Problems) as refused:
            record(store, journal(retracted("d")))
        with store.reading() as reader:
            assert [reader.begun(position) for position in range(4)] == [0, 0, 2, 2]
    assert [type(problem) for problem in refused.value.problems] == [StillNeeded]


def test_what_only_points_stops_no_retraction(path: Path) -> None:
    """Neither when it is recorded nor when the log is judged, whatever else is retracted."""
    pointing = PARTY | {"id": "p", "name": "a", "relates": [{"to": "area/a", "as": "caused_by"}]}
    with closing(Store.open(path)) as store:
        for fields in (pointing, retracted("a"), retracted("p")):
            assert record(store, journal(fields)).count == 1
    assert judge_file(path, 5).found == ()


def test_a_beginning_under_much_that_was_retracted(tmp_path: Path) -> None:
    """A stream is read once to tell what of it is retracted, however much of it is."""

    def calls(count: int) -> int:
        names = [{"kind": "area.renamed", "area": "a", "name": f"{n}"} for n in range(count)]
        every = [fields | {"id": f"n{number}"} for number, fields in enumerate(names)]
        profile = Profile()
        with closing(Store.create(tmp_path / f"{count}.db")) as store:
            record(store, journal(area("a"), *every))
            record(store, journal(*(retracted(fields["id"]) for fields in every)))
            profile.runcall(record, store, journal(retracted("a")))
        return sum(entry.callcount for entry in profile.getstats())

    assert calls(200) < 3 * calls(100)


def test_many_at_once_leave_the_guards(tmp_path: Path) -> None:
    """What was left out while many records came is there again: nothing can replace a record."""
    many = [area(f"a{number}") for number in range(AT_ONCE + 1)]
    with closing(Store.create(tmp_path / "ledger.db")) as store:
        before = parts_of(tmp_path / "ledger.db")
        record(store, journal(*many))
    assert parts_of(tmp_path / "ledger.db") == before
    with closing(sqlite3.connect(tmp_path / "ledger.db")) as connection:
        replaced = "INSERT OR REPLACE INTO stored_events SELECT * FROM stored_events LIMIT 1"
        with pytest.raises(sqlite3.IntegrityError, match="that place in the ledger is taken"):
            connection.execute(replaced)


def test_many_at_once_put_back_no_guard_that_was_gone(tmp_path: Path) -> None:
    """Whoever verifies finds afterwards too that somebody removed it."""
    with closing(Store.create(tmp_path / "ledger.db")) as store:
        with closing(sqlite3.connect(tmp_path / "ledger.db")) as connection:
            connection.execute("DROP TRIGGER no_replacement")
        before = parts_of(tmp_path / "ledger.db")
        record(store, journal(*(area(f"a{number}") for number in range(AT_ONCE + 1))))
    assert parts_of(tmp_path / "ledger.db") == before


def parts_of(path: Path) -> set[tuple[str, str]]:
    """The tables, indexes and guards of a ledger file."""
    with closing(sqlite3.connect(path)) as connection:
        return set(connection.execute("SELECT name, sql FROM sqlite_master"))


def test_the_id_of_what_says_nothing_new(path: Path) -> None:
    """What says again what was said is not recorded, so nothing can refer to it by its own id."""
    again = area("a") | {"id": "again"}
    pointing = PARTY | {"relates": [{"to": "again", "as": "caused_by"}]}
    with closing(Store.open(path)) as store, pytest.raises(Problems) as refused:
        record(store, journal(again, pointing))
    (problem,) = refused.value.problems
    assert isinstance(problem, UnknownReference)
    assert "again" in str(problem.obstacle)
    with closing(Store.open(path)) as store:
        done = record(store, journal(again, PARTY | {"relates": [{"to": "a", "as": "caused_by"}]}))
    assert (done.count, done.unchanged) == (1, 1)
