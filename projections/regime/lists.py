"""What the counts of `stability` count: each of its lists as an answer of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from domain.dates import Bounds
from projections.geography.geography import Geography
from projections.regime.comparison import start
from projections.regime.exceptions import ExceptionLine
from projections.regime.lines import HeldRule, OnTopic, TopicLine, held_rule
from projections.regime.parts import PartChange
from projections.regime.rulebook import Rulebook, Subject
from projections.regime.stability import ForSubject, Stability, stability
from projections.report import Name, Question, Report, answer
from projections.rows.frozen import Frozen, fields_of, row_class, row_part

ListName = Literal[
    "changed", "unchanged", "unknown", "exceptions", "parts", "may-touch", "in-force"
]
"""Topics that changed, that certainly did not, and of which that is not known; exceptions; what
changed for parts, and for groups that may touch it; the rules and exceptions in force."""

STAYED: dict[str, bool | None] = {"changed": False, "unchanged": True, "unknown": None}
"""Whether the rules stayed the same on the topics of a list."""


@row_part
class ForPlace(Frozen):
    """The place that was asked about."""

    subject: ForSubject
    name: Name


@row_class
class TopicAt(TopicLine, ForPlace):
    """A topic, then and now, for the place asked about."""


@row_class
class ExceptionAt(ExceptionLine, ForPlace):
    """An exception in the place asked about or around it."""


@row_class
class PartChangeAt(PartChange, ForPlace):
    """What happened to a rule for a part of the place asked about."""


@row_class
class RuleAt(HeldRule, ForPlace):
    """A rule or an exception in force for the place asked about."""

    topic: OnTopic


Listed = TopicAt | ExceptionAt | PartChangeAt | RuleAt


def listed(question: Question, scope: str, asked: Bounds | None, name: ListName) -> Report[Any]:
    """One of the lists of `stability` for a place, as a stream.

    asked: the day to compare with, where somebody names one.
    """
    (row,) = stability(question, [scope], asked).rows
    if name in STAYED:
        topics = [topic for topic in row.topics if topic.stable is STAYED[name]]
        return answer(question, "topics", _at(row, topics, TopicAt), TopicAt)
    if name == "exceptions":
        exceptions = _at(row, row.exceptions, ExceptionAt)
        return answer(question, "exceptions", exceptions, ExceptionAt)
    if name == "in-force":
        return answer(question, "rules-in-force", _in_force(question, row, asked), RuleAt)
    changes = row.for_part_of_it if name == "parts" else row.may_touch
    return answer(question, "changes-of-parts", _at(row, changes, PartChangeAt), PartChangeAt)


def _at(row: Stability, lines: Sequence[Frozen], kind: type[Listed]) -> list[Any]:
    """Lines of a row with the place that it is of."""
    return [kind(subject=row.subject, name=row.name, **fields_of(line)) for line in lines]


def _in_force(question: Question, row: Stability, asked: Bounds | None) -> list[RuleAt]:
    """Every rule and exception in force for a place: what `acts_in_force` counts."""
    rulebook = Rulebook.of(Geography(question))
    moment = question.as_of
    begun = start(rulebook, row.subject, asked)
    subject = begun.subject if begun else Subject(row.subject, Bounds(moment, moment))
    return [
        RuleAt(
            subject=row.subject,
            name=row.name,
            **fields_of(held_rule(rulebook.geography, rule)),
            topic=rule.topic,
        )
        for rule in rulebook.in_force(subject, moment)
    ]
