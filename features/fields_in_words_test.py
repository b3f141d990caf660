"""Every field that a record may have has a name on screen, and what is nested is told in words."""

from __future__ import annotations

from typing import get_args, get_type_hints

import pytest
from pydantic import BaseModel

from domain.record import ENVELOPE
from domain.streams import registry
from domain.streams.event import KINDS
from projections.render.screens.fields import LABEL, Known, in_words

assert registry, "the catalogue fills the table of kinds"

KNOWN = Known({"mayor": "The mayor (M)"}, {"area/hill": "The Hill", "cohort/old": "Old claims"})


def names(model: type[BaseModel]) -> set[str]:
    """The fields of a model and of the values in it, as records have them."""
    found: set[str] = set()
    for name, hint in get_type_hints(model).items():
        if name in model.model_fields:
            found.add(model.model_fields[name].alias or name)
            for part in parts(hint):
                if isinstance(part, type) and issubclass(part, BaseModel):
                    found |= names(part)
    return found


def parts(hint: object) -> list[object]:
    """A type and all those that it is made of."""
    return [hint, *(inner for part in get_args(hint) for inner in parts(part))]


def test_every_field_has_a_name_on_screen() -> None:
    """A field that a new kind of record brings has its words in the one catalogue."""
    used = {name for model in KINDS.values() for name in names(model)} | {*ENVELOPE}
    spelled = {"nl", "en", "days", "n", "rung", "url", "locator", "sha256", "as"}
    assert used - {*LABEL} <= spelled, used - {*LABEL} - spelled


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("by", ["mayor", "council"], "The mayor (M), council"),
        ("place", {"area": "hill", "level": "dwelling"}, "The Hill, at the level of dwellings"),
        ("place", {"cohort": "old"}, "Old claims"),
        ("amount", {"value": "500", "currency": "EUR", "per": "home"}, "500 EUR per home"),
        ("powers", [{"power": "execute", "topic": "old-claims"}], "carry out (old claims)"),
        (
            "conditions",
            [{"key": "informed", "parameters": {"days": 90}}, {"key": "recognition"}],
            "informed (days 90); recognition",
        ),
        ("due", "2024-12-31", "31 Dec 2024"),
        ("from", ["mayor"], "The mayor (M)"),
        ("from", "2024-05", "May 2024"),
        ("given", "co-decide", "co-decide"),
        ("process", True, "yes"),
        ("condition", {"text": "if it rains", "type": "proviso"}, "if it rains, type proviso"),
    ],
)
def test_a_value_is_told_in_words(name: str, value: object, words: str) -> None:
    """Names as people know them, dates, places, money and conditions in phrases."""
    assert in_words(value, name, KNOWN) == words
