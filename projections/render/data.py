"""Reports as data: JSON, newline-delimited JSON and CSV."""

from __future__ import annotations

import csv
import json
from io import StringIO
from typing import Any

from domain.spreadsheet import is_formula
from projections.render.columns import COLUMNS
from projections.report import METHOD, Fields, Report
from projections.rows.frozen import Frozen, fields_of


def as_json(report: Report[Any]) -> str:
    """One object with everything that is needed to reproduce the rows."""
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
        "rows": rows(report),
    }
    if report.story:
        whole["story"] = list(report.story)
    if report.records:
        whole["records"] = list(report.records)
    return dumps(whole, indent=2) + "\n"


def rows(report: Report[Any]) -> list[Fields]:
    """The rows by the names of their fields; without an explanation, without what only explains.

    Of a series each begins with the day that it is of.
    """
    hidden = () if report.records else report.details
    found = [
        {name: value for name, value in as_fields(row).items() if name not in hidden}
        for row in report.rows
    ]
    if report.moments:
        days = (moment[:10] for moment in report.moments)
        return [{"as_of": day} | row for day, row in zip(days, found, strict=True)]
    return found


def as_fields(row: Any) -> Fields:
    """A row by the names of its fields as answers have them.

    A name that is a word of Python ends with an underscore in the class: `from_` is `from`. What
    belongs to a code (`of_code`) stands beside it.
    """
    if isinstance(row, Frozen):
        fields = {name.rstrip("_"): value for name, value in fields_of(row).items()}
        of_code: Fields = fields.pop("of_code", {})
        return fields | of_code
    return dict(row)


def dumps(value: object, *, indent: int | None = None) -> str:
    """JSON in which every row is an object."""
    return json.dumps(value, ensure_ascii=False, indent=indent, default=as_fields)


def as_ndjson(report: Report[Any]) -> str:
    """One row a line."""
    return "".join(dumps(row) + "\n" for row in rows(report))


def as_csv(report: Report[Any]) -> str:
    """The rows under their field names, each with its `as_of` first; lists and objects as JSON.

    A table that is passed on must say by itself of which moment it is, and one without rows what
    it would be about.
    """
    moment = {"as_of": _as_of(report)}
    lines = [moment | row for row in rows(report)]
    target = StringIO()
    writer = csv.writer(target, lineterminator="\n")
    columns = list(
        dict.fromkeys(name for row in (moment, *(lines or [_usual(report)])) for name in row)
    )
    writer.writerow(columns)
    for row in lines:
        writer.writerow([_cell(row.get(column)) for column in columns])
    return target.getvalue()


def _usual(report: Report[Any]) -> Fields:
    """The columns of a table without rows."""
    if report.kind and issubclass(report.kind, Frozen):
        fields: tuple[str, ...] = report.kind.__match_args__
        names = [name.rstrip("_") for name in fields]
    else:
        names = COLUMNS.get(report.view, "").split()
    return dict.fromkeys(name for name in names if name not in report.details)


def _as_of(report: Report[Any]) -> str:
    """The moment that was asked about; the end of a day as that day."""
    moment = report.question.as_of
    return moment[:10] if moment.endswith("T23:59:59") else moment


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = dumps(value) if isinstance(value, list | tuple | dict | bool | Frozen) else str(value)
    return f"'{text}" if is_formula(text) else text
