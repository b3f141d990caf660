"""Charters over time, and which of them bear on a place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from domain.dates import FOREVER, Instant
from domain.vocabulary import CONDITIONS
from projections.geography.geography import Geography
from projections.report import Fields, Question, Report, answer
from projections.rows.acts import CharterAmendment, CharterRow, ConditionTerms
from projections.rows.span import when

# -- charter -----------------------------------------------------------------------------------
# The yardstick as it stood at a moment: declared, amended, given up.
#
# A yardstick may be declared after the fact, so its `start` says since when it measures, and the
# day on which it was declared filters nothing (METHODS 0). An amendment holds from its own day
# on: what it adds is measured from then, and what it changes is measured by the old terms before.


@dataclass(frozen=True, slots=True)
class Terms:
    """What one condition asks over [start, end), and the record that says so.

    parameters: complete, with the defaults. topics: those of the charter then.
    """

    key: str
    parameters: dict[str, int]
    text: str | None
    topics: tuple[str, ...]
    start: Instant
    end: Instant
    event: int


@dataclass(frozen=True, slots=True)
class Charter:
    """A yardstick as it stood at a moment.

    scope: its place as a stream. declared: the day, as written. start: since when it certainly
    measures. ended: when it was given up, if it was; it may lie before the start. conditions: the
    terms of each in the order of time, by key. amendments: each with its day, what it changed,
    by whom, and who agreed. event: the position of the declaration.
    """

    name: str
    scope: str
    level: str | None
    by: tuple[str, ...]
    agreed_by: tuple[str, ...]
    declared: str
    start: Instant
    ended: Instant | None
    topics: tuple[str, ...]
    conditions: dict[str, tuple[Terms, ...]]
    amendments: tuple[Fields, ...]
    event: int
    disputed: bool

    @property
    def stream(self) -> str:
        """The stream of the charter."""
        return f"charter/{self.name}"


@dataclass(frozen=True, slots=True)
class Measurement:
    """Against what, where and since when a condition is judged.

    charter: the stream of the charter, `charter/x`. scope: its place as a stream: `area/x`,
    `cohort/x` or `case/x`. start, end: judged is the stretch [start, end); the end is just after
    the moment asked for. topics: those of the charter; empty when it names none.
    """

    geography: Geography
    charter: str
    scope: str
    start: Instant
    end: Instant
    topics: tuple[str, ...]
    level: str | None = None


def charters(question: Question) -> Iterator[Charter]:
    """Every charter known at the moment of a question, by name."""
    for row in question.book.at(CharterRow, question.as_of, question.known):
        yield charter(row, question.as_of)


def charter(row: CharterRow, moment: Instant) -> Charter:
    """A charter as it stood at a moment.

    The start, and the day of an amendment, count at their latest, an end at its earliest: what an
    imprecise date leaves open is no time of the yardstick (METHODS 0).
    """
    amended = [amendment for amendment in row.amendments if when(amendment).latest <= moment]
    ended = min((end.earliest for end in row.ends if end.earliest <= moment), default=None)
    topics = _topics(row, amended)
    return Charter(
        name=row.charter,
        scope=row.scope,
        level=row.level,
        by=row.by,
        agreed_by=row.agreed_by,
        declared=row.declared,
        start=row.began.latest,
        ended=ended,
        topics=topics[-1][1],
        conditions=_conditions(row, amended, topics, ended or FOREVER),
        amendments=tuple(_amendment(one) for one in amended),
        event=row.event,
        disputed=row.disputed,
    )


Topics = list[tuple[Instant, tuple[str, ...], int]]
"""Since when which topics hold, and by which record."""


def _topics(row: CharterRow, amended: Iterable[CharterAmendment]) -> Topics:
    start = row.began.latest
    found: Topics = [(start, row.topics, row.event)]
    for one in amended:
        if one.topics:
            found.append((max(when(one).latest, start), one.topics, one.event))
    return sorted(found, key=lambda one: one[0])


def _conditions(
    row: CharterRow, amended: Iterable[CharterAmendment], topics: Topics, end: Instant
) -> dict[str, tuple[Terms, ...]]:
    start = topics[0][0]
    said: dict[str, list[tuple[Instant, ConditionTerms, int]]] = {}
    for terms in row.conditions:
        said[terms.key] = [(start, terms, row.event)]
    for one in amended:
        if one.condition:
            since = max(when(one).latest, start)
            said.setdefault(one.condition.key, []).append((since, one.condition, one.event))
    return {
        key: tuple(_terms(key, sorted(versions, key=lambda version: version[0]), topics, end))
        for key, versions in said.items()
    }


def _terms(
    key: str, versions: list[tuple[Instant, ConditionTerms, int]], topics: Topics, end: Instant
) -> Iterator[Terms]:
    """One piece from each moment at which what it asks, or its topics, change."""
    first = versions[0][0]
    turns = {
        first,
        *(version[0] for version in versions),
        *(topic[0] for topic in topics if topic[0] > first),
    }
    for begin, until in pairwise(sorted({turn for turn in turns if turn < end} | {end})):
        since, condition, event = [version for version in versions if version[0] <= begin][-1]
        changed, about, change = [topic for topic in topics if topic[0] <= begin][-1]
        given = {
            name: value
            for name, value in condition.parameters._asdict().items()
            if value is not None
        }
        yield Terms(
            key=key,
            parameters=CONDITIONS.get(key, {}) | given,
            text=condition.text,
            topics=about,
            start=begin,
            end=until,
            event=change if changed > since else event,
        )


def _amendment(one: CharterAmendment) -> Fields:
    """An amendment as a view shows it."""
    return {
        "on": one.on,
        "condition": one.condition.key if one.condition else None,
        "topics": list(one.topics),
        "by": list(one.by),
        "agreed_by": list(one.agreed_by),
        "event": one.event,
    }


# -- bearing -----------------------------------------------------------------------------------
# Which yardsticks bear on a place: its own, those declared for more around it, those in it.

OWN, COVERS, WITHIN = "own", "covers", "within"
"""How the place of a charter lies to the place asked about."""


@dataclass(frozen=True, slots=True)
class Bearing:
    """A charter with the place at which it is judged, as a stream, and how the two lie."""

    charter: Charter
    scope: str
    relation: str


def applicable_charters(geography: Geography, scope: str | None) -> Iterator[Bearing]:
    """The charters that bear on a place, in that order; without a place every one at its own.

    One that covers the place is judged at the place, one within it at its own place.
    """
    every = list(charters(geography.question))
    if scope is None:
        yield from (Bearing(one, one.scope, OWN) for one in every)
        return
    moment = geography.question.as_of
    above = geography.enclosing(scope, moment) - {scope}
    inside = geography.parts(scope, moment) - above - {scope}
    yield from (Bearing(one, scope, OWN) for one in every if one.scope == scope)
    yield from (Bearing(one, scope, COVERS) for one in every if one.scope in above)
    yield from (Bearing(one, one.scope, WITHIN) for one in every if one.scope in inside)


# -- listing -----------------------------------------------------------------------------------
# The view `charters`: every yardstick on record, whose it is and what it asks.


def charters_view(question: Question) -> Report[Any]:
    """List the yardsticks by name, as they stood at the moment."""
    geography = Geography(question)
    rows = [
        geography.called(one.scope)
        | terms(one.charter)
        | {"conditions": list(one.charter.conditions)}
        for one in applicable_charters(geography, None)
    ]
    return answer(question, "charters", rows)


def terms(charter: Charter) -> Fields:
    """Whose yardstick it is, for where, since when and about what."""
    return {
        "charter": charter.name,
        "place": charter.scope,
        "level": charter.level,
        "by": list(charter.by),
        "agreed_by": list(charter.agreed_by),
        "declared": charter.declared,
        "start": charter.start[:10],
        "ended": charter.ended[:10] if charter.ended else None,
        "disputed": charter.disputed,
        "topics": list(charter.topics),
        "amendments": list(charter.amendments),
        "event": charter.event,
    }
