"""`informed` and `input-answered`: whether residents hear something, and get an answer.

A silence of the record is a silence of the body only where somebody vouches for the record. What an
imprecise date leaves open is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator

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
from projections.parties import any_of
from projections.report import Parties
from projections.rows.communication import InputRow, UpdateRow
from projections.rows.span import when

SURELY, PERHAPS = "surely", "perhaps"


@value_class
class ContactSpan:
    """An update or an input over a stretch of time: whether it surely counts then, its records.

    vouched_by: on whose word that there was no answer, where none is on record.
    """

    word: str
    events: tuple[int, ...]
    vouched_by: Parties = ()


Stretch = tuple[Instant, Instant, ContactSpan]


def informed(measurement: Measurement, parameters: dict[str, int]) -> Judged:
    """Whether the last update is at most so many days old; one without news counts. METHODS 6.

    Updates to residents of the place or of what covers it; of a part of it they inform only that.
    """
    days, start, end = parameters["days"], measurement.start, measurement.end
    updates = list(_updates(measurement))
    fresh = gathered([stretch for row in updates for stretch in _fresh(row, days)], start, end)
    before = plus_days(start, -days)
    vouching = throughout(vouchers(measurement, "update", before), days).within(start, end)
    # What is too old still tells when the last one was.
    last = {max(when(row).latest, start): (row.event,) for row in updates}
    ever = sampled(last, start, end, lambda moment: last.get(moment, ()))
    silence = paired(ever, vouching)
    return with_word(
        paired(fresh, silence).change(lambda now: _informed(now[0], *now[1])), vouching
    )


def _informed(
    fresh: tuple[ContactSpan, ...], last: tuple[int, ...], vouched_by: Parties
) -> Judgement:
    certain = [contact for contact in fresh if contact.word == SURELY]
    if certain:
        return Judgement(YES, certain[-1].events)
    if fresh:
        return Judgement(UNKNOWN, fresh[-1].events, "update-day-vague", missing=("update",))
    if vouched_by:
        why = "update-too-old" if last else "no-update-ever"
        return Judgement(NO, last, why, vouched_by=vouched_by)
    return Judgement(UNKNOWN, last, "updates-not-vouched", missing=("update",))


def _updates(measurement: Measurement) -> Iterator[UpdateRow]:
    """The updates that reach the residents of all of the place, by their latest day.

    Places are read as they were when it was sent; before the start as they were then.
    """
    known = measurement.geography.question.parties
    geography, scope = measurement.geography, measurement.scope
    sent = rows(measurement, UpdateRow, sorted(geography.ever_enclosing(scope)))
    for row in sorted(sent, key=lambda row: (when(row).latest, row.order)):
        if (
            when(row).earliest < measurement.end
            and (not row.to or any_of(known, row.to, RESIDENTS))
            and at_level(measurement, row.level)
            and geography.certainly_covers(
                row.scope, scope, max(when(row).earliest, measurement.start)
            )
        ):
            yield row


def _fresh(row: UpdateRow, days: int) -> Iterator[Stretch]:
    """While an update is at most so many days old: surely, and on another reading of its day."""
    sent, events = when(row), (row.event,)
    first, last = over(sent.earliest, days), over(sent.latest, days)
    if row.disputed:
        yield sent.earliest, last, ContactSpan(PERHAPS, events)
        return
    yield sent.earliest, sent.latest, ContactSpan(PERHAPS, events)
    yield sent.latest, first, ContactSpan(SURELY, events)
    yield max(sent.latest, first), last, ContactSpan(PERHAPS, events)


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
    for row in rows(measurement, InputRow, sorted(geography.ever_enclosing(scope))):
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
