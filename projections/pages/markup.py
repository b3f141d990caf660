"""Elements of HTML and SVG as text, in which what others wrote is always escaped."""

from __future__ import annotations

import re
from html import escape

from domain.text import lines_harmless


class Markup(str):
    """Text that is markup already; any other text is data."""

    __slots__ = ()


VOID = frozenset({"br", "col", "hr", "input", "link", "meta"})
"""Elements that have no end tag."""

EMPTY = frozenset({"circle", "line", "path", "rect", "use"})
"""Elements of SVG that end in themselves."""


_PLAIN = re.compile(r"[ -%'-;=?-~\n]*+\Z")
"""Texts that are written as they are, which most are."""

_PLAIN_VALUE = re.compile(r"[ !#-%(-;=?-~]*+\Z")
"""The same of values of attributes, which stand between quotes."""


def element(name: str, /, *inside: str, **attributes: str | float | bool | None) -> Markup:
    """An element with what is in it.

    An attribute is named as Python can: `class_`, and `aria_label` for `aria-label`. None leaves
    it out, True has no value.
    """
    told = "".join([_attribute(*pair) for pair in attributes.items()]) if attributes else ""
    if name in EMPTY and not inside:
        return Markup(f"<{name}{told}/>")
    return Markup(
        f"<{name}{told}>" if name in VOID else f"<{name}{told}>{_joined(inside)}</{name}>"
    )


def together(*inside: str) -> Markup:
    """Pieces one after another; what is no markup is escaped, and hides or moves nothing."""
    return Markup(_joined(inside))


def _joined(inside: tuple[str, ...]) -> str:
    return "".join([text if type(text) is Markup else _escaped(text) for text in inside])


def _escaped(text: str) -> str:
    return text if _PLAIN.match(text) else escape(lines_harmless(text), quote=False)


def _attribute(name: str, value: str | float | bool | None) -> str:  # noqa: FBT001 - as HTML has them
    if value is None or value is False:
        return ""
    written = name.rstrip("_").replace("_", "-") if "_" in name else name
    if value is True:
        return f" {written}"
    text = str(value)
    return f' {written}="{text if _PLAIN_VALUE.match(text) else escape(lines_harmless(text))}"'
