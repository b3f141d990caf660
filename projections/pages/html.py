"""A page as one file of HTML that asks nobody for anything.

The policy in it allows its own stylesheet and its own script by their hashes, and nothing else.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from json import dumps
from typing import Any

from projections.pages import drawing
from projections.pages.document import (
    Code,
    Drawing,
    Facts,
    Grid,
    Legend,
    Link,
    Listing,
    Page,
    Paragraph,
    Part,
    Piece,
    Title,
    Told,
    Typed,
    Verification,
    Way,
    Words,
    is_web,
)
from projections.pages.markup import Markup, element, together

SUBTITLE = 3
"""Headings of this level stay within the section of the heading above them."""

STYLE, SCRIPT, FILTER = "page.css", "verify.js", "filter.js"

POLICY = (
    "default-src 'none'; style-src {style}; script-src {script}; "
    "base-uri 'none'; form-action 'none'"
)
"""The Content-Security-Policy of a page."""


@cache
def own(name: str) -> Markup:
    """The stylesheet or the script, as it stands beside this module."""
    return Markup(files(__package__).joinpath(name).read_text("utf-8"))


FOOTING = '@page {{ @bottom-left {{ content: "{title}"; }} }}\n'
"""What stands below each sheet of a page that stands alone, beside its number."""


def _footing(title: str) -> Markup:
    """What a page is called, for below each sheet.

    Titles are data: whatever is no letter, digit or space is escaped, as CSS has it.
    """
    safe = "".join(one if one.isalnum() or one == " " else f"\\{ord(one):x} " for one in title)
    return Markup(FOOTING.format(title=safe))


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@cache
def _hash(name: str) -> str:
    """By what the policy of a page knows the stylesheet or a script."""
    return _digest(own(name))


@cache
def _head(style: str, *scripts: str) -> Markup:
    """What the heads of pages with the same style and scripts have in common, but for their titles.

    style: by what the policy knows it.
    """
    allowed = " ".join(map(_hash, scripts)) or "'none'"
    policy = POLICY.format(style=style, script=allowed)
    return together(
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
    )


def html(page: Page, proof: Mapping[str, Any] | None = None, *, whole: bool = False) -> str:
    """The page; proof: what the script in it checks the page by, as JSON; None: it checks none.

    whole: whether all of it is printed, and not its short form.
    """
    filtered = any(isinstance(part, Grid) and part.filtered for part in page.parts)
    scripts = [FILTER] if filtered else []
    scripts += [SCRIPT] if proof is not None else []
    style, known = own(STYLE), _hash(STYLE)
    if not page.below[1]:
        style = Markup(style + _footing(page.title))
        known = _digest(style)
    title = element("title", page.title)
    head = element("head", _head(known, *scripts), title, element("style", style))
    body = element(
        "body",
        element("a", page.skip, class_="skip", href="#main"),
        *([drawing.signs()] if any(isinstance(part, Drawing) for part in page.parts) else []),
        *_ways(*page.above),
        element("main", *_sections(page.parts), id="main"),
        *_ways(*page.below),
        *([] if proof is None else [_data(proof)]),
        *(element("script", own(script)) for script in scripts),
        class_="whole" if whole else None,
    )
    return f"<!DOCTYPE html>\n{element('html', head, body, lang=page.language)}\n"


def _ways(called: str, ways: Sequence[Way]) -> Iterator[Markup]:
    """The ways to other pages, if there are any."""
    if ways:
        yield element("nav", *map(_piece, ways), aria_label=called)


def _data(value: Mapping[str, Any]) -> Markup:
    """JSON that no text in it can end early."""
    text = dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return element("script", Markup(text), type="application/json", id="proof-data")


def _sections(parts: Sequence[Part]) -> Iterator[Markup]:
    """The parts under their headings: each heading of the second level begins a section."""
    waiting: list[Markup] = []
    detail = False
    for part in parts:
        if isinstance(part, Title) and part.level < SUBTITLE:
            if waiting:
                yield element("section", *waiting, class_="detail" if detail else None)
            waiting, detail = [], part.detail
        waiting.append(_part(part))
    yield element("section", *waiting, class_="detail" if detail else None)


def _part(part: Part) -> Markup:  # noqa: C901, PLR0911 - one for each kind of part
    match part:
        case Title(text, level, anchor):
            return element(f"h{level}", text, id=anchor or None)
        case Paragraph(told, lead, only):
            return element("p", _told(told), class_="lead" if lead else only and f"on-{only}")
        case Facts(facts, first):
            pairs = ((element("dt", about), element("dd", _told(fact))) for about, fact in facts)
            divided = (element("div", *pair) for pair in pairs)
            return element("dl", *divided, class_="first" if first else None)
        case Grid():
            instead = [element("p", part.instead, class_="instead")] if part.instead else []
            return together(*instead, *_filter(part), _table(part))
        case Listing(items, ()):
            return element("ul", *(element("li", _told(item)) for item in items))
        case Typed(text):
            return element("pre", text)
        case Listing(items, anchors):
            named = zip(items, anchors, strict=True)
            return element("ol", *(element("li", _told(item), id=name) for item, name in named))
        case Drawing(lane):
            # A screen reader has title and description from the drawing itself.
            words = (element("strong", lane.title), element("span", lane.description))
            caption = element("figcaption", *words, aria_hidden="true")
            return element("figure", caption, drawing.lane(lane))
        case Legend(signs):
            meant = (element("li", drawing.sign(sign), text) for sign, text in signs)
            return element("ul", *meant, class_="legend")
        case Verification():
            return _verification(part)


def _table(grid: Grid) -> Markup:
    """A table; on a narrow screen each cell stands under its heading, which it has for that."""
    heads = (element("th", heading, scope="col") for heading in grid.headings)
    anchors = grid.anchors or [""] * len(grid.rows)
    rows = (
        element("tr", *_cells(row, grid.headings), id=anchor or None)
        for row, anchor in zip(grid.rows, anchors, strict=True)
    )
    return element(
        "table",
        element("caption", grid.caption),
        element("thead", element("tr", *heads)),
        element("tbody", *rows),
        class_="small" if grid.instead else None,
    )


def _filter(grid: Grid) -> Iterator[Markup]:
    """The field that a table is filtered by; hidden until the script runs."""
    if grid.filtered:
        label = element("label", grid.filtered, for_="filter")
        field = element("input", id="filter", type="search", autocomplete="off")
        yield element("p", label, field, id="filtering", hidden=True)
        yield element("p", element("output", id="shown", for_="filter"), role="status")


def _cells(row: Sequence[Told], headings: Sequence[str]) -> Iterator[Markup]:
    """The second cell says what the row is about, and needs no heading before it."""
    first, second, *others = row
    yield element("th", _told(first), scope="row")
    yield element("td", _told(second))
    for cell, heading in zip(others, headings[2:], strict=True):
        yield element("td", _told(cell), data_heading=heading)


def _verification(part: Verification) -> Markup:
    """Hidden until the script runs: without it there is nothing to press."""
    field = element("input", id="key", autocomplete="off", spellcheck="false")
    return element(
        "div",
        element("p", element("label", part.key, for_="key"), field),
        element("p", element("button", part.button, type="button", id="check")),
        element("div", element("ul", id="result"), role="status"),
        id="verification",
        hidden=True,
    )


def _told(told: Told) -> Markup:
    pieces = [told] if isinstance(told, str) else told
    return together(*map(_piece, pieces))


def _piece(piece: Piece) -> str:  # noqa: PLR0911 - one for each kind of piece
    match piece:
        case Link(text, address) if address.startswith("#"):
            return element("a", text, href=address)
        case Link(text, address, language) if is_web(address):
            return element(
                "a", text, href=address, rel="external noreferrer", lang=language or None
            )
        case Link(text):
            return text
        case Words():
            return _words(piece)
        case Way(text, page, language):
            other = language or None
            return element("a", text, href=page, lang=other, hreflang=other)
        case Code(text):
            return element("code", text)
        case str(text):
            return text


def _words(words: Words) -> Markup:
    """The words of a record; in another language a block, for in a PDF no other has a language."""
    name = "div" if words.language else "span"
    if words.page:
        told = element("a", words.text, href=words.page)
        return element(name, told, lang=words.language) if words.language else told
    return element(
        name, words.text, data_record=words.record, data_field=words.field,
        lang=words.language or None,
    )  # fmt: skip
