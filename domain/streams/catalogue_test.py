"""All kinds of event together: described, ordered, and known to those who read without models."""

from __future__ import annotations

from collections.abc import Iterator

from domain.record import ENVELOPE, FOUNDING
from domain.streams.event import Envelope
from domain.streams.fields import Value
from domain.streams.meanings import meanings
from domain.streams.registry import STREAMS, kinds


def models(base: type[Value] = Value) -> Iterator[type[Value]]:
    """Every model there is."""
    for model in base.__subclasses__():
        yield model
        yield from models(model)


def test_every_field_says_what_it_means() -> None:
    """Help, JSON Schema and documentation take their words from the models."""
    missing = [
        f"{model.__name__}.{name}"
        for model in models()
        for name in model.model_fields
        if not meanings(model).get(name)
    ]
    assert missing == []


def test_the_order_of_kinds() -> None:
    """Kinds stand in the order of their streams, records about records last."""
    prefixes = list(dict.fromkeys(kind.partition(".")[0] for kind in kinds()))
    assert prefixes == [*STREAMS, "record"]


def test_founding_kinds() -> None:
    """The list for those who read without models holds the kinds that begin a stream."""
    assert {kind for kind, model in kinds().items() if model.founding} == FOUNDING


def test_the_envelope() -> None:
    """The names of the envelope's fields are known without its model, and no kind takes one."""
    own = {field.alias or name for name, field in Envelope.model_fields.items()}
    assert own <= set(ENVELOPE)
    for kind, model in kinds().items():
        assert not set(model.model_fields) & set(ENVELOPE), kind
