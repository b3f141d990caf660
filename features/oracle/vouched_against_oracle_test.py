"""Who vouches, until when, and the verdict of that day: a second reading, day by day, must agree.

A condition needs somebody's word on a day if the answer would be another one with everything
vouched for than with nothing. METHODS 0, Silence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from domain.dates import seconds_before
from features.oracle import conditions_oracle as oracle
from features.oracle.conditions_histories import (
    DAYS,
    LAST,
    attestations,
    cases,
    coverage,
    inputs,
    on,
    promises,
    records,
    updates,
    yardstick,
)
from features.oracle.conditions_oracle import HERE, UNKNOWN, Case, days, instant
from projections import register
from projections.book import Book
from projections.conditions.condition import Condition
from projections.conditions.informed import informed, input_answered
from projections.conditions.promises_kept import promises_kept
from projections.conditions.view import JudgedYardstick, conditions
from projections.report import Question

Fields = dict[str, Any]
State = Callable[[Case, int], str]


class Plain(NamedTuple):
    """One condition as the oracle tells it.

    state: on a day. about: the kind of record for which somebody must vouch. looked_back: for
    which days.
    """

    state: State
    about: str
    looked_back: Callable[[Case, int], Iterable[int]]

    def vouchers(self, case: Case, day: int) -> set[str]:
        """Who vouches for all that it needs on a day; nobody if some of it is left out."""
        words = [case.vouchers(self.about, one) for one in self.looked_back(case, day)]
        return set[str]().union(*words) if all(words) else set()

    def silent(self, case: Case, day: int) -> bool:
        """Whether the record alone would leave it open, and somebody's word does not."""
        return self.state(case, day) != UNKNOWN == self.state(without(case, self.about), day)

    def counts(self, case: Case) -> bool:
        """Whether on any day the answer depends on who vouches, or may, or anybody does."""
        every, none = (make(case, self.about) for make in (with_all, without))
        return any(
            self.vouchers(case, day)
            or self.state(every, day) != self.state(none, day)
            # An input without an answer is left open by vague days as by nobody who vouches.
            or (self.about == "input" and self.state(case, day) == UNKNOWN)
            for day in asked_about(case)
        )


PLAIN = {
    "promises-kept": Plain(
        Case.promises_kept, "promise", lambda case, day: case.back_from(day, since=case.start)
    ),
    "informed": Plain(Case.informed, "update", lambda case, day: case.back_from(day)),
    "input-answered": Plain(Case.input_answered, "input", lambda _, day: [day]),
}
EVERYTHING: Fields = {
    "kind": "coverage.declared", "coverage": "everything", "from": "2000-01-01", "on": "2030-01-01",
    "place": {"area": "region"}, "about": ["promise", "update", "input"], "by": "auditor",
}  # fmt: skip


def asked_about(case: Case) -> range:
    """The days from the start to the last."""
    return range(case.start, LAST + 1)


def without(case: Case, about: str) -> Case:
    """The same, and nobody vouches for a kind of record."""
    kept = [one for one in case.records if about not in (one.get("about") or ())]
    return replace(case, records=kept)


def with_all(case: Case, about: str) -> Case:
    """The same, and somebody vouches for everything."""
    return replace(case, records=[*without(case, about).records, *records([EVERYTHING])])


def agree(case: Case, condition: Condition, plain: Plain) -> None:
    """Who vouches on each day, and whether the answer rests on that."""
    with yardstick(case) as measured:
        found = condition(measured, {"days": case.length})
    assert bool(found.vouched.parts) == plain.counts(case)
    for day in asked_about(case):
        moment, vouchers = instant(day), tuple(sorted(plain.vouchers(case, day)))
        judgement = found.steps.at(moment)
        assert judgement is not None
        if found.vouched.parts:
            assert found.vouched.at(moment) == vouchers, day
        if plain.silent(case, day):
            assert judgement.vouched_by, day
        if judgement.vouched_by:
            assert judgement.met != UNKNOWN
            # Another word than that of the day may be needed for what was asked long ago.
            assert plain.about == "input" or judgement.vouched_by == vouchers


