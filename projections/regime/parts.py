"""What happened to rules for parts of an area: listed for it, and in none of its figures.

METHODS 6: a finding rests on what certainly concerns the whole place. A change for a group or a
case in it, or for an area in it, is one for a part of it. A group that is registered for a wider
area only may have members here: that proves nothing here, and stands apart.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Annotated, NamedTuple

from domain.dates import Instant, day
from projections.geography.geography import Geography
from projections.geography.relation import COVERS, MAYBE, Relation
from projections.regime.acts import EXCEPTED, EXPIRY, Act, RulePlace
from projections.regime.force import RuleInForce, RuleLayers, Viewpoint
from projections.regime.lines import (
    ForWhom,
    Level,
    Lies,
    OnTopic,
    PlaceName,
    RuleEvent,
    RuleName,
    Turned,
    amounts,
)
from projections.regime.rulebook import Rulebook, Subject
from projections.rows.frozen import row_class


@row_class
class PartChange(Turned):
    """One thing that happened to a rule for a part of a place, from its start to the moment."""

    rule: RuleName
    title: Annotated[str, "what the rule is called"]
    topic: OnTopic
    place: ForWhom
    place_name: PlaceName
    size: Annotated[str | None, "of a group, how many it has, as written"]
    level: Level
    relation: Lies
    change: Annotated[
        str, "enacted, amended, suspended, resumed, repealed, annulled, or expired: its last day"
    ]
    event: RuleEvent


EXCEPTIONS = frozenset({EXCEPTED, "rule.exception_ended"})
"""What is listed as an exception, wherever it is, and not once more."""


def changes_of_parts(
    rulebook: Rulebook, subject: Subject, topics: Collection[str], since: Instant
) -> tuple[PartChange, ...]:
    """What changed for parts of an area after a start, and for groups that may touch it.

    In the order of their days. topics: those in question; none: all.
    """
    geography = rulebook.geography
    found = [
        line
        for done in _near(rulebook, subject.scope)
        if done.act.when.latest > since and done.act.when.earliest <= geography.question.as_of
        for line in _told(rulebook, subject, done)
        if not topics or line.topic in topics
    ]
    return tuple(sorted(found, key=lambda line: (line.earliest, line.latest, line.event)))


class Done(NamedTuple):
    """An act that is no exception, with what had happened to its rule before, and for where.

    number: its place among all of them.
    """

    number: int
    rule: str
    before: Sequence[Act]
    act: Act
    places: Sequence[RulePlace]


def _near(rulebook: Rulebook, scope: str) -> list[Done]:
    """The acts for any place that may ever lie to a place, in order: of others none is told."""
    geography = rulebook.geography

    def find() -> list[Done]:
        by_place = geography.once(("acts by place", rulebook.without), lambda: _by_place(rulebook))
        places = by_place.keys() & {*geography.ever_around(scope), *geography.ever_inside(scope)}
        found = {done.number: done for place in places for done in by_place[place]}
        return [found[number] for number in sorted(found)]

    return geography.once(("acts near", rulebook.without, scope), find)


def _by_place(rulebook: Rulebook) -> dict[str, list[Done]]:
    """Every act that is no exception, by each of the places for which it was done."""
    every = (
        (rule, acts[:place], act)
        for rule, acts in rulebook.acts.items()
        for place, act in enumerate(acts)
        if act.record.kind not in EXCEPTIONS
    )
    found: dict[str, list[Done]] = {}
    for number, (rule, before, act) in enumerate(every):
        places = [act.place] if act.place else _places(before)
        done = Done(number, rule, before, act, places)
        for scope in {place.scope for place in places}:
            found.setdefault(scope, []).append(done)
    return found


def _told(rulebook: Rulebook, subject: Subject, done: Done) -> Sequence[PartChange]:
    """The same of one act, told by whichever yardstick asks."""
    key = "change of parts", rulebook.without, subject.scope, subject.level, done.number
    return rulebook.geography.once(key, lambda: [*_of_act(rulebook, subject, done)])


def _of_act(rulebook: Rulebook, subject: Subject, done: Done) -> Iterator[PartChange]:
    """What one act changed in each part for which it was done; nothing if for all of the place."""
    geography, place, act = rulebook.geography, subject.scope, done.act
    if any(where.scope == place for where in done.places):
        return
    found = {
        where: geography.lies(where.scope, place, _read_at(geography, where.scope, act))
        for where in done.places
    }
    if COVERS in found.values():
        return
    for where, relation in found.items():
        at_level = not subject.level or where.level in {"", subject.level}
        if relation and at_level:
            yield from _change(rulebook, done, where, relation)


def _places(acts: Sequence[Act]) -> list[RulePlace]:
    """Where a rule was said to hold: what names no place acts on all of these."""
    return sorted({act.place for act in acts if act.place and not act.place.exception})


def _read_at(geography: Geography, scope: str, act: Act) -> Instant:
    """When a place is read: as it was at the act, or began if that was later."""
    land = geography.land
    rows = land.cohorts.get(scope) or land.cases.get(scope) or land.tree.rows.get(scope) or ()
    begins = min((row.start for row in rows), default=act.when.latest)
    return min(max(act.when.latest, begins), geography.question.as_of)


def _change(
    rulebook: Rulebook, done: Done, where: RulePlace, relation: Relation
) -> Iterator[PartChange]:
    """What a rule gave at a place before and after an act, if that differs."""
    geography, act = rulebook.geography, done.act
    moment = geography.question.as_of
    key = "part before and after", rulebook.without, done.number, where
    then, now = geography.once(key, lambda: _before_and_after(geography, done, where))
    if {held.content for held in then} == {held.content for held in now}:
        return
    group = geography.land.cohort(where.scope, moment)
    yield PartChange(
        on=_written(act),
        earliest=day(act.when.earliest),
        latest=day(act.when.latest),
        from_=tuple(sorted({held.value for held in then})),
        to=tuple(sorted({held.value for held in now})),
        from_amounts=amounts(then),
        to_amounts=amounts(now),
        direction=act.record.direction if act.kind != EXPIRY else None,
        by=act.record.by,
        disputed=act.record.disputed,
        rule=done.rule,
        title=(now or then)[0].title,
        topic=(now or then)[0].topic,
        place=where.scope,
        place_name=geography.name(where.scope, moment),
        size=group.size if group else None,
        level=where.level or None,
        relation=relation,
        change=act.kind.removeprefix("rule."),
        event=act.event,
    )


def _before_and_after(
    geography: Geography, done: Done, where: RulePlace
) -> tuple[list[RuleInForce], list[RuleInForce]]:
    """What a rule gave at a place before an act, and with it."""
    chain = geography.chain(where.scope, _read_at(geography, where.scope, done.act))
    viewpoint = Viewpoint(chain, where.level)
    return _held(viewpoint, done.before), _held(viewpoint, [*done.before, done.act])


def _held(viewpoint: Viewpoint, acts: Sequence[Act]) -> list[RuleInForce]:
    """What the rule gives there after some acts."""
    state = RuleLayers()
    for act in acts:
        if viewpoint.sees(act):
            state = viewpoint.after(state, act)
    found = viewpoint.found(state)
    return sorted({rule for _, rule in found[1]}, key=lambda rule: rule.events) if found else []


def _written(act: Act) -> str:
    """The day as its record has it; of a last day that passed the first one without."""
    if act.kind == EXPIRY:
        first, last = day(act.when.earliest), day(act.when.latest)
        return first if act.when.exact else f"{first}/{last}"
    assert act.record.effective is not None, "what changes a rule in force says from when on"
    return act.record.effective


def certain(changes: Sequence[PartChange]) -> tuple[PartChange, ...]:
    """Those for what certainly lies here."""
    return tuple(change for change in changes if change.relation != MAYBE)


def possible(changes: Sequence[PartChange]) -> tuple[PartChange, ...]:
    """Those for groups that may touch it."""
    return tuple(change for change in changes if change.relation == MAYBE)
