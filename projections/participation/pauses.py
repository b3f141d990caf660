"""Pauses: the stretches of time in which a rule was suspended, and where that held."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.dates import Bounds, Instant
from projections.geography.geography import Geography
from projections.geography.relation import WIDER, WITHIN
from projections.participation.gathering import Gathering, lies_to
from projections.report import Fields
from projections.span import Value, scope_of
from projections.stories import stories, when

ENDINGS = frozenset({"rule.resumed", "rule.repealed", "rule.annulled"})
"""A rule that is ended is not suspended any more."""


@dataclass(frozen=True, slots=True)
class Pause:
    """A rule out of force for the time being.

    places: where it was suspended: the place named, else everywhere where the rule was to hold.
    level: the level of these places; None when they differ or name none, which is all levels.
    began, ended: the records with which it began and ended; without an end it lasts.
    certain: whether it surely concerned the place asked about and no record of it is disputed.
    """

    rule: str
    title: str
    places: tuple[Value, ...]
    level: str | None
    began: Fields
    ended: Fields | None
    certain: bool

    @property
    def start(self) -> Bounds:
        """When the rule went out of force."""
        return when(self.began, "effective")

    @property
    def end(self) -> Bounds | None:
        """The first day on which it was suspended no more; None while that lasts."""
        return when(self.ended, "effective") if self.ended else None


def pauses(gathering: Gathering) -> list[Pause]:
    """Every pause about the place that had begun by the moment asked, by its day."""
    found = [
        pause
        for name, told in stories(gathering.question, "rule")
        for pause in _of(name, told, gathering)
    ]
    return sorted(found, key=lambda one: (one.start.earliest, one.rule))


def _of(name: str, told: Sequence[Fields], gathering: Gathering) -> Iterator[Pause]:
    asked = gathering.question.as_of
    made = [one for one in told if one["kind"] in {"rule.enacted", "rule.announced"}]
    for one in told:
        if one["kind"] != "rule.suspended" or when(one, "effective").earliest > asked:
            continue
        held = (one["place"],) if one.get("place") else tuple(first["place"] for first in made)
        moment = when(one, "effective").latest
        reached = [gathering.where(place, moment) for place in held]
        if not any(reached):
            continue
        levels = {gathering.landscape.level(place, asked) for place in held}
        ended = _ending(one, told, asked)
        disputed = one["disputed"] or (ended is not None and ended["disputed"])
        yield Pause(
            name,
            made[0]["title"],
            held,
            levels.pop() if len(levels) == 1 else None,
            one,
            ended,
            certain=not disputed
            and any(holds(gathering.landscape, place, gathering.scope, moment) for place in held),
        )


def holds(landscape: Geography, place: Value, scope: str | None, moment: Instant) -> bool:
    """Whether a rule at a place certainly holds at another, for all of it or for a part."""
    lies = lies_to(landscape, place, scope, moment)
    # A rule for a group without a criterion holds in the areas that it names.
    binds = scope is not None and scope_of(place) in landscape.enclosing(scope, moment)
    return binds or lies in {WITHIN, *WIDER}


def _ending(began: Fields, told: Sequence[Fields], asked: Instant) -> Fields | None:
    """The first record that ended a pause: everywhere, or at the place where it held."""
    after = [
        one
        for one in told
        if one["kind"] in ENDINGS
        and when(one, "effective").latest >= when(began, "effective").earliest
        and when(one, "effective").earliest <= asked
        and one.get("place") in (None, began.get("place"))
    ]
    return min(after, key=lambda one: when(one, "effective").earliest, default=None)
