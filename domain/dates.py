"""Dates as written, their bounds, instants and deadlines; the last day of what ended."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NewType

from domain.edtf import AMSTERDAM, check_moment, days_of, moment_of
from domain.errors import Stricter
from domain.value import value_class
from domain.written_dates import read_date
from languages import N_

# -- dates -------------------------------------------------------------------------------------
# Dates as people know them: exact, imprecise or approximate.
#
# The notation is that of `domain/edtf.py`. Dates are stored as written and compared by their
# bounds.
#
# Instants are ISO 8601 strings of local time. They have one width, so their order as text is
# their order in time, in Python as in SQL.

Instant = NewType("Instant", str)

BEGINNING = Instant("0001-01-01T00:00:00")
FOREVER = Instant("9999-12-31T23:59:59")

_WITHOUT_WORDS = re.compile(r"[\d\s./~:QT-]*\d[\d\s./~:QT-]*")
_YEAR = r"(?<!\d)(?:1[89]|2[01])\d\d(?!\d)"
_DAY_AND_MONTH = r"(?<![\d/-])(?:0?[1-9]|[12]\d|3[01])[/-](?:0?[1-9]|1[0-2])(?![\d/-]*\d)"
_DAY_MONTH_AND_YEAR = r"(?<!\d)[0-3]?\d([./-])[01]?\d\1\d\d(?!\d)"
_LENGTHS = (
    "years?|months?|weeks?|days?|hours?|jaar|jaren|maand(?:en)?|weken|dag(?:en)?|uur|uren|kwartalen"
)
_MONTH_NAMES = (
    "januari|january|februari|february|maart|march|april|mei|juni|june|juli|july|augustus|august|"
    "september|oktober|october|november|december"
)
_BESIDE_A_NUMBER = "may|jan|feb|mrt|mar|apr|jun|jul|aug|sept?|okt|oct|nov|dec"
"""What is the name of a month only beside a number: may, and what is short for one."""

_MONTHS = frozenset(_MONTH_NAMES.split("|"))
_DIGIT, _WORD = re.compile("[0-9]"), re.compile(r"\w+")

_IN_WORDS = re.compile(
    rf"{_YEAR}|{_DAY_MONTH_AND_YEAR}|{_DAY_AND_MONTH}(?!\s*(?:{_LENGTHS})\b)"
    rf"|\b(?:{_MONTH_NAMES})\b"
    rf"|\b(?:{_BESIDE_A_NUMBER})\b\.?\s*\d|\d(?:st|nd|rd|th|e)?\s+(?:of\s+)?(?:{_BESIDE_A_NUMBER})\b",
    re.IGNORECASE,
)


@value_class
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
    moment = moment_of(text)
    if moment is not None:
        instant = Instant(moment.isoformat(timespec="seconds"))
        return Bounds(instant, instant)
    first, last = days_of(text)
    return Bounds(start_of(first), start_of(last))


def turns_of(days: Iterable[Bounds]) -> set[Instant]:
    """The moments between which it does not change which of some days have come, or may have."""
    return {turn for day in days for turn in (day.earliest, day.latest)}


@lru_cache(maxsize=65536)
def due_instant(text: str) -> Instant:
    """The first instant after a date; an imprecise one counts as its last day (D22).

    FOREVER where it has no last day.
    """
    moment = moment_of(text)
    if moment is not None:
        # A deadline at a moment includes that second, as a deadline on a day includes the day.
        return Instant((moment + timedelta(seconds=1)).isoformat())
    return day_after(days_of(text)[1])


@lru_cache(maxsize=65536)
def falls_due(deadline: str | None) -> Instant | None:
    """When a deadline as written falls due; None when it is undated.

    Undated are those in words, and those without a last day (`2021/..`).
    """
    if deadline is None or not is_date(deadline):
        return None
    due = due_instant(deadline)
    return None if due == FOREVER else due


@lru_cache(maxsize=65536)
def check_date(text: str) -> str:
    """A date as somebody writes it today; ValueError when it is none, or a time that never was.

    Times that the clocks skipped were recorded before this was checked; they stay readable.
    """
    try:
        bounds(text)
    except ValueError as error:
        raise _with_way(text, error) from error
    check_moment(text)
    return text


def _with_way(text: str, error: ValueError) -> ValueError:
    """The error with the way to write what somebody may have meant, where that can be told."""
    try:
        reading = read_date(text)
    except ValueError as unclear:
        return unclear
    if reading is None:
        return error
    return ValueError(
        N_("that is no date; write it as {deadline}").format(deadline=reading.deadline)
    )


@lru_cache(maxsize=65536)
def check_deadline(text: str) -> str:
    """A deadline as written; ValueError when the ledger would take a date for words (METHODS 0).

    It is a date as the ledger reads them, or words alone, such as "as soon as possible".
    """
    if is_date(text):
        return check_date(text)
    if _WITHOUT_WORDS.fullmatch(text) or holds_a_date(text):
        try:
            return check_date(text)
        except ValueError as error:
            raise Stricter(*error.args) from error
    return text


def holds_a_date(text: str) -> bool:
    """Whether a text holds a year (1800 to 2199), a day in digits or the name of a month.

    Names are Dutch or English; "may", and what is short for a month, only beside a number. Numbers
    before a length of time, as in "2-3 years", are no day.
    """
    if text.isascii() and not _DIGIT.search(text):
        # Nothing but a name can be found then, and the words are looked through much faster.
        return not _MONTHS.isdisjoint(_WORD.findall(text.lower()))
    return _IN_WORDS.search(text) is not None


def check_period(start: str, until: str | None) -> None:
    """ValueError when a period's last day (included) certainly lies before its first."""
    if until and due_instant(until) <= bounds(start).earliest:
        raise ValueError(N_("the period ends before it starts; correct one of the two dates"))


