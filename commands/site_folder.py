"""The folder of a site: made anew beside the old one, and put in its place when it is whole."""

from __future__ import annotations

import ctypes
import fcntl
import filecmp
import glob
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from domain.errors import Refused, Unavailable
from languages import N_
from ledger.said_by_others import of_system

MARK = ".gestand-site"
"""The file by which a folder is known as a site: the names of all files in it, one on a line."""

UNFINISHED = ".{name}.unfinished."
"""How the name of a folder begins in which a site of that name is made."""


class Written(NamedTuple):
    """Files of a site that were written.

    pages: how many of them are pages. changed: how many are new, or not as in the old site.
    """

    names: list[str]
    pages: int = 0
    changed: int = 0


@dataclass
class SiteFolder:
    """A site that is being made.

    pages: how many of its files are pages. changed: files that are new, or not as in the old one.
    """

    made: Path
    old: Path
    pages: int = 0
    changed: int = 0
    names: list[str] = field(default_factory=list)

    def write(self, name: str, content: bytes) -> None:
        """Write a file; one that is the same as in the old site is that file itself."""
        before = self.old / name
        if _is_file(before) and before.read_bytes() == content:
            self._kept(name)
            return
        self.place(name).write_bytes(content)
        self._noted(name, changed=True)

    def place(self, name: str) -> Path:
        """Where a file is to be written that is not held in memory; `written` is told after it."""
        target = self.made / name
        target.parent.mkdir(parents=True, exist_ok=True)
        return target

    def written(self, name: str) -> None:
        """That a file stands in its place."""
        target, before = self.made / name, self.old / name
        if _is_file(before) and filecmp.cmp(before, target, shallow=False):
            target.unlink()
            self._kept(name)
        else:
            self._noted(name, changed=True)

    def before(self, name: str) -> bytes | None:
        """What a file held in the old site; None where there was none."""
        before = self.old / name
        return before.read_bytes() if _is_file(before) else None

    def shared(self, name: str, other: str) -> None:
        """Hold a file once that is the same as another one: both names stay."""
        target, same = self.made / name, self.made / other
        if _is_file(target) and filecmp.cmp(same, target, shallow=False):
            target.unlink()
            _linked(same, target)

    def _kept(self, name: str) -> None:
        """Take a file over from the old site."""
        _linked(self.old / name, self.place(name))
        self._noted(name, changed=False)

    def _noted(self, name: str, *, changed: bool) -> None:
        self.names.append(name)
        self.pages += name.endswith(".html")
        self.changed += changed

    def taken(self) -> Written:
        """What was written so far, for whoever has it put down in another process; then nothing."""
        written = Written(self.names, self.pages, self.changed)
        self.names, self.pages, self.changed = [], 0, 0
        return written

    def take(self, written: Written) -> None:
        """Put down what another process wrote."""
        self.names += written.names
        self.pages += written.pages
        self.changed += written.changed

    def finish(self) -> None:
        """Say in the mark which files there are."""
        (self.made / MARK).write_text("".join(f"{name}\n" for name in sorted(self.names)), "utf-8")


def _linked(path: Path, target: Path) -> None:
    """Give a file another name too."""
    try:
        os.link(path, target)
    except OSError:  # not every file system has links
        shutil.copy2(path, target)


def _is_file(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def taken(out: Path, other: str) -> Refused:
    """That a folder holds a file that is none of a site."""
    return Refused(
        N_("write the site to {out}").format(out=out),
        N_("it holds other files, such as {other}").format(other=other),
        N_("Name a new folder, or one with nothing but a site in it"),
    )


@contextmanager
def replaced(out: Path, old: Path | None = None) -> Iterator[SiteFolder]:
    """A new folder that takes the place of one when all is written; else the old one stays.

    old: the site of which it will take the place in the end, where another program sees to that.
    Refused where one of them holds anything but a site; Unavailable where it cannot be written.
    """
    for place in dict.fromkeys((old or out, out)):
        if other := other_file(place):
            raise taken(place, other)
    with _put_in_place(out, old or out) as folder:
        yield folder


@contextmanager
def gathered(out: Path) -> Iterator[SiteFolder]:
    """The same of a folder in which other programs write sites, all of which come at once."""
    with _put_in_place(out, out) as folder:
        yield folder


@contextmanager
def _put_in_place(out: Path, old: Path) -> Iterator[SiteFolder]:
    asked = N_("write the site to {out}").format(out=old)
    beside = out.absolute().parent
    try:
        beside.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=UNFINISHED.format(name=out.name), dir=beside))
    except OSError as error:
        raise Unavailable(asked, of_system(error), N_("Name another")) from error
    try:
        with _working_on(made / MARK):
            _clear(beside, out.name)
            folder = SiteFolder(made, old)
            yield folder
            folder.finish()
            made.chmod(0o755)
            _swap(made, out)
    finally:
        _remove(made)


def other_file(out: Path) -> str:
    """A file in a folder that no site wrote there; empty where there is none."""
    if not out.exists() and not out.is_symlink():
        return ""
    if out.is_symlink() or not out.is_dir():
        return out.name
    mark = out / MARK
    ours = {MARK, *mark.read_text("utf-8").splitlines()} if _is_file(mark) else set()
    found = (path for path in out.rglob("*") if path.is_symlink() or not path.is_dir())
    names = (path.relative_to(out).as_posix() for path in found)
    return next((name for name in names if name not in ours), "")


# -- unfinished work ---------------------------------------------------------------------------
# A program that is ended while it makes a site leaves its folder behind. Whoever works on one holds
# a lock on its mark, which the system lets go when the program ends: then the folder is nobody's.


@contextmanager
def _working_on(mark: Path) -> Iterator[None]:
    with mark.open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _clear(beside: Path, name: str) -> None:
    """Remove what programs that were ended left of a site of that name."""
    for left in beside.glob(f"{glob.escape(UNFINISHED.format(name=name))}*/{MARK}"):
        with left.open("rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            _remove(left.parent)


def _remove(made: Path) -> None:
    """Remove a folder with its mark last: what could not be removed now, the next one knows."""
    with suppress(OSError):
        for path in made.iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            elif path.name != MARK:
                path.unlink()
        shutil.rmtree(made)


# -- swap --------------------------------------------------------------------------------------

HERE, EXCHANGE = -100, 2
"""Of the system call `renameat2` (Linux): paths are seen from here; exchange the two."""


def _swap(made: Path, out: Path) -> None:
    """Put the new folder in the place of the old one, whole at every moment where that can be."""
    if not out.exists():
        made.rename(out)
        return
    if _exchanged(made, out):
        return
    before = made.with_name(f"{made.name}.old")
    out.rename(before)
    try:
        made.rename(out)
    except OSError:
        before.rename(out)
        raise
    shutil.rmtree(before, ignore_errors=True)


def _exchanged(made: Path, out: Path) -> bool:
    """Whether the system exchanged the two folders, at once."""
    call = getattr(ctypes.CDLL(None), "renameat2", None)
    if call is None:
        return False
    paths = (os.fsencode(made), os.fsencode(out.absolute()))
    return bool(call(HERE, paths[0], HERE, paths[1], EXCHANGE) == 0)
