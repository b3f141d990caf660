"""The words for the findings of the checks."""

from __future__ import annotations

COUNT = "Findings: {count:,}"
GROUP = "{check}: {looks_for} ({count:,})"
LOOKS_FOR = {
    "deadlines": "a deadline passed, and nothing is established about the promise",
    "unverified": "only the promisor says that a promise was kept",
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
DEADLINE_PASSED = "the deadline {due} passed"
ONLY_THE_PROMISOR = "only the promisor says that it was kept"
CONTESTED = "a record is disputed, or findings contradict each other"
NOT_THEIRS = {
    "promise.assessed": "{by} assessed it {basis}, and is none of these",
    "promise.progressed": "{by} counted it, and has to do with both sides of the promise",
    "promise.released": "{by} released it, and is none of those it was made to",
    "promise.reported": "{by} reported on it, and does not owe it",
    "promise.withdrawn": "{by} withdrew it, and does not owe it",
    "promise.postponed": "{by} postponed it, and does not owe it",
    "promise.suspended": "{by} suspended it, and does not owe it",
    "promise.redefined": "{by} redefined it, and does not owe it",
}
BASES = {
    "independent": "as an independent party",
    "beneficiary": "as one of those it was made to",
    "promisor": "as one of those that owe it",
}
LESS_SAY = "{group} was promised {promised} and given {given}"
NO_OWNER = "no decision of the owner together with the body is on record before it"
NO_ANSWER = "no answer is on record"
CONDITIONS = {
    "not-met-at-start": "the conditions were not met at the start: {condition}, {day}",
    "changed": "the conditions did not stay the same: {condition}, {day}",
}
SILENCE = "no update to residents for more than {days} days"
INCOMPATIBLE = "pace, quality and cost are promised together: {promises}"
CONTRADICTS = "contradicts {other} of {by}"
DIFFERS = "{indicator}: {value} by {by}, {other} by {other_by} ({subject})"
LATE = "{kind} of {day} was public {days} days later"
