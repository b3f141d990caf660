"""The words for rules: what became of them, how they changed, and in whose favour."""

from __future__ import annotations

TITLE = "Rules"
COLUMNS = ("since", "what the rule says, for whom, and what became of it")
LINE = "{topic}: {value} — {state}, for {place} ({by}; {rule})"
LINE_RANKED = "{topic}: {value} — {state}, for {place} ({rank} of {by}; {rule})"
NEXT = "Next: `gestand show rule/NAME` for the history of a rule in plain words, with its sources."

STATE = {
    "in-force": "in force",
    "interim": "struck down; this holds in the meantime",
    "suspended": "suspended",
    "expired": "its last day passed",
    "repealed": "repealed",
    "annulled": "struck down",
    "decided": "decided, not yet in force",
    "announced": "announced, not in force",
    "unclear": "the dates on record are too vague to tell",
}

RANK = {
    "law": "law",
    "decree": "decree",
    "ministerial-regulation": "ministerial regulation",
    "policy-rule": "policy rule",
    "guideline": "guideline",
    "agreement": "agreement",
    "practice": "practice",
    "not-recorded": "rank not on record",
}

DIRECTION = {
    "favourable": "better for residents",
    "unfavourable": "worse for residents",
    "neutral": "neither better nor worse for residents",
    "mixed": "better for some residents, worse for others",
}

EFFECT = {
    "immediate": "at once, also for those who had begun",
    "deferred": "at once from a later day, also for those who had begun",
    "retroactive": "retroactively",
    "respecting": "not for those who had begun: they keep what they had",
}

STAGE = {
    "draft": "announced",
    "proposed": "proposed",
    "adopted": "adopted",
    "decided": "decided",
}

GROUND = {
    "granted": "granted",
    "pilot": "as a pilot",
    "tolerated": "tolerated",
}

NOBODY_NAMED = "by whom is not on record"
BY = "by {parties}"
VALUE_AND_AMOUNT = "{value} ({amount})"
AMOUNT = "{value} {currency}"
AMOUNT_PER = "{value} {currency} per {per}"
SEVERAL = " and "
QUOTED = "“{text}”"
NO_RULE = "no rule"

NOTICE = "made known {days} days before"
NOTICE_ONE = "made known the day before"
NOTICE_NONE = "made known on the day itself"
NOTICE_LATE = "made known only {days} days after it took effect"
NOTICE_LATE_ONE = "made known only the day after it took effect"
