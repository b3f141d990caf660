"""The commands that write without a form for each kind: init, import, correct and demo."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.command_table import LazyGroup, Makers
from commands.progress import file_progress
from commands.terminal import say
from commands.writing import Recording, records, structured
from domain.errors import NotFound, Refused, UsageProblem
from domain.history import retracted_ids, standing

# -- recording ---------------------------------------------------------------------------------
# The commands that write: init, import and correct.

if TYPE_CHECKING:
    from domain.record import Record

WHERE = frozenset({"area", "cohort", "case"})
PLACE = WHERE | {"level"}
"""The parts of a place; a place is one of the first three."""


@click.command(epilog="Example: gestand --ledger village.db init")
@click.pass_obj
def init(path: Path) -> None:
    """Make a new, empty ledger."""
    from ledger.store.writer import Store

    Store.create(path).close()
    say(f"Made the ledger {path}.")


@click.command(
    "import",
    epilog="\b\nExample: gestand import journals/groningen --dry-run\n"
    "         gestand import promises.xlsx --map promises.yaml --dry-run",
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--map",
    "mapping",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="FILES are tables, and FILE says how; `gestand map` writes a first one.",
)
@click.option(
    "--strict", is_flag=True, help="With --map: refuse what the mapping does not say itself."
)
@click.option(
    "--as-snapshot",
    "day",
    metavar="DATE",
    help="With --map: of which day the table is; what changed since the one before is recorded.",
)
@records
def import_(
    recording: Recording,
    /,
    files: tuple[Path, ...],
    mapping: Path | None,
    day: str | None,
    *,
    strict: bool,
) -> None:
    """Record the journals in FILES (or in all files of a folder) as one transaction."""
    if mapping is not None:
        from commands.tables import import_tables

        import_tables(recording, files, mapping, strict=strict, day=day)
        return
    if strict or day is not None:
        option = "--strict" if strict else "--as-snapshot"
        obstacle = f"{option} is about tables, and a journal says itself what it means"
        raise UsageProblem("import journals", obstacle, "Name a mapping: --map FILE")
    from ledger.journal.reading import Files, journals

    named = [journal for given in files for journal in journals(given)]
    with file_progress(named, "Reading") as read_on, closing(Files(named, read_on)) as written:
        recording.write(written)


def _kinds() -> Makers:
    from commands.record import commands

    return commands()


record = LazyGroup(
    "record",
    named=_kinds,
    help="Record one event; its KIND says what happened, its options how.",
    subcommand_metavar="KIND [OPTIONS]...",
    epilog="\b\nExample: gestand record promise.condition_met --promise plan \\\n"
    "    --on 2024-05-01 --source 'Letter to the council'",
)
"""A command for every kind of event; the models that they are made from take a while to load."""


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
        obstacle, remedy = "nothing changes", "Name what is wrong, such as due=2024-06-30"
        raise UsageProblem(f"correct the record {record_id}", obstacle, remedy)
    retraction = {
        "kind": "record.retracted",
        "record": record_id,
        "reason": reason,
        "on": today()[:10],
        "source": mistaken.get("source"),
    }
    anew = changed | {"corrects": record_id}
    both = [anew] if retracted else [retraction, anew]
    recording.write(journal(both, lambda path_: ".".join(str(part) for part in path_[1:])))


def _to_correct(path: Path, record_id: str) -> tuple[Record, bool]:
    """The record that is to be corrected, and whether it was retracted and not replaced."""
    from ledger.store.reader import Reader

    asked = f"correct the record {record_id}"
    with closing(Reader(path)) as reader:
        mistaken = reader.find(record_id)
        if mistaken is None:
            raise NotFound(asked, "there is no such record", "See `gestand log`")
        history = list(reader.stream(mistaken.stream))
        if record_id in retracted_ids(history):
            # What took its place may stand on another stream, if it got another name.
            history = list(reader.records())
    for record in standing(history):
        if record_id in record.replaced:
            remedy = f"Correct that one: gestand correct {record.id}"
            raise Refused(asked, f"the record {record.id} took its place before", remedy)
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
            raise UsageProblem(f"read {pair!r}", "it is no FIELD=VALUE", "Write for example by=ncg")
        fields[name] = structured(value, name) if value[:1] in {"[", "{"} else value
    return fields


# -- demo --------------------------------------------------------------------------------------
# The demonstration: the Groningen ledger in a folder of its own, and what it answers.

JOURNAL = Path(__file__).parent.parent / "journals" / "groningen"
PLACES = ("groningen-earthquake-area", "overschild", "krewerd", "opwierde")
ASKED = (*PLACES, "--as-of", "2024-12-31")


@click.command(epilog="Example: gestand demo --folder groningen")
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("gestand-demo"),
    show_default=True,
    help="Where the ledger of the demonstration is made.",
)
@click.pass_context
def demo(context: click.Context, folder: Path) -> None:
    """Make the Groningen ledger and show what it answers."""
    folder.mkdir(parents=True, exist_ok=True)
    ledger = str(folder / "groningen.db")
    group = context.parent.command if context.parent else None
    assert isinstance(group, click.Group), "demo is a command of a group"
    if not Path(ledger).exists():
        _run(group, "--ledger", ledger, "init")
    _run(group, "--ledger", ledger, "import", str(JOURNAL), "--actor", "gestand-example")
    say(f"\n$ gestand --ledger {ledger} summary \\\n    {' '.join(ASKED)}\n")
    _run(group, "--ledger", ledger, "summary", *ASKED, "--no-pager")


def _run(group: click.Group, *arguments: str) -> None:
    with group.make_context("gestand", list(arguments)) as context:
        group.invoke(context)
