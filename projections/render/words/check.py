"""The words for the findings of the checks."""

from __future__ import annotations

FINDING = "{check}: {subject}: {finding} (records {events})"
DEADLINE_PASSED = "the deadline {due} passed"
ONLY_THE_PROMISOR = "only the promisor says that it was kept"
CONTESTED = "a record is disputed, or findings contradict each other"
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
