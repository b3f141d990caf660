"""A mapping in a file of YAML: read, with the place of everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path as FilePath
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from domain.errors import Problem, Problems, Unreadable
from domain.streams.event import Envelope, Event
from domain.streams.fields import Place
from domain.streams.registry import kinds
from languages import N_
from ledger.journal.shape import Mark, Path
from ledger.journal.yaml_format import document
from ledger.said_by_others import of_model, of_system
from ledger.tables.mapping import NOTHING, Cells, Condition, Mapping, Part
from ledger.tables.sheet import unreadable

Wrong = Callable[[Path, str, str], None]
"""Told what is wrong at a path of a mapping, and what to do."""


def read_mapping(path: FilePath) -> Mapping:
    """The mapping in a file of YAML; Problems with everything that is wrong with it."""
    name = str(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        remedy = N_("Write a first one with `gestand map FILE`")
        raise unreadable(name, N_("there is no such file"), remedy) from error
    except (OSError, UnicodeError) as error:
        reason = of_system(error) if isinstance(error, OSError) else N_("it is not UTF-8")
        raise unreadable(name, reason, N_("Check the file and its rights")) from error
    value, mark = _document(text, name)
    if not isinstance(value, dict):
        remedy = N_("Write a first one with `gestand map FILE`")
        raise unreadable(name, N_("it holds no mapping"), remedy)
    problems: list[Problem] = []

    def wrong(path: Path, obstacle: str, remedy: str) -> None:
        problems.append(_wrong(mark.place(name, path), obstacle, remedy))

    for field in ("every", "records", "parties", "areas", "status", "terms"):
        if field in value:
            value[field] = _with_cells(value[field], (field,), wrong)
    try:
        mapping = Mapping.model_validate(value)
    except ValidationError as error:
        for detail in error.errors():
            path_ = tuple(part for part in detail["loc"] if not str(part).startswith("function-"))
            wrong(path_, *_in_words(path_, detail))
        raise Problems(problems) from error
    _check_kinds(mapping, wrong)
    _check_changes(mapping, wrong)
    if problems:
        raise Problems(problems)
    return mapping


def _document(text: str, name: str) -> tuple[Any, Mark]:
    """What the YAML holds, and where its parts stand."""
    try:
        return document(text, name)
    except Problems as several:
        told = [_wrong(one.place, one.obstacle, one.remedy) for one in several.problems]
        raise Problems(list[Problem](told)) from several


def _with_cells(value: Any, path: Path, wrong: Wrong) -> Any:
    """The value with what names a column, or how something is read, as `Cells`."""
    if path[-1] == "when":
        several = value if isinstance(value, list) else [value]
        return tuple(
            _part(Condition, one, (*path, index) if several is value else path, wrong)
            for index, one in enumerate(several)
        )
    if isinstance(value, list):
        return [_with_cells(part, (*path, index), wrong) for index, part in enumerate(value)]
    if not isinstance(value, dict):
        return value
    in_status = path[0] == "status" and (len(path) == 1 or isinstance(path[-1], int))
    is_cells = "column" in value or "columns" in value or ("text" in value and "read" in value)
    if is_cells and not in_status:
        return _part(Cells, value, path, wrong)
    return {key: _with_cells(part, (*path, key), wrong) for key, part in value.items()}


def _part(model: type[Part], value: Any, path: Path, wrong: Wrong) -> Part:
    """A part of a mapping that stands within a record; what is wrong with it is told."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        for detail in error.errors():
            at = (*path, *detail["loc"])
            wrong(at, *_in_words(at, detail))
        return model.model_construct(column="")


def _in_words(path: Path, detail: ErrorDetails) -> tuple[str, str]:
    """What is wrong with a part of a mapping, and what to do."""
    name = path[-1] if path else N_("the mapping")
    kind, message = detail["type"], detail["msg"]
    match kind:
        case "extra_forbidden":
            return N_("there is no part {name!r}").format(name=name), N_(
                "See docs/import.md for the parts there are"
            )
        case "missing":
            return N_("the part {name} is missing").format(name=name), N_("Add `{name}:`").format(
                name=name
            )
        case "value_error":
            reason, _, remedy = message.removeprefix("Value error, ").partition("; ")
            return reason, remedy[:1].upper() + remedy[1:]
        case _:
            return N_("{name} cannot be so: {reason}").format(
                name=name, reason=of_model(kind, message, detail.get("ctx", {}))
            ), N_("Correct it")


def _check_kinds(mapping: Mapping, wrong: Wrong) -> None:
    for index, record in enumerate(mapping.records):
        kind = record.get("kind")
        if not isinstance(kind, str) or kind not in kinds():
            remedy = N_("See `gestand schema` for all kinds")
            wrong(
                ("records", index, "kind"),
                N_("there is no kind {kind!r}").format(kind=kind),
                remedy,
            )
            continue
        known = _fields_of(kinds()[kind])
        for name in record.keys() - known - {"kind", "when"}:
            closest = get_close_matches(name, known, n=1)
            remedy = (
                N_("Did you mean {closest}?").format(closest=closest[0])
                if closest
                else N_("See `gestand schema {kind}`").format(kind=kind)
            )
            wrong(
                ("records", index, name), N_("there is no field {name!r}").format(name=name), remedy
            )
    for number, status in enumerate(mapping.status):
        for value, meant in status.values.items():
            kind = meant.partition("/")[0] if isinstance(meant, str) else meant.get("kind")
            if kind != NOTHING and kind not in kinds():
                path = ("status", "values", value) if len(mapping.status) == 1 else (
                    "status", number, "values", value)  # fmt: skip
                remedy = N_("Write kind or kind/outcome, or {nothing}").format(nothing=NOTHING)
                wrong(path, N_("there is no kind {kind!r}").format(kind=kind), remedy)


def _check_changes(mapping: Mapping, wrong: Wrong) -> None:
    named = {str(record.get("kind")) for record in mapping.records}
    named |= {"mandate.granted"} if mapping.terms else set()
    known = {name for kind in named & kinds().keys() for name in _fields_of(kinds()[kind])}
    known |= {"outcome"} if mapping.status else set()
    for name, meaning in mapping.changes.items():
        if name not in known:
            closest = get_close_matches(name, known, n=1)
            remedy = (
                N_("Did you mean {closest}?").format(closest=closest[0])
                if closest
                else N_("Name a field of its records")
            )
            wrong(("changes", name), N_("there is no field {name!r}").format(name=name), remedy)
        elif meaning == "redefinition" and "promise.made" not in named:
            obstacle, remedy = N_("only promises are redefined"), N_("Write correction or nothing")
            wrong(("changes", name), obstacle, remedy)


def _fields_of(model: type[Event]) -> set[str]:
    """The fields of a record of a kind, those of its place beside them."""
    models: list[type[BaseModel]] = [model, Envelope]
    if "place" in model.model_fields:
        models.append(Place)
    return {field.alias or name for each in models for name, field in each.model_fields.items()}


def _wrong(place: str, obstacle: str, remedy: str) -> Unreadable:
    return Unreadable(N_("read the mapping"), obstacle, remedy, place)
