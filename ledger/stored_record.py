"""What stored bytes say, for whoever did not store them: read strictly, or not at all."""

from __future__ import annotations

from typing import Any

import orjson

_TEXTS = ("stream", "kind", "id", "recorded_at")


def told(fields: Any) -> bool:
    """Whether these are the fields of a record: the texts that name it, and a whole number."""
    return (
        type(fields) is dict
        and all(type(fields.get(name)) is str and fields[name] for name in _TEXTS)
        and type(fields.get("version")) is int
    )


def said(stored: bytes) -> dict[str, Any]:
    """The fields of a stored record; ValueError when the bytes are none.

    JSON is taken as RFC 8259 writes it: in UTF-8, without NaN, half characters and endless depth.
    """
    fields = orjson.loads(stored)
    if not told(fields):
        raise ValueError("it is no record of a ledger")
    assert isinstance(fields, dict), "a record has fields"
    return fields
