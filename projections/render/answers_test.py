"""The fields of an answer about a log, as a program gets them."""

from __future__ import annotations

import json

from projections.render.answers import CheckedCheckpoint, Finding, Sighting
from projections.render.data import dumps


def test_finding() -> None:
    """What belongs to a code stands beside it."""
    finding = Finding("altered", "id", 9, 9, {"id": "the-plan", "other": 3})
    fields = {"verdict": "altered", "code": "id", "first": 9, "last": 9}
    assert json.loads(dumps(finding)) == fields | {"id": "the-plan", "other": 3}


def test_checkpoint() -> None:
    """A name that is a word of Python is given as what it is, and inner rows are objects."""
    sighting = Sighting("witness.example", "2024-01-01T12:00:00Z")
    note = CheckedCheckpoint(
        size=7,
        origin="example.org",
        from_="kept",
        name="signed",
        signers=("example.org",),
        counts=True,
        agrees=None,
        seen=(sighting,),
    )
    fields = json.loads(dumps(note))
    assert fields["from"] == "kept"
    assert fields["seen"] == [{"by": "witness.example", "at": "2024-01-01T12:00:00Z"}]
