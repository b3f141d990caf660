"""Nothing contains itself, at any moment: areas, parties, parts of promises."""

from __future__ import annotations

from typing import Any

import pytest

from domain.dates import Instant, bounds
from domain.hierarchy import Loop, closes, links, loop
from domain.record import Record

START = Instant("2000-01-01T00:00:00")


def statement(kind: str, stream: str, on: str, **fields: Any) -> Record:
    """A record."""
    return Record(0, {"kind": kind, "stream": stream, "on": on} | fields)


def loop_from(*records: Record, start: str) -> Loop | None:
    """The loop through a stream, whenever."""
    return loop(
        start, START, lambda stream: [record for record in records if record.stream == stream]
    )


def registered(area: str, within: str | None = None, on: str = "2010") -> Record:
    """An area, perhaps within another one."""
    return statement("area.registered", f"area/{area}", on, area=area, within=within)


def moved(area: str, within: str, on: str) -> Record:
    """An area that came to lie elsewhere."""
    return statement("area.moved", f"area/{area}", on, area=area, within=within)


def test_a_loop_that_begins_later() -> None:
    """Two moves that never met are fine; that which closes the loop may be recorded first."""
    a, b = registered("a"), registered("b")
    into_b = moved("a", "b", "2021-01-01")
    assert loop_from(a, b, into_b, start="area/b") is None
    back = moved("b", "a", "2015-01-01")
    expected = Loop(Instant("2021-01-01T00:00:00"), ("area/b", "area/a", "area/b"))
    assert loop_from(a, b, into_b, back, start="area/b") == expected
    out = moved("b", "c", "2020-12-31")
    assert loop_from(a, b, into_b, back, out, registered("c"), start="area/b") is None


def test_a_successor_is_above() -> None:
    """A merged area lies in its successor, one that was split or just ended where it was."""
    merged = statement("area.succeeded", "area/a", "2020", area="a", by=["b"], split=False)
    assert loop_from(registered("a"), registered("b", "a"), merged, start="area/a") is not None
    split = statement("area.succeeded", "area/a", "2020", area="a", by=["b", "c"], split=True)
    assert loop_from(registered("a"), registered("b", "a"), split, start="area/a") is None
    ended = statement("area.ended", "area/a", "2020", area="a")
    assert links([registered("a", "b"), ended]) == links([registered("a", "b")])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            statement("party.registered", "party/a", "2010", party="a", part_of="b"),
            statement("party.changed", "party/b", "2015", party="b", part_of="a"),
        ),
        (
            statement("promise.made", "promise/a", "2010", promise="a", part_of="b"),
            statement("promise.made", "promise/b", "2010", promise="b", repeats="a"),
        ),
    ],
)
def test_parties_and_promises(first: Record, second: Record) -> None:
    """They contain themselves in the same ways as areas do."""
    assert loop_from(first, second, start=first.stream) is not None
    assert loop_from(first, second, start=second.stream) is not None
    assert loop_from(first, start=first.stream) is None


def test_only_a_link_can_close_a_loop() -> None:
    """A statement that links nothing is not asked about."""
    a, b = registered("a", "b"), registered("b", "a")
    records = {"area/a": [a], "area/b": [b]}
    renamed = statement("area.renamed", "area/a", "2020", area="a", name="A")
    assert closes("area/a", renamed, records.__getitem__) is None
    closed = closes("area/a", a, records.__getitem__)
    assert closed is not None
    assert closed.moment == bounds("2010").earliest


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            statement("party.succeeded", "party/a", "2022", party="a", by=["b"]),
            statement("party.succeeded", "party/b", "2023", party="b", by=["a"]),
        ),
        (
            statement("promise.superseded", "promise/a", "2022", promise="a", successor="b"),
            statement("promise.superseded", "promise/b", "2023", promise="b", successor="a"),
        ),
    ],
)
def test_heirs(first: Record, second: Record) -> None:
    """What took the place of another one does not lose it to that again: both would be gone."""
    records = {first.stream: [first], second.stream: [second]}
    assert closes(second.stream, second, records.__getitem__) is not None
    records[first.stream] = []
    assert closes(second.stream, second, records.__getitem__) is None


def test_a_part_goes_and_comes_back() -> None:
    """Who took over a part of the work may be succeeded by whom it came from."""
    part = statement("party.succeeded", "party/a", "2022", party="a", by=["b"], complete=False)
    back = statement("party.succeeded", "party/b", "2023", party="b", by=["a"])
    records = {"party/a": [part], "party/b": [back]}
    assert closes("party/b", back, records.__getitem__) is None
