"""Every condition that the ledger cannot judge itself: as residents or independent parties attest.

What a body says of its own conditions is a claim, and leaves them unknown. An attestation holds
from its day on, until the same party attests otherwise; where those who count differ, nothing is
known. One for a wider place holds for what lies in it, one for a part says nothing of the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from domain.dates import Instant, plus_days
from domain.spans import NO, UNKNOWN, YES, Steps, gathered, sampled
from projections.conditions.condition import Condition, Judgement, Yardstick, at_level
from projections.parties import is_body, parties_of
from projections.rows.acts import AttestationRow
from projections.rows.span import when

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

    def judged(yardstick: Yardstick, parameters: dict[str, int]) -> Steps[Judgement]:  # noqa: ARG001 - the shape of a condition
        start, end = yardstick.start, yardstick.end
        question = yardstick.landscape.question
        parties = parties_of(question)

        def of_a_body(attestation: AttestationRow) -> bool:
            """Whether it comes from one of the bodies concerned, as they were then."""
            return is_body(question, parties, attestation.by, when(attestation).latest)

        spans = [
            (one.start, one.end, one.value)
            for told in _attestations(yardstick, key)
            for one in _words(told, start, end, of_a_body).parts
            if one.value is not None
        ]
        spans.sort(key=lambda one: one[0])
        return gathered(spans, start, end).change(_judged)

    return judged


def _judged(words: Sequence[Word | None]) -> Judgement:
    said = [one for one in words if one is not None]
    votes = [one for one in said if one.counts and one.met != UNKNOWN]
    met = {one.met for one in votes}
    if met in ({YES}, {NO}):
        answer = met.pop()
        why = "attested-met" if answer == YES else "attested-not-met"
        return Judgement(answer, _events(votes), why)
    if met:
        why = "attestation-vague" if VAGUE in met else "attestations-differ"
    elif any(one.disputed for one in said):
        why = "attestation-disputed"
    elif any(one.counts for one in said):
        why = "attested-unknown"
    else:
        why = "attested-by-bodies-only" if said else "not-attested"
    return Judgement(UNKNOWN, _events(said), why, missing=("condition.attested",))


def _events(words: Sequence[Word]) -> tuple[int, ...]:
    return tuple(event for one in words for event in one.events)


def _attestations(yardstick: Yardstick, key: str) -> Iterator[list[AttestationRow]]:
    """What each party attests of the key for the place, each at its place."""
    landscape = yardstick.landscape
    question = landscape.question
    by_party: dict[str, list[AttestationRow]] = {}
    for one in question.book.at(AttestationRow, question.as_of, question.known):
        at = when(one)
        if (
            one.key == key
            and at.earliest < yardstick.end
            and at_level(yardstick, one.level)
            and one.scope in landscape.enclosing(yardstick.scope, at.latest)
        ):
            by_party.setdefault(one.by, []).append(one)
    for party in sorted(by_party):
        yield sorted(by_party[party], key=lambda one: one.order)


OfABody = Callable[[AttestationRow], bool]
"""Whether what is attested comes from one of the bodies concerned."""


def _words(
    told: Sequence[AttestationRow], start: Instant, end: Instant, of_a_body: OfABody
) -> Steps[Word | None]:
    """What one party attests over time."""
    bounds = {bound for one in told for bound in (when(one).earliest, when(one).latest)}
    # A day later something else may have followed what was said on a bound.
    turns = bounds | {plus_days(bound, 1) for bound in bounds}
    return sampled(turns, start, end, lambda moment: _word(told, moment, of_a_body))


def _word(told: Sequence[AttestationRow], moment: Instant, of_a_body: OfABody) -> Word | None:
    """The last word of a party at a moment, as far as the dates tell which one that is."""
    spoken = [one for one in told if when(one).latest <= moment]
    last = [
        one
        for one in told
        if when(one).earliest <= moment
        and all(_may_precede(other, one, moment) for other in spoken if other is not one)
    ]
    if not last:
        return None
    met = {one.met for one in last}
    # The only words there are may not have been spoken yet.
    certain = len(met) == 1 and bool(spoken)
    disputed = any(one.disputed for one in last)
    return Word(
        met=met.pop() if certain else VAGUE,
        counts=not (disputed or any(map(of_a_body, last))),
        disputed=disputed,
        events=tuple(one.event for one in last),
    )


def _may_precede(other: AttestationRow, one: AttestationRow, moment: Instant) -> bool:
    """Whether the other word may come before the one, spoken by now; of one day the last counts."""
    latest = min(when(one).latest, moment)
    return (when(other).earliest, other.order) < (latest, one.order)
