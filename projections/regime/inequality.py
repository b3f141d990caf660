"""The view `unequal`: how differently rules treat the members of a group or an area."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from domain.dates import Bounds, Instant, bounds, days_between, due_instant
from domain.quantity import amount
from projections.geography.geography import Geography
from projections.regime.comparison import Compared, Start, compare, start
from projections.regime.figures import YEAR_DAYS, days_with_change, proven, rate
from projections.regime.rulebook import Rulebook
from projections.report import Fields, Question, Report, answer
from projections.statistics.measures import effective_number, gini, pairs_apart, theil

# -- members -----------------------------------------------------------------------------------
# Whom rules treat in a group or an area: its cases, and the groups in it with their sizes.


@dataclass(frozen=True, slots=True)
class TreatedMember:
    """A case, or a group of dwellings that are treated as one.

    begun: since when its rules are compared. end: when it was closed, or just after the moment
    asked for. size: how many dwellings it stands for; None where that is not on record.
    about: whether the size is an approximate one.
    """

    scope: str
    name: str
    begun: Start
    end: Instant
    size: int | None
    about: bool = False


def members(rulebook: Rulebook, scopes: list[str], asked: Bounds | None) -> list[TreatedMember]:
    """The cases of some places and the groups in them, each once, by their streams.

    A case that belongs to one of these groups is counted in the size of the group. A group in
    which nobody is on record by name stands for itself, with its size.
    """
    geography = rulebook.geography
    moment = geography.question.as_of
    inside = {part for scope in scopes for part in geography.parts(scope, moment)}
    groups = {scope for scope in inside if scope.startswith("cohort/")}
    # A group that consists of others is told by them.
    groups -= {scope for scope in scopes if len(geography.parts(scope, moment)) > 1}
    cases = {scope for scope in inside if scope.startswith("case/")}
    sized = {group for group in groups if _size(geography, group, moment)[0] is not None}
    in_groups = {part for group in sized for part in geography.parts(group, moment)}
    found = [_member(rulebook, case, asked) for case in sorted((cases - in_groups) | groups)]
    return [member for member in found if member is not None]


def _member(rulebook: Rulebook, scope: str, asked: Bounds | None) -> TreatedMember | None:
    """A member with its start; None before it."""
    geography = rulebook.geography
    moment = geography.question.as_of
    begun = start(rulebook, scope, asked)
    case = geography.land.case(scope, moment)
    end = bounds(case.closed).earliest if case and case.closed else due_instant(moment)
    if begun is None or begun.since.latest >= end:
        return None
    size, about = (1, False) if scope.startswith("case/") else _size(geography, scope, moment)
    return TreatedMember(scope, geography.name(scope, moment), begun, end, size, about)


def _size(geography: Geography, cohort: str, moment: Instant) -> tuple[int | None, bool]:
    """How many dwellings a group has, and whether that is approximate; `~266` is read as 266."""
    row = geography.land.cohort(cohort, moment)
    if row is None or row.size is None:
        return None, False
    about = row.size.startswith("~")
    known = amount(row.size.removeprefix("~"))
    whole = known.least == known.most and known.least.denominator == 1
    return (int(known.least), about) if whole else (None, False)


# -- unequal -----------------------------------------------------------------------------------
# The view `unequal`: how differently the members of a group are treated, and how often it
# changed.
#
# METHODS 3, E05 to E08. Pairs are counted, and money is compared, by what is on record: whether a
# difference is just is for the reader.

PER_DWELLING = frozenset({"dwelling", "home", "house", "household", "address", "case"})
"""Of an amount per one of these it is known what a member gets."""

TREND = ("dwellings", "regimes_on_record", "pairs_apart", "acts")

Regime = tuple[tuple[str, ...], ...]
"""The values on each topic compared."""


@dataclass(frozen=True)
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
        return tuple(tuple(ruling.values) if ruling else () for ruling in held)

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
) -> Report[Any]:
    """Report on the members of some groups or areas together, in one row.

    asked: the day to count changes from, where somebody names one; topic: compare this one alone.
    """
    geography = Geography(question)
    rulebook = Rulebook(geography)
    found = members(rulebook, scopes, asked)
    names = [topic] if topic else _topics(rulebook, found)
    treated = [_treated(rulebook, member, names) for member in found]
    every = sorted(
        {
            name
            for treatment in treated
            for name in treatment.topics
            if treatment.topics[name].recorded
        }
    )
    topics = [name for name in every if all(treatment.knows(name) for treatment in treated)]
    row = {
        "subject": " ".join(scopes),
        "name": ", ".join(geography.name(scope, geography.question.as_of) for scope in scopes),
        "members": len(treated),
        "groups": sum(treatment.member.scope.startswith("cohort/") for treatment in treated),
        "dwellings": sum(treatment.member.size or 0 for treatment in treated),
        "unsized": sum(treatment.member.size is None for treatment in treated),
        "approximate": any(treatment.member.about for treatment in treated),
        "topics": topics,
        "differing": _differing(treated, topics),
        "not_compared": [name for name in every if name not in topics],
        **_pairs(treated, topics),
        **_money(treated, topics),
        **_history(treated),
    }
    return answer(question, "unequal", [row], trend=TREND)


def _differing(treated: Sequence[Treated], topics: Sequence[str]) -> list[str]:
    """The topics on which not all are under the same rules."""
    return [name for name in topics if len({treatment.regime([name]) for treatment in treated}) > 1]


def _topics(rulebook: Rulebook, found: Iterable[TreatedMember]) -> list[str]:
    """The topics of every member's yardstick: members under several are compared on all of them."""
    return sorted({name for member in found for name in member.begun.topics or rulebook.by_topic})


