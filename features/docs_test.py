"""The pages that are made from the program say what the program does."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

from docs.fields import PAGE, page
from projections.report import METHOD

DOCS = Path(__file__).parent.parent / "docs"


def test_fields() -> None:
    """The page of the fields is that of the classes of the rows (`make docs`)."""
    assert PAGE.read_text() == page()


def test_method() -> None:
    """The version of the method that answers name is that of its page, in each language."""
    for name in ("methods.md", "methods.nl.md"):
        assert f"`{METHOD}`" in (DOCS / name).read_text()


HEADING = re.compile(r"(?=^#)", re.MULTILINE)
FORMULA = re.compile(r"[A-Z]?\d+|[Σ⇔≥≤\N{MINUS SIGN}²ᵢαβ=<>|%§+]")
"""Numbers, the names of worked cases, and the signs of formulas."""


def sections(name: str) -> list[dict[str, Any]]:
    """Of each section of a text what is not its words: a translation has the same."""
    _, *found = HEADING.split((DOCS / name).read_text())
    return [kept(section) for section in found]


def kept(section: str) -> dict[str, Any]:
    """The heading without its words, the lines by kind and cells, codes, formulas, emphasis.

    A line that begins with `>` is for who reads the file alone.
    """
    heading, *lines = (line for line in section.splitlines() if line and line[0] != ">")
    pieces = "\n".join(lines).split("`")
    codes, words = pieces[1::2], "".join(pieces[::2])
    return {
        "heading": re.findall(r"^#+|(?<= )\d+\.", heading),
        "lines": [(line[0] in "-|" and line[0], line.count(" | ")) for line in lines],
        "codes": Counter(codes),
        "formulas": Counter(FORMULA.findall(words)),
        "emphasis": Counter(re.findall(r"\*+", words)),
    }


def test_methods_in_dutch() -> None:
    """The methods in Dutch have the sections, lines, codes, formulas and numbers of the English."""
    for english, dutch in zip(sections("methods.md"), sections("methods.nl.md"), strict=True):
        for kind, found in english.items():
            assert dutch[kind] == found, (english["heading"], kind)


NAMED = re.compile(r"`([\w/]+(?:\.feature|_test\.py)): ([^`]+)`")
ROW = re.compile(r"^\| (?!--)(.+) \|$", re.MULTILINE)


def test_threats() -> None:
    """Each threat and each promise names tests that exist, and no promise was broken."""
    threats, promises = (DOCS / "threats.md").read_text().split("## What README promises")
    rows = [row for part in (threats, promises) for row in ROW.findall(part)[1:]]
    assert len(rows) > 40
    for row in rows:
        named = NAMED.findall(row)
        assert named, f"a row without a test: {row}"
        assert len(re.findall(r"`(?:features|ledger|commands)/", row)) == len(named), row
        for path, name in named:
            text = (DOCS.parent / path).read_text()
            told = f"def {name}(" if path.endswith(".py") else f": {name}\n"
            assert told in text, f"{path} has no {name}"
    for promise in ROW.findall(promises)[1:]:
        assert promise.endswith("| yes"), promise
