"""The history of one rule or one case as facts to be told, a sentence each.

Professionals cannot explain rules that change under them; the record can: from what to what, since
when, for whom, by whom, and with how much notice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from domain.dates import Instant, bounds, due_instant
from projections.geography.geography import Geography
from projections.regime.acts import EXPIRED, Act, Spot, spot_of
from projections.regime.changes import notice
from projections.regime.force import Force, Layer, State
from projections.regime.rows import topic_row
from projections.regime.stability import compare_topics
from projections.regime.start import start
from projections.regime.values import Rulebook
from projections.report import Fields, Question
from projections.rows.acts import RuleAct
from projections.rows.span import when

ANNOUNCED, CHANGE, RULES = "rule.announced", "change", "rules"


def facts_of(question: Question, stream: str) -> list[Fields]:
    """The facts of a rule or a case in the order of their days; none for other streams."""
    kind, _, name = stream.partition("/")
    rulebook = Rulebook(Geography(question))
    if kind == "rule" and name in rulebook.rules:
        facts = [*_announced(rulebook, name), *_happened(rulebook, name)]
    elif kind == "case":
        facts = [*_phases(rulebook, stream), *_regime(rulebook, stream)]
    else:
        facts = []
    facts.sort(key=lambda fact: (bounds(fact["on"]).earliest, fact["order"]))
    return [{name: value for name, value in one.items() if name != "order"} for one in facts]


def _announced(rulebook: Rulebook, rule: str) -> Iterator[Fields]:
    """What was said to come, at each stage."""
    moment = rulebook.landscape.question.as_of
    for one in rulebook.rules[rule].acts:
        if one.kind == ANNOUNCED and when(one).earliest <= moment:
            yield _fact(rulebook, one, one.on, spot_of(one)) | {
                "now": [one.value],
                "stage": one.stage,
                "effective": one.effective,
            }


def _happened(rulebook: Rulebook, rule: str) -> Iterator[Fields]:
    """What happened to the rule, with what it said before and after."""
    moment = rulebook.landscape.question.as_of
    told = [act for act in rulebook.acts[rule] if act.kind != EXPIRED]
    comments = rulebook.rules[rule].comments
    for number, act in enumerate(told):
        ahead = act.when.earliest > moment
        if ahead and when(act.record).earliest > moment:
            continue
        before, now = _said(rulebook, told[:number], act), _said(rulebook, told[: number + 1], act)
        yield _fact(rulebook, act.record, act.record.effective, act.spot) | {
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
                {"by": one.by, "text": one.text}
                for one in comments
                if one.record == act.record.id and when(one).earliest <= moment
            ],
        }


def _said(rulebook: Rulebook, told: Iterable[Act], about: Act) -> list[str]:
    """What the rule said, in force or not, where an act concerns it, after some acts."""
    acts = list(told)
    spots = [about.spot] if about.spot else sorted({act.spot for act in acts if act.spot})
    layers = (_layer(rulebook, acts, spot, about.when.latest) for spot in spots)
    return sorted({layer.holding.value for layer in layers if layer})


def _layer(rulebook: Rulebook, acts: Iterable[Act], spot: Spot, moment: Instant) -> Layer | None:
    look = Force(rulebook.landscape.chain(spot.scope, moment), spot.level)
    state = State()
    for act in acts:
        if look.sees(act):
            state = look.after(state, act)
    return look.layer(state, spot)


def _fact(rulebook: Rulebook, record: RuleAct, on: str | None, spot: Spot | None) -> Fields:
    """What every sentence about a record can tell."""
    place = rulebook.landscape.name(spot.scope, rulebook.landscape.question.as_of) if spot else None
    return {
        "kind": record.kind,
        "on": on,
        "place": spot.scope if spot else None,
        "place_name": place,
        "by": list(record.by),
        "disputed": record.disputed,
        "event": record.event,
        "order": record.order,
    }


def _phases(rulebook: Rulebook, case: str) -> Iterator[Fields]:
    """When a case was opened, entered its phases and was closed."""
    landscape, moment = rulebook.landscape, rulebook.landscape.question.as_of
    rows = [row for row in landscape.land.cases.get(case, ()) if row.start <= moment]
    seen: set[tuple[str, str]] = set()
    for row in rows:
        days = {"opened": row.opened, "since": row.since, "closed": row.closed}
        for what, on in days.items():
            if on and (what, on) not in seen:
                seen.add((what, on))
                yield {
                    "kind": f"case.{what}",
                    "on": on,
                    "place_name": landscape.name(row.area, moment),
                    "level": row.level,
                    "phase": row.phase,
                    "outcome": row.outcome,
                    "event": row.event,
                    "order": row.event,
                }


def _regime(rulebook: Rulebook, case: str) -> Iterator[Fields]:
    """The rules of a case by topic, when it was opened and now, and every change in between."""
    end = due_instant(rulebook.landscape.question.as_of)
    begun = start(rulebook, case, None)
    if begun is None or begun.since.latest >= end:
        return
    for one in compare_topics(rulebook, begun, end):
        row = topic_row(one)
        opened = str(begun.since.latest)
        yield {
            "kind": RULES,
            "on": opened,
            "topic": one.topic,
            "before": row["at_start"],
            "now": row["now"],
            "events": sorted({event for rule in row["rules"] for event in rule["events"]}),
            "order": FIRST,
        }
        for change in row["changes"]:
            yield change | {
                "kind": CHANGE,
                "topic": one.topic,
                "before": change["from"],
                "now": change["to"],
                "order": max(change["events"], default=0),
            }


FIRST = 2**62
"""After whatever else happened on the day."""
