"""Records as plain JSON values: checked as their models check them, without making a model.

Making a model of every record took half of the time of an import when measured. So the schema of
each model is turned into one of a JSON object with the same checks in it; whatever that does not
take, also where only a model can tell, is left to the models, which say what is wrong with it.

Equation: where `checked` gives fields, they are those of the model, and `value` makes that model.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple, TypeVar, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema, SchemaValidator, core_schema

from domain.streams.event import KINDS, Envelope, value_within
from domain.streams.fields import Value

Kind = TypeVar("Kind", bound=Value)

Schemas = dict[str, Any]
"""The definitions of a schema that it refers to, by their names."""


# -- checking ------------------------------------------------------------------------------------


def checked(kind: str, fields: dict[str, Any]) -> dict[str, Any] | None:
    """The fields of a record with their defaults, as they are stored; None: ask the models."""
    try:
        return _record(kind).validate_python(fields)  # type: ignore[no-any-return]  # it says Any
    except (ValidationError, AttributeError):
        # A check that looks into the values inside a model finds none here.
        return None


@cache
def _record(kind: str) -> SchemaValidator:
    """The checks of a kind of event and of its envelope as those of one object."""
    event = _plain(_schema(KINDS[kind]), {})
    inside = event
    while inside["type"] != "typed-dict":
        inside = inside["schema"]
    envelope = _plain(_schema(Envelope), {})["fields"]
    kind_itself = core_schema.typed_dict_field(core_schema.literal_schema([kind]))
    # A field of the envelope is never one of the event.
    inside["fields"] = inside["fields"] | envelope | {"kind": kind_itself}
    return SchemaValidator(event)


def _schema(model: type[Value]) -> Any:
    return model.__pydantic_core_schema__


def _plain(schema: Any, definitions: Schemas) -> Any:
    """A schema with objects in the place of models, and lists in that of tuples."""
    made = _PLAIN.get(schema["type"])
    assert made, f"a field of a type that no field had before: {schema['type']}"
    return made(schema, definitions)


def _defined(schema: Any, definitions: Schemas) -> Any:
    named = {_reference(each): each for each in schema["definitions"]}
    return _plain(schema["schema"], definitions | named)


def _object(schema: Any, definitions: Schemas) -> Any:
    fields = {
        field.get("validation_alias", name): core_schema.typed_dict_field(
            _plain(field["schema"], definitions), required=field["schema"]["type"] != "default"
        )
        for name, field in schema["schema"]["fields"].items()
    }
    return core_schema.typed_dict_schema(fields, extra_behavior="forbid")


def _with_default(schema: Any, definitions: Schemas) -> Any:
    """A field with its default; None is left out, and so is an empty list (`event.content`)."""
    inner, default = _plain(schema["schema"], definitions), schema["default"]
    left_out = default is None or default == ()
    return inner if left_out else core_schema.with_default_schema(inner, default=default)


def _preceded(schema: Any, definitions: Schemas) -> Any:
    inner = _plain(schema["schema"], definitions)
    return core_schema.no_info_before_validator_function(_function(schema), inner)


def _list(schema: Any, definitions: Schemas) -> Any:
    (items,) = schema["items_schema"]
    at_least = schema.get("min_length")
    return core_schema.list_schema(_plain(items, definitions), min_length=at_least)


def _named_values(schema: Any, definitions: Schemas) -> Any:
    values, at_least = _plain(schema["values_schema"], definitions), schema.get("min_length")
    return core_schema.dict_schema(schema["keys_schema"], values, min_length=at_least)


def _followed(schema: Any, definitions: Schemas) -> CoreSchema:
    """A schema followed by a check: of a text, or of a model, which reads its attributes."""
    check = _function(schema)
    inner = _plain(schema["schema"], definitions)
    model = _model(schema["schema"], definitions)
    if model is None:
        return core_schema.no_info_after_validator_function(check, inner)
    shape = _shape(model)

    def check_attributes(fields: dict[str, Any]) -> dict[str, Any]:
        attributes = _Attributes()
        attributes.__dict__ = shape.blank | fields
        for written, part in shape.parts.items():
            if written != part.name and written in fields:
                attributes.__dict__[part.name] = fields[written]
        check(attributes)
        return fields

    return core_schema.no_info_after_validator_function(check_attributes, inner)


_PLAIN: dict[str, Callable[[Any, Schemas], Any]] = {
    "definitions": _defined,
    "definition-ref": lambda schema, named: _plain(named[schema["schema_ref"]], named),
    "model": _object,
    "default": _with_default,
    # What has no value is left out.
    "nullable": lambda schema, named: _plain(schema["schema"], named),
    "function-before": _preceded,
    "function-after": _followed,
    "tuple": _list,
    "dict": _named_values,
    "union": lambda schema, named: core_schema.union_schema(
        [_plain(choice, named) for choice in schema["choices"]]
    ),
    "str": lambda schema, _: _bare(schema),
    "literal": lambda schema, _: _bare(schema),
    # A number with a fraction is never whole here, and a text is neither.
    "int": lambda schema, _: _bare(schema) | {"strict": True},
    "bool": lambda schema, _: _bare(schema) | {"strict": True},
}
"""What becomes of a schema, by its type."""


def _bare(schema: Any) -> Any:
    return {name: part for name, part in schema.items() if name != "metadata"}


def _reference(schema: Any) -> str:
    return str(schema["ref"] if "ref" in schema else _reference(schema["schema"]))


def _function(schema: Any) -> Any:
    return schema["function"]["function"]


def _model(schema: Any, definitions: Schemas) -> type[Value] | None:
    match schema["type"]:
        case "model":
            return schema["cls"]  # type: ignore[no-any-return]  # a schema is Any
        case "definition-ref":
            return _model(definitions[schema["schema_ref"]], definitions)
        case "function-after":
            return _model(schema["schema"], definitions)
        case _:
            return None


class _Attributes:
    """Fields as a check of a model reads them."""


# -- values --------------------------------------------------------------------------------------


class Part(NamedTuple):
    """A field that takes more than to be put in its place.

    name: in the model. model: of the values inside, if they have fields. many: whether it is a
    list.
    """

    name: str
    model: type[Value] | None
    many: bool


class _Shape(NamedTuple):
    """What it takes to make a model of fields, and to tell which of them went without saying.

    blank: the model without any field, and every: their names in the model. simple: the names of
    the fields that are put in their places as they are, and parts the others, all as they are
    written. defaults: those that are not None. within: the models inside.
    """

    blank: dict[str, Any]
    every: set[str]
    simple: frozenset[str]
    parts: dict[str, Part]
    defaults: dict[str, Any]
    within: dict[str, type[Value]]


@cache
def _shape(model: type[Value]) -> _Shape:
    written = {field.alias or name: field for name, field in model.model_fields.items()}
    names = {field.alias or name: name for name, field in model.model_fields.items()}
    parts = {
        each: Part(names[each], value_within(field.annotation), _is_many(field))
        for each, field in written.items()
    }
    simple = {each for each, part in parts.items() if part == Part(each, model=None, many=False)}
    return _Shape(
        {part.name: () if part.many else None for part in parts.values()},
        set(model.model_fields),
        frozenset(simple),
        {each: part for each, part in parts.items() if each not in simple},
        {
            each: field.default
            for each, field in written.items()
            if not field.is_required() and field.default is not None and field.default != ()
        },
        {each: part.model for each, part in parts.items() if part.model is not None},
    )


def _is_many(field: FieldInfo) -> bool:
    return get_origin(field.annotation) is tuple


def value(model: type[Kind], fields: Mapping[str, Any], without: Iterable[str] = ()) -> Kind:
    """The model that has these checked fields; names that it does not have are passed by.

    without: the names of fields that it is to have without a value.
    """
    shape = _shape(model)
    held = dict(shape.blank)
    for name in shape.simple.intersection(fields):
        held[name] = fields[name]
    for written, (name, within, many) in shape.parts.items():
        part = fields.get(written)
        if part is not None:
            part = part if within is None else _inside(within, part)
            held[name] = tuple(part) if many else part
    for name in without:
        held[name] = None
    made = model.__new__(model)
    _set(made, "__dict__", held)
    _set(made, "__pydantic_fields_set__", shape.every)
    _set(made, "__pydantic_extra__", None)
    _set(made, "__pydantic_private__", None)
    return made


_set = object.__setattr__


def _inside(model: type[Value], part: Any) -> Any:
    if isinstance(part, dict):
        return value(model, part)
    if isinstance(part, list):
        return [_inside(model, each) for each in part]
    return part


@cache
def parts_by_name(model: type[Value]) -> dict[str, Part]:
    """Of each field of a model, by its name there, how it is written; and what it takes."""
    shape = _shape(model)
    parts = {part.name: part._replace(name=written) for written, part in shape.parts.items()}
    return parts | {name: Part(name, model=None, many=False) for name in shape.simple}


def without_defaults(model: type[Value], fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a model as written, without those that say what goes without saying."""
    shape = _shape(model)
    return _left(fields, shape.defaults, shape.within)


def identity(kind: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """What makes a record of a kind the same as another: the fields that had to be written."""
    return _left(fields, *_unsaid(kind))


@cache
def _unsaid(kind: str) -> tuple[dict[str, Any], dict[str, type[Value]]]:
    """The defaults of an event and its envelope, and the models inside."""
    event, envelope = _shape(KINDS[kind]), _shape(Envelope)
    return event.defaults | envelope.defaults, event.within | envelope.within


def _left(
    fields: Mapping[str, Any], defaults: dict[str, Any], within: dict[str, type[Value]]
) -> dict[str, Any]:
    left = dict(fields)
    for written, default in defaults.items():
        if left.get(written) == default:
            del left[written]
    for written, model in within.items():
        part = left.get(written)
        if isinstance(part, dict):
            left[written] = without_defaults(model, part)
        elif isinstance(part, list):
            left[written] = [without_defaults(model, each) for each in part]
    return left
