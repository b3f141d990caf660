"""Files with a secret key: one line, as `ledger/log/keys.py` writes it, for its owner alone."""

from __future__ import annotations

import os
from pathlib import Path

from domain.errors import NotFound, Refused, Unavailable, Unreadable
from ledger.log.failures import InvalidInput
from ledger.log.keys import SigningKey, Type

_OTHERS = 0o077
"""The rights of everybody but the owner."""

_PURPOSE = {
    Type.SIGNATURE: "signs records and checkpoints",
    Type.COSIGNATURE: "cosigns as a witness",
}


def read(path: Path, purpose: Type) -> SigningKey:
    """The key in a file, which is to sign for a purpose.

    NotFound, Unavailable (the file cannot be opened), Unreadable (it holds no key) or Refused: it
    is readable by others, or it is a key for something else. No message repeats what it holds.
    """
    asked = f"use the key {path}"
    try:
        rights, content = path.stat().st_mode, path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise NotFound(asked, "there is no such file", "Check its name and its folder") from error
    except UnicodeDecodeError as error:
        raise _no_key(asked) from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Unavailable(asked, reason, "Check the file and its rights") from error
    if rights & _OTHERS:
        raise Refused(
            asked, "others on this computer can read it", f"Keep it to yourself: chmod 600 {path}"
        )
    try:
        key = SigningKey.parse(content.removesuffix("\n"))
    except InvalidInput as error:
        raise _no_key(asked) from error
    if key.type is not purpose:
        raise Refused(
            asked,
            f"it is a key that {_PURPOSE[key.type]}",
            f"Name a key that {_PURPOSE[purpose]}: each use has a key of its own",
        )
    return key


def create(path: Path, key: SigningKey) -> None:
    """Write a new key to a file of mode 600, on disk when this returns; never over another file."""
    asked = f"write the key {path}"
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(file, "w", encoding="utf-8") as opened:
            opened.write(f"{key.text()}\n")
            opened.flush()
            os.fsync(opened.fileno())
    except FileExistsError as error:
        raise Refused(asked, "the file exists", "Use it, or name another") from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Unavailable(asked, reason, "Check the folder and its rights") from error


def _no_key(asked: str) -> Unreadable:
    return Unreadable(asked, "it holds no secret key", "Name the file that the key was written to")
