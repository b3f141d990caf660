"""Replay says of each record what recording would have said: against importing one by one."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.errors import Problems
from features.lawless import DEEP, Fields, stored, write
from features.unlawful_test import MADE, RECORDS
from features.world import SOURCE, founding
from ledger.journal.shape import Entry, Journal
from ledger.recording.judging import judge_file
from ledger.recording.planning import record
from ledger.store.reader import Reader
from ledger.store.writer import Store

PLAN = {"promise": "plan"}

LAWFUL = [
    stored("promise.made", "promise/plan", "x", **PLAN, **MADE, due="2020-06-30"),
    stored("promise.made", "promise/plan2", "x", promise="plan2", **MADE, part_of="plan"),
    stored("promise.blocked", "promise/plan", "x", **PLAN, by="auditor", reason="No money."),
    stored("promise.unblocked", "promise/plan", "x", **PLAN, by="auditor"),
    stored("promise.released", "promise/plan", "x", **PLAN, by="residents"),
    stored("promise.assessed", "promise/plan", "x", **PLAN, by="auditor", outcome="kept",
           basis="independent"),
    stored("promise.transferred", "promise/plan", "x", **PLAN, to=["auditor"], form="delegation"),
    stored("promise.superseded", "promise/plan", "x", **PLAN, successor="plan2", terms="same"),
    stored("promise.superseded", "promise/plan2", "x", promise="plan2", successor="plan",
           terms="same"),
    stored("party.succeeded", "party/ministry", "x", party="ministry", by=["auditor"]),
    stored("party.changed", "party/auditor", "x", party="auditor", part_of="ministry"),
    stored("record.retracted", "promise/plan", "x", record="x0", reason="An error."),
    stored("record.retracted", "promise/plan", "x", record="x1", reason="An error."),
    stored("record.disputed", "promise/plan", "x", record="x0", reason="No.", by="residents"),
    stored("record.dispute_settled", "promise/plan", "x", dispute="x2", outcome="Yes."),
    stored("promise.made", "promise/plan", "x", **PLAN, **MADE, corrects="x0"),
]  # fmt: skip
"""What may be recorded, depending on what was recorded before."""

ALONE = {
    "of a schema that is newer", "no schema", "nested without end", "of another promise",
    "where a list is kept", "that is nothing",
}  # fmt: skip
"""Records of which an import is not told what is wrong with them, or mends it."""

POOL = [*LAWFUL, *LAWFUL] + [
    each
    for what, each in RECORDS.items()
    if DEEP not in str(each) and not any(what.endswith(alone) for alone in ALONE)
]


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lawful ledger of a few records."""
    path = tmp_path_factory.mktemp("replay") / "village.db"
    with closing(Store.create(path)) as store:
        for fields in founding("open"):
            record(store, Journal([Entry({"on": "2019", "source": SOURCE} | fields, str)]))
    return path


def written(fields: Fields) -> Journal:
    """The record as somebody writes it."""
    said = {name: value for name, value in fields.items() if name not in {"schema", "stream"}}
    return Journal([Entry(said, lambda path: "/".join(map(str, path)))])


def refused(ledger: Path, fields: Fields) -> bool:
    """Whether an import of the record alone is refused; else it is recorded."""
    with closing(Store.open(ledger)) as store:
        try:
            record(store, written(fields))
        except Problems:
            return True
    return False


def placed(drawn: list[Fields]) -> list[Fields]:
    """The records with ids of their own, those about another record on the stream of that."""
    records = [fields | {"id": f"x{number}"} for number, fields in enumerate(drawn)]
    streams: dict[str, str] = {}
    for fields in records:
        about = fields.get("record") or fields.get("dispute")
        fields["stream"] = streams.get(str(about), fields["stream"])
        streams[fields["id"]] = fields["stream"]
    return records


@settings(
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(drawn=st.lists(st.sampled_from(POOL), min_size=1, max_size=8))
def test_against_importing_one_by_one(
    village: Path, tmp_path_factory: pytest.TempPathFactory, drawn: list[dict[str, Any]]
) -> None:
    """A record counts for nothing exactly where importing it after those that count is refused."""
    folder = tmp_path_factory.mktemp("drawn")
    log, lawful = folder / "log.db", folder / "lawful.db"
    for ledger in (log, lawful):
        ledger.write_bytes(village.read_bytes())
    records = placed(drawn)
    with closing(Reader(village)) as reader:
        start = reader.head().size
    for fields in records:
        write(log, [fields])
    found = judge_file(log, start + len(records)).found
    told = {each.position - start: each.counts for each in found}
    for number, fields in enumerate(records):
        expected = refused(lawful, fields)
        assert (number in told) == expected, (number, json.dumps(records), found)
        if expected and told[number]:  # it counts: it was lawful once
            write(lawful, [fields])
