"""The words for the records themselves."""

from __future__ import annotations

LOG = "Records in the order in which they were recorded"
LOG_COLUMNS = ("no", "on", "what")
DAYS_LATE = "days late"
WHAT = "{kind} of {stream}"
WITH_STATUS = "{text} ({status})"
HEADING = "{day}  {kind}"
SOURCE = "source"
NOTE = "note"
SIGNED_BY = "signed by"
NOBODY = "nobody"
SIGNATURE = {
    "signed": "{by}",
    "wrong": "{by}, wrongly",
    "revoked": "{by}, with a revoked key",
    "unknown": "{by}, with an unknown key",
}
"""Whose signature it is said to be, by what it is worth."""
RECORD = "record"
PLACE_IN_LEDGER = "{id}, number {position}"
RETRACTED_LATER = (
    "Retracted later, which nothing in this file tells: {count:,} of {all:,}. A view such as "
    "`gestand promises --format csv` leaves these out, and `gestand log` marks them."
)
FIELD = "{name} {value}"

EXPLANATION = "The records that this rests on, and their sources"
EXPLANATION_COLUMNS = ("no", "on", "what, and where it comes from")
CITED = "{what}: {sources}"
BETWEEN_SOURCES = "; "
