"""What a condition is, what all of them share, and those that somebody attests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from domain.dates import Instant, plus_days
from domain.step_function import (
    NO,
    UNKNOWN,
    YES,
    StepFunction,
    during,
    gathered,
    paired,
    sampled,
    together,
)
from projections.charter import Measurement
from projections.geography.coverage import each_once, jointly
from projections.parties import is_body
from projections.report import Parties
from projections.rows.acts import AttestationRow
from projections.rows.frozen import Row
from projections.rows.span import when

# -- condition ---------------------------------------------------------------------------------
# What a condition of a yardstick is: a step function of time, each step with what it rests on.
#
# Every condition of METHODS 6 is one function of this shape, in a file of its own or beside its
# likes. The verdict is derived from these functions alone and never looks at a record itself.

R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a condition amounts to over one step.

    met: YES, NO, UNKNOWN or NOTHING (domain.step_function).
    events: the records that it rests on, by their positions, that which brought it about last.
    why: the key of the sentence that says why, in the catalogue of words; empty on plain grounds.
    direction: of a change of rules for residents: favourable, unfavourable, neutral or mixed.
    missing: the kinds of record whose absence leaves it open, such as `mandate`; for UNKNOWN only.
    vouched_by: on whose word that all is on record it rests, where it rests on a silence.
    """

    met: str
    events: tuple[int, ...] = ()
    why: str = ""
    direction: str | None = None
    missing: tuple[str, ...] = ()
    vouched_by: Parties = ()


UNVOUCHED = frozenset({
    "promises-not-vouched", "no-promise-on-record", "rules-not-vouched", "no-rule-on-record",
    "lead-not-vouched", "lead-not-on-record", "ministries-not-vouched", "decisions-not-vouched",
    "no-right-on-record", "updates-not-vouched", "inputs-not-vouched", "input-answer-unknown",
})  # fmt: skip
"""The reasons for not knowing that somebody who vouches for the record could take away."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A condition over time.

    steps: what it amounts to. vouched: who vouches for all records that it needs for its silences,
    nobody where some are left out; empty of a condition that needs nobody, and has nobody.
    """

    steps: StepFunction[Judgement]
    vouched: StepFunction[Parties]


def with_word(steps: StepFunction[Judgement], vouching: StepFunction[Parties]) -> Judged:
    """A condition with who vouches for what it needs, if anybody does or should."""
    needed = any(part.value.vouched_by or part.value.why in UNVOUCHED for part in steps.parts)
    given = any(part.value for part in vouching.parts)
    return Judged(steps, vouching if needed or given else StepFunction())


def vouching_for_all(parts: Iterable[Judged]) -> StepFunction[Parties]:
    """Who vouches for all that several need, of which a condition is made."""
    needed = (part.vouched for part in parts if part.vouched.parts)
    return together(*needed).change(jointly)


Condition = Callable[[Measurement, dict[str, int]], Judged]
"""From a yardstick and the parameters of the condition, complete, to its judgements over time.

The steps cover [start, end) of the yardstick without a hole.
"""


def parts_over_time(measurement: Measurement) -> StepFunction[frozenset[str]]:
    """The place of a yardstick with everything that lies within it, all its time."""
    geography, start, end = measurement.geography, measurement.start, measurement.end
    parts = partial(geography.parts, measurement.scope)
    return sampled(geography.between(start, end), start, end, parts)


def within_then(places: StepFunction[frozenset[str]], scope: str, moment: Instant) -> bool:
    """Whether a place was among others at a moment; before their first one, as it was at that."""
    found = places.at(max(moment, places.parts[0].start)) if places.parts else None
    return found is not None and scope in found


def rows(measurement: Measurement, kind: type[R], scopes: list[str]) -> list[R]:
    """Every row of a kind at any of some places, by its start."""
    question = measurement.geography.question
    return question.book.ever(kind, question.known, scopes=scopes)


def every(places: StepFunction[frozenset[str]]) -> list[str]:
    """The places that are among others at any time."""
    return sorted(frozenset[str]().union(*(part.value for part in places.parts)))


def at_level(measurement: Measurement, level: str | None) -> bool:
    """Whether a record of a level holds at that of the yardstick; one without holds at all."""
    return measurement.level is None or level in {None, measurement.level}


def vouchers(
    measurement: Measurement, about: str, start: Instant, *, by_topic: bool = False
) -> StepFunction[Parties]:
    """Who vouches for all records of a kind for the place, from a start.

    by_topic: for kinds of record that have a topic, coverage of the yardstick's topics suffices.
    """
    return measurement.geography.coverage.vouchers(
        about,
        measurement.scope,
        start,
        measurement.end,
        topics=measurement.topics if by_topic and measurement.topics else (None,),
        level=measurement.level,
    )


def throughout(vouching: StepFunction[Parties], days: int) -> StepFunction[Parties]:
    """Who vouches for all of the last so many days, as far as the function goes back."""
    if not vouching.parts:
        return vouching
    start, end = vouching.parts[0].start, vouching.parts[-1].end
    spans = [
        (part.start if part.start == start else plus_days(part.start, days), part.end)
        for part in vouching.change(bool).parts
        if part.value
    ]
    lately = [(part.start, plus_days(part.end, days), part.value) for part in vouching.parts]
    return paired(during(spans, start, end), gathered(lately, start, end)).change(
        lambda now: each_once(now[1]) if now[0] == YES else ()
    )


