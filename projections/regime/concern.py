"""How what a record is for lies to a place that somebody asks about: who is concerned by it."""

from __future__ import annotations

from domain.dates import Instant
from projections.geography.geography import Geography
from projections.geography.relation import COVERS, TOUCHES, Relation, surest
from projections.regime.acts import rule_place
from projections.rows.acts import RuleAct, RuleRow


def lies(geography: Geography, scope: str, place: str, moment: Instant) -> Relation | None:
    """How a scope lies to a place, both as streams; None: elsewhere.

    What the place lies in covers it, and so do the groups to which it certainly belongs.
    """
    if scope != place and scope in geography.enclosing(place, moment):
        return COVERS
    found = geography.relation(scope, place, moment)
    return TOUCHES if found is None and scope in geography.around(place, moment) else found


def concerns(
    geography: Geography, rule: RuleRow, record: RuleAct, place: str, moment: Instant
) -> Relation | None:
    """How a record of a rule lies to a place: where it says it holds, or wherever its rule does."""
    where = rule_place(record)
    wherever = [where] if where else [rule_place(each) for each in rule.acts]
    scopes = {each.scope for each in wherever if each}
    return surest(lies(geography, scope, place, moment) for scope in scopes)
