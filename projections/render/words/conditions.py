"""The words for yardsticks: whether the conditions for participation were met, and stayed so."""

from __future__ import annotations

TITLE = "Conditions for participation: {title}"
EVERY = "Conditions for participation, by yardstick"

# -- whose yardstick it is ----------------------------------------------------------------------

YARDSTICK = "Yardstick {charter}: declared by {by}, {agreed}; it measures from {start} on{to}."
DECLARED_AFTER = "It was declared afterwards, {declared}."
AGREED = "agreed by {parties}"
AGREED_BY_NOBODY = "agreed by nobody"
UNTIL = ", until it was given up on {ended}"
FOR_WIDER = "It was declared for {place}, and is laid on {here} here."
TOPICS = "The yardstick is about {topics}."
ALL_TOPICS = "The yardstick names no topics, so it is about all of them."
AMENDED = "Amended on {on} by {by}, {agreed}: {what}."
AMENDED_TOPICS = "the topics"
DISPUTED = "A record of this yardstick is disputed."
NOT_YET = "It measures from {start} on: at this moment there is nothing to judge yet."

NEVER = "It was given up before it measured anything."

# -- the answer ---------------------------------------------------------------------------------

VERDICT = {
    "not-met-at-start": "The conditions for participation were not met at the start.",
    "changed": "The conditions for participation did not stay the same.",
    "unknown": (
        "Whether the conditions for participation were met and stayed the same is not known."
    ),
    "constant": (
        "The conditions for participation were met and stayed the same, as far as there was "
        "anything to judge."
    ),
}
NOT_MET_AS_ATTESTED = (
    "As {parties} attest, the conditions for participation were not met at the start."
)
WIDER_TITLE = "Yardsticks of what it lies in"
SHORT = {
    "not-met-at-start": "not met at the start",
    "changed": "did not stay the same",
    "unknown": "not known",
    "constant": "met, and stayed the same",
}
AT_START = "At the start, {day}: {condition} — {what}."
FIRST_BREAK = "First break: {day} — {condition} — {what}."
FIRST_SINCE = "First break after the start: {day} — {condition} — {what}."
FIRST_UNFAVOURABLE = "First one to the disadvantage of residents: {day} — {condition} — {what}."
FIRST_NOT_MET = "Proven is that {condition} was not met, first on {day}: {what}. {before}"
LAST_MET = "When it was met last that can be proven: {day}."
BEFORE = {
    "yes": "It was met before.",
    "unknown": "Whether it was met before is not on record.",
    "nothing": "There was nothing to judge before.",
}
WHAT_ABOUT = "{why}: “{about}”"
WHERE = "{what} ({where})"
WHERE_TO_LOOK = "{stream}, record {event} of {day}"
BETWEEN = "; "
TALLY = "Of {count} conditions {tally}."
TALLIED = {
    "not-met-at-start": "{count} not met at the start",
    "changed": "{count} did not stay the same",
    "unknown": "{count} not known",
    "constant": "{count} met all along",
}
RESTS_ON = "Records that it rests on: {count}; their sources: {sources}."
OF_SOURCE = "{count} {source}"

# -- the table ----------------------------------------------------------------------------------

COLUMNS = ("condition", "start", "now", "constant")
AT_END = ("condition", "start", "end", "constant")
STATE = {"yes": "yes", "no": "no", "unknown": "?", "nothing": "."}
SIGN = {"yes": "+", "no": "-", "unknown": "?", "nothing": "."}
LEGEND = (
    "+ met   - not met   ? none on record, or not established   . nothing to judge",
    "{scale}, the worst proven in it: - before + before ? before .",
)
SCALE = {
    "quarter": "One sign a quarter",
    "half-year": "One sign half a year",
    "year": "One sign a year",
}
CONSTANT = (
    "start: on the first day; constant: met all along since then, ? where that is neither proven "
    "nor disproven."
)

# -- why ----------------------------------------------------------------------------------------

