"""Writing records of one kind as a table that our reader reads back to the same texts."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Any

from domain.errors import UsageProblem
from domain.spreadsheet import is_formula
from ledger.journal.csv_reader import LITERAL

Columns = dict[str, list[str]]
"""The cells of every column, by its name."""

_NAME = re.compile(r"[^.\[\]\s]+")


def table(records: Iterable[dict[str, Any]]) -> Iterator[str]:
    """The records as rows under one header; UsageProblem when they are of several kinds."""
    rows = list(records)
    kinds = {one.get("kind") for one in rows}
    if len(kinds) > 1:
        raise UsageProblem(
            "export as csv",
            f"the records are of {len(kinds)} kinds, and a table has one header",
            "Name one with --kind, such as --kind promise.made",
        )
    columns: Columns = {}
    for name in dict.fromkeys(name for one in rows for name in one):
        columns |= _columns(name, [one.get(name) for one in rows])
    yield _line(list(columns) or ["kind"])
    for cells in zip(*columns.values(), strict=True):
        yield _line(list(cells))


def _columns(name: str, values: list[Any]) -> Columns:
    """The column of a field, or the columns of its parts when all records have it in parts."""
    present = [value for value in values if value is not None]
    if name == "source" and all(_one_in_a_list(value) for value in present):
        values = [value and value[0] for value in values]
        present = [value for value in values if value is not None]
    if all(_in_parts(value) for value in present):
        parts = dict.fromkeys(part for value in present for part in value)
        columns: Columns = {}
        for part in parts:
            columns |= _columns(f"{name}.{part}", [one and one.get(part) for one in values])
        return columns
    if all(_can_be_joined(value) for value in present):
        return {f"{name}[]": ["" if value is None else "; ".join(value) for value in values]}
    return {name: [_cell(value) for value in values]}


def _one_in_a_list(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 1 and _in_parts(value[0])


def _in_parts(value: Any) -> bool:
    return isinstance(value, dict) and bool(value) and all(_NAME.fullmatch(name) for name in value)


def _can_be_joined(value: Any) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(one, str) and one.strip() == one != "" for one in value)
        and not any(";" in one for one in value)
        and value[0][0] not in "[{"
        and not is_formula("; ".join(value))
    )


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    if not isinstance(value, str):
        return str(value).lower()
    literal = not value.strip() or value[0] in f"[{{{LITERAL}" or is_formula(value)
    return LITERAL + value if literal else value


def _line(cells: list[str]) -> str:
    target = StringIO()
    csv.writer(target, lineterminator="\n").writerow(cells)
    return target.getvalue()
