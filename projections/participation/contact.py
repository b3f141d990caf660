"""The view `contact`: what residents of an area were told, what they asked, and the silences.

Silence of the record is silence of a body only where somebody vouched that the record is
complete, all through the silence. Outside such coverage the answer is "none on record".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from domain.dates import Instant, days_between, due_instant
from domain.parties import RESIDENTS
from domain.step_function import YES
from projections.geography.coverage import by
from projections.geography.geography import Geography
from projections.geography.relation import WIDER, WITHIN
from projections.parties import any_of
from projections.report import Fields, Question, Report, answer
from projections.rows.communication import InputRow, SaidRow, UpdateRow
from projections.rows.span import when
from projections.rows.subjects import PartyRows

TREND = ("updates", "without_news", "silent_days", "inputs", "answered")


def contact(question: Question, area: str) -> Report[Any]:
    """Report on updates to an area, a part of it, or a wider place that covers or touches it."""
    geography, place = Geography(question), f"area/{area}"
    scopes = geography.ever_around(place)
    parties = question.parties
    rows = question.book.at(UpdateRow, question.as_of, question.known, scopes=scopes)
    updates = [
        row for row in rows if _reaches_residents(row, parties) and _concerns(geography, row, place)
    ]
    updates.sort(key=lambda row: (when(row).latest, row.subject))
    inputs = [
        row
        for row in question.book.at(InputRow, question.as_of, question.known, scopes=scopes)
        if _concerns(geography, row, place)
    ]
    row = {
        "area": area,
        "name": geography.name(place, question.as_of),
        **_update_fields(updates),
        **_silences(geography, area, updates),
        **_asked(inputs, question.so_far),
        "events": sorted(row.event for row in (*updates, *inputs)),
    }
    return answer(question, "contact", [row], trend=TREND)


def _concerns(geography: Geography, row: SaidRow, place: str) -> bool:
    """Whether a record is about a place, a part of it, or what certainly covers or touches it.

    As places were when it was said, or when the place came to be; and of parts as they are.
    """
    then = geography.relation(row.scope, place, max(when(row).latest, geography.tree.begun(place)))
    now = geography.relation(row.scope, place, geography.question.as_of)
    return then in {WITHIN, *WIDER} or now == WITHIN


def _reaches_residents(update: UpdateRow, parties: PartyRows) -> bool:
    """Whether an update is to residents: to nobody in particular, or to some of them."""
    return not update.to or any_of(parties, update.to, RESIDENTS)


def _update_fields(updates: Sequence[UpdateRow]) -> Fields:
    """How many updates, without news how many, by which channel, and the last one."""
    return {
        "updates": len(updates),
        "without_news": sum(row.content == "no-news" for row in updates),
        "channels": _counted(row.channel for row in updates),
        "last_update": updates[-1].on if updates else None,
    }


def _silences(geography: Geography, area: str, updates: Sequence[UpdateRow]) -> Fields:
    """Days since the last update, and the longest silence, where somebody vouches for them."""
    now = geography.question.so_far
    days = [when(row) for row in updates]
    silent = None
    if days and _vouched(geography, area, days[-1].latest, due_instant(now)):
        silent = days_between(days[-1].latest, now)
    silences = [
        (days_between(earlier.latest, later.earliest), row.on)
        for row, (earlier, later) in zip(updates, pairwise(days), strict=False)
        if earlier.latest < later.earliest
        and _vouched(geography, area, earlier.latest, later.earliest)
    ]
    longest, since = max(silences, key=lambda silence: silence[0], default=(None, None))
    return {
        "silent_days": silent,
        "longest_silence_days": longest,
        "longest_silence_from": since,
        "covered": _vouched(geography, area, now, due_instant(now)),
        "vouched_by": _who_vouches(geography, area, now),
    }


def _vouched(geography: Geography, area: str, start: Instant, end: Instant) -> bool:
    """Whether somebody vouches for all updates to the area all through a stretch of time."""
    covered = geography.coverage.vouched("update", f"area/{area}", start, end)
    return all(step.value == YES for step in covered.parts)


def _who_vouches(geography: Geography, area: str, moment: Instant) -> list[str]:
    """The parties that vouch for all updates to the area at a moment."""
    rows = geography.coverage.over_time("update", f"area/{area}", moment, due_instant(moment))
    return by(rows.at(moment) or ())


def _asked(inputs: Sequence[InputRow], now: Instant) -> Fields:
    """What was brought forward, of which type, and what became of it."""
    outcomes = Counter(row.outcome for row in inputs if row.answered)
    waiting = [row for row in inputs if not row.answered]
    # By when it had certainly come, as the updates are: so those that wait longest come first.
    waiting.sort(key=lambda row: (when(row).latest, row.input))
    testimonies = [row for row in inputs if row.type == "testimony"]
    return {
        "inputs": len(inputs),
        "types": _counted(row.type for row in inputs),
        "acknowledged": sum(bool(row.acknowledged) for row in inputs),
        "testimonies": len(testimonies),
        "testimonies_acknowledged": sum(bool(row.acknowledged) for row in testimonies),
        "answered": sum(outcomes.values()),
        "adopted": outcomes["adopted"],
        "adopted_in_part": outcomes["partly"],
        "rejected": outcomes["rejected"],
        "unanswered": [_input(row, now) for row in waiting],
        "repeated": sum(bool(row.repeats) for row in inputs),
    }


def _input(row: InputRow, now: Instant) -> Fields:
    """An input without an answer on record, and since how many days at the least."""
    return {
        "input": row.input,
        "type": row.type,
        "from": list(row.senders),
        "on": row.on,
        "text": row.text,
        "repeats": row.repeats,
        "acknowledged": bool(row.acknowledged),
        "days": max(days_between(when(row).latest, now), 0),
    }


def _counted(names: Iterable[str | None]) -> dict[str, int]:
    """How often each name, most often first; what has none is counted as `unknown`."""
    counts = Counter(name or "unknown" for name in names)
    return dict(sorted(counts.items(), key=lambda counted: (-counted[1], counted[0])))
