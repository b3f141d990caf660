"""Every word on screen, so that another language can be added beside it: a module for each view.

Here is what all views share. Texts with fields in braces are filled in by the screens.
"""

from __future__ import annotations

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
    "not-looked-into": "nothing recorded since",
    "claimed": "kept according to the promisor only",
    "unknown": "somebody looked and could not tell",
    "contested": "findings differ or are disputed",
    "imprecise": "the dates on record are too vague to tell",
}
"""Why it is not established what became of a promise."""

SOURCE = {
    "official": "official",
    "independent": "independent",
    "press": "press",
    "promisor": "by the promisor",
    "other": "other",
}

TRUST_TITLE = "Promises and what became of them"
TRUST = "What the record gives for trust that a promise is kept. It is not what residents feel."
FOLLOW = (
    "Next: `gestand show promise/NAME` for what was recorded of a promise and its sources; "
    "--explain for all records behind this answer; --format json for every figure."
)
ORDER = (
    "An order is stated only where it holds for all 108 ways to weigh late, partly kept, old and "
    "unresolved promises, with a probability of at least 0.95."
)
NOT_ESTABLISHED = "not est.: fell due, but it is not established what became of it."
PRESS = "The figures count documented events: the press reports trouble more than quiet delivery."
ROOTS = (
    "Promises that are parts or repeats of one, or were made in one act with one text, count once."
)
BURDEN = {
    "promisor": "A deadline that passed without a record of keeping counts as not kept.",
    "open": (
        "The promisors were not heard: a deadline that passed in silence counts as not looked into."
    ),
}

VIEW = {
    "trust": TRUST_TITLE,
    "contact": "Contact with residents",
    "promises": "Promises",
    "parties": "Parties",
    "areas": "Areas",
    "cases": "Cases",
    "check": "Findings",
}
"""The titles of the views."""

FINDING = "{check}: {subject}: {finding} (records {events})"
OVER_TIME = "{view}, over time"
AS_OF = "as of"
NONE = "None on record."
UNKNOWN, YES, NO = "?", "yes", "no"

COLUMN = {
    "name": "area",
    "by": "told apart by",
    "kept": "in\ntime",
    "late": "late",
    "partly": "in\npart",
    "broken": "not\nkept",
    "unresolved": "not\nest.",
    "not_due": "not\ndue",
    "undated": "no\ndate",
    "silent_days": "days\nsilent",
    "without_news": "without\nnews",
}
"""Headings of columns, narrow; a field that is not here is headed by its name."""

FOOTNOTE = {"unresolved": NOT_ESTABLISHED}
"""What a reader must know of a column."""
