"""What must be true of all records together, whoever recorded them, and in which order.

Every stream has a beginning, and what stands on it fits it; what a record refers to is there;
nothing contains itself. Recording holds what is new to these rules inside its transaction, and
`check integrity` the whole standing history: a ledger that came from elsewhere, or that was written
before a rule was, may break them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from heapq import merge
from itertools import chain, groupby
from operator import attrgetter

from orjson import loads

from domain import hierarchy
from domain.errors import (
    Cycle,
    ImpossibleOrder,
    Problem,
    Refused,
    StillNeeded,
    Unavailable,
    UnknownReference,
)
from domain.record import Record, StreamName
from domain.streams import registry
from domain.streams.annotation import RecordRetracted, is_about
from domain.streams.event import (
    AS_WRITTEN,
    KINDS,
    Draft,
    Reference,
    fields_naming,
    names_in,
    references,
    references_in,
)
from languages import N_
from ledger.codec import draft_of, model_of
from ledger.recording.validation import cut
from ledger.store.reader import Reader

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
            obstacle = N_("{key} is not in the ledger").format(key=cut(key))
        elif mention.rests and key in names.retracted:
            obstacle = N_("{key} was retracted").format(key=cut(key))
        else:
            continue
        remedy = N_("Record it first or in the same import, or correct the name")
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


def resting_on(ledger: Reader, streams: Collection[str]) -> Iterator[Record]:
    """The records of a ledger that stand on some streams or may refer to them, in order.

    Nothing is named before it is there: so none of these came in an earlier commit than the first
    record on one of the streams.
    """
    on_them = sorted(
        chain.from_iterable(ledger.histories_of(streams, loads).values()), key=_POSITION
    )
    if not on_them:
        return
    parsed = [StreamName.parse(stream) for stream in streams]
    kinds = {stream.kind for stream in parsed}
    fields = {
        kind: named
        for kind, model in KINDS.items()
        if not is_about(model) and (named := fields_naming(model, kinds))
    }
    begun = ledger.begun(on_them[0].position)
    naming = ledger.naming([stream.name for stream in parsed], fields, begun)
    for _, same in groupby(merge(on_them, naming, key=_POSITION), _POSITION):
        yield next(same)


_POSITION = attrgetter("position")


def uses(
    streams: AbstractSet[str], records: Iterable[Record], is_gone: Callable[[Record], bool]
) -> dict[str, list[Record]]:
    """The first records that stand on each of these streams, or refer to it by its name.

    records: among them every one that does; they are read no further than until there are more than
    SHOWN for each stream. is_gone: whether a record is retracted. Such records do not count, nor do
    records about records, nor what only points, such as `relates`.
    """
    standing_on: dict[str, list[Record]] = defaultdict(list)
    waiting = set(streams)
    for record in records:
        model = KINDS.get(record.kind)
        if model is None or is_about(model):
            continue
        references = references_in(model, record.fields)
        keys = {each.key for each in references if each.prefix not in AS_WRITTEN}
        named = waiting & {record.stream, *keys}
        for stream in named if named and not is_gone(record) else ():
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
        N_("{stream} ({kind}, record {position})").format(
            stream=record.stream, kind=record.kind, position=record.position
        )
        for record in records[:SHOWN]
    ]
    count = (
        N_("1 record stands")
        if len(records) == 1
        else N_("{count:,} records stand").format(count=len(records))
    )
    if len(records) > SHOWN:
        count = N_("more than {shown:,} records stand").format(shown=SHOWN)
        named.append(N_("and others"))
    instead = INSTEAD.get(StreamName.parse(stream).kind, ())
    means = (
        N_("Record what became of it ({instead}), correct").format(instead=", ".join(instead))
        if instead
        else N_("Correct")
    )
    refusal = StillNeeded(
        N_("retract what {stream} begins with").format(stream=stream),
        N_("{many} on it: {named}").format(many=count, named=", ".join(named)),
        N_("{means} it under the same name, or retract those in the same import").format(
            means=means
        ),
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
            obstacle = N_("record {about} would not fit any more: {obstacle}").format(
                about=refusal.about, obstacle=refusal.obstacle
            )
            remedy = N_("Correct one of the two, or retract the other one in the same import")
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
    streams: dict[str, list[Record]] = defaultdict(list)
    broken: list[Violation] = []
    for record in by_id.values():
        try:
            model_of(record.fields)
        except Unavailable as problem:
            broken.append(Violation("unknown-kind", record, problem.obstacle))
        else:
            streams[record.stream].append(record)
    return in_order([*broken, *violations_of(_problems(streams, by_id.keys()), by_id)])


def in_order(broken: Iterable[Violation]) -> list[Violation]:
    """Violations in the order of their records."""
    return sorted(broken, key=lambda violation: violation.record.position)


def violations_of(problems: Iterable[Problem], by_id: Mapping[str, Record]) -> Iterator[Violation]:
    """The violations that refusals tell of. by_id: the records that these are about."""
    for problem in problems:
        yield Violation(code(problem), by_id[problem.about], problem.obstacle)


def _problems(streams: dict[str, list[Record]], ids: AbstractSet[str]) -> Iterator[Problem]:
    there: dict[str, list[Record]] = {}
    for stream, records in streams.items():
        there[stream], problems = standing(records)
        yield from problems
    founded = {stream for stream, history in there.items() if _begins(history)}
    names = Names(streams.keys() | ids, streams.keys() - founded)
    every = [record for history in there.values() for record in history]
    # That a name is there its text tells; where in the record it is, the draft.
    sound = founded | ids
    doubtful = (record for record in every if not _names_only(record, sound))
    drafts_of_these = (draft_of(dict(record.fields)) for record in doubtful)
    yield from unknown_references(mentions_of(drafts_of_these, frozenset()), names)
    yield from loops(every, lambda stream: there.get(stream, []))
    yield from outlived(every)


def standing(records: list[Record]) -> tuple[list[Record], list[Refused]]:
    """What stands of all that is on a stream, and the refusals if it were recorded today."""
    if not _may_be_refused(records):
        return records, []
    drafts = [draft_of(dict(record.fields)) for record in records]
    by_id = {record.id: record for record in records}
    there = [by_id[draft.id] for draft in registry.standing(drafts)]
    return there, registry.decide([], drafts)[1]


def outlived(records: Iterable[Record]) -> Iterator[ImpossibleOrder]:
    """Refusals of promises to an area that had ended before they were made, on any reading.

    No recording is refused for it: sources go on to call a place by the name that they know.
    """
    ended: dict[str, Record] = {}
    promises = []
    for record in records:
        if record.kind in {"area.ended", "area.succeeded"}:
            ended[record.stream] = record
        elif record.kind == "promise.made":
            promises.append(record)
    for promise in promises:
        end = ended.get(promise.scope)
        if end is not None and end.on.latest < promise.on.earliest:
            asked = N_("record {kind} on {stream}").format(kind=promise.kind, stream=promise.stream)
            obstacle = N_("{stream} ended on {on}, before it was made").format(
                stream=end.stream, on=end.get("on")
            )
            refusal = ImpossibleOrder(asked, obstacle, N_("Name what took its place"))
            refusal.about = promise.id
            yield refusal


def _may_be_refused(records: Sequence[Record]) -> bool:
    """Whether it takes more than a look to tell that what is on a stream could be recorded."""
    first = records[0]
    alone = len(records) == 1 and first.get("corrects") is None
    return not (alone and registry.is_free(first.kind))


def _begins(history: Iterable[Record]) -> bool:
    return any(KINDS[record.kind].founding for record in history)


def _names_only(record: Record, there: AbstractSet[str]) -> bool:
    """Whether everything that a record speaks of is among these, its own stream left out."""
    for name, _ in names_in(KINDS[record.kind], record.fields):
        if name not in there and name != record.stream:
            return False
    return True


def loops(
    statements: Iterable[Draft | Record], standing: Callable[[str], Sequence[Draft | Record]]
) -> list[Cycle]:
    """Refusals of those drafts or records from which on something contains itself.

    standing: what stands on a stream, these included.
    """
    cycles: list[Cycle] = []
    for statement in statements:
        loop = hierarchy.closes(statement.stream, statement, standing)
        if loop is not None:
            refusal = hierarchy.refusal(statement.kind, statement.stream, loop)
            refusal.about = statement.id
            cycles.append(refusal)
    return cycles


def code(problem: Problem) -> str:
    """The code of the rule that a record breaks, from the name of its refusal."""
    return re.sub("(?<=[a-z])(?=[A-Z])", "-", type(problem).__name__).lower()
