"""Recording: what one import or one command brings is decided and kept as a whole.

Everything that may take long, or waits for somebody, comes before the writing transaction: reading
files, validating fields, asking for a passphrase, signing. Then nobody else writes any more, and
what is there is read, decided about and extended. Whoever has made a mistake takes no lock.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property

from domain.errors import (
    Conflict,
    NotTheirs,
    Problem,
    Problems,
    StillNeeded,
    UnknownReference,
)
from domain.history import retracted_ids
from domain.history import standing as history_of
from domain.record import StreamName
from domain.streams import entitlement, registry
from domain.streams.annotation import RecordRetracted
from domain.streams.event import Draft
from ledger.clock import Progress, without_progress
from ledger.codec import draft_of
from ledger.journal.shape import Journal
from ledger.recording.integrity import (
    Names,
    contradictions,
    is_founded,
    loops,
    mentions_of,
    retracted,
    still_in_use,
    unknown_references,
    uses,
)
from ledger.recording.preparing import Prepared, prepare
from ledger.signing.signatures import Signer, wrongly_signed
from ledger.store.reader import Reader
from ledger.store.writer import Store


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be recorded, and how much of it was there before.

    unchanged: how many records the ledger has already. retracted: the ids of these that do not
    stand, nor anything in their place; an import never revives them. versions: how many records
    stand on each stream.
    """

    drafts: list[Draft]
    unchanged: int
    retracted: tuple[str, ...]
    versions: dict[str, int]


def record(
    store: Store,
    journal: Journal,
    *,
    recorded_by: str | None = None,
    signer: Callable[[], Signer | None] = lambda: None,
    dry_run: bool = False,
    progress: Progress = without_progress,
) -> Plan:
    """Record a journal as a whole; Problems with everything that is wrong with it.

    signer: who signs the records; asked when nothing is wrong with them so far, for it may have to
    ask for a passphrase. dry_run: decide and keep nothing, which takes no lock.
    """
    with closing(Reader(store.path)) as reader:
        prepared = prepare(journal, reader, progress)
        signing = None if prepared.problems else signer()
        if signing is not None:
            prepared.drafts = {
                draft.id: draft for draft in signing.sign([*prepared.drafts.values()])
            }
        if prepared.problems or dry_run:
            with reader.snapshot():
                return plan(prepared, reader, signing, progress)
    with store.writing() as writing:
        planned = plan(prepared, writing.reader, signing, progress)
        if planned.drafts:
            writing.append(planned.drafts, planned.versions, recorded_by, progress)
    return planned


