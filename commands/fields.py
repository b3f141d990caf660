"""The options of a kind of record, made from the fields of its model.

One option for each field. A list is given by repeating the option; the four parts of a place have
an option each; any other value with parts is written as `{key: value}`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from domain.catalogue import STREAMS
from domain.event import Envelope, Event
from domain.values import Names, Notation, Place, Source, Value

PLACES = ("area", "cohort", "case")
"""A place is one of these, with or without a level."""


OTHER = Notation("TEXT", "text")
"""What has no notation of its own."""


@dataclass(frozen=True, slots=True)
class Form:
    """How the value of a field is written: what its type amounts to on a command line.

    word: what stands for the value in the help. names: the kind of stream that it names, if any.
    many: whether the option may be repeated. parts: whether `{key: value}` is read as such.
    choices: all values, where they are few.
    """

    word: str
    example: str = ""
    names: str = ""
    many: bool = False
    parts: bool = False
    yes_no: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """One option: the path of its value in a record, how it is written and what it means."""

    path: tuple[str, ...]
    form: Form
    meaning: str
    required: bool
    default: str = ""

    @property
    def option(self) -> str:
        """The option as it is typed."""
        return f"--{self.path[-1].replace('_', '-')}"

    @property
    def parameter(self) -> str:
        """Its name among the parameters of the command."""
        return "_".join(("field", *self.path))


def payload(model: type[Event]) -> list[Given]:
    """The options for what a kind of record says."""
    return list(_given(model))


def envelope() -> list[Given]:
    """The options that every kind of record has; nobody types a signature."""
    return [one for one in _given(Envelope) if one.path != ("signature",)]


def _given(model: type[Value]) -> Iterator[Given]:
    for name, field in model.model_fields.items():
        shown = field.alias or name
        meaning = " ".join((field.description or "").split())
        if shown == "place":
            yield from _places(meaning, required=field.is_required())
        else:
            yield Given(
                (shown,),
                form(field.annotation, field.metadata),
                meaning,
                field.is_required(),
                _default(field),
            )


def _places(meaning: str, *, required: bool) -> Iterator[Given]:
    """The parts of a place; that one of the first three is given is checked as a whole."""
    one_of = "  [one of these three is required]" if required else ""
    for name, field in Place.model_fields.items():
        own = field.description or ""
        told = f"{meaning} {own}{one_of}" if name == PLACES[0] else own
        yield Given(("place", name), form(field.annotation, field.metadata), told, required=False)


def _default(field: FieldInfo) -> str:
    default = field.get_default()
    if field.is_required() or default is None or default == ():
        return ""
    return ("no", "yes")[default] if isinstance(default, bool) else str(default)


def form(annotation: Any, marks: Sequence[Any] = ()) -> Form:
    """What a type amounts to. marks: what it was annotated with."""
    origin, inside = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return form(inside[0], [*inside[1:], *marks])
    if origin in {Union, UnionType}:
        return _either([form(one, marks) for one in inside if one is not NoneType])
    if origin is tuple:
        return replace(form(inside[0]), many=True)
    if origin is Literal:
        return Form("", inside[0], choices=inside)
    return _single(annotation, marks)


def _single(annotation: Any, marks: Sequence[Any]) -> Form:
    if annotation is bool:
        return Form("", yes_no=True)
    if get_origin(annotation) is dict:
        return Form("{KEY: VALUE}", "{key: value}", parts=True)
    if isinstance(annotation, type) and issubclass(annotation, Value):
        word = "TITLE|{...}" if annotation is Source else "{...}"
        return Form(word, _example(annotation), parts=True)
    return _text(marks)


def _either(forms: list[Form]) -> Form:
    """Of several types: the first one's example, everybody's word."""
    word = "|".join(one.word for one in forms)
    return replace(forms[0], word=word, parts=any(one.parts for one in forms))


def _example(model: type[Value]) -> str:
    """A value with what its model requires; of a source its title alone."""
    if model is Source:
        return "Letter to the council"
    parts = [
        f"{field.alias or name}: {form(field.annotation, field.metadata).example}"
        for name, field in model.model_fields.items()
        if field.is_required()
    ]
    return f"{{{', '.join(parts)}}}"


def _text(marks: Sequence[Any]) -> Form:
    """A text; the outermost notation counts, and a name is told by what it is the name of."""
    prefixes = [mark.prefix for mark in marks if isinstance(mark, Names)]
    prefix = prefixes[-1] if prefixes else ""
    notation = [OTHER, *(mark for mark in marks if isinstance(mark, Notation))][-1]
    word = prefix.upper() if prefix in STREAMS else notation.word
    return Form(word, notation.example, names=prefix)
