"""The view `applied`: the rules as they applied to one case, group or area on one day."""

from __future__ import annotations

from typing import Annotated

from domain.dates import Bounds, Instant, due_instant
from projections.geography.geography import Geography
from projections.regime.comparison import start
from projections.regime.lines import (
    Conflicting,
    Excepted,
    HeldRule,
    Identifier,
    Level,
    OnTopic,
    Rank,
    RuleAmount,
    Since,
    held_rule,
)
from projections.regime.rulebook import Rulebook, Subject
from projections.regime.stability import ForSubject
from projections.report import By, Events, Fields, Name, Parties, Question, Report, answer
from projections.rows.frozen import Frozen, fields_of, row_class


@row_class
class AppliedRule(Frozen):
    """A rule that applied, or that there was none on a topic: then its fields are null."""

    subject: ForSubject
    name: Name
    topic: OnTopic
    certain: Annotated[
        bool, "false where the dates are too vague, or nobody vouches that there was no rule"
    ]
    vouched_by: Annotated[
        Parties, "the parties that vouch that all rules on the topic are on record for that day"
    ]
    conflicting: Conflicting
    rule: Annotated[str | None, "the name of the rule in the ledger; null where there was none"]
    title: Annotated[str | None, "what the rule is called"]
    value: Annotated[str | None, "what it says"]
    amount: RuleAmount
    place: Annotated[str | None, "for whom, as a stream: area/x, cohort/x or case/x"]
    place_name: Annotated[str | None, "what that place is called"]
    level: Level
    exception: Excepted
    since: Since
    by: By
    rank: Rank
    identifier: Identifier
    event: Annotated[int | None, "the record that made it so, by its place in the ledger"]
    events: Events
    sources: Annotated[tuple[Fields, ...], "where the record that made it so comes from"]


NO_RULE: Fields = dict.fromkeys(HeldRule.__match_args__) | {"by": (), "events": ()}
"""The fields of a rule where there was none."""


def applied(
    question: Question, scope: str, moment: Instant, asked: Bounds | None
) -> Report[AppliedRule]:
    """Report on every rule that applied to a place at a moment, one a row, by topic.

    A topic of the yardstick without a rule on record has a row of its own; it is `certain` that
    there was none only where somebody vouches for it. The sources are for whoever can read them
    in the ledger to fill in.
    """
    geography = Geography(question)
    rulebook = Rulebook.of(geography)
    begun = start(rulebook, scope, asked)
    subject = begun.subject if begun else Subject(scope, Bounds(moment, moment))
    named = begun.topics if begun else ()
    end = due_instant(moment)
    rows: list[AppliedRule] = []
    for topic in dict.fromkeys([*named, *rulebook.by_topic]):
        ruling = rulebook.values(subject, topic, moment, end).parts[0].value
        vouching = geography.coverage.vouchers(
            "rule", scope, moment, end, topics=(topic,), level=subject.level or None
        )
        vouched_by = vouching.at(moment) or ()
        said = [fields_of(held_rule(geography, rule)) for rule in ruling.rules]
        rows += [
            AppliedRule(
                subject=scope,
                name=geography.name(scope, question.as_of),
                topic=topic,
                certain=ruling.certain and bool(ruling.rules or vouched_by),
                vouched_by=vouched_by,
                conflicting=ruling.conflicting,
                **fields,
                sources=(),
            )
            for fields in said or ([NO_RULE] if topic in named else [])
        ]
    return answer(question, "applied", rows, AppliedRule)
