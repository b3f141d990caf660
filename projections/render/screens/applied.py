"""The screen of `stability --at`: the rules as they applied on one day; its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from languages import N_
from projections.render.blocks import Block, Sentence, Table, in_lines, stacked
from projections.render.head import names, opening, people
from projections.render.phrases import spoken
from projections.render.screens.changes import CONFLICTING, NO_RULE, NOT_ON_RECORD
from projections.render.screens.powers import since
from projections.render.screens.powers import topic as topic_told
from projections.render.screens.rules import OF_RANK, RANK, by, quoted
from projections.report import Report

if TYPE_CHECKING:
    from projections.regime.applied import AppliedRule

# -- applied: words ----------------------------------------------------------------------------

ANSWER = N_("On {day} {rules} to {name}, on {topics}{apart}.")
ONE_RULE, RULES = N_("1 rule applied"), N_("{count:,} rules applied")
ONE_TOPIC, TOPICS = N_("1 topic"), N_("{count:,} topics")
DOUBT = N_("; on {topics} the dates on record are too vague to tell")
NONE_ON = N_("; none is on record on {topics}")
CERTAINLY_NONE_ON = N_("; there was none on {topics}")
TITLE = N_("Rules as they applied to {name} on {day}")
COLUMNS = (N_("topic"), N_("the rule, since when, by whom, and where that is written"))
HOLDS = N_("{value}, {since}; {rank}{by}{place}")
FOR_PLACE = N_(", for {place}")
EXCEPTED = N_("exception: {held}")
PERHAPS = N_("one or more of these, the dates on record are too vague to tell: {value}")
CITED = N_("{held}. Source: {sources}")
BETWEEN_SOURCES = "; "
NONE_THEN = N_("No rule is on record for {day}.")
NEXT = N_(
    "Next: `gestand rules --area {place}` has the name of each rule, `gestand show rule/NAME` its "
    "history."
)


# -- applied -----------------------------------------------------------------------------------


def applied(report: Report[AppliedRule]) -> list[Block]:
    """The rules as they applied on one day, by topic, each with its source."""
    asked = report.question.parameters
    name = report.rows[0].name if report.rows else asked["place"]
    day = spoken(asked["at"])
    title = TITLE.format(name=name, day=day)
    if not report.rows:
        return opening(report, NONE_THEN.format(day=day), title)
    by_topic: dict[str, list[AppliedRule]] = {}
    for row in report.rows:
        by_topic.setdefault(row.topic, []).append(row)
    rows = [[topic_told(topic), _rules(report, inside)] for topic, inside in by_topic.items()]
    blocks = [*opening(report, _answer(report, name, day), title), Table(COLUMNS, rows)]
    if report.rows[0].subject.startswith("area/"):
        blocks.append(Sentence(NEXT.format(place=asked["place"])))
    return blocks


def _answer(report: Report[AppliedRule], name: str, day: str) -> str:
    """How many rules applied, and on which topics that is not known or none is on record."""
    sure = [row for row in report.rows if row.rule and row.certain]
    topics = len({row.topic for row in sure})
    return ANSWER.format(
        day=day,
        name=name,
        rules=ONE_RULE if len(sure) == 1 else RULES.format(count=len(sure)),
        topics=ONE_TOPIC if topics == 1 else TOPICS.format(count=topics),
        apart="".join(_apart(report.rows)),
    )


def _apart(rows: Sequence[AppliedRule]) -> Iterator[str]:
    """On which topics it is not known what applied, and on which nothing did."""
    texts = {(True, False): DOUBT, (False, False): NONE_ON, (False, True): CERTAINLY_NONE_ON}
    for (ruled, certain), template in texts.items():
        topics = dict.fromkeys(
            row.topic for row in rows if (bool(row.rule), row.certain) == (ruled, certain)
        )
        if topics:
            yield template.format(topics=names([*map(topic_told, topics)]))


def _rules(report: Report[AppliedRule], rows: Sequence[AppliedRule]) -> str:
    """What holds on one topic."""
    first = rows[0]
    rules = stacked(*(_holds(report, row) for row in rows))
    if first.rule is None:
        return rules
    if first.conflicting:
        return in_lines(CONFLICTING, value=rules)
    return rules if first.certain else in_lines(PERHAPS, value=rules)


def _holds(report: Report[AppliedRule], row: AppliedRule) -> str:
    """One rule, or that there was none and who vouches for that."""
    if row.value is None or row.since is None:
        parties = people(row.vouched_by, report.parties)
        return NO_RULE.format(parties=parties) if row.certain else NOT_ON_RECORD
    own = row.place == row.subject
    held = HOLDS.format(
        value=quoted([row.value], [row.amount]),
        since=since(row.since),
        rank=OF_RANK.format(rank=RANK[row.rank]) if row.rank else "",
        by=by(row.by, report.parties),
        place="" if own else FOR_PLACE.format(place=row.place_name),
    )
    if row.exception:
        held = EXCEPTED.format(held=held)
    titles = BETWEEN_SOURCES.join(source["title"] for source in row.sources)
    return CITED.format(held=held, sources=titles)
