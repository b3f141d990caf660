"""What a ledger says of itself: who bears the burden of proof, and what is completely recorded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from domain.dates import bounds, check_period
from domain.errors import ImpossibleOrder, Refused
from domain.streams.event import Draft, Event
from domain.streams.fields import Date, OneOrMore, Parties, Party, Place, Slug, Text, Texts
from domain.streams.lifecycle import Plain, after_founding
from languages import N_

State = Plain
LEDGER = "ledger"

StreamKind = Literal[
    "party", "area", "cohort", "case", "promise", "rule", "mandate", "duty", "decision", "table",
    "charter", "condition", "update", "input", "figure", "reflection", "lesson",
]  # fmt: skip
"""What coverage can be declared of: every kind of stream but the ledger's own and coverage."""


# -- events -------------------------------------------------------------------------------------


class LedgerDeclared(Event):
    """What this ledger is, and what a deadline without any later record means in it.

    burden promisor: a passed deadline without a record of keeping is a breach. burden open: the
    promisors were not heard, so it is "not looked into" and counts as unresolved.
    """

    kind = "ledger.declared"
    slug = None
    founding = True
    title: Text
    """What this ledger is."""
    burden: Literal["promisor", "open"] = "promisor"
    """Who bears the burden of proof when a deadline passes in silence: the promisor (not kept), or
    nobody (open: not looked into)."""
    languages: Texts = ()
    """The languages in which it is kept, such as nl and en."""
    by: Parties = ()
    """The parties that keep it and code what the sources say; left out: nobody says."""

    @classmethod
    def stream_in(cls, fields: Mapping[str, Any], record_id: str) -> str:  # noqa: ARG003 - there is one ledger in a ledger
        """The stream of the ledger itself."""
        return LEDGER


class CoverageDeclared(Event):
    """Somebody vouches that all records of these kinds for this place and period are here."""

    kind = "coverage.declared"
    slug = "coverage"
    founding = True
    coverage: Slug
    """A name for this declaration in the ledger."""
    place: Place
    """The place of which all records are here."""
    about: Annotated[tuple[StreamKind, ...], OneOrMore, Field(min_length=1)]
    """The kinds of stream of which all records are here."""
    topics: Texts = ()
    """Only those on these topics; left out: on all."""
    from_: Annotated[Date, Field(alias="from")]
    """The first day of which all records are here."""
    until: Date | None = None
    """The last day, at most that of the declaration itself; left out: that day."""
    by: Party
    """The party that vouches for it."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        check_period(self.from_, self.until)
        return self


class CoverageExtended(Event):
    """The party that vouches for a coverage does so for later days too."""

    kind = "coverage.extended"
    slug = "coverage"
    coverage: Slug
    """The declaration of which the end moves."""
    until: Date
    """The new last day of which all records are here, at most that of this record itself."""
    by: Party
    """The party that vouches for it: the one that made the declaration."""


# -- decisions ----------------------------------------------------------------------------------


def decide(state: State, draft: Draft) -> tuple[Draft, ...]:
    """Accept what can be true of a declaration: nobody vouches for a day that has not been."""
    accepted = after_founding(state.founded, draft)
    event = draft.event
    if isinstance(event, CoverageDeclared | CoverageExtended):
        _check_until(draft, event.until)
    if isinstance(event, CoverageExtended) and state.founded is not None:
        _check_same_party(draft, event, state.founded.draft)
    return accepted


def _check_until(draft: Draft, until: str | None) -> None:
    """Of an imprecise day one of its days suffices."""
    if until is not None and bounds(until).earliest > draft.on.latest:
        refusal = ImpossibleOrder(
            draft.asked,
            N_("it vouches on {on} for days until {until}, which had not been yet").format(
                on=draft.envelope.on, until=until
            ),
            N_(
                "Name a last day that had been by then, and record coverage.extended for later ones"
            ),
        )
        refusal.stricter = True
        raise refusal


def _check_same_party(draft: Draft, event: CoverageExtended, declared: Draft) -> None:
    by = getattr(declared.event, "by", None)
    if by != event.by:
        raise Refused(
            draft.asked,
            N_("{by} vouches for {stream}, and {event_by} would extend it").format(
                by=by, stream=draft.stream, event_by=event.by
            ),
            N_("Record it by {by}, or declare a coverage by {event_by}").format(
                by=by, event_by=event.by
            ),
        )
