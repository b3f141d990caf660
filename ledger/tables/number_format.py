"""What a cell of a spreadsheet shows, by the format of its number: a day, a month, a percentage.

The number of a cell alone does not tell: 45352 is 1 March 2024 where the cell shows a day, March
2024 where it shows a month, and 2024 where it shows a year.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from languages import N_
from ledger.tables.sheet import Cell

Shown = Literal["number", "percent", "day", "month", "year", "moment", "time", "yearless"]

BUILT_IN: dict[int, Shown] = {
    9: "percent", 10: "percent", 14: "day", 15: "day", 16: "day", 17: "month", 18: "time",
    19: "time", 20: "time", 21: "time", 22: "moment", 45: "time", 46: "time", 47: "time",
    **dict.fromkeys((*range(27, 32), 36, *range(50, 59)), "day"),
    **dict.fromkeys(range(32, 36), "time"),
}  # fmt: skip
"""The formats that have a number only (ECMA-376 part 1, 18.8.30)."""

_ASIDE = re.compile(
    r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|General|AM/PM|A/P', re.IGNORECASE
)
"""What stands in a format for itself, or only moves or colours: texts, spaces, colours, locales."""

_MINUTES = re.compile(r"h+[^a-z]*m+|m+[^a-z]*s|\[m+\]", re.IGNORECASE)
_DAY_SECONDS = 86_400
_LEAP_DAY_THAT_NEVER_WAS = 60


@lru_cache(maxsize=1024)
def shown_by(code: str) -> Shown:
    """What a format code shows; of several parts the first, for numbers from 0 on."""
    plain = _ASIDE.sub("", code)
    plain = plain.partition(";")[0].lower()
    time = re.search(r"[hs]", plain) is not None
    days = _MINUTES.sub("", plain)
    year, month, day = (letter in days for letter in "ymd")
    if "e" in days and not year and re.search(r"e(?![+-])", days) and (month or day):
        year = True  # the year of an era
    if not (year or month or day or time):
        return "percent" if "%" in plain else "number"
    if not (year or month or day):
        return "time"
    if time:
        return "moment"
    if day:
        return "day"
    if year:
        return "month" if month else "year"
    return "yearless"


def number_cell(written: str, shown: Shown, *, from_1904: bool) -> Cell:  # noqa: PLR0911 - what is wrong, and what is right
    """The cell of a number as a file has it, by what the cell shows."""
    try:
        number = float(written)
    except ValueError:
        return Cell(N_("{written!r} is no number; type it anew").format(written=written), "trouble")
    if number != number or number in {float("inf"), float("-inf")}:  # noqa: PLR0124 - not a number
        return Cell(N_("it holds no number; type it anew"), "trouble")
    match shown:
        case "number":
            return Cell(plain_number(number), "number")
        case "percent":
            return Cell(f"{plain_number(round(number * 100, 10))}%", "number")
        case "time":
            return Cell(N_("it shows a time of day without a day; add the day"), "trouble")
        case "yearless":
            return Cell(N_("it shows a month without a year; format it as a date"), "trouble")
        case _:
            return _date(number, shown, from_1904=from_1904)


def plain_number(number: float) -> str:
    """A number in digits as spreadsheets show it, to 15 of them and without an exponent."""
    text = f"{Decimal(f'{number:.15g}'):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _date(serial: float, shown: Shown, *, from_1904: bool) -> Cell:  # noqa: PLR0911 - the same
    days = int(serial // 1)
    seconds = round((serial - days) * _DAY_SECONDS)
    if seconds == _DAY_SECONDS:
        days, seconds = days + 1, 0
    if from_1904:
        first = date(1904, 1, 1)
    elif days == _LEAP_DAY_THAT_NEVER_WAS:
        return Cell(N_("it shows 29 February 1900, which never was; type the date anew"), "trouble")
    else:
        first = date(1899, 12, 30 if days > _LEAP_DAY_THAT_NEVER_WAS else 31)
    if days < 0 or (days == 0 and not from_1904):
        return Cell(N_("it shows a date before 1900; write the date as text"), "trouble")
    try:
        day = (first + timedelta(days=days)).isoformat()
    except OverflowError:
        return Cell(N_("it shows a date that is none; type it anew"), "trouble")
    match shown:
        case "month":
            return Cell(day[:7], "date")
        case "year":
            return Cell(day[:4], "date")
        case "moment" if seconds:
            minutes, second = divmod(seconds, 60)
            return Cell(f"{day}T{minutes // 60:02}:{minutes % 60:02}:{second:02}", "date")
        case _:
            return Cell(day, "date")
