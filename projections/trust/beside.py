"""What stands beside every score: a share without a prior, and how long keeping took."""

from __future__ import annotations

from collections.abc import Sequence

from domain.dates import BEGINNING, Instant, bounds, days_between
from projections.report import Fields
from projections.statistics import survival, wilson
from projections.trust.roots import Root
from projections.trust.standing import Standing

KEPT, ENDED, OPEN = 1, 2, 0
"""What can happen to a promise: it is kept, it comes to another end, or it is still open."""

HORIZONS_DAYS = (365, 730, 1825)


def share_in_time(roots: Sequence[Root]) -> Fields:
    """The share kept in time of the scored roots with its Wilson interval; nulls without any."""
    outcomes = [root.outcome for root in roots if root.group == "scored"]
    if not outcomes:
        return {"share": None, "low": None, "high": None}
    low, high = wilson.interval(outcomes.count("kept"), len(outcomes))
    return {"share": outcomes.count("kept") / len(outcomes), "low": low, "high": high}


def kept_within(members: Sequence[Standing], at: Instant) -> dict[str, float | None] | None:
    """The share kept within so many days of being made, by Aalen and Johansen, from 0 to 1.

    Open promises count for as long as they have been open; those withdrawn, replaced or found not
    kept are a competing end. None for a time longer than any promise was observed, as nobody
    knows that yet; None for all without a promise that counts.
    """
    counted = [one for one in members if one.group in {"scored", "not_due", "unresolved"}]
    if not counted:
        return None
    observations = [_observation(one, at) for one in counted]
    kept = survival.aalen_johansen(observations).get(KEPT, [])
    last = survival.last_observed(observations)
    return {
        str(days): survival.value_at(kept, days, 0.0) if days <= last else None
        for days in HORIZONS_DAYS
    }


def _observation(one: Standing, at: Instant) -> tuple[float, int]:
    value = one.row.value
    made = bounds(value["on"]).latest
    decided = value["decided"]
    event = OPEN
    if decided is not None and decided != BEGINNING:
        event = KEPT if one.state in {"kept", "kept-late"} else ENDED
        event = OPEN if one.state == "partly" or not value["resolved"] else event
    until = decided if event != OPEN else at
    return float(max(days_between(made, until), 0)), event
