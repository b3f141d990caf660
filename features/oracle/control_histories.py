"""Made-up histories of control: mandates over areas, groups and cases that change under them.

All of it happens in a few weeks of 2020, so that days collide.
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

Fields = dict[str, Any]

AREAS = ("region", "east", "west", "village")
PARTIES = ("alpha", "beta", "gamma", "office", "bureau", "ministry", "department")
GROUP, CASE = "batch", "house"
EXACT = ("2020-01-03", "2020-01-05", "2020-01-06", "2020-01-09", "2020-01-12", "2020-01-17")
IMPRECISE = ("2020-01-06~", "2020-01-04/2020-01-08", "2020-01-11/2020-01-13", "../2020-01-07")
BEFORE = "2019-12-01"
AFTER = "2020-12-31"

days = st.sampled_from((*EXACT, *EXACT, *IMPRECISE))
exact = st.sampled_from(EXACT)
levels = st.sampled_from((None, None, None, None, "dwelling", "area"))
topics = st.sampled_from((None, None, None, "damage", "norm"))
phases = st.sampled_from((None, None, None, "works"))


def _given(**fields: Any) -> Fields:
    return {name.rstrip("_"): value for name, value in fields.items() if value not in (None, [])}


@st.composite
def places(draw: st.DrawFn) -> Fields:
    """An area, mostly; else the group or the case; at one level or at all."""
    areas = [{"area": area} for area in AREAS]
    wide = [{"area": "region"}] * 4
    place = draw(
        st.sampled_from([*wide, *areas, {"cohort": GROUP}, {"cohort": GROUP}, {"case": CASE}])
    )
    return _given(**place, level=draw(levels))


@st.composite
def land(draw: st.DrawFn) -> list[Fields]:
    """A village in the east of a region, which may move, merge or join a group; a house in it."""
    within = {"region": None, "east": "region", "west": "region", "village": "east"}
    told = [
        _given(kind="area.registered", on=BEFORE, area=area, name=area, type="village", within=up)
        for area, up in within.items()
    ]
    criterion = draw(st.sampled_from((None, "built before 1990")))
    named = draw(st.sampled_from(([], ["village"], ["east"])))
    about = {"cohort": GROUP, "name": GROUP, "criterion": criterion, "areas": named}
    told.append(_given(kind="cohort.registered", on=BEFORE, **about))
    opened = {"case": CASE, "area": "village", "level": "dwelling", "title": CASE}
    told.append(_given(kind="case.opened", on=BEFORE, **opened))
    for member in draw(st.lists(st.sampled_from(("village", "west", CASE)), max_size=2)):
        kind = "case" if member == CASE else "area"
        joined = {kind: member, "cohort": GROUP}
        told.append({"kind": "cohort.joined", "on": draw(exact)} | joined)
        if draw(st.booleans()):
            told.append({"kind": "cohort.left", "on": draw(exact)} | joined)
    if draw(st.booleans()):
        told.append({"kind": "area.moved", "on": draw(exact), "area": "village", "within": "west"})
    if draw(st.booleans()):
        succeeded = {"area": "east", "by": ["west"], "split": draw(st.booleans())}
        told.append({"kind": "area.succeeded", "on": draw(exact)} | succeeded)
    return told


@st.composite
def people(draw: st.DrawFn) -> list[Fields]:
    """Parties, some of them offices of ministries; one may change, one may be succeeded."""
    part_of = {"office": "ministry", "bureau": draw(st.sampled_from(("ministry", "office")))}
    told = [
        _given(
            kind="party.registered",
            on=BEFORE,
            party=party,
            name=party,
            type="ministry" if party in {"ministry", "department"} else "other",
            part_of=part_of.get(party),
        )
        for party in PARTIES
    ]
    if draw(st.booleans()):
        moved = {"party": "bureau", "what": "moved", "part_of": "department"}
        told.append({"kind": "party.changed", "on": draw(exact)} | moved)
    for party in draw(
        st.lists(st.sampled_from(("alpha", "beta", "office")), max_size=2, unique=True)
    ):
        heirs = [one for one in ("beta", "gamma", "bureau", "ministry") if one != party]
        by = draw(st.lists(st.sampled_from(heirs), min_size=1, max_size=2, unique=True))
        complete = draw(st.sampled_from((True, True, False)))
        succeeded = {"party": party, "by": by, "complete": complete}
        told.append({"kind": "party.succeeded", "on": draw(days)} | succeeded)
    return told


@st.composite
def mandates(draw: st.DrawFn, name: str) -> list[Fields]:
    """A mandate, and perhaps its end, everywhere or at one place."""
    holder = draw(st.sampled_from(PARTIES))
    others = [party for party in PARTIES if party != holder]
    basis = draw(st.sampled_from(("attribution", "attribution", "agreement", "factual", "mandate")))
    granted = _given(
        kind="mandate.granted",
        mandate=name,
        holder=holder,
        power=draw(st.sampled_from(("lead", "lead", "lead", "decide"))),
        topic=draw(topics),
        place=draw(places()),
        phase=draw(phases),
        except_areas=draw(st.sampled_from(([], [], [], ["village"], ["west"]))),
        from_=draw(st.one_of(st.just(BEFORE), days)),
        until=draw(st.one_of(st.none(), days)),
        basis=basis,
        granted_by=draw(st.sampled_from(others)) if basis == "mandate" else None,
        joint_with=draw(st.sampled_from(([], [], [draw(st.sampled_from(others))]))),
    )
    told = [granted | {"id": name}]
    if draw(st.sampled_from((False,) * 5 + (True,))):
        told.append({"kind": "record.disputed", "record": name, "by": "gamma", "reason": "no"})
    for _ in range(draw(st.sampled_from((0, 0, 1, 2)))):
        place = draw(st.one_of(st.none(), places()))
        told.append(_given(kind="mandate.ended", mandate=name, effective=draw(days), place=place))
    return told


@st.composite
def coverages(draw: st.DrawFn, name: str) -> Fields:
    """Somebody vouches for the mandates of a place, on all topics or some, for a time."""
    return _given(
        kind="coverage.declared",
        on=draw(st.one_of(st.just(AFTER), st.just(AFTER), days)),
        coverage=name,
        place=draw(places()),
        about=draw(st.sampled_from((["mandate"], ["mandate", "rule"], ["mandate"], ["rule"]))),
        topics=draw(st.sampled_from(([], [], [], ["damage"]))),
        from_=draw(st.one_of(st.just(BEFORE), days)),
        until=draw(st.one_of(st.none(), st.none(), days)),
        by="alpha",
    )


@st.composite
def extensions(draw: st.DrawFn, name: str) -> Fields:
    """Somebody, not always the same, vouches for later days too."""
    return _given(
        kind="coverage.extended",
        on=draw(st.one_of(st.just(AFTER), days)),
        coverage=name,
        until=draw(days),
        by=draw(st.sampled_from(("alpha", "alpha", "gamma"))),
    )


@st.composite
def histories(draw: st.DrawFn) -> list[Fields]:
    """Land, parties, up to five mandates and up to two declarations of coverage."""
    told = draw(land()) + draw(people())
    for number in range(draw(st.sampled_from((3, 2, 4, 5, 1)))):
        told += draw(mandates(f"mandate-{number}"))
    for number in range(draw(st.sampled_from((1, 2, 0)))):
        name = f"coverage-{number}"
        told.append(draw(coverages(name)))
        if draw(st.booleans()):
            told.append(draw(extensions(name)))
    return told
