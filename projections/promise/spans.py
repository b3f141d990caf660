"""The spans of a promise: its status from moment to moment, and the place to look it up by."""

from __future__ import annotations

from collections.abc import Sequence

from domain.dates import BEGINNING, FOREVER, Instant
from domain.parties import ALONE, Parties
from domain.record import Record
from domain.roles import Voice
from projections.promise.admissible import admissible, depends_on_others, still_owing
from projections.promise.deadline import due_moments
from projections.promise.life import Status, status
from projections.promise.vague import dates_in_words
from projections.rows.records import KeptRecord, PromiseHistoryRow
from projections.rows.span import Row
from projections.span import Span, Value, lasting, place_of, steps

COPIED = (
    "promise", "by", "to", "place", "topic", "text", "criterion", "strength", "origin", "due",
    "hold", "until", "size", "part_of", "repeats", "act",
)  # fmt: skip
"""The fields of the making that every view may show."""


ASIDE = frozenset({"note", "relates", "recorded_by", "schema", "signature", "wording"})
"""The fields of a record on which no status rests."""


def spans(history: Sequence[Record]) -> list[Span | Row]:
    """The life of a promise as its own stream tells it, what replaced it, and its history.

    Whether somebody who speaks of it is the promisor's own office, heir or spokesman stands on
    other streams. So where that matters the history is kept beside it, and whoever asks settles it.
    """
    if not history or history[0].kind != "promise.made":
        return []
    successors = (
        lasting("successor", record, {}, f"promise/{record.get('successor')}")
        for record in history
        if record.kind == "promise.superseded"
    )
    kept = [_kept(history)] if depends_on_others(history) else []
    return [*life(history), *kept, *successors]


def life(
    history: Sequence[Record], parties: Parties = ALONE, voices: Sequence[Voice] = ()
) -> list[Span]:
    """One span of kind `promise` for each stretch of time in which its status stays the same."""
    counting = admissible(history, parties, voices)
    made = counting[0]
    moments = {made.on.earliest} | due_moments(counting, FOREVER)
    for record in counting[1:]:
        moments |= {record.on.earliest, record.on.latest}
    moments = {moment for moment in moments if moment >= made.on.earliest}

    def value_at(moment: Instant) -> tuple[Value, int]:
        value = _value(counting, status(counting, moment), moment)
        return value, int(value["events"][-1])

    return [
        Span("promise", place_of(made), value, start, end, event)
        for start, end, value, event in steps(moments, value_at)
    ]


def _kept(history: Sequence[Record]) -> PromiseHistoryRow:
    """The history in the book, without what no status rests on."""
    made = history[0]
    records = tuple(KeptRecord.of(record, _read(record)) for record in history)
    row = (made.stream, place_of(made), BEGINNING, FOREVER, made.position, records)
    return PromiseHistoryRow(*row)


def _read(record: Record) -> Value:
    """The fields of a record that a status, or what is shown with it, rests on."""
    types = [{"type": source.get("type", "other")} for source in record.get("source", ())]
    held = {name: value for name, value in record.fields.items() if name not in ASIDE}
    return held | {"source": types}


def _value(history: Sequence[Record], now: Status, moment: Instant) -> Value:
    made = history[0]
    happened = [record for record in history[1:] if record.on.earliest <= moment]
    deadline = now.deadline
    claims = status(history, moment, trust_claims=True) if now.claimed else now
    value: Value = {name: made.get(name) for name in COPIED if made.get(name) is not None}
    transfers = [record for record in history if record.kind == "promise.transferred"]
    if transfers:
        taken = {party for record in transfers for party in record.get("to")}
        value["parties"] = sorted({*made.get("by", ()), *made.get("to", ()), *taken})
    value |= {
        "on": made.get("on"),
        **_worth(now),
        "outcome_known": now.outcome_known,
        "contested": now.contested,
        "looked_into": now.looked_into,
        "claimed": now.claimed,
        "unverified": now.unverified,
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
        "owed_by": still_owing(made, happened),
        "scored_to": _answering(made, happened, deadline.due),
        "redefined": sum(record.kind == "promise.redefined" for record in happened),
        **_succession(happened),
        "let_off": _let_off([one for one in happened if one.on.latest <= moment]),
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


def _succession(happened: Sequence[Record]) -> Value:
    """What replaced the promise first, and whether a beneficiary consented to it."""
    for record in happened:
        if record.kind == "promise.superseded":
            return {
                "successor": record.get("successor"),
                "agreed": bool(record.get("consent_by")),
            }
    return {"successor": None, "agreed": False}


def _let_off(happened: Sequence[Record]) -> bool:
    """Whether a beneficiary released it or agreed to what replaced it, be it after it fell due.

    That undoes no breach in the score (METHODS 1), and repairs it for `promises-kept` (METHODS 6).
    """
    return any(
        one.kind == "promise.released"
        or (one.kind == "promise.superseded" and bool(one.get("consent_by")))
        for one in happened
    )


def _source_types(records: Sequence[Record]) -> list[str]:
    return [
        source.get("type", "other") for record in records for source in record.get("source", ())
    ]


def _answering(made: Record, happened: Sequence[Record], due: Instant | None) -> list[str]:
    """Under a mandate the mandator answers; otherwise whoever took over before the breach (D23)."""
    before = [record for record in happened if due is None or record.on.latest < due]
    return still_owing(made, before)
