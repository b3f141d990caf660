"""How a stream begins once, goes on in order, and ends once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self, TypeVar

from domain.dates import Bounds, Instant, bounds
from domain.errors import (
    ImpossibleOrder,
    NeverFounded,
    NothingToActOn,
    Refused,
    SecondEnding,
    SecondFounding,
)
from domain.streams.event import Draft, Event
from languages import N_

# -- founding ----------------------------------------------------------------------------------
# How a stream begins, the same for every kind of stream.
#
# One founding event; the same one again changes nothing; another one is refused; and nothing
# happens on a stream before it began.


@dataclass(frozen=True, slots=True)
class Founded:
    """The founding of a stream: since when, and by which draft."""

    since: Instant
    draft: Draft

    @classmethod
    def by(cls, draft: Draft) -> Self:
        """The founding that a draft makes."""
        return cls(draft.on.earliest, draft)


def after_founding(founded: Founded | None, draft: Draft) -> tuple[Draft, ...]:
    """Accept a draft as far as its place on the stream goes; nothing when it founded it before."""
    if founded is None:
        raise NeverFounded(
            draft.asked,
            N_("{stream} is not in the ledger").format(stream=draft.stream),
            N_("Record what it began with first, or correct the name"),
        )
    if draft.model.founding:
        if founded.draft == draft:
            return (draft,)
        if founded.draft.says_the_same_as(draft):
            return ()
        raise SecondFounding(
            draft.asked,
            N_("{stream} was recorded before with other content (record {id})").format(
                stream=draft.stream, id=founded.draft.id
            ),
            N_("Take another name, or change the earlier record with `gestand correct`"),
        )
    if draft.on.latest < founded.since:
        raise ImpossibleOrder(
            draft.asked,
            N_("it is dated {on}, before {stream} began on {since}").format(
                on=draft.envelope.on, stream=draft.stream, since=founded.since[:10]
            ),
            N_("Correct one of the two dates"),
        )
    return (draft,)


@dataclass(frozen=True, slots=True)
class Plain:
    """The state of a stream that has no rules beyond those of its founding."""

    founded: Founded | None = None


PLAIN = Plain()


def evolve_plain(state: Plain, draft: Draft) -> Plain:
    """The state after one more event."""
    if draft.model.founding and state.founded is None:
        return replace(state, founded=Founded.by(draft))
    return state


def decide_plain(state: Plain, draft: Draft) -> tuple[Draft, ...]:
    """Accept what fits the founding of the stream."""
    return after_founding(state.founded, draft)


# -- lifetime ----------------------------------------------------------------------------------
# What begins and ends on a stream: mandates, duties, tables, charters, rules and exceptions.
#
# An end needs its beginning, does not lie before it, and happens once. The state keeps every
# draft of the stream, because each decision looks at other ones of them.

Kind = TypeVar("Kind", bound=Event)


@dataclass(frozen=True, slots=True)
class Lifetime:
    """The founding of a stream, since its earliest founding event, and everything on it."""

    founded: Founded | None = None
    drafts: tuple[Draft, ...] = ()

    def of(self, kind: type[Kind]) -> list[tuple[Kind, Draft]]:
        """The events of one kind with their drafts, in the order of recording."""
        return [(draft.event, draft) for draft in self.drafts if isinstance(draft.event, kind)]


LIFETIME = Lifetime()


def evolve_lifetime(state: Lifetime, draft: Draft) -> Lifetime:
    """The state after one more event."""
    founded = state.founded
    if draft.model.founding:
        this = Founded.by(draft)
        founded = (
            this if founded is None else Founded(min(founded.since, this.since), founded.draft)
        )
    return replace(state, founded=founded, drafts=(*state.drafts, draft))


def unless_said_before(state: Lifetime, draft: Draft) -> tuple[Draft, ...]:
    """Accept what may recur; nothing when the same was said before under another id."""
    first = next(earlier for earlier in state.drafts if earlier.says_the_same_as(draft))
    return (draft,) if first == draft else ()


def once(
    earlier: Iterable[Draft], draft: Draft, refusal: type[Refused], remedy: str
) -> tuple[Draft, ...]:
    """Accept what can be said once; nothing when it was said before, a refusal when otherwise.

    earlier: everything on the stream that says it, in the order of recording, `draft` among it.
    """
    first = next(iter(earlier))
    if first == draft:
        return (draft,)
    if first.says_the_same_as(draft):
        return ()
    raise refusal(
        draft.asked,
        N_("it was recorded before with other content (record {id})").format(id=first.id),
        remedy,
    )


def once_ended(ends: Iterable[Draft], draft: Draft) -> tuple[Draft, ...]:
    """Accept an end that happens once; nothing when it was recorded before."""
    remedy = N_("Dispute the earlier record, or change it with `gestand correct`")
    return once(ends, draft, SecondEnding, remedy)


def check_end(begun: Iterable[str], end: str, draft: Draft, what: str) -> None:
    """Refuse an end without a beginning, or before every one of its beginnings.

    begun, end: dates as written. what: of which it is the end, for the message.
    """
    starts: list[Bounds] = [bounds(date) for date in begun]
    if not starts:
        raise NothingToActOn(
            draft.asked,
            N_("there is no {what} on {stream}").format(what=what, stream=draft.stream),
            N_("Record how it began first, or correct the name"),
        )
    start = min(begin.earliest for begin in starts)
    if bounds(end).latest < start:
        raise ImpossibleOrder(
            draft.asked,
            N_("the {what} would end on {end}, before it begins on {start}").format(
                what=what, end=end, start=start[:10]
            ),
            N_(
                "Correct one of the two dates; what never took effect ends on "
                "the day it would begin"
            ),
        )


def check_still_there(ends: Iterable[Draft], draft: Draft) -> None:
    """Refuse what certainly happened after the end of that to which it happened."""
    for end in ends:
        if draft.on.earliest > end.on.latest:
            raise ImpossibleOrder(
                draft.asked,
                N_("{stream} ended on {on} (record {id})").format(
                    stream=draft.stream, on=end.envelope.on, id=end.id
                ),
                N_("Correct one of the two dates, or record what came in its place"),
            )
