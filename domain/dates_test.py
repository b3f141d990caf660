"""Dates as written: within what the calendar has, or refused with what to do."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.dates import bounds, due_instant, is_meant_as_date, last_moment

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


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [("0001~", "0001-01-01", "0002-12-31"), ("9998-12~", "9998-11-01", "9998-12-31")],
)
def test_the_ends_of_time(text: str, earliest: str, latest: str) -> None:
    """What is about the first or the last month is about the months that there are."""
    assert (bounds(text).earliest[:10], bounds(text).latest[:10]) == (earliest, latest)


def test_a_deadline_in_words() -> None:
    """A deadline of digits is meant as a date; one with words is undated."""
    assert all(map(is_meant_as_date, ["2021", "30-06-2021", "30/6/2021", "1.6.2021", "2021-Q5"]))
    assert not any(map(is_meant_as_date, ["soon", "30 juni 2021", "in 2 years", "", "..", "?"]))
