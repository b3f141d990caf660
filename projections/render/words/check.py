"""The words for the findings of the checks."""

from __future__ import annotations

COUNT = "Findings: {count:,}"
GROUP = "{check}: {looks_for} ({count:,})"
LOOKS_FOR = {
    "integrity": "a record that does not hold together with the others",
    "deadlines": "a deadline passed, and nothing is established about the promise",
    "unverified": "only the promisor says that a promise was kept",
    "vague": "a promise counts as undated, and a date stands among its words",
    "contested": "a record is disputed, or findings contradict each other",
    "roles": "somebody said of a promise what only others may say: it counts for nothing",
    "unanswered": "no answer to what was brought forward is on record",
    "conditions": "they were not met at the start, or did not stay the same",
    "silence": "residents were told nothing for long, where somebody vouches for the record",
    "incompatible": "pace, quality and cost are promised together for one place",
    "contradictions": "published figures or messages contradict each other",
    "late": "what was public only more than a year after it happened",
    "no-gap": "nobody had a power that somebody had before",
    "no-overlap": "more than one body had a power, and not together as declared",
    "same-lead": "the lead went to another body that is no legal successor",
    "legal-basis": "a mandate leads to nobody who had the power",
    "ends": "something was ended that had been over since its own last day",
    "duties": "a body has a duty and no power that answers to it",
    "promised-say": "a group was given less say than it had been promised",
    "owner-decides": "a decision about dwellings without their owners",
    "rules-unchanged": "the rules are not those of the start",
    "late-rules": "a rule took effect before it was made known",
}
"""What each check finds, by its name."""
FINDING = "{subject}: {finding} ({records})"
RECORD = "record {events}"
RECORDS = "records {events}"
NEXT = (
    "Next: `gestand show STREAM`, such as `gestand show {stream}`, for the records behind a "
    "finding and their sources. If one is wrong, `gestand correct`; if something is missing, "
    "record it with its source. `gestand check {check}` runs one check alone; --format json has "
    "the findings for programs."
)
FOUND = {
    "deadlines": "the deadline {due} passed",
    "unverified": "only the promisor says that it was kept",
    "vague": "a date in words, in {fields}: if it is the deadline, `gestand correct` it into due",
    "contested": "a record is disputed, or findings contradict each other",
    "unanswered": "no answer is on record",
    "silence": (
        "no update to residents for more than {days} days, on {day}; "
        "{vouched_by} vouches for the record"
    ),
    "incompatible": "pace, quality and cost are promised together: {promises}",
    "late": "{kind} of {on} was public {days} days later",
    "no-gap": "nobody had this power, {power}, {span}; {vouched_by} vouches that all is on record",
    "no-overlap": "more than one body had this power, {power}, {span}",
    "same-lead": "another body got this power, {power}, on {day}: {before} had it, then {after}",
    "ends": (
        "it counts until its own last day, {last}: the end, {end} as the first day without, came "
        "later; if it went on, record that as a new one"
    ),
    "duties": "{holder} has this duty and no power that answers to it: {act}",
    "promised-say": "{group} was promised {promised} and given {given}",
    "owner-decides": "no decision of the owner together with the body is on record before it",
    "rules-unchanged": "the rules are no longer those of {start}, since {since}",
    "late-rules": "{act} of {effective} took effect before it was made known",
}
"""The sentence of a finding, by the check that finds only one thing."""
FOUND_BY_CODE = {
    "integrity": {
        "unknown-reference": "{kind} refers to what is not there: {obstacle}",
        "cycle": "{kind} closes a circle: {obstacle}",
        "never-founded": "{kind} stands on what never began: {obstacle}",
        "impossible-order": "{kind} is out of order: {obstacle}",
        "nothing-to-act-on": "{kind} answers nothing: {obstacle}",
        "second-founding": "{kind} contradicts the beginning: {obstacle}",
        "second-ending": "{kind} contradicts another end: {obstacle}",
        "unknown-kind": "{kind} cannot be judged: {obstacle}",
        "refused": "{kind} cannot be true of the others: {obstacle}",
    },
    "conditions": {
        "not-met-at-start": "the conditions were not met at the start: {condition}, {day}",
        "changed": "the conditions did not stay the same: {condition}, {day}",
    },
    "contradictions": {
        "contradicts": "contradicts {other} of {by}",
        "figures-differ": "{indicator}: {value} by {by}, {other_value} by {other_by} ({other})",
    },
    "legal-basis": {
        "no-granter": "the record names nobody who granted it",
        "no-power": "no power of whoever granted it is on record, and all mandates are vouched for",
        "cycle": "the mandates that it rests on lead back to themselves",
    },
    "roles": {
        "assessed-independent": "{by} assessed it as an independent party, and is none of these",
        "assessed-beneficiary": (
            "{by} assessed it as one of those it was made to, and is none of these"
        ),
        "assessed-promisor": "{by} assessed it as one of those that owe it, and is none of these",
        "progressed": "{by} counted it, and has to do with both sides of the promise",
        "released": "{by} released it, and is none of those it was made to",
        "reported": "{by} reported on it, and does not owe it",
        "withdrawn": "{by} withdrew it, and does not owe it",
        "postponed": "{by} postponed it, and does not owe it",
        "suspended": "{by} suspended it, and does not owe it",
        "redefined": "{by} redefined it, and does not owe it",
    },
}
"""The sentence of a finding, by its check and its code."""
LATE_BY_DAYS = "{act} of {effective} was made known {days} days after it took effect"
LATE_BY_A_DAY = "{act} of {effective} was made known the day after it took effect"
SPAN = "from {start} until {end}"
STILL = "since {start}"
ACT = {
    "rule.enacted": "the start",
    "rule.amended": "the change",
    "rule.suspended": "the suspension",
    "rule.resumed": "the resumption",
    "rule.repealed": "the end",
    "rule.annulled": "the annulment",
    "rule.excepted": "the exception",
    "rule.exception_ended": "the end of the exception",
}
