"""Who blocks a promise: every body until its own block is lifted."""

from __future__ import annotations

from typing import Any

import pytest

from domain.dates import bounds
from domain.record import Record
from domain.step_function import NO, UNKNOWN, YES
from projections.promise.timeline import DatedRecord, Halts, halts


def stands(*events: str) -> Halts:
    """What stands after events such as `blocked agency`, one a month; with a place: `@village`."""
    told = []
    for month, event in enumerate(events, 1):
        kind, _, rest = event.partition(" ")
        by, _, area = rest.partition("@")
        fields: dict[str, Any] = {
            "kind": f"promise.{kind}",
            "by": by or None,
            "on": f"2021-{month:02}-01",
        }
        fields |= {"place": {"area": area}} if area else {}
        told.append(DatedRecord.of(Record(month, fields), bounds(fields["on"]).earliest))
    return halts(told)


@pytest.mark.parametrize(
    ("events", "blockers"),
    [
        (["blocked agency", "blocked audit"], ("agency", "audit")),
        (["blocked agency", "blocked audit", "unblocked agency"], ("audit",)),
        (["blocked agency", "blocked audit", "unblocked audit"], ("agency",)),
        (["blocked agency", "blocked agency", "unblocked agency"], ()),
        (["blocked agency", "unblocked court"], ()),
        (["blocked agency", "blocked audit", "unblocked court"], ("agency", "audit")),
        (["blocked agency", "blocked audit", "unblocked court", "unblocked audit"], ("agency",)),
        (["unblocked agency", "blocked agency"], ("agency",)),
        (["blocked agency", "resumed"], ("agency",)),
        ([], ()),
    ],
)
def test_who_blocks(events: list[str], blockers: tuple[str, ...]) -> None:
    """An unblock ends the block of that body alone; of a stranger, if only one body blocks."""
    assert stands(*events).blocked_by == blockers


@pytest.mark.parametrize(
    ("events", "halted"),
    [
        (["blocked agency"], YES),
        (["blocked agency@village"], UNKNOWN),
        (["blocked agency@village", "blocked audit"], YES),
        (["suspended council", "suspended council@village"], YES),
        (["suspended council", "resumed"], NO),
        (["suspended council@village", "blocked agency", "unblocked agency"], UNKNOWN),
        (["blocked agency", "unblocked agency"], NO),
    ],
)
def test_whether_it_is_halted(events: list[str], halted: str) -> None:
    """Everywhere, in some place only, or nowhere."""
    assert stands(*events).halted == halted
