"""What is kept of an import until it is decided about."""

from __future__ import annotations

import gc
from contextlib import closing

from ledger.recording.spool import Spool, Values


def row(number: int, rank: int | None = None) -> Values:
    """A record of some stream."""
    said = (b'{"id":"r%d"' % number, b',"stream":"party/p"', b"")
    return (number, rank, "party/p", f"r{number}", "party.changed", *said)


def test_what_is_let_go_of_half_read() -> None:
    """Whoever stops in the midst, as an interrupt does, is told nothing of the records left."""
    with closing(Spool()) as spool:
        spool.add([row(1), row(2)], [])
        rows = spool.rows()
        assert next(rows).number == 1
    del rows
    gc.collect()  # where an exception is told, it is an error of this test


def test_records_that_say_their_order() -> None:
    """Those that do not say it come first, and what waits for its founding follows that."""
    with closing(Spool()) as spool:
        spool.add([row(1, 9), row(2), row(3, 4), row(4)], [])
        spool.complete()
        assert [each.number for each in spool.to_record()] == [2, 4, 3, 1]
        spool.delay(2, spool.row(3).place)
        assert [each.number for each in spool.to_record()] == [4, 3, 2, 1]
