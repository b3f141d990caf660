"""The formats of others, read by libraries of others: the same counts and values come back."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring
from zipfile import ZipFile

import pytest

from commands.program import run
from domain.columns import Column, Placed, Table
from ledger.exchange.tables import workbook

DAY = ("--as-of", "2026-10-01")
LONG = pytest.mark.long
"""What needs the libraries of the extra `formats`, which `make test-long` installs."""


@pytest.fixture(name="folder", scope="module", params=[",", ";"], ids=["comma", "semicolon"])
def _folder(
    example: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Path:
    """The tables of the Groningen ledger as a folder."""
    out = tmp_path_factory.mktemp("folder") / "tables"
    export = ["--ledger", str(example), "export", "--tables", str(out), *DAY]
    assert run([*export, "--separator", request.param]) == 0
    return out


@pytest.fixture(name="database", scope="module")
def _database(
    example: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[sqlite3.Connection]:
    """The same as one file of SQLite."""
    path = tmp_path_factory.mktemp("file") / "tables.sqlite"
    assert run(["--ledger", str(example), "export", "--tables", str(path), *DAY]) == 0
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def exported(capsys: pytest.CaptureFixture[str], ledger: Path, form: str) -> str:
    """What the export in a format prints."""
    capsys.readouterr()
    moment = () if form == "cloudevents" else DAY
    assert run(["--ledger", str(ledger), "export", "--format", form, *moment]) == 0
    return capsys.readouterr().out


def asked(database: sqlite3.Connection, query: str) -> list[Any]:
    """The first column of what a query finds."""
    return [row[0] for row in database.execute(query)]


TYPED = """
SELECT promise, due, due_latest, value, code, contested FROM promises ORDER BY promise
"""


@LONG
def test_csvw(folder: Path, database: sqlite3.Connection) -> None:
    """Codes, numbers, dates as written and lists come back, by the description alone."""
    from csvw import CSVW

    described = CSVW(str(folder / "csv-metadata.json"), validate=True)
    assert described.is_valid
    tables = {str(table.url).removesuffix(".csv"): table for table in described.t.tables}
    rows = sorted(tables["promises"].iterdicts(), key=lambda row: str(row["promise"]))
    for row, stored in zip(rows, database.execute(TYPED), strict=True):
        assert (row["promise"], row["due"], row["code"]) == (stored[0], stored[1], stored[4])
        assert str(row["due_latest"] or "")[:10] == (stored["due_latest"] or "")
        assert (None if row["value"] is None else float(row["value"])) == stored["value"]
        assert row["contested"] == bool(stored["contested"])
    for name, table in tables.items():
        count = sum(1 for _ in table.iterdicts())
        assert [count] == asked(database, f"SELECT COUNT(*) FROM {name}")


@LONG
def test_data_package(folder: Path, database: sqlite3.Connection) -> None:
    """Every table is what its schema says, and no type is left to be guessed."""
    from frictionless import Package

    package = Package(str(folder / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["title", "note", "fieldName"])
    for resource in package.resources:
        assert all(field.type != "any" for field in resource.schema.fields)
    rows = sorted(package.get_resource("promises").read_rows(), key=lambda row: row["promise"])
    for row, stored in zip(rows, database.execute(TYPED), strict=True):
        assert (row["due"], row["code"]) == (stored["due"], stored["code"])
        assert (None if row["value"] is None else float(row["value"])) == stored["value"]
        assert str(row["due_latest"] or "") == (stored["due_latest"] or "")


@LONG
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph")  # what the reader of JSON-LD itself uses
def test_dcat(folder: Path) -> None:
    """The folder has a dataset with a distribution for each table."""
    from rdflib import DCAT, DCTERMS, RDF, Graph

    graph = Graph().parse(folder / "dcat.jsonld", format="json-ld")
    (dataset,) = graph.subjects(RDF.type, DCAT.Dataset)
    addresses = {
        str(address).rpartition("/")[2]
        for distribution in graph.objects(dataset, DCAT.distribution)
        for address in graph.objects(distribution, DCAT.downloadURL)
    }
    assert addresses == {path.name for path in folder.glob("*.csv")}
    assert str(graph.value(dataset, DCTERMS.title)).startswith("Groningen")


@LONG
def test_calendar(
    example: Path, database: sqlite3.Connection, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every deadline that stands is an event of one day, whose end is the day after."""
    from icalendar import Calendar

    found = Calendar.from_ical(exported(capsys, example, "icalendar"))
    stored = {
        f"{row['id']}@gestand": (row["due_now_latest"], row["text"])
        for row in database.execute("SELECT * FROM promises WHERE due_now_latest IS NOT NULL")
    }
    told = {}
    for event in found.walk("VEVENT"):
        start, end = event.decoded("DTSTART"), event.decoded("DTEND")
        assert end == start + timedelta(days=1)
        told[str(event["UID"])] = (start.isoformat(), str(event["SUMMARY"]))
    assert told == stored


