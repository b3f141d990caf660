"""One reading of a stretch of a log: each commit, held against what counted before it.

By the functions that decide about an import: the form of what is stored, what stands on a stream,
references, hierarchies, who may say what, and what is still in use.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby
from typing import Any, NamedTuple

import orjson

from domain.errors import Problem, Refused, UnknownReference
from domain.history import RETRACTED
from domain.record import Record, StreamName
from domain.streams import registry
from domain.streams.annotation import RecordRetracted, is_about
from domain.streams.entitlement import SAYINGS, TO_SPEAK, Entitlement
from domain.streams.event import KINDS, Draft, names_in
from languages import N_
from ledger.recording.integrity import (
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
from ledger.recording.stored_form import Fault, as_stored
from ledger.recording.validation import stands_with
from ledger.store.reader import Reader

_HELD = 4_096
"""So many streams are held at once."""

_WORLDS = 256
"""So many states of all parties and mandates are held at once."""


class Void:
    """The positions of what counts for nothing, which the ledger is told before it is asked."""

    def __init__(self, ledger: Reader, positions: Iterable[int]) -> None:
        self._ledger = ledger
        self._positions = set[int]()
        self._untold = list[int]()
        self.update(positions)

    def __contains__(self, position: int) -> bool:
        return position in self._positions

    def update(self, positions: Iterable[int]) -> None:
        """Let more of it count for nothing."""
        new = [position for position in positions if position not in self._positions]
        self._positions.update(new)
        self._untold += new

    def tell(self) -> None:
        """Have the ledger leave it out."""
        if self._untold:
            self._ledger.leave_out(self._untold)
            self._untold.clear()


@dataclass(frozen=True, slots=True)
class Found:
    """A problem with the record at a position."""

    position: int
    problem: Problem


class _Kept(NamedTuple):
    """A record that counts, as far as can be told of it alone."""

    position: int
    draft: Draft
    fields: dict[str, Any]


class Stretch:
    """One reading of a stretch of commits, each held against what counted before it.

    void: the positions of what counts for nothing; what has no lawful form is added to them.
    told: what is wrong with records by themselves, which is added here.
    """

    def __init__(
        self, ledger: Reader, void: Void, ends: Sequence[int], told: dict[int, Fault]
    ) -> None:
        self._ledger, self._void, self._ends, self._told = ledger, void, ends, told
        self._found: list[Found] = []
        self._needed: dict[str, int] = {}
        self._rested: set[str] = set()
        self._losing: list[tuple[_Kept, int]] = []
        self._gone: set[str] = set()
        self._at: tuple[str, list[Draft]] = ("", [])
        self._kept = lru_cache(_HELD)(self._kept_on)
        self._entitlement = lru_cache(_WORLDS)(self._entitlement_in)

    def problems(self, start: int, stop: int) -> list[Found]:
        """What is wrong with the records of a stretch beside each other and those before."""
        self._start = start
        self._void.tell()
        for _, stored in self._ledger.stored_histories(start, stop):
            kept = self._read(stored)
            if kept and kept[-1].position >= start:
                self._grown(kept)
        self._void.tell()
        self._references(stop)
        self._in_use(stop)
        return self._found

    def _read(self, stored: Iterable[tuple[int, bytes]]) -> list[_Kept]:
        """What of a stream counts, as far as can be told of each record alone."""
        kept = []
        for position, state in stored:
            if position in self._void:
                continue
            fields = orjson.loads(state)
            draft, fault = as_stored(fields)
            if fault is not None:
                self._told.setdefault(position, fault)
            if draft is None:
                self._void.update((position,))
            else:
                kept.append(_Kept(position, draft, fields))
        return kept

    def _kept_on(self, stream: str) -> list[_Kept]:
        return self._read(self._ledger.stored_stream(stream))

    def _standing(self, stream: str, size: int) -> list[Draft]:
        """What stands on a stream when the log has so many records."""
        return registry.standing(
            [each.draft for each in self._kept(stream) if each.position < size]
        )

    def _find(self, problems: Iterable[Problem], among: Iterable[_Kept]) -> None:
        """Take in problems of records by their positions."""
        positions = {each.draft.id: each.position for each in among}
        self._found += [Found(positions[problem.about], problem) for problem in problems]

    def _size_with(self, position: int) -> int:
        """The size with which the commit of a record ended; all before the stretch is of one."""
        if position < self._start:
            return self._start
        return self._ends[bisect_right(self._ends, position)]

    # -- stream by stream --------------------------------------------------------------------

    def _grown(self, kept: list[_Kept]) -> None:
        """Decide about what comes to stand on a stream, commit by commit."""
        course = _Course(kept[0].draft.stream)
        if len(kept) == 1 and registry.is_free(kept[0].draft.kind):
            self._note(kept[0], rests=True)
            return
        for size, group in groupby(kept, lambda each: self._size_with(each.position)):
            new = list(group)
            if size <= self._start:
                course.take([each.draft for each in new])
            else:
                self._commit(course, new, size)

    def _commit(self, course: _Course, new: list[_Kept], size: int) -> None:
        """Decide about what one commit brings to a stream."""
        drafts = [each.draft for each in new]
        refusals = [*_elsewhere(new, course.there), *course.decide(drafts)]
        refused = {refusal.about for refusal in refusals if not refusal.stricter}
        accepted = [each for each in new if each.draft.id not in refused]
        circles = loops(
            [each.draft for each in accepted], lambda stream: self._standing(stream, size)
        )
        self._find([*refusals, *circles], new)
        gone = retracted(drafts)
        self._gone |= gone & {draft.id for draft in drafts}
        for each in accepted:
            self._note(each, rests=each.draft.id not in gone)
        if gone and not is_founded(registry.standing(course.there)):
            retractions = [each for each in accepted if each.draft.model is RecordRetracted]
            self._losing += [(each, size) for each in retractions]
        staying = [each.draft for each in accepted if each.draft.id not in gone]
        if any(draft.kind in SAYINGS for draft in staying):
            self._at = course.stream, registry.standing(course.there)
            entitlement = self._entitlement(bisect_left(self._turns, size))
            self._find(entitlement.refusals(course.stream, staying), new)

    def _note(self, kept: _Kept, *, rests: bool) -> None:
        """Note what a record refers to, and by when that must be there."""
        model, size = kept.draft.model, self._size_with(kept.position)
        resting = rests and not is_about(model)
        for key, by_kind in names_in(model, kept.fields):
            if key != kept.draft.stream:
                self._needed[key] = min(size, self._needed.get(key, size))
                if resting and by_kind:
                    self._rested.add(key)

    # -- across streams ----------------------------------------------------------------------

    def _entitlement_in(self, world: int) -> Entitlement:
        """Who may say what once so many records of parties and mandates are there."""
        size = self._turns[world] if world < len(self._turns) else self._ends[-1]
        return Entitlement(lambda stream: self._of_world(stream, size), lambda: self._mandates)

    def _of_world(self, stream: str, size: int) -> list[Draft]:
        at, standing = self._at
        return standing if stream == at else self._standing(stream, size)

    @cached_property
    def _turns(self) -> list[int]:
        """The positions of all that parties and mandates rest on."""
        return sorted(
            position
            for kind in ("party", "mandate")
            for position in self._ledger.positions_of_kind(kind)
        )

    @cached_property
    def _mandates(self) -> list[str]:
        """The streams of mandates to speak for somebody, and perhaps of others."""
        return self._ledger.holding("mandate", TO_SPEAK)

    def _references(self, stop: int) -> None:
        """References to what was not there yet, or what was retracted."""
        first = self._ledger.first_positions(self._needed)
        doubtful = {key for key, size in self._needed.items() if first.get(key, stop) >= size}
        lost = {key for key in self._ledger.retracted_on(self._rested) if self._is_lost(key)}
        if not doubtful | lost:
            return
        for position, stored in self._ledger.stored(self._start, stop):
            fields = {} if position in self._void else orjson.loads(stored)
            named = names_in(KINDS[fields["kind"]], fields) if fields else ()
            keys = {key for key, _ in named} & (doubtful | lost)
            draft = as_stored(fields)[0] if keys else None
            if draft is not None:
                size = self._size_with(position)
                there = {key for key in keys if first.get(key, stop) < size}
                gone = {key for key in lost if not is_founded(self._standing(key, size))}
                mentions = [
                    mention
                    for mention in mentions_of([draft], self._gone)
                    if mention.reference.key in keys
                ]
                problems = unknown_references(mentions, Names(there, gone))
                self._find(problems, [_Kept(position, draft, fields)])

    def _is_lost(self, stream: str) -> bool:
        """Whether a stream had no beginning any more after one of its retractions."""
        sizes = {
            self._size_with(each.position)
            for each in self._kept(stream)
            if each.draft.model is RecordRetracted
        }
        return not all(is_founded(self._standing(stream, size)) for size in sizes)

    def _in_use(self, stop: int) -> None:
        """Retractions that would take a stream from under what stands on it."""
        if not self._losing:
            return
        streams = {kept.draft.stream for kept, _ in self._losing}
        resting = list(resting_on(self._ledger, streams))
        retractions = list(self._ledger.records_of({RETRACTED}, stop))
        for kept, size in self._losing:
            before = (record for record in resting if record.position < size)
            gone = {str(each.get("record")) for each in retractions if each.position < size}
            in_use = uses({kept.draft.stream}, before, _is_among(gone))
            for records in in_use.values():
                self._find([still_in_use(kept.draft, records)], [kept])


def _is_among(ids: Container[str]) -> Callable[[Record], bool]:
    """Whether the id of a record is one of these."""
    return lambda record: record.id in ids


class _Course:
    """What stands on a stream as it grows, commit by commit, and what can come to stand there."""

    def __init__(self, stream: str) -> None:
        self.stream = stream
        self.there: list[Draft] = []
        self._rules = registry.STREAMS[StreamName.parse(stream).kind]
        self._state = self._rules.initial
        self._plain = True

    def take(self, new: Sequence[Draft]) -> None:
        """Let the stream grow by what was decided about before."""
        self._plain = self._plain and not any(map(registry.is_about_another, new))
        for draft in new if self._plain else ():
            self._state = self._rules.evolve(self._state, draft)
        self.there += new

    def decide(self, new: Sequence[Draft]) -> list[Refused]:
        """The refusals of what one commit brings, which grows the stream."""
        count, state = len(self.there), self._state
        self.take(new)
        before = self.there[:count]
        if not self._plain:
            accepted, refusals = registry.decide(before, list(new))
            return refusals + (
                contradictions(registry.standing(before), accepted) if before else []
            )
        refusals = registry.refusals(self._rules, self._state, new)
        # What the new records leave as it was, the earlier ones cannot contradict.
        if before and self._state != state:
            refused = {refusal.about for refusal in refusals}
            refusals += contradictions(before, [each for each in new if each.id not in refused])
        return refusals


def _elsewhere(new: Sequence[_Kept], there: Sequence[Draft]) -> Iterator[Refused]:
    """Refusals of records that stand where another record would be, and is not."""
    targets = {each.draft.id: stands_with(each.draft.model, each.fields) for each in new}
    about: dict[str, list[Draft]] = defaultdict(list)
    for each in new:
        if target := targets[each.draft.id]:
            about[target[1]].append(each.draft)
    if not about:
        return
    there_before = (draft.id for draft in there)
    placed = [*there_before, *(name for name, target in targets.items() if target is None)]
    # What is about each other, or about itself, is about nothing.
    while placed:
        placed += [draft.id for draft in about.pop(placed.pop(), ())]
    for target_id, draft in ((name, draft) for name, drafts in about.items() for draft in drafts):
        obstacle = N_("{target_id} is not on {stream}").format(
            target_id=target_id, stream=draft.stream
        )
        refusal = UnknownReference(draft.asked, obstacle, N_("Name the record that is meant"))
        refusal.about = draft.id
        yield refusal
