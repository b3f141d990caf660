"""What is decided about records that were prepared, stream by stream and then across streams.

All of it is asked of the streams as they will be once everything is recorded, so that the order of
records in a file is free. No more is held in memory than a few streams at a time.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from itertools import islice

from orjson import loads

from domain.errors import Conflict, Problem, StillNeeded, UnknownReference
from domain.history import retracted_ids
from domain.history import standing as history_of
from domain.record import Record
from domain.streams import registry
from domain.streams.annotation import RecordRetracted
from domain.streams.entitlement import TO_SPEAK, Entitlement
from domain.streams.event import KINDS, Draft, names_in
from languages import N_
from ledger.codec import draft_of
from ledger.recording.integrity import (
    Mention,
    Names,
    contradictions,
    is_founded,
    loops,
    mentions_of,
    resting_on,
    retracted,
    still_in_use,
    unknown_references,
    uses,
)
from ledger.recording.preparing import Prepared
from ledger.recording.spool import Row
from ledger.signing.authorship import Keys
from ledger.signing.signatures import keys_of, wrongly_signed
from ledger.store.reader import Reader

STREAMS = 200
"""So many streams are looked up in the ledger at once."""

_HELD = 4_096
"""So many streams are held that others on which something is recorded ask for."""


Wanted = Callable[[Draft], bool]
"""Whether somebody wants a new draft, to tell something about it. There may be many others."""


def nothing(_: Draft) -> bool:
    """Of nobody who wants any."""
    return False


class Decisions:
    """What is decided, and why some of it cannot be recorded.

    versions: by the numbers of the records what their versions on their streams will be; 0 where
    nothing is recorded. kept: the drafts that somebody wants.
    """

    def __init__(self, prepared: Prepared, ledger: Reader, wanted: Wanted) -> None:
        self.problems: list[Problem] = []
        self.kept: list[Draft] = []
        self.versions = array("L", bytes(array("L").itemsize * (prepared.spool.last() + 1)))
        self._prepared, self._spool = prepared, prepared.spool
        self._ledger, self._empty = ledger, not ledger.head().size
        self._wanted = wanted
        self._new = bytearray(len(self.versions))
        self._at: tuple[str, list[Draft]] = ("", [])
        self._gone: set[str] = set()
        self._said_before: set[str] = set()
        self._unfounded: set[str] = set()
        self._losing: dict[str, Draft] = {}
        self._retracted_before: list[tuple[int, str]] = []
        self._entitlement = Entitlement(self.standing, self._mandates_to_speak)
        self.before = lru_cache(_HELD)(self._before)
        self.fresh = lru_cache(_HELD)(self._fresh)
        self.keys = cache(self._keys)
        self.retracted_on = lru_cache(_HELD)(self._retracted_on)

    # -- stream by stream --------------------------------------------------------------------

    def about(self, streams: Iterable[tuple[str, list[Row]]]) -> None:
        """Decide about what comes to stand on each stream."""
        coming = iter(streams)
        while some := list(islice(coming, STREAMS)):
            there = (
                {} if self._empty else self._ledger.histories_of([name for name, _ in some], loads)
            )
            for name, rows in some:
                if name not in there and len(rows) == 1 and _is_free(rows[0]):
                    self._new[rows[0].number] = self.versions[rows[0].number] = 1
                else:
                    self._about_one(name, rows, there.get(name, ()))
            if not self._empty:
                rows = [row for _, rows in some for row in rows if self._new[row.number]]
                self.problems += self._taken_elsewhere(rows)

    def _about_one(self, stream: str, rows: list[Row], there: Sequence[Record]) -> None:
        """Decide about one stream."""
        before = [draft_of(dict(record.fields)) for record in there]
        brought = [row.draft() for row in rows]
        new, taken = _new(before, brought)
        accepted, refusals = registry.decide(before, new)
        if before:
            refusals += contradictions(registry.standing(before), accepted)
            self._note_retracted(before, rows)
        self.problems += taken
        self.problems += [
            refusal for refusal in refusals if not self._prepared.explains(refusal, stream)
        ]
        gone = retracted(new)
        said = {draft.id for draft in accepted}.union(refusal.about for refusal in refusals)
        again = [draft.id for draft in new if draft.id not in said]
        self._said_before |= self._spool.among_mentioned(again)
        self._at = stream, [*before, *new]
        self._number({row.id: row for row in rows}, new, accepted, len(before))
        if gone or (before and retracted(before)):
            self._gone |= gone
            if not is_founded(self.standing(stream)):
                self._unfounded.add(stream)
                for draft in accepted:
                    if draft.model is RecordRetracted:
                        self._losing[stream] = draft
        self.problems += loops(accepted, self.standing)
        staying = [draft for draft in accepted if draft.id not in gone]
        self.problems += self._entitlement.refusals(stream, staying)
        self.problems += wrongly_signed(accepted, self.keys)
        self.kept += filter(self._wanted, accepted)

    def _number(
        self, rows: dict[str, Row], new: list[Draft], accepted: list[Draft], before: int
    ) -> None:
        """Give what was accepted its version, in the order in which it will be recorded.

        On a new stream what stands before its founding waits for that.
        """
        for draft in new:
            self._new[rows[draft.id].number] = True
        if new and not before and not new[0].model.founding:
            foundings = (rows[draft.id].place for draft in new if draft.model.founding)
            founding = next(foundings, -1)
            late = [draft for draft in accepted if rows[draft.id].place < founding]
            for draft in late:
                self._spool.delay(rows[draft.id].number, founding)
            if late:
                accepted = [*accepted[len(late) :][:1], *late, *accepted[len(late) + 1 :]]
        for version, draft in enumerate(accepted, before + 1):
            self.versions[rows[draft.id].number] = version

    def _note_retracted(self, before: list[Draft], rows: list[Row]) -> None:
        """Note what of it the ledger has retracted, and has nothing in its place."""
        if not retracted(before):
            return
        history = registry.as_records(before)
        replaced = {earlier for record in history_of(history) for earlier in record.replaced}
        gone = retracted_ids(history) - replaced
        self._retracted_before += [(row.number, row.id) for row in rows if row.id in gone]

    def retracted_before(self) -> tuple[str, ...]:
        """The ids of what was written that the ledger retracted, and has nothing in its place."""
        return tuple(record_id for _, record_id in sorted(self._retracted_before))

    def _taken_elsewhere(self, new: list[Row]) -> list[Conflict]:
        """Ids that records of other streams have."""
        streams = self._ledger.streams_of([row.id for row in new])
        return [
            _conflict(row.draft(), streams[row.id], N_("or leave the id out"))
            for row in new
            if row.id in streams
        ]

    # -- streams as they will be -------------------------------------------------------------

    def _before(self, stream: str) -> list[Draft]:
        """What stands on a stream now, in the order of recording, retracted drafts too."""
        if self._empty:
            return []
        return [draft_of(dict(record.fields)) for record in self._ledger.stream(stream)]

    def _fresh(self, stream: str) -> list[Draft]:
        """What of that which was written the ledger does not have yet on a stream."""
        known = {draft.id for draft in self.before(stream)}
        return [row.draft() for row in self._spool.stream(stream) if row.id not in known]

    def standing(self, stream: str) -> list[Draft]:
        """What will stand on a stream, without what is retracted by then."""
        at, drafts = self._at
        if stream != at:
            drafts = [*self.before(stream), *self.fresh(stream)]
        return registry.standing(drafts)

    def _keys(self, party: str) -> Keys:
        """The keys of a party as they will be."""
        stream = f"party/{party}"
        return keys_of(self._ledger.stream(stream), self.fresh(stream))

    def _mandates_to_speak(self) -> list[str]:
        """The streams of mandates to speak for somebody, and perhaps of others."""
        there = self._ledger.holding("mandate", TO_SPEAK)
        return [*there, *self._spool.streams_of("mandate")]

    # -- across streams ----------------------------------------------------------------------

    def across(self) -> Iterator[Problem]:
        """What cannot be, once it was decided about all streams."""
        yield from self._unknown()
        yield from self._in_use()

    def _unknown(self) -> list[UnknownReference]:
        """References to what neither the ledger nor what was written has."""
        missing = {key for key in self._missing() if not self._prepared.may_hold(key)}
        # What says again what was said before is not recorded, so its id names nothing.
        missing |= self._said_before
        unfounded = self._spool.among_rested_on(self._unfounded) | self._unfounded_there()
        doubtful = missing | unfounded
        if not doubtful:
            return []
        mentions = [each for each in self._prepared.mentions if each.reference.key in doubtful]
        mentions += self._mentions_of(doubtful)
        return unknown_references(mentions, Names(unfounded - missing, unfounded))

    def _missing(self) -> Iterator[str]:
        """The names that are mentioned and that nothing has."""
        for keys in _some(self._spool.missing()):
            there: set[str] = set()
            if not self._empty:
                there = self._ledger.existing(keys) | self._ledger.streams_of(keys).keys()
            yield from keys - there

    def _unfounded_there(self) -> set[str]:
        """The streams on which nothing is recorded now, and whose beginning was retracted."""
        if self._empty:
            return set()
        return {
            stream
            for keys in _some(self._spool.rested_on())
            for stream in self._ledger.retracted_on(keys)
            if not self._spool.stream(stream) and not is_founded(self.standing(stream))
        }

    def _mentions_of(self, keys: AbstractSet[str]) -> Iterator[Mention]:
        """The references of new records to these names, found in all of them."""
        for row in self._spool.rows():
            if self._new[row.number]:
                named = {key for key, _ in names_in(KINDS[row.kind], row.fields())}
                if not named.isdisjoint(keys):
                    every = mentions_of([row.draft()], self._gone)
                    yield from (each for each in every if each.reference.key in keys)

    def _in_use(self) -> list[StillNeeded]:
        """Retractions that would take a stream from under what stands on it."""
        if not self._losing:
            return []
        in_use = uses(self._losing.keys(), resting_on(self._ledger, self._losing), self._is_gone)
        return [still_in_use(self._losing[stream], records) for stream, records in in_use.items()]

    def _is_gone(self, record: Record) -> bool:
        """Whether a record of the ledger is retracted, there or now: on its own stream."""
        return record.id in self._gone or record.id in self.retracted_on(record.stream)

    def _retracted_on(self, stream: str) -> frozenset[str]:
        """The ids of the records of a stream that are retracted there."""
        return retracted_ids(self._ledger.stream(stream))


def _is_free(row: Row) -> bool:
    """Whether nothing has to be decided about the only record of a new stream."""
    return registry.is_free(row.kind) and b'"signature":' not in row.between


def _some(keys: Iterator[str]) -> Iterator[set[str]]:
    """Names, some at a time."""
    while some := set(islice(keys, _HELD)):
        yield some


def _new(history: list[Draft], bringing: list[Draft]) -> tuple[list[Draft], list[Conflict]]:
    """What of it the history does not have, and what the history has with other content."""
    if not history:
        return bringing, []
    known = {draft.id: draft for draft in history}
    taken = [
        _conflict(
            draft, N_("another record"), N_("or change the earlier record with `gestand correct`")
        )
        for draft in bringing
        if draft.id in known and known[draft.id] != draft
    ]
    return [draft for draft in bringing if draft.id not in known], taken


def _conflict(draft: Draft, owner: str, otherwise: str) -> Conflict:
    obstacle = N_("the id {id} belongs to {owner}").format(id=draft.id, owner=owner)
    conflict = Conflict(
        draft.asked, obstacle, N_("Give it another id, {otherwise}").format(otherwise=otherwise)
    )
    conflict.about = draft.id
    return conflict
