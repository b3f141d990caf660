"""The screen of what is behind a count of `contact`, `participation`, `tables` and `levels`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from languages import N_, pgettext
from projections.participation.contact_lists import InputBehind, UpdateBehind
from projections.participation.level_lists import (
    AtLevel,
    CaseAtLevel,
    DecisionAtLevel,
    PairAtLevel,
    PromiseAtLevel,
    QuarterAtLevel,
    UpdateAtLevel,
)
from projections.participation.say_lists import (
    AdviceBehind,
    DecisionBehind,
    InDecision,
    SayBehind,
    SeatBehind,
    TableBehind,
)
from projections.render import phrases as shared
from projections.render.blocks import Block, Heading, Sentence, Table
from projections.render.head import LEVEL, Called, opening, people, told_apart
from projections.render.phrases import period, spoken
from projections.render.screens import promises as promise_words
from projections.render.screens import say
from projections.render.screens.contact import NOT_ON_RECORD, input_text
from projections.render.screens.decisions import say_text, table
from projections.render.screens.tables import seat_text, until_text
from projections.report import Report

# -- words -------------------------------------------------------------------------------------

ANSWER = N_("{place}: {what}: {count:,}.")
ANSWER_WIDER = N_("{place}: {what}: {count:,}; about a wider area or group: {wider:,}.")
OF_PART = N_("{what} ({part})")
EVERYWHERE = N_("Everywhere")
TITLE = N_("Behind a count: {what}")
WIDER = N_("about a wider area or group")
GROUP = N_("{parts}: {count:,}")
AFTER = N_("{level} after {other}")
NEXT = N_(
    "Next: --explain for the records behind this list, with their sources; --format json or csv "
    "for every field."
)

UPDATE_COLUMNS = (N_("on"), N_("what, by whom"))
CONTENT = {
    "news": N_("news"),
    "no-news": N_("that there is no news"),
    "apology": N_("an apology"),
    "correction": N_("a correction"),
}
UPDATE = N_("{by}: {content} ({channel}; {update})")
UPDATE_TOLD = N_("{by}: {told} ({content}, {channel}; {update})")
CHANNEL_UNKNOWN = N_("channel not on record")
INPUT_COLUMNS = (N_("on"), N_("what, from whom (its name here)"))
INPUT = N_("{text} ({input})")
ANSWERED = N_("{text} ({input}) — {outcome}, {day}")
OUTCOME = {
    "adopted": pgettext("input", "adopted"),
    "partly": pgettext("input", "adopted in part"),
    "rejected": N_("rejected"),
}
SAY_COLUMNS = (N_("on"), N_("the decision (by whom; its name here) · what is counted"))
IN_DECISION = N_("{decision} {counted}")
ADVICE = N_("{advice} — {text}")
TABLE_COLUMNS = (N_("began"), N_("the table (its name here)"))
TABLE = N_("{title} ({table})")
SEAT_COLUMNS = (N_("from"), N_("until"), N_("who, at which table (its name here)"))
SEAT = N_("{seat} — {title} ({table})")
QUARTER_COLUMNS = (N_("quarter"), N_("stood\nstill"), N_("what surely or perhaps held it up"))
PAIR_COLUMNS = (N_("quarter"), N_("the other\nstood still"), N_("this one\nin the next"))
STOOD_STILL = {"yes": N_("yes"), "no": N_("no"), "unknown": N_("not known")}
CASE_COLUMNS = (N_("paused from"), N_("the case, and the rule over it"))
CASE = N_("{case} — {title} ({rule}); entered another phase meanwhile: {entered:,} on record")

LABEL = {
    **say.FORM,
    **say.FOLLOWED,
    "residents": N_("residents"),
    "others": N_("others"),
    "unknown": NOT_ON_RECORD,
}
"""What a count counts under, in words; names that stand for themselves are not in it."""


# -- screen ------------------------------------------------------------------------------------
# Every list alike: how many, then a table for each part of the count.


def behind_of(words: Mapping[str, str]) -> Callable[[Report[Any]], list[Block]]:
    """The screen of the lists of a command; words: what its counts are called."""

    def behind(report: Report[Any]) -> list[Block]:
        name, _, under = report.question.parameters["list"].partition(":")
        what = words[name]
        if under:
            what = OF_PART.format(what=what, part=_under(report.rows[0]))
        blocks = opening(report, _answer(report, what), TITLE.format(what=what))
        parts = {tuple(_parts(row, report)): row for row in report.rows}
        for part in parts:
            rows = [row for row in report.rows if tuple(_parts(row, report)) == part]
            joined = GROUP.format(parts=shared.LIST_OF.join(part), count=len(rows))
            blocks += [Heading(joined, 2)] if part else []
            blocks.append(_table(rows, report.parties))
        return [*blocks, Sentence(NEXT)] if report.rows else blocks

    return behind


def _answer(report: Report[Any], what: str) -> str:
    """How many there are here, and how many are about wider places."""
    area = report.question.parameters.get("area")
    place = report.places[f"area/{area}"] if area else EVERYWHERE
    wider = sum(_is_wider(row) for row in report.rows)
    template = ANSWER_WIDER if wider else ANSWER
    return template.format(place=place, what=what, count=len(report.rows) - wider, wider=wider)


def _is_wider(row: Any) -> bool:
    return isinstance(row, InDecision | DecisionBehind) and row.where == "wider"


def _parts(row: Any, report: Report[Any]) -> Iterator[str]:
    """What tells a row apart from others of its list, in words."""
    if _is_wider(row):
        yield WIDER
    by = report.question.parameters.get("by")
    if by and not isinstance(row, TableBehind | SeatBehind):
        yield told_apart(by, row.part, report.parties) if row.part else say.NONE_NAMED[by]
    if not isinstance(row, TableBehind | SeatBehind) and row.counted_under:
        yield _under(row)


def _under(row: Any) -> str:
    """What a row counts under, in words."""
    if isinstance(row, PairAtLevel):
        return AFTER.format(level=LEVEL[row.level], other=LEVEL[row.other])
    if isinstance(row, AtLevel):
        return LEVEL[row.level]
    if isinstance(row, InputBehind) and row.counted_under:
        return pgettext("type", row.counted_under)
    under: str = row.counted_under
    return LABEL.get(under, under)


# -- tables ------------------------------------------------------------------------------------
# Of each kind of row a table of its own.


def _table(rows: Sequence[Any], called: Called) -> Block:
    kind = type(rows[0])
    if kind in {DecisionBehind, DecisionAtLevel}:
        return table(rows, called)
    columns, line = LINES[kind]
    return Table(columns, [line(row, called) for row in rows])


def _update(row: UpdateBehind | UpdateAtLevel, called: Called) -> list[str]:
    template = UPDATE_TOLD if row.told else UPDATE
    text = template.format(
        by=people([row.by], called),
        told=row.told,
        content=CONTENT[row.content],
        channel=row.channel or CHANNEL_UNKNOWN,
        update=row.update,
    )
    return [spoken(row.on), text]


def _input(row: InputBehind, called: Called) -> list[str]:
    template = ANSWERED if row.outcome else INPUT
    text = template.format(
        text=input_text(row, called),
        input=row.input,
        outcome=OUTCOME[row.outcome] if row.outcome else "",
        day=spoken(row.answered),
    )
    return [spoken(row.on), text]


def _say(row: SayBehind, called: Called) -> list[str]:
    return [spoken(row.on), _in_decision(row, say_text(row, row.choice, called), called)]


def _advice(row: AdviceBehind, called: Called) -> list[str]:
    followed = say.FOLLOWED[row.followed]
    advice = say.ADVICE.format(by=people([row.by], called), followed=followed)
    text = ADVICE.format(advice=advice, text=row.text)
    return [spoken(row.on), _in_decision(row, text, called)]


def _in_decision(row: InDecision, counted: str, called: Called) -> str:
    decision = say.DECISION.format(
        text=row.decided, by=people(row.taken_by, called), decision=row.decision
    )
    return IN_DECISION.format(decision=decision, counted=counted)


def _of_table(row: TableBehind, _: Called) -> list[str]:
    return [spoken(row.opened), TABLE.format(title=row.title, table=row.table)]


def _seat(row: SeatBehind, called: Called) -> list[str]:
    text = SEAT.format(seat=seat_text(row, called), title=row.title, table=row.table)
    return [spoken(row.since), until_text(row), text]


def _promise(row: PromiseAtLevel, called: Called) -> list[str]:
    told, said = promise_words.status(row, called), promise_words.promise_text(row, called)
    return [promise_words.deadline(row), promise_words.LINE.format(status=told, said=said)]


def _quarter(row: QuarterAtLevel, _: Called) -> list[str]:
    quarter = period(row.from_, row.to)
    return [quarter, STOOD_STILL[row.stood_still], shared.LIST_OF.join(row.held_up_by)]


def _pair(row: PairAtLevel, _: Called) -> list[str]:
    answers = (row.other_stood_still, row.stood_still_next)
    return [period(row.from_, row.to), *(STOOD_STILL[answer] for answer in answers)]


def _case(row: CaseAtLevel, _: Called) -> list[str]:
    text = CASE.format(case=row.case, title=row.title, rule=row.rule, entered=row.entered)
    return [spoken(row.suspended), text]


LINES: dict[type, tuple[tuple[str, ...], Callable[[Any, Called], list[str]]]] = {
    UpdateBehind: (UPDATE_COLUMNS, _update),
    UpdateAtLevel: (UPDATE_COLUMNS, _update),
    InputBehind: (INPUT_COLUMNS, _input),
    SayBehind: (SAY_COLUMNS, _say),
    AdviceBehind: (SAY_COLUMNS, _advice),
    TableBehind: (TABLE_COLUMNS, _of_table),
    SeatBehind: (SEAT_COLUMNS, _seat),
    PromiseAtLevel: (promise_words.COLUMNS, _promise),
    QuarterAtLevel: (QUARTER_COLUMNS, _quarter),
    PairAtLevel: (PAIR_COLUMNS, _pair),
    CaseAtLevel: (CASE_COLUMNS, _case),
}
"""The headings of the table of each kind of row, and its cells."""
