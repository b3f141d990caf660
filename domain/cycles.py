"""Nothing contains itself: areas within areas, parties of parties, parts of promises."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from domain import area
from domain.dates import Instant
from domain.errors import Cycle
from domain.event import Draft
from domain.party import PartyChanged, PartyRegistered
from domain.promise import PromiseMade

History = Callable[[str], list[Draft]]
"""Everything on a stream once the import is done."""

Parents = Callable[[str], Iterable[str]]


def loop(start: str, parents: Parents) -> list[str]:
    """A path from a stream through its parents back to itself; empty when there is none."""
    trails = [[start]]
    seen: set[str] = set()
    while trails:
        trail = trails.pop()
        for parent in parents(trail[-1]):
            if parent == start:
                return [*trail, start]
            if parent not in seen:
                seen.add(parent)
                trails.append([*trail, parent])
    return []


def refusals(drafts: Iterable[Draft], history: History) -> list[Cycle]:
    """The drafts that would close a loop."""
    found: list[Cycle] = []
    for draft in drafts:
        path = loop(draft.stream, parents) if (parents := _parents(draft, history)) else []
        if path:
            found.append(_refusal(draft, path))
    return found


def _parents(draft: Draft, history: History) -> Parents | None:
    """How to go up from the stream of a draft; None when the draft adds no link."""
    match draft.event:
        case area.AreaRegistered(within=None):
            return None
        case area.AreaRegistered() | area.AreaMoved() | area.AreaSucceeded():
            return _areas(history, draft.envelope.happened.earliest)
        case PartyRegistered(part_of=str()) | PartyChanged(part_of=str()):
            return lambda stream: _parties(history(stream))
        case PromiseMade(part_of=str()) | PromiseMade(repeats=str()):
            return lambda stream: _promises(history(stream))
        case _:
            return None


def _refusal(draft: Draft, path: list[str]) -> Cycle:
    refusal = Cycle(
        f"record {draft.event.kind} on {draft.stream}",
        f"it would contain itself: {' > '.join(path)}",
        "Correct one of these links",
    )
    refusal.about = draft.id
    return refusal


def _areas(history: History, moment: Instant) -> Parents:
    """Where an area lies at a moment: borders may change over time, but never in a circle."""

    def parents(stream: str) -> list[str]:
        state = area.INITIAL
        for draft in history(stream):
            state = area.evolve(state, draft)
        before = [(since, slug) for since, slug in state.within if since <= moment]
        return [f"area/{max(before, key=lambda pair: pair[0])[1]}"] if before else []

    return parents


def _parties(history: list[Draft]) -> list[str]:
    links = [
        draft.event.part_of
        for draft in history
        if isinstance(draft.event, PartyRegistered | PartyChanged) and draft.event.part_of
    ]
    return [f"party/{links[-1]}"] if links else []


def _promises(history: list[Draft]) -> list[str]:
    made = [draft.event for draft in history if isinstance(draft.event, PromiseMade)]
    return [
        f"promise/{parent}" for event in made for parent in (event.part_of, event.repeats) if parent
    ]
