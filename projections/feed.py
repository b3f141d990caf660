"""What there is to tell of a ledger from one moment to the next, as the entries of a feed.

An entry is told of a record, of a correction (once, by the record that tells of it), and of a
promise that fell due or was found broken. Its moment is that of the recording, or of the day, never
that of the asking; and what is told of a day is told when the ledger knew of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Annotated, Literal

from domain.dates import Instant
from projections.promise_query import at_every_moment
from projections.report import Event, Fields, LogLine, On, Parties, Place, Question, Text
from projections.rows.frozen import Frozen, row_class
from projections.rows.promise import PromiseRow

FELL_DUE, FOUND_BROKEN = frozenset({"overdue", "lapsed"}), frozenset({"broken", "violated"})
"""What a promise comes to by its deadline alone, and what it comes to be found."""


@row_class
class Turn(Frozen):
    """A promise that came to be overdue, lapsed, broken or violated on a day."""

    stream: Annotated[str, "the promise, as a stream"]
    status: Annotated[str, "what it came to be (METHODS 1)"]
    on: On
    text: Text
    by: Annotated[Parties, "who made it: parties by their names in the ledger"]
    due: Annotated[str | None, "the deadline as first promised, as written"]
    place: Place
    event: Event


@row_class
class Entry(Frozen):
    """Something to tell, with the moment since which it can be told."""

    updated: Annotated[str, "when it was recorded, or the day came; in UTC"]
    position: Annotated[int, "the record that it is told of, by its place in the ledger"]
    what: Annotated[Literal["recorded", "corrected", "due", "broken"], "what kind of news it is"]
    line: Annotated[LogLine | None, "the record, where it is told of one"]
    turn: Annotated[Turn | None, "what a promise came to be, where it is told of a day"]
    founding: Annotated[Fields, "what the first record of its stream said, as that stood then"]


def of_record(line: LogLine, founding: Fields) -> Entry | None:
    """The entry of a record; None of a retraction if what took the place tells of it.

    founding: what the first record of its stream said, as that stood when the record came.
    """
    correction = line.correction
    if correction and correction.instead not in {None, line.position}:
        return None
    return Entry(
        updated=line.recorded_at,
        position=line.position,
        what="corrected" if correction else "recorded",
        line=line,
        turn=None,
        founding=founding,
    )


def turns(
    question: Question, subjects: Sequence[str], places: Iterable[str] | None
) -> Iterator[Turn]:
    """When promises fell due with nothing established, or were found broken, up to today.

    subjects: the promises, as streams. places: where; None for anywhere.
    """
    wanted = None if places is None else frozenset(places)
    state: dict[str, str] = {}
    for row in at_every_moment(question, subjects=subjects):
        before, now = state.get(row.subject), row.outcome.state
        state[row.subject] = now
        told = now in FELL_DUE | FOUND_BROKEN and now != before
        if told and row.start <= question.so_far and (wanted is None or row.scope in wanted):
            yield _turn(row)


def _turn(row: PromiseRow) -> Turn:
    return Turn(
        stream=row.subject,
        status=row.outcome.state,
        on=row.start,
        text=row.terms.text,
        by=row.terms.by,
        due=row.terms.due,
        place=row.scope,
        event=row.event,
    )


def of_turn(turn: Turn, recorded_at: str, universal: Callable[[Instant], str]) -> Entry:
    """The entry of a turn, told from its moment on, or since the record that it rests on is known.

    universal: a moment in Amsterdam as one in UTC.
    """
    return Entry(
        updated=max(recorded_at, universal(Instant(turn.on))),
        position=turn.event,
        what="due" if turn.status in FELL_DUE else "broken",
        line=None,
        turn=turn,
        founding={},
    )
