"""What a mapping says: how a table is read, and which records are made of each of its rows."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)

from domain.dates import check_date
from domain.streams.fields import SLUG
from domain.written_dates import form_of
from languages import N_


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
Meaning = Literal["correction", "redefinition", "nothing"]


NOTHING = "nothing"
"""What a status means of which nothing is recorded."""


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
    days: int = 0
    """So many days later than the date says, such as 1 where it is the last day before an end."""
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
            raise ValueError(N_("it takes one of column, columns and text; name one of them"))
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


class Terms(Part):
    """A list of who held which post from when until when."""

    post: Cells
    """What the post is called."""
    body: Any = ""
    """The body that it belongs to, as its name in the ledger or read as a party."""
    person: str | None = None
    """The column that tells who held it: to tell terms apart, and never recorded."""
    start: Cells
    """The first day."""
    until: Cells | None = None
    """The last day; an empty cell: it lasts."""
    type: str = "other"
    """What kind of party whoever holds the post is."""
    mandate: dict[str, Any]
    """The other fields of the mandates, such as power, area and basis."""


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
    terms: Terms | None = None
    """Where the table is a list of terms of office."""
    changes: dict[str, Meaning] = {}
    """What it means that a later file has something else in a field: the one before was mistaken
    (correction), a promise has become another one (redefinition), or nothing."""

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
        if self.terms is not None:
            held += [self.terms.post, self.terms.body, self.terms.start, self.terms.until]
            held.append(self.terms.mandate)
        for part in (self.parties, self.areas):
            held += [part.new, *part.details.values()]
        _collect(held, found)
        return found

    def columns(self) -> set[str]:
        """The columns that it names."""
        named = {column for cells in self.cells() for column in cells.named}
        named |= {status.column for status in self.status} | set(self.ignore)
        named |= {each.column for each in self.skip} | set(self.id.columns if self.id else ())
        if self.terms is not None and self.terms.person:
            named.add(self.terms.person)
        return named | {one.column for each in self.records for one in each.get("when", ())}


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
