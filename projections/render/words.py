"""Every word on screen, in one place, so that another language can be added beside it."""

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
    "unresolved": "outcome not established",
    "not_due": "not yet due",
    "undated": "without a date",
    "excluded": "lapsed, excused or let off",
    "listed": "that are no pledge or target of a body",
}

OUTCOME = {"kept": "in time", "late": "late", "partly": "in part", "broken": "not kept"}

TRUST = "How far the record supports trust that a promise is kept. It is not what residents feel."
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
