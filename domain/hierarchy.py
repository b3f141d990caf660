"""What lies in what: areas, parties and parts of promises over time; nothing contains itself.

The writing side asks before it records, of drafts, and the reading side over the whole history, of
records: both here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import NamedTuple

from domain.dates import BEGINNING, Instant
from domain.errors import Cycle
from domain.parties import Fact
from domain.record import FOUNDING
from languages import N_


class Link(NamedTuple):
    """In which streams another one lies, from a moment on; in none where parents is empty."""

    since: Instant
    parents: tuple[str, ...]


class Loop(NamedTuple):
    """A stream that would contain itself at a moment, and the path by which it does."""

    moment: Instant
    path: tuple[str, ...]


SUCCESSIONS = frozenset({"party.succeeded", "promise.superseded"})
"""The kinds by which one stream takes the place of another."""

LINKING = SUCCESSIONS | {
    "area.registered", "area.moved", "area.succeeded", "party.registered", "party.changed",
    "promise.made",
}  # fmt: skip
"""The kinds of which a record may put its stream into another one, or another in its place."""

History = Callable[[str], Sequence[Fact]]
"""Everything that stands on a stream, in the order of recording."""


def area_above(statement: Fact) -> str | None:
    """The area (its slug) in which a record puts its own; None when it puts it nowhere.

    An area that ended, unless it was split, lies in the first of its successors; one that was
    split, or ended without a successor, keeps its last borders.
    """
    match statement.kind:
        case "area.registered" | "area.moved":
            within = statement.get("within")
        case "area.succeeded" if not statement.get("split"):
            within = statement.get("by")[0]
        case _:
            return None
    return None if within is None else str(within)


def links(history: Sequence[Fact]) -> list[Link]:
    """Where a stream lies over time, in the order of time; a later link takes an earlier's place.

    Nothing lies anywhere before it began, whatever is dated before that.
    """
    begun = min(
        (statement.on.earliest for statement in history if statement.kind in FOUNDING),
        default=BEGINNING,
    )
    over_time = [
        Link(max(statement.on.earliest, begun), parents)
        for statement in history
        if (parents := _parents(statement))
    ]
    return sorted(over_time, key=lambda link: link.since)


def _parents(statement: Fact) -> tuple[str, ...]:
    match statement.kind:
        case "area.registered" | "area.moved" | "area.succeeded":
            area = area_above(statement)
            return (f"area/{area}",) if area else ()
        case "party.registered" | "party.changed":
            return (f"party/{statement.get('part_of')}",) if statement.get("part_of") else ()
        case "promise.made":
            named = (statement.get("part_of"), statement.get("repeats"))
            return tuple(f"promise/{promise}" for promise in named if promise)
        case _:
            return ()


def _heirs(statement: Fact) -> tuple[str, ...]:
    """The streams that take the place of another one, which is final."""
    match statement.kind:
        case "party.succeeded" if statement.get("complete") is not False:
            return tuple(f"party/{party}" for party in statement.get("by") or ())
        case "promise.superseded":
            return (f"promise/{statement.get('successor')}",)
        case _:
            return ()


def closes(stream: str, statement: Fact, history: History) -> Loop | None:
    """The loop that is there from a statement on; None when it links nothing, or to no loop."""
    if statement.kind not in LINKING:
        return None
    if _parents(statement):
        return loop(stream, statement.on.earliest, history)
    if not _heirs(statement):
        return None
    path = _path(stream, lambda here: chain.from_iterable(map(_heirs, history(here))))
    return Loop(statement.on.earliest, path) if path else None


def loop(start: str, since: Instant, history: History) -> Loop | None:
    """The first moment from `since` on at which a stream contains itself; None when never."""
    known: dict[str, list[Link]] = {}
    waiting = [start]
    while waiting:
        here = waiting.pop()
        if here not in known:
            known[here] = links(history(here))
            waiting += [parent for link in known[here] for parent in link.parents]
    moments = {link.since for over_time in known.values() for link in over_time}
    for moment in sorted({since} | {later for later in moments if later > since}):
        path = _path(start, partial(_parents_at, known, moment))
        if path:
            return Loop(moment, path)
    return None


def refusal(kind: str, stream: str, circle: Loop) -> Cycle:
    """What to say of a record that would close a loop."""
    does = N_("take its own place in the end") if kind in SUCCESSIONS else N_("contain itself")
    return Cycle(
        N_("record {kind} on {stream}").format(kind=kind, stream=stream),
        N_("it would {does}: {path}").format(does=does, path=" > ".join(circle.path)),
        N_("Correct one of these links"),
    )


def _path(start: str, onward: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    """A path from a stream onward and back to itself; empty when there is none."""
    trails: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while trails:
        trail = trails.pop()
        for stream in onward(trail[-1]):
            if stream == start:
                return (*trail, start)
            if stream not in seen:
                seen.add(stream)
                trails.append((*trail, stream))
    return ()


def _parents_at(known: Mapping[str, list[Link]], moment: Instant, stream: str) -> tuple[str, ...]:
    """In what a stream lies by the last link that had come about."""
    before = [link for link in known[stream] if link.since <= moment]
    return before[-1].parents if before else ()
