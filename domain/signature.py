"""Keys of parties and signatures under records, as far as their form can tell.

A key is written as signed notes do (c2sp.org/signed-note), `<name>+<id>+<base64>`. Whether a
signature is right is not decided here: it takes an Ed25519 implementation, and the whole ledger to
know whose key it is. See `ledger/authorship.py`.
"""

from __future__ import annotations

import base64
import re
from datetime import datetime
from hashlib import sha256
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from domain.values import Notation, Party, Value

_KEY = re.compile(r"([^\s+\x00-\x1f]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_ED25519 = 1
_ID_BYTES = 4


def _verifier_key(text: str) -> str:
    """The key as it was given; ValueError when it is none that signs records."""
    match = _KEY.fullmatch(text)
    if match is None:
        raise ValueError("write a verifier key as `gestand key show` prints it: name+id+base64")
    name, id_, encoded = match.groups()
    key = base64.b64decode(encoded)
    if key[0] != _ED25519:
        raise ValueError("the key is one of a witness, and records are signed with another")
    if sha256(name.encode() + b"\n" + key).digest()[:_ID_BYTES].hex() != id_:
        raise ValueError("the key has another id than it says; copy it as a whole")
    return text


def _moment(text: str) -> str:
    if not _MOMENT.fullmatch(text):
        raise ValueError("write a moment in UTC as 2026-11-24T09:30:00Z")
    datetime.fromisoformat(text)
    return text


VerifierKey = Annotated[
    str,
    StringConstraints(max_length=300),
    AfterValidator(_verifier_key),
    Notation("KEY", "agency.example+e398dd8e+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"),
]
"""The public half of a key that signs records."""


class Signature(Value):
    """A party stands for a record: it signed what the record says.

    The signature is no part of what is said: the id of the record is the same without it.
    """

    by: Party
    """The party that signed."""
    at: Annotated[str, AfterValidator(_moment)]
    """When it signed, by its own clock, in UTC."""
    key: Annotated[str, StringConstraints(pattern=r"^[^\s+]+\+[0-9a-f]{8}$", max_length=250)]
    """The name and the id of the key that it signed with."""
    value: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9+/]{85}[AQgw]==$")]
    """The Ed25519 signature in base64."""
