"""Areas: the tree of region, municipality, village, street, with its mergers and splits.

An area is what fits: a street, a block, a village. The tree has validity in time, so that a
question about 2017 is answered with the borders of 2017.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Literal

from pydantic import Field

from domain.errors import Cycle
from domain.event import Draft, Event
from domain.founding import Founded, found
from domain.values import Area, Areas, Text

AreaType = Literal[
    "region", "municipality", "district", "village", "neighbourhood", "street", "block", "building"
]


# -- events -------------------------------------------------------------------------------------


class AreaRegistered(Event):
    """An area that the ledger will speak of, and the area that it lies within."""

    kind = "area.registered"
    slug = "area"
    founding = True
    area: Area
    """A name for the area in this ledger."""
    name: Text
    """What it is called."""
    type: AreaType
    """What kind of area."""
    within: Area | None = None
    """The area that it lies within."""
    identifiers: dict[str, Text] | None = None
    """Its codes in registers: {cbs-2017: GM0040}."""


class AreaMoved(Event):
    """An area came to lie within another one."""

    kind = "area.moved"
    slug = "area"
    area: Area
    """The area that moved."""
    within: Area
    """The area that it lies within from then on."""


class AreaRenamed(Event):
    """An area got another name."""

    kind = "area.renamed"
    slug = "area"
    area: Area
    """The area."""
    name: Text
    """What it is called from then on."""


class AreaSucceeded(Event):
    """An area ended: others took its place, as a merger or (split) in parts."""

    kind = "area.succeeded"
    slug = "area"
    area: Area
    """The area that ended."""
    by: Annotated[Areas, Field(min_length=1)]
    """The areas that took its place."""
    split: bool = False
    """Whether each of them got only a part of it."""


# -- state --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class State:
    """What decisions about an area need to know: since when it lies where."""

    founded: Founded | None = None
    within: tuple[tuple[str, str], ...] = ()
    """Pairs of (instant, slug of the area that it lies within from then on)."""


INITIAL = State()


# -- evolve -------------------------------------------------------------------------------------


def evolve(state: State, draft: Draft) -> State:
    """The state after one more event."""
    since = draft.envelope.happened.earliest
    match draft.event:
        case AreaRegistered(within=within):
            return replace(
                state,
                founded=state.founded or Founded.by(draft),
                within=(*state.within, (since, within)) if within else state.within,
            )
        case AreaMoved(within=within):
            return replace(state, within=(*state.within, (since, within)))
        case AreaSucceeded(by=by, split=False):
            return replace(state, within=(*state.within, (since, by[0])))
        case _:
            return state


# -- decisions ----------------------------------------------------------------------------------


def decide(state: State, draft: Draft) -> tuple[Draft, ...]:
    """Accept what can be true of an area; nothing when it was registered so before."""
    event = draft.event
    inside = {event.within} if isinstance(event, AreaRegistered | AreaMoved) else set()
    if isinstance(event, AreaSucceeded):
        inside = set(event.by)
    if draft.stream in {f"area/{slug}" for slug in inside}:
        raise Cycle(
            f"record {event.kind} on {draft.stream}",
            "an area cannot lie within or succeed itself",
            "Name the other area",
        )
    return found(state.founded, draft)
