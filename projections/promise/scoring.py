"""One promise as the score sees it: whether it counts, whether it is due, what it is worth."""

from __future__ import annotations

from typing import Literal, get_args

from domain.parties import RESIDENTS
from domain.value import value_class
from projections.promise.judgement import EXCLUDED, is_unseen
from projections.rows.promise import Finding, PromiseOutcome, PromiseRow, PromiseTerms
from projections.rows.subjects import PartyRows, type_of

SCORED_STRENGTHS = frozenset({"pledge", "target"})
SCORED_ORIGINS = frozenset({"word", "agreement"})

Group = Literal["scored", "unresolved", "not_due", "undated", "excluded", "listed"]
"""What a promise counts as. Of promises that count as one the first of these decides."""

GROUPS: tuple[Group, ...] = get_args(Group)

Doubt = Literal["not-looked-into", "count", "contested", "claimed", "unknown", "imprecise"]
"""Why it is not established what became of a promise."""

DATED = frozenset({"overdue", "held", "lapsed"})
"""The states of which the dates tell where nobody found anything."""
BY_DATES = Finding((), "dates", None, None, ())
NOT_FOUND = Finding((), None, None, None, ())


@value_class
class ScoredPromise:
    """A promise at the moment asked for.

    value: what it is worth from -1 to 1; None unless scored.
    bounds: the least and the most that it may be worth, where it is unresolved because a count
    leaves open how much was done; else None.
    found: by whom, on what basis and when the state was established.
    """

    row: PromiseRow
    state: str
    group: Group
    value: float | None
    bounds: tuple[float, float] | None = None
    found: Finding = NOT_FOUND

    @property
    def promise(self) -> str:
        """Its slug."""
        return self.row.promise


def scored_promise(
    row: PromiseRow,
    parties: PartyRows,
    *,
    burden: str,
    basis: str,
    coders: frozenset[str] = frozenset(),
) -> ScoredPromise:
    """Judge one promise by the rules of the due cohort, the burden and the basis.

    coders: the parties that keep the ledger.
    """
    outcome = row.claims if basis == "claims" else row.outcome
    unseen = _not_looked_into(row, outcome, burden)
    group = _group(row, outcome, parties, unseen=unseen)
    value = outcome.value if group == "scored" else None
    # A count that is no finding bounds nothing.
    bounds = outcome.bounds if group == "unresolved" and not unseen else None
    found = NOT_FOUND if unseen else _found(outcome, coders)
    return ScoredPromise(row, outcome.state, group, value, bounds, found)


def _found(outcome: PromiseOutcome, coders: frozenset[str]) -> Finding:
    """What established an outcome: all who agree, and of their records the one that counts.

    That the coders of a ledger stand outside a promise says no more than that they read of it. So
    they are told from those who looked into it, and named only where nobody else did.
    """
    if not outcome.findings:
        return BY_DATES if outcome.resolved and outcome.state in DATED else NOT_FOUND
    outside = [
        one for one in outcome.findings if one.basis != "independent" or coders.isdisjoint(one.by)
    ]
    named = outside or outcome.findings
    by = tuple(dict.fromkeys(party for one in named for party in one.by))
    return named[-1]._replace(by=by, basis=named[-1].basis if outside else "coders")


def pledged(terms: PromiseTerms, parties: PartyRows) -> bool:
    """Whether it is a pledge or target that a body gave by word or agreement (METHODS 2)."""
    types = {type_of(parties, party) for party in terms.by}
    return (
        terms.strength in SCORED_STRENGTHS
        and terms.origin in SCORED_ORIGINS
        and not types <= RESIDENTS  # their promises are listed, not scored
    )


def _group(row: PromiseRow, outcome: PromiseOutcome, parties: PartyRows, *, unseen: bool) -> Group:
    if not pledged(row.terms, parties) or row.terms.hold == "maintenance":
        return "listed"
    if row.deadline.first is None:
        return "undated"
    if outcome.state in EXCLUDED:
        return "excluded"
    if not row.deadline.passed:
        return "not_due"
    if not outcome.resolved or unseen:
        return "unresolved"
    return "scored"


def doubt(one: ScoredPromise) -> Doubt | None:
    """Why it is not established what became of a promise; None where it is, or need not be."""
    row, outcome = one.row, one.row.outcome
    if one.group != "unresolved":
        return None
    if outcome.resolved or (one.bounds is None and outcome.bounds is not None):
        return "not-looked-into"
    if one.bounds is not None:
        return "count"
    if row.contested:
        return "contested"
    if row.unverified:
        return "claimed"
    return "unknown" if row.found == "unknown" else "imprecise"


def _not_looked_into(row: PromiseRow, outcome: PromiseOutcome, burden: str) -> bool:
    """In an open ledger a deadline that passed in silence is no breach: nobody looked."""
    return burden == "open" and is_unseen(outcome.state, looked_into=row.looked_into)
