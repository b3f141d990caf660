"""The steps of the scenarios on the report of a place, and what holds of pages of any place."""

from __future__ import annotations

import json
import re
from base64 import b64decode, b64encode
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from commands.program import run
from features.page import ADDRESS, HOSTILE, Read, check_proofs
from features.page import read as read_page
from features.world import World
from ledger.transparency.checkpoint import read
from projections.pages.html import SCRIPT, STYLE, own

scenarios("report.feature")

SAID = parsers.parse
DAY = "2026-10-01"
MOST_STYLE, MOST_SCRIPT = 12 * 1024, 6 * 1024


@dataclass
class Written:
    """Where a report is written, and by what it was asked."""

    ledger: Path
    folder: Path
    file: Path = Path()
    text: str = ""

    def write(self, area: str, name: str, *options: str) -> int:
        """Write the report of an area, and read it if it is there; the exit code."""
        self.file = self.folder / name
        code = run(["--ledger", str(self.ledger), "report", area, "-o", str(self.file), *options])
        self.text = self.file.read_text("utf-8") if self.file.exists() else ""
        return code

    @property
    def page(self) -> Read:
        """The page as read."""
        return read_page(self.text)

    @property
    def proof(self) -> dict[str, Any]:
        """What the page is checked by."""
        (text,) = (
            text
            for attributes, text in self.page.all("script")
            if attributes.get("id") == "proof-data"
        )
        found: dict[str, Any] = json.loads(text)
        return found


@pytest.fixture
def written(world: World, example: Path) -> Written:
    own_ledger = world.ledger if world.ledger.exists() else example
    return Written(own_ledger, world.folder)


# -- given and when ----------------------------------------------------------------------------


@given("the ledger is signed")
def signed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(world.folder)
    world.gestand("key", "new", "--name", "example.org/village")
    world.gestand("checkpoint")
    assert world.exit_code == 0, world.message


@given("no browser is installed")
def no_browser(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(world.folder))


@when(SAID('somebody writes the report of Overschild to "{name}"'))
def writes_example(written: Written, name: str) -> None:
    assert written.write("overschild", name, "--as-of", DAY) == 0


@when(SAID('somebody writes the report of Overschild as it is now to "{name}"'))
def writes_now(written: Written, name: str) -> None:
    assert written.write("overschild", name) == 0


@when(SAID('somebody writes the report of the {area} to "{name}"'))
def writes(world: World, written: Written, area: str, name: str) -> None:
    world.exit_code = written.write(area, name)
    world.message = world.capture.readouterr().err


@when(SAID('somebody writes the report of the village to "{name}" as of {day}'))
def writes_as_of(written: Written, name: str, day: str) -> None:
    assert written.write("village", name, "--as-of", day) == 0


# -- then --------------------------------------------------------------------------------------


@then("the page begins with the answer of its summary")
def begins(written: Written, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    run(["--ledger", str(written.ledger), "summary", "overschild", "--as-of", DAY])
    answer = " ".join(capsys.readouterr().out.split("\n\n", 1)[0].split())
    (first,) = (
        text for attributes, text in written.page.all("p") if attributes.get("class") == "lead"
    )
    assert first == answer


@then("the page asks nobody for anything and allows only its own style and script")
def self_contained(written: Written) -> None:
    page = written.page
    elements = {name for name, _ in page.elements}
    assert not elements & {"img", "iframe", "object", "embed", "form", "base", "video", "audio"}
    names = [name for _, attributes in page.elements for name in attributes]
    assert not [name for name in names if name in {"src", "style"} or name.startswith("on")]
    for name, attributes in page.elements:
        address = attributes.get("href") or ""
        leaves = name == "a" and re.match("https?://", address)
        assert not address or address.startswith("#") or leaves, (name, address)
        if leaves:
            assert "external" in (attributes["rel"] or "")
    (policy,) = (a["content"] for a, _ in page.all("meta") if "http-equiv" in a)
    ((_, style),) = page.all("style")
    script = next(text for attributes, text in page.all("script") if not attributes)
    for directive, text in (("style-src", style), ("script-src", script)):
        allowed = b64encode(sha256(text.encode()).digest()).decode()
        assert f"{directive} 'sha256-{allowed}';" in (policy or "")
    assert (policy or "").startswith("default-src 'none';")
    assert len(page.all("script")) == 2


@then("every link within the page leads somewhere")
def anchors(written: Written) -> None:
    page = written.page
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids)), "each anchor is there once"
    inner = {a["href"] for _, a in page.elements if (a.get("href") or "").startswith("#")}
    assert inner
    assert {f"#{name}" for name in ids} >= inner


@then("every record on the page is proven to stand in the ledger")
def proven(written: Written) -> None:
    proof = written.proof
    assert proof["note"] == ""
    check_proofs(proof, proof["size"], b64decode(proof["root"]))


@then("every record on the page is proven to stand in what was signed")
def proven_signed(written: Written) -> None:
    proof = written.proof
    checkpoint = read(proof["note"].encode())
    check_proofs(proof, checkpoint.size, checkpoint.root)


@then("every word that the page quotes is that of its record")
def quoted(written: Written) -> None:
    records = {str(place): json.loads(stored) for place, stored, _ in written.proof["records"]}
    quotes = [(a, text) for a, text in written.page.all("span") if "data-record" in a]
    assert len(quotes) > 50
    for attributes, text in quotes:
        assert records[str(attributes["data-record"])][attributes["data-field"]] == text


