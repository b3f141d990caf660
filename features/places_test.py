"""Places that move, merge, split and end, and whom a group touches: METHODS 2, which promises."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from features.asked import Fields, asked
from features.world import World
from projections.geography.geography import Geography
from projections.geography.relation import MAYBE
from projections.promise_query import promises_to

CASES = Path(__file__).parent / "cases"

WIDER = ("due", "kept", "late", "partly", "broken", "unresolved")


@pytest.fixture
def world(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> World:
    """A ledger with a town, a village in it and five parties."""
    made = World(tmp_path, capsys)
    made.gestand("init")
    made.gestand("import", str(CASES / "base.yaml"))
    assert made.exit_code == 0, made.message
    return made


def answer(world: World, *asking: str) -> list[dict[str, Any]]:
    """The rows of an answer."""
    world.gestand(*asking, "--format", "json")
    assert world.exit_code == 0, world.message
    rows: list[dict[str, Any]] = json.loads(world.output)["rows"]
    return rows


def wider(world: World, area: str, as_of: str) -> dict[str, str | None]:
    """The promises to what covers or touches an area, with what became of them."""
    (row,) = answer(world, "trust", area, "--as-of", as_of, "--explain")
    return {line["promise"]: line["outcome"] for line in row["wider_promises"]}


def test_a_village_that_moved(world: World) -> None:
    """It keeps what its old municipality promised, and does not get what was due elsewhere."""
    world.gestand("import", str(CASES / "places" / "village-moved.yaml"))
    assert wider(world, "dorp", "2020-12-31") == {"allroads": None}
    assert wider(world, "dorp", "2024-01-01") == {"allroads": "broken"}
    (row,) = answer(world, "conditions", "dorp", "--as-of", "2022-12-31", "--explain")
    rules = next(one for one in row["conditions"] if one["key"] == "rules-unchanged")
    assert rules["first_break"]["on"] == "2021-01-01"
    # What fell due on the last day before it came is not its own, what came later is.
    pool = {"kind": "promise.made", "by": "council", "to": "residents", "place": {"area": "south"}}
    world.record(
        pool | {"promise": "later", "text": "A lift.", "due": "2021-01-01", "on": "2018-01-01"},
        pool | {"promise": "undated", "text": "A hall.", "on": "2018-01-01"},
    )
    assert set(wider(world, "dorp", "2024-01-01")) == {"allroads", "later", "undated"}


def test_an_area_that_ended_without_a_successor(world: World) -> None:
    """It is told by area.ended; a succession names who came after."""
    world.gestand("import", str(CASES / "places" / "ended-without-successor.jsonl"))
    assert (world.exit_code, "by is missing" in world.message) == (3, True)
    world.record(
        {"kind": "area.registered", "area": "duin", "name": "Duindorp", "type": "village",
         "within": "town", "on": "2000"},
        {"kind": "area.ended", "area": "duin", "on": "2005-01-01"},
    )  # fmt: skip
    assert world.exit_code == 0, world.message
    (duin,) = [row for row in answer(world, "areas") if row["area"] == "duin"]
    ended = {"ended": "2005-01-01", "until": "2004-12-31", "succeeded_by": [], "within": ["town"]}
    assert ended.items() <= duin.items()
    world.gestand("areas")
    assert "Duindorp (duin), until 31 Dec 2004" in world.output
    (before,) = [r for r in answer(world, "areas", "--as-of", "2004-12-31") if r["area"] == "duin"]
    assert (before["ended"], before["until"]) == (None, None)


@pytest.mark.parametrize("first", ["area.ended", "area.succeeded"])
def test_an_area_ends_once(world: World, first: str) -> None:
    """With successors or without."""
    ends = {
        "area.ended": {"kind": "area.ended", "area": "village", "on": "2020-01-01"},
        "area.succeeded": {"kind": "area.succeeded", "area": "village", "by": "town",
                           "on": "2020-01-01"},
    }  # fmt: skip
    world.record(ends.pop(first))
    assert world.exit_code == 0, world.message
    (other,) = ends.values()
    world.record(other)
    assert (world.exit_code, "ended before" in world.message) == (3, False)
    assert "it was recorded before with other content" in world.message


GROUP: Fields = {"kind": "cohort.registered", "cohort": "batch", "name": "Batch", "areas": "town"}
FAST: Fields = {
    "kind": "promise.made", "promise": "fast", "by": "council", "to": "residents",
    "place": {"cohort": "batch"}, "text": "Fast.", "criterion": "done",
    "on": "2020-06-01", "due": "2021-06-30",
}  # fmt: skip


@pytest.mark.parametrize("criterion", [{}, {"criterion": "built before 1990"}])
def test_a_group_that_may_touch_a_village(world: World, criterion: Fields) -> None:
    """That it has members in the town is no proof that it has some in the village."""
    world.record(GROUP | criterion, FAST)
    (row,) = answer(world, "trust", "village", "--as-of", "2024-01-01", "--explain")
    assert (row["wider"]["due"], row["wider_possible"]["due"]) == (0, 1)
    assert tuple(row["wider_possible"]) == tuple(row["wider"]) == (*WIDER, "promise_counts")
    assert (row["due"], row["wider_possible"]["broken"]) == (0, 1)
    world.gestand("trust", "village", "--as-of", "2024-01-01")
    assert "Promised to a group that may touch it" in world.output
    (line,) = answer(world, "promises", "--area", "village")
    assert line["relation"] == "maybe"
    (town,) = answer(world, "trust", "town", "--as-of", "2024-01-01")
    assert (town["due"], town["wider_possible"]["due"]) == (1, 0)


@pytest.mark.parametrize(
    ("joined", "left", "expected"),
    [
        ("2019", None, {"wider": 1, "possible": 0}),
        ("2020", None, {"wider": 1, "possible": 0}),  # surely when it fell due
        ("2021", "2021", {"wider": 0, "possible": 1}),
        ("2019-01-01", "2021", {"wider": 1, "possible": 0}),  # surely when it was made
        ("2019-01-01", "2019-01-01", {"wider": 0, "possible": 0}),
        ("2018", "2018", {"wider": 0, "possible": 0}),
        ("2022", None, {"wider": 0, "possible": 0}),
    ],
)
def test_a_membership_between_bounds(
    world: World, joined: str, left: str | None, expected: dict[str, int]
) -> None:
    """What is not known of a joining or a leaving is neither a yes nor a no."""
    member = {"cohort": "batch", "area": "village"}
    world.record(
        {name: value for name, value in GROUP.items() if name != "areas"} | {"on": "2010"},
        {"kind": "area.registered", "area": "elsewhere", "name": "E", "type": "village"},
        {"kind": "cohort.joined", "cohort": "batch", "area": "elsewhere", "on": "2019-01-01"},
        {"kind": "cohort.joined", "on": joined} | member,
        FAST,
    )
    if left:
        world.record({"kind": "cohort.left", "on": left} | member)
    assert world.exit_code == 0, world.message
    (row,) = answer(world, "trust", "village", "--as-of", "2024-01-01")
    found = {"wider": row["wider"]["due"], "possible": row["wider_possible"]["due"]}
    assert found == expected


def test_a_group_that_went_elsewhere(world: World) -> None:
    """It touched the village in which all its members were as the promise was made."""
    member = {"cohort": "batch", "area": "village"}
    world.record(
        {"kind": "cohort.registered", "cohort": "batch", "name": "Batch", "on": "2010"},
        {"kind": "cohort.joined", "on": "2019-01-01"} | member,
        FAST,
        {"kind": "cohort.left", "on": "2021-01-01"} | member,
    )
    assert wider(world, "village", "2024-01-01") == {"fast": "broken"}
    assert wider(world, "village", "2020-12-31") == {}  # then it lay within the village


def test_a_rule_for_a_group_that_somebody_joined_in_some_month(world: World) -> None:
    """What holds in the days between the bounds is not known, before and after it is."""
    rule = {"kind": "rule.enacted", "title": "Fee", "topic": "fee", "by": "council",
            "effective": "2015-01-01", "effect": "immediate", "direction": "neutral"}  # fmt: skip
    world.record(
        {"kind": "cohort.registered", "cohort": "batch", "name": "Batch", "on": "2010"},
        rule | {"rule": "wide", "value": "10 euro", "place": {"area": "town"}},
        rule | {"rule": "own", "value": "25 euro", "place": {"cohort": "batch"}},
        {"kind": "cohort.joined", "cohort": "batch", "area": "village", "on": "2020-05"},
    )
    assert world.exit_code == 0, world.message
    for day, values, certain in (
        ("2020-04-30", ["10 euro"], True),
        ("2020-05-15", ["10 euro", "25 euro"], False),
        ("2020-05-31", ["25 euro"], True),
    ):
        rows = answer(world, "stability", "village", "--at", day)
        assert sorted(row["value"] for row in rows) == values
        assert {row["certain"] for row in rows} == {certain}


# -- a moved or split area with its parts accounts for every promise ------------------------------

VILLAGES = ("mill", "quay")
PLACES = ("region", "county", "other", *VILLAGES)
DAYS = ("2019-05-01", "2020-12-31", "2021-01-01", "2022-07-01")
CHANGED = "2021-01-01"


def country(change: str, ways: dict[str, str]) -> list[Fields]:
    """A county with two villages that is split in two, or of which villages go elsewhere."""
    within = {"region": None, "county": "region", "other": None, "mill": "county", "quay": "county"}
    told: list[Fields] = [
        {"kind": "area.registered", "area": area, "name": area, "type": "village"}
        | ({"within": above} if above else {})
        for area, above in within.items()
    ]
    if change == "split":
        told += [
            {"kind": "area.registered", "area": part, "name": part, "type": "municipality",
             "within": "region", "on": CHANGED}
            for part in ("east", "west")
        ]  # fmt: skip
        told.append(
            {"kind": "area.succeeded", "area": "county", "by": ["east", "west"], "split": True,
             "on": CHANGED}
        )  # fmt: skip
    return [
        *told,
        *({"kind": "area.moved", "area": village, "within": above, "on": CHANGED}
          for village, above in ways.items()),
    ]  # fmt: skip


PROMISES = st.lists(
    st.tuples(st.sampled_from(PLACES), st.sampled_from(DAYS), st.sampled_from((None, *DAYS))),
    max_size=5,
)


def accounted(told: list[Fields], area: str, as_of: str) -> set[str]:
    """The promises in the two blocks of an area."""
    question = asked(told, as_of=as_of)
    with closing(question.book):
        found = promises_to(Geography(question), f"area/{area}")
    return {row.subject for lies, row in found if lies != MAYBE}


@given(
    st.sampled_from(("split", "moved")),
    st.dictionaries(st.sampled_from(VILLAGES), st.sampled_from(("east", "west")), max_size=2),
    PROMISES,
)
def test_every_promise_is_accounted_for(
    change: str, ways: dict[str, str], made: list[tuple[str, str, str | None]]
) -> None:
    """Whatever was promised to a place before a change is promised to it, or its parts, after."""
    moved = ways if change == "split" else dict.fromkeys(ways, "other")
    promised = [
        {"kind": "promise.made", "promise": f"p{number}", "by": ["council"], "to": ["residents"],
         "place": {"area": place}, "text": "A promise.", "on": on} | ({"due": due} if due else {})
        for number, (place, on, due) in enumerate(made)
    ]  # fmt: skip
    told = [*country(change, moved), *promised]
    parts = {village: [village] for village in VILLAGES}
    parts["county"] = ["county", *(("east", "west") if change == "split" else VILLAGES)]
    for area, after in parts.items():
        before = accounted(told, area, "2020-12-31")
        assert before <= set[str]().union(*(accounted(told, one, "2023-01-01") for one in after))
