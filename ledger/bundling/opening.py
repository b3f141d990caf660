"""A bundle, in its zip file or where it was unpacked."""

from __future__ import annotations

from pathlib import Path

from domain.errors import Unreadable
from ledger.bundling import format as forms
from ledger.bundling.archive import Archive
from ledger.bundling.files import Files
from ledger.bundling.format import MANIFEST, Manifest
from ledger.bundling.unpacked import Unpacked
from ledger.log.failures import InvalidInput
from ledger.verifying.evidence import Damaged


def opened(path: Path) -> tuple[Files, Manifest]:
    """The files of a bundle and the one that lists them; Unreadable when it is none."""
    files: Files = Unpacked(path) if path.is_dir() else Archive(path)
    try:
        return files, forms.parse(files.read(MANIFEST))
    except (InvalidInput, Damaged) as problem:
        files.close()
        raise Unreadable(
            f"read the bundle {path}", str(problem), "Ask for the bundle again"
        ) from problem
