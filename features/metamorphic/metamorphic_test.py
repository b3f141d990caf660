"""What must not change an answer: correcting and back, another order of work, another format.

No test here knows what the right answer is. Each says that two ways to the same record give the
same answer, for every view, over random histories.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commands.book_cache import kept_for
from features.metamorphic.asking import POSITIONS, SOURCES, Ledger
from features.metamorphic.histories import CHANGES, Fields, dispute, founding, histories

few = settings(
    max_examples=max(3, settings().max_examples // 25),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
"""An example asks some forty questions, so a few of them are tried unless more is asked for."""

FORMS = ("yaml", "json", "jsonl", "csv")


@pytest.fixture(scope="module")
def folders() -> Iterator[Iterator[Path]]:
    """A new folder for each ledger."""
    with TemporaryDirectory() as whole:
        yield (Path(whole) / str(number) for number in range(10_000_000))


def recorded(folder: Path, *commits: list[Fields]) -> Ledger:
    """A ledger with what there is, and then these commits."""
    ledger = Ledger(folder)
    for commit in (founding(), *commits):
        ledger.record(*commit)
    return ledger


@few
@given(history=histories(), data=st.data())
def test_correcting_and_back(
    history: list[Fields], data: st.DataObject, folders: Iterator[Path]
) -> None:
    """Correcting a record, and correcting it back, is the same as not having touched it."""
    ledger = recorded(next(folders), history)
    before = ledger.answers()
    event = data.draw(st.sampled_from([one for one in history if one["kind"] in CHANGES]))
    field, values = CHANGES[event["kind"]]
    other = next(value for value in values if value != event[field])
    changed = ledger.correct(event["id"], **{field: other})
    ledger.correct(changed, **{field: event[field]})
    assert ledger.answers() == before


@few
@given(history=histories(), data=st.data())
def test_a_correction_of_a_note(
    history: list[Fields], data: st.DataObject, folders: Iterator[Path]
) -> None:
    """It changes no state, no verdict and no figure, and a dispute stays on what it was about."""
    ledger = recorded(next(folders), history)
    before = ledger.answers(without=POSITIONS | SOURCES)
    event = data.draw(st.sampled_from([one for one in history if "note" in one]))
    first = ledger.correct(event["id"], note="read once more")
    ledger.correct(first, source="[{title: The letter, type: press}]")
    assert ledger.answers(without=POSITIONS | SOURCES) == before


@few
@given(history=histories(), data=st.data())
def test_a_correction_keeps_disputes(
    history: list[Fields], data: st.DataObject, folders: Iterator[Path]
) -> None:
    """What is disputed before or after a correction of substance is answered alike."""
    event = data.draw(st.sampled_from([one for one in history if one["kind"] in CHANGES]))
    history = [*history, data.draw(dispute("on-it", [event["id"]]))]
    apart = [one for one in history if not one["kind"].startswith("record.")]
    after = [one for one in history if one not in apart]
    field, values = CHANGES[event["kind"]]
    other = next(value for value in values if value != event[field])
    disputed_first = recorded(next(folders), history)
    disputed_first.correct(event["id"], **{field: other})
    corrected_first = recorded(next(folders), apart)
    changed = corrected_first.correct(event["id"], **{field: other})
    corrected_first.record(
        *(one | {"record": changed} if one.get("record") == event["id"] else one for one in after)
    )
    assert disputed_first.answers() == corrected_first.answers()


@few
@given(history=histories(), form=st.sampled_from(FORMS), data=st.data())
def test_export_and_import(
    history: list[Fields], form: str, data: st.DataObject, folders: Iterator[Path]
) -> None:
    """A ledger made from the export of another answers as that one does."""
    ledger = recorded(next(folders), history)
    event = data.draw(st.sampled_from([one for one in history if one["kind"] in CHANGES]))
    ledger.correct(event["id"], note="read once more")
    other = Ledger(next(folders))
    other.gestand("import", *map(str, ledger.exported(form)))
    assert other.ids() == ledger.ids()
    assert other.answers() == ledger.answers()


@few
@given(history=histories())
def test_one_import_or_many(history: list[Fields], folders: Iterator[Path]) -> None:
    """What is imported at once answers as what came record by record."""
    at_once = recorded(next(folders), history)
    one_by_one = recorded(next(folders), *([record] for record in _possible(history)))
    assert at_once.answers() == one_by_one.answers()


def _possible(history: list[Fields]) -> list[Fields]:
    """Each dispute after what it is about, as it must be where nothing is ahead."""
    about_records = [one for one in history if one["kind"].startswith("record.")]
    return [one for one in history if one not in about_records] + about_records


@few
@given(history=histories(), data=st.data())
def test_the_book_is_a_cache(
    history: list[Fields], data: st.DataObject, folders: Iterator[Path]
) -> None:
    """Whether somebody asked in between, and whether the book was deleted, changes no answer."""
    ledger = recorded(next(folders))
    size = len(founding())
    for record in _possible(history):
        ledger.record(record)
        if data.draw(st.booleans()):
            ledger.gestand("promises")
    known = str(data.draw(st.integers(size, size + len(history))))
    asked = ledger.answers("--known-at", known, without=frozenset())
    place = kept_for(ledger.path)
    assert place is not None
    place.book.unlink(missing_ok=True)
    assert ledger.answers("--known-at", known, without=frozenset()) == asked
