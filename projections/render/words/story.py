"""The words in which the history of a rule or a case is told, sentence by sentence."""

from __future__ import annotations

ANNOUNCED = "{on}: {stage} {by}, for {place}: {now}.{effective}"
EFFECTIVE_FROM = " It is to hold from {day} on."
SENTENCE = {
    "rule.enacted": "{on}: for {place} it came to say {now}, {by}.{details}",
    "rule.amended": "{on}: for {place} from {before} to {now}, {by}.{details}",
    "rule.amended-else": "{on}: changed for {place}, {by}; what it says, {now}, stayed.{details}",
    "rule.suspended": "{on}: suspended for {place}, {by}; it said {before}.{details}",
    "rule.resumed": "{on}: in force again for {place}, {by}: {now}.{details}",
    "rule.repealed": "{on}: ended for {place}, {by}; it said {before}.{details}",
    "rule.annulled": "{on}: struck down for {place}, {by}; it said {before}.{details}",
    "rule.annulled-interim": (
        "{on}: struck down for {place}, {by}; in the meantime {now} instead of {before}.{details}"
    ),
    "rule.excepted": "{on}: an exception for {place}, {ground} {by}: {now}.{details}",
    "rule.exception_ended": "{on}: the exception for {place} ended; it was {before}.{details}",
}
EVERYWHERE = "all for whom it holds"
UNTIL = " Until {day}."
DETAIL = " {text}."
REASON = " {text}"
DISPUTED = " A record of this is disputed."
COMMENT = " {by} says of it: “{text}”"

AHEAD = "not yet in force at this moment"
INTERIM, ELSE = "rule.annulled-interim", "rule.amended-else"
"""Which sentence tells of an annulment with something in its place, and of a change of form."""

CASE = {
    "case.opened": "{on}: opened, in {place}, at the level of the {level}.",
    "case.since": "{on}: entered the phase “{phase}”.",
    "case.closed": "{on}: closed: {outcome}.",
}
LEVEL = {"dwelling": "dwelling", "area": "area", "governance": "governance"}
CASE_RULES = "The rules on {topic}: at the start {before}; {now}."
CASE_RULES_SAME = "by the record the same now"
CASE_RULES_NOW = "now {value}"
CASE_RULES_UNKNOWN = "none on record"
CASE_RULES_UNKNOWN_NOW = "now none on record"
CASE_CHANGE = "{on}: the rules on {topic} went from {before} to {now}, {by}.{details}"
