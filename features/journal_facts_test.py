"""The example journal: it goes in as a whole, gives its sources, and names no person."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from domain.dates import bounds
from features.world import World
from ledger.journal.reading import read

FOLDER = Path(__file__).parent.parent / "journals" / "groningen"
FILES = sorted(FOLDER.glob("*.yaml"))
TABLE = FOLDER.with_name("groningen.facts.csv")
"""Which records were made of which fact; and why a fact has none."""

Fields = dict[str, Any]

DAYS = ("on", "effective", "period", "published")
"""Where a record may say the day of the fact it was made of."""
REGISTRATIONS = ("ledger.declared", "party.registered", "area.registered", "cohort.registered")
"""What is public from its own day on without saying so."""

OFFICES = "Mijnbouw|Herstel|Groningen"
"""What a Dutch state secretary is secretary of, where no small word stands between."""

NAMES_OF_PERSONS = {
    "an address": re.compile(r"[\w.+-]+@[\w-]+\.\w+"),
    # A title, then a word that begins with one capital only. An office is followed by its field:
    # "Minister of ...", "minister EZ", and in Dutch also what stands in OFFICES.
    "a title and a name": re.compile(
        r"\b(?i:mr|mrs|ms|mevr|mevrouw|meneer|dhr|de heer|drs|ir|ing|dr|prof|professor|minister"
        r"|premier|staatssecretaris|state secretary|burgemeester|mayor|wethouder|alderman)"
        rf"\b\.?\s+(?!(?:{OFFICES})\b)[A-Z][a-zà-ÿ]+"
    ),
    "initials and a name": re.compile(
        r"\b(?:[A-Z]\.\s?)+(?:(?:van|de|der|den|ten)\s)*[A-Z][a-zà-ÿ]+"
    ),
    "a motion or commission by a name": re.compile(
        r"\b(?i:motie|motion|commissie|commission)-[A-Z]"
    ),
}
"""What gives a person away without a list of names."""


def _records() -> list[tuple[str, Fields]]:
    """Every record of the folder with the place where it stands."""
    return [(entry.where(()), entry.fields) for file in FILES for entry in read(file).entries]


def _facts() -> list[dict[str, str]]:
    """The table of facts, a row a fact."""
    with TABLE.open(newline="") as file:
        return list(csv.DictReader(file))


def _titles(fields: Fields) -> frozenset[str]:
    """The sources of a record."""
    return frozenset(one["title"] for one in fields["source"])


def _ours(fields: Fields) -> bool:
    """Whether a record rests on nothing but the journal's own description of what it speaks of."""
    return all(title.startswith("The example journal of gestand") for title in _titles(fields))


