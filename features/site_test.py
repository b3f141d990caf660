"""The steps of the scenarios on the site of a ledger."""

from __future__ import annotations

import json
import posixpath
from base64 import b64decode
from contextlib import closing
from pathlib import Path

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from domain.record import StreamName
from features.page import ADDRESS, HOSTILE, check_proofs, read
from features.village import HERE, record
from features.world import World
from ledger.store.reader import Reader
from projections.pages.paths import (
    Addresses,
    place_calendar,
    place_feed,
    place_page,
    source_page,
    stream_page,
)

scenarios("site.feature")

DAY = "2026-10-01"


def make(world: World, *options: str) -> None:
    world.gestand("site", str(folder(world)), "--as-of", DAY, *options)


def folder(world: World) -> Path:
    return world.folder / "site"


def pages(world: World) -> dict[str, str]:
    """Every page by its path."""
    top = folder(world)
    return {
        path.relative_to(top).as_posix(): path.read_text("utf-8") for path in top.rglob("*.html")
    }


def files(world: World) -> dict[str, tuple[int, int]]:
    """Each file with what would tell that it was written again."""
    found = {path: path.stat() for path in folder(world).rglob("*.html")}
    return {str(path): (stat.st_ino, stat.st_mtime_ns) for path, stat in found.items()}


@pytest.fixture
def before(world: World) -> dict[str, tuple[int, int]]:
    """What the files were when the site was made first."""
    found: dict[str, tuple[int, int]] = world.remembered["files"]
    return found


# -- given and when ----------------------------------------------------------------------------


@given("a folder with a letter in it")
def letter(world: World) -> None:
    folder(world).mkdir()
    (folder(world) / "letter.txt").write_text("Dear council,", "utf-8")


@when("somebody makes the site")
@when("somebody makes the site there")
def makes(world: World) -> None:
    make(world)
    world.remembered["files"] = files(world)


@when("somebody makes the site again")
def makes_again(world: World) -> None:
    make(world)
    assert world.exit_code == 0, world.message


@when("the council promised the league a meeting, and somebody makes the site again")
def later(world: World) -> None:
    what = {"promise": "meeting", "text": "We will meet.", "due": "2020-06-30", "place": HERE}
    record(world, {"kind": "promise.made", "by": "council", "to": "league"} | what)
    makes_again(world)


@when(parsers.parse("somebody makes the site as known at size {size}"))
def makes_known(world: World, size: str) -> None:
    make(world, "--known-at", size)


# -- then --------------------------------------------------------------------------------------


@then("there is a page for each place, stream, source and kind, and pages on the whole")
def every_page(world: World) -> None:
    assert world.exit_code == 0, world.message
    with closing(Reader(world.ledger)) as reader:
        streams = reader.names()
        sources = [source for record in reader.records() for source in record.get("source") or ()]
    kinds = {StreamName.parse(stream).kind for stream in streams}
    expected = {stream_page(stream) for stream in streams} | {*map(source_page, sources)}
    expected |= {place_page(area) for area in ("village", "region")}
    expected |= {f"{kind}/index.html" for kind in (*kinds, "source", "changes", "data")}
    expected |= {f"{name}.html" for name in ("index", "check", "methods", "words")}
    found = {path for path in pages(world) if ".lists." not in path}
    assert found == expected
    for area in ("village", "region"):
        for path in (place_feed(area), place_calendar(area)):
            assert (folder(world) / path).is_file()


@then("every link of the site leads to a page of it and to a place on that page")
def links(world: World) -> None:
    found = {path: read(text) for path, text in pages(world).items()}
    ids = {
        path: {attributes["id"] for _, attributes in page.elements if "id" in attributes}
        for path, page in found.items()
    }
    reached = {"index.html"}
    for path, page in found.items():
        for attributes, _ in page.all("a"):
            address = str(attributes["href"])
            if address.startswith(("http://", "https://")):
                continue
            name, _, anchor = address.partition("#")
            target = (
                posixpath.normpath(posixpath.join(posixpath.dirname(path), name)) if name else path
            )
            if target not in found:
                assert (folder(world) / target).is_file(), (path, address)
                continue
            assert not anchor or anchor in ids[target], (path, address)
            reached.add(target)
    assert reached == found.keys(), "every page can be reached"


@then("no page asks anybody for anything, and what strangers wrote stays text")
def quiet(world: World) -> None:
    for path, text in pages(world).items():
        page = read(text)
        names = {name for _, attributes in page.elements for name in attributes}
        assert not names & {"src", "style", "onerror", "onclick"}, path
        (policy,) = (a["content"] or "" for a, _ in page.all("meta") if "http-equiv" in a)
        assert policy.startswith("default-src 'none'; style-src 'sha256-"), path
        assert ("script-src 'none'" in policy) == (not page.all("script")), path
        assert f'href="{ADDRESS}' not in text, path
        assert HOSTILE not in text, path


@then("every record stands on one page with its proof")
def proven(world: World) -> None:
    with closing(Reader(world.ledger)) as reader:
        stored = {record.position: record.stream for record in reader.records()}
    written = pages(world)
    for position, stream in stored.items():
        path, _, anchor = Addresses("").record(stream, position).partition("#")
        page = read(written[path])
        assert anchor in {attributes.get("id") for _, attributes in page.elements}
        (text,) = (text for a, text in page.all("script") if a.get("id") == "proof-data")
        proof = json.loads(text)
        check_proofs(proof, proof["size"], b64decode(proof["root"]))
        assert position in {place for place, *_ in proof["records"]}


@then("no page was written again")
def not_again(world: World, before: dict[str, tuple[int, int]]) -> None:
    assert before
    assert files(world) == before


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