@then("every drawing has a title, a description and a table beside it")
def described(written: Written) -> None:
    page = written.page
    told = {
        str(attributes["id"]): text
        for (_, attributes), text in zip(page.elements, page.texts, strict=True)
        if "id" in attributes
    }
    drawings = [attributes for attributes, _ in page.all("svg") if attributes.get("role") == "img"]
    names = {"rules", "lead", "promises", "decisions", "news"}
    labels = {f"{name}-title {name}-description" for name in names}
    assert {attributes["aria-labelledby"] for attributes in drawings} == labels
    for label in labels:
        assert all(told[name] for name in label.split())
    assert told.keys() >= names, "each has its table under a heading"


@then("nothing on the page lasts to a time of day")
def lasts_to_days(written: Written) -> None:
    (body,) = (text for _, text in written.page.all("main"))
    assert not re.findall(r" to \d+ \w+ \d{4} \d\d:\d\d", body)


@then(SAID('the page says "{text}"'))
def page_says(written: Written, text: str) -> None:
    (body,) = (text for _, text in written.page.all("main"))
    assert text in body


@then("the page shows these words as they are, and links to no such source")
def shown_as_they_are(written: Written) -> None:
    assert HOSTILE in [text for a, text in written.page.all("span") if "data-record" in a]
    assert f'href="{ADDRESS}' not in written.text
    assert HOSTILE not in written.text


@then("the text shows these words without any meaning, and links to no such source")
def without_meaning(written: Written) -> None:
    assert "\\<script\\>alert(1)" in written.text
    assert "\\[a\\](javascript" in written.text
    assert "](<javascript" not in written.text
    assert "](javascript" not in written.text.replace("\\](", "")


@then("the text has the same headings and tables as the page")
def same_as_page(written: Written) -> None:
    text = written.text
    assert written.write("overschild", "village.html", "--as-of", DAY) == 0
    page = written.page
    for level in (1, 2, 3):
        told = [text for _, text in page.all(f"h{level}")]
        assert re.findall(rf"^{'#' * level} (.*)$", text, re.MULTILINE) == told
    assert text.count("| --- |") >= len(page.all("table"))
    assert sum(line.startswith("| ") for line in text.splitlines()) == len(page.all("tr")) + len(
        page.all("table")
    )


@then(SAID('no file "{name}" was written'))
def not_written(world: World, name: str) -> None:
    assert not (world.folder / name).exists()


# -- style and script --------------------------------------------------------------------------


def test_style_and_script_can_be_read_in_one_sitting() -> None:
    assert len(own(STYLE).encode()) <= MOST_STYLE
    assert len(own(SCRIPT).encode()) <= MOST_SCRIPT


def luminance(colour: str) -> float:
    """The relative luminance of a colour (WCAG 2)."""
    digits = "".join(2 * one for one in colour[1:]) if len(colour) == 4 else colour[1:]
    shares = (int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4))
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return sum(weight * one for weight, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """How far two colours are apart (WCAG 2), from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_texts_are_told_from_what_is_behind_them_in_light_dark_and_print() -> None:
    schemes = [
        dict(re.findall(r"--(\w+): (#\w+);", block))
        for block in re.findall(r":root \{(.*?)\}", own(STYLE), re.DOTALL)
    ]
    assert len(schemes) == 3
    for scheme in schemes:
        for text in ("ink", "soft", "accent"):
            for behind in ("paper", "shade"):
                assert contrast(scheme[text], scheme[behind]) >= 4.5, (text, behind, scheme)
        for drawn in ("bar", "stripe", "mark"):
            assert contrast(scheme[drawn], scheme["paper"]) >= 3, (drawn, scheme)


# -- keys that anybody could sign with ---------------------------------------------------------
# A naive reading of RFC 8032: all points whose order divides 8, found by taking any points times
# the order of the base point; and every way to write their y in 255 bits.

P, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
Point = tuple[int, int]


def added(one: Point, other: Point) -> Point:
    (x1, y1), (x2, y2) = one, other
    product = D * x1 * x2 * y1 * y2 % P
    x = (x1 * y2 + x2 * y1) * pow(1 + product, -1, P) % P
    return x, (y1 * y2 + x1 * x2) * pow(1 - product, -1, P) % P


def times(number: int, point: Point) -> Point:
    total = (0, 1)
    while number:
        total = added(total, point) if number % 2 else total
        point, number = added(point, point), number // 2
    return total


def on_curve(y: int) -> Point | None:
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * pow(2, (P - 1) // 4, P) % P
    return (x, y) if x * x % P == square else None


def test_the_script_knows_every_key_of_small_order() -> None:
    points = filter(None, map(on_curve, range(2, 40)))
    small = {times(ORDER, point) for point in points}
    assert {times(8, point) for point in small} == {(0, 1)}
    small |= {times(number, point) for point in small for number in range(8)}
    assert len(small) == 8
    written = {
        y.to_bytes(32, "little").hex()
        for _, point_y in small
        for y in (point_y, point_y + P)
        if y < 2**255
    }
    listed = set(re.findall(r'"([0-9a-f]{64})"', own(SCRIPT)))
    listed |= {start.ljust(64, "0") for start in re.findall(r'zeros\("(\w+)"\)', own(SCRIPT))}
    listed |= {f"{start:f<62}7f" for start in re.findall(r'ones\("(\w+)"\)', own(SCRIPT))}
    assert listed == written