def _texts(value: Any, field: str = "") -> Iterator[str]:
    """Every text in a record but the addresses of pages, which are not ours to change."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _texts(one, name)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one, field)
    elif field != "url":
        yield str(value)


@pytest.fixture
def world(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> World:
    """An empty ledger in a folder of its own."""
    world = World(tmp_path, capsys)
    world.gestand("init")
    assert world.exit_code == 0, world.message
    return world


def test_the_journal_goes_in_as_a_whole_and_only_once(world: World) -> None:
    """A dry run records nothing, the import every record, a second import none."""
    count = len(_records())
    assert FILES

    world.gestand("import", "--dry-run", str(FOLDER))
    assert world.exit_code == 0, world.message
    assert f"{count:,} records would be recorded, 0 were there before." in world.output

    world.gestand("import", str(FOLDER))
    assert world.exit_code == 0, world.message
    assert f"{count:,} records recorded, 0 were there before." in world.output

    world.gestand("import", str(FOLDER))
    assert world.exit_code == 0, world.message
    assert f"0 records recorded, {count:,} were there before." in world.output


def test_no_record_id_occurs_twice() -> None:
    """An id names one record in all files together."""
    ids = Counter(fields["id"] for _, fields in _records() if "id" in fields)
    assert ids
    assert [one for one, times in ids.items() if times > 1] == []


def test_every_record_has_a_source_with_a_title() -> None:
    """Anybody can look up where a record comes from."""
    without = [
        where
        for where, fields in _records()
        if not fields.get("source") or not all(one.get("title") for one in fields["source"])
    ]
    assert without == []


def test_no_fact_is_lost() -> None:
    """Every fact has records, or the reason why it was left out; and is in the table once."""
    facts = _facts()
    there = {fields["id"] for _, fields in _records() if "id" in fields}
    assert [row["fact"] for row in facts] == sorted({row["fact"] for row in facts})
    assert [row for row in facts if bool(row["records"]) == bool(row["left_out"])] == []
    assert [one for row in facts for one in row["records"].split() if one not in there] == []


def test_every_record_with_a_source_is_made_of_a_fact() -> None:
    """A record stands in the table at the act that it names, or under its own id."""
    made_of = {one: row["fact"] for row in _facts() for one in row["records"].split()}
    assert sum(len(row["records"].split()) for row in _facts()) == len(made_of)
    without = [
        where
        for where, fields in _records()
        if not _ours(fields) and made_of.get(fields["id"]) not in {fields.get("act"), fields["id"]}
    ]
    assert without == []


def test_the_day_of_a_fact_is_a_day_of_its_records() -> None:
    """The facts and what was made of them tell of the same time."""
    days = {
        fields["id"]: [bounds(fields[name]) for name in DAYS if isinstance(fields.get(name), str)]
        for _, fields in _records()
        if "id" in fields
    }
    elsewhere = []
    for row in _facts():
        day = bounds(row["date"])
        told = [one for record in row["records"].split() for one in days[record]]
        if told and not any(
            one.earliest <= day.latest and day.earliest <= one.latest for one in told
        ):
            elsewhere.append(row["fact"])
    assert elsewhere == []


def test_records_of_one_act_agree_when_it_was_public() -> None:
    """With the same day and the same sources they became public together."""
    said: dict[tuple[str, str, frozenset[str]], set[str]] = defaultdict(set)
    for _, fields in _records():
        if "published" in fields and "act" in fields and fields["kind"] not in REGISTRATIONS:
            said[fields["act"], fields["on"], _titles(fields)].add(fields["published"])
    assert {act: days for act, days in said.items() if len(days) > 1} == {}


def test_who_does_not_say_since_when_it_was_public_says_why() -> None:
    """A source without a day dates nothing, and the note tells so."""
    without = [
        where
        for where, fields in _records()
        if "published" not in fields
        and fields["kind"] not in REGISTRATIONS
        and not _ours(fields)
        and "since when it was public" not in fields.get("note", "")
    ]
    assert without == []


def test_who_says_for_whom_a_rule_is_better_says_why() -> None:
    """A direction is a coding: nobody can dispute it without its reason."""
    rules = [(where, one) for where, one in _records() if one["kind"].startswith("rule.")]
    judged = [(where, one) for where, one in rules if "direction" in one]
    # An exception has no reason: its ground says why it was made.
    without = [where for where, one in judged if not {"reason", "ground"} & one.keys()]
    assert judged
    assert without == []


@pytest.mark.parametrize("what", NAMES_OF_PERSONS)
def test_no_person_is_named(what: str) -> None:
    """Bodies and offices only."""
    pattern = NAMES_OF_PERSONS[what]
    found = [
        (where, text)
        for where, fields in _records()
        for text in _texts(fields)
        if pattern.search(text)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("an address", "write to bewoner@example.org"),
        ("a title and a name", "brief van minister Voorbeeld"),
        ("a title and a name", "Mevr. Voorbeeld uit het dorp"),
        ("a title and a name", "the state secretary Voorbeeld said"),
        ("initials and a name", "J. Voorbeeld"),
        ("initials and a name", "A.B. van der Voorbeeld"),
        ("a motion or commission by a name", "de motie-Voorbeeld"),
    ],
)
def test_a_person_would_be_noticed(what: str, text: str) -> None:
    """The patterns find what they are for."""
    assert NAMES_OF_PERSONS[what].search(text)


@pytest.mark.parametrize(
    "text", ["brief minister EZ", "Minister of Economic Affairs", "Staatssecretaris Mijnbouw"]
)
def test_an_office_is_no_person(text: str) -> None:
    """Offices may be named."""
    assert not any(pattern.search(text) for pattern in NAMES_OF_PERSONS.values())
