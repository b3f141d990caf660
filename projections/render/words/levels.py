"""The words for the three levels, and for how one standing still touches the others."""

from __future__ import annotations

TITLE = "Dwelling, area and governance: {title}"
EVERYWHERE = "Dwelling, area and governance"
LEVEL = {"dwelling": "dwelling", "area": "area", "governance": "governance", None: "no level named"}

COMPARED = (
    "Counted for this place, its parts and what covers or touches it. Whole quarters compared: "
    "{quarters}, from {start} to {end}."
)
COLUMNS = (
    "level", "pro-\nmises", "deci-\nsions", "up-\ndates", "quarters\nstood still", "did\nnot",
    "un-\nknown",
)  # fmt: skip
STILL = (
    "A level stood still in a quarter when all through it a promise at that level was in open "
    "breach, suspended or blocked, or a rule was paused. That it did not is said only where "
    "somebody vouches for the record of promises and rules. What names no level would stop all "
    "three at once, so it is kept apart."
)

HELD_UP = "Held up, by the record itself"
NOTHING_HELD_UP = "That a promise was blocked or suspended, or a rule paused, is not on record."
HELD_UP_COLUMNS = ("from", "until", "what")
OPEN_END = "no end on record"
PAUSE = "rule paused ({level}): {title} ({by}; {rule})"
UNDER = "· cases under it ({level}): {cases}; entered another phase meanwhile: {entered} on record"
HALT = "promise {how} ({level}): {text} ({by}; {promise})"
BLOCKED = "blocked by {by}"
SUSPENDED = "suspended"
BLOCKED_AND_SUSPENDED = "blocked by {by} and suspended"
MEANWHILE = "· paused meanwhile: {rules}"

COUPLING = "One level after another, quarter by quarter"
AFTER = (
    "{level} after {other}: it stood still after {after_still} of {still} quarters in which "
    "{other} had, and after {after_not} of {moving} in which {other} had not."
)
RISK = "That is {ratio:.1f} times as often (95% interval {low:.1f} to {high:.1f})."
RISK_ONLY = "That is {ratio:.1f} times as often."
NOT_ENOUGH = (
    "No pair of levels has 8 quarters of each kind of which it is known: nothing is said of how "
    "they go together."
)
ASSOCIATION = (
    "An association, which says nothing of causes: quarters in one area are not independent of "
    "each other."
)
NEXT = "Next: `gestand promises --blocked`; --explain for the records; --format json for all."
