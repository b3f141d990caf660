"""The screen of `unequal`: how differently the members of a group are treated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from projections.render import words as shared
from projections.render.blocks import Block, Sentence, Table
from projections.render.screens.head import head, names
from projections.render.screens.rules import quoted
from projections.render.words import unequal as words
from projections.report import Fields, Report


def unequal(report: Report) -> list[Block]:
    """How many are treated how, in numbers of dwellings first."""
    (row,) = report.rows
    blocks = head(report, words.TITLE.format(name=row["name"]))
    if not row["members"]:
        return [*blocks, Sentence(words.NOBODY)]
    blocks += [Sentence(" ".join(_whom(row))), Sentence(_apart(row))]
    if row["differing"]:
        rows = [[_dwellings(one), _rules(one, row["differing"])] for one in row["regimes"]]
        blocks.append(Table(words.COLUMNS, rows, frozenset({0})))
    told = [*_money(row), *_history(row), words.NOT_JUST, shared.PRESS]
    blocks += [Sentence(text) for text in told]
    return [*blocks, Sentence(words.NEXT)]


def _whom(row: Fields) -> Iterator[str]:
    """Who is compared, and on what."""
    about = words.ABOUT if row["approximate"] else ""
    yield words.WHO.format(members=row["members"], dwellings=row["dwellings"], about=about)
    if row["unsized"]:
        yield words.UNSIZED.format(count=row["unsized"])
    if row["groups"] > 1:
        yield words.OVERLAP
    if row["topics"]:
        yield words.COMPARED.format(topics=names(row["topics"]))
    if row["differing"]:
        yield words.DIFFERING.format(topics=names(row["differing"]))
    if row["not_compared"]:
        yield words.NOT_COMPARED.format(topics=names(row["not_compared"]))


def _apart(row: Fields) -> str:
    """The share of pairs under different rules."""
    if not row["topics"]:
        return words.NOTHING_COMPARED
    if row["regimes_on_record"] == 1:
        return words.ONE_REGIME
    if row["pairs_apart"] is None:
        return words.NOT_KNOWN.format(regimes=row["regimes_on_record"])
    return words.APART.format(
        share=row["pairs_apart"],
        regimes=row["regimes_on_record"],
        effective=row["effective_regimes"],
    )


def _dwellings(one: Fields) -> str:
    return shared.UNKNOWN if one["dwellings"] is None else str(one["dwellings"])


def _rules(one: Fields, topics: Sequence[str]) -> str:
    """What holds for some members on the topics on which not all are under the same rules."""
    told = (
        words.ON_TOPIC.format(topic=topic, values=quoted(one["values"][topic])) for topic in topics
    )
    members = names([member.partition("/")[2] for member in one["members"]])
    return words.RULES.format(rules=words.BETWEEN_TOPICS.join(told), members=members)


def _money(row: Fields) -> Iterator[str]:
    if row["gini"] is None:
        return
    amounts = {"count": row["with_amount"], "currency": row["currency"]}
    if row["theil_between_share"] is None:
        yield words.MONEY_SAME.format(**amounts)
    else:
        share = row["theil_between_share"]
        yield words.MONEY.format(**amounts, gini=row["gini"], theil=row["theil"], share=share)


def _history(row: Fields) -> Iterator[str]:
    if row["rate_per_year"] is None:
        return
    yield words.HISTORY.format(
        changes=row["changes"],
        years=row["dwelling_years"],
        rate=row["rate_per_year"],
        low=row["rate_low"],
        high=row["rate_high"],
        acts=row["acts"],
    )
    yield words.STILL.format(share=row["share_unchanged"])
