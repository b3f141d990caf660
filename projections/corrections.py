"""What a correction moves: the view of its subject, before and after the recording that brought it.

One definition for whoever tells of corrections: `pull`, `diff`, `log --since` and `feed`. The view
is that of the subject alone; what follows from it for places is answered by the other views, with
`--known-at` before and after.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

from domain.record import StreamName
from projections.control import facts as mandates
from projections.geography.geography import Geography
from projections.participation import decision as decisions
from projections.promise_query import listed_promises
from projections.regime.rulebook import Rulebook
from projections.regime.rules import rule_statuses
from projections.register import changes
from projections.report import LogLine, Question
from projections.rows.correction import Corrected

Facts = Mapping[str, Any]
"""What a view tells of one subject, by the names of its fields."""


class Compared(NamedTuple):
    """One question, as known before a recording and as known after it."""

    before: Question
    after: Question


Compare = Callable[[int], Compared]
"""From the place of a record to the question before and after the recording that brought it."""

OF_PROMISE = (
    "status", "doubt", "scored", "scored_low", "scored_high", "due_now", "owed_by", "blocked_by",
    "contested", "postponements",
)  # fmt: skip
"""What somebody wants to know of a promise that was corrected."""

Line = TypeVar("Line", bound=LogLine)


def told(lines: Iterable[Line], compare: Compare) -> list[Line]:
    """The lines of the log, each correction with what it moves."""
    return [
        replace(line, correction=with_moved(line.correction, compare))
        if line.correction is not None
        else line
        for line in lines
    ]


def with_moved(correction: Corrected, compare: Compare) -> Corrected:
    """A correction with what it moves.

    Nothing where it came with what it corrects, and nothing that is the same change as one that
    the correction says.
    """
    if not correction.later:
        return replace(correction, moved=())
    instead, stream = correction.instead, correction.stream
    before, after = compare(correction.retraction if instead is None else instead)
    said = [(change.was, change.now) for change in correction.changes]
    moves = changes(facts(before, stream), facts(after, stream))
    moved = tuple(move for move in moves if (move.was, move.now) not in said)
    return replace(correction, moved=moved)


def facts(question: Question, stream: str) -> Facts:
    """What the view of a promise, a rule, a decision or a mandate tells; nothing of other streams.

    Nothing either of what is not there yet, or no more.
    """
    match StreamName.parse(stream).kind:
        case "promise":
            return _of_promise(question, stream)
        case "rule":
            return _of_rule(question, stream)
        case "decision":
            return _of_decision(question, stream)
        case "mandate":
            found = mandates.facts_of(question, stream)
            return {"in_force": found[0].state, "holder": found[0].mandate.holders} if found else {}
        case _:
            return {}


def _of_promise(question: Question, stream: str) -> Facts:
    return {
        name: getattr(line, name)
        for line in listed_promises(question, [stream])
        for name in OF_PROMISE
    }


def _of_rule(question: Question, stream: str) -> Facts:
    """Whether a rule is in force, and what it says; of one for several places at each of them."""
    rulebook = Rulebook.of(Geography(question))
    name = StreamName.parse(stream).name
    if name not in rulebook.rules:
        return {}
    found: dict[str, Any] = {}
    statuses = list(rule_statuses(rulebook, name))
    for status in statuses:
        where = "" if len(statuses) == 1 else f" ({status.place.scope})"
        found[f"state{where}"] = status.state
        found[f"value{where}"] = status.rule.value if status.rule else None
    return found


def _of_decision(question: Question, stream: str) -> Facts:
    """The say that each group was given, and whether that is what it was promised."""
    found = decisions.facts_of(question, stream)
    if found is None:
        return {}
    decided: dict[str, Any] = {"taken": found.decision.taken.on}
    for say in found.decision.says:
        decided[f"say ({say.group})"] = say.counts
        decided[f"say_kept ({say.group})"] = say.kept
    return decided
