"""The steps of the scenarios on the ways from pages of a site to the bodies that they name."""

from __future__ import annotations

from pathlib import Path

from pytest_bdd import given, scenarios, then, when

from features.page import Read, check_links, read
from features.village import HERE, Fields, record
from features.world import World

scenarios("site_bodies.feature")

COUNCIL, MINISTRY, RESIDENTS = (
    (f"../party/{name}.html", name.title()) for name in ("council", "ministry", "residents")
)
"""The ways to some bodies from a page in a folder of the site, under what they are called."""

TITLE = "The norm of the Ministry"


def page(world: World, path: str) -> Read:
    return read((world.folder / "site" / path).read_text("utf-8"))


def ways(world: World, *paths: str) -> set[tuple[str | None, str]]:
    """Where the links of some pages lead, each with its text."""
    found = (way for path in paths for way in page(world, path).all("a"))
    return {(attributes["href"], text) for attributes, text in found}


@given("the ministry leads in the village, and adopted a rule there")
def led(world: World) -> None:
    granted = {"kind": "mandate.granted", "mandate": "lead", "holder": "ministry", "power": "lead"}
    granted |= {"topic": "strengthening", "from": "2019-01-01", "basis": "attribution"}
    rule = {"kind": "rule.enacted", "rule": "norm", "title": TITLE, "topic": "norm"}
    rule |= {"value": "NPR", "by": "ministry", "effect": "immediate", "direction": "neutral"}
    rule |= {"rank": "guideline", "effective": "2019-01-01", "published": "2019-01-01"}
    record(world, granted | {"place": HERE}, rule | {"place": HERE})


@given("the council promised the village a plan, which it put off, and decided on it")
def promised(world: World) -> None:
    by: Fields = {"by": "council", "place": HERE}
    plan = {"promise": "plan", "to": "residents", "text": "A plan.", "due": "2020-06-30"}
    later = {"kind": "promise.postponed", "promise": "plan", "by": "council", "due": "2021-06-30"}
    taken = {"decision": "plan", "text": "The Council wants a plan.", "process": "false"}
    told = {"to": "residents", "content": "news", "channel": "letter"}
    record(
        world,
        {"kind": "promise.made"} | by | plan,
        later | {"on": "2020-05-01"},
        {"kind": "decision.taken"} | by | taken,
        {"kind": "update.sent"} | by | told,
    )


@when("somebody makes the site")
def made(world: World) -> None:
    world.gestand("site", str(world.folder / "site"), "--as-of", "2026-10-01")
    assert world.exit_code == 0, world.message


@when("somebody makes a document about the village")
def document(world: World) -> None:
    world.gestand("report", "village", "-o", str(world.folder / "village.html"))
    assert world.exit_code == 0, world.message


@then("the page of the village and its lists lead to the council and the ministry")
def from_village(world: World) -> None:
    assert {COUNCIL, MINISTRY} <= ways(world, "place/village.html")
    assert COUNCIL in ways(world, "place/village.lists.html")


@then("every link of the site leads to a page of it")
def links(world: World) -> None:
    top = world.folder / "site"
    found: dict[str, str] = {
        path.relative_to(top).as_posix(): path.read_text("utf-8")
        for path in Path(top).rglob("*.html")
    }
    check_links(top, found)


@then("the page of the rule leads to the ministry, in the words by which it is named")
def from_rule(world: World) -> None:
    assert MINISTRY in ways(world, "rule/norm.html")
    told = [text for _, text in page(world, "rule/norm.html").all("dd")]
    assert {"Ministry", TITLE} <= {*told}


@then("the page of the promise leads to the council and the residents")
def from_promise(world: World) -> None:
    assert {COUNCIL, RESIDENTS} <= ways(world, "promise/plan.html")


@then("no words of a record were made to lead anywhere")
def words_alone(world: World) -> None:
    (first, *_) = [text for text in _facts(world, "rule/norm.html") if "The norm of" in text]
    assert "<a" not in first
    (first, *_) = [text for text in _facts(world, "decision/plan.html") if "wants a plan" in text]
    assert "<a" not in first


def _facts(world: World, path: str) -> list[str]:
    """Each fact on a page, as it is marked up."""
    return (world.folder / "site" / path).read_text("utf-8").split("<dd>")[1:]


@then("it names the council, and leads nowhere but to parts of itself")
def alone(world: World) -> None:
    found = read((world.folder / "village.html").read_text("utf-8"))
    assert any("Council" in text for _, text in found.all("td"))
    assert [a["href"] for a, _ in found.all("a") if not str(a["href"]).startswith("#")] == []
