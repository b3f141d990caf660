"""The records that many rows name are those that each of them names."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from projections.report import positions
from projections.rows.frozen import Frozen, row_class


@row_class
class Naming(Frozen):
    """A row that names records in every way in which rows do."""

    event: int | None
    events: tuple[int, ...]
    by: tuple[str, ...]
    text: str | None
    inner: Any


NUMBERS = st.integers(0, 99)
INNER = st.none() | st.fixed_dictionaries({"event": NUMBERS}) | st.just("a text")
NAMING = st.builds(
    Naming,
    st.none() | NUMBERS,
    st.lists(NUMBERS, max_size=3).map(tuple),
    st.lists(st.sampled_from("ab"), max_size=2).map(tuple),
    st.none() | st.just("a text"),
    INNER | st.builds(Naming, NUMBERS, st.just(()), st.just(()), st.none(), st.none()),
)


@given(st.lists(NAMING, min_size=1, max_size=6))
def test_many_rows(rows: list[Naming]) -> None:
    """Looked through field by field or row by row."""
    apart = set[int]().union(*map(positions, rows))
    assert positions(rows) == apart
    assert positions(rows * 301) == apart
    assert positions({"rows": tuple(rows) * 301}) == apart
