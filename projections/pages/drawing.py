"""Lanes of a timeline drawn as SVG, readable from 320 pixels on, in print and in grey.

Places along the time are shares of the width and texts have a size of their own, so one drawing
serves every width. Each line has its words above its bar: no two texts are over each other, and
none is on a colour. Forms tell signs apart, not colours.
"""

from __future__ import annotations

from collections.abc import Iterator

from projections.pages.lanes import Axis, Bar, Lane, Mark, Row, Sign
from projections.pages.markup import Markup, element, together

HEAD, WORDS, LINE = 20, 15, 34
"""Pixels: of the years above the lines, from the top of a line down to the foot of its words, and
of a line with its bar."""

MIDDLE = 24
"""Pixels from the top of a line to the middle of its bar."""

MOST_YEARS = 6
"""So many years can be written side by side in 280 pixels."""

LABEL, LONG_LABEL = 40, 90
"""Characters of a label: with more it would not fit a narrow screen, or a wide one."""

NEAR_AN_EDGE = 6
"""A year within so many percent of an edge is written inwards from its place."""

SHORT = 1.2
"""Days that a date can mean are drawn as a stretch from so many percent of the width on."""

SIZE = 16
"""Pixels of a sign in a legend."""


def lane(drawn: Lane) -> Markup:
    """A lane with its title and its description, which is what a screen reader tells of it."""
    axis = Axis(drawn.first_year, drawn.last_year)
    title, description = f"{drawn.name}-title", f"{drawn.name}-description"
    rows = (piece for number, row in enumerate(drawn.rows) for piece in _row(row, number, drawn))
    return element(
        "svg",
        element("title", drawn.title, id=title),
        element("desc", drawn.description, id=description),
        _hatching(drawn.name),
        *_years(axis, drawn.today, height(drawn)),
        *rows,
        class_="lane",
        role="img",
        aria_labelledby=f"{title} {description}",
        width="100%",
        height=height(drawn),
    )


def height(drawn: Lane) -> int:
    """How many pixels a lane is high."""
    return HEAD + LINE * len(drawn.rows) + 4


def _hatching(name: str) -> Markup:
    """The pattern of what only may have been: stripes, which print and grey keep."""
    stripe = element("line", x1=0, y1=0, x2=0, y2=6, class_="stripe")
    pattern = element(
        "pattern", stripe, id=f"{name}-perhaps", width=4, height=6, patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )  # fmt: skip
    return element("defs", pattern)


def _years(axis: Axis, today: str, bottom: int) -> Iterator[Markup]:
    """A line where each year begins, with the year above it as far as there is room; and today."""
    lines = []
    for _, place in axis.years(axis.last_year - axis.first_year + 1):
        x = _percent(place)
        lines.append(element("line", x1=x, x2=x, y1=HEAD, y2=bottom))
    yield element("g", *lines, class_="grid")
    x = _percent(axis.place(today, end=True))
    yield element("line", x1=x, x2=x, y1=HEAD, y2=bottom, class_="today")
    for year, place in axis.years(MOST_YEARS):
        anchor = "start" if place < NEAR_AN_EDGE else "end" if place > 100 - NEAR_AN_EDGE else None
        yield element("text", str(year), x=_percent(place), y=13, text_anchor=anchor, class_="year")


def _row(row: Row, number: int, drawn: Lane) -> Iterator[Markup]:
    top = HEAD + LINE * number
    axis = Axis(drawn.first_year, drawn.last_year)
    short, long = shortened(row.label, LABEL), shortened(row.label, LONG_LABEL)
    yield element("text", short, x=0, y=top + WORDS, class_="narrow" if long != short else None)
    if long != short:
        yield element("text", long, x=0, y=top + WORDS, class_="wide")
    for bar in row.bars:
        yield _bar(bar, axis, top + MIDDLE, drawn.name)
    for mark in row.marks:
        yield from _mark(mark, axis, top + MIDDLE)


def shortened(label: str, most: int) -> str:
    """A label with as many characters of it as there is room for."""
    return label if len(label) <= most else f"{label[: most - 1].rstrip()}…"


def _bar(bar: Bar, axis: Axis, middle: int, name: str) -> Markup:
    first, last = axis.place(bar.first), axis.place(bar.last, end=True)
    if bar.look == "wait":
        x = {"x1": _percent(first), "x2": _percent(last)}
        return element("line", **x, y1=middle, y2=middle, class_="wait")
    fill = f"url(#{name}-perhaps)" if bar.look == "perhaps" else None
    return element(
        "rect", x=_percent(first), width=_percent(max(last - first, 0.5)), y=middle - 4, height=8,
        class_=bar.look, fill=fill,
    )  # fmt: skip


def _mark(mark: Mark, axis: Axis, middle: int) -> Iterator[Markup]:
    """A sign; the days that its date can mean as a stretch below it, with both ends."""
    first, last = axis.place(mark.first), axis.place(mark.last, end=True)
    if last - first > SHORT:
        y = {"y1": middle + 5, "y2": middle + 5}
        yield element("line", x1=_percent(first), x2=_percent(last), **y, class_="span")
        for end in (first, last):
            x = _percent(end)
            yield element("line", x1=x, x2=x, y1=middle + 2, y2=middle + 8, class_="span")
    place = _percent((first + last) / 2)
    yield element("use", href=f"#sign-{mark.sign}", x=place, y=middle)


def _percent(place: float) -> str:
    return f"{place:.1f}".rstrip("0").rstrip(".") + "%"


# -- signs -------------------------------------------------------------------------------------

_CIRCLE = element("circle", r=5, class_="hollow")
_CHECK = "M-3 0L-1 2.5L3 -2.5"
_DIAMOND = "M0 -5.5L5.5 0L0 5.5L-5.5 0Z"

FORMS: dict[Sign, Markup] = {
    "made": element("circle", r=3.5, class_="hollow"),
    "due": element("path", d="M0 7V-7L6 -4L0 -1", class_="flag"),
    "kept": together(
        element("circle", r=6, class_="full"), element("path", d=_CHECK, class_="on-full")
    ),
    "late": together(_CIRCLE, element("path", d=_CHECK, class_="stroke")),
    "partly": together(_CIRCLE, element("path", d="M0 -5A5 5 0 0 0 0 5Z", class_="full")),
    "broken": element("path", d="M-5 -5L5 5M-5 5L5 -5", class_="cross"),
    "open": element("path", d=_DIAMOND, class_="hollow dotted"),
    "event": element("path", d="M0 -4.5L4.5 0L0 4.5L-4.5 0Z", class_="full edged"),
}


def signs() -> Markup:
    """The forms of all signs, once on a page that draws some."""
    forms = (element("g", form, id=f"sign-{sign}") for sign, form in FORMS.items())
    return element(
        "svg", element("defs", *forms), class_="forms", width=0, height=0, aria_hidden="true"
    )


def sign(shown: Sign) -> Markup:
    """One sign for a legend, beside the words for it."""
    used = element("use", href=f"#sign-{shown}", x=SIZE / 2, y=SIZE / 2)
    return element("svg", used, class_="sign", width=SIZE, height=SIZE, aria_hidden="true")
