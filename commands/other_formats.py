"""What tables, records and views tell, in formats that other programs read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from typing import Any

from commands.asking import Query
from commands.book_cache import checked
from commands.table_files import described, opened
from domain.text import json_harmless
from ledger.store.checked_reader import CheckedReader
from projections.report import Report


def _calendar(query: Query) -> Iterator[str]:
    from projections.formats.icalendar import calendar
    from projections.tables.promises import PromiseCells

    with opened(query, ("promises",)) as (tables, question, _):
        rows = (row for row in tables.rows_as_read() if isinstance(row, PromiseCells))
        yield from calendar(rows, described(question).title)


def _popolo(query: Query) -> Iterator[str]:
    from projections.formats.popolo import popolo
    from projections.tables.subjects import AreaCells, AreaCodeCells, MandateCells, PartyCells

    wanted = (PartyCells, AreaCells, AreaCodeCells, MandateCells)
    with opened(query, ("parties", "areas", "area_codes", "mandates")) as (tables, _, __):
        rows = list(tables.rows_as_read())
        parts: list[Any] = [[row for row in rows if type(row) is kind] for kind in wanted]
        yield _json(popolo(*parts))


def _provenance(query: Query) -> Iterator[str]:
    from projections.conditions.view import conditions
    from projections.formats.provenance import provenance
    from projections.regime.stability import stability
    from projections.trust.view import trust

    with opened(query, ()) as (_, question, reader):
        reports: list[Report[Any]] = [
            trust(question, ()),
            stability(question),
            conditions(question, partial(query.look_up, question)),
        ]
        yield _json(provenance(question, reports, reader.head().ledger_id))


def _cloud_events(query: Query) -> Iterator[str]:
    from projections.formats.cloud_events import cloud_event

    with closing(CheckedReader(query.path)) as reader, checked(reader):
        ledger = reader.head().ledger_id
        for record in reader.records():
            event = cloud_event(record.fields, ledger)
            yield json_harmless(json.dumps(event, ensure_ascii=False)) + "\n"


def _json(value: object) -> str:
    return json_harmless(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


OTHERS: dict[str, Callable[[Query], Iterator[str]]] = {
    "icalendar": _calendar,
    "popolo": _popolo,
    "prov": _provenance,
    "cloudevents": _cloud_events,
}
"""The formats of others, each as it is printed."""
