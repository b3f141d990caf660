"""The worked cases on the stability of rules and on unequal treatment, E01 to E08.

Every case was computed by an independent program. Each is told as records of a ledger and asked
through the views, so that the whole way from record to figure is held.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from features.asked import asked
from projections.regime.inequality import unequal
from projections.regime.stability import Stability, stability
from projections.report import Fields, Question

BOOK: Any = json.loads(Path(__file__).with_name("cases.json").read_text(encoding="utf-8"))
CASES: dict[str, Any] = {case["id"]: case for case in BOOK["cases"] if case["id"][0] == "E"}
TOPICS = ("norm", "method", "compensation", "body", "choice")


def test_all_cases_are_here() -> None:
    """No case of this group is left out, and none is new."""
    assert sorted(CASES) == ["E01", "E02", "E03", "E04", "E05", "E06", "E07", "E08"]


@contextmanager
def question(told: list[Fields], end: str) -> Iterator[Question]:
    """A question to these records, of the last day before an end."""
    last = date.fromisoformat(end) - timedelta(days=1)
    found = asked(told, last.isoformat())
    try:
        yield found
    finally:
        found.book.close()


def land(opened: str) -> list[Fields]:
    """A house in a village, and somebody who vouches for all its rules."""
    return [
        {"kind": "area.registered", "area": "village", "name": "The village", "type": "village"},
        house("house", opened),
        {
            "kind": "coverage.declared", "coverage": "rules", "place": {"area": "village"},
            "about": ["rule"], "from": "2000-01-01", "by": "auditor", "on": "2026-11-01",
        },
    ]  # fmt: skip


def house(name: str, opened: str) -> Fields:
    """A case of one dwelling."""
    what = {"kind": "case.opened", "case": name, "area": "village", "level": "dwelling"}
    return what | {"title": name, "on": opened}


def enacted(rule: str, value: str, effective: str, place: Fields, **more: Any) -> Fields:
    """A rule that came into force."""
    what = {"kind": "rule.enacted", "rule": rule, "title": rule, "topic": "norm", "value": value}
    how = {"by": ["ministry"], "effect": "immediate", "direction": "neutral"}
    return what | how | {"effective": effective, "place": place} | more


VILLAGE: Fields = {"area": "village"}


def story(given: Any) -> list[Fields]:
    """The history of E01: a rule on each topic, and the changes of the case."""
    told = land(given["t0"]) + [
        enacted(topic, f"{topic} as it was", "2010-01-01", VILLAGE, topic=topic)
        for topic in TOPICS[: given["conditions"]]
    ]
    what = "changes(valid_from,published,conditions,direction,effect)"
    for number, (valid, published, topics, direction, effect) in enumerate(given[what]):
        told += [
            {
                "kind": "rule.amended", "rule": topic, "value": f"{topic} after change {number}",
                "effective": valid, "published": published, "on": published,
                "direction": direction, "effect": effect, "act": f"act {number}",
            }
            for topic in topics
        ]  # fmt: skip
    return told


def figures(row: Stability) -> Fields:
    """The figures of a row under the names of the cases."""
    return {
        "stable": row.stable,
        "n_changes": row.changes,
        "n_unfavourable": row.unfavourable,
        "days": row.days,
        "days_to_first_change": row.days_to_first_change,
        "share_time_start_regime": row.share_start_regime,
        "rate_per_year": row.rate_per_year,
        "rate_ci95": [row.rate_low, row.rate_high],
        "breadth": row.breadth,
        "retroactive": row.retroactive,
        "min_notice_days": row.min_notice_days,
    }


def hold(found: Fields, expected: Fields) -> None:
    """Every expected figure is there, to six digits."""
    for name, value in expected.items():
        known = found[name]
        if value is None or isinstance(value, bool):
            assert known is value, name
        else:
            assert known == pytest.approx(value, abs=1e-6), name


@pytest.mark.parametrize("name", ["E01", "E02"])
def test_changes_of_a_case(name: str) -> None:
    """Changes on or before the start belong to it, respecting ones leave a running case alone."""
    given = CASES["E01"]["input"] | {
        key: value for key, value in CASES[name]["input"].items() if key != "changes"
    }
    with question(story(given), given["T"]) as about:
        (row,) = stability(about, ["case/house"]).rows
    hold(figures(row), CASES[name]["expected"])


def test_going_back_is_another_change() -> None:
    """E03: a return to the old rule is still two changes."""
    segments = CASES["E03"]["input"]["segments"]
    start, end = segments[0][1], segments[-1][2]
    first, *others = segments
    told = [*land(start), enacted("norm", first[0], start, VILLAGE)]
    for value, since, _ in others:
        told.append({"kind": "rule.amended", "rule": "norm", "value": value, "effective": since})
    with question(told, end) as about:
        (row,) = stability(about, ["case/house"]).rows
    hold(figures(row), CASES["E03"]["expected"])


def test_what_could_be_known() -> None:
    """E04: what was published later could not be known before; the record keeps both answers."""
    expected = CASES["E04"]["expected"]
    given = CASES["E01"]["input"]
    moment = CASES["E04"]["input"]["T"]
    told = story(given)
    for day in ("2019-03-01", "2019-08-01"):
        known = [one for one in told if one.get("published", "") <= day]
        with question(known, moment) as about:
            (row,) = stability(about, ["case/house"]).rows
        assert row.stable is expected[f"stable_as_known_{day}"]
    assert row.min_notice_days == -expected["retroactive_days"]


def cohort(sizes: list[int], amounts: dict[str, list[int]] | None = None) -> list[Fields]:
    """A group of houses, each under one of some regimes, perhaps with an amount each."""
    told = [
        *land("2018-01-01")[:1],
        {"kind": "cohort.registered", "cohort": "batch", "name": "A batch", "criterion": "some"},
    ]
    regimes = amounts or {f"R{number}": [0] * size for number, size in enumerate(sizes)}
    for regime, each in regimes.items():
        for number, amount in enumerate(each):
            name = f"house-{regime.lower()}-{number}"
            told.append(house(name, "2018-01-01") | {"cohort": "batch"})
            money = {"amount": {"value": str(amount), "currency": "EUR"}} if amounts else {}
            told.append(enacted(name, regime, "2017-01-01", {"case": name}, **money))
    return told


@pytest.mark.parametrize("name", ["E05", "E06"])
def test_pairs_apart(name: str) -> None:
    """The share of pairs of dwellings under different regimes."""
    sizes = CASES[name]["input"]["dwellings_per_regime"]
    with question(cohort(sizes), "2019-01-01") as about:
        (row,) = unequal(about, ["cohort/batch"]).rows
    found = {
        "pairs_differently_treated": row.pairs_apart,
        "effective_regimes": row.effective_regimes,
    }
    hold(found, CASES[name]["expected"])


def test_money() -> None:
    """E07: how far amounts lie apart, between regimes and within them."""
    with question(cohort([], CASES["E07"]["input"]["amounts"]), "2019-01-01") as about:
        (row,) = unequal(about, ["cohort/batch"]).rows
    found = {
        "gini": row.gini,
        "theil_T": row.theil,
        "theil_between": row.theil_between,
        "theil_within": row.theil_within,
        "between_share": row.theil_between_share,
    }
    hold(found, CASES["E07"]["expected"])


def histories(given: list[tuple[int, int]], end: date) -> list[Fields]:
    """Houses that were open for so many days, with so many changes of their rule each."""
    told = [
        *land("2010-01-01")[:1],
        {"kind": "cohort.registered", "cohort": "batch", "name": "A batch", "criterion": "some"},
    ]
    for number, (days, changes) in enumerate(given):
        name, opened = f"house-{number}", end - timedelta(days=days)
        told.append(house(name, opened.isoformat()) | {"cohort": "batch"})
        told.append(enacted(name, "rule 0", "2010-01-01", {"case": name}))
        for change in range(1, changes + 1):
            since = (opened + timedelta(days=10 * change)).isoformat()
            amended = {"kind": "rule.amended", "rule": name, "value": f"rule {change}"}
            told.append(amended | {"effective": since})
    return told


def test_rate_per_dwelling_year() -> None:
    """E08: changes per dwelling and year, with an interval that is naive, and the acts beside."""
    given = CASES["E08"]["input"]["(exposure_days,changes)"]
    told = histories(given, date(2022, 1, 1))
    with question(told, "2022-01-01") as about:
        (row,) = unequal(about, ["cohort/batch"]).rows
    found = {
        "rate_per_dwelling_year": row.rate_per_year,
        "ci95_naive": [row.rate_low, row.rate_high],
        "share_unchanged": row.share_unchanged,
    }
    hold(found, CASES["E08"]["expected"])
    assert row.acts == sum(changes for _, changes in given)


def test_one_act_that_hits_many_is_one_act() -> None:
    """What changes the rule of ten dwellings at once is ten changes for dwellings, by one act."""
    told = cohort([10])
    told.append(enacted("village", "old", "2016-01-01", VILLAGE, topic="method"))
    told.append(
        {"kind": "rule.amended", "rule": "village", "value": "new", "effective": "2018-06-01"}
    )
    with question(told, "2019-01-01") as about:
        (row,) = unequal(about, ["cohort/batch"]).rows
    assert (row.changes, row.acts, row.share_unchanged) == (10, 1, 0.0)
