"""What the counts of `contact` count: updates to residents, or what they and others asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from projections.counts import CountedUnder, behind
from projections.geography.geography import Geography
from projections.participation.contact import OF_INPUTS, OF_UPDATES, messages
from projections.report import (
    AreaSlug,
    Event,
    Fields,
    LookUp,
    Name,
    On,
    Parties,
    Place,
    Question,
    Report,
    Text,
    answer,
)
from projections.rows.communication import InputRow, UpdateRow
from projections.rows.frozen import Frozen, fields_of, row_class, row_part
from projections.rows.span import when

Disputed = Annotated[bool, "whether a record of it is disputed"]


@row_part
class OfArea(Frozen):
    """The area that was asked about."""

    area: AreaSlug
    name: Name
    counted_under: CountedUnder


@row_class
class UpdateLine(Frozen):
    """An update to residents."""

    update: Annotated[str, "its stream: update/x"]
    on: On
    by: Annotated[str, "who told them: a party by its name in the ledger"]
    to: Annotated[Parties, "whom; nobody in particular where it is empty"]
    place: Place
    content: Annotated[str, "news, no-news, apology or correction"]
    channel: Annotated[str | None, "by which channel; null: not on record"]
    told: Annotated[str | None, "what was told, in our words, where that is on record"]
    disputed: Disputed
    event: Event


@row_class
class UpdateBehind(UpdateLine, OfArea):
    """An update to residents of the area."""


@row_class
class InputBehind(OfArea):
    """A wish, an objection, an advice or another input, and what became of it."""

    input: Annotated[str, "the name of the input in the ledger"]
    on: On
    type: Annotated[
        str, "wish, initiative, objection, appeal, advice, motion, finding or testimony"
    ]
    from_: Annotated[Parties, "who brought it forward"]
    place: Place
    text: Text
    repeats: Annotated[str | None, "the earlier input that it asks again"]
    acknowledged: Annotated[str | None, "when it was acknowledged; null: not on record"]
    answered: Annotated[str | None, "when it was answered; null: not on record"]
    outcome: Annotated[str | None, "of the answer: adopted, partly or rejected"]
    disputed: Disputed
    event: Event


def contact_list(question: Question, area: str, name: str, look_up: LookUp) -> Report[Any]:
    """List what a count of `contact` counts, by the day."""
    geography = Geography(question)
    updates, inputs = messages(geography, area)
    place: Fields = {"area": area, "name": geography.name(f"area/{area}", question.as_of)}
    if name in OF_UPDATES:
        told = list(behind(OF_UPDATES[name], updates))
        lines = update_lines([row for _, row in told], look_up)
        rows = [
            UpdateBehind(**place, counted_under=label, **fields_of(line))
            for (label, _), line in zip(told, lines, strict=True)
        ]
        return answer(question, "updates", rows, UpdateBehind)
    inputs.sort(key=lambda row: (when(row).latest, row.input))
    asked = [
        InputBehind(**place, counted_under=label, **_input(row))
        for label, row in behind(OF_INPUTS[name], inputs)
    ]
    return answer(question, "inputs", asked, InputBehind)


def update_lines(updates: Sequence[UpdateRow], look_up: LookUp) -> list[UpdateLine]:
    """What residents were told; the words of an update stand in its record alone."""
    records = look_up(row.event for row in updates)
    return [
        UpdateLine(
            update=row.subject,
            on=row.on,
            by=row.by,
            to=row.to,
            place=row.scope,
            content=row.content,
            channel=row.channel,
            told=records[row.event].says.get("text"),
            disputed=row.disputed,
            event=row.event,
        )
        for row in updates
    ]


def _input(row: InputRow) -> Fields:
    return {
        "input": row.input,
        "on": row.on,
        "type": row.type,
        "from_": row.senders,
        "place": row.scope,
        "text": row.text,
        "repeats": row.repeats,
        "acknowledged": row.acknowledged,
        "answered": row.answered,
        "outcome": row.outcome,
        "disputed": row.disputed,
        "event": row.event,
    }
