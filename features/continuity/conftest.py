"""The sentences that the features of continuity share, and the keys that they sign with."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_bdd import parsers, then

from features.world import World
from ledger import key_file
from ledger.log.keys import SigningKey, Type


@pytest.fixture
def world(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> World:
    """A scenario's own folder."""
    return World(tmp_path, capsys)


def key_of(name: str, kind: Type = Type.SIGNATURE) -> SigningKey:
    """A key for a name, the same every time."""
    return SigningKey(name, kind, name.encode().ljust(32, b".")[:32])


def kept(world: World, key: SigningKey) -> str:
    """The file of a key in the folder of the scenario."""
    path = world.folder / f"{key.name.replace('/', '-')}.key"
    if not path.exists():
        key_file.create(path, key)
    return str(path)


@then(parsers.parse("the exit code is {code:d}"))
def exits(world: World, code: int) -> None:
    assert world.exit_code == code, world.message


@then(parsers.parse('the message says "{text}"'))
def message_says(world: World, text: str) -> None:
    assert text in world.message


@then(parsers.parse('the screen says "{text}"'))
def screen_says(world: World, text: str) -> None:
    assert text in " ".join(world.output.split())


@then(parsers.parse("no line of the screen is longer than {width:d} characters"))
def narrow(world: World, width: int) -> None:
    assert max(len(line) for line in world.output.splitlines()) <= width
