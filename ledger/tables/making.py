"""From the rows of a table to records, as a mapping says: nothing is decided about them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from domain.dates import bounds, day_of, falls_due, is_date
from domain.errors import Problem
from domain.streams.event import KINDS
from languages import N_
from ledger.journal.shape import Entry, Path, with_sources
from ledger.tables.header import Header
from ledger.tables.mapping import NOTHING, Cells, Mapping, Status
from ledger.tables.names import Registry, slug
from ledger.tables.notes import Note, Notes
from ledger.tables.readers import Readers, Unread
from ledger.tables.sheet import Row, Sheet, unreadable

_DEADLINES = ("due", "until")


@dataclass(slots=True)
class Made:
    """What was made of a row: its records, and those of what became of what it is about.

    quiet: the status of which nothing is recorded; None where there is none.
    """

    place: str
    identity: str
    entries: list[Entry]
    statuses: list[Entry]
    quiet: str | None = None


@dataclass(slots=True)
class Maker:
    """Makes the records of the rows of one sheet."""

    mapping: Mapping
    sheet: Sheet
    header: Header
    parties: Registry
    areas: Registry
    notes: Notes
    readers: Readers = field(init=False)
    _seen: dict[str, int] = field(default_factory=dict)
    _said_as_words: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Say how the cells of the table are read."""
        columns = self.header.columns
        self._said_as_words = {
            text
            for cells in self.mapping.cells()
            for text in cells.values.values()
            if isinstance(text, str)
        }
        self.readers = Readers(
            self.mapping.table, columns, self.parties, self.areas, self.notes, self.sheet.place
        )

    def rows(self, problems: list[Problem]) -> Iterator[Made]:
        """What is made of each row; what is wrong is put among the problems."""
        for row in self.each_row():
            try:
                made = self._made(row)
            except Unread as error:
                problems.append(self.unread(row, error))
                continue
            if made is not None:
                yield made

    def each_row(self) -> Iterator[Row]:
        """The rows that do not repeat the header."""
        for row in self.sheet.rows:
            if self.header.is_repeated_in(row):
                self.notes.add(Note("repeated", ""), self.sheet.place(row.number))
            else:
                yield row

    def skipped(self, row: Row) -> bool:
        """Whether nothing is recorded of a row, as the mapping says."""
        for condition in self.mapping.skip:
            if condition.holds(self.readers.text(row, condition.column)):
                note = Note("skipped", condition.column, self.readers.text(row, condition.column))
                self.notes.add(note, self.sheet.place(row.number))
                return True
        return False

    def unread(self, row: Row, error: Unread) -> Problem:
        """The problem of a row, with the place of the cell that cannot be read."""
        index = self.header.columns.get(error.column)
        place = self.sheet.place(row.number, index)
        named = (
            N_("{place}: column {column}").format(place=place, column=error.column)
            if error.column
            else place
        )
        return unreadable(named, error.obstacle, error.remedy)

    def _made(self, row: Row) -> Made | None:
        if self.skipped(row):
            return None
        identity = self._identity(row)
        entries: list[Entry] = []
        founding: dict[str, Any] = {}
        for number, spec in enumerate(self.mapping.records):
            conditions = spec.get("when", ())
            if not all(one.holds(self.readers.text(row, one.column)) for one in conditions):
                continue
            fields = self._fields(spec, row, identity, number)
            founding = founding or fields
            entries.append(self.entry(fields, row, spec))
        statuses = [
            made
            for status in self.mapping.status
            if (made := self._status(status, row, identity, founding)) is not None
        ]
        for entry in entries:
            self._told_of_deadlines(entry)
        place, quiet = self.sheet.place(row.number), None
        if self.mapping.status and not statuses:
            quiet = ", ".join(self.readers.text(row, each.column) for each in self.mapping.status)
        return Made(place, identity, [*self.fresh(row), *entries], statuses, quiet)

    def _identity(self, row: Row) -> str:
        said = self.mapping.id
        if said is None:
            return ""
        parts = [self.readers.text(row, column) for column in said.columns]
        identity = slug(said.prefix + "-".join(parts))
        if not any(parts):
            remedy = N_("Give it one, or skip such rows in the mapping")
            raise Unread(N_("the row has no value that tells it apart"), remedy, said.columns[0])
        first = self._seen.setdefault(identity, row.number)
        if first != row.number:
            obstacle = N_("row {first} has the same value, {identity!r}").format(
                first=first, identity=identity
            )
            remedy = N_("Name more columns under `id:`, or remove one of the rows")
            raise Unread(obstacle, remedy, said.columns[0])
        return identity

    def _fields(self, spec: dict[str, Any], row: Row, identity: str, number: int) -> dict[str, Any]:
        own = {name: value for name, value in spec.items() if name != "when"}
        model = KINDS[own["kind"]]
        every = {name: value for name, value in self.mapping.every.items() if name not in own}
        fields: dict[str, Any] = {}
        for name, value in {**own, **every}.items():
            if (read := self.value(value, row)) is not None:
                fields[name] = read
        if identity and model.slug and model.slug not in fields:
            fields[model.slug] = identity
        if identity and "id" not in fields:
            fields["id"] = identity if number == 0 else f"{identity}-{_word(own['kind'])}"
        return fields

    def value(self, spec: Any, row: Row) -> Any:
        """What a part of a mapping amounts to in a row; None where its cells are empty."""
        match spec:
            case Cells():
                return self.readers.value(spec, row)
            case dict():
                read = {name: self.value(value, row) for name, value in spec.items()}
                return {name: value for name, value in read.items() if value is not None} or None
            case list():
                parts = [self.value(value, row) for value in spec]
                return [part for part in parts if part is not None] or None
            case _:
                return spec

    def entry(self, fields: dict[str, Any], row: Row, spec: Any) -> Entry:
        """A record with the place of each of its fields: the column that it was read from."""

        def where(path: Path) -> str:
            part = spec
            for name in path:
                if isinstance(part, dict) and name == "place" and "place" not in part:
                    continue
                part = part.get(name) if isinstance(part, dict) else None
                if isinstance(part, Cells):
                    break
            column = part.named[0] if isinstance(part, Cells) and part.named else ""
            if not column:
                return self.sheet.place(row.number)
            return f"{self.sheet.place(row.number, self.header.columns[column])}: column {column}"

        return Entry(with_sources(fields), where)

    def fresh(self, row: Row) -> Iterator[Entry]:
        """The parties and areas that this row is the first to name."""
        for registry in (self.parties, self.areas):
            while fresh := registry.take_fresh():
                for chosen, name in fresh.items():
                    spec = registry.fields(chosen, name)
                    every = {k: v for k, v in self.mapping.every.items() if k in {"source", "on"}}
                    read = self.value({**every, **spec}, row) or {}
                    code: Any = f"new-{registry.subject}"
                    note = Note(code, "", name, chosen)
                    self.notes.add(note, self.sheet.place(row.number))
                    if name in registry.confirmed:
                        self.notes.confirmed.add(note)
                    yield self.entry(read, row, spec)

    def _status(
        self, status: Status, row: Row, identity: str, founding: dict[str, Any]
    ) -> Entry | None:
        """The record that a status means; None where it means none."""
        value = self.readers.text(row, status.column)
        meant = status.values.get(value)
        if not value or meant == NOTHING:
            self.notes.add(Note("nothing", status.column, value), self.sheet.place(row.number))
            return None
        if meant is None:
            remedy = N_("Add it under `status: values:`, or `{value}: {nothing}`").format(
                value=value, nothing=NOTHING
            )
            raise Unread(
                N_("nobody said what the status {value!r} means").format(value=value),
                remedy,
                status.column,
            )
        if isinstance(meant, str):
            kind, _, outcome = meant.partition("/")
            said: dict[str, Any] = {"kind": kind} | ({"outcome": outcome} if outcome else {})
        else:
            said = self.value(meant, row) or {}
        self._complete(said, status, row, founding, identity)
        return self.entry(said, row, {"outcome": Cells(column=status.column), "on": status.on})

    def _complete(
        self,
        said: dict[str, Any],
        status: Status,
        row: Row,
        founding: dict[str, Any],
        identity: str,
    ) -> None:
        """Add to what a status means of which promise, by whom, when, and where it is from."""
        model = KINDS[said["kind"]]
        if model.slug:
            said.setdefault(model.slug, founding.get(model.slug, identity))
        if "by" in model.model_fields:
            by = self.value(status.by, row) or founding.get("by")
            said.setdefault("by", by[0] if isinstance(by, list) else by)
        if "source" in founding:
            said.setdefault("source", founding["source"])
        if "on" not in said:
            said["on"] = self.value(status.on, row) or self._since(founding, status)
        if self.mapping.table.day is not None:
            said.setdefault("published", self.mapping.table.day)
        if identity:
            outcome = str(said.get("outcome") or _word(said["kind"]))
            said.setdefault("id", f"{identity}-{slug(outcome)}")

    def _since(self, founding: dict[str, Any], status: Status) -> str:
        """From the making to the day of the file: nobody wrote when it came about."""
        day, made = self.mapping.table.day, founding.get("on")
        if day is None:
            obstacle = N_(
                "no column tells when it came about, and nobody said of which day the file is"
            )
            remedy = N_("Say `day:` under `table:` in the mapping, or `on:` under `status:`")
            raise Unread(obstacle, remedy, status.column)
        if not isinstance(made, str) or not is_date(made):
            return f"../{day}"
        return between(day_of(bounds(made).earliest).isoformat(), day)

    def _told_of_deadlines(self, entry: Entry) -> None:
        fields = entry.fields
        if fields.get("kind") == "promise.made" and not (fields.get("due") or fields.get("until")):
            self.notes.add(Note("undated", ""), entry.where(()))
        for name in _DEADLINES:
            due = entry.fields.get(name)
            if isinstance(due, str) and falls_due(due) is None:
                note = Note("never-scored", name, due)
                self.notes.add(note, entry.where((name,)))
                if due in self._said_as_words:
                    self.notes.confirmed.add(note)


def between(first: str, last: str) -> str:
    """A time between two days, both included, as it is written; the last day where it is one."""
    return f"{first}/{last}" if bounds(first).earliest < bounds(last).earliest else last


def _word(kind: str) -> str:
    return kind.partition(".")[2].replace("_", "-")
