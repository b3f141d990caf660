"""What is established about a promise: claims and findings, kept apart.

Evidenced is an assessment that is independent or the beneficiary's, or the promisor's statement
against itself. Independent outranks beneficiary; of one assessor the last counts; assessors of
equal rank who differ make the outcome disputed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from domain.dates import Instant
from domain.record import Record
from projections.promise.counting import Counted, count_in, counted
from projections.promise.deadline import Deadline
from projections.promise.reading import Reading, Told

RANK = {"independent": 3, "beneficiary": 2, "promisor": 1}
KEPT = frozenset({"kept", "kept-late"})


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome that one statement gives.

    outcome: kept, kept-late, partly, broken, unknown, nothing (a count of none done so far), or
    undecided (a count that may be all and may be less).
    value: what it counts from -1 (not kept) to 1 (kept in time); None when it does not count, or
    is not one number.
    at: when what it says was done, or found.
    bounds: the least and the most that it counts, by a count; None of what is no count.
    """

    outcome: str
    value: float | None
    by: str
    at: Instant
    bounds: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is established: the finding that counts, and whether equals contradict it."""

    finding: Finding | None = None
    contradicted: bool = False

    @property
    def kept(self) -> bool:
        """Whether the promise was kept, in time or late."""
        return self.finding is not None and self.finding.outcome in KEPT


def established(reading: Reading, deadline: Deadline, *, trust_claims: bool = False) -> Evidence:
    """Weigh every statement about the outcome of a promise.

    trust_claims: also take the promisor's word for keeping (`--basis claims`).
    """
    last: dict[tuple[int, str], Told] = {}
    for one in reading.told:
        rank = _rank(reading.made, one)
        if rank:
            last.pop((rank, str(one.get("by"))), None)
            last[rank, str(one.get("by"))] = one
    # Only now: the last word counts, so a claim of keeping takes an earlier admission back.
    weighed = {
        (rank, by): one
        for (rank, by), one in last.items()
        if rank > RANK["promisor"] or trust_claims or _against_itself(reading.made, one)
    }
    if not weighed:
        return Evidence()
    top = max(rank for rank, _ in weighed)
    equals = [_finding(reading, one, deadline) for (rank, _), one in weighed.items() if rank == top]
    said = {(finding.outcome, finding.value, finding.bounds) for finding in equals}
    return Evidence(equals[-1], len(said) > 1)


def claimed(made: Record, told: Iterable[Told]) -> str | None:
    """What the promisor last said of the outcome, or None; a count that meets the size is kept.

    A count of none done says nothing of the outcome.
    """
    said: str | None = None
    for one in told:
        count = count_in(made, one)
        if count is not None:
            if one.get("by") in made.get("by", ()):
                partly = count.is_less and not count.is_none
                said = "kept" if count.is_all else "partly" if partly else None
        elif one.kind == "promise.reported" or one.get("basis") == "promisor":
            said = str(one.get("outcome"))
    return said


def _against_itself(made: Record, one: Told) -> bool:
    count = count_in(made, one)
    if count is not None:
        return not count.is_all
    return one.get("outcome") in {"not-kept", "partly", "broken"}


def _rank(made: Record, one: Told) -> int:
    """How much a statement about the outcome weighs; 0 when it is none."""
    if one.kind == "promise.assessed":
        return RANK[one.get("basis")]
    if one.kind == "promise.reported":
        return RANK["promisor"]
    if count_in(made, one) is None:
        return 0
    if one.get("by") in made.get("by", ()):
        return RANK["promisor"]
    return RANK["beneficiary" if one.get("by") in made.get("to", ()) else "independent"]


def _finding(reading: Reading, one: Told, deadline: Deadline) -> Finding:
    by = str(one.get("by"))
    if one.kind == "promise.progressed":
        count = _progress(reading, one, deadline)
        bounds = (float(count.low), float(count.high))
        return Finding(count.outcome, count.value, by, one.at, bounds)
    outcome = str(one.get("outcome"))
    if outcome == "kept":
        late = deadline.passed(one.at)
        return Finding("kept-late", 0.0, by, one.at) if late else Finding("kept", 1.0, by, one.at)
    if outcome == "partly":
        return Finding("partly", 0.0, by, one.at)
    if outcome in {"broken", "not-kept"}:
        return Finding("broken", -1.0, by, one.at)
    return Finding("unknown", None, by, one.at)


def _progress(reading: Reading, last: Told, deadline: Deadline) -> Counted:
    """What somebody's last count amounts to, beside what they had counted in time."""
    count = count_in(reading.made, last)
    assert count is not None, "only what counts ranks as a finding"
    in_time = [
        earlier
        for one in reading.told
        if one.get("by") == last.get("by") and not deadline.passed(one.at)
        if (earlier := count_in(reading.made, one)) is not None
    ]
    return counted(count, in_time[-1] if in_time else None)
