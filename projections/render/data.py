"""Reports as data: JSON, newline-delimited JSON and CSV."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from io import StringIO
from typing import Any

from projections.report import METHOD, Fields, Report


def as_json(report: Report, checkpoint: Fields) -> str:
    """One object with everything that is needed to reproduce the rows."""
    whole = {
        "view": report.view,
        "as_of": report.as_of[:10] if report.as_of.endswith("T23:59:59") else report.as_of,
        "known_at": report.known,
        "method": METHOD,
        "parameters": report.parameters,
        "burden": report.burden,
        "checkpoint": checkpoint,
        "rows": report.rows,
        "notes": list(report.notes),
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def as_ndjson(report: Report) -> str:
    """One row a line."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in report.rows)


def as_csv(report: Report, columns: Sequence[str]) -> str:
    """The rows under their field names; lists and objects as JSON."""
    target = StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(columns)
    for row in report.rows:
        writer.writerow([_cell(row.get(column)) for column in columns])
    return target.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = (
        json.dumps(value, ensure_ascii=False)
        if isinstance(value, list | dict | bool)
        else str(value)
    )
    # A spreadsheet would run a text that begins like a formula.
    return f"'{text}" if text[:1] in {"=", "+", "@"} else text
