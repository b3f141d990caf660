"""What is established of a promise, told a second time from METHODS.md (see promise_oracle.py)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from domain.record import Record
from features.oracle import count_oracle
from features.oracle.deadline_oracle import Told, deadline

RANK = {"promisor": 1, "beneficiary": 2, "independent": 3}


@dataclass(frozen=True)
class Finding:
    """What the evidence of the highest rank says last."""

    outcome: str | None = None
    value: Fraction | None = None
    certain: bool = True
    bounds: tuple[Fraction, Fraction] | None = None


def rank(made: Record, one: Told) -> int | None:
    """How much a statement about the outcome weighs; None if it is no such statement."""
    if one.is_a("reported"):
        return RANK["promisor"]
    if one.is_a("assessed"):
        return RANK[one.get("basis")]
    if is_count(made, one):
        by = one.get("by")
        own, ours = by in made.get("by"), by in made.get("to")
        return RANK["promisor" if own else "beneficiary" if ours else "independent"]
    return None


def last_words(made: Record, told: Sequence[Told]) -> dict[tuple[int, str], Told]:
    """The last statement of everybody, the latest at the end."""
    last: dict[tuple[int, str], Told] = {}
    for one in told:
        weight = rank(made, one)
        if weight is not None:
            last.pop((weight, one.get("by")), None)
            last[weight, one.get("by")] = one
    return last


def is_claim(made: Record, one: Told) -> bool:
    """Whether a statement of the promisor says that it kept its word."""
    if one.is_a("progressed"):
        return count_oracle.is_all(one.get("done"), made.get("size"))
    return bool(one.get("outcome") == "kept")


def claims(made: Record, told: Sequence[Told]) -> bool:
    """Whether the promisor's last word is that it kept the promise, unverified."""
    own = [one for (weight, _), one in last_words(made, told).items() if weight == RANK["promisor"]]
    return not finding(made, told).outcome and any(is_claim(made, one) for one in own)


def last_claim(made: Record, told: Sequence[Told]) -> str | None:
    """What the promisor last said of the outcome, in words or in numbers."""
    own = [one for one in told if rank(made, one) == RANK["promisor"]]
    if not own:
        return None
    if not own[-1].is_a("progressed"):
        return str(own[-1].get("outcome"))
    done, size = own[-1].get("done"), made.get("size")
    if count_oracle.is_all(done, size):
        return "kept"
    return "partly" if count_oracle.is_part(done, size) else None


def finding(made: Record, told: Sequence[Told]) -> Finding:
    """Of those who rank highest: what they say, and whether they say the same."""
    words = {
        who: one
        for who, one in last_words(made, told).items()
        if who[0] > RANK["promisor"] or not (is_claim(made, one) or one.get("outcome") == "unknown")
    }
    top = max((weight for weight, _ in words), default=0)
    said = [says(made, one, told) for (weight, _), one in words.items() if weight == top]
    if not said:
        return Finding()
    outcome, value, between = said[-1]
    return Finding(outcome, value, certain=len(set(said)) == 1, bounds=between)


Saying = tuple[str, Fraction | None, tuple[Fraction, Fraction] | None]


def says(made: Record, one: Told, told: Sequence[Told]) -> Saying:
    """The outcome according to a statement, its worth, and between what a count leaves that."""
    due = deadline(made, told)
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
