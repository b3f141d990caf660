"""What stored bytes say, for whoever did not store them: read strictly, or not at all."""

from __future__ import annotations

from typing import Any

import orjson

_TEXTS = ("stream", "kind", "id", "recorded_at")


def parse_record(stored: bytes) -> dict[str, Any]:
    """The fields of a stored record; ValueError when the bytes are none.

    JSON is taken as RFC 8259 writes it: in UTF-8, without NaN, half characters and endless depth.
    The texts that name a record are there and not empty, and its version is a whole number.
    """
    fields = orjson.loads(stored)
    if (
        not isinstance(fields, dict)
        or not all(isinstance(fields.get(name), str) and fields[name] for name in _TEXTS)
        or type(fields.get("version")) is not int
    ):
        raise ValueError("it is no record of a ledger")
    return fields
