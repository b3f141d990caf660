"""The checks on participation: promised say that was not given, owners that did not decide."""

from __future__ import annotations

from domain.ladder import RUNGS
from domain.spans import NO
from projections.participation.decision import Decision
from projections.participation.gathering import Gathering
from projections.parties import type_of
from projections.render.words import check as words
from projections.render.words.participation import FORM
from projections.report import Fields, Question

OWNERS = "residents"
"""The type of party that an owner or a tenant of a dwelling is."""


def promised_say(question: Question) -> list[Fields]:
    """No group was given less say in a decision than it had been promised."""
    return [
        _finding(
            "promised-say",
            decision,
            words.LESS_SAY.format(
                group=say.group,
                promised=FORM[say.promised or "none"],
                given=FORM[say.counts or say.given],
            ),
            [decision.taken.event, *say.events],
        )
        for _, decision in Gathering(question, None).decisions
        for say in decision.says
        if say.kept == NO
    ]


def owner_decides(question: Question) -> list[Fields]:
    """Every decision about a dwelling has a co-decision of its owner before it."""
    gathering = Gathering(question, None)
    return [
        _finding("owner-decides", decision, words.NO_OWNER, decision.events)
        for _, decision in gathering.decisions
        if gathering.level(decision) == "dwelling" and not _decided_along(gathering, decision)
    ]


def _decided_along(gathering: Gathering, decision: Decision) -> bool:
    """Whether residents decided it or decided along, or perhaps did; not what came after it."""
    along = {say.group for say in decision.says if say.most >= RUNGS["co-decide"]}
    return any(
        type_of(gathering.parties, party) == OWNERS for party in along.union(decision.taken.by)
    )


def _finding(check: str, decision: Decision, text: str, events: list[int]) -> Fields:
    subject = f"decision/{decision.name}"
    return {"check": check, "subject": subject, "finding": text, "events": events}


CHECKS = {"promised-say": promised_say, "owner-decides": owner_decides}
"""The checks of this view by their names."""
