"""Rows of what the record speaks of: the ledger itself, parties, and what is known late."""

from __future__ import annotations

from typing import ClassVar

from projections.rows.span import Row, row_class


@row_class
class LedgerRow(Row):
    """What the ledger says of itself.

    burden: what a deadline that passed in silence means, `promisor` or `open`. languages: in which
    it is kept; nothing where it does not say.
    """

    KIND: ClassVar[str] = "ledger"

    title: str
    burden: str
    languages: tuple[str, ...]


@row_class
class PartyRow(Row):
    """A party as it was over a stretch of time.

    name: as people know it. type: such as `ministry`. part_of: the party above it. head: the office
    at its head. successors: who took over from it; complete: whether all of it; succeeded_on: the
    day, as written; None while nobody did.
    """

    KIND: ClassVar[str] = "party"

    party: str
    name: str
    type: str
    part_of: str | None
    head: str | None
    successors: tuple[str, ...]
    succeeded_on: str | None
    complete: bool


@row_class
class LateRow(Row):
    """A record that was public more than a year after what it tells.

    kind: of the record. days: from when it happened until it was public. on: when it happened, as
    written.
    """

    KIND: ClassVar[str] = "late"

    kind: str
    days: int
    on: str
