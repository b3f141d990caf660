"""What the fields of the answers about the records themselves and what they speak of mean."""

from __future__ import annotations

_RECORD = {
    "position": "the place in the ledger, from 0",
    "id": "the idempotency key of the record",
    "kind": "what happened",
    "stream": "the subject that it happened to",
    "published": "when it was first public",
    "recorded_at": "when this ledger learned it (UTC)",
    "recorded_by": "a label for who recorded it",
    "days_late": "days (of Amsterdam) from when it happened until it was public, or recorded",
    "status": "retracted, disputed or empty",
    "says": "the fields of the record",
    "sources": "where it comes from",
    "note": "what its author adds",
}
"""What every record says, and the ledger of it."""

MEANING = {
    "figures": {
        "indicator": "what was counted",
        "period": "when that was so",
        "value": "how many, as published: exact, <x, >x, ~x or x..y",
        "of": "of how many",
        "unit": "of what",
        "replaced_by": "the record of its correction",
    },
    "parties": {
        "party": "the name of the party in the ledger",
        "type": "what kind of party it is",
        "part_of": "the party that it is part of",
        "succeeded_by": "who took over from it",
        "promises": "how many promises it made",
    },
    "areas": {
        "type": "what kind of area it is",
        "within": "what it lies within, from the inside out",
        "ended": "the first day without it, as written",
        "until": "its last day; as written where that is less exact than a day",
        "succeeded_by": "what took its place",
        "promises": "how many promises were made to it directly",
    },
    "cases": {
        "case": "the name of the case in the ledger",
        "title": "what it is about",
        "level": "dwelling, area or governance",
        "opened": "when it began",
        "phase": "the phase that it is in",
        "since": "since when",
        "closed": "when it ended",
        "outcome": "how it ended",
    },
    "log": _RECORD
    | {
        "signature": "who signed it, if anybody; only where a party has a key",
        "signature.by": "the party that it says to be signed by",
        "signature.status": "signed; wrong: changed since; revoked or unknown: the key",
    },
    "diff": _RECORD
    | {
        "group": "what a reader asks for: promises, deadlines, rules, mandates, retractions, other",
        "late": "whether it tells of the time before the old checkpoint; unknown if too vague",
        "was": "what stood there before: the deadline, the value, the holder, what is retracted",
        "now": "what stands there since",
    },
}
