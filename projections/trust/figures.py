"""The figures of one area: counts, evidence, score, bands and what stands beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from projections.report import Fields
from projections.statistics import opinion
from projections.trust.roots import Root
from projections.trust.standing import doubt

OUTCOMES = ("kept", "late", "partly", "broken")
GROUPS = ("unresolved", "not_due", "undated", "excluded")
DUE = frozenset({"scored", "unresolved"})
UNRESOLVED_AT_MOST = 0.2
"""Above this share of unresolved roots only the unresolved bounds are shown (METHODS 2)."""


def counts(roots: Sequence[Root]) -> dict[str, int]:
    """How many roots came to which outcome, and how many do not count yet."""
    outcomes = Counter(root.outcome for root in roots if root.group == "scored")
    groups = Counter(root.group for root in roots)
    found = {name: outcomes[name] for name in OUTCOMES} | {name: groups[name] for name in GROUPS}
    return {"due": groups["scored"] + groups["unresolved"], **found}


def promise_counts(roots: Sequence[Root]) -> dict[str, int]:
    """How many promises the counts stand for, by the outcome under which they are counted.

    Only those that count: of promises that count as one, some may not have fallen due.
    """
    found = Counter(
        root.outcome if root.group == "scored" else "unresolved"
        for root in roots
        if root.group in DUE
        for member in root.members
        if member.group == root.group
    )
    return {"due": found.total()} | {name: found[name] for name in (*OUTCOMES, "unresolved")}


def undated_outcomes(roots: Sequence[Root]) -> dict[str, int]:
    """The roots without a date by what is known of their members: they are counted, not scored."""
    undated = (root for root in roots if root.group == "undated")
    states = (sorted({member.state for member in root.members}) for root in undated)
    return dict(
        sorted(Counter(found[0] if len(found) == 1 else "mixed" for found in states).items())
    )


def claimed_only(roots: Sequence[Root]) -> int:
    """The unresolved roots that only their promisors call kept: claiming takes them out."""
    return sum(
        root.group == "unresolved" and any(doubt(member) == "claimed" for member in root.members)
        for root in roots
    )


def figures(roots: Sequence[Root]) -> Fields:
    """Everything that METHODS 2 gives for the roots of one area.

    The two bands are None where they would rest on no promise: strict and lenient without an
    outcome, the bounds of what is unresolved without anything due. They would only say that the
    prior is one half, and read as a figure of the record.
    """
    scored = [root for root in roots if root.group == "scored"]
    tally = counts(roots)
    r, s = evidence(scored)
    now = opinion.from_evidence(r, s)
    unresolved = [root.bounds for root in roots if root.group == "unresolved"]
    lowest, highest = opinion.unresolved_band(r, s, unresolved)
    tier = opinion.tier(len(scored))
    share = tally["unresolved"] / tally["due"] if tally["due"] else 0.0
    shown = "bounds" if tier != "list" and share > UNRESOLVED_AT_MOST else tier
    return {
        **tally,
        "r": r,
        "s": s,
        "b": now.belief,
        "d": now.disbelief,
        "u": now.uncertainty,
        "score": now.score if tier == "score" else None,
        "low": now.low if tier != "list" else None,
        "high": now.high if tier != "list" else None,
        "tier": shown,
        "strict": _score(*evidence(scored, -1.0)) if scored else None,
        "lenient": _score(*evidence(scored, 1.0)) if scored else None,
        "promise_counts": promise_counts(roots),
        "undated_outcomes": undated_outcomes(roots),
        "claimed_only": claimed_only(roots),
        "unresolved_low": lowest if tally["due"] else None,
        "unresolved_high": highest if tally["due"] else None,
    }


def evidence(scored: Sequence[Root], middle: float | None = None) -> tuple[float, float]:
    """The evidence (r, s) of the scored roots; late and partly count `middle` where given."""
    return opinion.evidence_of(root.value(middle) for root in scored)


def _score(r: float, s: float) -> float:
    return opinion.from_evidence(r, s).score
