"""Conditions over time, the breaks in them, and the verdict to which these lead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from domain.dates import Instant, due_instant
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
from projections.charter import Charter, Measurement
from projections.conditions.condition import Condition, Judged, Judgement, attested
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
# changed            it is proven that it was met, and later that it was not (of one condition)
# unknown            neither is proven, nor the contrary
# constant           it was met all the time, as far as there was anything to judge
#
# UNKNOWN between YES and NO does not hide a change: both ends are proven. Nor does UNKNOWN at the
# start, where what is not met is that something is another than it was then (DEPARTURES): of one
# topic that is proven, though of another one nothing may be on record. NOTHING or UNKNOWN before
# the first NO proves neither of the first two verdicts: then `first_not_met` tells what is known.
# Only NOTHING proves nothing. The day of a break is the first on which it is proven; `met_until`
# is the end of the last stretch before it in which the condition was met.

NOT_MET_AT_START, CHANGED, CONSTANT = "not-met-at-start", "changed", "constant"
ORDER = (NOT_MET_AT_START, CHANGED, UNKNOWN, CONSTANT)

CODED = frozenset({"rules-unchanged"})
"""Conditions that can be broken in favour of residents: there only the coded direction tells."""

DEPARTURES = frozenset({"lead-changed", "rule-changed", "rule-ended"})
"""Reasons for not being met that say themselves that it was otherwise at the start."""


@dataclass(frozen=True, slots=True)
class Break:
    """From when on a condition is proven not to be met.

    before: what it was just before: yes, no, unknown or nothing; None at the start.
    met_until: the end of the last stretch in which it was met; None if that is not proven.
    event: the record that brought it about, if any; events: all that it rests on.
    """

    on: Instant
    condition: str
    before: str | None
    met_until: Instant | None
    why: str
    event: int | None
    events: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ConditionVerdict:
    """What is known of one condition, or (with the first break of any) of all of them.

    at_start, now: yes, no, unknown or nothing. first_break, first_unfavourable: of what proves the
    verdict. first_not_met: the first time it is proven not to be met, whatever that proves.
    """

    verdict: str
    at_start: str
    now: str
    first_break: Break | None
    first_unfavourable: Break | None
    first_not_met: Break | None

    @property
    def constant(self) -> bool | None:
        """Whether it was met all along; None where that is not known."""
        return None if self.verdict == UNKNOWN else self.verdict == CONSTANT


def finding(condition: str, steps: StepFunction[Judgement]) -> ConditionVerdict:
    """The verdict on one condition; without any time to judge it is unknown."""
    values = [part.value.met for part in steps.parts]
    if not values:
        return ConditionVerdict(UNKNOWN, NOTHING, NOTHING, None, None, None)
    unmet = [place for place, value in enumerate(values) if value == NO]
    changes = [
        place
        for place in unmet
        if YES in values[:place] or steps.parts[place].value.why in DEPARTURES
    ]
    verdict = _verdict(values, changes)
    proving = unmet if verdict == NOT_MET_AT_START else changes
    worse = [place for place in proving if _unfavourable(condition, steps.parts[place])]
    return ConditionVerdict(
        verdict,
        values[0],
        values[-1],
        *(_break(condition, steps, places) for places in (proving, worse, unmet)),
    )


def whole(findings: Iterable[ConditionVerdict]) -> str:
    """The verdict as a whole: the first in the order that one of the conditions has."""
    verdicts = {verdict.verdict for verdict in findings} or {UNKNOWN}
    return next(verdict for verdict in ORDER if verdict in verdicts)


def first(breaks: Iterable[Break | None]) -> Break | None:
    """The earliest of some breaks; of those on one day the first in the order given."""
    return min(
        (broken for broken in breaks if broken is not None),
        key=lambda broken: broken.on,
        default=None,
    )


def _verdict(values: list[str], changes: list[int]) -> str:
    if values[0] == NO:
        return NOT_MET_AT_START
    if changes:
        return CHANGED
    if YES in values and set(values) <= {YES, NOTHING}:
        return CONSTANT
    return UNKNOWN


def _unfavourable(condition: str, step: Piece[Judgement]) -> bool:
    """Whether a stretch in which a condition is not met is to the disadvantage of residents.

    The yardstick itself asks for every condition, so it is, unless it is a change of rules that
    is not coded as unfavourable.
    """
    return condition not in CODED or step.value.direction == "unfavourable"


def _break(condition: str, steps: StepFunction[Judgement], places: list[int]) -> Break | None:
    """The first of some stretches in which a condition is not met."""
    if not places:
        return None
    place = places[0]
    step, earlier = steps.parts[place], steps.parts[:place]
    met = [piece.end for piece in earlier if piece.value.met == YES]
    events = step.value.events
    return Break(
        on=step.start,
        condition=condition,
        before=earlier[-1].value.met if earlier else None,
        met_until=met[-1] if met else None,
        why=step.value.why,
        event=events[-1] if events else None,
        events=events,
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
    measured = measurements(geography, charter, key, scope)
    for terms, (measurement, parameters) in zip(charter.conditions[key], measured, strict=False):
        held = terms.start, measurement.end
        by_terms = condition(key)(measurement, parameters)
        first, *others = by_terms.steps.within(*held).parts
        if key in CONDITIONS and found and found[-1].value.met != first.value.met:
            first = first._replace(value=_attribute_change(first.value, terms.event))
        found += [first, *others]
        vouched += by_terms.vouched.within(*held).parts
    return Judged(piecewise(found), piecewise(vouched))


def _attribute_change(judgement: Judgement, event: int) -> Judgement:
    others = (record for record in judgement.events if record != event)
    return replace(judgement, events=(*others, event), why="terms-amended")
