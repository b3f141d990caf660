"""A part of a power at one place, and what stands beside who has it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Literal

from domain.dates import BEGINNING, Instant, day, due_instant, until
from domain.step_function import NO, StepFunction
from domain.value import remembering_class
from projections.control.mandate import Part
from projections.control.powers import Powers
from projections.control.scope import ControlScope
from projections.control.state import UNCLEAR, Control
from projections.geography.relation import WITHIN
from projections.report import Event, Events
from projections.rows.frozen import Frozen, row_class
from projections.rows.tenure import Ending, MandateRow, Position

# -- cell --------------------------------------------------------------------------------------
# A cell: one part of a power at one place, asked about at a moment and perhaps over a window.

NOT_THERE = "not-there"
"""Why it is unknown who has control over a group: it has no members there at that moment."""


@remembering_class
class PowerAtPlace:
    """A part of a power at a place, asked about at a moment and perhaps over a window."""

    powers: Powers
    place: ControlScope
    power: str
    part: Part
    window: tuple[Instant, Instant] | None = None

    @property
    def at(self) -> Instant:
        """The moment that is asked for."""
        return self.powers.geography.question.as_of

    @cached_property
    def history(self) -> StepFunction[Control]:
        """Who held it, from the beginning to just after the moment asked for or the window."""
        end = max(due_instant(self.at), self.window[1] if self.window else BEGINNING)
        return self.powers.over_time(self.place, self.power, self.part, BEGINNING, end)

    @cached_property
    def now(self) -> Control:
        """Who holds it at the moment asked for."""
        there = self.history.at(self.at)
        return there or Control(
            state=UNCLEAR,
            doubt=NOT_THERE,
            bodies=frozenset(),
            held=(),
            claimed=(),
            vouched_by=(),
            contested=False,
            events=(),
        )

    @cached_property
    def position(self) -> Position:
        """Where the place lies at the moment asked for."""
        return self.powers.positions(self.place).at(self.at) or frozenset()

    @property
    def ever_recorded(self) -> bool:
        """Whether a mandate for the power and the topic was ever recorded there or above."""
        return any(
            self.powers.ever_recorded((self.power,), self.part, stretch.value)
            for stretch in self.powers.positions(self.place).parts
        )

    @cached_property
    def mandates(self) -> list[MandateRow]:
        """Every mandate that counts in this part, whenever it was in force."""
        return self.powers.reaching_part(self.place, self.power, self.part)


# -- supplementary -----------------------------------------------------------------------------
# What stands beside who has control: what is to come, what is claimed, and what came out later.

Mandate = Annotated[str, "the mandate"]


@row_class
class PendingChange(Frozen):
    """A power that begins or ends later."""

    mandate: Mandate
    holder: Annotated[str, "whose power begins or ends"]
    event: Event
    change: Annotated[
        Literal["begins", "ends", "last-day"],
        "begins; ends (first day without); last-day (last day with)",
    ]
    on: Annotated[str, "when, as written"]


def pending(cell: PowerAtPlace) -> tuple[PendingChange, ...]:
    """What had been decided by the moment asked for, to begin or end after it."""
    found: list[tuple[Instant, PendingChange]] = []
    for mandate in cell.mandates:
        if not mandate.counted or not mandate.covers(cell.position):
            continue
        if mandate.decided <= cell.at < mandate.begins.earliest:
            begins = PendingChange(
                mandate=mandate.mandate,
                holder=mandate.holder,
                event=mandate.event,
                change="begins",
                on=mandate.since,
            )
            found.append((mandate.begins.earliest, begins))
        for ending in mandate.endings_at(cell.position, cell.part.level):
            to_come = ending.decided <= cell.at < ending.without.earliest
            if to_come and not mandate.overtaken(ending, cell.at):
                ends = PendingChange(
                    mandate=mandate.mandate,
                    holder=mandate.holder,
                    event=ending.event,
                    change="last-day" if ending.last else "ends",
                    on=ending.written,
                )
                found.append((ending.without.earliest, ends))
    found.sort(key=lambda dated: (dated[0], dated[1].mandate))
    return tuple(change for _, change in found)


@row_class
class Claim(Frozen):
    """What is said of who has a power, and with whose word it is."""

    mandate: Mandate
    holder: Annotated[str, "who is said to hold it"]
    since: Annotated[str, "since when, as written"]
    until: Annotated[
        str | None, "its last day, as written where that is less exact; null if no end is on record"
    ]
    word: Annotated[str | None, "whose word it is; null where only the sources say so"]
    titles: Annotated[tuple[str, ...], "the titles of the sources"]
    kind: Annotated[Literal["factual", "disputed"], "factual (never counted) or disputed"]


@row_class
class FactualClaim(Claim):
    """A claim of control in fact, without a title."""

    events: Events


@row_class
class DisputedClaim(Claim):
    """A claim that somebody contests."""

    by: Annotated[str, "who contests it"]
    reason: Annotated[str, "why it is contested"]
    instead: Annotated[dict[str, str], "what is so instead: fields and values"]
    events: Events


def claims(cell: PowerAtPlace) -> tuple[FactualClaim | DisputedClaim, ...]:
    """What is said and contested, side by side, each with whose word it is."""
    start, end = cell.window or (cell.at, due_instant(cell.at))
    return tuple(
        claim
        for mandate in cell.mandates
        if mandate.between(start, end) and mandate.covers(cell.position)
        for claim in _claims(mandate, _until(cell, mandate))
    )


def _until(cell: PowerAtPlace, mandate: MandateRow) -> str | None:
    """The last day of a mandate at the place; as written where that is less exact than a day."""
    ends = mandate.endings_at(cell.position, cell.part.level)
    first = min(ends, key=lambda ending: ending.without.latest, default=None)
    if first is None:
        return None
    return first.written if first.last else until(first.written)


def _claims(mandate: MandateRow, end: str | None) -> Iterator[FactualClaim | DisputedClaim]:
    """What is claimed by a mandate that is not counted, and by each dispute about it."""
    said = (mandate.mandate, mandate.holder, mandate.since, end, mandate.word, mandate.titles)
    if not mandate.counted:
        yield FactualClaim(*said, kind="factual", events=(mandate.event,))
    for dispute in mandate.disputes:
        yield DisputedClaim(
            *said,
            kind="disputed",
            by=dispute.by,
            reason=dispute.reason,
            instead=dict(dispute.instead),
            events=(mandate.event, dispute.event),
        )


def narrower(cell: PowerAtPlace) -> tuple[str, ...]:
    """Areas and cases in the place with mandates for this power of their own."""
    if cell.place.group or not cell.place.scope.startswith("area/"):
        return ()
    powers, geography = cell.powers, cell.powers.geography

    def find() -> tuple[str, ...]:
        end = due_instant(cell.at)
        own = {
            mandate.scope
            for mandate in powers.mandates
            if mandate.power == cell.power and mandate.between(cell.at, end)
        }
        return tuple(
            scope
            for scope in sorted(own - cell.position)
            if not scope.startswith("cohort/")
            and geography.relation(scope, cell.place.scope, cell.at) == WITHIN
        )

    return geography.once(("narrower", powers.without, cell.place, cell.power), find)


@row_class
class LaterRecord(Frozen):
    """A record that an answer rests on and that appeared after the moment asked for."""

    mandate: Mandate
    appeared: Annotated[str, "the earliest day on which it can have been public"]
    event: Event


def later(cell: PowerAtPlace) -> tuple[LaterRecord, ...]:
    """The records that today's answer rests on and that appeared after the moment asked for."""
    found: dict[int, LaterRecord] = {}
    for mandate in cell.mandates:
        lasts = mandate.lasts(cell.position, cell.part.level, cell.at) != NO
        if lasts and mandate.appeared > cell.at:
            found[mandate.event] = _appeared(mandate, mandate)
        for ending in mandate.endings_at(cell.position, cell.part.level):
            if ending.without.earliest <= cell.at < ending.appeared:
                found[ending.event] = _appeared(mandate, ending)
    return tuple(found[event] for event in sorted(found))


def _appeared(mandate: MandateRow, record: MandateRow | Ending) -> LaterRecord:
    """When the record of a mandate, or of an end of it, appeared."""
    return LaterRecord(mandate.mandate, day(record.appeared), record.event)
