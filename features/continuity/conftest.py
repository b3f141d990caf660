"""The keys with which the features of continuity sign, and what their screens must fit."""

from __future__ import annotations

import pytest
from pytest_bdd import given

from commands.program import run
from features.world import World
from ledger.signing import key_file
from ledger.transparency.keys import SigningKey, Type


@pytest.fixture
def world(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """A folder in which everybody works, so that keys are found where they are by default."""
    monkeypatch.chdir(world.folder)
    return world


@given("the operator made a backup")
def backup(world: World) -> None:
    world.gestand("backup", str(world.folder / "backup.db"))
    assert world.exit_code == 0, world.message


def restore(world: World) -> None:
    """Put the backup in the place of the ledger, as the help of `gestand backup` says."""
    away = world.folder / "away"
    away.mkdir()
    for path in world.folder.glob("ledger.db*"):
        path.rename(away / path.name)
    backup = world.folder / "backup.db"
    assert run(["--ledger", str(backup), "backup", str(world.ledger)]) == 0
    world.capture.readouterr()


def key_of(name: str, kind: Type = Type.SIGNATURE) -> SigningKey:
    """A key for a name, the same every time."""
    return SigningKey(name, kind, name.encode().ljust(32, b".")[:32])


def kept(world: World, key: SigningKey) -> str:
    """The file of a key in the folder of the scenario."""
    path = world.folder / f"{key.name.replace('/', '-')}.key"
    if not path.exists():
        key_file.create(path, key)
    return str(path)
