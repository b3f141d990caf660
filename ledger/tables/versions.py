"""The dated versions of a file in a git repository: a register as it stood, day after day."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from domain.errors import NotFound, Unavailable
from languages import N_


class Version(NamedTuple):
    """A version of a file. day: on which it was committed; commit: by its hash."""

    day: str
    commit: str


def versions(repository: Path, file: str) -> list[Version]:
    """The versions of a file, the oldest first: of each day the last one.

    NotFound where there is none; Unavailable where git cannot tell.
    """
    told = _git(repository, "log", "--reverse", "--format=%cs %H", "--", file).decode()
    by_day = {day: commit for day, _, commit in (line.partition(" ") for line in told.splitlines())}
    if not by_day:
        asked = N_("read the versions of {file} in {repository}").format(
            file=file, repository=repository
        )
        raise NotFound(
            asked, N_("no commit has it"), N_("Name the file as it is called in the repository")
        )
    return [Version(day, commit) for day, commit in sorted(by_day.items())]


def unpacked(repository: Path, file: str, folder: Path) -> Iterator[tuple[str, Path]]:
    """Each version as a file in a folder, with its day; what a version removed is left out."""
    for day, commit in versions(repository, file):
        there = _git(repository, "ls-tree", "--name-only", commit, "--", file)
        if there:
            path = folder / day / Path(file).name
            path.parent.mkdir()
            path.write_bytes(_git(repository, "show", f"{commit}:./{file}"))
            yield day, path


def _git(repository: Path, *arguments: str) -> bytes:
    # No pager, and nothing that the repository itself would have run.
    command = ["git", "-C", str(repository), "--no-pager", "-c", "core.fsmonitor=false", *arguments]
    asked = N_("read the repository {repository}").format(repository=repository)
    try:
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - words of ours
    except FileNotFoundError as error:
        raise Unavailable(asked, N_("git is not installed"), N_("Install git")) from error
    if done.returncode:
        lines = done.stderr.decode(errors="replace").strip().splitlines() or ["git failed"]
        reason = lines[0].removeprefix("fatal: ")
        raise Unavailable(asked, reason, N_("Name a git repository and a file in it, REPO:PATH"))
    return done.stdout
