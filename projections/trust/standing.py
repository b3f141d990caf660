"""One promise as the score sees it: whether it counts, whether it is due, what it is worth."""

from __future__ import annotations

from dataclasses import dataclass

from domain.parties import RESIDENTS
from projections.book import Row
from projections.promise.life import EXCLUDED
from projections.span import Value

SCORED_STRENGTHS = frozenset({"pledge", "target"})
SCORED_ORIGINS = frozenset({"word", "agreement"})


@dataclass(frozen=True, slots=True)
class Standing:
    """A promise at the moment asked for.

    group: what it counts as: scored, unresolved, not_due, undated, excluded or listed.
    value: what it is worth from -1 to 1; None unless scored.
    """

    row: Row
    state: str
    group: str
    value: float | None

    @property
    def promise(self) -> str:
        """Its slug."""
        return self.row.subject.partition("/")[2]


def standing(row: Row, parties: dict[str, Value], *, burden: str, basis: str) -> Standing:
    """Judge one promise by the rules of the due cohort, the burden and the basis."""
    value = row.value
    now = value | (value["claims"] if basis == "claims" else {})
    state = now["state"]
    group = _group(value, now, parties, burden)
    return Standing(row, state, group, now["value"] if group == "scored" else None)


def pledged(value: Value, parties: dict[str, Value]) -> bool:
    """Whether it is a pledge or target that a body gave by word or agreement (METHODS 2)."""
    types = {parties.get(party, {}).get("type", "other") for party in value["by"]}
    return (
        value.get("strength", "pledge") in SCORED_STRENGTHS
        and value.get("origin", "word") in SCORED_ORIGINS
        and not types <= RESIDENTS  # promises of residents are listed
    )


def _group(value: Value, now: Value, parties: dict[str, Value], burden: str) -> str:
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


def doubt(one: Standing) -> str | None:
    """Why it is not established what became of a promise; None where it is, or need not be."""
    value = one.row.value
    if one.group != "unresolved":
        return None
    if value["resolved"]:
        return "not-looked-into"
    if value["contested"]:
        return "contested"
    if value["unverified"]:
        return "claimed"
    return "unknown" if value["found"] == "unknown" else "imprecise"


def _not_looked_into(now: Value, burden: str) -> bool:
    """In an open ledger a deadline that passed in silence is no breach: nobody looked."""
    return burden == "open" and now["state"] == "overdue" and not now["looked_into"]
