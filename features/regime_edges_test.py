"""Rules at the edges that made-up histories seldom reach, told in plain records."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import pytest

from domain.dates import Instant
from features.asked import asked
from projections.charter import Measurement
from projections.conditions.rules_unchanged import rules_unchanged
from projections.geography.geography import Geography
from projections.regime.rules import rules
from projections.regime.stability import Stability, stability
from projections.report import Fields

VILLAGE: Fields = {"area": "village"}
REGION: Fields = {"area": "region"}
LAND: tuple[Fields, ...] = (
    {"kind": "area.registered", "area": "region", "name": "The region", "type": "region"},
    {
        "kind": "area.registered", "area": "village", "name": "The village", "type": "village",
        "within": "region",
    },
)  # fmt: skip


def house(opened: str, name: str = "house") -> Fields:
    """A case of one dwelling in the village."""
    what = {"kind": "case.opened", "case": name, "area": "village", "level": "dwelling"}
    return what | {"title": name.title(), "on": opened}


def vouched(first: str = "2000-01-01", until: str | None = None) -> Fields:
    """Somebody vouches for all rules of the region."""
    what = {"kind": "coverage.declared", "coverage": "rules", "about": ["rule"], "by": "auditor"}
    days = {"from": first, "on": "2026-11-01"} | ({"until": until} if until else {})
    return what | {"place": REGION} | days


def enacted(value: str, effective: str, place: Fields = REGION, **more: Any) -> Fields:
    """The rule came into force."""
    what = {"kind": "rule.enacted", "rule": "norm", "title": "The norm", "topic": "norm"}
    how = {"by": ["ministry"], "effect": "immediate", "direction": "neutral", "value": value}
    return what | how | {"effective": effective, "place": place} | more


def changed(kind: str, effective: str, **more: Any) -> Fields:
    """Something happened to the rule."""
    return {"kind": f"rule.{kind}", "rule": "norm", "effective": effective, "on": effective} | more


def row(*told: Fields, scope: str = "case/house", as_of: str = "2021-12-31") -> Stability:
    """What is known of the rules for a place."""
    question = asked((*LAND, *told), as_of)
    with closing(question.book):
        return stability(question, [scope]).rows[0]


def now(
    *told: Fields, scope: str = "area/village", as_of: str = "2021-12-31"
) -> tuple[str, ...] | None:
    """The values that hold on the norm."""
    found = row(vouched(), *told, scope=scope, as_of=as_of)
    return next(one.now for one in found.topics if one.topic == "norm")


# -- then ---------------------------------------------------------------------------------------


def test_a_start_between_two_rules_is_not_known() -> None:
    """Opened some day in June, under a rule that changed in June: which it began with is open."""
    told = (enacted("old", "2010-01-01"), changed("amended", "2018-06-15", value="new"))
    found = row(house("2018-06"), vouched(), *told)
    assert (found.stable, found.missing) == (None, ("date",))
    assert found.topics[0].at_start is None
    assert found.topics[0].vague_at_start
    assert found.changes == 0


def test_a_vague_opening_under_one_rule_is_no_doubt() -> None:
    """A case opened some day in June, when nothing changed."""
    found = row(house("2018-06"), vouched(), enacted("old", "2010-01-01"))
    assert found.stable is True
    assert found.topics[0].at_start == ("old",)


def test_respecting_change_on_a_day_that_may_be_before_or_after_the_opening() -> None:
    """Whether a case that opened in the same month keeps the old rule is open, and stays so."""
    told = (
        enacted("old", "2010-01-01"),
        changed("amended", "2018-06-15", value="new", effect="respecting"),
    )
    assert row(house("2018-06"), vouched(), *told).topics[0].now is None
    assert row(house("2018-06-14"), vouched(), *told).topics[0].now == ("old",)
    assert row(house("2018-06-15"), vouched(), *told).topics[0].at_start == ("new",)


def test_what_respects_running_cases_is_left_behind_by_a_later_change() -> None:
    """A later change for everybody counts, whichever of the two a vague opening came before."""
    told = (
        enacted("old", "2010-01-01"),
        changed("amended", "2018-06-15", value="new", effect="respecting"),
        changed("amended", "2019-01-01", value="newest"),
    )
    assert row(house("2018-06"), vouched(), *told).topics[0].now == ("newest",)
    vague = (told[0], told[1] | {"effective": "2018-06"}, told[2])
    assert row(house("2018-06-15"), vouched(), *vague).topics[0].now == ("newest",)


# -- what changed -------------------------------------------------------------------------------


def test_none_before_is_known_from_any_day_of_it() -> None:
    """That there was no rule in spring was vouched for; what came in autumn is a change."""
    told = (
        enacted("brief", "2018-07-01/2018-07-31", rule="brief", until="2018-07-15"),
        enacted("norm", "2018-10-01"),
    )
    found = row(house("2018-01-01"), vouched(until="2018-05-31"), *told)
    (change,) = found.topics[0].changes
    assert (change.introduced, change.proven, found.stable) == (True, True, False)


def test_first_rule_without_anybody_who_vouches_is_no_proven_change() -> None:
    """Nobody vouches that there was no rule before."""
    found = row(house("2018-01-01"), enacted("norm", "2018-10-01"))
    (change,) = found.topics[0].changes
    assert (change.introduced, change.proven) == (True, False)
    assert (found.stable, found.changes) == (None, 0)
    assert found.missing == ("coverage", "rule")


def test_another_amount_is_another_rule() -> None:
    """The words stayed, the money did not."""
    money = {"value": "5000", "currency": "EUR"}
    told = (
        enacted("a fixed sum", "2010-01-01", amount=money),
        changed("amended", "2019-01-01", amount=money | {"value": "4000"}),
    )
    found = row(house("2018-01-01"), vouched(), *told)
    (change,) = found.topics[0].changes
    assert found.stable is False
    assert [one.value for one in change.from_amounts] == ["5000"]
    assert [one.value for one in change.to_amounts] == ["4000"]


def test_a_change_on_an_imprecise_day_is_one_change_without_a_day_count() -> None:
    """Some time in 2019 the rule became another one: that much is proven."""
    told = (enacted("old", "2010-01-01"), changed("amended", "2019", value="new"))
    found = row(house("2018-01-01"), vouched(), *told)
    assert (found.changes, found.first_change) == (1, "2019")
    assert found.days_to_first_change is None
    assert found.min_notice_days is None


@pytest.mark.parametrize(
    ("published", "notice", "late"),
    [
        ("2018-12-01", 31, 0),
        ("2019-01-01", 0, 0),
        ("2019-01-02", -1, 1),
        ("2019", None, 0),
        ("2020", None, 1),
        (None, None, 0),
    ],
)
def test_notice(published: str | None, notice: int | None, late: int) -> None:
    """Notice is counted between two known days; late is what certainly was published after."""
    more = {"published": published} if published else {}
    told = (enacted("old", "2010-01-01"), changed("amended", "2019-01-01", value="new", **more))
    found = row(house("2018-01-01"), vouched(), *told)
    assert (found.min_notice_days, found.retroactive) == (notice, late)


def test_directions_of_one_day_are_weighed_together() -> None:
    """What is better in one respect and worse in another on one topic is mixed."""
    other = enacted("more", "2019-01-01", rule="other", direction="favourable")
    told = (
        enacted("old", "2010-01-01"),
        changed("amended", "2019-01-01", value="new", direction="unfavourable"),
    )
    (topic,) = row(house("2018-01-01"), vouched(), *told, other).topics
    assert topic.changes[0].direction == "mixed"


def test_days_to_the_first_change_are_not_counted_past_one_that_may_lie_before_it() -> None:
    """The first that is known is that of June; another one of some day of that year may be."""
    told = (enacted("old", "2010-01-01"), enacted("slow", "2010-01-01", rule="pace", topic="pace"))
    known = changed("amended", "2019-06-01", value="new")
    vague = changed("amended", "2019") | {"rule": "pace", "value": "fast"}
    one = row(house("2018-01-01"), vouched(), *told, known)
    assert (one.first_change, one.days_to_first_change) == ("2019-06-01", 516)
    both = row(house("2018-01-01"), vouched(), *told, known, vague)
    assert (both.first_change, both.days_to_first_change) == ("2019-06-01", None)


def test_a_change_of_two_vague_acts_is_of_one_of_their_days() -> None:
    """What was before ended on one of two days, each as its record has it."""
    told = (
        enacted("old", "2010-01-01"),
        changed("amended", "2019~", value="new", place=REGION),
        enacted("of the village", "2019-06-01", VILLAGE),
    )
    found = row(house("2017-01-01"), vouched(), *told)
    (change,) = found.topics[0].changes
    assert (change.on, change.earliest, change.latest) == (
        "[2019~,2019-06-01]",
        "2018-01-01",
        "2019-06-01",
    )


def test_an_exception_that_perhaps_holds_is_not_counted() -> None:
    """Until it certainly began the rule counts, and no exception."""
    excepted = {
        "kind": "rule.excepted", "rule": "norm", "exception": "pilot", "place": VILLAGE,
        "value": "otherwise", "effective": "2019", "by": ["ministry"], "ground": "pilot",
        "direction": "favourable", "on": "2019",
    }  # fmt: skip
    told = (house("2018-01-01"), enacted("old", "2010-01-01"), excepted)
    for as_of, expected in (("2019-06-30", (1, 0)), ("2019-12-31", (0, 1))):
        found = row(*told, as_of=as_of)
        assert (found.acts_in_force, found.exceptions_in_force) == expected


def test_a_village_that_came_to_lie_elsewhere_came_under_other_rules() -> None:
    """The change has no act; the record of the move stands for it."""
    other = {"kind": "area.registered", "area": "other", "name": "Other", "type": "region"}
    moved = {"kind": "area.moved", "area": "village", "within": "other", "on": "2019-01-01"}
    told = (
        other,
        enacted("old", "2010-01-01"),
        enacted("theirs", "2010-01-01", {"area": "other"}, rule="theirs"),
        moved,
    )
    found = row(house("2018-01-01"), *told)
    (change,) = found.topics[0].changes
    assert (change.on, change.rules, found.stable) == ("2019-01-01", (), False)
    assert len(change.events) == 1


# -- what holds ---------------------------------------------------------------------------------


def test_a_repeal_in_one_place_lasts_until_the_rule_is_enacted_around_it() -> None:
    """Repealed in the village; then enacted in the whole region, the village with it."""
    told = (
        enacted("village", "2010-01-01", VILLAGE),
        changed("repealed", "2015-01-01", place=VILLAGE),
    )
    later = enacted("region", "2018-01-01")
    assert now(*told, later, as_of="2017-12-31") == ()
    assert now(*told, later) == ("region",)


def test_a_suspension_in_one_place_does_not_fall_back_on_the_rule_around_it() -> None:
    """The rule of the region is out of force in the village alone, and comes back."""
    told = (
        enacted("old", "2010-01-01"),
        changed("suspended", "2015-01-01", place=VILLAGE),
        changed("resumed", "2016-01-01", place=VILLAGE),
    )
    during = row(vouched(), *told, house("2012-01-01"), as_of="2015-06-30")
    assert during.topics[0].now == ()
    assert now(*told, scope="area/region", as_of="2015-06-30") == ("old",)
    assert now(*told) == ("old",)


def test_a_place_whose_own_time_is_over_falls_back_on_the_rule_around_it() -> None:
    """A rule of its own until the end of 2015."""
    told = (
        enacted("region", "2010-01-01"),
        enacted("village", "2012-01-01", VILLAGE, until="2015-12-31"),
    )
    assert now(*told, as_of="2015-12-31") == ("village",)
    assert now(*told, as_of="2016-01-01") == ("region",)


def test_annulled_with_something_in_its_place_for_a_time() -> None:
    """A court strikes the rule down and says what holds until the end of the year."""
    told = (
        enacted("old", "2010-01-01"),
        changed("annulled", "2015-11-18", by=["court"], value="interim", until="2015-12-31"),
    )
    assert now(*told, as_of="2015-11-17") == ("old",)
    assert now(*told, as_of="2015-12-31") == ("interim",)
    assert now(*told, as_of="2016-01-01") == ()


def test_annulled_and_amended_after_stays_struck_down() -> None:
    """What has ended does not come back by a change of its words: that takes a new rule."""
    told = (
        enacted("old", "2010-01-01"),
        changed("annulled", "2015-01-01", by=["court"]),
        changed("amended", "2016-01-01", value="repaired"),
    )
    assert now(*told) == ()


def test_an_exception_outlives_its_rule() -> None:
    """An exception holds until its own end, whatever becomes of the rule."""
    told = (
        enacted("old", "2010-01-01"),
        exception(until="2018-12-31"),
        changed("repealed", "2015-01-01"),
    )
    assert now(*told, as_of="2014-12-31") == ("ours",)
    assert now(*told, as_of="2018-12-31") == ("ours",)
    assert now(*told, as_of="2019-01-01") == ()


def test_of_levels_those_asked_about_count() -> None:
    """A rule for dwellings does not concern governance; without a level all are asked about."""
    told = (enacted("for homes", "2010-01-01", REGION | {"level": "dwelling"}),)
    board = house("2018-01-01", "board") | {"level": "governance"}
    assert now(*told) == ("for homes",)
    assert row(house("2018-01-01"), vouched(), *told).topics[0].now == ("for homes",)
    assert row(board, vouched(), *told, scope="case/board").topics == ()


def test_groups_that_differ_conflict() -> None:
    """A house in two groups with different rules."""
    names = ("batch", "pilot")
    told = [house("2018-01-01")]
    for name in names:
        group = {"kind": "cohort.registered", "cohort": name, "name": name}
        told.append(group | {"criterion": "some homes"})
        told.append({"kind": "cohort.joined", "cohort": name, "case": "house", "on": "2018-01-01"})
        told.append(enacted(name, "2010-01-01", {"cohort": name}, rule=name))
    (topic,) = row(vouched(), *told).topics
    assert (topic.now, topic.conflicting) == (("batch", "pilot"), True)


# -- exceptions, and what lies ahead ------------------------------------------------------------


def exception(**more: Any) -> Fields:
    """The village may do otherwise."""
    return changed(
        "excepted", "2012-01-01", exception="village", place=VILLAGE, value="ours",
        by=["ministry"], ground="pilot", direction="favourable", **more,
    )  # fmt: skip


CLOSED: Fields = {
    "kind": "case.closed", "case": "house", "outcome": "done", "on": "2016-01-01",
}  # fmt: skip


def ended(day: str) -> Fields:
    """The village may no longer do otherwise."""
    return changed("exception_ended", day, exception="village")


@pytest.mark.parametrize(
    ("told", "held"),
    [
        ((exception(until="2018-12-31"),), True),
        ((exception(until="2022-12-31"),), None),
        ((exception(until="2018-12-31"), ended("2017-01-01")), False),
        ((exception(until="2018-12-31"), ended("2019-01-01")), True),
        ((exception(),), None),
        ((exception(), ended("2017-01-01")), None),
        ((exception(), house("2013-01-01"), CLOSED), True),
        ((exception(), house("2013-01-01"), CLOSED, ended("2014-01-01")), False),
        ((exception(), house("2013-01-01"), CLOSED, house("2014-01-01", "other")), None),
    ],
)
def test_whether_an_exception_held(told: tuple[Fields, ...], *, held: bool | None) -> None:
    """Until its last day, or without one until the last case in it was closed."""
    (found,) = row(enacted("old", "2010-01-01"), *told, scope="area/village").exceptions
    assert (found.held, found.ground, found.by) == (held, "pilot", ("ministry",))


def test_what_was_announced_is_pending_until_it_is_done() -> None:
    """The last stage counts; a start for one place leaves the rest pending."""
    announced = {
        "kind": "rule.announced", "rule": "norm", "title": "The norm", "topic": "norm",
        "value": "new", "place": REGION, "by": ["cabinet"],
    }  # fmt: skip
    told = [
        announced | {"stage": "draft", "on": "2018-01-01"},
        announced | {"stage": "adopted", "on": "2018-06-01", "effective": "2020-01-01"},
    ]
    (found,) = row(*told, scope="area/village", as_of="2019-12-31").pending
    assert (found.stage, found.effective) == ("adopted", "2020-01-01")
    first = enacted("new", "2019-01-01", VILLAGE, on="2019-01-01")
    assert len(row(*told, first, scope="area/village", as_of="2019-12-31").pending) == 1
    whole = enacted("new", "2020-01-01", on="2020-01-01")
    assert row(*told, whole, scope="area/village").pending == ()


def test_a_change_that_was_decided_is_pending_until_its_day() -> None:
    """What is dated ahead is pending from the day on which it was decided."""
    told = (
        enacted("old", "2010-01-01", on="2010-01-01"),
        changed("amended", "2020-01-01", value="new") | {"on": "2019-06-01"},
    )
    before, between, after = (
        row(*told, scope="area/village", as_of=day).pending
        for day in ("2019-05-31", "2019-12-31", "2020-01-01")
    )
    assert (before, after) == ((), ())
    assert [(one.stage, one.value) for one in between] == [("decided", "new")]


def test_states_of_rules() -> None:
    """Every rule at every place, and what became of it there."""
    told = (
        enacted("a", "2010-01-01", rule="in-force"),
        enacted("b", "2010-01-01", rule="ended"),
        changed("repealed", "2015-01-01", rule="ended"),
        enacted("c", "2010-01-01", rule="stopped"),
        changed("suspended", "2015-01-01", rule="stopped"),
        enacted("d", "2010-01-01", rule="struck"),
        changed("annulled", "2015-01-01", rule="struck", by=["court"]),
        enacted("e", "2010-01-01", rule="interim"),
        changed("annulled", "2015-01-01", rule="interim", by=["court"], value="less"),
        enacted("f", "2010-01-01", rule="over", until="2015-12-31"),
        enacted("g", "2030-01-01", rule="ahead"),
        enacted("h", "2021", rule="vague"),
    )
    question = asked((*LAND, *told), "2021-06-30")
    with closing(question.book):
        found = {one.rule: one.state for one in rules(question).rows}
        held = [one.rule for one in rules(question, in_force=True).rows]
    assert found == {
        "in-force": "in-force", "ended": "repealed", "stopped": "suspended",
        "struck": "annulled", "interim": "interim", "over": "expired", "ahead": "decided",
        "vague": "unclear",
    }  # fmt: skip
    assert held == ["in-force", "interim"]


# -- the condition ------------------------------------------------------------------------------


def judged(*told: Fields, topics: tuple[str, ...] = ("norm",)) -> list[tuple[str, str, str | None]]:
    """`rules-unchanged` for the village from 2018 on: its steps with their directions."""
    question = asked((*LAND, *told), "2021-12-31")
    with closing(question.book):
        landscape, moments = Geography(question), ("2018-01-01T00:00:00", "2022-01-01T00:00:00")
        start, end = (Instant(moment) for moment in moments)
        yardstick = Measurement(landscape, "charter/x", "area/village", start, end, topics)
        parts = rules_unchanged(yardstick, {}).steps.parts
    return [(one.start[:10], one.value.met, one.value.direction) for one in parts]


WORSE = changed("amended", "2019-01-01", value="new", direction="unfavourable")
BACK = changed("amended", "2020-01-01", value="old", direction="favourable")


def test_a_proven_change_is_enough_without_anybody_who_vouches() -> None:
    """The first day is that of the start; nobody vouches for what follows; then it changed."""
    assert judged(enacted("old", "2010-01-01"), WORSE, BACK) == [
        ("2018-01-01", "yes", None),
        ("2018-01-02", "unknown", None),
        ("2019-01-01", "no", "unfavourable"),
        ("2020-01-01", "unknown", None),
    ]


def test_where_somebody_vouches_unchanged_is_said_and_going_back_meets_it_again() -> None:
    """Met, not met, and met again."""
    found = judged(vouched(), enacted("old", "2010-01-01"), WORSE, BACK)
    assert [(day, met) for day, met, _ in found] == [
        ("2018-01-01", "yes"),
        ("2019-01-01", "no"),
        ("2020-01-01", "yes"),
    ]


def test_a_topic_without_any_record_is_unknown() -> None:
    """Alone it leaves everything open; beside others it leaves the days after the first open."""
    assert judged(topics=("pace",)) == [("2018-01-01", "unknown", None)]
    found = judged(enacted("old", "2010-01-01"), topics=("norm", "pace"))
    assert [met for _, met, _ in found] == ["yes", "unknown"]


def test_without_topics_all_that_have_a_rule() -> None:
    """A yardstick that names no topic is about every rule of the place."""
    told = (vouched(), enacted("old", "2010-01-01"), changed("repealed", "2019-01-01"))
    assert [met for _, met, _ in judged(*told, topics=())] == ["yes", "no"]
    assert judged(vouched(), topics=()) == [("2018-01-01", "yes", None)]
    assert judged(topics=()) == [("2018-01-01", "unknown", None)]
