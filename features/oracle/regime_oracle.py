"""A second, naive reading of METHODS 3: what holds for whom, day by day and world by world.

Written from the page alone. Days are numbers; an imprecise date is every day that it may be, one
world for each. What differs between two worlds is unknown. Nothing here is fast.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from typing import Any

Fields = dict[str, Any]
LEVELS = ("dwelling", "area", "governance")

Answer = tuple[frozenset[str], bool]
"""Values, and whether groups or areas have different ones."""


@dataclass(frozen=True)
class Days:
    """A date: any of the days from the first to the last, both included."""

    first: int
    last: int


@dataclass
class Country:
    """Areas, groups and cases with everything that happened to them, in days.

    within: by area a list of (day, area above it from then on). joined: (member, group, first
    day, first day without). named: by group its areas, and whether a criterion tells its members.
    cases: by case its area and the day it opened.
    """

    within: dict[str, list[tuple[int, str | None]]] = field(default_factory=dict)
    joined: list[tuple[str, str, int, int]] = field(default_factory=list)
    named: dict[str, tuple[list[str], bool]] = field(default_factory=dict)
    cases: dict[str, tuple[str, Days]] = field(default_factory=dict)

    def above(self, area: str, day: int) -> list[str]:
        """An area and all above it."""
        parent = None
        for since, other in self.within[area]:
            if since <= day:
                parent = other
        return [area] + (self.above(parent, day) if parent else [])

    def groups(self, places: list[str], day: int) -> set[str]:
        """The groups that any of these places belongs to by itself."""
        by_joining = {group for who, group, a, b in self.joined if who in places and a <= day < b}
        by_name = {
            group
            for group, (areas, criterion) in self.named.items()
            if not criterion and set(areas) & set(places)
        }
        return by_joining | by_name

    def chains(self, subject: str, day: int) -> list[list[list[str]]]:
        """From the narrowest place to the widest; a group has a chain for each of its areas."""
        if subject in self.named:
            areas = set(self.named[subject][0])
            for who, group, first, end in self.joined:
                if group == subject and first <= day < end:
                    areas.add(self.cases[who][0] if who in self.cases else who)
            paths = [self.above(area, day) for area in sorted(areas)] or [[]]
            return [
                [sorted(self.groups(path, day) | {subject}), *([area] for area in path)]
                for path in paths
            ]
        own = [subject] if subject in self.cases else []
        path = self.above(self.cases[subject][0] if own else subject, day)
        groups = sorted(self.groups(own + path, day))
        return [[*([one] for one in own), *([groups] if groups else []), *([a] for a in path)]]


@dataclass(frozen=True)
class Seen:
    """A rule at one place: its value, whether in force, and until which day (none: no end)."""

    value: str
    topic: str
    own: bool
    until: int | None = None
    stopped: bool = False
    ended: bool = False

    def over(self, day: int) -> bool:
        """Whether its last day passed, and only that."""
        return self.passed(day) and not self.stopped and not self.ended

    def passed(self, day: int) -> bool:
        """Whether its last day passed."""
        return self.until is not None and day > self.until

    def holds(self, day: int) -> bool:
        """Whether it is in force."""
        return not (self.stopped or self.ended or self.passed(day))


class World:
    """One reading of all imprecise dates, for one subject, chain, level and day."""

    def __init__(self, chain: list[list[str]], level: str, day: int, opened: int) -> None:
        self.chain, self.level, self.day, self.opened = chain, level, day, opened
        self.remembered: dict[Any, Seen | None] = {}
        self.width = {
            (scope, of): (index, 0 if of else 1)
            for index, group in enumerate(chain)
            for scope in group
            for of in (level, "")
        }
        """How wide each place with its level is: a group's own number in the chain counts first."""

    def wider(self, one: tuple[str, str], other: tuple[str, str]) -> bool:
        """Whether one place holds another: groups side by side do not."""
        a, b = self.width[one], self.width[other]
        return a[0] > b[0] or (one[0] == other[0] and a[1] > b[1])

    def places(self) -> list[tuple[str, str]]:
        """Every place of the chain, at this level and at all, from the narrowest."""
        return [(s, lv) for group in self.chain for s in group for lv in (self.level, "")]

    def applied(self, events: list[Fields]) -> list[Fields]:
        """What happened by this day to those whom the question is about, in order."""
        inside = {place for group in self.chain for place in group}
        found = [
            event
            for event in events
            if event["place"] is None
            or (event["place"][0] in inside and event["place"][1] in ("", self.level))
        ]
        found = [event for event in found if event["day"] <= self.day]
        found = [e for e in found if not (e["respecting"] and e["day"] > self.opened)]
        return sorted(found, key=lambda event: (event["day"], event["order"]))

    def seen(self, place: tuple[str, str], told: list[Fields]) -> Seen | None:
        """The rule at a place after these events; None: as in the next wider place."""
        key = (place, *(event["order"] for event in told))
        if key not in self.remembered:
            self.remembered[key] = self._seen(place, told) if told else None
        return self.remembered[key]

    def _seen(self, place: tuple[str, str], told: list[Fields]) -> Seen | None:
        *earlier, event = told
        before, kind = self.seen(place, earlier), event["kind"]
        if kind in ("excepted", "exception_ended"):
            return before
        if kind == "enacted":
            if event["place"] == place:
                return Seen(event["value"], event["topic"], own=True, until=event["until"])
            lost = before is not None and not (before.own and not before.ended)
            reached = self.wider(event["place"], place) and not self.shielded(
                place, event["place"], earlier, ended_too=False
            )
            return None if lost and reached else before
        if event["place"] is None:
            return self.changed(before, event) if before else None
        if event["place"] == place:
            return self.changed(before, event) if before else self.inherited(place, earlier, event)
        follows = before is not None and not before.own
        if follows and self.wider(event["place"], place):
            acted = self.seen(event["place"], earlier) or self.next_wider(event["place"], earlier)
            if acted and not self.shielded(place, event["place"], earlier, ended_too=True):
                return self.changed(before, event)
        return before

    def shielded(
        self, place: tuple[str, str], by: tuple[str, str], told: list[Fields], *, ended_too: bool
    ) -> bool:
        """Whether an enactment of its own lies between a place and a wider one."""
        for other in self.places():
            if other not in (place, by) and self.wider(other, place) and self.wider(by, other):
                seen = self.seen(other, told)
                if seen and seen.own and (ended_too or not seen.ended):
                    return True
        return False

    def next_wider(self, place: tuple[str, str], told: list[Fields]) -> Seen | None:
        """What holds in the nearest wider place."""
        wider = sorted(
            (one for one in self.places() if self.wider(one, place)),
            key=lambda one: (self.width[one], one),
        )
        return next((seen for one in wider if (seen := self.seen(one, told))), None)

    def inherited(self, place: tuple[str, str], told: list[Fields], event: Fields) -> Seen | None:
        """A change at a place that had none of its own starts from what held there."""
        base = self.next_wider(place, told)
        if base is None:
            return None
        return self.changed(Seen(**{**base.__dict__, "own": False}), event)

    def changed(self, before: Seen | None, event: Fields) -> Seen:
        """The rule after a change."""
        assert before is not None
        new = dict(before.__dict__)
        match event["kind"]:
            case "suspended":
                new["stopped"] = True
            case "resumed":
                new["stopped"] = False
            case "amended":
                new["value"] = event["value"] or before.value
                new["until"] = before.until if event["until"] is None else event["until"]
            case "annulled" if event["value"]:
                new |= {"value": event["value"], "until": event["until"], "stopped": False}
            case _:
                new["ended"] = True
        return Seen(**new)

    def excepted(self, place: str, told: list[Fields]) -> set[str]:
        """The values of the exceptions in force at a place."""
        found: dict[str, str] = {}
        for event in told:
            if event["kind"] == "excepted" and event["place"][0] == place:
                found[event["exception"]] = event["value"]
                if event["until"] is not None and self.day > event["until"]:
                    del found[event["exception"]]
            if event["kind"] == "exception_ended":
                found.pop(event["exception"], None)
        return set(found.values())

    def given(self, events: list[Fields], topic: str) -> dict[int, dict[str, set[str]]]:
        """The values that one rule gives, by how far up the chain and by place."""
        told = self.applied(events)
        found: dict[int, dict[str, set[str]]] = {}
        shut = False
        for index, group in enumerate(self.chain):
            for scope in group:
                values = self.excepted(scope, told) if events[0]["topic"] == topic else set()
                both = [self.seen((scope, lv), told) for lv in (self.level, "")]
                here = next((one for one in both if one and not one.over(self.day)), None)
                if here and not values and not shut and here.holds(self.day):
                    values = {here.value} if here.topic == topic else set()
                if values:
                    found.setdefault(index, {})[scope] = values
            all_here = [self.seen((s, lv), told) for s in group for lv in (self.level, "")]
            shut = shut or any(one and not one.over(self.day) for one in all_here)
        return found


