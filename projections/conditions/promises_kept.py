"""`promises-kept`: no promise of the bodies to residents is in breach that nobody made good.

Looked at are those on the charter's topics, for the place or a part of it, that fell due or were
found not kept after the start and in the last `days`; undated ones only when found not kept. A
violated maintenance promise counts until it is restored (METHODS 1, 6). A promise whose deadline
passed in silence, in a ledger that did not hear the promisors, is in no breach and proves nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, product
from operator import attrgetter, itemgetter
from typing import Annotated, NamedTuple

from domain.dates import BEGINNING, FOREVER, Instant, last_day, plus_days
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
from projections.conditions.pledges import (
    BREACH,
    DOUBTFUL,
    UNSEEN,
    Pledge,
    Standing,
    pledges,
    rows_of,
)
from projections.geography.geography import Geography
from projections.geography.relation import WIDER
from projections.promise_query import PromiseLine, addressed, judged_promise, promise_line
from projections.report import Parties
from projections.roll import Records, Stay, rolled
from projections.rows.frozen import Frozen, fields_of, row_class
from projections.rows.promise import PromiseRow

Spans = list[tuple[Instant, Instant]]

EVER: Spans = [(BEGINNING, FOREVER)]


class LookedAt(NamedTuple):
    """A promise over [start, end), while it is looked at; made: by what it is put in order."""

    start: Instant
    end: Instant
    made: tuple[Instant, int]
    pledge: Pledge
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
    looked_at = [
        one
        for one in _looked_at(yardstick, parameters["days"])
        if one.end > since and one.standing.word == BREACH
    ]
    rows = rows_of(question, [(one.pledge, one.standing) for one in looked_at])
    spans: dict[tuple[str, PromiseLine], list[Instant]] = {}
    for one, row in zip(looked_at, rows, strict=True):
        line = promise_line(judged_promise(question, row))
        found = spans.setdefault((row.subject, line), [max(one.start, since), one.end])
        found[1] = max(found[1], one.end)
    for (_, line), (start, end) in sorted(spans.items(), key=lambda span: span[1]):
        yield BreachSpan(**fields_of(line), from_=start[:10], to=last_day(end)[:10])


def beside(yardstick: Measurement, parameters: dict[str, int]) -> PromisesBeside:
    """What stands beside the condition at its last moment, in promises."""
    days = parameters["days"]
    return yardstick.once(("beside promises", days), lambda: _beside(yardstick, days))


def _beside(yardstick: Measurement, days: int) -> PromisesBeside:
    here = _at_the_end(yardstick, _looked_at(yardstick, days))
    words = Counter(one.standing.word for one in here)
    recent = {one.pledge.subject for one in here if one.standing.word == BREACH}
    return PromisesBeside(
        looked_into=sum(one.standing.looked for one in here),
        not_looked_into=words[UNSEEN],
        not_established=words[DOUBTFUL],
        in_breach=words[BREACH],
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


def _at_the_end(yardstick: Measurement, looked_at: Iterable[LookedAt]) -> list[LookedAt]:
    """What holds just before the end of the yardstick."""
    return [one for one in looked_at if one.start < yardstick.end <= one.end]


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
    for place, made in _promised(geography, scope):
        there = _inside(geography, place, scope) if made and place in inside else []
        if there:
            yield from ((pledge, there) for pledge in made if _is_asked(yardstick, pledge))


def _inside(geography: Geography, place: str, scope: str) -> Spans:
    """While a place certainly lies in another."""
    within = geography.within(place, scope).parts
    return [(part.start, part.end) for part in within if part.value == YES]


def _older_breaches(yardstick: Measurement, recent: set[str]) -> int:
    """How many other promises here are in breach at the end, however long ago they fell due."""
    older = 0
    for pledge, there in _here(yardstick):
        last = _breached(yardstick, pledge)
        if last is not None and pledge.subject not in recent:
            windows = _windows(yardstick, pledge, BEGINNING, None)
            only = pledge._replace(rows=[last])
            older += len(_at_the_end(yardstick, _stretches(yardstick, only, there, windows)))
    return older


def _wider_breaches(yardstick: Measurement, days: int) -> Iterator[PromiseRow]:
    """The breaches at the end of promises to what certainly covers or touches it (METHODS 2)."""
    geography, scope = yardstick.geography, yardstick.scope
    question, inside = geography.question, geography.ever_inside(scope)
    last: list[tuple[Pledge, Standing]] = []
    for place, made in _promised(geography, scope):
        if place in inside and geography.within(place, scope).at(question.as_of) == YES:
            continue  # so none of them is to what is wider
        for pledge in made:
            one = _breached(yardstick, pledge) if _is_asked(yardstick, pledge) else None
            if one is None:
                continue
            windows = _windows(yardstick, pledge, yardstick.start, days)
            only = pledge._replace(rows=[one])
            if _at_the_end(yardstick, _stretches(yardstick, only, EVER, windows)):
                last.append((pledge, one))
    for row in rows_of(question, last):
        if addressed(geography, row, scope) in WIDER:
            yield row


def _breached(yardstick: Measurement, pledge: Pledge) -> Standing | None:
    """What a promise is at the end, if that is in breach."""
    for one in pledge.rows:
        if one.word == BREACH and one.start < yardstick.end <= one.end:
            return one
    return None


def _stretches(
    yardstick: Measurement, pledge: Pledge, there: Spans, windows: Spans
) -> Iterator[LookedAt]:
    """The stretches in which one promise is looked at: a violated one for as long as it is."""
    for standing in pledge.rows:
        looked_at = EVER if standing.violated else windows
        for place, window in product(there, looked_at):
            start = max(standing.start, place[0], window[0], yardstick.start)
            end = min(standing.end, place[1], window[1], yardstick.end)
            if start < end:
                yield LookedAt(start, end, pledge.made, pledge, standing)


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
    for pledge in pledges(question, fresh) if fresh else ():
        known[pledge.scope].append(pledge)
    return [(place, known[place]) for place in scopes]


def _windows(yardstick: Measurement, pledge: Pledge, since: Instant, days: int | None) -> Spans:
    """The stretches in which what became of a promise is looked at, none by a day to come."""
    today = yardstick.geography.question.today
    return merged(
        (begin, FOREVER if days is None else plus_days(moment, days))
        for moment, begin in pledge.moments.items()
        if since < moment <= today
    )
