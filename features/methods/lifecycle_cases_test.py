"""The worked cases of groups A21 and D: the life of a promise, told as a history of records."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from domain.dates import Instant, due_instant, is_date
from domain.history import effective_history
from domain.record import Record
from projections.promise.admissible import admissible
from projections.promise.judgement import PromiseStates
from projections.promise.scoring import scored_promise as judged
from projections.promise.spans import life
from projections.rows.promise import PromiseRow
from projections.statistics import opinion

CASES = json.loads((Path(__file__).parent / "cases.json").read_text(encoding="utf-8"))["cases"]
MADE = "2021-01-10T10:00:00"

STATES = {
    "detached": {"open"},
    "broken_overdue": {"overdue"},
    "broken_withdrawn": {"withdrawn"},
    "broken_superseded": {"replaced"},
    "expired": {"lapsed"},
    "kept": {"kept"},
    "kept_late": {"kept-late"},
    "partial": {"partly"},
    "withdrawn_conditional": {"withdrawn-conditional"},
    "released": {"released"},
    "superseded": {"superseded"},
    "undated": {"undated"},
    "violated": {"violated"},
    "in_force": {"in-force"},
}
"""The names of the cases and those of the ledger."""

SCORED = {"kept": 1.0, "kept_late": 0.0, "partial": 0.0, "broken": -1.0, None: None}


def of(group: str) -> list[Any]:
    """The cases of a group, named by their id."""
    return [pytest.param(case, id=case["id"]) for case in CASES if case["group"] == group]


def made(**fields: Any) -> dict[str, Any]:
    """The making of a promise by the minister to residents."""
    parties = {"by": ["minister"], "to": ["residents"]}
    what = {"text": "a promise", "place": {"area": "village"}}
    return {"kind": "promise.made", "on": MADE} | parties | what | fields


def record(position: int, fields: dict[str, Any]) -> Record:
    """A record of the promise with what the ledger adds."""
    added = {"stream": "promise/p", "version": position + 1, "id": f"r{position}", "promise": "p"}
    return Record(position, {"source": [{"title": "case"}]} | added | fields)


def translated(event: dict[str, Any]) -> list[dict[str, Any]]:
    """An event of the cases as records of the catalogue."""
    on = {"on": event["at"]}
    agreed = {"consent_by": ["residents"]} if event.get("consent") else {}
    match event["type"]:
        case "create":
            fields: dict[str, Any] = {}
            if "deadline" in event:
                fields["due"] = event["deadline"]
            if "antecedent" in event:
                fields["condition"] = {"text": event["antecedent"], "type": "precondition"}
            if "antecedent_deadline" in event:
                fields["condition"]["due"] = event["antecedent_deadline"]
            return [made(**fields) | on]
        case "discharge" | "partial":
            outcome = "kept" if event["type"] == "discharge" else "partly"
            assessed = {"outcome": outcome, "by": "auditor", "basis": "independent"}
            return [{"kind": "promise.assessed"} | assessed | on]
        case "detach":
            return [{"kind": "promise.condition_met"} | on]
        case "cancel":
            return [{"kind": "promise.withdrawn", "by": "minister"} | on]
        case "release":
            return [{"kind": "promise.released", "by": "residents"} | on]
        case "supersede":
            return [{"kind": "promise.superseded", "successor": "c2"} | agreed | on]
        case "postpone":
            moved = {"by": "minister", "due": event["deadline"]}
            return [{"kind": "promise.postponed"} | moved | agreed | on]
        case "suspend":
            return [
                {"kind": "promise.suspended", "by": "minister", "consent_by": ["residents"]} | on
            ]
        case "resume":
            return [{"kind": "promise.resumed"} | on]
        case other:
            raise AssertionError(f"the cases have a new kind of event: {other}")


def history(case: dict[str, Any]) -> list[Record]:
    """The history of a case as known at its moment of knowledge."""
    known = case["input"].get("K", "9999")
    events = [event for event in case["input"]["events"] if event.get("rec", "") <= known]
    records = [fields for event in events for fields in translated(event)]
    return effective_history([record(position, fields) for position, fields in enumerate(records)])


def row(records: list[Record], at: Instant) -> PromiseRow:
    """The row of the book that holds at a moment."""
    return next(row for row in life(records) if row.start <= at < row.end)


@pytest.mark.parametrize("case", of("lifecycle"))
def test_lifecycle(case: dict[str, Any]) -> None:
    """The state, the worth once due, and the postponements are those of the case."""
    at, expected = Instant(case["input"]["T"]), case["expected"]
    records = history(case)
    now = PromiseStates(admissible(records)).at(at)
    assert {now.state} == STATES[expected["state"]]
    standing_ = judged(row(records, at), {}, burden="promisor", basis="evidence")
    assert standing_.value == SCORED[expected["scored"]]
    if "postponements" in expected:
        assert now.deadline.postponements == expected["postponements"]


@pytest.mark.parametrize("case", of("deadline_parse"))
def test_deadline(case: dict[str, Any]) -> None:
    """An imprecise deadline counts as its last day; a text that is no date is undated."""
    text, day = case["input"]["text"], case["expected"]["deadline"]
    assert (due_instant(text) if is_date(text) else None) == (due_instant(day) if day else None)


@pytest.mark.parametrize("case", of("attribution"))
def test_attribution(case: dict[str, Any]) -> None:
    """A mandate leaves a promise with the mandator; delegation before the breach moves it."""
    given = case["input"]
    on, form, to = given["move"]
    moved = {"kind": "promise.transferred", "on": on, "form": form, "to": [to]}
    due = {"by": [given["first_debtor"]], "due": "2021-06-30", "on": "2019-01-01"}
    records = [record(0, made() | due), record(1, moved)]
    at = Instant("2022-01-01T00:00:00")
    assert row(records, at).scored_to == (case["expected"]["scored_to"],)


@pytest.mark.parametrize("case", of("maintenance"))
def test_maintenance(case: dict[str, Any]) -> None:
    """A promise to keep things as they are is violated from the first failing instant on."""
    start, until = case["input"]["hold"]
    found = {"kind": "promise.assessed", "outcome": "broken", "by": "auditor"}
    fails = [found | {"basis": "independent", "on": on} for on in case["input"]["fails_at"]]
    records = [made(hold="maintenance", until=until, on=start), *fails]
    told = [record(position, fields) for position, fields in enumerate(records)]
    at = Instant(case["input"]["T"] + "T00:00:00")
    assert {PromiseStates(admissible(told)).at(at).state} == STATES[case["expected"]["state"]]
    since = [row.start[:10] for row in life(told) if row.outcome.state == "violated"]
    assert (min(since) if since else None) == case["expected"]["since"]


@pytest.mark.parametrize("case", of("due_cohort"))
def test_due_cohort(case: dict[str, Any]) -> None:
    """Only promises whose deadline has passed are scored, early keeping included."""
    at = Instant(case["input"]["T"] + "T23:59:59")
    values = []
    for _, due, outcome in case["input"]["promises"]:
        told = [record(0, made(due=due))]
        if outcome.startswith("kept"):
            keeping = {"kind": "promise.assessed", "on": "2021-05-01", "outcome": "kept"}
            told.append(record(1, keeping | {"by": "auditor", "basis": "independent"}))
        values.append(judged(row(told, at), {}, burden="promisor", basis="evidence").value)
    scored = [value for value in values if value is not None]
    r, s = scored.count(1.0), scored.count(-1.0)
    expected = case["expected"]
    assert (len(scored), r, s) == (expected["due"], expected["r"], expected["s"])
    assert opinion.from_evidence(r, s).score == pytest.approx(expected["score_due_cohort"])
