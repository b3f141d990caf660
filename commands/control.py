"""The command that asks who has control."""

from __future__ import annotations

import click

from commands.asking import Asking, asks
from commands.naming import known_place, known_topic
from commands.session import stretch
from domain.errors import UsageProblem
from projections.control import view
from projections.control.parts import POWERS
from projections.render.screens import control as screens
from projections.render.screens import duties as beside
from projections.report import Question, Report

LEVELS = ("dwelling", "area", "governance")


@click.command(epilog="Example: gestand control overschild --from 2018 --to 2020 --power lead")
@click.argument("place", required=False, metavar="[AREA|GROUP|CASE]")
@click.option("--power", type=click.Choice(POWERS), help="Only this power.")
@click.option("--topic", metavar="TOPIC", help="Only for this topic; undivided powers count.")
@click.option("--level", type=click.Choice(LEVELS), help="Only at this level.")
@click.option("--duties", is_flag=True, help="Duties without power, and powers without duty.")
@click.option("--decisions", is_flag=True, help="Who took how many decisions.")
@asks
def control(
    asking: Asking,
    /,
    place: str | None,
    power: str | None,
    topic: str | None,
    level: str | None,
    *,
    duties: bool,
    decisions: bool,
) -> None:
    """Who has control over PLACE or everywhere, since when, on what basis.

    With --from also over time: on how many days nobody had a power, or more than one, and who
    had it when.
    """
    narrowed = {"duties": (power, topic, level, asking.start), "decisions": (power,)}
    for option, chosen in (("duties", duties), ("decisions", decisions)):
        if chosen and (any(narrowed[option]) or (duties and decisions)):
            raise UsageProblem(
                f"ask with --{option}",
                "it does not go with one of the other options",
                "Leave out --power, and for --duties also --topic, --level and --from",
            )

    def told(asked: Question) -> Report:
        scope = known_place(asked, place) if place else None
        if topic:
            known_topic(asked, topic)
        window = stretch(asking.start, asking.end, asking.every, asked.as_of)
        what = view.Asked(scope, power, topic, level, window)
        if decisions:
            return view.decisions(asked, what)
        return view.duties(asked, what) if duties else view.control(asked, what)

    screen = screens.control
    if duties or decisions:
        screen = beside.duties if duties else beside.decisions
    parameters = {"place": place, "power": power, "topic": topic, "level": level}
    asking.answer(
        told, screen, parameters | {"duties": duties, "decisions": decisions}, window=True
    )
