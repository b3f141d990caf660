"""Records about records: retraction, dispute and comment, possible on every stream."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from pydantic import Field

from domain.errors import NothingToActOn
from domain.event import Draft, Event
from domain.values import KnownRecord, Party, Text

# -- events -------------------------------------------------------------------------------------


class About(Event):
    """A record about another record; it stands on the stream of that record."""

    slug = None
    record: KnownRecord
    """The id of the other record."""

    def stream_of(self, record_id: str) -> None:
        """Unknown here: the ledger knows where the other record stands."""


class RecordRetracted(About):
    """A mistake of ours: the record leaves the history from this moment of knowledge on."""

    kind = "record.retracted"
    reason: Text
    """What was wrong with it."""


class RecordDisputed(About):
    """Somebody contests a record; it stays, and what rests on it is shown as contested."""

    kind = "record.disputed"
    by: Party
    """The party that contests it."""
    reason: Text
    """Why."""
    instead: Annotated[dict[str, Text], Field(min_length=1)] | None = None
    """What should stand there according to that party: {field: value}."""


class RecordDisputeSettled(About):
    """A dispute about a record came to an end, and how."""

    kind = "record.dispute_settled"
    outcome: Text
    """How the dispute ended."""


class RecordCommented(About):
    """The right of reply: shown beside the record, changes no figure."""

    kind = "record.commented"
    by: Party
    """The party that replies."""
    text: Text
    """The reply."""


# -- decisions ----------------------------------------------------------------------------------


def decide(stream: Iterable[Draft], draft: Draft) -> tuple[Draft, ...]:
    """Accept a record about a record, given everything on the stream after the import."""
    event = draft.event
    assert isinstance(event, About), "records about records only"
    others = [other for other in stream if other.id != draft.id]
    asked = f"record {event.kind} on {event.record}"
    if isinstance(event, RecordRetracted):
        _check_retraction(others, event, asked)
    if isinstance(event, RecordDisputeSettled) and not _is_disputed(others, event.record):
        raise NothingToActOn(
            asked, "nobody disputed that record", "Leave it out, or record the dispute first"
        )
    return (draft,)


def _check_retraction(others: list[Draft], event: RecordRetracted, asked: str) -> None:
    retracted = {other.event.record for other in others if isinstance(other.event, RecordRetracted)}
    target = next((other for other in others if other.id == event.record), None)
    if event.record in retracted or target is None:
        raise NothingToActOn(asked, "that record was retracted before", "Nothing needs to be done")
    if isinstance(target.event, RecordRetracted):
        raise NothingToActOn(
            asked,
            "a retraction cannot be retracted",
            "Record the retracted record anew, with another id",
        )


def _is_disputed(others: list[Draft], record: str) -> bool:
    return any(
        isinstance(other.event, RecordDisputed) and other.event.record == record for other in others
    )
