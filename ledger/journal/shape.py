"""The entries of a journal in any format, and where in its file each of them stands."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from domain.errors import Problem, Problems, Unreadable
from languages import N_

# -- entry -------------------------------------------------------------------------------------
# What a reader of any format gives: fields, and where each of them stands in the file.

Path = tuple[str | int, ...]
Where = Callable[[Path], str]

DEEPEST = 40
"""Deeper than any record goes; a file that goes deeper is a mistake or an attack."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One record as it was written.

    where(path) gives `FILE:LINE:COLUMN` of the value at a path of keys and indexes, or of the
    nearest value above it, in a table with the name of the column; the empty path is the record.
    order: what a table of one kind says of the record's place among those of other kinds, if it
    says so.
    """

    fields: dict[str, Any]
    where: Where
    order: int | None = None


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """The entries of one import, those that say so in the order in which they were recorded.

    Those that do not say so come first, as they stand in their files.
    """
    return sorted(entries, key=lambda entry: -1 if entry.order is None else entry.order)


@dataclass(slots=True)
class Journal:
    """The entries of a file, what it says of its ledger, and everything that is wrong with it.

    unread: texts of the file that may hold records, and could not be read as such. unseen: whether
    there is more of it that nobody has seen. begins: whether it is the beginning of a file that
    comes in parts; void: whether all that came from that file counts for nothing, as its grammar is
    broken.
    """

    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    ledger: dict[str, Any] | None = None
    unread: list[str] = field(default_factory=list)
    unseen: bool = False
    begins: bool = False
    void: bool = False
    _before: tuple[int, int] = (0, 0)

    def parts(self) -> Iterator[Journal]:
        """The journal as the one part that it has."""
        yield self

    def add(self, journal: Journal) -> None:
        """Take in another file, or another part of this one."""
        if journal.begins:
            self._before = len(self.entries), len(self.problems)
        if journal.void:
            entries, problems = self._before
            del self.entries[entries:], self.problems[problems:]
        self.entries += journal.entries
        self.problems += journal.problems
        self.unread += journal.unread
        self.unseen = self.unseen or journal.unseen
        self.ledger = journal.ledger if self.ledger is None else self.ledger


class PartlyRead(Problems):
    """A file with mistakes, and what could be read of it all the same."""

    def __init__(self, journal: Journal) -> None:
        super().__init__(journal.problems)
        self.journal = journal


@dataclass(slots=True)
class Mark:
    """Where a value begins, and where the values in it begin."""

    line: int
    column: int
    inside: dict[str | int, Mark] | None = None

    def nearest(self, path: Path) -> Mark:
        """The mark at a path, or the last one known on the way to it."""
        mark = self
        for part in path:
            if mark.inside is None or part not in mark.inside:
                break
            mark = mark.inside[part]
        return mark

    def place(self, name: str, path: Path = ()) -> str:
        """`FILE:LINE:COLUMN` of the value at a path."""
        mark = self.nearest(path)
        return f"{name}:{mark.line}:{mark.column}"


START = Mark(1, 1)
"""The beginning of a file."""


def unreadable(place: str, obstacle: str, remedy: str) -> Unreadable:
    """A problem of a journal file."""
    return Unreadable(N_("read the journal"), obstacle, remedy, place)


# -- shape -------------------------------------------------------------------------------------
# The shape of a journal, the same in every format: a list, or `{ledger, sources, records}`.

TOP = ("ledger", "sources", "records")


def journal(whole: Any, where: Where) -> Journal:
    """The entries of a file's content; shared sources are put where they are cited."""
    read = Journal()
    if isinstance(whole, dict):
        _parts(read, whole, where)
    elif isinstance(whole, list):
        _records(read, whole, None, where, ())
    else:
        _no_list(read, where(()))
    return read


def one_of_many(value: Any, where: Where, nearby: list[Problem], shared: Shared) -> Journal:
    """One record of a list that comes one by one, as a journal.

    where: of the values in it. nearby: the problems that its reader found in it.
    """

    def place(path: Path) -> str:
        return shared.where(path) if path[:1] == ("sources",) else where(path[1:])

    read = Journal(problems=nearby)
    _records(read, [value], shared.sources, place, ())
    return read


@dataclass(frozen=True, slots=True)
class Shared:
    """The sources that the records of a file share, and where they stand; None: there are none."""

    sources: dict[str, Any] | None = None
    where: Where = lambda _: ""


