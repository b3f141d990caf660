"""The words in which the history of a mandate is told."""

from __future__ import annotations

GRANTED = "{holder} got the power to {power}{part} {place}, {since}, {basis}."
TOGETHER = "{holder} together with {others}"
PART = " ({part})"
PLACE = {"area": "in {name}", "cohort": "for the group {name}", "case": "in the case {name}"}

NOTICE = "That was public {days} {unit} ahead."
NOTICE_SAME_DAY = "That became public on the day itself."
NOTICE_LATE = "That became public {days} {unit} after it took effect: it worked back."
NOTICE_UNKNOWN = "How long ahead that was public is not on record."
DAY, DAYS = "day", "days"

EXCEPT = "It does not extend to {places}."
LIMIT = "It goes up to {limit}."
AMOUNT = "With it came {amount}."
MONEY = "{value} {currency}"
MONEY_PER = "{value} {currency} per {per}"

LAST_DAY = "As granted, its last day is {day}."
LAST_DAY_AS_GRANTED = "As granted, its last day was to be {day}."
ENDED_AFTERWARDS = (
    "An end with {day} as the first day without is on record too; it was over before that."
)
ENDED = "It ended: {day} is the first day without."
ENDED_AT = "It ended {place}: {day} is the first day without."
PASSED_ON = "{before} was succeeded by {after} on {day}, who took this power over."
PASSED_ON_UNCLEAR = "{before} was succeeded by {after}; which of them got this power is unknown."

IN_FACT = "That is control in fact, by the word of {word}; it is never counted."
CONTESTED = "{by} contests this: {reason}"
INSTEAD = "According to {by} it should be: {instead}."

TAKEN = "Decisions on record as taken under it: {count}."
NOW = {
    "yes": "On {day} it is in force.",
    "no": "On {day} it is not in force.",
    "unknown": "Whether it is in force on {day} is unknown: the dates are too vague to tell.",
}
ANSWERABLE = "{party} answers for it."
ANSWERABLE_UNKNOWN = "Who answers for it is not known."
CHAIN = "It rests on {mandates}."
BASIS_DOUBT = {
    "no-granter": "It has no legal basis on record: nobody is named who granted it.",
    "no-power": "That {granter} had this power is not on record.",
    "cycle": "It has no legal basis: the mandates lead back to where they began.",
}
