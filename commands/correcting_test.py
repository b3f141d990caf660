"""What a correction makes of the fields of a record."""

from __future__ import annotations

from typing import Any

import pytest

from commands.correcting import _changed
from commands.writing import structured
from domain.errors import UsageProblem

MADE = {"kind": "promise.made", "text": "A plan.", "place": {"area": "village", "level": "area"}}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"text": "Two plans."}, MADE | {"text": "Two plans."}),
        ({"due": "2020"}, MADE | {"due": "2020"}),
        ({"text": ""}, {"kind": "promise.made", "place": MADE["place"]}),
        ({"level": "dwelling"}, MADE | {"place": {"area": "village", "level": "dwelling"}}),
        ({"level": ""}, MADE | {"place": {"area": "village"}}),
        ({"area": "town"}, MADE | {"place": {"area": "town", "level": "area"}}),
        ({"cohort": "batch"}, MADE | {"place": {"cohort": "batch", "level": "area"}}),
        ({"place": {"case": "one"}}, MADE | {"place": {"case": "one"}}),
    ],
)
def test_changed(given: dict[str, Any], expected: dict[str, Any]) -> None:
    """Fields are changed, added or taken out; a place is one area, cohort or case."""
    assert _changed(MADE, given) == expected


def test_fields_apart() -> None:
    """In a record without a place, an area is a field like any other."""
    moved = {"kind": "area.moved", "area": "village", "within": "town"}
    assert _changed(moved, {"within": "city"}) == moved | {"within": "city"}


@pytest.mark.parametrize("text", ["[a", "{a: ~}", "{a: *x}", "[" * 99])
def test_structured(text: str) -> None:
    """What is no YAML on the command line is a mistake of usage."""
    with pytest.raises(UsageProblem, match="read by"):
        structured(text, "by")
