"""The screens of `rules` and of one rule or case told in sentences; their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from domain.record import StreamName
from projections.render import phrases as shared
from projections.render.blocks import Block, Sentence, Table
from projections.render.head import head, names, who
from projections.render.phrases import N_, spoken
from projections.report import Fields, Report

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


def rules(report: Report[Any]) -> list[Block]:
    """Every rule with since when, for whom, and what became of it."""
    blocks = head(report, TITLE)
    if not report.rows:
        return [*blocks, Sentence(shared.NONE_THAT_FITS)]
    rows = [[spoken(row["since"]), _line(row)] for row in report.rows]
    blocks += [Sentence(shared.COUNT.format(count=len(rows))), Table(COLUMNS, rows)]
    parties = [party for row in report.rows for party in row["by"]]
    return [*blocks, *who(report, parties), Sentence(NEXT)]


def _line(row: Fields) -> str:
    template = LINE_RANKED if row["rank"] else LINE
    return template.format(
        topic=row["topic"],
        value=quoted([row["value"]], [row["amount"]]),
        state=STATE[row["state"]],
        place=StreamName.parse(row["place"]).name,
        rank=RANK.get(row["rank"], row["rank"]),
        by=names(row["by"]),
        rule=row["rule"],
    )


def quoted(values: Sequence[str], amounts: Sequence[Fields | None] = ()) -> str:
    """Values of rules as they are in the record, with the amounts; several hold together."""
    money = shared.BETWEEN.join(_money(amount) for amount in amounts if amount)
    text = SEVERAL.join(QUOTED.format(text=value) for value in values) or NO_RULE
    return VALUE_AND_AMOUNT.format(value=text, amount=money) if money else text


def _money(amount: Fields) -> str:
    return (AMOUNT_PER if amount.get("per") else AMOUNT).format(**amount)


def by(parties: Sequence[str]) -> str:
    """By whom, as far as that is on record."""
    return BY.format(parties=names(list(parties))) if parties else NOBODY_NAMED


def notice(days: int | None) -> str | None:
    """With how much notice something was made known; None where that is not on record."""
    if days is None:
        return None
    known = {0: NOTICE_NONE, 1: NOTICE_ONE, -1: NOTICE_LATE_ONE}
    template = NOTICE if days > 0 else NOTICE_LATE
    return known.get(days) or template.format(days=abs(days))


# -- history: words ----------------------------------------------------------------------------
# The words in which the history of a rule or a case is told, sentence by sentence.

ANNOUNCED = N_("{on}: {stage} {by}, for {place}: {now}.{effective}")
EFFECTIVE_FROM = N_(" It is to hold from {day} on.")
SENTENCE = {
    "rule.enacted": N_("{on}: for {place} it came to say {now}, {by}.{details}"),
    "rule.amended": N_("{on}: for {place} from {before} to {now}, {by}.{details}"),
    "rule.amended-else": N_(
        "{on}: changed for {place}, {by}; what it says, {now}, stayed.{details}"
    ),
    "rule.suspended": N_("{on}: suspended for {place}, {by}; it said {before}.{details}"),
    "rule.resumed": N_("{on}: in force again for {place}, {by}: {now}.{details}"),
    "rule.repealed": N_("{on}: ended for {place}, {by}; it said {before}.{details}"),
    "rule.annulled": N_("{on}: struck down for {place}, {by}; it said {before}.{details}"),
    "rule.annulled-interim": (
        N_(
            "{on}: struck down for {place}, {by}; in the meantime {now} instead of "
            "{before}.{details}"
        )
    ),
    "rule.excepted": N_("{on}: an exception for {place}, {ground} {by}: {now}.{details}"),
    "rule.exception_ended": N_("{on}: the exception for {place} ended; it was {before}.{details}"),
}
EVERYWHERE = N_("all for whom it holds")
UNTIL = N_(" Until {day}.")
DETAIL = N_(" {text}.")
REASON = N_(" {text}")
DISPUTED = N_(" A record of this is disputed.")
COMMENT = N_(" {by} says of it: “{text}”")

AHEAD = N_("not yet in force at this moment")
INTERIM, ELSE = N_("rule.annulled-interim"), N_("rule.amended-else")
"""Which sentence tells of an annulment with something in its place, and of a change of form."""

CASE = {
    "case.opened": N_("{on}: opened, in {place}, at the level of the {level}."),
    "case.since": N_("{on}: entered the phase “{phase}”."),
    "case.closed": N_("{on}: closed: {outcome}."),
}
LEVEL = {"dwelling": N_("dwelling"), "area": N_("area"), "governance": N_("governance")}
CASE_RULES = N_("The rules on {topic}: at the start {before}; {now}.")
CASE_RULES_SAME = N_("by the record the same now")
CASE_RULES_NOW = N_("now {value}")
CASE_RULES_UNKNOWN = N_("none on record")
CASE_RULES_UNKNOWN_NOW = N_("now none on record")
CASE_CHANGE = N_("{on}: the rules on {topic} went from {before} to {now}, {by}.{details}")


# -- history -----------------------------------------------------------------------------------
# How the history of a rule or a case is told, sentence by sentence.


def sentences(story: Sequence[Fields]) -> list[str]:
    """The facts of a story as sentences, in their order."""
    return [_sentence(fact) for fact in story]


def _sentence(fact: Fields) -> str:
    match fact["kind"]:
        case "rule.announced":
            return _announced(fact)
        case "rules":
            return _rules(fact)
        case "change":
            return CASE_CHANGE.format(
                on=spoken(fact["on"]),
                topic=fact["topic"],
                before=quoted(fact["before"], fact["from_amounts"]),
                now=quoted(fact["now"], fact["to_amounts"]),
                by=by(fact["by"]),
                details="".join(_details(fact)),
            )
        case kind if kind.startswith("case."):
            return CASE[kind].format(
                on=spoken(fact["on"]),
                place=fact["place_name"],
                level=LEVEL[fact["level"]],
                phase=fact["phase"],
                outcome=fact["outcome"],
            )
        case _:
            return _happened(fact)


def _announced(fact: Fields) -> str:
    ahead = EFFECTIVE_FROM.format(day=spoken(fact["effective"])) if fact["effective"] else ""
    return ANNOUNCED.format(
        on=spoken(fact["on"]),
        stage=STAGE[fact["stage"]],
        by=by(fact["by"]),
        place=fact["place_name"],
        now=quoted(fact["now"]),
        effective=ahead,
    )


def _happened(fact: Fields) -> str:
    """What happened to a rule: from what to what, for whom, by whom, with how much notice."""
    kind = fact["kind"]
    if kind == "rule.annulled" and fact["now"] != fact["before"]:
        kind = INTERIM
    if kind == "rule.amended" and fact["now"] == fact["before"]:
        kind = ELSE
    return SENTENCE[kind].format(
        on=spoken(fact["on"]),
        place=fact["place_name"] or EVERYWHERE,
        before=quoted(fact["before"]),
        now=quoted(fact["now"]),
        by=by(fact["by"]),
        ground=GROUND.get(fact["ground"] or "", ""),
        details="".join(_details(fact)),
    )


def _details(fact: Fields) -> Iterator[str]:
    """Until when, in whose favour, for whom from when, with how much notice, and why."""
    if fact.get("until"):
        yield UNTIL.format(day=spoken(fact["until"]))
    for text in _clauses(fact):
        yield DETAIL.format(text=text[0].upper() + text[1:])
    if fact.get("reason"):
        yield REASON.format(text=fact["reason"])
    if fact["disputed"]:
        yield DISPUTED
    for comment in fact.get("comments", ()):
        yield COMMENT.format(**comment)


def _clauses(fact: Fields) -> Iterable[str]:
    if fact.get("ahead"):
        yield AHEAD
    if fact["direction"]:
        yield DIRECTION[fact["direction"]]
    if fact.get("effect"):
        yield EFFECT[fact["effect"]]
    text = notice(fact["notice_days"])
    if text:
        yield text


def _rules(fact: Fields) -> str:
    """The rules of a case on one topic, then and now."""
    before = CASE_RULES_UNKNOWN if fact["before"] is None else quoted(fact["before"])
    if fact["now"] is None:
        now = CASE_RULES_UNKNOWN_NOW
    elif fact["now"] == fact["before"]:
        now = CASE_RULES_SAME
    else:
        now = CASE_RULES_NOW.format(value=quoted(fact["now"]))
    return CASE_RULES.format(topic=fact["topic"], before=before, now=now)
