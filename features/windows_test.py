"""The stretches of time that --from, --to and --every ask for, and how they are called."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.session import windows
from domain.dates import FOREVER, Instant, day_after, day_of, end_of
from domain.errors import UsageProblem
from projections.render.phrases import period
from projections.report import EVER

NOW = Instant("2020-08-15T23:59:59")
STEPS = st.sampled_from(("year", "quarter"))


def days(every: str | None, start: str | None, end: str | None = None) -> list[tuple[str, str]]:
    """The first day of each stretch and the first day after it."""
    return [(one.start[:10], one.end[:10]) for one in windows(start, end, every, NOW)]


def test_without_any_of_them_it_is_all_time() -> None:
    """Nothing is left out of a question without a stretch of time."""
    assert windows(None, None, None, NOW) == [EVER]


def test_from_and_to_name_days_that_are_included() -> None:
    """The last day counts, an imprecise one as a whole."""
    assert days(None, "2019-03-01", "2019-12-31") == [("2019-03-01", "2020-01-01")]
    assert days(None, "2019", "2020-02") == [("2019-01-01", "2020-03-01")]
    assert windows("2019", None, None, NOW)[0].end == FOREVER


def test_years_and_quarters_are_whole_and_the_last_one_ends_with_the_question() -> None:
    """The first begins where the calendar does, the last one may be cut off."""
    assert days("year", "2019-05-05") == [
        ("2019-01-01", "2020-01-01"),
        ("2020-01-01", "2020-08-16"),
    ]
    assert days("quarter", "2020-05", "2020-09-30") == [
        ("2020-04-01", "2020-07-01"),
        ("2020-07-01", "2020-10-01"),
    ]


def test_a_series_begins_somewhere() -> None:
    """Without --from there is no first year."""
    with pytest.raises(UsageProblem, match="no beginning"):
        windows(None, "2020", "year", NOW)


@given(st.dates(), STEPS)
def test_no_day_is_in_two_stretches_and_none_is_missed(start: object, every: str) -> None:
    """Each stretch begins where the one before it ends."""
    text = f"20{str(start)[2:]}"
    last = end_of(day_of(Instant(f"{int(text[:4]) + 3}-06-30T00:00:00")))
    found = windows(text, None, every, last)
    assert found[0].start <= f"{text}T00:00:00"
    assert found[-1].end == day_after(day_of(last))
    assert [one.end for one in found[:-1]] == [one.start for one in found[1:]]


@pytest.mark.parametrize(
    ("first", "last", "called"),
    [
        ("2019-01-01", "2019-12-31", "2019"),
        ("2019-04-01", "2019-06-30", "Q2 2019"),
        ("2019-10-01", "2019-12-31", "Q4 2019"),
        ("2019-01-01", "2019-08-15", "1 Jan 2019 to 15 Aug 2019"),
        ("2019-01-01", None, "from 1 Jan 2019"),
        (None, "2019-08-15", "up to 15 Aug 2019"),
        (None, None, "all time"),
    ],
)
def test_a_stretch_is_called_by_its_year_or_quarter(
    first: str | None, last: str | None, called: str
) -> None:
    """A whole year or quarter has a name; any other stretch has two days."""
    assert period(first, last) == called
