"""Records as CloudEvents (CNCF, version 1.0): one event a record, one JSON object a line."""

from __future__ import annotations

from typing import Any

from domain.record import StoredFields

PREFIX = "gestand."


def cloud_event(record: StoredFields, ledger: str) -> dict[str, Any]:
    """A record as an event that happened to its subject; ledger: the id of the ledger.

    Its time is that of recording, whole; when it happened in the world is told in its data. Ids
    are those of the records, so whoever gets an event twice knows.
    """
    return {
        "specversion": "1.0",
        "id": record["id"],
        "source": f"urn:gestand:{ledger}",
        "type": f"{PREFIX}{record['kind']}",
        "subject": record["stream"],
        "time": record["recorded_at"],
        "datacontenttype": "application/json",
        "data": dict(record),
    }
