"""The steps of the scenarios on the three levels, and how they go together."""

from __future__ import annotations

from pytest_bdd import given, parsers, scenarios, then, when

from features.village import HERE, Fields, record, rows
from features.world import World

scenarios("levels.feature")


@given(
    parsers.parse(
        'a case "{case}" at level {level} was opened on {opened} and entered phase {phase} on {on}'
    )
)
def case(world: World, case: str, level: str, opened: str, phase: str, on: str) -> None:
    begun = {"kind": "case.opened", "case": case, "area": "village", "level": level}
    record(
        world,
        begun | {"title": "A house", "on": opened},
        {"kind": "case.phase_entered", "case": case, "phase": phase, "on": on},
    )


@given(
    parsers.re(
        r'a rule "(?P<rule>\w+)" at (level (?P<level>\w+)|no level), suspended from '
        r"(?P<start>[\d-]+) to (?P<end>[\d-]+)"
    )
)
def rule(world: World, rule: str, level: str | None, start: str, end: str) -> None:
    place = HERE | ({"level": level} if level else {})
    enacted = {"kind": "rule.enacted", "rule": rule, "title": f"The {rule}", "topic": rule}
    how = {"value": "as agreed", "effect": "immediate", "direction": "neutral", "by": "ministry"}
    record(
        world,
        enacted | how | {"place": place, "effective": "2009-01-01", "on": "2009-01-01"},
        {"kind": "rule.suspended", "rule": rule, "by": "ministry", "effective": start, "on": start},
        {"kind": "rule.resumed", "rule": rule, "effective": end, "on": end},
    )


@given(
    parsers.re(
        r'the ministry promised at level (?P<level>\w+) "(?P<promise>\w+)" by (?P<due>[\d-]+), '
        r"(?P<what>blocked by the parliament|kept) on (?P<on>[\d-]+)"
    )
)
def promised(world: World, level: str, promise: str, due: str, what: str, on: str) -> None:
    made = {"kind": "promise.made", "promise": promise, "by": "ministry", "to": "residents"}
    about = {"text": f"The {promise}.", "place": HERE | {"level": level}, "due": due}
    happened: Fields = {"kind": "promise.blocked", "by": "parliament", "reason": "No money."}
    if what == "kept":
        happened = {"kind": "promise.assessed", "outcome": "kept", "by": "adviser"}
        happened |= {"basis": "independent"}
    record(world, made | about, happened | {"promise": promise, "on": on})


@given(parsers.parse("the adviser vouches for all promises and rules of the village from {on}"))
def vouched(world: World, on: str) -> None:
    covers = {"kind": "coverage.declared", "coverage": "all", "about": ["promise", "rule"]}
    record(world, covers | {"place": HERE, "from": on, "by": "adviser", "on": "2026-11-01"})


@when(parsers.parse("somebody reads the screen of levels in the village as of {day}"))
def reads_levels(world: World, day: str) -> None:
    world.gestand("levels", "village", "--as-of", day)


@when(parsers.parse("somebody asks for levels in the village from {start} to {end}"))
def asks_levels(world: World, start: str, end: str) -> None:
    rows(world, "levels", "village", "--from", start, "--to", end, "--as-of", end)


@then(parsers.parse('the screen says "{text}"'))
def screen_says(world: World, text: str) -> None:
    assert text in " ".join(world.output.split()), world.output + world.message


@then(
    parsers.parse(
        "{level} stood still in {still:d} quarters, did not in {moving:d}, and of {unknown:d} "
        "nobody knows"
    )
)
def stood(world: World, level: str, still: int, moving: int, unknown: int) -> None:
    (found,) = [one for one in world.remembered["rows"] if one["level"] == level]
    assert [found[name] for name in ("still", "moving", "unknown")] == [still, moving, unknown]


@then(parsers.parse("what names no level stood still in {still:d} quarters"))
def stood_all(world: World, still: int) -> None:
    (found,) = [one for one in world.remembered["rows"] if one["level"] is None]
    assert found["still"] == still
