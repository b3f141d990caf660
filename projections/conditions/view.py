"""The view `conditions`: every yardstick with its verdict, and whose act each break is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from domain.dates import bounds, last_day
from domain.record import StreamName
from domain.step_function import NO, NOTHING, UNKNOWN, YES
from domain.vocabulary import CONDITIONS
from projections.charter import Bearing, applicable_charters, terms
from projections.conditions import promises_kept
from projections.conditions.verdict import (
    ORDER,
    Break,
    ConditionVerdict,
    Judged,
    finding,
    first,
    judged,
    measurements,
    whole,
)
from projections.geography.geography import Geography
from projections.promise_query import at_moment
from projections.report import Fields, LogLine, Question, Report, answer, positions

# -- actors ------------------------------------------------------------------------------------
# Whose doing a record is: an actor, not a culprit (METHODS 6).

LookUp = Callable[[Iterable[int]], Mapping[int, LogLine]]
"""From positions to the lines of the log of every stream that they are on."""

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


# -- view --------------------------------------------------------------------------------------
# The view `conditions`: per yardstick whether its conditions were met at the start and since.

TREND = ("verdict", "met_now", "not_met_now", "unknown_now")

BESIDE: dict[str, Callable[..., Fields]] = {"promises-kept": promises_kept.beside}
"""What stands beside a condition at its last moment, by key."""


def conditions(
    question: Question, look_up: LookUp, scope: str | None = None, charter: str | None = None
) -> Report[Any]:
    """Report on a place (area, cohort or case, as a stream), or on every charter at its own.

    A charter that covers the place is judged at the place; one within it at its own, and listed.
    Without any charter there is one row, with an unknown verdict.
    """
    geography = Geography(question)
    blocks = [
        bearing
        for bearing in applicable_charters(geography, scope)
        if charter is None or bearing.charter.name == charter
    ]
    rows = [row(geography, block, look_up) for block in blocks]
    if scope is not None and not rows:
        rows = [_without(geography, scope)]
    return answer(question, "conditions", rows, trend=TREND)


def found(geography: Geography, block: Bearing) -> dict[str, tuple[Judged, ConditionVerdict]]:
    """Every condition of a charter at a place, with what is known of it."""
    return {
        key: (steps, finding(key, steps))
        for key in block.charter.conditions
        for steps in [judged(geography, block.charter, key, block.scope)]
    }


def row(geography: Geography, block: Bearing, look_up: LookUp) -> Fields:
    """One yardstick with its verdict, the breaks that prove it, and every condition over time."""
    charter, results = block.charter, found(geography, block)
    findings = [known for _, known in results.values()]
    now = Counter(known.now for known in findings)
    bare = {
        **geography.called(block.scope),
        **terms(charter),
        "place_name": geography.name(charter.scope, geography.question.as_of),
        "relation": block.relation,
        "afterwards": bounds(charter.declared).earliest > charter.start,
        "verdict": whole(findings),
        "first_break": first(known.first_break for known in findings),
        "first_unfavourable": first(known.first_unfavourable for known in findings),
        "first_not_met": first(known.first_not_met for known in findings),
        "tally": {
            verdict: sum(known.verdict == verdict for known in findings) for verdict in ORDER
        },
        "met_now": now[YES],
        "not_met_now": now[NO],
        "unknown_now": now[UNKNOWN],
        "nothing_now": now[NOTHING],
        "conditions": [
            _condition(geography, block, key, *result) for key, result in results.items()
        ],
    }
    lines = look_up(_positions(bare))
    fields: Fields = _unfolded(bare, geography.question, lines)
    for condition in fields["conditions"]:
        if condition["attested"]:
            last = condition["spans"][-1]["events"] if condition["spans"] else ()
            condition["attested_by"] = sorted({lines[event].says["by"] for event in last})
    fields["documented"] = sum(position in lines for position in _positions(fields["conditions"]))
    fields["sources"] = _sources(lines[position] for position in _positions(fields["conditions"]))
    return fields


def _positions(value: Any) -> set[int]:
    """The records that a value names, breaks included."""
    if isinstance(value, Break):
        return set(value.events)
    if isinstance(value, dict):
        inner = [_positions(part) for part in value.values()]
        return positions(value).union(*inner)
    if isinstance(value, list):
        return set().union(*(_positions(part) for part in value))
    return set()


def _unfolded(value: Any, question: Question, lines: Mapping[int, LogLine]) -> Any:
    """A value with every break in it told in full."""
    if isinstance(value, Break):
        return _break(value, question, lines)
    if isinstance(value, dict):
        return {name: _unfolded(part, question, lines) for name, part in value.items()}
    if isinstance(value, list):
        return [_unfolded(part, question, lines) for part in value]
    return value


def _break(broken: Break, question: Question, lines: Mapping[int, LogLine]) -> Fields:
    line = lines[broken.event] if broken.event is not None else None
    doers = actors(question, line, lines) if line else []
    return {
        "on": broken.on[:10],
        "condition": broken.condition,
        "event": broken.event,
        "actor": ", ".join(doers) or None,
        "actors": doers,
        "kind": line.kind if line else None,
        "stream": line.stream if line else None,
        "about": about(line, lines) if line else None,
        "dated": line.on if line else None,
        "why": broken.why,
        "before": broken.before,
        "met_until": last_day(broken.met_until)[:10] if broken.met_until else None,
        "events": list(broken.events),
    }


def _condition(
    geography: Geography, block: Bearing, key: str, steps: Judged, known: ConditionVerdict
) -> Fields:
    terms = block.charter.conditions[key]
    fields: Fields = {
        "key": key,
        "parameters": terms[-1].parameters if terms else CONDITIONS.get(key, {}),
        "text": terms[-1].text if terms else None,
        "since": terms[0].start[:10] if terms else None,
        "at_start": known.at_start,
        "now": known.now,
        "constant": known.constant,
        "verdict": known.verdict,
        "first_break": known.first_break,
        "first_unfavourable": known.first_unfavourable,
        "first_not_met": known.first_not_met,
        "missing": sorted({kind for part in steps.parts for kind in part.value.missing}),
        "attested": key not in CONDITIONS,
        "spans": [
            {
                "from": part.start[:10],
                "to": last_day(part.end)[:10],
                "met": part.value.met,
                "why": part.value.why,
                "direction": part.value.direction,
                "missing": list(part.value.missing),
                "events": list(part.value.events),
            }
            for part in steps.parts
        ],
    }
    if key in BESIDE and steps.parts:
        *_, (measurement, parameters) = measurements(geography, block.charter, key, block.scope)
        fields["beside"] = BESIDE[key](measurement, parameters)
    return fields


def _without(geography: Geography, scope: str) -> Fields:
    """The row of a place for which nobody declared a yardstick."""
    return {
        **geography.called(scope),
        "charter": None,
        "by": [],
        "agreed_by": [],
        "start": None,
        "verdict": UNKNOWN,
        "first_break": None,
        "first_unfavourable": None,
        "first_not_met": None,
        "met_now": 0,
        "not_met_now": 0,
        "unknown_now": 0,
        "conditions": [],
    }


def _sources(lines: Iterable[LogLine]) -> dict[str, int]:
    types = Counter(source.get("type", "other") for line in lines for source in line.sources)
    return dict(sorted(types.items()))
