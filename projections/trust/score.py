"""The figures of promises to an area: counts, evidence, score, bands, and what stands beside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from domain.dates import BEGINNING, Instant, days_between
from projections.promise.scoring import ScoredPromise, doubt
from projections.report import Fields
from projections.rows.span import when
from projections.statistics import measures, opinion
from projections.trust.roots import Root

# -- figures -----------------------------------------------------------------------------------
# The figures of one area: counts, evidence, score, bands and what stands beside them.

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


def scored(roots: Iterable[Root]) -> list[Root]:
    """The roots that are due and resolved."""
    return [root for root in roots if root.group == "scored"]


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


def contested_outcomes(roots: Sequence[Root]) -> int:
    """The scored roots with a promise that is contested, and counts nonetheless (METHODS 1).

    What moves no outcome: a dispute by who owes the promise, or about its wording, and a finding
    that contradicts one of a higher rank.
    """
    return sum(
        root.group == "scored" and any(member.row.contested for member in root.members)
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
        "contested_outcomes": contested_outcomes(roots),
        "unresolved_low": lowest if tally["due"] else None,
        "unresolved_high": highest if tally["due"] else None,
    }


def evidence(scored: Sequence[Root], middle: float | None = None) -> tuple[float, float]:
    """The evidence (r, s) of the scored roots; late and partly count `middle` where given."""
    return opinion.evidence_of(root.value(middle) for root in scored)


def _score(r: float, s: float) -> float:
    return opinion.from_evidence(r, s).score


# -- beside ------------------------------------------------------------------------------------
# What stands beside every score: a share without a prior, and how long keeping took.

KEPT, ENDED, OPEN = 1, 2, 0
"""What can happen to a promise: it is kept, it comes to another end, or it is still open."""

HORIZONS_DAYS = (365, 730, 1825)


def share_in_time(roots: Sequence[Root]) -> Fields:
    """The share kept in time of the scored roots with its Wilson interval; nulls without any."""
    outcomes = [root.outcome for root in roots if root.group == "scored"]
    if not outcomes:
        return {"share": None, "low": None, "high": None}
    low, high = measures.interval(outcomes.count("kept"), len(outcomes))
    return {"share": outcomes.count("kept") / len(outcomes), "low": low, "high": high}


def kept_within(members: Sequence[ScoredPromise], at: Instant) -> dict[str, float | None] | None:
    """The share kept within so many days of being made, by Aalen and Johansen, from 0 to 1.

    Open promises count for as long as they have been open; those withdrawn, replaced or found not
    kept are a competing end. None for a time longer than any promise was observed, as nobody
    knows that yet; None for all without a promise that counts.
    """
    counted = [member for member in members if member.group in {"scored", "not_due", "unresolved"}]
    if not counted:
        return None
    observations = [_observation(one, at) for one in counted]
    kept = measures.aalen_johansen(observations).get(KEPT, [])
    last = measures.last_observed(observations)
    return {
        str(days): measures.value_at(kept, days, 0.0) if days <= last else None
        for days in HORIZONS_DAYS
    }


def _observation(one: ScoredPromise, at: Instant) -> tuple[float, int]:
    made, ended = when(one.row).latest, _ended(one)
    event = OPEN
    if ended is not None:
        event = KEPT if one.state in {"kept", "kept-late"} else ENDED
    return float(max(days_between(made, ended or at), 0)), event


def _ended(one: ScoredPromise) -> Instant | None:
    """When a promise came to its end; None while it is open, or when nobody knows."""
    if one.row.decided == BEGINNING or one.state == "partly" or not one.row.outcome.resolved:
        return None
    return one.row.decided
