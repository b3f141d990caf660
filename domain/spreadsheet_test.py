"""What a spreadsheet may run, and what it only shows."""

from __future__ import annotations

import pytest

from domain.spreadsheet import is_formula


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+31 50 1234567", "-2+3+A1", "-A1*2", "-1 day", "-", "--1", "@SUM(1)", "\t=1", "\r1",
     "\n=1", "-5\n", "\uff1d1+1", "-1e"],
)  # fmt: skip
def test_formulas(text: str) -> None:
    """Whatever begins as a formula does, and with a minus all that is no number."""
    assert is_formula(text)


@pytest.mark.parametrize("text", ["", "-5", "-0.25", "-1e-05", "1+1", "a=b", " text", "5"])
def test_texts_and_numbers(text: str) -> None:
    """Anything else, negative numbers among them."""
    assert not is_formula(text)
