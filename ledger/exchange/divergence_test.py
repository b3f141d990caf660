"""Where two histories part, against looking at every leaf."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.exchange.divergence import Difference, first_difference
from ledger.transparency.merkle_tree import leaf_hash, pack, perfect_root
from ledger.transparency.tiles import Tile, TileHashes


def hashes(leaves: list[bytes]) -> TileHashes:
    """The tiles of a log, made naively."""

    def read(tile: Tile) -> bytes:
        level = leaves
        for _ in range(tile.level):
            level = [perfect_root(level[at : at + 256]) for at in range(0, len(level) - 255, 256)]
        return pack(level[tile.number * 256 : tile.number * 256 + tile.width])

    return TileHashes(len(leaves), read)


def leaves(size: int, changed: frozenset[int] = frozenset()) -> list[bytes]:
    """The leaf hashes of a log in which some records are others."""
    return [leaf_hash(b"%d%s" % (at, b"!" * (at in changed))) for at in range(size)]


def test_every_position_of_every_small_log() -> None:
    """Whichever record of up to 40 is another one, it is named, and the first of several."""
    for size in range(1, 41):
        here = hashes(leaves(size))
        assert first_difference(here, hashes(leaves(size)), size) is None
        for position in range(size):
            for changed in ({position}, {position, size - 1}, set(range(position, size))):
                there = hashes(leaves(size, frozenset(changed)))
                assert first_difference(here, there, size) == position


@settings(max_examples=settings().max_examples // 2)
@given(
    size=st.sampled_from([255, 256, 257, 600, 1024, 1300]),
    changed=st.frozensets(st.integers(0, 1299), max_size=3),
    longer=st.integers(0, 300),
)
def test_over_tiles(size: int, changed: frozenset[int], longer: int) -> None:
    """The same over several tiles, and when the other log has grown."""
    position = first_difference(hashes(leaves(size)), hashes(leaves(size + longer, changed)), size)
    assert position == min((position for position in changed if position < size), default=None)


def test_fields_that_differ() -> None:
    """Only what differs is shown, and what only one of the two has."""
    difference = Difference(
        3, b'{"due":"2020","id":"a","note":"x"}', b'{"due":"2030","id":"a","to":"b"}'
    )
    assert difference.fields() == [("due", "2020", "2030"), ("note", "x", None), ("to", None, "b")]
    assert Difference(3, b'{"id":"a"}', b"\xff").fields() == [
        ("id", "a", None),
        ("content", None, "\\xff"),
    ]
