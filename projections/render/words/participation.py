"""The words for participation: the say that was promised and given, decision by decision."""

from __future__ import annotations

TITLE = "Participation in decisions about {title}"
EVERYWHERE = "Participation in decisions"
DECISIONS = "Decisions"

FORM = {
    "none": "none",
    "inform": "inform",
    "consult": "consult",
    "advise": "advise",
    "co-produce": "co-produce",
    "co-decide": "co-decide",
    "citizen-control": "citizen control",
}
"""The forms of say, by the words of the Scientific Council for Government Policy (WRR 2012)."""

HOW_MANY = "Decisions on record: {decisions}; with no say of anybody on record: {unrecorded}."
PERHAPS = "With a date too vague to tell whether they belong here: {count}."
NO_PROMISES = "That a group had been promised a form of say is not on record for any of them."
PROMISED = (
    "Promises of a form of say, each to one group in one decision: {promised}. Given at least "
    "that: {kept}; less: {less}; not clear from the record: {unclear}."
)
TOO_FEW = "Known of {known}, fewer than 8: too few for a share."
INTERVAL = (
    "Share given at least what was promised: between {low:.0%} and {high:.0%} (95% interval, "
    "Wilson)."
)
SHARE = (
    "Share given at least what was promised: {share:.0%}, between {low:.0%} and {high:.0%} (95% "
    "interval, Wilson)."
)
GAP = "The middle gap is {gap:+g} rungs of the ladder (below zero: less than promised)."

COLUMNS = ("on", "the decision (by whom; its name here) · group: promised → given")
DECISION = "{text} ({by}; {decision})"
MAYBE = "perhaps {date}"
SAY = "· {group}: {promised} → {given}"
UNPROMISED = "· {group}: {given}"
WITH_REMARKS = "{say} ({remarks})"
NO_SAY = "· whether anybody had a say is not on record"
LESS = "less than promised"
UNCLEAR = "whether that is what was promised is unclear"
AFTER = "only after the decision"
ONE_OPTION = "one option left, so it counts as inform"
MODE = {"invited": "invited", "protest": "in protest"}
BEGUN = "begun by {parties}"
DISPUTED = "disputed"
ADVICE = "· advice of {by}: {followed}"
FOLLOWED = {"yes": "followed", "partly": "followed in part", "no": "not followed"}
REVERSED = "· reversed {on} by {by}: {reason}"

COUNTS = "The counts"
COUNTS_COLUMNS = ("", "")
PROMISES = "promises of a form of say"
OF_THESE = {
    "kept": "given at least that",
    "less": "given less",
    "drops": "given two rungs less, or more",
    "unclear": "not clear from the record",
}
FORMS_PROMISED = "forms promised"
FORMS_GIVEN = "forms given"
CHOICE = "could those concerned choose"
CHOICES = "yes {could_choose}, only one option {no_choice}, not on record {choice_unknown}"
INITIATED = "who began it"
BY_WHOM = "residents {residents}, others {others}, not on record {unknown}"
MODES = "how they came in"
CAME_IN = "invited {invited}, in protest {protest}, not on record {mode_unknown}"
SIDE = {
    "residents": "advice of residents and municipalities",
    "advisers": "advice of technical, legal, financial advisers",
    "others": "advice of other bodies",
}
TAKEN_UP = "followed {yes}, in part {partly}, not {no}"
SEVERAL = {
    "after": "given a say only after the decision",
    "reversed": "decisions reversed",
    "disputed": "decisions with a disputed record",
}
FORM_COUNT = "{form} {count}"

WIDER = "Decisions about a wider area or group that covers it or may touch it"
WIDER_COUNTS = (
    "On record: {decisions}; with no say of anybody on record: {unrecorded}. Promises of a form "
    "of say: {promised}; given at least that: {kept}; less: {less}; not clear: {unclear}."
)
SEE_WIDER = "See `gestand decisions --area {area}`."


PERIOD = "period"
APART = {"group": "group", "topic": "topic", "level": "level"}
NONE_NAMED = {
    "group": "no say on record",
    "topic": "no topic named",
    "level": "no level named",
}
APART_COLUMNS = (
    "deci-\nsions",
    "date\nvague",
    "no say\non rec.",
    "pro-\nmised",
    "at least\nthat",
    "less",
    "un-\nclear",
)
SHARE_COLUMN = "share given\nwhat was promised"
BETWEEN = "{low:.0%} to {high:.0%}"
NO_TREND = (
    "No trend is drawn: a share needs at least 8 promises of say with a known outcome in every "
    "line, and some have fewer."
)
VAGUE = "Date vague: as many more may belong there; a vague date can be counted in several lines."
SEE_DECISIONS = "Next: `gestand decisions` for each of them; --format json for every figure."

HOW_TO_READ = "How to read this"
LADDER = (
    "Forms of say, each giving more than the one before: none, inform, consult, advise, "
    "co-produce, co-decide, citizen control. They are compared, never averaged: which form fits "
    "depends on the task. What came after the decision, or left one option, counts as inform."
)
FOLLOW = (
    "Next: `gestand show decision/NAME` for one decision in plain words and its sources; "
    "--by group, topic or level to tell them apart; --format json for every figure."
)
