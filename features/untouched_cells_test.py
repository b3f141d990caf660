"""Whatever single cell of a book somebody changes, the answers stay what the records say."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commands.book_cache import kept_for
from features.village import build
from features.world import PLAN, World

QUESTIONS = (
    ("promises", "--as-of", "2020-12-31", "--format", "csv"),
    ("conditions", "village", "--as-of", "2020-12-31", "--format", "json"),
    ("log", "--area", "region", "--as-of", "2020-12-31", "--format", "csv"),
)
VALUES = st.none() | st.integers(-(2**40), 2**40) | st.floats(allow_nan=False)
TEXTS = st.text(max_size=8) | st.binary(max_size=40) | st.sampled_from(["", "area/village", "[]"])


@pytest.fixture
def world(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> World:
    """A ledger about which somebody asked."""
    world = World(tmp_path, capsys)
    build(world)
    world.record(PLAN, PLAN | {"promise": "fund", "text": "A fund.", "place": {"area": "region"}})
    postponed = {"kind": "promise.postponed", "promise": "plan", "by": "ministry"}
    world.record(postponed | {"on": "2020-01-01", "due": "2021-01-31"})
    assert world.exit_code == 0, world.message
    return world


def answers(world: World) -> tuple[list[str], str]:
    """What is answered, and all that is said beside it."""
    found, messages = [], ""
    for question in QUESTIONS:
        world.gestand(*question)
        found.append(world.output)
        messages += world.message
    return found, messages


def change_a_cell(book: Path, data: st.DataObject) -> None:
    """Write something else into a cell of the book, whatever else it would need to be possible."""
    with closing(sqlite3.connect(book)) as connection:
        names = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
        tables = [name for (name,) in connection.execute(names)]
        table = data.draw(st.sampled_from(tables))
        rows = connection.execute(f"SELECT * FROM {table}")
        columns = [column for column, *_ in rows.description]
        every = rows.fetchall()
        if not every:
            return
        row = data.draw(st.sampled_from(every))
        column = data.draw(st.sampled_from(columns))
        others = st.sampled_from([other[columns.index(column)] for other in every])
        values: tuple[Any, ...] = (data.draw(others | VALUES | TEXTS), *row)
        here = " AND ".join(f"{name} IS ?" for name in columns)
        connection.execute("PRAGMA ignore_check_constraints = 1")
        connection.execute(f"UPDATE OR REPLACE {table} SET {column} = ? WHERE {here}", values)
        connection.commit()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_cell(world: World, data: st.DataObject) -> None:
    """Either nothing is changed, or it is found before anything is answered."""
    recorded, _ = answers(world)
    place = kept_for(world.ledger)
    assert place is not None
    before = place.book.read_bytes()
    with suppress(sqlite3.Error):  # what the tables do not take
        change_a_cell(place.book, data)
    changed = place.book.read_bytes() != before
    answered, messages = answers(world)
    assert answered == recorded
    assert ("it was made anew from the ledger" in messages) or not changed
