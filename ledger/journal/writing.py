"""Writing a journal: what exports give back, a function of the ledger alone."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO
from typing import Any, Literal

from domain.errors import UsageProblem

Form = Literal["yaml", "json", "jsonl", "csv"]

ADDED = frozenset({"stream", "version", "schema", "recorded_at", "recorded_by"})
"""What the ledger adds to a record and will add again."""

_WHEN = ("on", "published", "act")
_WHOSE = ("on_behalf_of", "according_to", "confidence", "relates")
LAST = (*_WHEN, *_WHOSE, "source", "note")


def written(record: Mapping[str, Any]) -> dict[str, Any]:
    """A record as a person would write it: what it says first, where that comes from last."""
    first = [name for name in ("id", "kind") if name in record]
    own = [name for name in record if name not in ADDED and name not in LAST and name not in first]
    last = [name for name in LAST if name in record]
    return {name: record[name] for name in (*first, *own, *last)}


def write(records: Iterable[Mapping[str, Any]], form: Form) -> Iterator[str]:
    """The records as a journal, in pieces; UsageProblem when CSV would need several headers."""
    plain = [written(record) for record in records]
    match form:
        case "jsonl":
            yield from (json.dumps(one, ensure_ascii=False) + "\n" for one in plain)
        case "json":
            yield json.dumps(plain, ensure_ascii=False, indent=2) + "\n"
        case "csv":
            yield _csv(plain)
        case "yaml":
            yield from _yaml(plain)


def _yaml(plain: list[dict[str, Any]]) -> Iterator[str]:
    import yaml

    for one in plain:
        yield (
            yaml.dump([one], Dumper=yaml.SafeDumper, allow_unicode=True, sort_keys=False, width=96)
            + "\n"
        )


def _csv(plain: list[dict[str, Any]]) -> str:
    kinds = {one["kind"] for one in plain}
    if len(kinds) > 1:
        raise UsageProblem(
            "export as csv",
            f"the records are of {len(kinds)} kinds, and a table has one header",
            "Name one with --kind, such as --kind promise.made",
        )
    columns = list(dict.fromkeys(name for one in plain for name in one))
    target = StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(columns)
    for one in plain:
        writer.writerow([_cell(one.get(column)) for column in columns])
    return target.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else str(value)
