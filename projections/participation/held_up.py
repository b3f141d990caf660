"""What the record itself says was held up, and by what: structural, before anything is counted.

Promises that were blocked or suspended, with the pauses of rules that were in force meanwhile; and
cases that lay under such a pause.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from domain.dates import FOREVER, Instant, due_instant
from domain.spans import NO, UNKNOWN, YES
from projections.book import Row
from projections.participation.pauses import Pause, holds
from projections.participation.stalled import Stalling
from projections.report import Fields
from projections.until import last_day, until


def held_up(stalling: Stalling, level: str | None) -> list[Fields]:
    """The promises at a level that another body blocked or that were suspended, by their days."""
    rows = [row for named, _, row in stalling.promises if named == level]
    rows.sort(key=lambda row: (row.subject, row.start))
    found = [
        entry
        for _, life in groupby(rows, key=lambda row: row.subject)
        for entry in _halts(stalling, list(life))
    ]
    return sorted(found, key=lambda one: (one["since"], one["promise"]))


def _halts(stalling: Stalling, life: list[Row]) -> Iterator[Fields]:
    """Each stretch in the life of one promise in which it was held up."""
    for stretch in _stretches(life):
        first, last = stretch[0], stretch[-1]
        said = first.value
        yield {
            "promise": first.subject.partition("/")[2],
            "text": said["text"],
            "by": said["by"],
            "blocked_by": said["blocked_by"],
            "suspended": any(row.value["suspended"] for row in stretch),
            "since": first.start[:10],
            "until": _day(stalling, last.end),
            "vague": first.value["halted"] == UNKNOWN and last.value["halted"] == YES,
            "pauses": [
                pause.rule
                for pause in stalling.pauses
                if pause.start.earliest < last.end and first.start < _end(pause)
            ],
            "events": sorted({event for row in stretch for event in row.value["events"]}),
        }


def _stretches(life: Iterable[Row]) -> list[list[Row]]:
    """The runs of neighbouring rows in which a promise was held up in one way."""
    found: list[list[Row]] = []
    for row in life:
        if row.value["halted"] == NO:
            continue
        last = found[-1][-1] if found else None
        if last is not None and last.end == row.start and _how(last) == _how(row):
            found[-1].append(row)
        else:
            found.append([row])
    return found


def _how(row: Row) -> tuple[object, object]:
    return row.value["blocked_by"], row.value["suspended"]


def under_pause(stalling: Stalling, level: str | None) -> list[Fields]:
    """The pauses of rules of another level, or of all, with the cases at this level under each."""
    found: list[Fields] = []
    for pause in stalling.pauses:
        under = list(_cases(stalling, pause, level)) if pause.level != level else []
        if under:
            found.append(told(pause) | {"level": pause.level, "cases": under})
    return found


def _cases(stalling: Stalling, pause: Pause, level: str | None) -> Iterator[Fields]:
    """The cases at a level that were open during a pause and that it certainly concerned."""
    gathering, start, end = stalling.gathering, pause.start.latest, _end(pause)
    for case, rows in stalling.cases.items():
        during = [row for row in rows if row.start < end and start < row.end]
        during = [row for row in during if row.closed is None]
        if not during or during[0].level != level:
            continue
        if not any(holds(gathering.landscape, place, case, start) for place in pause.places):
            continue
        phases = list(dict.fromkeys(row.phase for row in during))
        yield {
            "case": case.partition("/")[2],
            "phase": phases[0],
            "since": during[0].since,
            "entered": len(phases) - 1,
            "events": sorted({row.event for row in during}),
        }


def told(pause: Pause) -> Fields:
    """A pause as a row of data."""
    return {
        "rule": pause.rule,
        "title": pause.title,
        "by": list(pause.began.by),
        "since": pause.began.effective,
        "until": until(pause.ended.effective if pause.ended else None),
        "reason": pause.began.reason,
        "certain": pause.certain,
        "events": [one.event for one in (pause.began, pause.ended) if one],
    }


def _end(pause: Pause) -> Instant:
    return pause.end.earliest if pause.end else FOREVER


def _day(stalling: Stalling, end: Instant) -> str | None:
    """The last day of it, unless its end lies beyond the moment asked for."""
    return last_day(end)[:10] if end < due_instant(stalling.gathering.question.as_of) else None
