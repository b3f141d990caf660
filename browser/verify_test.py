"""The check in a page: what holds of an honest page, and what is found out of a tampered one."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from browser.conftest import Example, window
from projections.pages.html import SCRIPT, own

TESTDATA = Path(__file__).parent.parent / "ledger" / "transparency" / "testdata"
PUBLISHED: dict[str, Any] = json.loads((TESTDATA / "published.json").read_text("utf-8"))
PROBES: dict[str, dict[str, Any]] = json.loads((TESTDATA / "merkle-probes.json").read_text("utf-8"))

NAME = "example.org/groningen"
WEAK = bytes([1, 1, *[0] * 30, 128])
"""The point that is no point, with the bit of the sign: anything is signed with it."""
WEAK_ID = sha256(f"{NAME}\n".encode() + WEAK).hexdigest()[:8]

Change = Callable[[str], str]


def result(page: Page, key: str) -> list[str]:
    """What the check says, by the names of its sentences."""
    page.fill("#key", key)
    page.click("#check")
    page.wait_for_selector("#result[data-done]", state="attached")
    said = page.locator("#result li")
    return [str(name) for name in said.evaluate_all("all => all.map((one) => one.dataset.says)")]


def test_an_honest_page(browser: Browser, example: Example) -> None:
    opened = window(browser)
    for page in (example.report, example.in_dutch):
        opened.open(page)
        assert result(opened.page, example.key) == ["included", "sameWords", "signed"]


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("", "noKeyYet"),
        ("no key", "noKey"),
        ("example.org/groningen+00000000+AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "noKey"),
        (PUBLISHED["signed_notes"][0]["key"], "otherKey"),
        (PUBLISHED["cosigner_key"]["key"], "noKey"),
        (f"{NAME}+{WEAK_ID}+{b64encode(WEAK).decode()}", "weakKey"),
    ],
)
def test_a_key_that_is_not_that_of_the_log(
    browser: Browser, example: Example, key: str, said: str
) -> None:
    opened = window(browser)
    opened.open(example.report)
    assert result(opened.page, key) == ["included", "sameWords", said]


def _first_record(text: str) -> str:
    """A word of the first record, in the proof alone."""
    start = text.index('"records":')
    at = text.index("source", start)
    return f"{text[:at]}sourse{text[at + 6 :]}"


def _first_words(text: str) -> str:
    """A word that the page quotes."""
    return re.sub(r'(<span data-record="\d+" data-field="text">)', r"\1Not ", text, count=1)


def _other_record(text: str) -> str:
    """Words that are said to be those of a record that the page does not have."""
    return re.sub(r'data-record="\d+"', 'data-record="999999"', text, count=1)


def _signature(text: str) -> str:
    """A digit of the signature, in the middle of it."""
    before, dash, after = text.partition("\u2014 example.org/groningen ")
    changed = "A" if after[40] != "A" else "B"
    return f"{before}{dash}{after[:40]}{changed}{after[41:]}"


def _proof(text: str) -> str:
    """A digit of a hash that the proofs share."""
    start = text.index('"hashes":["') + len('"hashes":["')
    return f"{text[:start]}{'A' if text[start] != 'A' else 'B'}{text[start + 1 :]}"


def _size(text: str) -> str:
    """The size of the checkpoint."""
    return text.replace('"note":"example.org/groningen\\n1', '"note":"example.org/groningen\\n2')


def _no_marks(text: str) -> str:
    """That some texts are those of records."""
    return re.sub(r' data-record="\d+"', "", text)


def _no_records(text: str) -> str:
    """The records that the page rests on."""
    start = text.index('"records":') + len('"records":')
    data, end = json.JSONDecoder().raw_decode(text[start:])
    assert data
    return f"{text[:start]}[]{text[start + end :]}"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_first_record, ["notIncluded", "sameWords", "signed"]),
        (_proof, ["notIncluded", "sameWords", "signed"]),
        (_first_words, ["included", "otherWords", "signed"]),
        (_other_record, ["included", "otherWords", "signed"]),
        (_signature, ["included", "sameWords", "forged"]),
        (_size, ["notIncluded", "sameWords", "forged"]),
        (_no_marks, ["included", "noWords", "signed"]),
        (_no_records, ["unreadable"]),
        (lambda text: text.replace('"note":"example', '"note":"\\nexample'), ["unreadable"]),
    ],
)
def test_a_tampered_page(
    browser: Browser, example: Example, tmp_path: Path, change: Change, said: list[str]
) -> None:
    honest = example.report.read_text("utf-8")
    changed = tmp_path / "changed.html"
    changed.write_text(change(honest), "utf-8")
    assert changed.read_text("utf-8") != honest
    opened = window(browser)
    opened.open(changed)
    assert result(opened.page, example.key) == said


def test_where_the_browser_has_no_means_it_says_so(browser: Browser, example: Example) -> None:
    opened = window(browser)
    opened.page.add_init_script("Object.defineProperty(crypto, 'subtle', { value: undefined })")
    opened.open(example.report)
    assert result(opened.page, example.key) == ["noCrypto"]


def test_a_browser_without_such_signatures_says_so(browser: Browser, example: Example) -> None:
    """It checks the records all the same, and calls the signature neither good nor bad."""
    opened = window(browser)
    refused = "async () => { throw new DOMException('Algorithm', 'NotSupportedError'); }"
    opened.page.add_init_script(f"crypto.subtle.importKey = {refused}")
    opened.open(example.report)
    assert result(opened.page, example.key) == ["included", "sameWords", "noEd25519"]


# -- values that others published --------------------------------------------------------------


@pytest.fixture
def page(browser: Browser, example: Example) -> Page:
    """A window that has the functions of the script, before it looks at a page."""
    functions, _, _ = own(SCRIPT).partition("  const data = JSON")
    opened = window(browser)
    opened.open(example.report)
    told = f"{functions.split('(() => {', 1)[1]} return {{ included, judged, bytes }};"
    opened.page.evaluate(f"() => {{ window.own = (() => {{ {told} }})(); }}")
    return opened.page


def test_probes_of_others(page: Page) -> None:
    """The inclusion proofs, good and bad, by which implementations of others are measured."""
    probes = {name: one for name, one in PROBES["probes"].items() if name.startswith("inclusion")}
    asked = """async (probe) => {
      const { included, bytes } = window.own;
      const path = (probe.proof ?? []).map(bytes);
      const leaf = bytes(probe.leafHash);
      return included(leaf, probe.leafIdx, path, probe.treeSize, bytes(probe.root));
    }"""
    assert len(probes) > 50
    for name, probe in probes.items():
        assert page.evaluate(asked, probe) == (not probe["wantErr"]), name


def test_signed_notes_of_others(page: Page) -> None:
    asked = """async ({ key, note }) => {
      const end = note.lastIndexOf("\\n\\n");
      const opened = { text: note.slice(0, end + 1), below: note.slice(end + 2) };
      return window.own.judged({ ...opened, origin: key.split("+")[0] }, key);
    }"""
    for vector in PUBLISHED["signed_notes"]:
        if "+A" in vector["key"]:  # a key that signs notes: the first byte is 1
            assert page.evaluate(asked, vector) == "signed"
            forged = {"key": vector["key"], "note": vector["note"].replace("e", "3", 1)}
            assert page.evaluate(asked, forged) in {"forged", "otherKey"}
