"""What must be true of all records together, whoever recorded them, and in which order.

Every stream has a beginning, and what stands on it fits it; what a record refers to is there;
nothing contains itself. Recording holds what is new to these rules inside its transaction, and
`check integrity` the whole standing history: a ledger that came from elsewhere, or that was written
before a rule was, may break them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from domain import hierarchy
from domain.errors import (
    Cycle,
    Problem,
    Refused,
    StillNeeded,
    Unavailable,
    UnknownReference,
)
from domain.record import Record, StreamName
from domain.streams import registry
from domain.streams.annotation import RecordRetracted, is_about
from domain.streams.event import AS_WRITTEN, KINDS, Draft, Reference, references, references_in
from ledger.codec import draft_of
from ledger.recording.validation import cut

SHOWN = 20
"""So many of the records that stand on a stream are named, of however many there are."""


# -- what stands ----------------------------------------------------------------------------------


def retracted(drafts: Iterable[Draft]) -> set[str]:
    """The ids of the records that these retract."""
    return {draft.get("record") for draft in drafts if draft.model is RecordRetracted}


def is_founded(history: Iterable[Draft]) -> bool:
    """Whether something in the standing history of a stream begins it."""
    return any(draft.model.founding for draft in history)


# -- references -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Names:
    """Which streams and records there are.

    there: the names of streams and the ids of records. retracted: the streams among them whose
    beginning was retracted.
    """

    there: AbstractSet[str]
    retracted: AbstractSet[str]


@dataclass(frozen=True, slots=True)
class Mention:
    """A reference in a record, and what a refusal of it would say.

    place: where it was written, if that is known. about: the id of the record. rests: whether the
    record rests on what it names, so that this must not have been retracted.
    """

    asked: str
    reference: Reference
    place: str = ""
    about: str = ""
    rests: bool = True


def mentions_of(drafts: Iterable[Draft], gone: AbstractSet[str]) -> Iterator[Mention]:
    """What drafts refer to. gone: the ids of those that are retracted.

    Records about records and `relates` rest on nothing: they only point to it.
    """
    for draft in drafts:
        rests = draft.id not in gone and not is_about(draft.model)
        for reference in references(draft):
            on_it = rests and reference.prefix not in AS_WRITTEN
            yield Mention(draft.asked, reference, "", draft.id, on_it)


def unknown_references(mentions: Iterable[Mention], names: Names) -> list[UnknownReference]:
    """A refusal of each reference to what is not there, or was retracted."""
    refusals: list[UnknownReference] = []
    for mention in mentions:
        key = mention.reference.key
        if key not in names.there:
            obstacle = f"{cut(key)} is not in the ledger"
        elif mention.rests and key in names.retracted:
            obstacle = f"{cut(key)} was retracted"
        else:
            continue
        remedy = "Record it first or in the same import, or correct the name"
        refusal = UnknownReference(mention.asked, obstacle, remedy, mention.place)
        refusal.about, refusal.path = mention.about, mention.reference.path
        refusals.append(refusal)
    return refusals


# -- what stands on a stream ----------------------------------------------------------------------

INSTEAD = {
    "party": ("party.changed", "party.succeeded"),
    "area": ("area.renamed", "area.moved", "area.succeeded"),
    "cohort": ("cohort.left",),
    "case": ("case.closed",),
    "promise": ("promise.withdrawn", "promise.released", "promise.superseded"),
    "rule": ("rule.repealed", "rule.annulled"),
    "mandate": ("mandate.ended",),
    "duty": ("duty.ended",),
    "decision": ("decision.reversed",),
    "table": ("table.closed",),
    "charter": ("charter.ended",),
}
"""How to say what became of something, by the kind of its stream: it was there all the same."""


def uses(
    streams: AbstractSet[str], records: Iterable[Record], gone: AbstractSet[str]
) -> dict[str, list[Record]]:
    """The first records that stand on each of these streams, or refer to it by its name.

    records: among them every one that does; they are read no further than until there are more than
    SHOWN for each stream. gone: the ids of records that are retracted. These do not count, nor do
    records about records.
    """
    standing_on: dict[str, list[Record]] = defaultdict(list)
    waiting = set(streams)
    for record in records:
        model = KINDS.get(record.kind)
        if record.id in gone or model is None or is_about(model):
            continue
        keys = {reference.key for reference in references_in(model, record.fields)}
        for stream in waiting & {record.stream, *keys}:
            standing_on[stream].append(record)
            if len(standing_on[stream]) > SHOWN:
                waiting.remove(stream)
        if not waiting:
            break
    return dict(standing_on)


def still_in_use(retraction: Draft, records: Sequence[Record]) -> StillNeeded:
    """The refusal of a retraction that would take a stream from under these records."""
    stream = retraction.stream
    named = [
        f"{record.stream} ({record.kind}, record {record.position})" for record in records[:SHOWN]
    ]
    count = "1 record stands" if len(records) == 1 else f"{len(records)} records stand"
    if len(records) > SHOWN:
        count = f"more than {SHOWN} records stand"
        named.append("and others")
    instead = INSTEAD.get(StreamName.parse(stream).kind, ())
    means = f"Record what became of it ({', '.join(instead)}), correct" if instead else "Correct"
    refusal = StillNeeded(
        f"retract what {stream} begins with",
        f"{count} on it: {', '.join(named)}",
        f"{means} it under the same name, or retract those in the same import",
    )
    refusal.about = retraction.id
    return refusal


# -- what stands on the stream already ------------------------------------------------------------


def contradictions(there: list[Draft], new: list[Draft]) -> list[Refused]:
    """What stands on the stream already and would not fit any more, such as an act after an end.

    So it is the same whether records come in one import or one after the other. A correction is
    possible all the same: `check integrity` finds what it leaves behind.
    """
    if not there or retracted(new) or all(is_about(draft.model) for draft in new):
        return []
    ids = {draft.id for draft in there}
    problems = [
        problem for problem in registry.decide([], [*there, *new])[1] if problem.about in ids
    ]
    before = {problem.about for problem in registry.decide([], there)[1]} if problems else set()
    contradictions = []
    for refusal in problems:
        if refusal.about not in before:
            obstacle = f"record {refusal.about} would not fit any more: {refusal.obstacle}"
            remedy = "Correct one of the two, or retract the other one in the same import"
            contradictions.append(Refused(new[-1].asked, obstacle, remedy))
            contradictions[-1].about = new[-1].id
    return contradictions


# -- the whole standing history -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that a record breaks. code: of the rule, such as unknown-reference."""

    code: str
    record: Record
    obstacle: str


