"""The pages that are made from the program say what the program does."""

from __future__ import annotations

import runpy
from pathlib import Path

from projections.report import METHOD

DOCS = Path(__file__).parent.parent / "docs"


def test_fields() -> None:
    """Every field of every view is documented, and none that is not there (`make docs`)."""
    page = runpy.run_path(str(DOCS / "fields.py"))["page"]
    assert (DOCS / "fields.md").read_text() == page()


def test_method() -> None:
    """The version of the method that is printed with every figure is that of its page."""
    assert f"`{METHOD}`" in (DOCS / "methods.md").read_text()