def around(whole: dict[str, Any], where: Where) -> Journal:
    """What stands around the records of a file, once these have come one by one.

    Void where they count for nothing because of it.
    """
    read = Journal()
    _parts(read, whole | {"records": []}, where)
    held = all(isinstance(whole.get(key, {}), dict) for key in ("ledger", "sources"))
    read.void = "kind" in whole or not held
    return read


def _parts(read: Journal, whole: dict[str, Any], where: Where) -> None:
    if "kind" in whole:
        _no_list(read, where(()))
        return
    for key in whole:
        if key not in TOP:
            obstacle = N_("there is no part {key!r}").format(key=key)
            read.problems.append(
                unreadable(where((key,)), obstacle, N_("Use ledger, sources and records"))
            )
    for key in ("ledger", "sources"):
        if not isinstance(whole.get(key, {}), dict):
            read.problems.append(
                unreadable(
                    where((key,)),
                    N_("{key} holds no names").format(key=key),
                    N_("Write `name: value` in it"),
                )
            )
            return
    read.ledger = whole.get("ledger")
    records = whole.get("records")
    if isinstance(records, list):
        _records(read, records, whole.get("sources"), where, ("records",))
    elif "records" in whole or not read.problems:
        _no_list(read, where(("records",)))


def _no_list(read: Journal, place: str) -> None:
    read.problems.append(
        unreadable(place, N_("it holds no list of records"), N_("Begin each record with `- kind:`"))
    )


def _records(
    read: Journal, records: list[Any], sources: dict[str, Any] | None, where: Where, start: Path
) -> None:
    for index, fields in enumerate(records):
        path = (*start, index)
        if isinstance(fields, dict):
            _take(read, fields, sources, where, path)
        else:
            obstacle = N_("a record is a list of fields, and this is none")
            read.problems.append(
                unreadable(where(path), obstacle, N_("Write `field: value` lines"))
            )


def _take(
    read: Journal,
    fields: dict[str, Any],
    sources: dict[str, Any] | None,
    where: Where,
    path: Path,
) -> None:
    given = fields.get("source")
    if isinstance(given, str | dict | list):
        fields = fields | {"source": _cited(read, given, sources, where, path)}

    def place(inside: Path) -> str:
        return where(_written_at(inside, fields, given, sources or {}, path))

    read.entries.append(Entry(fields, place))


def _cited(
    read: Journal,
    given: str | dict[str, Any] | list[Any],
    sources: dict[str, Any] | None,
    where: Where,
    path: Path,
) -> list[Any]:
    """The sources themselves: a text is a key of `sources`, or a title where there are none."""
    cited: list[Any] = []
    for index, citation in enumerate(given if isinstance(given, list) else [given]):
        if not isinstance(citation, str):
            cited.append(citation)
        elif sources is None:
            cited.append({"title": citation})
        elif citation in sources:
            source = sources[citation]
            cited.append({"title": source} if isinstance(source, str) else source)
        else:
            closest = difflib.get_close_matches(citation, sources, n=1)
            hint = (
                N_("Did you mean {closest}?").format(closest=closest[0])
                if closest
                else N_("Name it there, or write `title:` first")
            )
            obstacle = N_("there is no {citation!r} under `sources`").format(citation=citation)
            at = ("source", index) if isinstance(given, list) else ("source",)
            read.problems.append(unreadable(where((*path, *at)), obstacle, hint))
            cited.append({"title": citation})  # so that nothing else is said of it
    return cited


def with_sources(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields of a record that stands by itself, so that a source that is a text is a title."""
    given = fields.get("source")
    if isinstance(given, list) and not any(isinstance(each, str) for each in given):
        return fields
    if not isinstance(given, str | dict | list):
        return fields
    return fields | {"source": _cited(Journal(), given, None, lambda _: "", ())}


def _written_at(
    inside: Path, fields: dict[str, Any], given: Any, sources: dict[str, Any], record: Path
) -> Path:
    """Where a value of a record was written.

    A shared source stands under `sources`, a single one without a list, and a part of a place may
    stand among the other fields.
    """
    match inside:
        case ("place", str(part), *rest) if "place" not in fields and part in fields:
            return (*record, part, *rest)
        case ("source", int(index), *rest):
            citation = given[index] if isinstance(given, list) and index < len(given) else given
            if rest and isinstance(citation, str) and citation in sources:
                return ("sources", citation, *rest)
            at: Path = ("source", index) if isinstance(given, list) else ("source",)
            return (*record, *at, *rest)
        case _:
            return (*record, *inside)
