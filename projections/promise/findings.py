"""By whom, on what basis and when the state of a promise was established; and who looked."""

from __future__ import annotations

from collections.abc import Sequence

from domain.dates import falls_due
from domain.roles import passes_on
from projections.promise.admissible import still_owing
from projections.promise.evidence import KEPT, WeighedEvidence
from projections.promise.timeline import DatedHistory, DatedRecord, Deadline
from projections.rows.promise import Finding, FoundOn

FOUND = KEPT | {"partly", "broken", "violated", "overdue"}
"""The states that rest on a finding, `overdue` where one says that nothing was done."""
MAINTAINED = frozenset({"held", "in-force"})
"""The states of what is held to, as far as anybody found."""
LOOKING = frozenset(
    {
        "promise.progressed", "promise.reported", "promise.withdrawn", "promise.postponed",
        "promise.suspended", "promise.redefined",
    }
)  # fmt: skip
"""What shows that somebody looked into a promise, once it had fallen due (METHODS 1, Burden)."""


def last_look(reading: DatedHistory, deadline: Deadline) -> DatedRecord | None:
    """The last record that shows that somebody looked into what became of a promise.

    On the way to the deadline only an assessment does: who reports progress then is not worse off
    than who is silent (METHODS 1, Burden). A record of which it is not certain that it came after
    the due instant does not either.
    """
    due = deadline.due or falls_due(reading.made.get("until"))
    looking = (
        event
        for event in reversed(reading.told)
        if event.kind == "promise.assessed"
        or (event.kind in LOOKING and (due is None or due <= event.record.on.earliest))
    )
    return next(looking, None)


def findings_of(
    reading: DatedHistory,
    looked: DatedRecord | None,
    evidence: WeighedEvidence,
    state: str,
    ending: DatedRecord | None,
) -> tuple[Finding, ...]:
    """What a state rests on: see `PromiseOutcome`.

    looked: the last record that shows that somebody looked into it. ending: what ended it.
    """
    if ending is not None:
        return _acts(reading, ending)
    if evidence.contradicted:
        return ()
    if state in FOUND or (state in MAINTAINED and evidence.kept):
        found = tuple(_by_author(one, one.get("basis")) for one in evidence.agreeing)
        # Somebody looked after the deadline, and found nothing that the dates do not say.
        if not found and looked is not None and state == "overdue":
            return (_finding(looked, (), "dates"),)
        return found
    return ()


def _acts(reading: DatedHistory, ending: DatedRecord) -> tuple[Finding, ...]:
    """What ended a promise: an act of its owners, of each that withdrew, or of a beneficiary."""
    before = reading.told[: reading.told.index(ending)]
    if ending.kind == "promise.released":
        return (_by_author(ending, "beneficiary"),)
    owners = still_owing(reading.made, before)
    if ending.kind == "promise.superseded":
        return (_finding(ending, owners, "promisor"),)
    withdrawals: list[DatedRecord] = []
    for one in (*before, ending):
        if one.kind == "promise.withdrawn":
            withdrawals.append(one)
        elif one.kind == "promise.transferred" and passes_on(one):
            withdrawals = []  # whoever took it over owes it whatever those before them said
    return tuple(
        _by_author(one, "promisor") if one.get("by") else _finding(one, owners, "promisor")
        for one in withdrawals
    )


def _by_author(one: DatedRecord, basis: FoundOn) -> Finding:
    return _finding(one, [str(one.get("by"))], basis)


def _finding(one: DatedRecord, by: Sequence[str], basis: FoundOn) -> Finding:
    types = {source.get("type", "other") for source in one.get("source", ())}
    return Finding(tuple(by), basis, str(one.get("on")), one.record.position, tuple(sorted(types)))
