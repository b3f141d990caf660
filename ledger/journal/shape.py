"""The shape of a journal, the same in every format: a list, or `{ledger, sources, records}`."""

from __future__ import annotations

import difflib
from typing import Any

from ledger.journal.entry import Entry, Journal, Path, Where, unreadable

TOP = ("ledger", "sources", "records")


def journal(whole: Any, where: Where) -> Journal:
    """The entries of a file's content; shared sources are put where they are cited."""
    found = Journal()
    if isinstance(whole, dict):
        _parts(found, whole, where)
    elif isinstance(whole, list):
        _records(found, whole, None, where, ())
    else:
        _no_list(found, where(()))
    return found


def _parts(found: Journal, whole: dict[str, Any], where: Where) -> None:
    if "kind" in whole:
        _no_list(found, where(()))
        return
    for key in whole:
        if key not in TOP:
            obstacle = f"there is no part {key!r}"
            found.problems.append(
                unreadable(where((key,)), obstacle, "Use ledger, sources and records")
            )
    for key in ("ledger", "sources"):
        if not isinstance(whole.get(key, {}), dict):
            found.problems.append(
                unreadable(where((key,)), f"{key} holds no names", "Write `name: value` in it")
            )
            return
    found.ledger = whole.get("ledger")
    records = whole.get("records")
    if isinstance(records, list):
        _records(found, records, whole.get("sources"), where, ("records",))
    elif "records" in whole or not found.problems:
        _no_list(found, where(("records",)))


def _no_list(found: Journal, place: str) -> None:
    found.problems.append(
        unreadable(place, "it holds no list of records", "Begin each record with `- kind:`")
    )


def _records(
    found: Journal, records: list[Any], sources: dict[str, Any] | None, where: Where, start: Path
) -> None:
    for index, fields in enumerate(records):
        path = (*start, index)
        if isinstance(fields, dict):
            _take(found, fields, sources, where, path)
        else:
            obstacle = "a record is a list of fields, and this is none"
            found.problems.append(unreadable(where(path), obstacle, "Write `field: value` lines"))


def _take(
    found: Journal,
    fields: dict[str, Any],
    sources: dict[str, Any] | None,
    where: Where,
    path: Path,
) -> None:
    given = fields.get("source")
    if isinstance(given, str | dict | list):
        fields = fields | {"source": _cited(found, given, sources, where, path)}

    def place(inside: Path) -> str:
        return where(_written_at(inside, fields, given, sources or {}, path))

    found.entries.append(Entry(fields, place))


def _cited(
    found: Journal,
    given: str | dict[str, Any] | list[Any],
    sources: dict[str, Any] | None,
    where: Where,
    path: Path,
) -> list[Any]:
    """The sources themselves: a text is a key of `sources`, or a title where there are none."""
    cited: list[Any] = []
    for index, one in enumerate(given if isinstance(given, list) else [given]):
        if not isinstance(one, str):
            cited.append(one)
        elif sources is None:
            cited.append({"title": one})
        elif one in sources:
            source = sources[one]
            cited.append({"title": source} if isinstance(source, str) else source)
        else:
            near = difflib.get_close_matches(one, sources, n=1)
            hint = f"Did you mean {near[0]}?" if near else "Name it there, or write `title:` first"
            obstacle = f"there is no {one!r} under `sources`"
            at = ("source", index) if isinstance(given, list) else ("source",)
            found.problems.append(unreadable(where((*path, *at)), obstacle, hint))
            cited.append({"title": one})  # so that nothing else is said of it
    return cited


def _written_at(
    inside: Path, fields: dict[str, Any], given: Any, sources: dict[str, Any], record: Path
) -> Path:
    """Where a value of a record was written.

    A shared source stands under `sources`, a single one without a list, and a part of a place may
    stand among the other fields.
    """
    match inside:
        case ("place", str(part), *rest) if "place" not in fields and part in fields:
            return (*record, part, *rest)
        case ("source", int(index), *rest):
            one = given[index] if isinstance(given, list) and index < len(given) else given
            if rest and isinstance(one, str) and one in sources:
                return ("sources", one, *rest)
            at: Path = ("source", index) if isinstance(given, list) else ("source",)
            return (*record, *at, *rest)
        case _:
            return (*record, *inside)
