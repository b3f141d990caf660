"""The screens of `tables` and `lessons`; their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from domain.dates import bounds
from domain.record import StreamName
from domain.step_function import UNKNOWN, YES
from languages import N_
from projections.render import phrases as shared
from projections.render.blocks import Block, Heading, Sentence, Table
from projections.render.head import Called, opening, people
from projections.render.phrases import spoken
from projections.render.screens.counts import SEATS, listing
from projections.render.screens.say import FORM
from projections.report import Report

if TYPE_CHECKING:
    from projections.participation.tables import LookingBack, SeatLine, TableLine

# -- tables: words -----------------------------------------------------------------------------
# The words for tables: who sat where, from when to when.

TABLES_TITLE = N_("Tables and who sat at them")
TABLE = N_("{title} ({table})")
BEGAN = N_("began: {opened}")
TABLE_PERHAPS = N_("began: {opened} (whether by now is unclear)")
ENDED = N_("ended: {closed}")
MEANT_FOR = N_("meant to give this say: {form}")
TABLE_DISPUTED = N_("a record of it is disputed")
COLUMNS = (N_("from"), N_("until"), N_("who"))
STILL = N_("no end on record")
TABLE_UNCLEAR = N_("{date} (whether by now is unclear)")
LEFT = N_("{party}, left")
LEFT_BECAUSE = N_("{party}, left: {reason}")
RETURNED = N_("{seat} (came back)")
TABLES_NEXT = N_(
    "Next: `gestand log --kind table` for the records; `gestand show table/NAME` for one of them."
)

MOVEMENTS = N_(
    "Tables on record: {tables:,}; seats given up: {left:,}; taken up again: {returned:,}"
)
TABLES_ANSWER = N_("{movements}.")
MOVEMENT_COLUMNS = (N_("on"), N_("what"))
GONE = N_("{party} left {title}")
GONE_BECAUSE = N_("{party} left {title}: {reason}")
BACK = N_("{party} came back to {title}")


# -- tables ------------------------------------------------------------------------------------
# The screen of `tables`: every table with who sat there from when to when.


def tables(report: Report[TableLine]) -> list[Block]:
    """Each table under its name, every seat in a line."""
    if not report.rows:
        return opening(report, shared.NONE_THAT_FITS, TABLES_TITLE)
    blocks = opening(report, TABLES_ANSWER.format(movements=_moved(report.rows)), TABLES_TITLE)
    for row in report.rows:
        blocks += [Heading(TABLE.format(title=row.title, table=row.table), 2), _about(row)]
        seats = [
            [spoken(seat.since), until_text(seat), seat_text(seat, report.parties)]
            for seat in row.seats
        ]
        blocks.append(Table(COLUMNS, seats))
    listed = listing(("tables", report.question.parameters.get("area")), SEATS, {})
    return [*blocks, Sentence(TABLES_NEXT), Sentence(listed)]


def _about(row: TableLine) -> Block:
    began = TABLE_PERHAPS if row.certain == UNKNOWN else BEGAN
    texts = [began.format(opened=spoken(row.opened))]
    ended = ENDED.format(closed=spoken(row.closed)) if row.closed else STILL
    texts += [ended, *([MEANT_FOR.format(form=FORM[row.form])] if row.form else [])]
    texts += [TABLE_DISPUTED] if row.disputed else []
    return Sentence(shared.BETWEEN.join(texts))


def until_text(seat: SeatLine) -> str:
    """Until when somebody had a seat."""
    if not seat.until:
        return STILL
    date = spoken(seat.until)
    return TABLE_UNCLEAR.format(date=date) if seat.sits == UNKNOWN else date


def seat_text(seat: SeatLine, called: Called) -> str:
    """Who had a seat, whether they gave it up and why, and whether they had come back."""
    text = party = people([seat.party], called)
    if seat.left:
        template = LEFT_BECAUSE if seat.reason else LEFT
        text = template.format(party=party, reason=seat.reason)
    return RETURNED.format(seat=text) if seat.returned else text


def _moved(tables: Sequence[TableLine]) -> str:
    """How many tables there are, how many seats were given up and taken up again."""
    left, returned = sum(table.left for table in tables), sum(table.returned for table in tables)
    return MOVEMENTS.format(tables=len(tables), left=left, returned=returned)


def movements(tables: Sequence[TableLine], called: Called) -> list[Block]:
    """Who left a table and who came back, by the day; nothing where no table is on record."""
    if not tables:
        return []
    dated_texts = [dated for table in tables for dated in _movements(table, called)]
    dated_texts.sort(key=lambda dated: bounds(dated[0]).earliest)
    lines = [[spoken(on), text] for on, text in dated_texts]
    return [Heading(_moved(tables), 2), *([Table(MOVEMENT_COLUMNS, lines)] if lines else [])]


def _movements(table: TableLine, called: Called) -> Iterator[tuple[str, str]]:
    for seat in table.seats:
        party = people([seat.party], called)
        if seat.returned:
            yield seat.since, BACK.format(party=party, title=table.title)
        if seat.left and seat.ended:
            gone = GONE_BECAUSE if seat.reason else GONE
            yield seat.ended, gone.format(party=party, title=table.title, reason=seat.reason)


# -- lessons: words ----------------------------------------------------------------------------
# The words for looking back: reflections, lessons, and who took them up.

LESSONS_TITLE = N_("Looking back: what was learned, and who took it up")
COUNTS = N_(
    "Lessons on record: {lessons:,}, taken up by somebody on record: {adopted:,}; times on record "
    "that parties looked back together: {reflections:,}."
)
REFLECTIONS = N_("Parties that looked back together")
LESSONS = N_("Lessons, which name no place")
REFLECTION_COLUMNS = (N_("on"), N_("what was said, by whom"))
LESSON_COLUMNS = (N_("on"), N_("the lesson (its name here), and who took it up"))
REFLECTION = N_("{text} ({parties})")
LESSON = N_("{text} ({name}) — taken up by {parties}")
BY_NOBODY = N_("{text} ({name}) — taken up by nobody on record")
LESSONS_PERHAPS = N_("perhaps {date}")
LESSON_DISPUTED = N_("{text}; disputed")
LESSONS_NEXT = N_("Next: `gestand show lesson/NAME` for one lesson and its sources.")


# -- lessons -----------------------------------------------------------------------------------
# The screen of `lessons`: who looked back, what was learned, and who took it up.


def lessons(report: Report[LookingBack]) -> list[Block]:
    """The reflections, then the lessons."""
    reflections = [row for row in report.rows if row.what == "reflection"]
    learned = [row for row in report.rows if row.what == "lesson"]
    counts = COUNTS.format(
        reflections=sum(row.certain == YES for row in reflections),
        lessons=sum(row.certain == YES for row in learned),
        adopted=sum(bool(row.parties) for row in learned),
    )
    blocks = opening(report, counts, LESSONS_TITLE)
    for heading, columns, rows in (
        (REFLECTIONS, REFLECTION_COLUMNS, reflections),
        (LESSONS, LESSON_COLUMNS, learned),
    ):
        if rows:
            lines = [[_day(row), _line(row, report.parties)] for row in rows]
            blocks += [Heading(heading, 2), Table(columns, lines)]
    return [*blocks, Sentence(LESSONS_NEXT)] if learned else [*blocks, Sentence(shared.PRESS)]


def _day(row: LookingBack) -> str:
    day = spoken(row.on)
    return day if row.certain == YES else LESSONS_PERHAPS.format(date=day)


def _line(row: LookingBack, called: Called) -> str:
    template = REFLECTION
    if row.what == "lesson":
        template = LESSON if row.parties else BY_NOBODY
    name = StreamName.parse(row.stream).name
    text = template.format(text=row.text, name=name, parties=people(row.parties, called))
    return LESSON_DISPUTED.format(text=text) if row.disputed else text
