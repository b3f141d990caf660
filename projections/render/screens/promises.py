"""The list of promises, and how one promise is told in a line."""

from __future__ import annotations

from collections.abc import Sequence

from domain.dates import is_date
from projections.geography.relation import MAYBE
from projections.render import words as shared
from projections.render.blocks import Block, Sentence, Table
from projections.render.dates import spoken
from projections.render.screens.head import head, names, who
from projections.render.words import promises as words
from projections.report import Fields, Report


def promises(report: Report) -> list[Block]:
    """The list of promises, and how each is to be read."""
    blocks = head(report, words.TITLE)
    if not report.rows:
        return [*blocks, Sentence(shared.NONE_THAT_FITS)]
    blocks += [Sentence(shared.COUNT.format(count=len(report.rows))), table(report.rows)]
    burden = shared.BURDEN[report.question.burden]
    blocks += [Sentence(words.COUNTED_ONCE), Sentence(burden), Sentence(shared.PRESS)]
    blocks += who(report, promisors(report.rows))
    return [*blocks, Sentence(words.FOLLOW)]


def promisors(lines: Sequence[Fields]) -> list[str]:
    """Everybody who promised something."""
    return [party for line in lines for party in line["by"]]


def table(lines: Sequence[Fields]) -> Table:
    """Promises with their date, what became of them, and the name to ask for them by."""
    rows = [
        [deadline(line), words.LINE.format(status=status(line), said=said(line))] for line in lines
    ]
    return Table(words.COLUMNS, rows)


def deadline(line: Fields) -> str:
    """When a promise falls due as first promised, if that is a date."""
    due = line["due"]
    return spoken(due) if due and is_date(due) else words.NO_DATE


def said(line: Fields) -> str:
    """What was promised, by whom, and its name in this ledger."""
    by = names(line["by"])
    return words.SAID.format(text=line["text"], by=by, promise=line["promise"])


def status(line: Fields) -> str:
    """What became of a promise, what is in doubt, and what happened on the way."""
    return words.REMARKED.join([_state(line), *remarks(line)])


def _state(line: Fields) -> str:
    state = words.REPLACED_BY.get(line["replaced_by"]) or words.STATE[line["status"]]
    if line["group"] == "listed":
        return words.NOT_SCORED.format(state=state)
    if line["group"] != "unresolved":
        return state
    if "kept" in line["status"]:
        return _between(line, words.TIME_UNCLEAR.format(state=state))
    return _between(line, words.DOUBTFUL.format(state=state, doubt=words.DOUBT[line["doubt"]]))


def _between(line: Fields, state: str) -> str:
    """Between what it counts, where a count leaves that open."""
    if line["scored_low"] is None:
        return state
    low, high = line["scored_low"], line["scored_high"]
    return words.COUNT_BETWEEN.format(state=state, low=low, high=high)


def remarks(line: Fields) -> list[str]:
    """That it was put off, that success was explained otherwise, that another body stands in it."""
    found = []
    if line["postponements"]:
        found.append(_times(words.POSTPONED, line["postponements"]))
    if line["redefined"]:
        found.append(_times(words.REDEFINED, line["redefined"]))
    if line["blocked_by"]:
        found.append(words.BLOCKED.format(by=names(line["blocked_by"])))
    if line.get("relation") == MAYBE:
        found.append(words.MAY_TOUCH)
    return found


def _times(text: str, count: int) -> str:
    return text.format(times=words.ONCE if count == 1 else words.TIMES.format(count=count))
