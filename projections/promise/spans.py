"""From the history of a promise to its rows; and the dates that stand among its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Any

from domain.dates import FOREVER, Instant, falls_due, holds_a_date, is_date, turns_of
from domain.parties import ALONE, Parties
from domain.record import Record
from domain.roles import Voice
from projections.promise.admissible import admissible, still_owing
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
from projections.rows.span import contradicted, since

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
    deadlines, texts = _making_in_words(made)
    return [*deadlines, *_postponed(happened), *texts]


def _making_in_words(made: Record) -> tuple[list[str], list[str]]:
    """The deadlines and the texts of the making in which such a date stands."""
    deadlines = {name: made.get(name) for name in ("due", "until")}
    deadlines["condition.due"] = (made.get("condition") or {}).get("due")
    found = [name for name, text in deadlines.items() if _in_words(text)]
    if falls_due(deadlines["due"]) or falls_due(deadlines["until"]):
        return found, []
    return found, [name for name in TEXTS if holds_a_date(str(made.get(name) or ""))]


def _postponed(happened: Iterable[Record]) -> Sequence[str]:
    dues = (record.get("due") for record in happened if record.kind == "promise.postponed")
    return ["postponed.due"] if any(_in_words(due) for due in dues) else []


def _in_words(deadline: str | None) -> bool:
    return deadline is not None and not is_date(deadline) and holds_a_date(deadline)


# -- spans -------------------------------------------------------------------------------------
# The rows of a promise: its status from moment to moment, and the place to look it up by.


def spans(history: Sequence[Record]) -> list[Row]:
    """The life of a promise as its own stream tells it, and what replaced it.

    Whether somebody who speaks of it is the promisor's own office, heir or spokesman stands on
    other streams. So where that matters whoever asks settles it (`projections/promise_roles.py`).
    """
    if not history or history[0].kind != "promise.made":
        return []
    successors = (_successor(record) for record in history if record.kind == "promise.superseded")
    return [*life(history), *successors]


CHANGING = itemgetter(*PromiseRow.__match_args__[PromiseRow.__match_args__.index("on") + 1 :])
"""The fields of a row that change with the moment, in the order of its class."""


def life(
    history: Sequence[Record], parties: Parties = ALONE, voices: Sequence[Voice] = ()
) -> list[PromiseRow]:
    """One row for each stretch of time in which the status of a promise stays the same."""
    counting = admissible(history, parties, voices)
    made, *later = counting
    states, begun = PromiseStates(counting), made.on.earliest
    turns = due_moments(states.readings) | turns_of(record.on for record in later)
    moments = [begun, *sorted(turn for turn in turns if begun < turn < FOREVER)]
    standing = Standing(counting, states)
    changes: list[tuple[Instant, Fields]] = []
    for moment in moments:
        stands = standing.at(moment)
        if not changes or changes[-1][1] != stands:
            changes.append((moment, stands))
    ends = [*(moment for moment, _ in changes[1:]), FOREVER]
    subject, scope, terms, on = made.stream, made.scope, _terms(made), str(made.get("on"))
    return [
        PromiseRow(subject, scope, start, end, stands["events"][-1], terms, on, *CHANGING(stands))
        for (start, stands), end in zip(changes, ends, strict=True)
    ]


def _successor(superseded: Record) -> SuccessorRow:
    """That another promise stands in the place of this one, from the replacement on."""
    scope = f"promise/{superseded.get('successor')}"
    return SuccessorRow(*since(superseded)._replace(scope=scope))


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


Fields = dict[str, Any]
"""The fields of a row, by their names."""


class Standing:
    """How a promise stands at any moment. history: what counts, the making first."""

    def __init__(self, history: Sequence[Record], states: PromiseStates) -> None:
        self._made, self._later, self._states = history[0], history[1:], states
        self._begins = [record.on.earliest for record in self._later]
        self._happened: dict[int, Fields] = {}
        self._in_words = _making_in_words(self._made)
        self._let_off = [one for one in self._later if _lets_off(one)]
        self._changes_hands = any(one.kind in CHANGING_HANDS for one in self._later)
        self._transferees = _transferees(self._later) if self._changes_hands else ()
        self._owners = tuple(still_owing(self._made, ()))

    def at(self, moment: Instant) -> Fields:
        """The fields of its row that change with the moment."""
        now = self._states.at(moment)
        outcome = _outcome(now)
        claims = _outcome(self._states.at(moment, trust_claims=True)) if now.claimed else outcome
        # What has happened only grows, so how much it is tells what it is.
        number = sum(begins <= moment for begins in self._begins)
        if number not in self._happened:
            self._happened[number] = self._of(self._by(moment))
        return {
            "outcome": outcome,
            "claims": claims,
            "outcome_known": now.outcome_known,
            "looked_into": now.looked_into,
            "claimed": now.claimed,
            "unverified": now.unverified,
            "found": now.found,
            "decided": now.decided,
            "contested": now.contested,
            "deadline": _deadline(now.deadline, moment),
            "breach": now.breach,
            "halted": now.halted,
            "suspended": now.suspended,
            "blocked_by": now.blocked_by,
            "replaced_by": None,
            "let_off": any(record.on.latest <= moment for record in self._let_off),
            "scored_to": self._answering(moment, now.deadline.due),
            "transferees": self._transferees,
            "events": now.events,
            **self._happened[number],
        }

    def _by(self, moment: Instant) -> list[Record]:
        """What has happened by a moment, or may have."""
        return [record for record in self._later if record.on.earliest <= moment]

    def _of(self, happened: Sequence[Record]) -> Fields:
        """The fields that follow from what has happened alone."""
        owners = self._owners
        return {
            "replacement": _replacement(happened),
            "redefined": sum(record.kind == "promise.redefined" for record in happened),
            "owed_by": tuple(still_owing(self._made, happened)) if self._changes_hands else owners,
            "vague": (*self._in_words[0], *_postponed(happened), *self._in_words[1]),
            "sources": tuple(sorted(_source_types([self._made, *happened]))),
        }

    def _answering(self, moment: Instant, due: Instant | None) -> tuple[str, ...]:
        """Who answers for it: under a mandate the mandator, else who took over in time (D23)."""
        if not self._changes_hands:
            return self._owners
        happened = self._by(moment)
        before = [record for record in happened if due is None or record.on.latest < due]
        return tuple(still_owing(self._made, before))


CHANGING_HANDS = frozenset({"promise.transferred", "promise.withdrawn"})
"""What may change who owes a promise."""


def _lets_off(record: Record) -> bool:
    """Whether by it a beneficiary released the promise or agreed to what replaced it.

    That undoes no breach in the score (METHODS 1), and repairs it for `promises-kept`, be it after
    the breach (METHODS 6).
    """
    return record.kind == "promise.released" or (
        record.kind == "promise.superseded" and bool(record.get("consent_by"))
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


def _source_types(records: Sequence[Record]) -> list[str]:
    return [
        source.get("type", "other") for record in records for source in record.get("source", ())
    ]
