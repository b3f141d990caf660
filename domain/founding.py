"""How a stream begins, the same for every kind of stream.

One founding event; the same one again changes nothing; another one is refused; and nothing
happens on a stream before it began.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from domain.dates import Instant
from domain.errors import ImpossibleOrder, NeverFounded, SecondFounding
from domain.event import Draft


@dataclass(frozen=True, slots=True)
class Founded:
    """The founding of a stream: since when, and by which draft."""

    since: Instant
    draft: Draft

    @classmethod
    def by(cls, draft: Draft) -> Self:
        """The founding that a draft makes."""
        return cls(draft.envelope.happened.earliest, draft)


def found(founded: Founded | None, draft: Draft) -> tuple[Draft, ...]:
    """Accept a draft as far as its place on the stream goes; nothing when it founded it before."""
    if founded is None:
        raise NeverFounded(
            draft.asked,
            f"{draft.stream} is not in the ledger",
            "Record what it began with first, or correct the name",
        )
    if draft.event.founding:
        if founded.draft == draft:
            return (draft,)
        if founded.draft.says_the_same_as(draft):
            return ()
        raise SecondFounding(
            draft.asked,
            f"{draft.stream} was recorded before with other content (record {founded.draft.id})",
            "Take another name, or change the earlier record with `gestand correct`",
        )
    if draft.envelope.happened.latest < founded.since:
        raise ImpossibleOrder(
            draft.asked,
            f"it is dated {draft.envelope.on}, before {draft.stream} began on {founded.since[:10]}",
            "Correct one of the two dates",
        )
    return (draft,)


@dataclass(frozen=True, slots=True)
class Plain:
    """The state of a stream that has no rules beyond those of its founding."""

    founded: Founded | None = None


INITIAL = Plain()


def evolve(state: Plain, draft: Draft) -> Plain:
    """The state after one more event."""
    if draft.event.founding and state.founded is None:
        return replace(state, founded=Founded.by(draft))
    return state


def decide(state: Plain, draft: Draft) -> tuple[Draft, ...]:
    """Accept what fits the founding of the stream."""
    return found(state.founded, draft)
