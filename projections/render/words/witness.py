"""The words of a witness: what it tells those who run it."""

from __future__ import annotations

LISTENS = "The witness {name} listens at {url}. Stop it with Ctrl-C. Its verifier key is:"
STOPPED = "Stopped."
MADE_KEY = "Made the key of the witness {name} in {path}. Keep it to yourself. Its public half:"

ADDED = "From now on this is a witness of {origin}."
KNOWN = "This was a witness of {origin} before, with the same key."
REMOVED = (
    "From now on this witness does not answer {origin}. What it has cosigned of it stays: it goes "
    "on from there when the log is added again."
)
REMOVED_KEY = "That key is taken away. This is still a witness of {origin}, with another key."

COSIGNED = "{moment}  {origin}: cosigned, {size} records"
REFUSED = "{moment}  {origin}: not cosigned ({status}): {reason}"
ASKED_SIZE = "{moment}  {origin}: told that {seen} records were seen; it started from another size"
NOT_NOW = "{moment}  not cosigned: {problem}"
UNREADABLE = "unreadable"
FORK = (
    "{moment}  {origin}: FORKED. The log has signed two histories of {size} records. Both are "
    "kept: gestand witness show"
)
WROTE = "Wrote the cosignature of {name} under {size} records of {origin} to {path}."

TITLE = "Logs that this witness has seen grow"
COLUMNS = ("log", "records", "seen last")
NO_LONGER = "{origin} (removed)"
NEVER = "not yet"
FORKS = "Two histories of {origin}, both signed by the log"
PROVES = (
    "These two checkpoints have one size and different roots. No log that only grows signs both: "
    "together they prove that records were changed."
)
