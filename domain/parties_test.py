"""Names that hold from a day on, each until the next day comes, held to what the words say."""

from hypothesis import given
from hypothesis import strategies as st

from domain.dates import Bounds, Instant
from domain.parties import Periods, has_come

INSTANTS = st.sampled_from([Instant(f"20{year}-01-01T00:00:00") for year in range(20, 26)])
DAYS = st.tuples(INSTANTS, INSTANTS).map(lambda ends: Bounds(min(ends), max(ends)))
ENTRIES = st.lists(st.tuples(DAYS, st.frozensets(st.sampled_from("abcd"))), max_size=4)


@given(entries=ENTRIES, moment=INSTANTS, sure=st.booleans())
def test_a_name_holds_from_its_day_until_the_next_has_come(
    entries: list[tuple[Bounds, frozenset[str]]], moment: Instant, *, sure: bool
) -> None:
    """One by one: begun, and followed by none; what may hold, may have begun and not ended."""
    holding = {
        name
        for number, (day, names) in enumerate(entries)
        for name in names
        if has_come(day, moment, sure=sure)
        and not any(has_come(later, moment, sure=not sure) for later, _ in entries[number + 1 :])
    }
    periods = Periods(tuple(entries))
    assert periods.at(moment, sure=sure) == holding
    assert holding <= periods.until(moment, sure=sure)
