"""The words for who has control: holders and their titles, gaps, overlaps and handovers."""

from __future__ import annotations

TITLE = "Who has control in {place}"
OVER = "Who has control: the places that a mandate names"
LEDE = (
    "Who may lead, decide, advise, carry out, pay and inspect, as the record has it. It says who "
    "has the power, not who is to blame."
)

POWER = {
    "lead": "lead",
    "decide": "decide",
    "advise": "advise",
    "execute": "carry out",
    "pay": "pay",
    "inspect": "inspect",
}
LEVEL = {"dwelling": "dwellings", "area": "the area", "governance": "governance"}
AT_LEVEL = "at the level of {level}"
IN_PHASE = "in the phase {phase}"
FOR_GROUP = "for the group {group}"
UNDIVIDED = "everything"
BETWEEN_PARTS = ", "
POWER_OVER = "{power}: {part}"
HEADING = "To {power}"
COLUMNS = ("what", "who has it, since when, on what basis (the mandate)")
PLACE_COLUMNS = ("what", "who, since when, on what basis (the mandate)")

SINCE = "since {day}"
SINCE_ABOUT = "since some time {span}"
SINCE_IN = "since some time in {span}"
SINCE_BETWEEN = "since some time from {span}"

HOLDER = "{holder}, {since}, {basis} ({mandate})"
BASIS = {
    "attribution": "by law or decree",
    "agreement": "by agreement",
    "delegation": "delegated by {granter}",
    "mandate": "in the name of {granter}",
    "factual": "in fact",
}
UNNAMED = "somebody whom the record does not name"
ANSWERS = "{holder}; {answerable} answers for it"
NOBODY_KNOWN = "{holder}; who answers for it is not known"
BASIS_DOUBT = {
    "no-granter": "{holder}; no legal basis on record: nobody is named who granted it",
    "no-power": "{holder}; that whoever granted it had this power is not on record",
    "cycle": "{holder}; no legal basis: the mandates lead back to where they began",
}
CONTESTED = "{holder}; contested, see below"
UNSURE = "{holder}; the dates are too vague to tell whether it still or already had it"
NOW = {
    "one": "{holders}",
    "joint": "Together: {holders}",
    "several": "More than one: {holders}",
    "none": "Nobody, {since}; {by} vouches that all mandates are on record",
    "none-on-record": "None on record",
    "vague": "Not known, as the dates are too vague to tell: {holders}",
    "not-there": "The group has no members here",
}
BEFORE = "{now}. Before that, until {until}: {holders}"
BEFORE_PERHAPS = "{now}. Before that, until {until}, perhaps: {possible}"
AND_PERHAPS = "{before}; after that perhaps {possible}"
BETWEEN_HOLDERS = "; "
NONE_ON_RECORD = "None on record: {powers}."

ALWAYS = "as far back as that goes"
OVER_TIME = "{power}, from {start} to {end}"
CLARITY = (
    "Of {days} days it is known of {known} who had this power: on {clear} one body, or several "
    "together as declared; on {gap} nobody; on {overlap} more than one. "
    "{handovers} {handed} over; {parties} {bodies} had it."
)
NOTHING_KNOWN = "Of none of these {days} days it is known who had this power."
TIMES_HANDED = {True: "time it was handed", False: "times it was handed"}
BODIES = {True: "body", False: "bodies"}
TIMELINE_COLUMNS = ("from", "until", "who had it")
TIMELINE = {
    "one": "{holders}",
    "joint": "{holders} together",
    "several": "more than one: {holders}",
    "none": "nobody",
    "unknown": "none on record",
}
PERHAPS = "not known: perhaps {holders}"

CLAIMS = "Claims: some are not counted, others are contested"
CLAIM_COLUMNS = ("whose word it is", "what")
IN_FACT = "{holder} was in control in fact, to {power}, {since} ({mandate})"
HELD = "{holder} has the power to {power}, {since} ({mandate})"
CONTESTS = "contests that {mandate}: {reason}"
INSTEAD = "{contests} — instead: {said}"
FIELD = "{name} {value}"

PENDING = "To come, as recorded"
PENDING_COLUMNS = ("on", "what")
CHANGE = {
    "begins": "{holder} gets the power to {power} ({mandate})",
    "ends": "first day without for {holder}, to {power} ({mandate})",
    "last-day": "last day for {holder}, to {power} ({mandate})",
}

NARROWER = "For parts of it there are mandates of their own: {places}."
LATER = (
    "On {day} not all of this was public: it rests on records that appeared later, the last of "
    "them on {appeared} ({mandates}). Ask with --public-at {asked} for what was public then."
)
SENTENCES = " "
COVERED = "Somebody vouches that all mandates here are on record."
UNCOVERED = "Nobody vouches that all mandates here are on record: there may be others."
ON_THE_DAY = "On {day}, the moment asked about: {covered}"
FACTUAL_NOTE = "Control in fact, without a title, is shown with whose word it is and never counted."
NEXT = (
    "Next: `gestand show mandate/NAME` for how a mandate came about; --from 2015 for who had it "
    "over time; --duties for duties beside powers; --decisions for who decided how much; "
    "--explain for the records and their sources."
)

DUTIES = "Duties and powers in {place}"
DUTIES_OVER = "Duties and powers"
DUTIES_LEDE = (
    "A duty and a power belong together where the text of the duty names the kind of power or its "
    "topic. What is not written alike is for people to judge."
)
DUTY_GROUP = {
    "both": "Duty and power",
    "duty-without-power": "Duty without power",
    "power-without-duty": "Power without duty",
    "unknown": "The other side is not on record, and nobody vouches for that",
}
DUTY_COLUMNS = ("where", "body", "what it must or may do")
DUTY = "must: {act} (duty/{duty})"
MAY = "may: {act} ({mandates})"
DUTY_AND_POWER = "must: {act} (duty/{duty}); may by {mandates}"

DECISIONS = "Who took the decisions that bear on {place}"
DECISIONS_OVER = "Who took the decisions"
DECISIONS_LEDE = (
    "Counted are the decisions on record that are about the place, a part of it, or a wider place "
    "or group that covers or touches it; one of several bodies counts for each in equal parts. "
    "How far they lie with few bodies is neither good nor bad."
)
FEW = "{count} on record, fewer than 8: too few for a figure."
SPREAD = (
    "{count} on record. As spread as if {number:.1f} bodies had taken equally many (the sum of "
    "squared shares, HHI, is {hhi:.2f})."
)
DECISION_COLUMNS = ("body", "decisions")
COUNT = "{count:.3g}"


WHY = {
    "several-lead": "more than one body had the lead, and not together as declared",
    "nobody-leads": "nobody had the lead, and somebody vouches that all mandates are on record",
    "lead-not-on-record": "nobody is on record as having the lead, and nobody vouches for that",
    "lead-dates-vague": "the dates are too vague to tell who had the lead",
    "lead-contested": "it depends on a mandate that is disputed",
    "lead-not-vouched": "one holder is on record, but nobody vouches that there was no other",
    "lead-of-the-start": "the lead of the first day",
    "lead-changed": "another body has the lead, and is no legal successor",
    "no-lead-at-start": "at the start nobody, or more than one, had the lead",
    "lead-at-start-unknown": "it is not known who had the lead at the start",
    "too-many-ministries": "more ministries have a power here than that",
    "ministries-vague": "the dates are too vague, or a mandate is disputed",
    "ministries-not-vouched": "no more are on record, but nobody vouches that there are none",
}
"""Why a condition on the lead is met or not, by the key that its function gives."""