@given(cases(promises(), "promise"))
def test_promises(case: Case) -> None:
    """That none is in breach, or none fell due."""
    agree(case, promises_kept, PLAIN["promises-kept"])


@given(cases(updates(), "update"))
def test_updates(case: Case) -> None:
    """That there was none for too long."""
    agree(case, informed, PLAIN["informed"])


@given(cases(inputs(), "input"))
def test_inputs(case: Case) -> None:
    """That none is unanswered, that there was none, or that there was no answer."""
    agree(case, input_answered, PLAIN["input-answered"])


# -- the whole yardstick -------------------------------------------------------------------------

KEYS = (*PLAIN, "heard")


@st.composite
def whole(draw: st.DrawFn) -> tuple[Case, list[str]]:
    """A ledger about all kinds of record, with a yardstick that asks some conditions."""
    told = [one for kind in (promises(), updates(), inputs(), attestations()) for one in draw(kind)]
    for plain in PLAIN.values():
        told += draw(st.lists(coverage(plain.about), max_size=1))
    told.append(EVERYTHING | draw(st.fixed_dictionaries({}, optional={"until": DAYS})))
    start, length = draw(st.integers(0, 30)), draw(st.integers(1, 60))
    keys = draw(st.lists(st.sampled_from(KEYS), min_size=1, unique=True))
    declared: Fields = {"kind": "charter.declared", "charter": "c", "by": ["council"]}
    declared |= {"place": {"area": HERE}, "start": on(start), "on": on(LAST)}
    declared["conditions"] = [{"key": key, "parameters": {"days": length}} for key in keys]
    burden = draw(st.sampled_from(("promisor", "open")))
    return Case(records([*told, declared]), start, length, burden), keys


@contextmanager
def answers(case: Case) -> Iterator[Callable[[int], JudgedYardstick]]:
    """What the view answers as of a day."""
    book = Book.of(case.records)

    def answer(day: int) -> JudgedYardstick:
        moment = seconds_before(instant(day + 1), 1)
        question = Question(book, moment, len(case.records), case.burden)
        lines = {line.position: line for line in register.lines(case.records)}
        (row,) = conditions(question, lambda _: lines, f"area/{HERE}").rows
        assert isinstance(row, JudgedYardstick)
        return row

    try:
        yield answer
    finally:
        book.close()


def verdict(case: Case, keys: list[str], last: int) -> str:
    """The verdict as of a day, of what had happened by then."""
    happened = [
        one
        for one in case.records
        if one.kind not in {"input.answered", "input.received"} or days(one)[0] <= last
    ]
    then = replace(case, records=happened)
    span = range(case.start, last + 1)
    return oracle.whole([
        [PLAIN[key].state(then, day) if key in PLAIN else then.attested(day) for day in span]
        for key in keys
    ])  # fmt: skip


def vouched_until(case: Case, keys: list[str]) -> int | None:
    """The last day on which somebody vouches for all that the conditions need."""
    needed = [PLAIN[key] for key in keys if key in PLAIN and PLAIN[key].counts(case)]
    good = [day for day in asked_about(case) if all(plain.vouchers(case, day) for plain in needed)]
    return good[-1] if needed and good else None


@given(whole())
def test_the_verdict_of_the_last_day_vouched_for(told: tuple[Case, list[str]]) -> None:
    """Until when somebody vouches for all that the verdict needs, and what it was on that day."""
    case, keys = told
    until = vouched_until(case, keys)
    with answers(case) as answer:
        row = answer(LAST)
        assert row.verdict == verdict(case, keys, LAST)
        assert row.vouched_until == (None if until is None else on(until))
        if until is None or until == LAST:
            assert row.verdict_vouched is None
        else:
            assert row.verdict_vouched == verdict(case, keys, until)
            assert row.verdict_vouched == answer(until).verdict
