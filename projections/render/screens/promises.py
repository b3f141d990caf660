"""The list of promises, and how one promise is told in a line."""

from __future__ import annotations

from collections.abc import Sequence

from domain.dates import is_date
from projections.render import words
from projections.render.blocks import Block, Sentence, Table
from projections.render.dates import spoken
from projections.render.screens.head import head, names
from projections.report import Fields, Report


def promises(report: Report) -> list[Block]:
    """The list of promises, and how each is to be read."""
    blocks = head(report, "Promises")
    if not report.rows:
        return [*blocks, Sentence("None on record that fits the question.")]
    count = len(report.rows)
    blocks += [Sentence(f"{count} on record."), table(report.rows)]
    notes = f"{words.BURDEN[report.question.burden]} {words.PRESS}"
    return [*blocks, Sentence(notes), Sentence(words.FOLLOW)]


def table(lines: Sequence[Fields]) -> Table:
    """Promises with their date, what became of them, and the name to ask for them by."""
    rows = [[deadline(line), f"{status(line)} — {said(line)}"] for line in lines]
    return Table(("due", "what became of it — the promise (by whom; its name here)"), rows)


def deadline(line: Fields) -> str:
    """When a promise falls due as first promised, if that is a date."""
    due = line["due"]
    return spoken(due) if due and is_date(due) else "no date"


def said(line: Fields) -> str:
    """What was promised, by whom, and its name in this ledger."""
    return f"{line['text']} ({names(line['by'])}; {line['promise']})"


def status(line: Fields) -> str:
    """What became of a promise, and what is in doubt."""
    state = words.STATE[line["status"]]
    if line["group"] == "listed":
        return f"{state} (not scored)"
    if line["group"] != "unresolved":
        return state
    if "kept" in line["status"]:
        return f"{state}; whether in time is unclear"
    return f"{state}; {words.DOUBT[line['doubt']]}"
