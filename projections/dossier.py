"""All that a page about an area rests on: the answers of the other views, asked once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from domain.dates import bounds, due_instant
from domain.value import remembering_class
from projections.control.row import PowerNow, PowerOverTime
from projections.control.view import Asked, control
from projections.geography.geography import Geography
from projections.geography.relation import MAYBE
from projections.participation.contact import messages
from projections.participation.contact_lists import UpdateLine, update_lines
from projections.participation.view import DecisionLine, decisions
from projections.promise_query import ListedPromise, Wanted, promises_view
from projections.regime.stability import Stability, stability
from projections.report import CorrectedStream, LogLine, LookUp, Question, Report, positions
from projections.summary import Summary, summary

Corrected = Mapping[int, CorrectedStream]


@remembering_class
class Dossier:
    """What is known of an area, and the records that say so.

    summary: one row, that of the area. promises: to the area and to what covers it, by their
    deadline; perhaps: how many more were made to groups that only may touch it. leads: who had the
    lead since the start; powers: who has which power now; both without groups and phases. lines:
    the records that all of this rests on, by their places in the ledger; corrected: what was
    corrected after it had stood on their streams, by the same places.
    """

    summary: Report[Summary]
    promises: tuple[ListedPromise, ...]
    perhaps: int
    rules: Stability
    leads: tuple[PowerOverTime, ...]
    powers: Report[PowerNow]
    decisions: tuple[DecisionLine, ...]
    updates: tuple[UpdateLine, ...]
    lines: Mapping[int, LogLine]
    corrected: Corrected

    @property
    def place(self) -> Summary:
        """What matters first of the area."""
        (row,) = self.summary.rows
        return row


MOST_HELD = 2_000
"""Lines that are held at once; what is read of a place is read of it again soon, or not at all."""


MOST_FOUND = 2_000
"""Records on which a verdict rests; of one that rests on more, what was found for it is let go."""


class LinesOnDemand(Mapping[int, LogLine]):
    """The lines of some records, in the order of the ledger, each read when somebody asks for it.

    Of a region there may be tens of thousands: a page shows some of them at a time.
    """

    def __init__(self, look_up: LookUp, events: Collection[int]) -> None:
        self._look_up, self._events = look_up, sorted(events)
        self._known = frozenset(events)
        self._held: dict[int, LogLine] = {}

    def __getitem__(self, event: int) -> LogLine:
        if event not in self._known:
            raise KeyError(event)
        if event not in self._held:
            if len(self._held) > MOST_HELD:
                self._held.clear()
            self._held.update(self._look_up([event]))
        return self._held[event]

    def __contains__(self, event: object) -> bool:
        return event in self._known

    def __iter__(self) -> Iterator[int]:
        return iter(self._events)

    def __len__(self) -> int:
        return len(self._events)


def dossier(
    question: Question,
    area: str,
    look_up: LookUp,
    corrected: Callable[[Collection[int]], Corrected],
) -> Dossier:
    """Gather what is known of an area, by its name in the ledger.

    corrected: what was corrected on the streams of some records, by their places.
    """
    scope = f"area/{area}"
    told = summary(question, [scope], look_up)
    (place,) = told.rows
    if place.documented > MOST_FOUND:
        question.forget()
    listed = promises_view(question, Wanted(), area=area).rows
    promises = tuple(line for line in listed if line.relation != MAYBE)
    (rules,) = stability(question, [scope]).rows
    taken = tuple(decisions(question, area=area).rows)
    updates = tuple(update_lines(messages(Geography(question), area)[0], look_up))
    leads = _leads(question, scope, place.start or rules.start)
    powers = _powers(question, scope)
    named: list[Any] = [place, promises, leads, powers, taken, updates]
    changes = [(topic.rules, topic.changes) for topic in rules.topics]
    events = positions([*named, changes])
    return Dossier(
        summary=told,
        promises=promises,
        perhaps=len(listed) - len(promises),
        rules=rules,
        leads=leads,
        powers=Report("control", question, powers, PowerNow),
        decisions=taken,
        updates=updates,
        lines=LinesOnDemand(look_up, events),
        corrected=corrected(events),
    )


def _leads(question: Question, scope: str, start: str | None) -> tuple[PowerOverTime, ...]:
    """Who had the lead from the start on; nothing where there is none, or it is still to come."""
    end = due_instant(question.as_of)
    since = bounds(start).earliest if start else end
    if since >= end:
        return ()
    rows = control(question, Asked(scope, power="lead", window=(since, end), whole=True)).rows
    return tuple(row for row in rows if isinstance(row, PowerOverTime))


def _powers(question: Question, scope: str) -> list[PowerNow]:
    """Who has which power of the area as a whole."""
    rows = control(question, Asked(scope, whole=True)).rows
    return [row for row in rows if isinstance(row, PowerNow)]
