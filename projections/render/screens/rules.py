"""The list of rules, and how a rule is told in a line."""

from __future__ import annotations

from collections.abc import Sequence

from projections.render import words as shared
from projections.render.blocks import Block, Sentence, Table
from projections.render.dates import spoken
from projections.render.screens.head import head, names, who
from projections.render.words import rules as words
from projections.report import Fields, Report


def rules(report: Report) -> list[Block]:
    """Every rule with since when, for whom, and what became of it."""
    blocks = head(report, words.TITLE)
    if not report.rows:
        return [*blocks, Sentence(shared.NONE_THAT_FITS)]
    rows = [[spoken(row["since"]), _line(row)] for row in report.rows]
    blocks += [Sentence(shared.COUNT.format(count=len(rows))), Table(words.COLUMNS, rows)]
    parties = [party for row in report.rows for party in row["by"]]
    return [*blocks, *who(report, parties), Sentence(words.NEXT)]


def _line(row: Fields) -> str:
    template = words.LINE_RANKED if row["rank"] else words.LINE
    return template.format(
        topic=row["topic"],
        value=quoted([row["value"]], [row["amount"]]),
        state=words.STATE[row["state"]],
        place=row["place"].partition("/")[2],
        rank=words.RANK.get(row["rank"], row["rank"]),
        by=names(row["by"]),
        rule=row["rule"],
    )


def quoted(values: Sequence[str], amounts: Sequence[Fields | None] = ()) -> str:
    """Values of rules as they are in the record, with the amounts; several hold together."""
    told = shared.BETWEEN.join(_money(one) for one in amounts if one)
    said = words.SEVERAL.join(words.QUOTED.format(text=one) for one in values) or words.NO_RULE
    return words.VALUE_AND_AMOUNT.format(value=said, amount=told) if told else said


def _money(amount: Fields) -> str:
    return (words.AMOUNT_PER if amount.get("per") else words.AMOUNT).format(**amount)


def by(parties: Sequence[str]) -> str:
    """By whom, as far as that is on record."""
    return words.BY.format(parties=names(list(parties))) if parties else words.NOBODY_NAMED


def notice(days: int | None) -> str | None:
    """With how much notice something was made known; None where that is not on record."""
    if days is None:
        return None
    known = {0: words.NOTICE_NONE, 1: words.NOTICE_ONE, -1: words.NOTICE_LATE_ONE}
    template = words.NOTICE if days > 0 else words.NOTICE_LATE
    return known.get(days) or template.format(days=abs(days))
