"""The words for yardsticks: whether the conditions for participation were met, and stayed so."""

from __future__ import annotations

from languages import N_

TITLE = N_("Conditions for participation: {title}")
EVERY = N_("Conditions for participation, by yardstick")

# -- whose yardstick it is ----------------------------------------------------------------------

YARDSTICK = N_("Yardstick {charter}: declared by {by}, {agreed}; it measures from {start} on{to}.")
DECLARED_AFTER = N_("It was declared afterwards, {declared}.")
AGREED = N_("agreed by {parties}")
AGREED_BY_NOBODY = N_("agreed by nobody")
UNTIL = N_(", until it was given up on {ended}")
FOR_WIDER = N_("It was declared for {place}, and is laid on {here} here.")
TOPICS = N_("The yardstick is about the rules on {topics}.")
POWERS = N_("On control it asks: {powers}.")
POWER_ON = N_("{power} on {topic}")
UNNAMED_POWERS = N_(
    "No mandate on record is about {powers}; a topic must be spelled as the mandates have it."
)
SINCE_THEN = N_("Why from then on: {reason}")
ALL_TOPICS = N_("The yardstick names no topics, so it is about all of them.")
AMENDED = N_("Amended on {on} by {by}, {agreed}: {what}.")
AMENDED_TOPICS = N_("what it is about")
DISPUTED = N_("A record of this yardstick is disputed.")
NOT_YET = N_("It measures from {start} on: at this moment there is nothing to judge yet.")

NEVER = N_("It was given up before it measured anything.")

# -- the answer ---------------------------------------------------------------------------------

VOUCHED_UNTIL = N_("Vouched for until {day}: on that day the verdict was “{verdict}”.")
WIDER_TITLE = N_("Yardsticks of what it lies in")
SHORT = {
    "not-met-at-start": N_("not met at the start"),
    "not-constant": N_("did not hold throughout"),
    "unknown": N_("not known"),
    "constant": N_("held throughout"),
}
NAME = {
    "promises-kept": N_("promises kept"),
    "rules-unchanged": N_("rules unchanged"),
    "clear-lead": N_("clear lead"),
    "same-lead": N_("same lead"),
    "one-ministry": N_("one ministry"),
    "residents-decide": N_("residents decide"),
    "say-over-process": N_("say over process"),
    "informed": N_("informed"),
    "input-answered": N_("input answered"),
    "recognition": N_("recognition"),
    "equal-goals": N_("equal goals"),
    "certainty-about-house": N_("certainty about house"),
}
"""What a condition of the yardsticks here is called; one of others by the words of its key."""
ON_TOPICS = N_("{condition} ({topics})")
PERHAPS_BEFORE = N_("As the days on record allow, these may have come before it: {conditions}.")
FIRST_UNFAVOURABLE = N_(
    "First change of rules to the disadvantage of residents: {day} — {what}. {disputed}"
)
RECORD_DISPUTED = N_("That record is disputed.")
DIRECTION = {
    "favourable": N_("in favour of residents"),
    "unfavourable": N_("to the disadvantage of residents"),
    "mixed": N_("partly in favour of residents"),
}
IN_FAVOUR = N_("{what}, {direction}")
WHAT_ABOUT = N_("{why}: “{about}”")
WHERE = N_("{what} ({where})")
BETWEEN = "; "
TALLY = N_(
    "Of {count:,} conditions {not_met:,} were shown not to hold at some time and "
    "{met_throughout:,} to hold throughout; of {unknown:,} it is not known."
)
PARTS = N_(
    "Changes of rules for a part of it, which count for nothing above: {count:,}, of which "
    "{worse:,} to the disadvantage of residents; for {places}."
)
RESTS_ON = N_("Records that it rests on: {count:,}; their sources: {sources}.")
OF_SOURCE = N_("{count:,} {source}")

# -- each condition in a line -------------------------------------------------------------------

EACH_COLUMNS = (N_("condition"), N_("whether it held, by what, on whose word"))
NOT_MET_SINCE = N_("not met from {day} on: {what}")
NOT_MET_THEN_MET = N_("not met from {day} on, met again now: {what}")
NOT_MET_THEN_UNKNOWN = N_("not met from {day} on, not known now: {what}")
MET_THROUGHOUT = N_("met throughout")
NOT_KNOWN = N_("not known: {why}")

# -- the table ----------------------------------------------------------------------------------

COLUMNS = (N_("condition"), N_("start"), N_("now"), N_("throughout"))
AT_END = (N_("condition"), N_("start"), N_("end"), N_("throughout"))
STATE = {"yes": N_("yes"), "no": N_("no"), "unknown": "?", "nothing": "."}
SIGN = {"yes": "+", "no": "-", "unknown": "?", "nothing": "."}
LEGEND = (
    N_("+ met   - not met   ? none on record, or not established   . nothing to judge"),
    N_("{scale}, the worst proven in it: - before + before ? before ."),
)
SCALE = {
    "quarter": N_("One sign a quarter"),
    "half-year": N_("One sign half a year"),
    "year": N_("One sign a year"),
}
CONSTANT = N_(
    "start: on the first day; throughout: met all along since then, ? where that is neither proven "
    "nor disproven."
)

