"""The last day of what ended."""

from __future__ import annotations

import pytest

from projections.until import until


@pytest.mark.parametrize(
    ("first_without", "expected"),
    [
        (None, None),
        ("2005-01-01", "2004-12-31"),
        ("2021-06-30T12:00:00", "2021-06-30T12:00:00"),
        ("2005", "2004-12-31/2005-12-30"),
        ("../2017", "../2017-12-30"),
        ("2017/..", "2016-12-31/.."),
    ],
)
def test_until(first_without: str | None, expected: str | None) -> None:
    """The day before the first one without; between which days where nobody knows which."""
    assert until(first_without) == expected
