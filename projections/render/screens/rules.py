"""The screen of `rules`, and the words for rules that other screens share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from domain.dates import bounds
from domain.text import one_line
from languages import N_, figure
from projections.geography.geography import Geography
from projections.geography.relation import MAYBE, TOUCHES, WITHIN
from projections.render import phrases as shared
from projections.render.blocks import Block, Sentence, Stacked, Table, in_lines, stacked
from projections.render.head import names, opening, people
from projections.render.phrases import is_loose, some_day, spoken
from projections.render.screens.powers import since
from projections.report import Report

if TYPE_CHECKING:
    from projections.regime.lines import Amount
    from projections.regime.rules import ListedRule

# -- rules: words ------------------------------------------------------------------------------
# The words for rules: what became of them, how they changed, and in whose favour.

TITLE = N_("Rules")
TITLE_AREA = N_("Rules for {title}, for parts of it and for what may touch it")
ANSWER = N_("{count:,} on record, a rule counted for each place that it is for: {states}.")
COUNTED_STATE = N_("{count:,} {state}")
NONE = N_("No rule that fits the question is on record.")
INSET = N_("  {rule}")
COLUMNS = (N_("topic, and rule"), N_("what it says, for whom, since when, and by whom"))
LINE = N_("{value}, for {place}{lies}: {state}; {rank}{by}")
HOLDING = frozenset({"in-force", "interim", "suspended"})
STATE_SINCE = N_("{state} {since}")
STATE_DATED = N_("{state} ({day})")
OF_RANK = N_("{rank}, ")
LIES = {
    WITHIN: N_(", a part of it"),
    TOUCHES: N_(", partly in it"),
    MAYBE: N_(", which may touch it"),
}
"""How what a rule is for lies to the place asked about, where that does not lie in all of it."""
TOUCH_NOTE = N_(
    "May touch it: of a group for a wider area it is only not excluded that it has members here; "
    "that proves nothing here."
)
NEXT = N_(
    "Next: `gestand show rule/NAME` for the history of a rule in plain words, with its sources."
)

TO_COME = N_("to come: {value}, {stage} {day}, {from_day}; {by}")
FROM_DAY, NO_DAY = N_("from {day} on"), N_("from when on is not on record")
CHANGE_TO_COME = {
    "rule.announced": N_("a change"),
    "rule.suspended": N_("suspension"),
    "rule.resumed": N_("resumption"),
    "rule.repealed": N_("end"),
    "rule.annulled": N_("annulment"),
    "rule.amended": N_("change"),
    "rule.exception_ended": N_("end of an exception"),
}

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

COUNTED = {
    "in-force": N_("in force"),
    "interim": N_("in force in place of what was struck down"),
    "suspended": N_("suspended"),
    "expired": N_("past their last day"),
    "repealed": N_("repealed"),
    "annulled": N_("struck down"),
    "decided": N_("decided and not yet in force"),
    "announced": N_("announced and not in force"),
    "unclear": N_("unclear, by dates that are too vague to tell"),
}
"""The same of several."""

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

RANK_HEADING = {
    "law": N_("law"),
    "decree": N_("decree"),
    "ministerial-regulation": N_("minis-\nterial\nregu-\nlation"),
    "policy-rule": N_("policy\nrule"),
    "guideline": N_("guide-\nline"),
    "agreement": N_("agree-\nment"),
    "practice": N_("prac-\ntice"),
    "not-recorded": N_("rank\nnot on\nrecord"),
}
"""The same, over a narrow column."""

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

ON, IN = N_("on {day}"), N_("in {day}")
SOME_TIME = N_("some time {span}")
SOME_TIME_FROM = N_("some time from {span}")
FROM_IN_CELL = N_("some time from\n{span}")
OR_IN_CELL = N_(" or\n")
"""Before the days between which it was, that nobody takes them for how long it took."""

NOBODY_NAMED = N_("by whom is not on record")
BY = N_("by {parties}")
VALUE_AND_AMOUNT = N_("{value} ({amount})")
AMOUNT = N_("{value} {currency}")
AMOUNT_PER = N_("{value} {currency} per {per}")
SEVERAL = N_(" and ")
NO_RULE = N_("no rule")

NOTICE = N_("made known {days:,} days before")
NOTICE_ONE = N_("made known the day before")
NOTICE_NONE = N_("made known on the day itself")
NOTICE_LATE = N_("made known only {days:,} days after it took effect")
NOTICE_LATE_ONE = N_("made known only the day after it took effect")


# -- rules -------------------------------------------------------------------------------------
# The list of rules, and how a rule is told in a line.


def rules(report: Report[ListedRule]) -> list[Block]:
    """Every rule under its topic: for whom, since when, and what became of it."""
    if not report.rows:
        return opening(report, NONE, _title(report))
    rows: list[list[str]] = []
    for topic in dict.fromkeys(row.topic for row in report.rows):
        rows.append([topic, ""])
        rows += [
            [
                INSET.format(rule=row.rule),
                stacked(_line(report, row), *_to_come(report, row)),
            ]
            for row in report.rows
            if row.topic == topic
        ]
    blocks = opening(report, _answer(report.rows), _title(report))
    blocks.append(Table(COLUMNS, rows))
    if any(row.relation == MAYBE for row in report.rows):
        blocks.append(Sentence(TOUCH_NOTE))
    return [*blocks, Sentence(NEXT)]


def _title(report: Report[ListedRule]) -> str:
    area = report.question.parameters.get("area")
    if area is None:
        return TITLE
    moment = report.question.as_of
    return TITLE_AREA.format(title=Geography(report.question).title(f"area/{area}", moment))


def _answer(rows: Sequence[ListedRule]) -> str:
    """How many there are, and what became of them."""
    counts = Counter(row.state for row in rows)
    states = [
        COUNTED_STATE.format(count=counts[state], state=text)
        for state, text in COUNTED.items()
        if counts[state]
    ]
    return ANSWER.format(count=len(rows), states=names(states))


def _line(report: Report[ListedRule], row: ListedRule) -> str:
    area = report.question.parameters.get("area")
    own = row.place == f"area/{area}"
    return LINE.format(
        value=quoted([row.value], [row.amount]),
        place=row.place_name,
        lies="" if own or row.relation is None else LIES.get(row.relation, ""),
        state=_state(row),
        rank=OF_RANK.format(rank=RANK[row.rank]) if row.rank else "",
        by=by(row.by, report.parties),
    )


def _to_come(report: Report[ListedRule], row: ListedRule) -> Iterator[str]:
    """What is announced of it or decided, and not in force, each on a line of its own."""
    for line in row.to_come:
        from_day = FROM_DAY.format(day=some_day(line.effective)) if line.effective else NO_DAY
        yield TO_COME.format(
            stage=STAGE[line.stage],
            day=spoken(line.on),
            value=quoted([line.value]) if line.value else CHANGE_TO_COME[line.kind],
            from_day=from_day,
            by=by(line.by, report.parties),
        )


def _state(row: ListedRule) -> str:
    """What became of it, and since when or on which day."""
    state = STATE[row.state]
    dated = row.until if row.state == "expired" else row.since
    if not dated:
        return state
    if row.state in HOLDING:
        return STATE_SINCE.format(state=state, since=since(dated))
    return STATE_DATED.format(state=state, day=on_day(dated))


def quoted(values: Sequence[str], amounts: Sequence[Amount | None] = ()) -> str:
    """Values of rules as they are in the record, with the amounts; several hold together."""
    money = shared.BETWEEN.join(_money(amount) for amount in amounts if amount)
    text = SEVERAL.join(shared.QUOTED.format(text=value) for value in values) or NO_RULE
    return VALUE_AND_AMOUNT.format(value=text, amount=money) if money else text


def _money(amount: Amount) -> str:
    template = AMOUNT_PER if amount.per else AMOUNT
    value = figure(int(amount.value)) if amount.value.isdecimal() else amount.value
    return template.format(value=value, currency=amount.currency, per=amount.per)


def by(parties: Sequence[str], called: Mapping[str, str]) -> str:
    """By whom, as far as that is on record. called: what parties are called, by their names."""
    return BY.format(parties=people(parties, called)) if parties else NOBODY_NAMED


def on_day(text: str) -> str:
    """The day of a change as the record has it; that of two days it lies between them."""
    if "/" not in text:
        return spoken(text)
    return (SOME_TIME_FROM if _between(text) else SOME_TIME).format(span=spoken(text))


def dated(text: str) -> str:
    """The same for within a sentence: on a day, in a month or a year."""
    if "/" in text or is_loose(text):
        return on_day(text)
    return (ON if bounds(text).exact else IN).format(day=spoken(text))


def in_cell(text: str) -> str:
    """The same over more lines, for a narrow column."""
    if text.startswith("[") and "," in text:
        return Stacked(OR_IN_CELL.join(one_line(spoken(day)) for day in text[1:-1].split(",")))
    return in_lines(FROM_IN_CELL, span=spoken(text)) if _between(text) else on_day(text)


def _between(text: str) -> bool:
    return "/" in text and not is_loose(text) and not text.endswith(("/", "/.."))


def notice(days: int | None) -> str | None:
    """With how much notice something was made known; None where that is not on record."""
    if days is None:
        return None
    known = {0: NOTICE_NONE, 1: NOTICE_ONE, -1: NOTICE_LATE_ONE}
    template = NOTICE if days > 0 else NOTICE_LATE
    return known.get(days) or template.format(days=abs(days))
