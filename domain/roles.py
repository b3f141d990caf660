"""Who owes a promise, who benefits, and who may say what of it (METHODS 1).

A saying is heard unless it certainly comes from somebody who may not say it, on every one of its
own days. Whoever acts on a promise under a mandate acts in its owner's name (Awb 10:2), so it is
no outsider: it speaks as the owner does, and the owner stays who it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from domain.dates import Bounds, Instant, turns_of
from domain.parties import ALONE, ALWAYS, Fact, Parties, Periods, Saying, has_come
from domain.record import once
from domain.value import value_class

OWNERS_ACTS = frozenset({
    "promise.reported", "promise.withdrawn", "promise.postponed", "promise.suspended",
    "promise.redefined",
})  # fmt: skip
"""What an owner says, or a body that is part of it or that it is part of."""

BASES = ("promisor", "beneficiary", "independent")
"""As what somebody speaks of an outcome, from the least weight to the most."""


@value_class
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
        return turns_of((self.begins, *self.ends))


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

    @once
    def _owners(self) -> Periods:
        """Who made it, and who took it over: what is done under a mandate moves nothing."""
        taken = [fact for fact in self._transfers if passes_on(fact)]
        made = (ALWAYS, frozenset(self._made.get("by", ())))
        return Periods((made, *((fact.on, frozenset(fact.get("to"))) for fact in taken)))

    @once
    def _agents(self) -> tuple[Periods, ...]:
        """Who acts in the owner's name, each until the promise passes on."""
        agents = []
        for number, fact in enumerate(self._transfers):
            if not passes_on(fact):
                later = [transfer for transfer in self._transfers[number:] if passes_on(transfer)]
                ends = [(transfer.on, frozenset[str]()) for transfer in later]
                agents.append(Periods(((fact.on, frozenset(fact.get("to"))), *ends)))
        return tuple(agents)

    @property
    def beneficiaries(self) -> tuple[str, ...]:
        """Those to whom it was made."""
        return self._to

    def owners(self, moment: Instant, *, sure: bool = False) -> set[str]:
        """Those that may owe it at a moment, or certainly do, as made and as transferred."""
        return self._owners.at(moment, sure=sure)

    def names_of_owners(self, moment: Instant) -> set[str]:
        """The owners, and whoever took everything over from one: either stands for the other."""
        owners = self.owners(moment)
        return owners.union(
            *(self._parties.standing_for(name, moment, sure=False) for name in owners)
        )

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
        return next((name for name in possible if self._on_a_day(fact, by, self._is(name))), None)

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

    def _is(self, basis: str) -> Callable[[str, Instant], bool]:
        """Whether a party has that basis. Not kept: roles that held themselves would stay."""
        match basis:
            case "promisor":
                return self._is_promisor
            case "beneficiary":
                return self._may_assess_as_beneficiary
            case "independent":
                return self._is_independent
            case _:
                return lambda _party, _moment: False

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
        owners = self._owners.at(moment, sure=sure)
        return owners.union(*(agent.at(moment, sure=sure) for agent in self._agents))

    def _ever(self, moment: Instant, *, sure: bool) -> set[str]:
        """The owners then or before, and those who acted in their name."""
        owners = self._owners.until(moment, sure=sure)
        return owners.union(*(agent.until(moment, sure=sure) for agent in self._agents))

    # -- on one of the days of a record --------------------------------------------------------

    def _on_a_day(
        self, fact: Fact, party: str | None, question: Callable[[str, Instant], bool]
    ) -> bool:
        if party is None:
            return False
        if fact.on.exact:
            return question(party, fact.on.earliest)
        return any(question(party, moment) for moment in self._days(fact))

    def _days(self, fact: Fact) -> Iterator[Instant]:
        """Moments of a record between which no answer changes.

        The others are looked for when the first, which mostly settles it, has not.
        """
        first, last = fact.on.earliest, fact.on.latest
        yield first
        if first < last:
            turns = self._turns | self._parties.turns(self._named(fact))
            yield from sorted(turn for turn in turns if first < turn <= last)

    @once
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
