"""The kinds of value that fields hold, each with the check that makes it trustworthy.

`Names` marks a text as the name of something else in the ledger. From these marks follow the
check for unknown references and the completion of the documentation.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from domain.dates import bounds
from domain.quantity import amount

ALLOWED_CONTROLS = "\n\t"


@dataclass(frozen=True, slots=True)
class Names:
    """The marked text names a stream of this prefix, or a record when the prefix is `record`."""

    prefix: str


def _readable(text: str) -> str:
    for character in text:
        category = unicodedata.category(character)
        if category == "Cs" or (category == "Cc" and character not in ALLOWED_CONTROLS):
            raise ValueError(
                f"the text holds the unprintable character U+{ord(character):04X}; remove it"
            )
    return text


def _date(text: str) -> str:
    bounds(text)
    return text


def _quantity(value: str) -> str:
    amount(value)
    return value


def _decimal(value: str) -> str:
    try:
        number = Decimal(value)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or "E" in str(number):
        raise ValueError("write an amount as 2600000 or 12.50")
    return str(number)


def _number_as_text(value: Any) -> Any:
    """JSON and CSV may give a number where the ledger keeps the text of it."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _one_as_list(value: Any) -> Any:
    """A single value may be written without brackets where a list is meant."""
    return [value] if isinstance(value, str | dict) else value


SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"

Text = Annotated[str, StringConstraints(min_length=1), AfterValidator(_readable)]
Slug = Annotated[str, StringConstraints(pattern=f"^{SLUG}$", max_length=100)]
Date = Annotated[str, BeforeValidator(_number_as_text), AfterValidator(_date)]
Deadline = Annotated[Text, BeforeValidator(_number_as_text)]
Quantity = Annotated[str, BeforeValidator(_number_as_text), AfterValidator(_quantity)]
RecordId = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:-]*$", max_length=100)
]

Party = Annotated[Slug, Names("party")]
Area = Annotated[Slug, Names("area")]
Cohort = Annotated[Slug, Names("cohort")]
Case = Annotated[Slug, Names("case")]
Promise = Annotated[Slug, Names("promise")]
Input = Annotated[Slug, Names("input")]
Rule = Annotated[Slug, Names("rule")]
Mandate = Annotated[Slug, Names("mandate")]
Duty = Annotated[Slug, Names("duty")]
Decision = Annotated[Slug, Names("decision")]
Table = Annotated[Slug, Names("table")]
Charter = Annotated[Slug, Names("charter")]
Lesson = Annotated[Slug, Names("lesson")]
KnownRecord = Annotated[RecordId, Names("record")]
Anything = Annotated[Text, Names("anything")]

OneOrMore = BeforeValidator(_one_as_list)
Parties = Annotated[tuple[Party, ...], OneOrMore]
SomeParties = Annotated[tuple[Party, ...], OneOrMore, Field(min_length=1)]
Areas = Annotated[tuple[Area, ...], OneOrMore]
Texts = Annotated[tuple[Text, ...], OneOrMore]

Level = Literal["dwelling", "area", "governance"]
SourceType = Literal["official", "independent", "press", "promisor", "other"]


class Value(BaseModel):
    """A frozen value that knows its fields and takes no others."""

    # `from` and `as` are words of Python: the model has `from_` and `as_` for them.
    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=lambda name: name.rstrip("_"),
        serialize_by_alias=True,
    )


class Money(Value):
    """An amount of money: a decimal as text, a currency such as EUR, and per what."""

    value: Annotated[str, BeforeValidator(_number_as_text), AfterValidator(_decimal)]
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] = "EUR"
    per: Text | None = None


class Place(Value):
    """Where something holds: one area, cohort or case, at one level or at all of them."""

    area: Area | None = None
    cohort: Cohort | None = None
    case: Case | None = None
    level: Level | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        if sum(place is not None for place in (self.area, self.cohort, self.case)) != 1:
            raise ValueError("name one of area, cohort or case")
        return self


class Source(Value):
    """Where a record comes from, so that anybody can look it up."""

    title: Text
    url: Text | None = None
    locator: Text | None = None
    published: Date | None = None
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None
    type: SourceType = "other"


class Relation(Value):
    """A link to another record or stream, and what it means."""

    to: Anything
    as_: Annotated[str, StringConstraints(pattern=r"^[a-z]+([_-][a-z]+)*$")]