WHY = {
    "promise-in-breach": "a promise to residents was not kept and not made good",
    "promise-not-established": "it is not established what became of a promise",
    "promises-not-looked-into": "deadlines passed, and nothing is recorded on what became of them",
    "promises-not-vouched": "none on record is in breach, but nobody vouches that all are there",
    "no-promise-on-record": "no promise on record fell due, and nobody vouches that all are there",
    "no-promise-fell-due": "no promise that could be judged fell due in the time looked at",
    "several-lead": "more than one body had the lead",
    "nobody-leads": "nobody had the lead, and somebody vouches that all is on record",
    "lead-changed": "the lead is no longer with those who had it at the start",
    "no-lead-at-start": "it was not clear at the start who had the lead",
    "lead-of-the-start": "the lead as it was at the start",
    "lead-at-start-unknown": "who had the lead at the start is not on record",
    "lead-not-on-record": "who had the lead is not on record",
    "lead-not-vouched": "one is on record as having the lead, but nobody vouches that no other had",
    "lead-dates-vague": "the days on record are too vague to tell who had the lead",
    "lead-contested": "who had the lead is disputed",
    "too-many-ministries": "more ministries had a power here",
    "ministries-vague": "the days on record are too vague to tell how many ministries had a power",
    "ministries-not-vouched": "no more are on record, but nobody vouches that all is there",
    "rule-changed": "the rule is another one than at the start",
    "rule-ended": "the rule of the start no longer holds",
    "rule-day-vague": "the day of a change of a rule is too vague to tell",
    "rules-not-vouched": (
        "no change of a rule is on record, but nobody vouches that all rules are there"
    ),
    "no-rule-on-record": "no rule is on record, and nobody vouches that all are there",
    "gave-less": "a decision gave residents less say than they had been promised",
    "gave-less-unclear": "whether a decision gave residents what they were promised is not clear",
    "decisions-not-vouched": "no decision on record gave less, but nobody vouches for all of them",
    "no-right": "residents have no right to decide, and somebody vouches for the rules",
    "no-right-on-record": "no right of residents to decide is on record",
    "right-too-low": "the right that residents have gives them less say than that",
    "right-day-vague": "since when residents have a right to decide is too vague to tell",
    "right-disputed": "the right of residents to decide is disputed",
    "rights-differ": "some groups of residents have a right to decide, others a lesser one",
    "update-too-old": "the last update on record had become too old",
    "no-update-ever": "no update, and somebody vouches that all are on record",
    "update-day-vague": "the day of the last update is too vague to tell, or disputed",
    "updates-not-vouched": "no recent update on record, and nobody vouches that all are there",
    "input-unanswered": "input of residents was left without an answer for too long",
    "input-answer-unknown": "no answer on record, and nobody vouches that all are there",
    "inputs-not-vouched": "nothing on record was left unanswered, but nobody vouches for it",
    "no-input-yet": "nothing was put in by residents yet",
    "attested-met": "it was attested that it is met",
    "attested-not-met": "it was attested that it is not met",
    "attestations-differ": "those who attest it differ",
    "attestation-vague": "the day of what is attested is too vague to tell",
    "attestation-disputed": "what is attested is disputed",
    "attested-unknown": "somebody looked and could not tell",
    "attested-by-bodies-only": "only bodies speak of it themselves",
    "not-attested": "nobody attests it",
    "terms-amended": "the yardstick was amended",
}
"""Why a condition is met or not, by the key that its function gives."""

MET = {
    "yes": "met",
    "no": "not met",
    "unknown": "not known",
    "nothing": "nothing to judge",
}

# -- what is not on record ----------------------------------------------------------------------

