"""The screens of `control --duties` and `control --decisions`."""

from __future__ import annotations

from projections.render import words as shared
from projections.render.blocks import Block, Heading, Sentence, Table
from projections.render.screens.head import head
from projections.render.screens.holders import name
from projections.render.words import control as words
from projections.report import Fields, Report

ENOUGH = 8
"""From so many decisions on a figure is shown, as everywhere in this ledger (METHODS 2, 5)."""


def duties(report: Report) -> list[Block]:
    """Duties beside powers, by which side is on record."""
    place = report.question.parameters.get("place")
    title = words.DUTIES.format(place=place) if place else words.DUTIES_OVER
    blocks = [*head(report, title), Sentence(words.DUTIES_LEDE)]
    if not report.rows:
        return [*blocks, Sentence(shared.NONE)]
    for state, heading in words.DUTY_GROUP.items():
        lines = [_duty(report, row) for row in report.rows if row["state"] == state]
        if lines:
            blocks += [Heading(heading, 2), Table(words.DUTY_COLUMNS, lines)]
    return blocks


def _duty(report: Report, row: Fields) -> list[str]:
    text = words.MAY
    if row["duty"]:
        text = words.DUTY_AND_POWER if row["mandates"] else words.DUTY
    said = text.format(**row | {"mandates": shared.LIST_OF.join(row["mandates"])})
    return [row["place"], name(report, row["holder"]), said]


def decisions(report: Report) -> list[Block]:
    """Who decided how much: of everything, and topic by topic."""
    place = report.question.parameters.get("place")
    title = words.DECISIONS.format(place=place) if place else words.DECISIONS_OVER
    blocks = [*head(report, title), Sentence(words.DECISIONS_LEDE)]
    for row in report.rows:
        if not place or row["topic"]:
            blocks.append(Heading(row["topic"] or row["place"], 2))
        blocks += _spread(report, row)
    return blocks


def _spread(report: Report, row: Fields) -> list[Block]:
    if not row["decisions"]:
        return [Sentence(shared.NONE)]
    told = words.SPREAD if row["decisions"] >= ENOUGH else words.FEW
    said = told.format(count=row["decisions"], number=row["effective_number"], hhi=row["hhi"])
    counted = sorted(row["bodies"], key=lambda one: -one["decisions"])
    lines = [
        [name(report, one["body"]), words.COUNT.format(count=one["decisions"])] for one in counted
    ]
    return [Sentence(said), Table(words.DECISION_COLUMNS, lines, frozenset({1}))]
