"""The promises of bodies to residents, as far as they decide whether promises were kept.

Of a promise the condition needs from when to when it stood in breach, or not established, and when
it fell due. That follows from little of what its rows say: of rows with one shape and one state all
stand alike. So each such sort is judged once, and of the others only days and records are read. A
promise of which other streams have a say (`promise_roles`), or whose successor decides, is made
whole, and judged by the same functions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from domain.dates import FOREVER, Instant, falls_due
from domain.parties import RESIDENTS
from projections.parties import any_of
from projections.promise.judgement import is_unseen
from projections.promise.scoring import pledged
from projections.promise_query import awaits_successor, promises_ever
from projections.promise_roles import derived_again, linked
from projections.report import Question
from projections.rows.frozen import Kept, Texts, changed, faster, literals, outline
from projections.rows.promise import PromiseRow, PromiseTerms

BREACH, DOUBTFUL, UNSEEN, FINE = "breach", "doubtful", "unseen", "fine"
BREACHES = frozenset({"overdue", "broken", "withdrawn", "replaced", "partly", "violated"})


class Standing(NamedTuple):
    """A promise for as long as its status stays the same, and how it stands for the condition.

    word: in breach; doubtful, when it is not established; unseen, when nobody looked into it; fine.
    looked: whether a record shows that somebody followed it. violated: whether it counts until it
    is restored, however long ago that began.
    events: the records about it, that which decides last: for a deadline that passed the making.
    """

    start: Instant
    end: Instant
    word: str
    looked: bool
    violated: bool
    events: tuple[int, ...]


class Pledge(NamedTuple):
    """A promise of a body to residents, with what of it is the same whoever measures.

    made: by what promises are put in order. topic, level: what it is about. rows: it over time, in
    order, as far as it decides anything. moments: when it fell due, was found not kept or had
    lasted, each with the first instant from which on that was so.
    """

    subject: str
    scope: str
    made: tuple[Instant, int]
    topic: str | None
    level: str | None
    rows: list[Standing]
    moments: dict[Instant, Instant]


def pledges(question: Question, scopes: Sequence[str]) -> Iterator[Pledge]:
    """Each promise of a body to residents at some places that may decide something."""
    streams: Iterable[Sequence[Stretch]]
    if question.book.keeps:
        kept = question.book.kept(PromiseRow, None, question.known, homes=scopes)
        streams = Reading(question).streams(kept)
    else:
        streams = _made(question, promises_ever(question, scopes))
    for stretches in streams:
        pledge = _pledge(question, stretches)
        if pledge is not None:
            yield pledge


def rows_of(question: Question, found: Sequence[tuple[Pledge, Standing]]) -> list[PromiseRow]:
    """The rows of promises that stand so, each whole."""
    subjects = sorted({pledge.subject for pledge, _ in found})
    rows = promises_ever(question, subjects=subjects) if subjects else []
    by_start = {(row.subject, row.start): row for row in rows}
    return [by_start[pledge.subject, standing.start] for pledge, standing in found]


class Stretch(NamedTuple):
    """As much of a row of a promise as the condition needs.

    event: the record that opened it. dues: when it fell due, or was found not kept, by this row.
    """

    subject: str
    scope: str
    terms: PromiseTerms
    event: int
    dues: tuple[Instant, ...]
    standing: Standing


def _made(question: Question, rows: Iterable[PromiseRow]) -> Iterable[list[Stretch]]:
    """The same of rows that are made whole, promise after promise."""
    streams: dict[str, list[Stretch]] = defaultdict(list)
    for row in rows:
        standing = Standing(row.start, row.end, *stand(row, question.burden))
        streams[row.subject].append(
            Stretch(row.subject, row.scope, row.terms, row.event, dues(row), standing)
        )
    return streams.values()


def _pledge(question: Question, stretches: Sequence[Stretch]) -> Pledge | None:
    """A promise from all its rows, by their start; None where it decides nothing."""
    first, parties = stretches[0], question.parties
    terms = first.terms
    if not (pledged(terms, parties) and any_of(parties, terms.to, RESIDENTS)):
        return None
    standing = [one.standing for one in stretches]
    deciding = [one for one in standing if one.word != FINE or one.looked]
    if not deciding:
        return None
    made = first.standing.start, first.event
    moments = _moments(stretches)
    return Pledge(first.subject, first.scope, made, terms.topic, terms.level, deciding, moments)


def _moments(stretches: Iterable[Stretch]) -> dict[Instant, Instant]:
    """When it fell due, was found not kept, or had lasted; and from when on that was so.

    A deadline that somebody agreed to move into the past had not passed before they did.
    """
    found: dict[Instant, Instant] = {}
    for one in stretches:
        for due in one.dues:
            found.setdefault(due, max(due, one.standing.start))
        lasted = falls_due(one.terms.until)
        if lasted is not None:
            found[lasted] = lasted
    return found


def stand(row: PromiseRow, burden: str) -> tuple[str, bool, bool, tuple[int, ...]]:
    """How a promise stands for the condition: the rest of a `Standing`."""
    state, events, looked = row.outcome.state, row.events, row.looked_into
    violated = state == "violated"
    if not row.outcome_known:
        return DOUBTFUL, looked, violated, events
    if state not in BREACHES or row.let_off:
        return FINE, looked, violated, events
    if state == "overdue":
        # Nobody did anything: what decides is the promise itself.
        events = (*events[1:], events[0])
    if burden == "open" and is_unseen(state, looked_into=looked):
        return UNSEEN, looked, violated, events
    return BREACH, looked, violated, events


def dues(row: PromiseRow) -> tuple[Instant, ...]:
    """The instants at which it fell due, or was found not kept, by one of its rows."""
    deadline, decided = row.deadline, row.decided
    fell = (deadline.due,) if deadline.passed and deadline.due is not None else ()
    broken = row.outcome.state == "broken" and decided is not None
    return (*fell, decided) if broken and decided is not None else fell


# -- reading -----------------------------------------------------------------------------------
# From what the book keeps, without making a row of each: every text and number of a row of one
# shape stands at one place among its literals.


class Sort(NamedTuple):
    """What rows of promises of one shape and state have in common.

    word, looked, violated: as of a standing. events, dues: the places of what a stretch has.
    transferees: those of the parties that took it over. awaits: whether its successor decides.
    """

    word: str
    looked: bool
    violated: bool
    events: tuple[int, ...]
    dues: tuple[int, ...]
    transferees: tuple[int, ...]
    awaits: bool


class Reading:
    """Promises as the book keeps them, row by row, in no order."""

    def __init__(self, question: Question) -> None:
        self._question = question
        self._linked = linked(question)
        self._outlines: dict[str, tuple[PromiseRow, int]] = {}
        self._sorts: dict[tuple[str, str], Sort] = {}
        self._texts, self._read = Texts(), faster()
        self._spoken_for: set[str] = set()
        self._awaiting: set[str] = set()

    def streams(self, kept: Iterable[Kept]) -> Iterator[Sequence[Stretch]]:
        """The rows of each promise that have begun, by their start; what holds today goes on."""
        today = self._question.today
        streams: dict[str, list[Stretch]] = defaultdict(list)
        said, terms = "", PromiseTerms._make(range(len(PromiseTerms._fields)))
        for one in kept:
            if one.start > today:
                continue
            if one.lasting != said:
                said = one.lasting
                terms = PromiseTerms._make(self._read(said)[0])
            streams[one.subject].append(self._stretch(one, terms))
        others = self._awaiting | derived_again(self._question, self._spoken_for)
        for subject, stretches in streams.items():
            if subject not in others:
                yield sorted(stretches, key=_order)
        rows = promises_ever(self._question, subjects=sorted(others)) if others else ()
        yield from _made(self._question, rows)

    def _stretch(self, kept: Kept, terms: PromiseTerms) -> Stretch:
        said, texts = literals(kept), self._texts
        if kept.shape not in self._outlines:
            outlined: Any = outline(PromiseRow, kept)
            self._outlines[kept.shape] = outlined, outlined.outcome.state
        outlined, place = self._outlines[kept.shape]
        key = kept.shape, said[place]
        sort = self._sorts.get(key)
        if sort is None:
            sort = self._sorts[key] = self._sort(outlined, texts[said[place]])
        if sort.awaits:
            self._awaiting.add(kept.subject)
        if self._linked:
            took_over = (texts[said[place]] for place in sort.transferees)
            if not self._linked.isdisjoint((*terms.by, *terms.to, *took_over)):
                self._spoken_for.add(kept.subject)
        end = FOREVER if kept.end > self._question.today else kept.end
        standing = Standing(
            kept.start,
            end,
            sort.word,
            sort.looked,
            sort.violated,
            tuple([int(said[place]) for place in sort.events]),
        )
        fell = tuple([texts[said[place]] for place in sort.dues])
        return Stretch(kept.subject, kept.scope, terms, kept.event, fell, standing)

    def _sort(self, outlined: PromiseRow, state: str) -> Sort:
        """Rows of a shape and a state; outlined: one with places for texts and numbers."""
        row: Any = changed(outlined, outcome=outlined.outcome._replace(state=state))
        word, looked, violated, events = stand(row, self._question.burden)
        fell: Any = dues(row)
        awaits = awaits_successor(row)
        return Sort(word, looked, violated, events, fell, row.transferees, awaits)


def _order(one: Stretch) -> tuple[Instant, int]:
    return one.standing.start, one.event
