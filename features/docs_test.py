"""The pages that are made from the program say what the program does."""

from __future__ import annotations

import runpy
from pathlib import Path

from projections.report import METHOD

DOCS = Path(__file__).parent.parent / "docs"


def test_fields() -> None:
    """Every field of every view is documented, and none that is not there (`make docs`).

    The same of the columns that a table has when it has no rows.
    """
    made = runpy.run_path(str(DOCS / "fields.py"))["files"]()
    assert len(made) == 2
    for path, content in made.items():
        assert path.read_text() == content, path


def test_method() -> None:
    """The version of the method that answers name is that of its page."""
    assert f"`{METHOD}`" in (DOCS / "methods.md").read_text()
