"""What a mapping says: how a table is read, and which records are made of each of its rows."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from domain.dates import check_date
from domain.errors import Problem, Problems, Unreadable
from domain.streams.event import Envelope, Event
from domain.streams.fields import SLUG, Place
from domain.streams.registry import kinds
from domain.written_dates import form_of
from ledger.journal.yaml_format import document
from ledger.tables.sheet import unreadable

# -- the parts of a mapping --------------------------------------------------------------------


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str | dict) else value


def _known_forms(patterns: tuple[str, ...]) -> tuple[str, ...]:
    for pattern in patterns:
        form_of(pattern)
    return patterns


Names = Annotated[tuple[str, ...], BeforeValidator(_as_list)]
Day = Annotated[str, AfterValidator(check_date)]
Mark_ = Literal[",", "."]
Read = Literal["text", "date", "deadline", "number", "money", "list", "party", "area", "name"]


class Part(BaseModel):
    """A part of a mapping, which knows its fields and takes no others."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Table(Part):
    """How the file is read."""

    sheet: str | None = None
    """Which sheet of a workbook; left out: the first."""
    encoding: str | None = None
    """The encoding of a file of text; left out: what the file tells."""
    separator: str | None = None
    """What stands between its cells; left out: what most rows have."""
    header: Annotated[int, Field(ge=1)] | None = None
    """The number of the row with the names of the columns; left out: the first that looks so."""
    decimal: Mark_ | None = None
    """The mark before decimals, where numbers are text; the other one groups thousands."""
    order: Literal["dmy", "mdy"] | None = None
    """Whether the day or the month comes first in dates that are text."""
    day: Day | None = None
    """The day of the file: what it says held by then, and nothing in it happened later."""
    empty: Names = ()
    """Texts that mean that there is nothing, such as n.v.t."""


class Cells(Part):
    """Where a value comes from, and how it is read."""

    column: str | None = None
    """The column that it stands in."""
    columns: Names = ()
    """Several columns, whose values are joined."""
    text: str | None = None
    """A text that is the same in every row."""
    read: Read = "text"
    """How it is read."""
    values: dict[str, str | dict[str, Any]] = {}
    """What some of the values mean, whatever their reader would make of them."""
    formats: Annotated[Names, AfterValidator(_known_forms)] = ()
    """The ways in which dates are written, such as d-m-yyyy or `1 maart 2024`; no other is read."""
    decimal: Mark_ | None = None
    """The mark before decimals; left out: that of the table."""
    times: Annotated[str, Field(pattern=r"^10*$")] = "1"
    """What a number is multiplied by, such as 1000000 where it counts millions."""
    currency: str = "EUR"
    """The currency of money."""
    per: str | None = None
    """Per what the money is, such as year."""
    separator: str = ";"
    """What separates the values of a list."""
    join: str = " "
    """What stands between the values of several columns."""
    prefix: str = ""
    """What is put before the value."""
    default: str | None = None
    """The value where the cell is empty."""

    @model_validator(mode="after")
    def _one_origin(self) -> Self:
        if sum(bool(given) for given in (self.column, self.columns, self.text)) != 1:
            raise ValueError("it takes one of column, columns and text; name one of them")
        return self

    @property
    def named(self) -> tuple[str, ...]:
        """The columns that it is read from."""
        return (self.column,) if self.column else self.columns


class Condition(Part):
    """When something holds of a row."""

    column: str
    """The column that it depends on."""
    is_: Annotated[Names | None, Field(alias="is")] = None
    """The values that it has then."""
    not_: Annotated[Names | None, Field(alias="not")] = None
    """The values that it has not."""
    empty: bool | None = None
    """Whether its cell is empty."""

    def holds(self, value: str) -> bool:
        """Whether it holds of a row with this value."""
        return (
            (self.is_ is None or value in self.is_)
            and (self.not_ is None or value not in self.not_)
            and (self.empty is None or self.empty == (not value))
        )


class Identity(Part):
    """What tells the rows apart, also in the file of next month."""

    columns: Annotated[Names, Field(min_length=1)]
    """The columns whose values together no two rows have."""
    prefix: str = ""
    """What is put before them in the names of records."""


class NamesOf(Part):
    """Which party, or which area, a name in the table is."""

    names: dict[str, Annotated[str, Field(pattern=f"^{SLUG}$")]] = {}
    """The name in the ledger of each name in the table."""
    new: dict[str, Any] | None = None
    """What is recorded of those that the ledger does not have; left out: they are refused."""
    details: dict[str, dict[str, Any]] = {}
    """What is recorded of some of them in its place, by their name in the table."""


class Status(Part):
    """A column that tells what became of what a row is about."""

    column: str
    """The column with the status."""
    values: dict[str, str | dict[str, Any]]
    """The record that each of them means, as kind or kind/outcome or fields; or nothing."""
    on: Any = None
    """When it came about; left out: from the making, or the snapshot before, to the day of the
    file."""
    by: Any = None
    """Whose word it is; left out: that of those who promised."""


