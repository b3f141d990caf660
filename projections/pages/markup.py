"""Elements of HTML and SVG as text, in which what others wrote is always escaped."""

from __future__ import annotations

from html import escape

from domain.text import lines_harmless


class Markup(str):
    """Text that is markup already; any other text is data."""

    __slots__ = ()


VOID = frozenset({"br", "col", "hr", "input", "link", "meta"})
"""Elements that have no end tag."""

EMPTY = frozenset({"circle", "line", "path", "rect", "use"})
"""Elements of SVG that end in themselves."""


def element(name: str, /, *inside: str, **attributes: str | float | bool | None) -> Markup:
    """An element with what is in it.

    An attribute is named as Python can: `class_`, and `aria_label` for `aria-label`. None leaves
    it out, True has no value.
    """
    opened = f"<{name}{''.join(map(_attribute, attributes, attributes.values()))}>"
    if name in EMPTY and not inside:
        return Markup(f"{opened[:-1]}/>")
    return Markup(opened if name in VOID else f"{opened}{together(*inside)}</{name}>")


def together(*inside: str) -> Markup:
    """Pieces one after another; what is no markup is escaped, and hides or moves nothing."""
    return Markup("".join(map(_escaped, inside)))


def _escaped(text: str) -> str:
    return text if isinstance(text, Markup) else escape(lines_harmless(text), quote=False)


def _attribute(name: str, value: str | float | bool | None) -> str:  # noqa: FBT001 - as HTML has them
    if value is None or value is False:
        return ""
    written = name.rstrip("_").replace("_", "-")
    if value is True:
        return f" {written}"
    return f' {written}="{escape(lines_harmless(str(value)))}"'
