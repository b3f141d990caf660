"""The figures of promises to an area: counts, evidence, score, bands, and what stands beside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Annotated, Literal, get_args

from domain.dates import BEGINNING, Instant, days_between
from domain.quantity import promised_size
from projections.promise.scoring import ScoredPromise, doubt
from projections.report import AreaSlug, Name
from projections.rows.frozen import Frozen, row_class
from projections.rows.promise import PromiseTerms
from projections.rows.span import when
from projections.statistics import measures, opinion
from projections.trust.judge import Judge
from projections.trust.roots import CountedAs, Root

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


def figures(judge: Judge, area: str, roots: Sequence[Root]) -> Figures:
    """The figures of promises to an area that count as these roots."""
    found, counts = outcomes(roots), [root.count for root in roots]
    now = opinion.from_evidence(*evidence(scored(roots)))
    tier = opinion.tier(len(scored(roots)))
    strict, lenient = middle_band(roots)
    lowest, highest = unresolved_band(roots)
    members = [member for root in roots for member in root.members]
    return Figures(
        area=area,
        name=judge.geography.tree.name(f"area/{area}", judge.question.as_of),
        due=found.due,
        kept=found.kept,
        late=found.late,
        partly=found.partly,
        broken=found.broken,
        unresolved=found.unresolved,
        not_due=counts.count("not-due"),
        undated=counts.count("undated"),
        excluded=counts.count("excluded"),
        r=now.r,
        s=now.s,
        b=now.belief,
        d=now.disbelief,
        u=now.uncertainty,
        score=now.score if tier == "score" else None,
        low=now.low if tier != "list" else None,
        high=now.high if tier != "list" else None,
        tier=shown(roots),
        strict=strict,
        lenient=lenient,
        promise_counts=promise_counts(roots),
        undated_outcomes=undated_outcomes(roots),
        claimed_only=sum(map(is_claimed_only, roots)),
        contested_outcomes=sum(map(is_contested, roots)),
        unresolved_low=lowest,
        unresolved_high=highest,
        in_time=share_in_time(roots),
        kept_within_days=kept_within(members, judge.question.so_far),
        # A record that scores dated promises only rewards vagueness.
        per_year=_in_order(map(year_made, members)),
        dated_share=_dated_share(members),
        sources=_in_order(kind for member in members for kind in member.row.sources),
    )


def outcomes(roots: Sequence[Root]) -> Outcomes:
    """What became of the roots that fell due."""
    return _tally(root.counted_as for root in roots)


def promise_counts(roots: Sequence[Root]) -> Outcomes:
    """How many promises the outcomes stand for, by what they are counted as."""
    return _tally(root.member_counted_as(member) for root in roots for member in root.members)


def _tally(counted: Iterable[CountedAs | None]) -> Outcomes:
    found = [one for one in counted if one is not None]
    return Outcomes(len(found), *map(found.count, OUTCOMES))


def scored(roots: Iterable[Root]) -> list[Root]:
    """The roots that are due and resolved."""
    return [root for root in roots if root.group == "scored"]


def undated_outcomes(roots: Sequence[Root]) -> dict[str, int]:
    """The roots without a date by what is known of their members: they are counted, not scored."""
    return _in_order(undated_as(root) for root in roots if root.group == "undated")


def undated_as(root: Root) -> str:
    """What is known of the members of a root; `mixed` where they differ."""
    states = {member.state for member in root.members}
    return states.pop() if len(states) == 1 else "mixed"


def is_claimed_only(root: Root) -> bool:
    """Whether it is unresolved, and only its promisors call it kept: claiming takes it out."""
    return root.group == "unresolved" and any(doubt(one) == "claimed" for one in root.members)


def is_contested(root: Root) -> bool:
    """Whether it is scored with a promise that is contested, and counts nonetheless (METHODS 1).

    What moves no outcome: a dispute by who owes the promise, or about its wording, and a finding
    that contradicts one of a higher rank.
    """
    return root.group == "scored" and any(one.row.contested for one in root.members)


def shown(roots: Sequence[Root]) -> Shown:
    """What a screen may show of the roots, by how many are resolved and how many are not."""
    tier, found = opinion.tier(len(scored(roots))), outcomes(roots)
    too_many = found.due and found.unresolved / found.due > UNRESOLVED_AT_MOST
    return "bounds" if tier != "list" and too_many else tier


def unresolved_band(roots: Sequence[Root]) -> Band:
    """The score at the least and at the most that the unresolved roots may be worth."""
    unresolved = [root.bounds for root in roots if root.group == "unresolved"]
    if not (unresolved or scored(roots)):
        return NO_BAND
    return opinion.unresolved_band(*evidence(scored(roots)), unresolved)


def middle_band(roots: Sequence[Root]) -> Band:
    """The score if what was kept late or in part counts as not kept, and as kept."""
    known = scored(roots)
    if not known:
        return NO_BAND
    strict, lenient = (opinion.from_evidence(*evidence(known, middle)) for middle in (-1.0, 1.0))
    return strict.score, lenient.score


def evidence(known: Sequence[Root], middle: float | None = None) -> tuple[float, float]:
    """The evidence (r, s) of scored roots; late and partly count `middle` where given."""
    return opinion.evidence_of([root.value(middle) for root in known])


# -- beside ------------------------------------------------------------------------------------
# What stands beside every score: a share without a prior, and how long keeping took.

KEPT, ENDED, OPEN = 1, 2, 0
"""What can happen to a promise: it is kept, it comes to another end, or it is still open."""

HORIZONS_DAYS = (365, 730, 1825)


def share_in_time(roots: Sequence[Root]) -> ShareInTime:
    """The share kept in time of the scored roots."""
    known = [root.outcome for root in scored(roots)]
    if not known:
        return ShareInTime(None, None, None)
    kept = known.count("kept")
    low, high = measures.interval(kept, len(known))
    return ShareInTime(kept / len(known), low, high)


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


def _in_order(names: Iterable[str]) -> dict[str, int]:
    """How often each name, in the order of the names."""
    return dict(sorted(Counter(names).items()))


def year_made(member: ScoredPromise) -> str:
    """The year in which a promise was made; `unknown` where it may have been one of several."""
    made = when(member.row)
    first, last = made.earliest[:4], made.latest[:4]
    return first if first == last else "unknown"


def _dated_share(members: list[ScoredPromise]) -> float | None:
    """The share of promises with a date and a criterion of success; None without promises."""
    if not members:
        return None
    definite = [
        member
        for member in members
        if member.row.deadline.first and _has_criterion(member.row.terms)
    ]
    return len(definite) / len(members)


def _has_criterion(terms: PromiseTerms) -> bool:
    """Whether it was said by what one knows that it was kept; a size to reach says so too."""
    return bool(terms.criterion) or promised_size(terms.size) is not None
