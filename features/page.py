"""What the tests of pages share: a strict reader, hostile words, and the proofs in a page."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any

from ledger.transparency.merkle_tree import leaf_hash
from ledger.transparency.proofs import verify_inclusion

HOSTILE = '</script><script>alert(1)</script><img src=x onerror="a"> [a](javascript:alert(1)) | `b`'
ADDRESS = "javascript:alert(1)"

Attributes = dict[str, str | None]


@dataclass
class Read(HTMLParser):
    """A page as a strict reader has it: its elements in order, with the texts in them."""

    elements: list[tuple[str, Attributes]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    opened: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element, and whether more stands in it."""
        self.elements.append((tag, dict(attrs)))
        self.texts.append("")
        if tag not in {"meta", "input"}:
            self.opened.append(len(self.elements) - 1)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element that ends in itself."""
        self.elements.append((tag, dict(attrs)))
        self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        """Close the element that was opened last."""
        assert self.elements[self.opened.pop()][0] == tag, f"{tag} is not closed in order"

    def handle_data(self, data: str) -> None:
        """Add a text to all elements that it stands in."""
        for element in self.opened:
            self.texts[element] += data

    def all(self, tag: str) -> list[tuple[Attributes, str]]:
        """Every element of a name, with its attributes and its text."""
        found = zip(self.elements, self.texts, strict=True)
        return [(attributes, text) for (name, attributes), text in found if name == tag]


def check_proofs(proof: dict[str, Any], size: int, root: bytes) -> None:
    """Every record stands in the tree of that size with that root."""
    hashes = [*map(b64decode, proof["hashes"])]
    for place, stored, path in proof["records"]:
        nodes = [hashes[number] for number in path]
        verify_inclusion(leaf_hash(stored.encode()), place, size, nodes, root)
    assert proof["records"]


def read(text: str) -> Read:
    """A page as a strict reader has it."""
    found = Read()
    found.feed(text)
    found.close()
    assert not found.opened, "every element is closed"
    return found


def check_links(folder: Path, pages: Mapping[str, str]) -> None:
    """Every link of a site leads to a file of it and to a place on it, and to every page one.

    pages: by their paths, from the folder of the site.
    """
    found = {path: read(text) for path, text in pages.items()}
    ids = {
        path: {attributes["id"] for _, attributes in page.elements if "id" in attributes}
        for path, page in found.items()
    }
    reached = {"index.html"}
    for path, page in found.items():
        for attributes, _ in page.all("a"):
            address = str(attributes["href"])
            if address.startswith(("http://", "https://")):
                continue
            name, _, anchor = address.partition("#")
            target = normpath(join(dirname(path), name)) if name else path
            if target not in found:
                assert (folder / target).is_file(), (path, address)
                continue
            assert not anchor or anchor in ids[target], (path, address)
            reached.add(target)
    assert reached == found.keys(), "every page can be reached"
