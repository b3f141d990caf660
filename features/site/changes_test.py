"""The steps of the scenarios on what is new: between checkpoints, in feeds and in calendars."""

from __future__ import annotations

import re
from contextlib import closing

from pytest_bdd import given, parsers, scenarios, then, when

from features.page import read
from features.site.conftest import DAY, anew, contents, folder, later, makes_again, pages, sizes
from features.village import HERE, record
from features.world import PLAN, World, founding
from ledger.store.reader import Reader
from projections.pages.paths import place_calendar, place_feed

scenarios("site_changes.feature")


@when("the council promised the league a meeting, and somebody makes the site")
def promised_and_made(world: World) -> None:
    later(world)


@when("6 records are recorded, and somebody makes the site again")
def first_records(world: World) -> None:
    record(world, *founding("open"), PLAN)
    makes_again(world)


@when("somebody asks what changed since then")
def asks_diff(world: World) -> None:
    world.gestand("diff", "0")


@when("the ministry promised the league a dinner, and somebody makes the site again")
def dinner(world: World) -> None:
    what = {"promise": "dinner", "text": "We will dine.", "due": "2020-07-31", "place": HERE}
    record(world, {"kind": "promise.made", "by": "ministry", "to": "league"} | what)
    makes_again(world)


STABLE = (".atom", ".ics", "records.json", "checkpoints.json", "council.html", "source/index.html")
"""The ends of names of files in which nothing depends on the day of asking."""


@given("a ledger in which nothing is recorded yet")
def nothing_yet(world: World) -> None:
    anew(world)


@then("the feed of the village is the one that the feed command writes")
def same_feed(world: World) -> None:
    alone = world.folder / "alone" / "village.atom"
    world.gestand("feed", str(alone), "--area", "village", "--as-of", DAY)
    assert (folder(world) / place_feed("village")).read_bytes() == alone.read_bytes()
    assert b"We will meet." in alone.read_bytes()


@then("the calendar of the village has the deadline of the meeting, at the time of its record")
def calendar(world: World) -> None:
    text = (folder(world) / place_calendar("village")).read_bytes().decode()
    event = next(one for one in text.split("BEGIN:VEVENT") if "We will meet." in one)
    with closing(Reader(world.ledger)) as reader:
        (made,) = (one for one in reader.records() if one.get("promise") == "meeting")
    moment = str(made.get("recorded_at"))[:19].replace("-", "").replace(":", "")
    assert f"DTSTAMP:{moment}Z" in event
    assert f"UID:{made.id}@gestand" in event
    assert "DTSTART;VALUE=DATE:20200630" in event


@then("a day later the feeds, the calendars and the pages of records are the same")
def a_day_later(world: World) -> None:
    def stable() -> dict[str, bytes]:
        kept = contents(world).items()
        return {path: text for path, text in kept if path.endswith(STABLE)}

    before = stable()
    world.gestand("site", str(folder(world)), "--as-of", "2026-10-02")
    after = stable()
    assert [path for path in before if after[path] != before[path]] == []
    assert len(before) > 4


@then("the list of checkpoints has 3 lines, from the oldest on")
def checkpoints(world: World) -> None:
    assert sizes(world) == sorted(sizes(world))
    rows = re.findall(r'id="at-(\d+)"', pages(world)["changes/index.html"])
    assert [*map(int, rows)] == sizes(world)
    assert len(rows) == 3


@then("what came from the first to the second tells of the meeting, and not of the dinner")
def first_step(world: World) -> None:
    first, second, _ = sizes(world)
    text = pages(world)[f"changes/{first}-{second}.html"]
    assert "We will meet." in text
    assert "We will dine." not in text


@then("what came since the first tells of the meeting and the dinner")
def since_first(world: World) -> None:
    text = pages(world)[f"changes/since-{sizes(world)[0]}.html"]
    assert "We will meet." in text
    assert "We will dine." in text


@then("what came from the first to the third tells of the meeting and the dinner")
def first_to_third(world: World) -> None:
    first, _, third = sizes(world)
    text = pages(world)[f"changes/{first}-{third}.html"]
    assert "We will meet." in text
    assert "We will dine." in text


@then(parsers.parse('what came since then is told as "{title}"'))
def since_nothing(world: World, title: str) -> None:
    assert f"<h1>{title}</h1>" in pages(world)["changes/since-0.html"]


@then(parsers.parse('what came until the newest checkpoint is told as "{title}"'))
def from_nothing(world: World, title: str) -> None:
    assert f"<h1>{title} " in pages(world)["changes/0-6.html"]


@then(parsers.parse('both say "{text}"'))
def both_say(world: World, text: str) -> None:
    for path in ("changes/since-0.html", "changes/0-6.html"):
        assert text in pages(world)[path]
        assert "0001" not in pages(world)[path]
        assert " the time before" not in pages(world)[path]


@then("on the page of the first each later one can be chosen, with the way to what came until then")
def chosen(world: World) -> None:
    first, second, third = sizes(world)
    page = read(pages(world)[f"changes/since-{first}.html"])
    ways = [str(attributes["href"]) for attributes, _ in page.all("a")]
    assert {f"{first}-{second}.html", f"{first}-{third}.html"} <= {*ways}
