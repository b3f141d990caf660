"""Who may speak for a beneficiary: a body with a recorded mandate to decide for it (METHODS 1).

The mandate stands on another stream than the promise, so the two are joined when somebody asks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from domain.dates import Instant
from domain.spans import YES
from projections.book import Row
from projections.geography.geography import Geography
from projections.geography.relation import WITHIN
from projections.report import Question
from projections.rows.tenure import MANDATE, MandateRow


def spoken_for(question: Question, rows: Sequence[Row]) -> list[Row]:
    """The promises, with the consent of those that had a mandate to give it."""
    if not any("consents" in row.value for row in rows):
        return list(rows)
    mandates = _Mandates(question)
    return [_joined(row, mandates) if "consents" in row.value else row for row in rows]


def _joined(row: Row, mandates: _Mandates) -> Row:
    speakers = [
        party
        for party, moments in row.value["consents"].items()
        if all(mandates.may_speak(party, row, moment) for moment in moments)
    ]
    return replace(row, value=row.value | row.value["if_heard"].get(" ".join(speakers), {}))


class _Mandates:
    """The mandates to decide on behalf of another body."""

    def __init__(self, question: Question) -> None:
        self._question = question

    def may_speak(self, party: str, row: Row, moment: Instant) -> bool:
        """Whether a party held a mandate of a beneficiary, for the place of a promise, then."""
        return any(
            party in one.holders
            and one.granted_by in row.value["to"]
            and one.topic in {None, row.value.get("topic")}
            and one.lasts(frozenset({one.scope}), None, moment) == YES
            and self._covers(one.scope, row.scope)
            for one in self._granted
        )

    def _covers(self, place: str, scope: str) -> bool:
        if place == scope:
            return True
        return place.startswith("area/") and (
            self._geography.relation(scope, place, self._question.as_of) == WITHIN
        )

    @cached_property
    def _geography(self) -> Geography:
        return Geography(self._question)

    @cached_property
    def _granted(self) -> list[MandateRow]:
        asked = self._question
        return [
            one
            for one in asked.book.at(MandateRow, asked.as_of, asked.known)
            if one.power == "decide" and one.basis == MANDATE
        ]
