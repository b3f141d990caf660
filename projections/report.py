"""What a view is asked and what it answers; stretches of time, and series."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property
from itertools import chain, repeat
from operator import attrgetter
from typing import Annotated, Any, Generic, Literal, NamedTuple, TypeVar

from domain.dates import BEGINNING, FOREVER, Bounds, Instant
from domain.record import StreamName
from domain.step_function import NO, UNKNOWN, YES
from domain.value import remembering_class, value_class
from languages import language
from projections.askable import Spans
from projections.roll import Roll, on_any
from projections.rows.correction import Corrected
from projections.rows.frozen import Frozen, fields_of, row_class, values_of
from projections.rows.subjects import AreaRow, CaseRow, CohortRow, CoverageRow, PartyRow, name_in
from projections.streamed import Streamed

# -- report ------------------------------------------------------------------------------------
# What a view answers: rows of data with everything that is needed to defend them.

METHOD = "gestand-methods/2"
"""The version of docs/methods.md that the figures follow; printed with every figure."""

Fields = dict[str, Any]
"""What has no class: parameters, and what a record says in the fields of its kind."""

AreaSlug = Annotated[str, "the name of the area in the ledger"]
Name = Annotated[str, "its name as people know it"]
Parties = tuple[str, ...]
By = Annotated[Parties, "who did it: parties by their names in the ledger"]
To = Annotated[Parties, "to whom: parties by their names in the ledger"]
Place = Annotated[str, "where, as a stream: area/x, cohort/x or case/x"]
Topic = Annotated[str | None, "about what"]
Text = Annotated[str, "what was said, in our words"]
On = Annotated[str, "when it happened"]
Event = Annotated[int, "the record that it rests on, by its place in the ledger"]
Events = Annotated[tuple[int, ...], "the records that it rests on, by their places in the ledger"]
"""The fields that mean the same in every view. Of a field that means something of its own the
class of the row says what; docs/fields.md is made of these classes."""


@value_class
class Basis:
    """The ledger that an answer rests on: how many records, their Merkle root, as of when.

    root: in hexadecimal (RFC 6962). recorded_at: of the last record that was known, in UTC;
    empty for an empty ledger.
    """

    size: int = 0
    root: str = ""
    recorded_at: str = ""


Found = TypeVar("Found")


@remembering_class
class Question:
    """What is asked of the book: a moment in the world, as known at a size of the ledger.

    knowledge: in words, what the answer may rest on: all that is known now, was known, or was
    public. parameters: everything else that was asked, for whoever repeats the question.
    today: the last second of the day of asking, of the day that --known-at or --public-at name, or
    of that on which the last of so many records was recorded. What lies after it has not been:
    no silence, gap or coverage reaches beyond it, and no deadline after it has passed (METHODS 0,
    days to come). FOREVER where every day that is asked about has been. coders: the parties that
    keep the ledger and code what its sources say, as it declares.
    """

    book: Spans
    as_of: Instant
    known: int
    burden: str
    checkpoint: Basis = field(default_factory=Basis)
    knowledge: str = "as known now"
    parameters: Fields = field(default_factory=dict)
    today: Instant = FOREVER
    coders: frozenset[str] = frozenset()
    _found: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, key: Hashable, find: Callable[[], Found]) -> Found:
        """What answers the question the same whenever it is asked for, found once.

        key: what it is, and all on which it depends beside the question.
        """
        if key not in self._found:
            self._found[key] = find()
        found: Found = self._found[key]
        return found

    def forget(self) -> None:
        """Let go of all that was found once, where it is much and what is asked next needs none."""
        self._found.clear()

    @property
    def to_come(self) -> bool:
        """Whether the moment asked about lies on a day that has not been."""
        return self.as_of > self.today

    @cached_property
    def so_far(self) -> Instant:
        """The moment asked about, or the end of today if that comes first."""
        return min(self.as_of, self.today)

    @cached_property
    def parties(self) -> dict[str, PartyRow]:
        """Every party at the moment asked about, by its name in the ledger."""
        return {row.party: row for row in self.book.at(PartyRow, self.as_of, self.known)}


@row_class
class LogLine(Frozen):
    """A record as the log has it: where it stands, when it happened, what it says, from where."""

    position: Annotated[int, "the place in the ledger, from 0"]
    id: Annotated[str, "the idempotency key of the record"]
    kind: Annotated[str, "what happened"]
    stream: Annotated[str, "the subject that it happened to"]
    place: Place
    on: On
    published: Annotated[str | None, "when it was first public"]
    recorded_at: Annotated[str, "when this ledger learned it (UTC)"]
    recorded_by: Annotated[str | None, "a label for who recorded it"]
    days_late: Annotated[
        int | None, "days (of Amsterdam) from when it happened until it was public, or recorded"
    ]
    status: Annotated[Literal["retracted", "disputed", ""], "retracted, disputed or empty"]
    says: Annotated[Fields, "the fields of the record"]
    sources: Annotated[tuple[Fields, ...], "where it comes from"]
    note: Annotated[str | None, "what its author adds"]
    corrected_by: Annotated[
        int | None,
        "the record that took its place, or retracted it, in a later recording than its own, by "
        "its place in the ledger",
    ]
    correction: Annotated[
        Corrected | None, "what it corrects, where it retracts a record or takes its place"
    ]


LookUp = Callable[[Iterable[int]], Mapping[int, LogLine]]
"""From positions to the lines of the log (projections.register) of all streams they are on."""


def source_types(lines: Iterable[LogLine]) -> dict[str, int]:
    """How many sources of each type some records name, by the names of the types."""
    types = Counter(source.get("type", "other") for line in lines for source in line.sources)
    return dict(sorted(types.items()))


class CorrectedStream(NamedTuple):
    """A stream on which something was corrected after it had stood, and by which records."""

    stream: str
    by: tuple[int, ...]


A = TypeVar("A")
"""The class of the rows of an answer."""


class PlaceNames(Mapping[str, str]):
    """What areas, groups and cases are called at the moment of a question, by their streams.

    Each is read when somebody asks for it: there may be many more than a screen shows.
    """

    def __init__(self, question: Question) -> None:
        self._question = question
        self._known: dict[str, str | None] = {}

    def __getitem__(self, stream: str) -> str:
        if stream not in self._known:
            # A row that is about no place has none to be called.
            self._known[stream] = self._name(stream) if stream else None
        name = self._known[stream]
        if name is None:
            raise KeyError(stream)
        return name

    def __iter__(self) -> Iterator[str]:
        asked = self._question
        for kind in (AreaRow, CohortRow, CaseRow):
            yield from (row.subject for row in asked.book.at(kind, asked.as_of, asked.known))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _name(self, stream: str) -> str | None:
        """What a place is called; None where there is none of that name."""
        asked = self._question
        book, moment, known = asked.book, asked.as_of, asked.known
        match StreamName.parse(stream).kind:
            case "area":
                names = [row.name for row in book.at(AreaRow, moment, known, subjects=[stream])]
            case "cohort":
                names = [row.name for row in book.at(CohortRow, moment, known, subjects=[stream])]
            case "case":
                names = [row.title for row in book.at(CaseRow, moment, known, subjects=[stream])]
            case _:
                names = []
        return names[0] if names else None


@remembering_class
class Report(Generic[A]):
    """The answer of a view, the same whatever it is rendered as.

    kind: the class of the rows; its fields are the columns, also of an answer without rows.
    details: the fields that only an explanation or a screen shows.
    trend: the main figures, those that a series shows on screen.
    records: with an explanation, the records that the figures stand on.
    story: what the rows amount to, in sentences, where a view has that.
    total: the figures of all rows together, where a view has them and they are no sum.
    steps: of a series, the moments that it is of; the question is that of the last one. moments:
    of each row of a series, which of them it is of.
    corrected: by the places of records that rows name, what was corrected on the same stream.
    founding: what the first record of streams says of them, where a screen tells what they are.
    """

    view: str
    question: Question
    rows: Sequence[A]
    kind: type[A]
    details: tuple[str, ...] = ()
    trend: tuple[str, ...] = ()
    records: tuple[LogLine, ...] = ()
    story: tuple[str, ...] = ()
    total: Any = None
    steps: tuple[Instant, ...] = ()
    moments: tuple[Instant, ...] = ()
    corrected: Mapping[int, CorrectedStream] = field(default_factory=dict)
    founding: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def corrected_by(self, row: Frozen) -> list[int]:
        """The records that corrected, after it had stood, what a row tells of; none as a rule."""
        if not self.corrected:
            return []
        named = fields_of(row)
        events = {*named.get("events", ()), named.get("event")} & self.corrected.keys()
        return sorted({by for event in events for by in self.corrected[event].by})

    @cached_property
    def parties(self) -> dict[str, str]:
        """The names of all parties at that moment, by the names that they have in the ledger.

        In the language of this process, where a party has a name in it.
        """
        spoken = language()
        return {party: name_in(row, spoken) for party, row in self.question.parties.items()}

    @cached_property
    def places(self) -> PlaceNames:
        """What areas, groups and cases are called at that moment, by their streams."""
        return PlaceNames(self.question)

    @cached_property
    def coverage(self) -> list[Fields]:
        """What somebody vouches for at that moment, as the record says it."""
        asked = self.question
        if asked.to_come:
            return []
        return [_declared(row) for row in asked.book.at(CoverageRow, asked.as_of, asked.known)]


def _declared(row: CoverageRow) -> Fields:
    """What a declaration of coverage says, in the fields of its record."""
    kind, name = StreamName.parse(row.scope)
    return {
        "about": list(row.about),
        "by": row.by,
        "coverage": row.coverage,
        "from": row.since,
        "place": {kind: name} | ({"level": row.level} if row.level else {}),
        **({"topics": list(row.topics)} if row.topics else {}),
        "until": row.until,
    }


def answer(
    question: Question,
    view: str,
    rows: Sequence[A],
    kind: type[A],
    details: tuple[str, ...] = (),
    trend: tuple[str, ...] = (),
) -> Report[A]:
    """A report on a question."""
    return Report(view, question, rows, kind, details, trend)


def positions(value: Any) -> set[int]:
    """Every record that rows name, by its place in the ledger: their fields `event` and `events`.

    So that a figure can be followed to its sources whatever view it comes from.
    """
    found: set[int] = set()
    rolls: list[Roll] = []
    _note_positions(value, found, rolls)
    return found | on_any(rolls)


_NAMES_NONE = frozenset({str, int, float, bool, type(None)})
"""The types of values in which no record is named: most are, and they cost no call."""


def _note_positions(value: Any, found: set[int], rolls: list[Roll]) -> None:
    if isinstance(value, Frozen):
        _note_named(type(value).__match_args__, values_of(value), found, rolls)
    elif isinstance(value, dict):
        _note_named(value.keys(), value.values(), found, rolls)
    elif isinstance(value, list | tuple) and _are_rows(value):
        for name in type(value[0]).__match_args__:
            _note_column(name, value, found, rolls)
    elif isinstance(value, list | tuple | Streamed):
        for inner in value:
            if type(inner) not in _NAMES_NONE:
                _note_positions(inner, found, rolls)


_MANY = 300
"""So many rows of one class are looked through field by field: most fields name no record."""


def _are_rows(values: Sequence[Any]) -> bool:
    """Whether values are many rows of one class."""
    return len(values) > _MANY and isinstance(values[0], Frozen) and len({*map(type, values)}) == 1


def _note_column(name: str, rows: Sequence[Any], found: set[int], rolls: list[Roll]) -> None:
    """The records that one field of many rows names."""
    said = attrgetter(name)
    kinds = {*map(type, map(said, rows))}
    if kinds <= _NAMES_NONE and name != "event":
        return
    if name == "events" and kinds <= {tuple, list}:
        found.update(chain.from_iterable(map(said, rows)))
    elif kinds == {tuple} and {*map(type, chain.from_iterable(map(said, rows)))} <= _NAMES_NONE:
        return  # such as the parties of each
    else:
        _note_named(repeat(name, len(rows)), map(said, rows), found, rolls)


def _note_named(
    names: Iterable[str], values: Iterable[Any], found: set[int], rolls: list[Roll]
) -> None:
    for name, inner in zip(names, values, strict=True):
        kind = type(inner)
        if kind in _NAMES_NONE:
            if name == "event" and isinstance(inner, int):
                found.add(inner)
        elif kind is Roll:
            rolls.append(inner)
        elif name == "events":
            found.update(inner)
        elif inner or kind is Streamed:  # of nothing there is nothing to look through
            _note_positions(inner, found, rolls)


# -- series ------------------------------------------------------------------------------------
# A view at one moment after another, each as known at the same time.


def series(
    view: Callable[[Question], Report[A]], question: Question, moments: Sequence[Instant]
) -> Report[A]:
    """The rows of a view at every moment, each with the moment that it is of.

    What stands around the rows, such as names of parties, is of the last moment.

    Equation: series(view, q, [t]).rows == view(q at t).rows.
    """
    reports = [(moment, view(replace(question, as_of=moment))) for moment in moments]
    rows = [row for _, report in reports for row in report.rows]
    of_rows = tuple(moment for moment, report in reports for _ in report.rows)
    _, last = reports[-1]
    return replace(last, rows=rows, steps=tuple(moments), moments=of_rows)


# -- window ------------------------------------------------------------------------------------
# Stretches of time that figures are of, and whether something happened in one.


class Window(NamedTuple):
    """A stretch of time [start, end); all time by default."""

    start: Instant = BEGINNING
    end: Instant = FOREVER


EVER = Window()


def falls(on: Bounds, window: Window, as_of: Instant) -> str:
    """YES when something happened in a stretch of time and by a moment, NO when it did not.

    UNKNOWN where its date is too vague to tell.
    """
    if on.latest < window.start or on.earliest >= window.end or on.earliest > as_of:
        return NO
    inside = window.start <= on.earliest and on.latest < window.end and on.latest <= as_of
    return YES if inside else UNKNOWN


def order(on: Bounds) -> Instant:
    """By what a date is put in order: its first day, or where none is known its last."""
    return on.latest if on.earliest == BEGINNING else on.earliest
