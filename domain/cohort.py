"""Cohorts: groups of dwellings or cases that cut across areas, such as batch 1581.

Membership is recorded on the member's own stream, so that no stream grows with its members.
"""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from domain.event import Event
from domain.founding import INITIAL, Plain, decide, evolve
from domain.values import Area, Areas, Case, Cohort, Quantity, Text

__all__ = ["INITIAL", "CohortJoined", "CohortLeft", "CohortRegistered", "State", "decide", "evolve"]

State = Plain


# -- events -------------------------------------------------------------------------------------


class CohortRegistered(Event):
    """A group with a common treatment: what makes a member, where, and how many."""

    kind = "cohort.registered"
    slug = "cohort"
    founding = True
    cohort: Cohort
    """A name for the group in this ledger."""
    name: Text
    """What it is called."""
    criterion: Text | None = None
    """What makes a dwelling or a case a member."""
    areas: Areas = ()
    """The areas in which its members lie."""
    size: Quantity | None = None
    """How many members it has."""


class _Membership(Event):
    """An area or a case and the group it joins or leaves; it stands on the member's stream."""

    slug = None
    cohort: Cohort
    """The group."""
    area: Area | None = None
    """The member, when it is an area."""
    case: Case | None = None
    """The member, when it is a case."""

    @model_validator(mode="after")
    def _one_member(self) -> Self:
        if (self.area is None) == (self.case is None):
            raise ValueError("a member is one area or one case; name one of them")
        return self

    def stream_of(self, record_id: str) -> str:  # noqa: ARG002 - membership lies on the member
        """The stream of the member."""
        return f"area/{self.area}" if self.area else f"case/{self.case}"


class CohortJoined(_Membership):
    """An area or a case became a member of a cohort."""

    kind = "cohort.joined"


class CohortLeft(_Membership):
    """An area or a case ceased to be a member of a cohort."""

    kind = "cohort.left"
