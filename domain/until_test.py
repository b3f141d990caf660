"""The last day of what ended."""

from __future__ import annotations

import pytest

from domain.dates import until


@pytest.mark.parametrize(
    ("first_without", "expected"),
    [
        (None, None),
        ("2005-01-01", "2004-12-31"),
        ("2021-06-30T12:00:00", "2021-06-30T12:00:00"),
        ("2005", "2005"),
        ("../2017", "../2017"),
    ],
)
def test_until(first_without: str | None, expected: str | None) -> None:
    """The day before the first one without; a less exact date as it is written."""
    assert until(first_without) == expected
