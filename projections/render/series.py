"""The screen of a series: how the main figures of a view moved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from projections.render import phrases
from projections.render.blocks import Block, Heading, Sentence, Table
from projections.render.data import as_fields, rows
from projections.render.head import head, who
from projections.render.phrases import day
from projections.render.screens import reasons
from projections.render.screens import trust as trust_words
from projections.report import Fields, Report

NAMED = ("name", "by")
"""What a row is about, where a view has it and it is one name."""

APART = ("charter", "table", "power", "topic", "level", "phase", "cohort")
"""What tells the rows of one moment apart, shown where it does."""


def series(report: Report[Any]) -> list[Block]:
    """The main figures from one moment to the next."""
    title = phrases.OVER_TIME.format(view=phrases.VIEW.get(report.view, report.view))
    found = rows(report)
    if not found:
        return [*head(report, title), Sentence(phrases.NONE)]
    trend = report.trend or tuple(found[0])[1:6]
    blocks = [*head(report, title), *_here_and_wider(report.view, found, trend)]
    notes = " ".join(phrases.FOOTNOTE[name] for name in trend if name in phrases.FOOTNOTE)
    blocks += [Sentence(notes)] if notes else []
    if report.question.parameters.get("by") == "promisor":
        blocks += who(report, [row["by"] for row in found])
    return blocks


def _here_and_wider(view: str, rows: Sequence[Fields], trend: Sequence[str]) -> list[Block]:
    """The rows in a table; where wider places are counted apart, theirs in one of their own.

    Of several areas at once, or told apart, the wider counts would say the same again and again:
    a sentence says how to see them.
    """
    if view != "trust":
        return [_table(rows, trend)]
    if "wider" not in rows[0] or len({row["area"] for row in rows}) > 1:
        only_here = trust_words.ONLY_HERE.format(options=trust_words.OPTIONS)
        return [_table(rows, trend), Sentence(only_here)]
    here: list[Block] = [
        Heading(trust_words.HERE.format(name=rows[0]["name"]), 2),
        _table(rows, trend),
    ]
    wider = [row | as_fields(row["wider"]) for row in rows]
    above: list[Block] = [Heading(trust_words.WIDER, 2), _table(wider, trend)]
    # As on the screen of one moment: where nothing promised here can be scored, the wider leads.
    known = any(row["due"] > row["unresolved"] for row in rows)
    return [*here, *above] if known else [*above, *here]


def _table(rows: Sequence[Fields], trend: Sequence[str]) -> Table:
    named = [name for name in NAMED if isinstance(rows[0].get(name), str)]
    named += _varying(rows)
    headings = (phrases.AS_OF, *(phrases.COLUMN.get(name, name) for name in (*named, *trend)))
    lines = [
        [day(row["as_of"]), *(str(row[name] or "") for name in named)]
        + [_cell(row, name) for name in trend]
        for row in rows
    ]
    return Table(headings, lines, frozenset(range(1 + len(named), len(headings))))


def _varying(rows: Sequence[Fields]) -> list[str]:
    """The fields that tell the rows apart, and are not the same in all of them."""
    return [name for name in APART if len({row.get(name) for row in rows}) > 1]


def _cell(row: Fields, name: str) -> str:
    value = row.get(name)
    if value is None:
        return phrases.UNKNOWN
    if isinstance(value, bool):
        return phrases.YES if value else phrases.NO
    if name == "verdict":
        return reasons.SHORT[value]
    if isinstance(value, list | tuple):
        return phrases.LIST_OF.join(str(part) for part in value)
    return f"{value:.2f}" if isinstance(value, float) else str(value)