@lru_cache(maxsize=65536)
def is_date(text: str) -> bool:
    """Whether the text is a date at all; "as soon as possible" is not."""
    try:
        bounds(text)
    except ValueError:
        return False
    return True


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
    if moment_of(text) is not None:
        return bounds(text).earliest
    return end_of(days_of(text)[1])


def end_of(day: date) -> Instant:
    """The last second of a day."""
    return Instant(f"{day.isoformat()}T23:59:59")


@lru_cache(maxsize=4096)
def local_time(recorded_at: str) -> Instant:
    """A moment of the ledger's clock (UTC) as local time in Amsterdam, to the second."""
    moment = datetime.fromisoformat(recorded_at).astimezone(AMSTERDAM)
    return Instant(moment.replace(tzinfo=None).isoformat(timespec="seconds"))


@lru_cache(maxsize=65536)
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


# -- last days ---------------------------------------------------------------------------------
# The last day of what ended: `until` names a day that is included, in every answer.

MIDNIGHT = "T00:00:00"


def day(instant: Instant) -> str:
    """A moment as a day, unless it lies within one."""
    return instant[:10] if instant.endswith(MIDNIGHT) else instant


def last_day(end: Instant) -> str:
    """The last day before a moment; the moment itself if it lies within a day."""
    return day(day_before(end)) if end.endswith(MIDNIGHT) else end


def last_days(first_without: str) -> Bounds:
    """Between which two days the last one lies, of what was gone on a day as written."""
    gone = bounds(first_without)
    return Bounds(day_before(gone.earliest), day_before(gone.latest))


def gone_after(last: str) -> Bounds:
    """The first instant without what lasts until a day as written: the earliest, and the latest.

    An exact day is included whole; of one that is not, each of its days may be the last.
    """
    days, end = bounds(last), due_instant(last)
    return Bounds(end if days.exact else plus_days(days.earliest, 1), end)


def until(first_without: str | None) -> str | None:
    """The last day of what was gone on a day; as written where that is less exact than a day."""
    if first_without is None or not bounds(first_without).exact:
        return first_without
    return last_day(bounds(first_without).earliest)


def day_before(moment: Instant) -> Instant:
    """The same time on the day before; of the first and the last day there are, that day."""
    return moment if moment[:10] in {BEGINNING[:10], FOREVER[:10]} else plus_days(moment, -1)
