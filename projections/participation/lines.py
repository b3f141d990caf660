"""One decision as a row of data: what was decided, who had what say, whose advice was followed."""

from __future__ import annotations

from collections.abc import Iterable

from projections.participation.decision import Decision, Say
from projections.participation.figures import side_of
from projections.participation.gathering import Gathering
from projections.report import Fields
from projections.rows.acts import Advice


def line(gathering: Gathering, decision: Decision) -> Fields:
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
        "advice": [_advice(gathering, one) for one in decision.advice],
        "reversed": [
            {"on": one.on, "by": list(one.by), "reason": one.reason} for one in decision.reversals
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
        "modes": sorted({one.mode for one in say.records if one.mode}),
        "initiated_by": sorted({one.initiated_by for one in say.records if one.initiated_by}),
        "disputed": say.disputed,
    }


def _advice(gathering: Gathering, one: Advice) -> Fields:
    return {
        "by": one.by,
        "side": side_of(one.by, gathering.parties),
        "text": one.text,
        "followed": one.followed,
        "reasons": list(one.reasons),
    }


def parties_in(lines: Iterable[Fields]) -> set[str]:
    """Every party that these rows speak of."""
    found: set[str] = set()
    for one in lines:
        found |= {*one["by"], *(say["group"] for say in one["say"])}
        found |= {party for say in one["say"] for party in say["initiated_by"]}
        found |= {advice["by"] for advice in one["advice"]}
        found |= {party for reversal in one["reversed"] for party in reversal["by"]}
    return found
