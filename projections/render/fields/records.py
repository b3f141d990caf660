"""What the fields of the answers about the records themselves and what they speak of mean."""

from __future__ import annotations

MEANING = {
    "contact": {
        "updates": "updates to residents on record",
        "without_news": "of these, those that say that there is no news",
        "last_update": "the day of the last one",
        "silent_days": "days since the last one; null where nobody vouches for the record",
        "longest_silence_days": "the longest time between two; null where nobody vouches",
        "longest_silence_from": "when that silence began",
        "channels": "by which channel, and how many; unknown: not on record",
        "covered": "whether somebody vouches at that moment that all updates are on record",
        "vouched_by": "the parties that vouch for that",
        "inputs": "wishes, objections, advices and other input on record",
        "acknowledged": "of these, acknowledged",
        "types": "of these, how many of each type",
        "testimonies": "of these, stories that people told",
        "testimonies_acknowledged": "of these stories, acknowledged",
        "answered": "of these, answered",
        "adopted": "of these, adopted",
        "adopted_in_part": "of these, adopted in part",
        "rejected": "of these, rejected",
        "unanswered": "those without an answer on record",
        "repeated": "those that ask again what was asked before",
        "input": "the name of the input in the ledger",
        "type": "wish, initiative, objection, appeal, advice, motion, finding or testimony",
        "from": "who brought it forward",
        "days": "days since then, at the least",
        "repeats": "the earlier input that it asks again",
        "unanswered[].acknowledged": "whether it was acknowledged",
    },
}
