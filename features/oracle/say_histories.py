"""Made-up histories of rights to decide, of decisions, and of whoever vouches for the record."""

from __future__ import annotations

from hypothesis import strategies as st

from features.oracle.participation_histories import (
    AREAS,
    EXACT,
    LAND,
    Fields,
    participation,
    taken,
)

FORMS_OR_WORDS = ("inform", "consult", "co-produce", "co-decide", "citizen-control", "a say")

right = st.fixed_dictionaries({
    "kind": st.just("rule.enacted"),
    "topic": st.sampled_from(("decision-right", "decision-right", "decision-right-process")),
    "value": st.sampled_from(FORMS_OR_WORDS),
    "effective": st.sampled_from(EXACT),
    "place": st.sampled_from([{"area": area} for area in AREAS]),
})  # fmt: skip

vouching_for_say = st.builds(
    lambda one, topics: one | topics,
    st.fixed_dictionaries({
        "kind": st.just("coverage.declared"),
        "by": st.just("auditor"),
        "about": st.sampled_from((["decision", "rule"], ["decision", "rule"], ["decision"])),
        "from": st.sampled_from(("2019-01-01", "2020-12-01", "2021-03-01", "2021")),
        "until": st.sampled_from(("2021-09-15", "2023-01-01")),
        "on": st.sampled_from(("2023-01-01", "2023-01-01", "2021-10-01")),
        "place": st.sampled_from([{"area": area} for area in AREAS]),
    }),
    st.sampled_from(({}, {}, {"topics": ["norm", "decision-right"]})),
)  # fmt: skip


@st.composite
def rights_and_say(draw: st.DrawFn) -> list[Fields]:
    """Rights to decide that come and go, decisions, and whoever vouches for the record."""
    told: list[Fields] = []
    for number in range(draw(st.integers(0, 3))):
        rule = {"rule": f"r{number}", "title": "A right", "by": ["parliament"]}
        told.append(draw(right) | rule)
        if draw(st.booleans()):
            told.append({"kind": "rule.repealed", "effective": draw(st.sampled_from(EXACT))} | rule)
    for number in range(draw(st.integers(0, 3))):
        name = {"decision": f"d{number}"}
        topic = draw(st.sampled_from(({}, {"topic": "norm"}, {"topic": "works"})))
        told.append(draw(taken) | name | topic)
        told += [one | name for one in draw(st.lists(participation, max_size=3))]
    for number, one in enumerate(draw(st.lists(vouching_for_say, max_size=2))):
        told.append(one | {"coverage": f"c{number}"})
    contested = [place for place, one in enumerate(told) if not one["kind"].startswith("cov")]
    doubts = st.sampled_from(contested).map(
        lambda place: (
            {"kind": "record.disputed", "record": f"r{len(LAND) + place}"} | {"on": "2022-03-01"}
        )
    )
    return [*LAND, *told, *(draw(st.lists(doubts, max_size=1)) if contested else [])]
