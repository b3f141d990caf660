"""How many pages tell what came between checkpoints, and on how many of them any two are told."""

from __future__ import annotations

from itertools import pairwise

from projections.pages.paths import changes_page
from projections.pages.since import MOST_IN_A_LIST, NEAR, Published, _stops, earlier_ones


def published(count: int, apart: int) -> list[Published]:
    """So many checkpoints, with so many records between each two."""
    return [Published(number * apart, "", "") for number in range(count)]


def written(kept: list[Published], before: frozenset[str] = frozenset()) -> set[str]:
    """The pages on what came until each checkpoint."""
    return {
        changes_page(kept[place].size, kept[later].size)
        for later in range(1, len(kept))
        for place in earlier_ones(later, kept, before.__contains__)
    }


def test_pages_grow_as_checkpoints_do() -> None:
    """Of a thousand checkpoints there are some twenty pages each, and not five hundred."""
    for count in (100, 1000):
        assert len(written(published(count, 2))) < count * (NEAR + count.bit_length())


def test_any_two_are_told_on_few_pages() -> None:
    """One after another, without a gap; of near ones on one."""
    kept = published(100, 2)
    there = written(kept)
    for later in range(1, len(kept)):
        for place in range(later):
            stops = [place, *_stops(place, later, kept, there.__contains__)]
            assert stops[-1] == later
            assert {changes_page(kept[a].size, kept[b].size) for a, b in pairwise(stops)} <= there
            assert len(stops) - 1 <= (1 if later - place <= NEAR else 4)


def test_long_steps_have_pages_of_their_own_alone() -> None:
    """What is too much for one list is told step by step."""
    kept = published(5, MOST_IN_A_LIST + 1)
    assert written(kept) == {changes_page(a.size, b.size) for a, b in pairwise(kept)}


def test_an_address_that_was_there_stays() -> None:
    """A checkpoint that becomes known between two others takes no page away."""
    before = frozenset(written(published(3, 1000)))
    kept = published(5, 500)
    assert before < written(kept, before)
