"""The answer on control in one sentence: who leads, since when; or who led, one after another."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import groupby

from languages import N_
from projections.control.row import PowerOverTime, PowerRow, Tenure, in_their_own_name
from projections.render.phrases import day, some_day, spoken
from projections.render.screens import power_rows, powers
from projections.render.screens.powers import name
from projections.report import Report

HELD = {
    "lead": N_("the lead"),
    "decide": N_("the power to decide"),
    "advise": N_("the power to advise"),
    "execute": N_("the power to carry out"),
    "pay": N_("the power to pay"),
    "inspect": N_("the power to inspect"),
}
IS_HELD = N_("On {day} {power} {place} is held {answers}.")
WOULD_BE_HELD = N_(
    "On {day}, as the record so far would have it, {power} {place} is held {answers}."
)
WAS_HELD = N_("From {start} to {end} {power} {place} was held {answers}.")
WOULD_BE_HELD_THEN = N_(
    "From {start} to {end}, as the record so far would have it, {power} {place} is held {answers}."
)
NOT_ON_RECORD = N_("On {day} nobody is on record as holding {power} {place}.")
NOT_ON_RECORD_THEN = N_("From {start} to {end} nobody is on record as holding {power} {place}.")
AND_MAY_TOUCH = N_("{sentence} For groups that may touch it, which proves nothing here: {answers}.")
LAST = N_("{sentence} The last {on}was {holders}, until {until}.")
NEVER = N_("{sentence} No mandate for it {recorded} there or above.")
NO_MANDATE = N_("On {day} no mandate is on record.")
SEVERAL_PLACES = N_("On {day} {power} is on record in {held:,} of the {all:,} places below.")

ON_TOPIC = N_("on {topic}")
BY = {
    "one": N_("by {holders}"),
    "joint": N_("by {together} together, {first}"),
    "several": N_("by more than one body: {holders}"),
    "none": N_("by nobody, {since} ({by} vouches that all mandates are on record)"),
    "vague": N_("perhaps by {holders}, as the dates are too vague to tell"),
}
NOBODY_ON_RECORD = N_("by nobody on record")
THEN_BY = {
    "one": N_("{holders}"),
    "joint": N_("{holders} together"),
    "several": N_("more than one body at once ({holders})"),
    "none": N_("nobody"),
    "none-on-record": N_("nobody on record"),
    "vague": N_("perhaps {holders}"),
}
BY_THESE = N_("by {bodies}")
HOLDER_SINCE = N_("{holder}, {since}")
AND, AND_ALSO, THEN, BETWEEN_ANSWERS = N_(" and "), N_(", and "), N_(", then "), "; "

FEW_PLACES = 3
"""Of so many places each has its own sentence."""


def sentence(report: Report[PowerRow], places: Sequence[Sequence[PowerRow]]) -> str:
    """The answer to the question who has the lead, or the power that was asked for.

    places: the rows of each place.
    """
    kind = report.question.parameters.get("power", "lead")
    chosen = [[row for row in rows if row.power == kind] for rows in places]
    chosen = [rows for rows in chosen if rows]
    if not chosen:
        return NO_MANDATE.format(day=day(report.question.as_of))
    if len(chosen) > FEW_PLACES:
        held = sum(any(row.holders and not row.may_touch for row in rows) for rows in chosen)
        when = day(report.question.as_of)
        return SEVERAL_PLACES.format(day=when, power=HELD[kind], held=held, all=len(chosen))
    return " ".join(_of_place(report, rows) for rows in chosen)


def _of_place(report: Report[PowerRow], rows: Sequence[PowerRow]) -> str:
    """Who has it at one place; for groups that only may touch the place in a sentence apart."""
    lasting = [row for row in rows if isinstance(row, PowerOverTime) and row.tenures]
    if lasting and not report.steps:
        return _over_time(report, lasting)
    text = _now(report, [row for row in rows if not row.may_touch] or rows)
    perhaps = (row for row in _telling(rows) if row.may_touch and row.holders)
    return _and_perhaps(text, _answers((row, _by(report, row)) for row in perhaps))


def _and_perhaps(text: str, answers: str) -> str:
    return AND_MAY_TOUCH.format(sentence=text, answers=answers) if answers else text


def _now(report: Report[PowerRow], rows: Sequence[PowerRow]) -> str:
    asked, row = report.question, rows[0]
    telling = [row for row in _telling(rows) if not row.may_touch]
    answers = _answers((row, _by(report, row)) for row in telling)
    said = {"day": day(asked.as_of), "power": HELD[row.power], "place": powers.place(row, row.name)}
    if answers:
        template = WOULD_BE_HELD if asked.to_come else IS_HELD
        return template.format(**said, answers=answers)
    text = NOT_ON_RECORD.format(**said | {"power": _asked_for(report, row)})
    if not any(row.ever_recorded for row in rows):
        return NEVER.format(sentence=text, recorded=powers.ever_recorded(report))
    for row in power_rows.own_answers(rows, lambda row: row.before):
        if row.before and row.before.holders and not _of_phase(row, rows):
            holders = powers.names(report, row.before.holders)
            on = f"{_on(row)} ".lstrip()
            until = some_day(row.before.until)
            text = LAST.format(sentence=text, on=on, holders=holders, until=until)
    return text


def _asked_for(report: Report[PowerRow], row: PowerRow) -> str:
    """The power that was asked for, with its topic or level where one was named."""
    named = not {"topic", "level"}.isdisjoint(report.question.parameters)
    return f"{HELD[row.power]} {_on(row)}" if named else HELD[row.power]


def _telling(rows: Sequence[PowerRow]) -> list[PowerRow]:
    """The rows that answer: those with a holder or proven to have none, the rest if it had one.

    What is held part by part needs no answer as a whole, and what is held as a whole none for a
    single phase.
    """
    found = [row for row in rows if _answers_now(row)]
    if not found:
        return []
    found += [
        row
        for row in rows
        if not _answers_now(row)
        and row.before
        and row.doubt == "none-on-record"
        and not any(power_rows.wider(row, held) for held in found)
    ]
    own = power_rows.own_answers(found, _held_since)
    return [row for row in own if not _of_phase(row, found)]


def _answers_now(row: PowerRow) -> bool:
    return bool(row.holders) or row.state == "none"


def _held_since(row: PowerRow) -> Hashable:
    return row.state, tuple((held.holder, held.since) for held in row.holders)


def _of_phase(row: PowerRow, rows: Sequence[PowerRow]) -> bool:
    """Whether a row is about one phase of what another row is about."""
    return row.phase is not None and any(
        over.phase is None and over.cohort == row.cohort and power_rows.wider(over, row)
        for over in rows
    )


def _answers(answers: Iterable[tuple[PowerRow, str]]) -> str:
    """Every answer with what it holds for; whole topics with one answer together."""
    topics: dict[tuple[str, object], list[str]] = {}
    for number, (row, answer) in enumerate(answers):
        divided = row.level or row.phase or row.group
        topics.setdefault((answer, number if divided else None), []).append(_on(row))
    return BETWEEN_ANSWERS.join(
        f"{AND.join(on)} {answer}".lstrip() for (answer, _), on in topics.items()
    )


def _on(row: PowerRow) -> str:
    """The part of the power and the group that a row is about, for within a sentence."""
    parts = [ON_TOPIC.format(topic=powers.topic(row.topic))] if row.topic else []
    parts += [powers.AT_LEVEL.format(level=powers.LEVEL[row.level])] if row.level else []
    parts += [powers.IN_PHASE.format(phase=row.phase)] if row.phase else []
    parts += [powers.FOR_GROUP.format(group=row.group)] if row.group else []
    return " ".join(parts)


def _by(report: Report[PowerRow], row: PowerRow) -> str:
    """Who has it now, since when."""
    if row.doubt == "none-on-record":
        return NOBODY_ON_RECORD
    since: dict[str, str] = {}
    for holder in in_their_own_name(row.holders, row.state):
        since.setdefault(name(report, holder.holder), powers.since(holder.since))
    holders = (HOLDER_SINCE.format(holder=party, since=text) for party, text in since.items())
    return BY[row.doubt or row.state].format(
        holders=AND_ALSO.join(holders),
        together=AND.join(since),
        first=next(iter(since.values()), ""),
        since=powers.since(row.since) if row.since else powers.ALWAYS,
        by=powers.names(report, row.vouched_by),
    )


# -- over time ---------------------------------------------------------------------------------


def _over_time(report: Report[PowerRow], every: Sequence[PowerOverTime]) -> str:
    """Who had it over a stretch of time, one after another."""
    rows = [one for one in every if not one.may_touch] or every
    row = rows[0]
    first = min(one.tenures[0].from_ for one in rows)
    last = max(one.tenures[-1].until for one in rows)
    said = {"power": HELD[row.power], "place": powers.place(row, row.name)}
    answers, perhaps = (
        _answers(
            (one, BY_THESE.format(bodies=THEN.join(_one_after_another(report, one))))
            for one in _telling_then(every)
            if one.may_touch is may_touch
        )
        for may_touch in (False, True)
    )
    if answers:
        template = WOULD_BE_HELD_THEN if report.question.to_come else WAS_HELD
        text = template.format(start=spoken(first), end=spoken(last), **said, answers=answers)
        return _and_perhaps(text, perhaps)
    said["power"] = _asked_for(report, row)
    text = NOT_ON_RECORD_THEN.format(start=spoken(first), end=spoken(last), **said)
    if not any(one.ever_recorded for one in rows):
        text = NEVER.format(sentence=text, recorded=powers.ever_recorded(report))
    return _and_perhaps(text, perhaps)


def _telling_then(rows: Sequence[PowerOverTime]) -> list[PowerOverTime]:
    """The rows that answer: what holds part by part, and none that only repeats a wider one."""
    held = [one for one in rows if power_rows.told_over_time(one)]
    own = power_rows.own_answers(held, lambda one: one.tenures)
    return [one for one in own if not _of_phase(one, held)]


def _one_after_another(report: Report[PowerRow], row: PowerOverTime) -> Iterator[str]:
    """Who had it; where the dates leave it open only those who had it at no other time."""
    known = {held.holder for line in row.tenures if line.doubt != "vague" for held in line.held}
    lines = (
        line
        for line in row.tenures
        if line.doubt != "vague" or not known.issuperset(held.holder for held in line.held)
    )
    for text, _ in groupby(_bodies(report, line) for line in lines):
        yield text


def _bodies(report: Report[PowerRow], tenure: Tenure) -> str:
    held = dict.fromkeys(one.holder for one in in_their_own_name(tenure.held, tenure.state))
    between = powers.OR if tenure.doubt == "vague" else AND
    holders = between.join(name(report, party) for party in held)
    return THEN_BY[tenure.doubt or tenure.state].format(holders=holders)