def nearest(worlds: list[World], rules: dict[str, list[Fields]], topic: str) -> Answer:
    """The values at the most specific place that has one, at any level; whether groups differ."""
    given = [world.given(events, topic) for world in worlds for events in rules.values()]
    for index in range(len(worlds[0].chain)):
        places: dict[str, set[str]] = {}
        for one in given:
            for scope, values in one.get(index, {}).items():
                places.setdefault(scope, set()).update(values)
        if places:
            different = len({frozenset(values) for values in places.values()}) > 1
            return frozenset(set().union(*places.values())), different
    return frozenset(), False


def value(
    country: Country,
    rules: dict[str, list[Fields]],
    subject: tuple[str, Days, str],
    topic: str,
    day: int,
) -> Answer | None:
    """What holds for a subject on a topic on a day, and whether it conflicts; None: unknown.

    subject: the place, when it opened, and its level (empty: all). Events have `when` and
    `until` as Days.
    """
    scope, opened, level = subject
    answers = set()
    for open_day in range(opened.first, opened.last + 1):
        for world in _worlds(rules):
            chains = []
            for chain in country.chains(scope, day):
                levels = [level] if level else LEVELS
                levelled = [World(chain, one, day, open_day) for one in levels]
                chains.append(nearest(levelled, world, topic))
            values = frozenset().union(*(v for v, _ in chains))
            conflict = any(c for _, c in chains) or len({v for v, _ in chains}) > 1
            answers.add((values, conflict))
    return answers.pop() if len(answers) == 1 else None


