"""The beginning of what people said: the standard library is the oracle."""

from __future__ import annotations

from textwrap import shorten

from hypothesis import given
from hypothesis import strategies as st

from projections.render.screens.kinds import beginning


@given(st.text(st.sampled_from("ab é\u2014\u00a0\n.,-(x)"), max_size=40), st.integers(2, 20))
def test_as_many_words_as_fit(text: str, most: int) -> None:
    """The same, mostly without a look at all of the text."""
    assert beginning(text, most) == shorten(text, most, placeholder="…")
