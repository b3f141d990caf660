"""Dates as written: within what the calendar has, or refused with what to do."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.dates import (
    bounds,
    check_deadline,
    due_instant,
    falls_due,
    holds_a_date,
    last_moment,
    local_time,
)
from domain.edtf import plain_day

WRONG = {
    "2021-02-30": "2021-02 has 28 days; correct the date",
    "2020-02-30": "2020-02 has 29 days; correct the date",
    "2021-04-00": "2021-04 has 30 days; correct the date",
    "2021-13": "there is no month 13; correct the date",
    "0000": "the ledger knows the years from 1 to 9998; correct the date",
    "9999-12-31": "the ledger knows the years from 1 to 9998; correct the date",
    "9999-12-31T23:59:59": "the ledger knows the years from 1 to 9998; correct the date",
    "2021-06-30T24:01:00": "there is no such moment; correct the day or the time of day",
    "2021/2020": "the interval ends before it starts; swap its two dates",
    "2021-25": "a year has no part 25; write a month as 01 to 12, a season as 21 to 24, a quarter "
    "as Q1 to Q4 or 33 to 36",
    "2021-21-05": "there is no month 21; correct the date",
    "2021-W54": "2021 has 52 weeks; correct the date",
    "201X-05": "no month or day is read of a year with open digits; write 201X, or the whole year",
    "Y17000": "the ledger knows the years from 1 to 9998; correct the date",
    "-0100": "the ledger knows the years from 1 to 9998; correct the date",
    "9998-12-31T23:59:59Z": "the ledger knows the years from 1 to 9998; correct the date",
    "[2021..2019]": "the interval ends before it starts; swap its two dates",
    "/": "an interval needs at least one known end; write ../2017 or 2017/..",
    "../..": "an interval needs at least one known end; write ../2017 or 2017/..",
}


@pytest.mark.parametrize(("text", "message"), WRONG.items())
def test_what_no_calendar_has(text: str, message: str) -> None:
    """The message says what is wrong and, after a semicolon, what to do."""
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the whole message is compared
        bounds(text)
    assert str(caught.value) == message


@pytest.mark.parametrize("text", ["30-06-2021", "٢٠٢١", "2021-6-1", "2021-06-30\n", "", "soon"])
def test_other_notations(text: str) -> None:
    """There is one notation, in the digits of ASCII."""
    with pytest.raises(ValueError, match="that is no date; write it as 2021-06-30"):
        bounds(text)


@given(st.dates(date(1, 1, 1), date(9998, 12, 31)), st.booleans())
def test_every_day(day: date, about: bool) -> None:  # noqa: FBT001 - a strategy gives it
    """Every day of the calendar is a date, the first and the last of all included."""
    text = day.isoformat() + ("~" if about else "")
    first = day - timedelta(days=1) if about and day > date.min else day
    last = day + timedelta(days=1) if about else day
    assert bounds(text).earliest[:10] == first.isoformat()
    assert bounds(text).latest[:10] == last.isoformat()
    assert last_moment(text) == f"{last.isoformat()}T23:59:59"
    assert due_instant(text) == f"{(last + timedelta(days=1)).isoformat()}T00:00:00"


NEARLY_DAYS = st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[-0-9WQX~]{10}", fullmatch=True)


@given(NEARLY_DAYS)
def test_what_is_plainly_a_day(text: str) -> None:
    """It is the day that is found by whoever reads every form, as the ends of a period are."""
    day = plain_day(text)
    if day is not None:
        assert bounds(f"{text}/{text}").earliest == bounds(text).earliest == f"{day}T00:00:00"
        assert bounds(f"{text}/{text}").latest == bounds(text).latest == f"{day}T00:00:00"


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [("0001~", "0001-01-01", "0002-12-31"), ("9998-12~", "9998-11-01", "9998-12-31")],
)
def test_the_ends_of_time(text: str, earliest: str, latest: str) -> None:
    """What is about the first or the last month is about the months that there are."""
    assert (bounds(text).earliest[:10], bounds(text).latest[:10]) == (earliest, latest)


@pytest.mark.parametrize("text", ["2021/..", "2021/", "[2021..]", "soon", None])
def test_undated(text: str | None) -> None:
    """Words, and dates without a last day, never fall due."""
    assert falls_due(text) is None


@pytest.mark.parametrize(
    "text",
    ["30", "30-06-2021", "30/6/2021", "1.6.2021", "2021-Q5", "{2019,2021}", "june 2021",
     "uiterlijk 1 juli 2025", "December", "1 dec", "3rd of May", "2021-03-28T02:30:00"],
)  # fmt: skip
def test_a_deadline_that_is_refused(text: str) -> None:
    """What holds a year, a day or a month is a date, and must be written as one."""
    with pytest.raises(ValueError, match="; "):
        check_deadline(text)


@pytest.mark.parametrize(
    "text", ["soon", "in 2 years", "in 2-3 jaar", "as residents may want", "?"]
)
def test_a_deadline_in_words(text: str) -> None:
    """What holds none of them may stay in words."""
    check_deadline(text)
    assert not holds_a_date(text)


def test_a_time_that_never_was_stays_readable() -> None:
    """It was recorded before such times were refused."""
    assert falls_due("2021-03-28T02:30:00") == "2021-03-28T02:30:01"


def test_the_day_of_a_recording() -> None:
    """Is that of a clock in Amsterdam."""
    assert local_time("2027-12-31T23:30:00.000000Z") == "2028-01-01T00:30:00"
