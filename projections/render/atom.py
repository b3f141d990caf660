"""A feed in the Atom format (RFC 4287), in pieces: a pure function over its entries.

Nothing here knows a ledger, so that whoever writes pages can write feeds too. The texts of an entry
are plain; whatever stands in them is data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from domain.text import harmless
from domain.value import value_class

NAMESPACE = "http://www.w3.org/2005/Atom"
HISTORY = "http://purl.org/syndication/history/1.0"
"""The namespaces of Atom, and of paged and archived feeds (RFC 5005)."""

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""The characters that no XML document may hold."""

_ADDRESS = re.compile(r"""https?://[^\s<>"{}|\\^`\x00-\x20]+""", re.IGNORECASE)


@value_class
class AtomEntry:
    """One entry.

    id: a URI that stays. updated: in the form of RFC 3339. links: addresses of sources; those that
    are not http or https are left out. category: what kind of news it is.
    """

    id: str
    updated: str
    title: str
    text: str
    category: str
    links: tuple[str, ...] = ()


@value_class
class FeedHead:
    """What a feed says of itself.

    links: addresses by their relation, such as `prev-archive`, relative ones too. archive: whether
    it is one of the documents that hold what came before (RFC 5005).
    """

    id: str
    title: str
    author: str
    updated: str
    links: Mapping[str, str]
    archive: bool = False


def feed(head: FeedHead, entries: Iterable[AtomEntry]) -> Iterator[str]:
    """The document in pieces, the entries in the order in which they come."""
    yield '<?xml version="1.0" encoding="utf-8"?>\n'
    yield f'<feed xmlns="{NAMESPACE}" xmlns:fh="{HISTORY}">\n'
    yield _element("id", head.id) + _element("title", head.title)
    yield _element("updated", head.updated)
    yield f"<author>{_element('name', head.author).strip()}</author>\n"
    for relation, address in head.links.items():
        yield f"<link rel={quoteattr(relation)} href={quoteattr(_plain(address))}/>\n"
    if head.archive:
        yield "<fh:archive/>\n"
    for entry in entries:
        yield _entry(entry)
    yield "</feed>\n"


def _entry(entry: AtomEntry) -> str:
    links = (
        f'<link rel="related" href={quoteattr(address)}/>\n'
        for address in dict.fromkeys(entry.links)
        if is_address(address)
    )
    return "".join(
        [
            "<entry>\n",
            _element("id", entry.id),
            _element("title", entry.title),
            _element("updated", entry.updated),
            f"<category term={quoteattr(_plain(entry.category))}/>\n",
            *links,
            _element("content", entry.text),
            "</entry>\n",
        ]
    )


def is_address(text: str) -> bool:
    """Whether a text is an address on the web, and nothing that a reader program would run."""
    return _ADDRESS.fullmatch(text) is not None and harmless(text) == text


def _element(name: str, text: str) -> str:
    """An element with a plain text, which is what Atom takes it for where no type is named."""
    return f"<{name}>{escape(_plain(text))}</{name}>\n"


def _plain(text: str) -> str:
    """A text that shows what cannot be seen, without what XML cannot hold."""
    return _NO_XML.sub(lambda found: f"\\u{ord(found[0]):04x}", harmless(text, "\n"))
