"""One promise as the score sees it: whether it counts, whether it is due, what it is worth."""

from __future__ import annotations

from dataclasses import dataclass

from domain.parties import RESIDENTS
from projections.promise.judgement import EXCLUDED, is_unseen
from projections.rows.span import UntypedRow as Row
from projections.rows.span import Value
from projections.rows.subjects import PartyRows, type_of

SCORED_STRENGTHS = frozenset({"pledge", "target"})
SCORED_ORIGINS = frozenset({"word", "agreement"})


@dataclass(frozen=True, slots=True)
class ScoredPromise:
    """A promise at the moment asked for.

    group: what it counts as: scored, unresolved, not_due, undated, excluded or listed.
    value: what it is worth from -1 to 1; None unless scored.
    bounds: the least and the most that it may be worth, where it is unresolved because a count
    leaves open how much was done; else None.
    """

    row: Row
    state: str
    group: str
    value: float | None
    bounds: tuple[float, float] | None = None

    @property
    def promise(self) -> str:
        """Its slug."""
        return self.row.subject.partition("/")[2]


def scored_promise(row: Row, parties: PartyRows, *, burden: str, basis: str) -> ScoredPromise:
    """Judge one promise by the rules of the due cohort, the burden and the basis."""
    value = row.value
    now = value | (value["claims"] if basis == "claims" else {})
    state = now["state"]
    group = _group(value, now, parties, burden)
    scored = now["value"] if group == "scored" else None
    return ScoredPromise(row, state, group, scored, _bounds(group, now, burden))


def _bounds(group: str, now: Value, burden: str) -> tuple[float, float] | None:
    """Between what it may be worth; a count that is no finding bounds nothing."""
    if group != "unresolved" or now["value_low"] is None or _not_looked_into(now, burden):
        return None
    return now["value_low"], now["value_high"]


def pledged(value: Value, parties: PartyRows) -> bool:
    """Whether it is a pledge or target that a body gave by word or agreement (METHODS 2)."""
    types = {type_of(parties, party) for party in value["by"]}
    return (
        value.get("strength", "pledge") in SCORED_STRENGTHS
        and value.get("origin", "word") in SCORED_ORIGINS
        and not types <= RESIDENTS  # their promises are listed, not scored
    )


def _group(value: Value, now: Value, parties: PartyRows, burden: str) -> str:
    if not pledged(value, parties) or value.get("hold") == "maintenance":
        return "listed"
    if value["first_due"] is None:
        return "undated"
    if now["state"] in EXCLUDED:
        return "excluded"
    if not value["is_due"]:
        return "not_due"
    if not now["resolved"] or _not_looked_into(now, burden):
        return "unresolved"
    return "scored"


def doubt(one: ScoredPromise) -> str | None:
    """Why it is not established what became of a promise; None where it is, or need not be."""
    value = one.row.value
    if one.group != "unresolved":
        return None
    if value["resolved"] or (one.bounds is None and value["value_low"] is not None):
        return "not-looked-into"
    if one.bounds is not None:
        return "count"
    if value["contested"]:
        return "contested"
    if value["unverified"]:
        return "claimed"
    return "unknown" if value["found"] == "unknown" else "imprecise"


def _not_looked_into(now: Value, burden: str) -> bool:
    """In an open ledger a deadline that passed in silence is no breach: nobody looked."""
    return burden == "open" and is_unseen(now["state"], looked_into=now["looked_into"])
