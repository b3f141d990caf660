"""What is established of a promise, told a second time from METHODS.md (see promise_oracle.py)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from domain.record import Record
from features.oracle.deadline_oracle import Told, deadline

RANK = {"promisor": 1, "beneficiary": 2, "independent": 3}


@dataclass(frozen=True)
class Finding:
    """What the evidence of the highest rank says last."""

    outcome: str | None = None
    value: Fraction | None = None
    certain: bool = True


def rank(made: Record, one: Told) -> int | None:
    """How much a statement about the outcome weighs; None if it is no such statement."""
    if one.is_a("reported"):
        return RANK["promisor"]
    if one.is_a("assessed"):
        return RANK[one.get("basis")]
    if one.is_a("progressed") and made.get("size") and one.get("done"):
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
    return one.get("outcome") == "kept" or (one.is_a("progressed") and share(made, one) == 1)


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
    done = share(made, own[-1])
    return "kept" if done == 1 else "partly" if done > 0 else None


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
    return Finding(*said[-1], certain=len(set(said)) == 1)


def says(made: Record, one: Told, told: Sequence[Told]) -> tuple[str, Fraction | None]:
    """The outcome according to a statement, and its worth."""
    due = deadline(made, told)
    if one.is_a("progressed"):
        counts = [
            share(made, other)
            for other in told
            if other.is_a("progressed") and other.get("by") == one.get("by")
            if other.get("done") and not due.passed(other.at)
        ]
        done = share(made, one)
        on_time = min(counts[-1], done) if counts else Fraction(0)
        state = "kept" if on_time == 1 else "kept-late" if done == 1 else "partly"
        return (state, on_time - (1 - done)) if done else ("nothing", Fraction(-1))
    outcome = str(one.get("outcome"))
    if outcome == "kept":
        late = due.passed(one.at)
        return ("kept-late", Fraction(0)) if late else ("kept", Fraction(1))
    if outcome == "partly":
        return "partly", Fraction(0)
    return ("unknown", None) if outcome == "unknown" else ("broken", Fraction(-1))


def share(made: Record, one: Told) -> Fraction:
    """The share of a mass promise that was done."""
    return min(Fraction(one.get("done")) / Fraction(made.get("size")), Fraction(1))
