"""Rolls of records: at each step what a list of its own would hold."""

from __future__ import annotations

from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from domain.dates import Instant
from domain.step_function import StepFunction, gathered
from projections.roll import Roll, Stay, on_any, rolled

DAYS = [Instant(f"2020-01-{day:02}T00:00:00") for day in range(1, 10)]
RECORDS = st.lists(st.integers(0, 9), min_size=1, max_size=3).map(tuple)
STAYS = st.lists(st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS), RECORDS), max_size=12)


def _lists(stays: list[Stay], start: Instant, end: Instant) -> StepFunction[tuple[int, ...]]:
    return gathered(stays, start, end).change(lambda held: tuple(chain.from_iterable(held)))


@given(STAYS, st.sampled_from(DAYS), st.sampled_from(DAYS))
def test_lists(stays: list[Stay], start: Instant, end: Instant) -> None:
    """Steps, lists and their lengths are those of the lists themselves, in any order of asking."""
    found = rolled(stays, start, end)
    expected = _lists(stays, start, end)
    assert [part[:2] for part in found.parts] == [part[:2] for part in expected.parts]
    for mine, other in reversed([*zip(found.parts, expected.parts, strict=True)]):
        assert mine.value == other.value
        assert (tuple(mine.value), len(mine.value)) == (other.value, len(other.value))
        assert bool(mine.value) == bool(other.value)
        assert hash(mine.value) == hash(other.value)


@given(STAYS, st.data())
def test_on_any(stays: list[Stay], data: st.DataObject) -> None:
    """What is on any of some rolls is the union of their lists, also where some are left out."""
    rolls = [part.value for part in rolled(stays, DAYS[0], DAYS[-1]).parts]
    chosen = [roll for roll in rolls if data.draw(st.booleans())]
    for lists in (chosen, [*reversed(chosen)], [*chosen, (3, 4), *chosen]):
        assert on_any(lists) == set(chain.from_iterable(lists))


def test_equality() -> None:
    """Rolls of different courses are compared by what is on them, and with tuples."""
    day, later = DAYS[0], DAYS[1]
    one, same, other = (
        rolled([(day, later, records)], day, later).parts[0].value
        for records in ((1, 2), (1, 2), (2, 1))
    )
    assert isinstance(one, Roll)
    assert one == same == (1, 2)
    assert one != other
    assert one != [1, 2]
    assert repr(one) == "(1, 2)"


def test_the_same_in_other_lists() -> None:
    """Rolls with the same records are equal, however these came; so steps that follow are one."""
    day, later, last = DAYS[:3]
    before: list[Stay] = [(day, later, (1, 2)), (day, later, (3,))]
    after: list[Stay] = [(later, last, (1,)), (later, last, (2, 3))]
    (step,) = rolled([*before, *after], day, last).parts
    assert (step.start, step.end, step.value) == (day, last, (1, 2, 3))
