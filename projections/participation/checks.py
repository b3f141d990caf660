"""The checks on participation: promised say that was not given, owners that did not decide."""

from __future__ import annotations

from typing import Any

from domain.ladder import RUNGS
from domain.spans import NO
from projections.finding import finding
from projections.participation.decision import Decision
from projections.participation.gathering import Gathering
from projections.parties import type_of
from projections.report import Fields, Question

OWNERS = "residents"
"""The type of party that an owner or a tenant of a dwelling is."""


def promised_say(question: Question) -> list[Fields]:
    """No group was given less say in a decision than it had been promised."""
    return [
        _finding(
            "promised-say",
            decision,
            [decision.taken.event, *say.events],
            group=say.group,
            promised=say.promised or "none",
            given=say.counts or say.given,
        )
        for _, decision in Gathering(question, None).decisions
        for say in decision.says
        if say.kept == NO
    ]


def owner_decides(question: Question) -> list[Fields]:
    """Every decision about a dwelling has a co-decision of its owner before it."""
    gathering = Gathering(question, None)
    return [
        _finding("owner-decides", decision, decision.events)
        for _, decision in gathering.decisions
        if gathering.level(decision) == "dwelling" and not _decided_along(gathering, decision)
    ]


def _decided_along(gathering: Gathering, decision: Decision) -> bool:
    """Whether residents decided it or decided along, or perhaps did; not what came after it."""
    along = {say.group for say in decision.says if say.most >= RUNGS["co-decide"]}
    return any(
        type_of(gathering.parties, party) == OWNERS for party in along.union(decision.taken.by)
    )


def _finding(check: str, decision: Decision, events: list[int], **fields: Any) -> Fields:
    return finding(check, f"decision/{decision.name}", events, **fields)


CHECKS = {"promised-say": promised_say, "owner-decides": owner_decides}
"""The checks of this view by their names."""
