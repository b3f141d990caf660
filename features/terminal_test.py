"""Messages are wrapped for people, on a terminal, and for programs stand on one line."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from pathlib import Path

import cli
from commands.terminal import wrapped

COMMAND = [sys.executable, str(Path(cli.__file__)), "--ledger", "nowhere.db", "trust"]


def on_terminal(folder: Path, columns: int) -> str:
    """What stands on a terminal of so many columns after a question to no ledger."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    try:
        done = subprocess.run(COMMAND, cwd=folder, stderr=theirs, check=False)
        assert done.returncode == 4
        return os.read(ours, 10_000).decode()
    finally:
        os.close(ours)
        os.close(theirs)


def in_pipe(folder: Path) -> str:
    """The same as a program reads it."""
    done = subprocess.run(COMMAND, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 4
    return done.stderr


def test_message(tmp_path: Path) -> None:
    """A message is broken between its words on a terminal, and nowhere else."""
    piped = in_pipe(tmp_path)
    assert piped.startswith("open the ledger nowhere.db: there is no such file. Make one")
    assert piped.count("\n") == 1
    for columns in (40, 80):
        shown = on_terminal(tmp_path, columns)
        lines = shown.splitlines()
        assert len(lines) > 1
        assert max(map(len, lines)) <= columns
        assert shown.split() == piped.split()


def test_lines_that_fit() -> None:
    """What fits stays as it is, spaces and all; a word that is too long is not cut."""
    assert wrapped("  two\n  lines of  it\n", 20) == "  two\n  lines of  it"
    address = "https://example.org/a-very-long-address"
    assert wrapped(f"see {address} there", 20) == f"see\n{address}\nthere"
