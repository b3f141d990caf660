"""What is established about a promise: claims and findings, kept apart.

Evidenced is an assessment that is independent or the beneficiary's, or the promisor's statement
against itself. Independent outranks beneficiary; of one assessor the last counts; assessors of
equal rank who differ make the outcome disputed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from domain.dates import Instant
from domain.quantity import amount
from domain.record import Record

RANK = {"independent": 3, "beneficiary": 2, "promisor": 1}


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome that one statement gives.

    outcome: kept, kept-late, partly, broken, unknown, or unclear (kept, but whether in time
    cannot be told from its imprecise date).
    value: what it counts from -1 (not kept) to 1 (kept in time); None when it does not count.
    share: of a mass promise the shares done (on time, late); else None.
    """

    outcome: str
    value: float | None
    event: int
    by: str
    share: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is established: the finding that counts, and whether equals contradict it."""

    finding: Finding | None
    contradicted: bool
    events: tuple[int, ...]


def established(
    made: Record, happened: Sequence[Record], due: Instant | None, *, trust_claims: bool = False
) -> Evidence:
    """Weigh every statement about the outcome of a promise.

    trust_claims: also take the promisor's word for keeping (`--basis claims`).
    """
    last: dict[tuple[int, str], Finding] = {}
    for record in happened:
        rank = _rank(record, made, trust_claims=trust_claims)
        if not rank and _speaks_of_outcome(record):
            # The promisor's last word counts: a later claim takes back what it admitted before.
            last.pop((RANK["promisor"], str(record.get("by"))), None)
        finding = _finding(record, made, happened, due) if rank else None
        if finding is not None:
            last.pop((rank, finding.by), None)
            last[rank, finding.by] = finding
    if not last:
        return Evidence(None, contradicted=False, events=())
    top = max(rank for rank, _ in last)
    equals = [finding for (rank, _), finding in last.items() if rank == top]
    outcomes = {(finding.outcome, finding.value) for finding in equals}
    return Evidence(
        equals[-1], len(outcomes) > 1, tuple(finding.event for finding in last.values())
    )


def claimed(made: Record, happened: Iterable[Record]) -> str | None:
    """What the promisor last said of the outcome, or None; a count that meets the size is kept."""
    said: str | None = None
    for record in happened:
        counted = record.kind == "promise.progressed" and record.get("done") is not None
        if counted and made.get("size") and record.get("by") in made.get("by", ()):
            said = "kept" if _share(record, made) == 1 else "partly"
        elif record.kind == "promise.reported" or record.get("basis") == "promisor":
            said = str(record.get("outcome"))
    return said


def _speaks_of_outcome(record: Record) -> bool:
    counted = record.kind == "promise.progressed" and record.get("done") is not None
    return counted or record.kind in {"promise.reported", "promise.assessed"}


def _rank(record: Record, made: Record, *, trust_claims: bool) -> int:
    """How much a statement weighs; 0 when it establishes nothing."""
    against_itself = record.get("outcome") in {"not-kept", "partly", "broken"}
    match record.kind:
        case "promise.assessed":
            basis = record.get("basis")
            if basis != "promisor":
                return RANK[basis]
            return RANK["promisor"] if against_itself or trust_claims else 0
        case "promise.reported":
            return RANK["promisor"] if against_itself or trust_claims else 0
        case "promise.progressed" if record.get("done") is not None and made.get("size"):
            if record.get("by") not in made.get("by", ()):
                in_to = record.get("by") in made.get("to", ())
                return RANK["beneficiary"] if in_to else RANK["independent"]
            short = _share(record, made) < 1
            return RANK["promisor"] if short or trust_claims else 0
        case _:
            return 0


def _finding(
    record: Record, made: Record, happened: Sequence[Record], due: Instant | None
) -> Finding | None:
    by = str(record.get("by"))
    if record.kind == "promise.progressed":
        return _progress(record, made, happened, due)
    outcome = str(record.get("outcome"))
    if outcome == "kept":
        kind, value = _timely(record, due)
        return Finding(kind, value, record.position, by)
    if outcome == "partly":
        return Finding("partly", 0.0, record.position, by)
    if outcome in {"broken", "not-kept"}:
        return Finding("broken", -1.0, record.position, by)
    return Finding("unknown", None, record.position, by)


def _timely(record: Record, due: Instant | None) -> tuple[str, float | None]:
    if due is None or record.on.latest < due:
        return "kept", 1.0
    if record.on.earliest >= due:
        return "kept-late", 0.0
    return "unclear", None


def _progress(
    record: Record, made: Record, happened: Sequence[Record], due: Instant | None
) -> Finding:
    """Of a mass promise the share done on time counts +1, late 0, the rest -1 (A08, A09)."""
    by = str(record.get("by"))
    in_time = [
        _share(one, made)
        for one in happened
        if one.kind == "promise.progressed"
        and one.get("by") == by
        and one.get("done") is not None
        and (due is None or one.on.latest < due)
    ]
    on_time = max(in_time, default=Fraction(0))
    late = max(_share(record, made) - on_time, Fraction(0))
    value = float(on_time - (1 - on_time - late))
    if on_time == 1:
        outcome = "kept"
    elif on_time + late == 1:
        outcome = "kept-late"
    else:
        outcome = "partly" if on_time + late > 0 else "broken"
    return Finding(outcome, value, record.position, by, (float(on_time), float(late)))


def _share(record: Record, made: Record) -> Fraction:
    """The share done, at the most: the benefit of the doubt is the promisor's."""
    done, size = amount(str(record.get("done"))), amount(str(made.get("size")))
    if size.least == 0:
        return Fraction(1)
    most = done.least if done.most is None else done.most
    return min(most / size.least, Fraction(1))
