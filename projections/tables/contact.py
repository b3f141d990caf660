"""The tables on what bodies and residents told each other, and on published statistics."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from domain.record import Record
from projections.rows.frozen import row_class
from projections.tables.columns import Made, dated, made
from projections.tables.context import (
    AtLevel,
    Context,
    FirstDay,
    LastDay,
    Names,
    OfRecord,
    Slugs,
    Told,
    joined,
    named,
)

ByOne = Annotated[str, "who did it, by its name in the ledger"]
ByName = Annotated[str | None, "what that party is called"]
To = Annotated[Slugs, "to whom, by their names in the ledger"]


@row_class
class UpdateCells(AtLevel, OfRecord):
    """What a body told residents."""

    update: Annotated[str, "the update by its name in the ledger"]
    by: ByOne
    by_name: ByName
    to: To
    to_names: Names
    content: Annotated[str, "news, no-news, apology or correction"]
    channel: Annotated[str | None, "how"]
    text: Annotated[str | None, "what was said"]


@row_class
class InputCells(AtLevel, OfRecord):
    """What somebody brought forward, and what was done with it."""

    input: Annotated[str, "the input by its name in the ledger"]
    type: Annotated[str, "wish, initiative, objection, appeal, advice, motion and the like"]
    from_: Annotated[Slugs, "who brought it forward, by their names in the ledger"]
    from_names: Names
    to: To
    to_names: Names
    text: Annotated[str, "what was brought forward"]
    count: Annotated[str | None, "how many people, as written"]
    repeats: Annotated[str | None, "the input that it repeats"]
    acknowledged_on: Annotated[str | None, "when it was first acknowledged, as written"]
    acknowledged_on_earliest: FirstDay
    acknowledged_on_latest: LastDay
    answered_on: Annotated[str | None, "when it was last answered, as written"]
    answered_on_earliest: FirstDay
    answered_on_latest: LastDay
    answered_by: Annotated[str | None, "who answered, by its name in the ledger"]
    outcome: Annotated[str | None, "adopted, partly or rejected"]
    reasons: Annotated[str | None, "why, in words"]


@row_class
class StatisticCells(AtLevel, OfRecord):
    """A statistic or survey that a body published; no figure of gestand."""

    statistic: Annotated[str, "the statistic by its name in the ledger"]
    indicator: Annotated[str, "what was counted"]
    value: Annotated[str, "how many, as written: exact, <x, >x, ~x or x..y"]
    of: Annotated[str | None, "out of how many, as written"]
    unit: Annotated[str, "of what"]
    sample: Annotated[str | None, "how many were asked, as written"]
    by: ByOne
    by_name: ByName
    period: Annotated[str, "when that was so, as written"]
    period_earliest: FirstDay
    period_latest: LastDay
    replaces: Annotated[str | None, "the id of the record that it corrects"]


def update_rows(context: Context, told: Told) -> Iterator[Made]:
    """The rows of one update."""
    for record in told.of("update.sent"):
        by, to = record.get("by"), named(record.get("to"))
        yield made(
            UpdateCells,
            *told.cells(record),
            *context.place(record.scope),
            record.level,
            record.name,
            by,
            context.party(by),
            to,
            context.called(to),
            *(record.get(name) for name in ("content", "channel", "text")),
        )


def input_rows(context: Context, told: Told) -> Iterator[Made]:
    """The row of one input."""
    received = next(told.of("input.received"), None)
    if received is None:
        return
    acknowledged = next(told.of("input.acknowledged"), None)
    answers: list[Record] = list(told.of("input.answered"))
    answered = answers[-1] if answers else None
    senders, to = named(received.get("from")), named(received.get("to"))
    yield made(
        InputCells,
        *told.cells(received),
        *context.place(received.scope),
        received.level,
        received.name,
        received.get("type"),
        senders,
        context.called(senders),
        to,
        context.called(to),
        *(received.get(name) for name in ("text", "count", "repeats")),
        *dated(acknowledged.get("on") if acknowledged else None),
        *dated(answered.get("on") if answered else None),
        *((answered.get("by"), answered.get("outcome")) if answered else (None, None)),
        joined(answered.get("reasons")) if answered else None,
    )


def statistic_rows(context: Context, told: Told) -> Iterator[Made]:
    """The rows of one published statistic."""
    for record in told.of("figure.published"):
        yield made(
            StatisticCells,
            *told.cells(record),
            *context.place(record.scope),
            record.level,
            record.name,
            *(record.get(name) for name in ("indicator", "value", "of", "unit", "sample")),
            record.get("by"),
            context.party(record.get("by")),
            *dated(record.get("period")),
            record.get("replaces"),
        )