def _worlds(rules: dict[str, list[Fields]]) -> list[dict[str, list[Fields]]]:
    """Every reading of the dates of all events."""
    events = [(rule, event) for rule, told in rules.items() for event in told]
    choices = []
    for _, event in events:
        days = range(event["when"].first, event["when"].last + 1)
        until = event["until"]
        last = range(until.first, until.last + 1) if until else (None,)
        choices.append(list(product(days, last)))
    found = []
    for picked in product(*choices):
        world: dict[str, list[Fields]] = {rule: [] for rule in rules}
        for (rule, event), (day, last_day) in zip(events, picked, strict=True):
            world[rule].append({**event, "day": day, "until": last_day})
        found.append(world)
    return found


# -- then and now -------------------------------------------------------------------------------


def vouchers(
    country: Country,
    vouched: list[Fields],
    subject: tuple[str, Days, str],
    topic: str | None,
    day: int,
) -> set[str]:
    """Who vouches that all rules on a topic (None: on all) are on record for a subject on a day."""
    scope, _, level = subject
    chains = country.chains(scope, day)
    places = {place for group in chains[0] for place in group}
    if scope in country.named:
        shared = set.intersection(*({p for group in c for p in group} for c in chains))
        places = {scope} | {place for place in shared if place.startswith("area/")}
    return {
        f"auditor-{number}"
        for number, one in enumerate(vouched)
        if one["place"] in places
        and one["first"] <= day <= min(one["last"], one["said"])
        and (not one["topics"] or topic in one["topics"])
        and one["level"] in ("", level)
    }


def covered(
    country: Country, vouched: list[Fields], subject: tuple[str, Days, str], topic: str, day: int
) -> bool:
    """Whether somebody vouches that all rules on a topic are on record for a subject on a day."""
    return bool(vouchers(country, vouched, subject, topic, day))