def test_calendar_is_of_the_record(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Made again it is the same, and no line is longer than the standard wants."""
    calendar = exported(capsys, example, "icalendar")
    assert calendar == exported(capsys, example, "icalendar")
    lines = calendar.encode().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    starts = [line for line in lines if line.startswith(b"DTSTART;VALUE=DATE:")]
    ends = [line for line in lines if line.startswith(b"DTEND;VALUE=DATE:")]
    for start, end in zip(starts, ends, strict=True):
        first, last = (date.fromisoformat(day.decode()[-8:]) for day in (start, end))
        assert last - first == timedelta(days=1)


def test_cloud_events_are_the_records(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One event a record, with the time of recording as it is stored and the record as it is."""
    events = [json.loads(line) for line in exported(capsys, example, "cloudevents").splitlines()]
    with closing(sqlite3.connect(example)) as connection:
        rows = connection.execute("SELECT state FROM stored_events ORDER BY position")
        records = [json.loads(state) for (state,) in rows]
    assert [event["data"] for event in events] == records
    assert [event["time"] for event in events] == [record["recorded_at"] for record in records]
    assert len({event["id"] for event in events}) == len(records)


@LONG
def test_cloud_events(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each is an event by the standard, with its time to the microsecond."""
    from cloudevents.core.formats.json import JSONFormat
    from cloudevents.core.v1.event import CloudEvent

    lines = exported(capsys, example, "cloudevents").splitlines()
    for line in lines:
        event = JSONFormat().read(CloudEvent, line)
        told = json.loads(line)
        assert event.get_type() == f"gestand.{told['data']['kind']}"
        moment = event.get_time()
        assert moment is not None
        recorded = told["data"]["recorded_at"].replace("Z", "+00:00")
        assert moment.isoformat(timespec="microseconds") == recorded


@LONG
def test_provenance(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The figures of an area were derived from the records that its view names."""
    from prov.model import ProvDerivation, ProvDocument, ProvUsage

    document = ProvDocument.deserialize(content=exported(capsys, example, "prov"), format="json")
    raw = json.loads(exported(capsys, example, "prov"))
    assert len(list(document.get_records(ProvDerivation))) == len(raw["wasDerivedFrom"])
    assert len(list(document.get_records(ProvUsage))) == len(raw["used"])
    assert run(["--ledger", str(example), "trust", "krewerd", *DAY, "--format", "json",
                "--explain"]) == 0  # fmt: skip
    explained = {record["position"] for record in json.loads(capsys.readouterr().out)["records"]}
    derived = {
        int(one["prov:usedEntity"].rpartition(".")[2])
        for one in raw["wasDerivedFrom"].values()
        if ".trust.krewerd." in one["prov:generatedEntity"]
    }
    assert derived == explained


TEXT = {"type": "string", "minLength": 1}
DATE = {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}){0,2}$"}
IDENTIFIERS = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["identifier", "scheme"],
        "properties": {"identifier": TEXT, "scheme": TEXT},
        "additionalProperties": False,
    },
}
# Our own, and no copy of the schemas of Popolo (https://github.com/popolo-project/popolo-spec,
# schemas/*.json, draft 3): their licence, CC BY 4.0, would let us keep them, but
# we only read them in a stored copy that is not to be copied from. What is valid here is valid
# there: every field is one of theirs that is a text or nothing, a date has their pattern, an
# identifier their two fields. They require nothing of these classes and allow any other field;
# here a gap or an unknown field is a mistake. Theirs gives an area one `identifier` and knows
# `identifiers` only of organizations and persons: those of areas are an addition of ours, which is
# proposed there too (issue 84).
POPOLO = {
    name: {
        "type": "object",
        "required": required,
        "properties": dict.fromkeys((*required, *optional), TEXT) | others,
        "additionalProperties": False,
    }
    for name, required, optional, others in (
        (
            "organizations",
            ["id", "name"],
            ["classification", "parent_id"],
            {"dissolution_date": DATE},
        ),
        ("posts", ["id", "label", "organization_id"], ["role"], {}),
        (
            "memberships",
            ["id", "organization_id"],
            ["label", "role", "post_id", "on_behalf_of_id", "area_id"],
            {"start_date": DATE, "end_date": DATE},
        ),
        (
            "areas",
            ["id", "name"],
            ["classification", "parent_id", "identifier"],
            {"identifiers": IDENTIFIERS},
        ),
    )
}
"""The fields of Popolo that we use, as it types them."""


