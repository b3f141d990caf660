"""From the history of a promise to its rows; and the dates that stand among its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from domain.dates import Instant, falls_due, holds_a_date, is_date, turns_of
from domain.parties import ALONE, Parties
from domain.record import Record
from domain.roles import Voice
from projections.promise.admissible import admissible, depends_on_others, still_owing
from projections.promise.judgement import PromiseState, PromiseStates
from projections.promise.timeline import Deadline, due_moments
from projections.rows.frozen import Row
from projections.rows.promise import (
    PromiseDeadline,
    PromiseOutcome,
    PromiseRow,
    PromiseTerms,
    Replacement,
    SuccessorRow,
)
from projections.rows.records import KeptRecord, PromiseHistoryRow
from projections.rows.span import JsonObject, contradicted, envelope, since, stretches

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
# The rows of a promise: its status from moment to moment, and the place to look it up by.

ASIDE = frozenset({"note", "recorded_by", "schema", "signature"})
"""The fields of a record on which no status rests."""


def spans(history: Sequence[Record]) -> list[Row]:
    """The life of a promise as its own stream tells it, what replaced it, and its history.

    Whether somebody who speaks of it is the promisor's own office, heir or spokesman stands on
    other streams. So where that matters the history is kept beside it, and whoever asks settles it.
    """
    if not history or history[0].kind != "promise.made":
        return []
    successors = (_successor(record) for record in history if record.kind == "promise.superseded")
    kept = [_kept(history)] if depends_on_others(history) else []
    return [*life(history), *kept, *successors]


def life(
    history: Sequence[Record], parties: Parties = ALONE, voices: Sequence[Voice] = ()
) -> list[PromiseRow]:
    """One row for each stretch of time in which the status of a promise stays the same."""
    counting = admissible(history, parties, voices)
    made, *later = counting
    states, terms, begun = PromiseStates(counting), _terms(made), made.on.earliest
    moments = {begun} | due_moments(states.readings) | turns_of(record.on for record in later)
    rows = {moment: _row(counting, terms, states, moment) for moment in moments if moment >= begun}
    held = stretches({moment: (row, row.event) for moment, row in rows.items()})
    return [row.during(start, end) for start, end, row, _ in held]


def _successor(superseded: Record) -> SuccessorRow:
    """That another promise stands in the place of this one, from the replacement on."""
    scope = f"promise/{superseded.get('successor')}"
    return SuccessorRow(*since(superseded)._replace(scope=scope))


def _kept(history: Sequence[Record]) -> PromiseHistoryRow:
    """The history in the book, without what no status rests on."""
    records = tuple(KeptRecord.of(record, _read(record)) for record in history)
    return PromiseHistoryRow(*envelope(history), records)


def _read(record: Record) -> JsonObject:
    """The fields of a record that a status, or what is shown with it, rests on."""
    types = [{"type": source.get("type", "other")} for source in record.get("source", ())]
    held = {name: value for name, value in record.fields.items() if name not in ASIDE}
    return held | {"source": types}


def _terms(made: Record) -> PromiseTerms:
    """What was promised, as the making says, with what it means where it says nothing."""
    return PromiseTerms(
        by=tuple(made.get("by", ())),
        to=tuple(made.get("to", ())),
        level=made.level,
        topic=made.get("topic"),
        text=made.get("text", ""),
        criterion=made.get("criterion"),
        wording=made.get("wording"),
        strength=made.get("strength", "pledge"),
        origin=made.get("origin", "word"),
        due=made.get("due"),
        hold=made.get("hold", "achievement"),
        until=made.get("until"),
        size=made.get("size"),
        part_of=made.get("part_of"),
        repeats=made.get("repeats"),
        act=made.get("act"),
        records=(made.id, *made.replaced),
        contradicts=contradicted(made),
    )


def _transferees(history: Iterable[Record]) -> tuple[str, ...]:
    """Who took the promise over at any time, in alphabetical order."""
    transfers = (record for record in history if record.kind == "promise.transferred")
    return tuple(sorted({party for transfer in transfers for party in transfer.get("to")}))


def _row(
    history: Sequence[Record], terms: PromiseTerms, states: PromiseStates, moment: Instant
) -> PromiseRow:
    """The promise as it stands at a moment, as if it stood so for all time."""
    made = history[0]
    happened = [record for record in history[1:] if record.on.earliest <= moment]
    now = states.at(moment)
    claims = states.at(moment, trust_claims=True) if now.claimed else now
    return PromiseRow(
        *envelope(history)._replace(event=now.events[-1]),
        terms=terms,
        on=str(made.get("on")),
        outcome=_outcome(now),
        claims=_outcome(claims),
        outcome_known=now.outcome_known,
        looked_into=now.looked_into,
        claimed=now.claimed,
        unverified=now.unverified,
        found=now.found,
        decided=now.decided,
        contested=now.contested,
        deadline=_deadline(now.deadline, moment),
        breach=now.breach,
        halted=now.halted,
        suspended=now.suspended,
        blocked_by=now.blocked_by,
        replacement=_replacement(happened),
        replaced_by=None,
        redefined=sum(record.kind == "promise.redefined" for record in happened),
        let_off=_let_off(record for record in happened if record.on.latest <= moment),
        owed_by=tuple(still_owing(made, happened)),
        scored_to=_answering(made, happened, now.deadline.due),
        transferees=_transferees(history),
        vague=tuple(dates_in_words(made, happened)),
        events=now.events,
        sources=tuple(sorted(_source_types([made, *happened]))),
    )


def _deadline(now: Deadline, moment: Instant) -> PromiseDeadline:
    return PromiseDeadline(now.first, now.due, now.passed(moment), now.postponements)


def _outcome(now: PromiseState) -> PromiseOutcome:
    """What it amounts to, and what it counts: between bounds where that is not one number."""
    bounds = None if now.resolved else now.bounds
    return PromiseOutcome(now.state, now.value, bounds, now.resolved, now.findings)


def _replacement(happened: Iterable[Record]) -> Replacement | None:
    """What replaced the promise first, and whether a beneficiary consented to it."""
    for record in happened:
        if record.kind == "promise.superseded":
            return Replacement(str(record.get("successor")), bool(record.get("consent_by")))
    return None


def _let_off(happened: Iterable[Record]) -> bool:
    """Whether a beneficiary released it or agreed to what replaced it, be it after it fell due.

    That undoes no breach in the score (METHODS 1), and repairs it for `promises-kept` (METHODS 6).
    """
    return any(
        record.kind == "promise.released"
        or (record.kind == "promise.superseded" and bool(record.get("consent_by")))
        for record in happened
    )


def _source_types(records: Sequence[Record]) -> list[str]:
    return [
        source.get("type", "other") for record in records for source in record.get("source", ())
    ]


def _answering(made: Record, happened: Sequence[Record], due: Instant | None) -> tuple[str, ...]:
    """Under a mandate the mandator answers; otherwise whoever took over before the breach (D23)."""
    before = [record for record in happened if due is None or record.on.latest < due]
    return tuple(still_owing(made, before))
