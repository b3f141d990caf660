"""What a page is made of, whatever it is written as: headings, texts, tables, drawings; Markdown.

A text is one string, or pieces of which some are links or the words of a record. Strings are data:
whoever writes a page escapes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from domain.text import lines_harmless, one_line
from domain.value import value_class
from projections.pages.lanes import Lane, Sign


@value_class
class Link:
    """A link: to an address of others, or to an anchor of the page (`#…`).

    language: that of the text, where it is known to be another than that of the page (BCP 47).
    """

    text: str
    address: str
    language: str = ""


@value_class
class Words:
    """The words of a record, as they stand in one of its fields: a page can be held to them.

    record: its place in the ledger. page: in a site, the page on which that record stands.
    language: as of a link.
    """

    text: str
    record: int
    field: str
    page: str = ""
    language: str = ""


@value_class
class Way:
    """A link to another page of the same site, by its path from this one.

    language: of the text and of that page, if that is another than here (BCP 47).
    """

    text: str
    page: str
    language: str = ""


@value_class
class Code:
    """What is typed, or is the name of a field, as it is."""

    text: str


Piece = str | Link | Words | Way | Code
Told = str | Sequence[Piece]


def with_code(text: str) -> list[Piece]:
    """The pieces of a text of ours: what stands between back quotes in it is code."""
    pieces = enumerate(text.split("`"))
    return [Code(piece) if number % 2 else piece for number, piece in pieces if piece]


@value_class
class Title:
    """The heading of the page (level 1) or of a part of it, with the anchor of that part.

    detail: whether the part is left out of the short form on paper.
    """

    text: str
    level: int = 2
    anchor: str = ""
    detail: bool = False


@value_class
class Paragraph:
    """A paragraph; lead: the one that answers the question of the page.

    only: whether it stands on paper alone, in the short form, or on a screen alone.
    """

    told: Told
    lead: bool = False
    only: Literal["paper", "screen"] | None = None


@value_class
class Facts:
    """What is told of one subject after another; first: what has to be seen at once."""

    facts: Sequence[tuple[str, Told]]
    first: bool = False


@value_class
class Grid:
    """A table; anchors: of each row, where it has one.

    filtered: of one that can be filtered, what stands at the field for that.
    instead: of a long one that nobody needs on paper, what is printed in its place.
    """

    caption: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Told]]
    anchors: Sequence[str] = ()
    filtered: str = ""
    instead: str = ""


@value_class
class Listing:
    """A list; anchors: of each item of a numbered one."""

    items: Sequence[Told]
    anchors: Sequence[str] = ()


@value_class
class Typed:
    """Lines to be copied as they are."""

    text: str


@value_class
class Drawing:
    """A drawn lane of a timeline; the table with the same data stands below it."""

    lane: Lane


@value_class
class Legend:
    """What the signs of the drawings mean."""

    signs: Sequence[tuple[Sign, str]]


@value_class
class Verification:
    """Where the reader checks the page: the words for the field of a key, and the button."""

    key: str
    button: str


Part = Title | Paragraph | Facts | Grid | Listing | Typed | Drawing | Legend | Verification


@value_class
class Page:
    """A page: its title, its language (BCP 47) and what stands on it.

    skip: the words of the link by which a reader with a keyboard goes on to what stands there.
    above, below: in a site, the ways to its other parts, under what they are called.
    """

    title: str
    language: str
    skip: str
    parts: Sequence[Part]
    above: tuple[str, Sequence[Way]] = ("", ())
    below: tuple[str, Sequence[Way]] = ("", ())


def is_web(address: str) -> bool:
    """Whether an address that stands in a record may become a link."""
    return re.match(r"https?://[^\s<>\"]+\Z", address) is not None


# -- markdown ----------------------------------------------------------------------------------
# The same page for whoever edits it further: drawings are left out, as their tables stand there.

_MEANS = re.compile(r"([\\`*_\[\]<>#|~])")
"""Characters that Markdown would read as something else than themselves."""


def markdown(page: Page) -> str:
    """The page as Markdown (GitHub Flavored Markdown, for its tables)."""
    parts = (text for part in page.parts if (text := _part(part)))
    return "\n\n".join(parts) + "\n"


def _part(part: Part) -> str:  # noqa: PLR0911 - one for each kind of part
    match part:
        case Title(text, level):
            return f"{'#' * level} {_plain(text)}"
        case Paragraph(only="paper"):
            return ""
        case Paragraph(told, lead):
            return f"**{_told(told)}**" if lead else _told(told)
        case Facts(facts):
            return "\n".join(f"- **{_plain(about)}**: {_told(told)}" for about, told in facts)
        case Grid(caption, headings, rows):
            return f"{_plain(caption)}\n\n{_table(headings, rows)}"
        case Listing(items, ()):
            return "\n".join(f"- {_told(told)}" for told in items)
        case Typed(text):
            return f"```\n{lines_harmless(text)}\n```"
        case Listing(items):
            return "\n".join(f"{number}. {_told(told)}" for number, told in enumerate(items, 1))
        case Drawing() | Legend() | Verification():
            return ""


def _table(headings: Sequence[str], rows: Iterable[Sequence[Told]]) -> str:
    lines = [[_plain(heading) for heading in headings], ["---"] * len(headings)]
    lines += [[_told(cell) for cell in row] for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _told(told: Told) -> str:
    pieces = [told] if isinstance(told, str) else told
    return "".join(map(_piece, pieces))


def _piece(piece: Piece) -> str:
    match piece:
        case Link(text, address):
            if address.startswith("#"):
                return _plain(text)
            return f"[{_plain(text)}](<{address}>)" if is_web(address) else _plain(text)
        case Words(text) | Way(text) | Code(text):
            return _plain(text)
        case str(text):
            return _plain(text)


def _plain(text: str) -> str:
    return _MEANS.sub(r"\\\1", one_line(text))
