"""The keys with which the features of continuity sign, and what their screens must fit."""

from __future__ import annotations

from pytest_bdd import parsers, then

from features.world import World
from ledger import key_file
from ledger.log.keys import SigningKey, Type


def key_of(name: str, kind: Type = Type.SIGNATURE) -> SigningKey:
    """A key for a name, the same every time."""
    return SigningKey(name, kind, name.encode().ljust(32, b".")[:32])


def kept(world: World, key: SigningKey) -> str:
    """The file of a key in the folder of the scenario."""
    path = world.folder / f"{key.name.replace('/', '-')}.key"
    if not path.exists():
        key_file.create(path, key)
    return str(path)


@then(parsers.parse("no line of the screen is longer than {width:d} characters"))
def narrow(world: World, width: int) -> None:
    assert max(len(line) for line in world.output.splitlines()) <= width
