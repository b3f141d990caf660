"""`informed` and `input-answered`: whether residents hear something, and get an answer.

A silence of the record is a silence of the body only where somebody vouches for the record. What an
imprecise date leaves open is unknown.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from heapq import heappop, heappush
from itertools import pairwise
from typing import NamedTuple

from domain.dates import Bounds, Instant, bounds, plus_days
from domain.parties import RESIDENTS
from domain.step_function import (
    NO,
    NOTHING,
    UNKNOWN,
    YES,
    Piece,
    StepFunction,
    gathered,
    paired,
    piecewise,
    sampled,
)
from domain.value import value_class
from projections.charter import Measurement
from projections.conditions.condition import (
    Judged,
    Judgement,
    at_level,
    over,
    rows,
    throughout,
    vouchers,
    with_word,
)
from projections.geography.coverage import each_once
from projections.geography.geography import Geography
from projections.parties import any_of
from projections.report import Parties
from projections.rows.communication import InputRow, UpdateRow
from projections.rows.span import when

SURELY, PERHAPS = "surely", "perhaps"


@value_class
class ContactSpan:
    """An input over a stretch of time: whether it surely counts then, its records.

    vouched_by: on whose word that there was no answer, where none is on record.
    """

    word: str
    events: tuple[int, ...]
    vouched_by: Parties = ()


Events = tuple[int, ...]
"""Records by their positions."""

Stretch = tuple[Instant, Instant, ContactSpan]


def informed(measurement: Measurement, parameters: dict[str, int]) -> Judged:
    """Whether the last update is at most so many days old; one without news counts. METHODS 6.

    Updates to residents of the place or of what covers it; of a part of it they inform only that.
    """
    days, start, end = parameters["days"], measurement.start, measurement.end
    updates = _updates(measurement)
    fresh = [stretch for sent in updates for stretch in _fresh(measurement, sent, days)]
    surely = last_of((stretch[1:] for stretch in fresh if stretch[0] == SURELY), start, end)
    perhaps = last_of((stretch[1:] for stretch in fresh if stretch[0] == PERHAPS), start, end)
    before = plus_days(start, -days)
    vouching = throughout(vouchers(measurement, "update", before), days).within(start, end)
    silence = paired(_last_before(updates, surely, start, end), vouching)
    steps = paired(paired(surely, perhaps), silence)
    return with_word(steps.change(lambda now: _informed(*now[0], *now[1])), vouching)


def _informed(surely: Events, perhaps: Events, last: Events, vouched_by: Parties) -> Judgement:
    """surely, perhaps: the last update that is, or may be, new enough. last: the last one."""
    if surely:
        return Judgement(YES, surely)
    if perhaps:
        return Judgement(UNKNOWN, perhaps, "update-day-vague", missing=("update",))
    if vouched_by:
        why = "update-too-old" if last else "no-update-ever"
        return Judgement(NO, last, why, vouched_by=vouched_by)
    return Judgement(UNKNOWN, last, "updates-not-vouched", missing=("update",))


def last_of(
    spans: Iterable[tuple[Instant, Instant, Events]], start: Instant, end: Instant
) -> StepFunction[Events]:
    """Of the spans that hold what the last one given says; nothing where none does.

    Equation: last_of(spans, start, end) == gathered(spans, start, end).change(last or nothing).
    """
    begins: dict[Instant, list[int]] = defaultdict(list)
    ends: list[Instant] = []
    says: list[Events] = []
    for begin, until, said in spans:
        if max(begin, start) < min(until, end):
            begins[max(begin, start)].append(len(ends))
            ends.append(min(until, end))
            says.append(said)
    inside: list[int] = []  # a heap, with the last one first; what ended is left when it comes up
    pieces: list[tuple[Instant, Instant, Events]] = []
    for begin, until in pairwise(sorted({start, *begins, *ends, end}) if start < end else ()):
        for place in begins.get(begin, ()):
            heappush(inside, -place)
        while inside and ends[-inside[0]] <= begin:
            heappop(inside)
        pieces.append((begin, until, says[-inside[0]] if inside else ()))
    return piecewise(pieces)


def _last_before(
    updates: Iterable[Sent], surely: StepFunction[Events], start: Instant, end: Instant
) -> StepFunction[Events]:
    """The last update by then, where none is surely new enough: elsewhere nobody asks for it."""
    last = {max(sent.latest, start): (sent.row.event,) for sent in updates}
    moments = sorted(last)

    def by(moment: Instant) -> Events:
        place = bisect_right(moments, moment)
        return last[moments[place - 1]] if place else ()

    turns = [part.start for part in surely.parts if not part.value]
    turns += [moment for moment in moments if not surely.at(moment)]
    return sampled(turns, start, end, by)


class Sent(NamedTuple):
    """An update with its day, and whether it is to residents, or to nobody in particular."""

    earliest: Instant
    latest: Instant
    row: UpdateRow
    to_residents: bool


def _updates(measurement: Measurement) -> list[Sent]:
    """The updates that reach the residents of all of the place, by their latest day.

    Places are read as they were when it was sent; before the start as they were then.
    """
    geography, scope, start = measurement.geography, measurement.scope, measurement.start
    known: dict[int, Sent] = geography.once("updates sent", dict)
    found = [
        sent
        for row in rows(measurement, UpdateRow, geography.ever_enclosing(scope))
        if (sent := known.get(row.event) or known.setdefault(row.event, _sent(geography, row)))
        and sent.to_residents
        and sent.earliest < measurement.end
        and at_level(measurement, row.level)
        and geography.certainly_covers(row.scope, scope, max(sent.earliest, start))
    ]
    return sorted(found, key=lambda sent: (sent.latest, sent.row.order))


def _sent(geography: Geography, row: UpdateRow) -> Sent:
    parties, on = geography.question.parties, when(row)
    to_residents = not row.to or any_of(parties, row.to, RESIDENTS)
    return Sent(on.earliest, on.latest, row, to_residents)


Fresh = tuple[str, Instant, Instant, Events]
"""Whether surely or perhaps, from when to when, and which record."""


def _fresh(measurement: Measurement, sent: Sent, days: int) -> Sequence[Fresh]:
    """While an update is at most so many days old: surely, and on another reading of its day."""
    known: dict[int, Sequence[Fresh]] = measurement.geography.once(("fresh", days), dict)
    event = sent.row.event
    if event not in known:
        known[event] = [fresh for fresh in _while_fresh(sent, days) if fresh[1] < fresh[2]]
    return known[event]


def _while_fresh(sent: Sent, days: int) -> Iterator[Fresh]:
    earliest, latest, row, _ = sent
    events = (row.event,)
    first, last = over(earliest, days), over(latest, days)
    if row.disputed:
        yield PERHAPS, earliest, last, events
        return
    yield PERHAPS, earliest, latest, events
    yield SURELY, latest, first, events
    yield PERHAPS, max(latest, first), last, events


def input_answered(measurement: Measurement, parameters: dict[str, int]) -> Judged:
    """Whether no input from residents is unanswered for more than so many days. METHODS 6.

    Input from the place or from what covers it. A late answer on record proves that there was
    none until then; without any answer, that takes somebody who vouches for the record since it
    was asked.
    """
    start, end = measurement.start, measurement.end
    streams = list(_inputs(measurement))
    asked = min((when(history[0]).earliest for history in streams), default=start)
    ever_vouching = vouchers(measurement, "input", min(asked, start))
    vouching = ever_vouching.within(start, end)
    waiting = [
        stretch
        for history in streams
        for stretch in _waiting(history, ever_vouching, parameters["days"], end)
    ]
    late = gathered(sorted(waiting, key=lambda stretch: stretch[0]), start, end)
    # In the order in which the inputs are told, not in that of their days.
    told = [(when(history[0]).latest, end, history[0].event) for history in streams]
    ever = gathered(told, start, end)
    known = paired(ever, vouching)
    return with_word(paired(late, known).change(lambda now: _answered(now[0], *now[1])), vouching)


def _answered(
    late: tuple[ContactSpan, ...], ever: tuple[int, ...], vouched_by: Parties
) -> Judgement:
    certain = [contact for contact in late if contact.word == SURELY]
    if certain:
        events = tuple(event for contact in certain for event in contact.events)
        words = each_once(contact.vouched_by for contact in certain)
        return Judgement(NO, events, "input-unanswered", vouched_by=words)
    if late:
        events = tuple(event for contact in late for event in contact.events)
        return Judgement(UNKNOWN, events, "input-answer-unknown", missing=("input.answered",))
    if not vouched_by:
        return Judgement(UNKNOWN, ever, "inputs-not-vouched", missing=("input",))
    if ever:
        return Judgement(YES, ever, vouched_by=vouched_by)
    return Judgement(NOTHING, why="no-input-yet", vouched_by=vouched_by)


def _inputs(measurement: Measurement) -> Iterator[list[InputRow]]:
    """The rows of each input of residents, from the place or what covers it, in order of time."""
    geography, scope = measurement.geography, measurement.scope
    known = geography.question.parties
    streams: dict[str, list[InputRow]] = {}
    for row in rows(measurement, InputRow, geography.ever_enclosing(scope)):
        if row.start < measurement.end:
            streams.setdefault(row.subject, []).append(row)
    for history in streams.values():
        first = history[0]
        if (
            any_of(known, first.senders, RESIDENTS)
            and at_level(measurement, first.level)
            and geography.certainly_covers(
                first.scope, scope, max(when(first).earliest, measurement.start)
            )
        ):
            yield history


def _waiting(
    history: list[InputRow], vouching: StepFunction[Parties], days: int, end: Instant
) -> Iterator[Stretch]:
    """While an input is unanswered for more than so many days: surely, and perhaps."""
    received = when(history[0])
    answers = [row for row in history if row.answered]
    answered = bounds(str(answers[0].answered)) if answers else Bounds(end, end)
    first, last = over(received.earliest, days), over(received.latest, days)
    events = (*(row.event for row in answers[:1]), history[0].event)
    yield first, min(last, answered.latest), ContactSpan(PERHAPS, events)
    # That there was no answer is proven by the answer itself, or by who vouches since it was asked.
    silent = (
        [Piece(last, answered.earliest, ())]
        if answers
        else _without_a_break(vouching, received.earliest)
    )
    proven = last
    for begin, until, words in () if history[-1].disputed else silent:
        proven = max(last, until)
        yield max(last, begin), until, ContactSpan(SURELY, events, words)
    yield proven, answered.latest, ContactSpan(PERHAPS, events)


def _without_a_break(vouching: StepFunction[Parties], moment: Instant) -> Iterator[Piece[Parties]]:
    """Who has vouched for the record since a moment, while somebody does without a break."""
    words: Parties = ()
    for part in vouching.parts:
        if part.end <= moment:
            continue
        if not part.value:
            return
        words = each_once((words, part.value))
        yield part._replace(value=words)
