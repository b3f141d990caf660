"""The pages that are made from the program say what the program does."""

from __future__ import annotations

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
