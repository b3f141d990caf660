"""What brought a change of control about, where it is no mandate that began or ended.

A village comes to lie in another municipality, a body is succeeded, an office gets another
ministry: then the record of that is what whoever asks for the event wants to see.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

from domain.dates import Instant
from domain.spans import Step, Steps, steps
from projections.control.state import Control
from projections.report import Question
from projections.rows.span import Row
from projections.rows.subjects import AreaRow, MembershipRow, PartyRow

Moves = dict[Instant, list[Row]]
"""What began to hold of areas, members of groups and parties, by its moment."""


def moves(question: Question) -> Moves:
    """Every change of an area, a membership or a party, as known."""
    found: Moves = defaultdict(list)
    book, known = question.book, question.known
    for row in (
        *book.ever(AreaRow, known),
        *book.ever(MembershipRow, known),
        *book.ever(PartyRow, known),
    ):
        found[row.start].append(row)
    return dict(found)


def brought_about(
    found: Steps[Control], dated: set[Instant], places: Callable[[], set[str]], moved: Moves
) -> Steps[Control]:
    """The same control; where no mandate says why it changed, the record that does comes last.

    dated: the moments at which a mandate or a coverage begins or ends, which say why themselves.
    places: gives everything that the place lies in or belongs to at any time, as streams.
    """
    parts: list[Step[Control]] = []
    for part in found.parts:
        if parts and part.start not in dated:
            parties = _parties(parts[-1].value) | _parties(part.value)
            records = _records(moved.get(part.start, []), places() | parties)
            parts.append(part._replace(value=_with(part.value, records)))
        else:
            parts.append(part)
    return steps(parts)


def _parties(control: Control) -> set[str]:
    return {f"party/{name}" for one in control.held for name in (one.party, one.body)}


def _records(rows: list[Row], subjects: set[str]) -> list[int]:
    """The records of those rows that are about one of the subjects."""
    return sorted(row.event for row in rows if row.subject in subjects or row.scope in subjects)


def _with(control: Control, records: list[int]) -> Control:
    kept = (event for event in control.events if event not in records)
    return replace(control, events=(*kept, *records))
