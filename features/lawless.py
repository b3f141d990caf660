"""Logs that somebody wrote below the rules of recording: straight into the store, then signed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from ledger.codec import Parts, parts
from ledger.store.reader import Reader
from ledger.store.writer import FileStore, ToRecord

Fields = dict[str, Any]

DEEP = "(deep)"
"""Stands for a list in a list in a list, as deep as JSON can be read; to write it is less deep."""

DEEPEST = 1_000

SOURCE = [{"title": "a letter", "type": "official"}]


def stored(kind: str, stream: str, record_id: str, **fields: Any) -> Fields:
    """The fields of a record as they are stored, without what the ledger adds; None: left out."""
    said = {
        "kind": kind, "stream": stream, "id": record_id, "schema": 1, "on": "2020-02-02",
        "source": SOURCE,
    }  # fmt: skip
    return {name: value for name, value in (said | fields).items() if value is not None}


def write(ledger: Path, records: Iterable[Fields], recorded_by: str | None = None) -> None:
    """Append records in one commit, whatever they say."""
    with closing(FileStore(ledger)) as store, store.writing() as writing:
        with closing(Reader(ledger, every=True)) as reader:
            there = {name: len(reader.stored_stream(name)) for name in reader.names()}
        versions = Counter(there)
        coming = []
        for fields in records:
            versions[fields["stream"]] += 1
            version = versions[fields["stream"]]
            coming.append(ToRecord(fields["kind"], fields["stream"], version, _deep(parts(fields))))
        writing.append(coming, recorded_by)


def _deep(said: Parts) -> Parts:
    """The same with what is deep in its place."""
    deep = b"[" * DEEPEST + b"]" * DEEPEST
    return Parts(*(part.replace(f'"{DEEP}"'.encode(), deep) for part in said))
