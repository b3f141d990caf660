"""From the history of a promise to its rows; and the dates that stand among its words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any, NamedTuple

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
    due, until, condition = made.get("due"), made.get("until"), made.get("condition") or {}
    deadlines = (("due", due), ("until", until), ("condition.due", condition.get("due")))
    found = [name for name, text in deadlines if _in_words(text)]
    if falls_due(due) or falls_due(until):
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


Status = tuple[Any, ...]
"""The fields of a row that change with the moment, in the order of its class."""

EVENTS = PromiseRow.__match_args__.index("events") - PromiseRow.__match_args__.index("outcome")
"""Where the events stand there."""


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
    changes: list[tuple[Instant, Status]] = []
    for moment in moments:
        stands = standing.at(moment)
        if not changes or changes[-1][1] != stands:
            changes.append((moment, stands))
    ends = [*(moment for moment, _ in changes[1:]), FOREVER]
    subject, scope, terms, on = made.stream, made.scope, _terms(made), str(made.get("on"))
    return [
        PromiseRow(subject, scope, start, end, stands[EVENTS][-1], terms, on, *stands)
        for (start, stands), end in zip(changes, ends, strict=True)
    ]


def _successor(superseded: Record) -> SuccessorRow:
    """That another promise stands in the place of this one, from the replacement on."""
    scope = f"promise/{superseded.get('successor')}"
    return SuccessorRow(*since(superseded)._replace(scope=scope))


def _terms(made: Record) -> PromiseTerms:
    """What was promised, as the making says, with what it means where it says nothing."""
    get = made.get
    return PromiseTerms(
        tuple(get("by", ())),
        tuple(get("to", ())),
        made.level,
        get("topic"),
        get("text", ""),
        get("criterion"),
        get("wording"),
        get("strength", "pledge"),
        get("origin", "word"),
        get("due"),
        get("hold", "achievement"),
        get("until"),
        get("size"),
        get("part_of"),
        get("repeats"),
        get("act"),
        (made.id, *made.replaced),
        contradicted(made),
    )


def _transferees(history: Iterable[Record]) -> tuple[str, ...]:
    """Who took the promise over at any time, in alphabetical order."""
    transfers = (record for record in history if record.kind == "promise.transferred")
    return tuple(sorted({party for transfer in transfers for party in transfer.get("to")}))


class Happened(NamedTuple):
    """The fields of a row that follow from what has happened alone."""

    replacement: Replacement | None
    redefined: int
    owed_by: tuple[str, ...]
    vague: tuple[str, ...]
    sources: tuple[str, ...]


class Standing:
    """How a promise stands at any moment. history: what counts, the making first."""

    def __init__(self, history: Sequence[Record], states: PromiseStates) -> None:
        self._made, self._later, self._states = history[0], history[1:], states
        self._begins = sorted([record.on.earliest for record in self._later])
        self._happened: dict[int, Happened] = {}
        self._in_words = _making_in_words(self._made)
        let_off = [record.on.latest for record in self._later if _lets_off(record)]
        self._let_off = min(let_off, default=FOREVER)
        self._changes_hands = not CHANGING_HANDS.isdisjoint([one.kind for one in self._later])
        self._transferees = _transferees(self._later) if self._changes_hands else ()
        self._owners = tuple(self._made.get("by", ()))

    def at(self, moment: Instant) -> Status:
        """The fields of its row that change with the moment."""
        now = self._states.at(moment)
        outcome = _outcome(now)
        claims = _outcome(self._states.at(moment, trust_claims=True)) if now.claimed else outcome
        # What has happened only grows, so how much it is tells what it is.
        number = bisect_right(self._begins, moment)
        if number not in self._happened:
            self._happened[number] = self._of(self._by(moment))
        replacement, redefined, owed_by, vague, sources = self._happened[number]
        return (
            outcome,
            claims,
            now.outcome_known,
            now.looked_into,
            now.claimed,
            now.unverified,
            now.found,
            now.decided,
            now.contested,
            _deadline(now.deadline, moment),
            now.breach,
            now.halted,
            now.suspended,
            now.blocked_by,
            replacement,
            None,  # why it counts as replaced, the stream of its successor tells
            redefined,
            self._let_off <= moment,
            owed_by,
            self._answering(moment, now.deadline.due),
            self._transferees,
            vague,
            now.events,
            sources,
        )

    def _by(self, moment: Instant) -> list[Record]:
        """What has happened by a moment, or may have."""
        return [record for record in self._later if record.on.earliest <= moment]

    def _of(self, happened: Sequence[Record]) -> Happened:
        kinds = [record.kind for record in happened]
        return Happened(
            _replacement(happened),
            kinds.count("promise.redefined"),
            tuple(still_owing(self._made, happened)) if self._changes_hands else self._owners,
            (*self._in_words[0], *_postponed(happened), *self._in_words[1]),
            tuple(sorted(chain.from_iterable(one.source_types for one in (self._made, *happened)))),
        )

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
