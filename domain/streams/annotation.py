"""Records about records: retraction, correction, dispute and comment, possible on every stream.

What they make of a history is defined in `domain.history`; here is what can be recorded.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from domain.errors import NothingToActOn, Refused
from domain.history import (
    DISPUTED,
    RETRACTED,
    SETTLED,
    open_disputes,
    retracted_ids,
    standing,
)
from domain.record import Record
from domain.streams.event import Draft, Event, Own
from domain.streams.fields import KnownRecord, Label, Party, Text
from languages import N_

# -- events -------------------------------------------------------------------------------------


class About(Event):
    """A record about another record; it stands on the stream of that record."""

    slug = None

    @property
    @abstractmethod
    def target(self) -> str:
        """The id of the other record."""

    @classmethod
    def stream_in(cls, fields: Mapping[str, Any], record_id: str) -> None:
        """Unknown here: the ledger knows where the other record stands."""


@cache
def is_about(model: type[Event]) -> bool:
    """Whether events of a model are about other records.

    Kept, for pydantic takes its time to tell of what class something is.
    """
    return issubclass(model, About)


class _AboutRecord(About):
    """What names the record that it is about in the field `record`."""

    record: KnownRecord
    """The id of the other record."""

    @property
    def target(self) -> str:
        """The id of the other record."""
        return self.record


class RecordRetracted(_AboutRecord):
    """A mistake of ours: the record leaves the history from this moment of knowledge on."""

    kind = RETRACTED
    reason: Text
    """What was wrong with it."""


class RecordDisputed(_AboutRecord):
    """Somebody contests a record; it stays, and what rests on it is shown as contested."""

    kind = "record.disputed"
    by: Party
    """The party that contests it."""
    reason: Text
    """Why."""
    instead: Annotated[dict[Label, Text], Field(min_length=1)] | None = None
    """What should stand there according to that party: {field: value}."""


class RecordDisputeSettled(About):
    """A dispute about a record came to an end, and how; other disputes about it go on."""

    kind = "record.dispute_settled"
    dispute: KnownRecord | None = None
    """The id of the dispute."""
    record: KnownRecord | None = None
    """In older records, in place of the dispute: the id of the record, of which it ends every
    dispute that was open then."""
    by: Party | None = None
    """The party that settled it."""
    outcome: Text
    """How the dispute ended."""

    @model_validator(mode="after")
    def _one_target(self) -> Self:
        if (self.dispute is None) == (self.record is None):
            raise ValueError(N_("it names one dispute; write its id as `dispute`, and no `record`"))
        return self

    @property
    def target(self) -> str:
        """The id of the dispute, or of the record."""
        return self.dispute or self.record or ""


class RecordCommented(_AboutRecord):
    """The right of reply: shown beside the record, changes no figure."""

    kind = "record.commented"
    by: Party
    """The party that replies."""
    text: Text
    """The reply."""


# -- decisions ----------------------------------------------------------------------------------


def decide(history: Sequence[Record], draft: Draft) -> tuple[Draft, ...]:
    """Accept a record about a record, given everything on the stream after the import.

    history: all records of the stream in the order of recording, that of the draft among them.
    """
    event = draft.event
    assert isinstance(event, About), "records about records only"
    asked = N_("record {kind} on {target}").format(kind=event.kind, target=event.target)
    others = [record for record in history if record.id != draft.id]
    if isinstance(event, RecordRetracted):
        _check_retraction(others, event, asked)
    if isinstance(event, RecordDisputeSettled):
        settlement = next(record for record in history if record.id == draft.id)
        _check_settlement(others, settlement, asked)
    return (draft,)


def check_correction(history: Sequence[Record], draft: Draft) -> None:
    """Refuse to take a place that is not free, given everything on the stream after the import.

    What moved to a stream of another name left its place there: nothing is asked of it here.
    """
    corrected = draft.envelope.corrects
    target = next((record for record in history if record.id == corrected), None)
    if target is None:
        return
    if isinstance(draft.event, Own) and target.kind != draft.kind:
        raise Refused(
            draft.asked,
            N_("the record {corrected} is of kind {kind}, and its stream holds no other").format(
                corrected=corrected, kind=target.kind
            ),
            N_("Retract that one, and record this one by itself"),
        )
    if corrected not in retracted_ids(history):
        raise Refused(
            draft.asked,
            N_("it would take the place of the record {corrected}, which still stands").format(
                corrected=corrected
            ),
            N_("Retract that one in the same import; `gestand correct` does both"),
        )
    if draft.id in retracted_ids(history):
        return
    for record in standing(history):
        if record.id != draft.id and corrected in record.replaced:
            raise Refused(
                draft.asked,
                N_("the record {id} took the place of {corrected} before").format(
                    id=record.id, corrected=corrected
                ),
                N_("Correct that one"),
            )


def _check_retraction(others: Sequence[Record], event: RecordRetracted, asked: str) -> None:
    retracted = retracted_ids(others)
    target = next((record for record in others if record.id == event.record), None)
    if event.record in retracted or target is None:
        raise NothingToActOn(
            asked, N_("that record was retracted before"), N_("Nothing needs to be done")
        )
    if target.kind == RETRACTED:
        raise NothingToActOn(
            asked,
            N_("a retraction cannot be retracted"),
            N_("Record the retracted record anew: `gestand correct` with its id"),
        )


def _check_settlement(others: Sequence[Record], settlement: Record, asked: str) -> None:
    """Refuse what settles nothing; the dispute may stand further down in the same file."""
    undone = {RETRACTED, SETTLED}
    before = [
        record
        for record in others
        if record.position < settlement.position or record.kind not in undone
    ]
    if len(open_disputes([*before, settlement])) < len(open_disputes(before)):
        return
    obstacle, remedy = (
        N_("nobody disputed that record"),
        N_("Leave it out, or record the dispute first"),
    )
    name = "id" if settlement.get("dispute") else "record"
    named = settlement.get("dispute") or settlement.get("record")
    if any(record.kind == DISPUTED and record.get(name) == named for record in others):
        obstacle = N_("that dispute was settled before, or what it was about was retracted")
        remedy = N_("Leave it out, or change the earlier settlement with `gestand correct`")
    elif settlement.get("dispute"):
        obstacle, remedy = N_("that record is no dispute"), N_("Name the id of a record.disputed")
    raise NothingToActOn(asked, obstacle, remedy)
