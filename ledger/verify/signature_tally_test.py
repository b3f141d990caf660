"""How many records each party signed, against asking record by record."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.record import Record
from ledger.codec import canonical
from ledger.signing.authorship import Keys, SignatureStatus, label, signed_text, signer
from ledger.transparency.encoding import to_base64
from ledger.transparency.keys import SigningKey, Type
from ledger.verify.records import Authorship, Gathered, SignatureTally, authorship, gather

PARTIES = ("auditor", "ministry", "stranger")
KEYS = {
    party: SigningKey(f"{party}.example", Type.SIGNATURE, bytes([number] * 32))
    for number, party in enumerate(PARTIES)
}
AT = "2021-06-01T12:00:00Z"


def key_record(kind: str, party: str, on: str) -> dict[str, Any]:
    """A record about the key of a party."""
    key = str(KEYS[party].verifier)
    return {"kind": f"party.key_{kind}", "party": party, "key": key, "on": on, "id": kind + party}


def update(signed_by: str | None = None, **changes: Any) -> dict[str, Any]:
    """An update that a party signed, or nobody; `changes` are made afterwards."""
    fields = {"kind": "update.sent", "id": "u", "content": "news", "recorded_at": "2021"}
    if signed_by is None:
        return fields | changes
    key = KEYS[signed_by]
    value = to_base64(key.sign(signed_text(fields, signed_by, AT)))
    signature = {"by": signed_by, "at": AT, "key": label(key.verifier), "value": value}
    return fields | {"signature": signature} | changes


def gathered(ledger: list[dict[str, Any]], start: int = 0) -> Gathered:
    """A run of records as it is taken in by the verifier."""
    positions = range(start, start + len(ledger))
    contents = [canonical(fields) for fields in ledger]
    said = [(fields.get("recorded_by"), "signature" in fields) for fields in ledger]
    return gather(positions, contents, [fields["kind"] for fields in ledger], said)


def test_shares() -> None:
    """Of each party: what it signed, what was recorded in its name, and what is wrong."""
    ledger = [
        key_record("added", "ministry", "2020-01-01"),
        update("ministry"),
        update("ministry", content="changed"),
        update("stranger"),
        *(update(recorded_by=name) for name in ("ministry", "somebody")),
        update(),
        key_record("revoked", "ministry", "2022-01-01") | {"recorded_at": "2022"},
        update("ministry", recorded_at="2023"),
    ]
    assert authorship(gathered(ledger)) == Authorship(
        [
            SignatureTally("", unsigned=4),
            SignatureTally("ministry", signed=1, unsigned=1, wrong=1, revoked=1),
            SignatureTally("stranger", unknown=1),
        ],
        [2],
    )


def test_nobody_has_a_key() -> None:
    """Where no party has a key there is nobody whose signature could be checked."""
    assert authorship(gathered([update(), update("ministry")])) == Authorship()


def test_few_are_kept() -> None:
    """Of records that say nothing of signatures only the number is kept."""
    ledger = [update(recorded_by="ministry")] * 9 + [update("ministry")]
    tally = gathered(ledger, 100)
    assert tally.telling == [(109, canonical(ledger[9]))]
    assert tally.others == {"ministry": 9}


records = st.one_of(
    st.builds(key_record, st.just("added"), st.sampled_from(PARTIES[:2]), st.just("2020")),
    st.builds(key_record, st.just("revoked"), st.sampled_from(PARTIES[:2]), st.just("2021")),
    st.builds(update, st.none() | st.sampled_from(PARTIES), recorded_by=st.sampled_from(PARTIES)),
    st.builds(update, st.sampled_from(PARTIES), note=st.just("added later")),
    st.sampled_from(PARTIES).map(
        lambda party: {"kind": "record.retracted", "record": f"revoked{party}", "id": "r"}
    ),
)


@given(st.lists(records, max_size=12), st.integers(0, 12))
def test_against_asking_record_by_record(ledger: list[dict[str, Any]], cut: int) -> None:
    """However a ledger is cut into runs, every record counts once, as it is judged alone."""
    both = gathered(ledger[:cut])
    both.join(gathered(ledger[cut:], len(ledger[:cut])))
    whose = authorship(both)
    every = [Record(number, json.loads(canonical(fields))) for number, fields in enumerate(ledger)]
    keys = Keys(every)
    expected: Counter[tuple[str, str]] = Counter()
    for record in every:
        status = keys.judge(record)
        recorder = str(record.get("recorded_by"))
        unsigned = recorder if recorder in keys.parties() else ""
        expected[unsigned if status is SignatureStatus.UNSIGNED else signer(record), status] += 1
    if not keys.parties():
        expected.clear()
    assert expected == {
        (share.party, status): getattr(share, status)
        for share in whose.shares
        for status in SignatureStatus
        if getattr(share, status)
    }
    wrong = [record.position for record in every if keys.judge(record) is SignatureStatus.WRONG]
    assert list(whose.wrong) == (wrong if keys.parties() else [])


@pytest.mark.parametrize("recorder", [None, 5, True, [], {"a": []}])
def test_whatever_stands_in_the_file(recorder: Any) -> None:
    """A recorder that is no name is nobody's."""
    ledger = [key_record("added", "ministry", "2020"), update(recorded_by=recorder)]
    assert authorship(gathered(ledger)).shares == [SignatureTally("", unsigned=2)]
