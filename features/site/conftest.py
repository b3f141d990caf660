"""What the scenarios on sites share: making one, and what all its pages have."""

from __future__ import annotations

import json
from pathlib import Path

from pytest_bdd import given, then, when

from features.page import check_links
from features.village import HERE, record
from features.world import World
from projections.pages.paths import stream_page

DAY = "2026-10-01"
"""As of which most sites of the scenarios are made."""


def make(world: World, *options: str) -> None:
    """Make the site of the ledger, as of one day, whatever the exit code."""
    world.gestand("site", str(folder(world)), "--as-of", DAY, *options)


def folder(world: World) -> Path:
    """Where the site of the scenario stands."""
    return world.folder / "site"


def pages(world: World) -> dict[str, str]:
    """Every page by its path."""
    top = folder(world)
    return {
        path.relative_to(top).as_posix(): path.read_text("utf-8") for path in top.rglob("*.html")
    }


def contents(world: World, top: Path | None = None) -> dict[str, bytes]:
    """The bytes of every file by its path. top: of another site than that of the scenario."""
    top = top or folder(world)
    return {str(path): path.read_bytes() for path in top.rglob("*") if path.is_file()}


def files(world: World) -> dict[str, tuple[int, int]]:
    """Each file with what would tell that it was written again."""
    found = {path: path.stat() for path in folder(world).rglob("*.html")}
    return {str(path): (stat.st_ino, stat.st_mtime_ns) for path, stat in found.items()}


def sizes(world: World) -> list[int]:
    """How many records each checkpoint has of which a site was made, the oldest first."""
    kept = json.loads((folder(world) / "data/checkpoints.json").read_text("utf-8"))
    return [one["size"] for one in kept]


@given("a folder with a letter in it")
def letter(world: World) -> None:
    folder(world).mkdir()
    (folder(world) / "letter.txt").write_text("Dear council,", "utf-8")


@when("somebody makes the site")
@when("somebody makes the site there")
def makes(world: World) -> None:
    make(world)
    world.remembered["files"] = files(world)


@when("somebody makes the site in Dutch and English")
@when("somebody makes the site there in Dutch and English")
def makes_both(world: World) -> None:
    make(world, "--lang", "nl", "--lang", "en")


@when("somebody makes the site again")
def makes_again(world: World) -> None:
    make(world)
    assert world.exit_code == 0, world.message


@when("the council promised the league a meeting, and somebody makes the site again")
def later(world: World) -> None:
    meeting(world)
    makes_again(world)


def meeting(world: World) -> None:
    """Record a promise of the council to the league."""
    what = {"promise": "meeting", "text": "We will meet.", "due": "2020-06-30", "place": HERE}
    record(world, {"kind": "promise.made", "by": "council", "to": "league"} | what)


def anew(world: World) -> None:
    """Begin another ledger in the place of that of the scenario."""
    for path in world.folder.glob(f"{world.ledger.name}*"):
        path.unlink()
    world.gestand("init")
    assert world.exit_code == 0, world.message


def promised_in_between(world: World) -> None:
    """Record a promise that a new site would tell of, and remember the old one."""
    meeting(world)
    world.gestand("promises")  # the book is caught up, so that only pages are written
    world.remembered["bytes"] = contents(world)


@then("every link of the site leads to a page of it and to a place on that page")
def links(world: World) -> None:
    check_links(folder(world), pages(world))


@then("the page of that promise is new, and stands on that of the council")
def only_what_changed(world: World) -> None:
    assert stream_page("promise/meeting") in pages(world)
    assert "We will meet." in pages(world)[stream_page("promise/meeting")]
    assert "We will meet." in pages(world)[stream_page("party/council")]
    assert "We will meet." not in pages(world)[stream_page("party/ministry")]


@then("the letter is as it was")
def as_it_was(world: World) -> None:
    assert [path.name for path in folder(world).iterdir()] == ["letter.txt"]


@then("nothing else stands beside the site")
def alone(world: World) -> None:
    assert not [path.name for path in world.folder.iterdir() if path.name.startswith(".site")]


@then("every file of the site is as it was")
def untouched(world: World) -> None:
    before: dict[str, bytes] = world.remembered["bytes"]
    after = contents(world)
    assert after.keys() == before.keys()
    assert [path for path in before if after[path] != before[path]] == []
