"""Which records stand, in which order, what a correction takes over, and what is disputed."""

from __future__ import annotations

from typing import Any

import pytest

from domain.history import effective_history, open_disputes, placed, retracted_ids, unsettles
from domain.record import Record, StreamName


def history(*written: dict[str, Any]) -> list[Record]:
    """Records of one promise in the order of recording, each in a commit of its own."""
    return [
        Record(
            position,
            {"on": "2024-01-01", "stream": "promise/p", "version": position + 1}
            | {"recorded_at": f"2024-01-{position + 1:02}T00:00:00.000000Z"}
            | fields,
        )
        for position, fields in enumerate(written)
    ]


def made(name: str, **fields: Any) -> dict[str, Any]:
    """The making of the promise."""
    return {"kind": "promise.made", "id": name} | fields


def assessed(name: str, **fields: Any) -> dict[str, Any]:
    """A finding about it."""
    return {"kind": "promise.assessed", "id": name} | fields


def retracted(name: str, record: str) -> dict[str, Any]:
    """A retraction of a record."""
    return {"kind": "record.retracted", "id": name, "record": record}


def disputed(name: str, record: str, **fields: Any) -> dict[str, Any]:
    """A dispute about a record by r."""
    return {"kind": "record.disputed", "id": name, "record": record, "by": "r"} | fields


def settled(name: str, **fields: Any) -> dict[str, Any]:
    """The end of a dispute."""
    return {"kind": "record.dispute_settled", "id": name} | fields


def ids(records: list[Record]) -> list[str]:
    """What the records are called."""
    return [record.id for record in records]


def test_order() -> None:
    """The founding first, then the earliest day, then the place."""
    records = history(assessed("b", on="2024-03-01"), assessed("a", on="2024-02"), made("m"))
    assert ids(effective_history(records)) == ["m", "a", "b"]


def test_a_correction_takes_the_place() -> None:
    """Also the correction of a correction, and where the days are equal."""
    records = history(
        made("m"),
        assessed("a1"),
        assessed("a2"),
        retracted("t1", "a1"),
        assessed("a3", corrects="a1"),
        retracted("t2", "a3"),
        assessed("a4", corrects="a3"),
    )
    standing = effective_history(records)
    assert ids(standing) == ["m", "a4", "a2", "t1", "t2"]
    assert (standing[1].place, standing[1].replaced) == (1, ("a1", "a3"))
    assert retracted_ids(records) == {"a1", "a3"}


def test_an_effective_history_is_its_own() -> None:
    """Whoever has only what stands reads the same places and disputes in it."""
    records = history(
        made("m"),
        assessed("a1"),
        disputed("d1", "a1"),
        retracted("t1", "a1"),
        assessed("a2", corrects="a1"),
        retracted("t2", "a2"),
        assessed("a3"),
    )
    standing = effective_history(records)
    assert effective_history(standing) == standing
    assert placed(placed(records)) == placed(records)
    assert open_disputes(standing) == open_disputes(records) != []


def test_older_corrections() -> None:
    """Where a record does not say what it corrects, it stands right behind the retraction."""
    follows = history(made("m"), assessed("a"), retracted("t", "a"), assessed("b"))
    assert effective_history(follows)[1].replaced == ("a",)
    corrected = history(
        made("m"), assessed("a"), retracted("t", "a"), {"kind": "promise.resumed", "id": "b"}
    )
    assert all(not record.replaced for record in effective_history(corrected))
    later = history(
        made("m"), assessed("a"), retracted("t", "a"), disputed("d", "m"), assessed("b")
    )
    assert all(not record.replaced for record in effective_history(later))


@pytest.mark.parametrize(
    ("place", "moment", "replaced"),
    [("village", "2030", ("m",)), ("town", "2030", ()), ("village", "2029", ())],
)
def test_older_corrections_of_a_founding(
    place: str, moment: str, replaced: tuple[str, ...]
) -> None:
    """They stand before the retraction that came with them, and hold for the same place."""
    records = history(
        made("m", place={"area": "village"}),
        made("n", place={"area": place}, recorded_at="2030"),
        retracted("t", "m") | {"recorded_at": moment},
    )
    assert effective_history(records)[0].replaced == replaced


def test_a_founding_beside_a_retraction_whose_correction_says_so() -> None:
    """What came before it with the same import takes no place that another record names."""
    together = {"recorded_at": "2030", "place": {"area": "village"}}
    records = history(
        made("m") | together,
        made("n") | together,
        retracted("t", "m") | together,
        made("o", corrects="m") | together,
    )
    assert {record.id: record.replaced for record in effective_history(records)} == {
        "o": ("m",), "n": (), "t": (),
    }  # fmt: skip


def test_disputes() -> None:
    """Each is settled by its own id, and lives on what took the place of what it was about."""
    records = history(
        made("m"),
        assessed("a"),
        disputed("d1", "a", instead={"outcome": "broken"}),
        disputed("d2", "a"),
        settled("s1", dispute="d2"),
        retracted("t", "a"),
        assessed("b", corrects="a"),
    )
    (dispute,) = open_disputes(records)
    assert (dispute.id, dispute.record, dispute.fields) == ("d1", "b", frozenset({"outcome"}))
    assert [dispute.record for dispute in open_disputes(records[:5])] == ["a"]
    assert open_disputes(records[:6]) == []


def test_a_settlement_that_names_the_record() -> None:
    """It settles what was open then, and nothing that was disputed later."""
    records = history(made("m"), disputed("d1", "m"), settled("s", record="m"), disputed("d2", "m"))
    assert [dispute.id for dispute in open_disputes(records)] == ["d2"]


def test_a_retracted_settlement() -> None:
    """The dispute is open again."""
    records = history(made("m"), disputed("d", "m"), settled("s", dispute="d"), retracted("t", "s"))
    assert [dispute.id for dispute in open_disputes(records)] == ["d"]


@pytest.mark.parametrize(
    ("kind", "by_owner", "instead", "expected"),
    [
        ("promise.made", False, {}, False),
        ("promise.made", False, {"text": "else"}, False),
        ("promise.made", False, {"text": "else", "due": "2025"}, True),
        ("promise.made", False, {"place.area": "town"}, True),
        ("promise.made", False, {"note.due": "2025"}, False),
        ("promise.made", True, {"due": "2025"}, False),
        ("promise.assessed", False, {}, True),
        ("promise.assessed", True, {}, False),
        ("record.commented", False, {}, False),
        ("record.disputed", False, {}, False),
    ],
)
def test_what_a_dispute_unsettles(
    kind: str, instead: dict[str, str], *, by_owner: bool, expected: bool
) -> None:
    """Only what the figure rests on, and never at the word of who has to keep the promise."""
    records = history({"kind": kind, "id": "x"}, disputed("d", "x", instead=instead))
    (dispute,) = open_disputes(records)
    assert unsettles(dispute, kind, by_owner=by_owner) is expected


def test_stream_names() -> None:
    """A name is read and written to the same text; the ledger itself has no second part."""
    assert StreamName.parse("promise/new-roof") == ("promise", "new-roof")
    for text in ("promise/new-roof", "ledger"):
        assert str(StreamName.parse(text)) == text
