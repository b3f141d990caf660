"""Parties at the moment of a question and over time: names, types, heirs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import product
from typing import NamedTuple

from domain.dates import Bounds, Instant, bounds, turns_of
from domain.parties import BODIES
from domain.value import remembering_class
from languages import language
from projections.promise_roles import linked_parties
from projections.report import Question
from projections.rows.subjects import PartyRow, PartyRows, name_in, type_of

# -- parties -----------------------------------------------------------------------------------
# Parties by their names in the ledger, as they were at the moment of a question.


def any_of(parties: PartyRows, names: Iterable[str], types: frozenset[str]) -> bool:
    """Whether one of the named parties is of one of the types."""
    return any(type_of(parties, name) in types for name in names)


def is_body(question: Question, parties: PartyRows, party: str, moment: Instant) -> bool:
    """Whether a party is one of the bodies that run the operation, or may be part of one.

    What it says of conditions is then a claim of its own; residents speak for themselves.
    """
    if type_of(parties, party) == "residents":
        return False
    return any_of(parties, linked_parties(question).body(party, moment, sure=False), BODIES)


def called(parties: PartyRows, party: str) -> str:
    """What people call a party in the language of this process.

    Its name in the ledger where it is not known at that moment.
    """
    return name_in(parties[party], language()) if party in parties else party


# -- bodies ------------------------------------------------------------------------------------
# Bodies: which parties count as one, and who has the powers of one that is gone.
#
# Bodies are counted, not mandates; offices that are `part_of` one ministry count as one body, as
# the tree of parties was at that moment (METHODS 4). A party that was completely succeeded hands
# its powers on to its legal successor from that day. With several successors it is not known
# which of them got a power, unless they count as one body; after an incomplete succession the
# party is still there and keeps what it had.

MINISTRY = "ministry"


class Succession(NamedTuple):
    """The end of a party: the day as written, its bounds, and who took everything over."""

    written: str
    when: Bounds
    by: list[str]


@remembering_class
class Bodies:
    """The parties over time, as known at the size that a question names."""

    question: Question

    @cached_property
    def _rows(self) -> dict[str, list[PartyRow]]:
        found: dict[str, list[PartyRow]] = {}
        for row in self.question.book.ever(PartyRow, self.question.known):
            found.setdefault(row.party, []).append(row)
        return found

    @cached_property
    def turns(self) -> set[Instant]:
        """Every moment at which a party changes or is succeeded; registrations change nothing."""
        changed = {row.start for rows in self._rows.values() for row in rows[1:]}
        handed = [one.when for party in self._rows if (one := self._succession(party))]
        return changed | turns_of(handed)

    def _between_turns(self, moment: Instant) -> int:
        """A number of the time between two turns in which a moment lies: nothing changes in it."""
        return bisect_right(self._turns_in_order, moment)

    @cached_property
    def _turns_in_order(self) -> list[Instant]:
        return sorted(self.turns)

    def row(self, party: str, moment: Instant) -> PartyRow | None:
        """What a party was at a moment; before its registration what it was registered as.

        None where it was never registered.
        """
        rows = self._rows.get(party, [])
        return next(
            (row for row in reversed(rows) if row.start <= moment), rows[0] if rows else None
        )

    def above(self, party: str, moment: Instant) -> Iterator[str]:
        """A party and everything that it is part of, from the inside out."""
        seen: set[str] = set()
        here: str | None = party
        while here is not None and here not in seen:
            yield here
            seen.add(here)
            row = self.row(here, moment)
            here = row.part_of if row else None

    def body(self, party: str, moment: Instant) -> str:
        """As which body a party counts: the outermost ministry that it is part of, else itself."""
        asked = party, self._between_turns(moment)
        if asked not in self._counted_as:
            path = [one for one in self.above(party, moment) if self.is_ministry(one, moment)]
            self._counted_as[asked] = path[-1] if path else party
        return self._counted_as[asked]

    @cached_property
    def _counted_as(self) -> dict[tuple[str, int], str]:
        """As which body parties count between two turns, as far as it was asked for."""
        return {}

    def is_ministry(self, party: str, moment: Instant) -> bool:
        """Whether a party is a ministry."""
        row = self.row(party, moment)
        return row is not None and row.type == MINISTRY

    def heirs(self, party: str, moment: Instant) -> frozenset[str]:
        """Who may have what was the party's: the one that has it, or all that it could be."""
        asked = party, self._between_turns(moment)
        if asked not in self._inherited:
            self._inherited[asked] = self._find_heirs(party, moment)
        return self._inherited[asked]

    @cached_property
    def _inherited(self) -> dict[tuple[str, int], frozenset[str]]:
        """The heirs of parties between two turns, as far as they were asked for."""
        return {}

    def _find_heirs(self, party: str, moment: Instant) -> frozenset[str]:
        found: set[str] = set()
        seen: set[str] = set()
        waiting = [party]
        while waiting:
            here = waiting.pop()
            if here in seen:
                continue
            seen.add(here)
            succession = self._succession(here)
            if succession is None or moment < succession.when.latest:
                found.add(here)
            if succession is not None and moment >= succession.when.earliest:
                waiting += succession.by
        return frozenset(found or {party})

    def successions(self, party: str, moment: Instant) -> Iterator[tuple[str, str, list[str]]]:
        """Who was completely succeeded up to a moment, from a party on: when as written, by whom.

        It ends where several took over, as it is not known which of them goes on.
        """
        seen: set[str] = set()
        here: str | None = party
        while here is not None and here not in seen:
            seen.add(here)
            succession = self._succession(here)
            if succession is None or moment < succession.when.earliest:
                return
            yield here, succession.written, succession.by
            here = succession.by[0] if len(succession.by) == 1 else None

    def readings(self, parties: Iterable[str], moment: Instant) -> set[frozenset[str]]:
        """As which bodies parties may count together: one set of them, unless that is not known."""
        each = [
            {self.body(heir, moment) for heir in self.heirs(party, moment)} for party in parties
        ]
        return {frozenset(chosen) for chosen in product(*each)}

    def _succession(self, party: str) -> Succession | None:
        """When a party was completely succeeded, and by whom."""
        for row in self._rows.get(party, []):
            if row.succeeded_on and row.complete:
                written = row.succeeded_on
                return Succession(written, bounds(written), list(row.successors))
        return None
