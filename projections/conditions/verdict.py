"""Conditions over time, the breaks in them, and the verdict to which these lead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from domain.dates import Bounds, Instant, bounds, day, due_instant
from domain.step_function import (
    NO,
    NOTHING,
    UNKNOWN,
    YES,
    Piece,
    StepFunction,
    piecewise,
    sampled,
)
from domain.value import value_class
from projections.charter import Charter, Measurement
from projections.conditions.condition import (
    CodedChange,
    Condition,
    Judged,
    Judgement,
    attested,
)
from projections.conditions.informed import informed, input_answered
from projections.conditions.lead import clear_lead, one_ministry, same_lead
from projections.conditions.promises_kept import promises_kept
from projections.conditions.rules_unchanged import rules_unchanged
from projections.conditions.say import residents_decide, say_over_process
from projections.geography.geography import Geography
from projections.report import Parties

# -- verdict -----------------------------------------------------------------------------------
# The verdict: whether the conditions were met at the start, and have stayed so (METHODS 6).
#
# Per condition and as a whole the first that applies:
#
# not-met-at-start   it is proven that it was not met at the start (of one condition)
# not-constant       it is proven that it was not met at some moment since (of one condition)
# unknown            neither is proven, nor the contrary
# constant           it was met all the time, as far as there was anything to judge
#
# "Met at the start and the same throughout" is refuted by one moment at which a condition is
# proven not to be met, whatever was unknown, or not yet to be judged, before it. Only NOTHING
# proves nothing. The day of a break is that of the record that brought it about, as this has it:
# of a vague one it is proven from the last of its days on. What follows from a deadline or from a
# number of days has a day of its own.

NOT_MET_AT_START, NOT_CONSTANT, CONSTANT = "not-met-at-start", "not-constant", "constant"
ORDER = (NOT_MET_AT_START, NOT_CONSTANT, UNKNOWN, CONSTANT)
UNFAVOURABLE = "unfavourable"

Days = Mapping[int, str]
"""The days of records as these have them, of those that do not name one day, by position."""


@value_class
class Break:
    """From when on a condition is proven not to be met, or a change of rules.

    on: the day, as the record that brought it about has it. days: its bounds. before: what the
    condition was just before: yes, no, unknown or nothing; None at the start. met_until: the end
    of the last stretch in which it was met; None if that is not proven. direction: of a change of
    rules for residents. event: the record that brought it about, if any; events: all that it rests
    on. topics: of a break of the rules, the changes that first broke each topic. perhaps_before:
    the conditions of which a break may lie before this one; perhaps_topics: of the rules, on which
    topics.
    """

    on: str
    days: Bounds
    condition: str
    before: str | None
    met_until: Instant | None
    why: str
    direction: str | None
    event: int | None
    events: tuple[int, ...]
    topics: tuple[CodedChange, ...] = ()
    perhaps_before: tuple[str, ...] = ()
    perhaps_topics: tuple[str, ...] = ()


@value_class
class ConditionVerdict:
    """What is known of one condition.

    at_start, now: yes, no, unknown or nothing. first_break: the first time that it is proven not to
    be met. first_unfavourable: the first change of rules that is coded as unfavourable.
    """

    verdict: str
    at_start: str
    now: str
    first_break: Break | None
    first_unfavourable: Break | None

    @property
    def constant(self) -> bool | None:
        """Whether it was met all along; None where that is not known."""
        return None if self.verdict == UNKNOWN else self.verdict == CONSTANT


def finding(
    condition: str, judged: Judged, days: Days | None = None, start: str | None = None
) -> ConditionVerdict:
    """The verdict on one condition; without any time to judge it is unknown.

    start: since when the yardstick asks it, as written, where that is not one day.
    """
    steps = judged.steps
    values = [part.value.met for part in steps.parts]
    if not values:
        return ConditionVerdict(UNKNOWN, NOTHING, NOTHING, None, None)
    unmet = next((place for place, value in enumerate(values) if value == NO), None)
    broken = None
    if unmet is not None:
        found = _break(condition, steps, unmet, (days or {}, start))
        topics = tuple(change for change in judged.changes if change.breaks)
        broken = first([replace(found, topics=topics)])
    worse = (change for change in judged.changes if change.direction == UNFAVOURABLE)
    changed = min(worse, key=lambda change: bounds(change.on).latest, default=None)
    unfavourable = _changed(condition, steps, changed) if changed else None
    return ConditionVerdict(_verdict(values), values[0], values[-1], broken, unfavourable)


def whole(findings: Iterable[ConditionVerdict]) -> str:
    """The verdict as a whole: the first in the order that one of the conditions has."""
    verdicts = {verdict.verdict for verdict in findings} or {UNKNOWN}
    return next(verdict for verdict in ORDER if verdict in verdicts)


def first(breaks: Iterable[Break | None]) -> Break | None:
    """Of some breaks that whose last possible day comes first, with what may lie before it.

    Of those on one day the first in the order given.
    """
    every = [broken for broken in breaks if broken is not None]
    if not every:
        return None
    earliest = min(every, key=lambda broken: broken.days.latest)
    own = {change.topic for change in earliest.topics if change.event == earliest.event}
    topics = [
        change.topic
        for broken in every
        for change in broken.topics
        if change.topic not in own and bounds(change.on).earliest < earliest.days.latest
    ]
    perhaps = [
        other.condition
        for other in every
        if (topics and other.topics)
        or (other is not earliest and other.days.earliest < earliest.days.latest)
    ]
    return replace(
        earliest,
        perhaps_before=tuple(perhaps),
        perhaps_topics=tuple(dict.fromkeys(topics)),
    )


def _verdict(values: list[str]) -> str:
    if values[0] == NO:
        return NOT_MET_AT_START
    if NO in values:
        return NOT_CONSTANT
    if YES in values and set(values) <= {YES, NOTHING}:
        return CONSTANT
    return UNKNOWN


def _break(
    condition: str, steps: StepFunction[Judgement], place: int, written: tuple[Days, str | None]
) -> Break:
    """A stretch in which a condition is not met, by its place among the steps."""
    step, earlier = steps.parts[place], steps.parts[:place]
    days, start = written
    events = tuple(step.value.events)
    named = [days[event] for event in reversed(events) if event in days] if place else [start]
    # A vague day is that of the break where the break is proven from the last of its days on.
    texts = (text for text in named if text and bounds(text).latest == step.start)
    on = next(texts, day(step.start))
    met = [piece.end for piece in earlier if piece.value.met == YES]
    return Break(
        on=on,
        days=bounds(on),
        condition=condition,
        before=earlier[-1].value.met if earlier else None,
        met_until=met[-1] if met else None,
        why=step.value.why,
        direction=step.value.direction,
        event=events[-1] if events else None,
        events=events,
    )


def _changed(condition: str, steps: StepFunction[Judgement], change: CodedChange) -> Break:
    """A change of rules, whether or not the condition is met before it or after it."""
    days = bounds(change.on)
    now = steps.at(days.latest)
    before = [part for part in steps.parts if part.start < days.latest]
    met = [min(part.end, days.latest) for part in before if part.value.met == YES]
    return Break(
        on=change.on,
        days=days,
        condition=condition,
        before=before[-1].value.met if before else None,
        met_until=met[-1] if met else None,
        why=change.why,
        direction=change.direction,
        event=change.event,
        events=tuple(now.events) if now and change.event in now.events else (change.event,),
    )


# -- vouched for -------------------------------------------------------------------------------
# While somebody vouches for all that a verdict needs. After that the verdict stands beside what it
# was on the last day of it (METHODS 0, Silence).


def vouched_for(conditions: Iterable[Judged]) -> StepFunction[str]:
    """YES while somebody vouches for all records that the silences of some conditions need.

    From the first moment at which one of them is asked; empty where all are told by the record.
    """
    needed = [one.vouched for one in conditions if one.vouched.parts]
    turns = sorted({turn for vouched in needed for turn in vouched.turns()})

    def vouched_at(moment: Instant) -> str:
        asked = [now for vouched in needed if (now := vouched.at(moment)) is not None]
        return YES if asked and all(asked) else NO

    return sampled(turns, turns[0], turns[-1], vouched_at) if turns else StepFunction()


# -- judging -----------------------------------------------------------------------------------
# Which function judges which condition, and how a yardstick is laid along time.

CONDITIONS: dict[str, Condition] = {
    "promises-kept": promises_kept,
    "rules-unchanged": rules_unchanged,
    "clear-lead": clear_lead,
    "same-lead": same_lead,
    "one-ministry": one_ministry,
    "residents-decide": residents_decide,
    "say-over-process": say_over_process,
    "informed": informed,
    "input-answered": input_answered,
}
"""The conditions that the ledger judges itself; every other one is as attested."""


def condition(key: str) -> Condition:
    """The function that judges a condition."""
    return CONDITIONS.get(key) or attested(key)


def measurements(
    geography: Geography, charter: Charter, key: str, scope: str
) -> Iterator[tuple[Measurement, dict[str, int]]]:
    """What one condition of a charter is measured with at a place, terms after terms.

    Each begins where the condition does, so that what is compared with the start is compared with
    one start, and ends with its terms: with the charter, or just after the moment asked for.
    """
    asked = due_instant(geography.question.as_of)
    terms = charter.conditions[key]
    for term in terms:
        if term.start < asked:
            yield (
                Measurement(
                    geography=geography,
                    charter=charter.stream,
                    scope=scope,
                    start=terms[0].start,
                    end=min(term.end, asked),
                    topics=term.topics,
                    powers=term.powers,
                    level=charter.level,
                ),
                term.parameters,
            )


def judged(geography: Geography, charter: Charter, key: str, scope: str) -> Judged:
    """A condition of a charter at a place over time, by the terms that held at each moment.

    Where other terms alone turn it, the amendment is the record that brought that about; what is
    attested no terms turn.
    """
    found: list[Piece[Judgement]] = []
    vouched: list[Piece[Parties]] = []
    changes: list[CodedChange] = []
    measured = measurements(geography, charter, key, scope)
    for terms, (measurement, parameters) in zip(charter.conditions[key], measured, strict=False):
        held = terms.start, measurement.end
        by_terms = _by_terms(key, measurement, parameters)
        first, *others = by_terms.steps.within(*held).parts
        if key in CONDITIONS and found and found[-1].value.met != first.value.met:
            first = first._replace(value=_attribute_change(first.value, terms.event))
        found += [first, *others]
        vouched += by_terms.vouched.within(*held).parts
        changes += [
            change for change in by_terms.changes if held[0] <= bounds(change.on).latest < held[1]
        ]
    return Judged(piecewise(found), piecewise(vouched), tuple(changes))


def _by_terms(key: str, measurement: Measurement, parameters: dict[str, int]) -> Judged:
    """A condition by some terms, judged once for all yardsticks that measure alike."""
    return measurement.once(
        (key, *sorted(parameters.items())), lambda: condition(key)(measurement, parameters)
    )


def _attribute_change(judgement: Judgement, event: int) -> Judgement:
    others = (record for record in judgement.events if record != event)
    return replace(judgement, events=(*others, event), why="terms-amended")
