"""Recording: what one import or one command brings is decided and written as a whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from domain import catalogue, cycles, entitled
from domain.annotation import About
from domain.errors import (
    Conflict,
    Cycle,
    DuplicateRecord,
    NotTheirs,
    Problem,
    Problems,
    RecordTooLong,
    Refused,
    UnknownReference,
)
from domain.event import Draft, Reference, references
from ledger.clock import now
from ledger.codec import Stamped, stored_bytes
from ledger.log.tiles import LONGEST_ENTRY_BYTES
from ledger.reader import Reader
from ledger.refusal import cut
from ledger.signatures import wrongly_signed
from ledger.store import Store
from ledger.validation import Where
from ledger.validation import draft as validated
from ledger.watch import Watch, unwatched

LONG = LONGEST_ENTRY_BYTES // 8
"""So many characters, of four bytes each at the most, cannot come near the longest record."""


@dataclass(frozen=True, slots=True)
class Written:
    """Fields as somebody wrote them, and where."""

    fields: Mapping[str, Any]
    where: Where


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be recorded, what was there before, and on which versions that rests."""

    drafts: list[Draft]
    unchanged: int
    versions: dict[str, int]


def plan(
    written: Sequence[Written], store: Store, ledger: Reader, watch: Watch = unwatched
) -> Plan:
    """Decide about everything at once; Problems when anything of it cannot be recorded."""
    drafts, places = _Validation(written, ledger).done(watch)
    streams: dict[str, list[Draft]] = defaultdict(list)
    for one in drafts:
        streams[one.stream].append(one)
    problems: list[Problem] = []
    accepted: list[Draft] = []
    versions: dict[str, int] = {}
    existing = ledger.existing(streams)
    for stream, bringing in watch(list(streams.items()), "Deciding"):
        history = store.history(stream) if stream in existing else []
        versions[stream] = len(history)
        fresh, refusals = catalogue.decide(_standing(history), _new(history, bringing, places))
        accepted += sorted(fresh, key=lambda one: not one.event.founding)
        problems += [_placed(refusal, places) for refusal in refusals]
    problems += _unknown(accepted, places, ledger, set(streams))
    problems += [_placed(one, places) for one in _cycles(accepted, store)]
    problems += [_placed(one, places) for one in _not_theirs(accepted, store, ledger)]
    problems += [_placed(one, places) for one in wrongly_signed(accepted, ledger)]
    if problems:
        raise Problems(problems)
    return Plan(accepted, len(drafts) - len(accepted), versions)


class _Validation:
    """One pass over what was written: drafts, where each stands, and what is wrong."""

    def __init__(self, written: Sequence[Written], ledger: Reader) -> None:
        self._written = written
        self._ledger = ledger
        self._drafts: dict[str, Draft] = {}
        self._problems: list[Problem] = []
        self._places: dict[str, Where] = {}

    def done(self, watch: Watch) -> tuple[list[Draft], dict[str, Where]]:
        """The drafts and their places; Problems with everything that is wrong."""
        given = {one.fields["id"] for one in self._written if _text(one.fields.get("id"))}
        later: list[Written] = []
        for one in watch(self._written, "Checking"):
            # A record about a record of the same file waits until that one is known.
            target = one.fields.get("record")
            (later.append if _text(target) and target in given else self._take)(one)
        for one in later:
            self._take(one)
        if self._problems:
            raise Problems(self._problems)
        return list(self._drafts.values()), self._places

    def _take(self, one: Written) -> None:
        result = validated(one.fields, one.where, self._stream_of)
        if isinstance(result, list):
            self._problems += result
        elif result.id in self._drafts:
            self._problems.append(_twice(result, one, self._places))
        else:
            self._places[result.id] = one.where
            self._drafts[result.id] = result
            if len(str(one.fields)) > LONG:
                self._check_length(result)

    def _check_length(self, draft: Draft) -> None:
        """Whether the record will fit, as far as that can be said before it is stamped."""
        try:
            stored_bytes(Stamped(draft, 1, now(), None))
        except RecordTooLong as refusal:
            refusal.place = self._places[draft.id](())
            self._problems.append(refusal)

    def _stream_of(self, record_id: str) -> str | None:
        if record_id in self._drafts:
            return self._drafts[record_id].stream
        found = self._ledger.find(record_id)
        return found.stream if found else None


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _new(history: list[Draft], bringing: list[Draft], places: dict[str, Where]) -> list[Draft]:
    known = {one.id: one for one in history}
    for one in bringing:
        before = known.get(one.id)
        if before is not None and before != one:
            raise Conflict(
                f"record {one.event.kind} on {one.stream}",
                f"the id {one.id} belongs to another record",
                "Give it another id, or change the earlier record with `gestand correct`",
                places[one.id](()),
            )
    return [one for one in bringing if one.id not in known]


def _standing(history: list[Draft]) -> list[Draft]:
    retracted = {
        one.event.record
        for one in history
        if isinstance(one.event, About) and one.event.kind == "record.retracted"
    }
    return [one for one in history if one.id not in retracted]


def _unknown(
    drafts: list[Draft], places: dict[str, Where], ledger: Reader, streams: set[str]
) -> list[Problem]:
    """References to what neither the ledger nor this import has."""
    named = [(one, reference) for one in drafts for reference in references(one)]
    keys = {_key(reference) for _, reference in named} - streams - {one.id for one in drafts}
    missing = keys - ledger.existing(keys)
    missing = {key for key in missing if "/" in key or ledger.find(key) is None}
    return [
        UnknownReference(
            one.asked,
            f"{cut(_key(reference))} is not in the ledger",
            "Record it first or in the same import, or correct the name",
            places[one.id](reference.path),
        )
        for one, reference in named
        if _key(reference) in missing
    ]


def _key(reference: Reference) -> str:
    """What a reference names: a stream, the id of a record, or either as it was written."""
    written = reference.prefix in {"record", "anything"}
    return reference.name if written else f"{reference.prefix}/{reference.name}"


def _cycles(accepted: list[Draft], store: Store) -> list[Cycle]:
    """What would contain itself once everything is recorded."""
    fresh: dict[str, list[Draft]] = defaultdict(list)
    for one in accepted:
        fresh[one.stream].append(one)

    @cache
    def history(stream: str) -> list[Draft]:
        return [*_standing(store.history(stream)), *fresh[stream]]

    return cycles.refusals(accepted, history)


def _not_theirs(accepted: list[Draft], store: Store, ledger: Reader) -> list[NotTheirs]:
    """What somebody says who may not say it, once everything is recorded."""
    fresh: dict[str, list[Draft]] = defaultdict(list)
    for one in accepted:
        fresh[one.stream].append(one)
    there = ledger.existing(fresh)

    @cache
    def history(stream: str) -> list[Draft]:
        known = stream not in fresh or stream in there
        return _standing([*(store.history(stream) if known else ()), *fresh.get(stream, ())])

    def mandates() -> list[str]:
        there = ledger.streams("mandate")
        speaking = [one.stream for one in there if one.get("basis") == entitled.TO_SPEAK]
        return [*speaking, *(stream for stream in fresh if stream.startswith("mandate/"))]

    return entitled.refusals(_standing(accepted), history, mandates)


def _twice(one: Draft, written: Written, places: dict[str, Where]) -> Problem:
    return DuplicateRecord(
        f"record {one.event.kind} on {one.stream}",
        f"the same record stands at {places[one.id](())}",
        "Remove one of the two, or give each an id",
        written.where(()),
    )


def _placed(refusal: Refused, places: dict[str, Where]) -> Problem:
    if refusal.about in places:
        refusal.place = places[refusal.about](())
    return refusal
