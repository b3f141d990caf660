"""The screen of `levels`: what was held up by the record itself, then what quarters tell."""

from __future__ import annotations

from collections.abc import Iterator

from domain.dates import bounds
from projections.render import words as shared
from projections.render.blocks import Block, Heading, Sentence, Table
from projections.render.dates import spoken
from projections.render.screens.head import head, names, who
from projections.render.words import levels as words
from projections.report import Fields, Report

FIGURES = ("promises", "decisions", "updates", "still", "moving", "unknown")


def levels(report: Report) -> list[Block]:
    """The levels in numbers; what was held up; and how one goes with another."""
    first = report.rows[0]
    title = words.TITLE.format(title=first["title"]) if first["title"] else words.EVERYWHERE
    start, end = spoken(first["from"]), spoken(first["to"])
    compared = words.COMPARED.format(quarters=first["quarters"], start=start, end=end)
    rows = [
        [words.LEVEL[row["level"]], *(str(row[name]) for name in FIGURES)] for row in report.rows
    ]
    blocks = [*head(report, title), Sentence(compared)]
    blocks += [Table(words.COLUMNS, rows, frozenset(range(1, len(words.COLUMNS))))]
    blocks += [Sentence(words.STILL), Heading(words.HELD_UP, 2), *_held_up(report)]
    blocks += [Heading(words.COUPLING, 2), *_coupling(report)]
    return [*blocks, Sentence(shared.PRESS), Sentence(words.NEXT)]


def _held_up(report: Report) -> list[Block]:
    """Every pause with the cases under it and every promise held up, by their days."""
    told: list[tuple[str, list[list[str]]]] = []
    for row in report.rows:
        told += [(one["since"], list(_pause(one, row["level"], report))) for one in row["pauses"]]
        told += [(one["since"], list(_halt(one, row["level"]))) for one in row["held_up"]]
    if not told:
        return [Sentence(words.NOTHING_HELD_UP)]
    told.sort(key=lambda one: bounds(one[0]).earliest)
    lines = [line for _, several in told for line in several]
    return [Table(words.HELD_UP_COLUMNS, lines), *who(report, _parties(report))]


def _pause(one: Fields, level: str | None, report: Report) -> Iterator[list[str]]:
    text = words.PAUSE.format(level=words.LEVEL[level], by=names(one["by"]), **_only(one))
    yield [spoken(one["since"]), _until(one), text]
    for row in report.rows:
        for under in row["under_pause"]:
            if (under["rule"], under["since"]) == (one["rule"], one["since"]):
                entered = sum(case["entered"] > 0 for case in under["cases"])
                count = len(under["cases"])
                told = {"level": words.LEVEL[row["level"]], "cases": count, "entered": entered}
                yield ["", "", words.UNDER.format(**told)]


def _only(one: Fields) -> Fields:
    return {"title": one["title"], "rule": one["rule"]}


def _halt(one: Fields, level: str | None) -> Iterator[list[str]]:
    since = spoken(f"{one['since']}~" if one["vague"] else one["since"])
    text = words.HALT.format(
        how=_how(one),
        level=words.LEVEL[level],
        text=one["text"],
        by=names(one["by"]),
        promise=one["promise"],
    )
    yield [since, _until(one), text]
    if one["pauses"]:
        yield ["", "", words.MEANWHILE.format(rules=names(one["pauses"]))]


def _how(one: Fields) -> str:
    if not one["blocked_by"]:
        return words.SUSPENDED
    template = words.BLOCKED_AND_SUSPENDED if one["suspended"] else words.BLOCKED
    return template.format(by=names(one["blocked_by"]))


def _until(one: Fields) -> str:
    return spoken(one["until"]) if one["until"] else words.OPEN_END


def _parties(report: Report) -> set[str]:
    found: set[str] = set()
    for row in report.rows:
        for one in row["pauses"]:
            found.update(one["by"])
        for one in row["held_up"]:
            found.update(one["by"], one["blocked_by"])
    return found


def _coupling(report: Report) -> list[Block]:
    """Every pair of levels with enough quarters of both kinds."""
    texts = [
        _pair(row["level"], one)
        for row in report.rows
        for one in row["after"]
        if one["relative_risk"] is not None
    ]
    if not texts:
        return [Sentence(words.NOT_ENOUGH)]
    return [*(Sentence(text) for text in texts), Sentence(words.ASSOCIATION)]


def _pair(level: str, one: Fields) -> str:
    other = words.LEVEL[one["level"]]
    text = words.AFTER.format(**one | {"level": words.LEVEL[level], "other": other})
    template = words.RISK if one["low"] is not None else words.RISK_ONLY
    risk = template.format(ratio=one["relative_risk"], low=one["low"], high=one["high"])
    return f"{text} {risk}"
