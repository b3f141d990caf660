"""The steps of the scenarios on what stands on the pages of a site."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from collections import Counter
from contextlib import closing

from pytest_bdd import given, parsers, scenarios, then, when

from domain.record import StreamName
from features.page import ADDRESS, HOSTILE, check_proofs, read
from features.site.conftest import folder, make, pages, sizes
from features.village import HERE, record
from features.world import World
from ledger.store.reader import Reader
from projections.pages.paths import (
    RECORDS_ON_A_PAGE,
    Addresses,
    place_calendar,
    place_feed,
    place_page,
    source_page,
    stream_page,
)

scenarios("site.feature")


@when(parsers.parse("somebody makes the site as was public at {day}"))
def public(world: World, day: str) -> None:
    make(world, "--public-at", day)
    assert world.exit_code == 0, world.message


PRIVATE = "Nobody but the league shall hear of this."


@when("the council puts off in public what it promised in private")
def puts_off(world: World) -> None:
    what = {"promise": "private", "by": "council", "to": "league", "text": PRIVATE, "place": HERE}
    put_off = {"kind": "promise.postponed", "promise": "private", "due": "2021-06-30"}
    put_off |= {"by": "council", "on": "2017-06-01"}
    record(
        world,
        {"kind": "promise.made", "on": "2017", "due": "2020", "published": "2025-06-01"} | what,
        put_off | {"published": "2017-06-01"},
    )


@then("no file of the site has the words of that promise")
def no_words(world: World) -> None:
    every = [path for path in folder(world).rglob("*") if path.is_file()]
    assert not [path.name for path in every if PRIVATE.encode() in path.read_bytes()]


@then("what came from the first to the second names the promise that was put off")
def named_in_changes(world: World) -> None:
    first, second = sizes(world)
    page = pages(world)[f"changes/{first}-{second}.html"]
    assert "A promise was put off: private" in page


@then("what is new about the village is that it was registered")
def registered_in_feed(world: World) -> None:
    text = (folder(world) / place_feed("village")).read_text("utf-8")
    assert text.count("<entry>") == 1
    assert ", 2000: The village" in text


@given("the league was promised 300 things by the council, each with a source of its own")
def many_promises(world: World) -> None:
    record(
        world,
        *(
            {"kind": "promise.made", "promise": f"thing-{number}", "by": "council", "to": "league"}
            | {"text": f"Thing {number} will be done. " * 3, "place": HERE, "due": "2020-06-30"}
            | {"source": [{"title": f"Letter {number}", "type": "official"}]}
            for number in range(300)
        ),
    )


@given("a promise on which the council reported 70 times")
def many_reports(world: World) -> None:
    made = {"kind": "promise.made", "promise": "long", "by": "council", "to": "league"}
    told = {"kind": "promise.reported", "promise": "long", "by": "council", "outcome": "partly"}
    record(
        world,
        made | {"text": "A long promise.", "place": HERE, "due": "2020-06-30"},
        *(told | {"on": f"2019-{1 + n // 28:02}-{1 + n % 28:02}"} for n in range(70)),
    )


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
        stored = [(record.position, record.stream) for record in reader.records()]
    written = pages(world)
    counts: Counter[str] = Counter()
    for position, stream in stored:
        further = {position: counts[stream] // RECORDS_ON_A_PAGE + 1}
        counts[stream] += 1
        path, _, anchor = Addresses("", further).record(stream, position).partition("#")
        page = read(written[path])
        assert anchor in {attributes.get("id") for _, attributes in page.elements}
        (text,) = (text for a, text in page.all("script") if a.get("id") == "proof-data")
        proof = json.loads(text)
        check_proofs(proof, proof["size"], b64decode(proof["root"]))
        assert position in {place for place, *_ in proof["records"]}


@then("what happened last to a party is said in words")
def last_in_words(world: World) -> None:
    assert "Ministry · 1 record, of" in pages(world)["party/index.html"]
    assert not [path for path, text in pages(world).items() if "the last: promise." in text]


@then("the page of each source leads to every record that names it, and to no other")
def sources(world: World) -> None:
    expected: dict[str, set[str]] = {}
    with closing(Reader(world.ledger)) as reader:
        for one in reader.records():
            for source in one.get("source") or ():
                address = Addresses().record(one.stream, one.position)
                expected.setdefault(source_page(source), set()).add(address)
    written = pages(world)
    for path, records in expected.items():
        found = {str(a["href"]) for a, _ in read(written[path]).all("a") if "#record-" in str(a)}
        assert found == records


@then("no page is heavier than 150 kB")
def light(world: World) -> None:
    assert world.exit_code == 0, world.message
    sizes = {path: len(text.encode()) for path, text in pages(world).items()}
    assert {path: size for path, size in sizes.items() if size > 150_000} == {}


@then("each promise stands in the lists of the village, and in those of the council")
def everywhere(world: World) -> None:
    for first in (place_page("village"), stream_page("party/council")):
        start = first.removesuffix("html")
        texts = [text for path, text in pages(world).items() if path.startswith(start)]
        told = Counter(
            anchor for text in texts for anchor in re.findall(r'id="promise-(.*?)"', text)
        )
        assert {told[f"thing-{number}"] for number in range(300)} == {1}
        assert len(texts) > 2


@then("the records of that promise stand on 3 pages")
def three_pages(world: World) -> None:
    found = [path for path in pages(world) if path.startswith("promise/long.")]
    assert sorted(found) == ["promise/long.2.html", "promise/long.3.html", "promise/long.html"]


@then("the data of the site are tables alone")
def tables_alone(world: World) -> None:
    found = {path.name for path in (folder(world) / "data").iterdir()}
    assert found == {"index.html", "tables", "checkpoints.json"}
    assert "records.json" not in pages(world)["data/index.html"]
