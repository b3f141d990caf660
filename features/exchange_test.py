"""The steps of the scenarios on what goes to other programs and comes back."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import yaml
from pytest_bdd import parsers, scenarios, then, when

from features.world import World

scenarios("exchange.feature")

CASES = Path(__file__).parent / "cases"
COLUMNS = {
    "kind": "promise.made",
    "promise": "pledge",
    "by[]": "council",
    "to": "residents",
    "area": "village",
    "level": "area",
    "text": "A promise, in a cell with a comma.",
    "due": "2025",
    "amount.value": "5",
    "source.title": "A letter",
    "source.url": "https://example.org",
    "on": "2024",
}
"""A table of one promise."""


def exported(world: World) -> list[dict[str, Any]]:
    """The records of the ledger as it gives them back."""
    world.gestand("export", "--format", "jsonl")
    assert world.exit_code == 0, world.message
    return [json.loads(line) for line in world.output.splitlines()]


@when(parsers.re("somebody imports the cases? (?P<names>[a-z/-]+(?: and [a-z/-]+)*)"))
def imports(world: World, names: str) -> None:
    world.gestand("import", *(str(CASES / f"{name}.yaml") for name in names.split(" and ")))
    assert world.exit_code == 0, world.message


@when(parsers.parse("every record is exported as {form} and imported into a new ledger"))
def goes_round(world: World, form: str) -> None:
    before = exported(world)
    for kind in sorted({record["kind"] for record in before}) if form == "csv" else [""]:
        only = ("--kind", kind) if kind else ()
        world.gestand("export", "--format", form, *only)
        world.file(f"exported/{kind or 'all'}.{form}", world.output)
    for old in world.folder.glob("ledger.db*"):
        old.unlink()
    world.gestand("init")
    world.gestand("import", str(world.folder / "exported"))
    assert world.exit_code == 0, world.message
    world.remembered["before"] = before


@then("the new ledger holds the same records")
def same_records(world: World) -> None:
    before = world.remembered["before"]
    assert before
    assert sorted(map(json.dumps, exported(world))) == sorted(map(json.dumps, before))


@then("a reader of YAML 1.1 reads of every record what we recorded")
def read_by_others(world: World) -> None:
    records = exported(world)
    world.gestand("export", "--format", "yaml")
    assert yaml.safe_load(world.output) == records


@when(parsers.parse('somebody types "{line}"'))
def types(world: World, line: str) -> None:
    world.gestand(*line.split())
    assert world.exit_code == 0, world.message


@then("no cell of the table begins as a formula does")
def no_formula(world: World) -> None:
    cells = [cell for row in csv.reader(io.StringIO(world.output)) for cell in row]
    assert len(cells) > len(COLUMNS)
    number = re.compile(r"-\d+(\.\d+)?")
    running = [cell for cell in cells if cell[:1] in {"=", "+", "-", "@", "\t", "\r"}]
    assert [cell for cell in running if not number.fullmatch(cell)] == []


@when(parsers.parse("somebody asks for {view} as a table, and again with the case base and {case}"))
def asks_twice(world: World, view: str, case: str) -> None:
    world.gestand(*view.split(), "--format", "csv")
    world.remembered["empty"] = world.output.splitlines()
    imports(world, f"base and {case}")
    world.gestand(*view.split(), "--format", "csv")
    world.remembered["filled"] = world.output.splitlines()


@then("both tables have the same columns")
def same_columns(world: World) -> None:
    (empty,), (filled, *rows) = world.remembered["empty"], world.remembered["filled"]
    assert set(filled.split(",")) <= set(empty.split(","))
    assert rows


@when("somebody imports the tables base.jsonl and thousands.csv")
def imports_thousands(world: World) -> None:
    tables = CASES / "tables"
    world.gestand("import", str(tables / "base.jsonl"), str(tables / "thousands.csv"))


@when(
    parsers.parse(
        'somebody imports the tables base.jsonl, thousands.csv with "{size}" for "1.500" and '
        "thousands-progress.csv"
    )
)
def imports_unmistakable(world: World, size: str) -> None:
    tables = CASES / "tables"
    row = (tables / "thousands.csv").read_text(encoding="utf-8")
    path = world.file("thousands.csv", row.replace(",1.500,", f",{size},"))
    assert size in path.read_text(encoding="utf-8")
    progress = tables / "thousands-progress.csv"
    world.gestand("import", str(tables / "base.jsonl"), str(path), str(progress))


@when(parsers.parse('somebody imports the cases base and a promise of "{amount}" euros'))
def imports_amount(world: World, amount: str) -> None:
    imports(world, "base")
    who = {"by": "council", "to": "residents", "area": "village"}
    what = {"kind": "promise.made", "promise": "pledge", "text": "We pay.", "due": "2025"}
    world.record(what | who | {"amount": {"value": amount}})


@then(parsers.parse('the promise is of "{amount}" euros'))
def amount_kept(world: World, amount: str) -> None:
    (promise,) = (record for record in exported(world) if record["kind"] == "promise.made")
    assert promise["amount"] == {"value": amount, "currency": "EUR"}


@when(
    parsers.re(
        'somebody imports the cases base and a table with "(?P<cell>.*)" in the column '
        r"(?P<column>\S+)"
    )
)
def imports_table(world: World, cell: str, column: str) -> None:
    imports(world, "base")
    table = io.StringIO()
    csv.writer(table).writerows([COLUMNS, (COLUMNS | {column: cell}).values()])
    world.remembered["row"] = table.getvalue().splitlines()[1]
    world.gestand("import", str(world.file("table.csv", table.getvalue())))


@then(parsers.parse("the message points into the column {column}"))
def points_into(world: World, column: str) -> None:
    match = re.search(r"table\.csv:2:(\d+): ", world.message)
    assert match, world.message
    before = next(csv.reader([world.remembered["row"][: int(match[1]) - 1]]))
    assert len(before) - 1 == list(COLUMNS).index(column)
