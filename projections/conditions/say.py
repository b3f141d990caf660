"""`residents-decide` and `say-over-process`: a right to decide, and say given as promised.

A right to decide is a rule on the topic `decision-right`, or `decision-right-process` for pace,
order and planning, whose value is a form of the ladder (docs/coding.md, "Rights to decide"). That
no decision gave residents less than it promised is said only where somebody vouches for the
decisions; that one did takes one record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from domain.dates import Bounds, Instant, plus_days
from domain.parties import RESIDENTS
from domain.step_function import NO, UNKNOWN, YES, StepFunction, paired, together
from domain.value import value_class
from domain.vocabulary import RUNGS
from projections.charter import Measurement
from projections.conditions.condition import (
    Judged,
    Judgement,
    at_level,
    over,
    throughout,
    vouchers,
    vouching_for_all,
    with_word,
)
from projections.geography.coverage import each_once
from projections.geography.relation import MAYBE
from projections.participation.decision import Decision, Say, decided
from projections.parties import any_of
from projections.regime.rulebook import Rulebook, Ruling, Subject
from projections.report import Parties, Question
from projections.roll import Records, rolled
from projections.rows.acts import DecisionRow

SUBSTANCE, PROCESS = "decision-right", "decision-right-process"
"""The topics of the rules that say which say residents have by right."""


def residents_decide(measurement: Measurement, parameters: dict[str, int]) -> Judged:
    """Whether residents have a right to decide, and were given the say they were promised.

    METHODS 6: a right of rung `rung` or higher is in force, and no decision in the last `days`
    gave residents less than it promised.
    """
    right = _right(measurement, SUBSTANCE, parameters["rung"])
    given = _given(measurement, _decisions(measurement), parameters["days"])
    return _both(right, given)


def say_over_process(measurement: Measurement, parameters: dict[str, int]) -> Judged:
    """The same for decisions about pace, order and planning. METHODS 6."""
    right = _right(measurement, PROCESS, parameters["rung"])
    about = [
        (sure, decision) for sure, decision in _decisions(measurement) if decision.taken.process
    ]
    given = _given(measurement, about, parameters["days"])
    return _both(right, given)


def _both(right: Judged, given: Judged) -> Judged:
    """Both over time, with who vouches for what either takes."""
    steps = paired(right.steps, given.steps).change(lambda both: _together(*both))
    return with_word(steps, vouching_for_all((right, given)))


def _together(right: Judgement, given: Judgement) -> Judgement:
    """Both at one moment: what is proven not to be met decides, else what is not known."""
    for met in (NO, UNKNOWN):
        deciding = [judgement for judgement in (right, given) if judgement.met == met]
        if deciding:
            missing = dict.fromkeys(kind for judgement in deciding for kind in judgement.missing)
            why = deciding[-1].why if met == NO else deciding[0].why
            words = each_once(judgement.vouched_by for judgement in deciding)
            return Judgement(met, _records(deciding), why, missing=tuple(missing), vouched_by=words)
    return Judgement(YES, _records((right, given)), vouched_by=given.vouched_by)


def _records(judgements: Iterable[Judgement]) -> Records:
    """The records of all of them, each once; of one alone as that has them."""
    found = [judgement.events for judgement in judgements if judgement.events]
    return found[0] if len(found) == 1 else tuple(dict.fromkeys(chain.from_iterable(found)))


# -- the right ------------------------------------------------------------------------------------


def _right(measurement: Measurement, topic: str, rung: int) -> Judged:
    """Whether a right of a rung is in force at every moment of the yardstick."""
    geography, start, end = measurement.geography, measurement.start, measurement.end
    subject = Subject(measurement.scope, Bounds(start, start), measurement.level or "")
    contested = _contested(measurement)
    vouching = geography.coverage.vouchers(
        "rule", measurement.scope, start, end, topics=(topic,), level=measurement.level
    )
    rulebook = Rulebook.of(geography, geography.unproven(measurement.scope, start, end))
    rulings = rulebook.values(subject, topic, start, end)
    steps = paired(rulings, vouching).change(lambda now: _in_force(now[0], rung, contested, now[1]))
    return with_word(steps, vouching)


def _contested(measurement: Measurement) -> frozenset[int]:
    """The records about rules that are disputed."""
    rules = Rulebook.of(measurement.geography).rules.values()
    return frozenset(act.event for rule in rules for act in rule.acts if act.disputed)


def _in_force(
    ruling: Ruling, rung: int, contested: frozenset[int], vouched_by: Parties
) -> Judgement:
    """What the rules in force amount to; a value that is no form is no right to compare."""
    rights = [rule for rule in ruling.rules if rule.value in RUNGS]
    if not rights:
        if vouched_by and ruling.certain:
            return Judgement(NO, why="no-right", vouched_by=vouched_by)
        return Judgement(UNKNOWN, why="no-right-on-record", missing=("rule",))
    enough = [right for right in rights if RUNGS[right.value] >= rung]
    events = tuple(dict.fromkeys(event for rule in enough or rights for event in rule.events))
    doubts = {
        "right-day-vague": not ruling.certain,
        "right-disputed": bool(contested & set(events)),
        "rights-differ": ruling.conflicting and 0 < len(enough) < len(rights),
    }
    doubt = next((why for why, holds in doubts.items() if holds), None)
    if doubt is not None:
        return Judgement(UNKNOWN, events, doubt, missing=("rule",))
    return Judgement(YES, events) if enough else Judgement(NO, events, "right-too-low")


# -- what was given -------------------------------------------------------------------------------


@value_class
class SayGiven:
    """What residents were given in one decision while it is looked at.

    answer: YES for what they were promised, or where nothing is on record that they were promised
    more; NO for less; UNKNOWN where the record leaves that open, or is disputed.
    """

    answer: str
    events: tuple[int, ...]


def _given(measurement: Measurement, about: Sequence[About], days: int) -> Judged:
    """Whether no decision in the last days gave residents less than it promised."""
    start, end = measurement.start, measurement.end
    looked_at = sorted(_looked_at(measurement, about, days), key=lambda stretch: stretch[0])
    vouching = throughout(
        vouchers(measurement, "decision", plus_days(start, -days), by_topic=True), days
    ).within(start, end)

    def with_answer(answer: str) -> StepFunction[Records]:
        found = (
            (begin, until, given.events)
            for begin, until, given in looked_at
            if given.answer == answer
        )
        return rolled(found, start, end)

    given = together(*map(with_answer, (NO, UNKNOWN, YES)))
    steps = paired(given, vouching).change(lambda now: _judged(now[0], now[1]))
    return with_word(steps, vouching)


def _judged(given: Sequence[Records], vouched_by: Parties) -> Judgement:
    """The first that applies: less was given, that is open, nobody vouches, as promised."""
    less, unclear, as_promised = given
    if less:
        return Judgement(NO, less, "gave-less")
    if unclear:
        return Judgement(UNKNOWN, unclear, "gave-less-unclear", missing=("decision",))
    if vouched_by:
        return Judgement(YES, as_promised, vouched_by=vouched_by)
    return Judgement(UNKNOWN, as_promised, "decisions-not-vouched", missing=("decision",))


About = tuple[str, Decision]
"""YES with a decision that concerned the place, UNKNOWN with one of a group that may lie there."""


def _decisions(measurement: Measurement) -> list[About]:
    """The decisions about the place and what covers it, on the topics of the yardstick.

    A decision without a topic counts for every yardstick; one about a part of the place alone, or
    about a group that has members in it, proves nothing of the place.
    """
    return measurement.once("decisions", lambda: [*_concerning(measurement)])


def _concerning(measurement: Measurement) -> Iterator[About]:
    geography, scope = measurement.geography, measurement.scope
    question = geography.question
    # Nothing else covers the place, and of no other it is not excluded that it touches it.
    places = {*geography.ever_enclosing(scope), *geography.land.cohorts}
    decided_at = _decided(question, places)
    near = sorted((one for place in places for one in decided_at[place]), key=_order)
    for taken, decision in near:
        if at_level(measurement, taken.level) and (
            not measurement.topics or taken.topic in {None, *measurement.topics}
        ):
            moment = decision.on.latest
            if geography.certainly_covers(taken.scope, scope, moment):
                yield YES, decision
            elif geography.relation(taken.scope, scope, moment) == MAYBE:
                yield UNKNOWN, decision


def _order(taken: tuple[DecisionRow, Decision]) -> tuple[str, str, int]:
    row, _ = taken
    return row.subject, row.scope, row.event


def _decided(
    question: Question, places: Iterable[str]
) -> Mapping[str, Sequence[tuple[DecisionRow, Decision]]]:
    """Every decision that was taken, by the place that it is about: of some places at least.

    Those about a place are read once a question: yardsticks lie in each other.
    """
    known: dict[str, list[tuple[DecisionRow, Decision]]] = question.once("decided", dict)
    fresh = sorted(place for place in places if place not in known)
    known.update((place, []) for place in fresh)
    for taken in question.book.at(DecisionRow, question.as_of, question.known, scopes=fresh):
        decision = decided(taken, question.as_of)
        if decision is not None:
            known[taken.scope].append((taken, decision))
    return known


Stretch = tuple[Instant, Instant, SayGiven]


def _looked_at(measurement: Measurement, about: Iterable[About], days: int) -> Iterator[Stretch]:
    """The stretches in which each decision is looked at: surely, or on a reading of its day.

    Those of one decision are the same for every yardstick that looks back so far.
    """
    geography = measurement.geography
    known: dict[tuple[int, str], list[Stretch]] = geography.once(("looked at", days), dict)
    for concerned, decision in about:
        key = decision.taken.event, concerned
        if key not in known:
            known[key] = [*_stretches(geography.question, concerned, decision, days)]
        yield from known[key]


def _stretches(
    question: Question, concerned: str, decision: Decision, days: int
) -> Iterator[Stretch]:
    on = decision.on
    says = [say for say in decision.says if any_of(question.parties, [say.group], RESIDENTS)]
    given = _amounts_to(decision, says, sure=concerned == YES)
    first, last = over(on.earliest, days), over(on.latest, days)
    vague = SayGiven(YES if given.answer == YES else UNKNOWN, given.events)
    yield on.earliest, min(on.latest, last), vague
    yield on.latest, first, given
    yield max(on.latest, first), last, vague


def _amounts_to(decision: Decision, says: Sequence[Say], *, sure: bool) -> SayGiven:
    """What one decision gave residents, the record of the decision itself last."""
    taken = decision.taken.event
    less = [say for say in says if say.kept == NO]
    proven = [say for say in less if not say.disputed]
    if proven and sure and not decision.taken.disputed:
        return SayGiven(NO, (*_events(proven), taken))
    unclear = [*less, *(say for say in says if say.kept == UNKNOWN)]
    if unclear:
        return SayGiven(UNKNOWN, (*_events(unclear), taken))
    return SayGiven(YES, (*_events(says), taken))


def _events(says: Iterable[Say]) -> list[int]:
    return [event for say in says for event in say.events]
