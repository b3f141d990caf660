"""Rows of promises: what each was, as it was made, and how it stood from moment to moment.

The rows of the book tell what the stream of a promise alone says. Where other streams have a say
(who is whose office or heir, when a successor falls due), a question makes the row that holds of
it: see `promise_roles` and `promise_query`.
"""

from __future__ import annotations

from typing import ClassVar, Literal, NamedTuple

from domain.dates import Instant
from domain.record import StreamName
from projections.rows.frozen import Row, row_class


class PromiseTerms(NamedTuple):
    """What was promised, as the making says.

    by, to: the parties that promise, and to whom. level: of the place; None for all of them.
    criterion: by what one knows that it was kept. wording: what was said, verbatim.
    strength: pledge, target or expectation. origin: word, agreement, order, ruling or law. due:
    the deadline as written; None without one. hold: achievement or maintenance. until: the last
    day of a maintenance, as written. size: how many are promised, as written. part_of, repeats:
    the promise that it is a part of, or says again, by name. act: the one act that several
    promises were made in. records: the ids of the making, and of those that it corrected.
    contradicts: the records or streams that the making itself sets against it. What the making
    does not say is None.
    """

    by: tuple[str, ...]
    to: tuple[str, ...]
    level: str | None
    topic: str | None
    text: str
    criterion: str | None
    wording: str | None
    strength: str
    origin: str
    due: str | None
    hold: str
    until: str | None
    size: str | None
    part_of: str | None
    repeats: str | None
    act: str | None
    records: tuple[str, ...]
    contradicts: tuple[str, ...]


FoundOn = Literal["independent", "coders", "beneficiary", "promisor", "dates"]
"""The basis of a finding. The book knows no coders: who keeps a ledger is asked of another stream,
so `scoring` tells them from others who are independent."""


class Finding(NamedTuple):
    """By whom, on what basis and when a state was established; without a basis it was not.

    by: who found it, or brought it about; nobody where the dates tell. basis: of a promisor its
    word against itself, or its own act. on: as the record has it. event: the position of the
    record. sources: the types of its sources, each once.
    """

    by: tuple[str, ...]
    basis: FoundOn | None
    on: str | None
    event: int | None
    sources: tuple[str, ...]


class PromiseOutcome(NamedTuple):
    """What a promise amounts to on one basis.

    state: one of the states of METHODS 1. value: what it counts from -1 to 1 once due; None when it
    does not count. bounds: the least and the most that it counts, where a count leaves that open;
    else None. resolved: False when nobody could establish what became of it, or how much of it.
    findings: what the state rests on: findings of one rank that agree, the one that counts last; or
    where the dates tell, the record that shows that somebody looked. Nothing where nothing was
    found, or findings of that rank differ.
    """

    state: str
    value: float | None
    bounds: tuple[float, float] | None
    resolved: bool
    findings: tuple[Finding, ...]


class PromiseDeadline(NamedTuple):
    """When a promise falls due.

    first: the instant at which it first fell due; None without a date. due: the same as moved by
    consent. passed: whether that lies behind; never while its days do not run. postponements: how
    often somebody put it off without moving it, for want of consent in time.
    """

    first: Instant | None
    due: Instant | None
    passed: bool
    postponements: int

    @property
    def moved(self) -> bool:
        """Whether it falls due at another instant than at first."""
        return self.due != self.first


class Replacement(NamedTuple):
    """The promise, by name, that came in the place of another; whether a beneficiary consented."""

    successor: str
    agreed: bool


@row_class
class PromiseRow(Row):
    """A promise for as long as its status stays the same. scope: the place where it is to be kept.

    on: the day of the making, as written. outcome: by the evidence; claims: if all that its
    promisors claim is taken for true. outcome_known: whether what became of it is established, be
    it not how much. looked_into: whether a record shows that somebody followed it. claimed: the
    last outcome that those who owe it claim; unverified: whether only they say that it was kept.
    found: the outcome that counts among what was established; decided: when what it amounts to was
    done, or found; None while nothing was. contested: whether somebody disputes it.

    breach, halted: YES, NO or UNKNOWN; see `PromiseState`. suspended, blocked_by: whether it is
    suspended, and the bodies that block it. replacement: what replaced it first; replaced_by: why
    that counts as `replaced`: its successor falls due `later`, or is `undated`; in the book always
    None. redefined: how often it was given another meaning. let_off: whether a beneficiary
    released it or agreed to what replaced it.

    owed_by: who still owes it; scored_to: who answered for it when it fell due. transferees: who
    took it over at any time. vague: the fields in which a date stands that is read as none.
    events: the positions of the records that it rests on, the making first. sources: the type of
    every source of these records.
    """

    KIND: ClassVar[str] = "promise"
    LASTING: ClassVar[frozenset[str]] = frozenset({"terms", "on"})

    terms: PromiseTerms
    on: str
    outcome: PromiseOutcome
    claims: PromiseOutcome
    outcome_known: bool
    looked_into: bool
    claimed: str | None
    unverified: bool
    found: str | None
    decided: Instant | None
    contested: bool
    deadline: PromiseDeadline
    breach: str
    halted: str
    suspended: bool
    blocked_by: tuple[str, ...]
    replacement: Replacement | None
    replaced_by: str | None
    redefined: int
    let_off: bool
    owed_by: tuple[str, ...]
    scored_to: tuple[str, ...]
    transferees: tuple[str, ...]
    vague: tuple[str, ...]
    events: tuple[int, ...]
    sources: tuple[str, ...]

    @property
    def promise(self) -> str:
        """Its name in the ledger."""
        return self.subject.partition("/")[2]

    @property
    def parties(self) -> tuple[str, ...]:
        """Those who made it, took it over or benefit from it."""
        return (*self.terms.by, *self.terms.to, *self.transferees)


@row_class
class SuccessorRow(Row):
    """That a promise (the subject) was replaced by another one (the scope), from then on."""

    KIND: ClassVar[str] = "successor"

    @property
    def promise(self) -> str:
        """The name of the promise that was replaced."""
        return StreamName.parse(self.subject).name

    @property
    def successor(self) -> str:
        """The name of the promise that replaced it."""
        return StreamName.parse(self.scope).name
