"""What is vouched for: the one reading of coverage, for every statement that rests on silence.

A universal statement (nobody in control, no update, nothing promised) is made only inside coverage
that somebody declared (METHODS 0, Silence). A declaration vouches for its kinds of record, its
place with what lies in it, its level and its topics alone: whoever asks about all topics or all
levels needs one that is limited to none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field, replace
from itertools import chain

from domain.dates import BEGINNING, FOREVER, Instant, day_after, day_of
from domain.step_function import NO, YES, StepFunction, sampled, together
from domain.value import remembering_class
from projections.geography.membership import Memberships
from projections.geography.relation import ever_enclosing
from projections.report import Parties, Question
from projections.rows.subjects import CoverageRow


@remembering_class
class Coverage:
    """Every declaration as known, over the places as they changed."""

    rows: Sequence[CoverageRow]
    land: Memberships
    _reaching: dict[tuple[str, tuple[int, ...]], StepFunction[tuple[CoverageRow, ...]]] = field(
        default_factory=dict
    )

    @classmethod
    def of(cls, question: Question, land: Memberships) -> Coverage:
        """Read every declaration once, for any number of questions.

        None vouches for a day that has not been (METHODS 0, days to come).
        """
        end = day_after(day_of(question.today))
        rows = question.book.ever(CoverageRow, question.known)
        return cls(
            [replace(row, end=min(row.end, end)) for row in rows if row.start < end],
            land,
        )

    def about(
        self, kind: str, *, topic: str | None = None, level: str | None = None
    ) -> list[CoverageRow]:
        """The declarations for all records of a kind, on a topic and a level, wherever they hold.

        Without a topic or a level: for those on all of them.
        """
        return [
            row
            for row in self.rows
            if kind in row.about
            and (not row.topics or topic in row.topics)
            and row.level in {None, level}
        ]

    def over_time(
        self,
        kind: str,
        scope: str,
        start: Instant,
        end: Instant,
        *,
        topic: str | None = None,
        level: str | None = None,
    ) -> StepFunction[tuple[CoverageRow, ...]]:
        """Which declarations reach a place at each moment of [start, end), as its places were."""
        rows = tuple(self.about(kind, topic=topic, level=level))
        key = scope, tuple(map(id, rows))
        if key not in self._reaching:
            self._reaching[key] = self._over_time(rows, scope)
        return self._reaching[key].within(start, end)

    def _over_time(
        self, rows: Iterable[CoverageRow], scope: str
    ) -> StepFunction[tuple[CoverageRow, ...]]:
        around = ever_enclosing(self.land, scope)
        near = [row for row in rows if row.scope in around]

        def reaching(moment: Instant) -> tuple[CoverageRow, ...]:
            return vouching(near, chain.from_iterable(self.land.chain(scope, moment)), moment)

        turns = {turn for row in near for turn in (row.start, row.end)}
        moves = self.land.moves(scope) if near else ()
        return sampled({*turns, *moves}, BEGINNING, FOREVER, reaching)

    def vouchers(
        self,
        kind: str,
        scope: str,
        start: Instant,
        end: Instant,
        *,
        topics: Iterable[str | None] = (None,),
        level: str | None = None,
    ) -> StepFunction[Parties]:
        """Who vouches for all records of a kind for a place; nobody where some are left out.

        topics: on each of these; None among them: on all.
        """
        found = (
            self.over_time(kind, scope, start, end, topic=topic, level=level) for topic in topics
        )
        parties = (rows.change(lambda now: tuple(by(now))) for rows in found)
        return together(*parties).change(jointly)

    def vouched(
        self,
        kind: str,
        scope: str,
        start: Instant,
        end: Instant,
        *,
        topics: Iterable[str | None] = (None,),
        level: str | None = None,
    ) -> StepFunction[str]:
        """YES while somebody vouches for all records of a kind for a place, else NO."""
        found = self.vouchers(kind, scope, start, end, topics=topics, level=level)
        return found.change(lambda parties: YES if parties else NO)


def vouching(
    rows: Iterable[CoverageRow], places: Iterable[str], moment: Instant
) -> tuple[CoverageRow, ...]:
    """The declarations that hold at a moment for one of the places in which something lies."""
    within = frozenset(places)
    return tuple(row for row in rows if row.start <= moment < row.end and row.scope in within)


def by(rows: Iterable[CoverageRow]) -> list[str]:
    """The parties that vouch, each once, in order."""
    return sorted({row.by for row in rows})


def jointly(parts: Iterable[Parties]) -> Parties:
    """Who vouches for a whole of which each of some vouch for a part; nobody if a part has none."""
    found = list(parts)
    return each_once(found) if all(found) else ()


def each_once(parts: Iterable[Parties]) -> Parties:
    """The parties of all of some, in order."""
    return tuple(sorted({party for parties in parts for party in parties}))
