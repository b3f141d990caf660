"""Charters over time, and which of them bear on a place."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Annotated, NamedTuple, TypeVar

from domain.dates import FOREVER, Instant, bounds
from domain.value import value_class
from domain.vocabulary import parameters_of, unnamed
from projections.geography.geography import Geography
from projections.report import By, Event, Name, On, Parties, Question, Report, answer
from projections.rows.acts import (
    CharterAmendment,
    CharterRow,
    ConditionTerms,
    ControlTopic,
)
from projections.rows.frozen import Frozen, fields_of, row_class
from projections.rows.span import when
from projections.rows.tenure import MandateRow

Found = TypeVar("Found")

# -- charter -----------------------------------------------------------------------------------
# The yardstick as it stood at a moment: declared, amended, given up.
#
# A yardstick may be declared after the fact, so its `start` says since when it measures, and the
# day on which it was declared filters nothing (METHODS 0). An amendment holds from its own day
# on: what it adds is measured from then, and what it changes is measured by the old terms before.


@value_class
class Terms:
    """What one condition asks over [start, end), and the record that says so.

    parameters: complete, with the defaults. topics, powers: those of the charter then. since: from
    when on, as the record has it.
    """

    key: str
    parameters: dict[str, int]
    text: str | None
    topics: tuple[str, ...]
    powers: tuple[ControlTopic, ...]
    start: Instant
    end: Instant
    since: str
    event: int


@value_class
class Charter:
    """A yardstick as it stood at a moment.

    scope: its place as a stream. declared: the day, as written. start: since when it certainly
    measures; began: the same as written; reason: why since then. ended: when it was given up, if it
    was; it may lie before the start. conditions: the terms of each in the order of time, by key.
    amendments: those of it by then. event: the position of the declaration.
    """

    name: str
    scope: str
    level: str | None
    by: tuple[str, ...]
    agreed_by: tuple[str, ...]
    declared: str
    start: Instant
    began: str
    reason: str | None
    ended: Instant | None
    topics: tuple[str, ...]
    powers: tuple[ControlTopic, ...]
    conditions: dict[str, tuple[Terms, ...]]
    amendments: tuple[CharterAmendment, ...]
    event: int
    disputed: bool

    @property
    def stream(self) -> str:
        """The stream of the charter."""
        return f"charter/{self.name}"


@value_class
class Measurement:
    """Against what, where and since when a condition is judged.

    charter: the stream of the charter, `charter/x`. scope: its place as a stream: `area/x`,
    `cohort/x` or `case/x`. start, end: judged is the stretch [start, end); the end is just after
    the moment asked for. topics, powers: those of the charter; empty when it names none.
    """

    geography: Geography
    charter: str
    scope: str
    start: Instant
    end: Instant
    topics: tuple[str, ...]
    level: str | None = None
    powers: tuple[ControlTopic, ...] = ()

    def once(self, key: Hashable, find: Callable[[], Found]) -> Found:
        """What is found the same by every yardstick that measures alike, found once a question.

        key: what it is, and all on which it depends beside what is measured.
        """
        alike = self.scope, self.start, self.end, self.topics, self.level, self.powers
        return self.geography.once(("measured", key, *alike), find)


def charters(question: Question) -> list[Charter]:
    """Every charter known at the moment of a question, by name."""

    def find() -> list[Charter]:
        rows = question.book.at(CharterRow, question.as_of, question.known)
        return [charter(row, question.as_of) for row in rows]

    return question.once("charters", find)


def charter(row: CharterRow, moment: Instant) -> Charter:
    """A charter as it stood at a moment.

    The start, and the day of an amendment, count at their latest, an end at its earliest: what an
    imprecise date leaves open is no time of the yardstick (METHODS 0).
    """
    amended = [amendment for amendment in row.amendments if when(amendment).latest <= moment]
    ended = min((end.earliest for end in row.ends if end.earliest <= moment), default=None)
    about = _about(row, amended)
    return Charter(
        name=row.charter,
        scope=row.scope,
        level=row.level,
        by=row.by,
        agreed_by=row.agreed_by,
        declared=row.declared,
        start=bounds(row.began).latest,
        began=row.began,
        reason=row.reason,
        ended=ended,
        topics=about[-1].topics,
        powers=about[-1].powers,
        conditions=_conditions(row, amended, about, ended or FOREVER),
        amendments=tuple(amended),
        event=row.event,
        disputed=row.disputed,
    )


class _About(NamedTuple):
    """What a charter is about from a moment on, and by which record."""

    start: Instant
    topics: tuple[str, ...]
    powers: tuple[ControlTopic, ...]
    event: int


class _Asked(NamedTuple):
    """What a condition asks from a moment on (since: as written), and by which record."""

    start: Instant
    since: str
    condition: ConditionTerms
    event: int


def _about(row: CharterRow, amended: Iterable[CharterAmendment]) -> list[_About]:
    start = bounds(row.began).latest
    found = [_About(start, row.topics, row.powers, row.event)]
    for one in sorted(amended, key=lambda one: when(one).latest):
        if one.topics or one.powers:
            last = found[-1]
            since = max(when(one).latest, start)
            about = one.topics or last.topics, one.powers or last.powers
            found.append(_About(since, *about, one.event))
    return found


def _conditions(
    row: CharterRow, amended: Iterable[CharterAmendment], about: list[_About], end: Instant
) -> dict[str, tuple[Terms, ...]]:
    start = about[0].start
    said: dict[str, list[_Asked]] = {}
    for terms in row.conditions:
        said[terms.key] = [_Asked(start, row.began, terms, row.event)]
    for one in amended:
        if one.condition:
            since = (when(one).latest, one.on) if when(one).latest > start else (start, row.began)
            said.setdefault(one.condition.key, []).append(_Asked(*since, one.condition, one.event))
    return {
        key: tuple(_terms(key, sorted(versions, key=lambda version: version.start), about, end))
        for key, versions in said.items()
    }


def _terms(key: str, versions: list[_Asked], abouts: list[_About], end: Instant) -> Iterator[Terms]:
    """One piece from each moment at which what it asks, or what it is about, change."""
    first = versions[0].start
    turns = {
        first,
        *(version.start for version in versions),
        *(about.start for about in abouts if about.start > first),
    }
    for begin, until in pairwise(sorted({turn for turn in turns if turn < end} | {end})):
        asked = [version for version in versions if version.start <= begin][-1]
        about = [one for one in abouts if one.start <= begin][-1]
        given = {
            name: value
            for name, value in asked.condition.parameters._asdict().items()
            if value is not None
        }
        yield Terms(
            key=key,
            parameters=parameters_of(key) | given,
            text=asked.condition.text,
            topics=about.topics,
            powers=about.powers,
            start=begin,
            end=until,
            since=asked.since,
            event=about.event if about.start > asked.start else asked.event,
        )


# -- bearing -----------------------------------------------------------------------------------
# Which yardsticks bear on a place: its own, those declared for more around it, those in it.

OWN, COVERS, WITHIN = "own", "covers", "within"
"""How the place of a charter lies to the place asked about."""


@value_class
class Bearing:
    """A charter with the place at which it is judged, as a stream, and how the two lie."""

    charter: Charter
    scope: str
    relation: str


def applicable_charters(geography: Geography, scope: str | None) -> Iterator[Bearing]:
    """The charters that bear on a place, in that order; without a place every one at its own.

    One that covers the place is judged at the place, one within it at its own place.
    """
    every = charters(geography.question)
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

AgreedBy = Annotated[Parties, "who agreed to it; empty: nobody did"]


@row_class
class PowerOnTopic(Frozen):
    """A power on a topic, of which a yardstick asks who has it."""

    power: Annotated[str, "lead, decide, advise, execute, pay or inspect"]
    topic: Annotated[str, "on which topic"]


@row_class
class Amendment(Frozen):
    """What somebody changed of a yardstick."""

    on: On
    condition: Annotated[str | None, "the condition that it adds or changes, by its key"]
    topics: Annotated[tuple[str, ...], "what the yardstick is about from then on; empty: as before"]
    powers: Annotated[tuple[PowerOnTopic, ...], "the same of the powers; empty: as before"]
    by: By
    agreed_by: AgreedBy
    event: Event


@row_class
class CalledPlace(Frozen):
    """The place at which a yardstick is laid."""

    area: Annotated[
        str, "the area, case or cohort at which the yardstick is laid, by its name here"
    ]
    scope: Annotated[str, "the same as a stream: area/x, cohort/x or case/x"]
    name: Name
    title: Annotated[str, "the place with what it lies within"]


@row_class
class Yardstick(CalledPlace):
    """Whose yardstick it is, for where, since when and about what."""

    charter: Annotated[str, "the yardstick; null where nobody declared one"]
    place: Annotated[str, "the place for which the yardstick was declared, as a stream"]
    level: Annotated[str | None, "dwelling, area or governance; null for all of them"]
    by: Annotated[Parties, "who declared the yardstick"]
    agreed_by: AgreedBy
    declared: Annotated[str, "when it was declared"]
    start: Annotated[str, "since when it measures: the last day on which that may have begun"]
    began: Annotated[str, "the same as the record has it"]
    reason: Annotated[str | None, "why since then"]
    ended: Annotated[str | None, "the first day on which it did not measure any more"]
    disputed: Annotated[bool, "whether a record of it is disputed"]
    topics: Annotated[tuple[str, ...], "the topics whose rules it is about; empty: every topic"]
    powers: Annotated[
        tuple[PowerOnTopic, ...],
        "the powers it is about; empty: every lead on record there or above",
    ]
    unnamed_powers: Annotated[
        tuple[PowerOnTopic, ...], "those of these powers that no mandate on record is about"
    ]
    amendments: Annotated[tuple[Amendment, ...], "what was changed of it since"]
    event: Annotated[int, "the record that declared it, by its place in the ledger"]


@row_class
class CharterLine(Yardstick):
    """A yardstick on record, with what it asks."""

    conditions: Annotated[tuple[str, ...], "the conditions that it asks, by their keys"]


def charters_view(question: Question) -> Report[CharterLine]:
    """List the yardsticks by name, as they stood at the moment."""
    geography = Geography(question)
    rows = [
        CharterLine(**fields_of(laid(geography, one)), conditions=tuple(one.charter.conditions))
        for one in applicable_charters(geography, None)
    ]
    return answer(question, "charters", rows, CharterLine)


def laid(geography: Geography, bearing: Bearing) -> Yardstick:
    """A yardstick with the place at which it is laid."""
    charter = bearing.charter
    return Yardstick(
        **geography.called(bearing.scope),
        charter=charter.name,
        place=charter.scope,
        level=charter.level,
        by=charter.by,
        agreed_by=charter.agreed_by,
        declared=charter.declared,
        start=charter.start[:10],
        began=charter.began,
        reason=charter.reason,
        ended=charter.ended[:10] if charter.ended else None,
        disputed=charter.disputed,
        topics=charter.topics,
        powers=tuple(map(_power, charter.powers)),
        unnamed_powers=tuple(_unnamed(geography.question, charter.powers)),
        amendments=tuple(map(_amendment, charter.amendments)),
        event=charter.event,
    )


def _amendment(one: CharterAmendment) -> Amendment:
    return Amendment(
        on=one.on,
        condition=one.condition.key if one.condition else None,
        topics=one.topics,
        powers=tuple(map(_power, one.powers)),
        by=one.by,
        agreed_by=one.agreed_by,
        event=one.event,
    )


def _power(one: ControlTopic) -> PowerOnTopic:
    return PowerOnTopic(power=one.power, topic=one.topic)


def _unnamed(question: Question, powers: Sequence[ControlTopic]) -> Iterator[PowerOnTopic]:
    """Those of some powers that no mandate on record is about: perhaps a slip of the pen."""
    if not powers:
        return

    def find() -> set[tuple[str, str | None]]:
        mandates = question.book.ever(MandateRow, question.known)
        return {(mandate.power, mandate.topic) for mandate in mandates}

    granted = question.once("powers on record", find)
    for power, topic in unnamed(powers, granted):
        yield PowerOnTopic(power=power, topic=topic)
