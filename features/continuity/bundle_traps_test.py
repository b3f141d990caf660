"""Zip files that are traps, or no bundles at all: named, and read no further than is safe."""

from __future__ import annotations

import json
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from commands.program import run
from ledger.exchange import standalone_verifier
from ledger.exchange.bundle_files import README
from ledger.exchange.hands_test import (
    Files,
    agreed,
    bundled,
    listed,
    put_together,
    saying,
    taken_apart,
)
from ledger.files import MANIFEST, RECORDS

Attack = Callable[[Path, Files], None]


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """The files of a small bundle."""
    return taken_apart(bundled(tmp_path, 3))


def rewritten(path: Path, files: Files, name: str, offset: int, kind: str, value: int) -> None:
    """A number that stands beside a file in the list at the end of the zip file is another."""
    content = bytearray(put_together(path, files).read_bytes())
    place = content.rindex(name.encode()) - 46
    assert content[place : place + 4] == b"PK\x01\x02"
    struct.pack_into(kind, content, place + offset, value)
    path.write_bytes(content)


def encrypted(path: Path, files: Files) -> None:
    """A file is said to be encrypted, where it is read and in the list."""
    content = bytearray(put_together(path, files).read_bytes())
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.index(magic)
        while content[place : place + 4] == magic:
            content[place + offset] |= 1
            place = content.find(magic, place + 4)
    path.write_bytes(content)


def twice(path: Path, files: Files) -> None:
    """Two files of one name, of which one tool shows this and another that."""
    put_together(path, files)
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(RECORDS, b"")


def cut(path: Path, files: Files) -> None:
    """The download broke off."""
    path.write_bytes(put_together(path, files).read_bytes()[:-30])


def text(path: Path, files: Files) -> None:
    """A text that begins as a zip file does."""
    path.write_text("PK?")


def other(path: Path, files: Files) -> None:
    """A zip file with something else in it."""
    put_together(path, {"x": b""})


def bomb(path: Path, files: Files) -> None:
    """Records that would unpack to gigabytes from next to nothing."""
    rewritten(path, files, RECORDS, 24, "<I", 2**31)


def large_text(path: Path, files: Files) -> None:
    """A text of a hundred megabytes."""
    rewritten(path, files, README, 24, "<I", 10**8)


def manifest_of(**fields: object) -> Attack:
    """The manifest says something that no manifest says."""

    def attack(path: Path, files: Files) -> None:
        put_together(path, saying(files, **fields))

    return attack


def replaced(name: str, content: bytes) -> Attack:
    """Something else stands in a file."""

    def attack(path: Path, files: Files) -> None:
        put_together(path, files | {name: content})

    return attack


NO_BUNDLES: dict[str, tuple[Attack, str]] = {
    "no zip file": (text, "no zip file"),
    "nothing": (lambda path, _: path.touch(), "no zip file"),
    "cut off": (cut, "not the whole of one"),
    "another zip file": (other, MANIFEST),
    "encrypted": (encrypted, "encrypted"),
    "two of one name": (twice, "two files of one name: 'records.jsonl'"),
    "bomb": (bomb, "'records.jsonl' in it would unpack to 2,147,483,648 bytes"),
    "large text": (large_text, "'README.txt' in it would unpack to 100,000,000 bytes"),
    "manifest of text": (replaced(MANIFEST, b"{"), "manifest"),
    "manifest without end": (replaced(MANIFEST, b"[" * 100_000), "manifest"),
    "manifest of a list": (replaced(MANIFEST, b"[]"), "manifest"),
    "manifest of no text": (replaced(MANIFEST, b"\xff"), "manifest"),
    "later format": (manifest_of(format="gestand-bundle/2"), "format"),
    "size as text": (manifest_of(size="3"), "manifest"),
    "size that is true": (manifest_of(size=True), "manifest"),
    "size below zero": (manifest_of(size=-1), "manifest"),
    "size beyond all": (manifest_of(size=2**63), "manifest"),
    "root as a number": (manifest_of(root=0), "manifest"),
    "files as a list": (manifest_of(files=[]), "manifest"),
    "hash as a number": (manifest_of(files={RECORDS: 0}), "manifest"),
}


@pytest.mark.parametrize("name", NO_BUNDLES)
def test_no_bundle(
    files: Files, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is no bundle is said to be none, with the reason and exit code 6, by both verifiers."""
    attack, reason = NO_BUNDLES[name]
    path = tmp_path / "trap.zip"
    attack(path, files)
    assert run(["verify", str(path)]) == 6
    captured = capsys.readouterr()
    assert captured.out == ""
    assert reason in captured.err
    assert run(["clone", str(path), str(tmp_path / "copy.db")]) == 6
    assert capsys.readouterr().err == captured.err
    assert not (tmp_path / "copy.db").exists()
    call = [sys.executable, "-I", standalone_verifier.__file__, str(path)]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (6, "")
    assert "cannot be checked" in done.stderr
    assert "Traceback" not in done.stderr


def test_absent(tmp_path: Path) -> None:
    """A file that is not there."""
    path = str(tmp_path / "none.zip")
    assert run(["verify", path]) == 4
    call = [sys.executable, "-I", standalone_verifier.__file__, path]
    assert subprocess.run(call, capture_output=True, check=False).returncode == 6


def test_lines_without_end(files: Files, tmp_path: Path) -> None:
    """Of a million empty lines as many are read as there can be records in them."""
    content = b"\n" * 1_000_000
    path = put_together(tmp_path / "b.zip", saying(files | {RECORDS: content}, size=2**62))
    assert agreed(path) == ("altered", 0, 0)
    check = standalone_verifier.Check(str(path), [], [])
    check.examine()
    assert len(check.leaves) == len(content) // 80 + 1


def test_line_without_end(files: Files, tmp_path: Path) -> None:
    """A line that is longer than a record can be is cut, and then is no record."""
    content = files[RECORDS] + b'{"x":"' + b"x" * 1_000_000
    path = put_together(tmp_path / "b.zip", saying(files | {RECORDS: content}, size=9))
    assert agreed(path) == ("altered", 3, 3)


def test_deep_record(files: Files, tmp_path: Path) -> None:
    """A record that no parser can take in is no record."""
    content = b"[" * 60_000 + b"\n" + files[RECORDS]
    assert agreed(put_together(tmp_path / "b.zip", files | {RECORDS: content})) == ("altered", 0, 0)


def test_damaged(files: Files, tmp_path: Path) -> None:
    """A file whose checksum is wrong is told from one that was exchanged."""
    path = tmp_path / "b.zip"
    rewritten(path, files, RECORDS, 16, "<I", 1)
    assert agreed(path) == ("altered", None, None)


def test_compressed_otherwise(files: Files, tmp_path: Path) -> None:
    """A bundle that somebody unpacked and packed again, with folders in it, is the same."""
    path = tmp_path / "b.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.mkdir("tile")
        archive.mkdir("tile/0")
        for name in sorted(files):
            archive.writestr(name, files[name])
    assert agreed(path) == ("unwitnessed", None, None)


def test_no_records(files: Files, tmp_path: Path) -> None:
    """Without its records a bundle proves nothing, whatever its manifest lists."""
    less = {name: content for name, content in files.items() if name != RECORDS}
    path = put_together(tmp_path / "b.zip", listed(less))
    assert RECORDS not in json.loads(listed(less)[MANIFEST])["files"]
    assert agreed(path)[0] == "altered"
