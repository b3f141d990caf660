"""The words for tables: who sat where, from when to when."""

from __future__ import annotations

TITLE = "Tables and who sat at them"
TABLE = "{title} ({table})"
BEGAN = "began: {opened}"
PERHAPS = "began: {opened} (whether by now is unclear)"
ENDED = "ended: {closed}"
MEANT_FOR = "meant to give this say: {form}"
DISPUTED = "a record of it is disputed"
COLUMNS = ("from", "until", "who")
STILL = "no end on record"
UNCLEAR = "{date} (whether by now is unclear)"
LEFT = "{party}, left"
LEFT_BECAUSE = "{party}, left: {reason}"
RETURNED = "{seat} (came back)"
NEXT = (
    "Next: `gestand log --kind table` for the records; `gestand show table/NAME` for one of them."
)

MOVEMENTS = "Tables on record: {tables}; seats given up: {left}; taken up again: {returned}"
MOVEMENT_COLUMNS = ("on", "what")
GONE = "{party} left {title}"
GONE_BECAUSE = "{party} left {title}: {reason}"
BACK = "{party} came back to {title}"
