"""What was paused, blocked, stood still."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby
from typing import Annotated, NamedTuple

from domain.dates import FOREVER, Bounds, Instant, due_instant, last_day, until
from domain.record import StreamName
from domain.step_function import NO, UNKNOWN, YES, StepFunction, both, during, either
from domain.value import remembering_class, value_class
from projections.geography.geography import Geography
from projections.geography.relation import MAYBE, WIDER, WITHIN, Relation
from projections.participation.decision import PlaceDecisions, lies_to
from projections.promise.judgement import UNSEEN
from projections.promise.scoring import pledged
from projections.promise_query import at_every_moment
from projections.regime.acts import effect_of
from projections.report import By, Events, Text, Window
from projections.rows.acts import RuleAct, RuleRow
from projections.rows.frozen import Frozen, fields_of, row_class
from projections.rows.promise import PromiseRow
from projections.rows.span import when
from projections.rows.subjects import CaseRow

# -- pauses ------------------------------------------------------------------------------------
# Pauses: the stretches of time in which a rule was suspended, and where that held.

ENDINGS = frozenset({"rule.resumed", "rule.repealed", "rule.annulled"})
"""A rule that is ended is not suspended any more."""


@value_class
class Pause:
    """A rule out of force for the time being.

    places: where it was suspended, as streams: the place named, else wherever the rule was to hold.
    level: the level of these places; None when they differ or name none, which is all levels.
    began, ended: the records with which it began and ended; without an end it lasts.
    certain: whether it surely concerned the place asked about and no record of it is disputed.
    """

    rule: str
    title: str
    places: tuple[str, ...]
    level: str | None
    began: RuleAct
    ended: RuleAct | None
    certain: bool

    @property
    def start(self) -> Bounds:
        """When the rule went out of force."""
        return effect_of(self.began)

    @property
    def end(self) -> Bounds | None:
        """The first day on which it was suspended no more; None while that lasts."""
        return effect_of(self.ended) if self.ended else None

    @property
    def events(self) -> tuple[int, ...]:
        """The records with which it began and ended."""
        return tuple(act.event for act in (self.began, self.ended) if act)


def pauses(gathering: PlaceDecisions) -> list[Pause]:
    """Every pause about the place that had begun by the moment asked, by its day."""
    asked = gathering.question
    rules = asked.book.at(RuleRow, asked.as_of, asked.known)
    found = [pause for rule in rules for pause in _of(rule, gathering)]
    return sorted(found, key=lambda one: (one.start.earliest, one.rule))


def _of(rule: RuleRow, gathering: PlaceDecisions) -> Iterator[Pause]:
    asked = gathering.question.as_of
    made = [one for one in rule.acts if one.kind in {"rule.enacted", "rule.announced"}]
    for one in rule.acts:
        if one.kind != "rule.suspended" or effect_of(one).earliest > asked:
            continue
        held = (one,) if one.scope else tuple(made)
        moment = effect_of(one).latest
        reached = [gathering.where(act.scope, moment) for act in held]
        if not any(reached):
            continue
        levels = {gathering.geography.level(act.scope, act.level, asked) for act in held}
        ended = _ending(one, rule.acts, asked)
        disputed = one.disputed or (ended is not None and ended.disputed)
        yield Pause(
            rule.rule,
            made[0].title or rule.rule,
            tuple(act.scope for act in held),
            levels.pop() if len(levels) == 1 else None,
            one,
            ended,
            certain=not disputed
            and any(holds(gathering.geography, act.scope, gathering.scope, moment) for act in held),
        )


def holds(landscape: Geography, place: str, scope: str | None, moment: Instant) -> bool:
    """Whether a rule at a place (a stream) certainly holds at another, for all of it or a part."""
    lies = lies_to(landscape, place, scope, moment)
    # A rule for a group without a criterion holds in the areas that it names.
    binds = scope is not None and place in landscape.enclosing(scope, moment)
    return binds or lies in {WITHIN, *WIDER}


def _ending(began: RuleAct, acts: Sequence[RuleAct], asked: Instant) -> RuleAct | None:
    """The first record that ended a pause: everywhere, or at the place where it held."""
    after = [
        act
        for act in acts
        if act.kind in ENDINGS
        and effect_of(act).latest >= effect_of(began).earliest
        and effect_of(act).earliest <= asked
        and (not act.scope or (act.scope, act.level) == (began.scope, began.level))
    ]
    return min(after, key=lambda one: effect_of(one).earliest, default=None)


# -- stalled -----------------------------------------------------------------------------------
# When a level stood still: promises in breach or held up, rules paused (METHODS 5).
#
# Of a level stands what names that level; what names none holds at all of them, would stall all
# of them at once, and is shown apart. That a level did not stand still is said only inside
# coverage.

Level = Annotated[str | None, "dwelling, area or governance; null is what names no level"]
Since = Annotated[str, "the first day"]
Until = Annotated[str | None, "its last day; null where no end is on record"]


class Hold(NamedTuple):
    """A stretch in which a promise or a rule held a level up: surely (YES), perhaps, or not."""

    start: Instant
    end: Instant
    sure: str
    stream: str
    events: tuple[int, ...]


@remembering_class
class Standstill:
    """What held up the levels of a place."""

    gathering: PlaceDecisions

    @cached_property
    def promises(self) -> list[tuple[str | None, Relation, PromiseRow]]:
        """Every stretch in the life of every promise about the place: its level, where it lies."""
        question, landscape = self.gathering.question, self.gathering.geography
        found: list[tuple[str | None, Relation, PromiseRow]] = []
        for row in at_every_moment(question):
            where = self.gathering.where(row.scope, when(row).latest)
            if where is not None and row.start <= question.as_of:
                level = landscape.level(row.scope, row.terms.level, question.as_of)
                found.append((level, where, row))
        return found

    @cached_property
    def cases(self) -> dict[str, list[CaseRow]]:
        """Every case within the place: the stretches of its life, in order."""
        question, found = self.gathering.question, dict[str, list[CaseRow]]()
        for row in question.book.ever(CaseRow, question.known):
            within = self.gathering.where(row.subject, row.start) == WITHIN
            if within and row.start <= question.as_of:
                found.setdefault(row.subject, []).append(row)
        return found

    @cached_property
    def pauses(self) -> list[Pause]:
        """Every pause of a rule about the place."""
        return pauses(self.gathering)

    def steps(self, level: str | None, window: Window) -> StepFunction[str]:
        """Whether a level stands still at each moment; None: what names no level.

        NO only while somebody vouches for all promises and rules there.
        """
        found = list(self.spans(level))
        still = during([(hold.start, hold.end) for hold in found if hold.sure == YES], *window)
        perhaps = during(
            [(hold.start, hold.end) for hold in found if hold.sure == UNKNOWN], *window
        )
        kinds = ("promise", "rule")
        known = both(*(self.gathering.covered(kind, window, level=level) for kind in kinds))
        return either(
            still,
            perhaps.change(lambda value: UNKNOWN if value == YES else NO),
            known.change(lambda value: NO if value == YES else UNKNOWN),
        )

    def spans(self, level: str | None) -> Iterator[Hold]:
        """The stretches in which something held a level up, surely or perhaps."""
        for named, where, row in self.promises:
            if named == level:
                answer = self._holds_up(row)
                vague = where == MAYBE and answer == YES
                sure = UNKNOWN if vague else answer
                yield Hold(row.start, row.end, sure, row.subject, row.events)
        for pause in self.pauses:
            if pause.level == level:
                yield from _of_pause(pause)

    def _holds_up(self, row: PromiseRow) -> str:
        """Whether a promise in this stretch of its life holds its level up."""
        question = self.gathering.question
        if not pledged(row.terms, self.gathering.parties):
            return NO
        unseen = UNKNOWN if question.burden == "open" else YES
        breach = unseen if row.breach == UNSEEN else row.breach
        answers = {row.halted, breach}
        return next(answer for answer in (YES, UNKNOWN, NO) if answer in answers)


def _of_pause(pause: Pause) -> Iterator[Hold]:
    """Surely from its latest start to its earliest end; perhaps in the days between the bounds."""
    end, stream = pause.end, f"rule/{pause.rule}"
    last, first = (end.latest, end.earliest) if end else (FOREVER, FOREVER)
    yield Hold(pause.start.earliest, last, UNKNOWN, stream, pause.events)
    if pause.certain:
        yield Hold(pause.start.latest, first, YES, stream, pause.events)


def quarters(window: Window) -> list[Window]:
    """The whole calendar quarters within a stretch of time."""
    year, month = int(window.start[:4]), int(window.start[5:7])
    first = (year * 12 + month - 1) // 3
    last = int(window.end[:4]) * 4 + 4
    every = (Window(_quarter(one), _quarter(one + 1)) for one in range(first, last))
    return [one for one in every if window.start <= one.start and one.end <= window.end]


def _quarter(number: int) -> Instant:
    """The first instant of a quarter, counted from the year 0."""
    return Instant(f"{number // 4:04}-{number % 4 * 3 + 1:02}-01T00:00:00")


def in_quarter(function: StepFunction[str], quarter: Window) -> str:
    """Whether a level stood still all quarter: NO when at any moment it surely did not."""
    values = {step.value for step in function.within(*quarter).parts}
    return next(value for value in (NO, UNKNOWN, YES) if value in values)


# -- held up -----------------------------------------------------------------------------------
# What the record itself says was held up, and by what: structural, before anything is counted.
#
# Promises that were blocked or suspended, with the pauses of rules that were in force meanwhile;
# and cases that lay under such a pause.


@row_class
class Halt(Frozen):
    """A stretch of time in which a promise was blocked or suspended."""

    promise: Annotated[str, "the name of the promise in the ledger"]
    text: Text
    by: Annotated[tuple[str, ...], "who promised"]
    blocked_by: Annotated[tuple[str, ...], "who stood in the way"]
    suspended: Annotated[bool, "whether it was suspended"]
    since: Since
    until: Until
    vague: Annotated[bool, "whether the first day is the earliest that the record allows"]
    pauses: Annotated[tuple[str, ...], "the rules that were suspended meanwhile"]
    events: Events


@row_class
class PauseLine(Frozen):
    """A stretch of time in which a rule was suspended."""

    rule: Annotated[str, "the name of the rule in the ledger"]
    title: Annotated[str, "what the rule is called"]
    by: By
    since: Since
    until: Until
    reason: Annotated[str | None, "why"]
    certain: Annotated[bool, "whether it surely concerned the area and no record of it is disputed"]
    events: Events


@row_class
class CaseUnder(Frozen):
    """A case that was open while a rule over it was suspended."""

    case: Annotated[str, "the name of the case in the ledger"]
    phase: Annotated[str | None, "the phase that it was in; null before the first"]
    since: Annotated[str | None, "since when it was in that phase"]
    entered: Annotated[int, "how many other phases it entered meanwhile, on record"]
    events: Events


@row_class
class PauseOver(PauseLine):
    """A suspended rule of another level, or of all, with the cases under it."""

    level: Level
    cases: Annotated[tuple[CaseUnder, ...], "the cases under it"]


def delays(stalling: Standstill, level: str | None) -> tuple[Halt, ...]:
    """The promises at a level that another body blocked or that were suspended, by their days."""
    rows = [row for named, _, row in stalling.promises if named == level]
    rows.sort(key=lambda row: (row.subject, row.start))
    found = [
        halt
        for _, life in groupby(rows, key=lambda row: row.subject)
        for halt in _halts(stalling, list(life))
    ]
    return tuple(sorted(found, key=lambda halt: (halt.since, halt.promise)))


def _halts(stalling: Standstill, life: list[PromiseRow]) -> Iterator[Halt]:
    """Each stretch in the life of one promise in which it was held up."""
    for stretch in _stretches(life):
        first, last = stretch[0], stretch[-1]
        yield Halt(
            promise=first.promise,
            text=first.terms.text,
            by=first.terms.by,
            blocked_by=first.blocked_by,
            suspended=any(row.suspended for row in stretch),
            since=first.start[:10],
            until=_day(stalling, last.end),
            vague=first.halted == UNKNOWN and last.halted == YES,
            pauses=tuple(
                pause.rule
                for pause in stalling.pauses
                if pause.start.earliest < last.end and first.start < _end(pause)
            ),
            events=tuple(sorted({event for row in stretch for event in row.events})),
        )


def _stretches(life: Iterable[PromiseRow]) -> list[list[PromiseRow]]:
    """The runs of neighbouring rows in which a promise was held up in one way."""
    found: list[list[PromiseRow]] = []
    for row in life:
        if row.halted == NO:
            continue
        last = found[-1][-1] if found else None
        if last is not None and last.end == row.start and _how(last) == _how(row):
            found[-1].append(row)
        else:
            found.append([row])
    return found


def _how(row: PromiseRow) -> tuple[tuple[str, ...], bool]:
    return row.blocked_by, row.suspended


def under_pause(stalling: Standstill, level: str | None) -> tuple[PauseOver, ...]:
    """The pauses of rules of another level, or of all, with the cases at this level under each."""
    found: list[PauseOver] = []
    for pause in stalling.pauses:
        cases = tuple(_cases(stalling, pause, level)) if pause.level != level else ()
        if cases:
            found.append(PauseOver(**fields_of(told(pause)), level=pause.level, cases=cases))
    return tuple(found)


def _cases(stalling: Standstill, pause: Pause, level: str | None) -> Iterator[CaseUnder]:
    """The cases at a level that were open during a pause and that it certainly concerned."""
    gathering, start, end = stalling.gathering, pause.start.latest, _end(pause)
    for case, rows in stalling.cases.items():
        during = [row for row in rows if row.start < end and start < row.end]
        during = [row for row in during if row.closed is None]
        if not during or during[0].level != level:
            continue
        if not any(holds(gathering.geography, place, case, start) for place in pause.places):
            continue
        phases = list(dict.fromkeys(row.phase for row in during))
        yield CaseUnder(
            case=StreamName.parse(case).name,
            phase=phases[0],
            since=during[0].since,
            entered=len(phases) - 1,
            events=tuple(sorted({row.event for row in during})),
        )


def told(pause: Pause) -> PauseLine:
    """A pause in the words of the records."""
    assert pause.began.effective is not None, "a suspension says from when on"
    return PauseLine(
        rule=pause.rule,
        title=pause.title,
        by=pause.began.by,
        since=pause.began.effective,
        until=until(pause.ended.effective if pause.ended else None),
        reason=pause.began.reason,
        certain=pause.certain,
        events=pause.events,
    )


def _end(pause: Pause) -> Instant:
    return pause.end.earliest if pause.end else FOREVER


def _day(stalling: Standstill, end: Instant) -> str | None:
    """The last day of it, unless its end lies beyond the moment asked for."""
    return last_day(end)[:10] if end < due_instant(stalling.gathering.question.as_of) else None