def plan(
    prepared: Prepared,
    ledger: Reader,
    signing: Signer | None = None,
    progress: Progress = without_progress,
) -> Plan:
    """Decide about everything at once; Problems when anything of it cannot be recorded.

    ledger: as it stays until what is decided has been recorded.
    """
    after = _After(ledger, prepared)
    accepted: list[Draft] = []
    problems: list[Problem] = []
    for stream in progress(list(after.brought), "Deciding"):
        before = after.before(stream)
        new, taken = _new(before, after.brought[stream])
        after.fresh[stream] = new
        decided, refusals = registry.decide(before, new)
        accepted += decided
        refusals += contradictions(registry.standing(before), decided) if before else []
        problems += [
            *taken,
            *(refusal for refusal in refusals if not prepared.explains(refusal, stream)),
        ]
    problems += _taken_elsewhere(after)
    problems += _unknown(after)
    problems += _in_use(accepted, after)
    problems += loops(accepted, after.standing)
    problems += _not_theirs(accepted, after)
    problems += wrongly_signed(accepted, ledger)
    problems += signing.refusals(accepted, ledger) if signing else []
    if problems or prepared.problems:
        raise Problems(_in_order([*prepared.problems, *map(prepared.placed, problems)]))
    return Plan(
        _as_written(accepted, prepared.drafts.values(), after.existing),
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
        self.existing = ledger.existing(self.brought)
        self._before: dict[str, list[Draft]] = {}

    def before(self, stream: str) -> list[Draft]:
        """What stands on a stream now, in the order of recording, retracted drafts too."""
        if stream in self.brought and stream not in self.existing:
            return []
        if stream not in self._before:
            records = self.ledger.stream(stream)
            self._before[stream] = [draft_of(dict(record.fields)) for record in records]
        return self._before[stream]

    def standing(self, stream: str) -> list[Draft]:
        """What will stand on a stream, without what is retracted by then."""
        return registry.standing([*self.before(stream), *self.fresh.get(stream, [])])

    def mandates_to_speak(self) -> list[str]:
        """The streams of mandates to speak for somebody, and those of all that are brought."""
        there = self.ledger.streams("mandate")
        speaking = [grant.stream for grant in there if grant.get("basis") == entitlement.TO_SPEAK]
        return [*speaking, *(name for name in self.brought if name.startswith("mandate/"))]

    @cached_property
    def new(self) -> list[Draft]:
        """All that the ledger does not have yet, once `fresh` is complete."""
        return [draft for drafts in self.fresh.values() for draft in drafts]

    @cached_property
    def gone(self) -> set[str]:
        """The ids of all that it retracts."""
        return retracted(self.new)

    def retracted_before(self) -> tuple[str, ...]:
        """The ids of what was written that the ledger retracted, and has nothing in its place."""
        gone: set[str] = set()
        for stream in self.existing:
            history = registry.as_records(self.before(stream))
            replaced = {earlier for record in history_of(history) for earlier in record.replaced}
            gone |= retracted_ids(history) - replaced
        return tuple(draft_id for draft_id in self.prepared.drafts if draft_id in gone)

    def names(self, keys: set[str]) -> Names:
        """Which of these streams and records there will be."""
        there = keys & self.brought.keys() | keys & self.prepared.drafts.keys()
        asked = keys - there
        there |= self.ledger.existing(asked) | self.ledger.streams_of(asked).keys()
        changed = self.ledger.retracted_on(keys - self.brought.keys())
        there |= {key for key in keys - there if self.prepared.may_hold(key)}
        changed |= {
            stream
            for stream in keys & self.brought.keys()
            if retracted([*self.before(stream), *self.fresh[stream]])
        }
        return Names(there, {stream for stream in changed if not is_founded(self.standing(stream))})


def _as_written(
    accepted: Iterable[Draft], written: Iterable[Draft], existing: AbstractSet[str]
) -> list[Draft]:
    """As written, so that an export keeps its order; but a new stream begins with its founding.

    What stands before it in the file waits for it. A retraction and what takes the place of the
    retracted record stay together.
    """
    numbers: dict[str, int] = {}
    foundings: dict[str, int] = {}
    for number, draft in enumerate(written):
        numbers[draft.id] = number
        if draft.event.founding and draft.stream not in existing:
            foundings.setdefault(draft.stream, number)

    def rank(draft: Draft) -> tuple[int, bool, int]:
        number = numbers[draft.id]
        founding = foundings.get(draft.stream, number)
        return max(number, founding), number != founding, number

    return sorted(accepted, key=rank)


def _new(history: list[Draft], bringing: list[Draft]) -> tuple[list[Draft], list[Conflict]]:
    """What of it the history does not have, and what the history has with other content."""
    known = {draft.id: draft for draft in history}
    taken = [
        _conflict(draft, "another record", "or change the earlier record with `gestand correct`")
        for draft in bringing
        if draft.id in known and known[draft.id] != draft
    ]
    return [draft for draft in bringing if draft.id not in known], taken


def _taken_elsewhere(after: _After) -> list[Conflict]:
    """Ids that records of other streams have."""
    streams = after.ledger.streams_of([draft.id for draft in after.new])
    return [
        _conflict(draft, streams[draft.id], "or leave the id out")
        for draft in after.new
        if draft.id in streams
    ]


def _conflict(draft: Draft, owner: str, otherwise: str) -> Conflict:
    obstacle = f"the id {draft.id} belongs to {owner}"
    conflict = Conflict(draft.asked, obstacle, f"Give it another id, {otherwise}")
    conflict.about = draft.id
    return conflict


def _unknown(after: _After) -> list[UnknownReference]:
    """References to what neither the ledger nor what was written has."""
    mentions = [
        *after.prepared.mentions,
        *mentions_of(after.new, after.gone, after.prepared.places),
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
    names = [StreamName.parse(name).name for name in last]
    gone = after.ledger.retracted() | after.gone
    in_use = uses(last.keys(), after.ledger.naming(names), gone)
    return [still_in_use(last[stream], records) for stream, records in in_use.items()]


def _not_theirs(accepted: list[Draft], after: _After) -> list[NotTheirs]:
    """What somebody says who may not say it, once everything is recorded."""
    staying = [draft for draft in accepted if draft.id not in after.gone]
    return entitlement.refusals(staying, after.standing, after.mandates_to_speak)


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
