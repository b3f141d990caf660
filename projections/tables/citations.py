"""The tables on what every record names: its sources, and the parties in their roles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from domain.record import Record
from projections.rows.frozen import Frozen, row_class
from projections.tables.columns import Made, Moment, dated, made
from projections.tables.context import Context, FirstDay, LastDay, moment_of, named


@row_class
class SourceCells(Frozen):
    """A source that a record names: one row for each record and source."""

    event: Annotated[int, "the record, by its place in the ledger"]
    number: Annotated[int, "which of the sources of that record, from 1"]
    kind: Annotated[str, "the kind of the record"]
    stream: Annotated[str, "the subject of the record, such as promise/x"]
    title: Annotated[str, "what the source is called"]
    url: Annotated[str | None, "where it can be read"]
    locator: Annotated[str | None, "where in it: a page or a section"]
    type: Annotated[str, "official, independent, press, promisor or other"]
    published: Annotated[str | None, "when it was published, as written"]
    published_earliest: FirstDay
    published_latest: LastDay
    sha256: Annotated[str | None, "the hash of its bytes"]
    recorded_at: Annotated[Moment, "when this ledger learned the record"]


@row_class
class InvolvedCells(Frozen):
    """That a record names a party in a role: one row for each."""

    event: Annotated[int, "the record, by its place in the ledger"]
    kind: Annotated[str, "the kind of the record"]
    stream: Annotated[str, "the subject of the record, such as promise/x"]
    role: Annotated[str, "the field of the record, such as by, to or consent_by"]
    party: Annotated[str, "the party by its name in the ledger"]
    party_name: Annotated[str | None, "what it is called"]
    party_type: Annotated[str | None, "what kind of party it is"]


ROLES = frozenset({
    "by", "to", "from", "consent_by", "agreed_by", "holder", "joint_with", "granted_by", "group",
    "parties", "party", "initiated_by", "on_behalf_of", "according_to",
})  # fmt: skip
"""The fields of records that name parties."""

_NO_PARTIES = frozenset({
    ("area.succeeded", "by"), ("mandate.granted", "from"), ("duty.assigned", "from"),
    ("coverage.declared", "from"),
})  # fmt: skip
"""Fields with one of these names that do not."""


def source_rows(record: Record) -> Iterator[Made]:
    """The sources of a record."""
    for number, source in enumerate(record.get("source") or (), 1):
        yield made(
            SourceCells,
            record.position,
            number,
            record.kind,
            record.stream,
            source["title"],
            source.get("url"),
            source.get("locator"),
            source.get("type", "other"),
            *dated(source.get("published")),
            source.get("sha256"),
            moment_of(record),
        )


def involved_rows(context: Context, record: Record) -> Iterator[Made]:
    """The parties that a record names."""
    for role in sorted(ROLES & record.fields.keys()):
        if (record.kind, role) in _NO_PARTIES:
            continue
        for party in named(record.get(role)):
            row = context.parties.get(party)
            yield made(
                InvolvedCells,
                record.position,
                record.kind,
                record.stream,
                role,
                party,
                row.name if row else party,
                row.type if row else None,
            )
