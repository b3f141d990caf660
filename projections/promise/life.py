"""The status of a promise at a moment, from what had happened by then (METHODS 1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.dates import FOREVER, Instant
from domain.record import Record, disputed
from domain.spans import NO, UNKNOWN, YES
from projections.promise.admissible import owing
from projections.promise.deadline import Deadline, deadline_after, falls_due
from projections.promise.evidence import KEPT, Evidence, claimed, established
from projections.promise.reading import Reading, Told, readings

ENDINGS = frozenset({"promise.withdrawn", "promise.released", "promise.superseded"})
EXCLUDED = frozenset(
    {"lapsed", "withdrawn-conditional", "released", "superseded", "excused", "conditional"}
)
UNSCORED = EXCLUDED | {"open", "undated", "in-force", "violated", "held"}
BROKEN = frozenset({"overdue", "broken", "withdrawn", "replaced"})
REPARABLE = frozenset({"overdue", "broken", "partly", "violated"})
"""The states of a breach that can still be made good; partly only once it fell due."""
RUNNING = REPARABLE | {"open", "conditional", "undated", "in-force"}
"""The states in which somebody can still hold it up."""
UNSEEN = "unseen"
HALTS = (("promise.suspended", "promise.resumed"), ("promise.blocked", "promise.unblocked"))


@dataclass(frozen=True, slots=True)
class Status:
    """What a promise amounts to at a moment.

    state: one of the states of METHODS 1.
    value: what it counts from -1 to 1 once due; None when it does not count.
    unverified: True when all who owe it say that they kept it, and nothing else is known of it.
    found: the outcome that counts among what was established; None if nothing was.
    decided: when what it amounts to was done, or found; None while that is open.
    resolved: False when nobody could establish, or nobody looked into, what became of it.
    breach: YES while it is in a breach that can still be made good; UNKNOWN where that is not
    established; UNSEEN where nobody looked into a deadline that passed, so the burden decides.
    halted: YES while it is suspended or blocked; UNKNOWN where the dates are too vague, or where
    it is so in part only.
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


def status(history: Sequence[Record], at: Instant, *, trust_claims: bool = False) -> Status:
    """The status at a moment. `history` begins with the making, and holds what is `admissible`.

    Where imprecise dates leave open whether something had happened by then, and it would matter
    to the outcome, the status is unresolved. Shown is then what is certain: what the history
    says with every date at its latest; and kept, if only the time is in doubt.
    """
    late, early = readings(history, at)
    shown = disputed(history)
    disputes = shown, _unsettling(history, shown)
    sure = _fold(late, at, disputes, trust_claims=trust_claims)
    if early is late:
        return sure
    perhaps = _fold(early, at, disputes, trust_claims=trust_claims)
    perhaps = replace(
        perhaps,
        breach=_agreed(sure.breach, perhaps.breach),
        halted=_agreed(sure.halted, perhaps.halted),
    )
    if (sure.state, sure.value, sure.resolved) == (perhaps.state, perhaps.value, perhaps.resolved):
        return replace(perhaps, decided=sure.decided)
    return replace(
        perhaps,
        state="kept" if {sure.state, perhaps.state} == KEPT else sure.state,
        value=None,
        resolved=False,
        deadline=sure.deadline,
        decided=sure.decided,
    )


def _unsettling(history: Sequence[Record], shown: frozenset[str]) -> frozenset[str]:
    """The ids of those disputed records whose dispute makes an outcome unresolved.

    That of an owner does not, else whoever is found wanting could leave the score by disputing.
    """
    owners = history[0].get("disputing_owners", ())
    if not owners:
        return shown
    return disputed(
        record
        for record in history
        if record.kind != "record.disputed" or record.get("by") not in owners
    )


