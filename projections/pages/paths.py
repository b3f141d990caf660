"""Where the pages of a site are: addresses that stay, whatever is recorded later."""

from __future__ import annotations

import re
from hashlib import sha256

from domain.record import StreamName

START, CHECK_PAGE = "index.html", "check.html"

_PLAIN = re.compile(r"(?!index)[a-z0-9][a-z0-9-]{0,150}\Z")
"""Names that any file system and any web server takes as they are."""


def stream_page(stream: str) -> str:
    """The page of a stream, from the top of the site: `promise/a-name.html`.

    What has a name that is no plain one, such as one with dots or slashes, is found by its hash.
    """
    kind, name = StreamName.parse(stream)
    if not name:
        return f"{kind}/of-the-ledger.html"
    plain = name if _PLAIN.match(name) else f"x-{sha256(name.encode()).hexdigest()[:32]}"
    return f"{kind}/{plain}.html"


def record_page(stream: str, position: int, top: str) -> str:
    """Where a record stands; top: the way from a page to the top of the site."""
    return f"{top}{stream_page(stream)}#record-{position}"


def place_lists(area: str) -> str:
    """The long lists about an area; no name of an area has a dot."""
    return f"place/{area}.lists.html"


def place_page(area: str) -> str:
    """The page about an area; that of its own records is the page of its stream."""
    return f"place/{area}.html"
