"""Holdings: who has which power by which mandate, as the records of the mandate tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from projections.control.tenure import Tenure, tenure
from projections.report import Fields, Question
from projections.stories import stories

FACTUAL = "factual"
"""The basis of whoever is said to be in control without a title to it: shown, never counted."""

MANDATE = "mandate"
"""The basis of whoever uses a power in the name of the body that has it (Awb 10:1)."""


class Dispute(NamedTuple):
    """Who contests a mandate, why, and what is so instead: pairs of field and value."""

    by: str
    reason: str
    instead: tuple[tuple[str, str], ...]
    event: int


@dataclass(frozen=True, slots=True)
class Holding(Tenure):
    """One mandate: who holds which power, by whom and on what basis.

    joint_with: who holds the power together with the holder. word: the party whose word it is;
    None where only the sources say so. titles: of the sources. disputes: what is contested.
    """

    mandate: str
    holder: str
    power: str
    topic: str | None
    phase: str | None
    basis: str
    granted_by: str | None
    joint_with: tuple[str, ...]
    word: str | None
    titles: tuple[str, ...]
    disputes: tuple[Dispute, ...]

    @property
    def counted(self) -> bool:
        """Whether its holder counts as one in control; factual control does not."""
        return self.basis != FACTUAL

    @property
    def holders(self) -> tuple[str, ...]:
        """The holder, and those who hold the power together with it."""
        return (self.holder, *self.joint_with)


def holdings(question: Question) -> list[Holding]:
    """Every mandate as known, also those that begin after the moment asked for."""
    return [holding(name, records) for name, records in stories(question, "mandate")]


def holding(name: str, records: Sequence[Fields]) -> Holding:
    """The holding that the records of a mandate tell of."""
    granted = records[0]
    return Holding(
        **tenure(records, "mandate.ended"),
        mandate=name,
        holder=granted["holder"],
        power=granted["power"],
        topic=granted.get("topic"),
        phase=granted.get("phase"),
        basis=granted["basis"],
        granted_by=granted.get("granted_by"),
        joint_with=tuple(granted.get("joint_with", ())),
        word=granted.get("according_to"),
        titles=tuple(granted["titles"]),
        disputes=_disputes(records),
    )


def _disputes(records: Sequence[Fields]) -> tuple[Dispute, ...]:
    """Every open dispute about one of the records (`domain.history`)."""
    return tuple(
        Dispute(
            dispute["by"],
            dispute["reason"],
            tuple(sorted(dispute["instead"].items())),
            dispute["event"],
        )
        for record in records
        for dispute in record["disputes"]
    )
