"""Whom rules treat in a group or an area: its cases, and the groups in it with their sizes."""

from __future__ import annotations

from domain.dates import Bounds, Instant, bounds, due_instant
from domain.quantity import amount
from domain.value import value_class
from projections.geography.geography import Geography
from projections.regime.comparison import Start, start
from projections.regime.rulebook import Rulebook


@value_class
class TreatedMember:
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


def members(rulebook: Rulebook, scopes: list[str], asked: Bounds | None) -> list[TreatedMember]:
    """The cases of some places and the groups in them, each once, by their streams.

    A case that belongs to one of these groups is counted in the size of the group. A group in
    which nobody is on record by name stands for itself, with its size.
    """
    geography = rulebook.geography
    moment = geography.question.as_of
    inside = {part for scope in scopes for part in geography.parts(scope, moment)}
    groups = {scope for scope in inside if scope.startswith("cohort/")}
    # A group that consists of others is told by them.
    groups -= {scope for scope in scopes if len(geography.parts(scope, moment)) > 1}
    cases = {scope for scope in inside if scope.startswith("case/")}
    sized = {group for group in groups if _size(geography, group, moment)[0] is not None}
    in_groups = {part for group in sized for part in geography.parts(group, moment)}
    found = [_member(rulebook, case, asked) for case in sorted((cases - in_groups) | groups)]
    return [member for member in found if member is not None]


def _member(rulebook: Rulebook, scope: str, asked: Bounds | None) -> TreatedMember | None:
    """A member with its start; None before it."""
    geography = rulebook.geography
    moment = geography.question.as_of
    begun = start(rulebook, scope, asked)
    case = geography.land.case(scope, moment)
    end = bounds(case.closed).earliest if case and case.closed else due_instant(moment)
    if begun is None or begun.since.latest >= end:
        return None
    size, about = (1, False) if scope.startswith("case/") else _size(geography, scope, moment)
    return TreatedMember(scope, geography.name(scope, moment), begun, end, size, about)


def _size(geography: Geography, cohort: str, moment: Instant) -> tuple[int | None, bool]:
    """How many dwellings a group has, and whether that is approximate; `~266` is read as 266."""
    row = geography.land.cohort(cohort, moment)
    if row is None or row.size is None:
        return None, False
    about = row.size.startswith("~")
    known = amount(row.size.removeprefix("~"))
    whole = known.least == known.most and known.least.denominator == 1
    return (int(known.least), about) if whole else (None, False)