@LONG
def test_popolo(
    example: Path, database: sqlite3.Connection, capsys: pytest.CaptureFixture[str]
) -> None:
    """Bodies, offices, areas and mandates by the schema, no person, and what is named is there."""
    from jsonschema import Draft202012Validator

    told = json.loads(exported(capsys, example, "popolo"))
    assert told["persons"] == []
    for name, schema in POPOLO.items():
        for one in told[name]:
            Draft202012Validator(schema).validate(one)
    parties = set(asked(database, "SELECT party FROM parties"))
    named = {name: {one["id"] for one in told[name]} for name in POPOLO}
    assert named["organizations"] | named["posts"] == parties
    assert named["areas"] == set(asked(database, "SELECT area FROM areas"))
    assert [len(told["memberships"])] == asked(database, "SELECT COUNT(*) FROM mandates")
    assert {one["organization_id"] for one in told["posts"]} <= named["organizations"]
    assert {one["area_id"] for one in told["memberships"] if "area_id" in one} <= named["areas"]


def test_parquet_and_csv_agree(folder: Path, example: Path, tmp_path: Path) -> None:
    """Parquet has the same rows, whatever the first rows look like."""
    import duckdb

    out = tmp_path / "parquet"
    export = ["--ledger", str(example), "export", "--tables", str(out), *DAY]
    assert run([*export, "--format", "parquet"]) == 0
    with duckdb.connect() as connection:
        for path in sorted(folder.glob("*.csv")):
            with path.open(encoding="utf-8-sig", newline="") as file:
                count = sum(1 for _ in csv.reader(file, delimiter=_separator(path))) - 1
            found = connection.execute(
                f"SELECT COUNT(*) FROM '{out / path.stem}.parquet'"
            ).fetchone()
            assert found == (count,), path.stem


def _separator(path: Path) -> str:
    with path.open(encoding="utf-8-sig") as file:
        return ";" if ";" in file.readline() else ","


def test_workbook_keeps_what_excel_would_not(tmp_path: Path) -> None:
    """A code stays a text, a day is a day, and one before Excel's calendar a text."""
    table = Table(
        "days",
        "Days.",
        ("code",),
        (
            Column("code", "text", "a code", required=True),
            Column("day", "date", "a day", required=False),
            Column("value", "decimal", "a number", required=False),
        ),
    )
    rows = [("0012", "2019-07-01", 0.25), ("=1+1", "1899-12-31", None)]
    workbook.write(tmp_path / "days.xlsx", [table], [Placed(0, row) for row in rows])
    with ZipFile(tmp_path / "days.xlsx") as archive:
        sheet = fromstring(archive.read("xl/worksheets/sheet1.xml"))
    namespace = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    found = {
        cell.attrib["r"]: (cell.get("t", "n"), "".join(cell.itertext()))
        for cell in sheet.iterfind(".//x:c", namespace)
    }
    assert found["A2"] == ("inlineStr", "0012")
    assert found["A3"] == ("inlineStr", "=1+1")
    assert found["B2"] == ("n", str((date(2019, 7, 1) - date(1899, 12, 30)).days))
    assert found["B3"] == ("inlineStr", "1899-12-31")
    assert found["C2"] == ("n", "0.25")
