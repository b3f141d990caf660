"""Duties without power and powers without duty (METHODS 4, case F04).

A duty is recorded in the words of an act, a power by its kind and topic. They are matched by
those words alone: a power answers to a duty of its body when the text of the duty names the kind
of power (lead, decide, advise, execute, pay, inspect) or its topic, and contradicts neither. That
is coarse, and meant to be: what is not written alike is shown as not matched and for people to
judge. Unless somebody vouches that all mandates, or all duties, are on record, a missing
counterpart is "none on record".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, product
from operator import attrgetter
from typing import Annotated, Any, Generic, NamedTuple, TypeVar

from domain.dates import Instant
from domain.step_function import YES
from projections.control.mandate import POWERS, Part
from projections.control.powers import Powers
from projections.geography.coverage import by, vouching
from projections.report import Events, Parties, Question
from projections.rows.frozen import Frozen, row_class
from projections.rows.subjects import CoverageRow
from projections.rows.tenure import DutyRow, MandateRow, Position, TenureRow

BOTH, NO_POWER, NO_DUTY, OPEN = "both", "duty-without-power", "power-without-duty", "unknown"


@row_class
class MatchedPower(Frozen):
    """A power that a body has by one mandate."""

    power: Annotated[str, "lead, decide, advise, execute, pay or inspect"]
    level: Annotated[str | None, "dwelling, area or governance; null for all levels"]
    topic: Annotated[str | None, "on what; null where it is not divided by topic"]
    phase: Annotated[str | None, "in which phase; null where it is not divided by phase"]

    @property
    def part(self) -> Part:
        """The part of the power."""
        return Part(self.level, self.topic, self.phase)


@row_class
class DutyMatch(Frozen):
    """A duty with the powers that answer to it, or a power that answers to no duty."""

    place: Annotated[str, "where the duty, or the power without duty, holds"]
    holder: Annotated[str, "whose duty or power it is"]
    held_by: Annotated[Parties, "who has it at that moment: the holder, or who took over from it"]
    act: Annotated[str, "the duty in the words of the act; else the power and its topic"]
    mandates: Annotated[tuple[str, ...], "the mandates that answer to it"]
    powers: Annotated[tuple[MatchedPower, ...], "what these mandates are about"]
    duty: Annotated[str | None, "the duty; null for a power without duty"]
    state: Annotated[
        str, "both, duty-without-power, power-without-duty, or unknown: nobody vouches"
    ]
    vouched_by: Annotated[Parties, "who vouches that the other side is not there"]
    events: Events


def duties(question: Question) -> list[DutyRow]:
    """Every duty as known."""
    return question.once(
        "duties", lambda: question.book.at(DutyRow, question.as_of, question.known)
    )


def answers(power: MandateRow, duty: DutyRow) -> bool:
    """Whether a power is what a duty is written about: by its kind, its topic or both."""
    words = _words(duty.act_text)
    topic = _words(power.topic or "")
    named = words & set(POWERS)
    if (named and power.power not in named) or not topic <= words:
        return False
    return power.power in named or bool(topic)


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))


def match(powers: Powers, scope: str, at: Instant, *, own: bool = False) -> list[DutyMatch]:
    """Every duty at a place and a moment with the powers that answer to it; then other powers.

    Also those of groups in the place: a body may have to do for all what it may do for some.
    own: only the duties and powers that were given for just this place.
    """
    here = _Here.of(powers, scope, at)

    def told(tenure: TenureRow) -> bool:
        return not own or tenure.scope == scope

    vouched = _vouched(powers, "mandate", here.position, at)
    rows: list[DutyMatch] = []
    matched: set[str] = set()
    for duty in here.among(_musts(powers, at)):
        found = _answering(powers, here, duty)
        matched |= {mandate.mandate for mandate in found}
        if told(duty.tenure):
            rows.append(_of_duty(powers, duty.tenure, found, vouched, at))
    vouched = _vouched(powers, "duty", here.position, at)
    rows += [
        _of_power(mandate, _held_by(powers, mandate.holders, at), vouched)
        for mandate in (held.tenure for held in here.among(_mays(powers, at)))
        if told(mandate) and mandate.mandate not in matched
    ]
    return rows


def powerless(powers: Powers, at: Instant) -> Iterator[DutyMatch]:
    """The duties in force, each at its own place, to which certainly no power answers."""
    musts = _musts(powers, at)
    for scope in sorted(musts):
        here = _Here.of(powers, scope, at)
        vouched = _vouched(powers, "mandate", here.position, at)
        for duty in here.among({scope: musts[scope]}) if vouched else ():
            if not _answering(powers, here, duty):
                yield _of_duty(powers, duty.tenure, [], vouched, at)


Tenure = TypeVar("Tenure", bound=DutyRow | MandateRow)


class _Held(NamedTuple, Generic[Tenure]):
    """What is in force at a moment, with the bodies that have it then, and its place among others.

    everywhere: whether it is so wherever its place is, with nothing excepted and no end of a part.
    """

    number: int
    tenure: Tenure
    bodies: set[str]
    everywhere: bool


_InForce = dict[str, list[_Held[Tenure]]]
"""What is in force at a moment, by its place as a stream."""


def _musts(powers: Powers, at: Instant) -> _InForce[DutyRow]:
    """The duties in force."""
    question = powers.geography.question
    key = ("duties in force", powers.without, at)
    return question.once(key, lambda: _in_force(powers, duties(question), at))


def _mays(powers: Powers, at: Instant) -> _InForce[MandateRow]:
    """The powers in force."""
    counted = (mandate for mandate in powers.mandates if mandate.counted)
    key = ("powers in force", powers.without, at)
    return powers.geography.once(key, lambda: _in_force(powers, counted, at))


def _in_force(powers: Powers, tenures: Iterable[Tenure], at: Instant) -> _InForce[Tenure]:
    found: _InForce[Tenure] = defaultdict(list)
    for number, tenure in enumerate(tenures):
        # At a place within, more may be excepted or ended, and nothing less.
        if tenure.lasts(frozenset({tenure.scope}), None, at) == YES:
            bodies = _bodies(powers, tenure.holders, at)
            everywhere = tenure.scopes == {tenure.scope}
            found[tenure.scope].append(_Held(number, tenure, bodies, everywhere))
    return found


class _Here(NamedTuple):
    """A place at a moment: where it lies, and each group in it, and all of these places."""

    positions: Sequence[Position]
    near: frozenset[str]
    at: Instant

    @classmethod
    def of(cls, powers: Powers, scope: str, at: Instant) -> _Here:
        """The place as it lies at a moment."""
        places = powers.where.places_in(scope)
        positions = [here for place in places if (here := powers.positions(place).at(at))]
        return cls(positions, frozenset[str]().union(*positions), at)

    @property
    def position(self) -> Position:
        """Where the place itself lies; nowhere where it is not there."""
        return self.positions[0] if self.positions else frozenset()

    def among(self, in_force: Mapping[str, Sequence[_Held[Tenure]]]) -> list[_Held[Tenure]]:
        """What of some is in force here, in its order."""
        near = (held for scope in self.near for held in in_force.get(scope, ()))
        return sorted(filter(self.has, near), key=attrgetter("number"))

    def has(self, held: _Held[Any]) -> bool:
        """Whether something that is in force at its place is so here."""
        return held.tenure.scope in self.near and (
            held.everywhere
            or any(held.tenure.lasts(position, None, self.at) == YES for position in self.positions)
        )


_ByWord = dict[tuple[str, str], list[_Held[MandateRow]]]


def _by_word(powers: Powers, at: Instant) -> _ByWord:
    """The powers in force by each of their bodies and a word of every duty to which they answer."""

    def find() -> _ByWord:
        found: _ByWord = defaultdict(list)
        for held in chain.from_iterable(_mays(powers, at).values()):
            word = min(_words(held.tenure.topic or ""), default=held.tenure.power)
            for body in held.bodies:
                found[body, word].append(held)
        return found

    return powers.geography.once(("powers by word", powers.without, at), find)


def _answering(powers: Powers, here: _Here, duty: _Held[DutyRow]) -> list[MandateRow]:
    """The powers here of the bodies that have a duty which answer to it."""
    by_word = _by_word(powers, here.at)
    words = _words(duty.tenure.act_text)
    found = {
        held.tenure.subject: held.tenure
        for body, word in product(duty.bodies, words)
        for held in by_word.get((body, word), ())
        if here.has(held) and answers(held.tenure, duty.tenure)
    }
    return [found[subject] for subject in sorted(found)]


def _of_duty(
    powers: Powers,
    duty: DutyRow,
    found: Sequence[MandateRow],
    vouched: Sequence[CoverageRow],
    at: Instant,
) -> DutyMatch:
    """A duty with its powers; that there are none rests on whoever vouches for that."""
    lacking = NO_POWER if vouched else OPEN
    return DutyMatch(
        place=duty.scope,
        holder=duty.holder,
        held_by=_held_by(powers, (duty.holder,), at),
        act=duty.act_text,
        mandates=tuple(mandate.mandate for mandate in found),
        powers=tuple(map(_matched, found)),
        duty=duty.duty,
        state=BOTH if found else lacking,
        vouched_by=() if found else tuple(by(vouched)),
        events=(duty.event, *(row.event for row in found or vouched)),
    )


def _of_power(mandate: MandateRow, held_by: Parties, vouched: Sequence[CoverageRow]) -> DutyMatch:
    """A power without a duty; that there is none rests on whoever vouches for that."""
    return DutyMatch(
        place=mandate.scope,
        holder=mandate.holder,
        held_by=held_by,
        act=" ".join(filter(None, (mandate.power, mandate.topic))),
        mandates=(mandate.mandate,),
        powers=(_matched(mandate),),
        duty=None,
        state=NO_DUTY if vouched else OPEN,
        vouched_by=tuple(by(vouched)),
        events=(mandate.event, *(row.event for row in vouched)),
    )


def _matched(mandate: MandateRow) -> MatchedPower:
    return MatchedPower(mandate.power, mandate.level, mandate.topic, mandate.phase)


def _vouched(powers: Powers, kind: str, position: Position, at: Instant) -> list[CoverageRow]:
    """Where somebody vouches for all records of a kind at a place and a moment."""
    rows = powers.geography.coverage.about(kind)
    return list(vouching(rows, position, at))


def _bodies(powers: Powers, parties: Iterable[str], at: Instant) -> set[str]:
    """As which bodies these parties, or who took over from them, count."""
    named = tuple(parties)
    return powers.geography.once(
        ("bodies", named, at),
        lambda: {powers.bodies.body(heir, at) for heir in _held_by(powers, named, at)},
    )


def _held_by(powers: Powers, parties: Iterable[str], at: Instant) -> Parties:
    """These parties, each with who took over from it in its place."""
    heirs = (heir for party in parties for heir in sorted(powers.bodies.heirs(party, at)))
    return tuple(dict.fromkeys(heirs))
