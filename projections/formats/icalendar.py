"""Deadlines as a calendar (iCalendar, RFC 5545): one event a promise, on the last day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from projections.tables.promises import PromiseCells

OCTETS = 75
"""So long a line may be; a longer one goes on after a space."""

NO_EVENT = (
    "BEGIN:VTIMEZONE", "TZID:UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0000", "TZOFFSETTO:+0000", "END:STANDARD", "END:VTIMEZONE",
)  # fmt: skip
"""What stands in a calendar without deadlines: one without any component is none (section 3.6)."""


def calendar(promises: Iterable[PromiseCells], title: str) -> Iterator[str]:
    """The lines of a calendar of the deadlines that stand, each of a promise that has one.

    All of it comes from the record, also its times: written again, it is the same.
    """
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//gestand//deadlines//EN")
    yield from map(_line, (*head, f"X-WR-CALNAME:{_text(title)}"))
    empty = True
    for promise in promises:
        if promise.due_now_latest is not None:
            empty = False
            yield from map(_line, _event(promise, date.fromisoformat(promise.due_now_latest)))
    if empty:
        yield from map(_line, NO_EVENT)
    yield _line("END:VCALENDAR")


def _event(promise: PromiseCells, day: date) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(promise.id)}@gestand"
    yield f"DTSTAMP:{_moment(promise.recorded_at)}"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    if day < date.max:
        yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(promise.text)}"
    told = [promise.by_names, promise.place_name, f"promise/{promise.promise}", promise.state]
    yield f"DESCRIPTION:{_text('; '.join(filter(None, told)))}"
    if promise.place_name:
        yield f"LOCATION:{_text(promise.place_name)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _moment(recorded_at: str) -> str:
    moment = datetime.fromisoformat(recorded_at).astimezone(UTC)
    return f"{moment:%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    """A value of the type TEXT."""
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\r\n", "\\n").replace("\n", "\\n")


def _line(text: str) -> str:
    """A line, folded where it is longer than so many octets, and never within a character."""
    if len(text.encode()) <= OCTETS:
        return f"{text}\r\n"
    lines, octets = [""], 0
    for character in text:
        size = len(character.encode())
        if octets + size > OCTETS:
            lines.append(" ")
            octets = 1
        lines[-1] += character
        octets += size
    return "".join(f"{line}\r\n" for line in lines)
