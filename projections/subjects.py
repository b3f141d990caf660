"""The spans of everything that is no promise: parties, areas, groups, cases, words and figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from domain.dates import (
    BEGINNING,
    FOREVER,
    Bounds,
    Instant,
    bounds,
    day_after,
    day_of,
    due_instant,
)
from domain.hierarchy import area_above
from domain.record import ENVELOPE, Record, disputed
from projections.span import Span, Value, lasting, place_of, steps
from projections.until import last_day

Change = Callable[[Value, Record], Value]

MOVING = frozenset({"cohort.joined", "case.opened", "cohort.left"})
"""The kinds of record by which an area or a case comes to belong to a group, or does no more."""


def _changing(kind: str, history: Sequence[Record], change: Change, first: Value) -> list[Span]:
    """Spans of a value that each record changes, from the founding on."""
    since = history[0].on.earliest

    def value_at(moment: Instant) -> tuple[Value, int]:
        value, event = dict(first), history[0].position
        for record in history[1:]:
            if max(record.on.earliest, since) <= moment:
                changed = change(value, record)
                event = record.position if changed != value else event
                value = changed
        return value, event

    moments = {max(record.on.earliest, since) for record in history}
    return [
        Span(kind, str(value.get("scope", "")), value, start, end, event)
        for start, end, value, event in steps(moments, value_at)
    ]


def payload(record: Record) -> Value:
    """What a record says, without its envelope."""
    return {name: value for name, value in record.fields.items() if name not in ENVELOPE}


def area(history: Sequence[Record]) -> list[Span]:
    """The area with its name, its place in the tree and its successors; and its memberships.

    above: the area that it lies in, by its borders or as its successor.
    """

    def change(value: Value, record: Record) -> Value:
        above = area_above(record)
        value = value | {"above": above} if above else value
        match record.kind:
            case "area.moved":
                return value | {"within": record.get("within")}
            case "area.renamed":
                return value | {"name": record.get("name")}
            case "area.succeeded":
                after = {"ended": record.get("on"), "by": record.get("by")}
                return value | after | {"split": record.get("split", False)}
            case "area.ended":
                return value | {"ended": record.get("on")}
            case _:
                return value

    first = payload(history[0]) | {"above": area_above(history[0])}
    return _changing("area", history, change, first) + memberships(history)


def party(history: Sequence[Record]) -> list[Span]:
    """The party with its name, kind and parent, and who succeeded it."""

    def change(value: Value, record: Record) -> Value:
        if record.kind == "party.changed":
            return value | {k: v for k, v in payload(record).items() if k not in {"party", "what"}}
        if record.kind == "party.succeeded":
            after = {"succeeded_on": record.get("on"), "by": record.get("by")}
            return value | after | {"complete": record.get("complete", True)}
        return value

    return _changing("party", history, change, payload(history[0]))


def cohort(history: Sequence[Record]) -> list[Span]:
    """The group, from its registration on."""
    return [lasting("cohort", history[0], payload(history[0]))]


def case(history: Sequence[Record]) -> list[Span]:
    """The case with its phase and outcome; and its memberships."""

    def change(value: Value, record: Record) -> Value:
        match record.kind:
            case "case.phase_entered":
                return value | {"phase": record.get("phase"), "since": record.get("on")}
            case "case.closed":
                return value | {"outcome": record.get("outcome"), "closed": record.get("on")}
            case _:
                return value

    first = payload(history[0]) | {"opened": history[0].get("on")}
    return _changing("case", history, change, first) + memberships(history)


def memberships(history: Sequence[Record]) -> list[Span]:
    """The spans of kind `member` for each stay in a group.

    Between the bounds of an imprecise joining or leaving it is not certain (METHODS 0).
    """
    groups = {str(record.get("cohort")) for record in history if record.kind in MOVING}
    return [
        span
        for group in sorted(groups - {"None"})
        for joined, left in _stays(history, group)
        for span in _stay(joined, left)
    ]


def _stays(history: Sequence[Record], group: str) -> list[tuple[Record, Record | None]]:
    """Every joining of a group with the leaving that ended it, in the order of their days.

    A leaving ends what had begun by then. One before which nothing had is that of the next stay,
    where its date leaves that open.
    """
    ended: list[tuple[Record, Record | None]] = []
    open_: list[Record] = []
    early: list[Record] = []
    for record in sorted(history, key=lambda record: (record.on.earliest, record.version)):
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


def _stay(joined: Record, left: Record | None) -> list[Span]:
    """A stay in a group: perhaps since its earliest day, surely from its latest to the leaving."""
    group = str(joined.get("cohort"))
    ends = left.on if left else Bounds(FOREVER, FOREVER)
    surely = (joined.on.latest, max(joined.on.latest, ends.earliest))
    parts = (
        (joined.on.earliest, min(joined.on.latest, ends.latest), False, joined),
        (*surely, True, joined),
        (surely[1], ends.latest, False, left or joined),
    )
    return [
        Span(
            "member",
            f"cohort/{group}",
            {"cohort": group, "certain": certain},
            start,
            end,
            record.position,
        )
        for start, end, certain, record in parts
        if start < end
    ]


def update(history: Sequence[Record]) -> list[Span]:
    """What a body told residents."""
    return [_said("update", history)]


def figure(history: Sequence[Record]) -> list[Span]:
    """A published figure."""
    return [_said("figure", history)]


def received(history: Sequence[Record]) -> list[Span]:
    """What somebody brought forward, and whether it was acknowledged and answered."""

    def change(value: Value, record: Record) -> Value:
        match record.kind:
            case "input.acknowledged":
                return value | {"acknowledged": record.get("on")}
            case "input.answered":
                return value | {"answered": record.get("on"), "outcome": record.get("outcome")}
            case _:
                return value

    place = {"on": history[0].get("on"), "scope": place_of(history[0])}
    first = payload(history[0]) | place | _doubts(history)
    return _changing("input", history, change, first)


def ledger(history: Sequence[Record]) -> list[Span]:
    """What the ledger says of itself; it holds for all time, whenever it was declared."""
    value = payload(history[-1] if history[-1].kind == "ledger.declared" else history[0])
    return [Span("ledger", "", value, BEGINNING, FOREVER, history[0].position)]


def coverage(history: Sequence[Record]) -> list[Span]:
    """For what, where and when somebody vouches that the record is complete.

    From the declaration to its last day, and from there on to that of each extension by the same
    party; never for a day after that of the record that says so (METHODS 0, Silence).
    """
    declared = history[0]
    # Certainly covered is what lies within the latest reading of its start.
    start = bounds(str(declared.get("from"))).latest
    spans: list[Span] = []
    for record in history:
        if record is not declared and (
            record.kind != "coverage.extended" or record.get("by") != declared.get("by")
        ):
            continue
        end = _vouched_until(record)
        if start < end:
            value = payload(declared) | {"until": last_day(end)}
            spans.append(Span("coverage", place_of(declared), value, start, end, record.position))
            start = end
    return spans


def _vouched_until(record: Record) -> Instant:
    """The first instant that a declaration does not vouch for."""
    own = BEGINNING if record.on.earliest == BEGINNING else day_after(day_of(record.on.earliest))
    until = record.get("until")
    return min(own, due_instant(str(until))) if until else own


def _said(kind: str, history: Sequence[Record]) -> Span:
    said = history[0]
    value = payload(said) | {"on": said.get("on")} | _doubts(history)
    return lasting(kind, said, value, place_of(said))


def _doubts(history: Sequence[Record]) -> Value:
    """Whether a record on the stream is disputed, and what the first one contradicts."""
    links = [one["to"] for one in history[0].get("relates", ()) if one["as"] == "contradicts"]
    found: Value = {"contradicts": links} if links else {}
    return found | ({"disputed": True} if disputed(history) else {})
