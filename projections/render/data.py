"""Reports as data: JSON, and newline-delimited JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from domain.text import json_harmless
from projections.report import METHOD, Fields, LogLine, Report
from projections.roll import Roll
from projections.rows.frozen import Frozen, values_of


def as_json(report: Report[Any]) -> list[str]:
    """One object with everything that is needed to reproduce the rows, in one piece."""
    asked = report.question
    whole = {
        "view": report.view,
        "as_of": as_of(report),
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
    found = (told(report, row) for row in report.rows)
    if not report.moments:
        return found
    days = (moment[:10] for moment in report.moments)
    return ({"as_of": day} | row for day, row in zip(days, found, strict=True))


def told(report: Report[Any], row: Any) -> Fields:
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
        fields = dict(zip(names_of(row.__match_args__), values_of(row), strict=True))
        of_code: Fields = fields.pop("of_code", {})
        return fields | of_code if of_code else fields
    return dict(row)


@cache
def names_of(fields: tuple[str, ...]) -> tuple[str, ...]:
    """The names of the fields of a class as answers have them."""
    return tuple(name.rstrip("_") for name in fields)


def dumps(value: object, *, indent: int | None = None) -> str:
    """JSON in which every row is an object, and what nobody sees an escape."""
    return json_harmless(json.dumps(value, ensure_ascii=False, indent=indent, default=_plain))


def _plain(value: Any) -> Any:
    """What JSON has no form for: a row, and a list that is put together when it is told."""
    return list(value) if isinstance(value, Roll) else as_fields(value)


_ON_A_LINE = json.JSONEncoder(ensure_ascii=False, default=_plain)


def _on_a_line(value: object) -> str:
    return json_harmless(_ON_A_LINE.encode(value))


def as_ndjson(report: Report[Any]) -> Iterator[str]:
    """One row a line."""
    return (_on_a_line(row) + "\n" for row in rows(report))


def as_of(report: Report[Any]) -> str:
    """The moment that was asked about; the end of a day as that day."""
    moment = report.question.as_of
    return moment[:10] if moment.endswith("T23:59:59") else moment
