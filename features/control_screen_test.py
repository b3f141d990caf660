"""The screens of control over any history: they answer first, fit, and say what the data say."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.dates import end_of, start_of
from features.asked import asked
from features.oracle.control_histories import AREAS, CASE, GROUP, Fields, histories
from projections.control.row import PowerOverTime, PowerRow
from projections.control.view import Asked, control, duties
from projections.render.blocks import Block, Sentence, terminal
from projections.render.screens import control as control_screen
from projections.render.screens import duties as duties_screen
from projections.report import Question, Report, series

START, END = date(2020, 1, 1), date(2020, 1, 20)
WINDOW = (start_of(START), start_of(END + timedelta(days=1)))
PLACES = {area: f"area/{area}" for area in AREAS}
PLACES |= {GROUP: f"cohort/{GROUP}", CASE: f"case/{CASE}"}
MOMENTS = st.sampled_from(("2019-12-31", "2020-01-10", "2020-12-31"))


def questions(records: list[Fields], moment: str) -> Iterator[tuple[Question, str | None]]:
    """A question about every place as a stream, and one about all of them."""
    question = asked(records, moment)
    with closing(question.book):
        yield replace(question, parameters={"every": "year"}), None
        for place, stream in PLACES.items():
            yield replace(question, parameters={"place": place, "every": "year"}), stream


def screens(question: Question, stream: str | None) -> Iterator[list[Block]]:
    """Every screen about a place."""

    def of_window(about: Question) -> Report[PowerRow]:
        return control(about, Asked(stream, window=WINDOW))

    yield control_screen.control(control(question, Asked(stream)))
    yield control_screen.control(of_window(question))
    yield control_screen.series(series(of_window, question, [end_of(START), end_of(END)]))
    yield duties_screen.duties(duties(question, Asked(stream)))


@given(histories(), MOMENTS)
def test_the_answer_stands_first_and_fits(records: list[Fields], moment: str) -> None:
    """Every screen begins with a sentence, and no line is longer than a terminal is wide."""
    for question, stream in questions(records, moment):
        for blocks in screens(question, stream):
            assert isinstance(blocks[0], Sentence)
            assert blocks[0].text.endswith(".")
            assert all(len(line) <= 80 for line in terminal(blocks).splitlines())


@given(histories())
def test_the_lines_with_a_basis_say_who_had_it_on_every_day(records: list[Fields]) -> None:
    """Another basis may begin another line; how many had the power, and who, stays as it is."""
    for question, stream in questions(records, "2020-12-31"):
        for row in control(question, Asked(stream, window=WINDOW)).rows:
            assert isinstance(row, PowerOverTime)
            timeline = [
                (line.from_, line.until, line.state, {*line.holders}, {*line.possible})
                for line in row.timeline
            ]
            assert by_day(titles(row)) == by_day(timeline)


Line = tuple[str, str, str, set[str], set[str]]


def titles(row: PowerOverTime) -> list[Line]:
    """The lines of the screen: from, until, how many, who certainly and who perhaps."""
    return [
        (
            line.from_,
            line.until,
            line.state,
            {held.holder for held in line.held if held.certain},
            {held.holder for held in line.held if not held.certain},
        )
        for line in row.tenures
    ]


def by_day(lines: list[Line]) -> dict[date, tuple[str, set[str], set[str]]]:
    """What lines say of each day."""
    found: dict[date, tuple[str, set[str], set[str]]] = {}
    for first, last, state, certain, possible in lines:
        day = date.fromisoformat(first)
        while day <= date.fromisoformat(last):
            assert day not in found, "no day lies in two lines"
            found[day] = (state, certain, possible)
            day += timedelta(days=1)
    return found
