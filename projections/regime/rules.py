"""The view `rules`: every rule at every place for which it was made, and what became of it."""

from __future__ import annotations

from projections.geography.geography import Geography
from projections.regime.acts import CHANGES, ENACTED, EXCEPTED
from projections.regime.changes import notice
from projections.regime.rows import NO_RULE, amount_row, holding_row
from projections.regime.standing import HOLDING, Standing, standings
from projections.regime.values import Rulebook
from projections.report import Fields, Question, Report, answer


def rules(
    question: Question,
    *,
    area: str | None = None,
    topic: str | None = None,
    rank: str | None = None,
    in_force: bool = False,
) -> Report:
    """List rules by topic, name and place, filtered by what is given.

    area: rules for this area, a part of it, or a wider place that covers or touches it.
    in_force: only those in force, an interim measure of a court among them.
    """
    landscape = Geography(question)
    rulebook = Rulebook(landscape)
    places = _places(landscape, f"area/{area}") if area else None
    rows = [
        _row(rulebook, rule, standing)
        for rule in rulebook.rules
        for standing in standings(rulebook, rule)
        if (places is None or standing.spot.scope in places)
        and (not in_force or standing.state in HOLDING)
    ]
    rows = [row for row in rows if topic in {None, row["topic"]} and rank in {None, row["rank"]}]
    rows.sort(key=lambda row: (row["topic"], row["rule"], row["place"]))
    return answer(question, "rules", rows)


def _places(landscape: Geography, scope: str) -> frozenset[str]:
    moment = landscape.question.as_of
    return landscape.parts(scope, moment) | landscape.around(scope, moment)


def _row(rulebook: Rulebook, rule: str, standing: Standing) -> Fields:
    """A rule at a place, with what is said of it there and what happened to it since."""
    first, holding = standing.first, standing.holding
    enacted = first.kind == ENACTED
    begun = next((act for act in rulebook.acts[rule] if act.event == first.event), None)
    moment = rulebook.landscape.question.as_of
    happened = [act for act in rulebook.acts[rule] if act.when.earliest <= moment]
    said = {
        "rule": rule,
        "title": first.title,
        "value": first.value,
        "amount": amount_row(first.amount),
        "place": standing.spot.scope,
        "level": standing.spot.level or None,
        "since": first.effective,
        "by": list(first.by),
        "rank": first.rank,
        "identifier": first.identifier,
        "event": first.event,
        "events": [first.event],
    }
    return {
        **NO_RULE,
        **(holding_row(holding) if holding else said),
        "topic": holding.topic if holding else first.topic,
        "state": standing.state,
        "effective": first.effective if enacted else None,
        "until": standing.until,
        "effect": first.effect,
        "direction": first.direction,
        "published": first.published,
        "notice_days": notice(begun) if begun else None,
        "changes": sum(act.kind in CHANGES and act.kind != ENACTED for act in happened),
        "exceptions": sum(act.kind == EXCEPTED for act in happened),
        "disputed": rulebook.rules[rule].disputed,
    }
