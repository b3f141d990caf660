"""Recording: what one import or one command brings is decided and written as a whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from domain import catalogue, cycles
from domain.annotation import About
from domain.errors import (
    Conflict,
    Cycle,
    DuplicateRecord,
    Problem,
    Problems,
    Refused,
    UnknownReference,
)
from domain.event import Draft, references
from ledger.reader import Reader
from ledger.signatures import wrongly_signed
from ledger.store import Store
from ledger.validation import Where
from ledger.validation import draft as validated


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


def plan(written: Iterable[Written], store: Store, ledger: Reader) -> Plan:
    """Decide about everything at once; Problems when anything of it cannot be recorded."""
    drafts, places = _validate(list(written), ledger)
    streams: dict[str, list[Draft]] = defaultdict(list)
    for one in drafts:
        streams[one.stream].append(one)
    problems: list[Problem] = []
    accepted: list[Draft] = []
    versions: dict[str, int] = {}
    existing = ledger.existing(streams)
    for stream, bringing in streams.items():
        history = store.history(stream) if stream in existing else []
        versions[stream] = len(history)
        fresh, refusals = catalogue.decide(_standing(history), _new(history, bringing, places))
        accepted += sorted(fresh, key=lambda one: not one.event.founding)
        problems += [_placed(refusal, places) for refusal in refusals]
    problems += _unknown(accepted, places, ledger, set(streams))
    problems += [_placed(one, places) for one in _cycles(accepted, store)]
    problems += [_placed(one, places) for one in wrongly_signed(accepted, ledger)]
    if problems:
        raise Problems(problems)
    return Plan(accepted, len(drafts) - len(accepted), versions)


def _validate(written: list[Written], ledger: Reader) -> tuple[list[Draft], dict[str, Where]]:
    given = {str(one.fields["id"]) for one in written if "id" in one.fields}
    later: list[Written] = []
    drafts: list[Draft] = []
    problems: list[Problem] = []
    places: dict[str, Where] = {}

    def stream_of(record_id: str) -> str | None:
        here = next((one.stream for one in drafts if one.id == record_id), None)
        found = None if here else ledger.find(record_id)
        return here or (found.stream if found else None)

    def take(one: Written) -> None:
        result = validated(one.fields, one.where, stream_of)
        if isinstance(result, list):
            problems.extend(result)
        elif result.id in places:
            problems.append(_twice(result, one, places))
        else:
            places[result.id] = one.where
            drafts.append(result)

    for one in written:
        # A record about a record of the same file waits until that one is known.
        if (
            str(one.fields.get("kind", "")).startswith("record.")
            and one.fields.get("record") in given
        ):
            later.append(one)
        else:
            take(one)
    for one in later:
        take(one)
    if problems:
        raise Problems(problems)
    return drafts, places


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
    known: dict[str, bool] = dict.fromkeys(streams, True)
    ids = {one.id for one in drafts}
    problems: list[Problem] = []
    for one in drafts:
        for reference in references(one):
            name = reference.name
            if reference.prefix in {"record", "anything"}:
                key = name
                if key not in known:
                    known[key] = (
                        key in ids or ledger.find(key) is not None or bool(ledger.stream(key))
                    )
            else:
                key = f"{reference.prefix}/{name}"
                if key not in known:
                    known[key] = bool(ledger.stream(key))
            if not known[key]:
                problems.append(
                    UnknownReference(
                        f"record {one.event.kind} on {one.stream}",
                        f"{key} is not in the ledger",
                        "Record it first or in the same import, or correct the name",
                        places[one.id](reference.path),
                    )
                )
    return problems


def _cycles(accepted: list[Draft], store: Store) -> list[Cycle]:
    """What would contain itself once everything is recorded."""
    fresh: dict[str, list[Draft]] = defaultdict(list)
    for one in accepted:
        fresh[one.stream].append(one)

    @cache
    def history(stream: str) -> list[Draft]:
        return [*_standing(store.history(stream)), *fresh[stream]]

    return cycles.refusals(accepted, history)


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
