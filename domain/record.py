"""A record as it is read back: the stored JSON object, with its place in the ledger.

Reading needs no validation (that was done when the record was written), so this file and all
that rests on it import the standard library only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, NamedTuple, Self, TypeVar

from domain.dates import BEGINNING, Bounds, bounds, days_between, local_time

StoredFields = Mapping[str, Any]

ENVELOPE = (
    "kind", "schema", "stream", "version", "id", "on", "published", "recorded_at", "recorded_by",
    "on_behalf_of", "according_to", "act", "source", "confidence", "relates", "corrects",
    "note", "signature",
)  # fmt: skip
"""The fields of every record that are not its payload, in the order in which people read them."""


FOUNDING = frozenset({
    "ledger.declared", "coverage.declared", "party.registered", "area.registered",
    "cohort.registered", "case.opened", "promise.made", "update.sent", "input.received",
    "figure.published", "rule.announced", "rule.enacted", "mandate.granted", "duty.assigned",
    "decision.taken", "table.opened", "charter.declared", "condition.attested", "reflection.held",
    "lesson.recorded",
})  # fmt: skip
"""The kinds that begin a stream. A test holds this list against the event models."""

PLACES = ("area/", "cohort/", "case/")
"""How the names of streams that are places begin."""

REGISTRATIONS = ("party.", "area.", "case.", "cohort.", "ledger.")
"""The kinds that are public from their `on` where nothing else is said."""


UPCASTERS: dict[tuple[str, int], Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""From the fields of a kind in one version of its schema to those of the next: old versions of
records load for ever. Each version that was ever written keeps one stored sample as a golden file.
No kind has had a second version yet."""


def upcast(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields of a stored record in the current version of its kind."""
    while step := UPCASTERS.get((fields["kind"], fields["schema"])):
        fields = step(fields) | {"schema": fields["schema"] + 1}
    return fields


class StreamName(NamedTuple):
    """The name of a stream: what it is about, such as `promise`, and the name of that."""

    kind: str
    name: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """The name in `promise/overschild-advice`; without a slash all of it is the kind."""
        kind, _, name = text.partition("/")
        return cls(kind, name)

    def __str__(self) -> str:
        """The name as it is stored, such as `promise/overschild-advice`."""
        return f"{self.kind}/{self.name}" if self.name else self.kind


Value = TypeVar("Value")


class once(Generic[Value]):  # noqa: N801 - used as a property is
    """A property of a record that is read when somebody asks, and kept.

    That of `functools` takes a lock each time, which is a twentieth of what a large book takes.
    """

    def __init__(self, read: Callable[[Any], Value]) -> None:
        self._read, self._name = read, read.__name__
        self.__doc__ = read.__doc__

    def __get__(self, record: Any, kind: type | None = None) -> Value:
        value = self._read(record)
        record.__dict__[self._name] = value
        return value


@dataclass(frozen=True, init=False)
class Record:
    """One immutable record. What every reader asks is read once, when the record is made.

    position: its position in the ledger, from 0.
    fields: the whole stored object, upcast to the current schema of its kind.
    place: the position that counts in the order of a history: that of the record whose place it
        takes, else its own (METHODS 0, Order). `domain.history` knows it.
    replaced: the ids of the records whose place it takes, the oldest first.
    kind: what it says, such as `promise.made`.
    stream: the stream it stands on, such as `promise/overschild-advice`.
    version: its number on its stream, from 1; 0 while it is not recorded.
    id: its idempotency key.
    get: of the name of a field, its value; None, or another default, where it is left out.

    A text that somebody else left out is empty here; whoever reads a ledger file checks that.
    """

    position: int
    fields: StoredFields
    place: int
    replaced: tuple[str, ...]
    kind: str = field(init=False, repr=False, compare=False)
    stream: str = field(init=False, repr=False, compare=False)
    version: int = field(init=False, repr=False, compare=False)
    id: str = field(init=False, repr=False, compare=False)
    get: Callable[..., Any] = field(init=False, repr=False, compare=False)

    def __init__(
        self,
        position: int,
        fields: StoredFields,
        place: int = -1,
        replaced: tuple[str, ...] = (),
    ) -> None:
        get = fields.get
        self.__dict__.update(
            position=position,
            fields=fields,
            place=position if place < 0 else place,
            replaced=replaced,
            kind=str(get("kind", "")),
            stream=str(get("stream", "")),
            version=int(get("version", 0)),
            id=str(get("id", "")),
            get=get,
        )

    def saying(self, extra: Mapping[str, Any]) -> Self:
        """The same record with these fields; not those that every reader asks, nor its place."""
        other = object.__new__(type(self))
        fields = {**self.fields, **extra}
        other.__dict__.update(self.__dict__, fields=fields, get=fields.get)
        return other

    @once
    def on(self) -> Bounds:
        """When it happened; ValueError where that is no date, as somebody else may have written."""
        return bounds(str(self.fields["on"]))

    @once
    def scope(self) -> str:
        """Its place as a stream: `area/x`, `cohort/y` or `case/z`; empty without one."""
        place = self.fields.get("place") or {}
        named = (f"{name}/{place[name]}" for name in ("area", "cohort", "case") if name in place)
        return next(named, "")

    @once
    def source_types(self) -> tuple[str, ...]:
        """The types of its sources, in the order of their names."""
        return tuple(
            sorted(source.get("type", "other") for source in self.fields.get("source") or ())
        )

    @property
    def level(self) -> str | None:
        """The level of its place; None for all of them, or without a place."""
        return (self.fields.get("place") or {}).get("level")

    @property
    def name(self) -> str:
        """The name of its stream without the kind."""
        return StreamName.parse(self.stream).name

    @property
    def published(self) -> str | None:
        """The day on which it was public, as written; None: when it was recorded."""
        said = self.fields.get("published")
        return self.fields.get("on") if not said and self.kind.startswith(REGISTRATIONS) else said

    @property
    def days_late(self) -> int | None:
        """Days from when it happened until it was public; None if it is not known when it happened.

        What was recorded is public from that day in Amsterdam on.
        """
        happened, said = self.on.latest, self.published
        if happened == BEGINNING:
            return None
        public = bounds(said).latest if said else local_time(str(self.fields.get("recorded_at")))
        return days_between(happened, public) if public > happened else 0

    @property
    def ids(self) -> tuple[str, ...]:
        """Every id by which other records may name it: those whose place it takes, and its own."""
        return (*self.replaced, self.id)
