"""The history of one rule or one case as facts to be told, a sentence each.

Professionals cannot explain rules that change under them; the record can: from what to what,
since when, for whom, by whom, and with how much notice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from domain.dates import Instant, bounds, due_instant
from domain.record import StreamName
from domain.value import value_class
from projections.geography.geography import Geography
from projections.regime.acts import EXPIRY, Act, RulePlace
from projections.regime.comparison import compare_topics, notice, start
from projections.regime.force import Layer, RuleLayers, Viewpoint
from projections.regime.lines import ChangeLine, change_line
from projections.regime.rulebook import Rulebook
from projections.report import Question
from projections.rows.acts import Comment, RuleAct
from projections.rows.span import when
from projections.rows.subjects import CaseRow

# -- facts -------------------------------------------------------------------------------------
# What there is to tell.


@value_class
class Dated:
    """What happened on a day, as written. order: which of those of one day is told first."""

    on: str
    order: int


@value_class
class Announced(Dated):
    """A rule was said to come.

    stage: how far it is. value: what it will say. place: what the place is called for which it
    will hold. effective: from when on it is to hold, where that is said.
    """

    by: tuple[str, ...]
    stage: str
    value: str
    place: str
    effective: str | None


@value_class
class Happened(Dated):
    """Something happened to a rule.

    place: what the place is called; None where the record names none. before, now: what the rule
    said there, before and after. ahead: whether it is not so yet. comments: what parties say of it.
    """

    record: RuleAct
    place: str | None
    before: tuple[str, ...]
    now: tuple[str, ...]
    ahead: bool
    notice_days: int | None
    comments: tuple[Comment, ...]


@value_class
class Phase(Dated):
    """A case was opened, entered a phase or was closed (then it has an outcome).

    what: opened, since or closed, as the fields of a case call these days. area: its name.
    """

    what: str
    case: CaseRow
    area: str


@value_class
class RulesOfCase(Dated):
    """The rules of a case on a topic when it was opened, and now; None where not known."""

    topic: str
    before: tuple[str, ...] | None
    now: tuple[str, ...] | None


@value_class
class ChangeForCase(Dated):
    """The rules of a case on a topic changed."""

    topic: str
    change: ChangeLine


Fact = Announced | Happened | Phase | RulesOfCase | ChangeForCase

FIRST = 2**62
"""After whatever else happened on the day."""


def facts_of(question: Question, stream: str) -> list[Fact]:
    """The facts of a rule or a case in the order of their days; none for other streams."""
    kind, name = StreamName.parse(stream)
    rulebook = Rulebook.of(Geography(question))
    facts: list[Fact] = []
    if kind == "rule" and name in rulebook.rules:
        facts = [*_announced(rulebook, name), *_happened(rulebook, name)]
    elif kind == "case":
        facts = [*_phases(rulebook, stream), *_regime(rulebook, stream)]
    return sorted(facts, key=lambda fact: (bounds(fact.on).earliest, fact.order))


# -- rule --------------------------------------------------------------------------------------


def _announced(rulebook: Rulebook, rule: str) -> Iterator[Announced]:
    """What was said to come, at each stage."""
    geography, moment = rulebook.geography, rulebook.geography.question.as_of
    for act in rulebook.rules[rule].acts:
        if act.kind == "rule.announced" and when(act).earliest <= moment:
            assert act.stage is not None, "what is announced is at a stage"
            assert act.value is not None, "what is announced says what"
            yield Announced(
                on=act.on,
                order=act.order,
                by=act.by,
                stage=act.stage,
                value=act.value,
                place=geography.name(act.scope, moment),
                effective=act.effective,
            )


def _happened(rulebook: Rulebook, rule: str) -> Iterator[Happened]:
    """What happened to the rule, with what it said before and after."""
    geography, moment = rulebook.geography, rulebook.geography.question.as_of
    acts = [act for act in rulebook.acts[rule] if act.kind != EXPIRY]
    comments = rulebook.rules[rule].comments
    for number, act in enumerate(acts):
        record, ahead = act.record, act.when.earliest > moment
        if ahead and when(record).earliest > moment:
            continue
        assert record.effective is not None, "what changes a rule in force says from when on"
        yield Happened(
            on=record.effective,
            order=record.order,
            record=record,
            place=geography.name(act.place.scope, moment) if act.place else None,
            before=_values(rulebook, acts[:number], act),
            now=_values(rulebook, acts[: number + 1], act),
            ahead=ahead,
            notice_days=notice(act),
            comments=tuple(
                comment
                for comment in comments
                if comment.record == record.id and when(comment).earliest <= moment
            ),
        )


def _values(rulebook: Rulebook, happened: Iterable[Act], about: Act) -> tuple[str, ...]:
    """What the rule said, in force or not, where an act concerns it, after some acts."""
    acts = list(happened)
    places = [about.place] if about.place else sorted({act.place for act in acts if act.place})
    layers = (_layer(rulebook, acts, place, about.when.latest) for place in places)
    return tuple(sorted({layer.rule.value for layer in layers if layer}))


def _layer(
    rulebook: Rulebook, acts: Iterable[Act], place: RulePlace, moment: Instant
) -> Layer | None:
    viewpoint = Viewpoint(rulebook.geography.chain(place.scope, moment), place.level)
    state = RuleLayers()
    for act in acts:
        if viewpoint.sees(act):
            state = viewpoint.after(state, act)
    return viewpoint.layer(state, place)


# -- case --------------------------------------------------------------------------------------


def _phases(rulebook: Rulebook, case: str) -> Iterator[Phase]:
    """When a case was opened, entered its phases and was closed."""
    geography, moment = rulebook.geography, rulebook.geography.question.as_of
    rows = [row for row in geography.land.cases.get(case, ()) if row.start <= moment]
    seen: set[tuple[str, str]] = set()
    for row in rows:
        days = {"opened": row.opened, "since": row.since, "closed": row.closed}
        for what, on in days.items():
            if on and (what, on) not in seen:
                seen.add((what, on))
                yield Phase(on, row.event, what, row, geography.name(row.area, moment))


def _regime(rulebook: Rulebook, case: str) -> Iterator[RulesOfCase | ChangeForCase]:
    """The rules of a case by topic, when it was opened and now, and every change in between."""
    end = due_instant(rulebook.geography.question.as_of)
    begun = start(rulebook, case, None)
    if begun is None or begun.since.latest >= end:
        return
    for compared in compare_topics(rulebook, begun, end):
        before = compared.at_start.values if compared.at_start else None
        now = compared.now.values if compared.now else None
        yield RulesOfCase(str(begun.since.latest), FIRST, compared.topic, before, now)
        for change in compared.changes:
            order = max(change.events, default=0)
            yield ChangeForCase(change.on, order, compared.topic, change_line(change))
