"""The words for timestamps."""

from __future__ import annotations

KEPT = "Kept the timestamp in {path}. What it is worth: gestand timestamp verify {checkpoint}"
ASKED = (
    "Wrote the question to {path}. Send it to a time authority as application/timestamp-query, "
    "and give back its answer: gestand timestamp {checkpoint} --reply FILE"
)
PROVEN = (
    "These {size:,} records of {origin} existed, as they are, on {moment} UTC, says the time "
    "authority {authority}{within}. Root {root}."
)
WITHIN = " (give or take {seconds} s)"
