"""From when on the rules for a subject are compared, and on which topics: METHODS 3, `t0` and `C`.

A case is compared with the rules of the day on which it was opened. An area or a group has no such
day. It is compared from the start of the yardstick that covers it (of several the nearest); without
one from the day from which on somebody vouches that all rules are on record; without that from the
first rule on record. Whoever asks may name another day.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from domain.dates import Bounds, Instant, bounds
from projections.conditions.charter import Charter, charters
from projections.geography.geography import Geography
from projections.regime.acts import ENACTED
from projections.regime.values import Rulebook, Subject

ASKED, OPENED, CHARTER, COVERAGE, RULE = "asked", "opened", "charter", "coverage", "rule"

Found = tuple[Bounds, str, int | None]
"""A start, why it is that one, and the record that it rests on."""


@dataclass(frozen=True, slots=True)
class Start:
    """A subject with the moment from which on it is compared.

    since: what is compared begins at its latest reading. why: asked, opened, charter, coverage or
    rule. charter: the name of the yardstick that covers the subject, whatever the start is from.
    topics: those of the yardstick; empty: all that have a rule for the subject. event: the record
    that the start rests on.
    """

    subject: Subject
    since: Bounds
    why: str
    charter: str | None
    topics: tuple[str, ...]
    event: int | None

    def about(self, topics: tuple[str, ...]) -> Start:
        """The same start, asked about other topics."""
        return replace(self, topics=topics)


def start(rulebook: Rulebook, scope: str, asked: Bounds | None, level: str = "") -> Start | None:
    """Where the comparison for a place begins; None where nothing on record tells."""
    landscape = rulebook.landscape
    moment = landscape.question.as_of
    charter = yardstick(landscape, scope, moment)
    topics, name = (charter.topics, charter.name) if charter else ((), None)
    level = level or (charter and charter.level) or ""
    rows = landscape.land.cases.get(scope, ())
    if rows:
        opened = bounds(rows[0].opened)
        subject = Subject(scope, opened, rows[0].level)
        why, event = (ASKED, None) if asked else (OPENED, rows[0].event)
        return Start(subject, asked or opened, why, name, topics, event)
    found: Found | None = (asked, ASKED, None) if asked else None
    if found is None and charter:
        found = (Bounds(charter.start, charter.start), CHARTER, charter.event)
    found = found or _vouched(landscape, scope, moment) or _first_rule(rulebook, scope, moment)
    if found is None:
        return None
    since, why, event = found
    # An area or a group is read as a case that was opened there at that day.
    return Start(Subject(scope, since, level), since, why, name, topics, event)


def yardstick(landscape: Geography, scope: str, moment: Instant) -> Charter | None:
    """The one that covers a place: the nearest that measures by then, of several the earliest."""
    places = [one for group in landscape.chain(scope, moment) for one in group]
    near = {place: number for number, place in enumerate(places)}
    found = [
        one
        for one in charters(landscape.question)
        if one.scope in near and one.start <= moment and one.ended is None
    ]
    return min(found, key=lambda one: (near[one.scope], one.start, one.name), default=None)


def _vouched(landscape: Geography, scope: str, moment: Instant) -> Found | None:
    """The first day from which on somebody vouches for all rules there."""
    places = landscape.enclosing(scope, moment)
    rows = [
        row
        for row in landscape.coverage.rows
        if row.scope in places and "rule" in row.about and row.start <= moment
    ]
    first = min(rows, key=lambda row: row.start, default=None)
    return (Bounds(first.start, first.start), COVERAGE, first.event) if first else None


def _first_rule(rulebook: Rulebook, scope: str, moment: Instant) -> Found | None:
    """The day of the first rule on record there."""
    looks = rulebook.looks(Subject(scope, Bounds(moment, moment)), moment)
    enacted = [
        act
        for told in rulebook.acts.values()
        for act in told
        if act.kind == ENACTED and act.when.latest <= moment and any(x.sees(act) for x in looks)
    ]
    first = min(enacted, key=lambda act: (act.when.latest, act.rank), default=None)
    return (Bounds(first.when.latest, first.when.latest), RULE, first.event) if first else None
