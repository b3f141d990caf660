"""The checks on control: gaps, overlaps, changes of the lead, legal bases, duties without power.

They look at every place that a mandate names, from the first day on which somebody had a power
there to the moment asked for: before that there was nothing to hand over. What is found at a place
is not found again for the places in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from itertools import product

from domain.dates import BEGINNING, Instant, day, due_instant, last_day
from domain.step_function import NO, StepFunction
from projections.checks.finding import (
    Finding,
    Handover,
    HeldWrongly,
    OverBefore,
    Powerless,
    finding,
)
from projections.control.cell import PowerAtPlace
from projections.control.duties import duties as all_duties
from projections.control.duties import powerless
from projections.control.figures import handovers
from projections.control.mandate import NO_POWER as GRANTER_WITHOUT_POWER
from projections.control.mandate import POWERS, WHOLE
from projections.control.powers import PartsOfPower, Powers
from projections.control.row import about
from projections.control.state import NOBODY, SEVERAL, Control
from projections.geography.coverage import vouching
from projections.geography.geography import Geography
from projections.report import Fields, Question
from projections.rows.tenure import MandateRow, TenureRow

LEAD = "lead"

Key = tuple[str, Instant, Instant, frozenset[int]]
"""What a finding is about: the power, from when to when, and the records."""


def no_gap(question: Question) -> list[Finding]:
    """Nobody had a power that somebody had before, and somebody vouches that none is missing."""
    return _found(question, "no-gap", NOBODY)


def no_overlap(question: Question) -> list[Finding]:
    """More than one body had a power without having it together, as declared."""
    return _found(question, "no-overlap", SEVERAL)


def same_lead(question: Question) -> list[Finding]:
    """The lead went to another body that is no legal successor of the one before."""
    powers = Powers.of(Geography(question))
    found: dict[str, Finding] = {}
    for cell, history in _histories(powers):
        if cell.power != LEAD:
            continue
        for before, after in handovers(history):
            bodies = before.value.bodies
            heirs = {heir for body in bodies for heir in powers.bodies.heirs(body, after.start)}
            if heirs != after.value.bodies:
                events = [*before.value.events, *after.value.events]
                told = Handover(
                    **_power(cell),
                    before=tuple(sorted(before.value.parties)),
                    after=tuple(sorted(after.value.parties)),
                    day=day(after.start),
                )
                handover = finding("same-lead", cell.place.scope, events, told)
                found.setdefault(f"{after.start} {events}", handover)
    return list(found.values())


def legal_basis(question: Question) -> list[Finding]:
    """A mandate in force leads back to itself, or to nobody who had the power."""
    powers, at = Powers.of(Geography(question)), question.as_of
    vouched = powers.geography.coverage.about("mandate")
    found: list[Finding] = []
    for mandate in powers.mandates:
        position = powers.position(mandate.scope, at)
        if not mandate.counted or mandate.lasts(position, mandate.level, at) == NO:
            continue
        basis = powers.legal_basis(mandate, position, mandate.level, at)
        covered = [row.event for row in vouching(vouched, position, at)]
        if basis.doubt and (basis.doubt != GRANTER_WITHOUT_POWER or covered):
            events = [*(link.event for link in basis.links), *covered]
            subject = f"mandate/{mandate.mandate}"
            found.append(finding("legal-basis", subject, events, code=basis.doubt))
    return found


def duties(question: Question) -> list[Finding]:
    """A body has a duty and no power that answers to it, and all mandates are vouched for."""
    return [
        finding(
            "duties",
            f"duty/{row.duty}",
            row.events,
            Powerless(holder=row.holder, act=row.act),
        )
        for row in powerless(Powers.of(Geography(question)), question.as_of)
    ]


def _found(question: Question, check: str, wanted: str) -> list[Finding]:
    """Every stretch in which so many had a power, since somebody first had it."""
    found: dict[Key, Finding] = {}
    # A finding that says no less is about all the records of this one, so about its first one.
    by_record: dict[tuple[str, int | None], list[Key]] = defaultdict(list)
    for cell, history in _histories(Powers.of(Geography(question))):
        for start, end, unwanted in history.change(lambda control: control.state != wanted).parts:
            steps = history.within(start, end).parts
            events = [event for step in steps for event in step.value.events]
            vouched_by = {party for step in steps for party in step.value.vouched_by}
            key = (cell.power, start, end, frozenset(events))
            known = by_record[cell.power, min(events, default=None)]
            if not unwanted and not any(_within(key, wider) for wider in known):
                until = None if end > question.as_of else last_day(end)
                told = HeldWrongly(
                    **_power(cell),
                    start=day(start),
                    end=until,
                    vouched_by=tuple(sorted(vouched_by)),
                )
                found[key] = finding(check, cell.place.scope, events, told)
                for event in {None, *events}:
                    by_record[cell.power, event].append(key)
    return list(found.values())


def _within(key: Key, wider: Key) -> bool:
    """Whether a finding says no more than another one: of the same power, days and records."""
    return key[0] == wider[0] and wider[1] <= key[1] and key[2] <= wider[2] and key[3] <= wider[3]


def _power(cell: PowerAtPlace) -> Fields:
    """Which power it is, and which part of it."""
    which = about(cell)
    return {
        "power": which.power,
        "topic": which.topic,
        "level": which.level,
        "phase": which.phase,
        "group": which.group,
    }


def _histories(powers: Powers) -> list[tuple[PowerAtPlace, StepFunction[Control]]]:
    """Every piece of the powers at every place that a mandate names, the wider places first.

    Each from the first day on which somebody held it; without those that never changed since.
    """
    return powers.geography.once("histories of control", lambda: list(_held_ever(powers)))


def _held_ever(powers: Powers) -> Iterator[tuple[PowerAtPlace, StepFunction[Control]]]:
    end = due_instant(powers.geography.question.as_of)
    scopes = {mandate.scope for mandate in powers.mandates}
    seen: set[Hashable] = set()
    for scope in sorted(scopes, key=lambda scope: (_depth(powers, scope), scope)):
        for power, place in product(POWERS, powers.where.places_in(scope)):
            division = PartsOfPower(powers, scope, power, WHOLE, BEGINNING, end)
            deciding = powers.deciding(place, power)
            topics = _own_topics(deciding, (power, bool(place.group)), seen)
            for part in powers.parts(place, power, BEGINNING, end, topics) if topics else ():
                decides = power, part, deciding[part.topic]
                if decides in seen or powers.never_changed(place, power, part):
                    continue
                seen.add(decides)
                history = division.undivided(place, part)
                first = history.first(lambda control: bool(control.bodies))
                if first:
                    yield PowerAtPlace(powers, place, power, part), history.within(first.start, end)


def _own_topics(
    deciding: Mapping[str | None, int], asked: tuple[str, bool], seen: set[Hashable]
) -> set[str | None]:
    """The topics of a power on which something else decides than at the places that were seen.

    asked: the power, and whether it is asked about for a group in a place.
    Where the same decides as at a wider place, the same is found: its parts are not listed again.
    """
    own = {topic for topic, decides in deciding.items() if (asked, topic, decides) not in seen}
    seen.update((asked, topic, deciding[topic]) for topic in own)
    return own


def _depth(powers: Powers, scope: str) -> int:
    """Within how many places a place lies."""
    return max(len(powers.surroundings(place)) for place in powers.where.places_in(scope))


def ends(question: Question) -> list[Finding]:
    """A mandate or a duty was ended that had been over since its own last day."""
    tenures: list[TenureRow] = [
        *question.book.at(MandateRow, question.as_of, question.known),
        *all_duties(question),
    ]
    return [
        finding(
            "ends",
            tenure.subject,
            [before.event, ending.event],
            OverBefore(last=before.written, end=ending.written),
        )
        for tenure in tenures
        for ending in tenure.endings
        if (before := tenure.overtaken(ending, question.as_of)) is not None
        and before.last
        and ending.decided <= question.as_of
    ]


CHECKS = {
    "no-gap": no_gap,
    "no-overlap": no_overlap,
    "same-lead": same_lead,
    "legal-basis": legal_basis,
    "duties": duties,
    "ends": ends,
}
"""The checks on control by their names."""
