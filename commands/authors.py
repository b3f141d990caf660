"""Whose word the records of an answer are, beside each of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from domain.record import Record
from ledger.reader import Reader
from projections.report import Fields

if TYPE_CHECKING:
    from ledger.authorship import Keys


def marked(
    reader: Reader, lines: Sequence[Fields], records: Sequence[Record], known: int
) -> list[Fields]:
    """The lines of these records with the signature of each, None where there is none.

    As they are when no party has a key by then: nobody's signature could be checked.
    """
    from ledger.authorship import Keys

    keys = Keys(one for one in reader.streams("party") if one.position < known)
    if not keys.parties():
        return list(lines)
    signatures = {
        one.position: _signature(reader, keys, one.position)
        for one in records
        if one.get("signature") is not None
    }
    return [line | {"signature": signatures.get(line["position"])} for line in lines]


def _signature(reader: Reader, keys: Keys, position: int) -> Fields:
    """By whom a record says to be signed, and what that is worth: it is over the stored fields."""
    from ledger.authorship import signer

    ((_, stored),) = reader.stored(position, position + 1)
    record = Record(position, json.loads(stored))
    return {"by": signer(record), "status": keys.judge(record).value}
