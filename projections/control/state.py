"""How many hold a power at one place and one moment: nobody, one, several or several together.

A date that is imprecise can be read in more than one way. If every reading gives the same answer
that is the answer, else it is unknown: "neither gap nor overlap" (METHODS 0).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import product
from typing import NamedTuple

from domain.dates import Instant
from domain.step_function import NO, UNKNOWN, YES
from domain.value import value_class
from projections.control.mandate import Part
from projections.geography.coverage import by, vouching
from projections.parties import Bodies
from projections.rows.subjects import CoverageRow
from projections.rows.tenure import MANDATE, MandateRow, Position

NOBODY, ONE, SEVERAL, JOINT, UNCLEAR = "none", "one", "several", "joint", UNKNOWN
CLEAR = frozenset({ONE, JOINT})
"""One holder, or several who hold the power together, as was declared."""

SILENT, VAGUE = "none-on-record", "vague"
"""Why it is unknown: no holder is on record and nobody vouches for that; or the dates are vague."""

Group = frozenset[str]
"""Bodies that hold a power by one mandate."""


class ControlReading(NamedTuple):
    """What one reading of the dates gives: the state, and who is in control where that is clear."""

    state: str
    bodies: Group = frozenset()


class Incumbent(NamedTuple):
    """A mandate that is in force, by whom now, as which body, and whether that is certain."""

    mandate: MandateRow
    party: str
    body: str
    certain: bool


@value_class
class Control:
    """Who holds a power at one place over one stretch of time.

    state: NOBODY, ONE, SEVERAL, JOINT or UNCLEAR. doubt: why UNCLEAR, else empty. bodies: those
    that certainly hold it. held: who is on record, also where that is not certain. claimed: who is
    said to be in control in fact. vouched_by: the parties that vouch that all mandates are on
    record. contested: whether the answer would be another one without the mandates that are
    disputed. events: what it rests on, that which brought it about last.
    """

    state: str
    doubt: str
    bodies: Group
    held: tuple[Incumbent, ...]
    claimed: tuple[Incumbent, ...]
    vouched_by: tuple[str, ...]
    contested: bool
    events: tuple[int, ...]

    @property
    def clear(self) -> bool:
        """Whether one body, or several together as declared, is in control."""
        return self.state in CLEAR

    @property
    def covered(self) -> bool:
        """Whether somebody vouches that all mandates are on record."""
        return bool(self.vouched_by)

    @property
    def parties(self) -> frozenset[str]:
        """The parties on record as holding the power, with the offices of one body told apart."""
        return frozenset(incumbent.party for incumbent in self.held)

    @property
    def in_own_name(self) -> tuple[str, ...]:
        """The same without those who use a power that is held by one in the name of that one."""
        own = {one.party for one in self.held if one.mandate.basis != MANDATE}
        return tuple(sorted(own if self.state == ONE and own else self.parties))

    @property
    def empty(self) -> bool:
        """Whether nobody holds the power as far as the record tells."""
        return not self.held


def outcome(groups: Iterable[Group]) -> ControlReading:
    """What follows from mandates whose bodies are known: one set of bodies for each mandate."""
    every = list(groups)
    bodies = frozenset[str]().union(*every)
    if len(bodies) <= 1:
        return ControlReading(ONE if bodies else NOBODY, bodies)
    return ControlReading(JOINT, bodies) if bodies in every else ControlReading(SEVERAL)


def read(certain: Iterable[Group], unsure: Collection[frozenset[Group]]) -> ControlReading:
    """What every reading of the dates gives; UNCLEAR where they differ."""
    found: set[ControlReading] = set()
    if not unsure:
        return outcome(certain)
    for chosen in product(*unsure):
        found.add(outcome([*certain, *chosen]))
        if len(found) > 1:
            return ControlReading(UNCLEAR)
    return found.pop()


Lasting = tuple[MandateRow, str]
"""A mandate that is in force at a moment, and whether that is certain: YES or UNKNOWN."""


@value_class
class PositionControl:
    """One position and level, with every mandate that may count there and who vouches for more.

    vouched: declarations about mandates for what is asked about, wherever they hold.
    ever_recorded: whether a mandate for what is asked about was ever on record there.
    """

    bodies: Bodies
    mandates: Sequence[MandateRow]
    vouched: Sequence[CoverageRow]
    position: Position
    part: Part
    ever_recorded: bool

    @property
    def level(self) -> str | None:
        """The level that is asked about; None for all."""
        return self.part.level

    def control(self, at: Instant) -> Control:
        """Who holds the power at a moment."""
        lasting = [
            (mandate, presence)
            for mandate in self.mandates
            if (presence := mandate.lasts(self.position, self.level, at)) != NO
        ]
        counting = [(mandate, presence) for mandate, presence in lasting if mandate.counted]
        own = _of_their_own(counting)
        found = read(*self._groups(own, at))
        accepted = [(mandate, presence) for mandate, presence in counting if not mandate.disputes]
        contested = len(accepted) < len(counting) and found != read(
            *self._groups(_of_their_own(accepted), at)
        )
        vouched = vouching(self.vouched, self.position, at)
        doubt = VAGUE if found.state == UNCLEAR else ""
        if found.state == NOBODY and not self._proves_absence(vouched):
            found, doubt = ControlReading(UNCLEAR), SILENT
        held = self._held(counting, at)
        events = self._events(held, at)
        return Control(
            state=found.state,
            doubt=doubt,
            bodies=self._surely(own, at),
            held=held,
            claimed=self._held([each for each in lasting if not each[0].counted], at),
            vouched_by=tuple(by(vouched)),
            contested=contested,
            # That nobody holds a power rests on whoever vouches that nothing is missing.
            events=(*(row.event for row in vouched), *events) if found.state == NOBODY else events,
        )

    def _proves_absence(self, vouched: Sequence[CoverageRow]) -> bool:
        """Whether the silence of the record says that nobody has the power (METHODS 0)."""
        named = any(self.part.topic in row.topics for row in vouched)
        return bool(vouched) and (self.ever_recorded or named)

    def _groups(
        self, own: Iterable[Lasting], at: Instant
    ) -> tuple[list[Group], set[frozenset[Group]]]:
        """The bodies that hold the power by each mandate: for certain, or one of some readings."""
        certain: list[Group] = []
        unsure: set[frozenset[Group]] = set()
        for mandate, presence in own:
            readings = frozenset(self.bodies.readings(mandate.holders, at))
            if presence == YES and len(readings) == 1:
                certain += readings
            else:
                unsure.add(readings | {frozenset()} if presence == UNKNOWN else readings)
        return certain, unsure

    def _surely(self, own: Iterable[Lasting], at: Instant) -> Group:
        """The bodies that hold the power by every reading."""
        found: set[str] = set()
        for mandate, presence in own:
            if presence == YES:
                found |= frozenset.intersection(*self.bodies.readings(mandate.holders, at))
        return frozenset(found)

    def _held(self, lasting: Collection[Lasting], at: Instant) -> tuple[Incumbent, ...]:
        """Who holds something at a moment, or may do so; the longest holder first."""
        if not lasting:
            return ()
        rows: list[Incumbent] = []
        for mandate, presence in sorted(
            lasting, key=lambda each: (each[0].begins.earliest, each[0].mandate)
        ):
            for holder in mandate.holders:
                heirs = sorted(self.bodies.heirs(holder, at))
                certain = presence == YES and len(heirs) == 1
                rows += [
                    Incumbent(mandate, heir, self.bodies.body(heir, at), certain) for heir in heirs
                ]
        return tuple(rows)

    def _events(self, counted: Iterable[Incumbent], at: Instant) -> tuple[int, ...]:
        """The records of the mandates in force, and of the last ending unless one began later."""
        begun = {
            (incumbent.mandate.begins.earliest, 1, incumbent.mandate.event) for incumbent in counted
        }
        ended = {
            (ending.without.earliest, 0, ending.event)
            for mandate in self.mandates
            if mandate.endings and mandate.counted and mandate.covers(self.position)
            for ending in mandate.endings_at(self.position, self.level)
            if ending.without.earliest <= at
        }
        if ended:
            last = max(ended)[0]
            if not begun or last >= max(begun)[0]:
                begun |= {ending for ending in ended if ending[0] == last}
        return tuple(dict.fromkeys(event for _, _, event in sorted(begun)))


def _of_their_own(lasting: Sequence[Lasting]) -> list[Lasting]:
    """The mandates without those that are used in the name of another holder (Awb 10:1, 10:2).

    A minister and the office that acts in the minister's name have one power, not two.
    """
    if all(mandate.basis != MANDATE for mandate, _ in lasting):
        return list(lasting)
    sure = [mandate for mandate, presence in lasting if presence == YES]
    in_name_of = {
        holder for mandate in sure if mandate.basis != MANDATE for holder in mandate.holders
    }
    waiting = [mandate for mandate in sure if mandate.basis == MANDATE]
    # An office may pass its mandate on (Awb 10:9), so this goes on until nobody is added.
    while added := [mandate for mandate in waiting if mandate.granted_by in in_name_of]:
        in_name_of.update(holder for mandate in added for holder in mandate.holders)
        waiting = [mandate for mandate in waiting if mandate not in added]
    return [
        (mandate, presence)
        for mandate, presence in lasting
        if mandate.basis != MANDATE or mandate.granted_by not in in_name_of
    ]
