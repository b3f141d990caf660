"""Promises that are counted alike: of each sort one is judged, the others are only counted.

Most promises count by themselves, and what they count follows from little of what their rows say.
So where no promise is shown, none but one of each sort is made of what the book keeps.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from domain.dates import Instant
from domain.value import value_class
from projections.promise.scoring import ScoredPromise, pledged
from projections.promise_roles import derived_again, linked
from projections.report import Question
from projections.rows.frozen import Kept, Texts, faster, literals, outline, restored
from projections.rows.promise import (
    PromiseDeadline,
    PromiseRow,
    PromiseTerms,
    SuccessorRow,
)
from projections.trust.roots import Root
from projections.trust.tally import OBSERVED, Tally, observation, year_of


@value_class
class Sort:
    """Promises that count the same, each by itself.

    like: one of them, as a root. tally: what each amounts to, without what each has of its own.
    """

    like: Root
    tally: Tally

    @property
    def member(self) -> ScoredPromise:
        """The one that was judged."""
        return self.like.members[0]

    @property
    def passed(self) -> bool:
        """Whether the deadlines have passed."""
        return self.member.row.deadline.passed


class Single(NamedTuple):
    """A promise that counts by itself, and what it does not have in common with its sort.

    scope: the place that it was made to. on: the day of the making, as written. due: when it fell
    due; None while it has not. decided, sources: as of `PromiseRow`.
    """

    subject: str
    scope: str
    on: str
    due: Instant | None
    decided: Instant | None
    sources: tuple[str, ...]
    sort: Sort

    @property
    def deadline(self) -> PromiseDeadline:
        """The deadline, as far as it has passed."""
        return PromiseDeadline(self.due, self.due, self.due is not None, 0)


@value_class
class Alike:
    """The promises of a ledger at a moment.

    singles: those that count by themselves. others: the streams of those that may count as one
    with another, or of which other streams decide what became of them.
    """

    singles: Sequence[Single] = ()
    others: Sequence[str] = ()


def tally_of(singles: Sequence[Single], at: Instant) -> Tally:
    """That of promises that count by themselves; at: until when open ones were observed."""
    tally = Tally()
    of_sort: dict[int, list[Single]] = defaultdict(list)
    for one in singles:
        of_sort[id(one.sort)].append(one)
    for some in of_sort.values():
        sort = some[0].sort
        tally.add(sort.tally, len(some))
        if sort.member.group in OBSERVED:
            tally.observed.update(observation(sort.member, one.on, one.decided, at) for one in some)
    tally.made.update(year_of(one.on) for one in singles)
    for types, promises in Counter(one.sources for one in singles).items():
        for source_type in types:
            tally.sources[source_type] += promises
    return tally


# -- reading -----------------------------------------------------------------------------------
# From what the book keeps to the sorts. What a promise counts follows from its shape, and of its
# texts and numbers from all but those that name days, records, their sources and who found what.


class Outline(NamedTuple):
    """Where among the texts and numbers of promises of one shape those stand that matter."""

    common: tuple[int, ...]
    due: int | None
    decided: int | None
    sources: tuple[int, ...]
    transferees: tuple[int, ...]

    @classmethod
    def of(cls, kept: Kept) -> Outline:
        """That of the shape of a promise."""
        row: Any = outline(PromiseRow, kept)
        own = {row.decided, row.deadline.first, row.deadline.due, *row.events, *row.sources}
        own.update(row.owed_by, row.scored_to, row.transferees)
        for finding in (*row.outcome.findings, *row.claims.findings):
            own.update(finding.by, finding.sources, (finding.on, finding.event))
        common = tuple(place for place in range(len(literals(kept))) if place not in own)
        return cls(common, row.deadline.due, row.decided, row.sources, row.transferees)


class Reading:
    """The promises of a ledger at a moment, one after another as the book keeps them."""

    def __init__(self, question: Question, judge: Callable[[PromiseRow], ScoredPromise]) -> None:
        self._question, self._judge = question, judge
        self._linked = linked(question)
        self._outlines: dict[str, Outline] = {}
        self._sorts: dict[tuple[Any, ...], Sort] = {}
        self._pledged: dict[tuple[str, ...], bool] = {}
        self._read, self._texts = faster(), Texts()
        self._sources: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._tied: set[str] = set()
        self._spoken_for: set[str] = set()

    def alike(self, sources: str | None) -> Alike:
        """The promises; sources: only those of which every source is of this type."""
        asked = self._question
        kept = asked.book.kept(PromiseRow, asked.so_far, asked.known)
        singles = [*map(self._single, kept)]
        for row in asked.book.at(SuccessorRow, asked.as_of, asked.known):
            self._tied.update((row.subject, row.scope))
        others = self._tied | derived_again(asked, self._spoken_for)
        counted = [
            one
            for one in singles
            if one.subject not in others and (sources is None or {*one.sources} == {sources})
        ]
        return Alike(counted, sorted(others))

    def _single(self, kept: Kept) -> Single:
        outlined = self._outlines.get(kept.shape)
        if outlined is None:
            outlined = self._outlines[kept.shape] = Outline.of(kept)
        common, due, decided, sources, transferees = outlined
        said, (promised, on) = literals(kept), self._read(kept.lasting)
        terms = PromiseTerms._make(promised)
        sort = self._sort(kept, terms, [said[place] for place in common])
        texts, named = self._texts, tuple([said[place] for place in sources])
        if named not in self._sources:
            self._sources[named] = tuple(texts[text] for text in named)
        if terms.part_of or terms.repeats or terms.act:
            above = [f"promise/{name}" for name in (terms.part_of, terms.repeats) if name]
            self._tied.update((kept.subject, *above))
        if self._linked:
            took_over = [texts[said[place]] for place in transferees]
            if not self._linked.isdisjoint((*terms.by, *terms.to, *took_over)):
                self._spoken_for.add(kept.subject)
        falls = None if due is None or not sort.passed else texts[said[due]]
        return Single(
            kept.subject,
            kept.scope,
            on,
            None if falls is None or falls > self._question.as_of else falls,
            None if decided is None else texts[said[decided]],
            self._sources[named],
            sort,
        )

    def _sort(self, kept: Kept, terms: PromiseTerms, said: Sequence[str]) -> Sort:
        """What a promise counts as one of; said: what it has in common with others."""
        given = (*terms.by, terms.strength, terms.origin)
        if given not in self._pledged:
            self._pledged[given] = pledged(terms, self._question.parties)
        told = (self._pledged[given], terms.hold, bool(terms.criterion), terms.size)
        key = (kept.shape, *said, *told)
        if key not in self._sorts:
            (row,) = restored(PromiseRow, [kept])
            root = Root.of(row.promise, [self._judge(row)])
            tally = Tally.of([root], self._question.so_far)
            for own in (tally.observed, tally.made, tally.sources):
                own.clear()
            self._sorts[key] = Sort(root, tally)
        return self._sorts[key]
