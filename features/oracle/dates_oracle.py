"""Dates read a second time, from the page alone: by looking them up in a calendar of names.

Every day from 1800 to 2199 is entered under each name that it goes by: its year, its decade, its
season, its week. What a date stands for are the days under its name.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta

FIRST, LAST = date(1800, 1, 1), date(2199, 12, 31)
DAY = timedelta(days=1)
Span = tuple[date, date]


def names(day: date) -> dict[str, str]:
    """What a day goes by, by the unit: a season and a quarter are written in two ways each."""
    year, month = f"{day.year}", f"{day.year}-{day.month:02}"
    quarter = (day.month + 2) // 3
    # January and February lie in the winter that began in December.
    season_year = day.year - 1 if day.month < 3 else day.year
    season = {3: 21, 4: 21, 5: 21, 6: 22, 7: 22, 8: 22, 9: 23, 10: 23, 11: 23}.get(day.month, 24)
    week = day.isocalendar()
    return {
        "day": day.isoformat(),
        "month": month,
        "days of a month": f"{month}-XX",
        "year": year,
        "months of a year": f"{year}-XX",
        "days of a year": f"{year}-XX-XX",
        "decade": f"{year[:3]}X",
        "century": f"{year[:2]}XX",
        "quarter": f"{year}-Q{quarter}",
        "quarter of EDTF": f"{year}-{32 + quarter}",
        "season": f"{season_year}-{season}",
        "week": f"{week.year}-W{week.week:02}",
    }


def _calendar() -> dict[str, tuple[str, list[date]]]:
    found: dict[str, tuple[str, list[date]]] = defaultdict(lambda: ("", []))
    day = FIRST
    while day <= LAST:
        for unit, name in names(day).items():
            found[name] = (unit, [*found[name][1][:1], day])
        day += DAY
    return dict(found)


CALENDAR = _calendar()
"""By name: the unit, and the first and the last of its days."""


def read(text: str) -> Span | None:
    """The first and last day of a date, interval or set; None where the page does not read it."""
    try:
        if text.startswith("[") and text.endswith("]"):
            spans = [_between(*one.split("..")) if ".." in one else _one(one)
                     for one in text[1:-1].split(",")]  # fmt: skip
            return min(first for first, _ in spans), max(last for _, last in spans)
        if text.count("/") == 1:
            return _between(*text.split("/"))
        return _one(text)
    except (KeyError, TypeError):
        return None


def _between(start: str, end: str) -> Span:
    first = date.min if start in {"", ".."} else _one(start)[0]
    last = date.max if end in {"", ".."} else _one(end)[1]
    if (first, last) == (date.min, date.max) or last < first:
        raise KeyError(start)
    return first, last


def _one(text: str) -> Span:
    doubtful = text[-1:] in {"?", "~", "%"}
    unit, days = CALENDAR[text[:-1] if doubtful else text]
    if not doubtful:
        return days[0], days[-1]
    before, after = names(days[0] - DAY)[unit], names(days[-1] + DAY)[unit]
    return CALENDAR[before][1][0], CALENDAR[after][1][-1]


def clock(moment: datetime) -> datetime:
    """A moment of UTC on a clock in Amsterdam, since 1996: summer time is of the Sundays."""
    begin, end = _sunday(moment.year, 3), _sunday(moment.year, 10)
    return moment + timedelta(hours=2 if begin <= moment < end else 1)


def skipped(local: datetime) -> bool:
    """Whether a local time falls into the hour that clocks skip in spring."""
    begin = _sunday(local.year, 3) + timedelta(hours=1)
    return begin <= local < begin + timedelta(hours=1)


def _sunday(year: int, month: int) -> datetime:
    """01:00 UTC on the last Sunday of a month of 31 days."""
    last = datetime.fromisoformat(f"{year}-{month:02}-31T01:00:00")
    return last - timedelta(days=last.isoweekday() % 7)
