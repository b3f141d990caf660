"""The words for promises: their states, and how one is told in a line."""

from __future__ import annotations

TITLE = "Promises"
COLUMNS = ("due", "what became of it — the promise (by whom; its name here)")
LINE = "{status} — {said}"
SAID = "{text} ({by}; {promise})"
NO_DATE = "no date"
NOT_SCORED = "{state} (not scored)"
TIME_UNCLEAR = "{state}; whether in time is unclear"
REMARKED = "; "
POSTPONED = "put off {times} without consent in time"
REDEFINED = "success explained otherwise {times}"
BLOCKED = "blocked by {by}"
MAY_TOUCH = "made to a group that may touch it"
ONCE, TIMES = "once", "{count} times"
DOUBTFUL = "{state}; {doubt}"

STATE = {
    "open": "not yet due",
    "conditional": "waits for its condition",
    "lapsed": "lapsed: its condition was not met in time",
    "kept": "kept",
    "kept-late": "kept late",
    "partly": "partly kept",
    "overdue": "deadline passed",
    "broken": "not kept",
    "withdrawn": "withdrawn",
    "withdrawn-conditional": "withdrawn before its condition was met",
    "released": "let off by those it was made to",
    "superseded": "replaced with consent or on no worse terms",
    "replaced": "replaced without consent",
    "excused": "excused by its proviso",
    "undated": "no date",
    "in-force": "in force",
    "violated": "not held to",
    "held": "held to until its end",
}

REPLACED_BY = {
    "undated": "replaced without consent, by one without a date",
    "later": "replaced without consent, by one that falls due later",
}
"""Why one is not out of the figures though the terms of its successor are no worse."""

GROUP = {
    "scored": "part of one above",
    "unresolved": "part of one above, not established",
    "not_due": "not yet due",
    "undated": "without a date",
    "excluded": "lapsed, excused or let off",
    "listed": "no pledge or target of a body (not scored)",
}

OUTCOME = {
    "kept": "kept in time",
    "late": "kept late",
    "partly": "kept in part",
    "broken": "not kept",
    "unresolved": "not established",
}

PLAIN = frozenset({"kept", "kept-late", "partly", "broken"})
"""The states that say no more than the outcome under which a promise is listed."""

DOUBT = {
    "not-looked-into": "not looked into",
    "claimed": "kept according to the promisor only",
    "unknown": "somebody looked and could not tell",
    "contested": "findings differ or are disputed",
    "count": "the count on record leaves open how much was done",
    "imprecise": "the dates on record are too vague to tell",
}
"""Why it is not established what became of a promise."""

COUNT_BETWEEN = "{state} (counts between {low:.2f} and {high:.2f})"
COUNTED_ONCE = (
    "In `gestand trust` promises that are parts, repeats or successors of one, or were made in one "
    "act with one text, count once."
)

FOLLOW = (
    "Next: `gestand show promise/NAME` for what was recorded of a promise and its sources; "
    "--explain for all records behind this answer; --format json for every figure."
)
