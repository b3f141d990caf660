"""Where a promise that the ledger takes for undated holds a date all the same.

Such a promise is never scored (METHODS 0), which would reward whoever writes a date in words. So
`check vague` lists it, to be read by a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from domain.dates import falls_due, holds_a_date, is_date
from domain.record import Record

TEXTS = ("text", "wording", "note")
"""The fields of the making in which a date may stand that was left out of `due`."""


def dates_in_words(made: Record, happened: Iterable[Record]) -> list[str]:
    """The fields in which a date stands that is read as none, in the order of the journal.

    Of a promise without a deadline, and without an end if it is to be maintained, its `text`,
    `wording` and `note`. Of every promise the deadlines in words that records from before such
    were refused may have: its `due`, `until` and `condition.due`, and the `due` of a postponement
    as `postponed.due`.
    """
    deadlines = {name: made.get(name) for name in ("due", "until")}
    deadlines["condition.due"] = (made.get("condition") or {}).get("due")
    found = [name for name, text in deadlines.items() if _in_words(text)]
    found += _postponed(happened)
    if falls_due(deadlines["due"]) is None and falls_due(deadlines["until"]) is None:
        found += [name for name in TEXTS if holds_a_date(str(made.get(name) or ""))]
    return found


def _postponed(happened: Iterable[Record]) -> Sequence[str]:
    dues = (record.get("due") for record in happened if record.kind == "promise.postponed")
    return ["postponed.due"] if any(_in_words(due) for due in dues) else []


def _in_words(deadline: str | None) -> bool:
    return deadline is not None and not is_date(deadline) and holds_a_date(deadline)
