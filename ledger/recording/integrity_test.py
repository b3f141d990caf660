"""The rules of recording over a whole history."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from domain.streams.event import KINDS
from ledger.journal.reading import journals, read
from ledger.journal.shape import Journal
from ledger.recording.integrity import INSTEAD, violations
from ledger.recording.planning import record
from ledger.store.reader import Reader
from ledger.store.writer import Store

EXAMPLE = Path(__file__).parent.parent.parent / "journals" / "groningen"


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example ledger."""
    path = tmp_path_factory.mktemp("example") / "ledger.db"
    whole = Journal()
    for file in journals(EXAMPLE):
        whole.add(read(file))
    with closing(Store.create(path)) as store:
        record(store, whole)
    return path


def test_the_example_holds_together(example: Path) -> None:
    """No record of the example ledger would be refused today."""
    with closing(Reader(example)) as reader:
        assert violations(reader.records()) == []


def test_without_its_parties_nothing_does(example: Path) -> None:
    """Every record that refers to a party which is not there is found, in its order."""
    with closing(Reader(example)) as reader:
        left = [record for record in reader.records() if not record.kind.startswith("party.")]
    broken = violations(left)
    assert {violation.code for violation in broken} == {"unknown-reference"}
    made = {record.id for record in left if record.kind == "promise.made"}
    assert made <= {violation.record.id for violation in broken}
    places = [violation.record.position for violation in broken]
    assert places == sorted(places)


def test_what_to_record_instead_can_be_recorded() -> None:
    """The remedies name kinds that there are, on the kind of stream that they are for."""
    named = {(prefix, kind) for prefix, kinds in INSTEAD.items() for kind in kinds}
    assert all(kind in KINDS and kind.startswith(f"{prefix}.") for prefix, kind in named)
