"""How parties are linked: which is part of which, and which took everything over from which.

A party and whoever took everything over from it are one and the same for what they may say, from
that day on (METHODS 1). Where the day of a link is imprecise, the link is unknown between its
bounds: `sure` asks what certainly holds, and without it what may hold.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any, Protocol

from domain.dates import BEGINNING, Bounds, Instant, turns_of
from domain.value import value_class

RESIDENTS = frozenset({"residents", "civil-society"})
"""The types of party that are residents or speak for them: who is owed and asks. Their own promises
are not scored."""

BODIES = frozenset({"ministry", "executive-body", "municipality", "province", "company"})
"""Those who run the operation: what they say of their own conditions is a claim."""


class Saying(Protocol):
    """What a record says, whatever its day."""

    @property
    def kind(self) -> str:
        """Its kind, such as `promise.made`."""

    def get(self, name: str, default: Any = None) -> Any:
        """A field of it."""


class Fact(Saying, Protocol):
    """What both sides know of a record, whether it is being recorded or read back."""

    @property
    def on(self) -> Bounds:
        """When it happened."""


def has_come(day: Bounds, moment: Instant, *, sure: bool) -> bool:
    """Whether a day has certainly come by a moment, or may have."""
    return (day.latest if sure else day.earliest) <= moment


@value_class
class Periods:
    """Names that hold from a day on, each until the next day comes; in the order of these days."""

    entries: tuple[tuple[Bounds, frozenset[str]], ...] = ()

    def at(self, moment: Instant, *, sure: bool) -> set[str]:
        """The names that certainly hold at a moment, or may hold."""
        linked: set[str] = set()
        for begins, names in reversed(self.entries):
            if has_come(begins, moment, sure=sure):
                linked |= names
            if has_come(begins, moment, sure=not sure):
                break  # those before are followed by it
        return linked

    def until(self, moment: Instant, *, sure: bool) -> set[str]:
        """The names that certainly hold at a moment or held before, or may."""
        begun = (names for begins, names in self.entries if has_come(begins, moment, sure=sure))
        return set().union(*begun)

    def turns(self) -> set[Instant]:
        """The moments at which an answer may change."""
        return turns_of(day for day, _ in self.entries)


ALWAYS = Bounds(BEGINNING, BEGINNING)


@value_class
class _Links:
    """What one party is part of, and who took everything over from it."""

    parents: Periods
    successions: tuple[tuple[Bounds, frozenset[str]], ...]

    @property
    def any(self) -> bool:
        """Whether it is linked to another party at all."""
        return bool(self.parents.entries or self.successions)

    def turns(self) -> set[Instant]:
        """The moments at which a link begins or may end."""
        days = [day for day, _ in self.successions]
        return self.parents.turns() | turns_of(days)


def _nobody(_: str) -> tuple[Fact, ...]:
    """The history of a party of which nothing is known."""
    return ()


class Parties:
    """How parties are linked: which is part of which, and which took over from which.

    history: from the name of a party to what stands on its stream, in the order in which it
    counts; nothing for a party that the ledger does not know.
    """

    def __init__(self, history: Callable[[str], Iterable[Fact]] = _nobody) -> None:
        self._history, self._alone = history, history is _nobody
        self._known: dict[str, _Links] = {}
        self._answers: dict[tuple[str, Instant, bool, bool], frozenset[str]] = {}

    def standing_for(self, party: str, moment: Instant, *, sure: bool) -> frozenset[str]:
        """The party and all that took everything over from it, by way of others too."""
        return self._reached(party, moment, upwards=False, sure=sure)

    def body(self, party: str, moment: Instant, *, sure: bool) -> frozenset[str]:
        """The party, what it is part of, and what took over from these."""
        return self._reached(party, moment, upwards=True, sure=sure)

    def same(self, party: str, names: Collection[str], moment: Instant, *, sure: bool) -> bool:
        """Whether a party stands for one of the named ones, or that one for it."""
        if self._alone or party in names:
            return party in names
        own = self.standing_for(party, moment, sure=sure)
        return any(own & self.standing_for(name, moment, sure=sure) for name in names)

    def related(self, party: str, names: Collection[str], moment: Instant, *, sure: bool) -> bool:
        """Whether a party is part of a named one, it of that, or both of one body."""
        if self._alone or party in names:
            return party in names
        own = self.body(party, moment, sure=sure)
        return any(own & self.body(name, moment, sure=sure) for name in names)

    def within(self, party: str, names: Collection[str], moment: Instant, *, sure: bool) -> bool:
        """Whether a party is one of the named ones or part of it."""
        if self._alone or party in names:
            return party in names
        own = self.body(party, moment, sure=sure)
        return any(own & self.standing_for(name, moment, sure=sure) for name in names)

    def above(self, party: str, names: Collection[str], moment: Instant, *, sure: bool) -> bool:
        """Whether one of the named ones is the party or part of it."""
        if self._alone or party in names:
            return party in names
        own = self.standing_for(party, moment, sure=sure)
        return any(own & self.body(name, moment, sure=sure) for name in names)

    def heirs(self, names: Iterable[str], moment: Instant) -> list[str]:
        """The named parties, and in the place of those that are certainly gone their successors."""
        last_heirs: dict[str, None] = {}
        trail = list(names)
        seen: set[str] = set()
        while trail:
            party = trail.pop(0)
            seen.add(party)
            taken = self._successors(party, moment, sure=True)
            if taken - seen:
                trail = [*sorted(taken - seen), *trail]
            elif not taken:
                last_heirs[party] = None
        return list(last_heirs) or list(names)

    def turns(self, names: Iterable[str]) -> set[Instant]:
        """The moments at which an answer about the named parties may change."""
        waiting, seen = list(names), set[str]()
        instants: set[Instant] = set()
        while waiting:
            party = waiting.pop()
            if party in seen:
                continue
            seen.add(party)
            links = self._links(party)
            instants |= links.turns()
            linked = (*links.parents.entries, *links.successions)
            waiting += [name for _, named in linked for name in named]
        return instants

    def _reached(self, party: str, moment: Instant, *, upwards: bool, sure: bool) -> frozenset[str]:
        if not self._links(party).any:
            return frozenset((party,))
        asked = (party, moment, upwards, sure)
        if asked not in self._answers:
            waiting, reached = [party], set[str]()
            while waiting:
                name = waiting.pop()
                if name not in reached:
                    reached.add(name)
                    waiting += self._successors(name, moment, sure=sure)
                    waiting += self._parents(name, moment, sure=sure) if upwards else ()
            self._answers[asked] = frozenset(reached)
        return self._answers[asked]

    def _successors(self, party: str, moment: Instant, *, sure: bool) -> set[str]:
        successions = self._links(party).successions
        return {
            name for day, names in successions if has_come(day, moment, sure=sure) for name in names
        }

    def _parents(self, party: str, moment: Instant, *, sure: bool) -> set[str]:
        """What it is part of; a party that is gone is part of nothing any more."""
        gone = self._successors(party, moment, sure=not sure)
        return set() if gone else self._links(party).parents.at(moment, sure=sure)

    def _links(self, party: str) -> _Links:
        if party not in self._known:
            self._known[party] = _links(self._history(party))
        return self._known[party]


def is_link(fact: Fact) -> bool:
    """Whether a record on the stream of a party links it to another one."""
    if fact.kind == "party.succeeded":
        return bool(fact.get("complete", True))
    return fact.kind in {"party.registered", "party.changed"} and bool(fact.get("part_of"))


def _links(history: Iterable[Fact]) -> _Links:
    """A party was what it was registered as from its beginning, whenever that was."""
    parents, successions = [], []
    for fact in history:
        if not is_link(fact):
            continue
        if fact.kind == "party.succeeded":
            successions.append((fact.on, frozenset(fact.get("by"))))
        else:
            begins = ALWAYS if fact.kind == "party.registered" else fact.on
            parents.append((begins, frozenset({str(fact.get("part_of"))})))
    return _Links(Periods(tuple(parents)), tuple(successions))


ALONE = Parties()
"""Parties of which nothing is known: none is part of another, none was succeeded."""
