"""Repositories of git, made for tests, whatever the machine says of who commits."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

WHO = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "EMAIL": "a@example.org",
    "GIT_AUTHOR_NAME": "A", "GIT_COMMITTER_NAME": "A"}  # fmt: skip


def committed(folder: Path, day: str) -> None:
    """Commit all that is in a folder as of a day; make it a repository where it is none."""
    if not any((above / ".git").exists() for above in (folder, folder.parent)):
        _git(folder, "init", "--quiet", "--initial-branch=main")
    _git(folder, "add", "--all")
    moment = {"GIT_COMMITTER_DATE": f"{day}T12:00:00Z", "GIT_AUTHOR_DATE": f"{day}T12:00:00Z"}
    _git(folder, "commit", "--quiet", "--message=x", **moment)


def _git(folder: Path, *arguments: str, **environment: str) -> None:
    command = ["git", "-C", str(folder), *arguments]
    subprocess.run(command, check=True, env=os.environ | WHO | environment)
