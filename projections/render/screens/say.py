"""The words for participation: the say that was promised and given, decision by decision."""

from __future__ import annotations

from languages import N_

TITLE = N_("Participation in decisions about {title}")
EVERYWHERE = N_("Participation in decisions")
DECISIONS = N_("Decisions")

FORM = {
    "none": N_("none"),
    "inform": N_("inform"),
    "consult": N_("consult"),
    "advise": N_("advise"),
    "co-produce": N_("co-produce"),
    "co-decide": N_("co-decide"),
    "citizen-control": N_("citizen control"),
}
"""The forms of say, by the words of the Scientific Council for Government Policy (WRR 2012)."""

ANSWER = N_(
    "Of {promised} of a say in {decisions}{place}, {kept:,} {were} kept and {less:,} not{unclear}"
    "{unrecorded}."
)
UNCLEAR_ALSO = N_("; of {count:,} the record does not tell")
UNRECORDED = N_("; in {count:,} of the decisions no say of anybody is on record")
NO_PROMISES = N_("No promise of a say is on record in {decisions}{place}{unrecorded}.")
NO_DECISIONS = N_("No decision{place} is on record.")
ABOUT = N_(" about {name}")
ONE_PROMISE, PROMISES_OF_SAY = N_("1 promise"), N_("{count:,} promises")
ONE_DECISION, DECISIONS_ON_RECORD = N_("1 decision"), N_("{count:,} decisions")
WAS, WERE = N_("was"), N_("were")
PERHAPS = N_("With a date too vague to tell whether they belong here: {count:,}.")
KEPT = N_(
    "A promise of a say is to one group in one decision; it is kept where the group was given at "
    "least that."
)
TOO_FEW = N_("Known of {known:,}, fewer than 8: too few for a share.")
INTERVAL = N_(
    "Share given at least what was promised: between {low} and {high} (95% interval, Wilson)."
)
SHARE = N_(
    "Share given at least what was promised: {share}, between {low} and {high} (95% "
    "interval, Wilson)."
)
GAP = N_("The middle gap is {gap:+g} rungs of the ladder (below zero: less than promised).")

COLUMNS = (N_("on"), N_("the decision (by whom; its name here) · group: promised → given"))
DECISION = N_("{text} ({by}; {decision})")
MAYBE = N_("perhaps {date}")
SAY = N_("· {group}: {promised} → {given}")
UNPROMISED = N_("· {group}: {given}")
WITH_REMARKS = N_("{say} ({remarks})")
NO_SAY = N_("· whether anybody had a say is not on record")
LESS = N_("less than promised")
UNCLEAR = N_("whether that is what was promised is unclear")
AFTER = N_("only after the decision")
ONE_OPTION = N_("one option left, so it counts as inform")
MODE = {"invited": N_("invited"), "protest": N_("in protest")}
BEGUN = N_("begun by {parties}")
DISPUTED = N_("disputed")
ADVICE = N_("· advice of {by}: {followed}")
FOLLOWED = {"yes": N_("followed"), "partly": N_("followed in part"), "no": N_("not followed")}
REVERSED = N_("· reversed {on} by {by}: {reason}")

COUNTS = N_("The counts")
COUNTS_COLUMNS = ("", "")
PROMISES = N_("promises of a form of say")
AT_LEAST = N_("given at least that")
GIVEN_LESS = N_("given less")
DROPS = N_("given two rungs less, or more")
NOT_CLEAR = N_("not clear from the record")
FORMS_PROMISED = N_("forms promised")
FORMS_GIVEN = N_("forms given")
CHOICE = N_("could those concerned choose")
CHOICES = N_(
    "yes {could_choose:,}, only one option {no_choice:,}, not on record {choice_unknown:,}"
)
INITIATED = N_("who began it")
BY_WHOM = N_("residents {residents:,}, others {others:,}, not on record {unknown:,}")
MODES = N_("how they came in")
CAME_IN = N_("invited {invited:,}, in protest {protest:,}, not on record {mode_unknown:,}")
OF_RESIDENTS = N_("advice of residents and municipalities")
OF_ADVISERS = N_("advice of technical, legal, financial advisers")
OF_OTHERS = N_("advice of other bodies")
TAKEN_UP = N_("followed {yes:,}, in part {partly:,}, not {no:,}")
GIVEN_AFTER = N_("given a say only after the decision")
TAKEN_BACK = N_("decisions reversed")
CONTESTED = N_("decisions with a disputed record")
FORM_COUNT = N_("{form} {count:,}")

WIDER = N_("Decisions about a wider area or group that covers it or may touch it")
WIDER_COUNTS = N_(
    "On record: {decisions:,}; with no say of anybody on record: {unrecorded:,}. Promises of a "
    "form of say: {promised:,}; given at least that: {kept:,}; less: {less:,}; not clear: "
    "{unclear:,}."
)
SEE_WIDER = N_("See `gestand decisions --area {area}`.")


PERIOD = N_("period")
APART = {"group": N_("group"), "topic": N_("topic"), "level": N_("level")}
NONE_NAMED = {
    "group": N_("no say on record"),
    "topic": N_("no topic named"),
    "level": N_("no level named"),
}
APART_COLUMNS = (
    N_("deci-\nsions"),
    N_("date\nvague"),
    N_("no say\non rec."),
    N_("pro-\nmised"),
    N_("at least\nthat"),
    N_("less"),
    N_("un-\nclear"),
)
SHARE_COLUMN = N_("share given\nwhat was promised")
BETWEEN = N_("{low} to {high}")
APART_ANSWER = N_(
    "In {promised:,} of the {lines:,} lines below somebody was promised a say; in {less:,} of them "
    "less was given."
)
NO_TREND = N_(
    "No trend is drawn: a share needs at least 8 promises of say with a known outcome in every "
    "line, and some have fewer."
)
VAGUE = N_(
    "Date vague: as many more may belong there; a vague date can be counted in several lines."
)
SEE_DECISIONS = N_("Next: `gestand decisions` for each of them; --format json for every figure.")

HOW_TO_READ = N_("How to read this")
LADDER = N_(
    "Forms of say, each giving more than the one before: none, inform, consult, advise, "
    "co-produce, co-decide, citizen control. They are compared, never averaged: which form fits "
    "depends on the task. What came after the decision, or left one option, counts as inform."
)
FOLLOW = N_(
    "Next: `gestand show decision/NAME` for one decision in plain words and its sources; "
    "--by group, topic or level to tell them apart; --format json for every figure."
)
