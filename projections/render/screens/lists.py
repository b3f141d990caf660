"""The screens that list what the ledger speaks of."""

from __future__ import annotations

from collections.abc import Iterator

from projections.render import words as shared
from projections.render.blocks import Block, Sentence, Table
from projections.render.dates import spoken
from projections.render.screens.head import head, names, who
from projections.render.words import lists as words
from projections.report import Fields, Report


def parties(report: Report) -> list[Block]:
    """The parties by name, under each what succeeded it."""
    rows = [[_party(row), row["type"], str(row["promises"])] for row in report.rows]
    if not rows:
        return [*head(report, shared.VIEW["parties"]), Sentence(shared.NONE)]
    table = Table(words.PARTY_COLUMNS, rows, frozenset({2}))
    return [*head(report, shared.VIEW["parties"]), table]


def _party(row: Fields) -> str:
    if not row["succeeded_by"]:
        return words.PARTY.format(**row)
    return words.SUCCEEDED_PARTY.format(**row, successors=names(row["succeeded_by"]))


def areas(report: Report) -> list[Block]:
    """The areas as the tree that they form, each under what it lies within."""
    by_parent: dict[str | None, list[Fields]] = {}
    for row in report.rows:
        parent = row["within"][0] if row["within"] else None
        by_parent.setdefault(parent, []).append(row)
    rows = [
        [words.DEEPER * depth + _area(row), row["type"], str(row["promises"])]
        for depth, row in _tree(by_parent, None, 0)
    ]
    if not rows:
        return [*head(report, shared.VIEW["areas"]), Sentence(shared.NONE)]
    table = Table(words.AREA_COLUMNS, rows, frozenset({2}))
    return [*head(report, words.AREAS), table]


def _tree(
    by_parent: dict[str | None, list[Fields]], parent: str | None, depth: int
) -> Iterator[tuple[int, Fields]]:
    for row in sorted(by_parent.get(parent, []), key=lambda row: str(row["name"])):
        yield depth, row
        yield from _tree(by_parent, str(row["area"]), depth + 1)


def _area(row: Fields) -> str:
    if not row["ended"]:
        return words.AREA.format(**row)
    return words.ENDED_AREA.format(**row | {"until": spoken(row["until"])})


def cases(report: Report) -> list[Block]:
    """The cases and their phases."""
    if not report.rows:
        return [*head(report, shared.VIEW["cases"]), Sentence(shared.NONE)]
    rows = [
        [row["case"], row["area"], spoken(row["opened"]), row["phase"] or "", row["outcome"] or ""]
        for row in report.rows
    ]
    return [*head(report, shared.VIEW["cases"]), Table(words.CASE_COLUMNS, rows)]


def figures(report: Report) -> list[Block]:
    """Published figures, each under what it counts."""
    blocks = head(report, shared.VIEW["figures"])
    if not report.rows:
        return [*blocks, Sentence(shared.NONE_THAT_FITS)]
    rows = [[spoken(row["period"]), _counted(row), str(row["event"])] for row in report.rows]
    blocks += [Sentence(words.FIGURES), Table(words.FIGURE_COLUMNS, rows, frozenset({2}))]
    return [*blocks, *who(report, [row["by"] for row in report.rows])]


def _counted(row: Fields) -> str:
    text = words.FIGURE_OF if row["of"] else words.FIGURE
    said = text.format(**row)
    if row["replaced_by"] is None:
        return said
    return words.REPLACED.format(figure=said, record=row["replaced_by"])
