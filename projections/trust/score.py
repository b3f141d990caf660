"""The figures of promises to an area: counts, evidence, score, bands, and what stands beside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, Literal, get_args

from projections.report import AreaSlug, Name
from projections.rows.frozen import Frozen, row_class
from projections.statistics import measures, opinion
from projections.trust.roots import CountedAs, Root
from projections.trust.tally import KEPT, Tally

# -- rows --------------------------------------------------------------------------------------
# The figures as rows of answers have them.

Shown = Literal["list", "interval", "score", "bounds"]
"""What a screen may show: what a tier allows, or the bounds of what is unresolved."""

Due = Annotated[int, "promises that fell due and count, those not established included"]
Kept = Annotated[int, "of these, kept in time"]
Late = Annotated[int, "of these, kept late"]
Partly = Annotated[int, "of these, kept in part, or made of parts that came out differently"]
Broken = Annotated[
    int, "of these, not kept: found so, taken back, replaced or, burden promisor, overdue"
]
Unresolved = Annotated[
    int, "of these, not established: nobody looked, or what was found is disputed"
]


@row_class
class Outcomes(Frozen):
    """How many fell due, and what became of them."""

    due: Due
    kept: Kept
    late: Late
    partly: Partly
    broken: Broken
    unresolved: Unresolved


@row_class
class ShareInTime(Frozen):
    """The share kept in time of what is established, with its interval; nulls without any."""

    share: Annotated[float | None, "kept / (kept + late + partly + broken)"]
    low: Annotated[float | None, "the lower end of Wilson's 95% interval"]
    high: Annotated[float | None, "the upper end of Wilson's 95% interval"]


PromiseCounts = Annotated[
    Outcomes, "how many promises these counts stand for; what belongs together is one"
]


@row_class
class Figures(Frozen):
    """Everything that METHODS 2 gives for promises to an area, and what stands beside it."""

    area: AreaSlug
    name: Name
    due: Due
    kept: Kept
    late: Late
    partly: Partly
    broken: Broken
    unresolved: Unresolved
    not_due: Annotated[int, "promises that have not fallen due"]
    undated: Annotated[int, "promises without a date; counted, never scored"]
    excluded: Annotated[int, "promises that lapsed, were excused or let off"]
    r: Annotated[float, "evidence for keeping (METHODS 2)"]
    s: Annotated[float, "evidence against keeping"]
    b: Annotated[float, "belief: r/(r+s+2)"]
    d: Annotated[float, "disbelief: s/(r+s+2)"]
    u: Annotated[float, "uncertainty: 2/(r+s+2)"]
    score: Annotated[
        float | None, "how sure the next promise is kept, from 0 to 1; null below 30 outcomes"
    ]
    low: Annotated[float | None, "the 2.5% quantile of Beta(r+1, s+1); null below 8 outcomes"]
    high: Annotated[float | None, "the 97.5% quantile; null below 8 outcomes"]
    tier: Annotated[
        Shown, "what a screen may show: list, interval, score; bounds if too much is unresolved"
    ]
    strict: Annotated[
        float | None, "the score if late and partly kept count as not kept; null without outcomes"
    ]
    lenient: Annotated[
        float | None, "the score if late and partly kept count as kept; null without outcomes"
    ]
    promise_counts: PromiseCounts
    undated_outcomes: Annotated[
        dict[str, int], "undated promises by what is known of them: state and count"
    ]
    claimed_only: Annotated[int, "unresolved promises that only their promisors call kept"]
    contested_outcomes: Annotated[
        int, "outcomes that count although somebody disputes or contradicts them"
    ]
    unresolved_low: Annotated[
        float | None, "the score at the least the unresolved count; null if nothing fell due"
    ]
    unresolved_high: Annotated[
        float | None, "the score at the most the unresolved count; null if nothing fell due"
    ]
    in_time: Annotated[
        ShareInTime, "the share kept in time of what is established, without a prior"
    ]
    kept_within_days: Annotated[
        dict[str, float | None] | None,
        "the share kept so many days after (Aalen-Johansen); null: not known",
    ]
    per_year: Annotated[dict[str, int], "the year in which promises were made, and how many"]
    dated_share: Annotated[
        float | None, "the share of promises with a date and a criterion, such as a size"
    ]
    sources: Annotated[dict[str, int], "types of the cited sources, and how many"]


# -- figures -----------------------------------------------------------------------------------
# The figures of one area: counts, evidence, score, bands and what stands beside them.

OUTCOMES: tuple[CountedAs, ...] = get_args(CountedAs)
UNRESOLVED_AT_MOST = 0.2
"""Above this share of unresolved roots only the unresolved bounds are shown (METHODS 2)."""

Band = tuple[float, float] | tuple[None, None]

NO_BAND = (None, None)
"""That of no promise: it would only say that the prior is one half, and read as a figure."""


def figures(area: str, name: str, tally: Tally) -> Figures:
    """The figures of promises to an area, which is called so, that amount to this."""
    found, counts = outcomes_of(tally.counts), tally.counts
    now = opinion.from_evidence(*evidence(tally))
    tier = opinion.tier(tally.worth.total())
    strict, lenient = middle_band(tally)
    lowest, highest = unresolved_band(tally)
    return Figures(
        area=area,
        name=name,
        due=found.due,
        kept=found.kept,
        late=found.late,
        partly=found.partly,
        broken=found.broken,
        unresolved=found.unresolved,
        not_due=counts["not-due"],
        undated=counts["undated"],
        excluded=counts["excluded"],
        r=now.r,
        s=now.s,
        b=now.belief,
        d=now.disbelief,
        u=now.uncertainty,
        score=now.score if tier == "score" else None,
        low=now.low if tier != "list" else None,
        high=now.high if tier != "list" else None,
        tier=shown(tally),
        strict=strict,
        lenient=lenient,
        promise_counts=outcomes_of(tally.promises),
        undated_outcomes=_in_order(tally.undated),
        claimed_only=tally.beside["claimed-only"],
        contested_outcomes=tally.beside["contested"],
        unresolved_low=lowest,
        unresolved_high=highest,
        in_time=share_in_time(found),
        kept_within_days=kept_within(tally.observed),
        # A record that scores dated promises only rewards vagueness.
        per_year=_in_order(tally.made),
        dated_share=_dated_share(tally),
        sources=_in_order(tally.sources),
    )


def outcomes(roots: Sequence[Root]) -> Outcomes:
    """What became of the roots that fell due."""
    return outcomes_of(Counter(root.counted_as for root in roots))


def outcomes_of(counts: Mapping[Any, int]) -> Outcomes:
    """The outcomes among counts."""
    found = [counts.get(outcome, 0) for outcome in OUTCOMES]
    return Outcomes(sum(found), *found)


def scored(roots: Iterable[Root]) -> list[Root]:
    """The roots that are due and resolved."""
    return [root for root in roots if root.group == "scored"]


def shown(tally: Tally) -> Shown:
    """What a screen may show of the roots, by how many are resolved and how many are not."""
    tier, found = opinion.tier(tally.worth.total()), outcomes_of(tally.counts)
    too_many = found.due and found.unresolved / found.due > UNRESOLVED_AT_MOST
    return "bounds" if tier != "list" and too_many else tier


def unresolved_band(tally: Tally) -> Band:
    """The score at the least and at the most that the unresolved roots may be worth."""
    if not (tally.bounds or tally.worth):
        return NO_BAND
    return opinion.unresolved_band(*evidence(tally), list(tally.bounds.elements()))


def middle_band(tally: Tally) -> Band:
    """The score if what was kept late or in part counts as not kept, and as kept."""
    if not tally.worth:
        return NO_BAND
    known = list(tally.worth.elements())
    strict = opinion.from_evidence(*opinion.evidence_of(worth.strict for worth in known))
    lenient = opinion.from_evidence(*opinion.evidence_of(worth.lenient for worth in known))
    return strict.score, lenient.score


def evidence(tally: Tally) -> tuple[float, float]:
    """The evidence (r, s) of the scored roots."""
    return opinion.evidence_of(worth.value for worth in tally.worth.elements())


# -- beside ------------------------------------------------------------------------------------
# What stands beside every score: a share without a prior, and how long keeping took.

HORIZONS_DAYS = (365, 730, 1825)


def share_in_time(found: Outcomes) -> ShareInTime:
    """The share kept in time of the scored roots."""
    known = found.due - found.unresolved
    if not known:
        return ShareInTime(None, None, None)
    low, high = measures.interval(found.kept, known)
    return ShareInTime(found.kept / known, low, high)


def kept_within(observed: Counter[tuple[float, int]]) -> dict[str, float | None] | None:
    """The share kept within so many days of being made, by Aalen and Johansen, from 0 to 1.

    Open promises count for as long as they have been open; those withdrawn, replaced or found not
    kept are a competing end. None for a time longer than any promise was observed, as nobody
    knows that yet; None for all without a promise that counts.
    """
    if not observed:
        return None
    kept = measures.aalen_johansen(observed).get(KEPT, [])
    last = measures.last_observed(observed)
    return {
        str(days): measures.value_at(kept, days, 0.0) if days <= last else None
        for days in HORIZONS_DAYS
    }


def _in_order(counts: Mapping[str, int]) -> dict[str, int]:
    """How often each name, in the order of the names."""
    return dict(sorted(counts.items()))


def _dated_share(tally: Tally) -> float | None:
    """The share of promises with a date and a criterion of success; None without promises."""
    promises = tally.beside["promises"]
    return tally.beside["definite"] / promises if promises else None
