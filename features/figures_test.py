"""Figures that an auditor recounts: the cases under cases/figures, with the values of the page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from features.world import World

CASES = Path(__file__).parent / "cases"
FIGURES = CASES / "figures"

Fields = dict[str, Any]

BASE: list[Fields] = [
    {"kind": "party.registered", "party": "council", "name": "Council", "type": "municipality"},
    {"kind": "party.registered", "party": "agency", "name": "Agency", "type": "executive-body"},
    {"kind": "party.registered", "party": "auditor", "name": "Auditor", "type": "expert-body"},
    {"kind": "party.registered", "party": "residents", "name": "Residents", "type": "residents"},
    {"kind": "area.registered", "area": "village", "name": "Village", "type": "village"},
]


@pytest.fixture
def world(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> World:
    """A folder with an empty ledger."""
    found = World(tmp_path, capsys)
    found.gestand("init")
    return found


def promised(name: str, **fields: Any) -> Fields:
    """A promise by the council to the residents of the village, due at the end of 2023."""
    made = {"kind": "promise.made", "promise": name, "by": "council", "to": "residents"}
    return (
        made | {"area": "village", "text": name, "due": "2023-12-31", "on": "2023-01-01"} | fields
    )


def counted(promise: str, done: str, on: str = "2023-12-01", by: str = "auditor") -> Fields:
    """A count of what was done of a promise."""
    event = {"kind": "promise.progressed", "promise": promise, "by": by, "on": on}
    return event | {"done": done, "text": "a count"}


def bring(world: World, *files: Path) -> None:
    """Import files into the ledger."""
    world.gestand("import", *map(str, files))
    assert world.exit_code == 0, world.message


def rows(world: World, *question: str) -> list[Fields]:
    """The rows of an answer."""
    world.gestand(*question, "--format", "json")
    assert world.exit_code == 0, world.message
    found: list[Fields] = json.loads(world.output)["rows"]
    return found


def by_promise(world: World, *options: str) -> dict[str, Fields]:
    """The list of promises, by their names."""
    return {row["promise"]: row for row in rows(world, "promises", *options)}


# -- quantities ---------------------------------------------------------------------------------


def without(text: str, name: str) -> str:
    """A journal of a line a record without the records of one promise."""
    return "\n".join(line for line in text.splitlines() if f"promise: {name}," not in line)


def test_a_count_decides_where_all_its_readings_agree(world: World) -> None:
    """More than 60 and 40 to 100 of 100 may be all; so may about 100. Between what is shown."""
    journal = without((FIGURES / "quantities.yaml").read_text(encoding="utf-8"), "q8")
    bring(world, CASES / "base.yaml", world.file("quantities.yaml", journal))
    found = by_promise(world, "--as-of", "2024-06-01")
    bounds = {name: (row["scored_low"], row["scored_high"]) for name, row in found.items()}
    assert bounds == {
        "q2": pytest.approx((0.2, 1.0)),
        "q4": pytest.approx((-0.2, 1.0)),
        "q6": pytest.approx((0.8, 1.0)),
    }
    assert {(row["group"], row["scored"], row["doubt"]) for row in found.values()} == {
        ("unresolved", None, "count")
    }
    world.gestand("promises", "--as-of", "2024-06-01")
    assert (
        "leaves open how much was done (between -0.20 and 1.00; 1: kept in time, -1: not kept)"
        in plain(world)
    )


def plain(world: World) -> str:
    """What the screen says, without its line ends."""
    return " ".join(world.output.split())


def test_a_ceiling_is_refused_as_a_size(world: World) -> None:
    """Fewer than a hundred is nothing to reach; nothing of the file is recorded."""
    world.gestand("import", str(CASES / "base.yaml"))
    world.gestand("import", str(FIGURES / "quantities.yaml"))
    assert world.exit_code == 3
    assert "its size <100 is a ceiling, not a quantity to reach." in world.message
    assert "say it as a criterion" in world.message
    assert rows(world, "promises") == []


def test_the_unresolved_band_rests_on_what_counts_leave_open(world: World) -> None:
    """Of ten promises half done, more or less, the band is no wider than the counts."""
    made = [promised(f"p{number}", size="100") for number in range(10)]
    done = [counted(f"p{number}", "40..60") for number in range(10)]
    world.record(*BASE, *made, *done)
    (row,) = rows(world, "trust", "village", "--as-of", "2024-06-01")
    assert (row["unresolved"], row["partly"]) == (10, 0)
    # Ten times -0.2 is r = 4 and s = 6; ten times 0.2 the other way round.
    assert row["unresolved_low"] == pytest.approx(5 / 12)
    assert row["unresolved_high"] == pytest.approx(7 / 12)
    assert row["dated_share"] == 1.0, "a size is a criterion"


def test_part_of_what_was_promised_is_a_breach_however_much(world: World) -> None:
    """That it is not all is certain: the condition does not wait for the exact count."""
    charter: Fields = {
        "kind": "charter.declared",
        "charter": "c",
        "area": "village",
        "by": "auditor",
    }
    charter |= {"start": "2023-06-01", "topics": [], "conditions": [{"key": "promises-kept"}]}
    world.record(*BASE, promised("p", size="100"), counted("p", "40..60"), charter)
    (row,) = rows(world, "conditions", "village", "--as-of", "2024-02-01")
    (condition,) = row["conditions"]
    assert condition["beside"]["in_breach"] == 1


def test_fewer_than_a_hundred_contradicts_a_hundred(world: World) -> None:
    """`<` is strict, also where two bodies publish one figure."""
    figure = {"kind": "figure.published", "indicator": "homes", "area": "village", "unit": "homes"}
    said = [("council", "<100"), ("auditor", "100"), ("agency", "~100")]
    world.record(
        *BASE, *(figure | {"period": "2020", "by": by, "value": value} for by, value in said)
    )
    world.gestand("check", "contradictions", "--format", "json")
    (found,) = json.loads(world.output)["rows"]
    assert "homes: <100 by Council, 100 by Auditor" in found["finding"]


# -- burden -------------------------------------------------------------------------------------


def test_who_reports_progress_is_not_worse_off_than_who_is_silent(world: World) -> None:
    """Ten benches of which work had begun and ten of which nothing is known come out alike."""
    bring(world, FIGURES / "progress-punished.jsonl")
    found = by_promise(world, "--as-of", "2025-06-01")
    assert len(found) == 20
    assert {(one["status"], one["group"], one["doubt"]) for one in found.values()} == {
        ("overdue", "unresolved", "not-looked-into")
    }
    (row,) = rows(world, "trust", "duin", "--as-of", "2025-06-01")
    assert (row["due"], row["broken"], row["unresolved"]) == (20, 0, 20)


PROGRESS = {"kind": "promise.progressed", "by": "council", "text": "t"}
REDEFINED = {"kind": "promise.redefined", "by": "council", "criterion": "c"}
TRANSFER = {"kind": "promise.transferred", "to": "agency", "form": "succession"}


@pytest.mark.parametrize(
    ("event", "group"),
    [
        (PROGRESS | {"on": "2024-02"}, "scored"),
        (PROGRESS | {"on": "2024-01-01"}, "scored"),
        (PROGRESS | {"on": "2023-12-31"}, "unresolved"),
        (PROGRESS | {"on": "2023/2024"}, "unresolved"),
        ({"kind": "promise.postponed", "by": "council", "on": "2024-02-01"}, "scored"),
        ({"kind": "promise.postponed", "by": "council", "on": "2023-02-01"}, "unresolved"),
        ({"kind": "promise.suspended", "by": "council", "on": "2024-02-01"}, "scored"),
        (REDEFINED | {"on": "2024-02-01"}, "scored"),
        (
            {"kind": "promise.blocked", "by": "agency", "reason": "r", "on": "2024-02-01"},
            "unresolved",
        ),
        (TRANSFER | {"on": "2024-02-01"}, "unresolved"),
    ],
)
def test_what_shows_that_somebody_looked(world: World, event: Fields, group: str) -> None:
    """Only what is certainly from after the due instant, and speaks of the outcome."""
    ledger = {"kind": "ledger.declared", "title": "A ledger", "burden": "open"}
    world.record(ledger, *BASE, promised("p"), {"promise": "p"} | event)
    (row,) = rows(world, "promises", "--as-of", "2024-12-31")
    assert row["group"] == group


def test_a_count_on_the_way_is_no_finding(world: World) -> None:
    """Under an open burden part of it done before the deadline leaves open what came of it."""
    ledger = {"kind": "ledger.declared", "title": "A ledger", "burden": "open"}
    world.record(ledger, *BASE, promised("p", size="100"), counted("p", "40", "2023-06-01"))
    (row,) = rows(world, "promises", "--as-of", "2024-06-01")
    assert (row["group"], row["scored"], row["doubt"]) == ("unresolved", None, "not-looked-into")
    assert (row["scored_low"], row["scored_high"]) == (None, None)
    world.record(counted("p", "50", "2024-02-01"))
    (row,) = rows(world, "promises", "--as-of", "2024-06-01")
    # 40 in time, 10 late, 50 never.
    assert (row["group"], row["scored"]) == ("scored", pytest.approx(-0.1))


# -- halts, blocks, supersession ----------------------------------------------------------------


def test_everybody_who_blocks_is_named(world: World) -> None:
    """The block of one is lifted, and the other still stands in the way."""
    block = {"kind": "promise.blocked", "promise": "p", "reason": "r"}
    lift = {"kind": "promise.unblocked", "promise": "p", "by": "agency", "on": "2023-04-01"}
    world.record(
        *BASE,
        promised("p"),
        block | {"by": "agency", "on": "2023-02-01"},
        block | {"by": "auditor", "on": "2023-03-01"},
        lift,
    )
    assert by_promise(world, "--as-of", "2023-03-15")["p"]["blocked_by"] == ["agency", "auditor"]
    assert by_promise(world, "--as-of", "2023-06-01")["p"]["blocked_by"] == ["auditor"]


def test_a_promise_without_a_date_in_its_place_is_not_known_to_come_no_later(world: World) -> None:
    """It is replaced; by one that falls due within the same year at the latest, superseded."""
    bring(world, FIGURES / "better-terms-undated.yaml")
    found = by_promise(world, "--as-of", "2024-01-01")
    states = {name: (row["status"], row["group"], row["scored"]) for name, row in found.items()}
    assert states == {
        "a": ("kept", "scored", 1.0),
        "c": ("replaced", "scored", -1.0),
        "d": ("undated", "undated", None),
        "e": ("superseded", "excluded", None),
        "f": ("overdue", "unresolved", None),
    }
    world.gestand("promises", "--as-of", "2024-01-01")
    assert "C (B; c)" in plain(world)
    assert "replaced without consent, by one without a date" in plain(world)


# -- trust --------------------------------------------------------------------------------------


def test_the_counts_of_trust_say_how_many_promises_they_stand_for(world: World) -> None:
    """Three promises of one act and one text are one outcome: a reader can recount them."""
    act = {"act": "letter", "text": "Benches."}
    world.record(*BASE, *(promised(name, **act) for name in ("a", "b", "c")), promised("d"))
    question = ("--as-of", "2024-06-01")
    (row,) = rows(world, "trust", "village", *question)
    assert (row["due"], row["broken"]) == (2, 2)
    assert row["promise_counts"]["due"] == len(rows(world, "promises", *question)) == 4
    assert row["promise_counts"]["broken"] == 4
    (row,) = rows(world, "trust", "village", "--by", "promisor", *question)
    assert (row["broken"], row["promise_counts"]["broken"]) == (2, 4)
    world.gestand("trust", "village", *question)
    assert "Of 2 promises (4 with those that count as one) to Village that fell due," in plain(
        world
    )
    assert "not kept: 2, together 4 promises" in plain(world)
    world.gestand("trust", "village", "--by", "promisor", *question)
    assert "how many promises these stand for" in plain(world)


def test_nothing_is_said_of_years_that_nobody_observed(world: World) -> None:
    """Of promises three months old it is not known how many are kept within a year."""
    names = [f"p{number}" for number in range(10)]
    made = [promised(name, on="2023-10-01") for name in names]
    kept = {"kind": "promise.assessed", "by": "auditor", "basis": "independent", "outcome": "kept"}
    world.record(
        *BASE, *made, *(kept | {"promise": name, "on": "2023-11-01"} for name in names[:4])
    )
    (row,) = rows(world, "trust", "village", "--as-of", "2024-01-01")
    assert row["kept_within_days"] == {"365": None, "730": None, "1825": None}
    world.gestand("trust", "village", "--as-of", "2024-01-01")
    assert "not yet known within 5 y" in plain(world)
    (row,) = rows(world, "trust", "village", "--as-of", "2024-12-31")
    assert row["kept_within_days"] == {"365": pytest.approx(0.4), "730": None, "1825": None}


# -- rules --------------------------------------------------------------------------------------


def test_the_share_of_time_is_of_all_days(world: World) -> None:
    """A year is proven, ten are possible, of eleven; a quotient of the known days says nothing."""
    bring(world, FIGURES / "share-of-days.jsonl")
    (row,) = rows(world, "stability", "duin", "--as-of", "2010-12-31")
    days = 4018
    assert row["days"] == days
    assert row["share_start_regime"] is None
    assert row["share_start_regime_low"] == pytest.approx(366 / days)
    assert row["share_start_regime_high"] == pytest.approx((days - 366) / days, abs=1 / days)
    world.gestand("stability", "duin", "--as-of", "2010-12-31")
    assert "between 9% (proven) and 91% (possible) of the days" in plain(world)


def test_the_share_of_many_areas(world: World) -> None:
    """Three of the years since 1970 in each of them, as every day is known."""
    bring(world, FIGURES / "stability-many-areas.jsonl")
    found = rows(world, "stability", "--as-of", "2019-12-31")
    assert len(found) == 10
    for row in found:
        assert (row["changes"], row["days"]) == (15, 18262)
        assert row["share_start_regime"] == pytest.approx(1096 / 18262)
        assert row["share_start_regime_low"] == row["share_start_regime_high"]


# -- control ------------------------------------------------------------------------------------


def test_a_stretch_of_time_is_told_of_every_place(world: World) -> None:
    """Without a place the days of the stretch are told of each; who may have held it is named."""
    lead = {"kind": "mandate.granted", "power": "lead", "area": "village", "basis": "attribution"}
    world.record(
        *BASE,
        lead | {"mandate": "m1", "holder": "council", "from": "2015-01-01", "until": "2016-12-31"},
        lead | {"mandate": "m2", "holder": "auditor", "from": "2017/2018", "until": "2017/2018"},
        lead | {"mandate": "m3", "holder": "agency", "from": "2019-01-01"},
    )
    (row,) = rows(world, "control", "village", "--power", "lead", "--as-of", "2020-01-01")
    assert row["before"] == {
        "holders": ["council"],
        "possible": ["auditor"],
        "until": "2016-12-31",
    }
    world.gestand("control", "--from", "2016", "--to", "2019", "--as-of", "2020-01-01")
    answer = "From 1 Jan 2016 to 31 Dec 2019 the lead in Village was held by Council, then perhaps "
    assert answer + "Auditor, then Agency." in plain(world)
    assert "1 Jan 2016 31 Dec 2016 Council" in plain(world)
    world.gestand("control", "village", "--power", "lead", "--as-of", "2020-01-01")
    assert "until 31 Dec 2016: Council; after that perhaps Auditor" in plain(world)
