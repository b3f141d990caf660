"""The commands that ask who had what say: in decisions, at tables, at which level, and learned."""

from __future__ import annotations

import click

from commands.asking import Asking, asks
from commands.naming import known_areas, known_party, known_topic
from commands.session import windows
from projections.participation.stalled import LEVELS
from projections.report import Question, Report

GROUPINGS = ("group", "topic", "level")


@click.command(epilog="Example: gestand participation overschild --as-of 2020-12-31")
@click.argument("area", required=False)
@click.option("--by", type=click.Choice(GROUPINGS), help="Tell the decisions apart.")
@asks
def participation(asking: Asking, /, area: str | None, by: str | None) -> None:
    """The say that groups were promised and given in decisions about AREA, or in all."""
    from projections.participation.view import participation as view
    from projections.render.screens.participation import participation as screen

    def told(asked: Question) -> Report:
        _known(asked, area)
        stretches = windows(asking.start, asking.end, asking.every, asked.as_of)
        return view(asked, area, by=by, windows=stretches)

    asking.answer(told, screen, {"area": area, "by": by}, periods=True)


@click.command(epilog="Example: gestand decisions --area overschild --topic norm")
@click.option("--area", metavar="AREA", help="About this area, and wider ones that cover it.")
@click.option("--topic", metavar="TOPIC", help="Only those on this topic.")
@click.option("--by", metavar="PARTY", help="Only those taken by this party.")
@click.option("--level", type=click.Choice(LEVELS), help="Only those of this level or of all.")
@asks
def decisions(
    asking: Asking,
    /,
    area: str | None,
    topic: str | None,
    by: str | None,
    level: str | None,
) -> None:
    """List the decisions, and who was promised and given what say in each."""
    from projections.participation.decisions import decisions as view
    from projections.render.screens.decisions import decisions as screen

    def listed(asked: Question) -> Report:
        _known(asked, area, by)
        known_topic(asking.path, asked, topic)
        (window,) = windows(asking.start, asking.end, None, asked.as_of)
        return view(asked, area=area, topic=topic, by=by, level=level, window=window)

    told = {"area": area, "topic": topic, "by": by, "level": level}
    asking.answer(listed, screen, told, window=True)


@click.command(epilog="Example: gestand tables --as-of 2018-12-31")
@click.argument("area", required=False)
@asks
def tables(asking: Asking, /, area: str | None) -> None:
    """List the tables about AREA, or all: who sat there, who left and who came back."""
    from projections.participation.tables import tables as view
    from projections.render.screens.tables import tables as screen

    def listed(asked: Question) -> Report:
        _known(asked, area)
        return view(asked, area)

    asking.answer(listed, screen, {"area": area})


@click.command(epilog="Example: gestand levels groningen-earthquake-area --from 2014 --to 2023")
@click.argument("area", required=False)
@asks
def levels(asking: Asking, /, area: str | None) -> None:
    """How dwelling, area and governance go together in AREA: what stood still, and when."""
    from projections.participation.levels import levels as view
    from projections.render.screens.levels import levels as screen

    def told(asked: Question) -> Report:
        _known(asked, area)
        (window,) = windows(asking.start, asking.end, None, asked.as_of)
        return view(asked, area, window)

    asking.answer(told, screen, {"area": area}, window=True)


@click.command(epilog="Example: gestand lessons")
@click.argument("area", required=False)
@asks
def lessons(asking: Asking, /, area: str | None) -> None:
    """When parties looked back about AREA, what was learned, and who took it up."""
    from projections.participation.lessons import lessons as view
    from projections.render.screens.lessons import lessons as screen

    def listed(asked: Question) -> Report:
        _known(asked, area)
        return view(asked, area)

    asking.answer(listed, screen, {"area": area})


def _known(asked: Question, area: str | None, party: str | None = None) -> None:
    if area is not None:
        known_areas(asked, area)
    if party is not None:
        known_party(asked, party)
