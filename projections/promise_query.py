"""Promises of a question: as of its moment, with consent and successors; the view `promises`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache, lru_cache, partial
from typing import Annotated, Any, Generic, NamedTuple, Protocol, TypeVar

from domain.dates import FOREVER, Instant, bounds, is_date, last_day, seconds_before
from projections.geography.geography import Geography
from projections.geography.relation import MAYBE, TOUCHES, WIDER, WITHIN, Relation
from projections.promise.evidence import KEPT
from projections.promise.judgement import is_unseen
from projections.promise.scoring import Doubt, Group, ScoredPromise, doubt, scored_promise
from projections.promise_roles import rows_ever, settled
from projections.report import (
    By,
    Events,
    Parties,
    Place,
    Question,
    Report,
    Text,
    To,
    Topic,
    Window,
    answer,
)
from projections.rows.frozen import Frozen, maker, row_class
from projections.rows.promise import FoundOn, PromiseDeadline, PromiseRow
from projections.rows.span import when

# -- so far ------------------------------------------------------------------------------------
# The rows of promises as far as time has come (METHODS 0, *Days to come*).
#
# No promise counts as due, kept late, held or broken by a day that has not been. So a promise
# stands after today as it stands at the end of today, whatever the dates alone, or records with a
# day to come, would make of it. Every view reads the rows of promises here, given who is whose
# office, heir or spokesman (`settled`).


def at_moment(
    question: Question,
    *,
    scopes: Sequence[str] | None = None,
    subjects: Sequence[str] | None = None,
) -> list[PromiseRow]:
    """The promises at the moment asked about, or at the end of today if that comes first."""
    rows = question.book.at(
        PromiseRow, question.so_far, question.known, scopes=scopes, subjects=subjects
    )
    return settled(question, rows, question.so_far)


def at_every_moment(
    question: Question,
    scopes: Sequence[str] | None = None,
    *,
    subjects: Sequence[str] | None = None,
) -> list[PromiseRow]:
    """The promises at every moment, by their beginning; what holds today goes on after it."""
    kept = (
        rows_ever(question, scopes)
        if subjects is None
        else question.book.ever(PromiseRow, question.known, subjects=subjects)
    )
    rows = settled(question, kept, None)
    today = question.today
    begun = (row for row in rows if row.start <= today)
    return [replace(row, end=FOREVER) if today < row.end < FOREVER else row for row in begun]


# -- succession --------------------------------------------------------------------------------
# What replaced a promise: whether the successor falls due no later (METHODS 1).
#
# A promise that was replaced without consent, on better or the same terms, is out of the score
# only if the successor is due no later: if its last day does not come after that of the promise.
# Of one without a date, or without a last day, that cannot be established. When it falls due
# stands on the successor's own stream, so the two are joined when somebody asks.


def joined(question: Question, rows: Sequence[PromiseRow]) -> list[PromiseRow]:
    """The promises, those whose successor falls due later, or undated, as `replaced`."""
    awaited = [_awaited(row) for row in rows]
    successors = sorted({successor.stream for successor in awaited if successor})
    if not successors:
        return list(rows)
    found = at_moment(question, subjects=successors)
    dues = {row.subject: row.deadline.first for row in found}
    return [
        _judged(row, successor, dues.get(successor.stream)) if successor else row
        for row, successor in zip(rows, awaited, strict=True)
    ]


class AwaitedSuccessor(NamedTuple):
    """What replaced a promise, as a stream, and the instant by which that has to fall due."""

    stream: str
    due: Instant


def _awaited(row: PromiseRow) -> AwaitedSuccessor | None:
    """The successor to which nobody consented; None where it does not matter when it falls due."""
    replacement, due = row.replacement, row.deadline.due
    if replacement is None or due is None or not awaits_successor(row):
        return None
    return AwaitedSuccessor(f"promise/{replacement.successor}", due)


def awaits_successor(row: PromiseRow) -> bool:
    """Whether it decides about a promise when that which replaced it falls due."""
    replacement, due = row.replacement, row.deadline.due
    replaced = row.outcome.state == "superseded" and replacement is not None
    return replaced and due is not None and not (replacement is not None and replacement.agreed)


def _judged(row: PromiseRow, successor: AwaitedSuccessor, due: Instant | None) -> PromiseRow:
    """The row of a promise, given when its successor falls due; None: at no instant."""
    if due is not None and due <= successor.due:
        return row
    why = "undated" if due is None else "later"
    replaced = row.outcome._replace(state="replaced", value=-1.0, bounds=None, resolved=True)
    return replace(row, outcome=replaced, claims=replaced, outcome_known=True, replaced_by=why)


# -- asked -------------------------------------------------------------------------------------
# The promises as every view sees them: the book's rows, joined with what other streams say.


def promises_ever(
    question: Question,
    scopes: Sequence[str] | None = None,
    *,
    subjects: Sequence[str] | None = None,
) -> list[PromiseRow]:
    """The promises at places, or by their streams, at every moment, joined in the same way."""
    return joined(question, at_every_moment(question, scopes, subjects=subjects))


def promises_of(
    question: Question,
    *,
    scopes: Sequence[str] | None = None,
    subjects: Sequence[str] | None = None,
) -> list[PromiseRow]:
    """The promises at a moment, at places or by their streams: with consent, and successors."""

    def find() -> list[PromiseRow]:
        return joined(question, at_moment(question, scopes=scopes, subjects=subjects))

    every = scopes is None and subjects is None
    return question.once("promises", find) if every else find()


def promises_to(geography: Geography, place: str) -> list[tuple[Relation, PromiseRow]]:
    """The promises to a place (as a stream) or a part of it, and to what covers or touches it."""
    question = geography.question
    rows = promises_of(question, scopes=geography.ever_around(place))
    told = [
        (lies, row)
        for found in promises_at(question, rows).values()
        for lies, row in zip(lies_to(geography, found, place), found.rows, strict=True)
        if lies is not None
    ]
    return sorted(told, key=lambda one: one[1].subject)


class Addressed(Protocol):
    """As much of a promise as tells how the place that it was made to lies to another one."""

    @property
    def scope(self) -> str:
        """The place, as a stream."""

    @property
    def on(self) -> str:
        """The day of the making, as written."""

    @property
    def deadline(self) -> PromiseDeadline:
        """When it falls due."""


P = TypeVar("P", bound=Addressed)
Line = TypeVar("Line", bound=Frozen)


class PromisesAt(NamedTuple, Generic[P]):
    """The promises made to one place, as a stream.

    first, last: the first and the last moment at which it matters how that lies to another one.
    """

    scope: str
    rows: Sequence[P]
    first: Instant
    last: Instant


def promises_at(question: Question, rows: Iterable[P]) -> dict[str, PromisesAt[P]]:
    """Promises by the places that they were made to."""
    now = question.as_of
    placed: dict[str, list[P]] = defaultdict(list)
    for row in rows:
        placed[row.scope].append(row)
    found = {}
    for scope, here in placed.items():
        made = [when(row) for row in here]
        # Before the earliest of these deadlines lies the earliest of the last moments.
        dues = [due for row in here if (due := _due_by(row, now)) is not None]
        first = min(now, *(one.earliest for one in made), *([_before(min(dues))] if dues else ()))
        last = max(now, *(one.latest for one in made))
        found[scope] = PromisesAt(scope, here, first, last)
    return found


def lies_to(geography: Geography, found: PromisesAt[Any], place: str) -> list[Relation | None]:
    """How each of the promises made to one place lies to another place, as `addressed`.

    Where nothing moved as long as it matters, what holds of one of them holds of all.
    """
    rows = found.rows
    if geography.stays(found.scope, place, found.first, found.last):
        return [addressed(geography, rows[0], place)] * len(rows)
    if geography.relation(found.scope, place, geography.question.as_of) == WITHIN:
        return [WITHIN] * len(rows)
    lay = cache(partial(_wider, geography, found.scope, place))
    return [_addressed(lay, row, geography.question.as_of) for row in rows]


def addressed(geography: Geography, row: Addressed, place: str) -> Relation | None:
    """How the place to which a promise was made lies to a place; None when it is none of its.

    Within it now; or wider, when it covered or touched the place as the promise was made or on the
    last day before it fell due, and if it has not, now (METHODS 2, which promises). Parts keep
    the promises to what was split, merged areas those to what they were made of. What holds for
    only some readings of the day on which it was made is a maybe.
    """
    now = geography.question.as_of
    if geography.relation(row.scope, place, now) == WITHIN:
        return WITHIN
    return _addressed(partial(_wider, geography, row.scope, place), row, now)


def _addressed(
    lay: Callable[[Instant], Relation | None], row: Addressed, now: Instant
) -> Relation | None:
    """The same of a place that does not lie in the other now; lay: how it did at a moment."""
    then = lay(last_moment_of(row, now))
    if then in WIDER:
        return then
    made = when(row)
    return as_it_lay(then, lay(made.earliest), lay(made.latest))


@cache
def as_it_lay(
    then: Relation | None, first: Relation | None, last: Relation | None
) -> Relation | None:
    """The same, given how it lay before it fell due, and as it was made by each reading."""
    if then in WIDER:
        return then
    if first in WIDER and last in WIDER:
        return first
    return MAYBE if WIDER.union({MAYBE}).intersection({first, last, then}) else None


def _wider(geography: Geography, scope: str, place: str, moment: Instant) -> Relation | None:
    """How a place lay to another in which it does not lie now: a group touched what held it."""
    lies = geography.relation(scope, place, moment, descent=True)
    if lies == WITHIN:
        return TOUCHES if scope.startswith("cohort/") else None
    return lies


def last_moment_of(row: Addressed, now: Instant) -> Instant:
    """The last moment before a promise fell due; now when it is undated or not yet due."""
    due = _due_by(row, now)
    return now if due is None else _before(due)


def _due_by(row: Addressed, now: Instant) -> Instant | None:
    """When a promise fell due; None when it is undated or not yet due."""
    deadline = row.deadline
    due = deadline.due
    return due if deadline.passed and due is not None and due <= now else None


@lru_cache(maxsize=65536)
def _before(due: Instant) -> Instant:
    """The last moment before a deadline."""
    return seconds_before(due, 1)


# -- view --------------------------------------------------------------------------------------
# The view `promises`: every promise with what became of it, filtered.


@row_class
class PromiseLine(Frozen):
    """A promise and what became of it, wherever an answer lists promises."""

    promise: Annotated[str, "the name of the promise in the ledger"]
    text: Text
    by: By
    due: Annotated[str | None, "the deadline as first promised, as written"]
    status: Annotated[str, "its state (METHODS 1)"]
    scored: Annotated[float | None, "what it counts, from -1 to 1; null if it does not"]
    scored_low: Annotated[
        float | None, "the least that it counts, where a count leaves open how much; else null"
    ]
    scored_high: Annotated[
        float | None, "the most that it counts, where a count leaves open how much; else null"
    ]
    group: Annotated[
        Group, "scored, unresolved, not_due, undated, excluded or listed (never scored)"
    ]
    doubt: Annotated[Doubt | None, "why it is not established what became of it"]
    found_by: Annotated[
        Parties,
        "who established that state, or looked and could not tell: all on that basis who agree; "
        "nobody where the dates alone tell, or where such findings differ",
    ]
    basis: Annotated[
        FoundOn | None,
        "on what basis: independent (of promisor and beneficiary), coders (of this ledger, from "
        "its sources; they weigh as independent), beneficiary, promisor (its word against itself, "
        "its own act, or with `--basis claims` its claim), dates (they alone tell, as nobody found "
        "anything else); null where nothing is established",
    ]
    found_on: Annotated[
        str | None,
        "when, as the record has it: of what was done, wholly or in part, the day on which it was "
        "done, else that of the finding or the act",
    ]
    found_in: Annotated[
        int | None,
        "the record that says so, by its place in the ledger; of dates, the last one that shows "
        "that somebody looked, if there is one",
    ]
    found_from: Annotated[tuple[str, ...], "the types of the sources of that record"]
    contested: Annotated[bool, "whether a record on it is disputed or findings differ"]
    claimed: Annotated[str | None, "what the promisor last said of the outcome"]
    postponements: Annotated[int, "how often it was put off without consent in time"]
    redefined: Annotated[int, "how often success was explained otherwise"]
    blocked_by: Annotated[Parties, "all who stand in the way now"]
    replaced_by: Annotated[
        str | None, "undated or later: why better or equal terms do not excuse it; else null"
    ]
    events: Events


@row_class
class ListedPromise(PromiseLine):
    """A promise in the list of promises: also how it was made, and who owes it."""

    made: Annotated[str, "when it was made"]
    due_now: Annotated[
        str | None,
        "the deadline that stands, as moved by consent; as written where nothing moved it; null "
        "without a date",
    ]
    done_on: Annotated[
        str | None, "when it was done, wholly or in part, as the finding that counts has it"
    ]
    criterion: Annotated[str | None, "by what one knows that it was kept"]
    wording: Annotated[str | None, "what was said, verbatim"]
    to: To
    place: Place
    topic: Topic
    strength: Annotated[str, "pledge, target or expectation (never scored)"]
    origin: Annotated[str, "word, agreement, order, ruling or law (the last three never scored)"]
    owed_by: Annotated[Parties, "who owes it now, after delegation or succession"]
    relation: Annotated[
        Relation | None,
        "with `--area`, how its place lies to the area: within it; covers or touches it; or "
        "maybe, a group of which it is only not excluded that it touches it; else null",
    ]


Filter = Callable[[ScoredPromise], bool]

FILTERS: dict[str, Filter] = {
    "overdue": lambda one: one.state == "overdue",
    "postponed": lambda one: one.row.deadline.postponements > 0 or one.row.deadline.moved,
    "undated": lambda one: one.row.deadline.first is None,
    "not-looked-into": lambda one: (
        one.row.deadline.passed and is_unseen(one.state, looked_into=one.row.looked_into)
    ),
    "contested": lambda one: one.row.contested,
    "blocked": lambda one: bool(one.row.blocked_by),
}
"""The filters that can be switched on, by the name of their option."""


class Wanted(NamedTuple):
    """Which promises are asked for; what is left out leaves none out.

    state: one of METHODS 1, or `unresolved`: not established what became of it. made, due: by one
    of the days on which it was made, or first fell due. words: all of them in what was promised,
    in what was said or in the criterion. found_by: who established what became of it. filters:
    names in `FILTERS`.
    """

    state: str | None = None
    promisor: str | None = None
    topic: str | None = None
    made: Window | None = None
    due: Window | None = None
    words: Sequence[str] = ()
    found_by: str | None = None
    filters: Sequence[str] = ()

    def includes(self, one: ScoredPromise) -> bool:
        """Whether a promise is one of those."""
        terms = one.row.terms
        return (
            self.state in {None, one.group if self.state == "unresolved" else one.state}
            and (self.promisor is None or self.promisor in terms.by)
            and self.topic in {None, terms.topic}
            and _lies_in(self.made, one.row.on)
            and _lies_in(self.due, terms.due)
            and (not self.words or says_all(self.words, terms.text, terms.criterion, terms.wording))
            and (self.found_by is None or self.found_by in one.found.by)
            and all(FILTERS[name](one) for name in self.filters)
        )


def says_all(words: Sequence[str], *texts: str | None) -> bool:
    """Whether all words stand in texts together, in capitals or not."""
    told = "\n".join(text for text in texts if text).casefold()
    return all(word.casefold() in told for word in words)


def _lies_in(window: Window | None, date: str | None) -> bool:
    """Whether some of the days of a date lie in a window; never of what is no date."""
    if window is None:
        return True
    if date is None or not is_date(date):
        return False
    days = bounds(date)
    return window.start <= days.latest and days.earliest < window.end


def promises_view(
    question: Question, wanted: Wanted, *, area: str | None = None
) -> Report[ListedPromise]:
    """List promises by their deadline: to an area and wider ones that cover it, or all."""
    lies: dict[str, Relation] = {}
    if area is None:
        rows = promises_of(question)
    else:
        found = promises_to(Geography(question), f"area/{area}")
        rows = [row for _, row in found]
        lies = {row.subject: relation for relation, row in found}
    chosen = [one for one in map(partial(judged_promise, question), rows) if wanted.includes(one)]
    chosen.sort(key=_order)
    make = making(ListedPromise, len(chosen))
    lines = [make(*_listed_values(one, lies.get(one.row.subject))) for one in chosen]
    return answer(question, "promises", lines, ListedPromise)


def judged_promise(question: Question, row: PromiseRow) -> ScoredPromise:
    """What a promise counts by the evidence."""
    return scored_promise(
        row, question.parties, burden=question.burden, basis="evidence", coders=question.coders
    )


def lines_of(question: Question, subjects: Sequence[str]) -> list[PromiseLine]:
    """What became of some promises, by their streams."""
    rows = promises_of(question, subjects=subjects)
    return [promise_line(judged_promise(question, row)) for row in rows]


def listed_promises(question: Question, subjects: Sequence[str]) -> list[ListedPromise]:
    """The same as the list of promises has it, without how their places lie to one."""
    rows = promises_of(question, subjects=subjects)
    make = making(ListedPromise, len(rows))
    return [make(*_listed_values(judged_promise(question, row), None)) for row in rows]


def _order(one: ScoredPromise) -> tuple[bool, str, str, str]:
    """By the deadline; those without one after all others, by the day on which they were made."""
    due, made = one.row.deadline.first, when(one.row).earliest
    return (due is None, due or "", made, one.promise)


def unseen(one: ScoredPromise) -> bool:
    """Whether nobody said anything of what became of a promise: the dates alone tell."""
    found = one.found
    return found.basis in {None, "dates"} and not one.row.claimed and not found.by


MANY_LINES = 300
"""From so many lines on it is worth waiting for what makes them faster."""


def making(kind: type[Line], lines: int) -> Callable[..., Line]:
    """What makes so many lines of a class, each of its values in order."""
    return maker(kind) if lines > MANY_LINES else kind


def promise_line(one: ScoredPromise) -> PromiseLine:
    """A promise as every list of promises tells of it."""
    return PromiseLine(*line_values(one))


def line_values(one: ScoredPromise) -> tuple[Any, ...]:
    """The values of that line, with which those of longer lines begin.

    In their order, as there may be hundreds of thousands of such lines in an answer.
    """
    row, terms, found = one.row, one.row.terms, one.found
    low, high = one.bounds or (None, None)
    return (
        one.promise,
        terms.text,
        terms.by,
        terms.due,
        one.state,
        one.value,
        low,
        high,
        one.group,
        doubt(one),
        found.by,
        found.basis,
        found.on,
        found.event,
        found.sources,
        row.contested,
        row.claimed,
        row.deadline.postponements,
        row.redefined,
        row.blocked_by,
        row.replaced_by,
        row.events,
    )


def due_now(row: PromiseRow) -> str | None:
    """The deadline that stands: as written, or where consent or a halt moved it as a day."""
    deadline = row.deadline
    if not deadline.moved:
        return row.terms.due if deadline.first else None
    return last_day(deadline.due) if deadline.due and deadline.due != FOREVER else None


def _listed_values(one: ScoredPromise, relation: Relation | None) -> tuple[Any, ...]:
    """The values of a promise in the list of promises, in their order."""
    row, terms = one.row, one.row.terms
    return (
        *line_values(one),
        row.on,
        due_now(row),
        one.found.on if one.state in KEPT | {"partly"} else None,
        terms.criterion,
        terms.wording,
        terms.to,
        row.scope,
        terms.topic,
        terms.strength,
        terms.origin,
        row.owed_by,
        relation,
    )