def lies(country: Country, scope: str, area: str, day: int) -> str | None:
    """How a place that neither is nor covers an area lies to it: part, maybe, or None.

    A group that has a member there for certain is one for a part of it.
    """
    if scope in country.cases:
        home, opened = country.cases[scope]
        return "part" if area in country.above(home, max(day, opened.last)) else None
    if scope not in country.named:
        return "part" if area in country.above(scope, day) else None
    members = [who for who, group, a, b in country.joined if group == scope and a <= day < b]
    areas = {country.cases[who][0] if who in country.cases else who for who in members}
    areas |= set(country.named[scope][0])
    if any(area in country.above(one, day) for one in areas):
        return "part"
    return "maybe" if areas & set(country.above(area, day)) else None


@dataclass(frozen=True)
class Telling:
    """What holds on a topic from the opening on, day by day, and whether that is all on record.

    values: None where the dates are too vague. opening: the values on the days on which the
    subject may have been opened.
    """

    values: list[frozenset[str] | None]
    vouched: list[bool]
    opening: list[frozenset[str] | None]

    def until(self, days: int) -> Telling:
        """The same of so many days only."""
        return Telling(self.values[:days], self.vouched[:days], self.opening)

    @property
    def start(self) -> frozenset[str] | None:
        """The values at the start; none at all only where somebody vouches for it."""
        first = self.opening[0]
        if any(one != first for one in self.opening) or first is None:
            return None
        return first if first or self.vouched[0] else None

    def changed_by(self, last: int) -> bool:
        """Whether it is proven that two days up to one had different values."""
        days = range(last + 1)
        return any(self._differ(one, other) for one in days for other in days if one < other)

    def _differ(self, one: int, other: int) -> bool:
        a, b = self.values[one], self.values[other]
        return a is not None and b is not None and a != b and bool(a or self.vouched[one])

    def stable(self) -> bool | None:
        """Whether the values stayed the same all the time."""
        if self.changed_by(len(self.values) - 1):
            return False
        told = all(self.vouched) and None not in self.values and self.start is not None
        return True if told else None

    def changes(self) -> list[int]:
        """The days with a proven change, counted from the opening; with exact dates only."""
        found: list[int] = []
        none_known = False
        for day in range(1, len(self.values)):
            before, now = self.values[day - 1], self.values[day]
            none_known = not before and (none_known or self.vouched[day - 1])
            if before != now and (before or none_known):
                found.append(day)
        return found

    @property
    def recorded(self) -> bool:
        """Whether a rule on the topic was on record at any time."""
        return any(one != frozenset() for one in self.values)

    def as_at_start(self, day: int) -> str:
        """Whether what holds on a day is what held at the start."""
        now = self.values[day]
        if self.start is None or now is None:
            return "unknown"
        if now != self.start:
            return "no"
        return "yes" if self.vouched[day] else "unknown"

    def unchanged(self, day: int) -> str:
        """`rules-unchanged` on a day for this topic: compared with the first that is known."""
        known = [
            value
            for value, vouched in zip(self.values, self.vouched, strict=True)
            if value is not None and (value or vouched)
        ]
        first = self.start if self.start is not None else (known[0] if known else frozenset())
        now = self.values[day]
        if now is not None and now != first and self.changed_by(day):
            return "no"
        same = now is not None and self.start is not None and now == first
        return "yes" if same and self.vouched[day] else "unknown"


def unchanged(topics: list[Telling], day: int) -> str:
    """`rules-unchanged` on a day: the first day is that of the start, if any rule is on record."""
    told = [one.unchanged(day) for one in topics]
    if "no" in told:
        return "no"
    if day == 0 and any(one.recorded for one in topics):
        return "yes"
    return "unknown" if "unknown" in told else "yes"


def days_as_at_start(topics: list[Telling]) -> tuple[int, int]:
    """On how many days all topics are as at the start: proven, and possible (METHODS 3)."""
    days = range(len(topics[0].values))
    told = [{one.as_at_start(day) for one in topics} for day in days]
    return sum(one == {"yes"} for one in told), sum("no" not in one for one in told)