MISSING_TITLE = "What would have to be on record to know more"
MISSING_COLUMNS = ("for", "what, and how to record it")
MISSING = {
    "promise": (
        "somebody who vouches that all promises to residents here are on record "
        "(coverage.declared, about promise)"
    ),
    "promise.assessed": (
        "what became of the promises, by somebody independent or by those they were made to "
        "(promise.assessed)"
    ),
    "update": (
        "updates to residents (update.sent), or somebody who vouches that all are on record "
        "(coverage.declared, about update)"
    ),
    "input": (
        "somebody who vouches that all input of residents is on record "
        "(coverage.declared, about input)"
    ),
    "input.answered": (
        "the answers (input.answered), or somebody who vouches that all are on record "
        "(coverage.declared, about input)"
    ),
    "condition.attested": (
        "the word of residents or of an independent party, not of a body concerned "
        "(condition.attested)"
    ),
    "rule": (
        "the rules, rights to decide among them (rule.enacted), or somebody who vouches that all "
        "rules on these topics are on record (coverage.declared, about rule)"
    ),
    "mandate": (
        "who had which power (mandate.granted), or somebody who vouches that all is on record "
        "(coverage.declared, about mandate)"
    ),
    "decision": (
        "what was decided, and how much say residents had (decision.taken, "
        "decision.participation), or somebody who vouches that all is on record"
    ),
}
MISSING_OTHER = (
    "records of the kind {kind}, or somebody who vouches that all are on record (coverage.declared)"
)

# -- beside it ----------------------------------------------------------------------------------

BESIDE = (
    "Of the promises looked at now, {looked_into} were looked into and {not_looked_into} not; "
    "{not_established} are not established, {in_breach} in breach. Older ones never made good: "
    "{older_breaches}."
)
AS_ATTESTED = "As attested: {told}."
ATTESTED_BY = "{key} by {parties}"
WIDER = "Promises to a wider place that are in breach: {promises}."

# -- the walk from the verdict down -------------------------------------------------------------

WALK_TITLE = "{condition}: {verdict}"
WALK_COLUMNS = ("from", "what it was, and why")
WALK = "{met}{why}{records}"
WALK_WHY = ": {why}"
WALK_RECORDS = " (records {records})"
WALK_SOURCE = "{day}, {kind} of {stream}: {sources}"
WALK_MANY = "{records} and {count} more"
MEANING = {
    "promises-kept": (
        "No promise of a body to residents, here or in a part of it, that fell due in the last "
        "{days} days is in breach without having been made good."
    ),
    "rules-unchanged": "On every topic the rules are those of the start.",
    "clear-lead": "On every topic exactly one body, or several together, have the lead.",
    "same-lead": "The lead is with those who had it at the start, or who lawfully followed them.",
    "one-ministry": "The number of ministries with any power here is at most {n}.",
    "residents-decide": (
        "Residents have a right to decide (rung {rung} or higher), and in the last {days} days no "
        "decision gave them less than was promised."
    ),
    "say-over-process": (
        "The same for decisions on pace, order and planning (rung {rung} or higher; {days} days)."
    ),
    "informed": "The last update to residents is at most {days} days old; one without news counts.",
    "input-answered": "No input of residents is without an answer for more than {days} days.",
}
ATTESTED = "As attested by residents or an independent party."

# -- lists, and where to go on ------------------------------------------------------------------

CHARTER_COLUMNS = ("yardstick, for where", "by whom, and what it asks")
CHARTER = "{charter}, for {name}"
CHARTER_SAYS = "{by}, {agreed}; from {start} on{to}: {keys}"
NONE_DECLARED = "Nobody declared a yardstick for {name}, or for a place around it or in it."
NO_YARDSTICK = "No yardstick is on record."
LIST_COLUMNS = ("yardstick, for where and by whom", "the conditions")
LISTED = "{charter}, for {name}; by {by}, {agreed}"
LISTED_VERDICT = "{verdict} ({day}, {condition})"
IN_IT_TITLE = "Yardsticks for a part of it"

NEXT = "Next:"
NEXT_EXPLAIN = "gestand conditions {area} --explain    every change and its source"
NEXT_RECORD = "gestand show {stream}    its records"
NEXT_DECLARE = "gestand charter declare --default {area}    a yardstick to edit and import"
NEXT_DECLARE_ANY = "gestand charter declare --default AREA    a yardstick to edit and import"
NEXT_ONE = "gestand conditions AREA    one yardstick over time"
