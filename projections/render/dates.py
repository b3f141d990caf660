"""Dates as people read them: `31 Dec 2024`, `about Oct 2015`, `some time in 2019`."""

from __future__ import annotations

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def spoken(text: str | None) -> str:
    """A date in the notation of a journal (EDTF), in words; other text as it stands."""
    if not text:
        return ""
    if "/" in text:
        first, last = (spoken(part) for part in text.split("/"))
        return f"up to {last}" if first == ".." else f"{first} to {last}"
    if text.endswith("~"):
        return f"about {spoken(text[:-1])}"
    day, _, time = text.partition("T")
    said = _day(day)
    return f"{said} {time[:5]}" if time and time != "23:59:59" else said


def _day(text: str) -> str:
    match text.split("-"):
        case [year, quarter] if quarter.startswith("Q"):
            return f"{quarter} {year}"
        case [year, month] if month.isdigit():
            return f"{MONTHS[int(month) - 1]} {year}"
        case [year, month, day] if month.isdigit() and day.isdigit():
            return f"{int(day)} {MONTHS[int(month) - 1]} {year}"
        case _:
            return text


def day(instant: str) -> str:
    """The day of an instant."""
    return spoken(instant[:10])
