"""What rests on a silence: on whose word, and what the verdict was while somebody gave it."""

from __future__ import annotations

from contextlib import closing

import pytest

from features.asked import Fields, asked, records
from projections import register
from projections.conditions.view import JudgedCondition, JudgedYardstick, conditions

HERE: Fields = {"place": {"area": "village"}}
PARTIES = (("ministry", "ministry"), ("residents", "residents"), ("auditor", "expert-body"))
LAND: list[Fields] = [
    {"kind": "area.registered", "area": "village", "name": "The village", "type": "village"},
    *({"kind": "party.registered", "party": p, "name": p, "type": t} for p, t in PARTIES),
]
ABOUT = ["promise", "rule", "mandate", "decision", "update", "input"]


def vouched(until: str, *about: str, by: str = "auditor", first: str = "2010-01-01") -> Fields:
    """Somebody vouches for all records of some kinds, up to a day."""
    what = {"kind": "coverage.declared", "coverage": f"{by}-{first}-{until}", "by": by}
    return (
        what | HERE | {"about": about or ABOUT, "from": first, "until": until, "on": "2026-11-01"}
    )


def row(*told: Fields, keys: tuple[str, ...], as_of: str) -> JudgedYardstick:
    """The answer by a yardstick from 2018 on, of a year for everything that looks back."""
    given = {"rung": 5, "n": 1}
    asks = [
        {"key": key, "parameters": given | {"days": 730 if key == "heard" else 365}} for key in keys
    ]
    declared = {"kind": "charter.declared", "charter": "c", "by": ["auditor"], "conditions": asks}
    every = [*LAND, *told, declared | HERE | {"start": "2018-01-01", "on": "2018-01-01"}]
    question = asked(every, as_of)
    lines = {line.position: line for line in register.lines(records(every))}
    with closing(question.book):
        (found,) = conditions(question, lambda _: lines, "area/village").rows
    assert isinstance(found, JudgedYardstick)
    return found


PROMISE: Fields = HERE | {
    "kind": "promise.made", "promise": "roof", "text": "A roof.", "by": ["ministry"],
    "to": ["residents"], "due": "2018-06-30", "strength": "pledge", "origin": "word",
}  # fmt: skip
KEPT: Fields = {
    "kind": "promise.assessed", "promise": "roof", "outcome": "kept", "by": "auditor",
    "basis": "independent", "on": "2018-06-01",
}  # fmt: skip
RULE: Fields = HERE | {
    "kind": "rule.enacted", "rule": "fare", "title": "The fare", "topic": "fare", "value": "1",
    "by": ["ministry"], "effect": "immediate", "direction": "neutral", "effective": "2017-01-01",
}  # fmt: skip
AMENDED = RULE | {"kind": "rule.amended", "value": "2", "effective": "2018-02-01"}
LEAD: Fields = HERE | {
    "kind": "mandate.granted", "mandate": "lead", "holder": "ministry", "power": "lead",
    "from": "2017-01-01", "basis": "attribution",
}  # fmt: skip
RIGHT = RULE | {"rule": "right", "topic": "decision-right", "value": "co-decide"}
UPDATE: Fields = HERE | {
    "kind": "update.sent", "by": "ministry", "to": ["residents"], "content": "news",
    "on": "2017-12-01",
}  # fmt: skip
WISH: Fields = HERE | {
    "kind": "input.received", "input": "wish", "type": "wish", "text": "A wish.",
    "from": ["residents"], "to": ["ministry"], "on": "2017-12-01",
}  # fmt: skip
ANSWERED: Fields = {
    "kind": "input.answered", "input": "wish", "by": "ministry", "outcome": "adopted",
    "on": "2017-12-10",
}  # fmt: skip
ATTESTED: Fields = HERE | {
    "kind": "condition.attested", "key": "heard", "met": "yes", "by": "residents",
    "on": "2018-01-01",
}  # fmt: skip


