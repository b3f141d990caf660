"""The view `unequal`: how differently rules treat the members of a group or an area.

METHODS 3, E05 to E08. Pairs are counted, and money is compared, by what is on record: whether a
difference is just is for the reader.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated, NamedTuple

from domain.dates import Bounds, days_between
from domain.value import remembering_class
from projections.geography.geography import Geography
from projections.regime.comparison import Compared, compare
from projections.regime.figures import YEAR_DAYS, days_with_change, proven, rate
from projections.regime.members import TreatedMember, members
from projections.regime.rulebook import Rulebook
from projections.report import Events, Name, Question, Report, answer
from projections.rows.frozen import Frozen, row_class
from projections.statistics.measures import effective_number, gini, pairs_apart, theil

# -- row ---------------------------------------------------------------------------------------
# The row of some groups or areas together.


@row_class
class RegimeLine(Frozen):
    """One set of rules, and for whom it holds."""

    values: Annotated[dict[str, tuple[str, ...]], "the values on each topic"]
    dwellings: Annotated[int | None, "dwellings; null unless the size of all members is on record"]
    members: Annotated[tuple[str, ...], "for whom, as streams"]
    member_names: Annotated[tuple[str, ...], "what these are called"]
    events: Events


@row_class
class Unequal(Frozen):
    """How differently the members of some groups or areas are treated."""

    subject: Annotated[str, "the groups or areas asked about, as streams"]
    name: Name
    members: Annotated[int, "cases, and groups that are told apart, in them"]
    groups: Annotated[int, "of these, groups"]
    dwellings: Annotated[int, "dwellings, of the members whose size is on record"]
    unsized: Annotated[int, "members whose size is not on record"]
    approximate: Annotated[bool, "whether a size is an approximate one"]
    topics: Annotated[tuple[str, ...], "topics on which it is on record what holds for all members"]
    differing: Annotated[
        tuple[str, ...], "of these, topics on which not all are under the same rules"
    ]
    not_compared: Annotated[tuple[str, ...], "topics on which that is not on record for all"]
    regimes_on_record: Annotated[int | None, "different sets of rules; null without a topic"]
    pairs_apart: Annotated[
        float | None, "the share of pairs of dwellings under different sets of rules (Simpson)"
    ]
    effective_regimes: Annotated[float | None, "how many sets of one size would be as diverse"]
    regimes: Annotated[tuple[RegimeLine, ...], "every set of rules"]
    with_amount: Annotated[int, "dwellings with an amount on record"]
    currency: Annotated[
        str | None, "the currency of the amounts; null without any, or with more than one"
    ]
    gini: Annotated[float | None, "Gini coefficient of the amounts"]
    theil: Annotated[float | None, "Theil's T of the amounts"]
    theil_between: Annotated[float | None, "the part between the sets of rules"]
    theil_within: Annotated[float | None, "the part within them"]
    theil_between_share: Annotated[float | None, "the share of the part between"]
    dwelling_years: Annotated[float, "years since each began, over all dwellings"]
    changes: Annotated[int, "changes for a dwelling, counted in days with a change"]
    rate_per_year: Annotated[float | None, "the same per dwelling year"]
    rate_low: Annotated[
        float | None,
        "the lower exact Poisson limit, as if dwellings changed independently (naive)",
    ]
    rate_high: Annotated[float | None, "the upper limit"]
    share_unchanged: Annotated[float | None, "the share of dwellings without a change on record"]
    acts: Annotated[int, "acts that made the changes: one act can change the rules of many"]
    events: Events


# -- unequal -----------------------------------------------------------------------------------
# How differently the members are treated, and how often it changed.

PER_DWELLING = frozenset({"dwelling", "home", "house", "household", "address", "case"})
"""Of an amount per one of these it is known what a member gets."""

TREND = ("dwellings", "regimes_on_record", "pairs_apart", "acts")

Regime = tuple[tuple[str, ...], ...]
"""The values on each topic compared."""


@remembering_class
class Treated:
    """A member with its rules on every topic on which any of the members is compared."""

    member: TreatedMember
    topics: dict[str, Compared]

    @property
    def own(self) -> list[Compared]:
        """The topics on which its changes count: those of its yardstick, or all without one."""
        topics = self.member.begun.topics
        own = [compared for name, compared in self.topics.items() if name in topics]
        return own or list(self.topics.values())

    def knows(self, topic: str) -> bool:
        """Whether it is known what holds now."""
        return self.topics[topic].now is not None

    def regime(self, topics: Sequence[str]) -> Regime:
        """What holds now on topics of which that is known."""
        held = (self.topics[topic].now for topic in topics)
        return tuple(ruling.values if ruling else () for ruling in held)

    def amounts(self, topics: Sequence[str]) -> dict[str, float]:
        """The money that a member gets now on these topics, by currency."""
        found: dict[str, float] = {}
        for topic in topics:
            now = self.topics[topic].now
            for rule in now.rules if now else ():
                value, currency, per = rule.amount or ("", "", "")
                own = rule.place.scope == self.member.scope and self.member.size == 1
                if value and (own or per in PER_DWELLING):
                    found[currency] = found.get(currency, 0.0) + float(value)
        return found


def unequal(
    question: Question, scopes: list[str], asked: Bounds | None = None, topic: str | None = None
) -> Report[Unequal]:
    """Report on the members of some groups or areas together, in one row.

    asked: the day to count changes from, where somebody names one; topic: compare this one alone.
    """
    geography = Geography(question)
    rulebook = Rulebook.of(geography)
    found = members(rulebook, scopes, asked)
    names = [topic] if topic else _topics(rulebook, found)
    treated = [_treated(rulebook, member, names) for member in found]
    row = _row(geography, scopes, treated, _recorded(treated))
    return answer(question, "unequal", [row], Unequal, trend=TREND)


def _topics(rulebook: Rulebook, found: Iterable[TreatedMember]) -> list[str]:
    """The topics of every member's yardstick: members under several are compared on all of them."""
    return sorted({name for member in found for name in member.begun.topics or rulebook.by_topic})


