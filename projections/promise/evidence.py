"""What is established about a promise: claims and findings, kept apart.

Evidenced is an assessment that is independent or the beneficiary's, or the promisor's statement
against itself. Independent outranks beneficiary; of one assessor the finding said last counts;
assessors of equal rank who differ make the outcome disputed, and findings of different parties
that contradict each other make it contested whoever outranks the other. As what somebody is heard
is told by `admissible`, through which a history has gone before it is read here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.dates import Instant, bounds
from domain.record import Record
from projections.promise.admissible import still_owing
from projections.promise.counting import UNDECIDED, Counted, count_in, counted
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
    """What is established.

    finding: the one that counts. contradicted: whether equals differ from it, so that nothing is
    established. contested: whether findings of different parties contradict each other at all.
    """

    finding: Finding | None = None
    contradicted: bool = False
    contested: bool = False

    @property
    def kept(self) -> bool:
        """Whether the promise was kept, in time or late."""
        return self.finding is not None and self.finding.outcome in KEPT


def established(reading: Reading, deadline: Deadline, *, trust_claims: bool = False) -> Evidence:
    """Weigh every statement about the outcome of a promise.

    trust_claims: also take the promisor's word for keeping (`--basis claims`).
    """
    made, told = reading.made, reading.told
    trusted = trust_claims and claimed(made, told).complete
    # Only of last words: the last word counts, so a claim of keeping takes an admission back.
    weighed = {
        (rank, by): one
        for (rank, by), one in _last_words(made, told).items()
        if rank > RANK["promisor"] or trusted or _against_itself(made, one)
    }
    if not weighed:
        return Evidence()
    findings = {author: _finding(reading, one, deadline) for author, one in weighed.items()}
    top = max(rank for rank, _ in findings)
    equals = [finding for (rank, _), finding in findings.items() if rank == top]
    said = {(finding.outcome, finding.value, finding.bounds) for finding in equals}
    differ = len(said) > 1
    return Evidence(equals[-1], differ, differ or _contested(findings.values()))


def _last_words(made: Record, told: Iterable[Told]) -> dict[tuple[int, str], Told]:
    """What everybody said last of the outcome, by rank and author, the latest at the end."""
    last: dict[tuple[int, str], Told] = {}
    for one in told:
        author = _rank(made, one), str(one.get("by"))
        if not author[0] or (author in last and _published_before(one, last[author])):
            continue
        last.pop(author, None)
        last[author] = one
    return last


def _published_before(one: Told, other: Told) -> bool:
    """Whether something was said before something that happened no later.

    The day of a performance is not the day of the saying, which `published` tells where both
    have it; otherwise the order of a history does.
    """
    first, second = one.get("published"), other.get("published")
    return bool(first and second) and bounds(first).latest < bounds(second).earliest


SAYING_NOTHING = frozenset({"unknown", "nothing", UNDECIDED})
"""Outcomes that contradict no other one: that nothing could be found, or not whether it was all."""


def _contested(findings: Iterable[Finding]) -> bool:
    """Whether different parties found what cannot both be so."""
    found = {(finding.by, finding.outcome) for finding in findings}
    telling = [(by, outcome) for by, outcome in found if outcome not in SAYING_NOTHING]
    return any(
        by != author and outcome != contrary
        for by, outcome in telling
        for author, contrary in telling
    )


@dataclass(frozen=True, slots=True)
class Claims:
    """What those who owe the promise say of it themselves.

    last: what one of them said last of the outcome: a count that meets the size is kept, one of
    none done, or that may be all and may be less, says nothing. complete: whether all who still
    owe it said something. kept: whether all of these say that they kept it; what one claims, the
    others still owe.
    """

    last: str | None = None
    complete: bool = False
    kept: bool = False


def claimed(made: Record, told: Sequence[Told]) -> Claims:
    """What the owners last said of the outcome, each for itself."""
    said: dict[str, str | None] = {}
    for (rank, _), one in _last_words(made, told).items():
        if rank == RANK["promisor"]:
            for owner in one.get("bound"):
                said.pop(owner, None)
                said[owner] = _claim(made, one)
    if not said:
        return Claims()
    owing = [said.get(owner) for owner in still_owing(made, told)]
    kept = all(claim == "kept" for claim in owing)
    return Claims(list(said.values())[-1], None not in owing, kept)


def _claim(made: Record, one: Told) -> str | None:
    count = count_in(made, one)
    if count is None:
        return str(one.get("outcome"))
    partly = count.is_less and not count.is_none
    return "kept" if count.is_all else "partly" if partly else None


def _against_itself(made: Record, one: Told) -> bool:
    count = count_in(made, one)
    if count is not None:
        return not count.is_all
    return one.get("outcome") in {"not-kept", "partly", "broken"}


def _rank(made: Record, one: Told) -> int:
    """How much a statement about the outcome weighs; 0 when it is none."""
    counts = count_in(made, one) is not None
    if counts or one.kind in {"promise.assessed", "promise.reported"}:
        return RANK[one.get("basis")]
    return 0


def _finding(reading: Reading, one: Told, deadline: Deadline) -> Finding:
    by = str(one.get("by"))
    if one.kind == "promise.progressed":
        count = _progress(reading, one, deadline)
        between = (float(count.low), float(count.high))
        return Finding(count.outcome, count.value, by, one.at, between)
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
