"""Whose doing a record is: an actor, not a culprit (METHODS 6)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from domain.record import StreamName
from projections.promise_query import at_moment
from projections.report import LogLine, Question

FIELDS: dict[str, tuple[str, ...]] = {
    "rule": ("by",),
    "decision": ("by",),
    "mandate": ("granted_by", "holder"),
    "duty": ("holder",),
    "update": ("by",),
    "input": ("by", "to"),
    "charter": ("by",),
    "condition": ("by",),
}
"""Which fields name the actor, the first that is filled in. What is not here has none: a border
that moves, or somebody who vouches for the record, breaks nothing."""

BEGUN = frozenset({"decision", "mandate", "duty", "input"})
"""Streams on which a record that names nobody is the doing of those named at the beginning."""


def actors(question: Question, line: LogLine, lines: Mapping[int, LogLine]) -> list[str]:
    """Who did what a line of the log tells, by their names in the ledger.

    Of a promise those who owed it then, whoever found that it was not kept; of an input those to
    whom it was put; of a rule those who changed it, and nobody where that is not on record.
    """
    prefix = StreamName.parse(line.stream).kind
    if prefix == "promise":
        rows = at_moment(question, subjects=[line.stream])
        return [party for row in rows for party in row.scored_to]
    says = [line.says]
    if prefix in BEGUN:
        says.append(founding(line, lines).says)
    named = (_parties(say.get(name)) for say in says for name in FIELDS.get(prefix, ()))
    return next((parties for parties in named if parties), [])


def founding(line: LogLine, lines: Mapping[int, LogLine]) -> LogLine:
    """The first line on the stream of a line."""
    same = (record for record in lines.values() if record.stream == line.stream)
    return min(same, key=lambda record: record.position, default=line)


def about(line: LogLine, lines: Mapping[int, LogLine]) -> str | None:
    """What the stream of a line is about, in the words of its record."""
    says = founding(line, lines).says
    return next((says[name] for name in ("title", "text", "act_text") if says.get(name)), None)


def _parties(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())
