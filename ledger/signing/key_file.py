"""Files with a secret key, for its owner alone: one line, or encrypted with a passphrase.

Without a passphrase a file holds the signing key as `ledger/transparency/keys.py` writes it, on
one line. With one it has four lines, so that the public half can be shown without it:

    gestand-encrypted-key/1
    <verifier key>
    scrypt <N> <r> <p> <base64 of a salt of 16 bytes>
    <base64(nonce of 12 bytes || AES-256-GCM of the signing key)>

The key of AES is scrypt (RFC 7914) of the passphrase in UTF-8, 32 bytes; the first three lines
with their newlines are the associated data, so that none of them can be exchanged.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from hashlib import scrypt
from pathlib import Path

from domain.errors import NotFound, Refused, Unavailable, Unreadable
from languages import N_
from ledger import files
from ledger.said_by_others import of_system
from ledger.transparency.encoding import InvalidInput, from_base64, number, to_base64
from ledger.transparency.keys import SigningKey, Type, VerifierKey

_MOST_BYTES = 16 * 1024
"""The longest verifier key, with ML-DSA-44, has less than 2 KiB."""

_OTHERS = 0o077
"""The rights of everybody but the owner."""

_PURPOSE = {
    Type.SIGNATURE: N_("signs records and checkpoints"),
    Type.COSIGNATURE: N_("cosigns as a witness"),
}

_NO_FILE = {
    Type.SIGNATURE: N_("Make one with `gestand key new`, or name it"),
    Type.COSIGNATURE: N_(
        "Make one with --name, such as --name witness.example.org, or name its file"
    ),
}
"""How to come by a key for each purpose."""

_ENCRYPTED = "gestand-encrypted-key/1"
_SCRYPT = "scrypt"
_COST, _BLOCK, _PARALLEL = 2**17, 8, 1
"""What OWASP recommends: 128 MiB and about half a second for each guess."""
_MOST_MEMORY = 2**28
_SALT_BYTES, _NONCE_BYTES, _KEY_BYTES = 16, 12, 32

Ask = Callable[[], str]
"""Asks for the passphrase; called only if the file needs one."""


def read(path: Path, purpose: Type, passphrase: Ask | None = None) -> SigningKey:
    """The key in a file, which is to sign for a purpose.

    NotFound, Unavailable (the file cannot be opened), Unreadable (it holds no key) or Refused: it
    is readable by others, the passphrase is wrong, or it is a key for something else. No message
    repeats what it holds.
    """
    asked = N_("use the key {path}").format(path=path)
    content = _content(path, asked, purpose)
    try:
        if content.startswith(_ENCRYPTED):
            if passphrase is None:
                raise Refused(asked, N_("it needs a passphrase"), N_("Give it, or use another key"))
            content = _decrypted(content, passphrase(), asked)
        key = SigningKey.parse(content.removesuffix("\n"))
    except InvalidInput as error:
        raise _no_key(asked) from error
    if key.type is not purpose:
        raise Refused(
            asked,
            N_("it is a key that {purpose}").format(purpose=_PURPOSE[key.type]),
            N_("Name a key that {purpose}: each use has a key of its own").format(
                purpose=_PURPOSE[purpose]
            ),
        )
    return key


def verifier(path: Path, *, own: bool = False) -> VerifierKey:
    """The public half of the key in a file, or the verifier key that it holds; for anybody.

    own: it is the file of whoever asks, which may be a link.
    """
    asked = N_("read the key {path}").format(path=path)
    content = _content(path, asked, links=own)
    try:
        if content.startswith(_ENCRYPTED):
            return VerifierKey.parse(content.split("\n")[1])
        line = content.removesuffix("\n")
        if line.startswith("PRIVATE+KEY+"):
            return SigningKey.parse(line).verifier
        return VerifierKey.parse(line)
    except (InvalidInput, IndexError) as error:
        raise _no_key(asked) from error


def create(path: Path, key: SigningKey, passphrase: str = "") -> None:
    """Write a new key to a file of mode 600, on disk when this returns; never over another file."""
    asked = N_("write the key {path}").format(path=path)
    content = _encrypted(key, passphrase) if passphrase else f"{key.text()}\n"
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(file, "w", encoding="utf-8") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
    except FileExistsError as error:
        raise Refused(asked, N_("the file exists"), N_("Use it, or name another")) from error
    except OSError as error:
        reason = of_system(error)
        raise Unavailable(asked, reason, N_("Check the folder and its rights")) from error


def _content(path: Path, asked: str, purpose: Type | None = None, *, links: bool = True) -> str:
    """What a file holds; for a purpose it is to hold a secret, which others may not read."""
    try:
        rights = path.stat().st_mode
        content = files.bounded(path, _MOST_BYTES, links=links).decode()
    except FileNotFoundError as error:
        remedy = _NO_FILE[purpose or Type.SIGNATURE]
        raise NotFound(asked, N_("there is no such file"), remedy) from error
    except UnicodeDecodeError as error:
        raise _no_key(asked) from error
    except OSError as error:
        reason = of_system(error)
        raise Unavailable(asked, reason, N_("Check the file and its rights")) from error
    if len(content) > _MOST_BYTES:
        raise _no_key(asked)
    if purpose is not None and rights & _OTHERS:
        raise Refused(
            asked,
            N_("others on this computer can read it"),
            N_("Keep it to yourself: chmod 600 {path}").format(path=path),
        )
    return content


def _encrypted(key: SigningKey, passphrase: str) -> str:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
    parameters = f"{_SCRYPT} {_COST} {_BLOCK} {_PARALLEL} {to_base64(salt)}"
    head = f"{_ENCRYPTED}\n{key.verifier}\n{parameters}\n"
    secret = _secret(passphrase, salt, _COST, _BLOCK, _PARALLEL)
    sealed = AESGCM(secret).encrypt(nonce, key.text().encode(), head.encode())
    return f"{head}{to_base64(nonce + sealed)}\n"


def _decrypted(content: str, passphrase: str, asked: str) -> str:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    match [line.split(" ") for line in content.removesuffix("\n").split("\n")]:
        case [_, _, ["scrypt", cost, block, parallel, salt], [encoded]]:
            numbers = [number(parameter) for parameter in (cost, block, parallel)]
        case _:
            raise InvalidInput(N_("an encrypted key has four lines"))
    sealed, head = from_base64(encoded), content[: content.rindex(encoded)]
    secret = _secret(passphrase, from_base64(salt), *numbers)
    try:
        opened = AESGCM(secret).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], head.encode())
    except (InvalidTag, ValueError) as error:
        raise Refused(
            asked, N_("the passphrase does not open it, or the file was changed"), N_("Try again")
        ) from error
    return opened.decode()


def _secret(passphrase: str, salt: bytes, cost: int, block: int, parallel: int) -> bytes:
    """The key that a passphrase stands for; scrypt refuses parameters that make no sense."""
    try:
        return scrypt(
            passphrase.encode(),
            salt=salt,
            n=cost,
            r=block,
            p=parallel,
            maxmem=_MOST_MEMORY,
            dklen=_KEY_BYTES,
        )
    except ValueError as error:
        raise InvalidInput(N_("these are no parameters of scrypt")) from error


def _no_key(asked: str) -> Unreadable:
    return Unreadable(asked, N_("it holds no key"), N_("Name the file that the key was written to"))
