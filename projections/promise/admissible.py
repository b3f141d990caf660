"""What of the history of a promise counts, given who says it (METHODS 1, Who may say what).

What somebody says who may not say it counts for nothing, so it is left out before anything else
is read; the rest bears what it depends on who says it. What follows (deadline, evidence, state)
reads such a history, and need not ask again who is who.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from domain.history import DISPUTED
from domain.parties import ALONE, Parties, Saying
from domain.record import Record
from domain.roles import Roles, Voice, passes_on, says_outcome


def admissible(
    history: Sequence[Record], parties: Parties = ALONE, voices: Sequence[Voice] = ()
) -> list[Record]:
    """The records that count, the making first.

    history: what stands, in the order in which it counts. Each record has the fields that it was
    recorded with, but for these: `consent_by` names only those whose consent counts; `basis` also
    of reports and counts is as what their author is heard; `bound` names the owners for which a
    claim or a withdrawal speaks; `own_doing` marks a proviso that lay in an owner's power; and
    `by_owner` a dispute by an owner or a body related to one, which makes nothing unresolved.
    """
    if len(history) == 1:
        return list(history)
    roles = Roles(history, parties, voices)
    made, *later = history
    heard = (_as_heard(fact, made, roles) for fact in later)
    return [made, *(fact for fact in heard if fact is not None)]


def inadmissible(
    history: Sequence[Record], parties: Parties = ALONE, voices: Sequence[Voice] = ()
) -> list[Record]:
    """The records that count for nothing, because of who says it."""
    roles = Roles(history, parties, voices)
    return [record for record in history[1:] if not roles.may_say(record)]


def depends_on_others(history: Sequence[Record]) -> bool:
    """Whether something stands there whose weight depends on what is recorded of parties."""
    return any(
        record.get("by") is not None or record.get("consent_by") or record.get("in_power_of")
        for record in history[1:]
    ) or any(record.kind == "promise.proviso_occurred" for record in history)


def owing(made: Saying, told: Iterable[Saying]) -> tuple[list[str], frozenset[str]]:
    """Who owes a promise after what was told of it, and who of them withdrew from it.

    Of several owners each withdraws for itself, and the others still owe it.
    """
    owners, left = list(made.get("by", ())), frozenset[str]()
    for fact in told:
        if fact.kind == "promise.transferred" and passes_on(fact):
            owners, left = list(fact.get("to", ())), frozenset()
        elif fact.kind == "promise.withdrawn":
            left |= frozenset(fact.get("bound", owners))
    return owners, left


def still_owing(made: Saying, told: Iterable[Saying]) -> list[str]:
    """The owners that did not withdraw; all of them if all did, for then it is theirs to answer."""
    owners, left = owing(made, told)
    return [owner for owner in owners if owner not in left] or owners


def _as_heard(fact: Record, made: Record, roles: Roles) -> Record | None:
    """A record with what it depends on who says it; None where it counts for nothing."""
    extra: dict[str, Any] = {}
    if says_outcome(fact):
        extra["basis"] = roles.basis(fact)
        if extra["basis"] is None:
            return None
    elif not roles.may_say(fact):
        return None
    if fact.get("consent_by"):
        extra["consent_by"] = list(roles.consenting(fact))
    if extra.get("basis") == "promisor" or (fact.kind == "promise.withdrawn" and fact.get("by")):
        extra["bound"] = list(roles.bound(fact))
    if fact.kind == "promise.proviso_occurred":
        power = (made.get("condition") or {}).get("in_power_of")
        extra["own_doing"] = roles.is_own_doing(power, fact)
    if fact.kind == DISPUTED and roles.is_owners(fact):
        extra["by_owner"] = True
    return fact.saying(extra) if extra else fact
