"""Journals as tables: one record a row, the field names in the first row."""

from __future__ import annotations

import csv
import json
from io import StringIO
from typing import Any

from ledger.journal.entry import Journal, Path, unreadable
from ledger.journal.shape import journal


def read_csv(text: str, name: str) -> Journal:
    """Read a table; `place.area` is a field in a field, a cell in brackets is JSON."""
    found = Journal()
    rows = csv.reader(StringIO(text), strict=True)
    try:
        header = next(rows)
        for cells in rows:
            if cells:
                _row(found, header, cells, f"{name}:{rows.line_num}:1")
    except csv.Error as error:
        place = f"{name}:{rows.line_num}:1"
        found.problems.append(unreadable(place, str(error), "Mend the quotes in that row"))
    return found


def _row(found: Journal, header: list[str], cells: list[str], place: str) -> None:
    if len(cells) != len(header):
        obstacle = f"the row has {len(cells)} cells and the header {len(header)}"
        found.problems.append(unreadable(place, obstacle, "Add or remove cells"))
        return
    fields: dict[str, Any] = {}
    for name, cell in zip(header, cells, strict=True):
        if not cell:
            continue
        try:
            _put(fields, name.split("."), json.loads(cell) if cell[0] in "[{" else cell)
        except ValueError as error:
            obstacle = f"the cell of {name} is no JSON: {error}"
            found.problems.append(unreadable(place, obstacle, "Mend the brackets in that cell"))

    def where(_: Path) -> str:
        return place

    one = journal([fields], where)
    found.entries += one.entries
    found.problems += one.problems


def _put(fields: dict[str, Any], path: list[str], value: Any) -> None:
    for name in path[:-1]:
        fields = fields.setdefault(name, {})
    fields[path[-1]] = value
