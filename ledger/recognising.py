"""What a file or a folder is to be, by how it begins or by what is in it; nothing more is read."""

from __future__ import annotations

from pathlib import Path

from ledger.bundling.format import MANIFEST, RECORDS

_ZIP = b"PK"


def is_bundle(path: Path) -> bool:
    """Whether it is to be a bundle: a zip file, or the folder where one was unpacked.

    What is published has its records in `tile/entries`, and no list of its files. Where somebody
    took that list out of a bundle, what is left is still no published log.
    """
    if not path.is_dir():
        return path.suffix == ".zip" or starts_with(path, _ZIP)
    listed, published = (path / MANIFEST).is_file(), (path / "tile" / "entries").is_dir()
    return (path / RECORDS).is_file() and (listed or not published)


def starts_with(path: Path, start: bytes) -> bool:
    """Whether a file begins with these bytes; what cannot be read does not."""
    try:
        with path.open("rb") as file:
            return file.read(len(start)) == start
    except OSError:
        return False
