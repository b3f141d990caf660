"""The stored bytes: canonical JSON, complete, and readable for ever."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import RecordTooLong
from domain.streams.event import KINDS, Draft, Envelope, references
from domain.streams.fields import Money, Place
from domain.streams.mandate import MandateGranted
from ledger.codec import Stamped, canonical, draft_of, stored_bytes

GOLDEN = Path(__file__).parent / "golden"

text = st.text(st.characters(codec="utf-8"))
keys = st.from_regex(r"[a-z_]{1,12}", fullmatch=True)
whole = st.integers(min_value=-(2**53) + 1, max_value=2**53 - 1)
values = st.recursive(
    st.booleans() | whole | text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
)


@given(st.dictionaries(keys, values))
def test_canonical(value: dict[str, Any]) -> None:
    """Our canonical JSON is that of RFC 8785, by another implementation of it."""
    assert canonical(value) == rfc8785.dumps(value)


@pytest.mark.parametrize("path", sorted(GOLDEN.rglob("*.json")), ids=lambda path: path.stem)
def test_golden(path: Path) -> None:
    """Every version of every kind that was ever stored still loads, and the newest is unchanged.

    Those in `refused` too, which nobody can record any more as they are.
    """
    stored = path.read_bytes()
    fields = json.loads(stored)
    draft = draft_of(fields)
    if fields["schema"] == draft.event.schema_version:
        again = Stamped.of(
            draft, fields["version"], fields["recorded_at"], fields.get("recorded_by")
        )
        assert stored_bytes(again) == stored


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.json")), ids=lambda path: path.stem)
def test_a_draft_of_fields(path: Path) -> None:
    """A draft that makes its event when somebody asks says what one says that was given it."""
    stored = json.loads(path.read_bytes())
    made = draft_of(dict(stored))
    given_both = Draft(made.event, made.envelope, made.id, made.stream, made.signature)
    for name in (*KINDS[stored["kind"]].model_fields, "no_field"):
        # Anew each time: nothing was asked of it before.
        assert draft_of(dict(stored)).get(name) == given_both.get(name), name
    fresh = draft_of(dict(stored))
    for name in ("model", "kind", "on", "corrects", "asked"):
        assert getattr(fresh, name) == getattr(given_both, name), name
    assert fresh == given_both
    assert fresh != replace(given_both, id="another")
    assert replace(fresh, id="another") == replace(given_both, id="another")


def test_every_kind_has_a_golden_file() -> None:
    """No kind is stored without a sample of its bytes."""
    expected = {f"{kind}.{model.schema_version}" for kind, model in KINDS.items()}
    assert expected <= {path.stem for path in GOLDEN.glob("*.json")}


def test_too_long() -> None:
    """A record that no entry of a log tile can hold is refused."""
    event = KINDS["update.sent"].model_validate(
        {"place": {"area": "village"}, "by": "ncg", "content": "news", "text": "x" * 65_536}
    )
    envelope = Envelope.model_validate({"on": "2020", "source": [{"title": "a letter"}]})
    draft = Draft(event, envelope, "long", "update/long")
    with pytest.raises(RecordTooLong):
        stored_bytes(Stamped.of(draft, 1, "2026-01-01T00:00:00.000000Z", None))


def test_what_would_be_refused_today() -> None:
    """A stored record is read as it is, also where its fields would not be taken any more."""
    kept: dict[str, Any] = {
        "kind": "mandate.granted", "schema": 1, "stream": "mandate/m", "id": "m", "version": 1,
        "recorded_at": "2020-01-01T00:00:00.000000Z", "on": "some day", "mandate": "m",
        "holder": "a", "power": "rule", "place": {"area": "The Hill", "level": "area"},
        "from": "2020", "basis": "agreement", "joint_with": ["b", "c"],
        "limit": {"value": "a lot", "currency": "EUR"},
        "source": [{"title": "Bell \x07", "type": "other"}],
    }  # fmt: skip
    draft = draft_of(kept)
    event = draft.event
    assert isinstance(event, MandateGranted)
    assert isinstance(event.limit, Money)
    assert (event.from_, event.power, event.limit.value) == ("2020", "rule", "a lot")
    assert event.place == Place.model_construct(area="The Hill", level="area")
    assert {reference.key for reference in references(draft)} == {
        "party/a", "party/b", "party/c", "area/The Hill",
    }  # fmt: skip
    stored = stored_bytes(Stamped.of(draft, 1, kept["recorded_at"], None))
    assert json.loads(stored) == kept
