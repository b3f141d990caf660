"""The words for what residents were told and asked."""

from __future__ import annotations

TITLE = "Contact with {name}"
NO_UPDATES = "No update to residents is on record."
UPDATES = "{updates} updates on record, {without_news} of them without news. The last is of {last}."
NOBODY_VOUCHES = (
    "Whether there were others, nobody vouches for: of the silences in between nothing can be said."
)
COMPLETE = "Somebody vouches that the record of updates is complete."
SILENT = "No update for {days} days."
LONGEST = "No update for {days} days. The longest silence before: {longest} days from {since}."
NO_INPUT = "No wish, objection, advice or other input is on record."
INPUT = (
    "{inputs} wishes, objections, advices and other input on record: {acknowledged} acknowledged, "
    "{answered} answered, {repeated} asked before."
)
NO_ANSWER = "No answer on record: {count}"
NO_ANSWER_COLUMNS = ("on", "what, from whom")
ASKED = "{type} of {names}: {text}"
