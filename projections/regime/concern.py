"""How what a record is for lies to a place that somebody asks about: who is concerned by it."""

from __future__ import annotations

from domain.dates import Instant
from projections.geography.geography import Geography
from projections.geography.relation import Relation, surest
from projections.regime.acts import rule_place
from projections.rows.acts import RuleAct, RuleRow


def concerns(
    geography: Geography, rule: RuleRow, record: RuleAct, place: str, moment: Instant
) -> Relation | None:
    """How a record of a rule lies to a place: where it says it holds, or wherever its rule does."""
    where = rule_place(record)
    wherever = [where] if where else [rule_place(each) for each in rule.acts]
    scopes = {each.scope for each in wherever if each}
    return surest(geography.lies(scope, place, moment) for scope in scopes)
