"""The status of a promise at a moment, from what had happened by then (METHODS 1)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from domain.dates import FOREVER, Instant, falls_due
from domain.history import ABOUT_RECORDS, Dispute, open_disputes, unsettles
from domain.record import Record
from domain.step_function import NO, UNKNOWN, YES
from projections.promise.admissible import owing
from projections.promise.evidence import (
    KEPT,
    NO_CLAIMS,
    NO_EVIDENCE,
    Claims,
    WeighedEvidence,
    claimed,
    established,
    last_words,
)
from projections.promise.findings import findings_of, last_look
from projections.promise.timeline import (
    NO_HALTS,
    DatedHistory,
    DatedRecord,
    Deadline,
    Halts,
    dated_histories,
    deadline_after,
    halts,
)
from projections.rows.promise import Finding

ENDINGS = frozenset({"promise.withdrawn", "promise.released", "promise.superseded"})
EXCLUDED = frozenset(
    {"lapsed", "withdrawn-conditional", "released", "superseded", "excused", "conditional"}
)
UNSCORED = EXCLUDED | {"open", "undated", "in-force", "violated", "held"}
REPARABLE = frozenset({"overdue", "broken", "partly", "violated"})
"""The states of a breach that can still be made good; partly only once it fell due."""
RUNNING = REPARABLE | {"open", "conditional", "undated", "in-force"}
"""The states in which somebody can still hold it up."""
UNSEEN = "unseen"
SILENT = frozenset({"overdue", "partly", "broken"})
"""The states of a promise that fell due unkept. In a ledger with an open burden they are a breach
only where somebody looked into it (METHODS 1)."""
KNOWN = KEPT | {"excused"}
"""The states, beside those of an ending, that a record itself establishes."""


class PromiseState(NamedTuple):
    """What a promise amounts to at a moment.

    state: one of the states of METHODS 1.
    value: what it counts from -1 to 1 once due; None when it does not count.
    unverified: True when all who owe it say that they kept it, and nothing else is known of it.
    found: the outcome that counts among what was established; None if nothing was.
    decided: when what it amounts to was done, or found; None while that is open.
    bounds: the least and the most that it counts, by a count that decides; else None.
    resolved: False when nobody could establish what became of it, or how much of it.
    outcome_known: whether what became of it is established, be it not how much.
    looked_into: whether, had it fallen due unkept, a record would show that somebody followed it.
    breach: YES while it is in a breach that can still be made good; UNKNOWN where that is not
    established; UNSEEN where nobody looked into a deadline that passed, so the burden decides.
    events: the positions of the records that it rests on, the making first and what happened last
    at the end.
    halted: YES while it is suspended or blocked; UNKNOWN where the dates are too vague, or where
    it is so in part only.
    suspended, blocked_by: whether it is suspended, and the bodies that block it, in the order in
    which they began to.
    findings: by whom, on what basis and when the state was established; see `PromiseOutcome`.
    """

    state: str
    value: float | None
    resolved: bool
    contested: bool
    looked_into: bool
    claimed: str | None
    unverified: bool
    deadline: Deadline
    events: tuple[int, ...]
    found: str | None = None
    decided: Instant | None = None
    breach: str = NO
    halted: str = NO
    outcome_known: bool = True
    bounds: tuple[float, float] | None = None
    suspended: bool = False
    blocked_by: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


class PromiseStates:
    """What a promise amounts to at any moment. history: the making first, what is `admissible`."""

    def __init__(self, history: Sequence[Record]) -> None:
        self.readings = dated_histories(history)
        self._disputes = _open_disputes(history)
        self._told: dict[tuple[int, int, bool], Told] = {}

    def at(self, moment: Instant, *, trust_claims: bool = False) -> PromiseState:
        """The status at a moment.

        Where imprecise dates leave open whether something had happened by then, and it would
        matter to the outcome, the status is unresolved. Shown is then what is certain: what the
        history says with every date at its latest; and kept, if only the time is in doubt.
        """
        sure = _state(self._until(moment, 0, trust_claims=trust_claims), moment)
        if len(self.readings) == 1:
            return sure
        return _known(sure, _state(self._until(moment, 1, trust_claims=trust_claims), moment))

    def _until(self, moment: Instant, number: int, *, trust_claims: bool) -> Told:
        """What one of the readings tells by a moment: the same until something else happens."""
        reading = self.readings[number]
        key = (number, reading.count(moment), trust_claims)
        told = self._told.get(key)
        if told is None:
            if trust_claims:
                told = _trusting(self._until(moment, number, trust_claims=False))
            else:
                told = _told(reading.first(key[1]), self._disputes)
            self._told[key] = told
        return told


class Told(NamedTuple):
    """What a reading tells of a promise, as far as that does not depend on the moment.

    ended: the final state and what brought it about. shown: whether something is disputed;
    doubted: whether that leaves open what became of the promise. looked: the last record that
    shows that somebody looked into it.
    """

    reading: DatedHistory
    deadline: Deadline
    evidence: WeighedEvidence
    ended: tuple[str, DatedRecord] | None
    claims: Claims
    halts: Halts
    shown: bool
    doubted: bool
    looked: DatedRecord | None
    events: tuple[int, ...]


def _trusting(told: Told) -> Told:
    """The same where the word of those who owe the promise is taken for true."""
    if not told.claims.complete:
        return told
    evidence = established(told.reading, told.deadline, trust_claims=True)
    return told._replace(evidence=evidence)


def _told(reading: DatedHistory, disputes: Sequence[tuple[Dispute, bool]]) -> Told:
    made, told = reading.made, reading.told
    deadline = deadline_after(made, told)
    if not (told or disputes):
        return _nothing_told(reading, deadline)
    words, ended = last_words(made, told), _ended(reading)
    shown, unsettled = _disputed(reading, disputes) if disputes else NO_DISPUTES
    return Told(
        reading,
        deadline,
        established(reading, deadline, words),
        ended,
        claimed(made, told, words) if words else NO_CLAIMS,
        halts(told),
        shown=bool(shown),
        # What was taken back stays so whatever assessors say, unless just that is disputed.
        doubted=bool(unsettled & {made.id, ended[1].record.id} if ended else unsettled),
        looked=last_look(reading, deadline),
        events=_events(reading),
    )


def _nothing_told(reading: DatedHistory, deadline: Deadline) -> Told:
    """What the making alone tells, as most promises begin."""
    return Told(
        reading,
        deadline,
        NO_EVIDENCE,
        None,
        NO_CLAIMS,
        NO_HALTS,
        shown=False,
        doubted=False,
        looked=None,
        events=(reading.made.position,),
    )


def _known(sure: PromiseState, perhaps: PromiseState) -> PromiseState:
    """What both readings of the dates, at their latest and at their earliest, leave known."""
    perhaps = perhaps._replace(
        decided=sure.decided,
        looked_into=sure.looked_into,
        breach=_agreed(sure.breach, perhaps.breach),
        halted=_agreed(sure.halted, perhaps.halted),
        outcome_known=sure.outcome_known and perhaps.outcome_known and sure.state == perhaps.state,
        bounds=_hull(sure.bounds, perhaps.bounds),
        findings=sure.findings,
    )
    if (sure.state, sure.value, sure.resolved) == (perhaps.state, perhaps.value, perhaps.resolved):
        return perhaps
    return perhaps._replace(
        state="kept" if {sure.state, perhaps.state} == KEPT else sure.state,
        value=None,
        resolved=False,
        deadline=sure.deadline,
    )


def _hull(
    sure: tuple[float, float] | None, perhaps: tuple[float, float] | None
) -> tuple[float, float] | None:
    """The least and the most that a count is worth on either reading of the dates."""
    if sure is None or perhaps is None:
        return None
    return min(sure[0], perhaps[0]), max(sure[1], perhaps[1])


def _state(now: Told, at: Instant) -> PromiseState:
    """What a promise amounts to at a moment, given what is told by then."""
    deadline, evidence, ended = now.deadline, now.evidence, now.ended
    finding = evidence.finding
    state = ended[0] if ended else _unended(now.reading, at, deadline, evidence)
    unverified = now.claims.kept and finding is None
    doubted = now.doubted or (
        ended is None and _unestablished(state, evidence, unverified=unverified)
    )
    bounds = finding.bounds if finding and not ended and not doubted else None
    resolved = not doubted and not (bounds and finding and finding.value is None)
    outcome_known = resolved or (not doubted and state in {"partly", "kept-late"})
    looked_into = bool(ended or state in KNOWN or now.looked)
    unseen = is_unseen(state, looked_into=looked_into)
    breached = state in REPARABLE and (state != "partly" or deadline.passed(at))
    return PromiseState(
        state,
        _value(state, evidence) if resolved else None,
        resolved,
        now.shown or evidence.contested,
        looked_into,
        now.claims.last,
        unverified,
        deadline,
        now.events,
        finding.outcome if finding else None,
        ended[1].at if ended else finding.at if finding else None,
        _breach(outcome_known=outcome_known, unseen=unseen) if breached else NO,
        now.halts.halted if state in RUNNING else NO,
        outcome_known,
        bounds,
        now.halts.suspended,
        now.halts.blocked_by,
        findings_of(now.reading, now.looked, evidence, state, ended[1] if ended else None),
    )


def _unestablished(state: str, evidence: WeighedEvidence, *, unverified: bool) -> bool:
    """Whether findings differ, could not tell, or the promisor alone says that it was kept."""
    finding = evidence.finding
    if finding is None:
        return unverified and state in {"open", "overdue", "undated"}
    return evidence.contradicted or (finding.value is None and finding.bounds is None)


def _events(reading: DatedHistory) -> tuple[int, ...]:
    """The records that it rests on: the making, records about records, and what happened last."""
    happened = sorted([one.record for one in reading.told], key=_as_it_counts)
    return (reading.made.position, *[record.position for record in happened])


def _as_it_counts(record: Record) -> tuple[bool, int]:
    return record.kind not in ABOUT_RECORDS, record.place


NO_DISPUTES = (frozenset[str](), frozenset[str]())


def _disputed(
    reading: DatedHistory, disputes: Sequence[tuple[Dispute, bool]]
) -> tuple[frozenset[str], frozenset[str]]:
    """The ids of what is disputed by then, and of what is unresolved by that."""
    records = [reading.made, *(one.record for one in reading.told)]
    kinds = {record.id: record.kind for record in records}
    shown = [(dispute, by_owner) for dispute, by_owner in disputes if dispute.record in kinds]
    return (
        frozenset(dispute.record for dispute, _ in shown),
        frozenset(
            dispute.record
            for dispute, by_owner in shown
            if unsettles(dispute, kinds[dispute.record], by_owner=by_owner)
        ),
    )


def _open_disputes(history: Sequence[Record]) -> list[tuple[Dispute, bool]]:
    """The open disputes, each with whether it comes from an owner or a body related to one."""
    disputes = open_disputes(history)
    if not disputes:
        return []
    by_owner = {record.id for record in history if record.get("by_owner")}
    return [(dispute, dispute.id in by_owner) for dispute in disputes]


def _breach(*, outcome_known: bool, unseen: bool) -> str:
    if not outcome_known:
        return UNKNOWN
    return UNSEEN if unseen else YES


def _agreed(sure: str, perhaps: str) -> str:
    """What both readings of the dates agree on; a breach in both, seen in one of them only."""
    if {sure, perhaps} == {YES, UNSEEN}:
        return UNSEEN
    return sure if sure == perhaps else UNKNOWN


def is_unseen(state: str, *, looked_into: bool) -> bool:
    """Whether a deadline passed unkept and nobody looked into it: then the burden decides."""
    return state in SILENT and not looked_into


def _value(state: str, evidence: WeighedEvidence) -> float | None:
    if state in UNSCORED:
        return None
    if state in {"overdue", "withdrawn", "replaced"}:
        return -1.0
    return evidence.finding.value if evidence.finding else None


def _ended(reading: DatedHistory) -> tuple[str, DatedRecord] | None:
    """The final state and what brought it about: taken back, let off, or replaced, unless kept."""
    made = reading.made
    for place, one in enumerate(reading.told):
        if one.kind not in ENDINGS:
            continue
        before = reading.first(place)
        deadline = deadline_after(made, before.told)
        achieves = made.get("hold") != "maintenance"
        if achieves and established(before, deadline).kept:
            continue
        if one.kind == "promise.withdrawn" and not _all_left(made, reading.told[: place + 1]):
            continue
        state = _ending(before, one, deadline)
        if state is not None:
            return state, one
    return None


def _all_left(made: Record, told: Sequence[DatedRecord]) -> bool:
    """Whether all who owe it withdrew: what one withdraws, the others still owe."""
    owners, left = owing(made, told)
    return left.issuperset(owners)


def _ending(before: DatedHistory, one: DatedRecord, deadline: Deadline) -> str | None:
    """What an ending makes of a promise; None when a release has no effect."""
    if one.kind == "promise.withdrawn":
        return "withdrawn-conditional" if _waiting(before, one.at) else "withdrawn"
    in_time = not deadline.passed(one.at)
    if one.kind == "promise.released":
        return "released" if in_time else None
    agreed = bool(one.get("consent_by"))
    better = one.get("terms", "worse") in {"better", "same"}
    return "superseded" if in_time and (agreed or better) else "replaced"


def _unended(
    reading: DatedHistory, at: Instant, deadline: Deadline, evidence: WeighedEvidence
) -> str:
    """The state of a promise that nobody took back, let off or replaced."""
    outcome = evidence.finding.outcome if evidence.finding else None
    if reading.made.get("hold") == "maintenance":
        return _maintained(reading.made, at, outcome)
    if outcome is not None and evidence.kept:
        return outcome
    waiting = _waiting(reading, at) or ("excused" if _excused(reading) else None)
    if waiting is not None:
        return waiting
    if outcome in {"partly", "broken"}:
        return outcome
    if deadline.first is None:
        return "undated"
    return "overdue" if deadline.passed(at) else "open"


def _waiting(reading: DatedHistory, at: Instant) -> str | None:
    """`conditional` or `lapsed` while a precondition is unmet."""
    condition = reading.made.get("condition") or {}
    if condition.get("type", "proviso") != "precondition":
        return None
    until = falls_due(condition.get("due")) or FOREVER
    if any(one.kind == "promise.condition_met" and one.at < until for one in reading.told):
        return None
    return "lapsed" if until <= at else "conditional"


def _excused(reading: DatedHistory) -> bool:
    """A proviso excuses once it occurred in time, unless it lay in the promisor's power."""
    for place, one in enumerate(reading.told):
        if one.kind != "promise.proviso_occurred" or one.get("own_doing"):
            continue
        if not deadline_after(reading.made, reading.told[:place]).passed(one.at):
            return True
    return False


def _maintained(made: Record, at: Instant, outcome: str | None) -> str:
    """A promise to keep things as they are is violated at the first failing instant (D24)."""
    if outcome in {"broken", "partly"}:
        return "violated"
    until = falls_due(made.get("until"))
    return "held" if until is not None and until <= at else "in-force"
