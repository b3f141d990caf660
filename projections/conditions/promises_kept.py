"""`promises-kept`: no promise of the bodies to residents is in breach that nobody made good.

Looked at are those on the charter's topics, for the place or a part of it, that fell due or were
found not kept after the start and in the last `days`; undated ones only when found not kept. A
violated maintenance promise counts until it is restored (METHODS 1, 6). A promise whose deadline
passed in silence, in a ledger that did not hear the promisors, is in no breach and proves nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, product
from operator import attrgetter, itemgetter
from typing import Annotated, NamedTuple

from domain.dates import BEGINNING, FOREVER, Instant, falls_due, last_day, plus_days
from domain.parties import RESIDENTS
from domain.step_function import (
    NO,
    NOTHING,
    UNKNOWN,
    YES,
    StepFunction,
    merged,
    paired,
    together,
)
from projections.charter import Measurement
from projections.conditions.condition import (
    Judged,
    Judgement,
    at_level,
    throughout,
    vouchers,
    with_word,
)
from projections.geography.geography import Geography
from projections.geography.relation import WIDER, WITHIN
from projections.parties import any_of
from projections.promise.judgement import is_unseen
from projections.promise.scoring import pledged
from projections.promise_query import (
    PromiseLine,
    addressed,
    judged_promise,
    promise_line,
    promises_ever,
)
from projections.report import Parties, Question
from projections.roll import Records, Stay, rolled
from projections.rows.frozen import Frozen, fields_of, row_class
from projections.rows.promise import PromiseRow

BREACH, DOUBTFUL, UNSEEN, FINE = "breach", "doubtful", "unseen", "fine"
BREACHES = frozenset({"overdue", "broken", "withdrawn", "replaced", "partly", "violated"})

Spans = list[tuple[Instant, Instant]]

EVER: Spans = [(BEGINNING, FOREVER)]


class Standing(NamedTuple):
    """A promise for as long as its status stays the same, and how it stands for the condition.

    word: in breach; doubtful, when it is not established; unseen, when nobody looked into it; fine.
    looked: whether a record shows that somebody followed it.
    events: the records about it, that which decides last: for a deadline that passed the making.
    """

    row: PromiseRow
    word: str
    looked: bool
    events: tuple[int, ...]


class Pledge(NamedTuple):
    """A promise of a body to residents, with what of it is the same whoever measures.

    made: by what promises are put in order. topic, level: what it is about. rows: it over time, in
    order, as far as it decides anything. moments: when it fell due, was found not kept or had
    lasted, each with the first instant from which on that was so.
    """

    made: tuple[Instant, int]
    topic: str | None
    level: str | None
    rows: list[Standing]
    moments: dict[Instant, Instant]


class LookedAt(NamedTuple):
    """A promise over [start, end), while it is looked at; made: by what it is put in order."""

    start: Instant
    end: Instant
    made: tuple[Instant, int]
    standing: Standing


def promises_kept(yardstick: Measurement, parameters: dict[str, int]) -> Judged:
    """Whether the promises were kept, at every moment; METHODS 6."""
    days, start, end = parameters["days"], yardstick.start, yardstick.end
    looked_at = _looked_at(yardstick, days)
    undecided: Spans = [(start, end)]
    sorts: list[StepFunction[Records]] = []
    for word in (BREACH, DOUBTFUL):
        stands = (one for one in looked_at if one.standing.word == word)
        sorts.append(_gathered(stands, undecided, start, end))
        # While some promise decides, those of a later sort decide nothing.
        undecided = [part[:2] for part in together(*sorts).parts if not any(part.value)]
    unseen = (one for one in looked_at if one.standing.word == UNSEEN)
    followed = (one for one in looked_at if one.standing.looked)
    sorts += (_gathered(stands, undecided, start, end) for stands in (unseen, followed))
    vouching = throughout(vouchers(yardstick, "promise", start, by_topic=True), days)
    by_sort = together(*sorts)
    return with_word(paired(by_sort, vouching).change(lambda now: _judged(*now)), vouching)


@row_class
class WiderBreach(Frozen):
    """A promise to a wider place that is in breach."""

    promise: Annotated[str, "the promise, by its name in the ledger"]
    text: Annotated[str, "what was promised, in our words"]


@row_class
class PromisesBeside(Frozen):
    """What stands beside the condition at its last moment, in promises."""

    looked_into: Annotated[int, "promises looked at that somebody followed"]
    not_looked_into: Annotated[int, "promises looked at whose deadline passed in silence"]
    not_established: Annotated[int, "promises looked at of which it is not established what became"]
    in_breach: Annotated[int, "promises looked at that were not kept and not made good"]
    older_breaches: Annotated[
        int, "promises never made good that are no longer looked at, also from before the start"
    ]
    wider_breaches: Annotated[
        tuple[WiderBreach, ...], "promises to a wider place that are in breach"
    ]


@row_class
class BreachSpan(PromiseLine):
    """A promise in breach from when to when, with who found that, on what basis and when."""

    from_: Annotated[str, "the first day on which it counts"]
    to: Annotated[str, "the last day, included"]


def breaches(
    yardstick: Measurement, parameters: dict[str, int], since: Instant
) -> Iterator[BreachSpan]:
    """The promises in breach by some terms of the yardstick, since they hold, by their start."""
    question = yardstick.geography.question
    spans: dict[tuple[str, PromiseLine], list[Instant]] = {}
    for start, end, _, (row, word, *_) in _looked_at(yardstick, parameters["days"]):
        if end <= since or word != BREACH:
            continue
        line = promise_line(judged_promise(question, row))
        found = spans.setdefault((row.subject, line), [max(start, since), end])
        found[1] = max(found[1], end)
    for (_, line), (start, end) in sorted(spans.items(), key=lambda span: span[1]):
        yield BreachSpan(**fields_of(line), from_=start[:10], to=last_day(end)[:10])


def beside(yardstick: Measurement, parameters: dict[str, int]) -> PromisesBeside:
    """What stands beside the condition at its last moment, in promises."""
    days = parameters["days"]
    return yardstick.once(("beside promises", days), lambda: _beside(yardstick, days))


def _beside(yardstick: Measurement, days: int) -> PromisesBeside:
    here = _at_the_end(yardstick, _looked_at(yardstick, days))
    recent = {one.row.subject for one in here if one.word == BREACH}
    return PromisesBeside(
        looked_into=sum(one.looked for one in here),
        not_looked_into=sum(one.word == UNSEEN for one in here),
        not_established=sum(one.word == DOUBTFUL for one in here),
        in_breach=sum(one.word == BREACH for one in here),
        older_breaches=_older_breaches(yardstick, recent),
        wider_breaches=tuple(
            WiderBreach(promise=one.promise, text=one.terms.text)
            for one in sorted(_wider_breaches(yardstick, days), key=attrgetter("promise"))
        ),
    )


def _gathered(
    looked_at: Iterable[LookedAt], stretches: Spans, start: Instant, end: Instant
) -> StepFunction[Records]:
    """The records about some promises while they are looked at, within stretches; else none.

    No record is about two of them, so each comes once.
    """
    within = (_within(one, stretches) for one in looked_at) if stretches else ()
    return rolled(chain.from_iterable(within), start, end)


def _within(one: LookedAt, stretches: Spans) -> Iterator[Stay]:
    """A promise while it is looked at, as far as that lies in stretches, which are in order."""
    first = max(bisect_right(stretches, (one.start, FOREVER)) - 1, 0)
    for begin, until in stretches[first : bisect_left(stretches, (one.end, BEGINNING))]:
        if one.start < until:
            yield max(begin, one.start), min(until, one.end), one.standing.events


def _at_the_end(yardstick: Measurement, looked_at: Iterable[LookedAt]) -> list[Standing]:
    """What holds just before the end of the yardstick."""
    return [one.standing for one in looked_at if one.start < yardstick.end <= one.end]


def _judged(by_sort: tuple[Records, ...], vouched_by: Parties) -> Judgement:
    """The first that applies: a breach, a doubt, nothing to go by, kept, nothing to judge."""
    breaches, doubtful, unseen, looked = by_sort
    if breaches:
        return Judgement(NO, breaches, "promise-in-breach")
    if doubtful:
        return _unknown(doubtful, "promise-not-established", "promise.assessed")
    if unseen and not looked:
        return _unknown(unseen, "promises-not-looked-into", "promise.assessed")
    if not vouched_by:
        why = "promises-not-vouched" if looked else "no-promise-on-record"
        return _unknown(looked, why, "promise")
    if looked:
        return Judgement(YES, looked, vouched_by=vouched_by)
    return Judgement(NOTHING, why="no-promise-fell-due", vouched_by=vouched_by)


def _unknown(records: Records, why: str, missing: str) -> Judgement:
    return Judgement(UNKNOWN, records, why, missing=(missing,))


# -- looked at ---------------------------------------------------------------------------------
# Which promises a yardstick looks at, and when.


def _looked_at(yardstick: Measurement, days: int) -> list[LookedAt]:
    """While each promise to the place or a part of it is looked at, by the beginning of that.

    days: for how long after it fell due. What fell due at or before the start is left out.
    """

    def find() -> list[LookedAt]:
        found: list[LookedAt] = []
        for pledge, there in _here(yardstick):
            windows = _windows(yardstick, pledge, yardstick.start, days)
            found += _stretches(yardstick, pledge, there, windows)
        return sorted(found, key=itemgetter(0, 2))

    return yardstick.once(("promises looked at", days), find)


def _here(yardstick: Measurement) -> Iterator[tuple[Pledge, Spans]]:
    """The promises asked about to the place or a part of it, with while that lay in it."""
    geography, scope = yardstick.geography, yardstick.scope
    inside = geography.ever_inside(scope)
    for place, pledges in _promised(geography, scope):
        there = _inside(geography, place, scope) if pledges and place in inside else []
        if there:
            yield from ((pledge, there) for pledge in pledges if _is_asked(yardstick, pledge))


def _inside(geography: Geography, place: str, scope: str) -> Spans:
    """While a place certainly lies in another."""
    within = geography.within(place, scope).parts
    return [(part.start, part.end) for part in within if part.value == YES]


def _older_breaches(yardstick: Measurement, recent: set[str]) -> int:
    """How many other promises here are in breach at the end, however long ago they fell due."""
    older = 0
    for pledge, there in _here(yardstick):
        last = _breached(yardstick, pledge)
        if last is not None and last.row.subject not in recent:
            windows = _windows(yardstick, pledge, BEGINNING, None)
            only = pledge._replace(rows=[last])
            older += len(_at_the_end(yardstick, _stretches(yardstick, only, there, windows)))
    return older


def _wider_breaches(yardstick: Measurement, days: int) -> Iterator[PromiseRow]:
    """The breaches at the end of promises to what certainly covers or touches it (METHODS 2)."""
    geography, scope = yardstick.geography, yardstick.scope
    now = geography.question.as_of
    for place, pledges in _promised(geography, scope):
        if not pledges or geography.relation(place, scope, now) == WITHIN:
            continue  # so none of them is to what is wider
        for pledge in pledges:
            last = _breached(yardstick, pledge) if _is_asked(yardstick, pledge) else None
            if last is None:
                continue
            windows = _windows(yardstick, pledge, yardstick.start, days)
            only = pledge._replace(rows=[last])
            found = _at_the_end(yardstick, _stretches(yardstick, only, EVER, windows))
            if found and addressed(geography, last.row, scope) in WIDER:
                yield from (one.row for one in found)


def _breached(yardstick: Measurement, pledge: Pledge) -> Standing | None:
    """What a promise is at the end, if that is in breach."""
    for one in pledge.rows:
        if one.word == BREACH and one.row.start < yardstick.end <= one.row.end:
            return one
    return None


def _stretches(
    yardstick: Measurement, pledge: Pledge, there: Spans, windows: Spans
) -> Iterator[LookedAt]:
    """The stretches in which one promise is looked at: a violated one for as long as it is."""
    for standing in pledge.rows:
        row = standing.row
        looked_at = EVER if row.outcome.state == "violated" else windows
        for place, window in product(there, looked_at):
            start = max(row.start, place[0], window[0], yardstick.start)
            end = min(row.end, place[1], window[1], yardstick.end)
            if start < end:
                yield LookedAt(start, end, pledge.made, standing)


def _is_asked(yardstick: Measurement, pledge: Pledge) -> bool:
    """Whether a promise is on the topics, and at the level, of a yardstick."""
    topics = yardstick.topics
    return (not topics or pledge.topic in topics) and at_level(yardstick, pledge.level)


def _promised(geography: Geography, scope: str) -> list[tuple[str, list[Pledge]]]:
    """The promises of bodies to residents at each place in or around a place.

    Those at a place are read once a question: places lie in each other.
    """
    question = geography.question
    known: dict[str, list[Pledge]] = question.once("promised at", dict)
    scopes = sorted({*geography.ever_inside(scope), *geography.ever_around(scope)})
    fresh = [place for place in scopes if place not in known]
    known.update((place, []) for place in fresh)
    for place, pledge in _pledges(question, fresh) if fresh else ():
        known[place].append(pledge)
    return [(place, known[place]) for place in scopes]


def _pledges(question: Question, scopes: Sequence[str]) -> Iterator[tuple[str, Pledge]]:
    """Each promise of a body to residents at some places that may decide something."""
    parties, burden = question.parties, question.burden
    streams: dict[str, list[PromiseRow]] = {}
    for row in promises_ever(question, scopes):
        streams.setdefault(row.subject, []).append(row)
    for rows in streams.values():
        first, terms = rows[0], rows[0].terms
        if pledged(terms, parties) and any_of(parties, terms.to, RESIDENTS):
            standing = [Standing(row, *_stand(row, burden)) for row in rows]
            deciding = [one for one in standing if one.word != FINE or one.looked]
            if deciding:
                made = first.start, first.event
                yield (
                    first.scope,
                    Pledge(made, terms.topic, terms.level, deciding, _moments(rows)),
                )


def _windows(yardstick: Measurement, pledge: Pledge, since: Instant, days: int | None) -> Spans:
    """The stretches in which what became of a promise is looked at, none by a day to come."""
    today = yardstick.geography.question.today
    return merged(
        (begin, FOREVER if days is None else plus_days(moment, days))
        for moment, begin in pledge.moments.items()
        if since < moment <= today
    )


def _moments(rows: Iterable[PromiseRow]) -> dict[Instant, Instant]:
    """When it fell due, was found not kept, or had lasted; and from when on that was so.

    A deadline that somebody agreed to move into the past had not passed before they did.
    """
    found: dict[Instant, Instant] = {}
    for row in rows:
        deadline, decided = row.deadline, row.decided
        if deadline.passed and deadline.due:
            found.setdefault(deadline.due, max(deadline.due, row.start))
        if row.outcome.state == "broken" and decided:
            found.setdefault(decided, max(decided, row.start))
        lasted = falls_due(row.terms.until)
        if lasted is not None:
            found[lasted] = lasted
    return found


def _stand(row: PromiseRow, burden: str) -> tuple[str, bool, tuple[int, ...]]:
    """How a promise stands for the condition: the rest of a `Standing`."""
    state, events, looked = row.outcome.state, row.events, row.looked_into
    if not row.outcome_known:
        return DOUBTFUL, looked, events
    if state not in BREACHES or row.let_off:
        return FINE, looked, events
    if state == "overdue":
        # Nobody did anything: what decides is the promise itself.
        events = (*events[1:], events[0])
    if burden == "open" and is_unseen(state, looked_into=looked):
        return UNSEEN, looked, events
    return BREACH, looked, events
