"""Every count of a screen can be listed: as many rows are listed as the answer counts.

Of every view with lists each count of the classes of its rows is held against the lists: no count
without a list, no list without a count, and of the example ledger as many under each name.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import pytest
from pytest_bdd import scenarios, then, when
from pytest_bdd.parsers import parse

from commands.program import run
from features.world import World
from projections.participation.contact import Contact
from projections.participation.levels import LevelLine
from projections.participation.tables import TableLine
from projections.participation.view import Whole
from projections.render.screens import counts
from projections.rows.frozen import Frozen

scenarios("lists.feature")

Fields = dict[str, Any]
Counted = Counter[str | None]
"""How often a count counts, by what it counts under; None where it is one number."""


# -- what the answers count ----------------------------------------------------------------------
# Of each view, by the names of its lists, what its answer in JSON says of the count.


def number(field: str) -> Callable[[Fields], Counted]:
    """A count of one number."""
    return lambda row: Counter({None: row[field]})


def apart(field: str, *inner: str) -> Callable[[Fields], Counted]:
    """A count with a number for each thing that it is told apart by."""

    def counted(row: Fields) -> Counted:
        found = row[field]
        for name in inner:
            found = found[name]
        return Counter(found)

    return counted


def seats(field: str) -> Callable[[Fields], Counted]:
    """A count of seats at tables."""
    return lambda row: Counter({None: sum(table[field] for table in row["tables"])})


CONTACT: dict[str, Callable[[Fields], Counted]] = {
    **{name: number(name.replace("-", "_")) for name in counts.CONTACT},
    "channels": apart("channels"),
    "types": apart("types"),
    "unanswered": lambda row: Counter({None: len(row["unanswered"])}),
}
SAY: dict[str, Callable[[Fields], Counted]] = {
    **{name: number(name.replace("-", "_")) for name in counts.SAY},
    "known": lambda row: Counter({None: row["kept"] + row["less"]}),
    "forms-promised": apart("forms_promised"),
    "forms-given": apart("forms_given"),
    "initiated": apart("initiated"),
    "advice-residents": apart("advice", "residents"),
    "advice-advisers": apart("advice", "advisers"),
    "advice-others": apart("advice", "others"),
    "tables": lambda row: Counter({None: len(row["tables"])}),
    "sitting": seats("sitting"),
    "left": seats("left"),
    "returned": seats("returned"),
}
TABLES: dict[str, Callable[[Fields], Counted]] = {name: number(name) for name in counts.SEATS}
PAIRS = {
    "after-still": "after_still",
    "known-still": "still",
    "after-not": "after_not",
    "known-moving": "moving",
}


def of_level(field: str) -> Callable[[Fields], Counted]:
    """A count of a level."""
    return lambda row: Counter({row["level"] or "none": row[field]})


def of_pairs(field: str) -> Callable[[Fields], Counted]:
    """A count of quarters of a level after those of another."""
    return lambda row: Counter(
        {f"{row['level']}-after-{other['level']}": other[field] for other in row["after"]}
    )


def of_cases(row: Fields, *, entered: bool) -> Counted:
    """How many cases of a level were under a pause, or entered another phase meanwhile."""
    cases = [case for pause in row["under_pause"] for case in pause["cases"]]
    chosen = [case for case in cases if case["entered"] or not entered]
    return Counter({row["level"] or "none": len(chosen)})


LEVELS: dict[str, Callable[[Fields], Counted]] = {
    **{name: of_level(name) for name in counts.LEVELS},
    **{name: of_pairs(field) for name, field in PAIRS.items()},
    "cases": lambda row: of_cases(row, entered=False),
    "cases-entered": lambda row: of_cases(row, entered=True),
}

VIEWS: dict[str, tuple[Mapping[str, Callable[[Fields], Counted]], Mapping[str, str]]] = {
    "contact": (CONTACT, counts.CONTACT),
    "participation": (SAY, counts.SAY),
    "tables": (TABLES, counts.SEATS),
    "levels": (LEVELS, counts.LEVELS),
}


# -- every count has a list ----------------------------------------------------------------------

NO_COUNTS = {
    "silent_days", "longest_silence_days", "median_gap", "events", "gap", "lines", "wider_lines",
    "tables", "seats", "pauses", "held_up", "under_pause", "unanswered", "wider",
}  # fmt: skip
"""Numbers that are no counts; lists of rows, which count by their length; and what counts the same
of wider places, which the same lists give apart."""


def numbers(kind: type[Frozen], path: str = "") -> Iterator[str]:
    """The fields of a class of rows that count, with inner ones after a dot."""
    hints = get_type_hints(kind, include_extras=True)
    fields: tuple[str, ...] = kind.__match_args__
    for name in fields:
        hint = get_args(hints[name])[0] if get_origin(hints[name]) is Annotated else hints[name]
        inner = [part for part in (hint, *get_args(hint)) if isinstance(part, type)]
        rows = [part for part in inner if issubclass(part, Frozen)]
        if name in NO_COUNTS:
            continue
        if rows:
            yield from numbers(rows[0], f"{path}{name}.")
        elif hint is int or get_origin(hint) is dict:
            yield f"{path}{name}"


LISTED_AS = {
    **{f"after.{field}": name for name, field in PAIRS.items()},
    **{f"initiated.{who}": "initiated" for who in ("residents", "others", "unknown")},
    **{
        f"advice.{side}.{answer}": f"advice-{side}"
        for side in ("residents", "advisers", "others")
        for answer in ("yes", "partly", "no")
    },
}
"""The lists of the fields that are not called as they are."""

LISTS_OF_ROWS = {
    "contact": {"unanswered"},
    "participation": {"known", "tables", *counts.SEATS},
    "levels": {"cases", "cases-entered"},
    "tables": set(),
}
"""The lists of what no field counts: an answer has it in full, or it is a sum of fields."""


@pytest.mark.parametrize(
    ("view", "kind"),
    [("contact", Contact), ("participation", Whole), ("tables", TableLine), ("levels", LevelLine)],
)
def test_no_count_without_a_list(view: str, kind: type[Frozen]) -> None:
    """Every count in the rows of an answer has a list, and every list is of a count."""
    names = {LISTED_AS.get(field, field.replace("_", "-")) for field in numbers(kind)}
    assert names | LISTS_OF_ROWS[view] == set(VIEWS[view][1])


# -- every list is as long as its count ----------------------------------------------------------

PLACES = (
    "overschild",
    *(
        pytest.param(place, marks=pytest.mark.long)
        for place in ("groningen-earthquake-area", "loppersum", "appingedam", "")
    ),
)
"""Places of the example ledger; empty: everywhere."""


def rows(ledger: Path, capsys: pytest.CaptureFixture[str], *words: str) -> list[Fields]:
    assert run(["--ledger", str(ledger), *words, "--format", "json"]) == 0, words
    found: list[Fields] = json.loads(capsys.readouterr().out)["rows"]
    return found


def labels(listed: list[Fields], where: str = "here") -> Counted:
    """Under what the rows of a list count, those about wider places apart."""
    return Counter(row.get("counted_under") for row in listed if row.get("where", "here") == where)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("view", VIEWS)
def test_as_many_as_are_counted(
    view: str, place: str, example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As many are listed as the answer counts, under each name that it counts under."""
    if view == "contact" and not place:
        place = "delfzijl"  # it is not asked about everywhere at once
    words = (view, *place.split(), "--as-of", "2024-12-31")
    answer = rows(example, capsys, *words, "--explain")
    for name, count in VIEWS[view][0].items():
        listed = rows(example, capsys, *words, "--list", name)
        assert labels(listed) == sum(map(count, answer), Counted()), name
        if view == "participation" and (wider := answer[0]["wider"].get(name)) is not None:
            assert labels(listed, "wider") == Counter({None: wider} if wider else {}), name


@pytest.mark.parametrize(
    "by",
    ["group", *(pytest.param(by, marks=pytest.mark.long) for by in ("topic", "level"))],
)
def test_told_apart(by: str, example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of participation told apart, as many are listed for each part as are counted for it."""
    words = ("participation", "groningen-earthquake-area", "--by", by)
    answer = rows(example, capsys, *words)
    of_tables = {"tables", *counts.SEATS}
    for name in SAY.keys() - of_tables:
        listed = rows(example, capsys, *words, "--list", name)
        for row in answer:
            part = [line for line in listed if line["part"] == row["by"]]
            assert labels(part) == +SAY[name](row), (row["by"], name)


# -- steps ---------------------------------------------------------------------------------------


@when(parse('somebody lists "{question}"'))
def lists(world: World, question: str) -> None:
    world.gestand(*question.split())


@then(parse('the screen says "{text}"'))
def says(world: World, text: str) -> None:
    assert text in " ".join(world.output.split()), world.output + world.message


@then(parse('the message says "{text}"'))
def message_says(world: World, text: str) -> None:
    assert text in " ".join(world.message.split()), world.message
