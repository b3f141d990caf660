"""`informed` and `input-answered`: whether residents hear something, and get an answer.

A silence of the record is a silence of the body only where somebody vouches for the record. What an
imprecise date leaves open is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from domain.dates import Bounds, Instant, bounds, day_of, plus_days, start_of
from domain.parties import RESIDENTS
from domain.step_function import NO, NOTHING, UNKNOWN, YES, StepFunction, gathered, paired
from projections.charter import Measurement
from projections.conditions.condition import (
    Judgement,
    at_level,
    every,
    parts_over_time,
    rows,
    throughout,
    vouched,
    within_then,
)
from projections.geography.relation import WIDER, WITHIN
from projections.parties import any_of
from projections.rows.communication import InputRow, UpdateRow
from projections.rows.span import when

SURELY, PERHAPS = "surely", "perhaps"


@dataclass(frozen=True, slots=True)
class ContactSpan:
    """An update or an input over a stretch of time: whether it surely counts then, its records."""

    word: str
    events: tuple[int, ...]


Stretch = tuple[Instant, Instant, ContactSpan]


def informed(measurement: Measurement, parameters: dict[str, int]) -> StepFunction[Judgement]:
    """Whether the last update is at most so many days old; one without news counts. METHODS 6.

    Updates to the place, to a part of it, and to a wider place that covers or touches it.
    """
    days, start, end = parameters["days"], measurement.start, measurement.end
    updates = list(_updates(measurement))
    fresh = gathered([stretch for row in updates for stretch in _fresh(row, days)], start, end)
    before = plus_days(start, -days)
    covered = throughout(vouched(measurement, "update", before), days).within(start, end)
    # What is too old still tells when the last one was.
    ever = gathered([_since(row, end) for row in updates], start, end)
    silence = paired(ever.change(_last), covered)
    return paired(fresh, silence).change(lambda now: _informed(now[0], *now[1]))


def _informed(fresh: tuple[ContactSpan, ...], last: tuple[int, ...], covered: str) -> Judgement:
    certain = [contact for contact in fresh if contact.word == SURELY]
    if certain:
        return Judgement(YES, certain[-1].events)
    if fresh:
        return Judgement(UNKNOWN, fresh[-1].events, "update-day-vague", missing=("update",))
    if covered == YES:
        return Judgement(NO, last, "update-too-old" if last else "no-update-ever")
    return Judgement(UNKNOWN, last, "updates-not-vouched", missing=("update",))


def _updates(measurement: Measurement) -> Iterator[UpdateRow]:
    """The updates that reach the residents of the place, by their latest day.

    Places are read as they were when it was sent; before the start as they were then.
    """
    known = measurement.geography.question.parties
    geography, scope = measurement.geography, measurement.scope
    sent = rows(measurement, UpdateRow, geography.ever_around(scope))
    for row in sorted(sent, key=lambda row: (when(row).latest, row.order)):
        if (
            when(row).earliest < measurement.end
            and (not row.to or any_of(known, row.to, RESIDENTS))
            and at_level(measurement, row.level)
            and geography.relation(row.scope, scope, max(when(row).earliest, measurement.start))
            in {WITHIN, *WIDER}
        ):
            yield row


def _fresh(row: UpdateRow, days: int) -> Iterator[Stretch]:
    """While an update is at most so many days old: surely, and on another reading of its day."""
    sent, events = when(row), (row.event,)
    first, last = _after(sent.earliest, days), _after(sent.latest, days)
    if row.disputed:
        yield sent.earliest, last, ContactSpan(PERHAPS, events)
        return
    yield sent.earliest, sent.latest, ContactSpan(PERHAPS, events)
    yield sent.latest, first, ContactSpan(SURELY, events)
    yield max(sent.latest, first), last, ContactSpan(PERHAPS, events)


def _since(row: UpdateRow | InputRow, end: Instant) -> Stretch:
    return when(row).latest, end, ContactSpan(SURELY, (row.event,))


def _last(contacts: tuple[ContactSpan, ...]) -> tuple[int, ...]:
    """The record of the last of them."""
    return contacts[-1].events if contacts else ()


def _after(moment: Instant, days: int) -> Instant:
    """The first instant at which something is more than so many days old."""
    return plus_days(start_of(day_of(moment)), days + 1)


def input_answered(measurement: Measurement, parameters: dict[str, int]) -> StepFunction[Judgement]:
    """Whether no input from residents is unanswered for more than so many days. METHODS 6.

    Input from the place or a part of it. A late answer on record proves that there was none until
    then; without any answer, that takes somebody who vouches for the record since it was asked.
    """
    start, end = measurement.start, measurement.end
    streams = list(_inputs(measurement))
    asked = min((when(history[0]).earliest for history in streams), default=start)
    covered = vouched(measurement, "input", min(asked, start))
    waiting = [
        stretch
        for history in streams
        for stretch in _waiting(history, covered, parameters["days"], end)
    ]
    late = gathered(sorted(waiting, key=lambda stretch: stretch[0]), start, end)
    ever = gathered([_since(history[0], end) for history in streams], start, end)
    known = paired(ever, covered.within(start, end))
    return paired(late, known).change(lambda now: _answered(now[0], *now[1]))


def _answered(
    late: tuple[ContactSpan, ...], ever: tuple[ContactSpan, ...], covered: str
) -> Judgement:
    certain = [event for contact in late if contact.word == SURELY for event in contact.events]
    if certain:
        return Judgement(NO, tuple(certain), "input-unanswered")
    events = tuple(event for contact in late or ever for event in contact.events)
    if late:
        return Judgement(UNKNOWN, events, "input-answer-unknown", missing=("input.answered",))
    if covered != YES:
        return Judgement(UNKNOWN, events, "inputs-not-vouched", missing=("input",))
    return Judgement(YES, events) if ever else Judgement(NOTHING, why="no-input-yet")


def _inputs(measurement: Measurement) -> Iterator[list[InputRow]]:
    """The rows of each input of residents, from the place or a part of it, in order of time."""
    question = measurement.geography.question
    known = question.parties
    streams: dict[str, list[InputRow]] = {}
    places = parts_over_time(measurement)
    for row in rows(measurement, InputRow, every(places)):
        if row.start < measurement.end:
            streams.setdefault(row.subject, []).append(row)
    for history in streams.values():
        first = history[0]
        if (
            any_of(known, first.senders, RESIDENTS)
            and at_level(measurement, first.level)
            and within_then(places, first.scope, when(first).earliest)
        ):
            yield history


def _waiting(
    history: list[InputRow], covered: StepFunction[str], days: int, end: Instant
) -> Iterator[Stretch]:
    """While an input is unanswered for more than so many days: surely, and perhaps."""
    received = when(history[0])
    answers = [row for row in history if row.answered]
    answered = bounds(str(answers[0].answered)) if answers else Bounds(end, end)
    first, last = _after(received.earliest, days), _after(received.latest, days)
    events = (*(row.event for row in answers[:1]), history[0].event)
    # Until when it is proven that there was no answer: by the answer itself, or by who vouches.
    proven = answered.earliest if answers else _vouched_until(covered, received.earliest)
    if history[-1].disputed:
        proven = first
    yield first, min(last, answered.latest), ContactSpan(PERHAPS, events)
    yield last, min(proven, answered.earliest), ContactSpan(SURELY, events)
    yield max(last, min(proven, answered.earliest)), answered.latest, ContactSpan(PERHAPS, events)


def _vouched_until(covered: StepFunction[str], moment: Instant) -> Instant:
    """How long somebody vouches for the record without a break from a moment on."""
    step = covered.within(moment, covered.parts[-1].end).parts[0] if covered.parts else None
    return step.end if step is not None and step.value == YES else moment
