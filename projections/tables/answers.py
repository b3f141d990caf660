"""The tables on what views answer: every condition over time, and every figure by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any

from projections.conditions.view import ConditionSpan, JudgedCondition, JudgedYardstick, conditions
from projections.control.view import Asked, control
from projections.participation.contact import contact
from projections.participation.levels import levels
from projections.participation.view import participation
from projections.regime.stability import stability
from projections.report import LookUp, Question, Report
from projections.rows.frozen import Frozen, fields_of, row_class
from projections.tables.columns import Day, Made, dated, made
from projections.tables.context import Context, OfPlace, PlaceCells, Slugs
from projections.trust.view import trust

# -- conditions --------------------------------------------------------------------------------


@row_class
class ConditionCells(OfPlace):
    """What a condition for participation was at a place from a day to a day."""

    charter: Annotated[str, "the yardstick that asks it, by its name in the ledger"]
    condition: Annotated[str, "the condition by its key"]
    from_: Annotated[Day | None, "the first day of this row; empty: from the beginning"]
    to: Annotated[Day | None, "the last day of this row"]
    met: Annotated[str, "yes, no, unknown or nothing (there is nothing to judge)"]
    why: Annotated[str | None, "the key of the reason"]
    direction: Annotated[str | None, "of a change of rules: whether it was favourable"]
    missing: Annotated[Slugs, "kinds of record whose absence leaves it open"]
    vouched_by: Annotated[Slugs, "who vouches that all is on record, where it rests on a silence"]
    held_by: Annotated[Slugs, "of a condition on the lead, who has it"]
    at_start: Annotated[str, "what the condition was on the first day of the yardstick"]
    now: Annotated[str, "what it is at the moment asked about"]
    verdict: Annotated[str, "the verdict on the condition over all its time"]
    charter_verdict: Annotated[str, "the verdict on the yardstick"]
    events: Annotated[str | None, "the records that this row rests on, by their places"]


def condition_rows(context: Context, look_up: LookUp) -> Iterator[Made]:
    """Every condition of every yardstick at its own place, a row for each stretch of time."""
    for yardstick in conditions(context.question, look_up, with_breaches=False).rows:
        if isinstance(yardstick, JudgedYardstick):
            place = context.place(yardstick.place)
            for condition in yardstick.conditions:
                for span in condition.spans:
                    yield _condition(place, yardstick, condition, span)


def _condition(
    place: PlaceCells, yardstick: JudgedYardstick, condition: JudgedCondition, span: ConditionSpan
) -> Made:
    return made(
        ConditionCells,
        *place,
        yardstick.charter,
        condition.key,
        dated(span.from_)[1],
        dated(span.to)[2],
        span.met,
        span.why or None,
        span.direction,
        span.missing,
        span.vouched_by,
        span.held_by,
        condition.at_start,
        condition.now,
        condition.verdict,
        yardstick.verdict,
        " ".join(map(str, span.events)) or None,
    )


# -- figures -----------------------------------------------------------------------------------


@row_class
class FigureCells(OfPlace):
    """One figure of a view, at one place; what is told apart there stands in `part`."""

    view: Annotated[str, "the view that gives it: trust, stability, contact and the like"]
    part: Annotated[str | None, "of what at that place, such as a power or a level"]
    figure: Annotated[str, "its name in docs/fields.md, with a point before what lies in it"]
    value: Annotated[float, "the figure; of yes and no 1 and 0"]


MUCH = 20_000
"""Records of a ledger of which views find so much that no two of them keep it together."""

PARTS = ("level", "power", "topic")
"""The fields that tell rows of one place apart."""


def figure_rows(context: Context) -> Iterator[Made]:
    """Every figure of every view that has any."""
    for report in views(context.question):
        yield from _figures(context, report)


def views(question: Question) -> Iterator[Report[Any]]:
    """The views that have figures: of all areas, or of all together; and contact of each area."""
    trusted = trust(question, ())
    yield trusted
    others: tuple[Callable[[], Report[Any]], ...] = (
        lambda: stability(question),
        lambda: control(question, Asked()),
        lambda: participation(question, None),
        lambda: levels(question, None),
    )
    for view in others:
        _let_go(question)
        yield view()
    _let_go(question)
    for area in trusted.rows:
        yield contact(question, area.area)


def _let_go(question: Question) -> None:
    """Forget what one view found, where the next would have to share the memory with it."""
    if question.known > MUCH:
        question.forget()


def _figures(context: Context, report: Report[Any]) -> Iterator[Made]:
    for row in report.rows:
        fields = {
            name: value
            for name, value in fields_of(row).items()
            if name not in report.details and name.rstrip("_") not in {"event", "events"}
        }
        place = context.place(_scope(fields))
        part = " ".join(str(fields[name]) for name in PARTS if fields.get(name)) or None
        for name, value in _numbers(fields):
            yield made(FigureCells, *place, report.view, part, name, value)


def _scope(fields: Mapping[str, Any]) -> str:
    """The place of a row as a stream; empty of one about all places."""
    scope = fields.get("scope") or fields.get("subject")
    if isinstance(scope, str):
        return scope
    area = fields.get("area")
    return f"area/{area}" if area else ""


def _numbers(fields: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, float]]:
    """The numbers in fields, by their names; those in lists are rows of other answers."""
    for name, value in fields.items():
        full = f"{path}{name.rstrip('_')}"
        if isinstance(value, bool | int | float):
            yield full, float(value)
        elif isinstance(value, Frozen):
            yield from _numbers(fields_of(value), f"{full}.")
        elif isinstance(value, dict):
            yield from _numbers(value, f"{full}.")
