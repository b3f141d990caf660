"""The pages that are made from the program say what the program does."""

from __future__ import annotations

import re
from pathlib import Path

from docs.fields import PAGE, page
from projections.report import METHOD

DOCS = Path(__file__).parent.parent / "docs"


def test_fields() -> None:
    """The page of the fields is that of the classes of the rows (`make docs`)."""
    assert PAGE.read_text() == page()


def test_method() -> None:
    """The version of the method that answers name is that of its page."""
    assert f"`{METHOD}`" in (DOCS / "methods.md").read_text()


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
