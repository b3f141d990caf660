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
from projections.span import Span, Value, lasting, place_of, steps

COPIED = (
    "promise", "by", "to", "place", "topic", "text", "criterion", "strength", "origin", "due",
    "hold", "until", "size", "part_of", "repeats", "act",
)  # fmt: skip
"""The fields of the making that every view may show."""


HISTORY = "promise_history"
"""The kind of span that keeps a history of which others decide what counts; see `settled`."""

ASIDE = frozenset({"note", "relates", "recorded_by", "schema", "signature", "wording"})
"""The fields of a record on which no status rests."""


def spans(history: Sequence[Record]) -> list[Span]:
    """The life of a promise as its own stream tells it, what replaced it, and its history.

    Whether somebody who speaks of it is the promisor's own office, heir or spokesman stands on
    other streams. So where that matters the history is kept beside it, and whoever asks settles it.
    """
    if not history or history[0].kind != "promise.made":
        return []
    kept = [_kept(history)] if depends_on_others(history) else []
    return (
        life(history)
        + kept
        + [
            lasting("successor", record, {}, f"promise/{record.get('successor')}")
            for record in history
            if record.kind == "promise.superseded"
        ]
    )


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
        return value, max(value["events"])

    return [
        Span("promise", place_of(made), value, start, end, event)
        for start, end, value, event in steps(moments, value_at)
    ]


def _kept(history: Sequence[Record]) -> Span:
    records = [
        {
            "position": record.position,
            "fields": {name: held for name, held in record.fields.items() if name not in ASIDE}
            | {"source": [{"type": one.get("type", "other")} for one in record.get("source", ())]},
        }
        for record in history
    ]
    made = history[0]
    return Span(HISTORY, place_of(made), {"records": records}, BEGINNING, FOREVER, made.position)


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
        "state": now.state,
        "value": now.value,
        "resolved": now.resolved,
        "contested": now.contested,
        "looked_into": now.looked_into,
        "claimed": now.claimed,
        "unverified": now.unverified,
        "claims": {"state": claims.state, "value": claims.value, "resolved": claims.resolved},
        "due_instant": deadline.due,
        "first_due": deadline.first,
        "found": now.found,
        "decided": now.decided,
        "is_due": deadline.passed(moment),
        "breach": now.breach,
        "halted": now.halted,
        "postponements": deadline.postponements,
        "suspended": _open(happened, "promise.suspended", "promise.resumed"),
        "blocked_by": _blockers(happened),
        "owed_by": still_owing(made, happened),
        "scored_to": _answering(made, happened, deadline.due),
        "redefined": sum(record.kind == "promise.redefined" for record in happened),
        **_succession(happened),
        "let_off": _let_off([one for one in happened if one.on.latest <= moment]),
        "events": list(now.events),
        "sources": sorted(_source_types([made, *happened])),
    }
    return value


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


def _open(happened: Sequence[Record], opening: str, closing: str) -> bool:
    last = [record.kind for record in happened if record.kind in {opening, closing}]
    return bool(last) and last[-1] == opening


def _blockers(happened: Sequence[Record]) -> list[str]:
    if not _open(happened, "promise.blocked", "promise.unblocked"):
        return []
    return [str(record.get("by")) for record in happened if record.kind == "promise.blocked"][-1:]


def _answering(made: Record, happened: Sequence[Record], due: Instant | None) -> list[str]:
    """Under a mandate the mandator answers; otherwise whoever took over before the breach (D23)."""
    before = [record for record in happened if due is None or record.on.latest < due]
    return still_owing(made, before)
