"""The spans of everything that is no promise: parties, areas, groups, cases, words and figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from domain.dates import BEGINNING, FOREVER, Instant, bounds, due_instant
from domain.history import open_disputes
from domain.record import ENVELOPE, Record
from projections.span import Span, Value, lasting, place_of, steps

Change = Callable[[Value, Record], Value]


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
    """The area with its name, its place in the tree and its successors; and its memberships."""

    def change(value: Value, record: Record) -> Value:
        match record.kind:
            case "area.moved":
                return value | {"within": record.get("within")}
            case "area.renamed":
                return value | {"name": record.get("name")}
            case "area.succeeded":
                after = {"ended": record.get("on"), "by": record.get("by")}
                return value | after | {"split": record.get("split", False)}
            case _:
                return value

    return _changing("area", history, change, payload(history[0])) + memberships(history)


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
    spans = _changing("case", history, change, first) + memberships(history)
    group = history[0].get("cohort")
    if group:
        spans.append(lasting("member", history[0], {"cohort": group}, f"cohort/{group}"))
    return spans


def memberships(history: Sequence[Record]) -> list[Span]:
    """One span of kind `member` for each stay in a group."""
    spans: list[Span] = []
    for record in history:
        if record.kind != "cohort.joined":
            continue
        group = str(record.get("cohort"))
        left = [
            other.on.earliest
            for other in history
            if other.kind == "cohort.left"
            and other.get("cohort") == group
            and other.on.earliest > record.on.earliest
        ]
        end = min(left, default=FOREVER)
        spans.append(
            Span(
                "member",
                f"cohort/{group}",
                {"cohort": group},
                record.on.earliest,
                end,
                record.position,
            )
        )
    return spans


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
    """For what, where and when somebody vouches that the record is complete."""
    record = history[0]
    until = record.get("until")
    # Certainly covered is what lies within the latest reading of its start.
    start = bounds(str(record.get("from"))).latest
    end = due_instant(until) if until else FOREVER
    return [Span("coverage", place_of(record), payload(record), start, end, record.position)]


def _said(kind: str, history: Sequence[Record]) -> Span:
    said = history[0]
    value = payload(said) | {"on": said.get("on"), "order": said.place} | _doubts(history)
    return lasting(kind, said, value, place_of(said))


def _doubts(history: Sequence[Record]) -> Value:
    """Whether a record on the stream is disputed, and what the first one contradicts."""
    links = [one["to"] for one in history[0].get("relates", ()) if one["as"] == "contradicts"]
    found: Value = {"contradicts": links} if links else {}
    return found | ({"disputed": True} if open_disputes(history) else {})
