"""The types of fields of events, each with the check that makes its values trustworthy."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from hashlib import sha256
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

from domain.dates import check_date, check_deadline
from domain.errors import Stricter
from domain.quantity import LARGEST_INTEGER, amount, check_one_reading, is_number
from domain.text import first_hidden
from domain.vocabulary import Level
from languages import N_

# -- values ------------------------------------------------------------------------------------
# The kinds of value that fields hold, each with the check that makes it trustworthy.
#
# `Names` marks a text as the name of something else in the ledger, `Notation` says how a text is
# written. From these marks follow the check for unknown references and the options of the command
# line. A check that fails says what is wrong and, after a semicolon, what to do.

ALLOWED_CONTROLS = "\n\t"


@dataclass(frozen=True, slots=True)
class Notation:
    """How the marked text is written: one word for it, and an example."""

    word: str
    example: str


@dataclass(frozen=True, slots=True)
class Names:
    """The marked text names a stream of this prefix, or a record when the prefix is `record`."""

    prefix: str


def _readable(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    if hidden := first_hidden(text, ALLOWED_CONTROLS):
        raise Stricter(
            N_("its character {place} is U+{ord:04X}, which nobody sees; remove it").format(
                place=hidden.place, ord=ord(hidden.character)
            )
        )
    return text


def _quantity(text: str) -> str:
    amount(text)
    check_one_reading(text)
    return text


def _decimal(text: str) -> str:
    if not is_number(text):
        taken = Stricter if _was_taken(text) else ValueError
        raise taken(N_("that is no amount; write it as 2600000 or 12.50"))
    check_one_reading(text)
    return text


def _was_taken(text: str) -> bool:
    """Whether the ledger took a text for an amount before it had a notation of its own."""
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False


def _number_as_text(value: Any) -> Any:
    """JSON and CSV may give a number where the ledger keeps the text of it."""
    return str(value) if _is_whole(value) else value


def _is_whole(value: Any) -> bool:
    """Whether it is a whole number that every program reads the same."""
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST_INTEGER


def _date_as_text(value: Any) -> Any:
    """A year may be a number; a set of dates, `[2019,2021]`, is a list where YAML reads it."""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(part, str) or _is_whole(part) for part in value):
        return f"[{','.join(str(part) for part in value)}]"
    return _number_as_text(value)


def _one_as_list(value: Any) -> Any:
    """A single value may be written without brackets where a list is meant."""
    return [value] if isinstance(value, str | dict) else value


SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"

Text = Annotated[
    str,
    StringConstraints(min_length=1),
    AfterValidator(_readable),
    Notation("TEXT", "what the source says"),
]
Slug = Annotated[
    str, StringConstraints(pattern=f"^{SLUG}$", max_length=100), Notation("NAME", "a-name")
]
Date = Annotated[
    str,
    BeforeValidator(_date_as_text),
    AfterValidator(check_date),
    Notation("DATE", "2024-05-01"),
]
Deadline = Annotated[
    Text,
    BeforeValidator(_date_as_text),
    AfterValidator(check_deadline),
    Notation("DATE|TEXT", "2030-12-31"),
]
Quantity = Annotated[
    str,
    BeforeValidator(_number_as_text),
    AfterValidator(_quantity),
    Notation("NUMBER", "400"),
]
RecordId = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:-]*$", max_length=100),
    Notation("ID", "an-id"),
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

Label = Annotated[str, AfterValidator(_readable)]
"""What a value among several is called, such as the register that an identifier is of."""

OneOrMore = BeforeValidator(_one_as_list)
Parties = Annotated[tuple[Party, ...], OneOrMore]
SomeParties = Annotated[tuple[Party, ...], OneOrMore, Field(min_length=1)]
Areas = Annotated[tuple[Area, ...], OneOrMore]
Texts = Annotated[tuple[Text, ...], OneOrMore]

Power = Literal["lead", "decide", "advise", "execute", "pay", "inspect"]
SourceType = Literal["official", "independent", "press", "promisor", "other"]


class Value(BaseModel):
    """A frozen value that knows its fields and takes no others."""

    # `from` and `as` are words of Python: the model has `from_` and `as_` with an alias for them.
    model_config = ConfigDict(frozen=True, extra="forbid", serialize_by_alias=True)


class Money(Value):
    """An amount of money: a decimal as text, a currency such as EUR, and per what."""

    value: Annotated[str, BeforeValidator(_number_as_text), AfterValidator(_decimal)]
    """The amount as a decimal number in digits, such as 2600000 or 12.50."""
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] = "EUR"
    """Three capitals, such as EUR (ISO 4217)."""
    per: Text | None = None
    """Per what, such as house or year."""


class Place(Value):
    """Where something holds: one area, cohort or case, at one level or at all of them."""

    area: Area | None = None
    """The area."""
    cohort: Cohort | None = None
    """The group of dwellings or cases."""
    case: Case | None = None
    """The case."""
    level: Level | None = None
    """At which level; left out: at all of them."""

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        if sum(place is not None for place in (self.area, self.cohort, self.case)) != 1:
            raise ValueError(N_("a place is one area, one cohort or one case; name one of them"))
        return self


class Source(Value):
    """Where a record comes from, so that anybody can look it up."""

    title: Text
    """What it is, so that anybody can look it up."""
    url: Text | None = None
    """Where it can be read."""
    locator: Text | None = None
    """Where in it, such as a page or a paragraph."""
    published: Date | None = None
    """When it appeared."""
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None
    """The hash of the document as it was read: 64 hexadecimal digits."""
    type: SourceType = "other"
    """Whose it is: of government, parliament or court (official), of research or oversight
    (independent), of the press, or of the promising body itself."""


class Relation(Value):
    """A link to another record or stream, and what it means."""

    to: Anything
    """The id of the other record, or the name of the other stream."""
    as_: Annotated[
        str,
        StringConstraints(pattern=r"^[a-z]+([_-][a-z]+)*$"),
        Notation("NAME", "caused_by"),
        Field(alias="as"),
    ]
    """What the link means, such as caused_by, responds_to, contradicts or details."""


# -- signature ---------------------------------------------------------------------------------
# Keys of parties and signatures under records, as far as their form can tell.
#
# A key is written as signed notes do (c2sp.org/signed-note), `<name>+<id>+<base64>`. Whether a
# signature is right is not decided here: it takes an Ed25519 implementation, and the whole ledger
# to know whose key it is. See `ledger/signing/authorship.py`.

_KEY = re.compile(r"([^\s+\x00-\x1f]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_ED25519 = 1
_ID_BYTES = 4


def _verifier_key(text: str) -> str:
    """The key as it was given; ValueError when it is none that signs records."""
    match = _KEY.fullmatch(text)
    if match is None:
        raise ValueError(N_("write a verifier key as `gestand key show` prints it: name+id+base64"))
    name, id_, encoded = match.groups()
    _readable(name)
    key = base64.b64decode(encoded)
    if key[0] != _ED25519:
        raise ValueError(N_("the key is one of a witness, and records are signed with another"))
    if sha256(name.encode() + b"\n" + key).digest()[:_ID_BYTES].hex() != id_:
        raise ValueError(N_("the key has another id than it says; copy it as a whole"))
    return text


def _moment(text: str) -> str:
    if not _MOMENT.fullmatch(text):
        raise ValueError(N_("write a moment in UTC as 2026-11-24T09:30:00Z"))
    datetime.fromisoformat(text)
    return text


VerifierKey = Annotated[
    str,
    StringConstraints(max_length=300),
    AfterValidator(_verifier_key),
    Notation("KEY", "agency.example+e398dd8e+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"),
]
"""The public half of a key that signs records."""


class Signature(Value):
    """A party stands for a record: it signed what the record says.

    The signature is no part of what is said: the id of the record is the same without it.
    """

    by: Party
    """The party that signed."""
    at: Annotated[str, AfterValidator(_moment)]
    """When it signed, by its own clock, in UTC."""
    key: Annotated[
        str,
        StringConstraints(pattern=r"^[^\s+]+\+[0-9a-f]{8}$", max_length=250),
        AfterValidator(_readable),
    ]
    """The name and the id of the key that it signed with."""
    value: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9+/]{85}[AQgw]==$")]
    """The Ed25519 signature in base64."""
