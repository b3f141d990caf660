"""Powers over time: for a place, a power, and the part of it that is asked about, who holds it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from domain.dates import Instant
from domain.spans import NO, Step, Steps, sampled, steps
from projections.control.bodies import Bodies
from projections.control.cause import Moves, brought_about, moves
from projections.control.chain import Chain, chain
from projections.control.parts import POWERS, Part, meeting, part_of
from projections.control.scope import Spot, Whereabouts
from projections.control.state import Control, Here
from projections.geography.geography import Geography
from projections.rows.tenure import DutyRow, MandateRow, Position


@dataclass(frozen=True)
class Powers:
    """Every mandate of a ledger, over the land as it changed."""

    landscape: Geography

    @cached_property
    def holdings(self) -> list[MandateRow]:
        """Every mandate as known."""
        asked = self.landscape.question
        return asked.book.at(MandateRow, asked.as_of, asked.known)

    @cached_property
    def bodies(self) -> Bodies:
        """The parties over time."""
        return Bodies(self.landscape.question)

    @cached_property
    def moves(self) -> Moves:
        """The changes of areas and parties, which may change control without a mandate."""
        return moves(self.landscape.question)

    @cached_property
    def where(self) -> Whereabouts:
        """The places over time, as far as a mandate, its end, a duty or a coverage names them."""
        asked = self.landscape.question
        duties = asked.book.at(DutyRow, asked.as_of, asked.known)
        named = {row.scope for row in (*self.landscape.coverage.rows, *duties)}
        for one in self.holdings:
            named |= {one.scope, *one.excepted, *(ending.scope for ending in one.endings)}
        return Whereabouts(self.landscape, frozenset(named - {""}))

    def positions(self, spot: Spot) -> Steps[Position]:
        """The position of a spot for as long as it is there."""
        return self.where.positions(spot)

    def position(self, scope: str, moment: Instant) -> Position:
        """The position of a place at a moment, of a group that of the first of its areas."""
        found = (self.positions(spot).at(moment) for spot in self.where.spots(scope))
        return next((one for one in found if one), frozenset({scope}))

    def places(self, spot: Spot) -> set[str]:
        """Everything that matters and that a spot lies in or belongs to at any time."""
        return {place for part in self.positions(spot).parts for place in part.value}

    def reaching(self, spot: Spot, power: str) -> list[MandateRow]:
        """Every mandate for a power that covers a spot at one of its positions."""
        positions = {part.value for part in self.positions(spot).parts}
        return [
            one
            for one in self.holdings
            if one.power == power and any(one.covers(position) for position in positions)
        ]

    def parts(self, spot: Spot, power: str, start: Instant, end: Instant) -> list[Part]:
        """The parts that mandates in force at some time between two moments tell apart at a spot.

        At a group in an area those alone where a mandate, or the end of one, is the group's own.
        """
        places = self.places(spot)
        there = [one for one in self.reaching(spot, power) if self._there(one, spot, start, end)]
        named = {part for one in there for part in _parts(one, places)}
        own = [one for one in there if spot.group in _scopes(one)]
        return [
            part
            for part in meeting(named)
            if not spot.group or any(part.lies_in(part_of(one)) for one in own)
        ]

    def _there(self, one: MandateRow, spot: Spot, start: Instant, end: Instant) -> bool:
        """Whether a mandate may have been in force at a spot at some time on [start, end)."""
        return any(
            one.lasts(stretch.value, one.level, moment) != NO
            for stretch in self.positions(spot).within(start, end).parts
            for moment in (stretch.start, *one.turns())
            if stretch.start <= moment < stretch.end
        )

    def over_time(
        self, spot: Spot, power: str, part: Part, start: Instant, end: Instant
    ) -> Steps[Control]:
        """Who holds a part of a power at a spot, on [start, end) and while the spot is there."""
        counting = [one for one in self.reaching(spot, power) if part.lies_in(part_of(one))]
        return self._control(spot, counting, ((power,), part), start, end)

    def every(self, spot: Spot, part: Part, start: Instant, end: Instant) -> Steps[Control]:
        """Who holds any power at a spot, taken together, on [start, end)."""
        reaching = [one for power in POWERS for one in self.reaching(spot, power)]
        counting = [one for one in reaching if part.meet(part_of(one))]
        return self._control(spot, counting, (POWERS, part), start, end)

    def _control(
        self,
        spot: Spot,
        counting: list[MandateRow],
        asked: tuple[Collection[str], Part],
        start: Instant,
        end: Instant,
    ) -> Steps[Control]:
        powers, part = asked
        vouched = self.landscape.coverage.about("mandate", topic=part.topic, level=part.level)
        dated = {turn for one in counting for turn in one.turns()}
        dated |= {turn for row in vouched for turn in (row.start, row.end)}
        found: list[Step[Control]] = []
        for stretch in self.positions(spot).within(start, end).parts:
            ever = self._ever_recorded(powers, part, stretch.value)
            here = Here(self.bodies, counting, vouched, stretch.value, part, ever)
            found += sampled(
                dated | self.bodies.turns, stretch.start, stretch.end, here.control
            ).parts
        return brought_about(steps(found), dated, lambda: self.where.places(spot), self.moves)

    def _ever_recorded(self, powers: Collection[str], part: Part, position: Position) -> bool:
        """Whether a mandate with one of these powers, on the topic, was ever recorded there.

        Where none ever was, that nobody has the power is no finding: the record may not be about
        it at all (METHODS 0, Silence).
        """
        return any(
            one.power in powers
            and one.scope in position
            and (part.topic is None or one.topic in {None, part.topic})
            for one in self.holdings
        )

    def chain(self, one: MandateRow, position: Position, level: str | None, at: Instant) -> Chain:
        """From a mandate to its legal basis, over what is held at a place and a moment."""

        def granters(passed: MandateRow) -> list[MandateRow]:
            if passed.granted_by is None:
                return []
            wanted = {
                above
                for heir in self.bodies.heirs(passed.granted_by, at)
                for above in self.bodies.above(heir, at)
            }
            return [
                other
                for other in self.holdings
                if other.counted
                and other.power == one.power
                and part_of(one).lies_in(part_of(other))
                and other.lasts(position, level, at) != NO
                and any(self.bodies.heirs(holder, at) & wanted for holder in other.holders)
            ]

        return chain(one, granters)


def _parts(one: MandateRow, places: set[str]) -> set[Part]:
    """The parts that a mandate tells apart: its own, and the levels at which it ended there."""
    own = part_of(one)
    levels = {ending.level for ending in one.endings if ending.scope in places | {""}}
    return {own} | {part for level in levels if (part := own.meet(Part(level)))}


def _scopes(one: MandateRow) -> set[str]:
    return {one.scope, *(ending.scope for ending in one.endings)}
