"""Who owes a promise, who benefits, who is related, and who may say what of it (METHODS 1).

A party and whoever took everything over from it are one and the same for these questions, from
that day on. Where the day of a link between parties is imprecise, the link is unknown between its
bounds: `sure` asks what certainly holds, and without it what may hold. A saying is heard unless it
certainly comes from somebody who may not say it, on every one of its own days.

Whoever acts on a promise under a mandate acts in its owner's name (Awb 10:2), so it is no
outsider: it speaks as the owner does, and the owner stays who it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from domain.dates import BEGINNING, Bounds, Instant

OWNERS_ACTS = frozenset({
    "promise.reported", "promise.withdrawn", "promise.postponed", "promise.suspended",
    "promise.redefined",
})  # fmt: skip
"""What an owner says, or a body that is part of it or that it is part of."""

BASES = ("promisor", "beneficiary", "independent")
"""As what somebody speaks of an outcome, from the least weight to the most."""


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


@dataclass(frozen=True, slots=True)
class Periods:
    """Names that hold from a day on, each until the next day comes; in the order of these days."""

    entries: tuple[tuple[Bounds, frozenset[str]], ...] = ()

    def at(self, moment: Instant, *, sure: bool) -> set[str]:
        """The names that certainly hold at a moment, or may hold."""
        found: set[str] = set()
        for number, (begins, names) in enumerate(self.entries, start=1):
            followed = any(has_come(day, moment, sure=not sure) for day, _ in self.entries[number:])
            if has_come(begins, moment, sure=sure) and not followed:
                found |= names
        return found

    def until(self, moment: Instant, *, sure: bool) -> set[str]:
        """The names that certainly hold at a moment or held before, or may."""
        return {
            name
            for begins, names in self.entries
            if has_come(begins, moment, sure=sure)
            for name in names
        }

    def turns(self) -> set[Instant]:
        """The moments at which an answer may change."""
        return {turn for day, _ in self.entries for turn in (day.earliest, day.latest)}


ALWAYS = Bounds(BEGINNING, BEGINNING)


@dataclass(frozen=True, slots=True)
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
        return self.parents.turns() | {turn for day in days for turn in (day.earliest, day.latest)}


class Parties:
    """How parties are linked: which is part of which, and which took over from which.

    history: from the name of a party to what stands on its stream, in the order in which it
    counts; nothing for a party that the ledger does not know.
    """

    def __init__(self, history: Callable[[str], Iterable[Fact]] = lambda _: ()) -> None:
        self._history = history
        self._known: dict[str, _Links] = {}
        self._answers: dict[tuple[str, Instant, bool, bool], frozenset[str]] = {}

    def standing_for(self, party: str, moment: Instant, *, sure: bool) -> frozenset[str]:
        """The party and all that took everything over from it, by way of others too."""
        return self._reached(party, moment, upwards=False, sure=sure)

    def body(self, party: str, moment: Instant, *, sure: bool) -> frozenset[str]:
        """The party, what it is part of, and what took over from these."""
        return self._reached(party, moment, upwards=True, sure=sure)

    def same(self, party: str, names: Iterable[str], moment: Instant, *, sure: bool) -> bool:
        """Whether a party stands for one of the named ones, or that one for it."""
        own = self.standing_for(party, moment, sure=sure)
        return any(own & self.standing_for(name, moment, sure=sure) for name in names)

    def related(self, party: str, names: Iterable[str], moment: Instant, *, sure: bool) -> bool:
        """Whether a party is part of a named one, it of that, or both of one body."""
        own = self.body(party, moment, sure=sure)
        return any(own & self.body(name, moment, sure=sure) for name in names)

    def within(self, party: str, names: Iterable[str], moment: Instant, *, sure: bool) -> bool:
        """Whether a party is one of the named ones or part of it."""
        own = self.body(party, moment, sure=sure)
        return any(own & self.standing_for(name, moment, sure=sure) for name in names)

    def above(self, party: str, names: Iterable[str], moment: Instant, *, sure: bool) -> bool:
        """Whether one of the named ones is the party or part of it."""
        own = self.standing_for(party, moment, sure=sure)
        return any(own & self.body(name, moment, sure=sure) for name in names)

    def heirs(self, names: Iterable[str], moment: Instant) -> list[str]:
        """The named parties, and in the place of those that are certainly gone their successors."""
        found: dict[str, None] = {}
        trail = list(names)
        seen: set[str] = set()
        while trail:
            party = trail.pop(0)
            seen.add(party)
            taken = self._successors(party, moment, sure=True)
            if taken - seen:
                trail = [*sorted(taken - seen), *trail]
            elif not taken:
                found[party] = None
        return list(found) or list(names)

    def turns(self, names: Iterable[str]) -> set[Instant]:
        """The moments at which an answer about the named parties may change."""
        waiting, seen = list(names), set[str]()
        found: set[Instant] = set()
        while waiting:
            party = waiting.pop()
            if party in seen:
                continue
            seen.add(party)
            links = self._links(party)
            found |= links.turns()
            linked = (*links.parents.entries, *links.successions)
            waiting += [name for _, named in linked for name in named]
        return found

    def _reached(self, party: str, moment: Instant, *, upwards: bool, sure: bool) -> frozenset[str]:
        if not self._links(party).any:
            return frozenset((party,))
        asked = (party, moment, upwards, sure)
        if asked not in self._answers:
            waiting, found = [party], set[str]()
            while waiting:
                name = waiting.pop()
                if name not in found:
                    found.add(name)
                    waiting += self._successors(name, moment, sure=sure)
                    waiting += self._parents(name, moment, sure=sure) if upwards else ()
            self._answers[asked] = frozenset(found)
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


@dataclass(frozen=True, slots=True)
class Voice:
    """A mandate to speak for a party: to decide in its name, granted by it.

    ends: the first moments without it, of which the earliest to come ends it. certain: whether it
    certainly extends to the promise that is asked about.
    """

    holders: tuple[str, ...]
    granted_by: str
    begins: Bounds
    ends: tuple[Bounds, ...] = ()
    certain: bool = True

    def holds(self, moment: Instant, *, sure: bool) -> bool:
        """Whether it is certainly in force at a moment, or may be."""
        if sure and not self.certain:
            return False
        ended = any(has_come(day, moment, sure=not sure) for day in self.ends)
        return has_come(self.begins, moment, sure=sure) and not ended

    def turns(self) -> set[Instant]:
        """The moments at which the answer may change."""
        return {turn for day in (self.begins, *self.ends) for turn in (day.earliest, day.latest)}


ALONE = Parties()
"""Parties of which nothing is known: none is part of another, none was succeeded."""


class Roles:
    """Who is what to one promise.

    history: what stands on its stream, the making first, in the order in which it counts.
    voices: the mandates to speak that extend to the promise.
    """

    def __init__(
        self, history: Sequence[Fact], parties: Parties = ALONE, voices: Sequence[Voice] = ()
    ) -> None:
        self._parties, self._voices = parties, voices
        self._made = history[0]
        self._to = tuple(self._made.get("to", ()))
        self._transfers = [fact for fact in history if fact.kind == "promise.transferred"]

    @cached_property
    def _owners(self) -> Periods:
        """Who made it, and who took it over: what is done under a mandate moves nothing."""
        taken = [fact for fact in self._transfers if passes_on(fact)]
        made = (ALWAYS, frozenset(self._made.get("by", ())))
        return Periods((made, *((fact.on, frozenset(fact.get("to"))) for fact in taken)))

    @cached_property
    def _agents(self) -> tuple[Periods, ...]:
        """Who acts in the owner's name, each until the promise passes on."""
        found = []
        for number, fact in enumerate(self._transfers):
            if not passes_on(fact):
                later = [other for other in self._transfers[number:] if passes_on(other)]
                ends = [(other.on, frozenset[str]()) for other in later]
                found.append(Periods(((fact.on, frozenset(fact.get("to"))), *ends)))
        return tuple(found)

    @property
    def beneficiaries(self) -> tuple[str, ...]:
        """Those to whom it was made."""
        return self._to

    def owners(self, moment: Instant, *, sure: bool = False) -> set[str]:
        """Those that may owe it at a moment, or certainly do, as made and as transferred."""
        return self._owners.at(moment, sure=sure)

    def may_say(self, fact: Fact) -> bool:
        """Whether a record about the promise comes from somebody who may say that.

        Of what is nobody's own to say, such as a transfer or a block, always.
        """
        by = fact.get("by")
        if fact.kind in OWNERS_ACTS:
            return by is None or self._on_a_day(fact, by, self._is_above_or_below)
        if fact.kind == "promise.released":
            return self._on_a_day(fact, by, self._is_beneficiary)
        return not says_outcome(fact) or self.basis(fact) is not None

    def basis(self, fact: Fact) -> str | None:
        """As what the author of a record is heard of the outcome; None: not at all.

        A count has the basis of its author, and of several the one that weighs least.
        """
        by = fact.get("by")
        if fact.kind == "promise.reported":
            return "promisor" if self.may_say(fact) else None
        possible = BASES if fact.kind == "promise.progressed" else (fact.get("basis"),)
        return next((name for name in possible if self._on_a_day(fact, by, self._is[name])), None)

    def consenting(self, fact: Fact) -> tuple[str, ...]:
        """The parties whose consent counts: that of others is kept and moves nothing."""
        named = fact.get("consent_by") or ()
        return tuple(by for by in named if self._on_a_day(fact, by, self._is_beneficiary))

    def bound(self, fact: Fact) -> tuple[str, ...]:
        """The owners for which a record speaks: each for itself; without `by` it is that of all."""
        by = fact.get("by")
        present = sorted({name for moment in self._days(fact) for name in self.owners(moment)})
        own = [owner for owner in present if by and self._on_a_day(fact, by, self._is_akin(owner))]
        return tuple(own or present)

    def is_owners(self, fact: Fact) -> bool:
        """Whether a dispute comes from an owner, then or before, or from a body related to one."""
        return self._on_a_day(fact, fact.get("by"), self._is_or_was_promisor)

    def is_own_doing(self, party: str | None, fact: Fact) -> bool:
        """Whether what came about lay in the power of an owner, then or before (BW 6:23)."""
        return party is not None and any(
            self._parties.same(party, self._ever(moment, sure=False), moment, sure=False)
            for moment in self._days(fact)
        )

    # -- at one moment, as far as it may be so -------------------------------------------------

    @cached_property
    def _is(self) -> dict[str, Callable[[str, Instant], bool]]:
        return {
            "promisor": self._is_promisor,
            "beneficiary": self._may_assess_as_beneficiary,
            "independent": self._is_independent,
        }

    def _is_promisor(self, party: str, moment: Instant) -> bool:
        """An owner, or related to one."""
        return self._parties.related(party, self._speaking(moment, sure=False), moment, sure=False)

    def _is_or_was_promisor(self, party: str, moment: Instant) -> bool:
        return self._parties.related(party, self._ever(moment, sure=False), moment, sure=False)

    def _is_above_or_below(self, party: str, moment: Instant) -> bool:
        """An owner, part of one, or what one is part of."""
        speaking = self._speaking(moment, sure=False)
        return self._parties.within(party, speaking, moment, sure=False) or self._parties.above(
            party, speaking, moment, sure=False
        )

    def _is_akin(self, owner: str) -> Callable[[str, Instant], bool]:
        """Whether a party is related to one owner while that one owes the promise."""
        return lambda party, moment: (
            owner in self.owners(moment)
            and self._parties.related(party, [owner], moment, sure=False)
        )

    def _is_beneficiary(self, party: str, moment: Instant) -> bool:
        """A party in `to`, its successor, or with a mandate of it; never an owner or related."""
        benefits = self._parties.same(party, self._to, moment, sure=False) or self._is_mandated(
            party, moment, sure=False
        )
        return benefits and not self._is_certainly_promisor(party, moment)

    def _may_assess_as_beneficiary(self, party: str, moment: Instant) -> bool:
        """A beneficiary, or a group that is part of one."""
        if self._is_beneficiary(party, moment):
            return True
        part = self._parties.within(party, self._to, moment, sure=False)
        return part and not self._is_certainly_promisor(party, moment)

    def _is_independent(self, party: str, moment: Instant) -> bool:
        """Neither owner, then or before, nor beneficiary, nor related to one."""
        ever = self._ever(moment, sure=True)
        return not (
            self._parties.related(party, ever, moment, sure=True)
            or self._parties.related(party, self._to, moment, sure=True)
            or self._is_mandated(party, moment, sure=True)
        )

    def _is_certainly_promisor(self, party: str, moment: Instant) -> bool:
        return self._parties.related(party, self._speaking(moment, sure=True), moment, sure=True)

    def _is_mandated(self, party: str, moment: Instant, *, sure: bool) -> bool:
        return any(
            voice.holds(moment, sure=sure)
            and self._parties.same(party, voice.holders, moment, sure=sure)
            and self._parties.same(voice.granted_by, self._to, moment, sure=sure)
            for voice in self._voices
        )

    def _speaking(self, moment: Instant, *, sure: bool) -> set[str]:
        """The owners, and those who act in their name."""
        agents = (name for agent in self._agents for name in agent.at(moment, sure=sure))
        return self._owners.at(moment, sure=sure).union(agents)

    def _ever(self, moment: Instant, *, sure: bool) -> set[str]:
        """The owners then or before, and those who acted in their name."""
        agents = (name for agent in self._agents for name in agent.until(moment, sure=sure))
        return self._owners.until(moment, sure=sure).union(agents)

    # -- on one of the days of a record --------------------------------------------------------

    def _on_a_day(
        self, fact: Fact, party: str | None, question: Callable[[str, Instant], bool]
    ) -> bool:
        return party is not None and any(question(party, moment) for moment in self._days(fact))

    def _days(self, fact: Fact) -> list[Instant]:
        """Moments of a record between which no answer changes."""
        first, last = fact.on.earliest, fact.on.latest
        if first == last:
            return [first]
        turns = self._turns | self._parties.turns(self._named(fact))
        return sorted({first, *(turn for turn in turns if first < turn <= last)})

    @cached_property
    def _turns(self) -> set[Instant]:
        periods = (self._owners, *self._agents)
        turns = {turn for period in periods for turn in period.turns()}
        return turns.union(turn for voice in self._voices for turn in voice.turns())

    def _named(self, fact: Fact) -> set[str]:
        """The parties on which an answer about a record depends."""
        held = (self._owners, *self._agents)
        named = {name for periods in held for _, names in periods.entries for name in names}
        for voice in self._voices:
            named |= {*voice.holders, voice.granted_by}
        named |= {*self._to, *(fact.get("consent_by") or ())}
        return named | {str(fact.get("by"))}


def passes_on(transfer: Saying) -> bool:
    """Whether a transfer moves the promise itself; under a mandate it stays the mandator's."""
    return bool(transfer.get("form") != "mandate")


def says_outcome(fact: Saying) -> bool:
    """Whether a record says what became of a promise: an assessment, a report or a count."""
    counts = fact.kind == "promise.progressed" and fact.get("done") is not None
    return counts or fact.kind in {"promise.assessed", "promise.reported"}
