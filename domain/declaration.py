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
    burden: Literal["promisor", "open"] = "promisor"
    languages: Texts = ()

    def stream_of(self, record_id: str) -> str:  # noqa: ARG002 - there is one ledger in a ledger
        """The stream of the ledger itself."""
        return LEDGER


class CoverageDeclared(Event):
    """Somebody vouches that all records of these kinds for this place and period are here."""

    kind = "coverage.declared"
    slug = "coverage"
    founding = True
    coverage: Slug
    place: Place
    about: Annotated[tuple[StreamKind, ...], OneOrMore, Field(min_length=1)]
    topics: Texts = ()
    from_: Date
    until: Date | None = None
    by: Party

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        check_period(self.from_, self.until)
        return self
