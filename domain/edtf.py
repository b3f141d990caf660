"""The notation of dates: what a text such as `2021-06`, `201X`, `2021-21~` or `../2017` stands for.

EDTF (Extended Date/Time Format, ISO 8601-2:2019, https://www.loc.gov/standards/datetime/), levels
0 and 1, and of level 2 the one-of sets and the quarters `33` to `36`. Beside them `2021-Q3`, our
spelling of a quarter, and the weeks of ISO 8601-1, `2021-W26`.

Every date is read as its first and its last day, both included; a moment as local time in
Europe/Amsterdam. The last year that dates can say, 9999, is left to FOREVER.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from domain.errors import Stricter
from languages import N_

AMSTERDAM: Final = ZoneInfo("Europe/Amsterdam")
"""The clock that days, and moments without an offset, are read by."""

Days = tuple[date, date]
"""The first and the last day that a date stands for; date.min and date.max where it has none."""

_DATE: Final = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX)"
    r"(?P<rest>-Q[1-4]|-W\d\d|-XX(?:-XX)?|-\d\d(?:-(?:\d\d|XX))?)?"
    r"(?P<qualifier>[?~%]?)",
    re.ASCII,
)
_MOMENT: Final = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?P<offset>Z|[+-]\d\d(?::\d\d)?)?", re.ASCII
)
_DAY: Final = re.compile(r"-\d\d-\d\d", re.ASCII)
_OTHER_YEARS: Final = re.compile(r"-\d{4}.*|Y-?\d+.*", re.ASCII)
_MONTHS: Final = 12
_MONTHS_OF_A_QUARTER: Final = 3
_DAYS_OF_A_WEEK: Final = 7
SPRING: Final = 21
"""The number of the first season, written in the place of a month; the others follow it."""
FIRST_QUARTER: Final = 33
"""The number of the first quarter, written so."""
OPEN: Final = ("", "..")
"""How the end of an interval is written that is unknown, or open."""
_MARCH: Final = 3

_NO_DATE: Final = N_(
    "that is no date; write it as 2021-06-30, 2021-06, 2021-Q3, "
    "2021-W26, 2021, 201X, 2021~, 2020-11-06/2021-02, ../2021 or "
    "2021-06-30T12:00:00"
)


def moment_of(text: str) -> datetime | None:
    """The local moment that a text stands for, to the second; None where it is no moment.

    With `Z` or an offset it is that moment on a clock in Amsterdam. ValueError says what is wrong.
    """
    match = _MOMENT.fullmatch(text)
    if match is None:
        return None
    _check_year(int(text[:4]))
    try:
        moment = datetime.fromisoformat(text)
        local = moment.astimezone(AMSTERDAM).replace(tzinfo=None) if match["offset"] else moment
    except (ValueError, OverflowError) as error:
        raise ValueError(
            N_("there is no such moment; correct the day or the time of day")
        ) from error
    _check_year(local.year)
    return local


def check_moment(text: str) -> None:
    """Stricter when a text is a local time that the clocks of Amsterdam skipped."""
    moment = moment_of(text)
    if moment is None:
        return
    shown = moment.replace(tzinfo=AMSTERDAM).astimezone(UTC).astimezone(AMSTERDAM)
    if shown.replace(tzinfo=None) != moment:
        raise Stricter(
            N_(
                "the clocks in Amsterdam skipped that hour, so there was no such "
                "time; correct the time, or give it with Z or an offset"
            )
        )


def plain_day(text: str) -> date | None:
    """The day of a date that is plainly one, as most are: found in a tenth of the time."""
    if len(text) != len("2021-06-30") or not text[4] == text[7] == "-":
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None  # what is wrong with it is told by who reads every form
    return day if day.year < date.max.year else None


def days_of(text: str) -> Days:
    """The first and the last day of a date, an interval or a set; ValueError says what is wrong."""
    day = plain_day(text)
    if day is not None:
        return day, day
    if text.startswith("[") and text.endswith("]"):
        return _one_of(text[1:-1])
    start, slash, end = text.partition("/")
    return _interval(start, end) if slash else _date(text)


def _one_of(elements: str) -> Days:
    """One of a set, of which nobody knows which: by its outer bounds."""
    ranges = [
        _interval(*element.split("..")) if element.count("..") == 1 else _date(element)
        for element in elements.split(",")
    ]
    return min(first for first, _ in ranges), max(last for _, last in ranges)


def _interval(start: str, end: str) -> Days:
    """From the first day of one date to the last day of another; either may be open or unknown."""
    if start in OPEN and end in OPEN:
        raise ValueError(N_("an interval needs at least one known end; write ../2017 or 2017/.."))
    first = date.min if start in OPEN else _date(start)[0]
    last = date.max if end in OPEN else _date(end)[1]
    if last < first:
        raise ValueError(N_("the interval ends before it starts; swap its two dates"))
    return first, last


def _date(text: str) -> Days:
    """The days of a single date; `?`, `~` and `%` widen it by one unit of its precision."""
    match = _DATE.fullmatch(text)
    if match is None:
        if _OTHER_YEARS.fullmatch(text):
            _check_year(0)
        raise ValueError(_NO_DATE)
    year, rest = match["year"], match["rest"] or ""
    for bound in (year.replace("X", "0"), year.replace("X", "9")):
        _check_year(int(bound))
    if "X" in year and rest:
        raise ValueError(
            N_(
                "no month or day is read of a year with open digits; write "
                "{year}, or the whole year"
            ).format(year=year)
        )
    units = 1 if match["qualifier"] else 0
    if rest.startswith("-W"):
        return _week(int(year), int(rest[2:]), around=units)
    if _DAY.fullmatch(rest):
        day = _day(int(year), int(rest[1:3]), int(rest[4:]))
        return _padded(day, day, units)
    first, count = _run_of_months(year, rest)
    return _months(first - units * count, first + (1 + units) * count)


def _run_of_months(year: str, rest: str) -> tuple[int, int]:
    """The first of the months that a date stands for, counted from the year 0, and how many."""
    begin, quarter = int(year.replace("X", "0")) * _MONTHS, _MONTHS_OF_A_QUARTER
    if not rest or rest.startswith("-XX"):
        return begin, _MONTHS * 10 ** year.count("X")
    if rest.startswith("-Q"):
        return begin + (int(rest[2]) - 1) * quarter, quarter
    part = int(rest[1:3])
    if rest.endswith("-XX"):  # an open day is one of a month
        _check_month(part)
    if FIRST_QUARTER <= part < FIRST_QUARTER + 4:
        return begin + (part - FIRST_QUARTER) * quarter, quarter
    if SPRING <= part < SPRING + 4:
        return begin + _MARCH - 1 + (part - SPRING) * quarter, quarter
    if part >= SPRING:
        raise ValueError(
            N_(
                "a year has no part {part}; write a month as 01 to 12, a season "
                "as 21 to 24, a quarter as Q1 to Q4 or 33 to 36"
            ).format(part=part)
        )
    _check_month(part)
    return begin + part - 1, 1


def _check_month(month: int) -> None:
    if not 1 <= month <= _MONTHS:
        raise ValueError(N_("there is no month {month:02}; correct the date").format(month=month))


def _day(year: int, month: int, day: int) -> date:
    _check_month(month)
    first = year * _MONTHS + month - 1
    last = _months(first, first + 1)[1].day
    if not 1 <= day <= last:
        raise ValueError(
            N_("{year:04}-{month:02} has {last} days; correct the date").format(
                year=year, month=month, last=last
            )
        )
    return date(year, month, day)


def _week(year: int, week: int, *, around: int) -> Days:
    """A week of ISO 8601, from Monday to Sunday; the first of a year holds its first Thursday."""
    weeks = date(year, 12, 28).isocalendar().week
    if not 1 <= week <= weeks:
        raise ValueError(
            N_("{year:04} has {weeks} weeks; correct the date").format(year=year, weeks=weeks)
        )
    monday = date.fromisocalendar(year, week, 1)
    return _padded(monday, monday + timedelta(days=_DAYS_OF_A_WEEK - 1), around * _DAYS_OF_A_WEEK)


def _padded(first: date, last: date, days: int) -> Days:
    """So many days more on both sides, within what dates can say."""
    before = min(days, (first - date.min).days)
    return first - timedelta(days=before), last + timedelta(days=days)


def _months(start: int, end: int) -> Days:
    """The months from `start` up to, not including, `end`, within what dates can say."""
    first, last = max(start, _MONTHS), min(end, date.max.year * _MONTHS)
    return _first_of(first), _first_of(last) - timedelta(days=1)


def _first_of(month: int) -> date:
    year, beyond = divmod(month, _MONTHS)
    return date(year, beyond + 1, 1)


def _check_year(year: int) -> None:
    if not date.min.year <= year < date.max.year:
        raise ValueError(N_("the ledger knows the years from 1 to 9998; correct the date"))
