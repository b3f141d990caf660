"""The keys with which the features of continuity sign, and what their screens must fit."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from pytest_bdd import given

from features.world import World
from ledger.signing import key_file
from ledger.transparency.keys import SigningKey, Type


@pytest.fixture
def world(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> World:
    """A folder in which everybody works, so that keys are found where they are by default."""
    monkeypatch.chdir(tmp_path)
    return World(tmp_path, capsys)


@given("the operator made a backup")
def backup(world: World) -> None:
    with (
        closing(sqlite3.connect(world.ledger)) as source,
        closing(sqlite3.connect(world.folder / "backup.db")) as target,
    ):
        source.backup(target)


def key_of(name: str, kind: Type = Type.SIGNATURE) -> SigningKey:
    """A key for a name, the same every time."""
    return SigningKey(name, kind, name.encode().ljust(32, b".")[:32])


def kept(world: World, key: SigningKey) -> str:
    """The file of a key in the folder of the scenario."""
    path = world.folder / f"{key.name.replace('/', '-')}.key"
    if not path.exists():
        key_file.create(path, key)
    return str(path)
