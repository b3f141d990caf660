"""The screen of `stability --at`: the rules as they applied on one day; its words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from domain.record import StreamName
from projections.render.blocks import Block, Sentence, Table
from projections.render.head import head, who
from projections.render.phrases import N_, spoken
from projections.render.screens.changes import CONFLICTING, NOT_ON_RECORD
from projections.render.screens.powers import since
from projections.render.screens.rules import NO_RULE, RANK, by, quoted
from projections.report import Report

if TYPE_CHECKING:
    from projections.regime.applied import AppliedRule

# -- applied: words ----------------------------------------------------------------------------

TITLE = N_("Rules as they applied to {name} on {day}")
COLUMNS = (N_("topic"), N_("the rule, since when, by whom, and where that is written"))
HOLDS = N_("{value}, {since}; {by} ({place}; {rule})")
HOLDS_RANKED = N_("{value}, {since}; {rank} {by} ({place}; {rule})")
EXCEPTED = N_("exception {exception}: {held}")
PERHAPS = N_("one or more of these, the dates on record are too vague to tell: {value}")
CITED = N_("{held}. Source: {sources}")
BETWEEN_SOURCES = "; "
BETWEEN_RULES = "\n"
NONE_THEN = N_("No rule is on record for that day.")


# -- applied -----------------------------------------------------------------------------------


def applied(report: Report[AppliedRule]) -> list[Block]:
    """The rules as they applied on one day, by topic, each with its source."""
    asked = report.question.parameters
    name = report.rows[0].name if report.rows else asked["place"]
    blocks = head(report, TITLE.format(name=name, day=spoken(asked["at"])))
    if not report.rows:
        return [*blocks, Sentence(NONE_THEN)]
    by_topic: dict[str, list[AppliedRule]] = {}
    for row in report.rows:
        by_topic.setdefault(row.topic, []).append(row)
    rows = [[topic, _rules(inside)] for topic, inside in by_topic.items()]
    parties = [party for row in report.rows for party in row.by]
    return [*blocks, Table(COLUMNS, rows), *who(report, parties)]


def _rules(rows: Sequence[AppliedRule]) -> str:
    """What holds on one topic."""
    first = rows[0]
    rules = BETWEEN_RULES.join(map(_holds, rows))
    if first.rule is None:
        return rules
    if first.conflicting:
        return CONFLICTING.format(value=rules)
    return rules if first.certain else PERHAPS.format(value=rules)


def _holds(row: AppliedRule) -> str:
    """One rule, or that there was none."""
    if row.value is None or row.place is None or row.since is None:
        return NO_RULE if row.certain else NOT_ON_RECORD
    held = (HOLDS_RANKED if row.rank else HOLDS).format(
        value=quoted([row.value], [row.amount]),
        since=since(row.since),
        rank=RANK.get(row.rank or ""),
        by=by(row.by),
        place=StreamName.parse(row.place).name,
        rule=row.rule,
    )
    if row.exception:
        held = EXCEPTED.format(exception=row.exception, held=held)
    titles = BETWEEN_SOURCES.join(source["title"] for source in row.sources)
    return CITED.format(held=held, sources=titles)
