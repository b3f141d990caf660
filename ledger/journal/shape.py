"""The shape of a journal, the same in every format: a list, or `{sources, records}`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ledger.journal.entry import Entry, Journal, Path, unreadable

TOP = ("sources", "records")
Where = Callable[[Path], str]


def journal(whole: Any, where: Where) -> Journal:
    """The entries of a file's content; shared sources are put where they are cited."""
    found = Journal()
    start: Path = ()
    sources: Any = {}
    if isinstance(whole, dict):
        for key in whole.keys() - set(TOP):
            found.problems.append(
                unreadable(where((key,)), f"there is no part {key!r}", "Use sources and records")
            )
        sources, start = whole.get("sources") or {}, ("records",)
        whole = whole.get("records", [])
    if not isinstance(whole, list) or not isinstance(sources, dict):
        found.problems.append(
            unreadable(
                where(start), "it holds no list of records", "Begin each record with `- kind:`"
            )
        )
        return found
    for index, fields in enumerate(whole):
        _take(found, fields, sources, where, (*start, index))
    return found


def _take(found: Journal, fields: Any, sources: dict[str, Any], where: Where, path: Path) -> None:
    if not isinstance(fields, dict):
        found.problems.append(
            unreadable(
                where(path), "a record is not a list of fields", "Write `field: value` lines"
            )
        )
        return
    if "source" in fields:
        fields = fields | {"source": _cited(found, fields["source"], sources, where, path)}
    found.entries.append(Entry(fields, lambda inside: where((*path, *inside))))


def _cited(found: Journal, given: Any, sources: dict[str, Any], where: Where, path: Path) -> Any:
    """The sources themselves: a text is a key of `sources`, or else a title."""
    given = [given] if isinstance(given, str | dict) else given
    if not isinstance(given, list):
        return given
    cited: list[Any] = []
    for index, one in enumerate(given):
        if not isinstance(one, str):
            cited.append(one)
        elif one in sources:
            cited.append(sources[one])
        elif sources and " " not in one:
            found.problems.append(
                unreadable(
                    where((*path, "source", index)),
                    f"there is no source {one!r}",
                    "Name it under `sources`, or give its title",
                )
            )
        else:
            cited.append({"title": one})
    return cited
