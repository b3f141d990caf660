"""What the decisions of a stretch of time amount to, in counts (METHODS 5).

Counts first; a share only of enough, with its interval; of gaps the median and the large drops.
There is no mean of forms and no ranking of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median
from typing import Annotated

from domain.parties import RESIDENTS
from domain.step_function import NO, UNKNOWN, YES
from domain.value import value_class
from domain.vocabulary import RUNGS
from projections.counts import CountTable, Labels, fits, tally
from projections.participation.decision import Decision, Say
from projections.rows.acts import Advice
from projections.rows.frozen import Frozen, row_class, row_part
from projections.rows.subjects import PartyRows, type_of
from projections.statistics import measures, opinion

DROP = 2
"""Given so many rungs below what was promised, or more: a drop."""

SIDES = {
    "residents": RESIDENTS | {"municipality"},
    "advisers": frozenset({"expert-body", "regulator", "court"}),
}
"""Whose advice is counted together: residents' and municipalities' apart from that of technical,
legal and financial advisers. Other bodies are the third side, `others`."""


@value_class
class Kept:
    """How often groups were given the say that they had been promised.

    kept, less: how often at least that, and less. gaps: rungs given minus rungs promised, where
    both are known.
    """

    kept: int
    less: int
    gaps: tuple[int, ...]

    @property
    def known(self) -> int:
        """Of how many it is known."""
        return self.kept + self.less

    @property
    def share(self) -> float:
        """The share kept of those of which it is known, which must be some."""
        return self.kept / self.known

    @property
    def interval(self) -> tuple[float, float]:
        """Its Wilson interval at 95%."""
        return measures.interval(self.kept, self.known)

    @property
    def median_gap(self) -> float:
        """The median of the gaps, of which there must be some."""
        return float(median(self.gaps))


def kept(says: Iterable[Say]) -> Kept:
    """Count what became of the say that was promised; says without a promise do not count."""
    promised = [say for say in says if say.promised is not None]
    outcomes = Counter(say.kept for say in promised)
    gaps = tuple(sorted(say.gap for say in promised if say.gap is not None))
    return Kept(outcomes[YES], outcomes[NO], gaps)


@row_class
class Followed(Frozen):
    """How often advice was followed."""

    yes: Annotated[int, "followed"]
    partly: Annotated[int, "followed in part"]
    no: Annotated[int, "not followed"]


@row_class
class Advised(Frozen):
    """Advice by whose it was."""

    residents: Annotated[Followed, "of residents, their organisations and municipalities"]
    advisers: Annotated[
        Followed, "of technical, legal, financial advisers: experts, regulators, courts"
    ]
    others: Annotated[Followed, "of other bodies"]


@row_class
class Initiated(Frozen):
    """How often each began it; more than one of them can have begun the same."""

    residents: Annotated[int, "begun by residents or their organisations"]
    others: Annotated[int, "begun by others"]
    unknown: Annotated[int, "not on record"]


@row_part
class Counts(Frozen):
    """How many decisions and says, and what became of the promises."""

    decisions: Annotated[int, "decisions on record that certainly belong here"]
    unrecorded: Annotated[int, "of the decisions, those with no say of anybody on record"]
    groups: Annotated[int, "says on record: one group in one decision"]
    promised: Annotated[int, "of these, those for which a form was promised"]
    kept: Annotated[int, "of these, given at least what was promised"]
    less: Annotated[int, "of these, given less"]
    unclear: Annotated[int, "of these, not clear from the record"]


Drops = Annotated[int, "given two rungs less than promised, or more"]


@row_class
class WiderCounts(Counts):
    """What is said of decisions about a wider place, which are never added to the others."""

    drops: Drops


@row_part
class Figures(Counts):
    """Every figure on some decisions; the share by the tiers of the trust score."""

    tier: Annotated[
        opinion.Tier,
        "what may be shown: list below 8 of which it is known, interval, score from 30",
    ]
    share_kept: Annotated[float | None, "kept / (kept + less); null below 30 of which it is known"]
    low: Annotated[float | None, "the lower end of Wilson's 95% interval; null below 8"]
    high: Annotated[float | None, "the upper end of Wilson's 95% interval; null below 8"]
    median_gap: Annotated[
        float | None, "the median of given minus promised, in rungs; null below 8 known gaps"
    ]
    drops: Drops
    after: Annotated[int, "says that were given only after the decision"]
    forms_promised: Annotated[dict[str, int], "the forms promised, and how often each"]
    forms_given: Annotated[dict[str, int], "the forms given, and how often each; never averaged"]
    could_choose: Annotated[int, "decisions with more than one option"]
    no_choice: Annotated[int, "decisions with one option"]
    choice_unknown: Annotated[int, "decisions for which that is not on record, or too vague"]
    invited: Annotated[int, "says of groups that were invited"]
    protest: Annotated[int, "says of groups that came in protest"]
    mode_unknown: Annotated[int, "says for which neither is on record"]
    initiated: Annotated[Initiated, "who began it"]
    advice: Annotated[Advised, "advice by whose it was, and whether it was followed"]
    reversed: Annotated[int, "decisions that were taken back"]
    disputed: Annotated[int, "decisions with a disputed record"]


# -- counts ------------------------------------------------------------------------------------
# What each figure counts: decisions, the say of groups in them, or advice.

OF_DECISIONS: CountTable[Decision] = {
    "decisions": fits(lambda _: True),
    "unrecorded": fits(lambda decision: not decision.says),
    "could-choose": fits(lambda decision: decision.choice == YES),
    "no-choice": fits(lambda decision: decision.choice == NO),
    "choice-unknown": fits(lambda decision: decision.choice in {UNKNOWN, None}),
    "reversed": fits(lambda decision: decision.reversals),
    "disputed": fits(lambda decision: decision.disputed),
}


def of_says(parties: PartyRows) -> CountTable[Say]:
    """What is counted of says; `parties` says of what type each party is."""
    return {
        "groups": fits(lambda _: True),
        "promised": fits(lambda say: say.promised),
        "known": fits(lambda say: say.kept in {YES, NO}),
        "kept": fits(lambda say: say.kept == YES),
        "less": fits(lambda say: say.kept == NO),
        "unclear": fits(lambda say: say.kept == UNKNOWN),
        "drops": fits(lambda say: say.gap is not None and say.gap <= -DROP),
        "after": fits(lambda say: say.after),
        "forms-promised": lambda say: [say.promised] if say.promised else [],
        "forms-given": lambda say: [say.given],
        "invited": fits(lambda say: "invited" in _modes(say)),
        "protest": fits(lambda say: "protest" in _modes(say)),
        "mode-unknown": fits(lambda say: _modes(say) <= {None}),
        "initiated": lambda say: _initiators(say, parties),
    }


def _modes(say: Say) -> set[str | None]:
    return {record.mode for record in say.records}


def _initiators(say: Say, parties: PartyRows) -> set[str]:
    """Whether residents began it themselves, others did, both, or nobody knows."""
    begun = {record.initiated_by for record in say.records if record.initiated_by}
    sides = {"residents" if is_residents(party, parties) else "others" for party in begun}
    return sides or {"unknown"}


def of_advice(parties: PartyRows) -> CountTable[Advice]:
    """What is counted of advice: by whose it was, whether it was followed."""

    def followed(side: str) -> Labels[Advice]:
        return lambda advice: [advice.followed] if side_of(advice.by, parties) == side else []

    return {f"advice-{side}": followed(side) for side in (*SIDES, "others")}


def figures(decisions: Sequence[Decision], parties: PartyRows) -> Figures:
    """Every figure on some decisions; `parties` says of what type each party is."""
    says = [say for decision in decisions for say in decision.says]
    found = tally(OF_DECISIONS, decisions) | tally(of_says(parties), says)
    count = {name: labels[None] for name, labels in found.items()}
    counted = kept(says)
    tier = opinion.tier(counted.known)
    low, high = counted.interval if tier != "list" else (None, None)
    enough = opinion.tier(len(counted.gaps)) != "list"
    return Figures(
        decisions=count["decisions"],
        unrecorded=count["unrecorded"],
        groups=count["groups"],
        promised=count["promised"],
        kept=count["kept"],
        less=count["less"],
        unclear=count["unclear"],
        tier=tier,
        share_kept=counted.share if tier == "score" else None,
        low=low,
        high=high,
        median_gap=counted.median_gap if enough else None,
        drops=count["drops"],
        after=count["after"],
        forms_promised=_by_rung(found["forms-promised"]),
        forms_given=_by_rung(found["forms-given"]),
        could_choose=count["could-choose"],
        no_choice=count["no-choice"],
        choice_unknown=count["choice-unknown"],
        invited=count["invited"],
        protest=count["protest"],
        mode_unknown=count["mode-unknown"],
        initiated=_initiated(found["initiated"]),
        advice=_advised(decisions, parties),
        reversed=count["reversed"],
        disputed=count["disputed"],
    )


def wider_counts(figures: Figures) -> WiderCounts:
    """What is said of decisions about a wider place, of all figures on them."""
    return WiderCounts(
        decisions=figures.decisions,
        unrecorded=figures.unrecorded,
        groups=figures.groups,
        promised=figures.promised,
        kept=figures.kept,
        less=figures.less,
        unclear=figures.unclear,
        drops=figures.drops,
    )


def _by_rung(forms: Counter[str | None]) -> dict[str, int]:
    """How often each form, in the order of the ladder."""
    return {form: forms[form] for form in RUNGS if forms[form]}


def _initiated(sides: Counter[str | None]) -> Initiated:
    """How often residents began it themselves, how often others did, how often nobody knows."""
    return Initiated(residents=sides["residents"], others=sides["others"], unknown=sides["unknown"])


def _advised(decisions: Iterable[Decision], parties: PartyRows) -> Advised:
    """How often each side's advice was followed, in part, or not."""
    given = [advice for decision in decisions for advice in decision.advice]
    counts = tally(of_advice(parties), given)

    def followed(side: str) -> Followed:
        answers = counts[f"advice-{side}"]
        return Followed(yes=answers["yes"], partly=answers["partly"], no=answers["no"])

    return Advised(
        residents=followed("residents"), advisers=followed("advisers"), others=followed("others")
    )


def side_of(party: str, parties: PartyRows) -> str:
    """The side whose advice a party's counts as."""
    kind = type_of(parties, party)
    return next((side for side, kinds in SIDES.items() if kind in kinds), "others")


def is_residents(party: str, parties: PartyRows) -> bool:
    """Whether a party is residents or speaks for them."""
    return type_of(parties, party) in RESIDENTS
