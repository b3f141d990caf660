"""The status of a promise at a moment, from what had happened by then (METHODS 1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.dates import Instant, due_instant, is_date
from domain.record import Record, disputed
from projections.promise.deadline import Deadline, deadline_after
from projections.promise.evidence import Evidence, claimed, established

FINAL = frozenset({"withdrawn", "withdrawn-conditional", "released", "superseded", "replaced"})
EXCLUDED = frozenset(
    {"lapsed", "withdrawn-conditional", "released", "superseded", "excused", "conditional"}
)
BROKEN = frozenset({"overdue", "broken", "withdrawn", "replaced"})


@dataclass(frozen=True, slots=True)
class Status:
    """What a promise amounts to at a moment.

    state: one of the states of METHODS 1.
    value: what it counts from -1 to 1 once due; None when it does not count.
    decided: when what it amounts to was done, or found; None while that is open.
    resolved: False when nobody could establish, or nobody looked into, what became of it.
    """

    state: str
    value: float | None
    resolved: bool
    contested: bool
    looked_into: bool
    claimed: str | None
    deadline: Deadline
    events: tuple[int, ...]
    decided: Instant | None = None


def status(history: Sequence[Record], at: Instant, *, trust_claims: bool = False) -> Status:
    """The status at a moment. `history` stands (nothing retracted) and begins with the making.

    Where imprecise dates leave open whether something had happened by then, and it would matter
    to the outcome, the status is unresolved.
    """
    certain = [record for record in history[1:] if record.on.latest <= at]
    possible = [record for record in history[1:] if record.on.earliest <= at]
    sure = _fold(history, certain, at, trust_claims=trust_claims)
    if len(certain) == len(possible):
        return sure
    perhaps = _fold(history, possible, at, trust_claims=trust_claims)
    if (sure.state, sure.value) == (perhaps.state, perhaps.value):
        return perhaps
    return Status(
        sure.state,
        None,
        resolved=False,
        contested=perhaps.contested,
        looked_into=True,
        claimed=perhaps.claimed,
        deadline=sure.deadline,
        events=perhaps.events,
    )


def _fold(
    history: Sequence[Record], happened: Sequence[Record], at: Instant, *, trust_claims: bool
) -> Status:
    made = history[0]
    ended = next((one for one in happened if _ends(made, happened, one)), None)
    deadline = deadline_after(made, happened)
    evidence = established(made, happened, deadline.due, trust_claims=trust_claims)
    state = _state(made, happened, at, deadline, evidence, ended)
    contested = bool(disputed(history) & {made.id, *(one.id for one in happened)})
    value = _value(state, evidence)
    said = claimed(made, happened)
    unverified = (
        said == "kept" and evidence.finding is None and state in {"open", "overdue", "undated"}
    )
    doubtful = evidence.finding is not None and evidence.finding.value is None
    resolved = state in FINAL or not (unverified or contested or evidence.contradicted or doubtful)
    return Status(
        state,
        value if resolved else None,
        resolved,
        contested or evidence.contradicted,
        looked_into=any(_looks_into(one) for one in happened),
        claimed=said,
        deadline=deadline,
        events=tuple(one.position for one in (made, *happened)),
        decided=_decided(happened, ended, evidence),
    )


def _decided(
    happened: Sequence[Record], ended: Record | None, evidence: Evidence
) -> Instant | None:
    if ended is not None:
        return ended.on.latest
    finding = evidence.finding
    found = [one for one in happened if finding is not None and one.position == finding.event]
    return found[0].on.latest if found else None


def _looks_into(record: Record) -> bool:
    """Whether a record shows that somebody followed the promise; a merger of bodies does not."""
    return not record.kind.startswith("record.") and record.kind != "promise.transferred"


def _state(  # noqa: PLR0911 - one line a row of the table in METHODS 1
    made: Record,
    happened: Sequence[Record],
    at: Instant,
    deadline: Deadline,
    evidence: Evidence,
    ended: Record | None,
) -> str:
    if ended is not None:
        return _ending(made, happened, ended, deadline)
    outcome = evidence.finding.outcome if evidence.finding else None
    if made.get("hold") == "maintenance":
        return _maintained(made, at, outcome)
    if outcome in {"kept", "kept-late", "unclear"}:
        return "kept" if outcome == "unclear" else outcome
    waiting = _waiting(made, happened, at)
    if waiting is not None:
        return waiting
    if _excused(made, happened, deadline):
        return "excused"
    if outcome in {"partly", "broken"}:
        return outcome
    if deadline.first is None:
        return "undated"
    return "overdue" if deadline.passed(at) else "open"


def _value(state: str, evidence: Evidence) -> float | None:
    if state in EXCLUDED or state in {"open", "undated", "in-force", "violated", "held"}:
        return None
    if state in {"overdue", "withdrawn", "replaced"}:
        return -1.0
    return evidence.finding.value if evidence.finding else None


def _ends(made: Record, happened: Sequence[Record], one: Record) -> bool:
    """Whether a record ends the promise: taken back, let off, or replaced, before it was kept."""
    if one.kind not in {"promise.withdrawn", "promise.released", "promise.superseded"}:
        return False
    before = [other for other in happened if other.on.earliest < one.on.earliest]
    deadline = deadline_after(made, before)
    finding = established(made, before, deadline.due).finding
    if finding is not None and finding.outcome in {"kept", "kept-late"}:
        return False
    if one.kind == "promise.released":
        let_off = one.get("by") in made.get("to", ())
        return bool(let_off) and not deadline.passed(one.on.latest)
    return True


def _ending(made: Record, happened: Sequence[Record], ended: Record, deadline: Deadline) -> str:
    if ended.kind == "promise.released":
        return "released"
    if ended.kind == "promise.withdrawn":
        waiting = _waiting(made, happened, ended.on.earliest)
        return "withdrawn-conditional" if waiting else "withdrawn"
    in_time = not deadline.passed(ended.on.latest)
    agreed = bool(set(made.get("to", ())).intersection(ended.get("consent_by", ())))
    better = ended.get("terms", "worse") in {"better", "same"}
    return "superseded" if in_time and (agreed or better) else "replaced"


def _waiting(made: Record, happened: Sequence[Record], at: Instant) -> str | None:
    """`conditional` or `lapsed` while a precondition is unmet."""
    condition = made.get("condition") or {}
    if condition.get("type", "proviso") != "precondition":
        return None
    text = condition.get("due")
    until = due_instant(text) if text is not None and is_date(text) else None
    met = any(
        one.kind == "promise.condition_met" and (until is None or one.on.latest < until)
        for one in happened
    )
    if met:
        return None
    return "lapsed" if until is not None and until <= at else "conditional"


def _excused(made: Record, happened: Sequence[Record], deadline: Deadline) -> bool:
    """A proviso excuses once it occurred in time, unless it lay in the promisor's power."""
    condition = made.get("condition") or {}
    if condition.get("in_power_of") in made.get("by", ()):
        return False
    return any(
        one.kind == "promise.proviso_occurred" and not deadline.passed(one.on.latest)
        for one in happened
    )


def _maintained(made: Record, at: Instant, outcome: str | None) -> str:
    """A promise to keep things as they are is violated at the first failing instant (D24)."""
    if outcome in {"broken", "partly"}:
        return "violated"
    until = made.get("until")
    if until is not None and is_date(until) and due_instant(until) <= at:
        return "held"
    return "in-force"