@pytest.mark.parametrize(
    ("key", "told", "now"),
    [
        ("promises-kept", [PROMISE, KEPT], "yes"),
        ("promises-kept", [], "nothing"),
        ("rules-unchanged", [RULE], "yes"),
        ("rules-unchanged", [], "yes"),
        ("rules-unchanged", [RULE | {"effective": "2018-06-01"}], "no"),  # there was none before
        ("clear-lead", [LEAD], "yes"),
        ("clear-lead", [LEAD | {"until": "2018-06-30"}], "no"),
        ("same-lead", [LEAD], "yes"),
        ("same-lead", [LEAD | {"from": "2018-06-01"}], "no"),  # nobody led at the start
        ("one-ministry", [LEAD], "yes"),
        ("residents-decide", [RIGHT], "yes"),
        ("residents-decide", [], "no"),
        ("informed", [UPDATE], "no"),
        ("informed", [], "no"),
        ("input-answered", [WISH, ANSWERED], "yes"),
        ("input-answered", [WISH], "no"),
        ("input-answered", [], "nothing"),
    ],
)  # fmt: skip
def test_who_vouches_is_named(key: str, told: list[Fields], now: str) -> None:
    """Whatever rests on a silence names on whose word, the verdict and what it is at the end."""
    found = row(*told, vouched("2018-12-31"), keys=(key,), as_of="2018-12-31")
    (condition,) = found.conditions
    assert (condition.now, condition.vouched_by) == (now, ("auditor",))
    assert condition.spans[-1].vouched_by == ("auditor",)
    assert (found.vouched_until, found.verdict_vouched) == ("2018-12-31", None)


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("promises-kept", [PROMISE, KEPT | {"outcome": "broken", "on": "2018-07-15"}]),
        ("rules-unchanged", [RULE, AMENDED]),
        ("clear-lead", [LEAD, LEAD | {"mandate": "other", "holder": "auditor"}]),
        ("residents-decide", [RIGHT | {"value": "inform"}]),
        ("informed", [UPDATE]),
        ("heard", [ATTESTED | {"met": "no"}]),
    ],
)  # fmt: skip
def test_the_record_itself_takes_nobodys_word(key: str, told: list[Fields]) -> None:
    """What records prove names nobody, and no coverage that ends takes it away."""
    late = "2018-06-30" if key == "informed" else "2019-06-30"
    found = row(*told, vouched("2017-12-31"), keys=(key,), as_of=late)
    (condition,) = found.conditions
    assert condition.now == ("yes" if key == "informed" else "no")
    assert condition.spans[-1].vouched_by == ()


def test_all_who_vouch_for_the_days_looked_back_on() -> None:
    """One after another: both are named while the year looked back on is of both."""
    words = (
        vouched("2018-06-30", "update"),
        vouched("2020-12-31", "update", by="residents", first="2018-07-01"),
    )
    found = row(*words, keys=("informed",), as_of="2020-06-30")
    spans = [(span.from_, span.met, span.vouched_by) for span in found.conditions[0].spans]
    assert spans == [
        ("2018-01-01", "no", ("auditor",)),
        ("2018-07-01", "no", ("auditor", "residents")),
        ("2019-07-01", "no", ("residents",)),
    ]
    assert found.conditions[0].vouched_by == ("auditor", "residents")


def test_the_verdict_of_the_last_day_vouched_for() -> None:
    """Of several conditions the day on which the last of them is still vouched for."""
    told = [RULE, LEAD, vouched("2019-06-30", "rule"), vouched("2019-03-31", "mandate"), ATTESTED]
    keys = ("rules-unchanged", "clear-lead", "heard")
    found = row(*told, keys=keys, as_of="2020-12-31")
    assert (found.verdict, found.vouched_until) == ("unknown", "2019-03-31")
    assert found.verdict_vouched == "constant"
    # While both are vouched for there is no other verdict beside it.
    found = row(*told, keys=keys, as_of="2019-02-01")
    assert (found.verdict, found.vouched_until) == ("constant", "2019-02-01")
    assert found.verdict_vouched is None
    # Where nobody ever vouched for one that needs it, there is no such day.
    found = row(*told, keys=(*keys, "informed"), as_of="2020-12-31")
    assert (found.vouched_until, found.verdict_vouched) == (None, None)


def test_what_became_known_later() -> None:
    """The verdict of a day is that as of the day, not what later records tell of it."""
    decided = {
        "kind": "decision.taken", "decision": "plan", "title": "The plan", "by": ["ministry"],
        "text": "A plan.", "on": "2018-03-01",
    }  # fmt: skip
    less = {
        "kind": "decision.participation", "decision": "plan", "group": "residents",
        "promised": "co-decide", "given": "inform", "on": "2019-03-01",
    }  # fmt: skip
    told = (RIGHT, HERE | decided, less, vouched("2018-12-31"))
    found = row(*told, keys=("residents-decide",), as_of="2019-12-31")
    (condition,) = found.conditions
    assert [span.met for span in condition.spans][:2] == ["yes", "no"]
    assert (found.verdict, found.vouched_until) == ("not-constant", "2018-12-31")
    assert found.verdict_vouched == "constant"


def test_a_condition_that_was_added_later() -> None:
    """Before it was asked, nobody needs to vouch for it."""
    added = {
        "kind": "charter.amended", "charter": "c", "by": ["auditor"], "on": "2019-06-01",
        "condition": {"key": "informed", "parameters": {"days": 365}},
    }  # fmt: skip
    found = row(added, vouched("2018-12-31"), keys=("rules-unchanged",), as_of="2020-12-31")
    informed: JudgedCondition = found.conditions[1]
    assert (informed.key, informed.now) == ("informed", "unknown")
    assert (found.vouched_until, found.verdict_vouched) == ("2018-12-31", "constant")
