"""A question to records that are written down in a test, without a ledger in between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from domain.dates import last_moment
from domain.record import Record
from domain.streams import registry
from domain.streams.event import KINDS
from projections.book import Book
from projections.report import Question

assert registry, "the catalogue fills the table of kinds"

Fields = dict[str, Any]
SOURCE = [{"title": "a letter to the village", "type": "official"}]
RECORDED = "2030-01-01T00:00:00.000000Z"


def records(told: Iterable[Fields]) -> list[Record]:
    """Records as a ledger would keep them, in one commit."""
    versions: Counter[str] = Counter()
    streams: dict[str, str] = {}
    found: list[Record] = []
    for position, fields in enumerate(told):
        name = str(fields.get("id", f"r{position}"))
        stream = streams.get(str(fields.get("record"))) or _stream(fields, name)
        streams[name] = stream
        versions[stream] += 1
        usual: Fields = {"on": "2000-01-01", "source": SOURCE, "recorded_at": RECORDED}
        kept = (
            usual
            | fields
            | {"id": name, "stream": stream, "version": versions[stream], "schema": 1}
        )
        found.append(Record(position, kept))
    return found


def _stream(fields: Fields, name: str) -> str:
    if fields["kind"] in {"cohort.joined", "cohort.left"}:
        return f"area/{fields['area']}" if "area" in fields else f"case/{fields['case']}"
    if fields["kind"] == "ledger.declared":
        return "ledger"
    slug = KINDS[fields["kind"]].slug
    return f"{fields['kind'].partition('.')[0]}/{fields[slug] if slug else name}"


def asked(told: Iterable[Fields], as_of: str = "2029-12-31") -> Question:
    """A question to these records; the one who asks closes its book."""
    kept: Sequence[Record] = records(told)
    return Question(Book.of(kept), last_moment(as_of), len(kept), "open")
