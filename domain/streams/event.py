"""What every event has in common: payload and envelope are different types.

The payload says what happened. The envelope says when, from which source and on whose word; the
ledger adds where it stands and when it was recorded. A kind is a stable literal, never a Python
path, so that classes can move while stored records stay readable.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Annotated, Any, ClassVar, Literal, get_args

from pydantic import ConfigDict, Field

from domain.dates import Bounds, bounds
from domain.streams.fields import (
    Date,
    KnownRecord,
    Names,
    OneOrMore,
    Party,
    RecordId,
    Relation,
    Signature,
    Source,
    Text,
    Value,
)
from languages import N_

KINDS: dict[str, type[Event]] = {}
"""Every kind of event by its stable name; filled as the event classes are defined."""


class Envelope(Value):
    """What is said about an event by the one who records it."""

    on: Date
    """When it happened, as exactly as the source says and no more."""
    source: Annotated[tuple[Source, ...], Field(min_length=1)]
    """Where it can be looked up: a title, or {title: ..., url: ..., type: ...}."""
    published: Date | None = None
    """When the first source stated it; left out: when it was recorded here."""
    id: RecordId | None = None
    """A name for the record, for correcting or disputing it later; left out: a hash of it."""
    on_behalf_of: Text | None = None
    """For whom the recorder records."""
    according_to: Party | None = None
    """Whose word it is, where the source tells what a party says."""
    act: Text | None = None
    """The document or meeting that several records came from, the same text in each."""
    confidence: Literal["high", "medium", "low"] | None = None
    """How sure the recorder is that the source says this."""
    relates: Annotated[tuple[Relation, ...], OneOrMore] = ()
    """Links to other records: {to: ..., as: caused_by}."""
    corrects: KnownRecord | None = None
    """The id of the retracted record whose place it takes; `gestand correct` adds it."""
    note: Text | None = None
    """What a reader should know and no other field says."""
    signature: Signature | None = None
    """By whom it is signed, and how; `--sign-with` adds it."""


class Event(Value):
    """A fact, in the past tense.

    kind: the stable name that is stored.
    schema_version: of the fields; a change of meaning takes a new version and an upcaster.
    slug: the field that names the stream; None where each record has a stream of its own.
    founding: whether the event begins its stream.
    """

    # Most questions and imports need few of the 72 kinds.
    model_config = ConfigDict(defer_build=True)

    kind: ClassVar[str]
    schema_version: ClassVar[int] = 1
    slug: ClassVar[str | None]
    founding: ClassVar[bool] = False

    def __init_subclass__(cls, **options: Any) -> None:
        """Register a class that has a kind of its own."""
        super().__init_subclass__(**options)
        if "kind" in cls.__dict__:
            assert cls.kind not in KINDS, f"two events are called {cls.kind}"
            KINDS[cls.kind] = cls

    @classmethod
    def stream_in(cls, fields: Mapping[str, Any], record_id: str) -> str | None:
        """The stream that an event with these fields stands on.

        None when only the ledger can tell.
        """
        prefix = cls.kind.partition(".")[0]
        return f"{prefix}/{fields[cls.slug] if cls.slug else record_id}"


class Own(Event):
    """An event without a slug: each record has a stream of its own, `<prefix>/<id>`."""

    slug: ClassVar[str | None] = None
    founding: ClassVar[bool] = True


@dataclass(frozen=True, eq=False)
class Draft:
    """An event with its envelope, its id and the stream it will stand on: not yet recorded.

    The draft holds the id and the signature, and its envelope has neither: who signs a record
    does not change what it says, so with and without a signature it is the same record. It is a
    fact to whoever reads a history (`domain.parties.Fact`), as a record is.
    """

    event: Event
    envelope: Envelope
    id: str
    stream: str
    signature: Signature | None = None

    def __eq__(self, other: object) -> bool:
        return self is other or (
            isinstance(other, Draft)
            and (self.id, self.stream) == (other.id, other.stream)
            and (self.event, self.envelope) == (other.event, other.envelope)
        )

    __hash__ = None  # type: ignore[assignment]  # an event may hold what cannot be hashed

    @property
    def model(self) -> type[Event]:
        """The class of its event."""
        return type(self.event)

    @property
    def kind(self) -> str:
        """Its kind."""
        return self.model.kind

    @cached_property
    def on(self) -> Bounds:
        """When it happened, at the earliest and at the latest."""
        return bounds(self.envelope.on)

    @property
    def corrects(self) -> str | None:
        """The id of the retracted record whose place it takes."""
        return self.envelope.corrects

    def get(self, name: str, default: Any = None) -> Any:
        """A field of the event."""
        return getattr(self.event, name, default)

    @property
    def asked(self) -> str:
        """What the user wants, as the first part of a refusal."""
        return N_("record {kind} on {stream}").format(kind=self.kind, stream=self.stream)

    def says_the_same_as(self, other: Draft) -> bool:
        """Whether the two differ in their ids, and in what they correct, at most."""
        return self.event == other.event and _alone(self.envelope) == _alone(other.envelope)


def _alone(envelope: Envelope) -> Envelope:
    """The envelope without what the record corrects, which is no part of what it says."""
    return envelope.model_copy(update={"corrects": None}) if envelope.corrects else envelope


def content(draft: Draft) -> dict[str, Any]:
    """What a record says, whoever recorded or signed it, and in which ledger: what is signed."""
    fields = draft.event.model_dump(mode="json", exclude_none=True)
    fields |= draft.envelope.model_dump(mode="json", exclude_none=True)
    fields |= {
        "kind": draft.kind,
        "schema": draft.event.schema_version,
        "stream": draft.stream,
        "id": draft.id,
    }
    return {name: value for name, value in fields.items() if value != []}


AS_WRITTEN = frozenset({"record", "anything"})
"""The prefixes of references that name a record, or a record or a stream, as a whole."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A name that a draft uses.

    path: of the field. prefix: of the stream that is named. key: what is named: a stream, or for
    `record` and `anything` whatever was written.
    """

    path: tuple[str | int, ...]
    prefix: str
    key: str


def references(draft: Draft) -> list[Reference]:
    """Everything in the ledger that a draft speaks of, its own stream left out."""
    every = _references(draft.event, type(draft.event), ())
    every += _references(draft.envelope, Envelope, ())
    if draft.signature is not None:
        every += _references(draft.signature, Signature, ("signature",))
    return [reference for reference in every if reference.key != draft.stream]


def references_in(kind: type[Event], fields: Mapping[str, Any]) -> list[Reference]:
    """The same of the fields of a record as they are stored, or written: nothing is validated."""
    return _references(fields, kind, ()) + _references(fields, Envelope, ())


def _references(
    holder: Value | Mapping[str, Any], model: type[Value], path: tuple[str | int, ...]
) -> list[Reference]:
    references_inside: list[Reference] = []
    written = isinstance(holder, dict)
    for name, alias, prefix, inner in _named_fields(model):
        held = holder.get(alias) if written else getattr(holder, name)  # type: ignore[union-attr]  # a mapping that is written
        if not held:
            continue
        here = (*path, alias)
        many = isinstance(held, tuple | list)
        for at, element in (
            [((*here, n), e) for n, e in enumerate(held)] if many else [(here, held)]
        ):
            if isinstance(element, str):
                if prefix is not None:
                    key = element if prefix in AS_WRITTEN else f"{prefix}/{element}"
                    references_inside.append(Reference(at, prefix, key))
            elif inner is not None and isinstance(element, Value | dict):
                references_inside += _references(element, inner, at)
    return references_inside


def names_in(kind: type[Event], fields: Mapping[str, Any]) -> set[tuple[str, bool]]:
    """The keys of the references in the fields of a record, without making anything more of them.

    With each goes whether it names a stream by its kind, and not as it was written.
    """
    found: set[tuple[str, bool]] = set()
    _take_names(fields, _naming(kind), found)
    return found


def fields_naming(kind: type[Event], prefixes: AbstractSet[str]) -> frozenset[str]:
    """The fields of a kind that may name another stream of one of these prefixes."""
    return frozenset(
        written
        for written, (prefix, inner) in _naming(kind).items()
        if written != kind.slug and (prefix in prefixes or (inner and _names_one(inner, prefixes)))
    )


def _names_one(naming: Naming, prefixes: AbstractSet[str]) -> bool:
    return any(
        prefix in prefixes or (inner and _names_one(inner, prefixes))
        for prefix, inner in naming.values()
    )


Naming = dict[str, tuple[str | None, "Naming | None"]]
"""By the name of a field as it is written the kind of stream that it names, and what of it does."""


@cache
def _naming(kind: type[Event]) -> Naming:
    """The fields of a record of a kind that hold names."""
    return _named_in(kind) | _named_in(Envelope)


def _named_in(model: type[Value]) -> Naming:
    named = {
        written: (prefix, None if inner is None else _named_in(inner))
        for _, written, prefix, inner in _named_fields(model)
    }
    return {written: each for written, each in named.items() if any(each)}


def _take_names(fields: Mapping[str, Any], naming: Naming, found: set[tuple[str, bool]]) -> None:
    for written in naming.keys() & fields.keys():
        (prefix, inner), held = naming[written], fields[written]
        for element in held if isinstance(held, list) else (held,):
            if isinstance(element, str):
                if prefix is not None:
                    as_written = prefix in AS_WRITTEN
                    found.add((element if as_written else f"{prefix}/{element}", not as_written))
            elif inner and isinstance(element, dict):
                _take_names(element, inner, found)


@cache
def _named_fields(
    model: type[Value],
) -> tuple[tuple[str, str, str | None, type[Value] | None], ...]:
    """The fields that hold names or values with names in them.

    Of each its name, its name as it is written, the kind of stream it names, and the value in it.
    """
    fields = []
    for name, field_ in model.model_fields.items():
        prefix = _prefix(field_.metadata) or _prefix_within(field_.annotation)
        inner = value_within(field_.annotation)
        if prefix is not None or inner is not None:
            fields.append((name, field_.alias or name, prefix, inner))
    return tuple(fields)


def _prefix(metadata: list[Any] | tuple[Any, ...]) -> str | None:
    return next((mark.prefix for mark in metadata if isinstance(mark, Names)), None)


def _prefix_within(annotation: Any) -> str | None:
    own = _prefix(getattr(annotation, "__metadata__", ()))
    inner = (_prefix_within(argument) for argument in get_args(annotation))
    return own or next((prefix for prefix in inner if prefix is not None), None)


def value_within(annotation: Any) -> type[Value] | None:
    """The kind of value with fields of its own that a field may hold, if any."""
    if isinstance(annotation, type) and issubclass(annotation, Value):
        return annotation
    inner = (value_within(argument) for argument in get_args(annotation))
    return next((value for value in inner if value is not None), None)
