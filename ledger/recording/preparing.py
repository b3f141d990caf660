"""What was written, made ready to be decided about: everything that needs no lock on the ledger.

Whoever has made mistakes is told all of them, also those that later stages find: what could not be
read or validated is left out, and what seems to be missing only because of that is no mistake.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from domain.errors import (
    DuplicateRecord,
    NeverFounded,
    NothingToActOn,
    Problem,
    RecordTooLong,
    Refused,
    UnknownReference,
)
from domain.record import StreamName
from domain.streams.event import KINDS, Draft, references_in
from ledger.clock import Progress, now, without_progress
from ledger.codec import Stamped, stored_bytes
from ledger.journal.shape import Entry, Journal
from ledger.recording.integrity import Mention
from ledger.recording.validation import Where, targets, with_place
from ledger.recording.validation import draft as validated
from ledger.store.reader import Reader
from ledger.transparency.tiles import LONGEST_ENTRY_BYTES

LONG = LONGEST_ENTRY_BYTES // 8
"""So many characters, of four bytes each at the most, cannot come near the longest record."""

_WORD = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._:-]*[A-Za-z0-9])?")
"""What may be the name of a stream or the id of a record in a text that could not be read."""


@dataclass(slots=True)
class Prepared:
    """What was written, as far as it can be recorded, and what is wrong with it so far.

    drafts: by their ids, in the order in which they were written, as numbers says. places: where
    each was written. mistaken: the places at which the readers
    of the files found a mistake. mentions: what the entries refer to that became no drafts. unread:
    names that may stand in what could not be read. incomplete: names of streams on which something
    was to happen that could not be read. unseen: whether there is more that nobody saw.
    """

    drafts: dict[str, Draft] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    places: dict[str, Where] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    mistaken: frozenset[str] = frozenset()
    mentions: list[Mention] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    incomplete: set[str] = field(default_factory=set)
    unseen: bool = False

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

    def placed(self, problem: Problem) -> Problem:
        """A problem of a draft, with the place where it was written."""
        if not problem.place and problem.about in self.places:
            problem.place = self.places[problem.about](())
        return problem


def prepare(journal: Journal, ledger: Reader, progress: Progress = without_progress) -> Prepared:
    """The drafts of a journal, and what is wrong with it whatever else the ledger holds.

    ledger: asked on which stream the records stand that the journal is about.
    """
    prepared = Prepared(
        problems=list(journal.problems),
        mistaken=frozenset(problem.place for problem in journal.problems),
        unseen=journal.unseen,
    )
    prepared.unread.update(word for text in journal.unread for word in _WORD.findall(text))
    given = {str(entry.fields["id"]) for entry in journal.entries if "id" in entry.fields}
    waiting: list[tuple[int, Entry]] = []
    for number, entry in enumerate(progress(journal.entries, "Checking")):
        # A record about a record of the same journal waits until that one is known.
        if given.isdisjoint(targets(entry.fields)):
            _validate(number, entry, prepared, ledger)
        else:
            waiting.append((number, entry))
    _validate_in_turn(waiting, given, prepared, ledger)
    by_number = prepared.numbers.__getitem__
    prepared.drafts = {key: prepared.drafts[key] for key in sorted(prepared.drafts, key=by_number)}
    return prepared


def _validate_in_turn(
    waiting: list[tuple[int, Entry]], given: set[str], prepared: Prepared, ledger: Reader
) -> None:
    """Validate each entry after those that it is about; in a circle of such, as they come."""
    while waiting:
        missing = given - prepared.drafts.keys()
        ready: list[tuple[int, Entry]] = []
        blocked: list[tuple[int, Entry]] = []
        for number, entry in waiting:
            free = missing.isdisjoint(targets(entry.fields))
            (ready if free else blocked).append((number, entry))
        for number, entry in ready or blocked:
            _validate(number, entry, prepared, ledger)
        waiting = blocked if ready else []


def _validate(number: int, entry: Entry, prepared: Prepared, ledger: Reader) -> None:
    def stream_of(record_id: str) -> str | None:
        if record_id in prepared.drafts:
            return prepared.drafts[record_id].stream
        record = ledger.find(record_id)
        return record.stream if record else None

    result = validated(entry.fields, entry.where, stream_of)
    if isinstance(result, list):
        _leave_out(entry, result, prepared)
    elif result.id in prepared.drafts:
        prepared.problems.append(_twice(result, entry, prepared))
    else:
        prepared.numbers[result.id] = number
        prepared.places[result.id] = entry.where
        prepared.drafts[result.id] = result
        if len(str(entry.fields)) > LONG:
            _check_length(result, prepared)


def _leave_out(entry: Entry, problems: Sequence[Problem], prepared: Prepared) -> None:
    """Note what is wrong with an entry, and what may seem to be missing because of it."""
    prepared.problems += [
        problem
        for problem in problems
        if problem.place not in prepared.mistaken
        and not (
            isinstance(problem, UnknownReference)
            and any(prepared.may_hold(name) for name in targets(entry.fields))
        )
    ]
    kind = entry.fields.get("kind")
    model = KINDS.get(kind) if isinstance(kind, str) else None
    if model is None:
        prepared.unread.update(value for value in entry.fields.values() if isinstance(value, str))
        return
    names = {str(entry.fields.get("id"))}
    names |= {str(entry.fields.get(model.slug))} if model.slug else set()
    (prepared.unread if model.founding else prepared.incomplete).update(names)
    places = {problem.place for problem in problems}
    prepared.mentions += [
        Mention(f"record {kind}", reference, entry.where)
        for reference in references_in(model, with_place(model, entry.fields))
        if entry.where(reference.path) not in places
    ]


def _check_length(draft: Draft, prepared: Prepared) -> None:
    """Whether the record will fit, as far as that can be said before it is stamped."""
    try:
        stored_bytes(Stamped(draft, 1, now(), None))
    except RecordTooLong as refusal:
        refusal.about = draft.id
        prepared.problems.append(prepared.placed(refusal))


def _twice(draft: Draft, entry: Entry, prepared: Prepared) -> Problem:
    first = prepared.places[draft.id](())
    if draft.says_the_same_as(prepared.drafts[draft.id]):
        obstacle = f"the same record stands at {first}"
        remedy = "Remove one of the two, or give each an id"
    else:
        obstacle = f"the id {draft.id} belongs to another record, at {first}"
        remedy = "Give one of the two another id"
    return DuplicateRecord(draft.asked, obstacle, remedy, entry.where(()))
