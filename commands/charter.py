"""The command that writes a yardstick to declare: the conditions of the advice, to be edited."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap

import click

from commands.naming import known_party, known_place
from domain.errors import UsageProblem
from projections.report import Fields

FIELD = re.compile(r"  '?(?P<name>\w+)'?:")
CONDITION = re.compile(r" +- (\{)?key: (?P<key>[\w-]+)")
WIDTH = 96


@click.group(epilog="Example: gestand charter declare --default overschild")
def charter() -> None:
    """Yardsticks: the conditions for participation that somebody declares for a place."""


@charter.command(
    epilog="Example: gestand charter declare --default overschild --by residents-overschild "
    "--start 2018 -o yardstick.yaml"
)
@click.option(
    "--default", "place", required=True, metavar="AREA", help="For this area, case or cohort."
)
@click.option("--by", metavar="PARTY", help="Who declares it.")
@click.option("--start", metavar="DATE", help="Since when it measures; default: today.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write it to a file."
)
@click.pass_obj
def declare(path: Path, place: str, by: str | None, start: str | None, output: Path | None) -> None:
    """Write the default yardstick for a place as a journal, to edit and import."""
    from commands.session import moment, question
    from ledger.clock import today
    from projections.conditions.default import yardstick
    from projections.render.words import charter as words

    day = today()[:10]
    if start is not None:
        moment("--start", start)
    with question(path, None, None, None) as asked:
        scope = known_place(asked, place)
        if by is not None:
            known_party(asked, by)
    text = "".join(_journal(yardstick(scope, by, start or day, day)))
    if output is None:
        click.echo(text, nl=False)
        return
    if output.exists():
        raise UsageProblem(
            f"write the yardstick to {output}", "there is such a file", "Name another one"
        )
    output.write_text(text, encoding="utf-8")
    click.echo(words.WRITTEN.format(path=output))


def _journal(record: Fields) -> Iterator[str]:
    """The record in YAML, with what its author must know above each field and condition."""
    from ledger.journal.writing import write
    from projections.render.words import charter as words
    from projections.render.words.conditions import MEANING

    yield from _comment("", words.HEAD)
    for line in "".join(write([record], "yaml")).splitlines(keepends=True):
        field, condition = FIELD.match(line), CONDITION.match(line)
        indent = " " * (len(line) - len(line.lstrip()))
        if field:
            yield from _comment(indent, words.FIELD.get(field["name"], ""))
        if condition:
            asks = MEANING.get(condition["key"], words.AS_ATTESTED)
            yield from _comment(indent, asks.format(days="`days`", n="`n`", rung="`rung`"))
        yield line


def _comment(indent: str, text: str) -> Iterator[str]:
    for line in wrap(text, WIDTH - len(indent) - 2):
        yield f"{indent}# {line}\n"