# -- attested ----------------------------------------------------------------------------------
# Every condition that the ledger cannot judge itself: as residents or independent parties attest.
#
# What a body says of its own conditions is a claim, and leaves them unknown. An attestation holds
# from its day on, until the same party attests otherwise; where those who count differ, nothing
# is known. One for a wider place holds for what lies in it, one for a part says nothing of the
# whole.

VAGUE = "vague"
"""What a party attests while the dates allow more than one last word."""


@dataclass(frozen=True, slots=True)
class Word:
    """What a party attests over a stretch of time: yes, no, unknown or vague.

    counts: whether it comes from another party than the bodies concerned, and is undisputed.
    """

    met: str
    counts: bool
    disputed: bool
    events: tuple[int, ...]


def attested(key: str) -> Condition:
    """The condition of a key: what is attested of it. METHODS 6."""

    def judged(measurement: Measurement, parameters: dict[str, int]) -> Judged:  # noqa: ARG001 - the shape of a condition
        start, end = measurement.start, measurement.end
        question = measurement.geography.question
        parties = question.parties

        def of_a_body(attestation: AttestationRow) -> bool:
            """Whether it comes from one of the bodies concerned, as they were then."""
            return is_body(question, parties, attestation.by, when(attestation).latest)

        spans = [
            (part.start, part.end, part.value)
            for attestations in _attestations(measurement, key)
            for part in _words(attestations, start, end, of_a_body).parts
            if part.value is not None
        ]
        spans.sort(key=lambda span: span[0])
        return Judged(gathered(spans, start, end).change(_judged), StepFunction())

    return judged


def _judged(words: Sequence[Word | None]) -> Judgement:
    spoken = [word for word in words if word is not None]
    votes = [word for word in spoken if word.counts and word.met != UNKNOWN]
    met = {vote.met for vote in votes}
    if met in ({YES}, {NO}):
        answer = met.pop()
        why = "attested-met" if answer == YES else "attested-not-met"
        return Judgement(answer, _events(votes), why)
    if met:
        why = "attestation-vague" if VAGUE in met else "attestations-differ"
    elif any(word.disputed for word in spoken):
        why = "attestation-disputed"
    elif any(word.counts for word in spoken):
        why = "attested-unknown"
    else:
        why = "attested-by-bodies-only" if spoken else "not-attested"
    return Judgement(UNKNOWN, _events(spoken), why, missing=("condition.attested",))


def _events(words: Sequence[Word]) -> tuple[int, ...]:
    return tuple(event for word in words for event in word.events)


def _attestations(measurement: Measurement, key: str) -> Iterator[list[AttestationRow]]:
    """What each party attests of the key for the place, each at its place."""
    geography = measurement.geography
    question = geography.question
    by_party: dict[str, list[AttestationRow]] = {}
    for attestation in question.book.at(AttestationRow, question.as_of, question.known):
        at = when(attestation)
        if (
            attestation.key == key
            and at.earliest < measurement.end
            and at_level(measurement, attestation.level)
            and attestation.scope in geography.enclosing(measurement.scope, at.latest)
        ):
            by_party.setdefault(attestation.by, []).append(attestation)
    for party in sorted(by_party):
        yield sorted(by_party[party], key=lambda attestation: attestation.order)


OfABody = Callable[[AttestationRow], bool]
"""Whether what is attested comes from one of the bodies concerned."""


def _words(
    attestations: Sequence[AttestationRow], start: Instant, end: Instant, of_a_body: OfABody
) -> StepFunction[Word | None]:
    """What one party attests over time."""
    bounds = {
        bound
        for attestation in attestations
        for bound in (when(attestation).earliest, when(attestation).latest)
    }
    # A day later something else may have followed what was said on a bound.
    turns = bounds | {plus_days(bound, 1) for bound in bounds}
    return sampled(turns, start, end, lambda moment: _word(attestations, moment, of_a_body))


def _word(
    attestations: Sequence[AttestationRow], moment: Instant, of_a_body: OfABody
) -> Word | None:
    """The last word of a party at a moment, as far as the dates tell which one that is."""
    spoken = [attestation for attestation in attestations if when(attestation).latest <= moment]
    last = [
        attestation
        for attestation in attestations
        if when(attestation).earliest <= moment
        and all(
            _may_precede(earlier, attestation, moment)
            for earlier in spoken
            if earlier is not attestation
        )
    ]
    if not last:
        return None
    met = {attestation.met for attestation in last}
    # The only words there are may not have been spoken yet.
    certain = len(met) == 1 and bool(spoken)
    disputed = any(attestation.disputed for attestation in last)
    return Word(
        met=met.pop() if certain else VAGUE,
        counts=not (disputed or any(map(of_a_body, last))),
        disputed=disputed,
        events=tuple(attestation.event for attestation in last),
    )


def _may_precede(earlier: AttestationRow, attestation: AttestationRow, moment: Instant) -> bool:
    """Whether the other word may come before the one, spoken by now; of one day the last counts."""
    latest = min(when(attestation).latest, moment)
    return (when(earlier).earliest, earlier.order) < (latest, attestation.order)
