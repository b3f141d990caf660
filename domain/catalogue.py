"""Which file decides about which kind of stream, and all event models in one import."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol, cast

from domain import (
    annotation,
    area,
    attestation,
    case,
    charter,
    cohort,
    decision,
    declaration,
    duty,
    figure,
    lesson,
    mandate,
    party,
    promise,
    reflection,
    rule,
    table,
    update,
)
from domain import (
    input as received,
)
from domain.errors import Refused
from domain.event import KINDS, Draft, Event


class Stream(Protocol):
    """What every file of a kind of stream offers: a state, its evolution, its decisions."""

    INITIAL: Any

    def evolve(self, state: Any, draft: Draft) -> Any:
        """The state after one more event."""

    def decide(self, state: Any, draft: Draft) -> tuple[Draft, ...]:
        """The events to record, or a refusal."""


STREAMS = {
    prefix: cast("Stream", module)
    for prefix, module in (
        ("ledger", declaration),
        ("coverage", declaration),
        ("party", party),
        ("area", area),
        ("cohort", cohort),
        ("case", case),
        ("promise", promise),
        ("rule", rule),
        ("mandate", mandate),
        ("duty", duty),
        ("decision", decision),
        ("table", table),
        ("charter", charter),
        ("condition", attestation),
        ("update", update),
        ("input", received),
        ("figure", figure),
        ("reflection", reflection),
        ("lesson", lesson),
    )
}
"""The kinds of stream, by the first part of their name."""


def kinds() -> dict[str, type[Event]]:
    """Every kind of event with its model: in the order of the streams, records about records last.

    A stable order for help and documentation, whatever the order in which files were imported.
    """
    order = [*STREAMS, "record"]
    return dict(sorted(KINDS.items(), key=lambda item: order.index(item[0].partition(".")[0])))


def decide(history: Iterable[Draft], drafts: list[Draft]) -> tuple[list[Draft], list[Refused]]:
    """Decide about all drafts that one import brings to one stream.

    history: what stands on the stream (without what was retracted). Returns the drafts to record
    and the refusals. Idempotent: what is in the history is not recorded again. A record that is
    retracted together with its recording, as in an export, never held: nothing can contradict it.
    """
    before = list(history)
    known = {draft.id for draft in before}
    fresh = [draft for draft in drafts if draft.id not in known]
    if not fresh:
        return [], []
    stream = STREAMS[fresh[0].stream.partition("/")[0]]
    retracted = {getattr(draft.event, "record", None) for draft in fresh if _retracts(draft)}
    state = stream.INITIAL
    for draft in [*before, *fresh]:
        if draft.id not in retracted:
            state = stream.evolve(state, draft)
    accepted: list[Draft] = []
    refusals: list[Refused] = []
    for draft in fresh:
        try:
            if draft.id in retracted:
                accepted.append(draft)
            elif isinstance(draft.event, annotation.About):
                accepted += annotation.decide([*before, *fresh], draft)
            else:
                accepted += stream.decide(state, draft)
        except Refused as refusal:
            refusal.about = draft.id
            refusals.append(refusal)
    return accepted, refusals


def _retracts(draft: Draft) -> bool:
    return isinstance(draft.event, annotation.RecordRetracted)


__all__ = ["KINDS", "STREAMS", "decide", "kinds"]
