"""All tables, and their rows in one reading of the ledger."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property, partial
from typing import Any

from domain.columns import Placed
from domain.record import Record
from projections.report import LookUp
from projections.rows.frozen import Frozen
from projections.tables import answers, citations, contact, promises, rules, subjects
from projections.tables.columns import Made, TableOf
from projections.tables.context import Context, Told, told

TABLES = (
    TableOf("promises", promises.PromiseCells, "promise"),
    TableOf("outcomes", promises.OutcomeCells, "event"),
    TableOf("deadlines", promises.DeadlineCells, "promise", "number"),
    TableOf("postponements", promises.PostponementCells, "event"),
    TableOf("rules", rules.RuleCells, "event"),
    TableOf("mandates", subjects.MandateCells),
    TableOf("decisions", rules.DecisionCells, "decision"),
    TableOf("forms", rules.FormCells, "event"),
    TableOf("advice", rules.AdviceCells, "event"),
    TableOf("updates", contact.UpdateCells, "event"),
    TableOf("inputs", contact.InputCells, "input"),
    TableOf("statistics", contact.StatisticCells, "event"),
    TableOf("areas", subjects.AreaCells),
    TableOf("area_codes", subjects.AreaCodeCells, "area", "register", "code"),
    TableOf("places_within", subjects.PlaceWithinCells, "place_kind", "place", "within"),
    TableOf("parties", subjects.PartyCells),
    TableOf("sources", citations.SourceCells, "event", "number"),
    TableOf("involved", citations.InvolvedCells),
    TableOf("conditions", answers.ConditionCells),
    TableOf("figures", answers.FigureCells),
)
"""Every table, in the order in which a reader meets them."""

Build = Callable[[Told], Iterable[Made]]
"""From what a stream says to its rows."""

NAMES = tuple(table.name for table in TABLES)


Reading = Callable[[], Iterable[Sequence[Record]]]
"""Gives the records of each stream that an answer may rest on, one stream after another."""


class Tables:
    """The tables of a question that somebody wants.

    every: gives the records of the ledger. look_up: finds the lines of the log.
    """

    def __init__(
        self, context: Context, every: Reading, look_up: LookUp, wanted: Collection[str] = NAMES
    ) -> None:
        self._context, self._every, self._look_up = context, every, look_up
        self.tables = [table for table in TABLES if table.name in wanted]
        self._place = {table.rows: place for place, table in enumerate(self.tables)}

    @cached_property
    def _judged(self) -> promises.Judged:
        return promises.Judged(self._context)

    def rows(self) -> Iterator[Placed]:
        """The rows of all of them, one stream after another, and then the answers of views."""
        cells = {table.rows: table.cells for table in self.tables}
        for kind, made in self._rows():
            if kind in cells:
                yield Placed(self._place[kind], cells[kind](made))

    def rows_as_read(self) -> Iterator[Any]:
        """The same as rows of their classes."""
        return (made.row() for made in self._rows() if made.kind in self._place)

    def _wants(self, *kinds: type[Frozen]) -> bool:
        return any(kind in self._place for kind in kinds)

    def _rows(self) -> Iterator[Made]:
        context = self._context
        if self._wants(subjects.AreaCells, subjects.AreaCodeCells):
            yield from subjects.area_rows(context)
        if self._wants(subjects.PlaceWithinCells):
            yield from subjects.within_rows(context)
        if self._wants(subjects.PartyCells):
            yield from subjects.party_rows(context)
        if self._wants(subjects.MandateCells):
            yield from subjects.mandate_rows(context)
        yield from self._of_streams()
        if self._wants(answers.ConditionCells):
            yield from answers.condition_rows(context, self._look_up)
        if self._wants(answers.FigureCells):
            yield from answers.figure_rows(context)

    def _of_streams(self) -> Iterator[Made]:
        builders = {kind: build for kind, of, build in self._builders() if self._wants(*of)}
        cited = self._wants(citations.SourceCells)
        involved = self._wants(citations.InvolvedCells)
        if not (builders or cited or involved):
            return
        for history in self._every():
            if not history:
                continue
            here = told(history)
            build = builders.get(history[0].stream.partition("/")[0])
            if build is not None:
                yield from build(here)
            for record in here.records:
                if cited:
                    yield from citations.source_rows(record)
                if involved:
                    yield from citations.involved_rows(self._context, record)

    def _builders(self) -> Iterator[tuple[str, tuple[type[Frozen], ...], Build]]:
        """Of each kind of stream, of which tables it has rows, and how these are made."""
        context = self._context
        of_promises = (
            promises.PromiseCells,
            promises.OutcomeCells,
            promises.DeadlineCells,
            promises.PostponementCells,
        )
        of_decisions = (rules.DecisionCells, rules.FormCells, rules.AdviceCells)
        yield (
            "promise",
            of_promises,
            lambda here: promises.promise_rows(context, self._judged, here),
        )
        yield "rule", (rules.RuleCells,), partial(rules.rule_rows, context)
        yield "decision", of_decisions, partial(rules.decision_rows, context)
        yield "update", (contact.UpdateCells,), partial(contact.update_rows, context)
        yield "input", (contact.InputCells,), partial(contact.input_rows, context)
        yield "figure", (contact.StatisticCells,), partial(contact.statistic_rows, context)
