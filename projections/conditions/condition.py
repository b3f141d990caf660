"""What a condition is, what all of them share, and those that somebody attests."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import chain
from operator import attrgetter
from typing import TypeVar

from domain.dates import Instant, day_of, plus_days, start_of
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
from domain.value import value_class
from projections.charter import Measurement
from projections.geography.coverage import each_once, jointly
from projections.parties import is_body
from projections.report import Parties
from projections.roll import Records
from projections.rows.acts import AttestationRow
from projections.rows.frozen import Row
from projections.rows.span import when

# -- condition ---------------------------------------------------------------------------------
# What a condition of a yardstick is: a step function of time, each step with what it rests on.
#
# Every condition of METHODS 6 is one function of this shape, in a file of its own or beside its
# likes. The verdict is derived from these functions alone and never looks at a record itself.

R = TypeVar("R", bound=Row)


@value_class
class Judgement:
    """What a condition amounts to over one step.

    met: YES, NO, UNKNOWN or NOTHING (domain.step_function).
    events: the records that it rests on, by their positions, that which brought it about last.
    why: the key of the sentence that says why, in the catalogue of words; empty on plain grounds.
    direction: of a change of rules for residents: favourable, unfavourable, neutral or mixed.
    missing: the kinds of record whose absence leaves it open, such as `mandate`; for UNKNOWN only.
    vouched_by: on whose word that all is on record it rests, where it rests on a silence.
    held_by: of a condition on the lead, who is on record as having it where this is decided.
    """

    met: str
    events: Records = ()
    why: str = ""
    direction: str | None = None
    missing: tuple[str, ...] = ()
    vouched_by: Parties = ()
    held_by: Parties = ()


UNVOUCHED = frozenset({
    "promises-not-vouched", "no-promise-on-record", "rules-not-vouched", "no-rule-on-record",
    "lead-not-vouched", "lead-not-on-record", "ministries-not-vouched", "decisions-not-vouched",
    "no-right-on-record", "updates-not-vouched", "inputs-not-vouched", "input-answer-unknown",
})  # fmt: skip
"""The reasons for not knowing that somebody who vouches for the record could take away."""


@value_class
class CodedChange:
    """A proven change of rules, as one of the records that brought it about codes it.

    on: its day, as that record has it. direction: for residents; None where it is not coded.
    breaks: whether it is the first on its topic, from which on that is not as at the start.
    """

    on: str
    why: str
    direction: str | None
    event: int
    topic: str
    breaks: bool


@value_class
class Judged:
    """A condition over time.

    steps: what it amounts to. vouched: who vouches for all records that it needs for its silences,
    nobody where some are left out; empty of a condition that needs nobody, and has nobody.
    changes: of the condition on rules, what changed, also where it is met again by that.
    """

    steps: StepFunction[Judgement]
    vouched: StepFunction[Parties]
    changes: tuple[CodedChange, ...] = ()


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


def rows(measurement: Measurement, kind: type[R], scopes: Collection[str]) -> list[R]:
    """Every row of a kind at any of some places, by its start.

    Those at a place are read once a question: yardsticks lie in each other.
    """
    geography, question = measurement.geography, measurement.geography.question
    known: dict[str, list[R]] = geography.once((kind, "by place"), dict)
    fresh = sorted(scope for scope in scopes if scope not in known)
    known.update((scope, []) for scope in fresh)
    for row in question.book.ever(kind, question.known, scopes=fresh) if fresh else ():
        known[row.scope].append(row)
    found = chain.from_iterable(known[scope] for scope in scopes)
    return sorted(found, key=attrgetter("start", "event"))


def over(moment: Instant, days: int) -> Instant:
    """The first instant at which something is more than so many days old."""
    return plus_days(start_of(day_of(moment)), days + 1)


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
# from its day on, until the same party attests otherwise and for so many days at the most; where
# those who count differ, nothing is known. One for a wider place holds for what lies in it, one for
# a part says nothing of the whole. It counts at its own level; a yardstick without one, which asks
# for all of them, takes a *no* at any level, and a *yes* only from what names none.

VAGUE = "vague"
"""What a party attests while the dates allow more than one last word."""

ONE_LEVEL = "one-level"
"""What a party attests while it says yes of one level to whoever asks about all."""

SAYS_LESS = frozenset({UNKNOWN, ONE_LEVEL})


@value_class
class Word:
    """What a party attests over a stretch of time: yes, no, unknown, vague or one-level.

    counts: whether it comes from another party than the bodies concerned, and is undisputed.
    """

    met: str
    counts: bool
    disputed: bool
    events: tuple[int, ...]


def attested(key: str) -> Condition:
    """The condition of a key: what is attested of it, for `days` after that. METHODS 6."""

    def judged(measurement: Measurement, parameters: dict[str, int]) -> Judged:
        start, end = measurement.start, measurement.end
        question = measurement.geography.question
        parties = question.parties

        def of_a_body(attestation: AttestationRow) -> bool:
            """Whether it comes from one of the bodies concerned, as they were then."""
            return is_body(question, parties, attestation.by, when(attestation).latest)

        said = Said(measurement.level, parameters["days"], of_a_body)
        spans = [
            (part.start, part.end, part.value)
            for attestations in _attestations(measurement, key)
            for part in said.over_time(attestations, start, end).parts
            if part.value is not None
        ]
        spans.sort(key=lambda span: span[0])
        return Judged(gathered(spans, start, end).change(_judged), StepFunction())

    return judged


def _judged(words: Sequence[Word | None]) -> Judgement:
    spoken = [word for word in words if word is not None]
    votes = [word for word in spoken if word.counts and word.met not in SAYS_LESS]
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
        levels = any(word.met == ONE_LEVEL for word in spoken)
        why = "attested-for-one-level" if levels else "attested-unknown"
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
            and geography.certainly_covers(attestation.scope, measurement.scope, at.latest)
        ):
            by_party.setdefault(attestation.by, []).append(attestation)
    for party in sorted(by_party):
        yield sorted(by_party[party], key=lambda attestation: attestation.order)


@value_class
class Said:
    """How what a party attests is read.

    level: that of the yardstick. days: for so many days it counts. of_a_body: whether it comes from
    one of the bodies concerned.
    """

    level: str | None
    days: int
    of_a_body: Callable[[AttestationRow], bool]

    def over_time(
        self, attestations: Sequence[AttestationRow], start: Instant, end: Instant
    ) -> StepFunction[Word | None]:
        """What one party attests: of each level it speaks of, and of all of them together."""
        levels = {attestation.level for attestation in attestations} | {None}
        apart = levels if self.level is None else {self.level}
        words = [
            self._of_level([one for one in attestations if one.level in {None, level}], start, end)
            for level in sorted(apart, key=lambda level: level or "")
        ]
        return together(*(word.change(lambda now: (now,)) for word in words)).change(_of_levels)

    def _of_level(
        self, attestations: Sequence[AttestationRow], start: Instant, end: Instant
    ) -> StepFunction[Word | None]:
        days = (when(attestation) for attestation in attestations)
        bounds = {bound for day in days for bound in (day.earliest, day.latest)}
        # A day later something else may have followed what was said on a bound.
        turns = bounds | {plus_days(bound, 1) for bound in bounds}
        turns |= {over(turn, self.days) for turn in turns}
        return sampled(turns, start, end, lambda moment: self._word(attestations, moment))

    def _word(self, attestations: Sequence[AttestationRow], moment: Instant) -> Word | None:
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
        met = {self._still(attestation, spoken, moment) for attestation in last}
        if met <= {None}:
            return None
        # The only words there are may not have been spoken yet.
        certain = met.pop() if len(met) == 1 and spoken else None
        disputed = any(attestation.disputed for attestation in last)
        return Word(
            met=certain or VAGUE,
            counts=not (disputed or any(map(self.of_a_body, last))),
            disputed=disputed,
            events=tuple(attestation.event for attestation in last),
        )

    def _still(
        self, last: AttestationRow, spoken: Sequence[AttestationRow], moment: Instant
    ) -> str | None:
        """What the last word still says; None once it is too old."""
        earliest = max([when(last).earliest, *(_after(one, last) for one in spoken)])
        if moment >= over(min(when(last).latest, moment), self.days):
            return None
        if moment >= over(earliest, self.days):
            return VAGUE
        part = self.level is None and last.level is not None
        return ONE_LEVEL if part and last.met == YES else last.met


def _of_levels(words: Sequence[tuple[Word | None]]) -> Word | None:
    """What a party says of all levels together: a no at one of them is a no."""
    spoken = [word for (word,) in words if word is not None]
    order = (NO, VAGUE, YES)
    ranked = sorted(spoken, key=lambda word: order.index(word.met) if word.met in order else 3)
    return ranked[0] if ranked else None


def _after(earlier: AttestationRow, last: AttestationRow) -> Instant:
    """The first day on which a word can have been said as the last one, after the other."""
    if earlier is last:
        return when(last).earliest
    day = when(earlier).earliest
    return day if earlier.order < last.order else plus_days(day, 1)


def _may_precede(earlier: AttestationRow, attestation: AttestationRow, moment: Instant) -> bool:
    """Whether the other word may come before the one, spoken by now; of one day the last counts."""
    latest = min(when(attestation).latest, moment)
    return (when(earlier).earliest, earlier.order) < (latest, attestation.order)
