"""The view `diff`: what was recorded since an older checkpoint, and above all what was late.

A record cannot be changed, but a past that had already been reported on can be rewritten by adding
records about it. Such records are shown as what they are: known later than what they tell of.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from domain.dates import Instant, bounds
from domain.record import Record
from projections.history import lines
from projections.report import Fields, Question, Report, answer

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("promises", ("promise.made",)),
    ("deadlines", ("promise.postponed", "promise.suspended", "promise.resumed")),
    ("rules", ("rule.",)),
    ("mandates", ("mandate.", "duty.")),
    ("retractions", ("record.retracted",)),
)
"""What a reader asks for first, and the kinds of record that say it; a kind may be a beginning."""

OTHER = "other"

_EFFECTIVE = ("on", "effective", "from")
"""The fields that say when something took effect."""

_MOVED = {"deadlines": "due", "rules": "value", "mandates": "holder"}
"""The field of which a reader wants to know what it was before."""


def diff(
    question: Question,
    records: Sequence[Record],
    size: int,
    moment: Instant,
    *,
    late: bool = False,
) -> Report:
    """What came after the first `size` records, of which the last was recorded at `moment`.

    records: all that may be shown, from the first on. late: only what tells of the time before.
    """
    streams: dict[str, list[Record]] = {}
    by_id = {record.id: record for record in records}
    for record in records:
        streams.setdefault(record.stream, []).append(record)
    told = {line["position"]: line for line in lines(records)}
    rows = [
        _row(record, told[record.position], streams[record.stream], by_id.get, moment)
        for record in records
        if record.position >= size
    ]
    return answer(question, "diff", [row for row in rows if row["late"] or not late])


def is_late(record: Record, moment: Instant) -> bool | None:
    """Whether a record tells of something before a moment; None when its date is too vague."""
    # `from` is a list of parties where it says from whom something came.
    values = (record.get(name) for name in _EFFECTIVE)
    dates = [bounds(value) for value in values if isinstance(value, str)]
    if any(one.latest < moment for one in dates):
        return True
    return None if any(one.earliest < moment for one in dates) else False


def _row(
    record: Record,
    line: Fields,
    stream: Sequence[Record],
    find: Callable[[str], Record | None],
    moment: Instant,
) -> Fields:
    group = _group(record.kind)
    was, now = _change(record, group, stream, find)
    return {
        "group": group,
        "late": is_late(record, moment),
        "was": was,
        "now": now,
        "event": record.position,
        **line,
    }


def _group(kind: str) -> str:
    return next((name for name, kinds in GROUPS if kind.startswith(kinds)), OTHER)


def _change(
    record: Record,
    group: str,
    stream: Sequence[Record],
    find: Callable[[str], Record | None],
) -> tuple[object, object]:
    """What stood there before and what stands there now, as far as the two records say it."""
    if group == "retractions":
        gone = find(str(record.get("record")))
        return (None, None) if gone is None else (f"{gone.kind} {gone.position}", None)
    name = _MOVED.get(group)
    if name is None:
        return None, None
    before = (one.get(name) for one in reversed(stream) if one.position < record.position)
    return next((value for value in before if value is not None), None), record.get(name)
