"""The commands about participation: say, tables, levels and lessons; conditions and charters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import click

from commands.asking import Query, chart_option, drawn, view_options
from commands.listing import list_option
from commands.naming import known_areas, known_party, known_place, known_topic
from commands.session import moment, question, reader_of, windows
from commands.terminal import hand_out, say
from domain.errors import NotFound, UsageProblem
from domain.vocabulary import LEVELS
from languages import N_
from ledger.store.address import Location
from projections.render.screens import counts
from projections.report import Fields, Question, Report

if TYPE_CHECKING:
    from projections.participation.levels import LevelLine
    from projections.participation.tables import LookingBack, TableLine
    from projections.participation.view import DecisionLine, Participation

# -- participation -----------------------------------------------------------------------------
# The commands that ask who had what say: in decisions, at tables, at which level, and learned.

GROUPINGS = ("group", "topic", "level")
LISTED = "What one of its counts counts."


@click.command(epilog="Example: gestand participation overschild --as-of 2020-12-31")
@click.argument("area", required=False)
@click.option("--by", type=click.Choice(GROUPINGS), help="Tell the decisions apart.")
@list_option(counts.SAY, counts.SAY_APART, LISTED)
@view_options
def participation(query: Query, /, area: str | None, by: str | None, count: str | None) -> None:
    """The say that groups were promised and given in decisions about AREA, or in all."""
    parameters = {"area": area, "by": by, "list": count}
    if count is not None:
        from projections.participation.say_lists import say_list
        from projections.render.screens.behind import behind_of

        def listed(asked: Question, name: str) -> Report[Any]:
            _known(asked, area)
            (window,) = windows(query.start, query.end, None, asked.as_of)
            return say_list(asked, area, name, by, window)

        query.list_count(listed, behind_of(counts.SAY), parameters, window=True)
        return
    from projections.participation.view import participation as view
    from projections.render.screens.participation import participation as screen

    def reported(asked: Question) -> Report[Participation]:
        _known(asked, area)
        stretches = windows(query.start, query.end, query.every, asked.as_of)
        return view(asked, area, by=by, windows=stretches)

    query.answer(reported, screen, parameters, periods=True)


@click.command(epilog="Example: gestand decisions --area overschild --topic norm")
@click.option("--area", metavar="AREA", help="About this area, and what covers or may touch it.")
@click.option("--topic", metavar="TOPIC", help="Only those on this topic.")
@click.option("--by", metavar="PARTY", help="Only those taken by this party.")
@click.option("--level", type=click.Choice(LEVELS), help="Only those of this level or of all.")
@view_options
def decisions(
    query: Query,
    /,
    area: str | None,
    topic: str | None,
    by: str | None,
    level: str | None,
) -> None:
    """List the decisions, and who was promised and given what say in each."""
    from projections.participation.view import decisions as view
    from projections.render.screens.decisions import decisions as screen

    def listed(asked: Question) -> Report[DecisionLine]:
        _known(asked, area, by)
        known_topic(reader_of(asked), asked, topic)
        (window,) = windows(query.start, query.end, None, asked.as_of)
        return view(asked, area=area, topic=topic, by=by, level=level, window=window)

    parameters = {"area": area, "topic": topic, "by": by, "level": level}
    query.answer(listed, screen, parameters, window=True)


@click.command(epilog="Example: gestand tables --as-of 2018-12-31")
@click.argument("area", required=False)
@list_option(counts.SEATS, {}, LISTED)
@view_options
def tables(query: Query, /, area: str | None, count: str | None) -> None:
    """List the tables about AREA, or all: who sat there, who left and who came back."""
    parameters = {"area": area, "list": count}
    if count is not None:
        from projections.participation.say_lists import table_list
        from projections.render.screens.behind import behind_of

        def seats(asked: Question, name: str) -> Report[Any]:
            _known(asked, area)
            return table_list(asked, area, name)

        query.list_count(seats, behind_of(counts.SEATS), parameters)
        return
    from projections.participation.tables import tables as view
    from projections.render.screens.tables import tables as screen

    def listed(asked: Question) -> Report[TableLine]:
        _known(asked, area)
        return view(asked, area)

    query.answer(listed, screen, parameters)


@click.command(epilog="Example: gestand levels groningen-earthquake-area --from 2014 --to 2023")
@click.argument("area", required=False)
@list_option(counts.LEVELS, counts.LEVELS_APART, LISTED)
@view_options
def levels(query: Query, /, area: str | None, count: str | None) -> None:
    """How dwelling, area and governance go together in AREA: what stood still, and when."""
    parameters = {"area": area, "list": count}
    if count is not None:
        from projections.participation.level_lists import level_list
        from projections.render.screens.behind import behind_of

        def listed(asked: Question, name: str) -> Report[Any]:
            _known(asked, area)
            (window,) = windows(query.start, query.end, None, asked.as_of)
            return level_list(asked, area, name, partial(query.look_up, asked), window)

        query.list_count(listed, behind_of(counts.LEVELS), parameters, window=True)
        return
    from projections.participation.levels import levels as view
    from projections.render.screens.levels import levels as screen

    def reported(asked: Question) -> Report[LevelLine]:
        _known(asked, area)
        (window,) = windows(query.start, query.end, None, asked.as_of)
        return view(asked, area, window)

    query.answer(reported, screen, parameters, window=True)


@click.command(epilog="Example: gestand lessons")
@click.argument("area", required=False)
@view_options
def lessons(query: Query, /, area: str | None) -> None:
    """When parties looked back about AREA, what was learned, and who took it up."""
    from projections.participation.tables import lessons as view
    from projections.render.screens.tables import lessons as screen

    def listed(asked: Question) -> Report[LookingBack]:
        _known(asked, area)
        return view(asked, area)

    query.answer(listed, screen, {"area": area})


def _known(asked: Question, area: str | None, party: str | None = None) -> None:
    if area is not None:
        known_areas(asked, area)
    if party is not None:
        known_party(asked, party)


# -- summary -----------------------------------------------------------------------------------
# The command that asks of a place what one would ask first; `gestand PLACE` is short for it.


@click.command(epilog="Example: gestand summary overschild --as-of 2019-12-31")
@click.argument("places", nargs=-1, required=True, metavar="AREA|CASE|COHORT...")
@view_options
def summary(query: Query, /, places: tuple[str, ...]) -> None:
    """What broke first in a place, when, through whom, who says so, and what nobody knows.

    One place on one screen; of several the essence of each. `gestand PLACE` asks the same.
    """
    from projections.render.screens.summary import summary as screen
    from projections.summary import summary as view

    def reported(asked: Question) -> Report[Any]:
        scopes = [known_place(asked, place) for place in places]
        return view(asked, scopes, partial(query.look_up, asked), with_breaches=query.explain)

    query.answer(reported, screen, {"places": places})


# -- conditions --------------------------------------------------------------------------------
# The commands that ask whether the conditions for participation were met, and stayed the same.


@click.command(epilog="Example: gestand conditions overschild --explain")
@click.argument("place", required=False, metavar="[AREA|CASE|COHORT]")
@click.option("--charter", metavar="CHARTER", help="Only by this yardstick.")
@chart_option
@view_options
def conditions(query: Query, /, place: str | None, charter: str | None, *, chart: bool) -> None:
    """Whether the conditions for participation were met at the start, and have stayed the same.

    By every yardstick for the place or for what it lies in; without a place one line for each.
    """
    from projections.conditions.view import conditions as view
    from projections.render.screens import charters as yardsticks
    from projections.render.screens import conditions as screens

    def reported(asked: Question) -> Report[Any]:
        scope = known_place(asked, place) if place else None
        look_up = partial(query.look_up, asked)
        report = view(asked, look_up, scope, charter, with_breaches=query.tells_lists)
        if charter and not any(row.charter for row in report.rows):
            where = N_(" that bears on {place}").format(place=place) if place else ""
            raise NotFound(
                N_("ask by the yardstick {charter}").format(charter=charter),
                N_("there is no such yardstick{where} in the ledger").format(where=where),
                N_("See `gestand charters`"),
            )
        return report

    screen = screens.conditions if place or charter else yardsticks.every
    asked_for = {"place": place, "charter": charter}
    query.answer(reported, screen, asked_for, chart=drawn(chart, "of_conditions"))


@click.command(epilog="Example: gestand charters --format csv")
@view_options
def charters(query: Query, /) -> None:
    """List the yardsticks: for where, by whom, agreed by whom, and what they ask."""
    from projections.charter import charters_view as view
    from projections.render.screens import charters as screens

    query.answer(view, screens.charters)


# -- charter -----------------------------------------------------------------------------------
# The command that writes a yardstick to declare: the conditions of the advice, to be edited.

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
def declare(
    path: Location, place: str, by: str | None, start: str | None, output: Path | None
) -> None:
    """Write the default yardstick as a journal, to edit and import."""
    from ledger.clock import today
    from projections.render.screens import charters as words
    from projections.render.screens.charters import yardstick

    day = today()[:10]
    if start is not None:
        moment("--start", start)
    with question(path, None, None, None) as asked:
        scope = known_place(asked, place)
        if by is not None:
            known_party(asked, by)
    text = "".join(_journal(yardstick(scope, by, start or day, day)))
    if output is None:
        hand_out(text)
        return
    if output.exists():
        raise UsageProblem(
            N_("write the yardstick to {output}").format(output=output),
            N_("there is such a file"),
            N_("Name another one"),
        )
    output.write_text(text, encoding="utf-8")
    say(words.WRITTEN.format(path=output))


def _journal(record: Fields) -> Iterator[str]:
    """The record in YAML, with what its author must know above each field and condition."""
    from ledger.journal.writing import write
    from projections.render.screens import charters as words
    from projections.render.screens.reasons import MEANING

    yield from _comment("", words.HEAD)
    for line in "".join(write([record], "yaml")).splitlines(keepends=True):
        field, condition = FIELD.match(line), CONDITION.match(line)
        indent = " " * (len(line) - len(line.lstrip()))
        if field:
            yield from _comment(indent, words.FIELD.get(field["name"], ""))
        if condition:
            meaning = MEANING.get(condition["key"], words.AS_ATTESTED)
            yield from _comment(indent, meaning.format(**_PARAMETERS))
        yield line


class _Parameter(str):
    """The name of a parameter, which stands where its value would, whatever form that has."""

    __slots__ = ()

    def __format__(self, form: str) -> str:
        return f"`{self!s}`"


_PARAMETERS = {name: _Parameter(name) for name in ("days", "n", "rung")}


def _comment(indent: str, text: str) -> Iterator[str]:
    for line in wrap(text, WIDTH - len(indent) - 2):
        yield f"{indent}# {line}\n"
