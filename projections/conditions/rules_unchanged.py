"""`rules-unchanged`: whether on every topic the rules are those of the start. METHODS 6.

The rules of the start are those of the start, so where any rule is on record the first day is met.
After it that they are is said only while somebody vouches for the record. That they are not takes
one proven change, and is said until the old rules are back. Where it is not known what held at the
start, the first that is known to have held stands in for it: that a later one differs proves that
something changed; that none does proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from domain.dates import Bounds, Instant, plus_days
from domain.step_function import NO, UNKNOWN, YES, StepFunction, sampled, together
from domain.value import value_class
from projections.charter import Measurement
from projections.conditions.condition import (
    CodedChange,
    Judged,
    Judgement,
    vouching_for_all,
    with_word,
)
from projections.geography.coverage import each_once, jointly
from projections.regime.acts import EXPIRY
from projections.regime.comparison import Compared, compare_topics, known, start
from projections.regime.parts import PartChange, certain, changes_of_parts
from projections.regime.rulebook import Rulebook, Ruling, Subject
from projections.report import Parties

MISSING = ("rule",)


@value_class
class Topical:
    """What one topic amounts to over a step, and when it last changed; empty: never.

    first_day: whether it is the first day of a topic on which a rule is on record at any time.
    """

    judgement: Judgement
    changed: str = ""
    first_day: bool = False


def rules_unchanged(measurement: Measurement, _parameters: dict[str, int]) -> Judged:
    """Whether for every topic of the yardstick the value is that of its start. METHODS 6.

    Without topics, for every topic that has a rule for the place at any time.
    """
    geography = measurement.geography
    unproven = geography.unproven(measurement.scope, measurement.start, measurement.end)
    rulebook = Rulebook.of(geography, unproven)
    since = Bounds(measurement.start, measurement.start)
    begun = start(rulebook, measurement.scope, since, measurement.level or "")
    assert begun is not None, "who names a day has a start"
    begun = begun.about(measurement.topics)
    compared = compare_topics(rulebook, begun, measurement.end)
    if not compared:
        return _no_rule(measurement)
    level = begun.subject.level or None
    vouching = [_vouching(measurement, one.topic, level) for one in compared]
    topics = [
        _judged(one, words, measurement.start)
        for one, words in zip(compared, vouching, strict=True)
    ]
    needed = (
        with_word(topic.change(lambda now: now.judgement), words)
        for topic, words in zip(topics, vouching, strict=True)
    )
    judged = with_word(together(*topics).change(_together), vouching_for_all(needed))
    return replace(judged, changes=tuple(_coded(compared)))


def for_part_of_it(measurement: Measurement) -> tuple[PartChange, ...]:
    """What changed since the start for areas, groups and cases that certainly lie in an area.

    In no condition: a finding rests on what concerns the whole place (METHODS 6).
    """
    if not measurement.scope.startswith("area/"):
        return ()
    since = measurement.start
    subject = Subject(measurement.scope, Bounds(since, since), measurement.level or "")
    rulebook = Rulebook.of(measurement.geography)
    found = changes_of_parts(rulebook, subject, measurement.topics, since)
    return certain(tuple(change for change in found if change.earliest < measurement.end))


def _coded(compared: Iterable[Compared]) -> Iterator[CodedChange]:
    """Every proven change by each record that brought it about, as that record codes it."""
    for one in compared:
        for number, change in enumerate(change for change in one.changes if change.proven):
            why = "rule-changed" if change.now.rules else "rule-ended"
            for act in sorted(change.acts, key=lambda act: act.rank):
                coded = None if act.kind == EXPIRY else act.record.direction
                yield CodedChange(change.on, why, coded, act.event, one.topic, number == 0)


def _vouching(
    measurement: Measurement, topic: str | None, level: str | None
) -> StepFunction[Parties]:
    """Who vouches for all rules on a topic (None: on each) and a level for the place."""
    start, end = measurement.start, measurement.end
    return measurement.geography.coverage.vouchers(
        "rule", measurement.scope, start, end, topics=(topic,), level=level
    )


def _no_rule(measurement: Measurement) -> Judged:
    """No topic, and no rule on record: unchanged where somebody vouches that there was none."""
    vouching = _vouching(measurement, None, measurement.level)
    unknown = Judgement(UNKNOWN, (), "no-rule-on-record", missing=MISSING)
    steps = vouching.change(lambda words: Judgement(YES, vouched_by=words) if words else unknown)
    return with_word(steps, vouching)


def _judged(
    compared: Compared, vouching: StepFunction[Parties], begun: Instant
) -> StepFunction[Topical]:
    """One topic at every moment."""
    reference = compared.at_start or _first_known(compared)
    first_day = plus_days(begun, 1)
    proven = [change for change in compared.changes if change.proven]
    # That there was no rule at first is known on the word of whoever vouches for that time.
    absent: Parties = ()
    if proven and not reference.rules:
        absent = each_once(part.value for part in vouching.within(begun, proven[0].after).parts)

    def at(moment: Instant) -> Topical:
        now = compared.rulings.at(moment)
        assert now is not None, "the rulings have no hole"
        events = tuple(sorted({event for held in now.rules for event in held.events}))
        first = compared.recorded and moment < first_day
        changes = [change for change in proven if change.moment <= moment]
        if not now.certain and not (changes and now.certainly_differs(reference)):
            judgement = Judgement(UNKNOWN, events, "rule-day-vague", missing=MISSING)
            return Topical(judgement, first_day=first)
        if changes and now.certainly_differs(reference):
            last = changes[-1]
            others = [event for event in events if event not in last.events]
            why = "rule-changed" if now.rules else "rule-ended"
            judgement = Judgement(
                NO, (*others, *last.events), why, last.direction, vouched_by=absent
            )
            return Topical(judgement, last.moment)
        sure = compared.at_start is not None and now.content == reference.content
        words = vouching.at(moment)
        if sure and words:
            return Topical(Judgement(YES, events, vouched_by=words), first_day=first)
        why = "rules-not-vouched" if now.rules else "no-rule-on-record"
        judgement = Judgement(UNKNOWN, events, why, missing=MISSING)
        return Topical(judgement, first_day=first)

    parts = compared.rulings.parts
    turns = {first_day, *compared.rulings.turns(), *vouching.turns()}
    return sampled(turns, parts[0].start, parts[-1].end, at)


def _first_known(compared: Compared) -> Ruling:
    """The first that is known to have held after a start of which it is not known."""
    for part in compared.rulings.parts:
        vouched = compared.vouched.within(part.start, part.end).first(lambda value: value == YES)
        found = known(part.value, YES if vouched else NO)
        if found is not None:
            return found
    return Ruling()


def _together(topics: Sequence[Topical]) -> Judgement:
    """All topics at one moment: one that is not as at the start is enough."""
    for met in (NO, UNKNOWN):
        if met == UNKNOWN and any(topic.first_day for topic in topics):
            break
        deciding = sorted((topic for topic in topics if topic.judgement.met == met), key=_changed)
        if deciding:
            # What changed last is what the moment rests on, after what changed before.
            last = deciding[-1].judgement
            return Judgement(
                met,
                _events(deciding),
                last.why,
                last.direction,
                last.missing,
                each_once(topic.judgement.vouched_by for topic in deciding),
            )
    words = jointly(topic.judgement.vouched_by for topic in topics)
    return Judgement(YES, _events(topics), vouched_by=words)


def _changed(topic: Topical) -> str:
    return topic.changed


def _events(topics: Sequence[Topical]) -> tuple[int, ...]:
    """The records of all of them, each once, those of the last one last."""
    found = [event for topic in topics for event in topic.judgement.events]
    return tuple(dict.fromkeys(reversed(found)))[::-1]
