"""Dates of every kind: their bounds, and what is refused, as a second reading has them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.dates import bounds, check_date, check_deadline, falls_due, holds_a_date
from features.oracle.dates_oracle import FIRST, clock, names, read, skipped

DAYS = st.dates(date(1930, 1, 1), date(2069, 12, 31))
NAMED = st.builds(lambda day, pick: names(day)[pick], DAYS, st.sampled_from([*names(FIRST)]))
SINGLE = st.builds("{}{}".format, NAMED, st.sampled_from(["", "", "?", "~", "%"]))
OFF = st.builds(
    "{}-{}{}".format,
    st.integers(1950, 2050),
    st.sampled_from(["00", "13", "25", "32", "37", "W00", "W53", "W54", "Q0", "Q5", "02-29",
                     "02-30", "04-31", "1X", "XX-12", "06-1X", "21-01", "6", "06-3", "W26-1",
                     "21-XX", "35-XX"]),
    st.sampled_from(["", "~"]),
)  # fmt: skip
"""What looks like a date, and only now and then is one (a leap day, a 53rd week)."""
END = st.one_of(SINGLE, OFF, st.sampled_from(["", ".."]))
INTERVAL = st.builds("{}/{}".format, END, END)
ELEMENT = st.one_of(SINGLE, st.builds("{}..{}".format, END, END), OFF)
ONE_OF = st.lists(ELEMENT, min_size=1, max_size=3).map(lambda some: f"[{','.join(some)}]")
MOMENTS = st.datetimes(
    datetime.fromisoformat("1996-01-01"), datetime.fromisoformat("2037-12-31")
).map(lambda moment: moment.replace(microsecond=0))
HOURS_AROUND_THE_SKIP = st.builds(
    lambda year, day, minutes: (
        datetime.fromisoformat(f"{year}-03-{day}") + timedelta(minutes=minutes)
    ),
    st.integers(1996, 2037),
    st.integers(25, 31),
    st.integers(0, 240),
)


def found(text: str) -> tuple[date, date] | None:
    """The first and last day as the ledger reads them; None where it refuses."""
    try:
        check_date(text)
    except ValueError:
        return None
    return (
        date.fromisoformat(bounds(text).earliest[:10]),
        date.fromisoformat(bounds(text).latest[:10]),
    )


@given(st.one_of(SINGLE, OFF, INTERVAL, ONE_OF))
def test_dates(text: str) -> None:
    """A date, an interval or a set is read by the same first and last day, or refused by both."""
    expected = read(text)
    assert found(text) == expected
    if expected is None or expected[1] == date.max:
        assert falls_due(text) is None
    else:
        assert falls_due(text) == f"{expected[1] + timedelta(days=1)}T00:00:00"


@given(MOMENTS, st.integers(-14 * 4, 14 * 4))
def test_moments_with_an_offset(moment: datetime, quarters: int) -> None:
    """A moment somewhere is that moment on a clock in Amsterdam; it falls due a second later."""
    there = moment + timedelta(minutes=15 * quarters)
    sign, minutes = "-" if quarters < 0 else "+", abs(quarters) * 15
    written = f"{there.isoformat()}{sign}{minutes // 60:02}:{minutes % 60:02}"
    for text in (written, f"{moment.isoformat()}Z"):
        check_date(text)
        assert bounds(text).earliest == bounds(text).latest == clock(moment).isoformat()
        assert falls_due(text) == (clock(moment) + timedelta(seconds=1)).isoformat()


@given(st.one_of(MOMENTS, HOURS_AROUND_THE_SKIP))
def test_local_moments(moment: datetime) -> None:
    """A local time is itself, and refused in the hour that the clocks skip."""
    text = moment.isoformat()
    assert bounds(text).earliest == text
    if skipped(moment):
        with pytest.raises(ValueError, match="the clocks in Amsterdam skipped that hour"):
            check_date(text)
    else:
        check_date(text)


WORDS = ["as", "soon", "possible", "zodra", "het", "kan", "na", "oplevering", "mayor", "marching"]
PLAIN = st.one_of(
    st.lists(st.sampled_from([*WORDS, "may", "residents"]), min_size=1, max_size=6),
    st.lists(
        st.sampled_from(
            [*WORDS, "binnen 5 jaar", "in 2-3 years", "1.500 woningen", "12000", "1799"]
        ),
        min_size=1,
        max_size=6,
    ),
)
"""Words, among them "may" where no number stands beside it, or numbers that are no date."""
DATED = st.sampled_from(
    ["2021", "1800", "2199", "30-6", "30/6", "1-7-25", "30-06-2021", "1.6.21", "juni", "June",
     "MAART", "March", "mei", "oktober", "October", "2021-W54", "{2019,2021}", "1 may", "may 3",
     "3rd of May", "1 dec", "okt. 15"]
)  # fmt: skip


@given(PLAIN, DATED, st.integers(0, 6))
def test_deadlines_in_words(words: list[str], dated: str, place: int) -> None:
    """Words are no date, and are refused as soon as a year, a day or a month stands among them."""
    plain = " ".join(["when", *words])
    check_deadline(plain)
    assert falls_due(plain) is None
    assert not holds_a_date(plain)
    within = " ".join(["when", *words[:place], dated, *words[place:]])
    assert holds_a_date(within)
    assert falls_due(within) is None
    with pytest.raises(ValueError, match="; "):
        check_deadline(within)
