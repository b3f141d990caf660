"""What the counts of `trust` count: promises, or the sources of their records."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Annotated, Literal, get_args

from projections.counts import CountedUnder
from projections.promise.scoring import ScoredPromise
from projections.promise_query import making
from projections.report import (
    AreaSlug,
    Event,
    Fields,
    LookUp,
    Name,
    Question,
    Report,
    Text,
    answer,
)
from projections.rows.frozen import Frozen, row_class, row_part
from projections.trust.judge import Judge
from projections.trust.roots import Count, Root
from projections.trust.tally import is_claimed_only, is_contested, undated_as, year_made
from projections.trust.view import CountedPromise, counted_values

# -- rows --------------------------------------------------------------------------------------
# The rows of the lists: what is counted, with the area and the count that it belongs to.

Where = Literal["here", "wider", "possible"]


@row_part
class OfArea(Frozen):
    """Of which area and where what is counted is, and under what it counts."""

    area: AreaSlug
    name: Name
    where: Annotated[
        Where,
        "promised to the area or a part of it (here), to what is wider and covers or touches it "
        "(wider), or to a group that may touch it (possible)",
    ]
    part: Annotated[str | None, "with `--by`: of which promisor, level or topic; else null"]
    counted_under: CountedUnder


@row_class
class PromiseBehindCount(OfArea, CountedPromise):
    """A promise behind a count of an area."""


@row_class
class SourceBehindCount(OfArea):
    """A source that a record of a promise cites."""

    promise: Annotated[str, "the name of the promise in the ledger"]
    text: Text
    title: Annotated[str, "what the source is called"]
    url: Annotated[str | None, "where it can be read"]
    locator: Annotated[str | None, "where in it: a page or a section"]
    published: Annotated[str | None, "when it was published"]
    event: Event


# -- lists -------------------------------------------------------------------------------------
# The lists by the names of the counts.


def _bearing(count: Count, root: Root) -> list[ScoredPromise]:
    return root.bearing if root.count == count else []


LISTS: dict[str, Callable[[Root], Sequence[ScoredPromise]]] = {
    "due": lambda root: root.bearing if root.counted_as else [],
    "known": lambda root: root.bearing if root.outcome else [],
    **{count: partial(_bearing, count) for count in get_args(Count)},
    "with-another": lambda root: root.aside,
    "claimed-only": lambda root: root.bearing if is_claimed_only(root) else [],
    "contested": lambda root: root.bearing if is_contested(root) else [],
    "made": lambda root: root.members,
    "sources": lambda root: root.members,
}
"""The counts on the screens of `trust`, each with the promises of a root that are behind it."""

UNDER: dict[str, Callable[[Root, ScoredPromise], str]] = {
    "undated": lambda root, _: undated_as(root),
    "made": lambda _, member: year_made(member),
}
"""Under what the counts that are told apart count a promise of a root."""


def behind(
    question: Question,
    areas: Sequence[str],
    count: str,
    by: str | None = None,
    *,
    basis: str = "evidence",
    sources: str | None = None,
) -> Report[PromiseBehindCount]:
    """List the promises behind one count of these areas; those that count as one follow each other.

    Equation: of each area, the roots here are as many as the count (of `with-another` and `made`,
    the promises), and of what is wider or possible likewise; with `by` of each part.
    """
    judge = Judge(question, basis, sources, everywhere=not areas)
    found = list(_counted(judge, areas, count, by))
    make, under = making(PromiseBehindCount, len(found)), UNDER.get(count)
    rows = [
        make(
            *counted_values(root, member),
            *placed.values(),
            under(root, member) if under is not None else None,
        )
        for placed, root, member in found
    ]
    rows.sort(key=lambda row: row.name)
    return answer(question, "behind", rows, PromiseBehindCount)


def sources_behind(
    question: Question,
    areas: Sequence[str],
    look_up: LookUp,
    by: str | None = None,
    *,
    basis: str = "evidence",
    sources: str | None = None,
) -> Report[SourceBehindCount]:
    """List the sources that the records of promises to these areas cite, as often as they do."""
    judge = Judge(question, basis, sources, everywhere=not areas)
    found = list(_counted(judge, areas, "sources", by))
    records = look_up({event for _, _, member in found for event in member.row.events})
    rows = [
        SourceBehindCount(
            **placed,
            counted_under=source.get("type", "other"),
            promise=member.promise,
            text=member.row.terms.text,
            title=source["title"],
            url=source.get("url"),
            locator=source.get("locator"),
            published=source.get("published"),
            event=event,
        )
        for placed, _, member in found
        for event in member.row.events
        for source in records[event].sources
    ]
    rows.sort(key=lambda row: row.name)
    return answer(question, "sources", rows, SourceBehindCount)


def _counted(
    judge: Judge, areas: Sequence[str], count: str, by: str | None
) -> Iterator[tuple[Fields, Root, ScoredPromise]]:
    """Everything behind a count: where it was promised, under which root, and the promise."""
    for area in areas or judge.areas():
        name = judge.geography.tree.name(f"area/{area}", judge.question.as_of)
        for where, part, roots in _blocks(judge, area, by):
            placed: Fields = {"area": area, "name": name, "where": where, "part": part}
            for root in roots:
                yield from ((placed, root, member) for member in LISTS[count](root))


def _blocks(
    judge: Judge, area: str, by: str | None
) -> Iterator[tuple[Where, str | None, list[Root]]]:
    """The roots here, those of what is wider and of what may touch it; or here, told apart."""
    if by is not None:
        yield from (
            ("here", part, roots) for part, roots in judge.grouped(f"area/{area}", by).items()
        )
        return
    place = f"area/{area}"
    yield "here", None, judge.within(place)
    yield "wider", None, judge.wider(place)
    yield "possible", None, judge.possible(place)
