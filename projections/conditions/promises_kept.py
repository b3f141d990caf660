"""`promises-kept`: no promise of the bodies to residents is in breach that nobody made good.

Looked at are those on the charter's topics, for the place or a part of it, that fell due or were
found not kept after the start and in the last `days`; undated ones only when found not kept. A
violated maintenance promise counts until it is restored (METHODS 1, 6). A promise whose deadline
passed in silence, in a ledger that did not hear the promisors, is in no breach and proves nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import chain, product
from operator import attrgetter
from typing import Annotated, NamedTuple

from domain.dates import BEGINNING, FOREVER, Instant, falls_due, last_day, plus_days
from domain.parties import RESIDENTS
from domain.step_function import (
    NO,
    NOTHING,
    UNKNOWN,
    YES,
    StepFunction,
    gathered,
    merged,
    paired,
    together,
)
from domain.value import value_class
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
from projections.geography.relation import WIDER
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
from projections.report import Parties
from projections.rows.frozen import Frozen, fields_of, row_class
from projections.rows.promise import PromiseRow

BREACH, DOUBTFUL, UNSEEN, FINE = "breach", "doubtful", "unseen", "fine"
BREACHES = frozenset({"overdue", "broken", "withdrawn", "replaced", "partly", "violated"})


@value_class
class PromiseSpan:
    """How a promise stands for the condition over a stretch of time.

    word: in breach; doubtful, when it is not established; unseen, when nobody looked into it; fine.
    looked: whether a record shows that somebody followed it.
    events: the records about it, that which decides last: for a deadline that passed the making.
    """

    promise: str
    text: str
    word: str
    looked: bool
    events: tuple[int, ...]


class LookedAt(NamedTuple):
    """A promise over [start, end), while it is looked at, and how it stands for the condition."""

    start: Instant
    end: Instant
    row: PromiseRow
    stand: PromiseSpan


Spans = list[tuple[Instant, Instant]]
Stands = tuple[PromiseSpan, ...]


def promises_kept(yardstick: Measurement, parameters: dict[str, int]) -> Judged:
    """Whether the promises were kept, at every moment; METHODS 6."""
    days, start, end = parameters["days"], yardstick.start, yardstick.end
    looked_at = _looked_at(yardstick, days)
    words = [_worded(looked_at, word, start, end) for word in (BREACH, DOUBTFUL, UNSEEN)]
    undecided = [
        (part.start, part.end)
        for part in together(*words).parts
        if not any(part.value[:2])  # else the promises that somebody followed decide nothing
    ]
    followed = (one for one in looked_at if one.stand.looked)
    looked = gathered(chain.from_iterable(_within(one, undecided) for one in followed), start, end)
    by_sort = together(*words, looked)
    vouching = throughout(vouchers(yardstick, "promise", start, by_topic=True), days)
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
    for start, end, row, stand in _looked_at(yardstick, parameters["days"]):
        if end <= since or stand.word != BREACH:
            continue
        line = promise_line(judged_promise(question, row))
        found = spans.setdefault((row.subject, line), [max(start, since), end])
        found[1] = max(found[1], end)
    for (_, line), (start, end) in sorted(spans.items(), key=lambda span: span[1]):
        yield BreachSpan(**fields_of(line), from_=start[:10], to=last_day(end)[:10])


def beside(yardstick: Measurement, parameters: dict[str, int]) -> PromisesBeside:
    """What stands beside the condition at its last moment, in promises."""
    days = parameters["days"]
    here = [one.stand for one in _at_the_end(yardstick, _looked_at(yardstick, days))]
    recent = {one.promise for one in here}
    return PromisesBeside(
        looked_into=sum(one.looked for one in here),
        not_looked_into=sum(one.word == UNSEEN for one in here),
        not_established=sum(one.word == DOUBTFUL for one in here),
        in_breach=sum(one.word == BREACH for one in here),
        older_breaches=sum(one.promise not in recent for one in _ever_breached(yardstick)),
        wider_breaches=tuple(
            WiderBreach(promise=one.promise, text=one.text)
            for one in sorted(_wider_breaches(yardstick, days), key=attrgetter("promise"))
        ),
    )


def _worded(
    looked_at: Iterable[LookedAt], word: str, start: Instant, end: Instant
) -> StepFunction[Stands]:
    """The promises that stand so, at each moment."""
    stands = ((one.start, one.end, one.stand) for one in looked_at if one.stand.word == word)
    return gathered(stands, start, end)


def _within(one: LookedAt, stretches: Spans) -> Iterator[tuple[Instant, Instant, PromiseSpan]]:
    """A promise while it is looked at, as far as that lies in stretches, which are in order."""
    first = max(bisect_right(stretches, (one.start, FOREVER)) - 1, 0)
    for begin, until in stretches[first : bisect_left(stretches, (one.end, BEGINNING))]:
        if one.start < until:
            yield max(begin, one.start), min(until, one.end), one.stand


def _at_the_end(yardstick: Measurement, looked_at: Iterable[LookedAt]) -> list[LookedAt]:
    """What holds just before the end of the yardstick."""
    return [one for one in looked_at if one.start < yardstick.end <= one.end]


def _judged(by_sort: tuple[Stands, ...], vouched_by: Parties) -> Judgement:
    """The first that applies: a breach, a doubt, nothing to go by, kept, nothing to judge."""
    breaches, doubtful, unseen, looked = by_sort
    if breaches:
        return Judgement(NO, _events(breaches), "promise-in-breach")
    if doubtful:
        return _unknown(doubtful, "promise-not-established", "promise.assessed")
    if unseen and not looked:
        return _unknown(unseen, "promises-not-looked-into", "promise.assessed")
    if not vouched_by:
        why = "promises-not-vouched" if looked else "no-promise-on-record"
        return _unknown(looked, why, "promise")
    if looked:
        return Judgement(YES, _events(looked), vouched_by=vouched_by)
    return Judgement(NOTHING, why="no-promise-fell-due", vouched_by=vouched_by)


def _unknown(stands: Stands, why: str, missing: str) -> Judgement:
    return Judgement(UNKNOWN, _events(stands), why, missing=(missing,))


def _events(stands: Stands) -> tuple[int, ...]:
    """The records about some promises, each once."""
    return tuple(dict.fromkeys(chain.from_iterable(map(attrgetter("events"), stands))))


def _looked_at(yardstick: Measurement, days: int) -> list[LookedAt]:
    """While each promise to the place or a part of it is looked at, by the beginning of that.

    days: for how long after it fell due. What fell due at or before the start is left out.
    """
    geography, scope, start = yardstick.geography, yardstick.scope, yardstick.start

    def find() -> list[LookedAt]:
        found: list[LookedAt] = []
        for rows in _asked_about(yardstick):
            windows = _windows(yardstick, rows, start, days)
            there = _inside(geography, rows[0].scope, scope)
            found += _stretches(yardstick, rows, there, windows)
        return sorted(found, key=attrgetter("start"))

    key = scope, start, yardstick.end, yardstick.topics, yardstick.level, days
    return geography.once(("promises looked at", *key), find)


def _inside(geography: Geography, place: str, scope: str) -> Spans:
    """While a place certainly lies in another."""
    if place not in geography.ever_inside(scope):
        return []
    within = geography.within(place, scope).parts
    return [(part.start, part.end) for part in within if part.value == YES]


def _ever_breached(yardstick: Measurement) -> Iterator[PromiseSpan]:
    """The breaches at the end of promises to the place or a part of it, however old."""
    geography, scope = yardstick.geography, yardstick.scope
    for rows, last in _breached(yardstick):
        there = _inside(geography, rows[0].scope, scope)
        windows = _windows(yardstick, rows, BEGINNING, None)
        found = _at_the_end(yardstick, _stretches(yardstick, [last], there, windows))
        yield from (one.stand for one in found)


def _wider_breaches(yardstick: Measurement, days: int) -> Iterator[PromiseSpan]:
    """The breaches at the end of promises to what certainly covers or touches it (METHODS 2)."""
    for rows, last in _breached(yardstick):
        windows = _windows(yardstick, rows, yardstick.start, days)
        anywhere = _stretches(yardstick, [last], [(BEGINNING, FOREVER)], windows)
        found = _at_the_end(yardstick, anywhere)
        if found and addressed(yardstick.geography, rows[-1], yardstick.scope) in WIDER:
            yield from (one.stand for one in found)


def _breached(yardstick: Measurement) -> Iterator[tuple[list[PromiseRow], PromiseRow]]:
    """The promises asked about that are in breach at the end, with what they are then."""
    burden, end = yardstick.geography.question.burden, yardstick.end
    for rows in _asked_about(yardstick):
        for last in rows:
            if last.start < end <= last.end and _stand(last, burden).word == BREACH:
                yield rows, last


def _stretches(
    yardstick: Measurement, rows: Iterable[PromiseRow], there: Spans, windows: Spans
) -> Iterator[LookedAt]:
    """The stretches in which one promise is looked at: a violated one for as long as it is."""
    burden = yardstick.geography.question.burden
    for row in rows:
        looked_at = [(BEGINNING, FOREVER)] if row.outcome.state == "violated" else windows
        for place, window in product(there, looked_at):
            start = max(row.start, place[0], window[0], yardstick.start)
            end = min(row.end, place[1], window[1], yardstick.end)
            if start < end:
                yield LookedAt(start, end, row, _stand(row, burden))


def _asked_about(yardstick: Measurement) -> Iterator[list[PromiseRow]]:
    """The rows of each promise of a body to residents there on the topics, in order of time."""
    geography, scope = yardstick.geography, yardstick.scope
    for rows in geography.once(("promised", scope), lambda: _promised(geography, scope)):
        terms, begun = rows[0].terms, [row for row in rows if row.start < yardstick.end]
        if (
            begun
            and (not yardstick.topics or terms.topic in yardstick.topics)
            and at_level(yardstick, terms.level)
        ):
            yield begun


def _promised(geography: Geography, scope: str) -> list[list[PromiseRow]]:
    """The rows of each promise of a body to residents in or around a place."""
    question, parties = geography.question, geography.question.parties
    scopes = sorted({*geography.ever_inside(scope), *geography.ever_around(scope)})
    streams: dict[str, list[PromiseRow]] = {}
    for row in promises_ever(question, scopes):
        streams.setdefault(row.subject, []).append(row)
    return [
        rows
        for rows in streams.values()
        if pledged(rows[0].terms, parties) and any_of(parties, rows[0].terms.to, RESIDENTS)
    ]


def _windows(
    yardstick: Measurement, rows: Iterable[PromiseRow], since: Instant, days: int | None
) -> Spans:
    """The stretches in which what became of a promise is looked at, none by a day to come."""
    today = yardstick.geography.question.today
    return merged(
        (begin, FOREVER if days is None else plus_days(moment, days))
        for moment, begin in _moments(rows)
        if since < moment <= today
    )


def _moments(rows: Iterable[PromiseRow]) -> Iterator[tuple[Instant, Instant]]:
    """When it fell due, was found not kept, or had lasted; and from when on that was so.

    A deadline that somebody agreed to move into the past had not passed before they did.
    """
    for row in rows:
        deadline, decided = row.deadline, row.decided
        if deadline.passed and deadline.due:
            yield deadline.due, max(deadline.due, row.start)
        if row.outcome.state == "broken" and decided:
            yield decided, max(decided, row.start)
        lasted = falls_due(row.terms.until)
        if lasted is not None:
            yield lasted, lasted


def _stand(row: PromiseRow, burden: str) -> PromiseSpan:
    promise, text, state = row.promise, row.terms.text, row.outcome.state
    events, looked = row.events, row.looked_into
    if not row.outcome_known:
        return PromiseSpan(promise, text, DOUBTFUL, looked, events)
    if state not in BREACHES or row.let_off:
        return PromiseSpan(promise, text, FINE, looked, events)
    if state == "overdue":
        # Nobody did anything: what decides is the promise itself.
        events = (*events[1:], events[0])
    if burden == "open" and is_unseen(state, looked_into=looked):
        return PromiseSpan(promise, text, UNSEEN, looked, events)
    return PromiseSpan(promise, text, BREACH, looked, events)
