"""What is taken for a bundle, and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.files import is_bundle


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.zip", b"", True),
        ("a.zip", b"SQLite format 3\0", True),
        ("a", b"PK\x03\x04", True),
        ("a", b"P", False),
        ("a.db", b"SQLite format 3\0", False),
    ],
)
def test_files(tmp_path: Path, name: str, content: bytes, expected: bool) -> None:  # noqa: FBT001 - of a table
    """A file is one by its name or by how it begins."""
    (tmp_path / name).write_bytes(content)
    assert is_bundle(tmp_path / name) is expected


def test_absent(tmp_path: Path) -> None:
    """What is not there is one by its name alone."""
    assert is_bundle(tmp_path / "a.zip")
    assert not is_bundle(tmp_path / "a")


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ((), False),
        (("checkpoint", "tile/entries/000", "tile/0/000"), False),
        (("checkpoint", "tile/entries/000", "manifest.json"), False),
        (("checkpoint", "tile/entries/000", "records.jsonl"), False),
        (("checkpoint", "manifest.json"), False),
        (("records.jsonl",), True),
        (("records.jsonl", "manifest.json", "tile/0/000"), True),
        (("records.jsonl", "manifest.json", "tile/entries/000"), True),
    ],
)
def test_folders(tmp_path: Path, files: tuple[str, ...], expected: bool) -> None:  # noqa: FBT001 - of a table
    """A folder is one by its records, unless they lie where a published log has them."""
    folder = tmp_path / "a.zip"
    folder.mkdir()
    for name in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"")
    assert is_bundle(folder) is expected
