"""What the fields of the answers mean, a module for each group of views; docs/fields.md shows it.

A field is looked up under its view by its whole path, then by its last name, and then among those
that mean the same in every view.
"""

from __future__ import annotations

from projections.render.fields import (
    conditions,
    records,
)

ANSWER = {
    "view": "the name of the view",
    "as_of": "the moment in the world that was asked about; a day means its end",
    "to_come": "whether that moment lies on a day that has not been: then nothing is judged by it",
    "known_at": "when the last record that was known was recorded (UTC)",
    "known_size": "how many records were known: `--known-at` takes this number too",
    "method": "the version of docs/methods.md that the figures follow",
    "parameters": "everything else that was asked",
    "burden": "what a deadline that passed in silence means in this ledger (promisor, open)",
    "checkpoint": "the size of the ledger and the root of its Merkle tree, in hexadecimal",
    "coverage": "what somebody vouches for at that moment: where silence means something",
    "rows": "the answer, a row for each subject",
    "records": "with `--explain`: the records that the rows rest on, with their sources",
    "story": "with `show`, of a mandate: its history in sentences",
}

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
    **records.MEANING,
}
