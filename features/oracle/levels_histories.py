"""Made-up histories of promises that are held up, of paused rules, and of who vouches for them."""

from __future__ import annotations

from hypothesis import strategies as st

from features.oracle.histories import happening
from features.oracle.participation_histories import LAND, Fields, days, doubts, event, places

made = st.builds(
    lambda one, extra: {"kind": "promise.made", "on": "2021-01-10"} | one | extra,
    st.fixed_dictionaries({
        "by": st.sampled_from((["ministry"], ["ministry"], ["residents"])),
        "to": st.just(["residents", "village"]),
        "place": places(),
        "text": st.just("A promise."),
    }),
    st.one_of(
        st.fixed_dictionaries({"due": st.sampled_from(("2021-03-31", "2021-06-15", "2021-Q3"))}),
        st.fixed_dictionaries({"hold": st.just("maintenance")}),
    ),
)  # fmt: skip

blocking = st.builds(
    lambda one, place: one | place,
    st.one_of(
        event("promise.blocked", by=st.just("parliament")),
        event("promise.suspended", consent_by=st.sampled_from(([], ["residents"]))),
    ),
    st.sampled_from(({}, {}, {"place": {"area": "village"}})),
)

going_on = st.one_of(
    happening().flatmap(lambda one: days.map(lambda day: one | {"on": day})),
    blocking,
    event("promise.unblocked"),
    event("promise.resumed"),
)

pausing = st.one_of(
    *(event(kind, effective=days) for kind in ("rule.suspended", "rule.resumed", "rule.repealed")),
    event("rule.suspended", effective=days, place=places()),
)

vouching = st.builds(
    lambda one, place: one | {"place": place},
    st.fixed_dictionaries({
        "kind": st.just("coverage.declared"),
        "by": st.just("auditor"),
        "about": st.sampled_from((["promise", "rule"], ["promise", "rule"], ["promise"])),
        "from": st.sampled_from(("2020-01-01", "2021-05-01", "2021")),
        "until": st.sampled_from(("2021-09-15", "2023-01-01")),
        "on": st.sampled_from(("2023-01-01", "2023-01-01", "2021-10-01")),
    }),
    places(),
)  # fmt: skip


@st.composite
def standing_still(draw: st.DrawFn) -> list[Fields]:
    """Promises that are held up, rules that are paused, and whoever vouches for the record."""
    told: list[Fields] = []
    for number in range(draw(st.integers(1, 2))):
        name = {"promise": f"p{number}"}
        told.append(draw(made) | name)
        told += [one | name for one in draw(st.lists(going_on, max_size=4))]
    rule = {"rule": "r"}
    enacted = event("rule.enacted", effective=st.just("2020-01-01"), place=places())
    told.append(draw(enacted) | rule | {"title": "A rule", "topic": "norm", "by": ["ministry"]})
    told += [one | rule for one in draw(st.lists(pausing, max_size=3))]
    for number, one in enumerate(draw(st.lists(vouching, max_size=2))):
        told.append(one | {"coverage": f"c{number}"})
    return [*LAND, *told, *draw(doubts(told))]
