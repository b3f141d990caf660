"""Dates as people read them: `31 Dec 2024`, `about Oct 2015`, `some time in 2019`."""

from __future__ import annotations

from domain.dates import bounds, is_date
from domain.edtf import FIRST_QUARTER, OPEN, SPRING
from projections.render.words import dates as words

LAST_SECOND = "23:59:59"
"""The time of day that stands for the whole day."""


def spoken(text: str | None) -> str:
    """A date in the notation of a journal (EDTF), in words; other text as it stands."""
    if not text:
        return ""
    if not is_date(text):
        return text
    if text.startswith("["):
        return words.OR.join(_stretch(*part.partition("..")) for part in text[1:-1].split(","))
    if "/" in text:
        return _stretch(*text.partition("/"))
    if text[-1] in words.DOUBT:
        return words.DOUBT[text[-1]].format(date=spoken(text[:-1]))
    return _moment(bounds(text).earliest) if "T" in text else _day(text)


def is_loose(text: str) -> bool:
    """Whether a date is about or perhaps one, has open digits or an open start, or is one of a set.

    The others are days, or stretches from one date to another.
    """
    return text[0] in "./[" or text[-1] in "~?%X"


def _stretch(first: str, between: str, last: str) -> str:
    """From one date to another; from or up to one where the other is open or not known."""
    if not between:
        return spoken(first)
    if first in OPEN:
        return words.UP_TO.format(last=spoken(last))
    if last in OPEN:
        return words.FROM.format(first=spoken(first))
    return words.FROM_TO.format(first=spoken(first), last=spoken(last))


def _moment(instant: str) -> str:
    """A moment as a clock in Amsterdam shows it; the end of a day as that day."""
    day, _, time = instant.partition("T")
    return _day(day) if time == LAST_SECOND else words.AT_TIME.format(day=_day(day), time=time[:5])


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
    """A date of one precision."""
    match text.split("-"):
        case [year] if "X" in year:
            said = words.CENTURY if year.endswith("XX") else words.DECADE
            return said.format(first=year.replace("X", "0"), last=year.replace("X", "9"))
        case [year, "XX"] | [year, "XX", "XX"]:
            return words.SOME_TIME.format(date=year)
        case [year, month, "XX"]:
            return words.SOME_TIME.format(date=_part(year, month))
        case [year, part]:
            return _part(year, part)
        case [year, month, day]:
            return words.DAY.format(day=int(day), month=words.MONTHS[int(month) - 1], year=year)
        case _:
            return text


def _part(year: str, part: str) -> str:
    """A part of a year: a quarter, a week, a season or a month."""
    if part.startswith("Q"):
        return words.QUARTER.format(quarter=part[1:], year=year)
    if part.startswith("W"):
        return words.WEEK.format(week=int(part[1:]), year=year)
    number = int(part)
    if number >= FIRST_QUARTER:
        return words.QUARTER.format(quarter=number - FIRST_QUARTER + 1, year=year)
    if number >= SPRING:
        return words.SEASONS[number - SPRING].format(year=year, next=f"{int(year) + 1:04}")
    return words.MONTH.format(month=words.MONTHS[number - 1], year=year)


def day(instant: str) -> str:
    """The day of an instant."""
    return spoken(instant[:10])
