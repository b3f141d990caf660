"""Dates of every notation, as people read them."""

from __future__ import annotations

import pytest

from projections.render.phrases import some_day, spoken, stretch

SPOKEN = {
    "2024-12-31": "31 Dec 2024",
    "2024-12": "Dec 2024",
    "2024": "2024",
    "2024-Q3": "Q3 2024",
    "2024-35": "Q3 2024",
    "2024-21": "spring 2024",
    "2024-24": "winter 2024 to 2025",
    "2024-W06": "week 6 of 2024",
    "201X": "the 2010s",
    "20XX": "some time from 2000 to 2099",
    "2024-XX": "some time in 2024",
    "2024-06-XX": "some time in Jun 2024",
    "2015-10~": "about Oct 2015",
    "2015-10?": "perhaps Oct 2015",
    "2024-22%": "perhaps about summer 2024",
    "2020-11-06/2021-02": "6 Nov 2020 to Feb 2021",
    "../2017": "2017 or before",
    "2017/..": "2017 or later",
    "2017/": "2017 or later",
    "[..2017]": "2017 or before",
    "[2017..]": "2017 or later",
    "[2015,2017-06]": "2015 or Jun 2017",
    "[2010..2012,2017~]": "2010 to 2012 or about 2017",
    "2024-06-30T17:00:00": "30 Jun 2024 17:00",
    "2024-06-30T23:59:59": "30 Jun 2024",
    "2024-06-30T23:59:59Z": "1 Jul 2024 01:59",
    "2024-12-31T23:30:00+01:00": "31 Dec 2024 23:30",
    "as soon as possible": "as soon as possible",
    "": "",
}


SAID = {
    "2018-05-31": "31 May 2018",
    "2018-05": "some time in May 2018",
    "2018~": "some time about 2018",
    "2018-05-02/2018-06": "some time between 2 May 2018 and Jun 2018",
    "[..2018-05]": "May 2018 or before",
    "2018-07-05/..": "5 Jul 2018 or later",
    "[2018-07-05..]": "5 Jul 2018 or later",
}

STRETCHES = {
    "../2018-05": "up to May 2018",
    "2018-05/..": "from May 2018",
    "2018-05-02/2018-06": "2 May 2018 to Jun 2018",
    "2018-Q3": "Q3 2018",
}


@pytest.mark.parametrize(("text", "words"), SAID.items())
def test_a_day_is_said_as_sure_as_it_is(text: str, words: str) -> None:
    """For after "since" and "until": no outer day of a month as if that were the day."""
    assert some_day(text) == words


@pytest.mark.parametrize(("text", "words"), SPOKEN.items())
def test_spoken(text: str, words: str) -> None:
    """Every notation has its words; what is no date stands as it is."""
    assert spoken(text) == words


@pytest.mark.parametrize(("text", "words"), STRETCHES.items())
def test_a_stretch_lasts(text: str, words: str) -> None:
    """What a figure is about goes on up to a day, where something happened on it or before."""
    assert stretch(text) == words
