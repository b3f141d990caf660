"""What the fields of the answers mean, a module for each group of views; docs/fields.md shows it.

A field is looked up under its view by its whole path, then by its last name, and then among those
that mean the same in every view.
"""

from __future__ import annotations

from projections.render.fields import (
    conditions,
)

SHARED = {
    "area": "the name of the area in the ledger",
    "name": "its name as people know it",
    "by": "who did it: parties by their names in the ledger",
    "to": "to whom: parties by their names in the ledger",
    "place": "where, as a stream: area/x, cohort/x or case/x",
    "topic": "about what",
    "text": "what was said, in our words",
    "on": "when it happened",
    "event": "the record that it rests on, by its place in the ledger",
    "events": "the records that it rests on, by their places in the ledger",
    "as_of": "in a series: the day that the row is of",
    "low": "the lower end of the 95% interval",
    "high": "the upper end of the 95% interval",
}

MEANING: dict[str, dict[str, str]] = {
    **conditions.MEANING,
}
