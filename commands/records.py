"""The commands that show the records themselves."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

import click

from commands.asking import Asking, asks
from commands.authors import marked
from commands.naming import known_areas, named
from commands.session import moment
from domain.errors import NotFound
from ledger.reader import Reader
from projections import history
from projections.control import story as mandates
from projections.geography.geography import Geography
from projections.participation import story as decisions
from projections.regime import story as rules
from projections.render.screens import decision as decision_screen
from projections.render.screens import mandate as mandate_screen
from projections.render.screens import records as screens
from projections.render.screens import story as rule_screen
from projections.report import Question, Report, answer


@click.command(epilog="Example: gestand show promise/overschild-advice-2018")
@click.argument("stream")
@asks
def show(asking: Asking, /, stream: str) -> None:
    """Show every record of STREAM, such as promise/NAME or area/NAME.

    The id or the number of one of its records will do too, or NAME alone if no other has it.
    """

    def told(asked: Question) -> Report:
        with closing(Reader(asking.path)) as reader:
            whole, _ = named(reader, f"show {stream}", stream)
            records = asking.visible(reader, whole, asked.known)
            lines = marked(reader, history.lines(records), records, asked.known)
        if not records:
            raise NotFound(
                f"show {stream}",
                "there is no such stream or record in what is asked about",
                "Look it up with `gestand log` or `gestand promises`",
            )
        shown = answer(asked, "show", lines)
        return replace(shown, story=_told(asked, records[0].stream))

    asking.answer(told, screens.show, {"stream": stream})


def _told(question: Question, stream: str) -> tuple[str, ...]:
    """A stream in plain sentences; none for kinds whose records speak for themselves."""
    match stream.partition("/")[0]:
        case "mandate":
            facts_of_mandate = mandates.facts_of(question, stream)
            return tuple(
                text for facts in facts_of_mandate for text in mandate_screen.sentences(facts)
            )
        case "decision":
            decision = decisions.facts_of(question, stream)
            return tuple(decision_screen.sentences(decision)) if decision else ()
        case "rule" | "case":
            return tuple(rule_screen.sentences(rules.facts_of(question, stream)))
        case _:
            return ()


@click.command(epilog="Example: gestand log --area overschild --kind promise --late 365")
@click.option("--area", metavar="AREA", help="Only records about this area or a part of it.")
@click.option("--kind", metavar="KIND", help="Only this kind, such as promise or promise.made.")
@click.option("--since", metavar="DATE", help="Only what happened on or after this date.")
@click.option(
    "--late",
    type=click.IntRange(min=0),
    metavar="DAYS",
    help="Only what was public, or recorded, so much later.",
)
@asks
def log(
    asking: Asking,
    /,
    area: str | None,
    kind: str | None,
    since: str | None,
    late: int | None,
) -> None:
    """List the records in the order in which they were recorded."""

    def chosen(asked: Question) -> Report:
        places = None
        if area is not None:
            known_areas(asked, area)
            places = Geography(asked).parts(f"area/{area}", asked.as_of)
        start = moment("--since", since).earliest if since else None
        with closing(Reader(asking.path)) as reader:
            records = asking.visible(reader, reader.records(0, asked.known), asked.known)
            lines = marked(reader, history.lines(records), records, asked.known)
        rows = [
            line
            for line in lines
            if history.chosen(line, kind=kind, since=start, late=late, places=places)
        ]
        return answer(asked, "log", rows)

    told = {"area": area, "kind": kind, "since": since, "late": late}
    asking.answer(chosen, screens.log, told)
