"""What was written, made ready to be decided about: everything that needs no lock on the ledger.

Whoever has made mistakes is told all of them, also those that later stages find: what could not be
read or validated is left out, and what seems to be missing only because of that is no mistake.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol

from domain.errors import (
    DuplicateRecord,
    NeverFounded,
    NothingToActOn,
    Problem,
    Problems,
    Refused,
)
from domain.record import StreamName
from domain.streams.event import Draft
from languages import N_
from ledger.codec import parts, said_by
from ledger.journal.json_lines import Lines
from ledger.journal.reading import Part
from ledger.journal.shape import Entry, Journal
from ledger.recording.batch import Batch, leave_out, length_refused
from ledger.recording.integrity import Mention
from ledger.recording.spool import Row, Spool, Waiting
from ledger.recording.validation import no_target, targets
from ledger.recording.workers import Job, batches
from ledger.store.reader import Reader


class Written(Protocol):
    """What somebody wrote: a journal, or the files of an import, read as often as asked."""

    def parts(self) -> Iterator[Part]:
        """All of it, a part at a time."""


@dataclass(slots=True)
class _Found:
    """What is wrong with one file, and what its entries refer to that became no records."""

    problems: list[Problem] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)


@dataclass(slots=True)
class Prepared:
    """What was written, as far as it can be recorded, and what is wrong with it so far.

    spool: the records. found: what is wrong, by file. unread: names that may stand in what could
    not be read. incomplete: names of streams on which something was to happen that could not be
    read. unseen: whether there is more that nobody saw.
    """

    written: Written
    spool: Spool
    found: list[_Found] = field(default_factory=lambda: [_Found()])
    unread: set[str] = field(default_factory=set)
    incomplete: set[str] = field(default_factory=set)
    unseen: bool = False

    @property
    def problems(self) -> list[Problem]:
        """All that is wrong."""
        return [problem for found in self.found for problem in found.problems]

    @property
    def mentions(self) -> list[Mention]:
        """What the entries refer to that became no records."""
        return [mention for found in self.found for mention in found.mentions]

    def take(self, batch: Batch, file: int) -> None:
        """Take in what became of a part of a file."""
        self.spool.add(batch.rows, batch.waiting)
        left_out = {(mention.reference.key, mention.rests) for mention in batch.mentions}
        self.spool.mention(batch.names | left_out if left_out else batch.names)
        self.found[file].problems += batch.problems
        self.found[file].mentions += batch.mentions
        self.unread |= batch.unread
        self.incomplete |= batch.incomplete
        self.unseen = self.unseen or batch.unseen

    def may_hold(self, name: str) -> bool:
        """Whether what could not be read may hold a stream or a record of this name.

        Then nobody can say that it is missing.
        """
        return self.unseen or name.rpartition("/")[2] in self.unread

    def explains(self, refusal: Refused, stream: str) -> bool:
        """Whether something is missing on a stream only because it could not be read."""
        match refusal:
            case NeverFounded():
                return self.may_hold(stream)
            case NothingToActOn():
                return self.may_hold(stream) or StreamName.parse(stream).name in self.incomplete
            case _:
                return False

    def entries(self, numbers: Collection[int]) -> dict[int, Entry]:
        """The entries that became records of these numbers, read once more, with their places."""
        found: dict[int, Entry] = {}
        if not numbers:
            return found
        wanted = sorted(set(numbers))
        for job in jobs(self.written):
            first, part = job.first, job.part
            at = bisect_right(wanted, first - 1)
            for number in islice(wanted, at, bisect_right(wanted, first + len_of(part) - 1)):
                journal = part.journal(number - first) if isinstance(part, Lines) else part
                found[number] = journal.entries[0 if isinstance(part, Lines) else number - first]
            if len(found) == len(wanted):
                break
        return found

    def placed(self, problems: Iterable[Problem]) -> list[Problem]:
        """Problems of records, each with the place where that was written."""
        several = list(problems)
        numbers = {
            problem.about: number
            for problem in several
            if problem.about and not problem.place
            for number in self.spool.numbers(problem.about)[:1]
        }
        entries = self.entries(numbers.values())
        for problem in several:
            if not problem.place and problem.about in numbers:
                problem.place = entries[numbers[problem.about]].where(problem.path)
        return several

    def sign(self, sign: Callable[[list[Draft]], list[Draft]]) -> None:
        """Let somebody sign the records."""
        for rows in self.spool.pages():
            for row, draft in zip(rows, sign([row.draft() for row in rows]), strict=True):
                self.spool.replace(row.number, parts(said_by(draft)))


def prepare(written: Written, spool: Spool, ledger: Reader) -> Prepared:
    """The records that were written, and what is wrong with them whatever else the ledger holds.

    spool: where they are kept, empty before. ledger: asked on which stream the records stand that
    they are about.
    """
    prepared = Prepared(written, spool)
    begun = {0: 0}
    for job, batch in batches(
        jobs(written, lambda file, first: _begin(prepared, begun, file, first))
    ):
        if isinstance(job.part, Journal) and job.part.void:
            spool.remove_from(begun[job.file])
            prepared.found[job.file] = _Found()
        prepared.take(batch, job.file)
    spool.complete()
    _place(prepared, ledger)
    _twice(prepared)
    return prepared


def _begin(prepared: Prepared, begun: dict[int, int], file: int, first: int) -> None:
    """Note with which number a file begins."""
    begun[file] = first
    prepared.found.append(_Found())


def jobs(
    written: Written, begin: Callable[[int, int], None] = lambda _file, _first: None
) -> Iterator[Job]:
    """The parts of what was written, each with the number of its first record and of its file.

    begin: told the number of every file, and the number of its first record.
    """
    first, file = 0, 0
    for part in written.parts():
        if isinstance(part, Journal) and part.begins:
            file += 1
            begin(file, first)
            continue
        yield Job(part, first, file)
        first += len_of(part)


def len_of(part: Part) -> int:
    """How many numbers the records of a part take."""
    return len(part) if isinstance(part, Lines) else len(part.entries)


def _place(prepared: Prepared, ledger: Reader) -> None:
    """Find the stream of each record that stands with another one, among these or in the ledger."""
    waiting = _placed_here(prepared, prepared.spool.waiting())
    while waiting:
        there = ledger.streams_of({each.target for each in waiting})
        found = [each for each in waiting if each.target in there]
        if not found:
            break
        for each in found:
            _settle(prepared, each.number, there[each.target])
        waiting = _placed_here(prepared, [each for each in waiting if each.target not in there])
    entries = prepared.entries([each.number for each in waiting])
    for each in waiting:
        _leave_out(prepared.spool.row(each.number), each, entries[each.number], prepared)


def _placed_here(prepared: Prepared, waiting: list[Waiting]) -> list[Waiting]:
    """Settle those whose target stands among these records, and return the others."""
    while True:
        left = []
        for each in waiting:
            stream = prepared.spool.stream_with(each.target)
            if stream is None:
                left.append(each)
            else:
                _settle(prepared, each.number, stream)
        if len(left) == len(waiting):
            return left
        waiting = left


def _settle(prepared: Prepared, number: int, stream: str) -> None:
    """Say on which stream a record stands that waited for that."""
    prepared.spool.place(number, stream)
    row = prepared.spool.row(number)
    if refusal := length_refused(row):
        refusal.about = row.id
        prepared.found[0].problems += prepared.placed([refusal])


def _leave_out(row: Row, waiting: Waiting, entry: Entry, prepared: Prepared) -> None:
    problem = no_target(row.kind, (waiting.field, waiting.target), entry.where)
    batch = Batch()
    if not any(prepared.may_hold(name) for name in targets(entry.fields)):
        batch.problems.append(problem)
    leave_out(entry, [problem], batch)
    prepared.spool.remove(row.number)
    prepared.take(batch, 0)


def _twice(prepared: Prepared) -> None:
    """Leave out what has the id of another record, and say so."""
    same = list(prepared.spool.twice())
    entries = prepared.entries([number for numbers in same for number in numbers])
    for first, *others in same:
        kept = prepared.spool.row(first).draft()
        for number in others:
            draft = prepared.spool.row(number).draft()
            prepared.spool.remove(number)
            problem = _same_id(draft, kept, entries[first], entries[number])
            prepared.found[0].problems.append(problem)


def _same_id(draft: Draft, kept: Draft, first: Entry, entry: Entry) -> Problem:
    if draft.says_the_same_as(kept):
        obstacle = N_("the same record stands at {where}").format(where=first.where(()))
        remedy = N_("Remove one of the two, or give each an id")
    else:
        obstacle = N_("the id {id} belongs to another record, at {where}").format(
            id=draft.id, where=first.where(())
        )
        remedy = N_("Give one of the two another id")
    return DuplicateRecord(draft.asked, obstacle, remedy, entry.where(()))


def in_order(problems: Iterable[Problem]) -> Problems:
    """The problems of each file together, in the order of their places."""
    files: dict[str, int] = {}

    def order(problem: Problem) -> tuple[int, int, int]:
        match problem.place.rsplit(":", 2):
            case [file, line, column] if line.isdecimal() and column.isdecimal():
                return files.setdefault(file, len(files)), int(line), int(column)
            case _:
                return -1, 0, 0

    return Problems(sorted(problems, key=order))
