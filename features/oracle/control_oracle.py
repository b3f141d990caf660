"""Who has control told a second time, day by day, as plainly as METHODS.md, sections 0 and 4, say.

Nothing here is fast and nothing comes from the projections: for one day every record is read
again, and every way to read its imprecise dates is tried. Where this file and the view differ, one
of the two has misread the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import product
from typing import Any

from features.oracle.coverage_oracle import vouches

Fields = dict[str, Any]
Day = date
Bodies = frozenset[str]
DAY = timedelta(days=1)


def span(text: str) -> tuple[Day, Day]:
    """The first and the last day that a date may mean."""
    if text.endswith("~"):
        about = date.fromisoformat(text[:-1])
        return about - DAY, about + DAY
    first, _, last = text.partition("/")
    start = date.min if first == ".." else date.fromisoformat(first)
    return start, date.fromisoformat(last or first)


@dataclass(frozen=True)
class Answer:
    """What is so on one day: the state, the bodies that certainly have control, and who may.

    covered: whether somebody vouches that all mandates are on record. contested: whether the
    answer would be another one without those that are disputed.
    """

    state: str
    bodies: Bodies
    parties: Bodies
    covered: bool = False
    contested: bool = False

    def same_as(self, other: Answer) -> bool:
        """Whether two answers name the same state and, where that is clear, the same bodies."""
        return self.state == other.state and (not self.clear or self.bodies == other.bodies)

    @property
    def clear(self) -> bool:
        """Whether one is in control, or several as declared."""
        return self.state in {"one", "joint"}


@dataclass(frozen=True)
class Told:
    """All records, to be asked about one day at a time."""

    records: Sequence[Fields]

    def of(self, *kinds: str) -> list[Fields]:
        """The records of some kinds in the order in which they were recorded."""
        return [one for one in self.records if one["kind"] in kinds]

    # -- the land -------------------------------------------------------------------------------

    def parent(self, area: str, day: Day) -> str | None:
        """What an area lies within; an ended one, unless split, in its successor."""
        for one in self.of("area.succeeded"):
            if one["area"] == area and span(one["on"])[0] <= day and not one["split"]:
                return str(one["by"][0])
        here = None
        for one in self.of("area.registered", "area.moved"):
            if one["area"] == area and span(one["on"])[0] <= day:
                here = one.get("within")
        return here

    def upward(self, area: str, day: Day) -> list[str]:
        """An area and all above it."""
        path: list[str] = []
        here: str | None = area
        while here is not None and here not in path:
            path.append(here)
            here = self.parent(here, day)
        return path

    def members(self, group: str, day: Day) -> list[tuple[str, str, bool]]:
        """The members of a group on a day: their area, their name, and whether all of it is."""
        found: list[tuple[str, str, bool]] = []
        for joining, one in enumerate(self.records):
            if one["kind"] != "cohort.joined":
                continue
            # What happened on one day did so in the order in which it was recorded.
            left = [
                span(other["on"])[0]
                for leaving, other in enumerate(self.records)
                if other["kind"] == "cohort.left"
                and other.get("area") == one.get("area")
                and other.get("case") == one.get("case")
                and (span(other["on"])[0], leaving) > (span(one["on"])[0], joining)
            ]
            if one["cohort"] == group and span(one["on"])[0] <= day < min(left, default=date.max):
                name = one.get("area") or one["case"]
                found.append((self.area_of(one), name, "area" in one))
        for one in self.of("cohort.registered"):
            if one["cohort"] == group:
                whole = "criterion" not in one
                found += [(area, f"group {group}", whole) for area in one.get("areas", ())]
        return found

    def area_of(self, place: Fields) -> str:
        """The area of an area or a case."""
        if "area" in place:
            return str(place["area"])
        return next(str(o["area"]) for o in self.of("case.opened") if o["case"] == place["case"])

    def position(self, scope: str, area: str, group: str, day: Day) -> set[str] | None:
        """Everything that a spot lies in or belongs to; None while it is not there."""
        kind, _, name = scope.partition("/")
        above = self.upward(area, day) if area else []
        found = {f"area/{one}" for one in above} | {scope}
        for cohort in {one["cohort"] for one in self.of("cohort.registered")}:
            for where, who, whole in self.members(cohort, day):
                if (whole and where in above) or (kind == "case" and who == name):
                    found.add(f"cohort/{cohort}")
        looked_for = group or (scope if kind == "cohort" and area else "")
        if looked_for:
            near = [where for where, _, _ in self.members(looked_for.partition("/")[2], day)]
            around = [one for one in near if area in self.upward(one, day) or one in above]
            if not (around if group else area in near):
                return None
            if group in found:
                return None
        return found | ({group} - {""})

    # -- the parties ----------------------------------------------------------------------------

    def body(self, party: str, day: Day) -> str:
        """As which body a party counts."""
        found, here = party, party
        for _ in range(10):
            kind = next(o["type"] for o in self.of("party.registered") if o["party"] == here)
            found = here if kind == "ministry" else found
            above = None
            for one in self.of("party.registered", "party.changed"):
                if one["party"] == here and "part_of" in one and span(one["on"])[0] <= day:
                    above = one["part_of"]
            if above is None:
                return found
            here = above
        raise AssertionError("parties are part of each other in a circle")

    @cached_property
    def ends(self) -> dict[str, Fields]:
        """Every party that was completely succeeded."""
        return {one["party"]: one for one in self.of("party.succeeded") if one["complete"]}

    def turns(self) -> Iterator[dict[str, Day]]:
        """Every way to read the days of the successions."""
        names = sorted(self.ends)
        for days in product(*(_days(self.ends[name]["on"]) for name in names)):
            yield dict(zip(names, days, strict=True))

    def heirs(self, party: str, turns: dict[str, Day], day: Day) -> set[str]:
        """Who has what was the party's, by one reading: several where nobody knows which."""
        found: set[str] = set()
        waiting, seen = [party], set[str]()
        while waiting:
            here = waiting.pop()
            if here not in seen:
                seen.add(here)
                if here in turns and turns[here] <= day:
                    waiting += self.ends[here]["by"]
                else:
                    found.add(here)
        return found or {party}

    # -- the mandates ---------------------------------------------------------------------------

    def presence(
        self, mandate: Fields, position: set[str], level: str | None, day: Day
    ) -> set[str]:
        """Whether a mandate is in force at a place: what the readings of its dates allow."""
        place = mandate["place"]
        where = next(f"{k}/{place[k]}" for k in ("area", "cohort", "case") if k in place)
        out = {f"area/{area}" for area in mandate.get("except_areas", ())}
        if where not in position or out & position:
            return {"no"}
        begin = span(mandate["from"])
        last_days = [span(mandate["until"])] if "until" in mandate else []
        without = [(first + DAY, last + DAY) for first, last in last_days]
        for one in self.of("mandate.ended"):
            if one["mandate"] == mandate["mandate"]:
                at = one.get("place", {})
                here = [f"{k}/{at[k]}" for k in ("area", "cohort", "case") if k in at]
                if set(here) <= position and at.get("level") in {None, level}:
                    without.append(span(one["effective"]))
        found: set[str] = set()
        if begin[0] <= day and all(day < last for _, last in without):
            found.add("yes")
        if begin[1] > day or any(first <= day for first, _ in without):
            found.add("no")
        return found

    def covered(
        self, position: set[str], level: str | None, topic: str | None, day: Day
    ) -> list[Fields]:
        """The declarations by which somebody vouches that all mandates are on record."""
        found: list[Fields] = []
        for one in self.of("coverage.declared"):
            place = one["place"]
            where = next(f"{k}/{place[k]}" for k in ("area", "cohort", "case") if k in place)
            if (
                "mandate" in one["about"]
                and where in position
                and place.get("level") in {None, level}
                and (not one.get("topics") or topic in one["topics"])
                and vouches(one, self.records, day.isoformat())
            ):
                found.append(one)
        return found

    def ever_recorded(self, position: set[str], power: str, topic: str | None) -> bool:
        """Whether a mandate with a power on a topic was ever on record at a place or above."""
        return any(
            one["power"] == power
            and any(f"{kind}/{name}" in position for kind, name in one["place"].items())
            and (topic is None or one.get("topic") in {None, topic})
            for one in self.of("mandate.granted")
        )

    def answer(
        self, position: set[str], power: str, part: Sequence[str | None], day: Day
    ) -> Answer:
        """Who has a part of a power on a day, over all readings of the dates."""
        level, topic, phase = part
        counting = [
            one
            for one in self.of("mandate.granted")
            if one["power"] == power
            and one["basis"] != "factual"
            and one["place"].get("level") in {None, level}
            and one.get("topic") in {None, topic}
            and one.get("phase") in {None, phase}
        ]
        disputed = {one["record"] for one in self.of("record.disputed")}
        accepted = [one for one in counting if one["mandate"] not in disputed]
        answer = self.read(counting, position, level, day)
        covered = self.covered(position, level, topic, day)
        named = any(topic in one.get("topics", ()) for one in covered)
        proven = covered and (named or self.ever_recorded(position, power, topic))
        state = "unknown" if answer.state == "none" and not proven else answer.state
        contested = not answer.same_as(self.read(accepted, position, level, day))
        return Answer(state, answer.bodies, answer.parties, bool(covered), contested)

    def read(
        self, mandates: Sequence[Fields], position: set[str], level: str | None, day: Day
    ) -> Answer:
        """Who holds these mandates on a day at a place, over all readings of the dates."""
        possible = [(one, self.presence(one, position, level, day)) for one in mandates]
        possible = [(one, there) for one, there in possible if "yes" in there]
        on_record = possible
        sure = [one for one, there in possible if there == {"yes"}]
        possible = [(one, there) for one, there in possible if not _borrowed(one, sure)]
        outcomes: set[tuple[str, Bodies]] = set()
        always: Bodies | None = None
        parties: set[str] = set()
        for turns in self.turns():
            choices = [self._choices(one, there, turns, day) for one, there in possible]
            for chosen in product(*choices):
                groups = [frozenset(self.body(p, day) for p in one) for one in chosen if one]
                bodies = frozenset[str]().union(*groups)
                always = bodies if always is None else always & bodies
                parties |= {
                    party
                    for one, _ in on_record
                    for holder in (one["holder"], *one.get("joint_with", ()))
                    for party in self.heirs(holder, turns, day)
                }
                state = ("none", "one")[len(bodies)] if len(bodies) < 2 else "several"
                if len(bodies) > 1 and bodies in groups:
                    state = "joint"
                outcomes.add((state, frozenset() if state == "several" else bodies))
        assert always is not None, "there is always one reading"
        state = outcomes.pop()[0] if len(outcomes) == 1 else "unknown"
        return Answer(state, always, frozenset(parties))

    def _choices(
        self, mandate: Fields, there: set[str], turns: dict[str, Day], day: Day
    ) -> list[tuple[str, ...]]:
        """Whom a mandate may mean by one reading of the successions; nobody if it may not hold."""
        holders = [mandate["holder"], *mandate.get("joint_with", ())]
        found = list(product(*(sorted(self.heirs(one, turns, day)) for one in holders)))
        return [*found, *([()] if "no" in there else [])]


def _borrowed(mandate: Fields, sure: Sequence[Fields]) -> bool:
    """Whether a mandate is used in the name of somebody who has the power otherwise."""
    found = [mandate] if mandate["basis"] == "mandate" else []
    seen = [mandate]
    while found:
        up = found.pop()
        if up["basis"] != "mandate":
            return True
        for other in sure:
            named = up.get("granted_by") in (other["holder"], *other.get("joint_with", ()))
            if named and other not in seen:
                seen.append(other)
                found.append(other)
    return False


def _days(text: str) -> list[Day]:
    first, last = span(text)
    first = max(first, date(2019, 12, 25))
    return [first + DAY * number for number in range((last - first).days + 1)]
