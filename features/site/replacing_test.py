"""The steps of the scenarios on what a new site replaces, and what it leaves alone."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from features.site.conftest import anew, contents, files, folder, make, pages
from features.village import HERE, Fields, record
from features.world import World
from projections.pages.paths import place_page

scenarios("site_replacing.feature")


@pytest.fixture
def before(world: World) -> dict[str, tuple[int, int]]:
    """What the files were when the site was made first."""
    found: dict[str, tuple[int, int]] = world.remembered["files"]
    return found


@when("somebody makes the site there, which is to replace one elsewhere")
def makes_instead(world: World) -> None:
    make(world, "--instead-of", str(world.folder / "elsewhere"))


@when("somebody makes the site of today")
def makes_today(world: World) -> None:
    world.gestand("site", str(folder(world)))
    assert world.exit_code == 0, world.message


@when("somebody makes the site of today as of the day that stands on it")
def makes_that_day(world: World) -> None:
    told = re.search(r"[Aa]s of (\d+ \w+ \d{4})[^ ]", pages(world)[place_page("village")])
    assert told, "a day, without the time"
    day = datetime.strptime(told.group(1), "%d %b %Y").date()  # noqa: DTZ007 - a day alone
    make(world, "--as-of", day.isoformat())


@when(parsers.parse("somebody makes the site as known at size {size}"))
def makes_known(world: World, size: str) -> None:
    make(world, "--known-at", size)


@when("somebody puts a letter into it, and makes the site again")
def letter_inside(world: World) -> None:
    (folder(world) / "letter.txt").write_text("Dear council,", "utf-8")
    make(world)


@when(parsers.parse('somebody keeps it as "{name}", and makes the site'))
def keeps(world: World, name: str) -> None:
    world.remembered["bytes"] = {
        path.replace("/site/", f"/{name}/"): text for path, text in contents(world).items()
    }
    world.remembered["kept"] = folder(world).rename(world.folder / name)
    make(world)


@when("somebody makes the site of another ledger there")
def another(world: World) -> None:
    anew(world)
    make(world)


@given("the ministry leads the strengthening in the village")
def leads(world: World) -> None:
    granted = {"kind": "mandate.granted", "mandate": "lead", "holder": "ministry", "power": "lead"}
    granted |= {"topic": "strengthening", "from": "2019-01-01", "basis": "attribution"}
    charter: Fields = {
        "kind": "charter.declared",
        "charter": "of-village",
        "place": HERE,
        "by": "council",
    }
    charter |= {"conditions": [{"key": "lead-continuity"}], "start": "2019-06-01"}
    record(world, granted | {"place": HERE}, charter | {"on": "2019-06-01"})


@then("no page was written again")
def not_again(world: World, before: dict[str, tuple[int, int]]) -> None:
    assert before
    assert files(world) == before


@then("what was kept is as it was")
def kept_old(world: World) -> None:
    assert world.remembered["bytes"]
    assert contents(world, world.remembered["kept"]) == world.remembered["bytes"]
