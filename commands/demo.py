"""The demonstration: the Groningen ledger in a folder of its own, and what it answers."""

from __future__ import annotations

from pathlib import Path

import click

JOURNAL = Path(__file__).parent.parent / "journals" / "groningen"
AREA, MOMENT = "groningen-earthquake-area", "2024-12-31"
CONTROL = ("control", AREA, "--power", "lead", "--topic", "strengthening")
QUESTIONS = (
    ("trust", AREA, "--as-of", MOMENT),
    ("trust", "overschild", "--as-of", MOMENT),
    *(
        ("conditions", place, "--as-of", MOMENT)
        for place in (AREA, "overschild", "krewerd", "opwierde")
    ),
    # Responsibility moved by a royal decree of 31 October 2019, with effect from the 16th.
    (*CONTROL, "--as-of", "2019-10-20", "--public-at", "2019-10-20"),
    (*CONTROL, "--as-of", "2019-10-20"),
)


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
    for question in QUESTIONS:
        click.echo(f"\n$ gestand --ledger {ledger} {' '.join(question)}\n")
        _run(group, "--ledger", ledger, *question)


def _run(group: click.Group, *arguments: str) -> None:
    with group.make_context("gestand", list(arguments)) as context:
        group.invoke(context)