# -- why ----------------------------------------------------------------------------------------

WHY = {
    "promise-in-breach": N_("a promise to residents was not kept and not made good"),
    "promise-not-established": N_("it is not established what became of a promise"),
    "promises-not-looked-into": N_(
        "deadlines passed, and nothing is recorded on what became of them"
    ),
    "promises-not-vouched": N_(
        "none on record is in breach, but nobody vouches that all are there"
    ),
    "no-promise-on-record": N_(
        "no promise on record fell due, and nobody vouches that all are there"
    ),
    "no-promise-fell-due": N_("no promise that could be judged fell due in the time looked at"),
    "several-lead": N_("more than one body had the lead"),
    "nobody-leads": N_("nobody had the lead, and somebody vouches that all is on record"),
    "lead-changed": N_("the lead is no longer with those who had it at the start"),
    "no-lead-at-start": N_("it was not clear at the start who had the lead"),
    "lead-of-the-start": N_("the lead as it was at the start"),
    "lead-at-start-unknown": N_("who had the lead at the start is not on record"),
    "lead-not-on-record": N_("who had the lead is not on record"),
    "lead-not-vouched": N_(
        "on record as having the lead: {holders}; nobody vouches that no other had it"
    ),
    "lead-dates-vague": N_("the days on record are too vague to tell who had the lead"),
    "lead-contested": N_("who had the lead is disputed"),
    "too-many-ministries": N_("more ministries had a power here"),
    "ministries-vague": N_(
        "the days on record are too vague to tell how many ministries had a power"
    ),
    "ministries-not-vouched": N_("no more are on record, but nobody vouches that all is there"),
    "rule-changed": N_("the rule is another one than at the start"),
    "rule-ended": N_("the rule of the start no longer holds"),
    "rule-day-vague": N_("the day of a change of a rule is too vague to tell"),
    "rules-not-vouched": (
        N_("no change of a rule is on record, but nobody vouches that all rules are there")
    ),
    "no-rule-on-record": N_("no rule is on record, and nobody vouches that all are there"),
    "gave-less": N_("a decision gave residents less say than they had been promised"),
    "gave-less-unclear": N_(
        "whether a decision gave residents what they were promised is not clear"
    ),
    "decisions-not-vouched": N_(
        "no decision on record gave less, but nobody vouches for all of them"
    ),
    "no-right": N_("residents have no right to decide, and somebody vouches for the rules"),
    "no-right-on-record": N_("no right of residents to decide is on record"),
    "right-too-low": N_(
        "the right that residents have gives them less say than the yardstick asks"
    ),
    "right-day-vague": N_("since when residents have a right to decide is too vague to tell"),
    "right-disputed": N_("the right of residents to decide is disputed"),
    "rights-differ": N_("some groups of residents have a right to decide, others a lesser one"),
    "update-too-old": N_("the last update on record had become too old"),
    "no-update-ever": N_("no update, and somebody vouches that all are on record"),
    "update-day-vague": N_("the day of the last update is too vague to tell, or disputed"),
    "updates-not-vouched": N_("no recent update on record, and nobody vouches that all are there"),
    "input-unanswered": N_("input of residents was left without an answer for too long"),
    "input-answer-unknown": N_("no answer on record, and nobody vouches that all are there"),
    "inputs-not-vouched": N_("nothing on record was left unanswered, but nobody vouches for it"),
    "no-input-yet": N_("nothing was put in by residents yet"),
    "attested-met": N_("it was attested that it is met"),
    "attested-not-met": N_("it was attested that it is not met"),
    "attestations-differ": N_("those who attest it differ"),
    "attestation-vague": N_("the day of what is attested is too vague to tell"),
    "attestation-disputed": N_("what is attested is disputed"),
    "attested-unknown": N_("somebody looked and could not tell"),
    "attested-for-one-level": N_("it was attested for one level alone, and not for all"),
    "attested-by-bodies-only": N_("only bodies speak of it themselves"),
    "not-attested": N_("nobody attests it"),
    "terms-amended": N_("the yardstick was amended"),
}
"""Why a condition is met or not, by the key that its function gives; of a lead on record, whose."""

MET = {
    "yes": N_("met"),
    "no": N_("not met"),
    "unknown": N_("not known"),
    "nothing": N_("nothing to judge"),
}

# -- what is not on record ----------------------------------------------------------------------

