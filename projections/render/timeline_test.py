"""Signs over time: what a stretch shows when something changes in it, and how much fits."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projections.conditions.view import ConditionSpan
from projections.render.charts import ORDER, timeline

SIGN = {"no": "-", "yes": "+", "unknown": "?", "nothing": "."}


def spans(*starts: tuple[str, str]) -> list[ConditionSpan]:
    """A condition that changes on days, up to the end of 2020."""
    ends = [*(day for day, _ in starts[1:]), "2021-01-01"]
    return [
        span(day, f"{end[:8]}{int(end[8:]) - 1:02}" if end[8:] != "01" else before(end), met)
        for (day, met), end in zip(starts, ends, strict=True)
    ]


def span(first: str, last: str, met: str) -> ConditionSpan:
    """A stretch of days of a condition, on no grounds."""
    return ConditionSpan(
        from_=first,
        to=last,
        met=met,
        why="",
        direction=None,
        missing=(),
        vouched_by=(),
        held_by=(),
        events=(),
    )


def before(day: str) -> str:
    """The day before the first of a month."""
    year, month = int(day[:4]), int(day[5:7])
    year, month = (year - 1, 12) if month == 1 else (year, month - 1)
    return f"{year:04}-{month:02}-{31 if month in {1, 3, 5, 7, 8, 10, 12} else 30}"


def test_quarters() -> None:
    """One sign a quarter under its year, from the start to the day asked for."""
    line = timeline("2019-05-10", "2020-08-01", 40)
    assert (line.scale, line.heading) == ("quarter", "2019 2020")
    stretches = spans(("2019-05-10", "yes"), ("2020-04-01", "no"))
    assert line.signs(stretches, SIGN) == " +++ +-- "


@pytest.mark.parametrize(
    ("states", "sign"),
    [
        (("yes", "no", "yes"), "-"),
        (("unknown", "yes", "unknown"), "+"),
        (("nothing", "unknown"), "?"),
        (("nothing", "yes"), "+"),
        (("nothing",), "."),
    ],
)
def test_worst_that_is_proven(states: tuple[str, ...], sign: str) -> None:
    """A change within a quarter shows as the worst that is proven in it."""
    stretches = spans(*((f"2020-10-{5 + 5 * place:02}", met) for place, met in enumerate(states)))
    assert timeline("2020-10-05", "2020-12-31", 40).signs(stretches, SIGN) == f"   {sign}"


@pytest.mark.parametrize(
    ("start", "scale", "heading"),
    [
        ("2013-02-01", "quarter", "2013 2014 2015 2016 2017 2018 2019 2020"),
        ("2009-02-01", "half-year", "09 10 11 12 13 14 15 16 17 18 19 20"),
        ("1993-02-01", "year", "1990  1995  2000  2005  2010  2015  2020"),
    ],
)
def test_what_fits(start: str, scale: str, heading: str) -> None:
    """Eight years fit by the quarter, twelve by half-years; more stand in groups of five."""
    line = timeline(start, "2020-12-31", 40)
    assert line.scale == scale
    assert line.heading == heading
    signs = line.signs(spans((start, "yes")), SIGN)
    assert len(signs) <= 40
    assert signs.replace(" ", "") == "+" * len(signs.replace(" ", ""))


DAYS = st.dates(date(1990, 1, 1), date(2020, 12, 31)).map(str)


@given(st.lists(DAYS, min_size=2, max_size=6, unique=True), st.integers(20, 60), st.data())
def test_every_sign_stands_for_what_was_in_it(
    days: list[str], width: int, data: st.DataObject
) -> None:
    """A sign is the first, in the order of the page, of all that held in its stretch."""
    first, *_ = days = sorted(days)
    conditions = [
        span(start, end, data.draw(st.sampled_from(ORDER))) for start, end in pairwise(days)
    ]
    line = timeline(first, days[-1], width)
    shown = line.signs(conditions, SIGN)
    at = 0
    for label, stretches in line.groups:
        for place, (begin, until) in enumerate(stretches):
            held = {
                condition.met
                for condition in conditions
                if condition.to >= begin and condition.from_ < until
            }
            worst = next((SIGN[met] for met in ORDER if met in held), " ")
            assert shown[at + place] == worst
        at += max(len(label), len(stretches)) + 1
