"""The commands that list what the ledger speaks of, and those that watch over it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import click

from commands.asking import Asking, asks
from commands.naming import known_areas
from domain.errors import NotFound
from ledger.reader import Reader
from projections import lists
from projections.contact import contact as contact_view
from projections.render.screens import lists as screens
from projections.render.screens.check import check as check_screen
from projections.render.screens.check import worded
from projections.render.screens.contact import contact as contact_screen
from projections.report import Fields, Question, Report


@click.command(epilog="Example: gestand parties --format csv")
@asks
def parties(asking: Asking, /) -> None:
    """List the bodies, offices and groups, and how many promises each made."""
    asking.answer(lists.parties, screens.parties)


@click.command(epilog="Example: gestand areas --as-of 2017-12-31")
@asks
def areas(asking: Asking, /) -> None:
    """List the areas and what each lay within at that moment."""
    asking.answer(lists.areas, screens.areas)


@click.command(epilog="Example: gestand cases --format json")
@asks
def cases(asking: Asking, /) -> None:
    """List the cases and the phase each is in."""
    asking.answer(lists.cases, screens.cases)


@click.command(epilog="Example: gestand figures overschild")
@click.argument("area", required=False)
@asks
def figures(asking: Asking, /, area: str | None) -> None:
    """List statistics and surveys that bodies published, about AREA or all."""

    def listed(asked: Question) -> Report:
        if area is not None:
            known_areas(asked, area)
        return lists.figures(asked, area)

    asking.answer(listed, screens.figures, {"area": area})


@click.command(epilog="Example: gestand contact overschild --as-of 2020-12-31")
@click.argument("area")
@asks
def contact(asking: Asking, /, area: str) -> None:
    """What residents of AREA were told, what they asked, and the silences in between."""

    def told(asked: Question) -> Report:
        known_areas(asked, area)
        return contact_view(asked, area)

    asking.answer(told, contact_screen, {"area": area})


@click.command(epilog="Example: gestand check deadlines contested")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@asks
@click.pass_context
def check(context: click.Context, asking: Asking, /, names: tuple[str, ...]) -> None:
    """Say nothing when all holds; else print the findings, one a line, and end with exit code 1.

    Without NAMES all checks but `late`, which a ledger that is filled in afterwards does not pass.
    """
    from projections.check import NAMES
    from projections.check import check as run_checks

    for name in names:
        if name not in NAMES:
            raise NotFound(
                f"run the check {name}", "there is no such check", f"Use {', '.join(NAMES)}"
            )

    def checked(asked: Question) -> Report:
        return worded(run_checks(asked, names, lambda asked: _broken(asking, asked.known)))

    report = asking.answer(checked, check_screen, {"names": names})
    if report.rows:
        context.exit(1)


def _broken(asking: Asking, known: int) -> Iterator[Fields]:
    """The records that break a rule of recording, of those that an answer may show.

    What else is known counts as well: a record does not hang in the air because what it refers to
    was made public later.
    """
    from ledger.recording.integrity import violations

    with closing(Reader(asking.path)) as reader:
        records = list(reader.records(0, known))
        shown = {record.position for record in asking.visible(reader, records, known)}
    for violation in violations(records):
        if violation.record.position in shown:
            yield {
                "stream": violation.record.stream,
                "position": violation.record.position,
                "kind": violation.record.kind,
                "code": violation.code,
                "obstacle": violation.obstacle,
            }
