"""Whose word a record is: which records are signed by a party, and whether that holds.

A party signs what a record says: the stored record without what the ledger adds when it records
(stream version, moment, recorder) and without the signature itself. So a signature survives export
and import into another ledger, and nobody can move it to another record. What is signed is a text:

    gestand/record/v1
    party <the party>
    at <when it signed, UTC>
    <what the record says, as canonical JSON (RFC 8785), on one line>

The signature is that of a signed note (c2sp.org/signed-note, type 0x01) over this text, so other
people's tools can check it; the first lines keep it from being taken for anything else.

A signature counts when the party had registered the key (`party.key_added`) for the time at which
it says to have been made. Of a key that was revoked it counts only if it was made before the day
of revocation, and was in this ledger when the revocation was recorded or came together with it:
whoever has a stolen key can put any date.

This module is pure and reads stored records as they are, without the event models.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from domain.dates import Instant, local_time
from domain.history import retracted_ids
from domain.record import Record
from ledger.transparency.encoding import InvalidInput, from_base64
from ledger.transparency.keys import VerifierKey

HEADER = "gestand/record/v1"

ADDED = frozenset({"version", "recorded_at", "recorded_by", "signature"})
"""The fields of a stored record that nobody signs."""


class SignatureStatus(StrEnum):
    """Whether a record is signed, and whether that holds."""

    SIGNED = "signed"
    UNSIGNED = "unsigned"
    WRONG = "wrong"
    """The signature does not belong to what the record says: one of the two was changed."""
    REVOKED = "revoked"
    """By a key that the party had revoked, as far as anybody can tell."""
    UNKNOWN = "unknown"
    """By a key that the party has not registered, or only for a later time."""


def signed_text(fields: Mapping[str, Any], party: str, at: str) -> str:
    """What a party signs; `fields` is a stored record, with or without the fields in ADDED."""
    plain = {name: value for name, value in fields.items() if name not in ADDED}
    # Equal to RFC 8785 for stored records: text, whole numbers and booleans under ASCII names.
    line = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{HEADER}\nparty {party}\nat {at}\n{line}\n"


@dataclass(frozen=True, slots=True)
class Registered:
    """A key of a party, from when until when (local moments), and when the end was recorded."""

    key: VerifierKey
    start: Instant
    end: Instant | None = None
    end_recorded_at: str = ""


class Keys:
    """The keys that the parties of a ledger have registered."""

    def __init__(self, records: Iterable[Record]) -> None:
        """Take the keys from the records of a whole ledger, or of the streams of parties."""
        history = list(records)
        retracted = retracted_ids(history)
        about_keys = [
            record
            for record in history
            if record.kind in {"party.key_added", "party.key_revoked"}
            and record.id not in retracted
        ]
        self._keys: dict[tuple[str, str], Registered] = {}
        # Keys are added before they are revoked, whatever the order in which that was recorded.
        for record in sorted(about_keys, key=lambda record: record.kind):
            self._take(record)

    def _take(self, record: Record) -> None:
        try:
            key, moment = VerifierKey.parse(str(record.get("key"))), record.on.earliest
        except (InvalidInput, ValueError, KeyError):
            return  # nobody recorded this here: somebody wrote it into the file
        place = (str(record.get("party")), label(key))
        if record.kind == "party.key_added":
            self._keys[place] = Registered(key, moment)
        elif place in self._keys:
            since = self._keys[place].start
            recorded_at = str(record.get("recorded_at"))
            self._keys[place] = Registered(key, since, moment, recorded_at)

    def __iter__(self) -> Iterator[tuple[str, Registered]]:
        return ((party, key) for (party, _), key in self._keys.items())

    def parties(self) -> frozenset[str]:
        """The parties that have a key, also one that was revoked."""
        return frozenset(party for party, _ in self._keys)

    def find(self, party: str, key: str) -> Registered | None:
        """The key of a party with that label, if it registered one."""
        return self._keys.get((party, key))

    def judge(self, record: Record) -> SignatureStatus:
        """Whether a record is signed, and whether that holds in this ledger."""
        signature = record.get("signature")
        if signature is None:
            return SignatureStatus.UNSIGNED
        party, at, name, value = _parts(signature)
        registered = self.find(party, name)
        if registered is None:
            return SignatureStatus.UNKNOWN
        moment = _moment(at)
        if moment is None or not _holds(
            registered.key, signed_text(record.fields, party, at), value
        ):
            return SignatureStatus.WRONG
        if moment < registered.start:
            return SignatureStatus.UNKNOWN
        if registered.end is not None and (
            moment >= registered.end or str(record.get("recorded_at")) > registered.end_recorded_at
        ):
            return SignatureStatus.REVOKED
        return SignatureStatus.SIGNED


def signer(record: Record) -> str:
    """By whom a signed record says to be signed."""
    return _parts(record.get("signature"))[0]


def label(key: VerifierKey) -> str:
    """How a signature names its key: name and id."""
    return f"{key.name}+{key.id.hex()}"


def _parts(signature: Any) -> tuple[str, str, str, str]:
    """By whom, when, with which key, and the signature; empty where the file was tampered with."""
    fields = signature if isinstance(signature, Mapping) else {}
    by, at, key, value = (str(fields.get(name, "")) for name in ("by", "at", "key", "value"))
    return by, at, key, value


def _moment(at: str) -> Instant | None:
    try:
        return Instant(local_time(at))
    except (ValueError, OverflowError):
        return None


def _holds(key: VerifierKey, text: str, value: str) -> bool:
    try:
        return key.verifies(text, from_base64(value))
    except (InvalidInput, UnicodeEncodeError):
        return False
