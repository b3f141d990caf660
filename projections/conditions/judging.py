"""Which function judges which condition, and how a yardstick is laid along time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from domain.dates import due_instant
from domain.spans import Step, Steps, steps
from projections.conditions.attested import attested
from projections.conditions.charter import Charter
from projections.conditions.condition import Condition, Judgement, Yardstick
from projections.conditions.contact import informed, input_answered
from projections.conditions.lead import clear_lead, one_ministry, same_lead
from projections.conditions.promises import promises_kept
from projections.conditions.rules import rules_unchanged
from projections.conditions.say import residents_decide, say_over_process
from projections.geography.geography import Geography

CONDITIONS: dict[str, Condition] = {
    "promises-kept": promises_kept,
    "rules-unchanged": rules_unchanged,
    "clear-lead": clear_lead,
    "same-lead": same_lead,
    "one-ministry": one_ministry,
    "residents-decide": residents_decide,
    "say-over-process": say_over_process,
    "informed": informed,
    "input-answered": input_answered,
}
"""The conditions that the ledger judges itself; every other one is as attested."""


def condition(key: str) -> Condition:
    """The function that judges a condition."""
    return CONDITIONS.get(key) or attested(key)


def yardsticks(
    landscape: Geography, charter: Charter, key: str, scope: str
) -> Iterator[tuple[Yardstick, dict[str, int]]]:
    """What one condition of a charter is measured with at a place, terms after terms.

    Each begins where the condition does, so that what is compared with the start is compared with
    one start, and ends with its terms: with the charter, or just after the moment asked for.
    """
    asked = due_instant(landscape.question.as_of)
    terms = charter.conditions[key]
    for one in terms:
        if one.start < asked:
            yield (
                Yardstick(
                    landscape=landscape,
                    charter=charter.stream,
                    scope=scope,
                    start=terms[0].start,
                    end=min(one.end, asked),
                    topics=one.topics,
                    level=charter.level,
                ),
                one.parameters,
            )


def judged(landscape: Geography, charter: Charter, key: str, scope: str) -> Steps[Judgement]:
    """A condition of a charter at a place over time, by the terms that held at each moment.

    Where other terms alone turn it, the amendment is the record that brought that about.
    """
    found: list[Step[Judgement]] = []
    measured = yardsticks(landscape, charter, key, scope)
    for terms, (yardstick, parameters) in zip(charter.conditions[key], measured, strict=False):
        piece = condition(key)(yardstick, parameters).within(terms.start, yardstick.end)
        first, *others = piece.parts
        if found and found[-1].value.met != first.value.met:
            first = first._replace(value=_brought_about(first.value, terms.event))
        found += [first, *others]
    return steps(found)


def _brought_about(judgement: Judgement, event: int) -> Judgement:
    others = (one for one in judgement.events if one != event)
    return replace(judgement, events=(*others, event), why="terms-amended")
