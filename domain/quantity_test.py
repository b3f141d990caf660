"""Quantities as sources give them, by their bounds."""

from __future__ import annotations

from fractions import Fraction

import pytest

from domain.quantity import Amount, amount, promised_size


@pytest.mark.parametrize(
    ("less", "more", "certain"),
    [
        ("<100", "100", True),
        ("100", ">100", True),
        ("99", "100", True),
        ("<100", ">100", True),
        ("100", "100", False),
        ("90..100", "100..110", False),
        ("~100", "100", False),
        (">1", "1000", False),
        ("<100", "99", False),
    ],
)
def test_one_is_less_than_another(less: str, more: str, *, certain: bool) -> None:
    """`<` and `>` are strict: fewer than a hundred is never a hundred."""
    assert amount(less).certainly_less(amount(more)) == certain
    assert not amount(more).certainly_less(amount(less))
    assert amount(less).may_equal(amount(more)) == amount(more).may_equal(amount(less))
    assert amount(less).may_equal(amount(more)) != certain


@pytest.mark.parametrize(
    ("done", "size", "reaches", "short"),
    [
        ("100", "100", True, False),
        ("150", "100..200", True, False),
        ("90", "100..200", False, True),
        ("90", "~100", True, False),
        ("100", ">100", False, False),
        (">100", ">100", True, False),
        ("<100", "100", False, True),
        ("0..100", "100", False, False),
        (">60", "100", False, False),
    ],
)
def test_a_size_is_reached_at_its_lower_bound(
    done: str, size: str, *, reaches: bool, short: bool
) -> None:
    """A hundred of more than a hundred neither reaches it nor lies below its bound."""
    assert amount(done).certainly_reaches(amount(size)) == reaches
    assert amount(done).certainly_short_of(amount(size)) == short


def test_a_ceiling_is_nothing_to_reach() -> None:
    """Of a promise of fewer than a hundred, which an older record has, nothing is counted."""
    assert promised_size("<100") is None
    assert promised_size(None) is None
    assert promised_size("100") == amount("100")


@pytest.mark.parametrize(
    ("options", "least", "most"),
    [("<2", 0, 1), (">1", 2, None), ("1..3", 1, 3), ("~10", 9, 11), ("3.5", 4, 4), ("<3.5", 0, 3)],
)
def test_whole_things(options: str, least: int, most: int | None) -> None:
    """Of what comes in whole numbers fewer than two are at most one."""
    whole_things = amount(options).of_whole_things()
    assert whole_things == Amount(Fraction(least), None if most is None else Fraction(most))
