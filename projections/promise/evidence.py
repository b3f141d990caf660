"""Claims, counts and findings about a promise, weighed by who makes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from domain.dates import Instant, bounds
from domain.quantity import Amount, amount, promised_size
from domain.record import Record
from domain.value import value_class
from projections.promise.admissible import still_owing
from projections.promise.timeline import DatedHistory, DatedRecord, Deadline

# -- counting ----------------------------------------------------------------------------------
# What a count of a mass promise amounts to: the outcome, and its value between bounds.
#
# Of a mass promise (`size`) the share done on time counts +1, what was done late 0, and the rest
# -1 (METHODS 2, A08 and A09). A count decides only where all its readings agree (METHODS 0): one
# that may be all and may be less leaves the outcome open, one that is certainly less leaves open
# how much less.

UNDECIDED = "undecided"
"""The outcome of a count that may be all of what was promised, and may be less."""


@value_class
class Count:
    """How many were done, of how many promised."""

    done: Amount
    size: Amount

    @property
    def is_all(self) -> bool:
        """Whether it is certainly all that was promised."""
        return self.done.certainly_reaches(self.size)

    @property
    def is_none(self) -> bool:
        """Whether certainly nothing was done, though something was promised."""
        return self.done.most == 0 and not self.is_all

    @property
    def is_less(self) -> bool:
        """Whether it is certainly less than was promised; it may be nothing."""
        return self.is_none or self.done.certainly_short_of(self.size)

    @property
    def shares(self) -> tuple[Fraction, Fraction]:
        """The least and the most of the promised that it can be, from 0 to 1.

        Of more than a hundred, a hundred is not all, and no number says how much is missing: that
        leaves the share open.
        """
        if self.is_all:
            return Fraction(1), Fraction(1)
        if self.is_none:
            return Fraction(0), Fraction(0)
        limit = Amount(self.size.least, self.size.least)
        if self.size.above and self.done.may_equal(limit):
            return Fraction(0), Fraction(1)
        most = Fraction(1) if self.done.most is None else self._share(self.done.most)
        return self._share(self.done.least), most

    def _share(self, done: Fraction) -> Fraction:
        return min(done / self.size.least, Fraction(1))


@value_class
class Counted:
    """The outcome by a count, and the least and the most that it is worth, from -1 to 1."""

    outcome: str
    low: Fraction
    high: Fraction

    @property
    def value(self) -> float | None:
        """What it is worth; None where that is not one number."""
        return float(self.low) if self.low == self.high else None


def count_in(made: Record, told: DatedRecord) -> Count | None:
    """The count that a record gives; None where it counts nothing, or nothing was to be counted."""
    if told.kind != "promise.progressed" or told.get("done") is None:
        return None
    size = promised_size(made.get("size"))
    if size is None:
        return None
    return Count(amount(str(told.get("done"))), size)


def counted(last: Count, in_time: Count | None) -> Counted:
    """What the last count of somebody amounts to, beside their last one from before the deadline.

    A count corrects the counts before it: what the last one takes back was never done on time.
    """
    all_low, all_high = last.shares
    time_low, time_high = in_time.shares if in_time else (Fraction(0), Fraction(0))
    low = min(time_low, all_low) - (1 - all_low)
    high = min(time_high, all_high) - (1 - all_high)
    return Counted(_outcome(last, in_time), low, high)


def _outcome(last: Count, in_time: Count | None) -> str:
    """`kept` without one value: all was done, and it is open whether in time."""
    if last.is_all:
        in_time_too = in_time is not None and in_time.done.may_reach(in_time.size)
        return "kept" if in_time_too else "kept-late"
    if last.is_none:
        return "nothing"
    return "partly" if last.is_less else UNDECIDED


# -- evidence ----------------------------------------------------------------------------------
# What is established about a promise: claims and findings, kept apart.
#
# Evidenced is an assessment that is independent or the beneficiary's, or the promisor's statement
# against itself. Independent outranks beneficiary; of one assessor the finding said last counts;
# assessors of equal rank who differ make the outcome disputed, and findings of different parties
# that contradict each other make it contested whoever outranks the other. As what somebody is
# heard is told by `admissible`, through which a history has gone before it is read here.

PROMISOR = 1
RANK = {"independent": 3, "beneficiary": 2, "promisor": PROMISOR}
KEPT = frozenset({"kept", "kept-late"})


class Statement(NamedTuple):
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


class WeighedEvidence(NamedTuple):
    """What is established.

    finding: the one that counts. agreeing: the records of equals that say so, the one that counts
    last. contradicted: whether equals differ from it, so that nothing is established. contested:
    whether findings of different parties contradict each other at all.
    """

    finding: Statement | None = None
    agreeing: tuple[DatedRecord, ...] = ()
    contradicted: bool = False
    contested: bool = False

    @property
    def kept(self) -> bool:
        """Whether the promise was kept, in time or late."""
        return self.finding is not None and self.finding.outcome in KEPT


NO_EVIDENCE = WeighedEvidence()


def established(
    reading: DatedHistory,
    deadline: Deadline,
    words: LastWords | None = None,
    *,
    trust_claims: bool = False,
) -> WeighedEvidence:
    """Weigh every statement about the outcome of a promise.

    words: its last words, where somebody has read them. trust_claims: also take the promisor's
    word for keeping (`--basis claims`), where all who owe it gave it.
    """
    made = reading.made
    words = last_words(made, reading.told) if words is None else words
    # Only of last words: the last word counts, so a claim of keeping takes an admission back.
    weighed = {
        author: one
        for author, one in words.items()
        if author[0] > PROMISOR or trust_claims or _against_itself(made, one)
    }
    if not weighed:
        return NO_EVIDENCE
    findings = {author: _finding(reading, one, deadline) for author, one in weighed.items()}
    if len(findings) == 1:
        (only,) = findings.values()
        return WeighedEvidence(only, tuple(weighed.values()))
    top = max(rank for rank, _ in findings)
    equals = {author: finding for author, finding in findings.items() if author[0] == top}
    counting = list(equals.values())[-1]
    agreeing = [weighed[author] for author, one in equals.items() if _same(one, counting)]
    differ = len(agreeing) < len(equals)
    contested = differ or _contested(findings.values())
    return WeighedEvidence(counting, tuple(agreeing), differ, contested)


def _same(one: Statement, other: Statement) -> bool:
    """Whether two statements amount to the same, whoever made them and when."""
    return (one.outcome, one.value, one.bounds) == (other.outcome, other.value, other.bounds)


LastWords = dict[tuple[int, str], DatedRecord]
"""What everybody said last of the outcome, by rank and author, the latest at the end."""


def last_words(made: Record, told: Iterable[DatedRecord]) -> LastWords:
    """What everybody said last of the outcome of a promise."""
    last: LastWords = {}
    for one in told:
        if one.kind not in SAYING_OUTCOME:
            continue
        author = _rank(made, one), str(one.get("by"))
        if not author[0] or (author in last and _published_before(one, last[author])):
            continue
        last.pop(author, None)
        last[author] = one
    return last


def _published_before(one: DatedRecord, other: DatedRecord) -> bool:
    """Whether something was said before something that happened no later.

    The day of a performance is not the day of the saying, which `published` tells where both
    have it; otherwise the order of a history does.
    """
    first, second = one.get("published"), other.get("published")
    return bool(first and second) and bounds(first).latest < bounds(second).earliest


SAYING_OUTCOME = frozenset({"promise.assessed", "promise.reported", "promise.progressed"})
"""The kinds of record that may tell what became of a promise."""

SAYING_NOTHING = frozenset({"unknown", "nothing", UNDECIDED})
"""Outcomes that contradict no other one: that nothing could be found, or not whether it was all."""


def _contested(findings: Iterable[Statement]) -> bool:
    """Whether different parties found what cannot both be so."""
    found = {(finding.by, finding.outcome) for finding in findings}
    telling = [(by, outcome) for by, outcome in found if outcome not in SAYING_NOTHING]
    return any(
        by != author and outcome != contrary
        for by, outcome in telling
        for author, contrary in telling
    )


class Claims(NamedTuple):
    """What those who owe the promise say of it themselves.

    last: what one of them said last of the outcome: a count that meets the size is kept, one of
    none done, or that may be all and may be less, says nothing. complete: whether all who still
    owe it said something. kept: whether all of these say that they kept it; what one claims, the
    others still owe.
    """

    last: str | None = None
    complete: bool = False
    kept: bool = False


NO_CLAIMS = Claims()


def claimed(made: Record, told: Sequence[DatedRecord], words: LastWords) -> Claims:
    """What the owners last said of the outcome, each for itself."""
    said: dict[str, str | None] = {}
    for (rank, _), one in words.items():
        if rank == PROMISOR:
            for owner in one.get("bound"):
                said.pop(owner, None)
                said[owner] = _claim(made, one)
    if not said:
        return NO_CLAIMS
    owing = [said.get(owner) for owner in still_owing(made, told)]
    kept = all(claim == "kept" for claim in owing)
    return Claims(list(said.values())[-1], None not in owing, kept)


def _claim(made: Record, one: DatedRecord) -> str | None:
    count = count_in(made, one)
    if count is None:
        return str(one.get("outcome"))
    partly = count.is_less and not count.is_none
    return "kept" if count.is_all else "partly" if partly else None


def _against_itself(made: Record, one: DatedRecord) -> bool:
    count = count_in(made, one)
    if count is not None:
        return not count.is_all
    return one.get("outcome") in {"not-kept", "partly", "broken"}


def _rank(made: Record, one: DatedRecord) -> int:
    """How much a record that may tell the outcome weighs; 0 when it tells none."""
    if one.kind == "promise.progressed" and count_in(made, one) is None:
        return 0
    return RANK[one.get("basis")]


def _finding(reading: DatedHistory, one: DatedRecord, deadline: Deadline) -> Statement:
    by = str(one.get("by"))
    if one.kind == "promise.progressed":
        count = _progress(reading, one, deadline)
        between = (float(count.low), float(count.high))
        return Statement(count.outcome, count.value, by, one.at, between)
    outcome = str(one.get("outcome"))
    if outcome == "kept":
        late = deadline.passed(one.at)
        return (
            Statement("kept-late", 0.0, by, one.at) if late else Statement("kept", 1.0, by, one.at)
        )
    if outcome == "partly":
        return Statement("partly", 0.0, by, one.at)
    if outcome in {"broken", "not-kept"}:
        return Statement("broken", -1.0, by, one.at)
    return Statement("unknown", None, by, one.at)


def _progress(reading: DatedHistory, last: DatedRecord, deadline: Deadline) -> Counted:
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
