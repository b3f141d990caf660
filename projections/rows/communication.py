"""Rows of what bodies told residents, what they brought forward, and what was published.

What is the same in each: `on` is the day as written, `order` what counts among those of equal days,
`level` that of the place (None: all of them), `contradicts` the ids that the record itself sets
against it, `disputed` whether a record is.
"""

from __future__ import annotations

from typing import ClassVar

from projections.rows.frozen import Row, row_class


@row_class
class SaidRow(Row):
    """What every row of this file has. order: its place among records of equal days."""

    on: str
    order: int
    level: str | None
    contradicts: tuple[str, ...]
    disputed: bool


@row_class
class UpdateRow(SaidRow):
    """What a body told residents: news, no-news, an apology or a correction.

    to: the parties; nobody in particular where it is empty.
    """

    KIND: ClassVar[str] = "update"

    by: str
    to: tuple[str, ...]
    content: str
    channel: str | None


@row_class
class InputRow(SaidRow):
    """What parties brought forward, over a stretch of time, and what became of it.

    repeats: the input that it repeats. acknowledged, answered: the days, as written; None while
    that has not happened. outcome: of the answer: adopted, partly or rejected.
    """

    KIND: ClassVar[str] = "input"
    LASTING: ClassVar[frozenset[str]] = frozenset({"on", "input", "type", "senders", "text"})

    input: str
    type: str
    senders: tuple[str, ...]
    text: str
    repeats: str | None
    acknowledged: str | None
    answered: str | None
    outcome: str | None


@row_class
class FigureRow(SaidRow):
    """A statistic or survey that a body published; quantities and period as written.

    of: out of how many. replaces: the id of the figure that the body corrected by it.
    """

    KIND: ClassVar[str] = "figure"

    indicator: str
    value: str
    of: str | None
    unit: str
    period: str
    by: str
    replaces: str | None
