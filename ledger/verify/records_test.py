"""Reading all records of a ledger to verify them: at once where all is well, else one by one."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.codec import canonical
from ledger.transparency import merkle_tree
from ledger.verify import records
from ledger.verify.conftest import SIZE
from ledger.verify.ledger_file import LedgerFile


def rows_of(path: Path) -> list[tuple[Any, ...]]:
    """All records with what stands beside them."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(
            "SELECT position, originator_id, originator_version, topic, leaf_hash, state "
            "FROM stored_events ORDER BY position"
        ).fetchall()


def tiles_in(every: records.Records) -> list[bytes]:
    """All leaf hashes, tile by tile."""
    return [every.leaves.tile(number) for number in range(len(every.leaves) // 256 + 2)]


def test_contents_alone(original: Path) -> None:
    """A source without columns is read by its contents, and gives the same tree."""
    rows: list[Any] = [(row[0], None, None, None, None, row[5]) for row in rows_of(original)]
    alone = records.read(lambda: rows)
    with closing(LedgerFile(original)) as evidence:
        whole = evidence.records()
        assert (tiles_in(alone), alone.findings) == (tiles_in(whole), [])
    rows[500] = (*rows[500][:5], b"{}")
    assert [(finding.code, finding.first) for finding in records.read(lambda: rows).findings] == [
        ("content", 500),
        ("version", 501),
    ]


FIELDS = {
    "id": st.sampled_from(["record-1", "record-300", "record-690", 7]),
    "stream": st.sampled_from(["promise/p3", "promise/p149", "other", None]),
    "version": st.sampled_from([1, 2, 3, True, 1.0, "1"]),
    "recorded_at": st.sampled_from(["2026-11-24T09:00:00.000000Z", "2026-11-24T09:07:00Z", 1]),
    "kind": st.sampled_from(["promise.made", "promise.kept", 1]),
    "schema": st.sampled_from([1, "1"]),
    "signature": st.just({}),
}


@settings(max_examples=8 * settings().max_examples)
@given(st.data())
def test_what_is_read_at_once_is_read_as_one_by_one(original: Path, data: st.DataObject) -> None:
    """That all is well is said where nothing is found, and then the same is known."""
    rows: list[Any] = rows_of(original)
    if data.draw(st.booleans(), "without columns"):
        rows = [(row[0], None, None, None, None, row[5]) for row in rows]
    position = data.draw(st.integers(0, SIZE - 1), "position")
    match data.draw(st.sampled_from(["nothing", "field", "column", "missing", "twice"]), "what"):
        case "field":
            name = data.draw(st.sampled_from(sorted(FIELDS)))
            changed = json.loads(rows[position][5]) | {name: data.draw(FIELDS[name])}
            content = canonical(changed)
            leaf = rows[position][4] and merkle_tree.leaf_hash(content)
            rows[position] = (*rows[position][:4], leaf, content)
        case "column" if rows[0][1] is not None:
            column = data.draw(st.integers(1, 5))
            row = list(rows[position])
            row[column] = data.draw(st.sampled_from(["x", 1, 2, b"{}", True, b""]))
            rows[position] = tuple(row)
        case "missing":
            del rows[position]
        case "twice":
            rows.insert(position, rows[position])
    exact = records.one_by_one(lambda: rows)
    well = records.well(lambda: rows, records.Versions())
    assert (well is None) == bool(exact.findings)
    if well is not None:
        assert tiles_in(well) == tiles_in(exact)
        assert (well.end, well.moments, well.authors) == (exact.end, exact.moments, exact.authors)


def test_what_is_kept_just_so_is_held_once(original: Path) -> None:
    """Of a ledger with its tiles only the last leaf hashes are held; the answers are the same."""
    with closing(LedgerFile(original)) as evidence:
        every = evidence.records()
        assert not every.leaves._held
        assert tiles_in(every) == tiles_in(records.one_by_one(lambda: rows_of(original)))
        assert not every.ids, "nothing was read one by one"