def _treated(rulebook: Rulebook, member: TreatedMember, topics: Iterable[str]) -> Treated:
    return Treated(
        member, {name: compare(rulebook, member.begun, name, member.end) for name in topics}
    )


def _recorded(treated: Iterable[Treated]) -> list[str]:
    """The topics on which any of the members had a rule at any time."""
    return sorted(
        {name for each in treated for name, compared in each.topics.items() if compared.recorded}
    )


def _row(
    geography: Geography, scopes: Sequence[str], treated: Sequence[Treated], every: Sequence[str]
) -> Unequal:
    """All members together. every: the topics on which any of them had a rule.

    Without all sizes the share of pairs is not known, unless there is one regime alone.
    """
    topics = tuple(name for name in every if all(each.knows(name) for each in treated))
    regimes = _regimes(treated, topics) if topics else {}
    lines = tuple(_line(regime, inside, topics) for regime, inside in regimes.items())
    sizes = _whole(line.dwellings for line in lines)
    paid, history = _paid(regimes.values(), topics), _history(treated)
    parts = theil(paid.groups) if paid.currency else None
    often = rate(history.changes, history.days)
    sized = sum(each.member.size or 0 for each in treated)
    return Unequal(
        subject=" ".join(scopes),
        name=", ".join(geography.name(scope, geography.question.as_of) for scope in scopes),
        members=len(treated),
        groups=sum(each.member.scope.startswith("cohort/") for each in treated),
        dwellings=sized,
        unsized=sum(each.member.size is None for each in treated),
        approximate=any(each.member.about for each in treated),
        topics=topics,
        differing=tuple(name for name in topics if len(_regimes(treated, [name])) > 1),
        not_compared=tuple(name for name in every if name not in topics),
        regimes_on_record=len(lines) or None,
        pairs_apart=pairs_apart(sizes) if sizes else 0.0 if len(lines) == 1 else None,
        effective_regimes=effective_number(sizes) if sizes else None,
        regimes=lines,
        with_amount=len(paid.everybody),
        currency=paid.currency,
        gini=gini(paid.everybody) if paid.currency else None,
        theil=parts.total if parts else None,
        theil_between=parts.between if parts else None,
        theil_within=parts.within if parts else None,
        theil_between_share=parts.between_share if parts else None,
        dwelling_years=history.days / YEAR_DAYS,
        changes=history.changes,
        rate_per_year=often.per_year,
        rate_low=often.low,
        rate_high=often.high,
        share_unchanged=history.still / sized if sized else None,
        acts=len(history.acts),
        events=tuple(sorted(history.events)),
    )


