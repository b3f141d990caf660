"""What the counts of `participation` and `tables` count: decisions, say, advice, tables, seats."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated, Any, Literal

from domain.step_function import UNKNOWN, YES
from projections.counts import CountedUnder, CountTable, Labels, behind, fits
from projections.participation.decision import Decision, PlaceDecisions
from projections.participation.figures import OF_DECISIONS, of_advice, of_says
from projections.participation.tables import OF_SEATS, SeatLine, TableLine, tables_about
from projections.participation.view import (
    AdviceLine,
    DecisionLine,
    Found,
    FoundLine,
    SayLine,
    found_in,
    grouped,
    line,
)
from projections.report import (
    EVER,
    Event,
    Events,
    Fields,
    On,
    Parties,
    Question,
    Report,
    Topic,
    Window,
    answer,
)
from projections.rows.frozen import Frozen, fields_of, row_class, row_part

# -- rows --------------------------------------------------------------------------------------
# The rows of the lists: what is counted, with the place and the count that it belongs to.

Where = Literal["here", "wider"]


@row_part
class OfPlace(Frozen):
    """The area that was asked about."""

    area: Annotated[str | None, "the name of the area in the ledger; null where all are asked for"]
    name: Annotated[str | None, "its name as people know it"]


@row_part
class Counted(OfPlace):
    """Where what is counted is, and under what it counts."""

    where: Annotated[
        Where,
        "of a decision about the area or a part of it (here), or about what covers or may touch "
        "it (wider)",
    ]
    part: Annotated[
        str | None, "with `--by`: the group, topic or level that it counts for; null: none is named"
    ]
    counted_under: CountedUnder


@row_class
class DecisionBehind(FoundLine, Counted):
    """A decision behind a count."""


@row_part
class InDecision(Counted):
    """The decision in which somebody had a say or advised."""

    decision: Annotated[str, "the name of the decision in the ledger"]
    on: On
    taken_by: Annotated[Parties, "who took it: parties by their names in the ledger"]
    topic: Topic
    decided: Annotated[str, "what was decided, in our words"]
    choice: Annotated[
        str | None,
        "whether there was a choice: yes, no, unknown; null where no number is on record",
    ]


@row_class
class SayBehind(SayLine, InDecision):
    """The say of one group in a decision."""

    events: Events


@row_class
class AdviceBehind(AdviceLine, InDecision):
    """What one party advised about a decision."""

    event: Event


@row_class
class TableBehind(TableLine, OfPlace):
    """A table about the area."""


@row_class
class SeatBehind(SeatLine, OfPlace):
    """One stay of a party at a table about the area."""

    table: Annotated[str, "the name of the table in the ledger"]
    title: Annotated[str, "what the table is called"]
    events: Annotated[tuple[int, ...], "the records of the table, by their places in the ledger"]


# -- lists -------------------------------------------------------------------------------------
# The lists by the names of the counts.


def _certain(labels: Labels[Decision]) -> Labels[tuple[str, Decision]]:
    """A count of the decisions that certainly belong here."""
    return lambda found: labels(found[1]) if found[0] == YES else ()


OF_FOUND: CountTable[tuple[str, Decision]] = {
    "perhaps": fits(lambda found: found[0] == UNKNOWN),
    **{name: _certain(labels) for name, labels in OF_DECISIONS.items()},
}
"""What is counted of decisions, given whether each belongs here."""

OF_TABLES: CountTable[TableLine] = {"tables": fits(lambda _: True)}


def say_list(
    question: Question, area: str | None, name: str, by: str | None = None, window: Window = EVER
) -> Report[Any]:
    """List what a count of `participation` counts: here, and apart about wider places.

    by: told apart by group, topic or level, as the figures are; then only what is here.
    """
    if name in OF_TABLES or name in OF_SEATS:
        return table_list(question, area, name)
    gathering = PlaceDecisions(question, f"area/{area}" if area else None)
    here, above = found_in(gathering, window)
    blocks: list[tuple[Where, str | None, Found]] = [("here", None, here), ("wider", None, above)]
    if by is not None:
        blocks = [("here", part, found) for part, found in grouped(gathering, by, here)]
    view, kind, counted = _list(name)
    place = place_of(gathering)
    rows = [
        kind(**place, where=where, part=part, counted_under=label, **fields)
        for where, part, found in blocks
        for belongs, decision in found
        for label, fields in counted(gathering, name, belongs, decision)
    ]
    return answer(question, view, rows, kind)


def table_list(question: Question, area: str | None, name: str) -> Report[Any]:
    """List the tables about an area, or everywhere, or the seats at them that a count counts."""
    gathering = PlaceDecisions(question, f"area/{area}" if area else None)
    place, tables = place_of(gathering), tables_about(gathering)
    if name in OF_TABLES:
        rows = [
            TableBehind(**place, **fields_of(table)) for _, table in behind(OF_TABLES[name], tables)
        ]
        return answer(question, "tables-counted", rows, TableBehind)
    seats = [
        SeatBehind(
            **place, **fields_of(seat), table=table.table, title=table.title, events=table.events
        )
        for table in tables
        for _, seat in behind(OF_SEATS[name], table.seats)
    ]
    return answer(question, "seats", seats, SeatBehind)


def place_of(gathering: PlaceDecisions) -> Fields:
    """The fields of the area that was asked about."""
    named = gathering.named()
    return {"area": named.area, "name": named.name}


Labelled = Iterator[tuple[str | None, Fields]]
"""Fields of rows, and what each counts under."""

Adds = Callable[[PlaceDecisions, str, str, Decision], Labelled]
"""What a decision adds to the list of a count, given whether it belongs here."""


def _decision(gathering: PlaceDecisions, name: str, belongs: str, decision: Decision) -> Labelled:
    for label in OF_FOUND[name]((belongs, decision)):
        yield label, fields_of(line(gathering, decision)) | {"certain": belongs}


def _say(gathering: PlaceDecisions, name: str, belongs: str, decision: Decision) -> Labelled:
    if belongs != YES:
        return
    labels = of_says(gathering.parties)[name]
    told = line(gathering, decision)
    for say, row in zip(decision.says, told.say, strict=True):
        for label in labels(say):
            yield label, _in_decision(told) | fields_of(row) | {"events": tuple(say.events)}


def _advised(gathering: PlaceDecisions, name: str, belongs: str, decision: Decision) -> Labelled:
    if belongs != YES:
        return
    labels = of_advice(gathering.parties)[name]
    told = line(gathering, decision)
    for advice, row in zip(decision.advice, told.advice, strict=True):
        for label in labels(advice):
            yield label, _in_decision(told) | fields_of(row) | {"event": advice.event}


def _in_decision(told: DecisionLine) -> Fields:
    return {
        "decision": told.decision,
        "on": told.on,
        "taken_by": told.by,
        "topic": told.topic,
        "decided": told.text,
        "choice": told.choice,
    }


def _list(name: str) -> tuple[str, type[Frozen], Adds]:
    """What a list is called, the class of its rows, and what each decision adds to it."""
    if name in OF_FOUND:
        return "decisions-counted", DecisionBehind, _decision
    if name in of_advice({}):
        return "advice", AdviceBehind, _advised
    return "says", SayBehind, _say
