"""The default yardstick of the advice of 2021, as a record to edit and import."""

from __future__ import annotations

from domain.conditions import CONDITIONS
from projections.render.words import charter as words
from projections.report import Fields


def yardstick(scope: str, by: str | None, start: str, today: str) -> Fields:
    """A charter for a place (as a stream) with every condition and its parameters.

    by: the party that declares it; without one a name that no ledger knows, to be filled in.
    """
    kind, _, name = scope.partition("/")
    judged = [
        {"key": key} | ({"parameters": parameters} if parameters else {})
        for key, parameters in CONDITIONS.items()
    ]
    attested = [{"key": key, "text": text} for key, text in words.ATTESTED.items()]
    return {
        "kind": "charter.declared",
        "charter": f"advice-of-2021-{name}",
        "place": {kind: name},
        "by": [by or words.BY_NOBODY_YET],
        "agreed_by": [],
        "start": start,
        "topics": [],
        "conditions": [*judged, *attested],
        "on": today,
        "source": [words.SOURCE],
    }
