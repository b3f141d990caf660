"""How places lie to each other over time, against the same asked moment by moment."""

from __future__ import annotations

from itertools import product

from hypothesis import given

from domain.dates import FOREVER, Instant
from domain.step_function import NO, YES
from features.oracle.regime_histories import Story, landscape, stories
from projections.geography.geography import Geography
from projections.geography.groups import Grounds
from projections.geography.relation import MAYBE, WITHIN, parts, relation

START, END = Instant("2021-01-05T00:00:00"), Instant("2021-02-20T00:00:00")


def every_turn(geography: Geography) -> list[Instant]:
    """Every moment at which anything may change, and the first one of all."""
    land = geography.land
    indexes = (land.tree.rows, land.cohorts, land.cases, land.groups_of)
    rows = [row for index in indexes for held in index.values() for row in held]
    turns = {turn for row in rows for turn in (row.start, row.end)} - {FOREVER}
    return sorted({*turns, START})


@given(stories(imprecise=True, moving=True))
def test_over_time(story: Story) -> None:
    """Whatever lies within a place does so at every moment; what encloses it is among the ever."""
    with landscape(story) as geography:
        land = geography.land
        places = sorted({*land.tree.rows, *land.cohorts, *land.cases})
        turns = every_turn(geography)
        for subject, place in product(places, places):
            lies = geography.within(subject, place)
            for moment in turns:
                inside = subject in parts(land, place, moment)
                assert lies.at(moment) == (YES if inside else NO), (subject, place, moment)
                now = relation(land, subject, place, moment)
                assert geography.relation(subject, place, moment) == now
                assert now != WITHIN or subject in geography.ever_inside(place)
                covers = subject in geography.enclosing(place, moment)
                certainly = covers and (subject == place or now != MAYBE)
                assert geography.certainly_covers(subject, place, moment) == certainly
                if geography.lies(subject, place, moment):
                    assert subject in geography.ever_inside(place).union(
                        geography.ever_around(place)
                    )
        for place, moment in product(places, turns):
            enclosing = {here for group in land.chain(place, moment) for here in group}
            assert geography.enclosing(place, moment) == enclosing
            assert enclosing <= geography.ever_enclosing(place)


@given(stories(imprecise=True, moving=True))
def test_groups_that_may_touch(story: Story) -> None:
    """A group only may touch an area where it does so at some moment, and nothing surer at any."""
    with landscape(story) as geography:
        land = geography.land
        moments = [START, *(turn for turn in every_turn(geography) if START < turn < END)]
        for area, group in product(land.tree.rows, land.cohorts):
            found = {relation(land, group, area, moment) for moment in moments}
            sure = all(row.certain for row in land.members_of.get(group, ()))
            expected = sure and found - {None} == {MAYBE}
            assert (group in geography.unproven(area, START, END)) == expected, (area, group)


@given(stories(imprecise=True, moving=True))
def test_groups_to_many_areas(story: Story) -> None:
    """Held against all areas at once a group lies to each as it does when asked about one."""
    with landscape(story) as geography:
        land = geography.land
        areas = sorted(land.tree.rows)
        grounds = Grounds(land, areas)
        for group, moment in product(land.cohorts, every_turn(geography)):
            lies = grounds.lies(group, moment)
            for area in areas:
                expected = relation(land, group, area, moment, descent=True)
                assert lies.get(area) == expected, (group, area, moment)
            spread = land.spread(group, moment)
            assert sorted(spread.areas) == land.areas(group, moment)
            assert spread.members <= {*land.members(group, moment)}
