"""The view `trust`: for each area the score of promises to it, and the wider promises apart."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from itertools import chain
from typing import Annotated, Any, Literal

from projections.promise.scoring import ScoredPromise
from projections.promise_query import PromiseLine, addressed, at_moment, line_values, making
from projections.report import Question, Report, answer
from projections.rows.frozen import fields_of, row_class
from projections.trust.judge import Judge
from projections.trust.roots import Count, CountedAs, Root, nobody_looked
from projections.trust.score import Figures, Outcomes, PromiseCounts, figures, outcomes_of
from projections.trust.sums import Sums
from projections.trust.tally import Tally

# -- rows --------------------------------------------------------------------------------------
# The rows of the answers: the figures of an area, and those of a part of its promises.


@row_class
class PlainOutcomes(Outcomes):
    """What became of promises, in counts alone: those to what is wider, or to several areas."""

    promise_counts: PromiseCounts


@row_class
class CountedPromise(PromiseLine):
    """A promise that a figure rests on, and what it is counted as."""

    evidenced: Annotated[str, "what is established"]
    scheduled: Annotated[
        Literal["due", "not-due", "undated"], "what the dates alone say: due, not-due, undated"
    ]
    root: Annotated[str, "the promise that this one counts under"]
    outcome: Annotated[
        CountedAs | None, "the outcome of that root; null if the promise is not part of it"
    ]
    count: Annotated[
        Count | Literal["with-another"],
        "the count that it is behind, as `--list` names it: kept, late, partly, broken, "
        "unresolved, not-due, undated, excluded, not-scored (no pledge or target of a body); or "
        "with-another, as it counts with another promise and not by itself",
    ]


@row_class
class Together(PlainOutcomes):
    """The same of all areas that an answer is about."""

    nobody_looked: Annotated[
        bool, "whether nobody said anything of any promise around them that fell due"
    ]


Promises = tuple[CountedPromise, ...]


@row_class
class AreaFigures(Figures):
    """The figures of an area, with what was promised to what is wider."""

    wider: Annotated[
        PlainOutcomes, "counts of promises to wider areas or groups that cover or touch this one"
    ]
    wider_possible: Annotated[
        PlainOutcomes,
        "the same of promises to groups of which it is only not excluded that they touch this "
        "area; they prove nothing about it",
    ]
    nobody_looked: Annotated[bool, "whether nobody said anything of any promise here that fell due"]
    nobody_looked_wider: Annotated[bool, "the same of what was promised to wider areas and groups"]
    title: Annotated[str, "the area with what it lies within"]
    promises: Annotated[Promises, "with `--explain`: every promise to the area or a part of it"]
    wider_promises: Annotated[
        Promises, "with `--explain`: every promise to what covers or touches it"
    ]
    possible_promises: Annotated[
        Promises, "with `--explain`: every promise to a group that may touch it"
    ]


@row_class
class PartFigures(Figures):
    """The figures of the promises to an area of one promisor, at one level or about one topic."""

    by: Annotated[str, "with `--by`: by what the promises are told apart"]


# -- view --------------------------------------------------------------------------------------
# The figures of areas, and of the promises to them told apart.

DETAILS = (
    "nobody_looked",
    "nobody_looked_wider",
    "title",
    "promises",
    "wider_promises",
    "possible_promises",
)
"""The fields that only a screen or an explanation shows."""

TREND = ("due", "kept", "late", "partly", "broken", "unresolved")


ListedOf = Literal["all", "one", "none"]


def trust(
    question: Question,
    areas: Sequence[str],
    *,
    basis: str = "evidence",
    sources: str | None = None,
    listed: ListedOf = "all",
) -> Report[AreaFigures]:
    """Report on areas by name; without names, on every area that a promise was made to.

    listed: whether the promises are listed too, of all areas, of one that stands alone, or of
    none: that takes far longer than to count them.
    """
    asked = areas or Judge(question).areas()
    lists = listed == "all" or (listed == "one" and len(asked) == 1)
    judge = Judge(question, basis, sources, everywhere=not areas, shown=lists)
    sums = Sums(judge, asked)
    found = [_listed(judge, area) if lists else _counted(judge, sums, area) for area in asked]
    rows = sorted((row for row, _ in found), key=lambda row: row.name)
    report = answer(question, "trust", rows, AreaFigures, DETAILS, TREND)
    # What is promised to one area is what is promised to all of them.
    together = found[0][1] if len(found) == 1 else sums.together()
    return replace(report, total=_together(sums, together))


def counted(
    question: Question, areas: Sequence[str], remarked: Callable[[], Collection[str]]
) -> list[int]:
    """The promises that the figures of areas count and that were remarked on, by their records.

    Without areas, those to any place. remarked: tells on which streams of the ledger a record
    tells what became of another, which are more in a larger one.
    """
    if not areas:
        return [row.event for row in at_moment(question, subjects=sorted(remarked()))]
    judge, places = Judge(question), [f"area/{area}" for area in areas]
    around = chain.from_iterable(map(judge.around, places))
    rows = {row.event: row for promised in around for row in promised.rows}
    return [
        event
        for event in question.book.remarked(rows)
        if any(addressed(judge.geography, rows[event], place) for place in places)
    ]


def _together(sums: Sums, tally: Tally) -> Together:
    """The figures of all areas; that nobody looked is asked where nothing was kept at all."""
    plain = _plain(tally)
    looked = plain.kept or plain.late or plain.partly
    return Together(**fields_of(plain), nobody_looked=not looked and sums.nobody_looked())


def apart(
    question: Question,
    areas: Sequence[str],
    by: str,
    *,
    basis: str = "evidence",
    sources: str | None = None,
) -> Report[PartFigures]:
    """Report on the same areas, their promises told apart by promisor, level or topic."""
    judge = Judge(question, basis, sources, everywhere=not areas)
    asked = areas or judge.areas()
    rows = [
        PartFigures(**fields_of(_figures(judge, area, Tally.of(roots, question.so_far))), by=name)
        for area in asked
        for name, roots in judge.grouped(f"area/{area}", by).items()
    ]
    rows.sort(key=lambda row: row.name)
    report = answer(question, "trust", rows, PartFigures, trend=TREND)
    return replace(report, total=_plain(Sums(judge, asked).together()))


def _listed(judge: Judge, area: str) -> tuple[AreaFigures, Tally]:
    """The figures of an area with its promises, and what those to it amount to."""
    place, now = f"area/{area}", judge.question.so_far
    here, wider, possible = judge.within(place), judge.wider(place), judge.possible(place)
    tally = Tally.of(here, now)
    row = AreaFigures(
        **fields_of(_figures(judge, area, tally)),
        wider=_plain(Tally.of(wider, now)),
        wider_possible=_plain(Tally.of(possible, now)),
        nobody_looked=nobody_looked(here),
        nobody_looked_wider=nobody_looked(wider),
        title=judge.geography.tree.title(place, judge.question.as_of),
        promises=_promises(here),
        wider_promises=_promises(wider),
        possible_promises=_promises(possible),
    )
    return row, tally


def _counted(judge: Judge, sums: Sums, area: str) -> tuple[AreaFigures, Tally]:
    """The same without its promises."""
    place = f"area/{area}"
    found = sums.of(place)
    row = AreaFigures(
        **fields_of(_figures(judge, area, found["here"])),
        wider=_plain(found["wider"]),
        wider_possible=_plain(found["possible"]),
        nobody_looked=False,
        nobody_looked_wider=False,
        title=judge.geography.tree.title(place, judge.question.as_of),
        promises=(),
        wider_promises=(),
        possible_promises=(),
    )
    return row, found["here"]


def _figures(judge: Judge, area: str, tally: Tally) -> Figures:
    return figures(area, judge.geography.tree.name(f"area/{area}", judge.question.as_of), tally)


def _plain(tally: Tally) -> PlainOutcomes:
    counts = outcomes_of(tally.promises)
    return PlainOutcomes(**fields_of(outcomes_of(tally.counts)), promise_counts=counts)


def _promises(roots: list[Root]) -> Promises:
    """Every promise under the root that it counts in."""
    make = making(CountedPromise, len(roots))
    return tuple(make(*counted_values(root, member)) for root in roots for member in root.members)


def counted_values(root: Root, member: ScoredPromise) -> tuple[Any, ...]:
    """The values of a promise with the root that it counts under, and what that is counted as.

    In their order; those of longer rows begin with them.
    """
    return (
        *line_values(member),
        member.row.outcome.state,
        _scheduled(member),
        root.name,
        root.member_counted_as(member),
        root.count if member.group == root.group else "with-another",
    )


def _scheduled(member: ScoredPromise) -> Literal["due", "not-due", "undated"]:
    deadline = member.row.deadline
    if deadline.first is None:
        return "undated"
    return "due" if deadline.passed else "not-due"
