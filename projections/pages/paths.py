"""Where the pages of a site are: addresses that stay, whatever is recorded later."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import field
from hashlib import sha256

from domain.record import StreamName
from domain.value import value_class
from projections.report import Fields

START, CHECK_PAGE = "index.html", "check.html"
METHODS_PAGE, WORDS_PAGE, DATA_PAGE = "methods.html", "words.html", "data/index.html"
ENGLISH_METHODS_PAGE = "methods.en.html"
"""In a site in another language: the methods in English."""
SOURCES_PAGE, CHANGES_PAGE = "source/index.html", "changes/index.html"

_PLAIN = re.compile(r"(?!index)[a-z0-9][a-z0-9-]{0,150}\Z")
"""Names that any file system and any web server takes as they are."""

RECORDS_ON_A_PAGE = 30
"""So many records of a stream stand on one page; the next ones on the next page."""


@value_class
class Addresses:
    """Where records and sources stand, seen from a page.

    top: the way from that page to the top of the site. further: of records that do not stand on
    the first page of their stream, the number of that page, by their places in the ledger.
    """

    top: str = "../"
    further: Mapping[int, int] = field(default_factory=dict)

    def record(self, stream: str, position: int) -> str:
        """Where a record stands."""
        page = stream_page(stream, self.further.get(position, 1))
        return f"{self.top}{page}#record-{position}"

    def party(self, party: str) -> str:
        """The page of a party, by its name in the ledger."""
        return self.top + stream_page(f"party/{party}")

    def source(self, source: Fields) -> str:
        """The page of a source."""
        return self.top + source_page(source)


def stream_page(stream: str, number: int = 1) -> str:
    """The page of a stream, from the top of the site: `promise/a-name.html`.

    What has a name that is no plain one, such as one with dots or slashes, is found by its hash.
    number: of a stream with many records, which of its pages.
    """
    kind, name = StreamName.parse(stream)
    plain = name if _PLAIN.match(name) else f"x-{sha256(name.encode()).hexdigest()[:32]}"
    return numbered(f"{kind}/{plain if name else 'of-the-ledger'}.html", number)


def numbered(page: str, number: int) -> str:
    """The address of a further page of a list or a stream; no plain name has a dot."""
    return page if number == 1 else f"{page.removesuffix('.html')}.{number}.html"


def source_page(source: Fields) -> str:
    """The page of a source, known by its title and its address, wherever in it one has to look."""
    known_by = json.dumps([source.get("title"), source.get("url")], ensure_ascii=False)
    return f"source/{sha256(known_by.encode()).hexdigest()[:32]}.html"


def lists_page(page: str) -> str:
    """Where the long lists of a page go on."""
    return f"{page.removesuffix('.html')}.lists.html"


def place_page(area: str) -> str:
    """The page about an area; that of its own records is the page of its stream."""
    return f"place/{area}.html"


def place_feed(area: str) -> str:
    """The feed of what is recorded about an area."""
    return f"place/{area}.atom"


def place_calendar(area: str) -> str:
    """The deadlines of promises to an area, as a calendar."""
    return f"place/{area}.ics"


def changes_page(earlier: int, later: int | None) -> str:
    """What was recorded from one checkpoint to another; None: to the newest."""
    return f"changes/{earlier}-{later}.html" if later else f"changes/since-{earlier}.html"
