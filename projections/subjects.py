"""The spans of everything that is no promise: parties, areas, groups, cases, words and figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from domain.dates import FOREVER, Instant, bounds, due_instant
from domain.history import open_disputes
from domain.record import Record
from projections.rows.communication import FigureRow, InputRow, UpdateRow
from projections.rows.span import Row
from projections.rows.subjects import LedgerRow, PartyRow
from projections.span import Span, Value, lasting, payload, place_of, steps
from projections.spans.envelope import envelope, level, since

Change = Callable[[Value, Record], Value]

R = TypeVar("R", bound=Row)


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


def changing(first: R, history: Sequence[Record], change: Callable[[R, Record], R]) -> list[R]:
    """Rows of what each record changes, from the founding on; first: what that one says."""

    def row_at(moment: Instant) -> tuple[R, int]:
        row, event = first, first.event
        for record in history[1:]:
            if max(record.on.earliest, first.start) <= moment:
                changed = change(row, record)
                event = record.position if changed != row else event
                row = changed
        return row, event

    moments = {max(record.on.earliest, first.start) for record in history}
    return [
        replace(row, start=start, end=end, event=event)
        for start, end, row, event in steps(moments, row_at)
    ]


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


def party(history: Sequence[Record]) -> list[PartyRow]:
    """The party with its name, kind and parent, and who succeeded it."""
    registered = history[0]

    def change(row: PartyRow, record: Record) -> PartyRow:
        if record.kind == "party.changed":
            return replace(
                row,
                name=record.get("name", row.name),
                type=record.get("type", row.type),
                part_of=record.get("part_of", row.part_of),
                head=record.get("head", row.head),
            )
        if record.kind == "party.succeeded":
            return replace(
                row,
                successors=tuple(record.get("by")),
                succeeded_on=record.get("on"),
                complete=record.get("complete", True),
            )
        return row

    first = PartyRow(
        *since(registered),
        party=registered.get("party"),
        name=registered.get("name"),
        type=registered.get("type"),
        part_of=registered.get("part_of"),
        head=registered.get("head"),
        successors=(),
        succeeded_on=None,
        complete=False,
    )
    return changing(first, history, change)


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


def update(history: Sequence[Record]) -> list[UpdateRow]:
    """What a body told residents."""
    sent = history[0]
    return [
        UpdateRow(
            *since(sent),
            *_in_common(history),
            by=sent.get("by"),
            to=tuple(sent.get("to", ())),
            content=sent.get("content"),
            channel=sent.get("channel"),
        )
    ]


def figure(history: Sequence[Record]) -> list[FigureRow]:
    """A published figure."""
    published = history[0]
    return [
        FigureRow(
            *since(published),
            *_in_common(history),
            indicator=published.get("indicator"),
            value=published.get("value"),
            of=published.get("of"),
            unit=published.get("unit"),
            period=published.get("period"),
            by=published.get("by"),
            replaces=published.get("replaces"),
        )
    ]


def received(history: Sequence[Record]) -> list[InputRow]:
    """What somebody brought forward, and whether it was acknowledged and answered."""
    asked = history[0]

    def change(row: InputRow, record: Record) -> InputRow:
        match record.kind:
            case "input.acknowledged":
                return replace(row, acknowledged=record.get("on"))
            case "input.answered":
                return replace(row, answered=record.get("on"), outcome=record.get("outcome"))
            case _:
                return row

    first = InputRow(
        *since(asked),
        *_in_common(history),
        input=asked.get("input"),
        type=asked.get("type"),
        senders=tuple(asked.get("from")),
        text=asked.get("text"),
        repeats=asked.get("repeats"),
        acknowledged=None,
        answered=None,
        outcome=None,
    )
    return changing(first, history, change)


def ledger(history: Sequence[Record]) -> list[LedgerRow]:
    """What the ledger says of itself; it holds for all time, whenever it was declared."""
    declared = history[-1] if history[-1].kind == "ledger.declared" else history[0]
    return [
        LedgerRow(
            *envelope(history)._replace(scope=""),
            title=declared.get("title"),
            burden=declared.get("burden"),
            languages=tuple(declared.get("languages", ())),
        )
    ]


def coverage(history: Sequence[Record]) -> list[Span]:
    """For what, where and when somebody vouches that the record is complete."""
    record = history[0]
    until = record.get("until")
    # Certainly covered is what lies within the latest reading of its start.
    start = bounds(str(record.get("from"))).latest
    end = due_instant(until) if until else FOREVER
    return [Span("coverage", place_of(record), payload(record), start, end, record.position)]


def _in_common(history: Sequence[Record]) -> tuple[str, int, str | None, tuple[str, ...], bool]:
    """The fields of what was said by a body or to one, as `SaidRow` has them."""
    first = history[0]
    links = tuple(link["to"] for link in first.get("relates", ()) if link["as"] == "contradicts")
    return first.get("on"), first.place, level(first), links, bool(open_disputes(history))
