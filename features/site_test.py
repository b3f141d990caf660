"""The steps of the scenarios on the site of a ledger."""

from __future__ import annotations

import json
import os
import posixpath
import re
import resource
import signal
import subprocess
from base64 import b64decode
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from commands.asking import Query
from commands.site_data import BUNDLE
from commands.site_folder import replaced
from commands.site_making import Making
from domain.record import StreamName
from features.limits import COMMAND, process
from features.page import ADDRESS, HOSTILE, check_links, check_proofs, read
from features.village import HERE, Fields, record
from features.world import PLAN, World, founding
from ledger.exchange.bundle_files import CHECKPOINT
from ledger.files import RECORDS
from ledger.store.reader import Reader
from projections.pages.paths import (
    METHODS_PAGE,
    RECORDS_ON_A_PAGE,
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


@given(parsers.parse('a folder with a letter at "{place}" in it'))
def letter_at(world: World, place: str) -> None:
    world.remembered["letter"] = folder(world) / place
    world.remembered["letter"].parent.mkdir(parents=True)
    world.remembered["letter"].write_text("Dear council,", "utf-8")


@when("somebody makes the site")
@when("somebody makes the site there")
def makes(world: World) -> None:
    make(world)
    world.remembered["files"] = files(world)


@when("somebody makes the site there, which is to replace one elsewhere")
def makes_instead(world: World) -> None:
    make(world, "--instead-of", str(world.folder / "elsewhere"))


@when("somebody makes the site in Dutch and English")
@when("somebody makes the site there in Dutch and English")
def makes_both(world: World) -> None:
    make(world, "--lang", "nl", "--lang", "en")


@when("somebody makes the site in Dutch")
def makes_dutch(world: World) -> None:
    """In a process of its own, which speaks that language."""
    command = [*COMMAND, "--ledger", str(world.ledger), "--lang", "nl"]
    subprocess.run(
        [*command, "site", str(folder(world)), "--as-of", DAY], check=True, capture_output=True
    )


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


@when("the council promised the league a meeting, and somebody makes the site")
def promised_and_made(world: World) -> None:
    later(world)


@when("somebody makes the site, and meanwhile the council promises the league a meeting and signs")
def promised_meanwhile(world: World) -> None:
    def steps(items: Iterable[None], doing: str, _: int) -> Iterable[None]:
        """What shows how far the work is: at its beginning the site is planned, and not made."""
        if doing == "Places":
            meeting(world)
            world.gestand("checkpoint")
            assert world.exit_code == 0, world.message
        return items

    moment: dict[str, Any] = {"as_of": DAY, "known_at": None, "public_at": None, "signed": False}
    form: dict[str, Any] = {"form": "table", "explain": False, "no_pager": True}
    query = Query(world.ledger, start=None, end=None, every=None, **moment, **form)
    with replaced(folder(world)) as made:
        Making(query, made, steps, (), 1).write()


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


def anew(world: World) -> None:
    """Begin another ledger in the place of that of the scenario."""
    for path in world.folder.glob(f"{world.ledger.name}*"):
        path.unlink()
    world.gestand("init")
    assert world.exit_code == 0, world.message


@when(
    "the council promised the league a meeting, and the system kills whoever makes the site again"
)
def killed(world: World) -> None:
    promised_in_between(world)
    child = os.fork()
    if child == 0:  # the system ends it with the first write that makes a file longer than that
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_FSIZE, (LONGEST_FILE, LONGEST_FILE))
        make(world)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)


@when(parsers.parse("somebody makes it once more elsewhere, by {count} processes"))
def by_several(world: World, count: str) -> None:
    elsewhere = str(world.folder / "elsewhere")
    world.gestand("site", elsewhere, "--as-of", DAY, "--processes", count)
    assert world.exit_code == 0, world.message


@when("the council promised the league a meeting, and the system kills what helps to make the site")
def helper_killed(world: World) -> None:
    promised_in_between(world)
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_FSIZE, (LONGEST_FILE, LONGEST_FILE))
        make(world, "--processes", "2")
        os._exit(world.exit_code)
    _, status = os.waitpid(child, 0)
    world.exit_code = os.waitstatus_to_exitcode(status)


@when("somebody stops the program while 2 processes make the site")
def stopped(world: World) -> None:
    # The ledger is opened by whoever plans the site, and then by a process that helps.
    stop(world, os.killpg, 2, "--processes", "2")


