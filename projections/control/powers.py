"""Who holds each part of a power over time, and what changed it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cached_property
from itertools import chain, pairwise
from operator import attrgetter, itemgetter
from typing import NamedTuple

from domain.dates import BEGINNING, FOREVER, Instant
from domain.step_function import (
    NO,
    YES,
    Piece,
    StepFunction,
    during,
    paired,
    piecewise,
    sampled,
)
from domain.value import remembering_class
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
    found: StepFunction[Control],
    dated: set[Instant],
    places: Callable[[], set[str]],
    moved: Callable[[], Moves],
) -> StepFunction[Control]:
    """The same control; where no mandate says why it changed, the record that does comes last.

    dated: the moments at which a mandate or a coverage begins or ends, which say why themselves.
    places: gives everything that the place lies in or belongs to at any time, as streams; moved:
    what else changed.
    """
    if all(part.start in dated for part in found.parts[1:]):
        return found
    parts: list[Piece[Control]] = []
    for part in found.parts:
        if parts and part.start not in dated:
            parties = _parties(parts[-1].value) | _parties(part.value)
            records = _records(moved().get(part.start, []), places() | parties)
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


@remembering_class
class Powers:
    """Every mandate of a ledger, over the land as it changed.

    without: the groups that are left out, with their mandates and with what ended for them alone.
    """

    geography: Geography
    without: frozenset[str] = frozenset()

    @classmethod
    def of(cls, geography: Geography, without: frozenset[str] = frozenset()) -> Powers:
        """The powers of a question, read once."""
        return geography.once(("powers", without), lambda: cls(geography, without))

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
            named.add(mandate.scope)
            if mandate.excepted or mandate.endings:
                named |= mandate.scopes
        return ScopeIndex(self.geography, frozenset(named - {""} - self.without))

    def positions(self, place: ControlScope) -> StepFunction[Position]:
        """The position of a place for as long as it is there."""
        return self.where.positions(place)

    def position(self, scope: str, moment: Instant) -> Position:
        """The position of a place at a moment, of a group that of the first of its areas."""
        found = (self.positions(place).at(moment) for place in self.where.places_in(scope))
        return next((position for position in found if position), frozenset({scope}))

    def surroundings(self, place: ControlScope) -> frozenset[str]:
        """Everything that matters and that a place lies in or belongs to at any time."""
        return self.geography.once(
            ("near", self.without, place),
            lambda: frozenset[str]().union(*(part.value for part in self.positions(place).parts)),
        )

    @cached_property
    def _recorded(self) -> dict[tuple[str, str], set[str | None]]:
        """On which topics a mandate for a power was ever recorded at a place."""
        found: dict[tuple[str, str], set[str | None]] = defaultdict(set)
        for mandate in self.mandates:
            found[mandate.power, mandate.scope].add(mandate.topic)
        return found

    @cached_property
    def _by_power(self) -> dict[tuple[str, str | None], list[MandateRow]]:
        """The mandates for each power on each topic, in their order."""
        found: dict[tuple[str, str | None], list[MandateRow]] = defaultdict(list)
        for mandate in self.mandates:
            found[mandate.power, mandate.topic].append(mandate)
        return found

    def counting(self, power: str, part: Part) -> list[MandateRow]:
        """Every mandate for a power that counts in a part of it, wherever it holds."""
        topics = {None, part.topic}
        mandates = chain.from_iterable(self._by_power.get((power, topic), ()) for topic in topics)
        return sorted(
            (mandate for mandate in mandates if part.lies_in(part_of(mandate))),
            key=attrgetter("subject"),
        )

    def _covering(self, place: ControlScope, mandates: Iterable[MandateRow]) -> list[MandateRow]:
        """Those of some mandates that cover a place at one of its positions."""
        positions = {part.value for part in self.positions(place).parts}
        return [
            mandate
            for mandate in mandates
            if any(mandate.covers(position) for position in positions)
        ]

    def reaching(self, place: ControlScope, power: str) -> list[MandateRow]:
        """Every mandate for a power that covers a place at one of its positions."""

        def find() -> list[MandateRow]:
            near = self.surroundings(place)
            said = (mandate for here in near for mandate in self._by_scope.get((power, here), ()))
            named = {mandate.subject: mandate for mandate in said}
            return self._covering(place, (named[subject] for subject in sorted(named)))

        return self.geography.once(("reaching", self.without, place, power), find)

    def on_topic(self, place: ControlScope, power: str, topic: str | None) -> list[MandateRow]:
        """The same of those that are on just this topic; None: on no topic apart."""
        return self.geography.once(
            ("on topic", self.without, place, power, topic),
            lambda: self._covering(place, self._by_power.get((power, topic), ())),
        )

    def reaching_part(self, place: ControlScope, power: str, part: Part) -> list[MandateRow]:
        """The same of those that count in a part of the power."""
        mandates = (
            mandate
            for topic in {None, part.topic}
            for mandate in self.on_topic(place, power, topic)
            if part.lies_in(part_of(mandate))
        )
        return sorted(mandates, key=attrgetter("subject"))

    def never_changed(self, place: ControlScope, power: str, part: Part) -> bool:
        """Whether nobody ever held a part, or the same bodies ever since, by one mandate."""
        mandates = self.reaching_part(place, power, part)
        if len(mandates) != 1:
            return not mandates
        (mandate,) = mandates
        if mandate.endings:
            return False
        stretches = self.positions(place).within(mandate.begins.earliest, FOREVER).parts
        moments = (BEGINNING, *self.bodies.turns)
        bodies = {frozenset(self.bodies.readings(mandate.holders, moment)) for moment in moments}
        return len(bodies) == 1 and all(mandate.covers(stretch.value) for stretch in stretches)

    def parts(
        self,
        place: ControlScope,
        power: str,
        start: Instant,
        end: Instant,
        topics: AbstractSet[str | None] | None = None,
    ) -> list[Part]:
        """The parts that mandates in force at some time between two moments tell apart at a place.

        At a group in an area those alone where a mandate, or the end of one, is the group's own.
        topics: those on these topics; None: all.
        """
        places = self.surroundings(place)
        stretches = self.positions(place).within(start, end).parts
        wanted = (
            self.reaching(place, power)
            if topics is None
            else [
                mandate
                for topic in {None, *topics}
                for mandate in self.on_topic(place, power, topic)
            ]
        )
        there = [mandate for mandate in wanted if _ever_lasts(mandate, stretches)]
        named = {part for mandate in there for part in _parts(mandate, places)}
        own = [mandate for mandate in there if place.group in _scopes(mandate)]
        return [
            part
            for part in meeting(named)
            if (topics is None or part.topic in topics)
            and (not place.group or any(part.lies_in(part_of(mandate)) for mandate in own))
        ]

    def over_time(
        self, place: ControlScope, power: str, part: Part, start: Instant, end: Instant
    ) -> StepFunction[Control]:
        """Who holds a part of a power at a place, on [start, end) and while that is there."""
        counting = self.reaching_part(place, power, part)
        return self._control(place, counting, ((power,), part), start, end)

    @cached_property
    def _by_scope(self) -> dict[tuple[str, str], list[MandateRow]]:
        """The mandates for each power that speak of each place."""
        found: dict[tuple[str, str], list[MandateRow]] = defaultdict(list)
        for mandate in self.mandates:
            for scope in mandate.scopes:
                found[mandate.power, scope].append(mandate)
        return found

    @cached_property
    def _said(self) -> dict[tuple[str, str], set[str | None]]:
        """On which topics a mandate for a power speaks of a place."""
        return {
            key: {mandate.topic for mandate in mandates} for key, mandates in self._by_scope.items()
        }

    @cached_property
    def _vouched(self) -> set[str]:
        """The places of which somebody vouches that all mandates are on record."""
        rows = self.geography.coverage.rows
        return {row.scope for row in rows if "mandate" in row.about}

    @cached_property
    def first(self) -> Instant:
        """The first moment at which somebody may have had a power."""
        return min((mandate.begins.earliest for mandate in self.mandates), default=BEGINNING)

    def deciding(self, place: ControlScope, power: str) -> dict[str | None, int]:
        """By topic a number of all from which it follows who held a power on it at a place.

        That is in which places it lies, since anybody may have had any power, of which something is
        said that concerns it, and what changed around it as parties did. Where that is the same, so
        is the number. None: the power undivided; topics on which nothing is said around the place
        are left out.
        """
        near, moved = self.surroundings(place), self._moved_along(place)
        positions = self.positions(place).within(self.first, FOREVER)
        vouched = near & self._vouched
        said = {scope: topics for scope in near if (topics := self._said.get((power, scope)))}
        undivided = vouched.union(scope for scope, topics in said.items() if None in topics)
        by_topic: dict[str | None, frozenset[str]] = {}
        for scope, topics in said.items():
            for topic in topics - {None}:
                by_topic[topic] = by_topic.get(topic, undivided) | {scope}
        by_topic[None] = vouched.union(said)
        alike = {
            here: self._alike.setdefault(
                (positions.change(here.intersection), moved), len(self._alike)
            )
            for here in {*by_topic.values()}
        }
        return {topic: alike[here] for topic, here in by_topic.items()}

    @cached_property
    def _alike(self) -> dict[Hashable, int]:
        """A number for each of what decides, as far as it was asked for."""
        return {}

    def _moved_along(self, place: ControlScope) -> Hashable:
        """What changed around a place as parties changed."""

        def find() -> Hashable:
            if not self.bodies.turns:
                return ()
            near = self.where.surroundings(place)
            rows = [row for turn in sorted(self.bodies.turns) for row in self.moves.get(turn, ())]
            return tuple(row.event for row in rows if row.subject in near or row.scope in near)

        return self.geography.once(("moved along", self.without, place), find)

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
        every = dated | self.bodies.turns
        found: list[Piece[Control]] = []
        for stretch in self.positions(place).within(start, end).parts:
            ever = self.ever_recorded(powers, part, stretch.value)
            here = PositionControl(self.bodies, counting, vouched, stretch.value, part, ever)
            found += sampled(every, stretch.start, stretch.end, here.control).parts
        return attribute_change(
            piecewise(found), dated, lambda: self.where.surroundings(place), lambda: self.moves
        )

    def ever_recorded(self, powers: Collection[str], part: Part, position: Position) -> bool:
        """Whether a mandate with one of these powers, on the topic, was ever recorded there.

        Where none ever was, that nobody has the power is no finding: the record may not be about
        it at all (METHODS 0, Silence).
        """
        topics = (
            self._recorded.get((power, scope), set()) for power in powers for scope in position
        )
        named = set().union(*topics)
        return bool(named if part.topic is None else named & {None, part.topic})

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
                for granter in self.counting(mandate.power, part_of(mandate))
                if granter.counted
                and granter.lasts(position, level, at) != NO
                and any(self.bodies.heirs(holder, at) & wanted for holder in granter.holders)
            ]

        return legal_basis(mandate, granters)


def _ever_lasts(mandate: MandateRow, stretches: Iterable[Piece[Position]]) -> bool:
    """Whether a mandate may be in force at some time, somewhere along these positions."""
    return any(
        mandate.lasts(stretch.value, mandate.level, moment) != NO
        for stretch in stretches
        for moment in (stretch.start, *mandate.turns())
        if stretch.start <= moment < stretch.end
    )


def _parts(mandate: MandateRow, places: AbstractSet[str]) -> set[Part]:
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
_Since = tuple[Instant, int, PartControl]
"""A piece with the moment since when it is what it is, and its place among the others."""

Key = tuple[ControlScope, Part]


@remembering_class
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
        return {key: self._cell(*key) for key in self.keys}

    def _cell(self, place: ControlScope, part: Part) -> StepFunction[Control]:
        def find() -> StepFunction[Control]:
            return self.powers.over_time(place, self.power, part, self.start, self.end)

        key = ("control", self.powers.without, place, self.power, part, self.start, self.end)
        return self.powers.geography.once(key, find)

    @property
    def keys(self) -> list[Key]:
        """Every part that mandates tell apart at every place."""
        places = self.powers.where.places_in(self.scope)
        return [(place, part) for place in places for part in self._parts(place)]

    def _finer(self, place: ControlScope, part: Part) -> list[Part]:
        topics = None if part.topic is None else {None, part.topic}
        if topics is not None and not self._is_divided(place, part, topics):
            return []
        return [
            finer for finer in self._parts(place, topics) if finer != part and finer.lies_in(part)
        ]

    def _is_divided(self, place: ControlScope, part: Part, topics: AbstractSet[str | None]) -> bool:
        """Whether a mandate, or the end of one, on some topics is of a finer part."""
        return any(
            mandate.phase not in {None, part.phase}
            or not {mandate.level, *(ending.level for ending in mandate.endings)}
            <= {None, part.level}
            for topic in topics
            for mandate in self.powers.on_topic(place, self.power, topic)
        )

    def _parts(
        self, place: ControlScope, topics: AbstractSet[str | None] | None = None
    ) -> list[Part]:
        named = self.powers.parts(place, self.power, self.start, self.end, topics)
        return [
            part
            for part in (named if self.part in named else meeting([*named, self.part]))
            if part.lies_in(self.part)
            and (not place.group or any(part.lies_in(wider) for wider in named))
        ]

    def at(self, moment: Instant) -> Pieces:
        """Every piece at a moment, that which changed last at the end."""
        return self.over_time.at(moment) or ()

    @cached_property
    def over_time(self) -> StepFunction[Pieces]:
        """Every piece at every moment, those that changed last at the end."""
        changes: dict[Instant, list[tuple[int, _Since | None]]] = defaultdict(list)
        for place, (key, history) in enumerate(self.cells.items()):
            for start, end, control in self.undivided(*key).parts:
                since = history.since(start) or start
                changes[start].append((place, (since, place, PartControl(*key, control))))
                changes[end].append((place, None))
        there: dict[int, _Since] = {}
        found: list[tuple[Instant, Instant, Pieces]] = []
        turns = sorted({self.start, *changes, self.end}) if self.start < self.end else ()
        for start, end in pairwise(turns):
            for place, now in changes.get(start, ()):
                if now is None:
                    del there[place]
                else:
                    there[place] = now
            in_order = sorted(there.values(), key=itemgetter(0, 1))
            found.append((start, end, tuple(piece for _, _, piece in in_order)))
        return piecewise(found)

    def undivided(self, place: ControlScope, part: Part) -> StepFunction[Control]:
        """One piece over time, without the moments at which finer ones come in its place.

        A part that nobody holds as a whole is none while somebody holds a finer part of it.
        """
        history = self._cell(place, part)
        if not any(stretch.value.empty for stretch in history.parts):
            return history
        held = [
            (stretch.start, stretch.end)
            for finer in self._finer(place, part)
            for stretch in self._cell(place, finer).parts
            if not stretch.value.empty
        ]
        if not held:
            return history
        divided = during(held, self.start, self.end)
        return piecewise(
            (stretch.start, stretch.end, stretch.value[0])
            for stretch in paired(history, divided).parts
            if not (stretch.value[0].empty and stretch.value[1] == YES)
        )
