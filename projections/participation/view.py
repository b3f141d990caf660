"""The views `participation` and `decisions`: the say given over time, and decision by decision."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from domain.dates import BEGINNING, FOREVER, plus_days
from domain.step_function import NO, UNKNOWN, YES
from projections.geography.relation import WITHIN
from projections.participation.decision import Decision, PlaceDecisions, Say
from projections.participation.figures import figures, side_of
from projections.participation.tables import tables_about
from projections.report import EVER, Fields, Question, Report, Window, answer, falls
from projections.rows.acts import Advice

# -- lines -------------------------------------------------------------------------------------
# One decision as a row of data: what was decided, who had what say, whose advice was followed.


def line(gathering: PlaceDecisions, decision: Decision) -> Fields:
    """A decision with everything that its figures rest on."""
    taken = decision.taken
    return {
        "decision": decision.name,
        "on": taken.on,
        "by": list(taken.by),
        "place": taken.scope,
        "level": gathering.level(decision),
        "topic": taken.topic,
        "process": taken.process,
        "text": taken.text,
        "options": taken.options,
        "choice": decision.choice,
        "say": [_say(say) for say in decision.says],
        "advice": [_advice(gathering, advice) for advice in decision.advice],
        "reversed": [
            {"on": reversal.on, "by": list(reversal.by), "reason": reversal.reason}
            for reversal in decision.reversals
        ],
        "disputed": decision.disputed,
        "events": decision.events,
    }


def _say(say: Say) -> Fields:
    return {
        "group": say.group,
        "promised": say.promised,
        "given": say.given,
        "counts_as": say.counts,
        "kept": say.kept,
        "gap": say.gap,
        "after": say.after,
        "modes": sorted({record.mode for record in say.records if record.mode}),
        "initiated_by": sorted(
            {record.initiated_by for record in say.records if record.initiated_by}
        ),
        "disputed": say.disputed,
    }


def _advice(gathering: PlaceDecisions, advice: Advice) -> Fields:
    return {
        "by": advice.by,
        "side": side_of(advice.by, gathering.parties),
        "text": advice.text,
        "followed": advice.followed,
        "reasons": list(advice.reasons),
    }


def parties_in(lines: Iterable[Fields]) -> set[str]:
    """Every party that these rows speak of."""
    found: set[str] = set()
    for row in lines:
        found |= {*row["by"], *(say["group"] for say in row["say"])}
        found |= {party for say in row["say"] for party in say["initiated_by"]}
        found |= {advice["by"] for advice in row["advice"]}
        found |= {party for reversal in row["reversed"] for party in reversal["by"]}
    return found


# -- view --------------------------------------------------------------------------------------
# The view `participation`: the say that groups were promised and given, decision by decision.

DETAILS = ("title", "lines", "wider_lines", "tables")
"""The fields that only a screen or an explanation shows."""

WIDER = ("decisions", "unrecorded", "groups", "promised", "kept", "less", "unclear", "drops")
"""The figures on decisions about a wider place, which are never added to the others."""

Apart = Callable[[PlaceDecisions, Decision], Iterable[tuple[str | None, Decision]]]


def _by_group(_: PlaceDecisions, decision: Decision) -> Iterable[tuple[str | None, Decision]]:
    """For each group what was its own: its say and its advice; None without any group."""
    groups = dict.fromkeys(say.group for say in decision.says)
    if not groups:
        yield None, decision
    for group in groups:
        says = tuple(say for say in decision.says if say.group == group)
        advice = tuple(opinion for opinion in decision.advice if opinion.by == group)
        yield group, replace(decision, says=says, advice=advice)


GROUPINGS: dict[str, Apart] = {
    "group": _by_group,
    "topic": lambda _, decision: [(decision.taken.topic, decision)],
    "level": lambda gathering, decision: [(gathering.level(decision), decision)],
}
"""By what the figures can be told apart; None where the record names no such thing."""

Found = list[tuple[str, Decision]]
"""Decisions, each with whether it certainly falls within the stretch of time: YES or UNKNOWN."""


def participation(
    question: Question,
    area: str | None,
    *,
    by: str | None = None,
    windows: Sequence[Window] = (EVER,),
) -> Report[Any]:
    """Report on decisions about an area, or on all: in each stretch of time, told apart or not.

    Every decision is read as it stood at the moment asked for, whichever stretch it was taken in:
    so that what became of it later counts.
    """
    gathering = PlaceDecisions(question, f"area/{area}" if area else None)
    rows: list[Fields] = []
    for window in windows:
        here, above = _found(gathering, window)
        head = gathering.named() | (_stretch(window) if list(windows) != [EVER] else {})
        if by is None:
            rows.append(head | _figures(gathering, here) | _beside(gathering, above))
        else:
            rows += [
                head | {"by": name} | _figures(gathering, chosen)
                for name, chosen in _grouped(gathering, by, here)
            ]
    return answer(question, "participation", rows, details=DETAILS)


def _found(gathering: PlaceDecisions, window: Window) -> tuple[Found, Found]:
    """The decisions about the place or a part of it, and those about what covers or touches it."""
    here: Found = []
    above: Found = []
    for where, decision in gathering.decisions:
        inside = falls(decision.on, window, gathering.question.as_of)
        if inside in {YES, UNKNOWN}:
            (here if where == WITHIN else above).append((inside, decision))
    return here, above


def _grouped(gathering: PlaceDecisions, by: str, found: Found) -> list[tuple[str | None, Found]]:
    """The decisions by name; those that the record names nothing for come last."""
    groups: dict[str | None, Found] = {}
    for inside, decision in found:
        for name, part in GROUPINGS[by](gathering, decision):
            groups.setdefault(name, []).append((inside, part))
    return sorted(groups.items(), key=lambda group: (group[0] is None, group[0] or ""))


def _stretch(window: Window) -> Fields:
    """The first and the last day of a stretch of time; None where it is open."""
    last = plus_days(window.end, -1)[:10] if window.end != FOREVER else None
    return {"from": None if window.start == BEGINNING else window.start[:10], "to": last}


def _figures(gathering: PlaceDecisions, found: Found) -> Fields:
    """The figures on the decisions that certainly count, and every line with its records."""
    certain = [decision for inside, decision in found if inside == YES]
    return {
        **figures(certain, gathering.parties),
        "perhaps": sum(inside == UNKNOWN for inside, _ in found),
        "lines": [line(gathering, decision) | {"certain": inside} for inside, decision in found],
    }


def _beside(gathering: PlaceDecisions, above: Found) -> Fields:
    """What stands beside the figures of a place: wider decisions, and the tables."""
    wider = _figures(gathering, above)
    return {
        "wider": {name: wider[name] for name in WIDER},
        "wider_lines": wider["lines"],
        "tables": tables_about(gathering),
    }


# -- decisions ---------------------------------------------------------------------------------
# The view `decisions`: every decision with who had what say in it, filtered.

TREND = ("decision",)


def decisions(
    question: Question,
    *,
    area: str | None = None,
    topic: str | None = None,
    by: str | None = None,
    level: str | None = None,
    window: Window = EVER,
) -> Report[Any]:
    """List decisions by their day: about an area and wider ones that cover it, or all.

    by: a party that took it. A decision without a level holds at all levels.
    """
    gathering = PlaceDecisions(question, f"area/{area}" if area else None)
    chosen = [
        decision
        for _, decision in gathering.decisions
        if (topic is None or decision.taken.topic == topic)
        and (by is None or by in decision.taken.by)
        and (level is None or gathering.level(decision) in {level, None})
        and falls(decision.on, window, question.as_of) != NO
    ]
    rows = [line(gathering, decision) for decision in chosen]
    return answer(question, "decisions", rows, trend=TREND)