def violations(records: Iterable[Record]) -> list[Violation]:
    """The standing records that would be refused if all were recorded today, in their order.

    Who may say what is no question here: `check roles` tells.
    """
    by_id = {record.id: record for record in records}
    streams: dict[str, list[Draft]] = defaultdict(list)
    broken: list[Violation] = []
    for record in by_id.values():
        try:
            streams[record.stream].append(draft_of(dict(record.fields)))
        except Unavailable as problem:
            broken.append(Violation("unknown-kind", record, problem.obstacle))
    broken += [
        Violation(code(problem), by_id[problem.about], problem.obstacle)
        for problem in _problems(streams, by_id)
    ]
    return sorted(broken, key=lambda violation: violation.record.position)


def _problems(streams: dict[str, list[Draft]], ids: Iterable[str]) -> Iterator[Problem]:
    there = {stream: registry.standing(drafts) for stream, drafts in streams.items()}
    for drafts in streams.values():
        yield from registry.decide([], drafts)[1]
    drafts = [draft for stream in there.values() for draft in stream]
    names = Names(
        {*streams, *ids},
        {stream for stream, history in there.items() if not is_founded(history)},
    )
    yield from unknown_references(mentions_of(drafts, frozenset()), names)
    yield from loops(drafts, lambda stream: there.get(stream, []))


def loops(drafts: Iterable[Draft], standing: Callable[[str], Sequence[Draft]]) -> list[Cycle]:
    """Refusals of those drafts from which on something contains itself.

    standing: what stands on a stream, these drafts included.
    """
    cycles: list[Cycle] = []
    for draft in drafts:
        loop = hierarchy.closes(draft.stream, draft, standing)
        if loop is not None:
            refusal = hierarchy.refusal(draft.kind, draft.stream, loop)
            refusal.about = draft.id
            cycles.append(refusal)
    return cycles


def code(problem: Problem) -> str:
    """The code of the rule that a record breaks, from the name of its refusal."""
    return re.sub("(?<=[a-z])(?=[A-Z])", "-", type(problem).__name__).lower()
