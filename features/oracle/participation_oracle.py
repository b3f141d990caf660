"""Say promised and given, told a second time, as plainly as METHODS.md, sections 0 and 5, say it.

Nothing comes from the projections: for one moment the records are read again from the beginning.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from domain.dates import Instant
from domain.record import Record
from features.oracle.history_oracle import disputed, left
from features.oracle.participation_histories import FORMS, PARTIES

LADDER = {form: number for number, form in enumerate(FORMS)}

RESIDENTS = {"residents", "civil-society"}


def parent(area: str, moment: Instant) -> str | None:
    """What an area lies in; the village moved in June 2021."""
    if area != "village":
        return None
    return "town" if moment >= "2021-06-01" else "region"


def about(area: str, asked: str, moments: Iterable[Instant]) -> str | None:
    """Whether what concerns an area concerns a part of the area asked about, or a wider one."""
    found: set[str] = set()
    for moment in moments:
        if area == asked or parent(area, moment) == asked:
            found.add("within")
        if parent(asked, moment) == area:
            found.add("wider")
    return "within" if "within" in found else "wider" if found else None


def contested(records: Sequence[Record]) -> set[Any]:
    """The ids of the records that are disputed."""
    return {about.id for _, about in disputed(records)}


@dataclass
class Say:
    """Of one group: what it was promised, and the rungs that what it was given may count as."""

    group: str
    promised: int | None
    rungs: set[int]
    records: list[Record]

    @property
    def kept(self) -> str | None:
        """Whether the promise was kept, whichever of the rungs it was."""
        if self.promised is None:
            return None
        answers = {rung >= self.promised for rung in self.rungs}
        return "unclear" if len(answers) > 1 else "kept" if answers == {True} else "less"


def may_be_single(options: str | None) -> set[bool]:
    """Whether only one option was left: what the number on record allows."""
    table = {"1": {True}, "2": {False}, ">1": {False}, "1..3": {True, False}, "<2": {True}}
    return table[options] if options is not None else {False}


def says(taken: Record, life: Sequence[Record]) -> list[Say]:
    """What each group was promised and given; of several records the highest forms count."""
    found: list[Say] = []
    for group in ("residents", "league", "council"):
        mine = [
            one
            for one in life
            if one.kind == "decision.participation" and one.get("group") == group
        ]
        if not mine:
            continue
        promised = [LADDER[one.get("promised")] for one in mine if one.get("promised")]
        rungs: set[int] = set()
        for single in may_be_single(taken.get("options")):
            given = []
            for one in mine:
                rung = LADDER[one.get("given")]
                given.append(min(rung, 1) if single or one.get("when") == "after" else rung)
            rungs.add(max(given))
        found.append(Say(group, max(promised) if promised else None, rungs, mine))
    return found


def side(party: str) -> str:
    """Whose advice it is."""
    kind = PARTIES[party]
    if kind in RESIDENTS or kind == "municipality":
        return "residents"
    return "advisers" if kind in {"expert-body", "regulator", "court"} else "others"


COUNTED = (
    "decisions", "perhaps", "unrecorded", "groups", "promised", "kept", "less", "unclear",
    "after", "invited", "protest", "mode_unknown", "reversed", "disputed",
)  # fmt: skip


def counted(
    records: Sequence[Record], asked: str | None, moment: Instant, start: Instant, end: Instant
) -> dict[str, Any]:
    """The figures on the decisions about an area, or all, taken in [start, end)."""
    stand, doubted = left(records), contested(records)
    totals: Counter[str] = Counter()
    advice = {name: Counter[str]() for name in ("residents", "advisers", "others")}
    gaps: list[int] = []
    for taken in (one for one in stand if one.kind == "decision.taken"):
        on, area = taken.on, taken.get("place")["area"]
        where = "within" if asked is None else about(area, asked, (min(on.latest, moment), moment))
        possible = on.earliest <= moment and on.earliest < end and on.latest >= start
        if where != "within" or not possible:
            continue
        if not (on.latest <= moment and start <= on.earliest and on.latest < end):
            totals["perhaps"] += 1
            continue
        life = [one for one in stand if one.stream == taken.stream and one.on.latest <= moment]
        groups = says(taken, life)
        totals["decisions"] += 1
        totals["unrecorded"] += not groups
        totals["groups"] += len(groups)
        for say in groups:
            totals["after"] += all(one.get("when") == "after" for one in say.records)
            modes = {one.get("mode") for one in say.records}
            totals.update(modes & {"invited", "protest"} or {"mode_unknown"})
            if say.promised is None:
                continue
            totals["promised"] += 1
            totals[str(say.kept)] += 1
            if len(say.rungs) == 1:
                gaps.append(max(say.rungs) - say.promised)
        for one in life:
            if one.kind == "decision.advice":
                advice[side(one.get("by"))][one.get("followed")] += 1
        totals["reversed"] += any(one.kind == "decision.reversed" for one in life)
        totals["disputed"] += any(one.id in doubted for one in [taken, *life])
    return {name: totals[name] for name in COUNTED} | {
        "drops": sum(gap <= -2 for gap in gaps),
        "gaps": sorted(gaps),
        "advice": {
            name: {word: told[word] for word in ("yes", "partly", "no")}
            for name, told in advice.items()
        },
    }
