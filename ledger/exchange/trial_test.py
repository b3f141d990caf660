"""A file to try something in, of a ledger wherever that is."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.writers import party
from ledger.exchange.trial import copied
from ledger.recording.planning import record
from ledger.store.address import location
from ledger.store.reader import Reader
from ledger.store.writer import Store


@pytest.fixture(params=["file", pytest.param("server", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a ledger can be made."""
    on_server = request.param == "server"
    return request.getfixturevalue("server").database() if on_server else str(tmp_path / "l.db")


def test_a_file_to_try_something_in(place: str, tmp_path: Path) -> None:
    """It has the same records, and takes more, which the ledger does not get."""
    path, trial = location(place), tmp_path / "trial.db"
    with closing(Store.create(path)) as store:
        for name in ("first", "second"):
            record(store, party(name))
    copied(path, trial)
    with closing(Reader(path)) as reader, closing(Reader(trial)) as other:
        assert other.head().root == reader.head().root
        assert list(other.stored()) == list(reader.stored())
    with closing(Store.open(trial)) as store:
        record(store, party("third"))
    with closing(Reader(path)) as reader, closing(Reader(trial)) as other:
        assert (reader.head().size, other.head().size) == (2, 3)
