"""The screen of `unequal`, and its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from languages import N_, figure, percentage
from projections.render import phrases as shared
from projections.render.blocks import Block, Sentence, Table
from projections.render.head import names, opening
from projections.render.screens.powers import topic as topic_told
from projections.render.screens.rules import quoted
from projections.report import Report

if TYPE_CHECKING:
    from projections.regime.inequality import RegimeLine, Unequal

# -- unequal: words ----------------------------------------------------------------------------
# The words for how differently the members of a group are treated.

TITLE = N_("How differently they are treated: {name}")
ANSWER = N_("{name}: {answer}")
NOBODY = N_("no case, and no group that is told apart, is on record in it.")
WHO = N_("Cases and groups on record: {members:,}, with {dwellings:,} dwellings{about}.")
NO_SIZES = N_("Cases and groups on record: {members:,}; of how many dwellings is not on record.")
ABOUT = N_(", some of them counted approximately")
UNSIZED = N_("The size of {count:,} of them is not on record.")
OVERLAP = N_("Which dwellings are in more than one of these groups, the record does not tell.")
COMPARED = N_("Compared on: {topics}.")
DIFFERING = N_("They differ on: {topics}.")
NOT_COMPARED = N_("Not compared, because it is not on record for all: {topics}.")
NOTHING_COMPARED = N_("there is no topic on which it is on record what holds for all of them.")

ONE_REGIME = N_("by the record the same rules hold for all of them.")
APART = N_(
    "of any two dwellings, the two are under different rules in {share} of the pairs "
    "({regimes:,} sets of rules; as diverse as {effective:.1f} of one size)."
)
NOT_KNOWN = N_(
    "{regimes:,} sets of rules are on record; how many dwellings are under each is not, so the "
    "share of pairs that differ is not known."
)
COLUMNS = (N_("dwellings"), N_("which rules, and for whom"))
RULES = N_("{rules} ({members})")
ON_TOPIC = N_("{topic}: {values}")
BETWEEN_TOPICS = "; "

MONEY = N_(
    "Amounts are on record for {count:,} dwellings, in {currency}. Gini {gini:.2f} (0: all get the "
    "same). Of the inequality (Theil {theil:.3f}) {share} lies between the sets of rules, the "
    "rest within."
)
MONEY_SAME = N_("Amounts are on record for {count:,} dwellings, in {currency}: all the same.")

HISTORY = N_(
    "Since each began: {changes:,} changes for a dwelling in {years:,.0f} dwelling years, "
    "{rate:.2f} a year (95% interval {low:.2f} to {high:.2f}, naive), made by {acts:,} acts. One "
    "act can change the rules of many dwellings, so the interval is too narrow."
)
STILL = N_("For {share} of the dwellings no change is on record.")
NOT_JUST = N_("Whether a difference is just, the record does not tell.")
NEXT = N_("Next: --explain for the records of these rules, with their sources.")


# -- unequal -----------------------------------------------------------------------------------
# The screen of `unequal`: how differently the members of a group are treated.


def unequal(report: Report[Unequal]) -> list[Block]:
    """How many are treated how, in numbers of dwellings first."""
    (row,) = report.rows
    answer = ANSWER.format(name=row.name, answer=_apart(row) if row.members else NOBODY)
    blocks = opening(report, answer, TITLE.format(name=row.name))
    if not row.members:
        return blocks
    blocks.append(Sentence(" ".join(_whom(row))))
    if row.differing:
        rows = [[_dwellings(regime), _rules(regime, row.differing)] for regime in row.regimes]
        blocks.append(Table(COLUMNS, rows, frozenset({0})))
    sentences = [*_money(row), *_history(row), NOT_JUST, shared.PRESS]
    blocks += [Sentence(text) for text in sentences]
    return [*blocks, Sentence(NEXT)]


def _whom(row: Unequal) -> Iterator[str]:
    """Who is compared, and on what."""
    about = ABOUT if row.approximate else ""
    who = NO_SIZES if row.unsized == row.members else WHO
    yield who.format(members=row.members, dwellings=row.dwellings, about=about)
    if 0 < row.unsized < row.members:
        yield UNSIZED.format(count=row.unsized)
    if row.groups > 1:
        yield OVERLAP
    if row.topics:
        yield COMPARED.format(topics=_named(row.topics))
    if row.differing:
        yield DIFFERING.format(topics=_named(row.differing))
    if row.not_compared:
        yield NOT_COMPARED.format(topics=_named(row.not_compared))


def _apart(row: Unequal) -> str:
    """The share of pairs under different rules."""
    if not row.topics:
        return NOTHING_COMPARED
    if row.regimes_on_record == 1:
        return ONE_REGIME
    if row.pairs_apart is None:
        return NOT_KNOWN.format(regimes=row.regimes_on_record)
    return APART.format(
        share=percentage(row.pairs_apart),
        regimes=row.regimes_on_record,
        effective=row.effective_regimes,
    )


def _dwellings(regime: RegimeLine) -> str:
    return shared.UNKNOWN if regime.dwellings is None else figure(regime.dwellings)


def _named(topics: Sequence[str]) -> str:
    return names([*map(topic_told, topics)])


def _rules(regime: RegimeLine, topics: Sequence[str]) -> str:
    """What holds for some members on the topics on which not all are under the same rules."""
    texts = (
        ON_TOPIC.format(topic=topic_told(topic), values=quoted(regime.values[topic]))
        for topic in topics
    )
    members = shared.BETWEEN.join(regime.member_names)
    return RULES.format(rules=BETWEEN_TOPICS.join(texts), members=members)


def _money(row: Unequal) -> Iterator[str]:
    if row.gini is None:
        return
    if row.theil_between_share is None:
        yield MONEY_SAME.format(count=row.with_amount, currency=row.currency)
    else:
        yield MONEY.format(
            count=row.with_amount,
            currency=row.currency,
            gini=row.gini,
            theil=row.theil,
            share=percentage(row.theil_between_share),
        )


def _history(row: Unequal) -> Iterator[str]:
    if row.rate_per_year is None:
        return
    yield HISTORY.format(
        changes=row.changes,
        years=row.dwelling_years,
        rate=row.rate_per_year,
        low=row.rate_low,
        high=row.rate_high,
        acts=row.acts,
    )
    yield STILL.format(share=percentage(row.share_unchanged))
