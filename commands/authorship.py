"""Which records the parties of a ledger signed, for whoever verifies it."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from projections.report import Fields


def authorship(path: Path) -> Fields:
    """The records of each party by what their signatures are worth, and where one is wrong.

    Empty when no party has a key: then there is nobody whose signature could be checked, and the
    records need not be read for it.
    """
    from domain.record import Record
    from ledger.authorship import Keys, Status, shares
    from ledger.authorship import authorship as judged
    from ledger.reader import Reader

    with closing(Reader(path)) as reader:
        if not Keys(reader.streams("party")).parties():
            return {"authorship": [], "wrongly_signed": []}
        records = [Record(position, json.loads(state)) for position, state in reader.stored()]
    authored = judged(records)
    return {
        "authorship": [asdict(share) for share in shares(authored)],
        "wrongly_signed": [one.position for one in authored if one.status is Status.WRONG],
    }
