"""How many processes make a site."""

from __future__ import annotations

import pytest

from commands.site_making import FEW, helping
from ledger.helpers import processors


@pytest.mark.parametrize(
    ("said", "sites", "each"), [(1, 1, 1), (3, 1, 3), (4, 2, 2), (5, 2, 2), (1, 2, 1)]
)
def test_so_many_as_were_said_make_all_sites_together(said: int, sites: int, each: int) -> None:
    """Also of a small ledger: somebody said it."""
    assert helping(said, 10, sites) == each


def test_otherwise_the_processors_are_shared_by_the_sites() -> None:
    """Whoever makes sites in two languages at once takes no more than for one."""
    assert helping(None, FEW + 1, 1) == processors()
    assert helping(None, FEW + 1, 2) == max(1, processors() // 2)
    assert helping(None, FEW, 1) == 1
