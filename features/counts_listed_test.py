"""Every count of `trust` can be listed: as many are listed as are counted, in every ledger."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.program import run
from features.asked import asked
from projections.render.screens.counts import TRUST, TRUST_APART
from projections.report import Question
from projections.rows.frozen import fields_of
from projections.trust.lists import LISTS, behind
from projections.trust.roots import Count
from projections.trust.view import trust

Fields = dict[str, Any]

FIELDS = {
    "not-due": "not_due",
    "claimed-only": "claimed_only",
    "contested": "contested_outcomes",
}
"""The fields of the figures that are not called as the lists are."""

TOLD_APART = {"undated": "undated_outcomes", "made": "per_year"}
"""The fields with a number for each thing that a count of promises is told apart by."""

AREAS = ("region", "village")
DUE = st.sampled_from((None, "2020-06-30", "2021", "2035-01-01"))
PLACES = st.sampled_from(({"area": "region"}, {"area": "village"}, {"cohort": "group"}))
FOUND = st.sampled_from(
    (
        None,
        *(("assessed", outcome) for outcome in ("kept", "partly", "broken", "unknown")),
        ("reported", "kept"), ("withdrawn", None), ("released", None), ("disputed", None),
    )
)  # fmt: skip


def counted(row: Fields, name: str) -> int | None:
    """What a figure says of a count; None where it has no field for it."""
    value: int | None = row.get(FIELDS.get(name, name))
    return value


def roots(lines: Sequence[Fields], where: str) -> int:
    """How many of the lines count by themselves."""
    return len({line["root"] for line in lines if line["where"] == where})


def agree(row: Fields, lists: dict[str, list[Fields]]) -> None:
    """Hold the figures of an area against its lists."""
    for name, lines in lists.items():
        for where, of in (
            ("here", row),
            ("wider", row["wider"]),
            ("possible", row["wider_possible"]),
        ):
            if (count := counted(of, name)) is not None:
                assert roots(lines, where) == count, (name, where)
            if name in of["promise_counts"]:
                found = sum(line["where"] == where for line in lines)
                assert found == of["promise_counts"][name], (name, where)
    assert roots(lists["known"], "here") == row["due"] - row["unresolved"]
    for name, field in TOLD_APART.items():
        here = [line for line in lists[name] if line["where"] == "here"]
        found = {line["root"]: line for line in here}.values() if name == "undated" else here
        assert Counter(line["counted_under"] for line in found) == row[field], name
    names = get_args(Count)
    everything = [line["promise"] for name in (*names, "with-another") for line in lists[name]]
    explained = ("promises", "wider_promises", "possible_promises")
    assert sorted(everything) == sorted(line["promise"] for name in explained for line in row[name])


def test_the_lists_of_the_screen_are_those_of_the_view() -> None:
    """Every list has words, and is one; told apart are those whose figures are."""
    assert set(TRUST_APART) == {*TOLD_APART, "sources"}
    assert list(TRUST) == list(LISTS)


@pytest.mark.long
@pytest.mark.parametrize("options", [(), ("--basis", "claims")])
def test_the_example_ledger(
    example: Path, options: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """Of every area of the example ledger every count is the number of those listed."""

    def rows(*words: str) -> list[Fields]:
        assert run(["--ledger", str(example), "trust", *words, *options, "--format", "json"]) == 0
        found: list[Fields] = json.loads(capsys.readouterr().out)["rows"]
        return found

    every = {name: rows("--list", name) for name in TRUST}
    figures = rows("--explain")
    assert len(figures) > 10
    for row in figures:
        lists = {
            name: [line for line in lines if line["area"] == row["area"]]
            for name, lines in every.items()
        }
        cited = Counter(
            line["counted_under"] for line in lists.pop("sources") if line["where"] == "here"
        )
        assert cited == row["sources"]
        agree(row, lists)


@pytest.mark.parametrize(
    "by", ["topic", *(pytest.param(by, marks=pytest.mark.long) for by in ("promisor", "level"))]
)
def test_parts_of_an_area(example: Path, by: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Told apart, every count of a part is the number of those listed for it."""

    def rows(*words: str) -> list[Fields]:
        asked_of = ("trust", "groningen-earthquake-area", "--by", by, *words, "--format", "json")
        assert run(["--ledger", str(example), *asked_of]) == 0
        found: list[Fields] = json.loads(capsys.readouterr().out)["rows"]
        return found

    every = {name: rows("--list", name) for name in TRUST}
    for row in rows():
        for name, lines in every.items():
            if name != "sources" and (count := counted(row, name)) is not None:
                part = [line for line in lines if line["part"] == row["by"]]
                assert roots(part, "here") == count, (row["by"], name)


@st.composite
def ledgers(draw: st.DrawFn) -> list[Fields]:
    """A village in a region with promises that are parts or repeats of one, and what became."""
    types = {"ministry": "ministry", "auditor": "expert-body", "residents": "residents"}
    told: list[Fields] = [
        {"kind": "party.registered", "party": party, "name": party, "type": kind}
        for party, kind in types.items()
    ]
    region = {"kind": "area.registered", "area": "region", "name": "The region", "type": "region"}
    village = region | {"area": "village", "name": "The village", "within": "region"}
    told += [region, village, {"kind": "cohort.registered", "cohort": "group", "name": "A group"}]
    if draw(st.booleans()):
        told.append({"kind": "cohort.joined", "cohort": "group", "area": "village"})
    made: list[str] = []
    for number in range(draw(st.integers(1, 7))):
        name = f"p{number}"
        promise: Fields = {"kind": "promise.made", "promise": name, "by": ["ministry"]}
        promise |= {
            "to": ["residents"],
            "place": draw(PLACES),
            "text": "A promise.",
            "on": "2019-01-01",
            "id": name,
        }
        promise |= {"due": due} if (due := draw(DUE)) else {}
        promise |= draw(st.sampled_from(({}, {"strength": "expectation"}, {"act": "a letter"})))
        if draw(st.booleans()) and made:
            link = draw(st.sampled_from(("part_of", "repeats")))
            promise[link] = draw(st.sampled_from(made))
        told += [promise, *_became(name, draw(FOUND))]
        made.append(name)
    return told


def _became(name: str, found: tuple[str, str | None] | None) -> Iterator[Fields]:
    if found is None:
        return
    kind, outcome = found
    event: Fields = {"kind": f"promise.{kind}", "promise": name, "on": "2020-03-01"}
    match kind:
        case "assessed":
            yield event | {"outcome": outcome, "by": "auditor", "basis": "independent"}
        case "reported":
            yield event | {"outcome": outcome, "by": "ministry"}
        case "released":
            yield event | {"by": "residents"}
        case "disputed":
            about = {"record": name, "by": "ministry", "reason": "No.", "instead": {"due": "2030"}}
            yield {"kind": "record.disputed", "on": "2020-03-01"} | about
        case _:
            yield event


@given(ledgers())
def test_generated_ledgers(told: list[Fields]) -> None:
    """In any ledger every count is the number of those listed, and each stands behind one."""
    question = asked(told)
    with closing(question.book):
        for row in trust(question, AREAS).rows:
            agree(plain(row), lists(question, row.area))


def lists(question: Question, area: str) -> dict[str, list[Fields]]:
    """Every list of an area."""
    names = [name for name in LISTS if name != "sources"]
    return {name: [plain(row) for row in behind(question, [area], name).rows] for name in names}


def plain(row: Any) -> Fields:
    """A row as an answer in JSON has it."""
    fields: Fields = json.loads(json.dumps(fields_of(row), default=fields_of))
    return fields
