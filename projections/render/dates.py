"""Dates as people read them: `31 Dec 2024`, `about Oct 2015`, `some time in 2019`."""

from __future__ import annotations

from domain.dates import bounds
from projections.render.words import dates as words


def spoken(text: str | None) -> str:
    """A date in the notation of a journal (EDTF), in words; other text as it stands."""
    if not text:
        return ""
    if "/" in text:
        first, last = (spoken(part) for part in text.split("/"))
        if first == "..":
            return words.UP_TO.format(last=last)
        return words.FROM_TO.format(first=first, last=last)
    if text.endswith("~"):
        return words.ABOUT.format(date=spoken(text[:-1]))
    day, _, time = text.partition("T")
    said = _day(day)
    if not time or time == "23:59:59":
        return said
    return words.AT_TIME.format(day=said, time=time[:5])


def period(first: str | None, last: str | None) -> str:
    """A stretch of time by its first and last day: a calendar year or quarter by its name."""
    if first is None or last is None:
        if first is None and last is None:
            return words.ALL_TIME
        return (
            words.FROM.format(first=spoken(first))
            if first
            else words.UP_TO.format(last=spoken(last))
        )
    year, quarter = first[:4], (int(first[5:7]) + 2) // 3
    for text in (year, f"{year}-Q{quarter}"):
        whole = bounds(text)
        if (first, last) == (whole.earliest[:10], whole.latest[:10]):
            return spoken(text)
    return words.FROM_TO.format(first=spoken(first), last=spoken(last))


def _day(text: str) -> str:
    match text.split("-"):
        case [year, quarter] if quarter.startswith("Q"):
            return words.QUARTER.format(quarter=quarter, year=year)
        case [year, month] if month.isdigit():
            return words.MONTH.format(month=words.MONTHS[int(month) - 1], year=year)
        case [year, month, day] if month.isdigit() and day.isdigit():
            return words.DAY.format(day=int(day), month=words.MONTHS[int(month) - 1], year=year)
        case _:
            return text


def day(instant: str) -> str:
    """The day of an instant."""
    return spoken(instant[:10])