@when("somebody stops the program alone while the site is made in Dutch and English")
def stopped_alone(world: World) -> None:
    stop(world, os.kill, 1, "--lang", "en", "--lang", "nl")


@when(
    "somebody stops the program with all that it starts while the site is made in Dutch and English"
)
def stopped_together(world: World) -> None:
    stop(world, os.killpg, 1, "--lang", "en", "--lang", "nl")


def stop(world: World, send: Callable[[int, int], None], opened: int, *options: str) -> None:
    """Make the site again, and interrupt that when the ledger was opened so many times."""
    promised_in_between(world)
    environment = os.environ | {"GESTAND_VERBOSE": "1"}
    making = ("site", str(folder(world)), "--as-of", DAY, *options)
    with process(world.ledger, *making, start_new_session=True, env=environment) as running:
        assert running.stderr is not None
        lines = (line for line in running.stderr if "opened the ledger" in line)
        for _ in range(opened):
            assert next(lines)
        send(running.pid, signal.SIGINT)
        _, world.message = running.communicate(timeout=60)
    world.exit_code = running.returncode
    world.remembered["group"] = running.pid


@when("the council promised the league a meeting, and the Dutch site has a letter in it")
def letter_in_dutch(world: World) -> None:
    (folder(world) / "nl" / "letter.txt").write_text("Dear council,", "utf-8")
    promised_in_between(world)


def promised_in_between(world: World) -> None:
    """Record a promise that a new site would tell of, and remember the old one."""
    meeting(world)
    world.gestand("promises")  # the book is caught up, so that only pages are written
    world.remembered["bytes"] = contents(world)


STABLE = (".atom", ".ics", "records.json", "checkpoints.json", "council.html", "source/index.html")
"""The ends of names of files in which nothing depends on the day of asking."""

LONGEST_FILE = 40_000
"""Of the pages only the methods are longer, which are written after most others."""


def contents(world: World, top: Path | None = None) -> dict[str, bytes]:
    top = top or folder(world)
    return {str(path): path.read_bytes() for path in top.rglob("*") if path.is_file()}


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


@given("the ledger is signed")
def signed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(world.folder)
    world.gestand("key", "new", "--name", "example.org/village")
    world.gestand("checkpoint", "-o", "signed")
    assert world.exit_code == 0, world.message


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


@given("a promise on which the council reported 70 times")
def many_reports(world: World) -> None:
    made = {"kind": "promise.made", "promise": "long", "by": "council", "to": "league"}
    told = {"kind": "promise.reported", "promise": "long", "by": "council", "outcome": "partly"}
    record(
        world,
        made | {"text": "A long promise.", "place": HERE, "due": "2020-06-30"},
        *(told | {"on": f"2019-{1 + n // 28:02}-{1 + n % 28:02}"} for n in range(70)),
    )


@given("a ledger in which nothing is recorded yet")
def nothing_yet(world: World) -> None:
    anew(world)


@given("a promise in Dutch in a ledger that is kept in Dutch and English")
def in_dutch(world: World) -> None:
    anew(world)
    declared, *others = founding("open")
    made = {"kind": "promise.made", "promise": "dutch", "by": "ministry", "to": "residents"}
    english = {"promise": "english", "text": "The council will answer all of the letters."}
    dutch = {"text": "De gemeente zal aan alle bewoners een brief sturen.", "place": HERE}
    dutch |= {"due": "2020-06-30"}
    world.record(declared | {"languages": ["nl", "en"]}, *others, made | dutch)
    world.record(made | dutch | english)
    assert world.exit_code == 0, world.message


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
    check_links(folder(world), pages(world))


@then("each page of one language leads to the same page in the other")
def switched(world: World) -> None:
    assert world.exit_code == 0, world.message
    found = pages(world)
    for here, there in (("nl", "en"), ("en", "nl")):
        for path in (path for path in found if path.startswith(f"{here}/")):
            (way,) = (a for a, _ in read(found[path]).all("a") if a.get("hreflang") == there)
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), str(way["href"])))
            assert target == path.replace(here, there, 1)


