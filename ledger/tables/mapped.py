"""Tables with a mapping as something that can be recorded: read as often as somebody asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path

from domain.errors import Problem, Refused
from languages import N_
from ledger.journal.shape import Entry, Journal
from ledger.tables.changes import Known, changes
from ledger.tables.header import Header, with_header
from ledger.tables.making import Maker
from ledger.tables.mapping import Mapping as Said
from ledger.tables.names import Registry
from ledger.tables.notes import Code, Note, Notes
from ledger.tables.opening import opened_sheet
from ledger.tables.sheet import Sheet, unreadable
from ledger.tables.terms import made_of_terms

ROWS = 500
"""So many rows come as one part."""


@dataclass(slots=True)
class MappedTables:
    """Files with tables, and the mapping that makes records of their rows.

    known: what the ledger has. strict: whether everything that the mapping leaves open is refused.
    keep: how many of the records are kept to be shown. unpacked_in: a folder that is no part of the
    names of the files. notes: all that is told, after parts() was gone through once.
    """

    paths: Sequence[Path]
    mapping: Said
    known: Known
    strict: bool = False
    keep: int = 0
    unpacked_in: Path = Path()
    read_on: Callable[[int], None] = lambda _: None
    notes: Notes = field(default_factory=Notes)
    shown: list[Entry] = field(default_factory=list)
    _told: bool = False
    _seen: set[str] = field(default_factory=set)

    def parts(self) -> Iterator[Journal]:
        """The records of all rows, some hundreds at a time, and what is wrong."""
        notes, self._told = (Notes() if self._told else self.notes), True
        parties = self._registry("party", self.mapping.parties)
        areas = self._registry("area", self.mapping.areas)
        for path in self.paths:
            yield Journal(begins=True)
            try:
                yield from self._rows_of(path, parties, areas, notes)
            except Problem as problem:
                yield Journal(problems=[problem], unseen=True)
        for name in sorted(self.known.registered - self._seen):
            notes.add(Note("missing", "", name), "")
        for registry in (parties, areas):
            for one, other in registry.near():
                if not {one, other} <= registry.confirmed:
                    notes.add(Note("near", registry.subject, one, other), "")
        if self.strict:
            yield Journal(problems=list(_unconfirmed(notes)))

    def _registry(self, subject: str, said: object) -> Registry:
        slugs: Mapping[str, str] = self.known.names.get(subject, {})
        taken: AbstractSet[str] = self.known.slugs.get(subject, frozenset())
        return Registry(subject, said, slugs, frozenset(taken))  # type: ignore[arg-type]  # one of two words

    def _rows_of(
        self, path: Path, parties: Registry, areas: Registry, notes: Notes
    ) -> Iterator[Journal]:
        said = self.mapping.table
        sheet = opened_sheet(path, said.sheet, said.encoding, said.separator)
        sheet = replace(sheet, name=sheet.name.removeprefix(f"{self.unpacked_in}/"))
        header, rest = with_header(sheet, said.header)
        _check_columns(self.mapping, header, sheet)
        self._tell_of_file(sheet, header, notes)
        maker = Maker(self.mapping, rest, header, parties, areas, notes)
        part, waiting = Journal(), []
        said_of = self.mapping.terms
        each = (
            made_of_terms(maker, said_of, part.problems) if said_of else maker.rows(part.problems)
        )
        for made in each:
            waiting.append(made)
            if self.known.registered:
                self._seen.add(made.identity)
            if len(waiting) >= ROWS:
                yield self._part(changes(waiting, self.known, self.mapping, notes), part)
                part.problems, waiting = [], []
                part = Journal(problems=part.problems)
        yield self._part(changes(waiting, self.known, self.mapping, notes), part)

    def _part(self, found: Journal, part: Journal) -> Journal:
        found.problems[:0] = part.problems
        self.shown += found.entries[: max(0, self.keep - len(self.shown))]
        return found

    def _tell_of_file(self, sheet: Sheet, header: Header, notes: Notes) -> None:
        if sheet.encoding not in {"", "utf-8", "utf-8-sig"} and not self.mapping.table.encoding:
            notes.add(Note("encoding", "", sheet.name, sheet.encoding), sheet.name)
        left = header.columns.keys() - self.mapping.columns()
        for column in header.columns:
            if column in left:
                notes.add(Note("column", column), sheet.place(header.number))


def _check_columns(mapping: Said, header: Header, sheet: Sheet) -> None:
    for column in sorted(mapping.columns() - header.columns.keys()):
        closest = get_close_matches(column, header.columns, n=1)
        remedy = (
            N_("Did you mean {closest}?").format(closest=closest[0])
            if closest
            else N_("It has {columns}").format(columns=", ".join(header.columns))
        )
        place = sheet.place(header.number)
        raise unreadable(
            place, N_("the table has no column {column!r}").format(column=column), remedy
        )


_CONFIRM: dict[Code, tuple[str, str]] = {
    "never-scored": (
        N_("the deadline {text!r} has no date, and will never be scored"),
        N_("Write the same text under `values:` of its column"),
    ),
    "bounded": (
        N_("{text!r} was read as {read_as}"),
        N_("Say so under `values:` of the column {about}"),
    ),
    "number": (
        N_("{text!r} was read as {read_as}"),
        N_("Say `decimal:` under `table:`, or at {about}"),
    ),
    "new-party": (N_("{text!r} is a new party, {read_as}"), N_("Name it under `parties: names:`")),
    "new-area": (N_("{text!r} is a new area, {read_as}"), N_("Name it under `areas: names:`")),
    "near": (N_("{text!r} and {read_as!r} are nearly the same"), N_("Name both, as one or as two")),
    "column": (
        N_("nothing is recorded of the column {about}"),
        N_("Use it, or name it under `ignore:`"),
    ),
    "encoding": (N_("its encoding was guessed: {read_as}"), N_("Say `encoding:` under `table:`")),
    "differs": (
        N_("{about} was {text!r} and is {read_as!r}, and nobody said what that means"),
        N_("Say at {about} under `changes:`: correction, redefinition, or nothing"),
    ),
}


def _unconfirmed(notes: Notes) -> Iterator[Problem]:
    """What the mapping does not say itself, as refusals."""
    for note in notes.unconfirmed():
        obstacle, remedy = (part.format(**note._asdict()) for part in _CONFIRM[note.code])
        yield Refused(N_("import strictly"), obstacle, remedy, notes.places.get(note, ""))
