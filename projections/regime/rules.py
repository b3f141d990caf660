"""The view `rules`, with what became of each; and the history of a rule or a case as facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from domain.dates import Bounds, Instant, bounds, due_instant
from domain.record import StreamName
from projections.geography.geography import Geography
from projections.regime.acts import (
    CHANGES,
    ENACTED,
    EXCEPTED,
    EXPIRY,
    Act,
    RulePlace,
    effect_of,
    possible_states,
    rule_place,
)
from projections.regime.comparison import compare_topics, notice, start
from projections.regime.force import Layer, RuleInForce, RuleLayers, Viewpoint
from projections.regime.rulebook import Rulebook
from projections.regime.stability import NO_RULE, amount_row, rule_row, topic_row
from projections.report import Fields, Question, Report, answer
from projections.rows.acts import RuleAct
from projections.rows.span import when

# -- status ------------------------------------------------------------------------------------
# What became of a rule at one of the places for which it was made: in force, suspended, ended.

ANNOUNCED, DECIDED, IN_FORCE, INTERIM = "announced", "decided", "in-force", "interim"
SUSPENDED, REPEALED, ANNULLED, EXPIRED = "suspended", "repealed", "annulled", "expired"
UNCLEAR = "unclear"
"""Announced; decided for a later day; in force; what a court left in its place; suspended; ended
by those who may; struck down; its last day passed; or the dates are too vague to tell."""

HOLDING = frozenset({IN_FORCE, INTERIM})


@dataclass(frozen=True, slots=True)
class RuleStatus:
    """A rule at one place at a moment: what became of it, and what it says there if it began.

    first: the record that announced or enacted it there. until: its last day, as it stands now.
    """

    place: RulePlace
    state: str
    first: RuleAct
    rule: RuleInForce | None
    until: str | None


def rule_statuses(rulebook: Rulebook, rule: str) -> list[RuleStatus]:
    """A rule at every place for which it was announced or enacted, by the order of recording."""
    moment = rulebook.geography.question.as_of
    firsts: dict[RulePlace, RuleAct] = {}
    for record in sorted(rulebook.rules[rule].acts, key=lambda act: act.order):
        place = rule_place(record)
        if place and record.kind in {ENACTED, "rule.announced"} and _there(record, moment):
            # What is enacted tells more than what was announced.
            known = firsts.get(place)
            if known is None or (record.kind, known.kind) == (ENACTED, "rule.announced"):
                firsts[place] = record
    return [_status(rulebook, rule, place, first) for place, first in firsts.items()]


def _there(record: RuleAct, moment: Instant) -> bool:
    """Whether something is on record by a moment: said by then, or in force by then."""
    public = when(record).earliest <= moment
    return public or (record.kind == ENACTED and effect_of(record).earliest <= moment)


def _status(rulebook: Rulebook, rule: str, place: RulePlace, first: RuleAct) -> RuleStatus:
    moment = rulebook.geography.question.as_of
    viewpoint = Viewpoint(rulebook.geography.chain(place.scope, moment), place.level)
    seen = [act for act in rulebook.acts[rule] if viewpoint.sees(act)]
    reached = possible_states(seen, moment, Bounds(moment, moment), RuleLayers(), viewpoint.after)
    layers = [(dict(state.layers).get(place), state) for state in reached]
    records = {record.event: record for record in rulebook.rules[rule].acts}
    found = {_state(layer, state, first, records, moment) for layer, state in layers}
    held = [layer for layer, _ in layers if layer]
    most = max(held, key=lambda layer: layer.rule.events, default=None)
    until = most.until if most else first.event
    last = records[until] if until is not None else None
    return RuleStatus(
        place=place,
        state=found.pop() if len(found) == 1 else UNCLEAR,
        first=first,
        rule=most.rule if most else None,
        until=last.until if last else None,
    )


def _state(
    layer: Layer | None,
    state: RuleLayers,
    first: RuleAct,
    records: dict[int, RuleAct],
    moment: Instant,
) -> str:
    """What became of it in one of the states that the dates allow."""
    if layer is None:
        if first.kind != ENACTED:
            return ANNOUNCED
        ahead = effect_of(first).latest > moment
        # What began and left no trace was ended, and then taken up by a wider enactment.
        return DECIDED if ahead else REPEALED
    happened = [records[event].kind for event in layer.rule.events]
    if layer.ended:
        ends = [kind for kind in happened if kind in {"rule.repealed", "rule.annulled"}]
        return ANNULLED if ends and ends[-1] == "rule.annulled" else REPEALED
    if layer.until in state.expired:
        return EXPIRED
    if layer.stopped:
        return SUSPENDED
    return INTERIM if "rule.annulled" in happened else IN_FORCE


# -- rules -------------------------------------------------------------------------------------
# The view `rules`: every rule at every place for which it was made, and what became of it.


def rules(
    question: Question,
    *,
    area: str | None = None,
    topic: str | None = None,
    rank: str | None = None,
    in_force: bool = False,
) -> Report[Any]:
    """List rules by topic, name and place, filtered by what is given.

    area: rules for this area, a part of it, or a wider place that covers or touches it.
    in_force: only those in force, an interim measure of a court among them.
    """
    geography = Geography(question)
    rulebook = Rulebook(geography)
    places = _places(geography, f"area/{area}") if area else None
    rows = [
        _row(rulebook, rule, status)
        for rule in rulebook.rules
        for status in rule_statuses(rulebook, rule)
        if (places is None or status.place.scope in places)
        and (not in_force or status.state in HOLDING)
    ]
    rows = [row for row in rows if topic in {None, row["topic"]} and rank in {None, row["rank"]}]
    rows.sort(key=lambda row: (row["topic"], row["rule"], row["place"]))
    return answer(question, "rules", rows)


def _places(geography: Geography, scope: str) -> frozenset[str]:
    moment = geography.question.as_of
    return geography.parts(scope, moment) | geography.around(scope, moment)


def _row(rulebook: Rulebook, rule: str, status: RuleStatus) -> Fields:
    """A rule at a place, with what is said of it there and what happened to it since."""
    first, held = status.first, status.rule
    enacted = first.kind == ENACTED
    begun = next((act for act in rulebook.acts[rule] if act.event == first.event), None)
    moment = rulebook.geography.question.as_of
    happened = [act for act in rulebook.acts[rule] if act.when.earliest <= moment]
    announced = {
        "rule": rule,
        "title": first.title,
        "value": first.value,
        "amount": amount_row(first.amount),
        "place": status.place.scope,
        "level": status.place.level or None,
        "since": first.effective,
        "by": list(first.by),
        "rank": first.rank,
        "identifier": first.identifier,
        "event": first.event,
        "events": [first.event],
    }
    return {
        **NO_RULE,
        **(rule_row(held) if held else announced),
        "topic": held.topic if held else first.topic,
        "state": status.state,
        "effective": first.effective if enacted else None,
        "until": status.until,
        "effect": first.effect,
        "direction": first.direction,
        "published": first.published,
        "notice_days": notice(begun) if begun else None,
        "changes": sum(act.kind in CHANGES and act.kind != ENACTED for act in happened),
        "exceptions": sum(act.kind == EXCEPTED for act in happened),
        "disputed": rulebook.rules[rule].disputed,
    }


# -- facts -------------------------------------------------------------------------------------
# The history of one rule or one case as facts to be told, a sentence each.
#
# Professionals cannot explain rules that change under them; the record can: from what to what,
# since when, for whom, by whom, and with how much notice.

ANNOUNCING_KINDS, CHANGE, RULES = "rule.announced", "change", "rules"


def facts_of(question: Question, stream: str) -> list[Fields]:
    """The facts of a rule or a case in the order of their days; none for other streams."""
    kind, name = StreamName.parse(stream)
    rulebook = Rulebook(Geography(question))
    if kind == "rule" and name in rulebook.rules:
        facts = [*_announced(rulebook, name), *_happened(rulebook, name)]
    elif kind == "case":
        facts = [*_phases(rulebook, stream), *_regime(rulebook, stream)]
    else:
        facts = []
    facts.sort(key=lambda fact: (bounds(fact["on"]).earliest, fact["order"]))
    return [{name: value for name, value in fact.items() if name != "order"} for fact in facts]


def _announced(rulebook: Rulebook, rule: str) -> Iterator[Fields]:
    """What was said to come, at each stage."""
    moment = rulebook.geography.question.as_of
    for act in rulebook.rules[rule].acts:
        if act.kind == ANNOUNCING_KINDS and when(act).earliest <= moment:
            yield _fact(rulebook, act, act.on, rule_place(act)) | {
                "now": [act.value],
                "stage": act.stage,
                "effective": act.effective,
            }


def _happened(rulebook: Rulebook, rule: str) -> Iterator[Fields]:
    """What happened to the rule, with what it said before and after."""
    moment = rulebook.geography.question.as_of
    acts = [act for act in rulebook.acts[rule] if act.kind != EXPIRY]
    comments = rulebook.rules[rule].comments
    for number, act in enumerate(acts):
        ahead = act.when.earliest > moment
        if ahead and when(act.record).earliest > moment:
            continue
        before, now = (
            _values(rulebook, acts[:number], act),
            _values(rulebook, acts[: number + 1], act),
        )
        yield _fact(rulebook, act.record, act.record.effective, act.place) | {
            "before": before,
            "now": now,
            "until": act.record.until,
            "ahead": ahead,
            "ground": act.record.ground,
            "direction": act.record.direction,
            "effect": act.record.effect,
            "notice_days": notice(act),
            "reason": act.record.reason,
            "comments": [
                {"by": comment.by, "text": comment.text}
                for comment in comments
                if comment.record == act.record.id and when(comment).earliest <= moment
            ],
        }


def _values(rulebook: Rulebook, happened: Iterable[Act], about: Act) -> list[str]:
    """What the rule said, in force or not, where an act concerns it, after some acts."""
    acts = list(happened)
    places = [about.place] if about.place else sorted({act.place for act in acts if act.place})
    layers = (_layer(rulebook, acts, place, about.when.latest) for place in places)
    return sorted({layer.rule.value for layer in layers if layer})


def _layer(
    rulebook: Rulebook, acts: Iterable[Act], place: RulePlace, moment: Instant
) -> Layer | None:
    viewpoint = Viewpoint(rulebook.geography.chain(place.scope, moment), place.level)
    state = RuleLayers()
    for act in acts:
        if viewpoint.sees(act):
            state = viewpoint.after(state, act)
    return viewpoint.layer(state, place)


def _fact(rulebook: Rulebook, record: RuleAct, on: str | None, place: RulePlace | None) -> Fields:
    """What every sentence about a record can tell."""
    name = (
        rulebook.geography.name(place.scope, rulebook.geography.question.as_of) if place else None
    )
    return {
        "kind": record.kind,
        "on": on,
        "place": place.scope if place else None,
        "place_name": name,
        "by": list(record.by),
        "disputed": record.disputed,
        "event": record.event,
        "order": record.order,
    }


def _phases(rulebook: Rulebook, case: str) -> Iterator[Fields]:
    """When a case was opened, entered its phases and was closed."""
    geography, moment = rulebook.geography, rulebook.geography.question.as_of
    rows = [row for row in geography.land.cases.get(case, ()) if row.start <= moment]
    seen: set[tuple[str, str]] = set()
    for row in rows:
        days = {"opened": row.opened, "since": row.since, "closed": row.closed}
        for what, on in days.items():
            if on and (what, on) not in seen:
                seen.add((what, on))
                yield {
                    "kind": f"case.{what}",
                    "on": on,
                    "place_name": geography.name(row.area, moment),
                    "level": row.level,
                    "phase": row.phase,
                    "outcome": row.outcome,
                    "event": row.event,
                    "order": row.event,
                }


def _regime(rulebook: Rulebook, case: str) -> Iterator[Fields]:
    """The rules of a case by topic, when it was opened and now, and every change in between."""
    end = due_instant(rulebook.geography.question.as_of)
    begun = start(rulebook, case, None)
    if begun is None or begun.since.latest >= end:
        return
    for topic in compare_topics(rulebook, begun, end):
        row = topic_row(topic)
        opened = str(begun.since.latest)
        yield {
            "kind": RULES,
            "on": opened,
            "topic": topic.topic,
            "before": row["at_start"],
            "now": row["now"],
            "events": sorted({event for rule in row["rules"] for event in rule["events"]}),
            "order": FIRST,
        }
        for change in row["changes"]:
            yield change | {
                "kind": CHANGE,
                "topic": topic.topic,
                "before": change["from"],
                "now": change["to"],
                "order": max(change["events"], default=0),
            }


FIRST = 2**62
"""After whatever else happened on the day."""
