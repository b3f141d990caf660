"""Made-up histories of promises: dates that collide, come out of order or are imprecise."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from hypothesis import strategies as st

from domain.record import Record
from projections.book import Book, grown

EXACT = (
    "2021-02-01", "2021-03-01", "2021-03-15", "2021-04-15", "2021-06-15", "2021-06-30",
    "2021-06-30T23:59:59", "2021-07-01", "2021-07-10", "2021-08-01", "2021-09-30", "2021-10-01",
    "2021-12-01", "2022-02-01",
)  # fmt: skip
IMPRECISE = ("2021-Q3", "2021-06", "2021~", "2021-06-30~", "2021-05/2021-07", "2021")
SOON = "as soon as possible"
PROMISORS, BENEFICIARIES, OTHERS = ("ministry",), ("residents", "village"), ("auditor", "court")

Fields = dict[str, Any]


def moments(*, imprecise: bool) -> st.SearchStrategy[str]:
    """The days on which things happen."""
    return st.sampled_from(EXACT + IMPRECISE) if imprecise else st.sampled_from(EXACT)


def making(*, imprecise: bool) -> st.SearchStrategy[Fields]:
    """The making of a promise: with or without a date, a condition, a size; or to maintain."""
    own = st.sampled_from((None, "ministry", "parliament"))
    before = st.fixed_dictionaries(
        {"type": st.just("precondition")},
        optional={"due": st.sampled_from(("2021-03-14", "2021-06-30", "2021-Q3", SOON))},
    )
    proviso = st.fixed_dictionaries({"type": st.just("proviso"), "in_power_of": own})
    due = st.sampled_from(("2021-06-30", "2021-06-15", "2021-Q2", "2021-06-30T12:00:00", SOON))
    achieve = st.fixed_dictionaries(
        {"hold": st.just("achievement")},
        optional={
            "due": due,
            "condition": before | proviso,
            "size": st.sampled_from(("4", "10", ">4", "4..10", "<10")),
        },
    )
    maintain = st.fixed_dictionaries(
        {"hold": st.just("maintenance")},
        optional={"until": st.sampled_from(("2021-06-30", "2021-Q3", SOON))},
    )
    on = st.sampled_from(("2021-01-10", "2021-01") if imprecise else ("2021-01-10",))
    parties = {"by": list(PROMISORS), "to": list(BENEFICIARIES), "place": {"area": "village"}}
    return st.one_of(achieve, achieve, achieve, maintain).flatmap(
        lambda what: on.map(lambda day: {"kind": "promise.made", "on": day} | parties | what)
    )


def happening() -> st.SearchStrategy[Fields]:
    """Something that happens to a promise, without its date."""
    consent = st.sampled_from(((), ("residents",), ("stranger",))).map(list)
    new = st.sampled_from(("2021-09-30", "2021-12", "2022-03-31", SOON))
    anyone = st.sampled_from(PROMISORS + BENEFICIARIES + OTHERS)
    done = st.sampled_from(("0", "2", "3", "4", "10", "<4", ">4", "2..4", "~10"))
    outcome = st.sampled_from(("kept", "partly", "broken", "unknown"))
    blocker = st.sampled_from(("parliament", "province", "court"))
    told = st.sampled_from(("kept", "partly", "not-kept"))
    terms = st.sampled_from(("better", "same", "worse"))
    found = [
        _event("promise.assessed", outcome=outcome, by=st.just(by), basis=st.just(basis))
        for by, basis in (
            ("auditor", "independent"), ("court", "independent"), ("residents", "beneficiary"),
            ("ministry", "promisor"),
        )
    ]  # fmt: skip
    return st.one_of(
        _event("promise.condition_met"),
        _event("promise.proviso_occurred"),
        _event("promise.progressed", by=anyone, done=done),
        _event("promise.progressed", by=anyone),
        _event("promise.redefined", consent_by=consent),
        _event("promise.transferred", to=st.just(["agency"]), form=st.just("mandate")),
        _event("promise.postponed", consent_by=consent, due=new),
        _event("promise.suspended", consent_by=consent),
        _event("promise.resumed"),
        _event("promise.blocked", by=blocker),
        _event("promise.unblocked", by=blocker),
        _event("promise.reported", outcome=told, by=st.just("ministry")),
        _event("promise.withdrawn"),
        _event("promise.released", by=anyone),
        _event("promise.superseded", consent_by=consent, terms=terms, successor=st.just("next")),
        *found,
    )


def _event(kind: str, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Fields]:
    return st.fixed_dictionaries({"kind": st.just(kind)} | fields)


def about(told: Sequence[Fields]) -> st.SearchStrategy[Fields]:
    """A record about one of those before it: a retraction, correction, dispute or settlement."""
    gone = {one.get("record") for one in told if one["kind"] == "record.retracted"}
    there = [one for one in told if one["kind"] != "record.retracted" and one["id"] not in gone]
    events = [one["id"] for one in there if one["kind"].startswith("promise.")]
    disputes = [one for one in told if one["kind"] == "record.disputed"]
    founding = {one["id"] for one in told if one["kind"] == "promise.made"}
    kinds = [_record("retracted", [one["id"] for one in there if one["id"] not in founding])]
    kinds += [_record("disputed", events, by=PARTIES, instead=st.sampled_from(INSTEAD))]
    kinds += [_record("dispute_settled", [one["record"] for one in disputes])]
    kinds += [_record("dispute_settled", [one["id"] for one in disputes], name="dispute")]
    kinds += [
        st.just({name: said for name, said in one.items() if name not in ADDED} | {"corrects": id_})
        for one in told
        if (id_ := one["id"]) in gone and all(other.get("corrects") != id_ for other in told)
    ]
    return st.one_of(kinds)


PARTIES = st.sampled_from(("ministry", "residents", "auditor"))
INSTEAD: tuple[dict[str, str], ...] = ({}, {"text": "something else"}, {"due": "2030-01-01"})
ADDED = {"stream", "promise", "id", "version", "recorded_at"}


def _record(
    kind: str, ids: list[str], name: str = "record", **fields: st.SearchStrategy[Any]
) -> st.SearchStrategy[Fields]:
    if not ids:
        return st.nothing()
    named = {"kind": st.just(f"record.{kind}"), name: st.sampled_from(ids)}
    return st.fixed_dictionaries(named | fields)


@st.composite
def histories(
    draw: st.DrawFn, *, imprecise: bool = True, streams: tuple[str, ...] = ("p",)
) -> list[Record]:
    """From one to nine events in some commits, told of these promises in any order of days."""
    told: list[Fields] = []
    count, size = draw(st.integers(1, 9)), len(streams)
    commit = 0
    for place in range(max(count, size)):
        name = streams[place] if place < size else draw(st.sampled_from(streams))
        mine = [one for one in told if one["stream"] == f"promise/{name}"]
        if place < size:
            fields = draw(making(imprecise=imprecise))
        else:
            fields = draw(st.one_of(happening(), happening(), happening(), about(mine)))
            fields = {"on": draw(moments(imprecise=imprecise))} | fields
        commit += draw(st.booleans())
        told.append(
            fields
            | {"stream": f"promise/{name}", "promise": name, "id": f"r{place}"}
            | {"version": len(mine) + 1, "recorded_at": f"2023-01-{commit + 1:02}T00:00:00Z"}
        )
    return [Record(position, fields) for position, fields in enumerate(told)]


def commits(records: Sequence[Record]) -> list[list[Record]]:
    """The records as they were recorded together."""
    return [list(some) for _, some in groupby(records, lambda one: one.get("recorded_at"))]


def follow(book: Book, records: Sequence[Record], new: Sequence[Record]) -> None:
    """Have a book take in some more of a history."""
    book.follow(grown(records, new[0].position), ("ledger", b"frontier"))