@then("the methods are in Dutch and lead to those in English, with the same anchors")
def methods(world: World) -> None:
    found = {path: read(text) for path, text in pages(world).items() if "methods" in path}
    (dutch,) = (path for path in found if path in {METHODS_PAGE, f"nl/{METHODS_PAGE}"})
    (way,) = (str(a["href"]) for a, text in found[dutch].all("a") if text == "De Engelse tekst")
    english = posixpath.normpath(posixpath.join(posixpath.dirname(dutch), way.partition("#")[0]))
    anchors: list[list[str]] = []
    for path, spoken in ((dutch, "nl"), (english, "en")):
        ((attributes, _),) = found[path].all("html")
        assert attributes["lang"] == spoken
        ids = [str(a["id"]) for _, a in found[path].elements if "id" in a]
        anchors.append([name for name in ids if name.startswith("method-")])
    assert anchors[0] == anchors[1] == [f"method-{number}" for number in range(9)]
    texts = ["\n".join(text for _, text in found[path].all("li")) for path in (dutch, english)]
    assert "The first deadline is always kept" in texts[1]
    assert "The first deadline is always kept" not in texts[0]


@then("each page says in which language it is")
def tells_language(world: World) -> None:
    for path, text in pages(world).items():
        ((attributes, _),) = read(text).all("html")
        assert attributes["lang"] == path[:2] or path == "index.html"


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


@then("there is nothing in the folder but the letter")
def letter_alone(world: World) -> None:
    path = world.remembered["letter"]
    assert contents(world) == {str(path): b"Dear council,"}


@then("what was kept is as it was")
def kept_old(world: World) -> None:
    assert world.remembered["bytes"]
    assert contents(world, world.remembered["kept"]) == world.remembered["bytes"]


@then("nothing else stands beside the site")
def alone(world: World) -> None:
    assert not [path.name for path in world.folder.iterdir() if path.name.startswith(".site")]


@then("every file of the site is as it was")
def untouched(world: World) -> None:
    before: dict[str, bytes] = world.remembered["bytes"]
    after = contents(world)
    assert after.keys() == before.keys()
    assert [path for path in before if after[path] != before[path]] == []


@then("both have the same files with the same bytes")
def same_bytes(world: World) -> None:
    other = world.folder / "elsewhere"
    alone = {path.removeprefix(str(folder(world))): text for path, text in contents(world).items()}
    several = {path.removeprefix(str(other)): text for path, text in contents(world, other).items()}
    assert several.keys() == alone.keys()
    assert [path for path in alone if several[path] != alone[path]] == []


@then("it is said once that it was stopped")
def said_once(world: World) -> None:
    assert world.message.count("Stopped.") == 1


@then("none of its processes goes on")
def none_goes_on(world: World) -> None:
    with pytest.raises(ProcessLookupError):
        os.killpg(world.remembered["group"], 0)


@then("the data of both languages are the same files")
def same_data(world: World) -> None:
    dutch, english = (folder(world) / language / "data" for language in ("nl", "en"))
    names = {path.relative_to(dutch) for path in dutch.rglob("*") if path.is_file()}
    apart = {str(name) for name in names if not (dutch / name).samefile(english / name)}
    assert apart == {"index.html"}
    assert len(names) > 20


@then("an unfinished folder stands beside the site")
def unfinished(world: World) -> None:
    left = [path for path in world.folder.iterdir() if path.name.startswith(".site.")]
    assert len(left) == 1
    assert len([*left[0].rglob("*.html")]) > 10


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


def sizes(world: World) -> list[int]:
    kept = json.loads((folder(world) / "data/checkpoints.json").read_text("utf-8"))
    return [one["size"] for one in kept]


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


@then("the bundle has the records that the site tells of, and what was signed of them")
def bundled(world: World) -> None:
    with ZipFile(folder(world) / BUNDLE) as bundle:
        assert bundle.read(CHECKPOINT) == (world.folder / "signed").read_bytes()
        assert [bundle.read(RECORDS).count(b"\n")] == sizes(world)
    assert "ledger.zip" in pages(world)["check.html"]


@then("no page tells of the meeting")
def no_meeting(world: World) -> None:
    assert not [path for path, text in pages(world).items() if "We will meet." in text]


@then("the words of that promise are marked as Dutch, and those of others are not")
def marked(world: World) -> None:
    for path in (place_page("village"), stream_page("promise/dutch")):
        blocks = [text for a, text in read(pages(world)[path]).all("div") if a.get("lang") == "nl"]
        assert any("De gemeente zal" in text for text in blocks), path
        assert not [text for text in blocks if "The council will" in text]


@then("the data of the site are tables alone")
def tables_alone(world: World) -> None:
    found = {path.name for path in (folder(world) / "data").iterdir()}
    assert found == {"index.html", "tables", "checkpoints.json"}
    assert "records.json" not in pages(world)["data/index.html"]
