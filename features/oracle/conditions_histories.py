"""Made-up ledgers of a village: promises, updates, input, attestations, and who vouches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from domain.record import Record
from features import asked
from features.oracle.conditions_oracle import ABOVE, FIRST, HERE, THERE, Case, instant
from projections.book import Book
from projections.charter import Measurement
from projections.geography.geography import Geography
from projections.report import Question

Fields = dict[str, Any]

LAST = 60
"""The days of a made-up ledger are 0 to 60."""

PARTIES = {
    "ministry": "ministry", "council": "municipality", "residents": "residents",
    "club": "civil-society", "auditor": "expert-body", "bureau": "expert-body",
}  # fmt: skip
PART_OF = {"bureau": "ministry"}
AREAS = ("region", HERE, "street", "elsewhere")


def on(day: int) -> str:
    """A day as a date."""
    return (FIRST + timedelta(days=day)).isoformat()


DAYS = st.integers(0, LAST).map(on)
VAGUE = st.one_of(
    DAYS,
    st.tuples(st.integers(0, LAST - 6), st.integers(1, 6)).map(
        lambda one: f"{on(one[0])}/{on(one[0] + one[1])}"
    ),
)
PLACES = st.sampled_from(AREAS).map(lambda area: {"area": area})
LEVELLED = st.fixed_dictionaries(
    {"area": st.sampled_from(AREAS)}, optional={"level": st.sampled_from(("dwelling", "area"))}
)
PARTY = st.sampled_from(tuple(PARTIES))


def coverage(about: str) -> st.SearchStrategy[Fields]:
    """Somebody vouches for the records of a kind, for a while or from a day on."""
    return st.fixed_dictionaries(
        {
            "kind": st.just("coverage.declared"), "from": DAYS, "place": PLACES,
            "on": st.one_of(st.just(on(99)), DAYS),
            "about": st.just([about]), "by": st.sampled_from(("auditor", "club")),
        },
        optional={"until": DAYS},
    )  # fmt: skip


def updates() -> st.SearchStrategy[list[Fields]]:
    """A few updates, some to other people than residents."""
    to = st.sampled_from(([], ["residents"], ["club"], ["council"], ["council", "residents"]))
    one = st.fixed_dictionaries(
        {"kind": st.just("update.sent"), "on": VAGUE, "place": PLACES, "by": st.just("ministry")}
        | {"to": to, "content": st.sampled_from(("news", "no-news"))}
    )
    return st.lists(one, max_size=4)


@st.composite
def inputs(draw: st.DrawFn) -> list[Fields]:
    """A few inputs, some answered, now and then twice."""
    found: list[Fields] = []
    for name in ("a", "b", "c")[: draw(st.integers(0, 3))]:
        asked = {"kind": "input.received", "on": draw(VAGUE), "place": draw(PLACES)}
        who = draw(st.sampled_from((["residents"], ["club"], ["council"])))
        found.append(asked | {"input": name, "from": who})
        for day in draw(st.lists(VAGUE, max_size=2)):
            answer = {"kind": "input.answered", "on": day, "by": "ministry", "outcome": "rejected"}
            found.append(answer | {"input": name})
    return found


def attestations() -> st.SearchStrategy[list[Fields]]:
    """A few words on one condition."""
    met = st.sampled_from((*("yes", "no") * 2, "unknown"))
    one = st.fixed_dictionaries(
        {"kind": st.just("condition.attested"), "on": VAGUE, "place": LEVELLED, "by": PARTY}
        | {"met": met, "key": st.just("heard")}
    )
    return st.lists(one, max_size=5)


@st.composite
def promises(draw: st.DrawFn) -> list[Fields]:
    """A few promises with what became of them, on exact days."""
    found: list[Fields] = []
    for name in ("p", "q", "r")[: draw(st.integers(0, 3))]:
        made: Fields = {"kind": "promise.made", "promise": name, "by": ["ministry"]}
        made |= {"on": draw(st.integers(0, 20).map(on)), "place": draw(PLACES)}
        made |= {"to": ["residents"], "text": "a promise", "strength": "pledge", "origin": "word"}
        if draw(st.integers(0, 3)) == 0:
            made |= {"hold": "maintenance"} | ({"until": draw(DAYS)} if draw(st.booleans()) else {})
        else:
            made |= {"hold": "achievement"} | ({"due": draw(DAYS)} if draw(st.booleans()) else {})
        found.append(made)
        after = st.integers(20, LAST).map(on)
        found += [
            fields | {"promise": name, "on": draw(after)}
            for fields in draw(st.lists(happening(), max_size=3))
        ]
    return found


def happening() -> st.SearchStrategy[Fields]:
    """Something that happens to a promise, without its day."""
    consent = st.sampled_from(([], ["residents"]))
    outcome = st.sampled_from(("kept", "partly", "broken", "broken", "unknown"))
    new = {"due": DAYS, "consent_by": consent, "by": st.just("ministry")}
    after = {"successor": st.just("next"), "terms": st.just("worse"), "consent_by": consent}
    kinds: list[dict[str, st.SearchStrategy[Any]]] = [
        {"kind": st.just("promise.assessed"), "outcome": outcome, "by": st.just("auditor")}
        | {"basis": st.just("independent")},
        {
            "kind": st.just("promise.reported"),
            "outcome": st.just("kept"),
            "by": st.just("ministry"),
        },
        {"kind": st.just("promise.postponed")} | new,
        {"kind": st.just("promise.withdrawn"), "by": st.just("ministry")},
        {"kind": st.just("promise.released"), "by": st.sampled_from(("residents", "auditor"))},
        {"kind": st.just("promise.superseded"), "by": st.just("ministry")} | after,
    ]
    return st.one_of([st.fixed_dictionaries(kinds[0]), *map(st.fixed_dictionaries, kinds)])


def records(told: Sequence[Fields]) -> list[Record]:
    """The records as a ledger would hold them, after those of the parties and areas."""
    there: list[Fields] = [
        {"kind": "party.registered", "party": name, "name": name, "type": kind, "on": THERE}
        | ({"part_of": PART_OF[name]} if name in PART_OF else {})
        for name, kind in PARTIES.items()
    ]
    there += [
        {"kind": "area.registered", "area": name, "name": name, "type": "area", "on": THERE}
        | ({"within": ABOVE[name]} if name in ABOVE else {})
        for name in AREAS
    ]
    named = [
        one | ({"coverage": f"c{place}"} if one["kind"] == "coverage.declared" else {})
        for place, one in enumerate(told)
    ]
    return asked.records([*there, *named])


@st.composite
def cases(draw: st.DrawFn, told: st.SearchStrategy[list[Fields]], about: str) -> Case:
    """A ledger about one kind of record, and what is asked of it."""
    vouched = draw(st.lists(coverage(about), max_size=3))
    return Case(
        records=records([*draw(told), *vouched]),
        start=draw(st.integers(0, 30)),
        length=draw(st.integers(1, 30)),
        burden=draw(st.sampled_from(("promisor", "open"))),
    )


@contextmanager
def yardstick(case: Case) -> Iterator[Measurement]:
    """The yardstick of a case, laid from its start to the end of the last day."""
    book = Book.of(case.records)
    try:
        end = instant(LAST + 1)
        question = Question(book, instant(LAST), len(case.records), case.burden)
        yield Measurement(
            Geography(question), "charter/c", f"area/{HERE}", instant(case.start), end, ()
        )
    finally:
        book.close()


@dataclass(frozen=True)
class Amended:
    """A ledger with a yardstick on updates, which asks them more or less often from a day on.

    until: the first day on which it does not measure any more; None: it goes on.
    """

    case: Case
    then: int
    day: int
    until: int | None


@st.composite
def amended(draw: st.DrawFn) -> Amended:
    """A yardstick on informed that is amended once, and perhaps given up."""
    start, length, then = (draw(st.integers(*one)) for one in ((0, 30), (1, 30), (1, 30)))
    day, until = draw(st.integers(0, LAST)), draw(st.none() | st.integers(0, LAST))
    declared: Fields = {"kind": "charter.declared", "place": {"area": HERE}, "start": on(start)}
    told: list[Fields] = [
        declared | {"on": THERE, "conditions": [asks(length)]},
        {"kind": "charter.amended", "on": on(day), "condition": asks(then)},
    ]
    if until is not None:
        told.append({"kind": "charter.ended", "on": on(until)})
    kept = draw(st.lists(coverage("update"), max_size=3)) + draw(updates())
    yard = {"charter": "c", "by": ["council"]}
    made = records([*kept, *(one | yard for one in told)])
    return Amended(Case(made, start, length, "open"), then, day, until)


def asks(days: int) -> Fields:
    """A condition: an update every so many days."""
    return {"key": "informed", "parameters": {"days": days}}
