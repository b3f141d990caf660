"""Reports as data: JSON, newline-delimited JSON and CSV."""

from __future__ import annotations

import csv
import json
from io import StringIO
from typing import Any

from domain.spreadsheet import is_formula
from projections.render.columns import COLUMNS
from projections.report import METHOD, Fields, Report


def as_json(report: Report) -> str:
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
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def rows(report: Report) -> list[Fields]:
    """The rows; without an explanation, without what only explains them."""
    if report.records:
        return report.rows
    return [
        {name: value for name, value in row.items() if name not in report.details}
        for row in report.rows
    ]


def as_ndjson(report: Report) -> str:
    """One row a line."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows(report))


def as_csv(report: Report) -> str:
    """The rows under their field names, each with its `as_of` first; lists and objects as JSON.

    A table that is passed on must say by itself of which moment it is, and one without rows what
    it would be about.
    """
    moment = {"as_of": _as_of(report)}
    lines = [moment | row for row in rows(report)]
    target = StringIO()
    writer = csv.writer(target, lineterminator="\n")
    # Without rows the columns are those that the view has for the example ledger.
    names = COLUMNS.get(report.view, "").split()
    usual: Fields = dict.fromkeys(name for name in names if name not in report.details)
    columns = list(dict.fromkeys(name for row in (moment, *(lines or [usual])) for name in row))
    writer.writerow(columns)
    for row in lines:
        writer.writerow([_cell(row.get(column)) for column in columns])
    return target.getvalue()


def _as_of(report: Report) -> str:
    """The moment that was asked about; the end of a day as that day."""
    moment = report.question.as_of
    return moment[:10] if moment.endswith("T23:59:59") else moment


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = (
        json.dumps(value, ensure_ascii=False)
        if isinstance(value, list | dict | bool)
        else str(value)
    )
    return f"'{text}" if is_formula(text) else text
