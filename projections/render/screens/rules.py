"""The screen of `rules`, and the words for rules that other screens share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from domain.record import StreamName
from projections.render import phrases as shared
from projections.render.blocks import Block, Sentence, Table
from projections.render.head import head, names, who
from projections.render.phrases import N_, spoken
from projections.report import Report

if TYPE_CHECKING:
    from projections.regime.lines import Amount
    from projections.regime.rules import ListedRule

# -- rules: words ------------------------------------------------------------------------------
# The words for rules: what became of them, how they changed, and in whose favour.

TITLE = N_("Rules")
COLUMNS = (N_("since"), N_("what the rule says, for whom, and what became of it"))
LINE = N_("{topic}: {value} — {state}, for {place} ({by}; {rule})")
LINE_RANKED = N_("{topic}: {value} — {state}, for {place} ({rank} of {by}; {rule})")
NEXT = N_(
    "Next: `gestand show rule/NAME` for the history of a rule in plain words, with its sources."
)

STATE = {
    "in-force": N_("in force"),
    "interim": N_("struck down; this holds in the meantime"),
    "suspended": N_("suspended"),
    "expired": N_("its last day passed"),
    "repealed": N_("repealed"),
    "annulled": N_("struck down"),
    "decided": N_("decided, not yet in force"),
    "announced": N_("announced, not in force"),
    "unclear": N_("the dates on record are too vague to tell"),
}

RANK = {
    "law": N_("law"),
    "decree": N_("decree"),
    "ministerial-regulation": N_("ministerial regulation"),
    "policy-rule": N_("policy rule"),
    "guideline": N_("guideline"),
    "agreement": N_("agreement"),
    "practice": N_("practice"),
    "not-recorded": N_("rank not on record"),
}

DIRECTION = {
    "favourable": N_("better for residents"),
    "unfavourable": N_("worse for residents"),
    "neutral": N_("neither better nor worse for residents"),
    "mixed": N_("better for some residents, worse for others"),
}

EFFECT = {
    "immediate": N_("at once, also for those who had begun"),
    "deferred": N_("at once from a later day, also for those who had begun"),
    "retroactive": N_("retroactively"),
    "respecting": N_("not for those who had begun: they keep what they had"),
}

STAGE = {
    "draft": N_("announced"),
    "proposed": N_("proposed"),
    "adopted": N_("adopted"),
    "decided": N_("decided"),
}

GROUND = {
    "granted": N_("granted"),
    "pilot": N_("as a pilot"),
    "tolerated": N_("tolerated"),
}

NOBODY_NAMED = N_("by whom is not on record")
BY = N_("by {parties}")
VALUE_AND_AMOUNT = N_("{value} ({amount})")
AMOUNT = N_("{value} {currency}")
AMOUNT_PER = N_("{value} {currency} per {per}")
SEVERAL = N_(" and ")
QUOTED = N_("“{text}”")
NO_RULE = N_("no rule")

NOTICE = N_("made known {days} days before")
NOTICE_ONE = N_("made known the day before")
NOTICE_NONE = N_("made known on the day itself")
NOTICE_LATE = N_("made known only {days} days after it took effect")
NOTICE_LATE_ONE = N_("made known only the day after it took effect")


# -- rules -------------------------------------------------------------------------------------
# The list of rules, and how a rule is told in a line.


def rules(report: Report[ListedRule]) -> list[Block]:
    """Every rule with since when, for whom, and what became of it."""
    blocks = head(report, TITLE)
    if not report.rows:
        return [*blocks, Sentence(shared.NONE_THAT_FITS)]
    rows = [[spoken(row.since), _line(row)] for row in report.rows]
    blocks += [Sentence(shared.COUNT.format(count=len(rows))), Table(COLUMNS, rows)]
    parties = [party for row in report.rows for party in row.by]
    return [*blocks, *who(report, parties), Sentence(NEXT)]


def _line(row: ListedRule) -> str:
    template = LINE_RANKED if row.rank else LINE
    return template.format(
        topic=row.topic,
        value=quoted([row.value], [row.amount]),
        state=STATE[row.state],
        place=StreamName.parse(row.place).name,
        rank=RANK.get(row.rank or ""),
        by=names(row.by),
        rule=row.rule,
    )


def quoted(values: Sequence[str], amounts: Sequence[Amount | None] = ()) -> str:
    """Values of rules as they are in the record, with the amounts; several hold together."""
    money = shared.BETWEEN.join(_money(amount) for amount in amounts if amount)
    text = SEVERAL.join(QUOTED.format(text=value) for value in values) or NO_RULE
    return VALUE_AND_AMOUNT.format(value=text, amount=money) if money else text


def _money(amount: Amount) -> str:
    template = AMOUNT_PER if amount.per else AMOUNT
    return template.format(value=amount.value, currency=amount.currency, per=amount.per)


def by(parties: Sequence[str]) -> str:
    """By whom, as far as that is on record."""
    return BY.format(parties=names(parties)) if parties else NOBODY_NAMED


def notice(days: int | None) -> str | None:
    """With how much notice something was made known; None where that is not on record."""
    if days is None:
        return None
    known = {0: NOTICE_NONE, 1: NOTICE_ONE, -1: NOTICE_LATE_ONE}
    template = NOTICE if days > 0 else NOTICE_LATE
    return known.get(days) or template.format(days=abs(days))
