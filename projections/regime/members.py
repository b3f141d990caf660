"""Whom rules treat in a group or an area: its cases, and the groups in it with their sizes."""

from __future__ import annotations

from dataclasses import dataclass

from domain.dates import Bounds, Instant, bounds, due_instant
from domain.quantity import amount
from projections.geography.geography import Geography
from projections.regime.start import Start, start
from projections.regime.values import Rulebook


@dataclass(frozen=True, slots=True)
class Member:
    """A case, or a group of dwellings that are treated as one.

    begun: since when its rules are compared. end: when it was closed, or just after the moment
    asked for. size: how many dwellings it stands for; None where that is not on record.
    about: whether the size is an approximate one.
    """

    scope: str
    name: str
    begun: Start
    end: Instant
    size: int | None
    about: bool = False


def members(rulebook: Rulebook, scopes: list[str], asked: Bounds | None) -> list[Member]:
    """The cases of some places and the groups in them, each once, by their streams.

    A case that belongs to one of these groups is counted in the size of the group. A group in
    which nobody is on record by name stands for itself, with its size.
    """
    landscape = rulebook.landscape
    moment = landscape.question.as_of
    inside = {one for scope in scopes for one in landscape.parts(scope, moment)}
    groups = {one for one in inside if one.startswith("cohort/")}
    # A group that consists of others is told by them.
    groups -= {one for one in scopes if len(landscape.parts(one, moment)) > 1}
    cases = {one for one in inside if one.startswith("case/")}
    sized = {one for one in groups if _size(landscape, one, moment)[0] is not None}
    in_groups = {one for group in sized for one in landscape.parts(group, moment)}
    found = [_member(rulebook, one, asked) for one in sorted((cases - in_groups) | groups)]
    return [one for one in found if one is not None]


def _member(rulebook: Rulebook, scope: str, asked: Bounds | None) -> Member | None:
    """A member with its start; None before it."""
    landscape = rulebook.landscape
    moment = landscape.question.as_of
    begun = start(rulebook, scope, asked)
    case = landscape.land.case(scope, moment)
    end = bounds(case.closed).earliest if case and case.closed else due_instant(moment)
    if begun is None or begun.since.latest >= end:
        return None
    size, about = (1, False) if scope.startswith("case/") else _size(landscape, scope, moment)
    return Member(scope, landscape.name(scope, moment), begun, end, size, about)


def _size(landscape: Geography, cohort: str, moment: Instant) -> tuple[int | None, bool]:
    """How many dwellings a group has, and whether that is approximate; `~266` is read as 266."""
    row = landscape.land.cohort(cohort, moment)
    if row is None or row.size is None:
        return None, False
    about = row.size.startswith("~")
    known = amount(row.size.removeprefix("~"))
    whole = known.least == known.most and known.least.denominator == 1
    return (int(known.least), about) if whole else (None, False)
