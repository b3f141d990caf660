"""The entries of a feed in words."""

from __future__ import annotations

from languages import N_
from projections.feed import Entry, Turn
from projections.render.atom import AtomEntry
from projections.render.head import people
from projections.render.phrases import day, spoken
from projections.render.screens import corrections, kinds
from projections.render.screens.fields import Known
from projections.render.screens.gist import main_of
from projections.render.screens.promises import STATE
from projections.render.screens.records import source
from projections.report import LogLine

TITLE = N_("{ledger}: what was recorded, corrected, broken or fell due")
TITLE_AREA = N_("{ledger}, {area}: what was recorded, corrected, broken or fell due")
LEDGER = N_("A ledger of promises")
CORRECTED = N_("Corrected: {text}")
TURNED = {
    "overdue": N_("Fell due, with nothing established: {promise}"),
    "lapsed": N_("Lapsed, for its condition was not met in time: {promise}"),
    "broken": N_("Not kept: {promise}"),
    "violated": N_("Not held to: {promise}"),
}
"""What a promise came to be."""
PROMISED = N_("{text} ({by}; due {due}). Since {day}: {status}.")
PROMISED_UNDATED = N_("{text} ({by}). Since {day}: {status}.")
RECORD = N_("Record {position}, {on}: {text}")
SOURCES = N_("Sources: {sources}")
NOTE = N_("Note: {note}")
BETWEEN_SOURCES = "; "
WRITTEN = N_("Wrote {file}: {count:,} entries, the last of {updated}.")
NONE_WRITTEN = N_("Wrote {file}: nothing is to be told.")
ARCHIVES = N_("What came before is in {count:,} other files beside it, {first} to {last}.")


def atom_entry(entry: Entry, known: Known, uri: str) -> AtomEntry:
    """An entry in words. uri: what it is called for ever."""
    line, turn = entry.line, entry.turn
    if line is not None:
        addresses = tuple(str(cited["url"]) for cited in line.sources if cited.get("url"))
        text = _told(line, known)
        return AtomEntry(uri, entry.updated, _title(entry, known), text, entry.what, addresses)
    assert turn is not None
    title = TURNED[turn.status].format(promise=kinds.quoted(turn.text))
    return AtomEntry(uri, entry.updated, title, _turned(turn, known), entry.what)


def _title(entry: Entry, known: Known) -> str:
    """What happened to what, where and by whom."""
    line = entry.line
    assert line is not None
    kind = line.correction.target_kind if line.correction else line.kind
    told = kinds.of_subject(kind, kinds.about(line.stream, entry.founding, known))
    if line.correction is not None:
        return CORRECTED.format(text=told)
    return kinds.with_circumstances(told, kinds.circumstances(line, known))


def _told(line: LogLine, known: Known) -> str:
    """What a record says above all, or corrects; and where that comes from."""
    said = main_of(line, known)
    if line.correction is not None:
        said = corrections.in_a_line(line.correction, known)
    told = [RECORD.format(position=line.position, on=spoken(line.on), text=said)]
    if line.note:
        told.append(NOTE.format(note=line.note))
    if line.sources:
        cited = BETWEEN_SOURCES.join(source(cited) for cited in line.sources)
        told.append(SOURCES.format(sources=cited))
    return "\n".join(told)


def _turned(turn: Turn, known: Known) -> str:
    template = PROMISED if turn.due else PROMISED_UNDATED
    return template.format(
        text=turn.text,
        by=people(turn.by, known.parties),
        due=spoken(turn.due),
        day=day(turn.on),
        status=STATE[turn.status],
    )
