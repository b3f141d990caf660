"""What roots amount to, in counts that can be added up: of one place after another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from itertools import chain
from typing import Literal

from domain.dates import BEGINNING, Instant, bounds, days_between
from domain.quantity import promised_size
from projections.promise.scoring import GROUPS, Group, ScoredPromise, doubt
from projections.rows.promise import PromiseTerms
from projections.trust.roots import Count, CountedAs, Root, Worth

KEPT, ENDED, OPEN = 1, 2, 0
"""What can happen to a promise: it is kept, it comes to another end, or it is still open."""

OBSERVED = frozenset({"scored", "not_due", "unresolved"})
"""The groups of promises of which it is observed how long keeping takes."""


Beside = Literal["promises", "definite", "claimed-only", "contested"]


@dataclass(slots=True)
class Tally:
    """How many there are of each, of some roots and of the promises that count as one in them.

    counts: roots by the count that they are part of. promises: promises by what they are counted
    as. worth: scored roots by what they are worth. bounds: unresolved ones by the least and the
    most that they may be worth. undated: those without a date by what is known of them.
    observed: promises by the days for which they were observed, and what ended that. made: promises
    by the year. sources: sources by their type. beside: promises, those with a date and a
    criterion; unresolved roots that only their promisors call kept, and contested ones that count.
    """

    counts: Counter[Count] = field(default_factory=Counter)
    promises: Counter[CountedAs | None] = field(default_factory=Counter)
    worth: Counter[Worth] = field(default_factory=Counter)
    bounds: Counter[tuple[float, float]] = field(default_factory=Counter)
    undated: Counter[str] = field(default_factory=Counter)
    observed: Counter[tuple[float, int]] = field(default_factory=Counter)
    made: Counter[str] = field(default_factory=Counter)
    sources: Counter[str] = field(default_factory=Counter)
    beside: Counter[Beside] = field(default_factory=Counter)

    @classmethod
    def of(cls, roots: Sequence[Root], at: Instant) -> Tally:
        """That of some roots; at: until when promises that are open were observed."""
        by_group: dict[Group, list[Root]] = {group: [] for group in GROUPS}
        for root in roots:
            by_group[root.group].append(root)
        scored, unresolved = by_group["scored"], by_group["unresolved"]
        members = [member for root in roots for member in root.members]
        beside: dict[Beside, int] = {
            "promises": len(members),
            "definite": sum(map(_is_definite, members)),
            "claimed-only": sum(map(is_claimed_only, unresolved)),
            "contested": sum(map(is_contested, scored)),
        }
        return cls(
            counts=Counter(root.count for root in roots),
            promises=Counter(
                root.member_counted_as(member) for root in roots for member in root.members
            ),
            worth=Counter(root.worth for root in scored),
            bounds=Counter(root.bounds for root in unresolved),
            undated=Counter(map(undated_as, by_group["undated"])),
            observed=Counter(
                observation(member, member.row.on, member.row.decided, at)
                for member in members
                if member.group in OBSERVED
            ),
            made=Counter(map(year_made, members)),
            sources=Counter(chain.from_iterable(member.row.sources for member in members)),
            beside=Counter(beside),
        )

    def add(self, other: Tally, times: int = 1) -> None:
        """Take in that of other roots, as often as there are such.

        Equation: of(a, at) + of(b, at) == of(a + b, at), for roots none of which is in both.
        """
        for name in COUNTERS:
            counts = getattr(other, name)
            if not counts:  # as most of them are, of promises that count alike
                continue
            counter = getattr(self, name)
            before = counter.get
            for key, count in counts.items():
                counter[key] = before(key, 0) + count * times


COUNTERS = tuple(each.name for each in fields(Tally))
"""The fields of a tally."""


# -- of one ------------------------------------------------------------------------------------
# What is said of one root, or of one promise.


def undated_as(root: Root) -> str:
    """What is known of the members of a root; `mixed` where they differ."""
    states = {member.state for member in root.members}
    return states.pop() if len(states) == 1 else "mixed"


def is_claimed_only(root: Root) -> bool:
    """Whether it is unresolved, and only its promisors call it kept: claiming takes it out."""
    return root.group == "unresolved" and any(doubt(one) == "claimed" for one in root.members)


def is_contested(root: Root) -> bool:
    """Whether it is scored with a promise that is contested, and counts nonetheless (METHODS 1).

    What moves no outcome: a dispute by who owes the promise, or about its wording, and a finding
    that contradicts one of a higher rank.
    """
    return root.group == "scored" and any(one.row.contested for one in root.members)


def year_made(member: ScoredPromise) -> str:
    """The year in which a promise was made; `unknown` where it may have been one of several."""
    return year_of(member.row.on)


def year_of(on: str) -> str:
    """The year in which a day lies, as written; `unknown` where it may lie in one of several."""
    made = bounds(on)
    first, last = made.earliest[:4], made.latest[:4]
    return first if first == last else "unknown"


def observation(
    like: ScoredPromise, on: str, decided: Instant | None, at: Instant
) -> tuple[float, int]:
    """For how many days a promise was observed, and what ended that.

    like: a promise of the same state. on, decided, at: when it was made and decided, as of its row;
    and until when those that are open were observed.
    """
    made, ended, event = bounds(on).latest, None, OPEN
    if like.state != "partly" and like.row.outcome.resolved and decided != BEGINNING:
        ended = decided
    if ended is not None:
        event = KEPT if like.state in {"kept", "kept-late"} else ENDED
    return float(max(days_between(made, ended or at), 0)), event


def _is_definite(member: ScoredPromise) -> bool:
    """Whether a promise has a date, and a criterion of success."""
    return member.row.deadline.first is not None and _has_criterion(member.row.terms)


def _has_criterion(terms: PromiseTerms) -> bool:
    """Whether it was said by what one knows that it was kept; a size to reach says so too."""
    return bool(terms.criterion) or promised_size(terms.size) is not None