def _treated(rulebook: Rulebook, member: TreatedMember, topics: Iterable[str]) -> Treated:
    return Treated(
        member, {name: compare(rulebook, member.begun, name, member.end) for name in topics}
    )


def _regimes(treated: Iterable[Treated], topics: Sequence[str]) -> dict[Regime, list[Treated]]:
    found: dict[Regime, list[Treated]] = {}
    for treatment in treated:
        found.setdefault(treatment.regime(topics), []).append(treatment)
    return found


def _pairs(treated: Sequence[Treated], topics: Sequence[str]) -> Fields:
    """The regimes with their members, and the share of pairs under different ones (E05, E06).

    Without all sizes the share is not known, unless there is one regime alone.
    """
    regimes = _regimes(treated, topics) if topics else {}
    sizes = [_sum(treatment.member.size for treatment in inside) for inside in regimes.values()]
    known = [size for size in sizes if size is not None]
    whole = len(known) == len(sizes) and bool(known)
    apart = pairs_apart(known) if whole else 0.0 if len(regimes) == 1 else None
    return {
        "regimes_on_record": len(regimes) or None,
        "pairs_apart": apart,
        "effective_regimes": effective_number(known) if whole else None,
        "regimes": [
            {
                "values": dict(zip(topics, map(list, regime), strict=True)),
                "dwellings": size,
                "members": [treatment.member.scope for treatment in inside],
                "events": _events(inside, topics),
            }
            for (regime, inside), size in zip(regimes.items(), sizes, strict=True)
        ],
    }


def _sum(sizes: Iterable[int | None]) -> int | None:
    """The sum of sizes; None if one of them is not known."""
    known = list(sizes)
    return None if None in known else sum(size or 0 for size in known)


def _events(treated: Iterable[Treated], topics: Sequence[str]) -> list[int]:
    held = [treatment.topics[topic].now for treatment in treated for topic in topics]
    rules = (rule for ruling in held if ruling for rule in ruling.rules)
    return sorted({event for rule in rules for event in rule.events})


def _money(treated: Sequence[Treated], topics: Sequence[str]) -> Fields:
    """Gini and Theil of the amounts of members of known size, by regime (E07)."""
    groups: list[list[float]] = []
    currencies: set[str] = set()
    for inside in _regimes(treated, topics).values() if topics else ():
        groups.append([])
        for treatment in inside:
            amounts = treatment.amounts(topics)
            currencies |= amounts.keys()
            groups[-1] += list(amounts.values())[:1] * (treatment.member.size or 0)
    everybody = [amount for group in groups for amount in group]
    # Amounts in two currencies cannot be compared.
    parts = theil(groups) if len(currencies) == 1 else None
    return {
        "with_amount": len(everybody),
        "currency": next(iter(currencies)) if len(currencies) == 1 else None,
        "gini": gini(everybody) if len(currencies) == 1 else None,
        "theil": parts.total if parts else None,
        "theil_between": parts.between if parts else None,
        "theil_within": parts.within if parts else None,
        "theil_between_share": parts.between_share if parts else None,
    }


def _history(treated: Sequence[Treated]) -> Fields:
    """Changes per dwelling and year since each start, and the acts that made them (E08).

    The interval is naive: it takes changes of dwellings to be independent, though one act may
    change the rules of all. So acts stand beside it.
    """
    weighted = [
        (treatment, treatment.member.size) for treatment in treated if treatment.member.size
    ]
    days = sum(size * _days(treatment.member) for treatment, size in weighted)
    counts = [(len(days_with_change(proven(treatment.own))), size) for treatment, size in weighted]
    changes = sum(count * size for count, size in counts)
    dwellings = sum(size for _, size in counts)
    still = sum(size for count, size in counts if not count)
    made = [change for treatment in treated for change in proven(treatment.own)]
    acts = {act.record.act or act.event for change in made for act in change.acts}
    return {
        "dwelling_years": days / YEAR_DAYS,
        "changes": changes,
        **rate(changes, days),
        "share_unchanged": still / dwellings if dwellings else None,
        "acts": len(acts),
        "events": sorted({event for change in made for event in change.events}),
    }


def _days(member: TreatedMember) -> int:
    return days_between(member.begun.since.latest, member.end)
