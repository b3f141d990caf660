"""The commands that write without a form for each kind: init, import and demo."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path

import click

from commands.command_table import LazyGroup, Makers
from commands.progress import file_progress
from commands.terminal import hand_out, make_folder, say
from commands.writing import Recording, Signing, records
from domain.errors import UsageProblem
from languages import N_
from ledger.store.address import Address, Location

# -- recording ---------------------------------------------------------------------------------
# The commands that write: init and import.

BURDENS = {
    "promisor": N_("a deadline that passed without a record of keeping counts as not kept"),
    "open": N_("it counts as not looked into, until somebody finds what became of the promise"),
}
"""What each burden does to silence."""

NEXT = N_(
    "Next: register who promises and to whom, and bring in what was "
    "promised.\n"
    "  gestand record party.registered --help\n"
    "  gestand map FILE > mapping.yaml     a first mapping of a "
    "spreadsheet\n"
    "  gestand import FILE --map mapping.yaml --dry-run"
)


@click.command(
    epilog="Example: gestand --ledger village.db init --title 'Promises to our village' "
    "--language en --burden open"
)
@click.option("--title", help="What this ledger is. On a terminal it is asked for.")
@click.option("--language", "languages", multiple=True, help="In which it is kept, such as nl.")
@click.option(
    "--burden",
    type=click.Choice([*BURDENS]),
    help="When a deadline passes in silence: not kept (promisor), or not looked into (open).",
)
@click.option(
    "--roles",
    is_flag=True,
    help="Make nothing, and print the SQL that lets owner, writers and readers into a database.",
)
@click.pass_obj
def init(
    path: Location,
    title: str | None,
    languages: tuple[str, ...],
    burden: str | None,
    *,
    roles: bool,
) -> None:
    """Make a new ledger, and say what it is.

    Without a terminal, and without a title, it is empty: what it is can be recorded later.
    In a PostgreSQL database it is a schema of its own, gestand. Who may write to it and who may
    only read, the database decides: gestand init --roles | psql DATABASE
    """
    from ledger.store.writer import Store

    if roles:
        from ledger.store.server_schema import ROLES

        hand_out(ROLES)
        return
    if title is None and (languages or burden):
        obstacle = N_("a language or a burden belongs to a ledger that says what it is")
        raise UsageProblem(N_("make a ledger"), obstacle, N_("Add --title TEXT"))
    Store.create(path).close()
    say(N_("Made the ledger {path}.").format(path=path))
    if title is None and sys.stdin.isatty() and sys.stdout.isatty():
        title, languages, burden = _asked_for()
    if title:
        _declare(path, title, languages, burden or "promisor")
        say(NEXT)


def _asked_for() -> tuple[str, tuple[str, ...], str]:
    """The title, the languages and the burden, as somebody types them at a terminal."""
    title = click.prompt(N_("What is this ledger of (leave empty to say it later)"), default="",
        show_default=False)  # fmt: skip
    if not title:
        return "", (), ""
    languages = click.prompt(N_("In which languages is it kept"), default="nl")
    say(N_("When a deadline passes in silence:"))
    for burden, meaning in BURDENS.items():
        say(f"  {burden}: {meaning}")
    chosen = click.prompt(
        N_("Who has to prove it"), type=click.Choice([*BURDENS]), default="promisor"
    )
    return title, tuple(languages.replace(",", " ").split()), chosen


def _declare(path: Location, title: str, languages: tuple[str, ...], burden: str) -> None:
    """Record what the ledger is, as its first record."""
    from ledger.clock import today
    from ledger.journal.shape import journal

    day = today()[:10]
    declared = {
        "kind": "ledger.declared",
        "title": title,
        "languages": list(languages),
        "burden": burden,
        "on": day,
        "source": [{"title": f"What its keeper said when this ledger was made, {day}"}],
    }
    said = {name: value for name, value in declared.items() if value}
    recording = Recording(path, dry_run=False, actor=None, wait=30, signing=Signing())
    recording.write(journal([said], lambda names: ".".join(map(str, names[1:]))))


@click.command(
    "import",
    epilog="Example: gestand import journals/groningen --dry-run\n\n"
    "Example: gestand import journals/register/toezeggingen.csv "
    "--map journals/register/toezeggingen.yaml --dry-run",
)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
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
@click.option(
    "--history",
    metavar="REPO:PATH",
    help="With --map: every version of a file in a git repository, as of the day of its commit.",
)
@records
def import_(
    recording: Recording,
    /,
    files: tuple[Path, ...],
    mapping: Path | None,
    day: str | None,
    history: str | None,
    *,
    strict: bool,
) -> None:
    """Record the journals in FILES (or in all files of a folder) as one transaction."""
    if not files and history is None:
        raise click.MissingParameter(param_hint="'FILES...'", param_type="argument")
    if files and history is not None:
        raise UsageProblem(
            N_("import"), N_("it takes files, or a history"), N_("Name one of the two")
        )
    if mapping is not None:
        from commands.tables import import_history, import_tables

        if history is not None:
            import_history(recording, history, mapping, strict=strict)
        else:
            import_tables(recording, files, mapping, strict=strict, day=day)
        return
    if strict or day is not None or history is not None:
        obstacle = N_("--strict, --as-snapshot and --history are about tables, not about journals")
        raise UsageProblem(N_("import journals"), obstacle, N_("Name a mapping: --map FILE"))
    from ledger.journal.reading import Files, journals

    named = [journal for given in files for journal in journals(given)]
    with file_progress(named, N_("Reading")) as read_on, closing(Files(named, read_on)) as written:
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


# -- demo --------------------------------------------------------------------------------------
# The demonstration: the Groningen ledger in a folder of its own, and what it answers.

JOURNAL = Path(__file__).parent.parent / "journals" / "groningen"
PLACES = ("groningen-earthquake-area", "overschild", "krewerd", "opwierde")
AS_OF = ("--as-of", "2024-12-31")
ASKED = (*PLACES, *AS_OF)
PAGE_OF = "overschild"
THE_PAGE = N_("A page to read in a browser, to print and to check:")


@click.command(epilog="Example: gestand demo --folder groningen")
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    default=Path("gestand-demo"),
    show_default=True,
    help="Where the ledger of the demonstration is made.",
)
@click.pass_context
def demo(context: click.Context, folder: Path) -> None:
    """Make the Groningen ledger and show what it answers."""
    on_server = context.obj if isinstance(context.obj, Address) else None
    ledger = on_server.conninfo if on_server else str(folder / "groningen.db")
    group = context.parent.command if context.parent else None
    assert isinstance(group, click.Group), "demo is a command of a group"
    if on_server is None:
        folder.mkdir(parents=True, exist_ok=True)
    if on_server or not Path(ledger).exists():
        _run(group, "--ledger", ledger, "init")
    _run(group, "--ledger", ledger, "import", str(JOURNAL), "--actor", "gestand-example")
    say(f"\n$ gestand --ledger {on_server or ledger} summary \\\n    {' '.join(ASKED)}\n")
    _run(group, "--ledger", ledger, "summary", *ASKED, "--no-pager")
    page = folder / f"{PAGE_OF}.html"
    say(f"\n{THE_PAGE}")
    make_folder(folder)
    _run(group, "--ledger", ledger, "report", PAGE_OF, "--output", str(page), *AS_OF)


def _run(group: click.Group, *arguments: str) -> None:
    with group.make_context("gestand", list(arguments)) as context:
        group.invoke(context)
