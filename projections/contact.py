"""The view `contact`: what residents of an area were told, what they asked, and the silences.

Silence of the record is silence of a body only where somebody vouched that the record is
complete, all through the silence. Outside such coverage the answer is "none on record".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from domain.dates import Instant, bounds, days_between, due_instant
from domain.parties import RESIDENTS
from domain.spans import YES
from projections.book import Row
from projections.landscape import Landscape
from projections.places import Places
from projections.report import Fields, Question, Report, answer
from projections.span import Value

TREND = ("updates", "without_news", "silent_days", "inputs", "answered")


def contact(question: Question, area: str) -> Report:
    """Report on updates to an area, a part of it, or a wider place that covers or touches it."""
    landscape = Landscape(question)
    places = landscape.at(question.as_of)
    scopes = sorted(set.union(*places.scopes(area)))
    parties = {
        row.value["party"]: row.value
        for row in question.book.at("party", question.as_of, question.known)
    }
    rows = question.book.at("update", question.as_of, question.known, scopes=scopes)
    updates = [row for row in rows if _reaches_residents(row.value, parties)]
    updates.sort(key=lambda row: (bounds(row.value["on"]).latest, row.subject))
    inputs = question.book.at("input", question.as_of, question.known, scopes=scopes)
    row = {
        **_named(places, area),
        **_told(updates),
        **_silences(landscape, area, updates),
        **_asked(inputs, question.as_of),
        "events": sorted(one.event for one in (*updates, *inputs)),
    }
    return answer(question, "contact", [row], trend=TREND)


def _named(places: Places, area: str) -> Fields:
    return {"area": area, "name": places.areas.get(area, {}).get("name", area)}


def _reaches_residents(update: Value, parties: dict[str, Value]) -> bool:
    """Whether an update is to residents: to nobody in particular, or to some of them."""
    to = update.get("to", ())
    return not to or any(parties.get(one, {}).get("type") in RESIDENTS for one in to)


def _told(updates: Sequence[Row]) -> Fields:
    """How many updates, without news how many, by which channel, and the last one."""
    return {
        "updates": len(updates),
        "without_news": sum(row.value["content"] == "no-news" for row in updates),
        "channels": _counted(row.value.get("channel") for row in updates),
        "last_update": updates[-1].value["on"] if updates else None,
    }


def _silences(landscape: Landscape, area: str, updates: Sequence[Row]) -> Fields:
    """Days since the last update, and the longest silence, where somebody vouches for them."""
    now = landscape.question.as_of
    days = [bounds(row.value["on"]) for row in updates]
    silent = None
    if days and _vouched(landscape, area, days[-1].latest, due_instant(now)):
        silent = days_between(days[-1].latest, now)
    silences = [
        (days_between(one.latest, other.earliest), row.value["on"])
        for row, (one, other) in zip(updates, pairwise(days), strict=False)
        if one.latest < other.earliest and _vouched(landscape, area, one.latest, other.earliest)
    ]
    longest, since = max(silences, key=lambda one: one[0], default=(None, None))
    return {
        "silent_days": silent,
        "longest_silence_days": longest,
        "longest_silence_from": since,
        "covered": _vouched(landscape, area, now, due_instant(now)),
    }


def _vouched(landscape: Landscape, area: str, start: Instant, end: Instant) -> bool:
    """Whether somebody vouches for all updates to the area all through a stretch of time."""
    covered = landscape.coverage("update", f"area/{area}", start, end)
    return all(step.value == YES for step in covered.parts)


def _asked(inputs: Sequence[Row], now: Instant) -> Fields:
    """What was brought forward, of which type, and what became of it."""
    outcomes = Counter(row.value.get("outcome") for row in inputs if "answered" in row.value)
    waiting = [row.value for row in inputs if "answered" not in row.value]
    # By when it had certainly come, as the updates are: so those that wait longest come first.
    waiting.sort(key=lambda value: (bounds(value["on"]).latest, value["input"]))
    told = [row.value for row in inputs if row.value["type"] == "testimony"]
    return {
        "inputs": len(inputs),
        "types": _counted(row.value["type"] for row in inputs),
        "acknowledged": sum("acknowledged" in row.value for row in inputs),
        "testimonies": len(told),
        "testimonies_acknowledged": sum("acknowledged" in one for one in told),
        "answered": sum(outcomes.values()),
        "adopted": outcomes["adopted"],
        "adopted_in_part": outcomes["partly"],
        "rejected": outcomes["rejected"],
        "unanswered": [_input(value, now) for value in waiting],
        "repeated": sum("repeats" in row.value for row in inputs),
    }


def _input(value: Value, now: Instant) -> Fields:
    """An input without an answer on record, and since how many days at the least."""
    told = {name: value.get(name) for name in ("input", "type", "from", "on", "text", "repeats")}
    days = days_between(bounds(value["on"]).latest, now)
    return told | {"acknowledged": "acknowledged" in value, "days": max(days, 0)}


def _counted(names: Iterable[str | None]) -> dict[str, int]:
    """How often each name, most often first; what has none is counted as `unknown`."""
    counts = Counter(name or "unknown" for name in names)
    return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))
