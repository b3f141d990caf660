"""Made-up countries and rules: areas that move, groups that overlap, dates that are vague."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from domain.dates import Instant, start_of
from domain.record import Record
from features.oracle.regime_oracle import Country, Days
from projections.book import Book
from projections.geography.geography import Geography
from projections.report import Question

Fields = dict[str, Any]

FIRST = date(2021, 1, 1)
LAST = 27
"""The days of a made-up history are 0 to 27; things happen on every third of them."""

TREE = {"region": None, "town": "region", "city": "region", "village": "town", "street": "village"}
GROUPS = ("batch", "pilot")
COHORTS = tuple(f"cohort/{one}" for one in GROUPS)
PLACES = (*(f"area/{one}" for one in TREE), *COHORTS)
HOUSE = "case/house"
VALUES = ("a", "b", "c")


@dataclass(frozen=True)
class Story:
    """A country with its rules as the oracle reads them, and the same as records of a ledger."""

    country: Country
    rules: dict[str, list[Fields]]
    records: list[Record]
    vouched: list[Fields]


def on(day: int) -> str:
    """A day of a history as a date."""
    return (FIRST + timedelta(days=day)).isoformat()


def instant(day: int) -> Instant:
    """The first instant of a day of a history."""
    return start_of(FIRST + timedelta(days=day))


def written(days: Days) -> str:
    """A date as a journal has it."""
    return on(days.first) if days.first == days.last else f"{on(days.first)}/{on(days.last)}"


DAYS = st.integers(0, 8).map(lambda number: number * 3)
PALETTES = st.lists(st.sampled_from((*PLACES, HOUSE)), min_size=1, max_size=3, unique=True)
"""The few places of which a story is told, so that its rules meet."""

AROUND = st.lists(
    st.sampled_from(("area/region", "area/village", *COHORTS, HOUSE)),
    min_size=2,
    max_size=3,
    unique=True,
)
"""The same, of a house that lies in all of them."""


def spots(palette: list[str]) -> st.SearchStrategy[tuple[str, str]]:
    """A place of the palette, sometimes for one level alone."""
    return st.tuples(st.sampled_from(palette), st.sampled_from(("", "", "", "dwelling")))


def exactly(day: int) -> Days:
    """A day that is known."""
    return Days(day, day)


UNTIL = st.one_of(st.none(), st.none(), st.none(), DAYS.map(exactly))
SELDOM: st.SearchStrategy[bool] = st.sampled_from((False, False, False, True))


def settled() -> tuple[Country, list[Fields]]:
    """A street in a village in a town in a region that never changes, with a house in it."""
    country, told = Country(), []
    for area, above in TREE.items():
        country.within[f"area/{area}"] = [(-99, f"area/{above}" if above else None)]
        inside = {"within": above} if above else {}
        told.append({"kind": "area.registered", "area": area, "name": area} | inside)
    country.cases[HOUSE] = ("area/street", exactly(3))
    return country, told


def at_home() -> tuple[Country, list[Fields]]:
    """The house is in both groups from its opening on."""
    country, told = settled()
    for group in GROUPS:
        named = {"kind": "cohort.registered", "cohort": group, "name": group}
        told.append(named | {"criterion": "some homes"})
        told.append({"kind": "cohort.joined", "cohort": group, "case": "house", "on": on(3)})
        country.named[f"cohort/{group}"] = ([], True)
        country.joined.append((HOUSE, f"cohort/{group}", 3, 999))
    return country, told


@st.composite
def countries(draw: st.DrawFn) -> tuple[Country, list[Fields]]:
    """The country with one area that moves, and two groups of whoever is in them."""
    country, told = settled()
    moved, day = draw(st.sampled_from(("village", "town", None))), draw(DAYS)
    if moved == "village":
        country.within["area/village"].append((day, "area/city"))
        told.append({"kind": "area.moved", "area": "village", "within": "city", "on": on(day)})
    if moved == "town":
        split = draw(st.booleans())
        country.within["area/town"].append((day, "area/region" if split else "area/city"))
        ended = {"kind": "area.succeeded", "area": "town", "by": ["city"], "on": on(day)}
        told.append(ended | {"split": split})
    country.cases[HOUSE] = ("area/street", exactly(draw(st.sampled_from((0, 3, 12)))))
    for group in GROUPS:
        told += draw(_group(country, group))
    return country, told


@st.composite
def _group(draw: st.DrawFn, country: Country, group: str) -> list[Fields]:
    """A group with areas and perhaps a criterion, and somebody who is in it for some time."""
    criterion = draw(st.booleans())
    named = draw(st.lists(st.sampled_from(("town", "city", "village")), max_size=2, unique=True))
    country.named[f"cohort/{group}"] = ([f"area/{area}" for area in named], criterion)
    why = {"criterion": "some homes"} if criterion else {}
    told = [{"kind": "cohort.registered", "cohort": group, "name": group, "areas": named} | why]
    member = draw(st.sampled_from((None, HOUSE, HOUSE, "area/village", "area/city")))
    if member is None:
        return told
    day = country.cases[HOUSE][1].last + 3
    first = day + draw(st.sampled_from((0, 3))) if member == HOUSE else draw(DAYS)
    end = first + draw(st.sampled_from((3, 12, 99)))
    country.joined.append((member, f"cohort/{group}", first, end))
    kind, _, name = member.partition("/")
    who = {"cohort": group, kind: name}
    joined = {"kind": "cohort.joined", "on": on(first)} | who
    left = {"kind": "cohort.left", "on": on(end)} | who
    return [*told, joined, left]


def _event(kind: str, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Fields]:
    plain = {"place": st.none(), "value": st.none(), "until": st.none(), "exception": st.none()}
    effect = {"respecting": SELDOM if kind != "excepted" else st.just(value=False)}
    return st.fixed_dictionaries({"kind": st.just(kind)} | plain | effect | fields)


VALUE = st.sampled_from(VALUES)


def happening(where: st.SearchStrategy[Any]) -> st.SearchStrategy[Fields]:
    """Something that happens to a rule after it began, everywhere or in one of these places."""
    anywhere = st.one_of(st.none(), where)
    return st.one_of(
        _event("amended", place=anywhere, value=VALUE, until=UNTIL),
        _event("suspended", place=anywhere),
        _event("resumed", place=anywhere),
        _event("repealed", place=anywhere),
        _event("annulled", place=anywhere, value=st.one_of(VALUE, st.none()), until=UNTIL),
        _event("excepted", place=where, value=VALUE, until=UNTIL),
    )


@st.composite
def ruled(draw: st.DrawFn, name: str, order: int, palette: list[str]) -> list[Fields]:
    """A rule with one to three places and some changes, on different days, mostly in that order."""
    where = spots(palette)
    begun = draw(st.lists(where, min_size=1, max_size=3, unique=True))
    told = [draw(_event("enacted", value=VALUE, until=UNTIL)) | {"place": one} for one in begun]
    told += draw(st.lists(happening(where), min_size=1, max_size=6 - len(told)))
    exceptions = [event for event in told if event["kind"] == "excepted"]
    for number, event in enumerate(exceptions):
        event["exception"] = f"{name}-{number}"
    over: bool = draw(st.booleans())
    if exceptions and over:
        ended = {"kind": "exception_ended", "value": None, "until": None, "respecting": False}
        told.append({key: exceptions[0][key] for key in ("exception", "place")} | ended)
    days = draw(st.lists(DAYS, min_size=len(told), max_size=len(told), unique=True))
    shuffled: bool = draw(SELDOM)
    days = days if shuffled else sorted(days)
    topic = draw(st.sampled_from(("norm",) * 7 + ("pace",)))
    return [
        event | {"rule": name, "topic": topic, "when": exactly(day), "order": order + index}
        for index, (event, day) in enumerate(zip(told, days, strict=True))
    ]


@st.composite
def stories(draw: st.DrawFn, *, imprecise: bool, moving: bool) -> Story:
    """A country, one or two rules, and with imprecise dates up to two of their dates vague.

    moving: whether areas and members move. The events of one rule have different days: a naive
    reading by days cannot tell what of one day came between two others.
    """
    country, told = draw(countries()) if moving else at_home()
    palette = draw(PALETTES if moving else AROUND)
    rules: dict[str, list[Fields]] = {}
    for number in range(draw(st.integers(1, 2))):
        rules[f"r{number}"] = draw(ruled(f"r{number}", 10 * number, palette))
    if imprecise:
        slots = [(event, "when") for events in rules.values() for event in events]
        slots += [(e, "until") for events in rules.values() for e in events if e["until"]]
        for event, name in draw(st.lists(st.sampled_from(slots), min_size=1, max_size=2)):
            first = event[name].first
            event[name] = Days(first, first + 3)
        if draw(SELDOM):
            first = country.cases[HOUSE][1].first
            country.cases[HOUSE] = ("area/street", Days(first, first + 3))
    opened = {"kind": "case.opened", "case": "house", "area": "street", "title": "A house"}
    opened |= {"level": "dwelling", "on": written(country.cases[HOUSE][1])}
    vouched = draw(st.lists(vouching(), max_size=2))
    told += [opened, *(_coverage(number, one) for number, one in enumerate(vouched))]
    return Story(country, rules, _records(told, rules), vouched)


def vouching() -> st.SearchStrategy[Fields]:
    """Somebody vouches for all rules, or those on a topic or a level, for some of the days."""
    return st.fixed_dictionaries(
        {
            "place": st.sampled_from(
                ("area/region", "area/region", "area/village", "cohort/batch")
            ),
            "level": st.sampled_from(("", "", "", "dwelling")),
            "topics": st.sampled_from(([], [], [], ["norm"], ["pace"])),
            "first": st.sampled_from((0, 0, 0, 9)),
            "last": st.sampled_from((99, 99, 99, 15)),
            "said": st.sampled_from((99, 99, 99, 18)),
        }
    )


def _coverage(number: int, one: Fields) -> Fields:
    kind, _, name = one["place"].partition("/")
    place = {kind: name} | ({"level": one["level"]} if one["level"] else {})
    what = {"kind": "coverage.declared", "coverage": f"c{number}", "about": ["rule"]}
    what |= {"by": f"auditor-{number}"}
    return (
        what
        | {"place": place, "topics": one["topics"], "from": on(one["first"])}
        | {"until": on(one["last"]), "on": on(one["said"])}
    )


def _records(told: list[Fields], rules: dict[str, list[Fields]]) -> list[Record]:
    """The records of a ledger that say the same."""
    said = [{"stream": _stream(one)} | one for one in told]
    events = sorted((e for events in rules.values() for e in events), key=lambda e: e["order"])
    said += [_rule_record(event) for event in events]
    versions: dict[str, int] = {}
    found: list[Record] = []
    for position, one in enumerate(said):
        version = versions[one["stream"]] = versions.get(one["stream"], 0) + 1
        envelope = {"on": "2020-01-01", "id": f"i{position}", "version": version}
        envelope |= {"recorded_at": "2023-01-01T00:00:00Z", "source": []}
        found.append(Record(position, envelope | one))
    return found


def _stream(one: Fields) -> str:
    kind = one["kind"].partition(".")[0]
    if one["kind"] in {"cohort.joined", "cohort.left"}:
        kind = "area" if "area" in one else "case"
    return f"{kind}/{one[kind]}"


def _rule_record(event: Fields) -> Fields:
    """An event as the journal has it."""
    fields: Fields = {"kind": f"rule.{event['kind']}", "stream": f"rule/{event['rule']}"}
    fields |= {"rule": event["rule"], "effective": written(event["when"])}
    fields |= {name: event[name] for name in ("value", "exception") if event[name]}
    if event["place"]:
        scope, level = event["place"]
        kind, _, name = scope.partition("/")
        fields["place"] = {kind: name} | ({"level": level} if level else {})
    if event["until"]:
        fields["until"] = written(event["until"])
    if event["kind"] == "enacted":
        fields |= {"title": event["rule"], "topic": event["topic"], "by": ["council"]}
    if event["kind"] in {"annulled", "excepted"}:
        fields["by"] = ["court"]
    if event["kind"] == "excepted":
        fields["ground"] = "pilot"
    if event["respecting"]:
        fields["effect"] = "respecting"
    return fields


@contextmanager
def landscape(story: Story) -> Iterator[Geography]:
    """The same country as the program sees it."""
    book = Book.of(story.records)
    try:
        yield Geography(Question(book, instant(LAST + 90), len(story.records), "promisor"))
    finally:
        book.close()
