"""The yardstick as it stood at a moment: declared, amended, given up.

A yardstick may be declared after the fact, so its `start` says since when it measures, and the day
on which it was declared filters nothing (METHODS 0). An amendment holds from its own day on: what
it adds is measured from then, and what it changes is measured by the old terms before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from domain.conditions import CONDITIONS
from domain.dates import FOREVER, Instant
from projections.report import Fields, Question
from projections.span import scope_of
from projections.stories import stories, when


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


def charters(question: Question) -> Iterator[Charter]:
    """Every charter known at the moment of a question, by name."""
    for name, records in stories(question, "charter"):
        yield charter(name, records, question.as_of)


def charter(name: str, records: Sequence[Fields], moment: Instant) -> Charter:
    """A charter from its records in the order of their days, as it stood at a moment.

    The start, and the day of an amendment, count at their latest, an end at its earliest: what an
    imprecise date leaves open is no time of the yardstick (METHODS 0).
    """
    declared = records[0]
    start = when(declared, "start").latest
    told = [one for one in records[1:] if when(one).latest <= moment]
    amended = [one for one in told if one["kind"] == "charter.amended"]
    ends = [
        when(one).earliest
        for one in records[1:]
        if one["kind"] == "charter.ended" and when(one).earliest <= moment
    ]
    ended = min(ends, default=None)
    topics = _topics(declared, amended, start)
    return Charter(
        name=name,
        scope=scope_of(declared["place"]),
        level=declared["place"].get("level"),
        by=tuple(declared["by"]),
        agreed_by=tuple(declared.get("agreed_by", ())),
        declared=declared["on"],
        start=start,
        ended=ended,
        topics=topics[-1][1],
        conditions=_conditions(declared, amended, topics, ended or FOREVER),
        amendments=tuple(_amendment(one) for one in amended),
        event=declared["event"],
        disputed=any(one["disputed"] for one in records),
    )


Topics = list[tuple[Instant, tuple[str, ...], int]]
"""Since when which topics hold, and by which record."""


def _topics(declared: Fields, amended: Iterable[Fields], start: Instant) -> Topics:
    found: Topics = [(start, tuple(declared.get("topics", ())), declared["event"])]
    for one in amended:
        if one.get("topics"):
            found.append((max(when(one).latest, start), tuple(one["topics"]), one["event"]))
    return sorted(found, key=lambda one: one[0])


def _conditions(
    declared: Fields, amended: Iterable[Fields], topics: Topics, end: Instant
) -> dict[str, tuple[Terms, ...]]:
    start = topics[0][0]
    said: dict[str, list[tuple[Instant, Fields, int]]] = {}
    for one in declared["conditions"]:
        said[one["key"]] = [(start, one, declared["event"])]
    for one in amended:
        if one.get("condition"):
            since = max(when(one).latest, start)
            said.setdefault(one["condition"]["key"], []).append(
                (since, one["condition"], one["event"])
            )
    return {
        key: tuple(_terms(key, sorted(versions, key=lambda one: one[0]), topics, end))
        for key, versions in said.items()
    }


def _terms(
    key: str, versions: list[tuple[Instant, Fields, int]], topics: Topics, end: Instant
) -> Iterator[Terms]:
    """One piece from each moment at which what it asks, or its topics, change."""
    first = versions[0][0]
    turns = {first, *(one[0] for one in versions), *(one[0] for one in topics if one[0] > first)}
    for begin, until in pairwise(sorted({turn for turn in turns if turn < end} | {end})):
        since, condition, event = [one for one in versions if one[0] <= begin][-1]
        changed, about, change = [one for one in topics if one[0] <= begin][-1]
        given = {
            name: value
            for name, value in (condition.get("parameters") or {}).items()
            if value is not None
        }
        yield Terms(
            key=key,
            parameters=CONDITIONS.get(key, {}) | given,
            text=condition.get("text"),
            topics=about,
            start=begin,
            end=until,
            event=change if changed > since else event,
        )


def _amendment(one: Fields) -> Fields:
    """An amendment as a view shows it."""
    return {
        "on": one["on"],
        "condition": (one.get("condition") or {}).get("key"),
        "topics": list(one.get("topics") or ()),
        "by": list(one["by"]),
        "agreed_by": list(one.get("agreed_by", ())),
        "event": one["event"],
    }
