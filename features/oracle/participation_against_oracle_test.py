"""Participation and tables against the oracle: two programs from one page must agree."""

from __future__ import annotations

import json
from contextlib import closing
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from domain.dates import BEGINNING, FOREVER, Instant
from domain.record import Record
from features.asked import asked, records
from features.oracle import participation_oracle as oracle
from features.oracle.participation_histories import AREAS, EXACT, Fields, decisions, tables
from projections.participation.decision import PlaceDecisions
from projections.participation.tables import tables as tables_view
from projections.participation.view import participation
from projections.render.data import dumps
from projections.report import Window, falls
from projections.rows.frozen import fields_of

AS_OF = ("2021-02-10", "2021-05-31", "2021-07-20", "2021-12-31", "2022-12-31")

WINDOWS = (
    Window(),
    Window(Instant("2021-01-01T00:00:00"), Instant("2022-01-01T00:00:00")),
    Window(Instant("2021-07-01T00:00:00"), Instant("2021-10-01T00:00:00")),
)

MEMBERS = ("residents", "league", "ministry")


@given(
    decisions(),
    st.sampled_from((*AREAS, None)),
    st.sampled_from(AS_OF),
    st.sampled_from(WINDOWS),
)
def test_figures(told: list[Fields], area: str | None, as_of: str, window: Window) -> None:
    """What was promised, given and followed is counted as the page says."""
    question = asked(told, as_of)
    with closing(question.book):
        (row,) = participation(question, area, windows=(window,)).rows
    expected = oracle.counted(records(told), area, question.as_of, *window)
    gaps = [say.gap for one in row.lines if one.certain == "yes" for say in one.say]
    found = json.loads(dumps(row)) | {"gaps": sorted(gap for gap in gaps if gap is not None)}
    assert {name: found[name] for name in expected} == expected


@given(decisions(), st.sampled_from(AS_OF), st.sampled_from(("group", "topic", "level")))
def test_told_apart(told: list[Fields], as_of: str, by: str) -> None:
    """Told apart, what was promised adds up to the whole; by level and topic everything does."""
    question = asked(told, as_of)
    with closing(question.book):
        (whole,) = participation(question, None).rows
        parts = participation(question, None, by=by).rows
    names = ["promised", "kept", "less", "unclear", "drops", "groups"]
    names += ["decisions", "unrecorded", "perhaps"] if by != "group" else []
    for name in names:
        assert sum(fields_of(part)[name] for part in parts) == fields_of(whole)[name], name


@given(decisions(), st.sampled_from(AS_OF))
def test_periods(told: list[Fields], as_of: str) -> None:
    """Every decision lies in one period, or its date is too vague to tell in which."""
    question = asked(told, as_of)
    edges = [BEGINNING, *(Instant(f"{year}-01-01T00:00:00") for year in (2021, 2022)), FOREVER]
    windows = [Window(*pair) for pair in pairwise(edges)]
    with closing(question.book):
        for _, decision in PlaceDecisions(question, None).decisions:
            inside = [falls(decision.on, window, question.as_of) for window in windows]
            assert inside.count("yes") <= 1
            assert ("unknown" in inside) == ("yes" not in inside)


@given(tables(), st.sampled_from(EXACT))
def test_seats(told: list[Fields], as_of: str) -> None:
    """Who sits at a table follows from who came and went last."""
    question = asked(told, as_of)
    with closing(question.book):
        (row,) = tables_view(question, None).rows
    life = sorted((one for one in records(told) if one.stream == "table/t"), key=_place)
    happened = [one for one in life if one.on.latest <= question.as_of]
    closed = any(one.kind == "table.closed" for one in happened)
    for party in MEMBERS:
        sits = party in {"ministry", "residents"}
        for one in happened:
            if one.get("party") == party:
                sits = one.kind == "table.joined"
        seats = [seat for seat in row.seats if seat.party == party]
        if not closed:
            assert [seat.sits for seat in seats].count("yes") == sits
        assert [seat.returned for seat in seats] == [number > 0 for number in range(len(seats))]


def _place(one: Record) -> tuple[bool, Instant, int]:
    return (one.kind != "table.opened", one.on.earliest, one.version)
