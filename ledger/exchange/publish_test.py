"""What is published, to the last byte, and what is left alone."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from domain.errors import Refused, Tampered, Unreadable
from ledger.exchange.publish import publish
from ledger.signing import checkpoint_signing
from ledger.transparency import checkpoint
from ledger.transparency.merkle_tree import leaf_hash, pack, perfect_root
from ledger.transparency.policy import Policy
from ledger.transparency.tiles import Bundle, Tile, pack_entries, tiles_of, unpack_entries
from ledger.verify.conftest import KEY, SET, attack, extend, signed, stored, text_of

GOLDEN = {
    "checkpoint": "775c4b97b821ae1e",
    "tile/0/000": "8b54371e4d890794",
    "tile/0/001.p/44": "17449137f29ab182",
    "tile/1/000.p/1": "f02f92d5c8045de1",
    "tile/entries/000": "0151d62a8dac38f6",
    "tile/entries/001.p/44": "f90aca8dd6c59344",
}
"""The first digits of the SHA-256 of each file that is published of 300 records, for ever."""


def operator(folder: Path, size: int) -> Path:
    """A signed ledger of so many records."""
    path = signed(folder, [size])
    checkpoint_signing.sign(path, folder / "gestand.key", KEY)
    return path


def files(folder: Path) -> dict[str, bytes]:
    """Everything in a folder, by its path there."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_golden(tmp_path: Path) -> None:
    """The files of a log are the same for ever, as others keep copies of them."""
    publish(operator(tmp_path, 300), tmp_path / "public")
    published = files(tmp_path / "public")
    assert {
        path: hashlib.sha256(content).hexdigest()[:16] for path, content in published.items()
    } == GOLDEN


@pytest.mark.parametrize("size", [1, 255, 256, 257, 700])
def test_against_a_naive_second(tmp_path: Path, size: int) -> None:
    """Every file is what its name says, computed from the records alone."""
    publish(operator(tmp_path, size), tmp_path / "public")
    entries = [stored(number).state for number in range(size)]
    level = [leaf_hash(entry) for entry in entries]
    expected: dict[str, bytes] = {}
    for tile in tiles_of(size):
        if tile == Tile(1, 0, tile.width):
            level = [perfect_root(level[at : at + 256]) for at in range(0, len(level) - 255, 256)]
        first = tile.number * 256
        expected[tile.path] = pack(level[first : first + tile.width])
        if tile.level == 0:
            bundle = Bundle(tile.number, tile.width)
            expected[bundle.path] = pack_entries(entries[first : first + tile.width])
    published = files(tmp_path / "public")
    read = Policy([KEY.verifier]).verify(published.pop("checkpoint"))
    assert read.size == size
    assert published == expected


def test_growing(tmp_path: Path) -> None:
    """What is there is left, what is full takes the place of what was not, the rest is added."""
    path, public = operator(tmp_path, 200), tmp_path / "public"
    publish(path, public)
    extend(path, 200, 600)
    checkpoint_signing.sign(path, tmp_path / "gestand.key", KEY)
    done = publish(path, public)
    assert (done.written, done.left) == (8, 0)
    before = {file: (public / file).stat() for file in files(public)}
    done = publish(path, public)
    assert (done.written, done.left) == (0, 8)
    (public / "tile/0/001").unlink()
    done = publish(path, public)
    assert (done.written, done.left) == (1, 7), "what somebody removed comes back"
    extend(path, 600, 601)
    checkpoint_signing.sign(path, tmp_path / "gestand.key", KEY)
    done = publish(path, public)
    assert (done.written, done.left) == (3, 5)
    assert (public / "tile/0/000").stat() == before["tile/0/000"]
    assert (public / "tile/0/002.p/88").is_file(), "whoever reads the checkpoint before needs it"
    assert not (public / "tile/0/000.p").exists()
    assert len(unpack_entries((public / "tile/entries/002.p/89").read_bytes(), 89)) == 89


def test_only_what_is_signed(tmp_path: Path) -> None:
    """Records after the newest checkpoint are not published, and nothing before the first one."""
    path = signed(tmp_path, [10])
    with pytest.raises(Refused, match="nothing of it is signed"):
        publish(path, tmp_path / "public")
    assert not (tmp_path / "public").exists()
    checkpoint_signing.sign(path, tmp_path / "gestand.key", KEY)
    extend(path, 10, 20)
    assert publish(path, tmp_path / "public").size == 10
    text = checkpoint.parse_note((tmp_path / "public/checkpoint").read_bytes()).text
    assert checkpoint.parse_checkpoint(text).size == 10


def test_a_folder_of_something_else(tmp_path: Path) -> None:
    """A file of that name that is no checkpoint is not written over."""
    path = operator(tmp_path, 10)
    (tmp_path / "public").mkdir()
    (tmp_path / "public/checkpoint").write_text("a game that I saved")
    with pytest.raises(Unreadable, match="is no checkpoint"):
        publish(path, tmp_path / "public")
    assert (tmp_path / "public/checkpoint").read_text() == "a game that I saved"


def more(folder: Path, size: int, end: int) -> Path:
    """A ledger that was published at one size, and has grown and been signed since."""
    path = operator(folder, size)
    publish(path, folder / "public")
    extend(path, size, end)
    checkpoint_signing.sign(path, folder / "gestand.key", KEY)
    return path


@pytest.mark.parametrize("size", [200, 256, 300, 512, 600])
@pytest.mark.parametrize("added", [1, 56, 300])
def test_added_as_if_all_were_written(tmp_path: Path, size: int, added: int) -> None:
    """What is added to an older publication is what a new one holds, but for older partial ones."""
    path = more(tmp_path, size, size + added)
    done = publish(path, tmp_path / "public")
    publish(path, tmp_path / "anew")
    there, anew = files(tmp_path / "public"), files(tmp_path / "anew")
    assert anew.items() <= there.items()
    assert done.written + done.left == len(anew)
    assert all(".p/" in name for name in there.keys() - anew.keys())


@pytest.mark.parametrize("name", ["tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/001.p/44"])
def test_a_right_edge_that_was_changed(tmp_path: Path, name: str) -> None:
    """Nothing is added to what does not end as it was signed; what is missing there comes back."""
    path, public = more(tmp_path, 300, 301), tmp_path / "public"
    before, piece = files(public), public / name
    piece.write_bytes(piece.read_bytes()[:-1] + b"?")
    with pytest.raises(Tampered, match="was changed since it was signed"):
        publish(path, public)
    assert files(public) == before | {name: piece.read_bytes()}
    piece.unlink()
    assert publish(path, public).size == 301


def test_what_is_added_is_what_was_signed(tmp_path: Path) -> None:
    """A record that was edited after it was signed is not added to what is published."""
    path, public = more(tmp_path, 300, 600), tmp_path / "public"
    before = files(public)
    attack(path, (f"{SET} state = ? WHERE position = ?", text_of(450)))
    with pytest.raises(Tampered, match="up to 600 are not what their hashes say"):
        publish(path, public)
    assert files(public) == before
