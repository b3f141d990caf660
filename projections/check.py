"""The named checks: each finds what does not hold, one finding with its events at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from projections.book import Row
from projections.conditions import checks as conditions
from projections.control import checks as control
from projections.participation import checks as participation
from projections.promise import asked
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
        if row.value["claimed"] == "kept" and not row.value["resolved"]
    ]


def contested(question: Question) -> list[Fields]:
    """No outcome is disputed."""
    return [
        _finding("contested", row, words.CONTESTED)
        for row in _promises(question)
        if row.value["contested"]
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
    other = words.INTEGRITY["refused"]
    return [
        {
            "check": INTEGRITY,
            "subject": record["stream"],
            "finding": words.INTEGRITY.get(record["code"], other).format(**record),
            "events": [record["position"]],
        }
        for record in broken
    ]
