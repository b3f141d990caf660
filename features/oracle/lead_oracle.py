"""The conditions on the lead told a second time, day by day, from METHODS.md, sections 0 to 6."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from features.oracle.control_oracle import Answer, Bodies, Day, Fields, Told

Spot = tuple[str, str, str]
"""A place, its area and a group in it."""

Part = tuple[str | None, str | None, str | None]
Judged = dict[tuple[Spot, Part], Answer]
WORST = ("no", "unknown", "yes")


@dataclass(frozen=True)
class Yardstick:
    """What is judged where, from the first of some days on; topics: none for those with a lead."""

    told: Told
    scope: str
    spots: Sequence[Spot]
    named: Sequence[str]
    days: Sequence[Day]

    @property
    def topics(self) -> set[str | None]:
        """The topics asked about, else those of every lead ever recorded there or above."""
        if self.named:
            return set(self.named)
        positions = [
            position
            for spot in self.spots
            for day in self.days
            if (position := self.told.position(*spot, day)) is not None
        ]
        return {
            one.get("topic")
            for one in self.told.of("mandate.granted")
            if one["power"] == "lead" and any(self._reaches(one, at) for at in positions)
        }

    def _reaches(self, mandate: Fields, position: Container[str]) -> bool:
        without = (f"area/{area}" for area in mandate.get("except_areas", ()))
        return where(mandate["place"]) in position and not any(one in position for one in without)

    def clear(self, day: Day) -> str:
        """Whether on every topic everybody has one lead, or several together."""
        if not self.topics:
            return "unknown"
        return worst(
            clear(one) for topic in self.topics for one in self.judged(topic, day).values()
        )

    def same(self, day: Day) -> str:
        """Whether that is the lead of the first day, or its legal successor."""
        if not self.topics:
            return "unknown"
        found = []
        for topic in self.topics:
            begun = self.judged(topic, self.days[0])
            for (spot, part), now in self.judged(topic, day).items():
                before = self._before(begun, spot, part, topic)
                if before is not None:
                    found.append(self._same(before, now, day))
        return worst(found)

    def _before(self, begun: Judged, spot: Spot, part: Part, topic: str | None) -> Answer | None:
        """The lead of the first day; of a group that was not there then, that of everybody."""
        scope, area, group = spot
        if group and self.told.position(scope, area, group, self.days[0]) is None:
            at_large = (scope, area, "")
            return begun.get((at_large, part)) or begun.get((at_large, (None, topic, None)))
        return begun.get((spot, part))

    def _same(self, before: Answer, now: Answer, day: Day) -> str:
        if not now.clear or now.contested:
            return clear(now)
        if before.contested or before.state == "unknown":
            return "unknown"
        if not before.clear:
            return "no"
        kept = self._after(before.bodies, day) == now.bodies
        if not kept and self._after(before.parties, day) != now.parties:
            return "no"
        return "yes" if day == self.days[0] else clear(now)

    def _after(self, parties: Bodies, day: Day) -> set[str]:
        told = self.told
        return {
            heir
            for turns in told.turns()
            for one in parties
            for heir in told.heirs(one, turns, day)
        }

    def judged(self, topic: str | None, day: Day) -> Judged:
        """Every piece of the lead on a day, but not the whole of what is divided."""
        found: Judged = {}
        for spot in self.spots:
            position = self.told.position(*spot, day)
            if position is not None:
                there = {
                    part: self.told.answer(position, "lead", part, day)
                    for part in self.parts(spot, topic)
                }
                for part, answer in there.items():
                    finer = [other for other in there if other != part and lies_in(other, part)]
                    if answer.parties or not any(there[other].parties for other in finer):
                        found[spot, part] = answer
        return found

    def parts(self, spot: Spot, topic: str | None) -> set[Part]:
        """The parts that mandates tell apart at a spot in these days; of a group its own only."""
        whole: Part = (None, topic, None)
        named: dict[Part, bool] = {}
        for part, is_own in self._named(spot):
            named[part] = named.get(part, False) or is_own
        apart = set(named) | {whole}
        found = {whole} if not spot[2] else set()
        fields = [{one[place] for one in apart} | {None} for place in range(3)]
        for part in product(fields[0], fields[1], fields[2]):
            around = [one for one in apart if lies_in(part, one)]
            own = [one for one, own in named.items() if own and lies_in(part, one)]
            if around and meet(around) == part and lies_in(part, whole) and (own or not spot[2]):
                found.add(part)
        return found

    def _named(self, spot: Spot) -> Iterator[tuple[Part, bool]]:
        """The part of every mandate that may be in force at a spot, and whether it is its own."""
        positions = [here for day in self.days if (here := self.told.position(*spot, day))]
        for one in self.told.of("mandate.granted"):
            if one["power"] == "lead" and self._in_force(one, spot):
                ends = [o for o in self.told.of("mandate.ended") if o["mandate"] == one["mandate"]]
                places = [one["place"], *(end["place"] for end in ends if "place" in end)]
                own = spot[2] in {where(place) for place in places}
                part = (one["place"].get("level"), one.get("topic"), one.get("phase"))
                yield part, own
                for place in places[1:]:
                    level = place.get("level")
                    if part[0] is None and level and any(where(place) in at for at in positions):
                        yield (level, *part[1:]), False

    def _in_force(self, mandate: Fields, spot: Spot) -> bool:
        level = mandate["place"].get("level")
        return any(
            "yes" in self.told.presence(mandate, position, level, day)
            for day in self.days
            if (position := self.told.position(*spot, day)) is not None
        )

    def one_ministry(self, most: int, day: Day) -> str:
        """Whether at most so many ministries hold any power there."""
        told, surely, perhaps, covered = self.told, set[str](), set[str](), set[bool]()
        disputed = {one["record"] for one in told.of("record.disputed")}
        for spot in self.spots:
            position = told.position(*spot, day)
            # What holds for a group alone proves nothing of the place.
            if position is None or spot[2]:
                continue
            covered.add(bool(told.covered(position, None, None, day)))
            for one in told.of("mandate.granted"):
                there = told.presence(one, position, None, day)
                for holder in (one["holder"], *one.get("joint_with", ())):
                    heirs = {
                        heir for turn in told.turns() for heir in told.heirs(holder, turn, day)
                    }
                    bodies = {told.body(heir, day) for heir in heirs}
                    counted = one["basis"] != "factual" and "yes" in there
                    perhaps |= {body for body in bodies if counted and self._ministry(body)}
                    if there == {"yes"} and len(heirs) == 1 and one["mandate"] not in disputed:
                        surely |= {body for body in bodies if counted and self._ministry(body)}
        if len(surely) > most:
            return "no"
        return "yes" if len(perhaps) <= most and covered == {True} else "unknown"

    def _ministry(self, body: str) -> bool:
        parties = self.told.of("party.registered")
        return any(one["party"] == body and one["type"] == "ministry" for one in parties)


def where(place: Fields) -> str:
    """A place as a stream."""
    return next(f"{kind}/{place[kind]}" for kind in ("area", "cohort", "case") if kind in place)


def lies_in(part: Part, other: Part) -> bool:
    """Whether a part is at most as wide as another one."""
    return all(theirs in {None, mine} for mine, theirs in zip(part, other, strict=True))


def meet(found: Sequence[Part]) -> Part:
    """What lies in all of some parts that have something in common."""
    level, topic, phase = (
        next((one[place] for one in found if one[place] is not None), None) for place in range(3)
    )
    return level, topic, phase


def clear(answer: Answer) -> str:
    """Whether it is clear who leads."""
    if answer.contested:
        return "unknown"
    if answer.clear:
        return "yes" if answer.covered else "unknown"
    return "unknown" if answer.state == "unknown" else "no"


def worst(found: Sequence[str] | Iterator[str]) -> str:
    """The judgement that decides; nothing where there is nothing to judge."""
    every = set(found)
    return next((one for one in WORST if one in every), "nothing")
