"""Who may say what: two programs from one page must agree on every history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import product

from hypothesis import given

from domain.history import effective_history
from domain.parties import Parties, has_come
from domain.record import Record
from domain.roles import Roles, Voice, says_outcome
from features.oracle import roles_oracle
from features.oracle.roles_histories import BODIES, ledgers

Ledger = tuple[list[Record], list[Record]]


def parties(others: list[Record]) -> Parties:
    """The parties as their streams tell."""
    streams: dict[str, list[Record]] = defaultdict(list)
    for one in others:
        if one.kind.startswith("party."):
            streams[one.get("party")].append(one)
    return Parties(lambda name: effective_history(streams[name]))


def voices(others: list[Record]) -> list[Voice]:
    """The mandates to speak."""
    granted = [one for one in others if one.kind == "mandate.granted"]
    ends = tuple(one.on for one in others if one.kind == "mandate.ended")
    return [Voice((one.get("holder"),), one.get("granted_by"), one.on, ends) for one in granted]


def both(ledger: Ledger) -> tuple[list[Record], Roles, roles_oracle.Roles]:
    """The history that stands, read by either program."""
    life, others = ledger
    history = effective_history(life)
    return history, Roles(history, parties(others), voices(others)), roles_oracle.Roles(*ledger)


@given(ledgers())
def test_who_may_say_what(ledger: Ledger) -> None:
    """Whether a record counts, and with which weight its author is heard of the outcome."""
    history, roles, oracle = both(ledger)
    for record in history[1:]:
        for said in by_anybody(record):
            assert roles.may_say(said) == oracle.may(said), said
            if says_outcome(said):
                assert roles.basis(said) == oracle.basis(said), said


def heirs_of(party: str, others: list[Record]) -> set[str]:
    """All that took everything over from a party, at any time."""
    taken = [one for one in others if one.kind == "party.succeeded" and one.get("party") == party]
    return {heir for one in taken if one.get("complete") for heir in one.get("by")}


def by_anybody(record: Record) -> Iterator[Record]:
    """The record as if each party had said it, and of assessments on each basis."""
    bases = ("independent", "beneficiary", "promisor") if record.get("basis") else (None,)
    authors = BODIES if record.get("by") else (None,)
    for number, (by, basis) in enumerate(product(authors, bases)):
        named = {"by": by, "basis": basis}
        fields = {name: held for name, held in named.items() if held is not None}
        # The oracle keeps its answers by position.
        yield Record(1000 * record.position + number, {**record.fields, **fields})


@given(ledgers())
def test_whose_consent_counts(ledger: Ledger) -> None:
    """Of those who consent only beneficiaries and those who speak for them."""
    history, roles, oracle = both(ledger)
    for record in history[1:]:
        assert list(roles.consenting(record)) == oracle.consent(record), record


@given(ledgers())
def test_for_whom_somebody_speaks(ledger: Ledger) -> None:
    """Of several owners each speaks for itself; nobody is excused by its own doing."""
    history, roles, oracle = both(ledger)
    for record in history[1:]:
        assert set(roles.bound(record)) == oracle.bound(record), record
        if record.get("by") is not None:
            assert roles.is_owners(record) == oracle.moves_nothing(record), record
        power = (history[0].get("condition") or {}).get("in_power_of")
        assert roles.is_own_doing(power, record) == oracle.is_own_doing(power, record), record


@given(ledgers())
def test_a_party_and_its_complete_successor_are_interchangeable(ledger: Ledger) -> None:
    """From the day of a complete succession on by one party, either may say the same."""
    life, others = ledger
    history = effective_history(life)
    roles = Roles(history, parties(others), voices(others))
    for one in others:
        if one.kind != "party.succeeded" or not one.get("complete"):
            continue
        old, heirs = one.get("party"), heirs_of(one.get("party"), others)
        if len(heirs) > 1:
            continue  # of several successors each has taken over a part
        (new,) = heirs
        for record in history[1:]:
            if record.get("by") not in {old, new}:
                continue
            if not has_come(one.on, record.on.earliest, sure=True):
                continue
            said = [
                roles.may_say(Record(record.position, {**record.fields, "by": name}))
                for name in (old, new)
            ]
            assert said[0] == said[1], (record, one)
