"""The screens of `trust --list`: what its counts count; their words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from languages import N_
from projections.render import phrases as shared
from projections.render.blocks import Block, Heading, Sentence, Table
from projections.render.head import Called, opening, told_apart
from projections.render.phrases import spoken
from projections.render.screens import promises as promise_words
from projections.render.screens.counts import TRUST
from projections.render.screens.promises import deadline, promise_text, status
from projections.render.screens.trust import (
    OUTCOME_AND_COUNT,
    POSSIBLE_PLACE,
    PROVES_NOTHING,
    UNDATED_STATE,
    WHERE,
    WIDER_PLACE,
    WITH_STATUS,
    YEAR_UNKNOWN,
    by_outcome,
    listed,
    named,
    notes,
)
from projections.report import Report

if TYPE_CHECKING:
    from projections.trust.lists import PromiseBehindCount, SourceBehindCount

# -- words -------------------------------------------------------------------------------------

BEHIND = N_("Promises behind a count: {words}")
BEHIND_ANSWER = N_("Promises counted as {words}: {counts}.")
BEHIND_PLACE = N_("{count:,} to {place}")
NONE_TO = N_("none to {place}")
ANYWHERE = N_("any area")
BEHIND_HERE = N_("{place} or a part of it")
BEHIND_OF = N_("{area}, {part}")
SOURCES_ANSWER = N_("Sources of the records of promises, {words}: {counts}.")
OF_PART = N_("{words} ({part})")
UNDATED_AND = N_("without a date, {state}")
SOURCE_OF = N_("{title} (of {promise})")
SOURCE_COLUMNS = (N_("published"),)
NOT_DATED = N_("no date")


# -- screens -----------------------------------------------------------------------------------


def behind(report: Report[Any]) -> list[Block]:
    """Everything behind one count of each area, and apart that of what is wider."""
    rows, asked = report.rows, report.question.parameters
    count, _, under = asked["list"].partition(":")
    words = OF_PART.format(words=TRUST[count], part=_label(count, under)) if under else TRUST[count]
    title = BEHIND.format(words=words)
    answer = SOURCES_ANSWER if count == "sources" else BEHIND_ANSWER
    if not rows:
        areas = [report.places[f"area/{area}"] for area in asked.get("areas", ())]
        place = BEHIND_HERE.format(place=shared.LIST_OF.join(areas) or ANYWHERE)
        counts = NONE_TO.format(place=place)
        return opening(report, answer.format(words=words, counts=counts), title)
    counts = shared.LIST_OF.join(_behind_each(rows, count))
    blocks = opening(report, answer.format(words=words, counts=counts), title)
    for name, part in dict.fromkeys((row.name, row.part) for row in rows):
        blocks.append(Heading(_place(name, part, asked.get("by"), report.parties), 2))
        here = [row for row in rows if (row.name, row.part) == (name, part)]
        for where, heading in WHERE.items():
            lines = [row for row in here if row.where == where]
            if lines or where == "here":
                blocks.append(Heading(heading.format(name=name), 3))
                blocks += [Sentence(PROVES_NOTHING)] if where == "possible" else []
                blocks += _tables(count, lines, report.parties) or [Sentence(shared.NONE)]
    return [*blocks, Sentence(notes(report)), Sentence(promise_words.FOLLOW)]


def _place(area: str, part: str | None, by: str | None, called: Called) -> str:
    """Of what area and, where they are told apart, of what part of it promises are listed."""
    return BEHIND_OF.format(area=area, part=told_apart(by, part, called)) if part else area


def _behind_each(rows: Sequence[Any], count: str) -> Iterator[str]:
    """How much is behind a count here, and in what is wider or may touch it."""
    here = BEHIND_HERE.format(place=named({row.area: row.name for row in rows}))
    for where, place in {"here": here, "wider": WIDER_PLACE, "possible": POSSIBLE_PLACE}.items():
        found = [row for row in rows if row.where == where]
        # A promise to several of the areas is one.
        if count != "sources":
            found = list({row.promise: row for row in found}.values())
        if found or where == "here":
            yield BEHIND_PLACE.format(count=len(found), place=place)


def _tables(count: str, lines: Sequence[Any], called: Called) -> list[Block]:
    """A table for each outcome; of a count that is told apart, for each that it counts under."""
    if not any(line.counted_under for line in lines):
        return by_outcome(lines, called)
    table = TABLES[count]
    return [
        table([line for line in lines if line.counted_under == under], _label(count, under), called)
        for under in sorted({line.counted_under for line in lines})
    ]


def _label(count: str, under: str) -> str:
    """What a count counts under, in words."""
    words = {
        "undated": promise_words.STATE | UNDATED_STATE,
        "made": {"unknown": YEAR_UNKNOWN},
        "sources": shared.SOURCE,
    }
    return words[count].get(under, under)


def _undated(lines: Sequence[PromiseBehindCount], state: str, called: Called) -> Table:
    return listed(UNDATED_AND.format(state=state), lines, called)


def _made(lines: Sequence[PromiseBehindCount], year: str, called: Called) -> Table:
    rows = [
        [
            deadline(line),
            WITH_STATUS.format(text=promise_text(line, called), status=status(line, called)),
        ]
        for line in sorted(lines, key=lambda line: str(line.due))
    ]
    heading = OUTCOME_AND_COUNT.format(outcome=year, count=len(rows))
    return Table((promise_words.COLUMNS[0], heading), rows)


def _sources(lines: Sequence[SourceBehindCount], kind: str, _: Called) -> Table:
    rows = [
        [
            spoken(line.published) or NOT_DATED,
            SOURCE_OF.format(title=line.title, promise=line.promise),
        ]
        for line in sorted(lines, key=lambda line: (line.title, line.promise))
    ]
    heading = OUTCOME_AND_COUNT.format(outcome=kind, count=len(rows))
    return Table((*SOURCE_COLUMNS, heading), rows)


TABLES: dict[str, Callable[[Sequence[Any], str, Called], Table]] = {
    "undated": _undated,
    "made": _made,
    "sources": _sources,
}
"""The table of each count that is told apart."""
