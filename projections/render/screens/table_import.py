"""The screen of an import with a mapping: what would be recorded, and how the table was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from languages import N_
from projections.render.answers import TableImport, TableNote
from projections.render.blocks import Block, Lines, Sentence, Table

ROW, KIND, SAID, ON, DUE = N_("row"), N_("kind"), N_("says"), N_("on"), N_("due")
MORE = N_("And {count:,} more.")

NOTES = {
    "never-scored": N_("Deadlines in words, which will never be scored:"),
    "undated": N_("Promises without a deadline, which will never be scored:"),
    "bounded": N_("Dates that words bound, and what they were read as:"),
    "number": N_("Numbers with marks in them, and what they were read as:"),
    "new-party": N_("New parties:"),
    "new-area": N_("New areas:"),
    "near": N_("Names that are nearly the same, and were kept apart:"),
    "column": N_("Columns of which nothing is recorded:"),
    "skipped": N_("Rows left out, as the mapping says:"),
    "nothing": N_("Statuses of which nothing is recorded:"),
    "hidden": N_("Characters that nobody sees, taken out:"),
    "repeated": N_("Rows that repeat the header, left out:"),
    "encoding": N_("Files whose encoding was guessed:"),
    "unchanged": N_("Rows of which the ledger has all that they say:"),
    "left-out": N_("Left out, so that no person is named:"),
    "changed": N_("What changed since the file before, and is recorded as such:"),
    "differs": N_(
        "What differs from the file before, and is not recorded as long as the mapping does not "
        "say under `changes:` what that means:"
    ),
    "missing": N_("Not in the table any more, and left as they are:"),
    "overlap": N_("Terms that overlap:"),
    "reversed": N_("Terms that end before they begin, left out:"),
    "several": N_("Posts with several holders at once:"),
}
"""What is told, in the order in which it is."""

READ_AS = N_("{text} → {read_as}{times}")
PLAIN = N_("{text}{times}")
OF_COLUMN = N_("{about}: {said}")
TIMES = N_(" ({count:,} times)")
AND_MORE = N_("and {count:,} more")
WHERE = N_("{count:,}, the first at {place}")
NOTHING_THERE = N_("(empty)")

_DIFFERING = frozenset({"changed", "differs"})
_EMPTY = _DIFFERING | {"nothing", "skipped"}
"""Of what the text may be empty."""

MOST_LISTED = 20
"""So many of one kind are listed on a screen."""


def preview(answer: TableImport) -> list[Block]:
    """The records in a table, and below it in words how they came about."""
    blocks: list[Block] = []
    if answer.shown:
        rows = [[row.place, row.kind, row.said, row.on, row.due] for row in answer.shown]
        blocks.append(Table([ROW, KIND, SAID, ON, DUE], rows))
        if answer.more:
            blocks.append(Sentence(MORE.format(count=answer.more)))
    for code, title in NOTES.items():
        told = [note for note in answer.notes if note.code == code]
        if told:
            blocks += [Sentence(title), Lines(list(_lines(told)))]
    return blocks


def _lines(notes: Iterable[TableNote]) -> Iterator[str]:
    several = list(notes)
    for note in several[:MOST_LISTED]:
        times = TIMES.format(count=note.count) if note.count > 1 else ""
        text = note.text or (NOTHING_THERE if note.code in _EMPTY else "")
        if not text:
            where = WHERE.format(count=note.count, place=note.place)
            yield PLAIN.format(text=note.about, times=times) if note.about else where
            continue
        read_as = note.read_as or (NOTHING_THERE if note.code in _DIFFERING else "")
        pattern = READ_AS if read_as else PLAIN
        said = pattern.format(text=text, read_as=read_as, times=times)
        yield OF_COLUMN.format(about=note.about, said=said) if note.about else said
    if more := several[MOST_LISTED:]:
        yield AND_MORE.format(count=len(more))
