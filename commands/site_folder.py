"""The folder of a site: made anew beside the old one, and put in its place when it is whole."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from domain.errors import Refused, Unavailable
from languages import N_

MARK = ".gestand-site"
"""The file by which a folder is known as a site that may be replaced."""


@dataclass
class SiteFolder:
    """A site that is being made. changed: pages that are new, or not as in the old one."""

    made: Path
    old: Path
    changed: int = 0

    def write(self, name: str, content: bytes) -> None:
        """Write a page; one that is the same as in the old site is that file itself."""
        target, before = self.made / name, self.old / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if before.is_file() and not before.is_symlink() and before.read_bytes() == content:
            try:
                os.link(before, target)
            except OSError:  # not every file system has links
                shutil.copy2(before, target)
            return
        target.write_bytes(content)
        self.changed += 1


@contextmanager
def replaced(out: Path) -> Iterator[SiteFolder]:
    """A new folder that takes the place of one when all is written; else the old one stays.

    Refused for a folder that holds anything but a site; Unavailable where it cannot be written.
    """
    asked = N_("write the site to {out}").format(out=out)
    if out.is_symlink() or (out.exists() and not _is_ours(out)):
        raise Refused(
            asked, N_("it holds other files"), N_("Name a new folder, or one with a site in it")
        )
    try:
        out.absolute().parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.absolute().parent))
    except OSError as error:
        raise Unavailable(
            asked, (error.strerror or str(error)).lower(), N_("Name another")
        ) from error
    try:
        folder = SiteFolder(made, out)
        (made / MARK).write_bytes(b"")
        yield folder
        made.chmod(0o755)
        _swap(made, out)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _is_ours(out: Path) -> bool:
    """Whether a folder holds a site, or nothing."""
    return out.is_dir() and ((out / MARK).is_file() or not any(out.iterdir()))


def _swap(made: Path, out: Path) -> None:
    """Put the new folder in the place of the old one, which stays under another name meanwhile."""
    before = made.with_name(f"{made.name}.old")
    if out.exists():
        out.rename(before)
    try:
        made.rename(out)
    except OSError:
        if before.exists():
            before.rename(out)
        raise
    shutil.rmtree(before, ignore_errors=True)
