"""Views of the records: log, show, diff, parties, areas, cases, figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Annotated, Any

from domain.dates import Instant, bounds, until
from domain.history import RETRACTED, Correction, corrections, disputed_ids, retracted_ids
from domain.record import ENVELOPE, Record, StreamName
from projections.geography.geography import Geography
from projections.promise_query import at_moment
from projections.report import (
    AreaSlug,
    Event,
    LogLine,
    Name,
    On,
    Parties,
    Place,
    Question,
    Report,
    answer,
)
from projections.rows.communication import FigureRow
from projections.rows.correction import Corrected, FieldChange
from projections.rows.frozen import Frozen, fields_of, row_class
from projections.rows.promise import PromiseRow
from projections.rows.subjects import CaseRow, PartyRow

# -- history -----------------------------------------------------------------------------------
# The views `log` and `show`: the records themselves, in the order in which they were recorded.


@row_class
class Signature(Frozen):
    """By whom a record says to be signed, and what that is worth."""

    by: Annotated[str, "the party that it says to be signed by"]
    status: Annotated[str, "signed; wrong: changed since; revoked or unknown: the key"]


@row_class
class SignedLine(LogLine):
    """A line of the log of a ledger in which a party has a key."""

    signature: Annotated[
        Signature | None, "who signed it, if anybody; only where a party has a key"
    ]


def lines(
    records: Sequence[Record],
    about: Iterable[Record] | None = None,
    mending: Iterable[Record] | None = None,
) -> list[LogLine]:
    """One line for each of some records. about, mending: as of `line_of`; these if left out."""
    return [*map(line_of(records if about is None else about, mending), records)]


def line_of(
    about: Iterable[Record], mending: Iterable[Record] | None = None
) -> Callable[[Record], LogLine]:
    """What makes the line of a record: where it stands, when it happened, what it says, from where.

    about: the records that tell what became of it and of others. mending: those that tell how these
    were corrected, also where that may not count; if left out, the same.
    """
    told = list(about)
    mended = told if mending is None else list(mending)
    return partial(
        _line,
        gone=retracted_ids(told),
        contested=disputed_ids(told),
        mended=Mended(mended, told) if retracted_ids(mended) else None,
    )


class Mended:
    """What was corrected among some records, by the place of each record that has a part in it.

    told: the records that may be told. Who may not see one is not told what it said either.
    """

    def __init__(self, records: Iterable[Record], told: Iterable[Record]) -> None:
        self.corrected_by: dict[int, int] = {}
        self.correction: dict[int, Corrected] = {}
        may_be_told = {record.position for record in told}
        for found in corrections(records):
            if found.target.position not in may_be_told:
                continue
            row = corrected(found)
            self.correction[found.by.position] = row
            self.correction.setdefault(found.retraction.position, row)
            if found.later:
                self.corrected_by[found.target.position] = found.by.position


def corrected(found: Correction) -> Corrected:
    """A correction as a row; what moved with it is another question."""
    by = found.by
    return Corrected(
        stream=found.target.stream,
        target=found.target.position,
        target_kind=found.target.kind,
        retraction=found.retraction.position,
        instead=found.instead.position if found.instead else None,
        changes=tuple(changes(said(found.target), said(found.instead))) if found.instead else (),
        reason=found.retraction.get("reason"),
        by=by.get("on_behalf_of") or (by.get("signature") or {}).get("by") or by.get("recorded_by"),
        later=found.later,
        moved=None,
    )


OF_THE_LEDGER = frozenset({
    "kind", "schema", "stream", "version", "id", "recorded_at", "recorded_by", "corrects",
    "signature",
})  # fmt: skip
"""What a record has because of where, when and by whom it was recorded."""


def said(record: Record) -> dict[str, Any]:
    """What a record says, also of where it comes from, without what the ledger adds."""
    return {name: value for name, value in record.fields.items() if name not in OF_THE_LEDGER}


def changes(was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[FieldChange]:
    """The fields that differ, in the order in which they are told."""
    for name in dict.fromkeys([*was, *now]):
        if was.get(name) != now.get(name):
            yield FieldChange(field=name, was=was.get(name), now=now.get(name))


def _line(
    record: Record, gone: frozenset[str], contested: frozenset[str], mended: Mended | None
) -> LogLine:
    return LogLine(
        position=record.position,
        id=record.id,
        kind=record.kind,
        stream=record.stream,
        place=record.scope,
        on=record.get("on"),
        published=record.get("published"),
        recorded_at=record.get("recorded_at"),
        recorded_by=record.get("recorded_by"),
        days_late=record.days_late,
        status="retracted" if record.id in gone else "disputed" if record.id in contested else "",
        says={name: value for name, value in record.fields.items() if name not in ENVELOPE},
        sources=tuple(record.get("source") or ()),
        note=record.get("note"),
        corrected_by=mended.corrected_by.get(record.position) if mended else None,
        correction=mended.correction.get(record.position) if mended else None,
    )


def chosen(
    record: Record,
    *,
    kind: str | None,
    since: Instant | None,
    late: int | None,
    places: Collection[str] | None,
) -> bool:
    """Whether a record passes the filters of the log."""
    return (
        (kind is None or record.kind.startswith(kind))
        and (places is None or record.scope in places or record.stream in places)
        and (since is None or record.on.latest >= since)
        and (late is None or (record.days_late or 0) > late)
    )


# -- continuity --------------------------------------------------------------------------------
# The view `diff`: what was recorded since an older checkpoint, and above all what was late.
#
# A record cannot be changed, but a past that had already been reported on can be rewritten by
# adding records about it. Such records are shown as what they are: known later than what they
# tell of.

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("promises", ("promise.made",)),
    ("deadlines", ("promise.postponed", "promise.suspended", "promise.resumed")),
    ("rules", ("rule.",)),
    ("mandates", ("mandate.", "duty.")),
    ("retractions", (RETRACTED,)),
)
"""What a reader asks for first, and the kinds of record that say it; a kind may be a beginning."""

OTHER, CORRECTIONS = "other", "corrections"

_EFFECTIVE = ("on", "effective", "from")
"""The fields that say when something took effect."""

MOVED_FIELD = {"deadlines": "due", "rules": "value", "mandates": "holder"}
"""The field of which a reader wants to know what it was before."""


@row_class
class Difference(LogLine):
    """A record that came since, and what it changed."""

    group: Annotated[
        str,
        "what a reader asks for: corrections (both records of one), promises, deadlines, rules, "
        "mandates, retractions (of what nothing took the place of), other",
    ]
    late: Annotated[
        bool | None,
        "whether it tells of the time before the old checkpoint; unknown if too vague",
    ]
    was: Annotated[
        str | None,
        "what stood there before: the deadline, the value, the holder, what is retracted",
    ]
    now: Annotated[str | None, "what stands there since"]
    event: Event

    # What it changed comes first, and then the record.
    __match_args__ = ("group", "late", "was", "now", "event", *LogLine.__match_args__)


def diff(
    question: Question,
    records: Sequence[Record],
    size: int,
    moment: Instant,
    *,
    late: bool = False,
    mending: Iterable[Record] | None = None,
) -> Report[Difference]:
    """What came after the first `size` records, of which the last was recorded at `moment`.

    records: all that may be shown, from the first on. late: only what tells of the time before.
    mending: as of `line_of`.
    """
    streams: dict[str, list[Record]] = {}
    by_id = {record.id: record for record in records}
    for record in records:
        streams.setdefault(record.stream, []).append(record)
    rows = [
        _difference(record, line, streams[record.stream], by_id.get, moment)
        for record, line in zip(records, lines(records, mending=mending), strict=True)
        if record.position >= size
    ]
    return answer(question, "diff", [row for row in rows if row.late or not late], Difference)


def from_later_on(report: Report[Difference], size: int, moment: Instant) -> Report[Difference]:
    """The same answer to who kept a later checkpoint: fewer records, and more of them late.

    size, moment: as of `diff`, no less than what it was asked with.

    Equation: from_later_on(diff(q, records, a, t), b, u) == diff(q, records, b, u) for a <= b.
    """
    rows = [
        replace(row, late=_is_late({"on": row.on} | row.says, moment))
        for row in report.rows
        if row.position >= size
    ]
    parameters = report.question.parameters | {"size": size, "until": moment}
    return replace(report, question=replace(report.question, parameters=parameters), rows=rows)


def is_late(record: Record, moment: Instant) -> bool | None:
    """Whether a record tells of something before a moment; None when its date is too vague."""
    return _is_late(record.fields, moment)


def _is_late(fields: Mapping[str, Any], moment: Instant) -> bool | None:
    # `from` is a list of parties where it says from whom something came.
    values = (fields.get(name) for name in _EFFECTIVE)
    dates = [bounds(value) for value in values if isinstance(value, str)]
    if any(date.latest < moment for date in dates):
        return True
    return None if any(date.earliest < moment for date in dates) else False


def _difference(
    record: Record,
    line: LogLine,
    stream: Sequence[Record],
    find: Callable[[str], Record | None],
    moment: Instant,
) -> Difference:
    replaced = line.correction is not None and line.correction.instead is not None
    group = _group(record.kind)
    was, now = _change(record, group, stream, find)
    return Difference(
        group=CORRECTIONS if replaced else group,
        late=is_late(record, moment),
        was=was,
        now=now,
        event=record.position,
        **fields_of(line),
    )


def _group(kind: str) -> str:
    return next((name for name, kinds in GROUPS if kind.startswith(kinds)), OTHER)


def _change(
    record: Record,
    group: str,
    stream: Sequence[Record],
    find: Callable[[str], Record | None],
) -> tuple[str | None, str | None]:
    """What stood there before and what stands there now, as far as the two records say it."""
    if group == "retractions":
        gone = find(str(record.get("record")))
        return (None, None) if gone is None else (f"{gone.kind} {gone.position}", None)
    name = MOVED_FIELD.get(group)
    if name is None:
        return None, None
    before = (one.get(name) for one in reversed(stream) if one.position < record.position)
    return next((value for value in before if value is not None), None), record.get(name)


# -- lists -------------------------------------------------------------------------------------
# The views `parties`, `areas`, `cases` and `figures`: what the ledger speaks of, by name.


@row_class
class ListedParty(Frozen):
    """A party with its kind, its parent, its successor and how many promises it made."""

    party: Annotated[str, "the name of the party in the ledger"]
    name: Name
    type: Annotated[str, "what kind of party it is"]
    part_of: Annotated[str | None, "the party that it is part of"]
    succeeded_by: Annotated[Parties, "who took over from it"]
    promises: Annotated[int, "how many promises it made"]
    event: Event


def parties(question: Question) -> Report[ListedParty]:
    """Every party with its kind, its parent, its successor and how many promises it made."""
    made = Counter(party for row in at_moment(question) for party in row.terms.by)
    rows = [
        ListedParty(
            party=row.party,
            name=row.name,
            type=row.type,
            part_of=row.part_of,
            succeeded_by=row.successors,
            promises=made[row.party],
            event=row.event,
        )
        for row in question.book.at(PartyRow, question.as_of, question.known)
    ]
    return answer(question, "parties", rows, ListedParty)


@row_class
class ListedArea(Frozen):
    """An area with what it lies within, and what became of it."""

    area: AreaSlug
    name: Name
    type: Annotated[str, "what kind of area it is"]
    within: Annotated[tuple[str, ...], "what it lies within, from the inside out"]
    ended: Annotated[str | None, "the first day without it, as written"]
    until: Annotated[str | None, "its last day; as written where that is less exact than a day"]
    succeeded_by: Annotated[tuple[str, ...], "what took its place"]
    promises: Annotated[int, "how many promises were made to it directly"]
    event: Event


def areas(question: Question) -> Report[ListedArea]:
    """Every area with what it lies within, from the inside out, and what became of it."""
    tree, now = Geography(question).tree, question.as_of
    # Who speaks for whom moves no promise, and from its making on a row of it always holds.
    direct = question.book.counted(PromiseRow, question.so_far, question.known)
    rows = [
        ListedArea(
            area=_slug(row.subject),
            name=row.name,
            type=row.type,
            within=tuple(_slug(above) for above in tree.upward(row.subject, now)[1:]),
            ended=row.ended,
            until=until(row.ended),
            succeeded_by=tuple(_slug(successor) for successor in row.successors),
            promises=direct.get(row.subject, 0),
            event=row.event,
        )
        for row in tree.there(now)
    ]
    return answer(question, "areas", rows, ListedArea)


def _slug(stream: str) -> str:
    return StreamName.parse(stream).name


@row_class
class ListedCase(Frozen):
    """A case with its phase, since when it is in it, and how it ended."""

    case: Annotated[str, "the name of the case in the ledger"]
    title: Annotated[str, "what it is about"]
    area: AreaSlug
    level: Annotated[str, "dwelling, area or governance"]
    opened: Annotated[str, "when it began"]
    phase: Annotated[str | None, "the phase that it is in"]
    since: Annotated[str | None, "since when"]
    closed: Annotated[str | None, "when it ended"]
    outcome: Annotated[str | None, "how it ended"]
    event: Event


def cases(question: Question) -> Report[ListedCase]:
    """Every case with its phase, since when it is in it, and how it ended."""
    rows = [
        ListedCase(
            case=_slug(row.subject),
            title=row.title,
            area=_slug(row.area),
            level=row.level,
            opened=row.opened,
            phase=row.phase,
            since=row.since,
            closed=row.closed,
            outcome=row.outcome,
            event=row.event,
        )
        for row in question.book.at(CaseRow, question.as_of, question.known)
    ]
    return answer(question, "cases", rows, ListedCase)


@row_class
class ListedFigure(Frozen):
    """A published statistic or survey."""

    indicator: Annotated[str, "what was counted"]
    place: Place
    period: Annotated[str, "when that was so"]
    value: Annotated[str, "how many, as published: exact, <x, >x, ~x or x..y"]
    of: Annotated[str | None, "of how many"]
    unit: Annotated[str, "of what"]
    by: Annotated[str, "who published it, by its name in the ledger"]
    on: On
    replaced_by: Annotated[int | None, "the record of its correction"]
    event: Event


def figures(question: Question, area: str | None = None) -> Report[ListedFigure]:
    """Published statistics and surveys, by what they count: those about an area, or all.

    They stand beside the figures of this program and never enter them. A corrected figure stays,
    with the record that replaces it.
    """
    scopes: list[str] | None = None
    if area is not None:
        places, stream = Geography(question), f"area/{area}"
        near = places.parts(stream, question.as_of) | places.around(stream, question.as_of)
        scopes = sorted(near)
    found = question.book.at(FigureRow, question.as_of, question.known, scopes=scopes)
    replaced = {row.replaces: row.event for row in found if row.replaces}
    rows = [
        ListedFigure(
            indicator=row.indicator,
            place=row.scope,
            period=row.period,
            value=row.value,
            of=row.of,
            unit=row.unit,
            by=row.by,
            on=row.on,
            replaced_by=replaced.get(_slug(row.subject)),
            event=row.event,
        )
        for row in found
    ]
    rows.sort(key=lambda row: (row.indicator, bounds(row.period).earliest, row.event))
    return answer(question, "figures", rows, ListedFigure)
