"""The sentences of what can go wrong with what somebody writes or asks."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from pytest_bdd import parsers, scenarios, then, when

from features.world import World, founding

scenarios("errors.feature")

PARTY = "- kind: party.registered\n  party: ncg\n  name: NCG\n  type: other\n  on: 2020\n"


FILES: dict[str, tuple[str, bytes | None]] = {
    "that is not there": ("missing.yaml", None),
    "that is empty": ("empty.yaml", b""),
    "in UTF-16": ("wide.yaml", PARTY.encode("utf-16")),
    "with a byte of Latin-1": ("latin.yaml", b"# caf\xe9\n" + PARTY.encode()),
    "with broken YAML": ("broken.yaml", b"- kind: [party\n"),
    "with a field twice": ("twice.yaml", PARTY.encode() + b"  on: 2021\n"),
    "with an alias": ("alias.yaml", b"- &a {kind: x}\n- *a\n"),
    "with an unknown ending": ("journal.docx", PARTY.encode()),
}


@when(parsers.parse('somebody imports a journal with a record of kind "{kind}"'))
def imports_kind(world: World, kind: str) -> None:
    path = world.file("journal.yaml", f"# a journal\n- kind: {kind}\n  on: 2020\n  source: x\n")
    world.gestand("import", str(path))


@when("somebody imports a journal that promises to an area nobody registered")
def imports_unknown_area(world: World) -> None:
    who = {"by": "ministry", "to": "residents", "place": {"area": "nowhere"}}
    promise = {"kind": "promise.made", "promise": "p", "text": "A promise."} | who
    world.record(*founding("open"), promise)


@when("the ministry assesses the plan promise as independent")
def assesses_itself(world: World) -> None:
    found = {"kind": "promise.assessed", "promise": "plan", "outcome": "kept", "by": "ministry"}
    world.record(found | {"basis": "independent", "on": "2020-05-01"})


@when("somebody asks for trust in an area that is not there")
def asks_nowhere(world: World) -> None:
    world.gestand("trust", "nowhere")


@when("somebody asks a ledger that is not there")
def asks_no_ledger(world: World) -> None:
    world.gestand("trust")


@when("somebody imports two different records with one id after another")
def imports_twice(world: World) -> None:
    for name in ("NCG", "Another"):
        party = {"kind": "party.registered", "party": "ncg", "name": name, "type": "other"}
        world.record(party | {"id": "one"})


@when(parsers.parse("somebody imports a file {file}"))
def imports_file(world: World, file: str) -> None:
    name, content = FILES[file]
    path = world.folder / name if content is None else world.file(name, content)
    world.gestand("import", str(path))


@when("somebody asks a file that is no ledger")
def asks_other_file(world: World) -> None:
    world.file("ledger.db", "this is a letter\n" * 100)
    world.gestand("trust")


@when("the ledger is replaced by a shorter one")
def replaced(world: World) -> None:
    book = world.folder / "ledger.db.book"
    kept = world.file("kept.book", book.read_bytes())
    ledger_id = _ledger_id(world.ledger)
    for path in world.folder.glob("ledger.db*"):
        path.unlink()
    world.gestand("init")
    _set_ledger_id(world.ledger, ledger_id)
    shutil.copy(kept, book)


def _ledger_id(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        (ledger_id,) = connection.execute("SELECT ledger_id FROM head").fetchone()
    return str(ledger_id)


def _set_ledger_id(path: Path, ledger_id: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE head SET ledger_id = ?", (ledger_id,))


@when("somebody asks for trust with an option that does not exist")
def asks_wrongly(world: World) -> None:
    world.gestand("trust", "--as-off", "2020")


@then(parsers.parse("the message points to line {line:d} of the journal"))
def message_points(world: World, line: int) -> None:
    assert f"journal.yaml:{line}:" in world.message


@when("somebody imports a village within a municipality within that village")
def imports_circle(world: World) -> None:
    links = (("village", "municipality"), ("municipality", "village"))
    world.record(
        *(
            {"kind": "area.registered", "area": area, "name": area, "type": area, "within": within}
            for area, within in links
        )
    )
