"""Writing a journal: what exports give back, a function of the ledger alone."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Literal

from domain.record import ENVELOPE
from domain.text import json_harmless
from ledger.journal.csv_format import table
from ledger.journal.yaml_writing import yaml_pieces

Form = Literal["yaml", "json", "jsonl", "csv"]

ADDED = frozenset({"stream", "version", "schema", "recorded_at", "recorded_by"})
"""What the ledger adds to a record and will add again."""

_BEHIND = ("on", "published", "source")
LAST = (*_BEHIND, *(n for n in ENVELOPE if n != "kind" and n not in ADDED and n not in _BEHIND))
"""The envelope in the order in which it follows the fields of the kind."""


def written(record: Mapping[str, Any]) -> dict[str, Any]:
    """A record as a person would write it: what it says first, where that comes from last."""
    order = _order(str(record.get("kind", "")), tuple(record))
    return {name: value for name in order if (value := record[name]) is not None}


@lru_cache(maxsize=10_000)
def _order(kind: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """The order in which the fields of a record are written; many records have the same fields."""
    own = [name for name in names if name not in ADDED and name not in LAST]
    order = dict.fromkeys(["kind", kind.partition(".")[0], *own, *LAST])
    return tuple(name for name in order if name in names)


def write(
    records: Iterable[Mapping[str, Any]], form: Form, ledger: Mapping[str, Any] | None = None
) -> Iterator[str]:
    """The records as a journal, in pieces; UsageProblem when CSV would need several headers.

    records: any number of them; for CSV they are gone through twice, so no iterator. ledger: what
    is said of the ledger as a whole; JSON Lines and CSV have no room for it.
    """
    plain = map(written, records)
    match form:
        case "jsonl":
            from orjson import dumps  # whoever writes YAML or CSV need not wait for it

            return (f"{json_harmless(dumps(record).decode())}\n" for record in plain)
        case "json":
            return _json(plain, ledger)
        case "csv":
            return table(lambda: map(written, records))
        case "yaml":
            return yaml_pieces(plain, ledger)


def _json(plain: Iterable[dict[str, Any]], ledger: Mapping[str, Any] | None) -> Iterator[str]:
    declaration = _json_text(dict(ledger or {}), indent=2)
    yield "[" if ledger is None else f'{{"ledger": {declaration},\n"records": ['
    comma = "\n"
    for record in plain:
        yield comma + "  " + _json_text(record, indent=2).replace("\n", "\n  ")
        comma = ",\n"
    yield "\n]\n" if ledger is None else "\n]}\n"


def _json_text(value: Mapping[str, Any], indent: int | None = None) -> str:
    return json_harmless(json.dumps(value, ensure_ascii=False, indent=indent))
