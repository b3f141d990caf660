"""The named checks: each finds what does not hold, one finding with its events at a time."""

from __future__ import annotations

from collections.abc import Callable

from projections.book import Row
from projections.conditions import checks as conditions
from projections.control import checks as control
from projections.participation import checks as participation
from projections.promise import asked, settled
from projections.promise.admissible import inadmissible
from projections.regime import checks as regime
from projections.render.dates import spoken
from projections.render.words import check as words
from projections.report import Fields, Question, Report, answer

Check = Callable[[Question], list[Fields]]


def _promises(question: Question) -> list[Row]:
    return asked.promises(question)


def _finding(check: str, row: Row, text: str) -> Fields:
    return {
        "check": check,
        "subject": row.subject,
        "finding": text,
        "events": row.value.get("events", [row.event]),
    }


def deadlines(question: Question) -> list[Fields]:
    """No deadline passed without anything established about the promise."""
    return [
        _finding("deadlines", row, words.DEADLINE_PASSED.format(due=spoken(row.value.get("due"))))
        for row in _promises(question)
        if row.value["state"] == "overdue"
    ]


def unverified(question: Question) -> list[Fields]:
    """No promise is called kept by its promisor alone."""
    return [
        _finding("unverified", row, words.ONLY_THE_PROMISOR)
        for row in _promises(question)
        if row.value["unverified"] and not row.value["resolved"]
    ]


def contested(question: Question) -> list[Fields]:
    """No outcome is disputed."""
    return [
        _finding("contested", row, words.CONTESTED)
        for row in _promises(question)
        if row.value["contested"]
    ]


def roles(question: Question) -> list[Fields]:
    """Nobody says of a promise what only others may say; else it counts for nothing.

    Such records come from elsewhere, or were made such by a later one, as by a succession.
    """
    return [
        {
            "check": "roles",
            "subject": record.stream,
            "finding": words.NOT_THEIRS[record.kind].format(
                by=record.get("by"), basis=words.BASES.get(record.get("basis"), "")
            ),
            "events": [record.position],
        }
        for history, parties, voices in settled.histories(question)
        for record in inadmissible(history, parties, voices)
        if record.on.earliest <= question.as_of
    ]


def unanswered(question: Question) -> list[Fields]:
    """No input of residents and others is without an answer on record."""
    return [
        _finding("unanswered", row, words.NO_ANSWER)
        for row in question.book.at("input", question.as_of, question.known)
        if "answered" not in row.value
    ]


CHECKS: dict[str, Check] = {
    "deadlines": deadlines,
    "unverified": unverified,
    "contested": contested,
    "roles": roles,
    "unanswered": unanswered,
    **conditions.CHECKS,
    **control.CHECKS,
    **participation.CHECKS,
    **regime.CHECKS,
}
"""Every check by its name."""

BY_NAME = frozenset({"late"})
"""Checks that run only when they are named: a ledger that is filled in afterwards is late."""


def check(question: Question, names: tuple[str, ...]) -> Report:
    """The findings of the named checks; without names of all but those that are to be named."""
    chosen = names or tuple(name for name in CHECKS if name not in BY_NAME)
    return answer(question, "check", [row for name in chosen for row in CHECKS[name](question)])
