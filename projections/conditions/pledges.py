"""The promises of bodies to residents, as far as they decide whether promises were kept.

Of a promise the condition needs from when to when it stood in breach, or not established, and when
it fell due. That follows from little of what its rows say: of rows with one shape and one state all
stand alike. So each such sort is judged once, and of the others only days and records are read. A
promise of which other streams have a say (`promise_roles`), or whose successor decides, is made
whole, and judged by the same functions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
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

    event: the record that opened it. word: in breach; doubtful, when it is not established; unseen,
    when nobody looked into it; fine. looked: whether a record shows that somebody followed it.
    violated: whether it counts until it is restored, however long ago that began.
    events: the records about it, that which decides last: for a deadline that passed the making.
    dues: when it fell due, or was found not kept, by this row.
    """

    start: Instant
    end: Instant
    event: int
    word: str
    looked: bool
    violated: bool
    events: tuple[int, ...]
    dues: tuple[Instant, ...]


class Told(NamedTuple):
    """A promise with how it stood at every moment, in order."""

    subject: str
    scope: str
    terms: PromiseTerms
    rows: list[Standing]


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
    every: Iterable[Told]
    if question.book.keeps:
        kept = question.book.kept(PromiseRow, None, question.known, homes=scopes)
        every = Reading(question).promises(kept)
    else:
        every = told_whole(question, promises_ever(question, scopes))
    parties = question.parties
    asked: dict[tuple[object, ...], bool] = {}
    for told in every:
        terms = told.terms
        key = *terms.by, None, *terms.to, terms.strength, terms.origin
        if key not in asked:
            asked[key] = pledged(terms, parties) and any_of(parties, terms.to, RESIDENTS)
        deciding = [one for one in told.rows if one.word != FINE or one.looked]
        if asked[key] and deciding:
            made = told.rows[0].start, told.rows[0].event
            moments = _moments(terms, told.rows)
            yield Pledge(
                told.subject, told.scope, made, terms.topic, terms.level, deciding, moments
            )


def rows_of(question: Question, found: Sequence[tuple[Pledge, Standing]]) -> list[PromiseRow]:
    """The rows of promises that stand so, each whole."""
    subjects = sorted({pledge.subject for pledge, _ in found})
    rows = promises_ever(question, subjects=subjects) if subjects else []
    by_start = {(row.subject, row.start): row for row in rows}
    return [by_start[pledge.subject, standing.start] for pledge, standing in found]


def told_whole(question: Question, rows: Iterable[PromiseRow]) -> Iterable[Told]:
    """Promises of which the rows are made whole, by their start."""
    every: dict[str, Told] = {}
    for row in rows:
        standing = Standing(row.start, row.end, row.event, *stand(row, question.burden), dues(row))
        every.setdefault(row.subject, Told(row.subject, row.scope, row.terms, []))
        every[row.subject].rows.append(standing)
    return every.values()


def _moments(terms: PromiseTerms, rows: Iterable[Standing]) -> dict[Instant, Instant]:
    """When it fell due, was found not kept, or had lasted; and from when on that was so.

    A deadline that somebody agreed to move into the past had not passed before they did.
    """
    found: dict[Instant, Instant] = {}
    for one in rows:
        for due in one.dues:
            found.setdefault(due, max(due, one.start))
    lasted = falls_due(terms.until)
    return found if lasted is None else found | {lasted: lasted}


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


class Outline(NamedTuple):
    """A row of one shape, with places in place of texts and numbers, and the sort of each state."""

    row: Any
    state: int
    sorts: dict[str, Sort]


class Reading:
    """Promises as the book keeps them, row by row, in no order."""

    def __init__(self, question: Question) -> None:
        self._question = question
        self._linked = linked(question)
        self._outlines: dict[str, Outline] = {}
        self._texts = Texts()

    def promises(self, kept: Iterable[Kept]) -> Iterator[Told]:
        """The promises with the rows that have begun, by their start; what holds today goes on."""
        today, linked_parties, texts, read = (
            self._question.today, self._linked, self._texts, faster()
        )  # fmt: skip
        every: dict[str, Told] = {}
        awaiting, spoken_for = set[str](), set[str]()
        for one in kept:
            if one.start > today:
                continue
            told = every.get(one.subject)
            if told is None:
                terms = PromiseTerms._make(read(one.lasting)[0])
                told = every[one.subject] = Told(one.subject, one.scope, terms, [])
                if not linked_parties.isdisjoint((*terms.by, *terms.to)):
                    spoken_for.add(one.subject)
            said = literals(one)
            sort = self._sort(one, said)
            if sort.awaits:
                awaiting.add(one.subject)
            took_over = [texts[said[place]] for place in sort.transferees]
            if not linked_parties.isdisjoint(took_over):
                spoken_for.add(one.subject)
            standing = (
                one.start,
                FOREVER if one.end > today else one.end,
                one.event,
                sort.word,
                sort.looked,
                sort.violated,
                tuple([int(said[place]) for place in sort.events]),
                tuple([texts[said[place]] for place in sort.dues]) if sort.dues else (),
            )
            told.rows.append(Standing._make(standing))
        others = awaiting | derived_again(self._question, spoken_for)
        for subject, told in every.items():
            if subject not in others:
                told.rows.sort(key=_order)
                yield told
        rows = promises_ever(self._question, subjects=sorted(others)) if others else ()
        yield from told_whole(self._question, rows)

    def _sort(self, kept: Kept, said: Sequence[str]) -> Sort:
        """The sort of a row; said: its texts and numbers."""
        found = self._outlines.get(kept.shape)
        if found is None:
            row: Any = outline(PromiseRow, kept)
            found = self._outlines[kept.shape] = Outline(row, row.outcome.state, {})
        state = said[found.state]
        if state not in found.sorts:
            outcome = found.row.outcome._replace(state=self._texts[state])
            like = changed(found.row, outcome=outcome)
            fell: Any = dues(like)
            stands = stand(like, self._question.burden)
            found.sorts[state] = Sort(*stands, fell, like.transferees, awaits_successor(like))
        return found.sorts[state]


_order = attrgetter("start", "event")
