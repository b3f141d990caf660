"""The worked cases on participation: say promised and given (G01), one level after another (G02).

Both are run on what the views run on: records of decisions, and quarters in a row.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from domain.dates import Instant
from domain.record import Record
from domain.step_function import NO, YES
from projections.participation.decision import FORMS, Decision, decided
from projections.participation.figures import figures, kept
from projections.participation.levels import coupled, shown
from projections.spans.acts import decision as derived

Case = dict[str, Any]

BOOK: Case = json.loads(Path(__file__).with_name("cases.json").read_text(encoding="utf-8"))
CASES = {case["id"]: case for case in BOOK["cases"] if case["id"].startswith("G")}
TOLERANCE = BOOK["tolerance"]
AS_OF = Instant("2021-12-31T23:59:59")


def near(expected: Any) -> Any:
    """Equal to six digits."""
    return pytest.approx(expected, abs=TOLERANCE)


def decision(name: str, promised: int, given: int) -> Decision:
    """A decision before which residents were promised one form of say and given another."""
    usual = {"stream": f"decision/{name}", "decision": name, "id": name}
    taken = {"kind": "decision.taken", "on": "2021-03-01", "by": ["body"], "process": False}
    say = {"kind": "decision.participation", "on": "2021-02-01", "when": "before"}
    forms = {"group": "residents", "promised": FORMS[promised], "given": FORMS[given]}
    (row,) = derived([Record(0, taken | usual), Record(1, say | forms | usual)])
    found = decided(row, AS_OF)
    assert found is not None
    return found


def test_say_promised_and_given() -> None:
    """G01: the share kept with its interval, the gaps, their median and the large drops."""
    case = CASES["G01"]
    (rows,) = case["input"].values()
    expected = case["expected"]
    decisions = [decision(*row) for row in rows]
    counted = kept(say for one in decisions for say in one.says)
    assert counted.kept == expected["kept"]
    assert counted.known == expected["n"]
    assert counted.share == near(expected["share_kept"])
    assert list(counted.interval) == near(expected["wilson95"])
    assert list(counted.gaps) == expected["gaps_sorted"]
    assert counted.median_gap == near(expected["median_gap"])
    shown = figures(decisions, parties={})
    assert shown.drops == expected["downgraded_2_or_more"]
    assert [shown.low, shown.high] == near(expected["wilson95"])
    assert shown.share_kept is None, "of 8 the interval is shown, and the share from 30 on"


def test_one_level_after_another() -> None:
    """G02: 12 of 20 quarters against 6 of 30, told as quarters of two levels in a row."""
    case = CASES["G02"]
    (after_still, still), (after_not, moving) = case["input"].values()
    pairs = [(YES, YES)] * after_still + [(YES, NO)] * (still - after_still)
    pairs += [(NO, YES)] * after_not + [(NO, NO)] * (moving - after_not)
    governance = [first for first, _ in pairs] + [NO]
    dwelling = [NO] + [then for _, then in pairs]
    found = shown("governance", coupled(governance, dwelling))
    counts = [found.after_still, found.still, found.after_not, found.moving]
    assert counts == [after_still, still, after_not, moving]
    assert found.relative_risk == near(case["expected"]["relative_risk"])
    assert [found.low, found.high] == near(case["expected"]["ci95"])


def test_too_few_quarters_of_a_kind() -> None:
    """With seven quarters of one kind nothing is computed, however many there are of the other."""
    first = [YES] * 7 + [NO] * 40
    found = shown("governance", coupled(first, [YES, NO] * 23 + [YES]))
    assert found.still == 7
    assert found.relative_risk is None


def test_no_case_is_passed_over() -> None:
    """Every worked case on participation is run here."""
    assert set(CASES) == {"G01", "G02"}
