"""What of a table is new to a ledger that has read the same register before.

A register overwrites what it said. The ledger keeps all of it: what is the same is left out, what
became of something is recorded as having come about since the file before, and a deadline that
moved as having been moved. Other differences are told, and left to whoever knows what they mean.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import Any

from domain.dates import bounds, day, gone_after, until
from domain.errors import Problem, Refused
from domain.history import standing
from domain.record import Record
from domain.streams.event import KINDS
from languages import N_
from ledger.journal.shape import Entry, Journal
from ledger.tables.making import Made, between
from ledger.tables.mapping import NOTHING
from ledger.tables.mapping import Mapping as Said
from ledger.tables.notes import Note, Notes

Fields = Mapping[str, Any]

_MADE, _MOVED = "promise.made", "promise.postponed"
_GRANTED, _ENDED = "mandate.granted", "mandate.ended"
_ASIDE = frozenset({"id", "source", "published", "schema", "stream", "version", "recorded_at",
    "recorded_by", "signature", "corrects", "kind"})  # fmt: skip
"""Fields that say nothing of what the record is about, and may differ from file to file."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the ledger has of what tables speak of.

    names, slugs: of the parties and areas. histories: the records of some streams, by their names.
    as_stored: the fields of a record as they would be stored, None where something is wrong with
    them. empty: whether it has nothing at all. since: the day of the file of a register that was
    read before; registered: what the ledger has of that.
    """

    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    slugs: Mapping[str, AbstractSet[str]] = field(default_factory=dict)
    histories: Callable[[Iterable[str]], Mapping[str, Sequence[Record]]] = lambda _: {}
    as_stored: Callable[[Fields], dict[str, Any] | None] = lambda _: None
    empty: bool = True
    since: str | None = None
    registered: AbstractSet[str] = frozenset()


def changes(made: Sequence[Made], known: Known, said: Said, notes: Notes) -> Journal:
    """The records of some rows that say something that the ledger does not have yet."""
    if known.empty:
        return Journal(
            entries=[entry for each in made for entry in (*each.entries, *each.statuses)]
        )
    names = {name for each in made for e in each.entries if (name := _stream(e.fields))}
    histories = known.histories(names)
    outcomes = outcome_kinds(said)
    journal = Journal()
    for each in made:
        comparison = _Comparison(each, histories, known, said, outcomes, notes)
        try:
            entries = list(comparison.new())
        except Problem as problem:
            journal.problems.append(problem)
            continue
        if not entries:
            notes.add(Note("unchanged", ""), each.place)
        journal.entries += entries
    return journal


def outcome_kinds(said: Said) -> frozenset[str]:
    """The kinds of records that statuses mean."""
    meanings = [meaning for status in said.status for meaning in status.values.values()]
    kinds = {m.partition("/")[0] if isinstance(m, str) else str(m.get("kind")) for m in meanings}
    return frozenset(kinds - {NOTHING})


def _stream(fields: Fields) -> str | None:
    """The stream of a record that has a name of its own."""
    model = KINDS[fields["kind"]]
    key = fields.get(model.slug or "id")
    return f"{model.kind.partition('.')[0]}/{key}" if isinstance(key, str) else None


@dataclass(frozen=True, slots=True)
class _Comparison:
    """What was made of a row beside what the ledger has."""

    made: Made
    histories: Mapping[str, Sequence[Record]]
    known: Known
    said: Said
    outcomes: frozenset[str]
    notes: Notes

    def new(self) -> Iterator[Entry]:
        """The records that the ledger does not have yet; Refused where that cannot be told."""
        for entry in self.made.entries:
            history = self.histories.get(_stream(entry.fields) or "", ())
            before = next((r for r in standing(history) if self._same(r, entry.fields)), None)
            if before is None:
                yield _anew(entry, history)
            else:
                yield from self._differences(entry, before, history)
        for entry in self.made.statuses:
            yield from self._status(entry)

    def _same(self, record: Record, fields: Fields) -> bool:
        return record.kind == fields["kind"] and (
            fields.get("id") in record.ids or fields.get("id") is None
        )

    def _differences(
        self, entry: Entry, before: Record, history: Sequence[Record]
    ) -> Iterator[Entry]:
        stored = self.known.as_stored(entry.fields)
        if stored is None:
            yield entry  # whoever checks it says what is wrong
            return
        for name in sorted({*stored, *before.fields} - _ASIDE):
            was, now = _as_it_stands(name, before, history), stored.get(name)
            if was == now or (not was and not now):
                continue
            self._check_later(entry, name, was, now)
            note = Note("changed", name, str(was or ""), str(now or ""))
            self.notes.add(note, entry.where((name,)))
            if (before.kind, name) == (_MADE, "due"):
                yield self._moved(entry, now)
                self.notes.confirmed.add(note)
            elif (before.kind, name) == (_GRANTED, "until") and now:
                yield self._ended(entry, now)
                self.notes.confirmed.add(note)

    def _check_later(self, entry: Entry, name: str, was: Any, now: Any) -> None:
        """Refuse what differs from a file of the same day, or of nobody knows which."""
        today, since = self.said.table.day, self.known.since
        if today is not None and (since is None or bounds(since).latest < bounds(today).earliest):
            return
        obstacle = N_("the ledger has {name}: {was!r} and the table {now!r}").format(
            name=name, was=was, now=now
        )
        if since is not None:
            obstacle += f", and it has read this register as of {since}"
        remedy = N_(
            "Say of which later day the file is: --as-snapshot DATE; or see `gestand correct`"
        )
        raise Refused(N_("import what changed"), obstacle, remedy, entry.where((name,)))

    def _moved(self, entry: Entry, due: Any) -> Entry:
        by = entry.fields["by"]
        fields = {
            "kind": _MOVED,
            "promise": entry.fields["promise"],
            "id": f"{self.made.identity}-due-{self.said.table.day}",
            "by": by[0] if isinstance(by, list) else by,
            "due": due,
            "on": self._came_about(entry.fields),
            "published": self.said.table.day,
            "source": entry.fields.get("source"),
        }
        said = {name: value for name, value in fields.items() if value is not None}
        return replace(entry, fields=said)

    def _ended(self, entry: Entry, last: str) -> Entry:
        effective = _day_after(last)
        fields = {
            "kind": _ENDED,
            "mandate": entry.fields["mandate"],
            "id": f"{self.made.identity}-ended",
            "effective": effective,
            "on": effective,
            "published": self.said.table.day,
            "source": entry.fields.get("source"),
        }
        return replace(entry, fields={k: v for k, v in fields.items() if v is not None})

    def _came_about(self, founding: Fields) -> str:
        """From the file before, or from the making, to the day of the file."""
        day_of_file, since = self.said.table.day or "", self.known.since
        if since is None or bounds(since).latest >= bounds(day_of_file).earliest:
            since = bounds(str(founding["on"])).earliest[:10]
        return between(since, day_of_file)

    def _status(self, entry: Entry) -> Iterator[Entry]:
        history = self.histories.get(_stream(entry.fields) or "", ())
        told = [record for record in standing(history) if record.kind in self.outcomes]
        last = told[-1] if told else None
        fields = entry.fields
        if last is not None and _says_the_same(last, fields):
            return
        if last is not None:
            self._check_later(entry, "outcome", _said_of(last), _said_of_entry(fields))
        own = _free(str(fields.get("id")), history)
        dated = self.said.status and any(status.on for status in self.said.status)
        on = fields["on"] if dated or not history else self._came_about(fields)
        yield replace(entry, fields={**fields, "id": own, "on": on})


def _anew(entry: Entry, history: Sequence[Record]) -> Entry:
    """The same in the place of a record that was retracted, where there was one."""
    kind = entry.fields["kind"]
    stands = {record.id for record in standing(history)}
    gone = [r for r in history if r.kind == kind and r.id not in stands]
    last = next((r for r in reversed(gone) if entry.fields.get("id") in {None, *r.ids}), None)
    if last is None:
        return entry
    own = {"id": _free(str(entry.fields["id"]), history)} if "id" in entry.fields else {}
    return replace(entry, fields={**entry.fields, **own, "corrects": last.id})


def _free(own: str, history: Sequence[Record]) -> str:
    """An id that nothing on a stream has."""
    taken, free, number = {record.id for record in history}, own, 2
    while free in taken:
        free, number = f"{own}-{number}", number + 1
    return free


def _as_it_stands(name: str, before: Record, history: Sequence[Record]) -> Any:
    """A field of a record, as later records have moved or ended it."""
    found = before.get(name)
    for record in standing(history):
        if (before.kind, name, record.kind) == (_MADE, "due", _MOVED):
            found = record.get("due")
        elif (before.kind, name, record.kind) == (_GRANTED, "until", _ENDED):
            found = until(str(record.get("effective")))
    return found


def _day_after(last: str) -> str:
    """The first day without what lasts until a day as written."""
    gone = gone_after(last)
    return day(gone.earliest) if gone.earliest == gone.latest else last


def _says_the_same(record: Record, fields: Fields) -> bool:
    return _said_of(record) == _said_of_entry(fields)


def _said_of(record: Record) -> str:
    return str(record.get("outcome") or record.kind)


def _said_of_entry(fields: Fields) -> str:
    return str(fields.get("outcome") or fields["kind"])