def _fold(
    reading: Reading,
    at: Instant,
    disputes: tuple[frozenset[str], frozenset[str]],
    *,
    trust_claims: bool,
) -> Status:
    made, told = reading.made, reading.told
    shown, unsettling = disputes
    deadline = deadline_after(made, told)
    evidence = established(reading, deadline, trust_claims=trust_claims)
    ended = _ended(reading)
    state = ended[0] if ended else _unended(reading, at, deadline, evidence)
    claims = claimed(made, told)
    unverified = claims.kept and evidence.finding is None
    records = {made.id, *(one.record.id for one in told)}
    if ended:
        # What was taken back stays so whatever assessors say, unless just that is disputed.
        resolved = not unsettling & {made.id, ended[1].record.id}
    else:
        doubtful = evidence.finding is not None and evidence.finding.value is None
        open_claim = unverified and state in {"open", "overdue", "undated"}
        unsettled = bool(unsettling & records)
        resolved = not (open_claim or unsettled or evidence.contradicted or doubtful)
    decided = ended[1].at if ended else evidence.finding.at if evidence.finding else None
    looked_into = any(_looks_into(one) for one in told)
    unseen = state == "overdue" and not looked_into
    breached = state in REPARABLE and (state != "partly" or deadline.passed(at))
    return Status(
        state,
        _value(state, evidence) if resolved else None,
        resolved,
        bool(shown & records) or evidence.contested,
        looked_into=looked_into,
        claimed=claims.last,
        unverified=unverified,
        deadline=deadline,
        events=tuple(sorted({made.position, *(one.record.position for one in told)})),
        found=evidence.finding.outcome if evidence.finding else None,
        decided=decided,
        breach=_breach(resolved=resolved, unseen=unseen) if breached else NO,
        halted=_halted(told) if state in RUNNING else NO,
    )


def _breach(*, resolved: bool, unseen: bool) -> str:
    if not resolved:
        return UNKNOWN
    return UNSEEN if unseen else YES


def _agreed(sure: str, perhaps: str) -> str:
    """What both readings of the dates agree on; a breach in both, seen in one of them only."""
    if {sure, perhaps} == {YES, UNSEEN}:
        return UNSEEN
    return sure if sure == perhaps else UNKNOWN


def _halted(told: Sequence[Told]) -> str:
    """Whether the last word is that it was suspended or blocked; UNKNOWN when only in part."""
    answers = {NO}
    for begin, end in HALTS:
        last = [one for one in told if one.kind in {begin, end}][-1:]
        answers |= {UNKNOWN if one.get("place") else YES for one in last if one.kind == begin}
    return next(answer for answer in (YES, UNKNOWN, NO) if answer in answers)


def _looks_into(one: Told) -> bool:
    """Whether a record shows that somebody followed the promise; a merger of bodies does not."""
    return not one.kind.startswith("record.") and one.kind != "promise.transferred"


def _value(state: str, evidence: Evidence) -> float | None:
    if state in UNSCORED:
        return None
    if state in {"overdue", "withdrawn", "replaced"}:
        return -1.0
    return evidence.finding.value if evidence.finding else None


def _ended(reading: Reading) -> tuple[str, Told] | None:
    """The final state and what brought it about: taken back, let off, or replaced, unless kept."""
    made = reading.made
    for place, one in enumerate(reading.told):
        if one.kind not in ENDINGS:
            continue
        before = Reading(made, reading.told[:place])
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


def _all_left(made: Record, told: Sequence[Told]) -> bool:
    """Whether all who owe it withdrew: what one withdraws, the others still owe."""
    owners, left = owing(made, told)
    return left.issuperset(owners)


def _ending(before: Reading, one: Told, deadline: Deadline) -> str | None:
    """What an ending makes of a promise; None when a release has no effect."""
    if one.kind == "promise.withdrawn":
        return "withdrawn-conditional" if _waiting(before, one.at) else "withdrawn"
    in_time = not deadline.passed(one.at)
    if one.kind == "promise.released":
        return "released" if in_time else None
    agreed = bool(one.get("consent_by"))
    better = one.get("terms", "worse") in {"better", "same"}
    return "superseded" if in_time and (agreed or better) else "replaced"


def _unended(reading: Reading, at: Instant, deadline: Deadline, evidence: Evidence) -> str:
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


def _waiting(reading: Reading, at: Instant) -> str | None:
    """`conditional` or `lapsed` while a precondition is unmet."""
    condition = reading.made.get("condition") or {}
    if condition.get("type", "proviso") != "precondition":
        return None
    until = falls_due(condition.get("due")) or FOREVER
    if any(one.kind == "promise.condition_met" and one.at < until for one in reading.told):
        return None
    return "lapsed" if until <= at else "conditional"


def _excused(reading: Reading) -> bool:
    """A proviso excuses once it occurred in time, unless it lay in the promisor's power."""
    made = reading.made
    return any(
        one.kind == "promise.proviso_occurred"
        and not one.get("own_doing")
        and not deadline_after(made, reading.told[:place]).passed(one.at)
        for place, one in enumerate(reading.told)
    )


def _maintained(made: Record, at: Instant, outcome: str | None) -> str:
    """A promise to keep things as they are is violated at the first failing instant (D24)."""
    if outcome in {"broken", "partly"}:
        return "violated"
    until = falls_due(made.get("until"))
    return "held" if until is not None and until <= at else "in-force"
