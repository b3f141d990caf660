"""What stored bytes say, for whoever did not store them: read strictly, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import orjson

from languages import N_

_TEXTS = ("stream", "kind", "id", "recorded_at")

_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z")


def parse_record(stored: bytes) -> dict[str, Any]:
    """The fields of a stored record; ValueError when the bytes are none.

    JSON is taken as RFC 8259 writes it: in UTF-8, without NaN, half characters and endless depth.
    The texts that name a record are there and not empty, its version is a whole number, and its
    moment one of a clock. Whether the rules allow what else it says is asked elsewhere
    (`ledger/recording/replay.py`).
    """
    fields = orjson.loads(stored)
    if (
        not isinstance(fields, dict)
        or not all(isinstance(fields.get(name), str) and fields[name] for name in _TEXTS)
        or type(fields.get("version")) is not int
    ):
        raise ValueError(N_("it is no record of a ledger"))
    check_moments((fields["recorded_at"],))
    return fields


def check_moments(texts: Iterable[str]) -> None:
    """ValueError unless each text is a moment as the clock of a ledger writes it."""
    for text in texts:
        if not _MOMENT.fullmatch(text):
            raise ValueError(N_("it says no moment at which it was recorded"))
        datetime.fromisoformat(text)
