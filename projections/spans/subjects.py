"""From history to the rows of everything that is no act: parties, areas, groups, cases, words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from domain.dates import (
    BEGINNING,
    FOREVER,
    Bounds,
    Instant,
    bounds,
    day_after,
    day_of,
    due_instant,
    last_day,
)
from domain.hierarchy import area_above
from domain.history import open_disputes
from domain.parties import is_link
from domain.record import Record
from projections.rows.communication import FigureRow, InputRow, UpdateRow
from projections.rows.frozen import Row, changed
from projections.rows.records import KeptRecord, PartyLinksRow
from projections.rows.span import contradicted, envelope, recorded, since, stretches
from projections.rows.subjects import (
    AreaRow,
    CaseRow,
    CohortRow,
    CoverageRow,
    LedgerRow,
    MembershipRow,
    PartyRow,
)

# -- subjects ----------------------------------------------------------------------------------
# The spans of everything that is no promise: parties, areas, groups, cases, words and figures.

MOVING = frozenset({"cohort.joined", "case.opened", "cohort.left"})
"""The kinds of record by which an area or a case comes to belong to a group, or does no more."""

R = TypeVar("R", bound=Row)


def changing(first: R, history: Sequence[Record], change: Callable[[R, Record], R]) -> list[R]:
    """Rows of what each record changes, from the founding on; first: what that one says."""
    row, event = first, first.event
    values = {first.start: (row, event)}
    for record in sorted(history[1:], key=lambda record: record.on.earliest):
        now = change(row, record)
        if now != row:
            row, event = now, record.position
        values[max(record.on.earliest, first.start)] = (row, event)
    return [row.over(start, end, event) for start, end, row, event in stretches(values)]


def area(history: Sequence[Record]) -> list[Row]:
    """The area with its name, its place in the tree and its successors; and its memberships."""
    registered = history[0]

    def change(row: AreaRow, record: Record) -> AreaRow:
        row = changed(row, above=_area(area_above(record)) or row.above)
        match record.kind:
            case "area.renamed":
                return changed(row, name=record.get("name"))
            case "area.succeeded":
                return changed(
                    row,
                    ended=record.get("on"),
                    successors=tuple(f"area/{area}" for area in record.get("by")),
                    split=bool(record.get("split", False)),
                )
            case "area.ended":
                return changed(row, ended=record.get("on"))
            case _:
                return row

    first = recorded(
        AreaRow,
        registered,
        *since(registered),
        above=_area(area_above(registered)),
        successors=(),
        split=False,
        ended=None,
    )
    return [*changing(first, history, change), *memberships(history)]


def _area(name: str | None) -> str | None:
    """The stream of an area by its name in the ledger."""
    return f"area/{name}" if name else None


def party(history: Sequence[Record]) -> list[PartyRow]:
    """The party with its name, kind and parent, and who succeeded it."""
    registered = history[0]

    def change(row: PartyRow, record: Record) -> PartyRow:
        if record.kind == "party.changed":
            return changed(
                row,
                name=record.get("name", row.name),
                # A new name is told in one language: what it is in another is not known.
                name_nl=None if record.get("name", row.name) != row.name else row.name_nl,
                type=record.get("type", row.type),
                part_of=record.get("part_of", row.part_of),
                head=record.get("head", row.head),
            )
        if record.kind == "party.succeeded":
            return changed(
                row,
                successors=tuple(record.get("by")),
                succeeded_on=record.get("on"),
                complete=record.get("complete", True),
            )
        return row

    first = recorded(
        PartyRow,
        registered,
        *since(registered),
        name_nl=(registered.get("names") or {}).get("nl"),
        successors=(),
        succeeded_on=None,
        complete=False,
    )
    return changing(first, history, change)


def cohort(history: Sequence[Record]) -> list[CohortRow]:
    """The group, from its registration on."""
    registered = history[0]
    return [
        recorded(
            CohortRow,
            registered,
            *since(registered),
            criterion=registered.get("criterion") or None,
            areas=tuple(f"area/{area}" for area in registered.get("areas", ())),
        )
    ]


def case(history: Sequence[Record]) -> list[Row]:
    """The case with its phase and outcome; and its memberships."""
    opened = history[0]

    def change(row: CaseRow, record: Record) -> CaseRow:
        match record.kind:
            case "case.phase_entered":
                return changed(row, phase=record.get("phase"), since=record.get("on"))
            case "case.closed":
                return changed(row, outcome=record.get("outcome"), closed=record.get("on"))
            case _:
                return row

    first = recorded(
        CaseRow,
        opened,
        *since(opened),
        area=f"area/{opened.get('area')}",
        opened=opened.get("on"),
        phase=None,
        since=None,
        closed=None,
        outcome=None,
    )
    return [*changing(first, history, change), *memberships(history)]


def memberships(history: Sequence[Record]) -> list[MembershipRow]:
    """The rows of each stay in a group.

    Between the bounds of an imprecise joining or leaving it is not certain (METHODS 0).
    """
    groups = {str(record.get("cohort")) for record in history if record.kind in MOVING}
    return [
        row
        for group in sorted(groups - {"None"})
        for joined, left in _stays(history, group)
        for row in _stay(joined, left)
    ]


def _stays(history: Sequence[Record], group: str) -> list[tuple[Record, Record | None]]:
    """Every joining of a group with the leaving that ended it, in the order of their days.

    A leaving ends what had begun by then. One before which nothing had is that of the next stay,
    where its date leaves that open.
    """
    ended: list[tuple[Record, Record | None]] = []
    open_: list[Record] = []
    early: list[Record] = []
    for record in sorted(history, key=lambda record: (record.on.earliest, record.place)):
        if record.kind not in MOVING or record.get("cohort") != group:
            continue
        if record.kind == "cohort.left":
            ended += [(joined, record) for joined in open_]
            early += [] if open_ else [record]
            open_ = []
        elif late := [left for left in early if left.on.latest > record.on.earliest]:
            ended.append((record, late[0]))
            early.remove(late[0])
        else:
            open_.append(record)
    return [*ended, *((joined, None) for joined in open_)]


def _stay(joined: Record, left: Record | None) -> list[MembershipRow]:
    """A stay in a group: perhaps since its earliest day, surely from its latest to the leaving."""
    group = f"cohort/{joined.get('cohort')}"
    ends = left.on if left else Bounds(FOREVER, FOREVER)
    surely = (joined.on.latest, max(joined.on.latest, ends.earliest))
    parts = (
        (joined.on.earliest, min(joined.on.latest, ends.latest), False, joined),
        (*surely, True, joined),
        (surely[1], ends.latest, False, left or joined),
    )
    return [
        MembershipRow(joined.stream, group, start, end, record.position, certain=certain)
        for start, end, certain, record in parts
        if start < end
    ]


def update(history: Sequence[Record]) -> list[UpdateRow]:
    """What a body told residents."""
    sent = history[0]
    to = tuple(sent.get("to", ()))
    return [recorded(UpdateRow, sent, *since(sent), *_in_common(history), to=to)]


def figure(history: Sequence[Record]) -> list[FigureRow]:
    """A published figure."""
    published = history[0]
    return [recorded(FigureRow, published, *since(published), *_in_common(history))]


def received(history: Sequence[Record]) -> list[InputRow]:
    """What somebody brought forward, and whether it was acknowledged and answered."""
    asked = history[0]

    def change(row: InputRow, record: Record) -> InputRow:
        match record.kind:
            case "input.acknowledged":
                return changed(row, acknowledged=record.get("on"))
            case "input.answered":
                return changed(row, answered=record.get("on"), outcome=record.get("outcome"))
            case _:
                return row

    first = recorded(
        InputRow,
        asked,
        *since(asked),
        *_in_common(history),
        senders=tuple(asked.get("from")),
        acknowledged=None,
        answered=None,
        outcome=None,
    )
    return changing(first, history, change)


def ledger(history: Sequence[Record]) -> list[LedgerRow]:
    """What the ledger says of itself; it holds for all time, whenever it was declared."""
    declared = history[-1] if history[-1].kind == "ledger.declared" else history[0]
    everywhere = envelope(history)._replace(scope="")
    several = {name: tuple(declared.get(name, ())) for name in ("languages", "by")}
    return [recorded(LedgerRow, declared, *everywhere, **several)]


def coverage(history: Sequence[Record]) -> list[CoverageRow]:
    """For what, where and when somebody vouches that the record is complete.

    From the declaration to its last day, and from there on to that of each extension by the same
    party; never for a day after that of the record that says so (METHODS 0, Silence).
    """
    declared = history[0]
    # Certainly covered is what lies within the latest reading of its start.
    start = bounds(str(declared.get("from"))).latest
    rows: list[CoverageRow] = []
    for record in history:
        if record is not declared and (
            record.kind != "coverage.extended" or record.get("by") != declared.get("by")
        ):
            continue
        end = _vouched_until(record)
        if start < end:
            rows.append(_vouching(declared, record, start, end))
            start = end
    return rows


def _vouching(declared: Record, record: Record, start: Instant, end: Instant) -> CoverageRow:
    """The row of a stretch for which a declaration vouches, by the record that says so."""
    return recorded(
        CoverageRow,
        declared,
        *envelope([declared])._replace(start=start, end=end, event=record.position),
        coverage=declared.name,
        topics=tuple(declared.get("topics", ())),
        level=declared.level,
        since=declared.get("from"),
        until=last_day(end),
    )


def _vouched_until(record: Record) -> Instant:
    """The first instant that a declaration does not vouch for."""
    own = BEGINNING if record.on.earliest == BEGINNING else day_after(day_of(record.on.earliest))
    until = record.get("until")
    return min(own, due_instant(str(until))) if until else own


def _in_common(history: Sequence[Record]) -> tuple[str, int, str | None, tuple[str, ...], bool]:
    """The fields of what was said by a body or to one, as `SaidRow` has them."""
    first = history[0]
    return (
        first.get("on"),
        first.place,
        first.level,
        contradicted(first),
        bool(open_disputes(history)),
    )


# -- party links -------------------------------------------------------------------------------
# How parties are linked: what stands on their streams of parents and successors, as recorded.
#
# Which link held on the day of a saying depends on who asks about what, so the book keeps the
# records, and `domain.roles` reads them.

FIELDS = ("kind", "stream", "id", "version", "on", "part_of", "by", "complete")


def party_links(history: Sequence[Record]) -> list[PartyLinksRow]:
    """The links of a party for all time, in the order in which they count; none without any."""
    records = tuple(_kept(record) for record in history if is_link(record))
    if not records:
        return []
    first = history[0]
    name = str(first.get("party"))
    row = PartyLinksRow(first.stream, "", BEGINNING, FOREVER, first.position, records, name)
    return [row]


def _kept(record: Record) -> KeptRecord:
    fields = {name: record.get(name) for name in FIELDS if record.get(name) is not None}
    return KeptRecord.of(record, fields)
