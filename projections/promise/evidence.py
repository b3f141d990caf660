"""What is established about a promise: claims and findings, kept apart.

Evidenced is an assessment that is independent or the beneficiary's, or the promisor's statement
against itself. Independent outranks beneficiary; of one assessor the last counts; assessors of
equal rank who differ make the outcome disputed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from domain.dates import Instant
from domain.quantity import amount
from domain.record import Record
from projections.promise.deadline import Deadline
from projections.promise.reading import Reading, Told

RANK = {"independent": 3, "beneficiary": 2, "promisor": 1}
KEPT = frozenset({"kept", "kept-late"})


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome that one statement gives.

    outcome: kept, kept-late, partly, broken, unknown, or nothing (a count of none done so far).
    value: what it counts from -1 (not kept) to 1 (kept in time); None when it does not count.
    at: when what it says was done, or found.
    """

    outcome: str
    value: float | None
    by: str
    at: Instant


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
    said = {(finding.outcome, finding.value) for finding in equals}
    return Evidence(equals[-1], len(said) > 1)


def claimed(made: Record, told: Iterable[Told]) -> str | None:
    """What the promisor last said of the outcome, or None; a count that meets the size is kept.

    A count of none done says nothing of the outcome.
    """
    said: str | None = None
    for one in told:
        if _counts(made, one):
            if one.get("by") in made.get("by", ()):
                share = _share(made, one)
                said = "kept" if share == 1 else "partly" if share else None
        elif one.kind == "promise.reported" or one.get("basis") == "promisor":
            said = str(one.get("outcome"))
    return said


def _counts(made: Record, one: Told) -> bool:
    """Whether a record counts what was done of a mass promise."""
    counted = one.kind == "promise.progressed" and one.get("done") is not None
    return counted and made.get("size") is not None


def _against_itself(made: Record, one: Told) -> bool:
    if _counts(made, one):
        return _share(made, one) < 1
    return one.get("outcome") in {"not-kept", "partly", "broken"}


def _rank(made: Record, one: Told) -> int:
    """How much a statement about the outcome weighs; 0 when it is none."""
    if one.kind == "promise.assessed":
        return RANK[one.get("basis")]
    if one.kind == "promise.reported":
        return RANK["promisor"]
    if not _counts(made, one):
        return 0
    if one.get("by") in made.get("by", ()):
        return RANK["promisor"]
    return RANK["beneficiary" if one.get("by") in made.get("to", ()) else "independent"]


def _finding(reading: Reading, one: Told, deadline: Deadline) -> Finding:
    by = str(one.get("by"))
    if one.kind == "promise.progressed":
        outcome, value = _progress(reading, one, deadline)
        return Finding(outcome, value, by, one.at)
    outcome = str(one.get("outcome"))
    if outcome == "kept":
        late = deadline.passed(one.at)
        return Finding("kept-late", 0.0, by, one.at) if late else Finding("kept", 1.0, by, one.at)
    if outcome == "partly":
        return Finding("partly", 0.0, by, one.at)
    if outcome in {"broken", "not-kept"}:
        return Finding("broken", -1.0, by, one.at)
    return Finding("unknown", None, by, one.at)


def _progress(reading: Reading, last: Told, deadline: Deadline) -> tuple[str, float]:
    """Of a mass promise the share done on time counts +1, late 0, the rest -1 (A08, A09).

    A count corrects the counts before it: what the last one takes back was never done on time.
    """
    made = reading.made
    done = _share(made, last)
    in_time = [
        _share(made, one)
        for one in reading.told
        if _counts(made, one) and one.get("by") == last.get("by") and not deadline.passed(one.at)
    ]
    on_time = min(in_time[-1], done) if in_time else Fraction(0)
    value = float(on_time - (1 - done))
    if on_time == 1:
        return "kept", value
    if done == 1:
        return "kept-late", value
    return ("partly" if done else "nothing"), value


def _share(made: Record, one: Told) -> Fraction:
    """The share done, at the most: the benefit of the doubt is the promisor's."""
    done, size = amount(str(one.get("done"))), amount(str(made.get("size")))
    if size.least == 0:
        return Fraction(1)
    most = done.least if done.most is None else done.most
    return min(most / size.least, Fraction(1))
