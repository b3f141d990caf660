"""Control against the oracle: two programs from one page must agree on every day."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given

from domain.dates import Instant, start_of
from features.asked import asked
from features.oracle.control_histories import AREAS, CASE, GROUP, Fields, histories
from features.oracle.control_oracle import DAY, Answer, Told
from projections.control.figures import clarity
from projections.control.mandate import WHOLE, Part
from projections.control.powers import Powers
from projections.control.scope import ControlScope
from projections.geography.geography import Geography

DAYS = [date(2020, 1, 1) + DAY * number for number in range(20)]
START, END = start_of(DAYS[0]), start_of(DAYS[-1] + DAY)
SCOPES = (*(f"area/{area}" for area in AREAS), f"cohort/{GROUP}", f"case/{CASE}")


@contextmanager
def powers_of(records: list[Fields]) -> Iterator[Powers]:
    """What the ledger makes of these records."""
    question = asked(records, "2020-12-31")
    try:
        yield Powers(Geography(question))
    finally:
        question.book.close()


def noon(day: date) -> Instant:
    """A moment of a day."""
    return Instant(f"{day.isoformat()}T12:00:00")


def cells(powers: Powers) -> Iterator[tuple[ControlScope, str, Part]]:
    """Every cell that somebody could ask about."""
    for scope in SCOPES:
        for spot in powers.where.places_in(scope):
            for power in ("lead", "decide"):
                named = powers.parts(spot, power, START, END)
                for part in {WHOLE, Part(topic="damage"), *named}:
                    yield spot, power, part


def answers(told: Told, spot: ControlScope, power: str, part: Part) -> list[Answer | None]:
    """What the oracle says of a cell, day by day; None while the spot is not there.

    Of a group it must say the same in each of the areas that are told to be alike.
    """
    found: list[Answer | None] = []
    for day in DAYS:
        positions = [told.position(*place, day) for place in plain(spot)]
        said = {
            told.answer(position, power, part, day)
            for position in positions
            if position is not None
        }
        assert len(said) <= 1, "what reaches one of these areas reaches the others"
        found.append(said.pop() if said else None)
    return found


def plain(spot: ControlScope) -> list[tuple[str, str, str]]:
    """A spot as the oracle names it: the place, the area and the group; one for each area."""
    return [(spot.scope, area, spot.group) for area in spot.alike or (spot.area,)]


@given(histories())
def test_every_day(records: list[Fields]) -> None:
    """On every day, for every part of every power at every spot, both say the same of it."""
    told = Told(records)
    with powers_of(records) as powers:
        for spot, power, part in cells(powers):
            control = powers.over_time(spot, power, part, START, END)
            for day, answer in zip(DAYS, answers(told, spot, power, part), strict=True):
                found = control.at(noon(day))
                assert (found is None) == (answer is None), (spot, day)
                if found and answer:
                    assert (found.state, found.bodies) == (answer.state, answer.bodies), (
                        spot,
                        power,
                        part,
                        day,
                    )


@given(histories())
def test_figures(records: list[Fields]) -> None:
    """The days of a window, the handovers and the parties are those that one counts by hand."""
    told = Told(records)
    with powers_of(records) as powers:
        for spot, power, part in cells(powers):
            found = clarity(powers.over_time(spot, power, part, START, END))
            there = [one for one in answers(told, spot, power, part) if one]
            states = [one.state for one in there]
            clear = [one for one in there if one.clear]
            known = len(there) - states.count("unknown")
            handed = [
                (a, b)
                for a, b in pairwise(clear)
                if a.bodies != b.bodies and a.parties != b.parties
            ]
            assert found.days == len(there)
            assert found.gap_days == states.count("none")
            assert found.overlap_days == states.count("several")
            assert found.unknown_days == states.count("unknown")
            assert found.clear_days == len(clear)
            assert found.clarity == (pytest.approx(len(clear) / known) if known else None)
            assert found.handovers == len(handed)
            assert found.parties == len(frozenset[str]().union(*(one.bodies for one in there)))
