"""What of a table is new to a ledger that has read the same register before.

A register overwrites what it said. The ledger keeps all of it: what is the same is left out, what
became of something is recorded as having come about since the file before, and what is said
otherwise as what that means (`ledger.tables.later`). Where nobody can tell that, it is told, and
nothing is recorded of it. A register is held to what it said itself: what others recorded
meanwhile is no news of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import Any

from domain.dates import bounds
from domain.errors import Problem, Refused
from domain.history import standing
from domain.record import Record
from domain.streams.event import KINDS
from languages import N_
from ledger.journal.shape import Entry, Journal
from ledger.tables import later
from ledger.tables.later import Fields, words
from ledger.tables.making import Made, between
from ledger.tables.mapping import NOTHING
from ledger.tables.mapping import Mapping as Said
from ledger.tables.notes import Note, Notes

_ASIDE = frozenset({"id", "source", "published", "schema", "stream", "version", "recorded_at",
    "recorded_by", "signature", "corrects", "kind", "when"})  # fmt: skip
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
            before = later.like(entry.fields, history)
            if before is None:
                yield _anew(entry, history)
            else:
                yield from self._differences(entry, before, history)
        for entry in self.made.statuses:
            yield from self._status(entry)
        if self.made.quiet is not None and not self.made.statuses:
            self._fell_quiet(self.made.quiet)

    def _differences(
        self, entry: Entry, before: Record, history: Sequence[Record]
    ) -> Iterator[Entry]:
        stored = self.known.as_stored(entry.fields)
        if stored is None:
            yield entry  # whoever checks it says what is wrong
            return
        names = {name for name in stored if stored[name]} | self._mapped(before.kind)
        differing = [
            name
            for name in sorted(names - _ASIDE)
            if self._differs(name, before, history, stored.get(name))
        ]
        if before.kind in later.REPEATED:
            yield from self._repeated(entry, before, history, stored, differing)
            return
        mistaken: dict[str, Any] = {}
        for name in differing:
            was, now = self._was(name, before, history, stored.get(name)), stored.get(name)
            meaning = later.meaning(self.said.changes, before.kind, name, now)
            self._tell(entry, name, was, now, meaning)
            if meaning == "correction":
                mistaken[name] = now
            elif meaning is not None:
                yield from self._event(entry, meaning, name, now)
        if mistaken:
            own = _free(f"{entry.fields.get('id', before.id)}-of-{self._day}", history)
            yield from later.corrected(entry, before, mistaken, own, self._day)

    def _event(self, entry: Entry, meaning: str, name: str, now: Any) -> Iterator[Entry]:
        identity, on = self.made.identity, self._came_about(entry.fields)
        match meaning:
            case "postponement":
                yield later.moved(entry, identity, now, on, self._day)
            case "redefinition":
                yield later.redefined(entry, identity, name, now, on, self._day)
            case "end":
                yield later.ended(entry, identity, now, self._day)

    def _repeated(
        self,
        entry: Entry,
        before: Record,
        history: Sequence[Record],
        stored: Fields,
        differing: Sequence[str],
    ) -> Iterator[Entry]:
        news = [name for name in differing if name != "on"]
        for name in news:
            self._tell(entry, name, before.get(name), stored.get(name), before.kind)
        if news:
            own = _free(str(entry.fields.get("id", before.id)), history)
            yield later.repeated(entry, before, own, self._came_about(entry.fields), self._day)

    def _mapped(self, kind: str) -> set[str]:
        """The fields that rows tell of: an empty cell says something, no column nothing."""
        terms = {"until"} if self.said.terms else set[str]()
        return terms.union(*(record for record in self.said.records if record["kind"] == kind))

    @property
    def _day(self) -> str | None:
        """The day of the file."""
        return self.said.table.day

    def _was(self, name: str, before: Record, history: Sequence[Record], now: Any) -> Any:
        """What the register said of a field."""
        return later.as_it_stands(name, before, self._of_register(history), now)

    def _differs(self, name: str, before: Record, history: Sequence[Record], now: Any) -> bool:
        """Whether a field says something that neither the register nor anybody else said last."""
        said = [self._was(name, before, history, now)]
        said.append(later.as_it_stands(name, before, standing(history), now))
        return all(was != now and (was or now) for was in said)

    def _of_register(self, history: Sequence[Record]) -> list[Record]:
        """The records that stand and were made of this row in a file before."""
        own = self.made.identity
        return [r for r in standing(history) if any(name.startswith(own) for name in r.ids)]

    def _tell(self, entry: Entry, name: str, was: Any, now: Any, meaning: str | None) -> None:
        """Tell of a difference. meaning: what it is recorded as; None: nobody knows."""
        if meaning != NOTHING:
            self._check_later(entry, name, was, now)
        recorded = meaning not in {None, NOTHING}
        note = Note("changed" if recorded else "differs", name, words(was), words(now))
        self.notes.add(note, entry.where((name,)))
        if meaning == NOTHING:
            self.notes.confirmed.add(note)

    def _check_later(self, entry: Entry, name: str, was: Any, now: Any) -> None:
        """Refuse what differs from a file of the same day, or of nobody knows which."""
        today, since = self._day, self.known.since
        if today is not None and (since is None or bounds(since).latest < bounds(today).earliest):
            return
        obstacle = N_("the ledger has {name}: {was!r} and the table {now!r}").format(
            name=name, was=words(was), now=words(now)
        )
        if since is not None:
            obstacle += f", and it has read this register as of {since}"
        remedy = N_(
            "Say of which later day the file is: --as-snapshot DATE; or see `gestand correct`"
        )
        raise Refused(N_("import what changed"), obstacle, remedy, entry.where((name,)))

    def _came_about(self, founding: Fields) -> str:
        """From the file before, or from the making, to the day of the file."""
        day_of_file, since = self._day or "", self.known.since
        if since is None or bounds(since).latest >= bounds(day_of_file).earliest:
            since = bounds(str(founding["on"])).earliest[:10]
        return between(since, day_of_file)

    def _status(self, entry: Entry) -> Iterator[Entry]:
        history = self.histories.get(_stream(entry.fields) or "", ())
        told = [record for record in standing(history) if record.kind in self.outcomes]
        own = [record for record in self._of_register(history) if record.kind in self.outcomes]
        fields = entry.fields
        if any(_says_the_same(several[-1], fields) for several in (told, own) if several):
            return
        if own:
            self._tell(entry, "outcome", _said_of(own[-1]), _said_of_entry(fields), fields["kind"])
        dated = self.said.status and any(status.on for status in self.said.status)
        on = fields["on"] if dated or not history else self._came_about(fields)
        free = _free(str(fields.get("id")), history)
        yield replace(entry, fields={**fields, "id": free, "on": on})

    def _fell_quiet(self, text: str) -> None:
        """Tell where a status of which nothing is recorded follows one of which something is."""
        streams = {_stream(entry.fields): entry for entry in self.made.entries}
        for stream, entry in streams.items():
            history = self._of_register(self.histories.get(stream or "", ()))
            told = [record for record in history if record.kind in self.outcomes]
            if told:
                meaning = NOTHING if self.said.changes.get("outcome") == NOTHING else None
                self._tell(entry, "outcome", _said_of(told[-1]), text, meaning)


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


def _says_the_same(record: Record, fields: Fields) -> bool:
    return _said_of(record) == _said_of_entry(fields)


def _said_of(record: Record) -> str:
    return str(record.get("outcome") or record.kind)


def _said_of_entry(fields: Fields) -> str:
    return str(fields.get("outcome") or fields["kind"])
