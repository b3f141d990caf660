"""The words for the lists of what the ledger speaks of."""

from __future__ import annotations

PARTY_COLUMNS = ("party (its name here)", "kind", "promises made")
PARTY = "{name} ({party})"
SUCCEEDED_PARTY = "{name} ({party}); succeeded by {successors}"

AREAS = "Areas, each under the one that it lies within"
AREA_COLUMNS = ("area (its name here)", "kind", "promises to it")
AREA = "{name} ({area})"
ENDED_AREA = "{name} ({area}), until {until}"
DEEPER = "  "

CASE_COLUMNS = ("case", "area", "opened", "phase", "outcome")

FIGURES = "Statistics and surveys as bodies published them. They enter no figure of this ledger."
FIGURE_COLUMNS = ("period", "what was counted, and by whom", "record")
FIGURE = "{indicator}: {value} {unit} ({by})"
FIGURE_OF = "{indicator}: {value} of {of} {unit} ({by})"
REPLACED = "{figure} — later corrected by record {record}"
