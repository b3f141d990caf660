"""What is established of a promise, told a second time from METHODS.md (see promise_oracle.py).

Written from the page, section 1, never from the code: an assessment that is independent or the
beneficiary's, or the promisor's statement against itself; whose word counts as what is told in
roles_oracle.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from domain.dates import bounds
from domain.record import Record
from features.oracle import count_oracle
from features.oracle.deadline_oracle import Told, deadline
from features.oracle.roles_oracle import Roles

RANK = {"promisor": 1, "beneficiary": 2, "independent": 3}


@dataclass(frozen=True)
class Finding:
    """What the evidence of the highest rank says last.

    certain: no equals differ. contested: nor does anybody of another rank. records: the places of
    those that say so.
    """

    outcome: str | None = None
    value: Fraction | None = None
    certain: bool = True
    bounds: tuple[Fraction, Fraction] | None = None
    contested: bool = False
    records: frozenset[int] = frozenset()


def finding(roles: Roles, told: Sequence[Told]) -> Finding:
    """Independent outranks beneficiary; equals who differ make it disputed."""
    evidence = {
        author: one
        for author, one in last_words(roles, told).items()
        if author[0] != "promisor" or is_against_itself(roles.made, one)
    }
    if not evidence:
        return Finding()
    best = max(RANK[basis] for basis, _ in evidence)
    said = [says(roles, one, told) for (basis, _), one in evidence.items() if RANK[basis] == best]
    differ = len(set(said)) > 1
    opinions = {(by, says(roles, one, told)[0]) for (_, by), one in evidence.items()}
    against = any(
        {one, other} & {"unknown", "nothing", "undecided"} == set()
        and one != other
        and who != whose
        for who, one in opinions
        for whose, other in opinions
    )
    outcome, value, between = said[-1]
    records = frozenset(
        one.record.position for (basis, _), one in evidence.items() if RANK[basis] == best
    )
    return Finding(outcome, value, not differ, between, differ or against, records)


def last_words(roles: Roles, told: Sequence[Told]) -> dict[tuple[str, str], Told]:
    """Of everybody who says something of the outcome, the word said last; the latest at the end.

    By `published` where both have it, else in the order of their days and of the log: the day of
    a performance is not the day of the saying.
    """
    last: dict[tuple[str, str], Told] = {}
    for one in told:
        basis = roles.basis(one.record)
        if basis is None or (one.is_a("progressed") and not is_count(roles.made, one)):
            continue
        author = basis, str(one.get("by"))
        if author in last and is_said_before(one, last[author]):
            continue
        last.pop(author, None)
        last[author] = one
    return last


def is_said_before(one: Told, other: Told) -> bool:
    """Whether both were published, the one certainly before the other."""
    if not one.get("published") or not other.get("published"):
        return False
    return bounds(one.get("published")).latest < bounds(other.get("published")).earliest


def is_against_itself(made: Record, one: Told) -> bool:
    """Whether a promisor says that it did not, or not wholly, keep its word."""
    if one.is_a("progressed"):
        return not count_oracle.is_all(one.get("done"), made.get("size"))
    return one.get("outcome") in {"not-kept", "partly", "broken"}


def claims(roles: Roles, told: Sequence[Told]) -> bool:
    """Whether all who still owe it say that they kept it, and nothing else is known of it.

    Each speaks for itself: what one claims, the others still owe.
    """
    said = claims_of(roles, told)
    kept = all(said.get(owner) == "kept" for owner in still_owing(roles, told))
    return kept and finding(roles, told).outcome is None


def last_claim(roles: Roles, told: Sequence[Told]) -> str | None:
    """What one of the owners last said of the outcome."""
    return next(reversed(claims_of(roles, told).values()), None)


def claims_of(roles: Roles, told: Sequence[Told]) -> dict[str, str | None]:
    """What each owner last said of the outcome, or a body related to it; the latest at the end."""
    said: dict[str, str | None] = {}
    for (basis, _), one in last_words(roles, told).items():
        if basis == "promisor":
            for owner in sorted(roles.bound(one.record)):
                said.pop(owner, None)
                said[owner] = word(roles.made, one)
    return said


def word(made: Record, one: Told) -> str | None:
    """A claim in words or in numbers; a count of none done says nothing."""
    if not one.is_a("progressed"):
        return str(one.get("outcome"))
    done, size = one.get("done"), made.get("size")
    if count_oracle.is_all(done, size):
        return "kept"
    return "partly" if count_oracle.is_part(done, size) else None


def still_owing(roles: Roles, told: Sequence[Told]) -> set[str]:
    """The owners after what happened, but for those who withdrew; all of them if all did."""
    owing, gone = owners(roles, told)
    return owing - gone or owing


def has_left(roles: Roles, told: Sequence[Told]) -> bool:
    """Whether all the owners after what happened withdrew."""
    owing, gone = owners(roles, told)
    return owing <= gone


def owners(roles: Roles, told: Sequence[Told]) -> tuple[set[str], set[str]]:
    """Who owes it after what happened, and who withdrew."""
    owing, gone = set(roles.made.get("by")), set[str]()
    for one in told:
        if one.is_a("transferred") and one.get("form") != "mandate":
            owing, gone = set(one.get("to")), set()
        if one.is_a("withdrawn"):
            gone |= roles.bound(one.record) if one.get("by") else owing
    return owing, gone


Saying = tuple[str, Fraction | None, tuple[Fraction, Fraction] | None]


def says(roles: Roles, one: Told, told: Sequence[Told]) -> Saying:
    """The outcome according to a statement, its worth, and between what a count leaves that."""
    made, due = roles.made, deadline(roles, told)
    if one.is_a("progressed"):
        in_time = [
            other.get("done")
            for other in told
            if is_count(made, other) and other.get("by") == one.get("by")
            if not due.passed(other.at)
        ]
        size = made.get("size")
        said = count_oracle.says(one.get("done"), in_time[-1] if in_time else None, size)
        return said.outcome, said.value, (said.low, said.high)
    outcome = str(one.get("outcome"))
    if outcome == "kept":
        late = due.passed(one.at)
        return ("kept-late", Fraction(0), None) if late else ("kept", Fraction(1), None)
    if outcome == "partly":
        return "partly", Fraction(0), None
    return ("unknown", None, None) if outcome == "unknown" else ("broken", Fraction(-1), None)


def is_count(made: Record, one: Told) -> bool:
    """Whether a record counts what was done of a size that can be reached."""
    counts = one.is_a("progressed") and one.get("done")
    return bool(counts) and count_oracle.size_to_reach(made.get("size")) is not None
