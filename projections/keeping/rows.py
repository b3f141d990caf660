"""Reading rows back as they are kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from domain.dates import BEGINNING, FOREVER
from projections.keeping.numbers import Numbers
from projections.keeping.tables import PLACE_BITS, ROW_BITS, instant
from projections.rows.frozen import Kept

COLUMNS = """
spans.number, names.name, scope, valid_from, valid_to, event, texts.text, shape, rest
"""
"""What is read of each row."""

BESIDE = f"""
JOIN names ON names.number = subject
LEFT JOIN texts ON texts.number = (spans.number >> {ROW_BITS} << {ROW_BITS} | lasting)
"""
"""The tables in which the rest of a row stands."""


class Rows:
    """Makes of what the tables hold the rows that were put there."""

    def __init__(self, names: Numbers, kinds: Numbers, shapes: Numbers) -> None:
        self._names, self._kinds, self._shapes = names, kinds, shapes

    def kept(self, found: Iterable[tuple[Any, ...]]) -> Iterator[Kept]:
        """Rows as they are kept, given what was read of each."""
        # What `Kept._make` does, without its call: there is one for each row.
        new = tuple.__new__
        names, kinds, shapes = self._names.texts, self._kinds.texts, self._shapes.texts
        for number, subject, scope, start, end, event, lasting, shape, rest in found:
            belonging = number >> ROW_BITS
            home = names[belonging & HOME]
            values = (
                kinds[belonging >> PLACE_BITS],
                home,
                subject,
                home if scope is None else names[scope],
                BEGINNING if start is None else instant(start),
                FOREVER if end is None else instant(end),
                event,
                lasting or "",
                shapes[shape],
                rest,
            )
            yield new(Kept, values)


HOME = (1 << PLACE_BITS) - 1
"""The bits of a number, after those of the row, that name the stream that it belongs to."""
