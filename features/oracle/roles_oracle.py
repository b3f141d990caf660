"""Who may say what of a promise, told a second time from METHODS.md, sentence by sentence.

Nothing here is fast, and nothing comes from the code it is held against. Every question is asked
of one instant and answered yes, no or unknown: an imprecise date has come after its last day, not
before its first, and in between it is unknown. A saying is heard unless the answer is a certain no
on each of its own days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import TypeVar

from domain.dates import Instant
from domain.record import Record

NO, UNKNOWN, YES = 0, 1, 2
"""Answers, in the order in which any() and all() of three values are max() and min()."""

OWNERS_ACTS = ("reported", "withdrawn", "postponed", "suspended", "redefined")
"""What is the owner's to say, or of a body above or below it."""


def come(record: Record, t: Instant) -> int:
    """Whether the day of a record has come."""
    return YES if record.on.latest <= t else UNKNOWN if record.on.earliest <= t else NO


def negated(answer: int) -> int:
    """The contrary."""
    return YES - answer


def some(answers: Iterable[int]) -> int:
    """Whether one of them is so."""
    return max(answers, default=NO)


Answer = TypeVar("Answer")


def asked_once(question: Callable[[Roles, Record], Answer]) -> Callable[[Roles, Record], Answer]:
    """The same question about the same record is answered once, for the sake of time alone."""

    @wraps(question)
    def answer(roles: Roles, record: Record) -> Answer:
        key = question.__name__, record.position
        if key not in roles.answers:
            roles.answers[key] = question(roles, record)
        found: Answer = roles.answers[key]  # type: ignore[assignment]
        return found

    return answer


