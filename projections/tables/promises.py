"""The tables on promises: what was promised, what was found, by when, and how that was put off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

from domain.dates import Bounds, bounds, days_between, falls_due, is_date
from domain.record import Record
from projections.promise.scoring import Group, ScoredPromise, doubt
from projections.promise_query import due_now, judged_promise, promises_of
from projections.rows.frozen import row_class
from projections.rows.promise import FoundOn
from projections.tables.columns import Day, Made, dated, made
from projections.tables.context import (
    AtLevel,
    Context,
    FirstDay,
    LastDay,
    Names,
    OfRecord,
    Slugs,
    Told,
    named,
)
from projections.trust.roots import root_names

PromiseName = Annotated[str, "the promise by its name in the ledger"]
ByOne = Annotated[str | None, "who did it, by its name in the ledger"]
ByName = Annotated[str | None, "what that party is called"]
Consent = Annotated[Slugs, "the beneficiaries that agreed"]


@row_class
class PromiseCells(AtLevel, OfRecord):
    """A promise as it was made, with what became of it by then."""

    promise: PromiseName
    text: Annotated[str, "what was promised"]
    by: Annotated[Slugs, "who promised it, by their names in the ledger"]
    by_names: Names
    to: Annotated[Slugs, "to whom, likewise"]
    to_names: Names
    topic: Annotated[str | None, "about what"]
    criterion: Annotated[str | None, "by what one knows that it was kept"]
    wording: Annotated[str | None, "what was said, verbatim"]
    strength: Annotated[str, "pledge, target or expectation"]
    origin: Annotated[str, "word, agreement, order, ruling or law"]
    hold: Annotated[str, "achievement or maintenance"]
    size: Annotated[str | None, "how many are promised, as written: 4000, <1000, ~266 or 55..133"]
    due: Annotated[str | None, "the deadline as first promised, as written"]
    due_earliest: FirstDay
    due_latest: LastDay
    due_now: Annotated[str | None, "the deadline that stands, as moved by consent"]
    due_now_latest: LastDay
    part_of: Annotated[str | None, "the promise that it is a part of"]
    repeats: Annotated[str | None, "the promise that it says again"]
    act: Annotated[str | None, "the one act that several records come from"]
    root: Annotated[str, "what it counts in: promises with one root count as one"]
    state: Annotated[str, "its state (METHODS 1)"]
    counted_in: Annotated[
        Group, "scored, unresolved, not_due, undated, excluded or listed (never scored)"
    ]
    value: Annotated[float | None, "what it counts, from -1 to 1; empty if it does not"]
    value_low: Annotated[float | None, "of an unresolved one the least that it may count"]
    value_high: Annotated[float | None, "of an unresolved one the most that it may count"]
    doubt: Annotated[str | None, "why it is not established what became of it"]
    found_by: Annotated[Slugs, "who established that state"]
    found_by_names: Names
    found_basis: Annotated[
        FoundOn | None, "independent, coders, beneficiary, promisor, or dates alone"
    ]
    found_in: Annotated[int | None, "the record that says so: `event` of `outcomes`"]
    claimed: Annotated[str | None, "what the promisor last said of the outcome"]
    contested: Annotated[bool, "whether a record on it is disputed or findings differ"]
    postponements: Annotated[int, "how often it was put off without consent in time"]
    owed_by: Annotated[Slugs, "who owes it now"]


@row_class
class OutcomeCells(OfRecord):
    """What somebody found of a promise, or its promisor said: one row a finding."""

    promise: PromiseName
    kind: Annotated[str, "promise.reported (by the promisor) or promise.assessed"]
    outcome: Annotated[str, "kept, partly, not-kept, broken or unknown"]
    by: ByOne
    by_name: ByName
    basis: Annotated[str, "independent, beneficiary or promisor"]
    source: Annotated[str | None, "the title of its first source"]
    source_url: Annotated[str | None, "where that can be read"]
    source_type: Annotated[str | None, "official, independent, press, promisor or other"]
    counts: Annotated[bool, "whether it is the finding that the state of the promise rests on"]


@row_class
class DeadlineCells(OfRecord):
    """A deadline that a promise had: the first, and each that was named later."""

    promise: PromiseName
    number: Annotated[int, "0 for the first, then in the order of their days"]
    due: Annotated[str, "the deadline as written"]
    due_earliest: FirstDay
    due_latest: LastDay
    dated: Annotated[bool, "whether it is a date with a last day"]
    by: ByOne
    by_name: ByName
    consent_by: Consent


@row_class
class PostponementCells(OfRecord):
    """That a deadline was put off."""

    promise: PromiseName
    due_before: Annotated[str | None, "the deadline that was named before, as written"]
    due_before_latest: LastDay
    due: Annotated[str | None, "the new one, as written; empty where none was named"]
    due_latest: LastDay
    days: Annotated[int | None, "from the last day of the one to that of the other"]
    by: ByOne
    by_name: ByName
    consent_by: Consent
    consented: Annotated[bool, "whether any beneficiary agreed"]


class Judged:
    """The promises as they are judged at the moment asked about."""

    def __init__(self, context: Context) -> None:
        question = context.question
        rows = promises_of(question)
        self.root = root_names(question, rows)
        self.found = {row.promise: judged_promise(question, row) for row in rows}


def promise_rows(context: Context, judged: Judged, told: Told) -> Iterator[Made]:
    """The rows of one promise: itself, its findings, deadlines and postponements.

    What was only made after the moment asked about has no row.
    """
    making = next(told.of("promise.made"), None)
    one = judged.found.get(making.name) if making else None
    if making is None or one is None:
        return
    yield _promise(context, judged, told, making, one)
    bearing = {finding.event for finding in one.row.outcome.findings}
    for record in told.of("promise.reported", "promise.assessed"):
        yield _outcome(context, told, record, counts=record.position in bearing)
    yield from _deadlines(context, told, making)


def _promise(
    context: Context, judged: Judged, told: Told, making: Record, one: ScoredPromise
) -> Made:
    row, terms = one.row, one.row.terms
    now = due_now(row)
    _, _, due_now_latest = dated(now)
    low, high = one.bounds or ((-1.0, 1.0) if one.group == "unresolved" else (None, None))
    return made(
        PromiseCells,
        *told.cells(making),
        *context.place(row.scope),
        terms.level,
        one.promise,
        terms.text,
        terms.by,
        context.called(terms.by),
        terms.to,
        context.called(terms.to),
        terms.topic,
        terms.criterion,
        terms.wording,
        terms.strength,
        terms.origin,
        terms.hold,
        terms.size,
        *dated(terms.due),
        now,
        due_now_latest,
        terms.part_of,
        terms.repeats,
        terms.act,
        judged.root[one.promise],
        one.state,
        one.group,
        one.value,
        low,
        high,
        doubt(one),
        one.found.by,
        context.called(one.found.by),
        one.found.basis,
        one.found.event,
        row.claimed,
        row.contested,
        row.deadline.postponements,
        row.owed_by,
    )


def _outcome(context: Context, told: Told, record: Record, *, counts: bool) -> Made:
    by = record.get("by")
    source: Mapping[str, str] = next(iter(record.get("source") or ()), {})
    return made(
        OutcomeCells,
        *told.cells(record),
        record.name,
        record.kind,
        record.get("outcome"),
        by,
        context.party(by),
        record.get("basis", "promisor"),
        source.get("title"),
        source.get("url"),
        source.get("type", "other") if source else None,
        counts,
    )


def _deadlines(context: Context, told: Told, making: Record) -> Iterator[Made]:
    moved: Sequence[Record] = list(told.of("promise.postponed"))
    due = making.get("due")
    number = 0
    if due is not None:
        yield _deadline(context, told, making, number)
    for record in moved:
        before, due = due, record.get("due") or due
        yield _postponement(context, told, record, before)
        if record.get("due") is not None:
            number += 1
            yield _deadline(context, told, record, number)


def _deadline(context: Context, told: Told, record: Record, number: int) -> Made:
    due, by = record.get("due"), named(record.get("by"))
    return made(
        DeadlineCells,
        *told.cells(record),
        record.name,
        number,
        *dated(due),
        falls_due(due) is not None,
        by[0] if by else None,
        context.party(by[0]) if by else None,
        named(record.get("consent_by")),
    )


def _postponement(context: Context, told: Told, record: Record, before: str | None) -> Made:
    due, consent = record.get("due"), named(record.get("consent_by"))
    old, new = _bounds(before), _bounds(due)
    return made(
        PostponementCells,
        *told.cells(record),
        record.name,
        before,
        _last(before),
        due,
        _last(due),
        days_between(old.latest, new.latest) if old and new else None,
        record.get("by"),
        context.party(record.get("by")),
        consent,
        bool(consent),
    )


def _bounds(text: str | None) -> Bounds | None:
    """The bounds of a deadline that falls due."""
    return bounds(text) if text is not None and is_date(text) and falls_due(text) else None


def _last(text: str | None) -> Day | None:
    return dated(text)[2]
