"""The view `conditions`: every yardstick with its verdict, and whose act each break is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Annotated

from domain.dates import bounds, day, last_day, seconds_before
from domain.step_function import NO, NOTHING, UNKNOWN, YES, Piece
from domain.value import value_class
from domain.vocabulary import CONDITIONS, parameters_of
from projections.charter import (
    Bearing,
    CalledPlace,
    Yardstick,
    applicable_charters,
    charters,
    laid,
)
from projections.conditions.actors import about, actors
from projections.conditions.condition import Judged, Judgement
from projections.conditions.promises_kept import BreachSpan, PromisesBeside, beside, breaches
from projections.conditions.rules_unchanged import for_part_of_it
from projections.conditions.verdict import (
    CONSTANT,
    NOT_CONSTANT,
    NOT_MET_AT_START,
    Break,
    ConditionVerdict,
    finding,
    first,
    judged,
    measurements,
    vouched_for,
    whole,
)
from projections.geography.coverage import each_once
from projections.geography.geography import Geography
from projections.regime.parts import PartChange
from projections.report import (
    Events,
    LogLine,
    LookUp,
    Parties,
    Question,
    Report,
    answer,
)
from projections.roll import Records, on_any
from projections.rows.frozen import Frozen, fields_of, row_class
from projections.rows.subjects import VagueDayRow

# -- rows --------------------------------------------------------------------------------------
# What the view answers: a yardstick, its conditions, each stretch of time, and each break.

Met = Annotated[str, "yes, no, unknown or nothing"]
Verdict = Annotated[
    str, "not-met-at-start, not-constant, unknown or constant: the first that applies"
]
Why = Annotated[str, "the key of the reason"]
Missing = Annotated[tuple[str, ...], "kinds of record whose absence leaves it open"]
VouchedBy = Annotated[
    Parties, "who vouches that all is on record, where it rests on a silence; else empty"
]


@row_class
class ToldBreak(Frozen):
    """From when on a condition is proven not to be met, and whose doing that was."""

    on: Annotated[str, "when it was not met, as the record that brought it about has the day"]
    earliest: Annotated[str, "the first day on which that may have been"]
    latest: Annotated[str, "the last such day, from which on it is proven"]
    condition: Annotated[str, "the condition"]
    perhaps_before: Annotated[
        tuple[str, ...],
        "the conditions of which a break may lie before this one, by their days; of "
        "rules-unchanged also its own, on another topic",
    ]
    perhaps_topics: Annotated[tuple[str, ...], "of rules-unchanged: on which topics it may"]
    direction: Annotated[
        str | None, "of a change of rules for residents: favourable, unfavourable, neutral or mixed"
    ]
    disputed: Annotated[bool, "whether somebody disputes the record that brought it about"]
    event: Annotated[
        int | None, "the record that brought it about; null for a silence without any record"
    ]
    actor: Annotated[
        str | None, "whose doing that record is, an actor and not a culprit; null: nobody on record"
    ]
    actors: Annotated[Parties, "the same as a list"]
    kind: Annotated[str | None, "the kind of that record"]
    stream: Annotated[str | None, "the stream that it stands on"]
    about: Annotated[str | None, "what the stream is about, in the words of its record"]
    dated: Annotated[str | None, "when that record says that it happened"]
    why: Why
    before: Annotated[
        str | None, "what it was just before: yes, no, unknown or nothing; null at the start"
    ]
    met_until: Annotated[str | None, "the last day before on which it is proven to have been met"]
    events: Events


FirstBreak = Annotated[
    ToldBreak | None,
    "the first time that a condition is proven not to be met: of several that whose last possible "
    "day comes first; null: never",
]
FirstUnfavourable = Annotated[
    ToldBreak | None,
    "the first change of rules whose record codes it as unfavourable for residents there; null: "
    "none",
]


@row_class
class ConditionSpan(Frozen):
    """What a condition was from when to when."""

    from_: Annotated[str, "the first day"]
    to: Annotated[str, "the last day, included"]
    met: Met
    why: Why
    direction: Annotated[
        str | None, "of a change of rules: favourable, unfavourable, neutral or mixed"
    ]
    missing: Missing
    vouched_by: VouchedBy
    held_by: Annotated[
        Parties, "of a condition on the lead, who is on record as having it; else empty"
    ]
    events: Annotated[Records, "the records that it rests on, by their places in the ledger"]


@row_class
class JudgedCondition(Frozen):
    """One condition that a yardstick asks, over time."""

    key: Annotated[str, "the condition by its key"]
    parameters: Annotated[
        dict[str, int], "days looked back, the number at most, the least rung of the ladder"
    ]
    text: Annotated[str | None, "the condition in the words of the yardstick"]
    since: Annotated[str | None, "since when the yardstick asks it"]
    at_start: Annotated[str, "on the first day: yes, no, unknown, or nothing to judge"]
    now: Annotated[str, "the same at that moment, or at the end of the yardstick"]
    constant: Annotated[
        bool | None, "whether it was met all along, as far as there was anything to judge"
    ]
    verdict: Verdict
    first_break: FirstBreak
    first_unfavourable: FirstUnfavourable
    missing: Missing
    vouched_by: VouchedBy
    attested: Annotated[bool, "whether it is as attested rather than judged"]
    spans: Annotated[tuple[ConditionSpan, ...], "what it was from when to when"]


@row_class
class PromisesCondition(JudgedCondition):
    """The condition about promises, once it has something to judge."""

    beside: Annotated[PromisesBeside, "counts beside promises-kept at that moment"]
    breaches: Annotated[
        tuple[BreachSpan, ...], "every promise in breach at some time, with who found that"
    ]


@row_class
class AttestedCondition(JudgedCondition):
    """A condition that only people can tell."""

    attested_by: Annotated[Parties, "who attests what it is now"]
    not_met_by: Annotated[Parties, "who attested that it was not met, the first time"]
    not_met_wider: Annotated[bool, "whether they attested that of a wider place alone"]


@row_class
class Tally(Frozen):
    """How the conditions of a yardstick come out; together as many as it asks."""

    not_met: Annotated[int, "conditions shown not to hold at some time"]
    met_throughout: Annotated[int, "conditions shown to hold throughout"]
    unknown: Annotated[int, "conditions of which neither is shown"]


@row_class
class JudgedYardstick(Yardstick):
    """A yardstick with its verdict, the breaks that prove it, and every condition over time."""

    place_name: Annotated[str, "that place as people know it"]
    relation: Annotated[
        str, "own (declared for this place), covers (for more around it), within (in it)"
    ]
    afterwards: Annotated[bool, "whether it was declared after the start"]
    verdict: Verdict
    vouched_until: Annotated[
        str | None,
        "the last day by then on which somebody vouches for all records that its silences need; "
        "null: there is none, or the record tells all by itself and nobody vouches",
    ]
    verdict_vouched: Annotated[
        str | None, "the verdict as of that day; null if that is the day asked about, or is null"
    ]
    first_break: FirstBreak
    first_unfavourable: FirstUnfavourable
    tally: Annotated[Tally, "how many conditions were not met, met throughout, not known"]
    met_now: Annotated[
        int, "conditions that are met at that moment, or at the end of the yardstick"
    ]
    not_met_now: Annotated[int, "conditions that are not"]
    unknown_now: Annotated[int, "conditions of which it is not known"]
    nothing_now: Annotated[int, "conditions for which there is nothing to judge"]
    conditions: Annotated[
        tuple[JudgedCondition | PromisesCondition | AttestedCondition, ...],
        "every condition that it asks",
    ]
    for_part_of_it: Annotated[
        tuple[PartChange, ...],
        "where it asks that the rules stayed the same: of an area what changed since the start for "
        "areas, groups and cases that certainly lie in it, as in `stability`; in no verdict",
    ]
    documented: Annotated[int, "records that the answer rests on"]
    sources: Annotated[dict[str, int], "types of their sources, and how many"]


def own_break(row: JudgedYardstick) -> ToldBreak | None:
    """The first break, but for what people attest of a wider place alone; None without any."""
    own = [
        condition.first_break
        for condition in row.conditions
        if condition.first_break and not attested_wider(condition)
    ]
    return min(own, key=lambda broken: broken.latest, default=None)


def attested_wider(condition: JudgedCondition) -> bool:
    """Whether a condition is not met by what is attested of a wider place alone."""
    return isinstance(condition, AttestedCondition) and condition.not_met_wider


@row_class
class WithoutYardstick(CalledPlace):
    """A place for which nobody declared a yardstick; its fields mean what they mean of one."""

    charter: None
    by: Parties
    agreed_by: Parties
    start: None
    verdict: str
    first_break: None
    first_unfavourable: None
    met_now: int
    not_met_now: int
    unknown_now: int
    conditions: tuple[()]


# -- view --------------------------------------------------------------------------------------
# The view `conditions`: per yardstick whether its conditions were met at the start and since.

TREND = ("verdict", "met_now", "not_met_now", "unknown_now")


def conditions(
    question: Question,
    look_up: LookUp,
    scope: str | None = None,
    charter: str | None = None,
    *,
    with_breaches: bool = True,
) -> Report[JudgedYardstick | WithoutYardstick]:
    """Report on a place (area, cohort or case, as a stream), or on every charter at its own.

    A charter that covers the place is judged at the place; one within it at its own, and listed.
    Without any charter there is one row, with an unknown verdict. with_breaches: whether every
    promise in breach is told.
    """
    geography, log = Geography(question), Log(look_up)
    rows: list[JudgedYardstick | WithoutYardstick] = [
        row(geography, bearing, log.lines, with_breaches=with_breaches)
        for bearing in applicable_charters(geography, scope)
        if charter is None or bearing.charter.name == charter
    ]
    if scope is not None and not rows:
        rows = [_without(geography, scope)]
    return answer(question, "conditions", rows, JudgedYardstick, trend=TREND)


class Log:
    """The lines of the log that were looked up, each once for any number of yardsticks."""

    def __init__(self, look_up: LookUp) -> None:
        self._look_up = look_up
        self._lines: dict[int, LogLine] = {}

    def lines(self, wanted: Iterable[int]) -> Mapping[int, LogLine]:
        """All lines so far, those of the streams on which some records stand among them."""
        missing = set(wanted) - self._lines.keys()
        self._lines |= self._look_up(missing) if missing else {}
        return self._lines


def found(geography: Geography, bearing: Bearing) -> dict[str, tuple[Judged, ConditionVerdict]]:
    """Every condition of a charter at a place, with what is known of it."""
    charter, question = bearing.charter, geography.question
    days = geography.once("vague days", lambda: _vague_days(question))
    results: dict[str, tuple[Judged, ConditionVerdict]] = {}
    for key, terms in charter.conditions.items():
        one = judged(geography, charter, key, bearing.scope)
        start = terms[0].since if terms else None
        results[key] = one, finding(key, one, days, start)
    return results


def _vague_days(question: Question) -> dict[int, str]:
    return {row.event: row.on for row in question.book.ever(VagueDayRow, question.known)}


def row(
    geography: Geography, bearing: Bearing, look_up: LookUp, *, with_breaches: bool = True
) -> JudgedYardstick:
    """One yardstick with its verdict, the breaks that prove it, and every condition over time."""
    charter, results = bearing.charter, found(geography, bearing)
    findings = [known for _, known in results.values()]
    now = Counter(known.now for known in findings)
    steps = (part.value for one, _ in results.values() for part in one.steps.parts)
    events = on_any(step.events for step in steps)
    until, verdict_then = _vouched(geography, bearing, [one for one, _ in results.values()])
    told = Telling(geography, bearing, look_up(_told(results)), with_breaches)
    return JudgedYardstick(
        **fields_of(laid(geography, bearing)),
        place_name=geography.name(charter.scope, geography.question.as_of),
        relation=bearing.relation,
        afterwards=bounds(charter.declared).earliest > charter.start,
        verdict=whole(findings),
        vouched_until=until,
        verdict_vouched=verdict_then,
        first_break=told.broken(first(known.first_break for known in findings)),
        first_unfavourable=told.broken(first(known.first_unfavourable for known in findings)),
        tally=_tally(findings),
        met_now=now[YES],
        not_met_now=now[NO],
        unknown_now=now[UNKNOWN],
        nothing_now=now[NOTHING],
        conditions=tuple(told.condition(key, *result) for key, result in results.items()),
        for_part_of_it=_parts(geography, bearing),
        documented=len(events),
        sources=geography.question.book.cited(events),
    )


def _told(results: Mapping[str, tuple[Judged, ConditionVerdict]]) -> set[int]:
    """The records of which it is told what they say: those that broke a condition, or attest it."""
    breaks = (
        broken
        for _, known in results.values()
        for broken in (known.first_break, known.first_unfavourable)
        if broken is not None
    )
    said = {broken.event for broken in breaks if broken.event is not None}
    for key, (one, _) in results.items():
        if key not in CONDITIONS:
            said.update(event for part in one.steps.parts for event in part.value.events)
    return said


def _parts(geography: Geography, bearing: Bearing) -> tuple[PartChange, ...]:
    """What changed of rules for a part of the place, by the terms at the end."""
    if "rules-unchanged" not in bearing.charter.conditions:
        return ()
    terms = [*measurements(geography, bearing.charter, "rules-unchanged", bearing.scope)]
    return for_part_of_it(terms[-1][0]) if terms else ()


def _tally(findings: Iterable[ConditionVerdict]) -> Tally:
    verdicts = Counter(known.verdict for known in findings)
    return Tally(
        not_met=verdicts[NOT_MET_AT_START] + verdicts[NOT_CONSTANT],
        met_throughout=verdicts[CONSTANT],
        unknown=verdicts[UNKNOWN],
    )


def _vouched(
    geography: Geography, bearing: Bearing, conditions: list[Judged]
) -> tuple[str | None, str | None]:
    """The last day on which somebody vouches for all that a verdict needs, and what it was then.

    None if that is the day asked about. It is asked for as of that day, and not read off the steps
    as they are now: what happened later may tell more of a day than could be said on it.
    """
    parts = vouched_for(conditions).parts
    last = next((part for part in reversed(parts) if part.value == YES), None)
    if last is None:
        return None, None
    moment = seconds_before(last.end, 1)
    if last is parts[-1]:
        return moment[:10], None
    then = Geography(replace(geography.question, as_of=moment))
    (charter,) = (one for one in charters(then.question) if one.name == bearing.charter.name)
    results = found(then, replace(bearing, charter=charter))
    return moment[:10], whole(known for _, known in results.values())


@value_class
class Telling:
    """The conditions of one yardstick at a place, told with the records that they rest on.

    lines: the lines of the log of every stream on which a record stands that broke a condition, or
    attests one, by position.
    with_breaches: whether every promise in breach is told.
    """

    geography: Geography
    bearing: Bearing
    lines: Mapping[int, LogLine]
    with_breaches: bool = True

    def broken(self, broken: Break | None) -> ToldBreak | None:
        """A break with the record that brought it about, and whose doing that was."""
        if broken is None:
            return None
        line = self.lines[broken.event] if broken.event is not None else None
        doers = actors(self.geography.question, line, self.lines) if line else []
        return ToldBreak(
            on=broken.on,
            earliest=day(broken.days.earliest),
            latest=day(broken.days.latest),
            perhaps_before=broken.perhaps_before,
            perhaps_topics=broken.perhaps_topics,
            direction=broken.direction,
            disputed=bool(line and line.status == "disputed"),
            condition=broken.condition,
            event=broken.event,
            actor=", ".join(doers) or None,
            actors=tuple(doers),
            kind=line.kind if line else None,
            stream=line.stream if line else None,
            about=about(line, self.lines) if line else None,
            dated=line.on if line else None,
            why=broken.why,
            before=broken.before,
            met_until=last_day(broken.met_until)[:10] if broken.met_until else None,
            events=broken.events,
        )

    def condition(self, key: str, judged: Judged, known: ConditionVerdict) -> JudgedCondition:
        """One condition over time, with what stands beside it."""
        charter, steps = self.bearing.charter, judged.steps.parts
        terms = charter.conditions[key]
        condition = JudgedCondition(
            key=key,
            parameters=terms[-1].parameters if terms else parameters_of(key),
            text=terms[-1].text if terms else None,
            since=terms[0].start[:10] if terms else None,
            at_start=known.at_start,
            now=known.now,
            constant=known.constant,
            verdict=known.verdict,
            first_break=self.broken(known.first_break),
            first_unfavourable=self.broken(known.first_unfavourable),
            missing=tuple(sorted({kind for part in steps for kind in part.value.missing})),
            vouched_by=each_once(part.value.vouched_by for part in steps),
            attested=key not in CONDITIONS,
            spans=tuple(map(_span, steps)),
        )
        if condition.attested:
            last = condition.spans[-1].events if condition.spans else ()
            broken = known.first_break
            places = {self.lines[event].place for event in broken.events} if broken else set()
            return AttestedCondition(
                **fields_of(condition),
                attested_by=self._attesters(last),
                not_met_by=self._attesters(broken.events) if broken else (),
                not_met_wider=bool(places) and self.bearing.scope not in places,
            )
        if key == "promises-kept" and condition.spans:
            measured = [*measurements(self.geography, charter, key, self.bearing.scope)]
            found = zip(terms, measured if self.with_breaches else (), strict=False)
            return PromisesCondition(
                **fields_of(condition),
                beside=beside(*measured[-1]),
                breaches=tuple(
                    breach for term, asked in found for breach in breaches(*asked, term.start)
                ),
            )
        return condition

    def _attesters(self, events: Iterable[int]) -> Parties:
        return tuple(sorted({self.lines[event].says["by"] for event in events}))


def _span(part: Piece[Judgement]) -> ConditionSpan:
    # In the order of the fields: a condition may have thousands of these, and names take time.
    judged = part.value
    return ConditionSpan(
        part.start[:10],
        last_day(part.end)[:10],
        judged.met,
        judged.why,
        judged.direction,
        judged.missing,
        judged.vouched_by,
        judged.held_by,
        judged.events,
    )


def _without(geography: Geography, scope: str) -> WithoutYardstick:
    """The row of a place for which nobody declared a yardstick."""
    return WithoutYardstick(
        **geography.called(scope),
        charter=None,
        by=(),
        agreed_by=(),
        start=None,
        verdict=UNKNOWN,
        first_break=None,
        first_unfavourable=None,
        met_now=0,
        not_met_now=0,
        unknown_now=0,
        conditions=(),
    )
