"""What was known, and when: whoever read the ledger meanwhile, and whatever was corrected since."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from features.metamorphic.asking import Ledger
from features.metamorphic.histories import founding
from ledger.journal.shape import Entry, Journal
from ledger.recording.planning import record
from ledger.store.writer import Store

EARLY, LATE = "2024-03-01T00:00:00.000000Z", "2024-06-01T00:00:00.000000Z"
MADE = {
    "kind": "promise.made", "by": ["council"], "to": ["residents"], "place": {"area": "village"},
    "due": "2024-01-01", "on": "2023-01-01", "text": "A promise.", "source": [{"title": "L"}],
}  # fmt: skip


def commit(ledger: Ledger, clock: str, *records: dict[str, Any]) -> None:
    """Record as one transaction at a moment that the clock tells."""
    with closing(Store.open(ledger.path, clock=lambda: clock)) as store:
        record(store, Journal([Entry(fields, lambda _: "") for fields in records]))


def here(folder: Path) -> Ledger:
    """A ledger in which what there is was recorded early."""
    ledger = Ledger(folder / "knowledge")
    plain = [one for one in founding() if one["kind"].startswith(("party.", "area."))]
    commit(ledger, EARLY, *plain)
    return ledger


def promises(ledger: Ledger, *options: str) -> list[str]:
    """The promises that an answer knows."""
    return [row["promise"] for row in ledger.rows("promises", *options)]


@pytest.mark.parametrize("asked", [False, True])
def test_a_clock_that_was_set_back(tmp_path: Path, *, asked: bool) -> None:
    """Two commits of one moment are two sizes, whether or not somebody asked between them."""
    ledger = here(tmp_path)
    size = len(ledger.ids())
    commit(ledger, LATE, MADE | {"promise": "a"})
    if asked:
        ledger.gestand("promises")
    commit(ledger, EARLY, MADE | {"promise": "b"})
    assert promises(ledger, "--known-at", str(size)) == []
    assert promises(ledger, "--known-at", str(size + 1)) == ["a"]
    assert promises(ledger, "--known-at", str(size + 2)) == ["a", "b"]


def test_a_size_inside_of_a_commit(tmp_path: Path) -> None:
    """It is answered from the records, as the log lists them."""
    ledger = here(tmp_path)
    size = len(ledger.ids())
    commit(ledger, LATE, MADE | {"promise": "a"}, MADE | {"promise": "b"})
    for known, expected in ((size, []), (size + 1, ["a"]), (size + 2, ["a", "b"])):
        assert promises(ledger, "--known-at", str(known)) == expected
        listed = [one["stream"] for one in ledger.rows("log", "--known-at", str(known))]
        assert [one for one in listed if one.startswith("promise/")] == [
            f"promise/{name}" for name in expected
        ]


@pytest.mark.parametrize("corrections", [1, 2])
def test_what_was_public_before_it_was_corrected(tmp_path: Path, corrections: int) -> None:
    """A corrected record is public from when the first one was recorded, unless it says more."""
    ledger = here(tmp_path)
    commit(ledger, EARLY, MADE | {"promise": "a", "id": "made"})
    name = "made"
    for number in range(corrections):
        name = ledger.correct(name, note=f"read {number}")
    assert promises(ledger, "--public-at", "2024-04-01") == ["a"]
    assert promises(ledger, "--public-at", "2024-02-01") == []


def test_a_correction_that_says_when_it_was_public(tmp_path: Path) -> None:
    """It is public from then on, and not before."""
    ledger = here(tmp_path)
    commit(ledger, EARLY, MADE | {"promise": "a", "id": "made"})
    ledger.correct("made", published="2024-05-01")
    assert promises(ledger, "--public-at", "2024-04-01") == []
    assert promises(ledger, "--public-at", "2024-05-02") == ["a"]
