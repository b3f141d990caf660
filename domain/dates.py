"""Dates as people know them: exact, imprecise or approximate.

The notation is EDTF (ISO 8601-2:2019): `2021-06-30`, `2021-06`, `2021`, `2014-01-17~`,
`2020-11-06/2021-02`, `../2017`, and `2021-Q3` for a quarter. A moment is a local date and time
in Europe/Amsterdam, `2021-06-30T23:59:59`. Dates are stored as written and compared by their
bounds.

Instants are ISO 8601 strings of local time. They have one width, so their order as text is their
order in time, in Python as in SQL.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NewType

Instant = NewType("Instant", str)

BEGINNING = Instant("0001-01-01T00:00:00")
FOREVER = Instant("9999-12-31T23:59:59")

_SINGLE = re.compile(
    r"(?P<year>\d{4})(?:-Q(?P<quarter>[1-4])|-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?(?P<about>~?)",
    re.ASCII,
)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}", re.ASCII)
_MEANT_AS_DATE = re.compile(r"[\d\s./~:QT-]*\d[\d\s./~:QT-]*")
_MONTHS_IN_QUARTER = 3
_DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Bounds:
    """When something took effect: at the earliest, and at the latest (both included).

    A bare day takes effect at its first instant, so a day is exact: earliest == latest.
    """

    earliest: Instant
    latest: Instant

    @property
    def exact(self) -> bool:
        """Whether the moment is known."""
        return self.earliest == self.latest


@lru_cache(maxsize=65536)
def bounds(text: str) -> Bounds:
    """The bounds of a date as written; ValueError says what is wrong with it."""
    if _MOMENT.fullmatch(text):
        moment = Instant(_moment(text).isoformat(timespec="seconds"))
        return Bounds(moment, moment)
    first, last = _days(text)
    return Bounds(start_of(first), start_of(last))


@lru_cache(maxsize=65536)
def due_instant(text: str) -> Instant:
    """The first instant after a deadline; an imprecise one counts as its last day (D22)."""
    if _MOMENT.fullmatch(text):
        # A deadline at a moment includes that second, as a deadline on a day includes the day.
        return Instant((_moment(text) + timedelta(seconds=1)).isoformat())
    return day_after(_days(text)[1])


def check_period(start: str, until: str | None) -> None:
    """ValueError when a period's last day (included) certainly lies before its first."""
    if until and due_instant(until) <= bounds(start).earliest:
        raise ValueError("the period ends before it starts; correct one of the two dates")


def is_date(text: str) -> bool:
    """Whether the text is a date at all; "as soon as possible" is not."""
    try:
        bounds(text)
    except ValueError:
        return False
    return True


def is_meant_as_date(text: str) -> bool:
    """Whether a text has digits and no words, as `30-06-2021`: such a deadline must be a date."""
    return _MEANT_AS_DATE.fullmatch(text) is not None


def start_of(day: date) -> Instant:
    """The first instant of a day."""
    return Instant(f"{day.isoformat()}T00:00:00")


def day_after(day: date) -> Instant:
    """The first instant of the next day, where a half-open span that includes the day ends."""
    return FOREVER if day == date.max else start_of(day + timedelta(days=1))


def day_of(instant: Instant) -> date:
    """The day on which an instant lies."""
    return date.fromisoformat(instant[:10])


def last_moment(text: str) -> Instant:
    """The moment that `--as-of` means: a bare day means its end, 23:59:59."""
    if _MOMENT.fullmatch(text):
        return bounds(text).earliest
    return end_of(_days(text)[1])


def end_of(day: date) -> Instant:
    """The last second of a day."""
    return Instant(f"{day.isoformat()}T23:59:59")


def plus_days(instant: Instant, days: int) -> Instant:
    """An instant some days later, never after FOREVER."""
    try:
        moved = datetime.fromisoformat(instant) + timedelta(days=days)
    except OverflowError:
        return FOREVER
    return Instant(moved.isoformat())


def seconds_before(instant: Instant, seconds: int) -> Instant:
    """An instant some seconds earlier, never before BEGINNING."""
    try:
        moved = datetime.fromisoformat(instant) - timedelta(seconds=seconds)
    except OverflowError:
        return BEGINNING
    return Instant(moved.isoformat())


def days_between(start: Instant, end: Instant) -> int:
    """Whole calendar days from one instant to another (negative when it lies before)."""
    return (day_of(end) - day_of(start)).days


def seconds_between(start: Instant, end: Instant) -> int:
    """Seconds of the calendar from one instant to another; every day counts 86,400."""
    return round((datetime.fromisoformat(end) - datetime.fromisoformat(start)).total_seconds())


def _moment(text: str) -> datetime:
    _check_year(int(text[:4]))
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError("there is no such moment; correct the day or the time of day") from error


def _days(text: str) -> tuple[date, date]:
    """First and last day of a date or interval."""
    start, slash, end = text.partition("/")
    if not slash:
        return _single(text)
    if start == ".." and end == "..":
        raise ValueError("an interval needs at least one known end; write ../2017 or 2017/..")
    first = date.min if start == ".." else _single(start)[0]
    last = date.max if end == ".." else _single(end)[1]
    if last < first:
        raise ValueError("the interval ends before it starts; swap its two dates")
    return first, last


def _single(text: str) -> tuple[date, date]:
    match = _SINGLE.fullmatch(text)
    if match is None:
        raise ValueError(
            "that is no date; write it as 2021-06-30, 2021-06, 2021-Q3, 2021, 2021~, "
            "2020-11-06/2021-02 or 2021-06-30T12:00:00"
        )
    year, about = int(match["year"]), match["about"] == "~"
    _check_year(year)
    if match["day"]:
        return _around(_day(year, int(match["month"]), int(match["day"])), 1 if about else 0)
    if match["month"]:
        return _months(year, int(match["month"]), 1, about=about)
    if match["quarter"]:
        first = (int(match["quarter"]) - 1) * _MONTHS_IN_QUARTER + 1
        return _months(year, first, _MONTHS_IN_QUARTER, about=about)
    return _months(year, 1, _DECEMBER, about=about)


def _day(year: int, month: int, day: int) -> date:
    last = _months(year, month, 1, about=False)[1].day
    if not 1 <= day <= last:
        raise ValueError(f"{year:04}-{month:02} has {last} days; correct the date")
    return date(year, month, day)


def _around(day: date, days: int) -> tuple[date, date]:
    """So many days before and after a day, within what dates can say."""
    before = min(days, (day - date.min).days)
    return day - timedelta(days=before), day + timedelta(days=days)


def _months(year: int, month: int, count: int, *, about: bool) -> tuple[date, date]:
    """A run of months; an approximate one is padded by one unit of its own precision."""
    if not 1 <= month <= _DECEMBER:
        raise ValueError(f"there is no month {month:02}; correct the date")
    start = year * _DECEMBER + month - 1
    before, after = (start - count, start + 2 * count) if about else (start, start + count)
    first, last = max(before, _DECEMBER), min(after, date.max.year * _DECEMBER)
    return _first_of(first), _first_of(last) - timedelta(days=1)


def _first_of(months: int) -> date:
    year, month = divmod(months, _DECEMBER)
    return date(year, month + 1, 1)


def _check_year(year: int) -> None:
    """The last year that dates can say is left to FOREVER."""
    if not date.min.year <= year < date.max.year:
        raise ValueError("the ledger knows the years from 1 to 9998; correct the date")
