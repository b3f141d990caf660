"""The named checks, and those on promises, input and rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from domain.dates import Bounds, Instant, day, due_instant
from domain.record import Record
from domain.step_function import NO
from projections import promise_query, promise_roles
from projections.charter import Measurement, charters
from projections.checks import control, participation
from projections.checks.finding import (
    NOTHING,
    DateInWords,
    Finding,
    MadeKnownLate,
    Passed,
    RulesChanged,
    Speaker,
    Told,
    finding,
)
from projections.conditions.rules_unchanged import rules_unchanged
from projections.geography.geography import Geography
from projections.promise.admissible import inadmissible
from projections.regime.acts import EXPIRY
from projections.regime.comparison import Change, compare_topics, notice, retroactive, start
from projections.regime.rulebook import Rulebook
from projections.report import Question
from projections.rows.communication import InputRow
from projections.rows.promise import PromiseRow

# -- checks ------------------------------------------------------------------------------------
# The checks on rules: that they stayed the same, and that they were made known in time.


def unchanged(question: Question) -> list[Finding]:
    """No yardstick for which it is proven that the rules are not those of its start."""
    rulebook = Rulebook.of(Geography(question))
    end = due_instant(question.as_of)
    found: list[Finding] = []
    for charter in charters(question):
        if charter.ended is not None or charter.start >= end:
            continue
        measured = Measurement(
            rulebook.geography,
            charter.stream,
            charter.scope,
            charter.start,
            end,
            charter.topics,
            charter.level,
        )
        steps = rules_unchanged(measured, {}).steps
        if steps.parts[-1].value.met == NO:
            departed = steps.change(lambda judgement: judgement.met).parts[-1].start
            change = _last_change(rulebook, measured, departed)
            told = RulesChanged(
                start=charter.start[:10],
                since=change.on,
                earliest=day(change.after),
                latest=day(change.moment),
            )
            events = (*change.events, *steps.parts[-1].value.events)
            found.append(finding("rules-unchanged", measured.charter, events, told))
    return found


def _last_change(rulebook: Rulebook, measured: Measurement, moment: Instant) -> Change:
    """The last proven change by a moment; of several at once that which may have been first."""
    since = Bounds(measured.start, measured.start)
    begun = start(rulebook, measured.scope, since, measured.level or "")
    assert begun is not None, "who names a day has a start"
    compared = compare_topics(rulebook, begun.about(measured.topics), measured.end)
    changes = (change for topic in compared for change in topic.changes)
    by_then = [change for change in changes if change.proven and change.moment <= moment]
    last = max(change.moment for change in by_then)
    return min(
        (change for change in by_then if change.moment == last), key=lambda change: change.after
    )


def late(question: Question) -> list[Finding]:
    """No rule in force, and no change of one, took effect before it was made known."""
    found: list[Finding] = []
    for rule, acts in Rulebook.of(Geography(question)).acts.items():
        for act in acts:
            if act.kind == EXPIRY or act.when.earliest > question.as_of or not retroactive(act):
                continue
            days = notice(act)
            told = MadeKnownLate(
                act=act.kind,
                effective=act.record.effective,
                days=-days if days is not None and days < 0 else None,
            )
            found.append(finding("late-rules", f"rule/{rule}", (act.event,), told))
    return found


RULE_CHECKS: dict[str, Callable[[Question], list[Finding]]] = {
    "rules-unchanged": unchanged,
    "late-rules": late,
}
"""The checks of this folder, by name."""


# -- check -------------------------------------------------------------------------------------
# The named checks: each finds what does not hold, one finding with its events at a time.

Check = Callable[[Question], list[Finding]]


def _promises(question: Question) -> list[PromiseRow]:
    return promise_query.promises_of(question)


def _finding(check: str, row: PromiseRow | InputRow, told: Told = NOTHING) -> Finding:
    events = row.events if isinstance(row, PromiseRow) else [row.event]
    return finding(check, row.subject, events, told)


def deadlines(question: Question) -> list[Finding]:
    """No deadline passed without anything established about the promise."""
    return [
        _finding("deadlines", row, Passed(due=row.terms.due))
        for row in _promises(question)
        if row.outcome.state == "overdue"
    ]


def unverified(question: Question) -> list[Finding]:
    """No promise is called kept by its promisor alone."""
    return [
        _finding("unverified", row)
        for row in _promises(question)
        if row.unverified and not row.outcome.resolved
    ]


def vague(question: Question) -> list[Finding]:
    """No date stands among the words of a promise that is counted as undated."""
    return [
        _finding("vague", row, DateInWords(fields=row.vague))
        for row in _promises(question)
        if row.vague
    ]


def contested(question: Question) -> list[Finding]:
    """No outcome is disputed."""
    return [_finding("contested", row) for row in _promises(question) if row.contested]


def roles(question: Question) -> list[Finding]:
    """Nobody says of a promise what only others may say; else it counts for nothing.

    Such records come from elsewhere, or were made such by a later one, as by a succession.
    """
    return [
        finding(
            "roles",
            record.stream,
            [record.position],
            Speaker(by=record.get("by")),
            code=_code(record),
        )
        for history, parties, voices in promise_roles.histories(question, _promises(question))
        for record in inadmissible(history, parties, voices)
        if record.on.earliest <= question.as_of
    ]


def _code(saying: Record) -> str:
    """What somebody said who may not, such as `withdrawn` or `assessed-independent`."""
    act = saying.kind.partition(".")[2]
    return f"{act}-{saying.get('basis')}" if act == "assessed" else act


def unanswered(question: Question) -> list[Finding]:
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
    **participation.CONDITION_CHECKS,
    **control.CHECKS,
    **participation.PARTICIPATION_CHECKS,
    **RULE_CHECKS,
}
"""Every check by its name."""

INTEGRITY = "integrity"
"""The check that the records hold together, by rules that only the writing side can apply."""

NAMES = (*CHECKS, INTEGRITY)
"""The names of all checks, in the order in which they run."""

BY_NAME = frozenset({"late"})
"""Checks that run only when they are named: a ledger that is filled in afterwards is late."""


OF_PROMISES = frozenset({"deadlines", "unverified", "vague", "contested", "roles", "incompatible"})
"""Checks that look at all promises as they stand at a moment, which no other one does."""


def check(
    question: Question, names: tuple[str, ...], integrity: Callable[[Question], Iterable[Finding]]
) -> list[Finding]:
    """The findings of the named checks; without names of all but those that are to be named.

    integrity: that check. Asked only when the integrity of the records is checked.
    """
    asked = names or tuple(name for name in NAMES if name not in BY_NAME)
    found: dict[str, list[Finding]] = {}
    for of_promises in (True, False):
        for name in asked:
            if (name in OF_PROMISES) == of_promises:
                run = integrity if name == INTEGRITY else CHECKS[name]
                found[name] = list(run(question))
        # What these looked at is much in a large ledger, and nobody needs it any more.
        question.forget()
    return [one for name in asked for one in found[name]]
