"""A server that was restored to an earlier moment, and a replica that became the server.

What an operator does with the programs of PostgreSQL, and what the ledger says of it: what was
signed and is missing now is noticed, and nothing is signed over it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from features.server import Server, running
from features.world import World
from ledger.clock import elapsed_s

pytestmark = pytest.mark.postgres

LONG_S = 60
"""What no test waits for."""

ARCHIVING = "mkdir -p ../archive && cp %p ../archive/%f"
"""From the folder of the data, where the server runs commands."""


@pytest.fixture
def primary() -> Iterator[Server]:
    """A server that keeps its log in an archive, and lets replicas read it."""
    with running("-c archive_mode=on", f"-c archive_command='{ARCHIVING}'") as started:
        yield started


@pytest.fixture
def world(
    primary: Server,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> World:
    """A ledger on it with the records of a village, which its operator has signed."""
    made = World(tmp_path, capsys, primary.database())
    monkeypatch.chdir(tmp_path)
    well(made, "init")
    well(made, "import", str(made.journal(20)))
    well(made, "key", "new", "--name", "example.org/village")
    well(made, "checkpoint")
    return made


def well(world: World, *arguments: str) -> None:
    """Run a command that succeeds."""
    world.gestand(*arguments)
    assert world.exit_code == 0, world.message


def party(world: World, name: str) -> None:
    """Try to record a party."""
    world.record({"kind": "party.registered", "party": name, "name": name, "type": "other"})


def go_to(world: World, server: Server) -> None:
    """Use the same ledger on another server from now on."""
    world.address = server.address(str(world.address).rpartition("/")[2])


def until(server: Server, database: str, question: str) -> None:
    """Wait until a server says yes to a question."""
    end = elapsed_s() + LONG_S
    with closing(psycopg.connect(server.address(database), autocommit=True)) as connection:
        while connection.execute(question.encode()).fetchone() != (True,):
            assert elapsed_s() < end, f"not so after {LONG_S} s: {question}"


def check_older(world: World, size: int) -> None:
    """It is recognised as older than what was signed, also after it has grown beyond that."""
    world.gestand("verify")
    assert world.exit_code == 8
    assert "truncated" in world.output
    for number in range(3):
        world.gestand("checkpoint")
        assert world.exit_code == 8
        party(world, f"new-{number}")
    world.gestand("verify", "--format", "json")
    assert world.exit_code == 8
    assert f'"size": {size + 3}' in world.output


def test_an_earlier_moment(world: World, primary: Server) -> None:
    """After point-in-time recovery what was signed later is missing: that is noticed."""
    restored = primary.base_backup("restored", "recovery")
    party(world, "before")
    primary.ask("postgres", "SELECT pg_create_restore_point('evening')")
    party(world, "after")
    well(world, "checkpoint")
    ((last,),) = primary.ask("postgres", "SELECT pg_walfile_name(pg_switch_wal())")
    until(primary, "postgres", f"SELECT last_archived_wal >= '{last}' FROM pg_stat_archiver")
    with restored.started(
        "-c archive_mode=off",
        "-c restore_command='cp ../../archive/%f %p'",
        "-c recovery_target_name=evening -c recovery_target_action=promote",
    ):
        until(restored, "postgres", "SELECT NOT pg_is_in_recovery()")
        go_to(world, restored)
        check_older(world, 21)


@pytest.mark.parametrize("has_all", [True, False])
def test_a_replica_that_became_the_server(world: World, primary: Server, *, has_all: bool) -> None:
    """It answers and takes no records; then it goes on, if it has all that was signed."""
    replica = primary.base_backup("replica", "standby")
    settings = ("-c archive_mode=off", f"-c primary_conninfo='{primary.address('postgres')}'")
    address, database = world.address, str(world.address).rpartition("/")[2]
    with replica.started(*settings):
        party(world, "first")
        until(replica, database, "SELECT size = 21 FROM gestand.head")
        go_to(world, replica)
        well(world, "trust", "village")
        party(world, "second")
        assert world.exit_code == 7
        assert "name the one that it is a copy of" in world.message
        world.address = address
        if has_all:
            well(world, "checkpoint")
            until(replica, database, "SELECT max(size) = 21 FROM gestand.checkpoints")
    if not has_all:  # it was off when the last of it came
        party(world, "last")
        well(world, "checkpoint")
    primary.stop("immediate")
    with replica.started(*settings):
        replica.ask("postgres", "SELECT pg_promote()")
        go_to(world, replica)
        if has_all:
            well(world, "verify")
            party(world, "next")
            well(world, "checkpoint")
        else:
            check_older(world, 21)
    primary.start()  # whoever began it ends it
