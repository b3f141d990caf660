"""The screen of a series: how the main figures of a view moved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from languages import N_, figure
from projections.render import phrases
from projections.render.blocks import Block, Heading, Sentence, Table
from projections.render.data import as_fields, rows
from projections.render.head import opening, told_apart
from projections.render.phrases import day
from projections.render.screens import reasons
from projections.render.screens import trust as trust_words
from projections.report import Fields, Report

if TYPE_CHECKING:
    from projections.trust.view import AreaFigures

NAMED = ("name", "by")
"""What a row is about, where a view has it and it is one name."""

APART = ("charter", "table", "power", "topic", "level", "phase", "cohort")
"""What tells the rows of one moment apart, shown where it does."""


ANSWER = N_("On {day}: {answer}")


def series(report: Report[Any], screen: Callable[[Report[Any]], Sequence[Block]]) -> list[Block]:
    """The answer at the last moment, and the main figures from one moment to the next.

    Whatever the view, they are taken from its answer by the names of their fields.
    screen: that of the view at one moment.
    """
    title = phrases.OVER_TIME.format(view=phrases.VIEW.get(report.view, report.view))
    found = list(rows(report))
    if not found:
        return opening(report, phrases.NONE, title)
    trend = report.trend or tuple(found[0])[1:6]
    trust = report.view == "trust"
    tables = _of_trust(report, found, trend) if trust else [_table(report, found, trend)]
    notes = " ".join(phrases.FOOTNOTE[name] for name in trend if name in phrases.FOOTNOTE)
    top = opening(report, _answer(report, screen), title)
    return [*top, *tables, *([Sentence(notes)] if notes else [])]


def _answer(report: Report[Any], screen: Callable[[Report[Any]], Sequence[Block]]) -> str:
    """What the view answers at the last moment."""
    last, dated = report.steps[-1], zip(report.moments, report.rows, strict=True)
    here = [row for moment, row in dated if moment == last]
    first = screen(replace(report, rows=here, steps=(), moments=()))[0]
    assert isinstance(first, Sentence), "every screen begins with its answer"
    return ANSWER.format(day=day(last), answer=first.text)


def _of_trust(report: Report[Any], found: Sequence[Fields], trend: Sequence[str]) -> list[Block]:
    """The rows in a table; of one area also what was promised to what is wider.

    Of several areas at once, or told apart, the wider counts would say the same again and again:
    a sentence says how to see them.
    """
    if report.question.parameters.get("by") or len({row.area for row in report.rows}) > 1:
        only_here = trust_words.ONLY_HERE.format(options=trust_words.OPTIONS)
        return [_table(report, found, trend), Sentence(only_here)]
    return _here_and_wider(report, found, trend)


def _here_and_wider(
    report: Report[AreaFigures], found: Sequence[Fields], trend: Sequence[str]
) -> list[Block]:
    """What was promised to an area, and what was promised to what is wider, in a table each."""
    title = Heading(trust_words.HERE.format(name=report.rows[0].name), 2)
    here: list[Block] = [title, _table(report, found, trend)]
    wider = [line | as_fields(row.wider) for line, row in zip(found, report.rows, strict=True)]
    above: list[Block] = [Heading(trust_words.WIDER, 2), _table(report, wider, trend)]
    # As on the screen of one moment: where nothing promised here can be scored, the wider leads.
    known = any(row.due > row.unresolved for row in report.rows)
    return [*here, *above] if known else [*above, *here]


def _table(report: Report[Any], rows: Sequence[Fields], trend: Sequence[str]) -> Table:
    named = [[name] for name in NAMED if isinstance(rows[0].get(name), str)]
    if apart := _varying(rows):
        named.append(apart)  # in one column: there is no room for four beside the figures
    columns = [*named, *([name] for name in trend)]
    headings = [_listed(phrases.COLUMN.get(name, name) for name in names) for names in columns]
    lines = [
        [day(moment), *(_listed(_told(report, row, name) for name in names) for names in named)]
        + [_cell(report, row, name) for name in trend]
        for moment, row in zip(report.moments, rows, strict=True)
    ]
    words = {1 + len(named) + at for at, name in enumerate(trend) if name == "verdict"}
    numbers = frozenset(range(1 + len(named), 1 + len(columns))) - words
    return Table((phrases.AS_OF, *headings), lines, numbers)


def _listed(values: Iterable[object]) -> str:
    return phrases.LIST_OF.join(str(value) for value in values if value)


def _varying(rows: Sequence[Fields]) -> list[str]:
    """The fields that tell the rows apart, and are not the same in all of them."""
    return [name for name in APART if len({row.get(name) for row in rows}) > 1]


def _told(report: Report[Any], row: Fields, name: str) -> object:
    """A value that says what a row is about, in words: by what rows are told apart, too."""
    by = report.question.parameters.get("by") if name == "by" else name
    return _named(report, row[name], by)


def _named(report: Report[Any], value: object, by: str | None = None) -> object:
    """A value; a party as people know it, and a level in words where rows are told apart by it."""
    return told_apart(by, value, report.parties) if isinstance(value, str) else value


def _cell(report: Report[Any], row: Fields, name: str) -> str:
    value = row.get(name)
    if value is None:
        return phrases.UNKNOWN
    if isinstance(value, bool):
        return phrases.YES if value else phrases.NO
    if name == "verdict":
        return reasons.SHORT[value]
    if isinstance(value, list | tuple):
        return phrases.LIST_OF.join(str(_named(report, each)) for each in value)
    if isinstance(value, int | float):
        return figure(value, ".2f" if isinstance(value, float) else ",")
    return str(value)
