"""Cases and groups of cases: what lives and is treated together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from pydantic import model_validator

from domain.errors import ImpossibleOrder
from domain.streams.event import Draft, Event
from domain.streams.fields import Area, Areas, Case, Cohort, Quantity, Text
from domain.streams.lifecycle import Founded, Plain, after_founding
from domain.vocabulary import Level
from languages import N_

# -- case --------------------------------------------------------------------------------------
# Cases: one dwelling, one project or one dossier, followed from opening to closing.

# -- events -------------------------------------------------------------------------------------


class CaseOpened(Event):
    """A case began, in an area, at a level, perhaps as a member of a cohort."""

    kind = "case.opened"
    slug = "case"
    founding = True
    case: Case
    """A name for the case in this ledger."""
    area: Area
    """The area where it is."""
    level: Level
    """What it is about: one dwelling, an area, or governance."""
    cohort: Cohort | None = None
    """The group that it belongs to."""
    title: Text
    """What it is about, in words."""


class CasePhaseEntered(Event):
    """A case entered a phase, such as inspection, design or works."""

    kind = "case.phase_entered"
    slug = "case"
    case: Case
    """The case."""
    phase: Text
    """The phase, such as inspection or works."""


class CaseClosed(Event):
    """A case ended, and how."""

    kind = "case.closed"
    slug = "case"
    case: Case
    """The case."""
    outcome: Text
    """How it ended."""


# -- state --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class State:
    """What decisions about a case need to know."""

    founded: Founded | None = None
    closed: Draft | None = None


INITIAL = State()


# -- evolve -------------------------------------------------------------------------------------


def evolve(state: State, draft: Draft) -> State:
    """The state after one more event."""
    match draft.event:
        case CaseOpened():
            return replace(state, founded=state.founded or Founded.by(draft))
        case CaseClosed():
            return replace(state, closed=state.closed or draft)
        case _:
            return state


# -- decisions ----------------------------------------------------------------------------------


def decide(state: State, draft: Draft) -> tuple[Draft, ...]:
    """Accept what can be true of a case: it closes once, and no phase is entered after that."""
    closed = state.closed
    if closed is not None and closed != draft:
        asked = N_("record {kind} on {stream}").format(kind=draft.kind, stream=draft.stream)
        if isinstance(draft.event, CaseClosed):
            raise ImpossibleOrder(
                asked,
                N_("the case was closed before (record {id})").format(id=closed.id),
                N_("Retract the earlier closing first, or open another case"),
            )
        late = draft.on.earliest > closed.on.latest
        if isinstance(draft.event, CasePhaseEntered) and late:
            raise ImpossibleOrder(
                asked,
                N_("the case was closed on {on}").format(on=closed.envelope.on),
                N_("Correct the date, or open another case"),
            )
    return after_founding(state.founded, draft)


# -- cohort ------------------------------------------------------------------------------------
# Cohorts: groups of dwellings or cases that cut across areas, such as batch 1581.
#
# Membership is recorded on the member's own stream, so that no stream grows with its members.

CohortState = Plain


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
            raise ValueError(N_("a member is one area or one case; name one of them"))
        return self

    @classmethod
    def stream_in(cls, fields: Mapping[str, Any], record_id: str) -> str:  # noqa: ARG003 - membership lies on the member
        """The stream of the member."""
        return f"area/{fields['area']}" if fields.get("area") else f"case/{fields['case']}"


class CohortJoined(_Membership):
    """An area or a case became a member of a cohort."""

    kind = "cohort.joined"


class CohortLeft(_Membership):
    """An area or a case ceased to be a member of a cohort."""

    kind = "cohort.left"
