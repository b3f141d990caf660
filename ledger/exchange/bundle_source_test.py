"""Copies of bundles: exact, or refused in words, whatever somebody did to the file."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path
from random import Random
from typing import IO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import Problem, Tampered, Unreadable
from ledger.exchange import bundle_files
from ledger.exchange import bundle_files as bundles
from ledger.exchange.bundle_files import CHECKPOINT, KEYS, README, SCRIPT
from ledger.exchange.bundle_reader import BundleSource
from ledger.exchange.bundle_writer import write
from ledger.exchange.divergence import Divergence
from ledger.exchange.hands_test import (
    Files,
    bundled,
    edited,
    lines_of,
    listed,
    of_lines,
    put_together,
    recomputed,
    signed,
    taken_apart,
)
from ledger.exchange.pull import Fetched, clone, pull
from ledger.exchange.pull_test import POLICY, contents
from ledger.exchange.sources import opened
from ledger.exchange.unpacked_test import unpacked
from ledger.files import RECORDS
from ledger.store import log_tables
from ledger.store.log_tables import CopyOf
from ledger.store.reader import Reader
from ledger.verify.conftest import KEY, extend
from ledger.verify.finding import Word

SIZES = (1, 255, 256, 257, 600)


@pytest.fixture(scope="module")
def histories(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """A ledger that grew, and its bundle at each size."""
    folder, copies, before = tmp_path_factory.mktemp("histories"), {}, 0
    ledger = folder / "ledger.db"
    for size in SIZES:
        extend(ledger, before, size)
        copies[size], before = folder / f"{size}.zip", size
        with closing(Reader(ledger)) as reader:
            head = reader.head()
            log_tables.keep(ledger, size, signed(head.root, size))
            write(reader, copies[size], [KEY.verifier])
    return copies


def cloned(source: Path, target: Path, policy: bytes = POLICY) -> list[bytes]:
    """The records of a copy of a bundle."""
    with closing(opened(str(source))) as log:
        clone(log, target, policy)
    return contents(target)


def true(histories: dict[int, Path], size: int) -> list[bytes]:
    """The first records of the ledger that was bundled."""
    return contents(histories[size].parent / "ledger.db")[:size]


@pytest.mark.parametrize("old", SIZES)
def test_from_every_size_to_every_size(
    histories: dict[int, Path], tmp_path: Path, old: int
) -> None:
    """A copy of a bundle extends to every later one, zipped or unpacked; to none that is older."""
    for new in SIZES:
        copy = tmp_path / f"{new}.db"
        assert cloned(histories[old], copy) == true(histories, old)
        source = histories[new]
        if new % 2:
            source = unpacked(tmp_path / f"{new}", taken_apart(source))
        with closing(opened(str(source))) as log:
            result = pull(copy, log, CopyOf(str(source), POLICY))
        assert contents(copy) == true(histories, max(old, new))
        if new < old:
            assert isinstance(result, Divergence)
            assert (result.word, result.difference) == (Word.TRUNCATED, None)
        else:
            assert isinstance(result, Fetched)
            assert (result.had, result.size) == (old, new)


class Counting:
    """The files of a bundle, and how often that of the records was opened."""

    def __init__(self, files: bundle_files.Files) -> None:
        self.names, self.size, self.read, self.close = (
            files.names,
            files.size,
            files.read,
            files.close,
        )
        self._files, self.count = files, 0

    def opened(self, name: str) -> AbstractContextManager[IO[bytes]]:
        """Count, and open."""
        self.count += name == RECORDS
        return self._files.opened(name)


def test_read_once(histories: dict[int, Path], tmp_path: Path) -> None:
    """A clone reads the records once, from the beginning to the end; a pull does too."""
    for target, policy in ((tmp_path / "a.db", b""), (tmp_path / "b.db", POLICY)):
        files = Counting(bundles.opened(histories[600])[0])
        with closing(BundleSource("a bundle", files)) as source:
            clone(source, target, policy)
        assert files.count == 1
    cloned(histories[256], tmp_path / "c.db")
    files = Counting(bundles.opened(histories[600])[0])
    with closing(BundleSource("a bundle", files)) as source:
        pull(tmp_path / "c.db", source, CopyOf("a bundle"))
    assert files.count == 1


@settings(max_examples=settings().max_examples // 4)
@given(stretches=st.lists(st.tuples(st.integers(0, 600), st.integers(0, 600)), max_size=5))
def test_any_stretch(histories: dict[int, Path], stretches: list[tuple[int, int]]) -> None:
    """Stretches in any order, also two that are read in turns, are those of the records."""
    records = lines_of(taken_apart(histories[600]))
    with closing(opened(str(histories[600]))) as source:
        for start, stop in stretches:
            assert list(source.entries(start, stop)) == records[start:stop]
        first, second = source.entries(3, 9), source.entries(1, 7)
        assert list(zip(first, second, strict=True)) == list(
            zip(records[3:9], records[1:7], strict=True)
        )


def without(name: str) -> Callable[[Files], Files]:
    """A file is not there, and not listed."""
    return lambda files: listed({file: files[file] for file in files if file != name})


def replaced(name: str, change: Callable[[bytes], bytes]) -> Callable[[Files], Files]:
    """Something else stands in a file."""
    return lambda files: files | {name: change(files[name])}


def claiming(size: int) -> Callable[[Files], Files]:
    """The operator signed that there are so many records."""
    return lambda files: files | {CHECKPOINT: signed(bytes(32), size)}


ATTACKS: dict[str, tuple[Callable[[Files], Files], type[Problem], str]] = {
    "no checkpoint": (without(CHECKPOINT), Tampered, "checkpoint of .*: it is not there"),
    "no signed note": (replaced(CHECKPOINT, lambda _: b"x"), Unreadable, "read the checkpoint"),
    "no tile": (without("tile/0/000"), Tampered, "tile/0/000 of .*: it is not there, though"),
    "cut tile": (
        replaced("tile/0/000", lambda hashes: hashes[:-1]),
        Tampered,
        "it has 8,191 bytes, not 256 hashes",
    ),
    "edited record": (
        lambda files: recomputed(edited(files, 280, "will be", "were")),
        Tampered,
        "contradicts|signed over",
    ),
    "edited record alone": (
        lambda files: edited(files, 280, "will be", "were"),
        Tampered,
        "record 280 of .*: it is not what its hash was computed from",
    ),
    "fewer records": (
        lambda files: of_lines(files, lines_of(files)[:299]),
        Tampered,
        "record 299 of .*: the records end before it",
    ),
    "line without end": (
        replaced(RECORDS, lambda lines: b"x" * 100_000 + lines),
        Tampered,
        "record 0 of .*: it is not what its hash",
    ),
    "lines without end": (
        replaced(RECORDS, lambda lines: b"\n" * len(lines)),
        Tampered,
        "record 0 of .*: it is not what its hash",
    ),
    "a size beyond all": (claiming(2**63 - 1), Tampered, "the file is too short"),
    "a size that fits": (claiming(299), Tampered, "tile/0/001.p/43 of .*: it is not there"),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_one_thing_changed(tmp_path: Path, name: str) -> None:
    """What is changed, and matters for the records, is refused in words; nothing is made."""
    attack, problem, message = ATTACKS[name]
    files = attack(taken_apart(bundled(tmp_path, 300)))
    for source in (
        put_together(tmp_path / "b.zip", files),
        unpacked(tmp_path / "unpacked", files),
    ):
        with pytest.raises(problem, match=message) as caught:
            cloned(source, tmp_path / "copy.db")
        assert caught.value.remedy
        assert not list(tmp_path.glob("*copy.db*"))


def test_no_records(tmp_path: Path) -> None:
    """Without its records there is nothing to copy, in a folder as well."""
    files = without(RECORDS)(taken_apart(bundled(tmp_path, 300)))
    with pytest.raises(Tampered, match="cannot be the 300 that were signed"):
        cloned(put_together(tmp_path / "b.zip", files), tmp_path / "copy.db")
    with pytest.raises(Tampered, match="though the published checkpoint covers it"):
        cloned(unpacked(tmp_path / "unpacked", files), tmp_path / "copy.db")


def test_keys_that_came_along(tmp_path: Path) -> None:
    """Without a key of one's own no signature is checked, whatever keys lie in the bundle."""
    files = taken_apart(bundled(tmp_path, 3))
    for number, keys in enumerate((files[KEYS], b"no key\n")):
        path = put_together(tmp_path / f"{number}.zip", files | {KEYS: keys})
        assert len(cloned(path, tmp_path / f"{number}.db", b"")) == 3
    opened_note = files[CHECKPOINT].replace(KEY.name.encode(), b"example.org/other")
    path = put_together(tmp_path / "other.zip", files | {CHECKPOINT: opened_note})
    assert len(cloned(path, tmp_path / "other.db", b"")) == 3
    with pytest.raises(Problem, match="no checkpoint of it is signed with a key that you gave"):
        cloned(path, tmp_path / "checked.db")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle of three records without its texts, which are most of one and of no account."""
    folder = tmp_path_factory.mktemp("small")
    files = taken_apart(bundled(folder, 3))
    return put_together(
        folder / "b.zip", {name: files[name] for name in files if name not in (README, SCRIPT)}
    )


@pytest.mark.parametrize(
    "share", [pytest.param(20, id="some"), pytest.param(1, id="all", marks=pytest.mark.long)]
)
def test_every_byte(small: Path, tmp_path: Path, share: int) -> None:
    """Every byte of the zip file, damaged: the copy is exact, or refused in words.

    share: one in so many bytes is damaged, the same ones on every run.
    """
    content, records = small.read_bytes(), lines_of(taken_apart(small))
    path, refused = tmp_path / "b.zip", 0
    places = Random(0).sample(range(len(content)), len(content) // share)
    for place in places:
        damaged = bytearray(content)
        damaged[place] ^= 1 << place % 8
        path.write_bytes(damaged)
        copy = tmp_path / f"{place}.db"
        try:
            assert cloned(path, copy) == records
            copy.unlink()
        except Problem:
            assert not copy.exists()
            refused += 1
    assert refused > len(places) // 2


@settings(max_examples=settings().max_examples // 2)
@given(data=st.data())
def test_cut_and_longer(
    small: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """A file that was cut, or into which something was put, gives the same copy or none."""
    content, folder = small.read_bytes(), tmp_path_factory.mktemp("damaged")
    at = data.draw(st.integers(0, len(content)), label="place")
    more = data.draw(st.none() | st.binary(min_size=1, max_size=100), label="put in")
    rest = b"" if more is None else more + content[at:]
    (folder / "b.zip").write_bytes(content[:at] + rest)
    try:
        assert cloned(folder / "b.zip", folder / "copy.db") == lines_of(taken_apart(small))
    except Problem:
        assert not (folder / "copy.db").exists()
