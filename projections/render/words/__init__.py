"""Every word on screen, so that another language can be added beside it: a module for each view.

Here is what all views share. Texts with fields in braces are filled in by the screens.
"""

from __future__ import annotations

MOMENT = "{when}, {knowledge} · {records}{checkpoint}"
AT_MOMENT = "as of {day}"
OF_STRETCH = "{stretch}, as of {day}"
AT_MOMENTS = "{first} to {last}, at the end of every {step}"
TO_COME = (
    "{day} lies after {today}, so it is a day still to come: this is what the record so far would "
    "amount to. Rules and powers stand as scheduled; no promise counts as due, kept late, held or "
    "not kept by a day that has not been."
)
RECORDS = "{count:,} records"
ONE_RECORD = "1 record"
FIRST_RECORDS = "the first {count:,} of {size:,} records"
CHECKPOINT = ", checkpoint {root}"
KNOWN_NOW = "as known now"
KNOWN_AT = "as known at {date}"
KNOWN_OF = "as known at size {size}"
PUBLIC_AT = "as was public at {date}"
NONE_SIGNED = (
    "No record of this ledger is signed by a party that is registered with its key. Leave out "
    "--signed to see what is on record."
)
SIGNED_BUT_NONE_FITS = "Records that are signed: {count:,}. None of them fits the question."
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
    "stability": "Rules, then and now",
    "applied": "Rules as they applied",
    "rules": "Rules",
    "unequal": "Unequal treatment",
    "conditions": "Conditions for participation",
    "charters": "Yardsticks",
    "promises": "Promises",
    "parties": "Parties",
    "areas": "Areas",
    "cases": "Cases",
    "figures": "Published figures",
    "control": "Who has control",
    "duties": "Duties and powers",
    "deciders": "Who took the decisions",
    "check": "Findings",
    "participation": "Participation in decisions",
    "decisions": "Decisions",
    "tables": "Tables and who sat at them",
    "levels": "Dwelling, area and governance",
    "lessons": "Looking back: what was learned, and who took it up",
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
    "charter": "yardstick",
    "promises": "pro-\nmises",
    "decisions": "deci-\nsions",
    "updates": "up-\ndates",
    "still": "quarters\nstood still",
    "moving": "did\nnot",
    "unknown": "not\nknown",
    "met_now": "met",
    "not_met_now": "not\nmet",
    "unknown_now": "not\nknown",
    "power": "to",
    "who": "who",
    "state": "how\nmany",
    "gap_days": "days\nnobody",
    "overlap_days": "days\nseveral",
    "clarity": "share\nclear",
    "stable": "the\nsame",
    "unfavourable": "worse",
    "retroactive": "retro-\nactive",
    "acts_in_force": "acts in\nforce",
    "regimes_on_record": "sets of\nrules",
    "pairs_apart": "pairs\napart",
}
"""Headings of columns, narrow; a field that is not here is headed by its name."""

FOOTNOTE = {"unresolved": NOT_ESTABLISHED}
"""What a reader must know of a column."""
