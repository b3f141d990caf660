"""What a log whose every commit is lawful may hold that would be refused today.

What was recorded by the rules fits what was there, and what came later fits it: else that would
have been refused. Only what retracts a record or corrects one may leave something behind that does
not fit any more, and only on its own stream: what others rest on cannot be retracted. So what is
in order is told by a look at few streams; the rules, which take longer to load than most questions
take, are waited for only where there are any.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING

from domain.record import Record
from ledger.store.reader import Reader

if TYPE_CHECKING:
    from ledger.recording.integrity import Violation


def left_behind(ledger: Reader) -> Sequence[Violation] | None:
    """The violations among all records of a ledger; None where all have to be looked at.

    ledger: of which everything that it finds was found lawful.
    """
    mended = ledger.commented_on() | ledger.correcting()
    ends = list(ledger.records_of(("area.ended", "area.succeeded")))
    if not mended and not ends:
        return ()
    from ledger.recording.integrity import in_order, loops, outlived, standing, violations_of

    by_id: dict[str, Record] = {}
    there: dict[str, list[Record]] = {}
    problems = []
    for stream, records in ledger.histories_of(mended).items():
        by_id |= {record.id: record for record in records}
        there[stream], refusals = standing(records)
        problems += refusals

    def history(stream: str) -> Sequence[Record]:
        return there[stream] if stream in there else ledger.stream(stream)

    stands = {record.id for record in chain.from_iterable(there.values())}
    if loops(chain.from_iterable(there.values()), history):
        return None  # it may lead over any other stream
    promises = (
        ledger.naming([end.name for end in ends], {"promise.made": ["place"]}) if ends else ()
    )
    placed = [
        record
        for record in chain(ends, promises)
        if record.stream not in there or record.id in stands
    ]
    by_id |= {record.id: record for record in placed}
    return in_order(violations_of([*problems, *outlived(placed)], by_id))
