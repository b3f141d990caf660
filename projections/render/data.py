"""Reports as data: JSON, newline-delimited JSON and CSV."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from io import StringIO
from itertools import islice
from typing import Any

from domain.spreadsheet import is_formula
from domain.text import json_harmless, lines_harmless
from projections.report import METHOD, Fields, LogLine, Report
from projections.rows.frozen import Frozen, values_of
from projections.streamed import Streamed


def as_json(report: Report[Any]) -> list[str]:
    """One object with everything that is needed to reproduce the rows, in one piece."""
    asked = report.question
    whole = {
        "view": report.view,
        "as_of": _as_of(report),
        "to_come": asked.to_come,
        "known_at": asked.checkpoint.recorded_at,
        "known_size": asked.known,
        "method": METHOD,
        "parameters": asked.parameters,
        "burden": asked.burden,
        "checkpoint": {"size": asked.checkpoint.size, "root": asked.checkpoint.root},
        "coverage": report.coverage,
        "corrected": [
            {"stream": stream, "by": list(by)}
            for stream, by in sorted({*report.corrected.values()})
        ],
        "rows": list(rows(report)),
    }
    if report.story:
        whole["story"] = list(report.story)
    if report.records:
        whole["records"] = list(report.records)
    return [dumps(whole, indent=2) + "\n"]


def rows(report: Report[Any]) -> Iterator[Fields]:
    """The rows by the names of their fields; without an explanation, without what only explains.

    Of a series each begins with the day that it is of.
    """
    found = (_told(report, row) for row in report.rows)
    if not report.moments:
        return found
    days = (moment[:10] for moment in report.moments)
    return ({"as_of": day} | row for day, row in zip(days, found, strict=True))


def _told(report: Report[Any], row: Any) -> Fields:
    """The fields of a row that are told."""
    fields = as_fields(row)
    if names_records(report.kind):
        fields["corrected_by"] = report.corrected_by(row)
    for name in () if report.records else report.details:
        fields.pop(name, None)
    return fields


def names_records(kind: type[Any]) -> bool:
    """Whether rows of a class name records; then they also say which of these corrected others."""
    if issubclass(kind, LogLine):
        return False
    return not {"event", "events"}.isdisjoint(kind.__match_args__)


def as_fields(row: Any) -> Fields:
    """A row by the names of its fields as answers have them.

    A name that is a word of Python ends with an underscore in the class: `from_` is `from`. What
    belongs to a code (`of_code`) stands beside it.
    """
    if isinstance(row, Frozen):
        fields = dict(zip(_names(row.__match_args__), values_of(row), strict=True))
        of_code: Fields = fields.pop("of_code", {})
        return fields | of_code if of_code else fields
    return dict(row)


@cache
def _names(fields: tuple[str, ...]) -> tuple[str, ...]:
    """The names of the fields of a class as answers have them."""
    return tuple(name.rstrip("_") for name in fields)


def dumps(value: object, *, indent: int | None = None) -> str:
    """JSON in which every row is an object, and what nobody sees an escape."""
    return json_harmless(json.dumps(value, ensure_ascii=False, indent=indent, default=as_fields))


_ON_A_LINE = json.JSONEncoder(ensure_ascii=False, default=as_fields)


def _on_a_line(value: object) -> str:
    return json_harmless(_ON_A_LINE.encode(value))


def as_ndjson(report: Report[Any]) -> Iterator[str]:
    """One row a line."""
    return (_on_a_line(row) + "\n" for row in rows(report))


def as_csv(report: Report[Any]) -> Iterator[str]:
    """The rows under their field names, each with its `as_of` first; lists and objects as JSON.

    A table that is passed on must say by itself of which moment it is, and one without rows what
    it would be about.
    """
    moment = {"as_of": _as_of(report)}
    columns: Fields = dict(moment)
    for row in _samples(report.rows):
        columns |= _told(report, row)
    if not report.rows:
        columns |= _usual(report)
    yield _line(columns)
    for fields in rows(report):
        row = moment | fields
        yield _line([_cell(row.get(column)) for column in columns])


def _line(cells: Iterable[str]) -> str:
    """A line of CSV."""
    target = StringIO()
    csv.writer(target, lineterminator="\n").writerow(cells)
    return target.getvalue()


def _samples(found: Sequence[Any]) -> Iterator[Any]:
    """Rows that have between them every field that any has: those of one class have the same.

    But for what belongs to a code, and for what has no class.
    """
    known: set[type] = set()
    for row in islice(found, 1) if isinstance(found, Streamed) else found:
        kind = type(row)
        if kind not in known:
            yield row
            if isinstance(row, Frozen) and "of_code" not in row.__match_args__:
                known.add(kind)


def _usual(report: Report[Any]) -> Fields:
    """The columns of a table without rows."""
    names = _names(report.kind.__match_args__)
    added = ("corrected_by",) if names_records(report.kind) else ()
    return dict.fromkeys(name for name in (*names, *added) if name not in report.details)


def _as_of(report: Report[Any]) -> str:
    """The moment that was asked about; the end of a day as that day."""
    moment = report.question.as_of
    return moment[:10] if moment.endswith("T23:59:59") else moment


_AS_JSON = (list, tuple, dict, bool, Frozen)
"""The types of values that a cell of a table has no form for."""


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = _on_a_line(value) if isinstance(value, _AS_JSON) else lines_harmless(str(value))
    return f"'{text}" if is_formula(text) else text
