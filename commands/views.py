"""The commands that ask of promises, rules and power: trust, stability, unequal, control."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from commands.asking import DATA, Query, Screen, chart_option, drawn, view_options
from commands.listing import list_option
from commands.naming import known_areas, known_party, known_place, known_topic
from commands.session import days, last_day_of, moment, reader_of, stretch, until_asked
from domain.dates import Bounds, last_moment
from domain.errors import UsageProblem
from domain.vocabulary import LEVELS
from languages import N_
from projections.control.mandate import POWERS
from projections.render.screens.counts import TRUST, TRUST_APART
from projections.render.screens.lists import WHAT, screen_of
from projections.render.screens.promises import STATE
from projections.render.screens.rules import RANK
from projections.report import Fields, Question, Report
from projections.rows.subjects import CohortRow

if TYPE_CHECKING:
    from projections.regime.applied import AppliedRule
    from projections.regime.inequality import Unequal
    from projections.regime.lists import ListName
    from projections.regime.rules import ListedRule
    from projections.regime.stability import Stability
    from projections.trust.view import ListedOf

# -- views -------------------------------------------------------------------------------------
# The commands that ask what was promised, and what became of it.

UNRESOLVED = "unresolved"
SOURCES = ("official", "independent", "press", "promisor", "other")
PAIR = 2

FILTERS = {
    "overdue": "Only those whose deadline passed with nothing established.",
    "postponed": "Only those that were put off, with or without consent.",
    "undated": "Only those without a date.",
    "not-looked-into": "Only those whose deadline passed and on which nothing was recorded.",
    "contested": "Only those with a disputed record or findings that contradict each other.",
    "blocked": "Only those that another body keeps from being carried out.",
}

Command = Callable[..., Any]


def filter_options(command: Command) -> Command:
    """One switch for each filter of promises."""
    for name, text in reversed(FILTERS.items()):
        command = click.option(f"--{name}", is_flag=True, help=text)(command)
    return command


@click.command(
    epilog="Example: gestand trust overschild --as-of 2020-12-31\n\n"
    "Example: gestand trust overschild --list broken"
)
@click.argument("areas", nargs=-1, metavar="[AREA]...")
@click.option(
    "--basis",
    type=click.Choice(["evidence", "claims"]),
    default="evidence",
    show_default=True,
    help="What counts as kept: what is established, or also the promisor's word.",
)
@click.option("--sources", type=click.Choice(SOURCES), help="Only promises sourced so alone.")
@click.option("--by", type=click.Choice(["promisor", "level", "topic"]), help="Tell them apart.")
@click.option("--compare", is_flag=True, help="Whether an order between two areas can be stated.")
@list_option(
    TRUST,
    TRUST_APART,
    "The promises behind one count, here and apart in the wider places; sources: those cited.",
)
@chart_option
@view_options
def trust(
    query: Query,
    /,
    areas: tuple[str, ...],
    basis: str,
    sources: str | None,
    by: str | None,
    count: str | None,
    *,
    compare: bool,
    chart: bool,
) -> None:
    """How far the record supports trust that a promise to an area is kept."""
    from projections.render.screens import trust as screens
    from projections.trust.compare import compare as comparison
    from projections.trust.view import apart, counted
    from projections.trust.view import trust as view

    if chart and (compare or count):
        raise UsageProblem(
            N_("draw a chart with --compare or --list"),
            N_("these are no series"),
            N_("Leave out --chart"),
        )
    if compare and count:
        raise UsageProblem(
            N_("compare areas with --list {name}").format(name=count),
            N_("a comparison has no such count"),
            N_("Leave out --compare or --list"),
        )
    if compare and len(areas) != PAIR:
        raise UsageProblem(
            N_("compare areas"),
            N_("it takes two, and not {count:,}").format(count=len(areas)),
            N_("Name two: trust A B --compare"),
        )

    parameters: Fields = {"areas": areas, "basis": basis, "sources": sources, "by": by}
    if count is not None:
        _list_trust(query, parameters | {"list": count})
        return

    def judged(asked: Question) -> Report[Any]:
        known_areas(asked, *areas)
        if compare:
            return comparison(asked, *areas, basis=basis, sources=sources)
        if by is not None:
            return apart(asked, areas, by, basis=basis, sources=sources)
        # A table of areas, and data without an explanation, show only how many promises there are.
        listed: ListedOf = "all" if query.explain else "none" if query.form in DATA else "one"
        return view(asked, areas, basis=basis, sources=sources, listed=listed)

    screen: Screen = screens.apart if by is not None else screens.trust
    screen = screens.compare if compare else screen
    asked_of = {**parameters, "compare": compare}
    query.answer(
        judged,
        screen,
        asked_of,
        counted=lambda asked, remarked: counted(asked, areas, remarked),
        chart=drawn(chart, "of_trust"),
    )


def _list_trust(query: Query, parameters: Fields) -> None:
    """Print what one of the counts of `trust` counts."""
    from projections.render.screens.trust_lists import behind as screen
    from projections.trust.lists import behind, sources_behind

    areas, by = parameters["areas"], parameters["by"]
    weighed = {name: parameters[name] for name in ("basis", "sources")}

    def listed(asked: Question, name: str) -> Report[Any]:
        known_areas(asked, *areas)
        if name == "sources":
            return sources_behind(asked, areas, partial(query.look_up, asked), by, **weighed)
        return behind(asked, areas, name, by, **weighed)

    query.list_count(listed, screen, parameters)


@click.command(
    epilog="Example: gestand promises --area overschild --overdue\n\n"
    "Example: gestand promises --made ..2018 --due 2019..2021 --text strengthening"
)
@click.option(
    "--area", metavar="AREA", help="Promises to this area, and to what covers or may touch it."
)
@click.option(
    "--status",
    type=click.Choice([*STATE, UNRESOLVED]),
    help="Only those in this state; unresolved: not established what became of them.",
)
@click.option("--promisor", metavar="PARTY", help="Only those made by this party.")
@click.option("--topic", metavar="TOPIC", help="Only those on this topic.")
@click.option(
    "--made",
    metavar="FROM..TO",
    help="Only those made in these days: 2018, 2018..2020, 2018.. or ..2020-06-30. Of a date that "
    "is not exact one of its days suffices.",
)
@click.option(
    "--due", metavar="FROM..TO", help="Only those that first fell due in these days, likewise."
)
@click.option(
    "--text",
    metavar="WORDS",
    help="Only those with all these words in the text, the criterion or the wording.",
)
@click.option(
    "--found-by",
    metavar="PARTY",
    help="Only those of which this party established what became of them, or tried.",
)
@filter_options
@view_options
def promises(query: Query, /, area: str | None, **options: Any) -> None:
    """List promises and what became of each.

    With who found what became of it, on what basis and when.
    """
    from projections.promise_query import Wanted
    from projections.promise_query import promises_view as view
    from projections.render.screens import promises as screens

    names = tuple(name for name in FILTERS if options.pop(name.replace("-", "_")))
    made, due = (
        None if options[name] is None else days(f"--{name}", options[name])
        for name in ("made", "due")
    )
    wanted = Wanted(
        state=options["status"],
        promisor=options["promisor"],
        topic=options["topic"],
        made=made,
        due=due,
        words=(options["text"] or "").split(),
        found_by=options["found_by"],
        filters=names,
    )

    def listed(asked: Question) -> Report[Any]:
        if area is not None:
            known_areas(asked, area)
        for party in filter(None, (wanted.promisor, wanted.found_by)):
            known_party(asked, party)
        known_topic(reader_of(asked), asked, wanted.topic)
        return view(asked, wanted, area=area)

    query.answer(listed, screens.promises, {"area": area} | options | {"only": names})


# -- regime ------------------------------------------------------------------------------------
# The commands that ask which rules applied to whom, and how they changed.

RANKS = tuple(rank for rank in RANK if rank != "not-recorded")


@click.command(epilog="Example: gestand stability overschild --explain")
@click.argument("place", required=False, metavar="[AREA|CASE|COHORT]")
@click.option("--since", metavar="DATE", help="Compare with this day instead of the start.")
@click.option("--at", metavar="DATE", help="The rules as they applied on this day, with sources.")
@list_option(WHAT, {}, "What one of its counts counts.")
@chart_option
@view_options
def stability(
    query: Query,
    /,
    place: str | None,
    since: str | None,
    at: str | None,
    count: ListName | None,
    *,
    chart: bool,
) -> None:
    """Which rules applied at the start, which apply now, who changed them, and how they changed.

    Of a case the start is the day on which it was opened; of an area or a group that of the
    yardstick that covers it, else the day from which on somebody vouches that all rules are on
    record, else the day of the first rule on record. Without a place one line for each area.
    """
    asked = moment("--since", since) if since else None
    parameters = {"place": place, "since": since, "at": at, "list": count}
    if chart and (count is not None or at is not None):
        raise UsageProblem(
            N_("draw a chart with --at or --list"),
            N_("these are no series"),
            N_("Leave out --chart"),
        )
    if count is not None:
        _list(query, count, place, asked, parameters)
        return
    if at is None:
        from projections.regime.stability import stability as view
        from projections.render.screens.stability import stability as screen

        def then_and_now(question: Question) -> Report[Stability]:
            return view(question, [known_place(question, place)] if place else [], asked)

        query.answer(then_and_now, screen, parameters, chart=drawn(chart, "of_stability"))
        return
    from projections.regime.applied import applied
    from projections.render.screens.applied import applied as applied_screen

    if place is None:
        raise UsageProblem(
            N_("show the rules on {at}").format(at=at),
            N_("no place is named"),
            N_("Name an area, a case or a group"),
        )
    moment("--at", at)

    def on_day(question: Question) -> Report[AppliedRule]:
        scope = known_place(question, place)
        return _sourced(query, applied(question, scope, last_moment(at), asked))

    query.answer(on_day, applied_screen, parameters)


def _list(
    query: Query, part: ListName, place: str | None, asked: Bounds | None, parameters: Fields
) -> None:
    """Print one of the lists of `stability`."""
    from projections.regime.lists import Listed, listed

    if place is None or parameters["at"] is not None:
        raise UsageProblem(
            N_("list {part}").format(part=part),
            N_("no place is named") if place is None else N_("--at has a list of its own"),
            N_("Name an area, a case or a group, and a day with --as-of"),
        )

    def of_place(question: Question, _: str) -> Report[Listed]:
        return listed(question, known_place(question, place), asked, part)

    query.list_count(of_place, screen_of(part), parameters)


def _sourced(query: Query, report: Report[AppliedRule]) -> Report[AppliedRule]:
    """The rules with the sources of the records that made each what it is."""
    events = [row.event for row in report.rows if row.event is not None]
    lines = query.look_up(report.question, events)
    rows = [
        replace(row, sources=lines[row.event].sources) if row.event in lines else row
        for row in report.rows
    ]
    return replace(report, rows=rows)


@click.command(epilog="Example: gestand rules --area overschild --in-force")
@click.option("--area", metavar="AREA", help="Rules for this area, parts of it, or around it.")
@click.option("--topic", metavar="TOPIC", help="Only rules on this topic.")
@click.option("--in-force", is_flag=True, help="Only rules that are in force.")
@click.option("--rank", type=click.Choice(RANKS), help="Only rules of this rank.")
@view_options
def rules(
    query: Query, /, area: str | None, topic: str | None, rank: str | None, *, in_force: bool
) -> None:
    """List rules: for whom, since when, and whether they are in force."""
    from projections.regime.rules import rules as view
    from projections.render.screens.rules import rules as screen

    def listed(question: Question) -> Report[ListedRule]:
        if area is not None:
            known_areas(question, area)
        known_topic(reader_of(question), question, topic)
        return view(question, area=area, topic=topic, rank=rank, in_force=in_force)

    parameters = {"area": area, "topic": topic, "rank": rank, "in_force": in_force}
    query.answer(listed, screen, parameters)


@click.command(epilog="Example: gestand unequal batch-1581 batch-1588")
@click.argument("places", nargs=-1, required=True, metavar="COHORT...")
@click.option("--since", metavar="DATE", help="Count changes from this day on.")
@click.option("--topic", metavar="TOPIC", help="Compare on this topic alone.")
@view_options
def unequal(query: Query, /, places: tuple[str, ...], since: str | None, topic: str | None) -> None:
    """How differently the members of a group are treated, or of several groups together.

    Members are the cases of a group and the groups in it. An area can be named as well.
    """
    from projections.regime.inequality import unequal as view
    from projections.render.screens.unequal import unequal as screen

    asked: Bounds | None = moment("--since", since) if since else None

    def reported(question: Question) -> Report[Unequal]:
        scopes = [_group(question, place) for place in places]
        known_topic(reader_of(question), question, topic)
        return view(question, scopes, asked, topic)

    query.answer(reported, screen, {"places": places, "since": since, "topic": topic})


def _group(question: Question, name: str) -> str:
    """The group of a name; the area, if no group has it."""
    known = question.book.at(CohortRow, question.as_of, question.known, subjects=[f"cohort/{name}"])
    return known[0].subject if known else known_place(question, name)


# -- control -----------------------------------------------------------------------------------
# The command that asks who has control.


@click.command(epilog="Example: gestand control overschild --from 2018 --to 2020 --power lead")
@click.argument("place", required=False, metavar="[AREA|CASE|COHORT]")
@click.option("--power", type=click.Choice(POWERS), help="Only this power.")
@click.option("--topic", metavar="TOPIC", help="Only for this topic; undivided powers count.")
@click.option("--level", type=click.Choice(LEVELS), help="Only at this level.")
@click.option("--duties", is_flag=True, help="Duties without power, and powers without duty.")
@click.option("--decisions", is_flag=True, help="Who took how many decisions.")
@chart_option
@view_options
def control(
    query: Query,
    /,
    place: str | None,
    power: str | None,
    topic: str | None,
    level: str | None,
    *,
    duties: bool,
    decisions: bool,
    chart: bool,
) -> None:
    """Who has control over a place or everywhere, since when, on what basis.

    With --from who had it when, and on how many days nobody had a power, or more than one. With a
    --to that is still to come the powers stand as scheduled.
    """
    narrowed = {"duties": (power, topic, level, query.start), "decisions": (power,)}
    from projections.control import view
    from projections.render.screens import control as control_screen
    from projections.render.screens import duties as duties_screen

    for option, chosen in (("duties", duties), ("decisions", decisions)):
        if chosen and (any(narrowed[option]) or (duties and decisions)):
            raise UsageProblem(
                N_("ask with --{option}").format(option=option),
                N_("it does not go with one of the other options"),
                N_("Leave out --power, and for --duties also --topic, --level and --from"),
            )
    if chart and (duties or decisions):
        raise UsageProblem(
            N_("draw a chart with --duties or --decisions"),
            N_("only who has which power is drawn"),
            N_("Leave out --chart"),
        )
    until_asked(query.as_of, query.end)

    def reported(asked: Question) -> Report[Any]:
        # What lasts until a day to come is asked about as of that day (METHODS 0, days to come).
        if query.end and not query.every:
            asked = replace(asked, as_of=max(asked.as_of, last_day_of("--to", query.end)))
        scope = known_place(asked, place) if place else None
        known_topic(reader_of(asked), asked, topic)
        window = stretch(query.start, query.end, query.every, asked.as_of)
        what = view.Asked(scope, power, topic, level, window)
        if decisions:
            return view.decisions(asked, what)
        return view.duties(asked, what) if duties else view.control(asked, what)

    screen: Screen = control_screen.control
    over_time: Screen = control_screen.series
    if duties or decisions:
        screen = duties_screen.duties if duties else duties_screen.decisions
        over_time = duties_screen.decisions_series
    asked_for = {"place": place, "power": power, "topic": topic, "level": level}
    parameters = {**asked_for, "duties": duties, "decisions": decisions}
    shown = drawn(chart, "of_control")
    query.answer(reported, screen, parameters, window=True, over_time=over_time, chart=shown)
