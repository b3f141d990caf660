"""What the rows of all tables share: the record that each rests on, names, places and codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Annotated, Any, NamedTuple

from domain.columns import SEPARATOR
from domain.history import ABOUT_RECORDS, disputed_ids, effective_history, in_order
from domain.record import Record, StreamName
from projections.geography.geography import Geography
from projections.report import Question
from projections.rows.frozen import Frozen, row_part
from projections.rows.subjects import PartyRow
from projections.tables.columns import Day, Moment, dated

# -- columns -----------------------------------------------------------------------------------

FirstDay = Annotated[Day | None, "the first day of it"]
LastDay = Annotated[Day | None, "the last day of it"]
Slugs = tuple[str, ...]
Names = Annotated[str | None, "what they are called"]


@row_part
class OfRecord(Frozen):
    """The record that a row rests on."""

    event: Annotated[int, "the record, by its place in the ledger"]
    id: Annotated[str, "the id of the record"]
    on: Annotated[str, "when it happened, as written (EDTF)"]
    on_earliest: FirstDay
    on_latest: LastDay
    published: Annotated[str | None, "when it was first public, as written"]
    published_earliest: FirstDay
    published_latest: LastDay
    recorded_at: Annotated[Moment, "when this ledger learned it"]
    disputed: Annotated[bool, "whether somebody disputes it"]


@row_part
class OfPlace(Frozen):
    """Where it is."""

    place_kind: Annotated[str | None, "area, cohort (a group) or case"]
    place: Annotated[str | None, "the place by its name in the ledger"]
    place_name: Annotated[str | None, "what the place is called"]
    code: Annotated[
        str | None, "the code of Statistics Netherlands (CBS) of the place, or of what is around it"
    ]
    code_year: Annotated[int | None, "the year of which that code is"]
    code_area: Annotated[str | None, "the area that has that code"]


@row_part
class AtLevel(OfPlace):
    """Where it is, and at which level."""

    level: Annotated[str | None, "dwelling, area or governance; empty: all of them"]


class PlaceCells(NamedTuple):
    """The cells of `OfPlace`."""

    place_kind: str | None
    place: str | None
    place_name: str | None
    code: str | None
    code_year: int | None
    code_area: str | None


NOWHERE = PlaceCells(None, None, None, None, None, None)

CBS = "cbs-"
"""How the registers of codes of Statistics Netherlands begin; the year follows."""


class AreaCode(NamedTuple):
    """A code of an area in a register, of a year where that is known."""

    area: str
    register: str
    year: int | None
    code: str


class Context:
    """A question with what all tables look up: what is called how, and the codes of areas."""

    def __init__(self, question: Question, areas: Iterable[Record]) -> None:
        """areas: the records of areas that may be seen."""
        self.question, self._areas = question, areas
        self._places: dict[str, PlaceCells] = {"": NOWHERE}

    @cached_property
    def geography(self) -> Geography:
        """Where everything is."""
        return Geography(self.question)

    @cached_property
    def parties(self) -> Mapping[str, PartyRow]:
        """All parties at the moment asked about."""
        return self.question.parties

    @cached_property
    def codes(self) -> dict[str, list[AreaCode]]:
        """The codes of each area, by its name in the ledger."""
        found: dict[str, list[AreaCode]] = {}
        for record in self._areas:
            for register, code in (record.get("identifiers") or {}).items():
                name, _, year = register.rpartition("-")
                of_year = bool(name) and year.isdecimal()
                told = AreaCode(
                    record.name, name if of_year else register, int(year) if of_year else None, code
                )
                found.setdefault(record.name, []).append(told)
        return found

    def party(self, slug: str | None) -> str | None:
        """What a party is called; its name in the ledger where that is not known."""
        if slug is None:
            return None
        row = self.parties.get(slug)
        return row.name if row else slug

    def called(self, slugs: Sequence[str]) -> str | None:
        """What several parties are called."""
        return ", ".join(self.party(slug) or "" for slug in slugs) or None

    def place(self, scope: str) -> PlaceCells:
        """The cells of a place as a stream; empty ones for no place."""
        if scope not in self._places:
            self._places[scope] = self._place(scope)
        return self._places[scope]

    def _place(self, scope: str) -> PlaceCells:
        kind, slug = StreamName.parse(scope)
        moment = self.question.as_of
        code = self._code(self.geography.land.area(scope, moment)) if kind != "cohort" else None
        told = (code.code, code.year, code.area) if code else (None, None, None)
        return PlaceCells(kind, slug, self.geography.name(scope, moment), *told)

    def _code(self, area: str | None) -> AreaCode | None:
        """The newest code of an area, or of the nearest around it that has one."""
        if area is None:
            return None
        for here in self.geography.tree.upward(area, self.question.as_of):
            codes = self.codes.get(StreamName.parse(here).name, ())
            known = [code for code in codes if code.register == "cbs"]
            if known:
                return max(known, key=lambda code: code.year or 0)
        return None


# -- told --------------------------------------------------------------------------------------


class Told(NamedTuple):
    """The records of one stream that stand, in the order that counts; and which are disputed."""

    records: Sequence[Record]
    disputed: frozenset[str]

    def of(self, *kinds: str) -> Iterator[Record]:
        """Those of some kinds."""
        return (record for record in self.records if record.kind in kinds)

    def cells(self, record: Record) -> tuple[Any, ...]:
        """The cells of `OfRecord`."""
        return (
            record.position,
            record.id,
            *dated(record.fields["on"]),
            *dated(record.published),
            moment_of(record),
            record.id in self.disputed,
        )


def told(history: Sequence[Record]) -> Told:
    """What a stream says; history: its records that may be seen, in the order of recording."""
    if any(record.kind in ABOUT_RECORDS or "corrects" in record.fields for record in history):
        return Told(effective_history(history), disputed_ids(history))
    # Of nearly every stream this is the same, and many streams have one record.
    return Told(sorted(history, key=in_order) if len(history) > 1 else history, frozenset())


def moment_of(record: Record) -> Moment:
    """When a record was recorded, with the offset of that moment to UTC."""
    return Moment(str(record.get("recorded_at")))


def named(value: object) -> Slugs:
    """The parties that a field of a record names."""
    return tuple(value) if isinstance(value, list | tuple) else (str(value),) if value else ()


def joined(texts: Iterable[str] | None) -> str | None:
    """Texts of a list in one cell."""
    return f"{SEPARATOR} ".join(texts or ()) or None
