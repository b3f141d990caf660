"""What an operating system refuses, made to happen: no rights, no room, no reader."""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

ROOT = Path(__file__).parent.parent
COMMAND = (sys.executable, str(ROOT / "cli.py"))
"""The program as a process of its own."""

_CAPABILITY_VERSION = 0x20080522
_READ_AND_WRITE_ALL = 0b110  # CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH


@contextmanager
def ordinary_rights() -> Iterator[None]:
    """Work with the rights of an owner, also as the superuser, whom file modes do not bind."""
    if os.geteuid() != 0:
        yield
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION, 0)
    held = (ctypes.c_uint32 * 6)()  # effective, permitted and inheritable, in two words each
    assert libc.capget(header, held) == 0, os.strerror(ctypes.get_errno())
    fewer = (ctypes.c_uint32 * 6)(*held)
    fewer[0] &= ~_READ_AND_WRITE_ALL
    assert libc.capset(header, fewer) == 0, os.strerror(ctypes.get_errno())
    try:
        yield
    finally:
        assert libc.capset(header, held) == 0, os.strerror(ctypes.get_errno())


def process(ledger: Path, *arguments: str, **options: Any) -> subprocess.Popen[str]:
    """The program as a process of its own, its output and messages kept."""
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    command = [*COMMAND, "--ledger", str(ledger), *arguments]
    return subprocess.Popen(command, text=True, **(pipes | options))


def no_file_beyond(size_bytes: int) -> None:
    """In a process to be: let no file grow beyond a size, as on a disk that is full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, size_bytes))


def until_hung_up(terminal: BinaryIO) -> Iterator[bytes]:
    """What comes over a terminal; on Linux its end is an error of reading."""
    with suppress(OSError):
        while data := terminal.read(4096):
            yield data
