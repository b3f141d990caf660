"""The worked cases on control: gaps and overlaps, concentration, and the chain to who answers.

Every case was computed by an independent program. What a case calls a decider is written down as
the record of a mandate, so that the whole way from record to figure is held against it.
"""

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from domain.dates import bounds
from features.asked import asked
from projections.control.duties import match
from projections.control.figures import clarity, concentration
from projections.control.mandate import POWERS, WHOLE
from projections.control.powers import Powers
from projections.control.scope import ControlScope
from projections.geography.geography import Geography

Case = dict[str, Any]

BOOK: Case = json.loads(Path(__file__).with_name("cases.json").read_text(encoding="utf-8"))
GROUPS = ("control", "concentration", "delegation", "mismatch")
CASES: dict[str, Case] = {case["id"]: case for case in BOOK["cases"] if case["group"] in GROUPS}
VILLAGE = ControlScope("area/village", "village")
PLACE = {"area": "village"}


def slug(name: str) -> str:
    """A name of a case as the ledger would call it."""
    return name.lower().replace("/", "-")


def mandate(name: str, **fields: Any) -> Case:
    """A mandate over the village to decide, from long ago on unless said otherwise."""
    common = {"kind": "mandate.granted", "mandate": name, "power": "decide", "place": PLACE}
    return common | {"from": "2000-01-01", "basis": "attribution"} | fields


COVERAGE: Case = {
    "kind": "coverage.declared", "coverage": "all", "place": PLACE, "about": ["mandate", "duty"],
    "from": "2000-01-01", "by": "auditor", "on": "2026-11-01",
}  # fmt: skip


def test_every_case_is_here() -> None:
    """None of the cases on control is left out."""
    assert list(CASES) == ["F01", "F02a", "F02b", "F02c", "F02d", "F03", "F04"]


def test_gaps_and_overlaps() -> None:
    """F01: of a year with three deciders, the gap, the overlap and the handover."""
    given = CASES["F01"]["input"]
    mandates = [
        # The end of a case is the first day without, the last day of a mandate is one with it.
        mandate(slug(name), holder=slug(name), **{"from": start})
        for name, start, _ in given["deciders"]
    ]
    ends = [
        {"kind": "mandate.ended", "mandate": slug(name), "effective": end}
        for name, _, end in given["deciders"]
    ]
    start, end = (bounds(day).earliest for day in given["window"])
    question = asked([COVERAGE, *mandates, *ends])
    with closing(question.book):
        powers = Powers(Geography(question))
        found = clarity(powers.over_time(VILLAGE, "decide", WHOLE, start, end))
    for name, value in CASES["F01"]["expected"].items():
        assert getattr(found, name) == pytest.approx(value, abs=BOOK["tolerance"]), name


@pytest.mark.parametrize("name", ["F02a", "F02b", "F02c", "F02d"])
def test_concentration(name: str) -> None:
    """F02: the concentration of decisions, and how many equal bodies would give the same."""
    counts = CASES[name]["input"]["decisions_per_body"]
    found = concentration({f"body-{index}": count for index, count in enumerate(counts)})
    expected = CASES[name]["expected"]
    assert found is not None
    assert found.hhi == pytest.approx(expected["hhi"], abs=BOOK["tolerance"])
    assert found.hhi * 10_000 == pytest.approx(expected["hhi_10000"], abs=BOOK["tolerance"])
    number = pytest.approx(expected["effective_number"], abs=BOOK["tolerance"])
    assert found.effective_number == number


@pytest.mark.parametrize("attributed", [True, False])
def test_who_answers(*, attributed: bool) -> None:
    """F03: under mandate the mandator answers, also where its own power is not on record."""
    given = CASES["F03"]["input"]
    edges = given["edges"]
    mandates = [
        mandate(slug(to), holder=slug(to), basis="mandate", granted_by=slug(by))
        for by, to, _ in edges
    ]
    if attributed:
        mandates.append(mandate("law", holder=slug(edges[0][0])))
    question = asked(mandates)
    with closing(question.book):
        powers = Powers(Geography(question))
        (actor,) = (one for one in powers.mandates if one.holder == slug(given["actor"]))
        position = powers.positions(VILLAGE).parts[0].value
        found = powers.legal_basis(actor, position, None, question.as_of)
    assert found.hops == CASES["F03"]["expected"]["hops"]
    assert found.answerable == slug(CASES["F03"]["expected"]["answerable"])
    assert found.doubt == ("" if attributed else "no-power")


def test_duties_and_powers() -> None:
    """F04: which duties have no power beside them, and which powers no duty."""
    given = CASES["F04"]["input"]
    duties = [
        {"kind": "duty.assigned", "duty": f"{slug(body)}-{act}", "holder": slug(body)}
        | {"act_text": act, "place": PLACE, "from": "2000-01-01"}
        for body, acts in given["duties"].items()
        for act in acts
    ]
    mandates = [
        mandate(f"{slug(body)}-{act}", holder=slug(body))
        | ({"power": act} if act in POWERS else {"topic": act})
        for body, acts in given["powers"].items()
        for act in acts
    ]
    question = asked([COVERAGE, *duties, *mandates], as_of="2026-06-30")
    with closing(question.book):
        rows = match(Powers(Geography(question)), VILLAGE.scope, question.as_of)
    names = {slug(body): body for body in (*given["duties"], *given["powers"])}
    for state, key in (
        ("duty-without-power", "duty_without_power"),
        ("power-without-duty", "power_without_duty"),
    ):
        found = [
            f"{names[row.holder]}:{row.act.removeprefix('decide ')}"
            for row in rows
            if row.state == state
        ]
        assert sorted(found) == CASES["F04"]["expected"][key]