class Roles:
    """The parties of a ledger, and one promise in it."""

    def __init__(self, promise: Sequence[Record], others: Sequence[Record] = ()) -> None:
        self.answers: dict[tuple[str, int], object] = {}
        self.made = next(one for one in promise if one.kind == "promise.made")
        # They come in the order in which they were recorded, a correction in its place.
        self.promise = sorted(promise, key=lambda one: one.on.earliest)
        self.others = sorted(
            others,
            key=lambda one: (one.kind != "party.registered", one.on.earliest, one.position),
        )
        # Whoever is linked to another party; nobody else can lie between two of them.
        links = [one for one in others if one.get("part_of") or one.kind == "party.succeeded"]
        self.links = [one for one in self.others if one in links]
        named = [(one.get("party"), one.get("part_of"), *(one.get("by") or ())) for one in links]
        self.names = sorted({name for some in named for name in some if name})

    # -- parties -----------------------------------------------------------------------------------

    def takes_over(self, old: str, new: str, t: Instant) -> int:
        """Whether a party is another one, or took everything over from it, by way of others too."""
        return self._by_way(lambda a, b: self._succeeds(a, b, t), old, new, ())

    def _succeeds(self, old: str, new: str, t: Instant) -> int:
        return some(
            come(one, t)
            for one in self.links
            if one.kind == "party.succeeded" and one.get("party") == old
            if new in one.get("by") and one.get("complete", True)
        )

    def lies_in(self, part: str, whole: str, t: Instant) -> int:
        """Whether a party is another one, lies in it, or in what took over from where it lay."""

        def step(a: str, b: str) -> int:
            return max(self._part_of(a, b, t), self._succeeds(a, b, t))

        return self._by_way(step, part, whole, ())

    def _part_of(self, part: str, whole: str, t: Instant) -> int:
        said = [
            one
            for one in self.links
            if one.kind in {"party.registered", "party.changed"} and one.get("party") == part
            if one.get("part_of")
        ]
        gone = some(self._succeeds(part, name, t) for name in self.names)
        found = []
        for place, one in enumerate(said):
            # A party was what it was registered as from its beginning, whenever that was.
            began = YES if one.kind == "party.registered" else come(one, t)
            over = max(some(come(later, t) for later in said[place + 1 :]), gone)
            if one.get("part_of") == whole:
                found.append(min(began, negated(over)))
        return some(found)

    def _by_way(
        self, step: Callable[[str, str], int], start: str, end: str, seen: tuple[str, ...]
    ) -> int:
        if start == end:
            return YES
        return some(
            min(step(start, over), self._by_way(step, over, end, (*seen, start)))
            for over in self.names
            if over not in seen and over != start and step(start, over)
        )

    def same(self, one: str, other: str, t: Instant) -> int:
        """Whether two names stand for one party: a party and its successor are interchangeable."""
        return some(
            min(self.takes_over(one, z, t), self.takes_over(other, z, t))
            for z in {one, other, *self.names}
        )

    def related(self, one: str, other: str, t: Instant) -> int:
        """Whether two parties are part of one another, or of one body."""
        return some(
            min(self.lies_in(one, z, t), self.lies_in(other, z, t))
            for z in {one, other, *self.names}
        )

    def within(self, part: str, whole: str, t: Instant) -> int:
        """Whether a party is part of another, or of what that one is by another name."""
        return some(
            min(self.lies_in(part, z, t), self.takes_over(whole, z, t))
            for z in {part, whole, *self.names}
        )

    # -- the promise -------------------------------------------------------------------------------

    def _holders(self) -> list[tuple[Callable[[Instant], int], list[str]]]:
        """Who made it and those who took it over, each with whether that day has come."""
        moves = [one for one in self.promise if one.kind == "promise.transferred"]
        moves = [one for one in moves if one.get("form") != "mandate"]
        made: list[tuple[Callable[[Instant], int], list[str]]] = [
            (lambda _: YES, list(self.made.get("by")))
        ]
        return made + [(lambda t, one=one: come(one, t), list(one.get("to"))) for one in moves]

    def _agents(self, t: Instant) -> dict[str, int]:
        """Who acts in the name of the owner: under a mandate, until somebody takes it over."""
        found: dict[str, int] = {}
        for place, one in enumerate(self.promise):
            if one.kind == "promise.transferred" and one.get("form") == "mandate":
                over = some(
                    come(later, t)
                    for later in self.promise[place + 1 :]
                    if later.kind == "promise.transferred" and later.get("form") != "mandate"
                )
                for name in one.get("to"):
                    found[name] = max(found.get(name, NO), min(come(one, t), negated(over)))
        return found

    def owners(self, t: Instant) -> dict[str, int]:
        """Who owes it, as made and as transferred."""
        found: dict[str, int] = {}
        holders = self._holders()
        for place, (began, names) in enumerate(holders):
            over = some(later(t) for later, _ in holders[place + 1 :])
            for name in names:
                found[name] = max(found.get(name, NO), min(began(t), negated(over)))
        return found

    def _speaking(self, t: Instant) -> dict[str, int]:
        """The owners, and those who act in their name."""
        found = self.owners(t)
        for name, answer in self._agents(t).items():
            found[name] = max(found.get(name, NO), answer)
        return found

    def _ever(self, t: Instant) -> dict[str, int]:
        """The owners then or before, and those who acted in their name."""
        found: dict[str, int] = {}
        for began, names in self._holders():
            found |= {name: max(found.get(name, NO), began(t)) for name in names}
        for one in self.promise:
            if one.kind == "promise.transferred":
                found |= {n: max(found.get(n, NO), come(one, t)) for n in one.get("to")}
        return found

    def owner_or_related(self, party: str, t: Instant) -> int:
        """Whether a party owes it, or is related to one that does."""
        return some(
            min(answer, self.related(party, owner, t))
            for owner, answer in self._speaking(t).items()
        )

    def above_or_below(self, party: str, t: Instant) -> int:
        """Whether a party is an owner, part of one, or what one is part of."""
        return some(
            min(answer, max(self.within(party, owner, t), self.within(owner, party, t)))
            for owner, answer in self._speaking(t).items()
        )

    def _in_to(self, party: str, t: Instant) -> int:
        return some(self.same(party, name, t) for name in self.made.get("to"))

    def _mandated(self, party: str, t: Instant) -> int:
        """Whether a beneficiary gave it a mandate to decide for it, in force then."""
        found = []
        for one in self.others:
            if one.kind != "mandate.granted" or one.get("power") != "decide":
                continue
            if one.get("basis") != "mandate" or not one.get("granted_by"):
                continue
            ends = [
                other
                for other in self.others
                if other.kind == "mandate.ended" and other.get("mandate") == one.get("mandate")
            ]
            force = min(come(one, t), negated(some(come(end, t) for end in ends)))
            holder = self.same(party, one.get("holder"), t)
            found.append(min(force, holder, self._in_to(one.get("granted_by"), t)))
        return some(found)

    def beneficiary(self, party: str, t: Instant, *, to_assess: bool = False) -> int:
        """Whether it is in `to`, its successor, or speaks for it; never an owner or related."""
        own = max(self._in_to(party, t), self._mandated(party, t))
        if to_assess:
            own = max(own, some(self.within(party, name, t) for name in self.made.get("to")))
        return min(own, negated(self.owner_or_related(party, t)))

    def independent(self, party: str, t: Instant) -> int:
        """Neither owner then or before, nor beneficiary, nor related to one."""
        ever = self._ever(t).items()
        owner = some(min(answer, self.related(party, name, t)) for name, answer in ever)
        ours = some(self.related(party, name, t) for name in self.made.get("to"))
        return negated(max(owner, ours, self._mandated(party, t)))

    # -- sayings -----------------------------------------------------------------------------------

    def perhaps(self, record: Record, question: Callable[[Instant], int]) -> bool:
        """Whether something may have been so on one of the days of a record."""
        told = [record, *self.promise, *self.others]
        bounds = {b for one in told for b in (one.on.earliest, one.on.latest)}
        days = {b for b in bounds if record.on.earliest <= b <= record.on.latest}
        return any(question(day) > NO for day in days)

    @asked_once
    def basis(self, record: Record) -> str | None:
        """As what its author is heard of the outcome; None if it says nothing, or for nothing.

        A count has the basis of its author.
        """
        by = record.get("by")
        answers: dict[str, Callable[[Instant], int]] = {
            "promisor": lambda t: self.owner_or_related(by, t),
            "beneficiary": lambda t: self.beneficiary(by, t, to_assess=True),
            "independent": lambda t: self.independent(by, t),
        }
        if record.kind == "promise.assessed":
            return (
                record.get("basis") if self.perhaps(record, answers[record.get("basis")]) else None
            )
        if record.kind == "promise.reported":
            return "promisor" if self.may(record) else None
        if record.kind == "promise.progressed" and record.get("done"):
            return next((b for b, answer in answers.items() if self.perhaps(record, answer)), None)
        return None

    @asked_once
    def may(self, record: Record) -> bool:
        """Whether the author of a record may say it at all."""
        kind, by = record.kind.removeprefix("promise."), record.get("by")
        if kind in OWNERS_ACTS:
            return by is None or self.perhaps(record, lambda t: self.above_or_below(by, t))
        if kind == "released":
            return self.perhaps(record, lambda t: self.beneficiary(by, t))
        if kind == "assessed" or (kind == "progressed" and record.get("done")):
            return self.basis(record) is not None
        return True

    @asked_once
    def consent(self, record: Record) -> list[str]:
        """Whose consent counts: that of beneficiaries; that of others moves nothing."""
        return [
            party
            for party in record.get("consent_by") or ()
            if self.perhaps(record, lambda t, party=party: self.beneficiary(party, t))  # type: ignore[misc]
        ]

    @asked_once
    def bound(self, record: Record) -> set[str]:
        """For which of the owners a record speaks: each for itself, without `by` for all."""
        by, found = record.get("by"), set[str]()
        for owner in self.present(record):

            def speaks(t: Instant, owner: str = owner) -> int:
                return min(self.owners(t).get(owner, NO), self.related(str(by), owner, t))

            if by is not None and self.perhaps(record, speaks):
                found.add(owner)
        return found or self.present(record)

    @asked_once
    def present(self, record: Record) -> set[str]:
        """The owners on the days of a record."""
        every = {name for began, names in self._holders() for name in names}
        return {
            name
            for name in every
            if self.perhaps(record, lambda t, name=name: self.owners(t).get(name, NO))  # type: ignore[misc]
        }

    @asked_once
    def moves_nothing(self, dispute: Record) -> bool:
        """Whether a dispute is one by an owner, then or before, or by a body related to one."""
        by = str(dispute.get("by"))

        def own(t: Instant) -> int:
            ever = self._ever(t).items()
            return some(min(answer, self.related(by, name, t)) for name, answer in ever)

        return self.perhaps(dispute, own)

    def is_own_doing(self, party: str | None, record: Record) -> bool:
        """Whether a party is an owner, then or before: what lay in its power excuses nobody."""
        return party is not None and self.perhaps(
            record,
            lambda t: some(
                min(answer, self.same(party, name, t)) for name, answer in self._ever(t).items()
            ),
        )
