"""What a mandate is about: its part of a power, and the legal basis that it leads back to."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from typing import NamedTuple

from domain.value import value_class
from projections.rows.tenure import MandateRow

# -- parts -------------------------------------------------------------------------------------
# Parts of a power: for a level, a topic and a phase, or undivided.
#
# A power is divided by level, topic and phase. A mandate without one of these counts in every
# part ("undivided"); a narrower mandate never displaces a wider one (METHODS 4).

POWERS = ("lead", "decide", "advise", "execute", "pay", "inspect")


class Part(NamedTuple):
    """A part of a power; None where it is not divided."""

    level: str | None = None
    topic: str | None = None
    phase: str | None = None

    def meet(self, other: Part) -> Part | None:
        """What lies in both parts; None when nothing does."""
        if not (
            _agree(self.level, other.level)
            and _agree(self.topic, other.topic)
            and _agree(self.phase, other.phase)
        ):
            return None
        level, topic, phase = self.level, self.topic, self.phase
        return Part(
            other.level if level is None else level,
            other.topic if topic is None else topic,
            other.phase if phase is None else phase,
        )

    def lies_in(self, other: Part) -> bool:
        """Whether the part belongs to a wider one, or is the same."""
        return (
            other.level in {None, self.level}
            and other.topic in {None, self.topic}
            and other.phase in {None, self.phase}
        )


def _agree(mine: str | None, theirs: str | None) -> bool:
    return mine is None or theirs is None or mine == theirs


WHOLE = Part()


def meeting(named: Iterable[Part]) -> list[Part]:
    """The named parts, and all in which some of them meet, the wider ones first."""
    found = set(named)
    by_topic: dict[str | None, set[Part]] = {}
    for part in found:
        by_topic.setdefault(part.topic, set()).add(part)
    waiting = list(found)
    while waiting:
        here = waiting.pop()
        # Parts on two topics do not meet.
        near = by_topic if here.topic is None else {None, here.topic}
        for seen in [part for topic in near for part in by_topic.get(topic, ())]:
            both = here.meet(seen)
            if both is not None and both not in found:
                found.add(both)
                by_topic.setdefault(both.topic, set()).add(both)
                waiting.append(both)
    return sorted(found, key=lambda part: tuple(field or "" for field in part))


def part_of(mandate: MandateRow) -> Part:
    """The part of its power that a mandate is about."""
    return Part(mandate.level, mandate.topic, mandate.phase)


# -- legal basis -------------------------------------------------------------------------------
# The chain from whoever acts to the body that answers, and to the law it stands on (case F03).
#
# Under mandate one acts in the name of the mandator, who answers (Awb 10:1, 10:2); a mandate may
# be passed on (10:9). Under delegation (10:13) and attribution (10:22) the holder answers itself.
# By agreement the holder answers to those it agreed with. Every mandate and delegation must lead
# to a power that was attributed or agreed on; where it does not, the record says why not: nobody
# is named who granted it, it is not on record that the granter had the power, or the chain bites
# its tail.

NO_GRANTER, NO_POWER, CYCLE = "no-granter", "no-power", "cycle"
"""Why a chain does not reach a legal basis."""

STRENGTH = ("attribution", "agreement", "delegation", "mandate")
"""The bases from that which needs no other to that which needs one most."""

Granters = Callable[[MandateRow], Iterable[MandateRow]]
"""The mandates on which whoever granted a mandate may have done so."""


@value_class
class LegalBasis:
    """From one mandate to its legal basis.

    links: the mandates, that of the actor first. hops: how many times the power was passed on,
    as far as the record tells. answerable: the party that answers; None when that is unknown.
    doubt: NO_GRANTER, NO_POWER or CYCLE; empty when a legal basis is reached.
    """

    links: tuple[MandateRow, ...]
    hops: int
    answerable: str | None
    doubt: str


def legal_basis(actor: MandateRow, granters: Granters) -> LegalBasis:
    """Follow a mandate to its legal basis, over the fewest hands; else to where the record ends."""
    paths: dict[str, tuple[MandateRow, ...]] = {actor.mandate: (actor,)}
    waiting = deque([actor])
    ends: list[tuple[MandateRow, ...]] = []
    while waiting:
        here = waiting.popleft()
        path = paths[here.mandate]
        if here.basis not in {"mandate", "delegation"}:
            return _basis_along(path, "")
        above = sorted(
            granters(here), key=lambda granter: (STRENGTH.index(granter.basis), granter.mandate)
        )
        if not above:
            ends.append(path)
        for granter in above:
            if granter.mandate not in paths:
                paths[granter.mandate] = (*path, granter)
                waiting.append(granter)
    if not ends:
        return _basis_along(max(paths.values(), key=len), CYCLE)
    return _basis_along(ends[0], NO_POWER if ends[0][-1].granted_by else NO_GRANTER)


def _basis_along(path: tuple[MandateRow, ...], doubt: str) -> LegalBasis:
    """What a path amounts to: the first on it that acts in its own name answers."""
    own = next((mandate.holder for mandate in path if mandate.basis != "mandate"), None)
    beyond = path[-1].granted_by if doubt == NO_POWER else None
    hops = len(path) - 1 + (beyond is not None)
    return LegalBasis(path, hops, own or beyond, doubt)
