"""The words for the stability of rules: then and now, what changed, and how sure that is."""

from __future__ import annotations

TITLE = "Rules for {title}, then and now"
EVERY = "Rules, then and now"

# -- since when ---------------------------------------------------------------------------------

SINCE = {
    "asked": "Compared with {start}, the day asked for.",
    "opened": "Compared with {start}, the day on which the case was opened.",
    "charter": "Compared with {start}, the start of the yardstick {charter}.",
    "coverage": (
        "Compared with {start}: from then on somebody vouches that all rules are on record. "
        "For another day: --since DATE."
    ),
    "rule": (
        "Compared with {start}, the day of the first rule on record: no yardstick names a start. "
        "For another day: --since DATE."
    ),
}
TOPICS_OF = "On the topics of the yardstick {charter}: {topics}."
NO_START = (
    "Nothing on record tells from when on to compare: no yardstick, nobody who vouches for the "
    "rules, and no rule. Say from when with --since DATE."
)
NOT_YET = "At this moment there is nothing to compare yet."

# -- the answer ---------------------------------------------------------------------------------

STABLE = {
    True: "The rules stayed the same: somebody vouches that all rules are on record.",
    False: "The rules did not stay the same.",
    None: "Whether the rules stayed the same is not known.",
}
NO_CHANGE = "No change is on record in {days:,} days."
CHANGES = "On record: {changes}, on {touched} of {topics} topics; {worse}{retroactive}."
ONE_CHANGE = "1 change"
SEVERAL_CHANGES = "changes on {count} days"
WORSE = {0: "none coded as worse for residents", 1: "1 of them worse for residents"}
SEVERAL_WORSE = "{count} of them worse for residents"
RETROACTIVE = ", {count} known only after taking effect"
FIRST = "The first change: {day}{after}."
AFTER_DAYS = ", after {days:,} days"
FIRST_WORSE = "The first one worse for residents: {day}."
RATE = (
    "That is {rate:.2f} a year (95% interval {low:.2f} to {high:.2f} if changes come independently "
    "of each other)."
)
SHARE = "As at the start: {share:.0%} of the days."
SHARE_BETWEEN = "As at the start: between {low:.0%} (proven) and {high:.0%} (possible) of the days."
NOTICE = "Shortest notice: {days} days."
LATE_NOTICE = "Shortest notice: none, {days} days after taking effect."
MISSING = {
    "rule": "no rule is on record at the start on: {topics}",
    "coverage": "nobody vouches that all rules are on record on: {topics}",
    "date": "dates on record are too vague to tell on: {topics}",
}
MISSING_ALL = {
    "rule": "no rule is on record",
    "coverage": "nobody vouches that all rules are on record",
    "date": "dates on record are too vague to tell",
}
WHAT_IS_MISSING = "What is missing: {gaps}."
HOW_TO_VOUCH = "Who can vouch for it records coverage.declared, about rule."

# -- then and now -------------------------------------------------------------------------------

COLUMNS = ("topic", "at the start, and now")
THEN_NOW = "{then}\nnow: {now}"
SAME = "{then}\nnow the same"
NOT_ON_RECORD = "not on record"
TOO_VAGUE = "the dates on record are too vague to tell"
CONFLICTING = "{value} (its groups or areas differ)"
PERHAPS = "one or more of these, the dates on record are too vague to tell: {value}"

CHANGES_TITLE = "What changed: {count}"
CHANGES_COLUMNS = ("on", "from what to what, by whom")
CHANGE = "{topic}: from {before} to {now}; {by}{details}"
INTRODUCED = "{topic}: {now} came in; {by}{details}"
UNPROVEN = "{change}; whether there was a rule before is not on record"
DETAIL = "; {text}"
MOVED = "it came to lie elsewhere, or joined or left a group"
DISPUTED = "a record of it is disputed"

PENDING_TITLE = "Announced or decided, and not in force: {count}"
PENDING_COLUMNS = ("from", "what, and by whom")
PENDING = "{topic}: {value} ({stage} {by}; {rule})"
PENDING_CHANGE = {
    "rule.suspended": "suspension",
    "rule.resumed": "resumption",
    "rule.repealed": "end",
    "rule.annulled": "annulment",
    "rule.amended": "change",
    "rule.exception_ended": "end of an exception",
}
NO_DAY = "no day"

EXCEPTIONS_TITLE = "Exceptions: {count}"
EXCEPTIONS_COLUMNS = ("from", "what, for whom, who allowed it, and whether it held")
EXCEPTION = "{value}, for {place} ({ground} {by}; {held})"
HELD = {
    True: "held until its end",
    False: "ended before",
    None: "whether it holds to its end is open",
}
ENDED = "ended {day}"
UNTIL = "until {day}"

COUNT_TITLE = "How many rules: acts in force, by rank"
COUNT_COLUMNS = ("on", "acts", "exceptions", "of which")
COUNTED = "{count} {rank}"

# -- the rules on one day -----------------------------------------------------------------------

APPLIED = "Rules as they applied to {name} on {day}"
APPLIED_COLUMNS = ("topic", "the rule, since when, by whom, and where that is written")
HOLDS = "{value}, since {since}; {by} ({place}; {rule})"
HOLDS_RANKED = "{value}, since {since}; {rank} {by} ({place}; {rule})"
EXCEPTED = "exception {exception}: {held}"
CITED = "{held}. Source: {sources}"
BETWEEN_SOURCES = "; "
BETWEEN_RULES = "\n"
NONE_THEN = "No rule is on record for that day."

# -- every area ---------------------------------------------------------------------------------

LIST_COLUMNS = ("area", "since", "the same?", "changes", "worse", "topics")
LIST_NOTE = (
    "the same: yes only where somebody vouches for the whole record; ? where that is open. "
    "changes: days with a change on record. topics: how many were compared."
)

NEXT = (
    "Next: `gestand stability {subject} --at DATE` for the rules on one day, with their sources; "
    "--explain for every change and its source."
)
NEXT_RULE = "`gestand show rule/{rule}` tells the history of a rule in plain words."
NEXT_ONE = "Next: `gestand stability AREA`, also for a case or a group."
