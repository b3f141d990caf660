"""`clear-lead`, `same-lead` and `one-ministry`: whether it is clear who is in control (METHODS 6).

A second holder of a lead, or nobody, is proven by the record or by whoever vouches for it. That
there is exactly one, that it is still the same, or that no further ministry has a power is said
only where somebody vouches that all mandates are on record; elsewhere one holder on record is
"unknown", with that as the reason. On the day of the start the lead is that of the start by
definition, so that a later change of it is a change.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from domain.dates import Instant, plus_days
from domain.step_function import (
    NO,
    NOTHING,
    UNKNOWN,
    YES,
    piecewise,
    sampled,
    together,
)
from projections.charter import Measurement
from projections.conditions.condition import Judged, Judgement, with_word
from projections.control.mandate import Part
from projections.control.powers import PartControl, PartsOfPower, Pieces, Powers
from projections.control.state import NOBODY, SEVERAL, SILENT, UNCLEAR, Control
from projections.geography.coverage import each_once, jointly
from projections.parties import Bodies
from projections.report import Parties

ORDER = (NO, UNKNOWN, YES)
"""Which of several judgements decides: one that is not met, else one that is not known."""

LEAD = "lead"


class Why(NamedTuple):
    """Whether a lead meets a condition, the key of the sentence that says why, and on whose word.

    vouched_by: who vouches that all mandates are on record, where it rests on that.
    """

    met: str
    key: str
    vouched_by: Parties = ()


NOT_VOUCHED = Why(UNKNOWN, "lead-not-vouched")
WITHOUT_RECORD = frozenset({"lead-not-vouched", "lead-not-on-record", "ministries-not-vouched"})
"""The reasons for not knowing that more records would take away."""


def clear_lead(measurement: Measurement, _parameters: dict[str, int]) -> Judged:
    """Whether each group has one holder of every power asked about, or several by declaration."""

    def judged(every: Iterable[Pieces]) -> Judgement:
        return _judgement(
            (piece.control, _clear(piece.control)) for leads in every for piece in leads
        )

    divisions = _leading(measurement)
    if not divisions:
        return _no_lead(measurement)
    leading = together(*(division.over_time for division in divisions))
    return with_word(leading.change(judged), leading.change(_vouchers))


def _vouchers(every: Iterable[Pieces]) -> Parties:
    """Who vouches for all mandates for every piece of some leads."""
    return jointly(piece.control.vouched_by for leads in every for piece in leads)


def same_lead(measurement: Measurement, _parameters: dict[str, int]) -> Judged:
    """Whether that holder is the one at the start, or its legal successor."""
    leading = _leading(measurement)
    if not leading:
        return _no_lead(measurement)
    first_day = plus_days(measurement.start, 1)

    def judged(moment: Instant) -> Judgement:
        found: list[tuple[Control, Why]] = []
        for division in leading:
            for now in division.at(moment):
                before = _at_start(division, now)
                if before is not None:
                    why = _same(before, now.control, division.powers.bodies, moment)
                    begins = moment < first_day and why == NOT_VOUCHED
                    found.append((now.control, Why(YES, "lead-of-the-start") if begins else why))
        return _judgement(found)

    turns = {turn for division in leading for turn in division.over_time.turns()} | {first_day}
    turns |= leading[0].powers.bodies.turns
    steps = sampled(turns, measurement.start, measurement.end, judged)
    return with_word(steps, together(*(one.over_time for one in leading)).change(_vouchers))


def one_ministry(measurement: Measurement, parameters: dict[str, int]) -> Judged:
    """Whether at most `n` ministries hold any power at the place.

    What they hold over a group in it alone proves nothing of the place (METHODS 6).
    """
    powers = _powers(measurement)
    part = Part(measurement.level)
    over = [
        powers.every(place, part, measurement.start, measurement.end)
        for place in powers.where.places_in(measurement.scope)
        if not place.group
    ]

    def vouchers(moment: Instant) -> Parties:
        return jointly(
            control.vouched_by for over_time in over if (control := over_time.at(moment))
        )

    def judged(moment: Instant) -> Judgement:
        controls = [control for over_time in over if (control := over_time.at(moment))]
        held = [
            incumbent
            for control in controls
            for incumbent in control.held
            if powers.bodies.is_ministry(incumbent.body, moment)
        ]
        held.sort(
            key=lambda incumbent: (incumbent.mandate.begins.earliest, incumbent.mandate.event)
        )
        events = tuple(dict.fromkeys(incumbent.mandate.event for incumbent in held))
        surely = {
            incumbent.body
            for incumbent in held
            if incumbent.certain and not incumbent.mandate.disputes
        }
        if len(surely) > parameters["n"]:
            return Judgement(NO, events, "too-many-ministries")
        if len({incumbent.body for incumbent in held}) > parameters["n"]:
            return Judgement(UNKNOWN, events, "ministries-vague")
        if vouched_by := vouchers(moment):
            return Judgement(YES, events, vouched_by=vouched_by)
        return Judgement(UNKNOWN, events, "ministries-not-vouched", missing=("mandate",))

    turns = {turn for over_time in over for turn in over_time.turns()}
    steps = sampled(turns, measurement.start, measurement.end, judged)
    return with_word(steps, sampled(turns, measurement.start, measurement.end, vouchers))


def _powers(measurement: Measurement) -> Powers:
    """The mandates that may prove something of the place."""
    geography = measurement.geography
    return Powers.of(
        geography, geography.unproven(measurement.scope, measurement.start, measurement.end)
    )


def _leading(measurement: Measurement) -> list[PartsOfPower]:
    """Every power that the yardstick asks about, else the lead on each topic ever recorded."""
    powers = _powers(measurement)
    start, end, level = measurement.start, measurement.end, measurement.level
    asked: Iterable[tuple[str, str | None]] = measurement.powers or [
        (LEAD, topic) for topic in _topics(powers, measurement.scope)
    ]
    return [
        PartsOfPower(powers, measurement.scope, power, Part(level, topic), start, end)
        for power, topic in asked
    ]


def _topics(powers: Powers, scope: str) -> list[str | None]:
    """The topics for which a lead was ever recorded at a place or above; None: for all of them."""
    found = {
        mandate.topic
        for place in powers.where.places_in(scope)
        for mandate in powers.reaching(place, LEAD)
    }
    return sorted(found, key=lambda topic: topic or "")


def _no_lead(measurement: Measurement) -> Judged:
    """Where no lead was ever recorded, that nobody had it is no finding (METHODS 0, Silence)."""
    unknown = Judgement(UNKNOWN, (), "lead-not-on-record", missing=("mandate",))
    steps = piecewise([(measurement.start, measurement.end, unknown)])
    return with_word(steps, steps.change(lambda _: ()))


def _at_start(leading: PartsOfPower, now: PartControl) -> Control | None:
    """Who led at the start what somebody leads now; None for what was divided then.

    Who belongs to a group that came to be there later was led as everybody else at the place.
    """
    begun = {(piece.place, piece.part): piece.control for piece in leading.at(leading.start)}
    cell = leading.cells[now.place, now.part]
    if now.place.group and cell.at(leading.start) is None:
        at_large = now.place._replace(group="")
        return begun.get((at_large, now.part)) or begun.get((at_large, leading.part))
    return begun.get((now.place, now.part))


def _clear(control: Control) -> Why:
    """Whether it is clear who leads."""
    if control.contested:
        return Why(UNKNOWN, "lead-contested")
    if control.clear:
        return Why(YES, "", control.vouched_by) if control.covered else NOT_VOUCHED
    if control.state == SEVERAL:
        return Why(NO, "several-lead")
    if control.state == NOBODY:
        return Why(NO, "nobody-leads", control.vouched_by)
    return Why(UNKNOWN, "lead-not-on-record" if control.doubt == SILENT else "lead-dates-vague")


def _same(before: Control, now: Control, bodies: Bodies, moment: Instant) -> Why:
    """Whether those who lead are those who led, or their legal successors.

    An office that moved to another ministry is the same holder still, and another office of the
    same ministry the same body.
    """
    if not now.clear or now.contested:
        return _clear(now)
    if before.contested or before.state == UNCLEAR:
        return Why(UNKNOWN, "lead-at-start-unknown")
    if not before.clear:
        return Why(NO, "no-lead-at-start", _clear(before).vouched_by)
    for then, today in ((before.bodies, now.bodies), (before.parties, now.parties)):
        if {heir for party in then for heir in bodies.heirs(party, moment)} == today:
            return _clear(now)
    return Why(NO, "lead-changed")


def _judgement(found: Iterable[tuple[Control, Why]]) -> Judgement:
    """The judgement that decides, with all that it rests on."""
    every = list(found)
    if not every:
        return Judgement(NOTHING)
    met = next(word for word in ORDER if any(why.met == word for _, why in every))
    deciding = [(control, why) for control, why in every if why.met == met]
    events = [event for control, _ in deciding for event in control.events]
    key = deciding[-1][1].key
    return Judgement(
        met,
        # Named more than once, a record stands where it was named last: the cause comes last.
        tuple(reversed(dict.fromkeys(reversed(events)))),
        key,
        missing=("mandate",) if key in WITHOUT_RECORD else (),
        vouched_by=each_once(why.vouched_by for _, why in deciding),
        held_by=each_once(control.in_own_name for control, _ in deciding),
    )
