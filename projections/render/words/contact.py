"""The words for what residents were told and asked."""

from __future__ import annotations

TITLE = "Contact with {name}"
NO_UPDATES = "No update to residents is on record."
UPDATES = "Updates on record: {updates}, without news: {without_news}. The last is of {last}."
NOBODY_VOUCHES = (
    "Whether there were others, nobody vouches for: of the silences in between nothing can be said."
)
COMPLETE = "{by} vouches that the record of updates is complete."
SILENT = "No update for {days} days; {by} vouches for the record."
LONGEST = "The longest silence that somebody vouches for: {longest} days from {since}."
CHANNELS = "By channel: {channels}."
COUNTED = "{name} {count}"
NOT_ON_RECORD = "not on record"
NO_INPUT = "No wish, objection, advice or other input is on record."
INPUT = (
    "Wishes, objections, advices and other input on record: {inputs} ({types}). Acknowledged: "
    "{acknowledged}; answered: {answered}, of which adopted {adopted}, in part {adopted_in_part}, "
    "rejected {rejected}; asked before: {repeated}."
)
TESTIMONIES = "Stories that people told: {testimonies}; acknowledged: {testimonies_acknowledged}."
NO_ANSWER = "No answer on record: {count}"
NO_ANSWER_COLUMNS = ("on", "what, from whom")
ASKED = "{type} of {names}: {text}"
AGAIN = "{text} (asked before: {repeats})"
VAGUE = "A vague date stands at the last day that it can mean."
NEXT = (
    "Next: `gestand show input/NAME` for what became of one input; --explain for all records "
    "behind this answer; --format json for the names and days."
)
