"""The named checks: each finds what does not hold, one finding with its events at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from domain.record import Record
from projections.book import Row
from projections.conditions import checks as conditions
from projections.control import checks as control
from projections.finding import finding
from projections.participation import checks as participation
from projections.promise import asked, settled
from projections.promise.admissible import inadmissible
from projections.regime import checks as regime
from projections.report import Fields, Question, Report, answer
from projections.rows.communication import InputRow

Check = Callable[[Question], list[Fields]]


def _promises(question: Question) -> list[Row]:
    return asked.promises(question)


def _finding(check: str, row: Row | InputRow, **fields: Any) -> Fields:
    events = row.value["events"] if isinstance(row, Row) else [row.event]
    return finding(check, row.subject, events, **fields)


def deadlines(question: Question) -> list[Fields]:
    """No deadline passed without anything established about the promise."""
    return [
        _finding("deadlines", row, due=row.value.get("due"))
        for row in _promises(question)
        if row.value["state"] == "overdue"
    ]


def unverified(question: Question) -> list[Fields]:
    """No promise is called kept by its promisor alone."""
    return [
        _finding("unverified", row)
        for row in _promises(question)
        if row.value["unverified"] and not row.value["resolved"]
    ]


def vague(question: Question) -> list[Fields]:
    """No date stands among the words of a promise that is counted as undated."""
    return [
        _finding("vague", row, fields=row.value["vague"])
        for row in _promises(question)
        if row.value["vague"]
    ]


def contested(question: Question) -> list[Fields]:
    """No outcome is disputed."""
    return [_finding("contested", row) for row in _promises(question) if row.value["contested"]]


def roles(question: Question) -> list[Fields]:
    """Nobody says of a promise what only others may say; else it counts for nothing.

    Such records come from elsewhere, or were made such by a later one, as by a succession.
    """
    return [
        finding(
            "roles",
            record.stream,
            [record.position],
            code=_code(record),
            by=record.get("by"),
        )
        for history, parties, voices in settled.histories(question)
        for record in inadmissible(history, parties, voices)
        if record.on.earliest <= question.as_of
    ]


def _code(saying: Record) -> str:
    """What somebody said who may not, such as `withdrawn` or `assessed-independent`."""
    said = saying.kind.partition(".")[2]
    return f"{said}-{saying.get('basis')}" if said == "assessed" else said


def unanswered(question: Question) -> list[Fields]:
    """No input of residents and others is without an answer on record."""
    return [
        _finding("unanswered", row)
        for row in question.book.at(InputRow, question.as_of, question.known)
        if row.answered is None
    ]


CHECKS: dict[str, Check] = {
    "deadlines": deadlines,
    "unverified": unverified,
    "vague": vague,
    "contested": contested,
    "roles": roles,
    "unanswered": unanswered,
    **conditions.CHECKS,
    **control.CHECKS,
    **participation.CHECKS,
    **regime.CHECKS,
}
"""Every check by its name."""

INTEGRITY = "integrity"
"""The check that the records hold together, by rules that only the writing side can apply."""

NAMES = (*CHECKS, INTEGRITY)
"""The names of all checks, in the order in which they run."""

BY_NAME = frozenset({"late"})
"""Checks that run only when they are named: a ledger that is filled in afterwards is late."""


def check(
    question: Question, names: tuple[str, ...], broken: Callable[[Question], Iterable[Fields]]
) -> Report:
    """The findings of the named checks; without names of all but those that are to be named.

    broken: the records that break a rule of recording, with stream, position, kind, the code of the
    rule and what stands in the way. Asked only when the integrity of the records is checked.
    """
    rows: list[Fields] = []
    for name in names or (name for name in NAMES if name not in BY_NAME):
        rows += integrity(broken(question)) if name == INTEGRITY else CHECKS[name](question)
    return answer(question, "check", rows)


def integrity(broken: Iterable[Fields]) -> list[Fields]:
    """Every record could be recorded today, with all the others that stand."""
    return [
        finding(
            INTEGRITY,
            record["stream"],
            [record["position"]],
            code=record["code"],
            kind=record["kind"],
            obstacle=record["obstacle"],
        )
        for record in broken
    ]
