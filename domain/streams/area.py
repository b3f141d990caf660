"""Areas: the tree of region, municipality, village, street, with its mergers and splits.

An area is what fits: a street, a block, a village. The tree has validity in time, so that a
question about 2017 is answered with the borders of 2017.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Literal

from pydantic import Field

from domain.errors import Cycle, SecondEnding
from domain.streams.event import Draft, Event
from domain.streams.fields import Area, Areas, Label, Text
from domain.streams.lifecycle import Founded, after_founding, once
from languages import N_

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
    identifiers: dict[Label, Text] | None = None
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
    """An area ended: others took its place, as a merger or (split) in parts; else area.ended."""

    kind = "area.succeeded"
    slug = "area"
    area: Area
    """The area that ended."""
    by: Annotated[Areas, Field(min_length=1)]
    """The areas that took its place."""
    split: bool = False
    """Whether each of them got only a part of it."""


class AreaEnded(Event):
    """An area ended without a successor: a village was given up, a municipality dissolved."""

    kind = "area.ended"
    slug = "area"
    area: Area
    """The area that ended; `on` is the first day without it."""


# -- state --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class State:
    """What decisions about an area need to know: how it began, and what ended it."""

    founded: Founded | None = None
    endings: tuple[Draft, ...] = ()
    """What was said of its end, in the order of recording."""


INITIAL = State()


# -- evolve -------------------------------------------------------------------------------------


def evolve(state: State, draft: Draft) -> State:
    """The state after one more event."""
    match draft.event:
        case AreaRegistered():
            return replace(state, founded=state.founded or Founded.by(draft))
        case AreaSucceeded() | AreaEnded():
            return replace(state, endings=(*state.endings, draft))
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
            N_("record {kind} on {stream}").format(kind=event.kind, stream=draft.stream),
            N_("an area cannot lie within or succeed itself"),
            N_("Name the other area"),
        )
    accepted = after_founding(state.founded, draft)
    if isinstance(event, AreaSucceeded | AreaEnded):
        return _decide_end(state, draft)
    return accepted


def _decide_end(state: State, draft: Draft) -> tuple[Draft, ...]:
    """An area ends once: with successors, of which more than one record may tell, or without."""
    succeeded = isinstance(draft.event, AreaSucceeded)
    ends = [
        ending
        for ending in state.endings
        if ending == draft or not (succeeded and isinstance(ending.event, AreaSucceeded))
    ]
    return once(ends, draft, SecondEnding, N_("Change the earlier record with `gestand correct`"))
