"""How the page on the data of a site says what each file is."""

from __future__ import annotations

from projections.pages.downloads import File, data
from projections.pages.frame import Frame
from projections.pages.html import html
from projections.pages.paths import Addresses
from projections.pages.text_language import Languages


def test_what_is_typed_is_marked_as_code() -> None:
    """What stands between back quotes in the meaning of a table is code, and they are gone."""
    tables = [
        File("data/tables/holds.csv", "From `since` until `until`, or until `next_event`."),
        File("data/tables/says.csv", "A word."),
    ]
    page = html(data([], tables, Frame(Languages("en", ()), Addresses())))
    told = "From <code>since</code> until <code>until</code>, or until <code>next_event</code>."
    assert told in page
    assert "A word." in page
    assert "`" not in page.partition("<body")[2].partition("<script")[0]
