"""What stands of a history, in which order, and what of it is disputed (METHODS 0, Order).

A record is immutable, so a mistake is mended by two new ones: a retraction, and a record that
takes the place of the retracted one. Whatever hung on the place hangs on it still: its order among
equal days, the disputes about it, and since when it was public. The writing side decides by these
functions, and every view reads by them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, pairwise
from operator import attrgetter

from domain.dates import Bounds
from domain.record import FOUNDING, Record
from domain.value import value_class

RETRACTED, DISPUTED = "record.retracted", "record.disputed"
SETTLED, COMMENTED = "record.dispute_settled", "record.commented"

ABOUT_RECORDS = frozenset({RETRACTED, DISPUTED, SETTLED, COMMENTED})
"""The kinds of records about records."""

DECISIVE = frozenset({
    "due", "size", "criterion", "by", "to", "hold", "strength", "origin", "condition", "until",
    "place", "area", "cohort", "case", "level", "part_of", "repeats",
})  # fmt: skip
"""The fields of the making of a promise on which its figure rests (METHODS 1); the parts of a
place may be named without it."""


_POSITION = attrgetter("position")


def retracted_ids(records: Iterable[Record]) -> frozenset[str]:
    """The ids of the records that others retract, whether or not another one took their place."""
    return frozenset(str(record.get("record")) for record in records if record.kind == RETRACTED)


def placed(records: Iterable[Record]) -> list[Record]:
    """All records in the order of recording, each with its place and the ids that it replaces.

    The records may be of one stream or of many. Equation: placed(placed(x)) == placed(x).
    """
    history = sorted(records, key=_POSITION)
    corrected = _corrections(history)
    if not corrected:
        return history
    by_id = {record.id: record for record in history}
    return [_placed(record, corrected, by_id) for record in history]


def _placed(record: Record, corrected: Mapping[str, str], by_id: Mapping[str, Record]) -> Record:
    if record.replaced or record.id not in corrected:
        return record
    chain, first = [record.id], record
    while (target := corrected.get(chain[-1])) is not None and target not in chain:
        chain.append(target)
        # What is not among the records, for it was not public yet, has no place to take.
        first = by_id.get(target, first)
    earlier = first.replaced if first.id == chain[-1] else ()
    return replace(record, place=first.place, replaced=(*earlier, *reversed(chain[1:])))


@value_class
class Correction:
    """A mistake of ours that was mended, as it was recorded at one time.

    target: the record that was retracted. retraction: what took it out of the history. instead:
    what took its place; None where nothing did at that time. by: the record that tells of it: what
    took the place, else the retraction.
    """

    target: Record
    retraction: Record
    instead: Record | None

    @property
    def by(self) -> Record:
        """The record that tells of it: what took the place, else the retraction."""
        return self.instead or self.retraction

    @property
    def recorded_at(self) -> str:
        """When the ledger learned it (UTC)."""
        return str(self.by.get("recorded_at"))

    @property
    def later(self) -> bool:
        """Whether what it mends had stood in the ledger: it came with an earlier recording."""
        return str(self.target.get("recorded_at")) < self.recorded_at


def corrections(records: Iterable[Record]) -> list[Correction]:
    """What was retracted and corrected, in the order of recording.

    The records may be of one stream or of many. What was retracted first, and recorded anew at
    another time, is two corrections.
    """
    history = sorted(records, key=lambda record: record.position)
    by_id = {record.id: record for record in history}
    instead = {target: by_id[name] for name, target in reversed(_corrections(history).items())}
    found = []
    for record in history:
        target = by_id.get(str(record.get("record"))) if record.kind == RETRACTED else None
        if target is None:
            continue
        other = instead.get(target.id)
        together = other and other.get("recorded_at") == record.get("recorded_at")
        found.append(Correction(target, record, other if together else None))
        if other and not together and other.position > record.position:
            found.append(Correction(target, record, other))
    return sorted(found, key=lambda correction: correction.by.position)


def standing(records: Iterable[Record]) -> list[Record]:
    """The records that nothing retracts, each with its place, in the order of recording."""
    history = placed(records)
    retracted = retracted_ids(history)
    if not retracted:
        return history
    return [record for record in history if record.id not in retracted]


def effective_history(records: Iterable[Record]) -> list[Record]:
    """The records that stand, in the order in which they count.

    What founds a stream comes first whatever its day; then the earliest day; and of equal days the
    place decides. Records about records keep their place. Equation: an effective history is its
    own effective history.
    """
    stands = standing(records)
    return sorted(stands, key=in_order) if len(stands) > 1 else stands


def in_order(record: Record) -> tuple[bool, str, int]:
    """What effective histories are sorted by."""
    return (record.kind not in FOUNDING, record.on.earliest, record.place)


def first_of(history: Iterable[Record]) -> Record | None:
    """The record that says what a stream is about: the first of those that stand.

    Where all of it was retracted, the first that was; what is said of records tells of no stream.
    """
    records = list(history)
    told = chain(effective_history(records), records)
    return next((each for each in told if each.kind not in ABOUT_RECORDS), None)


def first_at_each(history: Sequence[Record]) -> Iterator[Record | None]:
    """For each record of a stream, in the order of recording, what the stream was about then.

    Equation: of the last of any first records it is the `first_of` these.
    """
    first = None
    for count, record in enumerate(history, 1):
        # Once a stream is founded only a correction, or what founds it again, can change that.
        changes = record.kind in FOUNDING or record.kind == RETRACTED or record.get("corrects")
        if first is None or first.kind not in FOUNDING or changes:
            first = first_of(history[:count])
        yield first


@value_class
class Dispute:
    """An open dispute about a record.

    id: of the dispute. record: the id of the record that stands, also where the dispute was about
    one whose place that took. by: the party that disputes, with its reason. instead: what should
    stand there, pairs of field and value; without any the whole record is disputed, and of the
    making of a promise its wording. on: when it was disputed. position: in the ledger.
    """

    id: str
    record: str
    by: str
    reason: str
    instead: tuple[tuple[str, str], ...]
    on: Bounds
    position: int

    @property
    def fields(self) -> frozenset[str]:
        """The fields that are disputed; none where it is about the whole record."""
        return frozenset(name for name, _ in self.instead)


def open_disputes(records: Iterable[Record]) -> list[Dispute]:
    """The disputes that nobody settled about records that stand, in the order of recording.

    A settlement names the dispute; an older one, which names the record, settles those that were
    open then. Disputes are about what is recorded, so the order of recording counts, not the day.
    """
    history = list(records)
    if not any(record.kind == DISPUTED for record in history):
        return []
    effective = standing(history)
    current = {earlier: record.id for record in effective for earlier in record.replaced}
    current |= {record.id: record.id for record in effective}
    places = {record.id: record.place for record in effective}
    disputes = [
        _dispute(record, current[about])
        for record in effective
        if record.kind == DISPUTED and (about := str(record.get("record"))) in current
    ]
    for record in effective:
        if record.kind == SETTLED:
            open_then = {dispute.id for dispute in disputes if places[dispute.id] < record.place}
            disputes = [
                dispute for dispute in disputes if not _settles(record, dispute, current, open_then)
            ]
    return disputes


def disputed_ids(records: Iterable[Record]) -> frozenset[str]:
    """The ids of the standing records about which a dispute is open."""
    return frozenset(dispute.record for dispute in open_disputes(records))


def unsettles(dispute: Dispute, kind: str, *, by_owner: bool) -> bool:
    """Whether a dispute about a record of a kind makes the outcome of a promise unresolved.

    by_owner: whether it comes from somebody who owes or owed the promise, or a body related to
    one: that is shown and moves nothing, else whoever is found wanting could leave the score by
    disputing [design]. Of the making only what the figure rests on counts (METHODS 1); on a comment
    or on another dispute no figure rests.
    """
    if by_owner or kind in {COMMENTED, DISPUTED}:
        return False
    # A part of a field, such as place.area, is of that field.
    disputed = {name.partition(".")[0] for name in dispute.fields}
    return kind != "promise.made" or bool(disputed & DECISIVE)


def _dispute(record: Record, about: str) -> Dispute:
    instead = tuple(sorted((record.get("instead") or {}).items()))
    by, reason = str(record.get("by")), str(record.get("reason"))
    return Dispute(record.id, about, by, reason, instead, record.on, record.position)


def _settles(
    settlement: Record, dispute: Dispute, current: Mapping[str, str], open_then: Collection[str]
) -> bool:
    if settlement.get("dispute") is not None:
        return current.get(str(settlement.get("dispute"))) == dispute.id
    about = current.get(str(settlement.get("record")))
    return about == dispute.record and dispute.id in open_then


def _corrections(history: Sequence[Record]) -> dict[str, str]:
    """Which record each correction corrects: the id of the one by the id of the other.

    A correction says so itself. In older records it is the record of the same kind that directly
    follows the retraction on the stream; what founds a stream was put before the retraction that
    came with it. Neither takes a place that a correction names.
    """
    corrected: dict[str, str] = {}
    if not [record for record in history if record.kind == RETRACTED or record.get("corrects")]:
        return corrected
    by_id = {record.id: record for record in history}
    streams: dict[str, list[Record]] = {}
    for record in history:
        streams.setdefault(record.stream, []).append(record)
        if record.get("corrects") is not None:
            corrected[record.id] = str(record.get("corrects"))
    named = frozenset(corrected.values())
    for stream in streams.values():
        for before, after in pairwise(stream):
            if after.version != before.version + 1:
                continue
            for retraction, record in ((before, after), (after, before)):
                target = by_id.get(str(retraction.get("record")))
                if target is None or target.id in named:
                    continue
                if _replaces(record, retraction, target):
                    corrected.setdefault(record.id, target.id)
    return corrected


def _replaces(record: Record, retraction: Record, target: Record) -> bool:
    """Whether a record beside a retraction replaces what that retracts, though it does not say."""
    if retraction.kind != RETRACTED or record.kind != target.kind or record.get("corrects"):
        return False
    if record.position > retraction.position:
        return True
    together = record.get("recorded_at") == retraction.get("recorded_at")
    same_place = record.get("place") == target.get("place")
    return record.kind in FOUNDING and together and same_place and record.id != target.id
