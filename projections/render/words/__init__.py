"""Every word on screen, so that another language can be added beside it: a module for each view.

Here is what all views share. Texts with fields in braces are filled in by the screens.
"""

from __future__ import annotations

MOMENT = "as of {day}, {knowledge} · {records}{checkpoint}"
RECORDS = "{count:,} records"
FIRST_RECORDS = "the first {count:,} of {size:,} records"
CHECKPOINT = ", checkpoint {root}"
KNOWN_NOW = "as known now"
KNOWN_AT = "as known at {date}"
PUBLIC_AT = "as was public at {date}"
SIGNED_ONLY = "{knowledge}, signed records only"
WHO = "Who is who: {parties}."
IS_CALLED = "{short} is {name}"
BETWEEN = "; "
LIST_OF = ", "

AS_OF = "as of"
OVER_TIME = "{view}, over time"
NONE = "None on record."
NONE_THAT_FITS = "None on record that fits the question."
COUNT = "{count} on record."
UNKNOWN, YES, NO = "?", "yes", "no"

SOURCE = {
    "official": "official",
    "independent": "independent",
    "press": "press",
    "promisor": "by the promisor",
    "other": "other",
}


PRESS = "The figures count documented events: the press reports trouble more than quiet delivery."
NOT_ESTABLISHED = "not est.: fell due, but it is not established what became of it."
BURDEN = {
    "promisor": "A deadline that passed without a record of keeping counts as not kept.",
    "open": (
        "The promisors were not heard: a deadline that passed in silence counts as not looked into."
    ),
}


VIEW = {
    "trust": "Promises and what became of them",
    "contact": "Contact with residents",
    "promises": "Promises",
    "parties": "Parties",
    "areas": "Areas",
    "cases": "Cases",
    "figures": "Published figures",
    "check": "Findings",
}
"""The titles of the views."""

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
