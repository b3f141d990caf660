"""What a ledger says of itself: who bears the burden of proof, and what is completely recorded."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from domain.dates import check_period
from domain.event import Event
from domain.founding import INITIAL, Plain, decide, evolve
from domain.values import Date, OneOrMore, Party, Place, Slug, Text, Texts

__all__ = ["INITIAL", "CoverageDeclared", "LedgerDeclared", "State", "decide", "evolve"]

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

    def stream_of(self, record_id: str) -> str:  # noqa: ARG002 - there is one ledger in a ledger
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
    from_: Date
    """The first day of which all records are here."""
    until: Date | None = None
    """The last day; left out: up to now."""
    by: Party
    """The party that vouches for it."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        check_period(self.from_, self.until)
        return self
