"""From the history of a promise to its rows; and the dates that stand among its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from domain.dates import BEGINNING, FOREVER, Instant, falls_due, holds_a_date, is_date
from domain.parties import ALONE, Parties
from domain.record import Record
from domain.roles import Voice
from projections.promise.admissible import admissible, depends_on_others, still_owing
from projections.promise.judgement import PromiseState, state_at
from projections.promise.timeline import due_moments
from projections.rows.records import KeptRecord, PromiseHistoryRow
from projections.rows.span import Row, Span, Value, lasting, piecewise_values, place_of

# -- vague -------------------------------------------------------------------------------------
# Where a promise that the ledger takes for undated holds a date all the same.
#
# Such a promise is never scored (METHODS 0), which would reward whoever writes a date in words.
# So `check vague` lists it, to be read by a person.

TEXTS = ("text", "wording", "note")
"""The fields of the making in which a date may stand that was left out of `due`."""


def dates_in_words(made: Record, happened: Iterable[Record]) -> list[str]:
    """The fields in which a date stands that is read as none, in the order of the journal.

    Of a promise without a deadline, and without an end if it is to be maintained, its `text`,
    `wording` and `note`. Of every promise the deadlines in words that records from before such
    were refused may have: its `due`, `until` and `condition.due`, and the `due` of a postponement
    as `postponed.due`.
    """
    deadlines = {name: made.get(name) for name in ("due", "until")}
    deadlines["condition.due"] = (made.get("condition") or {}).get("due")
    found = [name for name, text in deadlines.items() if _in_words(text)]
    found += _postponed(happened)
    if falls_due(deadlines["due"]) is None and falls_due(deadlines["until"]) is None:
        found += [name for name in TEXTS if holds_a_date(str(made.get(name) or ""))]
    return found


def _postponed(happened: Iterable[Record]) -> Sequence[str]:
    dues = (record.get("due") for record in happened if record.kind == "promise.postponed")
    return ["postponed.due"] if any(_in_words(due) for due in dues) else []


def _in_words(deadline: str | None) -> bool:
    return deadline is not None and not is_date(deadline) and holds_a_date(deadline)


# -- spans -------------------------------------------------------------------------------------
# The spans of a promise: its status from moment to moment, and the place to look it up by.

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
        value = _value(counting, state_at(counting, moment), moment)
        return value, int(value["events"][-1])

    return [
        Span("promise", place_of(made), value, start, end, event)
        for start, end, value, event in piecewise_values(moments, value_at)
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


def _value(history: Sequence[Record], now: PromiseState, moment: Instant) -> Value:
    made = history[0]
    happened = [record for record in history[1:] if record.on.earliest <= moment]
    deadline = now.deadline
    claims = state_at(history, moment, trust_claims=True) if now.claimed else now
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


def _worth(now: PromiseState) -> Value:
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
