"""Counts, evidence, score, bands, comparison."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated

from domain.dates import BEGINNING, Instant, days_between
from projections.geography.geography import Geography
from projections.geography.relation import MAYBE, WIDER, WITHIN, Relation
from projections.promise.scoring import ScoredPromise, doubt, scored_promise
from projections.promise_query import at_moment, promises_to
from projections.report import Fields, Question, Report, answer
from projections.rows.frozen import Frozen, row_class
from projections.rows.promise import PromiseRow
from projections.rows.span import when
from projections.rows.subjects import PartyRows
from projections.statistics import measures, opinion, sensitivity
from projections.trust.roots import CLASSES, Root, roots

# -- figures -----------------------------------------------------------------------------------
# The figures of one area: counts, evidence, score, bands and what stands beside them.

OUTCOMES = ("kept", "late", "partly", "broken")
GROUPS = ("unresolved", "not_due", "undated", "excluded")
DUE = frozenset({"scored", "unresolved"})
UNRESOLVED_AT_MOST = 0.2
"""Above this share of unresolved roots only the unresolved bounds are shown (METHODS 2)."""


def counts(roots: Sequence[Root]) -> dict[str, int]:
    """How many roots came to which outcome, and how many do not count yet."""
    outcomes = Counter(root.outcome for root in roots if root.group == "scored")
    groups = Counter(root.group for root in roots)
    found = {name: outcomes[name] for name in OUTCOMES} | {name: groups[name] for name in GROUPS}
    return {"due": groups["scored"] + groups["unresolved"], **found}


def promise_counts(roots: Sequence[Root]) -> dict[str, int]:
    """How many promises the counts stand for, by the outcome under which they are counted.

    Only those that count: of promises that count as one, some may not have fallen due.
    """
    found = Counter(
        root.outcome if root.group == "scored" else "unresolved"
        for root in roots
        if root.group in DUE
        for member in root.members
        if member.group == root.group
    )
    return {"due": found.total()} | {name: found[name] for name in (*OUTCOMES, "unresolved")}


def undated_outcomes(roots: Sequence[Root]) -> dict[str, int]:
    """The roots without a date by what is known of their members: they are counted, not scored."""
    undated = (root for root in roots if root.group == "undated")
    states = (sorted({member.state for member in root.members}) for root in undated)
    return dict(
        sorted(Counter(found[0] if len(found) == 1 else "mixed" for found in states).items())
    )


def claimed_only(roots: Sequence[Root]) -> int:
    """The unresolved roots that only their promisors call kept: claiming takes them out."""
    return sum(
        root.group == "unresolved" and any(doubt(member) == "claimed" for member in root.members)
        for root in roots
    )


def contested_outcomes(roots: Sequence[Root]) -> int:
    """The scored roots with a promise that is contested, and counts nonetheless (METHODS 1).

    What moves no outcome: a dispute by who owes the promise, or about its wording, and a finding
    that contradicts one of a higher rank.
    """
    return sum(
        root.group == "scored" and any(member.row.contested for member in root.members)
        for root in roots
    )


def figures(roots: Sequence[Root]) -> Fields:
    """Everything that METHODS 2 gives for the roots of one area.

    The two bands are None where they would rest on no promise: strict and lenient without an
    outcome, the bounds of what is unresolved without anything due. They would only say that the
    prior is one half, and read as a figure of the record.
    """
    scored = [root for root in roots if root.group == "scored"]
    tally = counts(roots)
    r, s = evidence(scored)
    now = opinion.from_evidence(r, s)
    unresolved = [root.bounds for root in roots if root.group == "unresolved"]
    lowest, highest = opinion.unresolved_band(r, s, unresolved)
    tier = opinion.tier(len(scored))
    share = tally["unresolved"] / tally["due"] if tally["due"] else 0.0
    shown = "bounds" if tier != "list" and share > UNRESOLVED_AT_MOST else tier
    return {
        **tally,
        "r": r,
        "s": s,
        "b": now.belief,
        "d": now.disbelief,
        "u": now.uncertainty,
        "score": now.score if tier == "score" else None,
        "low": now.low if tier != "list" else None,
        "high": now.high if tier != "list" else None,
        "tier": shown,
        "strict": _score(*evidence(scored, -1.0)) if scored else None,
        "lenient": _score(*evidence(scored, 1.0)) if scored else None,
        "promise_counts": promise_counts(roots),
        "undated_outcomes": undated_outcomes(roots),
        "claimed_only": claimed_only(roots),
        "contested_outcomes": contested_outcomes(roots),
        "unresolved_low": lowest if tally["due"] else None,
        "unresolved_high": highest if tally["due"] else None,
    }


def evidence(scored: Sequence[Root], middle: float | None = None) -> tuple[float, float]:
    """The evidence (r, s) of the scored roots; late and partly count `middle` where given."""
    return opinion.evidence_of(root.value(middle) for root in scored)


def _score(r: float, s: float) -> float:
    return opinion.from_evidence(r, s).score


# -- judge -------------------------------------------------------------------------------------
# Which promises count for an area, as roots: to it or a part of it, and to what covers it.

GROUPINGS: dict[str, Callable[[PromiseRow], Sequence[str]]] = {
    "promisor": lambda row: row.scored_to,
    "level": lambda row: [row.terms.level or "all levels"],
    "topic": lambda row: [row.terms.topic or "no topic"],
}
"""By what the figures of an area can be told apart; a joint promise counts for each promisor."""


@dataclass(frozen=True)
class Judge:
    """The promises of a ledger at a moment, judged by a basis and by sources of a type.

    sources: count only promises of which every source is of this type; None counts all.
    """

    question: Question
    basis: str = "evidence"
    sources: str | None = None
    _found: dict[str, dict[Relation, list[ScoredPromise]]] = field(default_factory=dict)

    @cached_property
    def geography(self) -> Geography:
        """The areas and groups over time."""
        return Geography(self.question)

    @cached_property
    def parties(self) -> PartyRows:
        """The parties at the moment, by their names in the ledger."""
        return self.question.parties

    def areas(self) -> list[str]:
        """Every area that a promise was made to, by slug."""
        rows = at_moment(self.question)
        scopes = {row.scope for row in rows if row.scope.startswith("area/")}
        return sorted(scope.partition("/")[2] for scope in scopes)

    def within(self, area: str) -> list[Root]:
        """Promises to the area or a part of it."""
        return roots(self.question, self._standings(area)[WITHIN])

    def wider(self, area: str) -> list[Root]:
        """Promises to a wider area or group that covers or touches it (METHODS 2)."""
        found = self._standings(area)
        return roots(self.question, [one for lies in sorted(WIDER) for one in found[lies]])

    def possible(self, area: str) -> list[Root]:
        """Promises to a group of which it is only not excluded that it touches the area."""
        return roots(self.question, self._standings(area)[MAYBE])

    def grouped(self, area: str, by: str) -> dict[str, list[Root]]:
        """Promises to the area or a part of it, told apart by promisor, level or topic."""
        groups: dict[str, list[ScoredPromise]] = {}
        for standing in self._standings(area)[WITHIN]:
            for name in GROUPINGS[by](standing.row):
                groups.setdefault(name, []).append(standing)
        return {name: roots(self.question, groups[name]) for name in sorted(groups)}

    def _standings(self, area: str) -> dict[Relation, list[ScoredPromise]]:
        """The promises to an area and to what covers or may touch it, by how these lie."""
        if area not in self._found:
            found: dict[Relation, list[ScoredPromise]] = defaultdict(list)
            for lies, row in promises_to(self.geography, f"area/{area}"):
                if self.sources is None or set(row.sources) == {self.sources}:
                    found[lies].append(
                        scored_promise(
                            row, self.parties, burden=self.question.burden, basis=self.basis
                        )
                    )
            self._found[area] = found
        return self._found[area]


# -- beside ------------------------------------------------------------------------------------
# What stands beside every score: a share without a prior, and how long keeping took.

KEPT, ENDED, OPEN = 1, 2, 0
"""What can happen to a promise: it is kept, it comes to another end, or it is still open."""

HORIZONS_DAYS = (365, 730, 1825)


def share_in_time(roots: Sequence[Root]) -> Fields:
    """The share kept in time of the scored roots with its Wilson interval; nulls without any."""
    outcomes = [root.outcome for root in roots if root.group == "scored"]
    if not outcomes:
        return {"share": None, "low": None, "high": None}
    low, high = measures.interval(outcomes.count("kept"), len(outcomes))
    return {"share": outcomes.count("kept") / len(outcomes), "low": low, "high": high}


def kept_within(members: Sequence[ScoredPromise], at: Instant) -> dict[str, float | None] | None:
    """The share kept within so many days of being made, by Aalen and Johansen, from 0 to 1.

    Open promises count for as long as they have been open; those withdrawn, replaced or found not
    kept are a competing end. None for a time longer than any promise was observed, as nobody
    knows that yet; None for all without a promise that counts.
    """
    counted = [member for member in members if member.group in {"scored", "not_due", "unresolved"}]
    if not counted:
        return None
    observations = [_observation(one, at) for one in counted]
    kept = measures.aalen_johansen(observations).get(KEPT, [])
    last = measures.last_observed(observations)
    return {
        str(days): measures.value_at(kept, days, 0.0) if days <= last else None
        for days in HORIZONS_DAYS
    }


def _observation(one: ScoredPromise, at: Instant) -> tuple[float, int]:
    made, ended = when(one.row).latest, _ended(one)
    event = OPEN
    if ended is not None:
        event = KEPT if one.state in {"kept", "kept-late"} else ENDED
    return float(max(days_between(made, ended or at), 0)), event


def _ended(one: ScoredPromise) -> Instant | None:
    """When a promise came to its end; None while it is open, or when nobody knows."""
    if one.row.decided == BEGINNING or one.state == "partly" or not one.row.outcome.resolved:
        return None
    return one.row.decided


# -- compare -----------------------------------------------------------------------------------
# An order between two areas, stated only where nothing that could be chosen reverses it.

YEAR_DAYS = 365.25


@row_class
class Comparison(Frozen):
    """Whether promises to one area were kept less than those to another."""

    first: Annotated[str, "the first area"]
    second: Annotated[str, "the second area"]
    first_outcomes: Annotated[int, "established outcomes of promises to the first area"]
    second_outcomes: Annotated[int, "established outcomes of promises to the second area"]
    lower: Annotated[
        str | None,
        "the area to which promises were kept less; null if no order can be defended",
    ]
    stability: Annotated[
        float | None, "the share of the 108 ways of weighing that give the more frequent order"
    ]
    probability: Annotated[
        float | None, "the probability of that order by the two Beta distributions"
    ]


def compare(
    question: Question,
    first: str,
    second: str,
    *,
    basis: str = "evidence",
    sources: str | None = None,
) -> Report[Comparison]:
    """Report whether promises to one area were kept less than those to another.

    An order is stated only if it holds for all 108 ways of weighing (METHODS 2, case B01) and its
    probability is at least 0.95.
    """
    judge = Judge(question, basis, sources)
    roots = {area: judge.within(area) for area in (first, second)}
    items = {area: [_item(root, question) for root in scored(roots[area])] for area in roots}
    found = None
    if items[first] and items[second]:
        found = sensitivity.order_between(items[first], items[second])
    row = Comparison(
        first=first,
        second=second,
        first_outcomes=len(items[first]),
        second_outcomes=len(items[second]),
        lower={"first": first, "second": second}.get(found.stated or "") if found else None,
        stability=found.stability if found else None,
        probability=found.probability if found else None,
    )
    return answer(question, "compare", [row], Comparison)


def scored(roots: list[Root]) -> list[Root]:
    """The roots that are due and resolved."""
    return [root for root in roots if root.group == "scored"]


def _item(root: Root, question: Question) -> opinion.RootOutcome:
    """A root as shares kept, in between and not kept, aged since its members fell due."""
    classes = [CLASSES[member.state] for member in root.scored]
    middle = sum(name in {"late", "partly"} for name in classes)
    now = question.so_far
    dues = (member.row.deadline.due for member in root.scored)
    ages = [days_between(due, now) for due in dues if due is not None]
    return opinion.root_of_counts(
        classes.count("kept"),
        middle,
        classes.count("broken"),
        age_years=max(min(ages), 0) / YEAR_DAYS,
    )
