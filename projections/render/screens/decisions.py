"""The screens of decisions, tables and lessons; their words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from domain.dates import bounds
from domain.record import StreamName
from domain.step_function import NO, UNKNOWN, YES
from projections.participation.view import parties_in
from projections.render import phrases as shared
from projections.render.blocks import Block, Heading, Sentence, Table
from projections.render.head import head, names, who
from projections.render.phrases import N_, spoken
from projections.render.screens import say as say_words
from projections.render.screens.say import FORM
from projections.report import Fields, Report

# -- decisions: words --------------------------------------------------------------------------
# The screen of `decisions`, and how one decision is told in a few lines.


def decisions(report: Report[Any]) -> list[Block]:
    """The list of decisions, and how each is to be read."""
    blocks = head(report, say_words.DECISIONS)
    if not report.rows:
        return [*blocks, Sentence(shared.NONE_THAT_FITS)]
    blocks += [Sentence(shared.COUNT.format(count=len(report.rows))), table(report.rows)]
    blocks += who(report, parties_in(report.rows))
    return [*blocks, Sentence(say_words.LADDER), Sentence(shared.PRESS), Sentence(say_words.FOLLOW)]


def table(lines: Sequence[Fields]) -> Table:
    """Decisions by their day, under each who had what say in it."""
    rows: list[list[str]] = []
    for line in lines:
        date = spoken(line["on"])
        vague = line.get("certain") == UNKNOWN
        rows.append([say_words.MAYBE.format(date=date) if vague else date, _decision(line)])
        rows += [["", text] for text in _under(line)]
    return Table(say_words.COLUMNS, rows)


def _decision(line: Fields) -> str:
    by = names(line["by"])
    return say_words.DECISION.format(text=line["text"], by=by, decision=line["decision"])


def _under(line: Fields) -> list[str]:
    texts = [_say(say, line) for say in line["say"]] or [say_words.NO_SAY]
    for advice in line["advice"]:
        followed = say_words.FOLLOWED[advice["followed"]]
        texts.append(say_words.ADVICE.format(by=advice["by"], followed=followed))
    for reversal in line["reversed"]:
        by = names(reversal["by"])
        texts.append(
            say_words.REVERSED.format(on=spoken(reversal["on"]), by=by, reason=reversal["reason"])
        )
    return texts


def _say(say: Fields, line: Fields) -> str:
    """One group with what it was promised and given, and what a reader must know of that."""
    template = say_words.SAY if say["promised"] else say_words.UNPROMISED
    text = template.format(
        group=say["group"],
        promised=say_words.FORM[say["promised"] or "none"],
        given=say_words.FORM[say["given"]],
    )
    remarks = list(_remarks(say, line))
    joined = shared.LIST_OF.join(remarks)
    return say_words.WITH_REMARKS.format(say=text, remarks=joined) if remarks else text


def _remarks(say: Fields, line: Fields) -> Sequence[str]:
    found = [say_words.LESS] if say["kept"] == NO else []
    found += [say_words.UNCLEAR] if say["kept"] == UNKNOWN else []
    found += [say_words.AFTER] if say["after"] else []
    found += (
        [say_words.ONE_OPTION] if line["choice"] == NO and say["given"] != say["counts_as"] else []
    )
    found += [say_words.MODE[mode] for mode in say["modes"]]
    if say["initiated_by"]:
        found.append(say_words.BEGUN.format(parties=names(say["initiated_by"])))
    return found + ([say_words.DISPUTED] if say["disputed"] else [])


# -- decisions ---------------------------------------------------------------------------------
# The words for one decision told in plain sentences.

TAKEN = N_("{on}, decided by {by}: {text}")
PROCESS = N_("It is about pace, order or planning.")
OPTIONS = N_("Options to choose from when it was put to those concerned: {options}.")
NO_SAY = N_("Whether anybody had a say in it is not on record.")
SAY = N_("{group} was given this say: {given}.")
PROMISED_SAY = N_("{group} had been promised this say: {promised}; it was given: {given}.")
AFTER = N_("That came only after the decision, so it counts as informing at most.")
ONE_OPTION = N_("Only one option was left, so it counts as informing at most.")
LESS = N_("That is less than promised.")
UNCLEAR = N_("Whether that is what was promised is not clear from the record.")
MODE = {"invited": N_("The group was invited."), "protest": N_("The group came in protest.")}
BEGUN = N_("It was begun by {party}.")
ADVICE = N_("{by} advised: {text} The advice was {followed}.")
REASONS = N_("Reasons given: {reasons}.")
REVERSED = N_("{on}, reversed by {by}: {reason}")
DISPUTED = N_("{text} (A record of this is disputed.)")


# -- tables: words -----------------------------------------------------------------------------
# The words for tables: who sat where, from when to when.

TABLES_TITLE = N_("Tables and who sat at them")
TABLE = N_("{title} ({table})")
BEGAN = N_("began: {opened}")
TABLES_PERHAPS = N_("began: {opened} (whether by now is unclear)")
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

MOVEMENTS = N_("Tables on record: {tables}; seats given up: {left}; taken up again: {returned}")
MOVEMENT_COLUMNS = (N_("on"), N_("what"))
GONE = N_("{party} left {title}")
GONE_BECAUSE = N_("{party} left {title}: {reason}")
BACK = N_("{party} came back to {title}")


# -- tables ------------------------------------------------------------------------------------
# The screen of `tables`: every table with who sat there from when to when.


def tables(report: Report[Any]) -> list[Block]:
    """Each table under its name, every seat in a line."""
    blocks = head(report, TABLES_TITLE)
    if not report.rows:
        return [*blocks, Sentence(shared.NONE_THAT_FITS)]
    for row in report.rows:
        blocks += [Heading(TABLE.format(**row), 2), _about(row)]
        seats = [[spoken(seat["since"]), _until(seat), _seat(seat)] for seat in row["seats"]]
        blocks.append(Table(COLUMNS, seats))
    blocks += who(report, {seat["party"] for row in report.rows for seat in row["seats"]})
    return [*blocks, Sentence(TABLES_NEXT)]


def _about(row: Fields) -> Block:
    began = TABLES_PERHAPS if row["certain"] == UNKNOWN else BEGAN
    texts = [began.format(opened=spoken(row["opened"]))]
    ended = ENDED.format(closed=spoken(row["closed"])) if row["closed"] else STILL
    texts += [ended, *([MEANT_FOR.format(form=FORM[row["form"]])] if row["form"] else [])]
    texts += [TABLE_DISPUTED] if row["disputed"] else []
    return Sentence(shared.BETWEEN.join(texts))


def _until(seat: Fields) -> str:
    if not seat["until"]:
        return STILL
    date = spoken(seat["until"])
    return TABLE_UNCLEAR.format(date=date) if seat["sits"] == UNKNOWN else date


def _seat(seat: Fields) -> str:
    text = str(seat["party"])
    if seat["left"]:
        text = (LEFT_BECAUSE if seat["reason"] else LEFT).format(**seat)
    return RETURNED.format(seat=text) if seat["returned"] else text


def movements(rows: Sequence[Fields]) -> list[Block]:
    """Who left a table and who came back, by the day; nothing where no table is on record."""
    if not rows:
        return []
    dated_texts: list[tuple[str, str]] = []
    for row in rows:
        for seat in row["seats"]:
            if seat["returned"]:
                dated_texts.append((seat["since"], BACK.format(title=row["title"], **seat)))
            if seat["left"]:
                template = GONE_BECAUSE if seat["reason"] else GONE
                dated_texts.append((seat["ended"], template.format(title=row["title"], **seat)))
    dated_texts.sort(key=lambda dated: bounds(dated[0]).earliest)
    left, returned = (sum(row[name] for row in rows) for name in ("left", "returned"))
    heading = MOVEMENTS.format(tables=len(rows), left=left, returned=returned)
    lines = [[spoken(on), text] for on, text in dated_texts]
    return [Heading(heading, 2), *([Table(MOVEMENT_COLUMNS, lines)] if lines else [])]


# -- lessons: words ----------------------------------------------------------------------------
# The words for looking back: reflections, lessons, and who took them up.

LESSONS_TITLE = N_("Looking back: what was learned, and who took it up")
COUNTS = N_(
    "Reflections on record: {reflections}. Lessons on record: {lessons}; taken up by somebody on "
    "record: {adopted}."
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


def lessons(report: Report[Any]) -> list[Block]:
    """The reflections, then the lessons."""
    reflections = [row for row in report.rows if row["what"] == "reflection"]
    learned = [row for row in report.rows if row["what"] == "lesson"]
    counts = COUNTS.format(
        reflections=sum(row["certain"] == YES for row in reflections),
        lessons=sum(row["certain"] == YES for row in learned),
        adopted=sum(bool(row["parties"]) for row in learned),
    )
    blocks = [*head(report, LESSONS_TITLE), Sentence(counts)]
    for heading, columns, rows in (
        (REFLECTIONS, REFLECTION_COLUMNS, reflections),
        (LESSONS, LESSON_COLUMNS, learned),
    ):
        if rows:
            lines = [[_day(row), _line(row)] for row in rows]
            blocks += [Heading(heading, 2), Table(columns, lines)]
    blocks += who(report, {party for row in report.rows for party in row["parties"]})
    return [*blocks, Sentence(LESSONS_NEXT)] if learned else [*blocks, Sentence(shared.PRESS)]


def _day(row: Fields) -> str:
    day = spoken(row["on"])
    return day if row["certain"] == YES else LESSONS_PERHAPS.format(date=day)


def _line(row: Fields) -> str:
    template = REFLECTION
    if row["what"] == "lesson":
        template = LESSON if row["parties"] else BY_NOBODY
    name = StreamName.parse(row["stream"]).name
    text = template.format(text=row["text"], name=name, parties=names(row["parties"]))
    return LESSON_DISPUTED.format(text=text) if row["disputed"] else text
