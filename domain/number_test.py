"""Numbers: strict in what they are, and refused where a point may group thousands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.quantity import check_one_reading, is_number


@pytest.mark.parametrize("text", ["0", "12", "12.50", "007", "2600000", "0.5", "9" * 15])
def test_numbers(text: str) -> None:
    """Digits, and decimals after a point."""
    assert is_number(text)


@pytest.mark.parametrize(
    "text",
    ["", "1_000", " 12", "12 ", "١٢", "-5", "+5", "-0", ".5", "5.", "1e3", "1,5", "NaN", "9" * 16],
)
def test_no_numbers(text: str) -> None:
    """Nothing that a programming language would read as a number besides."""
    assert not is_number(text)


@pytest.mark.parametrize(
    ("text", "thousands", "fraction"),
    [
        ("1.500", "1500", "1.5"),
        ("1.000", "1000", "1"),
        ("12.340", "12340", "12.34"),
        ("999.999", "999999", "999.9990"),
        ("~1.500", "1500", "1.5"),
        ("55..1.200", "1200", "1.2"),
        ("1.200..55", "1200", "1.2"),
    ],
)
def test_two_readings(text: str, thousands: str, fraction: str) -> None:
    """The message has both readings, and how to write each so that it has only one."""
    readings = rf"\({thousands}\) or mark decimals \({fraction}\)"
    with pytest.raises(ValueError, match=rf"{readings}; write {thousands} or {fraction}$"):
        check_one_reading(text)
    check_one_reading(thousands)
    check_one_reading(fraction)


@given(
    st.from_regex(r"(0|[1-9][0-9]{0,4})(\.[0-9]{1,4})?", fullmatch=True),
)
def test_which_have_two_readings(number: str) -> None:
    """Only what looks like one group of thousands: one to three digits, a point, three digits."""
    whole, _, decimals = number.partition(".")
    twofold = len(decimals) == 3 and len(whole) <= 3 and whole != "0"
    refused = False
    try:
        check_one_reading(number)
    except ValueError:
        refused = True
    assert refused == twofold
