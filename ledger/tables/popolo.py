"""Memberships in the Popolo format (popoloproject.com), as the table of terms that they are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from languages import N_
from ledger.tables.sheet import Cell, Row, Sheet, unreadable

COLUMNS = ("person", "organization", "post", "role", "start", "end")


def popolo_sheet(path: Path) -> Sheet:
    """The memberships of a file; Unreadable where it is none of Popolo."""
    name = str(path)
    try:
        whole = orjson.loads(path.read_bytes())
    except orjson.JSONDecodeError as error:
        raise unreadable(name, N_("it is no JSON"), N_("Export it anew")) from error
    memberships = whole.get("memberships") if isinstance(whole, dict) else None
    if not isinstance(memberships, list):
        remedy = N_("A journal needs no mapping: import it without --map")
        raise unreadable(name, N_("it has no memberships, as Popolo does"), remedy)
    return Sheet(name, _rows(whole, memberships))


def _rows(whole: dict[str, Any], memberships: list[Any]) -> Iterator[Row]:
    posts, bodies = _labels(whole, "posts", "label"), _labels(whole, "organizations", "name")
    yield Row(1, [Cell(column) for column in COLUMNS])
    for number, membership in enumerate(memberships, 2):
        told = membership if isinstance(membership, dict) else {}
        post = told.get("post_id")
        values = (
            told.get("person_id"),
            bodies.get(str(told.get("organization_id")), told.get("organization_id")),
            posts.get(str(post)) or told.get("label") or told.get("role"),
            told.get("role"),
            told.get("start_date"),
            told.get("end_date"),
        )
        yield Row(number, [Cell(str(value or "").strip()) for value in values])


def _labels(whole: dict[str, Any], part: str, name: str) -> dict[str, str]:
    """What each of a part is called, by its id."""
    each = whole.get(part)
    return {
        str(one.get("id")): str(one.get(name) or one.get("role") or one.get("id"))
        for one in (each if isinstance(each, list) else [])
        if isinstance(one, dict)
    }