def _regimes(treated: Iterable[Treated], topics: Sequence[str]) -> dict[Regime, list[Treated]]:
    found: dict[Regime, list[Treated]] = {}
    for each in treated:
        found.setdefault(each.regime(topics), []).append(each)
    return found


def _line(regime: Regime, inside: Sequence[Treated], topics: Sequence[str]) -> RegimeLine:
    sizes = _whole(each.member.size for each in inside)
    held = [each.topics[topic].now for each in inside for topic in topics]
    rules = (rule for ruling in held if ruling for rule in ruling.rules)
    return RegimeLine(
        values=dict(zip(topics, regime, strict=True)),
        dwellings=sum(sizes) if sizes else None,
        members=tuple(each.member.scope for each in inside),
        member_names=tuple(each.member.name for each in inside),
        events=tuple(sorted({event for rule in rules for event in rule.events})),
    )


def _whole(sizes: Iterable[int | None]) -> list[int]:
    """Some sizes where all of them are known (E05, E06); none otherwise."""
    every = list(sizes)
    known = [size for size in every if size is not None]
    return known if len(known) == len(every) else []


# -- money -------------------------------------------------------------------------------------
# Gini and Theil of the amounts of members of known size, by regime (E07).


class Paid(NamedTuple):
    """The amounts that dwellings get, by regime.

    currency: None without any amount, or with amounts in several currencies: those cannot be
    compared.
    """

    groups: list[list[float]]
    currency: str | None

    @property
    def everybody(self) -> list[float]:
        """The amounts of all dwellings."""
        return [amount for group in self.groups for amount in group]


def _paid(regimes: Iterable[Sequence[Treated]], topics: Sequence[str]) -> Paid:
    groups: list[list[float]] = []
    currencies: set[str] = set()
    for inside in regimes:
        groups.append([])
        for each in inside:
            amounts = each.amounts(topics)
            currencies |= amounts.keys()
            groups[-1] += list(amounts.values())[:1] * (each.member.size or 0)
    return Paid(groups, currencies.pop() if len(currencies) == 1 else None)


# -- history -----------------------------------------------------------------------------------
# Changes per dwelling and year since each start, and the acts that made them (E08).
#
# The interval is naive: it takes changes of dwellings to be independent, though one act may
# change the rules of all. So acts stand beside it.


class History(NamedTuple):
    """What happened to all members: days and changes over all dwellings of known size.

    still: how many of these dwellings had no change. acts: what made the changes, each once.
    events: the records of the changes.
    """

    days: int
    changes: int
    still: int
    acts: set[str | int]
    events: set[int]


def _history(treated: Sequence[Treated]) -> History:
    counted = [
        (each.member.size, _days(each.member), len(days_with_change(proven(each.own))))
        for each in treated
        if each.member.size
    ]
    made = [change for each in treated for change in proven(each.own)]
    return History(
        days=sum(size * days for size, days, _ in counted),
        changes=sum(size * changes for size, _, changes in counted),
        still=sum(size for size, _, changes in counted if not changes),
        acts={act.record.act or act.event for change in made for act in change.acts},
        events={event for change in made for event in change.events},
    )


def _days(member: TreatedMember) -> int:
    return days_between(member.begun.since.latest, member.end)
