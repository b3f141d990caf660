"""The commands that take back what was recorded: correct one record, retract an import."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import TYPE_CHECKING, Any

import click

from commands.proven import proven
from commands.terminal import say
from commands.whole_number import WholeNumber
from commands.writing import Recording, records, structured
from domain.errors import NotFound, Refused, UsageProblem
from domain.history import RETRACTED, retracted_ids, standing
from languages import N_
from ledger.store.address import Location

if TYPE_CHECKING:
    from domain.record import Record
    from ledger.store.reader import Reader

WHERE = frozenset({"area", "cohort", "case"})
PLACE = WHERE | {"level"}
"""The parts of a place; a place is one of the first three."""


@click.command(epilog="Example: gestand correct str-100-week due=2017-12-31 --reason 'a typo'")
@click.argument("record_id", metavar="ID")
@click.argument("fields", nargs=-1, metavar="[FIELD=VALUE]...")
@click.option("--reason", required=True, help="What was wrong with the record.")
@records
def correct(recording: Recording, /, record_id: str, fields: tuple[str, ...], reason: str) -> None:
    """Retract the record ID and record it anew with the given FIELDs changed, in one step.

    What hangs on its place stays: its order among equal days, the disputes about it, and since
    when it was public. What was retracted before and not replaced is recorded anew as it was.

    A VALUE may be a text, [a, b] or {key: value}; without a value a field is taken out.
    """
    from ledger.clock import today
    from ledger.journal.shape import journal
    from ledger.journal.writing import written

    given = _fields(fields)
    mistaken, retracted = _to_correct(recording.path, record_id)
    # Another record has another id, and nobody has signed it yet.
    own = {"id", "signature", "corrects"}
    before = {name: value for name, value in written(mistaken.fields).items() if name not in own}
    changed = _changed(before, given)
    if changed == before and not retracted:
        obstacle, remedy = N_("nothing changes"), N_("Name what is wrong, such as due=2024-06-30")
        raise UsageProblem(
            N_("correct the record {record_id}").format(record_id=record_id), obstacle, remedy
        )
    retraction = {
        "kind": RETRACTED,
        "record": record_id,
        "reason": reason,
        "on": today()[:10],
        "source": mistaken.get("source"),
    }
    anew = changed | {"corrects": record_id}
    both = [anew] if retracted else [retraction, anew]
    recording.write(journal(both, lambda path_: ".".join(str(part) for part in path_[1:])))


@click.command(epilog="Example: gestand retract --import 3 --reason 'the wrong file' --dry-run")
@click.option(
    "--import",
    "number",
    type=WholeNumber(min=0),
    required=True,
    metavar="RECORD",
    help="The number of a record of that import, as `gestand log` shows it.",
)
@click.option("--reason", required=True, help="What was wrong with the import.")
@records
def retract(recording: Recording, /, number: int, reason: str) -> None:
    """Take back a whole import in one step: every record that was recorded together with one.

    What was retracted before stays so. It is refused while other records stand on one of them.
    """
    from ledger.clock import today
    from ledger.journal.shape import journal

    asked = N_("retract the import of record {number}").format(number=number)
    with proven(recording.path) as reader:
        if number >= reader.head().size:
            raise NotFound(
                asked, N_("there is no such record"), N_("See the numbers in `gestand log`")
            )
        together = list(_recorded_with(reader, number))
        gone = reader.retracted()
    undone = next((one for one in together if one.kind == RETRACTED), None)
    if undone is not None:
        obstacle = N_("it retracts {record}, and what was retracted stays so").format(
            record=undone.get("record")
        )
        raise Refused(asked, obstacle, N_("Record that anew: `gestand correct` with its id"))
    retractions = [
        {
            "kind": RETRACTED,
            "record": record.id,
            "reason": reason,
            "on": today()[:10],
            "source": record.get("source"),
        }
        for record in together
        if record.id not in gone
    ]
    if not retractions:
        raise Refused(asked, N_("all of it was retracted before"), N_("Nothing needs to be done"))
    first, last = together[0].position, together[-1].position
    say(N_("Recorded together: the records {first} to {last}.").format(first=first, last=last))
    recording.write(journal(retractions, lambda _: ""))


BLOCK = 1_000
"""So many records are looked at at once to find where an import begins."""


def _recorded_with(reader: Reader, number: int) -> Iterator[Record]:
    """The records that came in one import with the record of a number, in their order."""
    (one,) = reader.records(number, number + 1)
    moment, first = one.get("recorded_at"), number
    while first:
        start = max(0, first - BLOCK)
        block = list(reader.records(start, first))
        same = list(takewhile(lambda record: record.get("recorded_at") == moment, reversed(block)))
        first -= len(same)
        if len(same) < len(block):
            break
    for record in reader.records(first):
        if record.get("recorded_at") != moment:
            return
        yield record


def _to_correct(path: Location, record_id: str) -> tuple[Record, bool]:
    """The record that is to be corrected, and whether it was retracted and not replaced."""
    asked = N_("correct the record {record_id}").format(record_id=record_id)
    with proven(path) as reader:
        mistaken = reader.find(record_id)
        if mistaken is None:
            raise NotFound(asked, N_("there is no such record"), N_("See `gestand log`"))
        history = list(reader.stream(mistaken.stream))
        if record_id in retracted_ids(history):
            # What took its place may stand on another stream, if it got another name.
            history = list(reader.records())
    for record in standing(history):
        if record_id in record.replaced:
            remedy = N_("Correct that one: gestand correct {id}").format(id=record.id)
            raise Refused(
                asked, N_("the record {id} took its place before").format(id=record.id), remedy
            )
    return mistaken, record_id in retracted_ids(history)


def _changed(fields: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    """The fields with those changed that were given, and without those given as empty."""
    if "place" in fields:
        parts = {name: value for name, value in given.items() if name in PLACE}
        given = {name: value for name, value in given.items() if name not in PLACE}
        kept = {n: v for n, v in fields["place"].items() if n == "level" or not WHERE & {*parts}}
        fields = fields | {"place": _without_empty(kept | parts)}
    return _without_empty(fields | given)


def _without_empty(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value != ""}


def _fields(given: tuple[str, ...]) -> dict[str, Any]:
    """FIELD=VALUE pairs; what is in brackets is read as YAML, everything else as text."""
    fields: dict[str, Any] = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise UsageProblem(
                N_("read {pair!r}").format(pair=pair),
                N_("it is no FIELD=VALUE"),
                N_("Write for example by=ncg"),
            )
        fields[name] = structured(value, name) if value[:1] in {"[", "{"} else value
    return fields
