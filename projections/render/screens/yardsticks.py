"""The screens that list the yardsticks: whose they are, what they ask, how they come out."""

from __future__ import annotations

from collections.abc import Sequence

from projections.render import words as shared
from projections.render.blocks import Block, Lines, Sentence, Table
from projections.render.dates import spoken
from projections.render.screens.head import head, names, who
from projections.render.words import conditions as words
from projections.report import Fields, Report


def every(report: Report) -> list[Block]:
    """One line for each yardstick on record."""
    blocks = head(report, words.EVERY)
    if not report.rows:
        return [*blocks, Sentence(words.NO_YARDSTICK), Lines([words.NEXT, words.NEXT_DECLARE_ANY])]
    blocks += [outcomes(report.rows), *who(report, declarers(report.rows))]
    return [*blocks, Lines([words.NEXT, words.NEXT_ONE])]


def charters(report: Report) -> list[Block]:
    """The yardsticks with what they ask."""
    blocks = head(report, shared.VIEW["charters"])
    if not report.rows:
        return [*blocks, Sentence(words.NO_YARDSTICK), Lines([words.NEXT, words.NEXT_DECLARE_ANY])]
    rows = [[words.CHARTER.format(**row), _says(row)] for row in report.rows]
    blocks += [Table(words.CHARTER_COLUMNS, rows), *who(report, declarers(report.rows))]
    return [*blocks, Lines([words.NEXT, words.NEXT_ONE])]


def _says(row: Fields) -> str:
    until = words.UNTIL.format(ended=spoken(row["ended"])) if row["ended"] else ""
    return words.CHARTER_SAYS.format(
        by=names(row["by"]),
        agreed=agreed(row),
        start=spoken(row["start"]),
        to=until,
        keys=names(row["conditions"]),
    )


def outcomes(rows: Sequence[Fields]) -> Table:
    """How each yardstick comes out, in a line."""
    return Table(words.LIST_COLUMNS, [[_listed(row), _short(row)] for row in rows])


def _listed(row: Fields) -> str:
    return words.LISTED.format(
        charter=row["charter"], name=row["name"], by=names(row["by"]), agreed=agreed(row)
    )


def _short(row: Fields) -> str:
    verdict, broken = words.SHORT[row["verdict"]], row["first_break"] or row["first_not_met"]
    if broken is None:
        return verdict
    return words.LISTED_VERDICT.format(
        verdict=verdict, day=spoken(broken["on"]), condition=broken["condition"]
    )


def agreed(row: Fields) -> str:
    """Who agreed to a yardstick or an amendment; without that it is of those who declared it."""
    if not row["agreed_by"]:
        return words.AGREED_BY_NOBODY
    return words.AGREED.format(parties=names(row["agreed_by"]))


def declarers(rows: Sequence[Fields]) -> list[str]:
    """Everybody who declared a yardstick or agreed to one."""
    return [party for row in rows for party in (*row["by"], *row["agreed_by"])]
