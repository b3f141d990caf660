"""The steps of the scenarios on sites in other languages, and in several."""

from __future__ import annotations

import posixpath
import subprocess

from pytest_bdd import given, parsers, scenarios, then, when

from features.limits import COMMAND
from features.page import read
from features.site.conftest import DAY, anew, contents, folder, pages, promised_in_between
from features.village import HERE
from features.world import World, founding
from projections.pages.paths import METHODS_PAGE, place_page, stream_page

scenarios("site_languages.feature")


@given(parsers.parse('a folder with a letter at "{place}" in it'))
def letter_at(world: World, place: str) -> None:
    world.remembered["letter"] = folder(world) / place
    world.remembered["letter"].parent.mkdir(parents=True)
    world.remembered["letter"].write_text("Dear council,", "utf-8")


@when("somebody makes the site in Dutch")
def makes_dutch(world: World) -> None:
    """In a process of its own, which speaks that language."""
    command = [*COMMAND, "--ledger", str(world.ledger), "--lang", "nl"]
    subprocess.run(
        [*command, "site", str(folder(world)), "--as-of", DAY], check=True, capture_output=True
    )


@when("the council promised the league a meeting, and the Dutch site has a letter in it")
def letter_in_dutch(world: World) -> None:
    (folder(world) / "nl" / "letter.txt").write_text("Dear council,", "utf-8")
    promised_in_between(world)


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


@then("there is nothing in the folder but the letter")
def letter_alone(world: World) -> None:
    path = world.remembered["letter"]
    assert contents(world) == {str(path): b"Dear council,"}


@then("the data of both languages are the same files")
def same_data(world: World) -> None:
    dutch, english = (folder(world) / language / "data" for language in ("nl", "en"))
    names = {path.relative_to(dutch) for path in dutch.rglob("*") if path.is_file()}
    apart = {str(name) for name in names if not (dutch / name).samefile(english / name)}
    assert apart == {"index.html"}
    assert len(names) > 20


@then("the words of that promise are marked as Dutch, and those of others are not")
def marked(world: World) -> None:
    for path in (place_page("village"), stream_page("promise/dutch")):
        blocks = [text for a, text in read(pages(world)[path]).all("div") if a.get("lang") == "nl"]
        assert any("De gemeente zal" in text for text in blocks), path
        assert not [text for text in blocks if "The council will" in text]