class Mapping(Part):
    """How the rows of a table become records."""

    table: Table = Table()
    id: Identity | None = None
    skip: Annotated[tuple[Condition, ...], BeforeValidator(_as_list)] = ()
    """Rows of which nothing is recorded."""
    ignore: Names = ()
    """Columns of which nothing is recorded."""
    every: dict[str, Any] = {}
    """Fields of every record that does not have its own."""
    parties: NamesOf = NamesOf()
    areas: NamesOf = NamesOf()
    records: tuple[dict[str, Any], ...] = ()
    """The records of each row."""
    status: Annotated[tuple[Status, ...], BeforeValidator(_as_list)] = ()

    def of_day(self, day: str | None) -> Self:
        """The same for a file of another day; None: of the day that the mapping says."""
        if day is None:
            return self
        return self.model_copy(update={"table": self.table.model_copy(update={"day": day})})

    def cells(self) -> list[Cells]:
        """Every value that is read from the table."""
        found: list[Cells] = []
        held = [self.every, *self.records, *(each.on for each in self.status),
                *(each.by for each in self.status)]  # fmt: skip
        for part in (self.parties, self.areas):
            held += [part.new, *part.details.values()]
        _collect(held, found)
        return found

    def columns(self) -> set[str]:
        """The columns that it names."""
        named = {column for cells in self.cells() for column in cells.named}
        named |= {status.column for status in self.status} | set(self.ignore)
        named |= {each.column for each in self.skip} | set(self.id.columns if self.id else ())
        return named | {each["when"].column for each in self.records if "when" in each}


def _collect(value: Any, found: list[Cells]) -> None:
    match value:
        case Cells():
            found.append(value)
        case dict():
            for part in value.values():
                _collect(part, found)
        case list() | tuple():
            for part in value:
                _collect(part, found)


# -- reading one -------------------------------------------------------------------------------


def read_mapping(path: Path) -> Mapping:
    """The mapping in a file of YAML; Problems with everything that is wrong with it."""
    name = str(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        remedy = "Write a first one with `gestand map TABLE`"
        raise unreadable(name, "there is no such file", remedy) from error
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise unreadable(name, str(reason).lower(), "Check the file and its rights") from error
    value, mark = document(text, name)
    if not isinstance(value, dict):
        remedy = "Write a first one with `gestand map TABLE`"
        raise unreadable(name, "it holds no mapping", remedy)
    problems: list[Problem] = []

    def wrong(path: tuple[str | int, ...], obstacle: str, remedy: str) -> None:
        problems.append(_wrong(mark.place(name, path), obstacle, remedy))

    for field in ("every", "records", "parties", "areas", "status"):
        if field in value:
            value[field] = _with_cells(value[field], (field,), wrong)
    try:
        mapping = Mapping.model_validate(value)
    except ValidationError as error:
        for detail in error.errors():
            path_ = tuple(part for part in detail["loc"] if not str(part).startswith("function-"))
            wrong(path_, *_in_words(path_, detail["type"], detail["msg"]))
        raise Problems(problems) from error
    _check_kinds(mapping, wrong)
    if problems:
        raise Problems(problems)
    return mapping


def _with_cells(value: Any, path: tuple[str | int, ...], wrong: Any) -> Any:
    """The value with what names a column, or how something is read, as `Cells`."""
    if isinstance(value, list):
        return [_with_cells(part, (*path, index), wrong) for index, part in enumerate(value)]
    if not isinstance(value, dict):
        return value
    in_status = path[0] == "status" and (len(path) == 1 or isinstance(path[-1], int))
    is_cells = "column" in value or "columns" in value or ("text" in value and "read" in value)
    if path[-1] == "when" or (is_cells and not in_status):
        model: type[Part] = Condition if path[-1] == "when" else Cells
        try:
            return model.model_validate(value)
        except ValidationError as error:
            for detail in error.errors():
                at = (*path, *detail["loc"])
                wrong(at, *_in_words(at, detail["type"], detail["msg"]))
            return model.model_construct(column="")
    return {key: _with_cells(part, (*path, key), wrong) for key, part in value.items()}


def _in_words(path: tuple[str | int, ...], kind: str, message: str) -> tuple[str, str]:
    """What is wrong with a part of a mapping, and what to do."""
    name = path[-1] if path else "the mapping"
    match kind:
        case "extra_forbidden":
            return f"there is no part {name!r}", "See docs/import.md for the parts there are"
        case "missing":
            return f"the part {name} is missing", f"Add `{name}:`"
        case "value_error":
            reason, _, remedy = message.removeprefix("Value error, ").partition("; ")
            return reason, remedy[:1].upper() + remedy[1:]
        case _:
            return f"{name} cannot be so: {message[:1].lower()}{message[1:]}", "Correct it"


def _check_kinds(mapping: Mapping, wrong: Any) -> None:
    for index, record in enumerate(mapping.records):
        kind = record.get("kind")
        if not isinstance(kind, str) or kind not in kinds():
            remedy = "See `gestand schema` for all kinds"
            wrong(("records", index, "kind"), f"there is no kind {kind!r}", remedy)
            continue
        known = _fields_of(kinds()[kind])
        for name in record.keys() - known - {"kind", "when"}:
            closest = get_close_matches(name, known, n=1)
            remedy = f"Did you mean {closest[0]}?" if closest else f"See `gestand schema {kind}`"
            wrong(("records", index, name), f"there is no field {name!r}", remedy)
    for number, status in enumerate(mapping.status):
        for value, meant in status.values.items():
            kind = meant.partition("/")[0] if isinstance(meant, str) else meant.get("kind")
            if kind != NOTHING and kind not in kinds():
                path = ("status", "values", value) if len(mapping.status) == 1 else (
                    "status", number, "values", value)  # fmt: skip
                remedy = f"Write kind or kind/outcome, or {NOTHING}"
                wrong(path, f"there is no kind {kind!r}", remedy)


def _fields_of(model: type[Event]) -> set[str]:
    """The fields of a record of a kind, those of its place beside them."""
    models: list[type[BaseModel]] = [model, Envelope]
    if "place" in model.model_fields:
        models.append(Place)
    return {field.alias or name for each in models for name, field in each.model_fields.items()}


NOTHING = "nothing"
"""What a status means of which nothing is recorded."""


def _wrong(place: str, obstacle: str, remedy: str) -> Unreadable:
    return Unreadable("read the mapping", obstacle, remedy, place)
