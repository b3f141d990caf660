"""The words for the lists of what the ledger speaks of."""

from __future__ import annotations

PARTY_COLUMNS = ("party (its name here)", "kind", "promises made")
PARTY = "{name} ({party})"
SUCCEEDED_PARTY = "{name} ({party}); succeeded by {successors}"

AREAS = "Areas, each under the one that it lies within"
AREA_COLUMNS = ("area (its name here)", "kind", "promises to it")
AREA = "{name} ({area})"
ENDED_AREA = "{name} ({area}), until {ended}"
DEEPER = "  "

CASE_COLUMNS = ("case", "area", "opened", "phase", "outcome")
