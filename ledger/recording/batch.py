"""A piece of what was written, made ready to be kept until all of it is decided about.

Pure: what happens here may happen in another process.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from domain.errors import Problem, RecordTooLong
from domain.streams.annotation import is_about
from domain.streams.event import KINDS, Event, names_in, references_in
from domain.streams.plain import checked, identity
from languages import N_
from ledger.codec import parts, record_id, said_by, too_long
from ledger.journal.json_lines import Lines, plain_object
from ledger.journal.shape import Entry, Journal, with_sources
from ledger.recording.integrity import Mention
from ledger.recording.spool import Row, Values, Waiting
from ledger.recording.validation import stands_with, understood, with_place
from ledger.transparency.tiles import LONGEST_ENTRY_BYTES

LONGEST_SAID_BYTES = LONGEST_ENTRY_BYTES - 1_000
"""A record that says no more than this fits with all that the ledger adds."""

BEGINNING = "0001-01-01T00:00:00.000000Z"
"""A moment as long as any."""

_WORD = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._:-]*[A-Za-z0-9])?")
"""What may be the name of a stream or the id of a record in a text that could not be read."""


@dataclass(slots=True)
class Batch:
    """What became of a piece.

    rows: what can be recorded, and waiting: that of it which stands with another record. names:
    what it refers to. problems: what is wrong. mentions: what the entries refer to that became no
    records. unread: names that may stand in what could not be read. incomplete: names of streams on
    which something was to happen that could not be read. unseen: whether there is more that nobody
    saw.
    """

    rows: list[Values] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    names: set[tuple[str, bool]] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    incomplete: set[str] = field(default_factory=set)
    unseen: bool = False


def of_lines(lines: Lines, first: int) -> Batch:
    """The batch of lines, a record a line. first: the number of the first line."""
    batch = Batch()
    for number, line in enumerate(lines.each(), first):
        fields = plain_object(line)
        if fields is None or not _take_plain(number, with_sources(fields), None, batch):
            journal = lines.journal(number - first)
            places = {problem.place for problem in journal.problems}
            _take_journal(number, journal, batch, places)
    return batch


def of_journal(journal: Journal, first: int, mistaken: AbstractSet[str]) -> Batch:
    """The batch of a journal, or of a part of one. first: the number of the first entry.

    mistaken: the places at which the reader of the file has found a mistake.
    """
    batch = Batch()
    _take_journal(first, journal, batch, mistaken)
    return batch


def _take_journal(first: int, journal: Journal, batch: Batch, mistaken: AbstractSet[str]) -> None:
    batch.problems += journal.problems
    batch.unseen = batch.unseen or journal.unseen
    batch.unread.update(word for text in journal.unread for word in _WORD.findall(text))
    for number, entry in enumerate(journal.entries, first):
        if not _take_plain(number, entry.fields, entry.order, batch):
            _take(number, entry, batch, mistaken)


def _take_plain(number: int, written: dict[str, Any], order: int | None, batch: Batch) -> bool:
    """Take a record in which nothing is wrong, without making more of it; False: look closer."""
    kind = written.get("kind")
    model = KINDS.get(kind) if isinstance(kind, str) else None
    if model is None:
        return False
    fields = checked(model.kind, with_place(model, written))
    if fields is None:
        return False
    signature = fields.pop("signature", None)
    own_id = fields.pop("id", None) or record_id(identity(model.kind, fields))
    target = stands_with(model, fields)
    stream = None if target else model.stream_in(fields, own_id)
    said = {name: value for name, value in fields.items() if value != []}
    said |= {"schema": model.schema_version, "id": own_id}
    if signature is not None:
        said["signature"] = signature
    if stream is not None:
        said["stream"] = stream
    before, between, after = parts(said)
    if len(before) + len(between) + len(after) > LONGEST_SAID_BYTES:
        return False
    row = (number, order, stream, own_id, model.kind, before, between, after)
    _keep(row, target, model, said, batch)
    return True


def _take(number: int, entry: Entry, batch: Batch, mistaken: AbstractSet[str]) -> None:
    """Take a record, or say all that is wrong with it."""
    result = understood(entry.fields, entry.where)
    if isinstance(result, list):
        batch.problems += [problem for problem in result if problem.place not in mistaken]
        leave_out(entry, result, batch)
        return
    stream = result.stream()
    said = said_by(result.on(stream or ""))
    if stream is None:
        del said["stream"]
    row = Row(number, entry.order, stream, result.id, result.event.kind, *parts(said))
    _keep(row, result.target, type(result.event), said, batch)
    if stream is not None and (refusal := length_refused(row)):
        refusal.place = entry.where(())
        batch.problems.append(refusal)


def length_refused(row: Row) -> RecordTooLong | None:
    """The refusal of a record that will not fit, as far as that can be said before its recording.

    None where it fits.
    """
    length = len(row.parts.stored(1, BEGINNING, None))
    return too_long(row.kind, row.stream or "", length) if length > LONGEST_ENTRY_BYTES else None


def _keep(
    row: Values,
    target: tuple[str, str] | None,
    model: type[Event],
    said: dict[str, Any],
    batch: Batch,
) -> None:
    batch.rows.append(row)
    if target is not None:
        batch.waiting.append(Waiting(row[0], *target))
    own, rests = row[2], not is_about(model)
    for key, by_kind in names_in(model, said):
        if key != own:
            batch.names.add((key, by_kind and rests))


def leave_out(entry: Entry, problems: Sequence[Problem], batch: Batch) -> None:
    """Note what may seem to be missing because of an entry in which something is wrong."""
    kind = entry.fields.get("kind")
    model = KINDS.get(kind) if isinstance(kind, str) else None
    if model is None:
        batch.unread.update(value for value in entry.fields.values() if isinstance(value, str))
        return
    names = {str(entry.fields.get("id"))}
    names |= {str(entry.fields.get(model.slug))} if model.slug else set()
    (batch.unread if model.founding else batch.incomplete).update(names)
    batch.mentions += _mentions(entry, model, {problem.place for problem in problems})


def _mentions(entry: Entry, model: type[Event], places: set[str]) -> Iterator[Mention]:
    for reference in references_in(model, with_place(model, entry.fields)):
        place = entry.where(reference.path)
        if place not in places:
            yield Mention(N_("record {kind}").format(kind=model.kind), reference, place)
