"""Made-up histories of decisions and tables in three areas, with imprecise dates too.

One of the areas moves from one of the others to the third, and some records are retracted or
disputed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from domain.vocabulary import RUNGS

EXACT = ("2021-01-15", "2021-02-10", "2021-04-01", "2021-07-20", "2021-10-01", "2022-02-14")

IMPRECISE = ("2021", "2021-Q3", "2021-02~", "2021-12/2022-02")

AREAS = ("region", "town", "village")

LEVELS = ("dwelling", "area", "governance")

FORMS = tuple(RUNGS)

Fields = dict[str, Any]

PARTIES = {
    "ministry": "ministry", "parliament": "parliament", "council": "municipality",
    "residents": "residents", "league": "civil-society", "adviser": "expert-body",
    "auditor": "regulator", "court": "court", "stranger": "other",
}  # fmt: skip

LAND: list[Fields] = [
    *({"kind": "party.registered", "party": party, "name": party, "type": kind}
      for party, kind in PARTIES.items()),
    {"kind": "area.registered", "area": "region", "name": "Region", "type": "region"},
    {"kind": "area.registered", "area": "town", "name": "Town", "type": "municipality"},
    {"kind": "area.registered", "area": "village", "name": "V.", "type": "village",
     "within": "region"},
    {"kind": "area.moved", "area": "village", "within": "town", "on": "2021-06-01"},
]  # fmt: skip
"""The village lies in the region, and from June 2021 on in the town."""

days = st.sampled_from(EXACT + IMPRECISE)

parties = st.sampled_from(tuple(PARTIES))

forms = st.sampled_from(FORMS)


def places(*, levels: bool = True) -> st.SearchStrategy[Fields]:
    """An area, with or without a level."""
    level = {"level": st.sampled_from(LEVELS)} if levels else {}
    return st.fixed_dictionaries({"area": st.sampled_from(AREAS)}, optional=level)


def event(kind: str, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Fields]:
    return st.fixed_dictionaries({"kind": st.just(kind), "on": days} | fields)


def or_not(field: str, value: st.SearchStrategy[Any]) -> st.SearchStrategy[Fields]:
    return st.fixed_dictionaries({}, optional={field: value})


def doubts(told: Sequence[Fields]) -> st.SearchStrategy[list[Fields]]:
    """Records that are retracted or disputed, none of them a founding one that others rest on."""
    later = [
        place
        for place, one in enumerate(told)
        if one["kind"] not in {"decision.taken", "promise.made", "rule.enacted"}
    ]
    if not later:
        return st.just([])
    doubt = st.builds(
        lambda kind, place: {"kind": kind, "record": f"r{len(LAND) + place}", "on": "2022-03-01"},
        st.sampled_from(("record.retracted", "record.disputed")),
        st.sampled_from(later),
    )
    return st.lists(doubt, max_size=2, unique_by=lambda one: one["record"])


taken = st.builds(
    lambda one, options: one | options,
    event(
        "decision.taken",
        by=st.just(["ministry"]),
        place=places(),
        text=st.just("A decision."),
        process=st.booleans(),
    ),
    or_not("options", st.sampled_from(("1", "2", "1..3", "1..3", "<2", ">1"))),
)

participation = st.builds(
    lambda one, promised, mode, begun: one | promised | mode | begun,
    event(
        "decision.participation",
        group=st.sampled_from(("residents", "league", "council")),
        given=forms,
        when=st.sampled_from(("before", "before", "after")),
    ),
    or_not("promised", forms),
    or_not("mode", st.sampled_from(("invited", "protest"))),
    or_not("initiated_by", parties),
)

around = st.one_of(
    participation,
    participation,
    participation,
    event(
        "decision.advice",
        by=parties,
        text=st.just("An advice."),
        followed=st.sampled_from(("yes", "partly", "no")),
    ),
    event("decision.reversed", by=st.just(["court"]), reason=st.just("A reason.")),
)

sitting = st.one_of(
    event("table.joined", party=st.sampled_from(("residents", "league"))),
    event("table.left", party=st.sampled_from(("residents", "league"))),
)


@st.composite
def decisions(draw: st.DrawFn) -> list[Fields]:
    """Up to four decisions with what happened around them."""
    told: list[Fields] = []
    for number in range(draw(st.integers(1, 4))):
        name = {"decision": f"d{number}"}
        told.append(draw(taken) | name)
        told += [one | name for one in draw(st.lists(around, max_size=4))]
    return [*LAND, *told, *draw(doubts(told))]


@st.composite
def tables(draw: st.DrawFn) -> list[Fields]:
    """One table, who left it and who came back, and perhaps its end; all dates are exact."""
    exact = st.sampled_from(EXACT)
    name = {"table": "t"}
    opened = draw(event("table.opened", parties=st.just(["ministry", "residents"])))
    place = {"place": {"area": "region"}, "name": "A table", "on": "2021-01-01"}
    told = [opened | place | name]
    told += [one | {"on": draw(exact)} | name for one in draw(st.lists(sitting, max_size=6))]
    if draw(st.booleans()):
        told.append({"kind": "table.closed", "on": draw(exact)} | name)
    return [*LAND, *told]
