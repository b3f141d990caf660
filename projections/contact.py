"""The view `contact`: what residents of an area were told, what they asked, and the silences.

Silence of the record is silence of a body only where somebody vouched that the record is
complete. Outside such coverage the answer is "none on record".
"""

from __future__ import annotations

from itertools import pairwise

from domain.dates import Instant, bounds, days_between
from projections.book import Row
from projections.places import Places
from projections.report import Fields, Question, Report, answer
from projections.span import Value

TREND = ("updates", "without_news", "silent_days", "inputs", "answered")


def contact(question: Question, area: str) -> Report:
    """Report on updates to an area, a part of it, or a wider place that covers or touches it."""
    places = Places.at(question.book, question.as_of, question.known)
    within, wider = places.scopes(area)
    scopes = sorted(within | wider)

    def held(kind: str) -> list[Row]:
        return question.book.at(kind, question.as_of, question.known, scopes=scopes)

    updates = sorted(held("update"), key=lambda row: (row.start, row.subject))
    inputs = held("input")
    covered = _covered(question, places.upward(area))
    silences = [
        (days_between(bounds(a.value["on"]).latest, bounds(b.value["on"]).earliest), a, b)
        for a, b in pairwise(updates)
    ]
    longest = max(silences, key=lambda one: one[0], default=None)
    last = updates[-1] if updates else None
    row: Fields = {
        "area": area,
        "name": places.areas.get(area, {}).get("name", area),
        "updates": len(updates),
        "without_news": sum(row.value["content"] == "no-news" for row in updates),
        "last_update": last.value["on"] if last else None,
        "silent_days": _since(last, question.as_of) if last and covered else None,
        "longest_silence_days": longest[0] if longest and covered else None,
        "longest_silence_from": longest[1].value["on"] if longest and covered else None,
        "covered": covered,
        "inputs": len(inputs),
        "acknowledged": sum("acknowledged" in row.value for row in inputs),
        "answered": sum("answered" in row.value for row in inputs),
        "unanswered": [_input(row.value) for row in inputs if "answered" not in row.value],
        "repeated": sum("repeats" in row.value for row in inputs),
    }
    return answer(question, "contact", [row], trend=TREND)


def _covered(question: Question, areas: list[str]) -> bool:
    """Whether somebody vouches for all updates to the area at this moment."""
    rows = question.book.at(
        "coverage", question.as_of, question.known, scopes=[f"area/{area}" for area in areas]
    )
    return any("update" in row.value["about"] and not row.value.get("topics") for row in rows)


def _since(last: Row, moment: Instant) -> int:
    return days_between(bounds(last.value["on"]).latest, moment)


def _input(value: Value) -> Fields:
    return {name: value.get(name) for name in ("input", "type", "from", "on", "text")}
