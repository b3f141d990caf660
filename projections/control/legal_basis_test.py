"""From whoever acts to the body that answers: by law, by mandate, in a circle, or to a dead end."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.record import Record
from projections.control.mandate import CYCLE, NO_GRANTER, NO_POWER, LegalBasis, legal_basis
from projections.rows.tenure import MandateRow
from projections.spans.tenures import mandate

NAMES = ("a", "b", "c", "d")
BASES = ("attribution", "agreement", "delegation", "mandate")


def held(holder: str, basis: str, granted_by: str | None = None, name: str = "") -> MandateRow:
    """A mandate to lead in a village."""
    granted = {
        "kind": "mandate.granted", "holder": holder, "power": "lead", "basis": basis,
        "place": {"area": "village"}, "from": "2020-01-01", "on": "2020-01-01",
        "stream": f"mandate/{name or holder}", "mandate": name or holder,
    }  # fmt: skip
    granter = {"granted_by": granted_by} if granted_by else {}
    (row,) = mandate([Record(0, granted | granter)])
    return row


def basis_of(*mandates: MandateRow) -> LegalBasis:
    """The chain of the first of some mandates."""
    actor, *_ = mandates

    def granters(passed: MandateRow) -> Sequence[MandateRow]:
        return [row for row in mandates if row.holder == passed.granted_by]

    return legal_basis(actor, granters)


@pytest.mark.parametrize("basis", ["attribution", "agreement"])
def test_own_power(basis: str) -> None:
    """Who has a power by law or by agreement answers itself."""
    assert basis_of(held("a", basis)).answerable == "a"


def test_delegation() -> None:
    """Under delegation the delegate answers, and the delegator must have had the power."""
    found = basis_of(held("a", "delegation", "b"), held("b", "attribution"))
    assert (found.answerable, found.hops, found.doubt) == ("a", 1, "")


def test_mandate_of_a_delegate() -> None:
    """The chain goes on to the law, but the first on it that acts in its own name answers."""
    found = basis_of(
        held("a", "mandate", "b"), held("b", "delegation", "c"), held("c", "attribution")
    )
    assert (found.answerable, found.hops, found.doubt) == ("b", 2, "")


def test_cycle() -> None:
    """Mandates that lead back to where they began have no basis, and nobody can be named."""
    found = basis_of(held("a", "mandate", "b"), held("b", "mandate", "a"))
    assert (found.answerable, found.doubt) == (None, CYCLE)


def test_cycle_with_a_way_out() -> None:
    """A granter that also has the power by law is a basis, whatever else it was granted."""
    found = basis_of(
        held("a", "mandate", "b"),
        held("b", "mandate", "a", "circular"),
        held("b", "attribution", name="by-law"),
    )
    assert (found.answerable, found.hops, found.doubt) == ("b", 1, "")


def test_unnamed_granter() -> None:
    """A mandate of nobody in particular leaves open who answers."""
    found = basis_of(held("a", "mandate"))
    assert (found.answerable, found.doubt) == (None, NO_GRANTER)


def test_granter_without_power() -> None:
    """A mandator whose own power is not on record answers all the same."""
    found = basis_of(held("a", "mandate", "b"))
    assert (found.answerable, found.hops, found.doubt) == ("b", 1, NO_POWER)


MANDATES = st.lists(
    st.builds(
        held,
        st.sampled_from(NAMES),
        st.sampled_from(BASES),
        st.sampled_from((None, *NAMES)),
        st.uuids().map(str),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda row: row.mandate,
)


@given(MANDATES)
def test_any_chain(mandates: list[MandateRow]) -> None:
    """A chain is made of granters of granters, ends, and has a doubt if and only if no end is own.

    Held against what can be reached by going from granter to granter in any way.
    """
    found = basis_of(*mandates)
    reached, waiting = {mandates[0].mandate}, [mandates[0]]
    while waiting:
        here = waiting.pop()
        if here.basis in {"mandate", "delegation"}:
            for row in mandates:
                if row.holder == here.granted_by and row.mandate not in reached:
                    reached.add(row.mandate)
                    waiting.append(row)
    own = any(row.mandate in reached and row.basis in BASES[:2] for row in mandates)
    assert bool(found.doubt) != own
    for below, above in zip(found.links, found.links[1:], strict=False):
        assert below.granted_by == above.holder
    if not found.doubt:
        assert found.links[-1].basis in BASES[:2]
        assert found.hops == len(found.links) - 1
        assert found.answerable is not None
