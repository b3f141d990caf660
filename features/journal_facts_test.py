"""The example journal: it goes in as a whole, gives its sources, and names no person."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from features.world import World
from ledger.journal.reading import read

FOLDER = Path(__file__).parent.parent / "journals" / "groningen"
FILES = sorted(FOLDER.glob("*.yaml"))

Fields = dict[str, Any]

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
    assert f"{count} records would be recorded, 0 were there before." in world.output

    world.gestand("import", str(FOLDER))
    assert world.exit_code == 0, world.message
    assert f"{count} records recorded, 0 were there before." in world.output

    world.gestand("import", str(FOLDER))
    assert world.exit_code == 0, world.message
    assert f"0 records recorded, {count} were there before." in world.output


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
