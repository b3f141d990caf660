"""What the worked cases leave open about the life of a promise."""

from __future__ import annotations

from typing import Any

from domain.dates import Instant
from domain.record import Record
from projections.promise.admissible import admissible
from projections.promise.judgement import PromiseState, PromiseStates

LATER = Instant("2022-01-01T00:00:00")


def lived(*events: dict[str, Any], at: Instant = LATER, **made: Any) -> PromiseState:
    """The status of a promise by the ministry to residents, due at the end of 2021."""
    founding = {"kind": "promise.made", "on": "2020-01-01", "due": "2021-12-31"}
    parties = {"by": ["ministry"], "to": ["residents"], "promise": "p"}
    history = [founding | parties | made, *events]
    records = [
        Record(number, fields | {"id": f"r{number}", "version": number + 1, "stream": "promise/p"})
        for number, fields in enumerate(history)
    ]
    return PromiseStates(admissible(records)).at(at)


def counted(done: str, on: str, by: str = "ministry") -> dict[str, Any]:
    """A count of what was done."""
    return {"kind": "promise.progressed", "done": done, "by": by, "on": on, "text": "a count"}


def test_an_early_count_of_the_promisor_does_not_make_a_later_claim_evidence() -> None:
    """A count that meets the size is a claim, also when an earlier one admitted to less."""
    now = lived(counted("346", "2021-04-01"), counted("1804", "2021-12-30"), size="1500")
    assert (now.state, now.value, now.resolved, now.claimed) == ("overdue", None, False, "kept")


def test_a_short_count_of_the_promisor_is_evidence_against_itself() -> None:
    """The share done counts +1, the rest -1."""
    now = lived(counted("750", "2021-12-30"), size="1500")
    assert (now.state, now.value, now.resolved) == ("partly", 0.0, True)


def test_of_a_ceiling_nothing_is_counted() -> None:
    """A size of fewer than so many, as an older record has it, is no quantity to reach."""
    now = lived(counted("150", "2021-12-30", by="auditor"), size="<100")
    assert (now.state, now.value, now.bounds) == ("overdue", -1.0, None)


def test_a_count_that_may_be_all_decides_nothing() -> None:
    """Its state is that of the dates; between what it counts is known."""
    now = lived(counted("750..1500", "2021-12-30", by="auditor"), size="1500")
    assert (now.state, now.value, now.resolved) == ("overdue", None, False)
    assert now.bounds == (0.0, 1.0)


def test_a_date_agreed_during_a_halt_moves_by_what_is_left_of_it() -> None:
    """Two days later, not by the months that were over when it was agreed."""
    agreed = {"by": "ministry", "consent_by": ["residents"]}
    now = lived(
        agreed | {"kind": "promise.suspended", "on": "2021-05-01"},
        agreed | {"kind": "promise.postponed", "on": "2021-08-30", "due": "2022-12-31"},
        {"kind": "promise.resumed", "on": "2021-09-01"},
    )
    assert now.deadline.due == Instant("2023-01-03T00:00:00")


def test_a_count_by_somebody_else_is_evidence() -> None:
    """Somebody else's count that meets the size in time is keeping."""
    now = lived(counted("1500", "2021-12-30", by="auditor"), size="1500")
    assert (now.state, now.value, now.resolved) == ("kept", 1.0, True)


def test_a_later_claim_takes_back_an_admission() -> None:
    """Of one who speaks the last word counts, and a claim of keeping establishes nothing."""
    said = {"kind": "promise.reported", "by": "ministry"}
    now = lived(
        said | {"outcome": "not-kept", "on": "2021-06-01"},
        said | {"outcome": "kept", "on": "2021-12-01"},
    )
    assert (now.state, now.value, now.resolved) == ("overdue", None, False)


def test_a_transfer_is_no_look_into_the_promise() -> None:
    """That another body took over says nothing of the outcome."""
    moved = {"kind": "promise.transferred", "to": ["agency"], "form": "succession"}
    assert not lived(moved | {"on": "2021-01-01"}).looked_into


def test_a_performance_on_both_sides_of_the_deadline_is_unresolved() -> None:
    """Whether it was in time cannot be told from an imprecise date."""
    kept = {"kind": "promise.assessed", "outcome": "kept", "by": "auditor", "basis": "independent"}
    now = lived(kept | {"on": "2021-12/2022-02"}, at=Instant("2023-01-01T00:00:00"))
    assert (now.value, now.resolved) == (None, False)


def test_a_proviso_in_the_promisors_own_power_never_excuses() -> None:
    """BW 6:23: one's own doing is no excuse."""
    occurred = {"kind": "promise.proviso_occurred", "on": "2021-06-01"}
    condition = {"text": "if there is money", "type": "proviso"}
    own = condition | {"in_power_of": "ministry"}
    assert lived(occurred, condition=condition).state == "excused"
    assert lived(occurred, condition=own).state == "overdue"
