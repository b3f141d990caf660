"""Writers that are killed among others, and servers that are killed under their writers.

What was acknowledged to anybody stays, nothing is half, and the others go on.
"""

from __future__ import annotations

import os
import signal
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path
from random import Random
from select import select

import psycopg
import pytest

from features.crashes_test import counted, import_on, imported, size_of
from features.server import Server, running
from ledger.clock import elapsed_s
from ledger.store.address import Location, location
from ledger.store.writer import Store

LONG_S = 60
"""What no test waits for."""

APART = 1_000_000
"""The imports of one writer are numbered so far from those of another."""


class Writer:
    """A process that imports without end, and says over a pipe what was acknowledged to it."""

    def __init__(self, place: Location, first: int) -> None:
        self._told, writing = os.pipe()
        self._child = os.fork()
        if self._child == 0:
            try:
                acknowledge = b"%d\n".__mod__
                import_on(
                    place, count(first), lambda number: os.write(writing, acknowledge(number))
                )
            finally:
                os._exit(1)
        os.close(writing)

    def imports(self, most_s: float) -> bool:
        """Wait until something was acknowledged, for so long at the most; whether it was."""
        return bool(select([self._told], [], [], most_s)[0])

    def kill(self) -> None:
        """Have the kernel end it."""
        os.kill(self._child, signal.SIGKILL)

    def acknowledged(self) -> list[int]:
        """Wait for its end, and tell what was acknowledged to it."""
        with os.fdopen(self._told) as told:
            numbers = [int(line) for line in told]
        os.waitpid(self._child, 0)
        return numbers


def check_all(place: Location, acknowledged: set[int], most: int, tally: Counter[str]) -> None:
    """Nothing acknowledged is lost, nothing is half, and no more is there than could be."""
    there = counted(place)
    assert all(there[number] == size_of(number) for number in there), "half an import"
    lost = acknowledged - set(there)
    tally["lost"] += len(lost)
    assert not lost, "something was lost"
    assert len(there) <= len(acknowledged) + most, "more than was ever asked for"


WRITERS = 4


@pytest.mark.long
def test_killed_among_others(tmp_path: Path, tally: Counter[str]) -> None:
    """Of writers that queue for one file some die, at moments of chance; the others go on."""
    path, draw, acknowledged, killed = tmp_path / "ledger.db", Random(1), set[int](), 0
    Store.create(path).close()
    for turn in range(20):
        writers = [
            Writer(path, writer * APART + turn * 1_000 + 1) for writer in range(1, WRITERS + 1)
        ]
        draw.shuffle(writers)
        for writer in writers[:-1]:
            writer.imports(draw.uniform(0, 0.2))
            writer.kill()
            acknowledged |= set(writer.acknowledged())
        assert writers[-1].imports(LONG_S), "nobody goes on"
        writers[-1].kill()
        acknowledged |= set(writers[-1].acknowledged())
        killed += WRITERS
        check_all(path, acknowledged, killed, tally)
    assert len(acknowledged) > killed // 2
    tally["killed"], tally["acknowledged"], tally["writers"] = killed, len(acknowledged), WRITERS


@pytest.fixture
def own_server() -> Iterator[Server]:
    """A server that may be killed."""
    with running() as started:
        yield started


def until_up(address: str) -> None:
    """Wait until a server answers again."""
    end = elapsed_s() + LONG_S
    while elapsed_s() < end:
        try:
            psycopg.connect(address).close()
        except psycopg.OperationalError:
            continue
        return
    raise AssertionError("it does not come up again")


def kill(processes: Sequence[int]) -> None:
    """Kill processes, and wait until whoever began them has noticed."""
    for process in processes:
        with suppress(ProcessLookupError):  # it ended by itself just now
            os.kill(process, signal.SIGKILL)
    end = elapsed_s() + LONG_S
    while any(Path(f"/proc/{process}").exists() for process in processes):
        assert elapsed_s() < end, "a process does not die"


def kill_server(server: Server) -> None:
    """Kill all its processes at once, and start it again."""
    main = int((server.folder / "data" / "postmaster.pid").read_text().split()[0])
    os.kill(main, signal.SIGSTOP)  # it makes no more of them
    children = Path(f"/proc/{main}/task/{main}/children").read_text().split()
    kill([main, *map(int, children)])
    server.start()


def kill_one(server: Server, database: str) -> None:
    """Kill a process that serves a writer; the server ends all others and starts anew.

    As soon as it has noticed, it lets nobody in until then.
    """
    serving = server.ask(
        "postgres", f"SELECT pid FROM pg_stat_activity WHERE datname = '{database}'"
    )
    kill([process for (process,) in serving[:1]])


@pytest.mark.long
@pytest.mark.postgres
@pytest.mark.parametrize("whole", [False, True])
def test_a_server_that_is_killed(own_server: Server, tally: Counter[str], *, whole: bool) -> None:
    """All of it or what serves a writer: what was acknowledged is there when it is back."""
    address = own_server.database()
    place, database = location(address), address.rpartition("/")[2]
    draw, acknowledged, rounds = Random(whole), set[int](), 10 if whole else 40
    Store.create(place).close()
    for turn in range(rounds):
        writers = [Writer(place, writer * APART + turn * 1_000 + 1) for writer in (1, 2)]
        for writer in writers:
            assert writer.imports(LONG_S)
        select([], [], [], draw.uniform(0, 0.05))  # a moment of chance
        if whole:
            kill_server(own_server)
        else:
            kill_one(own_server, database)
        until_up(address)
        for writer in writers:
            writer.kill()  # where it was not told: it had asked nothing just then
            acknowledged |= set(writer.acknowledged())
        check_all(place, acknowledged, 2 * (turn + 1), tally)
    tally["servers killed"], tally["acknowledged"], tally["writers"] = rounds, len(acknowledged), 2
    imported(place, 0)
    check_all(place, acknowledged | {0}, 2 * rounds, tally)
