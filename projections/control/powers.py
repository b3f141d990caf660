"""Who holds each part of a power over time, and what changed it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from domain.dates import Instant
from domain.step_function import NO, Piece, StepFunction, piecewise, sampled
from projections.control.mandate import POWERS, LegalBasis, Part, legal_basis, meeting, part_of
from projections.control.scope import ControlScope, ScopeIndex
from projections.control.state import Control, PositionControl
from projections.geography.geography import Geography
from projections.parties import Bodies
from projections.report import Question
from projections.rows.frozen import Row
from projections.rows.subjects import AreaRow, MembershipRow, PartyRow
from projections.rows.tenure import DutyRow, MandateRow, Position

# -- attribution -------------------------------------------------------------------------------
# What brought a change of control about, where it is no mandate that began or ended.
#
# A village comes to lie in another municipality, a body is succeeded, an office gets another
# ministry: then the record of that is what whoever asks for the event wants to see.

Moves = dict[Instant, list[Row]]
"""What began to hold of areas, members of groups and parties, by its moment."""


def moves(question: Question) -> Moves:
    """Every change of an area, a membership or a party, as known."""
    found: Moves = defaultdict(list)
    book, known = question.book, question.known
    for row in (
        *book.ever(AreaRow, known),
        *book.ever(MembershipRow, known),
        *book.ever(PartyRow, known),
    ):
        found[row.start].append(row)
    return dict(found)


def attribute_change(
    found: StepFunction[Control], dated: set[Instant], places: Callable[[], set[str]], moved: Moves
) -> StepFunction[Control]:
    """The same control; where no mandate says why it changed, the record that does comes last.

    dated: the moments at which a mandate or a coverage begins or ends, which say why themselves.
    places: gives everything that the place lies in or belongs to at any time, as streams.
    """
    parts: list[Piece[Control]] = []
    for part in found.parts:
        if parts and part.start not in dated:
            parties = _parties(parts[-1].value) | _parties(part.value)
            records = _records(moved.get(part.start, []), places() | parties)
            parts.append(part._replace(value=_with(part.value, records)))
        else:
            parts.append(part)
    return piecewise(parts)


def _parties(control: Control) -> set[str]:
    return {
        f"party/{name}" for incumbent in control.held for name in (incumbent.party, incumbent.body)
    }


def _records(rows: list[Row], subjects: set[str]) -> list[int]:
    """The records of those rows that are about one of the subjects."""
    return sorted(row.event for row in rows if row.subject in subjects or row.scope in subjects)


def _with(control: Control, records: list[int]) -> Control:
    kept = (event for event in control.events if event not in records)
    return replace(control, events=(*kept, *records))


# -- powers ------------------------------------------------------------------------------------
# Powers over time: for a place, a power, and the part of it that is asked about, who holds it.


@dataclass(frozen=True)
class Powers:
    """Every mandate of a ledger, over the land as it changed.

    without: the groups that are left out, with their mandates and with what ended for them alone.
    """

    geography: Geography
    without: frozenset[str] = frozenset()

    @cached_property
    def mandates(self) -> list[MandateRow]:
        """Every mandate as known."""
        asked = self.geography.question
        every = asked.book.at(MandateRow, asked.as_of, asked.known)
        return [mandate for mandate in every if mandate.scope not in self.without]

    @cached_property
    def bodies(self) -> Bodies:
        """The parties over time."""
        return Bodies(self.geography.question)

    @cached_property
    def moves(self) -> Moves:
        """The changes of areas and parties, which may change control without a mandate."""
        return moves(self.geography.question)

    @cached_property
    def where(self) -> ScopeIndex:
        """The places over time, as far as a mandate, its end, a duty or a coverage names them."""
        asked = self.geography.question
        duties = asked.book.at(DutyRow, asked.as_of, asked.known)
        named = {row.scope for row in (*self.geography.coverage.rows, *duties)}
        for mandate in self.mandates:
            named |= {
                mandate.scope,
                *mandate.excepted,
                *(ending.scope for ending in mandate.endings),
            }
        return ScopeIndex(self.geography, frozenset(named - {""} - self.without))

    def positions(self, place: ControlScope) -> StepFunction[Position]:
        """The position of a place for as long as it is there."""
        return self.where.positions(place)

    def position(self, scope: str, moment: Instant) -> Position:
        """The position of a place at a moment, of a group that of the first of its areas."""
        found = (self.positions(place).at(moment) for place in self.where.places_in(scope))
        return next((position for position in found if position), frozenset({scope}))

    def surroundings(self, place: ControlScope) -> set[str]:
        """Everything that matters and that a place lies in or belongs to at any time."""
        return {stream for part in self.positions(place).parts for stream in part.value}

    def reaching(self, place: ControlScope, power: str) -> list[MandateRow]:
        """Every mandate for a power that covers a place at one of its positions."""
        positions = {part.value for part in self.positions(place).parts}
        return [
            mandate
            for mandate in self.mandates
            if mandate.power == power and any(mandate.covers(position) for position in positions)
        ]

    def parts(self, place: ControlScope, power: str, start: Instant, end: Instant) -> list[Part]:
        """The parts that mandates in force at some time between two moments tell apart at a place.

        At a group in an area those alone where a mandate, or the end of one, is the group's own.
        """
        places = self.surroundings(place)
        there = [
            mandate
            for mandate in self.reaching(place, power)
            if self._there(mandate, place, start, end)
        ]
        named = {part for mandate in there for part in _parts(mandate, places)}
        own = [mandate for mandate in there if place.group in _scopes(mandate)]
        return [
            part
            for part in meeting(named)
            if not place.group or any(part.lies_in(part_of(mandate)) for mandate in own)
        ]

    def _there(
        self, mandate: MandateRow, place: ControlScope, start: Instant, end: Instant
    ) -> bool:
        """Whether a mandate may have been in force at a place at some time on [start, end)."""
        return any(
            mandate.lasts(stretch.value, mandate.level, moment) != NO
            for stretch in self.positions(place).within(start, end).parts
            for moment in (stretch.start, *mandate.turns())
            if stretch.start <= moment < stretch.end
        )

    def over_time(
        self, place: ControlScope, power: str, part: Part, start: Instant, end: Instant
    ) -> StepFunction[Control]:
        """Who holds a part of a power at a place, on [start, end) and while that is there."""
        counting = [
            mandate for mandate in self.reaching(place, power) if part.lies_in(part_of(mandate))
        ]
        return self._control(place, counting, ((power,), part), start, end)

    def every(
        self, place: ControlScope, part: Part, start: Instant, end: Instant
    ) -> StepFunction[Control]:
        """Who holds any power at a place, taken together, on [start, end)."""
        reaching = [mandate for power in POWERS for mandate in self.reaching(place, power)]
        counting = [mandate for mandate in reaching if part.meet(part_of(mandate))]
        return self._control(place, counting, (POWERS, part), start, end)

    def _control(
        self,
        place: ControlScope,
        counting: list[MandateRow],
        asked: tuple[Collection[str], Part],
        start: Instant,
        end: Instant,
    ) -> StepFunction[Control]:
        powers, part = asked
        vouched = self.geography.coverage.about("mandate", topic=part.topic, level=part.level)
        dated = {turn for mandate in counting for turn in mandate.turns()}
        dated |= {turn for row in vouched for turn in (row.start, row.end)}
        found: list[Piece[Control]] = []
        for stretch in self.positions(place).within(start, end).parts:
            ever = self.ever_recorded(powers, part, stretch.value)
            here = PositionControl(self.bodies, counting, vouched, stretch.value, part, ever)
            found += sampled(
                dated | self.bodies.turns, stretch.start, stretch.end, here.control
            ).parts
        return attribute_change(
            piecewise(found), dated, lambda: self.where.surroundings(place), self.moves
        )

    def ever_recorded(self, powers: Collection[str], part: Part, position: Position) -> bool:
        """Whether a mandate with one of these powers, on the topic, was ever recorded there.

        Where none ever was, that nobody has the power is no finding: the record may not be about
        it at all (METHODS 0, Silence).
        """
        return any(
            mandate.power in powers
            and mandate.scope in position
            and (part.topic is None or mandate.topic in {None, part.topic})
            for mandate in self.mandates
        )

    def legal_basis(
        self, mandate: MandateRow, position: Position, level: str | None, at: Instant
    ) -> LegalBasis:
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
                granter
                for granter in self.mandates
                if granter.counted
                and granter.power == mandate.power
                and part_of(mandate).lies_in(part_of(granter))
                and granter.lasts(position, level, at) != NO
                and any(self.bodies.heirs(holder, at) & wanted for holder in granter.holders)
            ]

        return legal_basis(mandate, granters)


def _parts(mandate: MandateRow, places: set[str]) -> set[Part]:
    """The parts that a mandate tells apart: its own, and the levels at which it ended there."""
    own = part_of(mandate)
    levels = {ending.level for ending in mandate.endings if ending.scope in places | {""}}
    return {own} | {part for level in levels if (part := own.meet(Part(level)))}


def _scopes(mandate: MandateRow) -> set[str]:
    return {mandate.scope, *(ending.scope for ending in mandate.endings)}


# -- parts of power ----------------------------------------------------------------------------
# A power at a place, piece by piece: every group, level, topic and phase side by side over time.
#
# What is divided is judged piece by piece: where a lead is held topic by topic or phase by phase,
# nobody needs to hold all of it. So a part that nobody holds counts only when no finer one is
# held.


class PartControl(NamedTuple):
    """Who holds one part of a power at one place: at the place at large, or over a group in it."""

    place: ControlScope
    part: Part
    control: Control


Pieces = tuple[PartControl, ...]
Key = tuple[ControlScope, Part]


@dataclass(frozen=True)
class PartsOfPower:
    """How a part of a power is divided at a place, on [start, end)."""

    powers: Powers
    scope: str
    power: str
    part: Part
    start: Instant
    end: Instant

    @cached_property
    def cells(self) -> dict[Key, StepFunction[Control]]:
        """Every part at every place that mandates tell apart, over time; the asked one always."""
        return {
            (place, part): self.powers.over_time(place, self.power, part, self.start, self.end)
            for place in self.powers.where.places_in(self.scope)
            for part in self._parts(place)
        }

    def _parts(self, place: ControlScope) -> list[Part]:
        named = self.powers.parts(place, self.power, self.start, self.end)
        return [
            part
            for part in meeting([*named, self.part])
            if part.lies_in(self.part)
            and (not place.group or any(part.lies_in(wider) for wider in named))
        ]

    def at(self, moment: Instant) -> Pieces:
        """Every piece at a moment, that which changed last at the end."""
        there = {key: now for key, history in self.cells.items() if (now := history.at(moment))}
        found = [PartControl(*key, now) for key, now in there.items() if not _divided(key, there)]
        return tuple(sorted(found, key=lambda piece: self._since(piece, moment)))

    def _since(self, piece: PartControl, moment: Instant) -> Instant:
        return self.cells[piece.place, piece.part].since(moment) or moment

    @cached_property
    def over_time(self) -> StepFunction[Pieces]:
        """Every piece at every moment."""
        turns = {turn for control in self.cells.values() for turn in control.turns()}
        return sampled(turns, self.start, self.end, self.at)

    def undivided(self, place: ControlScope, part: Part) -> StepFunction[Control]:
        """One piece over time, without the moments at which finer ones come in its place."""
        return piecewise(
            (stretch.start, stretch.end, piece.control)
            for stretch in self.over_time.parts
            for piece in stretch.value
            if (piece.place, piece.part) == (place, part)
        )


def _divided(key: Key, there: dict[Key, Control]) -> bool:
    """Whether nobody holds a part as a whole, and somebody a finer part of it."""
    place, part = key
    return there[key].empty and any(
        not control.empty and finer != part and finer.lies_in(part)
        for (elsewhere, finer), control in there.items()
        if elsewhere == place
    )
