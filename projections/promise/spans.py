"""The spans of a promise: its status from moment to moment, and the place to look it up by."""

from __future__ import annotations

from collections.abc import Sequence

from domain.dates import FOREVER, Instant
from domain.record import Record
from projections.promise.deadline import due_moments
from projections.promise.hearing import choices, consents, heard, variants
from projections.promise.life import Status, status
from projections.promise.vague import dates_in_words
from projections.span import Span, Value, lasting, place_of, steps

COPIED = (
    "promise", "by", "to", "place", "topic", "text", "criterion", "strength", "origin", "due",
    "hold", "until", "size", "part_of", "repeats", "act",
)  # fmt: skip
"""The fields of the making that every view may show."""


def spans(history: Sequence[Record]) -> list[Span]:
    """One span of kind `promise` for each stretch of time in which its status stays the same."""
    if not history or history[0].kind != "promise.made":
        return []
    made = history[0]
    speakers = list(consents(history))
    moments = {made.on.earliest} | due_moments(history, FOREVER)
    for chosen in choices(speakers):
        moments |= due_moments(heard(history, chosen), FOREVER)
    for record in history[1:]:
        moments |= {record.on.earliest, record.on.latest}
    moments = {moment for moment in moments if moment >= made.on.earliest}

    def value_at(moment: Instant) -> tuple[Value, int]:
        def told(records: Sequence[Record]) -> Value:
            return _value(records, status(records, moment), moment)

        value = told(history)
        return value | variants(history, value, told), int(value["events"][-1])

    found = [
        Span("promise", place_of(made), value, start, end, event)
        for start, end, value, event in steps(moments, value_at)
    ]
    return found + [
        lasting("successor", record, {}, f"promise/{record.get('successor')}")
        for record in history
        if record.kind == "promise.superseded"
    ]


def _value(history: Sequence[Record], now: Status, moment: Instant) -> Value:
    made = history[0]
    happened = [record for record in history[1:] if record.on.earliest <= moment]
    deadline = now.deadline
    claims = status(history, moment, trust_claims=True) if now.claimed else now
    value: Value = {name: made.get(name) for name in COPIED if made.get(name) is not None}
    value |= {
        "on": made.get("on"),
        **_worth(now),
        "outcome_known": now.outcome_known,
        "contested": now.contested,
        "looked_into": now.looked_into,
        "claimed": now.claimed,
        "claims": _worth(claims),
        "due_instant": deadline.due,
        "first_due": deadline.first,
        "found": now.found,
        "decided": now.decided,
        "is_due": deadline.passed(moment),
        "breach": now.breach,
        "halted": now.halted,
        "postponements": deadline.postponements,
        "suspended": now.suspended,
        "blocked_by": list(now.blocked_by),
        "owed_by": _owers(made, happened, deadline.due),
        "redefined": sum(record.kind == "promise.redefined" for record in happened),
        **_succession(made, happened),
        "let_off": _let_off(made, [one for one in happened if one.on.latest <= moment]),
        "vague": dates_in_words(made, happened),
        "events": list(now.events),
        "sources": sorted(_source_types([made, *happened])),
    }
    return value


def _worth(now: Status) -> Value:
    """What it amounts to, and what it counts: between bounds where that is not one number."""
    low, high = (None if now.resolved else now.bounds) or (None, None)
    return {
        "state": now.state,
        "value": now.value,
        "value_low": low,
        "value_high": high,
        "resolved": now.resolved,
    }


def _succession(made: Record, happened: Sequence[Record]) -> Value:
    """What replaced the promise first, and whether a beneficiary consented to it."""
    for record in happened:
        if record.kind == "promise.superseded":
            agreed = set(made.get("to", ())).intersection(record.get("consent_by", ()))
            return {"successor": record.get("successor"), "agreed": bool(agreed)}
    return {"successor": None, "agreed": False}


def _let_off(made: Record, happened: Sequence[Record]) -> bool:
    """Whether a beneficiary released it or agreed to what replaced it, be it after it fell due.

    That undoes no breach in the score (METHODS 1), and repairs it for `promises-kept` (METHODS 6).
    """
    beneficiaries = set(made.get("to", ()))
    return any(
        (one.kind == "promise.released" and one.get("by") in beneficiaries)
        or (one.kind == "promise.superseded" and beneficiaries & set(one.get("consent_by", ())))
        for one in happened
    )


def _source_types(records: Sequence[Record]) -> list[str]:
    return [
        source.get("type", "other") for record in records for source in record.get("source", ())
    ]


def _owers(made: Record, happened: Sequence[Record], due: Instant | None) -> list[str]:
    """Under a mandate the mandator answers; otherwise whoever took over before the breach (D23)."""
    owers = list(made.get("by", ()))
    for record in happened:
        moved = record.kind == "promise.transferred" and record.get("form") != "mandate"
        if moved and (due is None or record.on.latest < due):
            owers = list(record.get("to", ()))
    return owers