MISSING_TITLE = N_("What would have to be on record to know more")
MISSING_COLUMNS = (N_("for"), N_("what, and how to record it"))
MISSING = {
    "promise": (
        N_(
            "somebody who vouches that all promises to residents here are on record "
            "(coverage.declared, about promise)"
        )
    ),
    "promise.assessed": (
        N_(
            "what became of the promises, by somebody independent or by those they were made to "
            "(promise.assessed)"
        )
    ),
    "update": (
        N_(
            "updates to residents (update.sent), or somebody who vouches that all are on record "
            "(coverage.declared, about update)"
        )
    ),
    "input": (
        N_(
            "somebody who vouches that all input of residents is on record "
            "(coverage.declared, about input)"
        )
    ),
    "input.answered": (
        N_(
            "the answers (input.answered), or somebody who vouches that all are on record "
            "(coverage.declared, about input)"
        )
    ),
    "condition.attested": (
        N_(
            "the word of residents or of an independent party, not of a body concerned "
            "(condition.attested)"
        )
    ),
    "rule": (
        N_(
            "the rules, rights to decide among them (rule.enacted), or somebody who vouches that "
            "all "
            "rules on these topics are on record (coverage.declared, about rule)"
        )
    ),
    "mandate": (
        N_(
            "who had which power (mandate.granted), or somebody who vouches that all is on record "
            "(coverage.declared, about mandate)"
        )
    ),
    "decision": (
        N_(
            "what was decided, and how much say residents had (decision.taken, "
            "decision.participation), or somebody who vouches that all is on record"
        )
    ),
}
MISSING_OTHER = N_(
    "records of the kind {kind}, or somebody who vouches that all are on record (coverage.declared)"
)

# -- beside it ----------------------------------------------------------------------------------

BESIDE = N_(
    "Of the promises looked at now, {looked_into:,} were looked into and {not_looked_into:,} not; "
    "{not_established:,} are not established, {in_breach:,} in breach. Older ones never made good: "
    "{older_breaches:,}."
)
AS_ATTESTED = N_("As attested: {told}.")
AS_VOUCHED = N_("On the word of those who vouch that all is on record: {told}.")
OF_BY = N_("{keys} by {parties}")
WIDER = N_("Promises to a wider place that are in breach: {promises}.")

# -- the walk from the verdict down -------------------------------------------------------------

WALK_TITLE = N_("{condition}: {verdict}")
WALK_COLUMNS = (N_("from"), N_("what it was, and why"))
WALK = N_("{met}{why}{vouched}{records}")
WALK_WHY = N_(": {why}")
WALK_VOUCHED = N_("; vouched for by {parties}")
WALK_RECORDS = N_(" (records {records})")
WALK_SOURCE = N_("{day}, {happened} ({stream}): {sources}")
WALK_MANY = N_("{records} and {count:,} more")
MEANING = {
    "promises-kept": (
        N_(
            "No promise of a body to residents, here or in a part of it, that fell due in the last "
            "{days:,} days is in breach without having been made good."
        )
    ),
    "rules-unchanged": N_("On every topic the rules are those of the start."),
    "clear-lead": N_(
        "Every power that the yardstick asks about, else the lead on every topic, is with exactly "
        "one body, or with several together."
    ),
    "same-lead": N_(
        "The lead is with those who had it at the start, or who lawfully followed them."
    ),
    "one-ministry": N_("The number of ministries with any power here is at most {n}."),
    "residents-decide": (
        N_(
            "Residents have a right to decide (rung {rung} or higher), and in the last {days:,} "
            "days no "
            "decision gave them less than was promised."
        )
    ),
    "say-over-process": (
        N_(
            "The same for decisions on pace, order and planning (rung {rung} or higher; {days:,} "
            "days)."
        )
    ),
    "informed": N_(
        "The last update to residents is at most {days:,} days old; one without news counts."
    ),
    "input-answered": N_("No input of residents is without an answer for more than {days:,} days."),
}
ATTESTED = N_(
    "As attested by residents or an independent party; what is attested counts for {days:,} days."
)

# -- lists, and where to go on ------------------------------------------------------------------

CHARTER_COLUMNS = (N_("yardstick, for where"), N_("by whom, and what it asks"))
CHARTER = N_("{charter}, for {name}")
CHARTER_SAYS = N_("{by}, {agreed}; from {start} on{to}: {keys}")
NONE_DECLARED = N_("Nobody declared a yardstick for {name}, or for a place around it or in it.")
NO_YARDSTICK = N_("No yardstick is on record.")
LIST_COLUMNS = (N_("yardstick, for where and by whom"), N_("the conditions"))
LISTED = N_("{charter}, for {name}; by {by}, {agreed}")
OF_ALL = N_(
    "By {broken:,} of {count:,} yardsticks the conditions for participation are shown not to have "
    "held throughout, by {held:,} to have held; by {unknown:,} it is not known."
)
LISTED_VERDICT = N_("{verdict} ({day}, {condition})")
IN_IT_TITLE = N_("Yardsticks for a part of it")

NEXT = N_("Next:")
NEXT_EXPLAIN = N_("gestand conditions {area} --explain    every change and its source")
NEXT_PARTS = N_("gestand stability {area} --list parts    the changes of rules for a part of it")
NEXT_RECORD = N_("gestand show {stream}    its records")
NEXT_DECLARE = N_("gestand charter declare --default {area}    a yardstick to edit and import")
NEXT_DECLARE_ANY = N_("gestand charter declare --default AREA    a yardstick to edit and import")
NEXT_ONE = N_("gestand conditions AREA    one yardstick over time")
