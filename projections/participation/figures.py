"""What the decisions of a stretch of time amount to, in counts (METHODS 5).

Counts first; a share only of enough, with its interval; of gaps the median and the large drops.
There is no mean of forms and no ranking of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from domain.parties import RESIDENTS
from domain.step_function import NO, UNKNOWN, YES
from domain.vocabulary import RUNGS
from projections.participation.decision import Decision, Say
from projections.report import Fields
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


@dataclass(frozen=True, slots=True)
class Kept:
    """How often groups were given the say that they had been promised.

    kept, less: how often at least that, and less; unclear: how often the record leaves it open.
    gaps: rungs given minus rungs promised, where both are known.
    """

    kept: int
    less: int
    unclear: int
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

    @property
    def drops(self) -> int:
        """How often a group was given two rungs less than it was promised, or more."""
        return sum(gap <= -DROP for gap in self.gaps)


def kept(says: Iterable[Say]) -> Kept:
    """Count what became of the say that was promised; says without a promise do not count."""
    promised = [say for say in says if say.promised is not None]
    outcomes = Counter(say.kept for say in promised)
    gaps = tuple(sorted(say.gap for say in promised if say.gap is not None))
    return Kept(outcomes[YES], outcomes[NO], outcomes[UNKNOWN], gaps)


def shown(counted: Kept) -> Fields:
    """The figures that may be shown of so many, by the tiers of the trust score.

    tier: `list` below 8 of which it is known: counts only; `interval` from 8; `score` from 30:
    the share too. median_gap from 8 known gaps on.
    """
    tier = opinion.tier(counted.known)
    low, high = counted.interval if tier != "list" else (None, None)
    enough = opinion.tier(len(counted.gaps)) != "list"
    return {
        "promised": counted.known + counted.unclear,
        "kept": counted.kept,
        "less": counted.less,
        "unclear": counted.unclear,
        "tier": tier,
        "share_kept": counted.share if tier == "score" else None,
        "low": low,
        "high": high,
        "median_gap": counted.median_gap if enough else None,
        "drops": counted.drops,
    }


def figures(decisions: Sequence[Decision], parties: PartyRows) -> Fields:
    """Every figure on some decisions; `parties` says of what type each party is."""
    says = [say for decision in decisions for say in decision.says]
    choices = Counter(decision.choice for decision in decisions)
    modes = [{record.mode for record in say.records} for say in says]
    return {
        "decisions": len(decisions),
        "unrecorded": sum(not decision.says for decision in decisions),
        "groups": len(says),
        **shown(kept(says)),
        "after": sum(say.after for say in says),
        "forms_promised": _forms(say.promised for say in says),
        "forms_given": _forms(say.given for say in says),
        "could_choose": choices[YES],
        "no_choice": choices[NO],
        "choice_unknown": choices[UNKNOWN] + choices[None],
        "invited": sum("invited" in mode for mode in modes),
        "protest": sum("protest" in mode for mode in modes),
        "mode_unknown": sum(mode <= {None} for mode in modes),
        "initiated": _initiated(says, parties),
        "advice": advice(decisions, parties),
        "reversed": sum(bool(decision.reversals) for decision in decisions),
        "disputed": sum(decision.disputed for decision in decisions),
    }


def _forms(forms: Iterable[str | None]) -> dict[str, int]:
    """How often each form, in the order of the ladder."""
    counts = Counter(forms)
    return {form: counts[form] for form in RUNGS if counts[form]}


def _initiated(says: Iterable[Say], parties: PartyRows) -> dict[str, int]:
    """How often residents began it themselves, how often others did, how often nobody knows."""
    counts = {"residents": 0, "others": 0, "unknown": 0}
    for say in says:
        begun = {record.initiated_by for record in say.records if record.initiated_by}
        sides = {"residents" if is_residents(party, parties) else "others" for party in begun}
        for side in sides or {"unknown"}:
            counts[side] += 1
    return counts


def advice(decisions: Iterable[Decision], parties: PartyRows) -> dict[str, dict[str, int]]:
    """How often each side's advice was followed, in part, or not."""
    sides = {side: {"yes": 0, "partly": 0, "no": 0} for side in (*SIDES, "others")}
    for decision in decisions:
        for advised in decision.advice:
            sides[side_of(advised.by, parties)][advised.followed] += 1
    return sides


def side_of(party: str, parties: PartyRows) -> str:
    """The side whose advice a party's counts as."""
    kind = type_of(parties, party)
    return next((side for side, kinds in SIDES.items() if kind in kinds), "others")


def is_residents(party: str, parties: PartyRows) -> bool:
    """Whether a party is residents or speaks for them."""
    return type_of(parties, party) in RESIDENTS
