"""Which file decides about which kind of stream, and all event models in one import."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

from domain import history
from domain.errors import Refused
from domain.history import retracted_ids
from domain.record import Record, StreamName
from domain.streams import (
    annotation,
    area,
    case,
    charter,
    communication,
    decision,
    declaration,
    lifecycle,
    mandate,
    party,
    promise,
    rule,
    table,
)
from domain.streams.event import KINDS, Draft, Event, content
from languages import N_

assert communication, "importing its models is all that they need to be known"


class Stream(NamedTuple):
    """What a kind of stream begins with, how it evolves, and what can be recorded on it."""

    initial: Any
    evolve: Callable[[Any, Draft], Any]
    decide: Callable[[Any, Draft], tuple[Draft, ...]]


STREAMS = {
    "ledger": Stream(lifecycle.PLAIN, lifecycle.evolve_plain, declaration.decide),
    "coverage": Stream(lifecycle.PLAIN, lifecycle.evolve_plain, declaration.decide),
    "party": Stream(party.INITIAL, party.evolve, party.decide),
    "area": Stream(area.INITIAL, area.evolve, area.decide),
    "cohort": Stream(lifecycle.PLAIN, lifecycle.evolve_plain, lifecycle.decide_plain),
    "case": Stream(case.INITIAL, case.evolve, case.decide),
    "promise": Stream(promise.INITIAL, promise.evolve, promise.decide),
    "rule": Stream(lifecycle.LIFETIME, lifecycle.evolve_lifetime, rule.decide),
    "mandate": Stream(lifecycle.LIFETIME, lifecycle.evolve_lifetime, mandate.decide),
    "duty": Stream(lifecycle.LIFETIME, lifecycle.evolve_lifetime, mandate.decide_duty),
    "decision": Stream(lifecycle.PLAIN, lifecycle.evolve_plain, decision.decide),
    "table": Stream(lifecycle.LIFETIME, lifecycle.evolve_lifetime, table.decide),
    "charter": Stream(lifecycle.LIFETIME, lifecycle.evolve_lifetime, charter.decide),
    "condition": Stream(lifecycle.PLAIN, lifecycle.evolve_plain, lifecycle.decide_plain),
    "update": Stream(lifecycle.PLAIN, lifecycle.evolve_plain, lifecycle.decide_plain),
    "input": Stream(lifecycle.PLAIN, lifecycle.evolve_plain, lifecycle.decide_plain),
    "figure": Stream(lifecycle.PLAIN, lifecycle.evolve_plain, lifecycle.decide_plain),
    "reflection": Stream(lifecycle.PLAIN, lifecycle.evolve_plain, lifecycle.decide_plain),
    "lesson": Stream(lifecycle.PLAIN, lifecycle.evolve_plain, lifecycle.decide_plain),
}
"""The kinds of stream, by the first part of their name."""


@cache
def is_free(kind: str) -> bool:
    """Whether a record of a kind, alone on a new stream, can be recorded whatever it says."""
    stream = STREAMS.get(kind.partition(".")[0])
    plain = Stream(lifecycle.PLAIN, lifecycle.evolve_plain, lifecycle.decide_plain)
    return stream == plain and KINDS[kind].founding


def kinds() -> dict[str, type[Event]]:
    """Every kind of event with its model: in the order of the streams, records about records last.

    A stable order for help and documentation, whatever the order in which files were imported.
    """
    order = [*STREAMS, "record"]
    return dict(sorted(KINDS.items(), key=lambda item: order.index(item[0].partition(".")[0])))


def decide(recorded: Iterable[Draft], drafts: list[Draft]) -> tuple[list[Draft], list[Refused]]:
    """Decide about all drafts that one import brings to one stream.

    recorded: everything on the stream, also what was retracted. Returns the drafts to record and
    the refusals. Idempotent: what was recorded is not recorded again. A record that is
    retracted together with its recording, as in an export, never held: nothing can contradict it.
    """
    before = list(recorded)
    known = {draft.id for draft in before}
    fresh = [draft for draft in drafts if draft.id not in known]
    if not fresh:
        return [], []
    whole = [*before, *fresh]
    records = as_records(whole) if any(map(is_about_another, whole)) else []
    retracted = retracted_ids(records)
    stream = STREAMS[StreamName.parse(fresh[0].stream).kind]
    state = stream.initial
    for draft in standing(whole, records):
        state = stream.evolve(state, draft)
    accepted: list[Draft] = []
    refusals: list[Refused] = []
    for draft in fresh:
        try:
            if draft.corrects is not None:
                annotation.check_correction(records, draft)
            if draft.id in retracted:
                accepted.append(draft)
            elif annotation.is_about(draft.model):
                accepted += annotation.decide(records, draft)
            else:
                accepted += _recorded(draft, stream.decide(state, draft))
        except Refused as refusal:
            refusal.about = draft.id
            refusals.append(refusal)
    return accepted, refusals


def refusals(rules: Stream, state: Any, drafts: Iterable[Draft]) -> list[Refused]:
    """Those of some drafts that are about no other record and cannot be recorded.

    state: that of their stream with all of them.
    """
    refused: list[Refused] = []
    for draft in drafts:
        try:
            rules.decide(state, draft)
        except Refused as refusal:
            refusal.about = draft.id
            refused.append(refusal)
    return refused


def standing(drafts: Sequence[Draft], records: Sequence[Record] | None = None) -> list[Draft]:
    """The drafts of one stream that stand, each at its place.

    records: the same drafts as records, where the caller has them.
    """
    if records is None:
        records = as_records(drafts) if any(map(is_about_another, drafts)) else []
    if not records:
        return list(drafts)
    by_id = {draft.id: draft for draft in drafts}
    effective = history.standing(records)
    return [by_id[record.id] for record in sorted(effective, key=lambda record: record.place)]


def as_records(drafts: Iterable[Draft]) -> list[Record]:
    """The drafts of one stream as the records that they are, or will be, on it."""
    return [
        Record(position, content(draft) | {"version": position + 1})
        for position, draft in enumerate(drafts)
    ]


def is_about_another(draft: Draft) -> bool:
    """Whether a record speaks of another record on its stream, or takes its place."""
    return draft.corrects is not None or annotation.is_about(draft.model)


def _recorded(draft: Draft, accepted: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """What was accepted; Refused when a correction is left out because it was said before.

    Its retraction would stay alone, and what was to be corrected would be gone.
    """
    if draft.corrects is not None and not accepted:
        raise Refused(
            draft.asked,
            N_("corrected so, it says what another record says that stands"),
            N_("Retract it instead"),
        )
    return accepted
