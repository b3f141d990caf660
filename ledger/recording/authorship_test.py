"""Whose word a record is: what counts as signed, and everything that does not."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.record import Record
from domain.streams.event import Draft, content
from domain.streams.fields import _verifier_key
from domain.text import first_hidden
from ledger.codec import Stamped, canonical, draft_of, stored_bytes
from ledger.codec_test import GOLDEN, keys, values
from ledger.recording.validation import draft as validated
from ledger.signing.authorship import (
    ADDED,
    Keys,
    SignatureStatus,
    label,
    signed_text,
    signer,
)
from ledger.transparency import checkpoint
from ledger.transparency.encoding import InvalidInput, from_base64, to_base64
from ledger.transparency.keys import SigningKey, Type, VerifierKey

KEY = SigningKey("ministry.example", Type.SIGNATURE, bytes(range(32)))
OTHER = SigningKey("other.example", Type.SIGNATURE, bytes([9] * 32))
SOURCE = [{"title": "a letter"}]
AT = "2021-06-01T12:00:00Z"
PLAIN: dict[str, Any] = {
    "kind": "update.sent",
    "by": "m",
    "content": "news",
    "place": {"area": "v"},
}


def drafted(**fields: Any) -> Draft:
    """A draft as somebody writes it."""
    made = validated({"on": "2021", "source": SOURCE} | fields, lambda _: "", lambda _: "party/m")
    assert isinstance(made, Draft), made
    return made


def signature(
    draft: Draft, at: str = AT, key: SigningKey = KEY, party: str = "ministry"
) -> dict[str, str]:
    """The signature of a party under a draft."""
    value = to_base64(key.sign(signed_text(content(draft), party, at)))
    return {"by": party, "at": at, "key": label(key.verifier), "value": value}


class Ledger:
    """Records one after the other, a moment each, without a file."""

    def __init__(self) -> None:
        self.stored: list[bytes] = []
        self._versions: dict[str, int] = {}

    def record(self, day: str, recorder: str | None = None, **fields: Any) -> int:
        """Record at the beginning of a day and say where."""
        draft = drafted(**fields)
        self._versions[draft.stream] = version = self._versions.get(draft.stream, 0) + 1
        moment = f"{day}T00:00:00.000000Z"
        self.stored.append(stored_bytes(Stamped.of(draft, version, moment, recorder)))
        return len(self.stored) - 1

    def status(self, position: int) -> SignatureStatus:
        """What the signature of a record is worth."""
        records = self.records()
        return Keys(records).judge(records[position])

    def records(self) -> list[Record]:
        """The records as they are stored."""
        return [Record(number, json.loads(stored)) for number, stored in enumerate(self.stored)]

    def add_key(self, day: str, on: str, key: SigningKey = KEY, party: str = "ministry") -> int:
        """Register a key."""
        fields = {"party": party, "key": str(key.verifier), "on": on, "id": f"{party}-{key.name}"}
        return self.record(day, kind="party.key_added", **fields)

    def revoke_key(self, day: str, on: str) -> int:
        """Revoke the key of the ministry."""
        fields = {"party": "ministry", "key": str(KEY.verifier), "on": on, "id": "revoked"}
        return self.record(day, kind="party.key_revoked", **fields)

    def sign(self, day: str, at: str = AT, **changes: Any) -> int:
        """Record an update that the ministry signed; `changes` are made after it signed."""
        update = PLAIN | {"id": f"u{len(self.stored)}"}
        key, party = changes.pop("signed_with", KEY), changes.pop("signed_as", "ministry")
        signed = {"signature": signature(drafted(**update), at, key, party)}
        return self.record(day, **update | signed | changes)


@pytest.fixture
def ledger() -> Ledger:
    """A ledger that knows the key of the ministry since 2020."""
    made = Ledger()
    made.add_key("2020-02-01", "2020-01-01")
    return made


def test_signed_and_unsigned(ledger: Ledger) -> None:
    """What the party signed is signed, whoever recorded it and when; the rest is not."""
    early, late = ledger.sign("2021-06-02"), ledger.sign("2026-01-01")
    plain = ledger.record("2026-01-02", **PLAIN)
    assert [ledger.status(record) for record in (early, late, plain)] == [
        "signed",
        "signed",
        "unsigned",
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"by": "n"},
        {"content": "no-news"},
        {"on": "2021-01"},
        {"published": "2021-07"},
        {"id": "another"},
        {"note": "a note"},
        {"source": [{"title": "another letter"}]},
        {"place": {"area": "v", "level": "area"}},
        {"relates": [{"to": "u0", "as": "about"}]},
    ],
)
def test_whatever_is_changed_afterwards(ledger: Ledger, change: dict[str, Any]) -> None:
    """No field of what was said can be changed or added."""
    assert ledger.status(ledger.sign("2021-06-02", **change)) == "wrong"


def test_a_signature_that_is_moved(ledger: Ledger) -> None:
    """A signature under one record says nothing of another one."""
    moved = signature(drafted(**PLAIN, id="first"))
    assert ledger.status(ledger.record("2021-06-02", **PLAIN, signature=moved)) == "wrong"
    again = ledger.record("2021-06-02", **PLAIN, id="first", signature=moved)
    assert ledger.status(again) == "signed"


def test_a_signature_is_no_part_of_what_is_said() -> None:
    """With and without a signature it is the same record, with the same id, given or not."""
    plain = drafted(**PLAIN)
    signed = drafted(**PLAIN, signature=signature(plain))
    assert signed == plain
    assert signed.id == plain.id
    assert content(signed) == content(plain)
    assert signed.signature is not None


def test_the_signature_itself(ledger: Ledger) -> None:
    """Another party, time or value under the same text is wrong; another key is unknown."""
    ledger.add_key("2020-02-02", "2020-01-01", party="auditor")
    ledger.add_key("2020-02-02", "2020-01-01", OTHER)
    position = ledger.sign("2021-06-02")
    good = json.loads(ledger.stored[position])["signature"]
    changed = [
        ({"by": "auditor"}, "wrong"),
        ({"at": "2021-06-01T12:00:01Z"}, "wrong"),
        ({"value": "A" * 86 + "=="}, "wrong"),
        ({"key": label(OTHER.verifier)}, "wrong"),
        ({"by": "residents"}, "unknown"),
        ({"key": "stranger.example+00000000"}, "unknown"),
    ]
    for change, status in changed:
        at = ledger.record("2021-06-03", id=f"u{position}", signature=good | change, **PLAIN)
        assert ledger.status(at) == status, change


def test_a_key_of_another_party(ledger: Ledger) -> None:
    """Who has a key of his own cannot sign for somebody else with it."""
    ledger.add_key("2020-02-02", "2020-01-01", OTHER, "auditor")
    assert ledger.status(ledger.sign("2021-06-02", signed_with=OTHER)) == "unknown"
    as_auditor = ledger.sign("2021-06-02", signed_with=OTHER, signed_as="auditor")
    assert ledger.status(as_auditor) == "signed"


def test_from_when_a_key_counts(ledger: Ledger) -> None:
    """A key counts from the first moment of its day in Amsterdam on, whenever it was registered."""
    before = ledger.sign("2020-01-02", "2019-12-31T22:59:59Z")
    after = ledger.sign("2020-01-02", "2019-12-31T23:00:00Z")
    assert [ledger.status(record) for record in (before, after)] == ["unknown", "signed"]


def test_until_when_a_key_counts(ledger: Ledger) -> None:
    """Up to the day of revocation, and of what turns up after it is recorded nothing counts."""
    there = ledger.sign("2021-06-02", "2021-06-01T12:00:00Z")
    too_late = ledger.sign("2022-03-01", "2022-02-28T12:00:00Z")
    together = ledger.sign("2022-03-05", "2021-06-01T12:00:00Z")
    ledger.revoke_key("2022-03-05", "2022-02-01")
    backdated = ledger.sign("2022-03-06", "2021-06-01T12:00:00Z")
    statuses = [ledger.status(record) for record in (there, too_late, together, backdated)]
    assert statuses == ["signed", "revoked", "signed", "revoked"]


def test_retracted_key_records(ledger: Ledger) -> None:
    """A key that was added by mistake never counted, one revoked by mistake counts."""
    position = ledger.sign("2021-06-02")
    ledger.revoke_key("2021-06-03", "2020-06-01")
    assert ledger.status(position) == "revoked"
    retraction = {"kind": "record.retracted", "reason": "a mistake"}

    def retract(record: str) -> None:
        draft = replace(drafted(**retraction, record=record), stream="party/ministry")
        stamped = Stamped.of(draft, 9, "2021-06-04T00:00:00.000000Z", None)
        ledger.stored.append(stored_bytes(stamped))

    retract("revoked")
    assert ledger.status(position) == "signed"
    retract("ministry-ministry.example")
    assert ledger.status(position) == "unknown"


@given(st.dictionaries(keys, values), st.sets(st.sampled_from(sorted(ADDED))))
def test_what_is_signed(fields: dict[str, Any], added: set[str]) -> None:
    """The signed line is canonical JSON, whatever the ledger added to the record."""
    plain = {name: value for name, value in fields.items() if name not in ADDED}
    text = signed_text(plain | dict.fromkeys(added, "x"), "ministry", AT)
    head = f"gestand/record/v1\nparty ministry\nat {AT}\n"
    assert text.encode() == head.encode() + canonical(plain) + b"\n"
    checkpoint.check_text(text)


def test_it_is_a_signed_note() -> None:
    """Whoever can open signed notes can check a signature."""
    draft = drafted(**PLAIN)
    text = signed_text(content(draft), "ministry", AT)
    message = checkpoint.write(text, [checkpoint.sign(text, KEY)])
    given_value = signature(draft)["value"]
    assert to_base64(checkpoint.parse_note(message).signatures[0].value) == given_value
    assert checkpoint.verified(checkpoint.parse_note(message), [KEY.verifier])


def test_the_stored_bytes_hold_the_signature() -> None:
    """Golden records with a signature verify as they were stored."""
    for kind in ("party.key_added", "party.key_revoked"):
        fields = json.loads((GOLDEN / f"{kind}.1.json").read_bytes())
        text = signed_text(fields, fields["signature"]["by"], fields["signature"]["at"])
        key = VerifierKey.parse(fields["key"])
        from_draft = signed_text(content(draft_of(fields)), "ncg", fields["signature"]["at"])
        assert text == from_draft
        value = fields["signature"]["value"]
        signed = checkpoint.Signature(key.name, key.id, from_base64(value))
        assert checkpoint.verified(checkpoint.Note(text, (signed,)), [key])


junk = st.none() | st.booleans() | st.integers() | st.text(max_size=5)


@given(
    junk
    | st.lists(junk, max_size=3)
    | st.fixed_dictionaries({}, optional=dict.fromkeys(("by", "at", "key", "value"), junk))
)
def test_whatever_stands_in_the_file(signature_field: Any) -> None:
    """A file that was tampered with is judged, never a reason to stop."""
    made = Ledger()
    made.add_key("2020-02-01", "2020-01-01")
    made.sign("2021-06-02")
    fields = json.loads(made.stored[1])
    fields["signature"] = signature_field
    if isinstance(signature_field, dict):
        fields["signature"] = json.loads(made.stored[1])["signature"] | signature_field
    strange = Record(1, fields)
    assert Keys(made.records()).judge(strange) in {"wrong", "unknown", "unsigned", "signed"}
    assert isinstance(signer(strange), str)


@pytest.mark.parametrize("field", ["key", "on"])
@pytest.mark.parametrize("value", ["", "nonsense", None, 5])
def test_a_key_that_nobody_recorded(field: str, value: Any) -> None:
    """A key record that was written into the file and makes no sense gives no key."""
    made = Ledger()
    made.add_key("2020-02-01", "2020-01-01")
    fields = json.loads(made.stored[0]) | {field: value}
    assert list(Keys([Record(0, fields)])) == []


def _takes(text: str) -> bool:
    try:
        return _verifier_key(text) == text
    except ValueError:
        return False


def _parses(text: str) -> bool:
    try:
        return VerifierKey.parse(text).type is Type.SIGNATURE
    except InvalidInput:
        return False


@given(
    st.text(min_size=1, max_size=9) | st.just("example.org/ledger"),
    st.sampled_from(Type),
    st.integers(0, 200),
    st.sampled_from(["", "+", " ", "A", "=", "\n", "e"]),
)
def test_keys_are_what_the_log_takes_for_keys(name: str, kind: Type, at: int, put: str) -> None:
    """The domain, which cannot ask the log, takes the same texts for keys that sign records.

    But for those with a character that nobody sees, which no new record takes.
    """
    try:
        text = str(SigningKey(name, kind, bytes(32)).verifier)
    except InvalidInput:
        text = f"{name}+00000000+{'A' * 44}"
    for changed in (text, text[:at] + put + text[at:], text[:at] + put + text[at + 1 :]):
        seen = first_hidden(changed) is None
        assert _takes(changed) == (seen and _parses(changed)), changed
