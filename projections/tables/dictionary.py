"""The data dictionary of a folder of tables: CSV on the Web, and a Frictionless data package."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from domain.columns import SEPARATOR, CellType, Column, Table

Fields = dict[str, Any]


class Described(NamedTuple):
    """What the tables are of.

    title: of the ledger. as_of: the day that is asked about; size, root: of the ledger, and
    recorded_at: when the last record of it was recorded. languages: of its texts.
    """

    title: str
    as_of: str
    size: int
    root: str
    recorded_at: str
    method: str
    languages: tuple[str, ...]


CSVW_FILE, PACKAGE_FILE = "csv-metadata.json", "datapackage.json"

_CSVW: dict[CellType, Any] = {
    "text": "string",
    "list": "string",
    "integer": "integer",
    "boolean": {"base": "boolean", "format": "true|false"},
    "date": {"base": "date", "format": "yyyy-MM-dd"},
    "instant": {"base": "string"},
}
"""The datatypes of CSV on the Web. A moment is a text: its formats have no six decimals."""

_FRICTIONLESS: dict[CellType, Fields] = {
    "text": {"type": "string"},
    "list": {"type": "string"},
    "integer": {"type": "integer"},
    "boolean": {"type": "boolean", "trueValues": ["true"], "falseValues": ["false"]},
    "date": {"type": "date", "format": "%Y-%m-%d"},
    "instant": {"type": "string"},
}


def csvw(tables: Sequence[Table], of: Described, separator: str, decimal: str) -> Fields:
    """The description of a folder of CSV files, as CSV on the Web has it (W3C, 2015)."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": (of.languages or ("en",))[0]}],
        "dc:title": of.title,
        "dc:description": _about(of),
        "dc:date": of.as_of,
        "dialect": {"delimiter": separator, "encoding": "utf-8", "header": True},
        "tables": [
            {
                "url": f"{table.name}.csv",
                "dc:description": table.meaning,
                "tableSchema": {
                    "columns": [_csvw_column(column, decimal) for column in table.columns],
                    **({"primaryKey": list(table.key)} if table.key else {}),
                },
            }
            for table in tables
        ],
    }


def _csvw_column(column: Column, decimal: str) -> Fields:
    datatype = _CSVW.get(column.type) or {"base": "decimal", "format": {"decimalChar": decimal}}
    return {
        "name": column.name,
        "titles": column.name,
        "dc:description": column.meaning,
        "datatype": datatype,
        "required": column.required and column.type != "list",
        **({"separator": SEPARATOR} if column.type == "list" else {}),
    }


def data_package(tables: Sequence[Table], of: Described, separator: str, decimal: str) -> Fields:
    """The same as a tabular data package (Frictionless)."""
    bom = separator == SEPARATOR
    return {
        "profile": "tabular-data-package",
        "name": "gestand",
        "title": of.title,
        "description": _about(of),
        "created": of.recorded_at,
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": table.name.replace("_", "-"),
                "path": f"{table.name}.csv",
                "description": table.meaning,
                "encoding": "utf-8-sig" if bom else "utf-8",
                "dialect": {"delimiter": separator},
                "schema": {
                    "fields": [_field(column, decimal) for column in table.columns],
                    **({"primaryKey": list(table.key)} if table.key else {}),
                },
            }
            for table in tables
        ],
    }


def _field(column: Column, decimal: str) -> Fields:
    told = _FRICTIONLESS.get(column.type) or {"type": "number", "decimalChar": decimal}
    required = column.required and column.type != "list"
    return {
        "name": column.name,
        **told,
        "description": column.meaning,
        **({"constraints": {"required": True}} if required else {}),
    }


def _about(of: Described) -> str:
    return (
        f"As of {of.as_of}, of {of.size} records (Merkle root {of.root}); method {of.method}. "
        "A text that a spreadsheet would run has an apostrophe before it."
    )
