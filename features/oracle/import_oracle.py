"""A second, naive program for an import: everything in lists, every record as its models make it.

It takes what was written and the ledger as lists and gives the stored records, or all mistakes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby

from domain.errors import Problem
from domain.streams import entitlement, registry
from domain.streams.annotation import RecordRetracted
from domain.streams.event import Draft
from ledger.codec import Stamped, stored_bytes
from ledger.journal.shape import Entry
from ledger.recording.integrity import (
    Names,
    contradictions,
    is_founded,
    loops,
    mentions_of,
    retracted,
    unknown_references,
)
from ledger.recording.validation import draft as validated
from ledger.recording.validation import targets

MOMENT = "2026-11-24T09:30:00.000000Z"


@dataclass
class Ledger:
    """What was recorded, in its order."""

    drafts: list[Draft] = field(default_factory=list)
    stored: list[tuple[str, bytes]] = field(default_factory=list)

    def on(self, stream: str) -> list[Draft]:
        """What stands on a stream."""
        return [draft for draft in self.drafts if draft.stream == stream]


def recorded(ledger: Ledger, entries: list[Entry]) -> list[Problem]:
    """Record what was written, all of it in order; or say what is wrong with it, and record none.

    A retraction of what others rest on is not looked into.
    """
    written, problems = _validated(ledger, entries)
    if problems:
        return problems  # what else is wrong may be so only because of these
    new = [draft for draft in written if draft.id not in {one.id for one in ledger.drafts}]
    for draft in written:
        there = next((one for one in ledger.drafts if one.id == draft.id), draft)
        if there != draft:
            problems.append(Problem("", f"the id {draft.id} is taken", ""))

    def standing(stream: str) -> list[Draft]:
        coming = [draft for draft in new if draft.stream == stream]
        return registry.standing([*ledger.on(stream), *coming])

    accepted: list[Draft] = []
    for stream in dict.fromkeys(draft.stream for draft in new):
        before = ledger.on(stream)
        coming = [draft for draft in new if draft.stream == stream]
        decided, refusals = registry.decide(before, coming)
        accepted += decided
        problems += [*refusals, *contradictions(registry.standing(before), decided)]
    streams = {draft.stream for draft in [*ledger.drafts, *written]}
    ids = {draft.id for draft in [*ledger.drafts, *written]}
    lost = {stream for stream in streams if not is_founded(standing(stream))}
    gone = retracted(new)
    problems += unknown_references(mentions_of(new, gone), Names(streams | ids, lost))
    problems += loops(accepted, standing)
    mandates = [stream for stream in streams if stream.startswith("mandate/")]
    may = entitlement.Entitlement(standing, lambda: mandates)
    staying = [draft for draft in accepted if draft.id not in gone]
    for stream in streams:
        problems += may.refusals(stream, [draft for draft in staying if draft.stream == stream])
    if not problems:
        for draft in _in_order(ledger, written, accepted):
            version = len(ledger.on(draft.stream)) + 1
            stored = stored_bytes(Stamped.of(draft, version, MOMENT, None))
            ledger.stored.append((draft.stream, stored))
            ledger.drafts.append(draft)
    return problems


def looks_into_use(entries: list[Entry]) -> bool:
    """Whether something is retracted, so that others may rest on it."""
    return any(entry.fields.get("kind") == RecordRetracted.kind for entry in entries)


def _validated(ledger: Ledger, entries: list[Entry]) -> tuple[list[Draft], list[Problem]]:
    """The drafts as they were written, each after those that it is about, and what is wrong."""
    drafts: dict[int, Draft] = {}
    problems: list[Problem] = []
    waiting = dict(enumerate(entries))

    def stream_of(record_id: str) -> str | None:
        there = [*drafts.values(), *ledger.drafts]
        return next((draft.stream for draft in there if draft.id == record_id), None)

    while waiting:
        ready = {n: e for n, e in waiting.items() if all(map(stream_of, targets(e.fields)))}
        for number, entry in (ready or waiting).items():
            made = validated(entry.fields, entry.where, stream_of)
            if isinstance(made, Draft):
                drafts[number] = made
            else:
                problems += made
        waiting = {n: e for n, e in waiting.items() if ready and n not in ready}
    in_order = [drafts[number] for number in sorted(drafts)]
    for _, several in groupby(sorted(in_order, key=lambda draft: draft.id), lambda one: one.id):
        problems += [Problem("", f"{one.id} twice", "") for one in list(several)[1:]]
    return in_order, problems


def _in_order(ledger: Ledger, written: list[Draft], accepted: list[Draft]) -> list[Draft]:
    """As written, but a new stream begins with its founding."""
    places = {draft.id: number for number, draft in enumerate(written)}

    def rank(draft: Draft) -> tuple[int, bool, int]:
        own = places[draft.id]
        foundings = [
            places[one.id]
            for one in written
            if one.stream == draft.stream and one.event.founding and not ledger.on(draft.stream)
        ]
        first = min(foundings, default=own)
        return max(own, first), own != first, own

    return sorted(accepted, key=rank)
