"""The promises as every view sees them: the book's rows, joined with what other streams say."""

from __future__ import annotations

from collections.abc import Sequence

from domain.dates import Bounds, Instant, bounds, seconds_before
from projections.book import Row
from projections.geography.geography import Geography
from projections.geography.relation import MAYBE, TOUCHES, WIDER, WITHIN, Relation
from projections.promise.so_far import at_every_moment, at_moment
from projections.promise.succession import joined
from projections.report import Question


def promises_ever(question: Question, scopes: Sequence[str]) -> list[Row]:
    """The promises at places at every moment, by their beginning, joined in the same way."""
    return joined(question, at_every_moment(question, scopes))


def promises(
    question: Question,
    *,
    scopes: Sequence[str] | None = None,
    subjects: Sequence[str] | None = None,
) -> list[Row]:
    """The promises at a moment, at places or by their streams: with consent, and successors."""
    return joined(question, at_moment(question, scopes=scopes, subjects=subjects))


def promises_to(geography: Geography, place: str) -> list[tuple[Relation, Row]]:
    """The promises to a place (as a stream) or a part of it, and to what covers or touches it."""
    rows = promises(geography.question, scopes=geography.ever_around(place))
    told = ((addressed(geography, row, place), row) for row in rows)
    return [(lies, row) for lies, row in told if lies is not None]


def addressed(geography: Geography, row: Row, place: str) -> Relation | None:
    """How the place to which a promise was made lies to a place; None when it is none of its.

    Within it now; or wider, when it covered or touched the place as the promise was made or on the
    last day before it fell due, and if it has not, now (METHODS 2, which promises). Parts keep
    the promises to what was split, merged areas those to what they were made of. What holds for
    only some readings of the day on which it was made is a maybe.
    """
    now = geography.question.as_of
    if geography.relation(row.scope, place, now) == WITHIN:
        return WITHIN
    made: Bounds = bounds(str(row.value["on"]))
    first, last, then = (
        _wider(geography, row.scope, place, moment)
        for moment in (made.earliest, made.latest, _last_moment(row, now))
    )
    if then in WIDER:
        return then
    if first in WIDER and last in WIDER:
        return first
    return MAYBE if WIDER.union({MAYBE}).intersection({first, last, then}) else None


def _wider(geography: Geography, scope: str, place: str, moment: Instant) -> Relation | None:
    """How a place lay to another in which it does not lie now: a group touched what held it."""
    lies = geography.relation(scope, place, moment, descent=True)
    if lies == WITHIN:
        return TOUCHES if scope.startswith("cohort/") else None
    return lies


def _last_moment(row: Row, now: Instant) -> Instant:
    """The last moment before a promise fell due; now when it is undated or not yet due."""
    due = row.value["due_instant"]
    if not row.value["is_due"] or due is None or due > now:
        return now
    return seconds_before(due, 1)
