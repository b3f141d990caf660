"""The rules of recording over a whole history."""

from __future__ import annotations

from collections import defaultdict
from contextlib import closing
from pathlib import Path

import pytest

from domain.errors import Problem
from domain.record import Record
from domain.streams import registry
from domain.streams.event import KINDS, Draft
from ledger.codec import draft_of
from ledger.journal.reading import journals, read
from ledger.journal.shape import Journal
from ledger.recording.integrity import (
    INSTEAD,
    Names,
    code,
    is_founded,
    loops,
    mentions_of,
    unknown_references,
    violations,
)
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


@pytest.mark.parametrize("left_out", ["area", "party", "promise.made", "rule", "record", "mandate"])
def test_what_is_found_by_a_look_is_what_recording_would_refuse(
    example: Path, left_out: str
) -> None:
    """Without some of its records a ledger breaks just the rules that all its drafts break."""
    with closing(Reader(example)) as reader:
        left = [record for record in reader.records() if not record.kind.startswith(left_out)]
    broken = sorted((one.code, one.record.id, one.obstacle) for one in violations(left))
    assert broken == sorted(_refused(left))


def _refused(records: list[Record]) -> list[tuple[str, str, str]]:
    """What would be refused of these if all were recorded today, each read as a draft."""
    streams: dict[str, list[Draft]] = defaultdict(list)
    for recorded in records:
        streams[recorded.stream].append(draft_of(dict(recorded.fields)))
    refused: list[Problem] = [
        refusal for drafts in streams.values() for refusal in registry.decide([], drafts)[1]
    ]
    there = {stream: registry.standing(drafts) for stream, drafts in streams.items()}
    unfounded = {stream for stream, history in there.items() if not is_founded(history)}
    names = Names({*streams, *(recorded.id for recorded in records)}, unfounded)
    drafts = [draft for history in there.values() for draft in history]
    refused += unknown_references(mentions_of(drafts, frozenset()), names)
    refused += loops(drafts, lambda stream: there.get(stream, []))
    return [(code(problem), problem.about, problem.obstacle) for problem in refused]


def test_what_to_record_instead_can_be_recorded() -> None:
    """The remedies name kinds that there are, on the kind of stream that they are for."""
    named = {(prefix, kind) for prefix, kinds in INSTEAD.items() for kind in kinds}
    assert all(kind in KINDS and kind.startswith(f"{prefix}.") for prefix, kind in named)
