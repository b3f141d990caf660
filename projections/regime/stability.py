"""The view `stability`: which rules applied at the start, which apply now, and what changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from typing import Annotated, Literal

from domain.dates import Bounds, Instant, days_between, due_instant, seconds_before
from domain.step_function import StepFunction, together
from domain.value import value_class
from projections.charter import charters
from projections.geography.coverage import each_once, jointly
from projections.geography.geography import Geography
from projections.regime.acts import rule_place
from projections.regime.comparison import (
    Change,
    Compared,
    Start,
    Why,
    compare_topics,
    stable,
    start,
    vouching_for,
)
from projections.regime.exceptions import ExceptionLine, exceptions
from projections.regime.figures import (
    ActsByRank,
    ActsInForce,
    ExceptionsInForce,
    RulesInForce,
    days_to_first,
    days_with_change,
    in_force,
    least_notice,
    over_years,
    proven,
    rate,
    share_start_regime,
)
from projections.regime.lines import (
    STABLE,
    ChangeLine,
    Gap,
    Missing,
    Stable,
    TopicLine,
    missing,
    topic_line,
)
from projections.regime.parts import PartChange, certain, changes_of_parts, possible
from projections.regime.pending import PendingLine, pending
from projections.regime.rulebook import Rulebook, Subject
from projections.report import Name, Parties, Question, Report, answer
from projections.rows.frozen import Frozen, row_class

# -- row ---------------------------------------------------------------------------------------
# The row of a place.

ForSubject = Annotated[str, "the area, case or cohort, as a stream"]


@row_class
class Stability(Frozen):
    """Everything that is known of the rules for one place since its start."""

    subject: ForSubject
    name: Name
    title: Annotated[str, "the place with what it lies within"]
    start: Annotated[
        str | None, "the day compared with; null where nothing on record tells (METHODS 3)"
    ]
    start_from: Annotated[Why | None, "why that day: asked, opened, charter, coverage or rule"]
    charter: Annotated[str | None, "the yardstick that covers it; null without one"]
    topics_from: Annotated[
        Literal["charter", "rules"],
        "charter: the topics of the yardstick; rules: all that had a rule",
    ]
    event: Annotated[int | None, "the record that the start rests on, by its place in the ledger"]
    days: Annotated[int, "days since the start"]
    stable: Stable
    vouched_by: Annotated[
        Parties,
        "the parties that vouch that all rules compared are on record, up to the last day vouched "
        "for; empty where nobody does",
    ]
    vouched_until: Annotated[
        str | None,
        "the last day by then on which somebody vouches for all that is compared; null: none is",
    ]
    stable_vouched: Annotated[
        bool | None, "the answer as of that day; null if that is the day asked about, or is null"
    ]
    changes: Annotated[int, "days with a proven change"]
    unfavourable: Annotated[int, "days with a change coded as unfavourable"]
    directions: Annotated[
        dict[str, int],
        "days with a change by its coding for residents: unfavourable, favourable, mixed, neutral, "
        "or not-coded",
    ]
    breadth: Annotated[float | None, "topics with a change, of the topics compared"]
    first_change: Annotated[str | None, "the day of the first proven change, as written"]
    first_unfavourable: Annotated[str | None, "the same of those coded as unfavourable"]
    days_to_first_change: Annotated[
        int | None, "days from the start to it; all days if certainly unchanged"
    ]
    share_start_regime: Annotated[
        float | None, "the share of all days with all as at the start; null if not certain"
    ]
    share_start_regime_low: Annotated[float | None, "the share of all days of which that is proven"]
    share_start_regime_high: Annotated[
        float | None, "the share of all days of which that is possible"
    ]
    rate_per_year: Annotated[float | None, "changes per year of 365.25 days"]
    rate_low: Annotated[float | None, "the lower exact Poisson limit, 95% (Garwood)"]
    rate_high: Annotated[float | None, "the upper limit"]
    retroactive: Annotated[int, "days with a change that was made known after it took effect"]
    min_notice_days: Annotated[
        int | None, "the least days from publication to effect; negative: after the fact"
    ]
    pending: Annotated[tuple[PendingLine, ...], "what is announced or decided and not in force"]
    exceptions: Annotated[
        tuple[ExceptionLine, ...], "exceptions to rules here, in a part of it or around it"
    ]
    for_part_of_it: Annotated[
        tuple[PartChange, ...],
        "of an area: what changed since the start for areas, groups and cases that certainly lie "
        "in it; in none of the figures. Exceptions are listed as such",
    ]
    may_touch: Annotated[
        tuple[PartChange, ...],
        "the same for groups of which it is only not excluded that they have members in it; that "
        "proves nothing here",
    ]
    missing: Missing
    acts_in_force: ActsInForce
    acts_by_rank: ActsByRank
    exceptions_in_force: ExceptionsInForce
    in_force_over_time: Annotated[
        tuple[RulesInForce, ...],
        "the same at the start, at the end of each year, and at the moment",
    ]
    topics: Annotated[tuple[TopicLine, ...], "every topic compared"]


# -- stability ---------------------------------------------------------------------------------
# Which rules applied at the start, which apply now, and what changed.

TREND = ("stable", "changes", "unfavourable", "retroactive", "acts_in_force")


def stability(
    question: Question, scopes: Sequence[str] = (), asked: Bounds | None = None
) -> Report[Stability]:
    """Report on areas, groups or cases, by their streams.

    Without any, on every area for which a charter or a rule was made. asked: the day to compare
    with, where somebody names one.
    """
    rulebook = Rulebook.of(Geography(question))

    @cache
    def earlier(moment: Instant) -> Rulebook:
        return Rulebook.of(Geography(replace(question, as_of=moment)))

    places = [_followed(rulebook, scope, asked) for scope in scopes or concerned(rulebook)]
    rows = [_row(rulebook, place, _vouched_answer(earlier, place, asked)) for place in places]
    rows.sort(key=lambda row: row.name)
    return answer(question, "stability", rows, Stability, trend=TREND)


def concerned(rulebook: Rulebook) -> list[str]:
    """The areas for which a charter or a rule was made."""
    places = (rule_place(act) for rule in rulebook.rules.values() for act in rule.acts)
    scopes = {place.scope for place in places if place}
    scopes |= {charter.scope for charter in charters(rulebook.geography.question)}
    return sorted(scope for scope in scopes if scope.startswith("area/"))


@value_class
class Followed:
    """A place from its start to just after the moment asked about.

    begun: None where nothing on record tells of a start; then nothing is compared. same: whether
    the rules stayed the same, where that is certain. vouching: who vouches for all that is
    compared.
    """

    subject: Subject
    begun: Start | None
    since: Instant
    end: Instant
    compared: list[Compared]
    same: bool | None
    vouching: StepFunction[Parties]

    @property
    def vouched_to(self) -> Instant | None:
        """Where the last day ends on which somebody vouches for all that is compared."""
        return max((part.end for part in self.vouching.parts if part.value), default=None)


def _followed(rulebook: Rulebook, scope: str, asked: Bounds | None) -> Followed:
    end = due_instant(rulebook.geography.question.as_of)
    begun = start(rulebook, scope, asked)
    if begun is None:
        subject = Subject(scope, Bounds(end, end))
        return Followed(subject, None, end, end, [], None, StepFunction())
    compared = compare_topics(rulebook, begun, end)
    same = STABLE.get(stable(rulebook, begun, compared, end))
    since = min(begun.since.latest, end)
    by_topic = [comparison.vouching for comparison in compared]
    by_topic = by_topic or [vouching_for(rulebook, begun, None, end)]
    vouching = together(*by_topic).change(jointly)
    return Followed(begun.subject, begun, since, end, compared, same, vouching)


def _vouched_answer(
    earlier: Callable[[Instant], Rulebook], place: Followed, asked: Bounds | None
) -> bool | None:
    """The answer as of the last day vouched for, where the day asked for lies after it.

    It is asked as of that day, and not read off what is known of it by now. earlier: the rules as
    of a moment.
    """
    if place.vouched_to is None or place.vouched_to == place.end:
        return None
    moment = seconds_before(place.vouched_to, 1)
    return _followed(earlier(moment), place.subject.scope, asked).same


def _row(rulebook: Rulebook, place: Followed, stable_vouched: bool | None) -> Stability:  # noqa: FBT001 - the value of a field, not a switch
    """All that is known of the rules for one place since its start.

    Where it is certain that nothing changed, the days to the first change are all days so far
    (METHODS 3, E02).
    """
    geography, scope = rulebook.geography, place.subject.scope
    moment = geography.question.as_of
    begun, compared, same = place.begun, place.compared, place.same
    changes = proven(compared)
    worse = [change for change in changes if change.direction == "unfavourable"]
    directions = _directions(changes)
    days, count = days_between(place.since, place.end), len(days_with_change(changes))
    often, share = rate(count, days), share_start_regime(compared, place.since, place.end)
    now = in_force(rulebook, place.subject, moment)
    parts = _parts(rulebook, place)
    return Stability(
        subject=scope,
        name=geography.name(scope, moment),
        title=geography.title(scope, moment),
        start=begun.since.latest[:10] if begun else None,
        start_from=begun.why if begun else None,
        charter=begun.charter if begun else None,
        topics_from="charter" if begun and begun.topics else "rules",
        event=begun.event if begun else None,
        days=days,
        stable=same,
        vouched_by=each_once(part.value for part in place.vouching.parts),
        vouched_until=seconds_before(place.vouched_to, 1)[:10] if place.vouched_to else None,
        stable_vouched=stable_vouched,
        changes=count,
        unfavourable=directions["unfavourable"],
        directions=directions,
        breadth=len({change.topic for change in changes}) / len(compared) if compared else None,
        first_change=changes[0].on if changes else None,
        first_unfavourable=worse[0].on if worse else None,
        days_to_first_change=(
            days_to_first(changes, place.since) if changes else days if same else None
        ),
        share_start_regime=share.one,
        share_start_regime_low=share.low,
        share_start_regime_high=share.high,
        rate_per_year=often.per_year,
        rate_low=often.low,
        rate_high=often.high,
        retroactive=len(days_with_change(change for change in changes if change.retroactive)),
        min_notice_days=least_notice(changes),
        pending=pending(rulebook, scope, moment),
        exceptions=exceptions(rulebook, scope, moment),
        for_part_of_it=certain(parts),
        may_touch=possible(parts),
        missing=_missing(compared) if same is None else (),
        acts_in_force=now.acts_in_force,
        acts_by_rank=now.acts_by_rank,
        exceptions_in_force=now.exceptions_in_force,
        in_force_over_time=over_years(rulebook, place.subject, place.since, moment)
        if begun
        else (),
        topics=tuple(topic_line(geography, comparison) for comparison in compared),
    )


def first_changes(row: Stability) -> list[ChangeLine]:
    """The first proven change, with those that may lie before it as the dates are vague."""
    changes = (change for topic in row.topics for change in topic.changes if change.proven)
    proven = sorted(changes, key=lambda change: change.latest)
    return [
        change
        for change in proven
        if change.earliest < proven[0].latest or change.latest == proven[0].latest
    ]


DIRECTIONS = ("unfavourable", "favourable", "mixed", "neutral")
NOT_CODED = "not-coded"


def _directions(changes: Sequence[Change]) -> dict[str, int]:
    """On how many days anything changed in each direction for residents, by its coding."""
    coded = {
        coding: days_with_change(
            change for change in changes if (change.direction or NOT_CODED) == coding
        )
        for coding in (*DIRECTIONS, NOT_CODED)
    }
    return {coding: len(days) for coding, days in coded.items()}


def _parts(rulebook: Rulebook, place: Followed) -> tuple[PartChange, ...]:
    """What changed for parts of an area, on the topics in question, since its start."""
    if place.begun is None or not place.subject.scope.startswith("area/"):
        return ()
    return changes_of_parts(rulebook, place.subject, place.begun.topics, place.since)


def _missing(compared: Sequence[Compared]) -> tuple[Gap, ...]:
    """What would have to be on record to tell whether the rules stayed the same."""
    gaps: set[Gap] = {kind for comparison in compared for kind in missing(comparison)}
    return tuple(sorted(gaps)) or ("rule",)
