"""What was decided, and what residents were told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from languages import N_
from projections.pages.cited import Cited
from projections.pages.document import Title, Told
from projections.pages.paging import Line, Long
from projections.participation.contact_lists import UpdateLine
from projections.participation.view import DecisionLine
from projections.render.head import Called, people
from projections.render.phrases import spoken

DECIDED = N_("Decisions: {count:,}")
DECISION_COLUMNS = (N_("when"), N_("what was decided, and by whom"), N_("source"))
TOLD_RESIDENTS = N_("News to residents: {count:,}")
NEWS_COLUMNS = (N_("when"), N_("what was told, and by whom"), N_("source"))
NO_WORDS = N_("what was told is not on record")
BY = N_(" — {parties}")


def decided(decisions: Sequence[DecisionLine], called: Called) -> Iterator[Long]:
    """The decisions, if there are any."""
    if decisions:
        lines = [
            Line(partial(_decision, line, called), f"decision-{line.decision}")
            for line in decisions
        ]
        title = Title(DECIDED.format(count=len(lines)), anchor="decisions", detail=True)
        yield Long(title, DECISION_COLUMNS, lines, aside=True, printed=False)


def _decision(line: DecisionLine, called: Called, cited: Cited) -> list[Told]:
    by = BY.format(parties=people(line.by, called))
    text = cited.words(line.text, line.events)
    return [spoken(line.on), [text, *cited.named(by, line.by, called)], cited.of(line.events)]


def news(updates: Sequence[UpdateLine], called: Called) -> Iterator[Long]:
    """The messages to residents, if any is on record."""
    if updates:
        lines = [Line(partial(_update, line, called)) for line in updates]
        title = Title(TOLD_RESIDENTS.format(count=len(lines)), anchor="news", detail=True)
        yield Long(title, NEWS_COLUMNS, lines, aside=True, printed=False)


def _update(line: UpdateLine, called: Called, cited: Cited) -> list[Told]:
    text = cited.words(line.told, [line.event]) if line.told else NO_WORDS
    by = BY.format(parties=people([line.by], called))
    told = [text, *cited.named(by, [line.by], called)]
    return [spoken(line.on), told, cited.of([line.event])]
