"""Records as plain values are what their models make of them, in all that the models take."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.record import ENVELOPE
from domain.streams.event import (
    KINDS,
    Draft,
    Envelope,
    content,
    fields_naming,
    names_in,
    references_in,
)
from domain.streams.plain import checked, value, without_defaults
from features.fuzz_test import records
from features.streams.drafts import SOURCE, dates, fields_of
from ledger.codec import canonical, draft_from
from ledger.recording.validation import draft as validated
from ledger.recording.validation import with_place

GOLDEN = Path(__file__).parent.parent.parent / "ledger" / "golden"
STORED = [json.loads(path.read_bytes()) for path in sorted(GOLDEN.glob("*.json"))]
ADDED = ("schema", "stream", "version", "recorded_at", "recorded_by")


def nowhere(_: tuple[str | int, ...]) -> str:
    """No place."""
    return ""


@st.composite
def written(draw: st.DrawFn) -> dict[str, Any]:
    """A record as somebody may write it."""
    kind = draw(st.sampled_from(sorted(KINDS)))
    envelope = {"kind": kind, "on": draw(dates), "source": SOURCE, "id": "r"}
    return draw(fields_of(KINDS[kind])) | envelope


def check(fields: dict[str, Any]) -> bool:
    """Hold what the quick check says of a record to what its models say; whether it took it."""
    kind = fields.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        return False
    model = KINDS[kind]
    complete = checked(kind, with_place(model, fields))
    if complete is None:
        return False
    made = validated(fields, nowhere, lambda _: "party/p")
    assert isinstance(made, Draft), "what is taken quickly is taken"
    own_id = complete.get("id", made.id)
    quick = draft_from(model, complete, own_id, made.stream)
    assert quick == made
    assert quick.signature == made.signature
    assert canonical(content(quick)) == canonical(content(made))
    said = complete | {"schema": model.schema_version, "stream": made.stream, "id": own_id}
    said.pop("signature", None)
    plain = {name: part for name, part in said.items() if part != []}
    assert canonical(plain) == canonical(content(made))
    keys = {(one.key, one.prefix not in {"record", "anything"}) for one in
            references_in(model, complete)}  # fmt: skip
    assert names_in(model, complete) == keys
    return True


@given(record=written() | records)
def test_what_is_taken_quickly(record: dict[str, Any]) -> None:
    """Whatever is written: what the quick check takes is what the models make of it."""
    check(record)


@pytest.mark.parametrize("stored", STORED, ids=lambda stored: stored["kind"])
def test_most_is_taken_quickly(stored: dict[str, Any]) -> None:
    """Of every kind but charters, whose checks look into values, a common record is taken."""
    fields = {name: part for name, part in stored.items() if name not in ADDED}
    assert check(fields) or stored["kind"].startswith("charter.")


@pytest.mark.parametrize("stored", STORED, ids=lambda stored: stored["kind"])
def test_what_was_left_out(stored: dict[str, Any]) -> None:
    """Every field that may be left out has the value that its model gives it."""
    every = KINDS[stored["kind"]].model_fields | Envelope.model_fields
    optional = {field.alias or name for name, field in every.items() if not field.is_required()}
    fields = {name: part for name, part in stored.items() if name not in ADDED}
    for left_out in [optional, *({name} for name in optional)]:
        check({name: part for name, part in fields.items() if name not in left_out})


@pytest.mark.parametrize("stored", STORED, ids=lambda stored: stored["kind"])
def test_the_fields_that_name_a_stream(stored: dict[str, Any]) -> None:
    """A reference is found by the field in which it stands, also in a value inside."""
    model = KINDS[stored["kind"]]
    for reference in references_in(model, stored):
        if reference.prefix != "record" and reference.path[0] != model.slug:
            assert reference.path[0] in fields_naming(model, {reference.prefix})


@given(record=written())
def test_what_goes_without_saying(record: dict[str, Any]) -> None:
    """A value without its defaults is what its model gives without them."""
    model = KINDS[record["kind"]]
    complete = checked(record["kind"], record)
    if complete is not None:
        for part, names in ((model, set(complete) - {*ENVELOPE}), (Envelope, {*ENVELOPE})):
            own = {name: complete[name] for name in complete if name in names and name != "kind"}
            made = value(part, own).model_dump(mode="json", exclude_defaults=True)
            assert canonical(without_defaults(part, own)) == canonical(made)
