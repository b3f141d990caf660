"""The tables on who and where: parties, areas with their codes, mandates, and what cites what."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated

from domain.dates import MIDNIGHT, Instant, day_before
from domain.record import StreamName
from projections.geography.relation import WITHIN, relation
from projections.rows.frozen import Frozen, row_class
from projections.rows.span import Money
from projections.rows.subjects import AreaRow, PartyRow
from projections.rows.tenure import Ending, MandateRow
from projections.tables.columns import Day, Made, dated, day_in_cell, made
from projections.tables.context import (
    AtLevel,
    Context,
    FirstDay,
    LastDay,
    Slugs,
)

# -- areas and parties -------------------------------------------------------------------------

Since = Annotated[Day | None, "the first day of this row; empty: from the beginning"]
UntilDay = Annotated[Day | None, "the last day of this row; empty: it lasts"]


@row_class
class AreaCells(Frozen):
    """An area as it was for a while: a row for each name and each area that it lay in."""

    area: Annotated[str, "the area by its name in the ledger"]
    from_: Since
    to: UntilDay
    name: Annotated[str, "what it is called"]
    type: Annotated[str, "such as municipality, village or street"]
    parent: Annotated[str | None, "the area that it lies in; of one that ended its successor"]
    successors: Annotated[Slugs, "the areas that took its place"]
    split: Annotated[bool, "whether each of these got only a part of it"]
    ended: Annotated[str | None, "the first day without it, as written"]
    ended_earliest: FirstDay
    ended_latest: LastDay
    code: Annotated[str | None, "its newest own code of Statistics Netherlands (CBS)"]
    code_year: Annotated[int | None, "the year of which that code is"]
    event: Annotated[int, "the record, by its place in the ledger"]


@row_class
class AreaCodeCells(Frozen):
    """A code of an area in a register of others."""

    area: Annotated[str, "the area by its name in the ledger"]
    register: Annotated[str, "the register, such as cbs or bag"]
    year: Annotated[int | None, "the year of which the code is"]
    code: Annotated[str, "the code"]


@row_class
class PlaceWithinCells(Frozen):
    """That a place lies wholly within an area at the moment asked about; an area within itself."""

    place_kind: Annotated[str, "area, cohort (a group) or case"]
    place: Annotated[str, "the place by its name in the ledger"]
    within: Annotated[str, "the area by its name in the ledger"]


@row_class
class PartyCells(Frozen):
    """A party as it was for a while."""

    party: Annotated[str, "the party by its name in the ledger"]
    from_: Since
    to: UntilDay
    name: Annotated[str, "what it is called"]
    type: Annotated[str, "such as ministry, municipality or residents"]
    part_of: Annotated[str | None, "the party that it is part of"]
    head: Annotated[str | None, "the office at its head"]
    successors: Annotated[Slugs, "who took over from it"]
    event: Annotated[int, "the record, by its place in the ledger"]


def area_rows(context: Context) -> Iterator[Made]:
    """Every area over time, and every code."""
    question = context.question
    for row in question.book.ever(AreaRow, question.known):
        slug = StreamName.parse(row.subject).name
        own = [code for code in context.codes.get(slug, ()) if code.register == "cbs"]
        code = max(own, key=lambda code: code.year or 0, default=None)
        yield made(
            AreaCells,
            slug,
            day_in_cell(row.start),
            _last(row.end),
            row.name,
            row.type,
            StreamName.parse(row.above).name if row.above else None,
            tuple(StreamName.parse(one).name for one in row.successors),
            row.split,
            *dated(row.ended),
            code.code if code else None,
            code.year if code else None,
            row.event,
        )
    for codes in context.codes.values():
        yield from (made(AreaCodeCells, *code) for code in codes)


def within_rows(context: Context) -> Iterator[Made]:
    """The areas in which every area, group and case lies."""
    geography, moment = context.geography, context.question.as_of
    land = geography.land
    for scope in (*sorted(geography.tree.rows), *sorted(land.cohorts), *sorted(land.cases)):
        kind, slug = StreamName.parse(scope)
        group = kind == "cohort"
        areas = land.areas(scope, moment) if group else filter(None, [land.area(scope, moment)])
        around = [frozenset(geography.tree.upward(area, moment)) for area in areas]
        wider = sorted(frozenset.intersection(*around)) if around else []
        # Whether it is certain that a group has members at all is the same for all of these.
        if group and wider and relation(land, scope, wider[0], moment) != WITHIN:
            continue
        for area in wider:
            yield made(PlaceWithinCells, kind, slug, StreamName.parse(area).name)


def party_rows(context: Context) -> Iterator[Made]:
    """Every party over time."""
    question = context.question
    for row in question.book.ever(PartyRow, question.known):
        yield made(
            PartyCells,
            row.party,
            day_in_cell(row.start),
            _last(row.end),
            row.name,
            row.type,
            row.part_of,
            row.head,
            row.successors,
            row.event,
        )


def _last(end: Instant) -> Day | None:
    """The last day before the end of a row, which ends where the next one begins."""
    return day_in_cell(day_before(end) if end.endswith(MIDNIGHT) else end)


# -- mandates ----------------------------------------------------------------------------------


@row_class
class MandateCells(AtLevel):
    """That a party held a power at a place for a while: one row per holder and place."""

    mandate: Annotated[str, "the mandate by its name in the ledger"]
    holder: Annotated[str, "who holds it, by its name in the ledger"]
    holder_name: Annotated[str | None, "what that party is called"]
    joint: Annotated[bool, "whether others hold it together with that party"]
    power: Annotated[str, "lead, decide, advise, execute, pay or inspect"]
    topic: Annotated[str | None, "on that topic alone"]
    phase: Annotated[str | None, "in that phase alone"]
    basis: Annotated[str, "attribution, delegation, mandate, agreement or factual (never counted)"]
    granted_by: Annotated[str | None, "who granted it, by its name in the ledger"]
    granted_by_name: Annotated[str | None, "what that party is called"]
    excepted: Annotated[Slugs, "the areas in that place to which it does not extend"]
    from_: Annotated[str, "since when, as written"]
    from_earliest: FirstDay
    from_latest: LastDay
    until: Annotated[
        str | None, "its end there, as written: the last day with it, or the first without"
    ]
    until_earliest: Annotated[Day | None, "the first day that may be the last with it"]
    until_latest: Annotated[Day | None, "the last day that may be the last with it"]
    amount: Annotated[Decimal | None, "the money that comes with it"]
    currency: Annotated[str | None, "in which currency"]
    limit: Annotated[str | None, "up to what the holder may act"]
    disputed: Annotated[bool, "whether somebody disputes it"]
    event: Annotated[int, "the record, by its place in the ledger"]


def mandate_rows(context: Context) -> Iterator[Made]:
    """Every mandate: a row for each holder, and more where it ended at a part of its place."""
    question = context.question
    for row in question.book.ever(MandateRow, question.known):
        general = [end for end in row.endings if not end.scope]
        ends = min(general, key=lambda end: end.without.latest, default=None)
        partial = [end for end in row.endings if end.scope and end.scope != row.scope]
        own = [end for end in row.endings if end.scope == row.scope]
        ends = min((end for end in (ends, *own) if end), key=_goes, default=None)
        for holder in row.holders:
            yield _mandate(context, row, holder, row.scope, ends)
            for end in partial:
                first = min((end, ends or end), key=_goes)
                yield _mandate(context, row, holder, end.scope, first)


def _goes(end: Ending) -> str:
    return end.without.latest


def _mandate(
    context: Context, row: MandateRow, holder: str, scope: str, end: Ending | None
) -> Made:
    limit, money = row.limit, row.amount
    return made(
        MandateCells,
        *context.place(scope),
        row.level or (end.level if end else None),
        row.mandate,
        holder,
        context.party(holder),
        bool(row.joint_with),
        row.power,
        row.topic,
        row.phase,
        row.basis,
        row.granted_by,
        context.party(row.granted_by),
        tuple(sorted(StreamName.parse(area).name for area in row.excepted)),
        *dated(row.since),
        end.written if end else None,
        _last(end.without.earliest) if end else None,
        _last(end.without.latest) if end else None,
        Decimal(money.value) if money else None,
        money.currency if money else None,
        limit.value if isinstance(limit, Money) else limit,
        bool(row.disputes),
        row.event,
    )
