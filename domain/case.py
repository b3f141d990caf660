"""Cases: one dwelling, one project or one dossier, followed from opening to closing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from domain.errors import ImpossibleOrder
from domain.event import Draft, Event
from domain.founding import Founded, found
from domain.values import Area, Case, Cohort, Level, Text

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
        asked = f"record {draft.event.kind} on {draft.stream}"
        if isinstance(draft.event, CaseClosed):
            raise ImpossibleOrder(
                asked,
                f"the case was closed before (record {closed.id})",
                "Retract the earlier closing first, or open another case",
            )
        late = draft.envelope.happened.earliest > closed.envelope.happened.latest
        if isinstance(draft.event, CasePhaseEntered) and late:
            raise ImpossibleOrder(
                asked,
                f"the case was closed on {closed.envelope.on}",
                "Correct the date, or open another case",
            )
    return found(state.founded, draft)
