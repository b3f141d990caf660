"""The view `charters`: every yardstick on record, whose it is and what it asks."""

from __future__ import annotations

from projections.conditions.bearing import bearing
from projections.conditions.charter import Charter
from projections.geography.geography import Geography
from projections.report import Fields, Question, Report, answer


def charters(question: Question) -> Report:
    """List the yardsticks by name, as they stood at the moment."""
    landscape = Geography(question)
    rows = [
        landscape.called(one.scope)
        | terms(one.charter)
        | {"conditions": list(one.charter.conditions)}
        for one in bearing(landscape, None)
    ]
    return answer(question, "charters", rows)


def terms(charter: Charter) -> Fields:
    """Whose yardstick it is, for where, since when and about what."""
    return {
        "charter": charter.name,
        "place": charter.scope,
        "level": charter.level,
        "by": list(charter.by),
        "agreed_by": list(charter.agreed_by),
        "declared": charter.declared,
        "start": charter.start[:10],
        "ended": charter.ended[:10] if charter.ended else None,
        "disputed": charter.disputed,
        "topics": list(charter.topics),
        "amendments": list(charter.amendments),
        "event": charter.event,
    }
