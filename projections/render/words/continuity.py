"""The words for what was recorded since an older checkpoint."""

from __future__ import annotations

TITLE = "Recorded since the checkpoint of {size:,} records"
SINCE = "The last of those was recorded on {day}. {new} recorded since."
SIGNED_BY = "The checkpoint is signed by {signers}."
NOT_CHECKED = (
    "Who signed the checkpoint was not checked. Give the verifier key of the log with --key, as "
    "the operator published it."
)
NONE = "Nothing was"
ONE = "One record was"
SEVERAL = "{count:,} records were"
ONE_ALONE = {
    True: "It tells of the time before that day, which had already been reported on.",
    False: "It does not tell of the time before that day.",
    None: "Its date is too vague to tell whether it is about the time before that day.",
}
"""Of one record: whether it is late."""
LATE = {
    0: "None of them certainly tells of the time before that day.",
    1: "One of them tells of the time before that day, which had already been reported on.",
}
LATE_SEVERAL = (
    "{count:,} of them tell of the time before that day, which had already been reported on."
)
VAGUE_ONE = "Of one the date is too vague to tell whether it does."
VAGUE = "Of {count:,} the date is too vague to tell whether they do."

RECORDED_LATE = "Recorded late: about a time that had already been reported on"
GROUP = {
    "promises": "New promises",
    "deadlines": "Deadlines moved",
    "rules": "Rules",
    "mandates": "Who has power and duty",
    "retractions": "Records retracted",
    "other": "Other records",
}
COLUMNS = ("no", "on", "what")
WHAT = "{kind} of {stream}"
MOVED = "{what}: {was} → {now}"
GONE = "{what}: {was}"
NEW = "{what}: {now}"
WITH_STATUS = "{text} ({status})"
LONGEST = 400
"""How many characters of what a record says stand in a table."""
CUT = "{text}…"
NEXT = "Next: gestand show RECORD-ID or STREAM, for a record with its sources."
