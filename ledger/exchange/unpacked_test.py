"""Bundles that were unpacked: both verifiers say of the folder what they say of the file."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from domain.errors import Unreadable
from ledger.exchange.attacks_test import ATTACKS, SIZE
from ledger.exchange.bundle_files import CHECKPOINT, README
from ledger.exchange.bundle_reader import Bundle
from ledger.exchange.hands_test import (
    UNREADABLE,
    Files,
    agreed,
    bundled,
    codes,
    judged,
    put_together,
    taken_apart,
)
from ledger.files import MANIFEST, RECORDS, is_bundle
from ledger.verify.conftest import KEY
from ledger.verify.signatures import Trust
from ledger.verify.verdict import examine


def unpacked(folder: Path, files: Files) -> Path:
    """A folder with these files."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The files of a bundle before anybody attacks it."""
    return taken_apart(bundled(tmp_path_factory.mktemp("original"), SIZE))


def test_nothing_happened(original: Files, tmp_path: Path) -> None:
    """An unpacked bundle is what it was; what else lies there is the reader's own."""
    folder = unpacked(tmp_path, original | {"notes.txt": b"Mine."})
    assert agreed(folder, [KEY]) == ("unwitnessed", None, None)
    assert agreed(folder, [KEY], [original[CHECKPOINT]]) == ("intact", None, None)


OF_THE_READER = {"unknown file", "path outside"}
"""Files by other names; in a zip file nobody but its maker can have put them there."""


@pytest.mark.parametrize("name", [name for name in ATTACKS if name not in OF_THE_READER])
def test_one_thing_changed(original: Files, tmp_path: Path, name: str) -> None:
    """Both verifiers find in the folder what they find in the zip file, at the same place."""
    files = ATTACKS[name][0](original)
    folder = unpacked(tmp_path / "unpacked", files)
    assert is_bundle(folder)
    zipped = agreed(put_together(tmp_path / "b.zip", files), [KEY])
    assert agreed(folder, [KEY]) == zipped
    assert zipped[0] in {"altered", "truncated"}


@pytest.mark.parametrize("content", [None, b"{", b'{"format": "gestand-bundle/2"}'])
def test_no_manifest(original: Files, tmp_path: Path, content: bytes | None) -> None:
    """Without a manifest of the format it is no bundle, and accused of nothing."""
    less = {name: original[name] for name in original if name != MANIFEST}
    folder = unpacked(tmp_path, less if content is None else less | {MANIFEST: content})
    assert is_bundle(folder)
    assert agreed(folder, [KEY]) == UNREADABLE


def test_large_text(original: Files, tmp_path: Path) -> None:
    """A text that is longer than one can be is not read."""
    folder = unpacked(tmp_path, original | {README: bytes(2**20 + 1)})
    with pytest.raises(Unreadable, match=r"'README.txt' in it has 1,048,577 bytes"):
        Bundle(folder)


def test_gone_meanwhile(original: Files, tmp_path: Path) -> None:
    """A file that cannot be read any more is said to be damaged, with its name."""
    folder = unpacked(tmp_path, original)
    with closing(Bundle(folder)) as bundle:
        (folder / RECORDS).unlink()
        judgement = examine(bundle, Trust([KEY.verifier]))
    assert codes(judgement) == {"damaged"}
    assert "records.jsonl: no such file" in str(judgement.findings[0].fields)
    assert judged(folder, [KEY]).word.tampered
