"""Recording: what one import or one command brings is decided and kept as a whole.

Everything that may take long, or waits for somebody, comes before the writing transaction: reading
files, validating fields, asking for a passphrase, signing. Then nobody else writes any more, and
what is there is read, decided about and extended. Whoever has made a mistake takes no lock.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field

from domain import catalogue, cycles
from domain.annotation import RecordRetracted
from domain.catalogue import KINDS
from domain.errors import (
    Conflict,
    DuplicateRecord,
    NeverFounded,
    NothingToActOn,
    Problem,
    Problems,
    RecordTooLong,
    Refused,
    StillNeeded,
    UnknownReference,
)
from domain.event import Draft, references_in
from ledger.clock import now
from ledger.codec import Stamped, draft_of, stored_bytes
from ledger.journal.entry import Entry, Journal
from ledger.log.tiles import LONGEST_ENTRY_BYTES
from ledger.reader import Reader
from ledger.recording.integrity import (
    Mention,
    Names,
    is_founded,
    mentions_of,
    retracted,
    standing,
    still_in_use,
    unknown_references,
    uses,
)
from ledger.recording.validation import Where, with_place
from ledger.recording.validation import draft as validated
from ledger.signatures import Signer, wrongly_signed
from ledger.store.writer import Store
from ledger.watch import Watch, unwatched

LONG = LONGEST_ENTRY_BYTES // 8
"""So many characters, of four bytes each at the most, cannot come near the longest record."""

_WORD = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._:-]*[A-Za-z0-9])?")
"""What may be the name of a stream or the id of a record in a text that could not be read."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be recorded, and how much of it was there before.

    unchanged: how many records the ledger has already. retracted: how many of these it has as
    retracted ones, which an import never revives. versions: how many records stand on each stream.
    """

    drafts: list[Draft]
    unchanged: int
    retracted: int
    versions: dict[str, int]


@dataclass(slots=True)
class Prepared:
    """What was written, as far as it can be recorded, and what is wrong with it so far.

    drafts: by their ids. places: where each was written. mistaken: the places at which the readers
    of the files found a mistake. mentions: what the entries refer to that became no drafts. unread:
    names that may stand in what could not be read. incomplete: names of streams on which something
    was to happen that could not be read. unseen: whether there is more that nobody saw.
    """

    drafts: dict[str, Draft] = field(default_factory=dict)
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

    def placed(self, problem: Problem) -> Problem:
        """A problem of a draft, with the place where it was written."""
        if not problem.place and problem.about in self.places:
            problem.place = self.places[problem.about](())
        return problem


def record(
    store: Store,
    journal: Journal,
    *,
    recorded_by: str | None = None,
    signer: Callable[[], Signer | None] = lambda: None,
    dry_run: bool = False,
    watch: Watch = unwatched,
) -> Plan:
    """Record a journal as a whole; Problems with everything that is wrong with it.

    signer: who signs the records; asked when nothing is wrong with them so far, for it may have to
    ask for a passphrase. dry_run: decide and keep nothing, which takes no lock.
    """
    with closing(Reader(store.path)) as reader:
        prepared = prepare(journal, reader, watch)
        signing = None if prepared.problems else signer()
        if signing is not None:
            prepared.drafts = {
                draft.id: draft for draft in signing.sign([*prepared.drafts.values()])
            }
        if prepared.problems or dry_run:
            with reader.snapshot():
                return plan(prepared, reader, signing, watch)
    with store.writing() as writing:
        planned = plan(prepared, writing.reader, signing, watch)
        if planned.drafts:
            writing.append(planned.drafts, planned.versions, recorded_by, watch)
    return planned


# -- before the transaction -----------------------------------------------------------------------


def prepare(journal: Journal, ledger: Reader, watch: Watch = unwatched) -> Prepared:
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
    later: list[Entry] = []
    for entry in watch(journal.entries, "Checking"):
        # A record about a record of the same journal waits until that one is known.
        if str(entry.fields.get("record")) in given:
            later.append(entry)
        else:
            _validate(entry, prepared, ledger)
    for entry in later:
        _validate(entry, prepared, ledger)
    return prepared


def _validate(entry: Entry, prepared: Prepared, ledger: Reader) -> None:
    def stream_of(record_id: str) -> str | None:
        if record_id in prepared.drafts:
            return prepared.drafts[record_id].stream
        found = ledger.find(record_id)
        return found.stream if found else None

    result = validated(entry.fields, entry.where, stream_of)
    if isinstance(result, list):
        _leave_out(entry, result, prepared)
    elif result.id in prepared.drafts:
        prepared.problems.append(_twice(result, entry, prepared))
    else:
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
            isinstance(problem, UnknownReference) and prepared.may_hold(entry.fields["record"])
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


# -- inside the transaction -----------------------------------------------------------------------


def plan(
    prepared: Prepared, ledger: Reader, signing: Signer | None = None, watch: Watch = unwatched
) -> Plan:
    """Decide about everything at once; Problems when anything of it cannot be recorded.

    ledger: as it stays until what is decided has been recorded.
    """
    after = _After(ledger, prepared)
    accepted: list[Draft] = []
    problems: list[Problem] = []
    for stream in watch(list(after.brought), "Deciding"):
        new, taken = _new(after.before(stream), after.brought[stream])
        after.fresh[stream] = new
        there = standing(after.before(stream))
        decided, refusals = catalogue.decide(there, new)
        accepted += sorted(decided, key=lambda draft: not draft.event.founding)
        refusals += _contradictions(there, decided)
        problems += [*taken, *(one for one in refusals if not _follows(one, stream, prepared))]
    problems += _taken_elsewhere(after)
    problems += _unknown(after)
    problems += _in_use(accepted, after)
    problems += cycles.refusals(accepted, after.standing)
    problems += wrongly_signed(accepted, ledger)
    problems += signing.refusals(accepted, ledger) if signing else []
    if problems or prepared.problems:
        raise Problems(_in_order([*prepared.problems, *map(prepared.placed, problems)]))
    return Plan(
        accepted,
        len(prepared.drafts) - len(accepted),
        after.retracted_before(),
        {stream: len(after.before(stream)) for stream in after.brought},
    )


class _After:
    """The streams as they will be once everything is recorded.

    brought: what was written, by stream. fresh: what of it the ledger does not have yet.
    """

    def __init__(self, ledger: Reader, prepared: Prepared) -> None:
        self.ledger = ledger
        self.prepared = prepared
        self.brought: dict[str, list[Draft]] = defaultdict(list)
        for draft in prepared.drafts.values():
            self.brought[draft.stream].append(draft)
        self.fresh: dict[str, list[Draft]] = {}
        self._existing = ledger.existing(self.brought)
        self._before: dict[str, list[Draft]] = {}

    def before(self, stream: str) -> list[Draft]:
        """What stands on a stream now, in the order of recording, retracted drafts too."""
        if stream in self.brought and stream not in self._existing:
            return []
        if stream not in self._before:
            records = self.ledger.stream(stream)
            self._before[stream] = [draft_of(dict(record.fields)) for record in records]
        return self._before[stream]

    def standing(self, stream: str) -> list[Draft]:
        """What will stand on a stream, without what is retracted by then."""
        return standing([*self.before(stream), *self.fresh.get(stream, [])])

    def new(self) -> list[Draft]:
        """All that the ledger does not have yet."""
        return [draft for drafts in self.fresh.values() for draft in drafts]

    def retracted_before(self) -> int:
        """How many of the records that were written the ledger has as retracted ones."""
        count = 0
        for stream in self._existing:
            gone = retracted(self.before(stream))
            count += sum(draft.id in gone for draft in self.brought[stream])
        return count

    def names(self, keys: set[str]) -> Names:
        """Which of these streams and records there will be."""
        there = keys & self.brought.keys() | keys & self.prepared.drafts.keys()
        asked = keys - there
        there |= self.ledger.existing(asked) | self.ledger.streams_of(asked).keys()
        there |= {key for key in keys - there if self.prepared.may_hold(key)}
        changed = {
            stream
            for stream in keys & self.brought.keys()
            if retracted([*self.before(stream), *self.fresh[stream]])
        }
        changed |= self.ledger.retracted_on(keys - self.brought.keys())
        return Names(there, {stream for stream in changed if not is_founded(self.standing(stream))})


def _new(history: list[Draft], bringing: list[Draft]) -> tuple[list[Draft], list[Conflict]]:
    """What of it the history does not have, and what the history has with other content."""
    known = {draft.id: draft for draft in history}
    taken = [
        _conflict(draft, "another record", "or change the earlier record with `gestand correct`")
        for draft in bringing
        if draft.id in known and known[draft.id] != draft
    ]
    return [draft for draft in bringing if draft.id not in known], taken


def _contradictions(there: list[Draft], new: list[Draft]) -> list[Refused]:
    """What stands on the stream already and would not fit any more, such as an act after an end.

    So it is the same whether records come in one import or one after the other. A correction is
    possible all the same: `check integrity` finds what it leaves behind.
    """
    if not there or not new or retracted(new):
        return []
    ids = {draft.id for draft in there}
    found = [one for one in catalogue.decide([], [*there, *new])[1] if one.about in ids]
    before = {one.about for one in catalogue.decide([], there)[1]} if found else set()
    contradictions = []
    for refusal in found:
        if refusal.about not in before:
            obstacle = f"record {refusal.about} would not fit any more: {refusal.obstacle}"
            remedy = "Correct one of the two, or retract the other one in the same import"
            contradictions.append(Refused(new[-1].asked, obstacle, remedy))
            contradictions[-1].about = new[-1].id
    return contradictions


def _taken_elsewhere(after: _After) -> list[Conflict]:
    """Ids that records of other streams have."""
    new = after.new()
    streams = after.ledger.streams_of(draft.id for draft in new)
    return [
        _conflict(draft, streams[draft.id], "or leave the id out")
        for draft in new
        if draft.id in streams
    ]


def _conflict(draft: Draft, owner: str, otherwise: str) -> Conflict:
    obstacle = f"the id {draft.id} belongs to {owner}"
    conflict = Conflict(draft.asked, obstacle, f"Give it another id, {otherwise}")
    conflict.about = draft.id
    return conflict


def _follows(refusal: Refused, stream: str, prepared: Prepared) -> bool:
    """Whether something is missing only because what may hold it could not be read."""
    match refusal:
        case NeverFounded():
            return prepared.may_hold(stream)
        case NothingToActOn():
            name = stream.partition("/")[2]
            return prepared.may_hold(stream) or name in prepared.incomplete
        case _:
            return False


def _unknown(after: _After) -> list[UnknownReference]:
    """References to what neither the ledger nor what was written has."""
    gone = retracted(after.new())
    mentions = [
        *after.prepared.mentions,
        *(mention for draft in after.new() for mention in mentions_of(draft, draft.id in gone)),
    ]
    names = after.names({mention.reference.key for mention in mentions})
    return unknown_references(mentions, names)


def _in_use(accepted: list[Draft], after: _After) -> list[StillNeeded]:
    """Retractions that would take a stream from under what stands on it."""
    last = {
        draft.stream: draft
        for draft in accepted
        if isinstance(draft.event, RecordRetracted) and not is_founded(after.standing(draft.stream))
    }
    if not last:
        return []
    names = [name.partition("/")[2] for name in last]
    gone = after.ledger.retracted() | retracted(after.new())
    found = uses(last.keys(), after.ledger.naming(names), gone)
    return [still_in_use(last[stream], records) for stream, records in found.items()]


def _in_order(problems: Sequence[Problem]) -> list[Problem]:
    """The problems of each file together, in the order of their places."""
    files: dict[str, int] = {}

    def order(problem: Problem) -> tuple[int, int, int]:
        match problem.place.rsplit(":", 2):
            case [file, line, column] if line.isdecimal() and column.isdecimal():
                return files.setdefault(file, len(files)), int(line), int(column)
            case _:
                return -1, 0, 0

    return sorted(problems, key=order)
