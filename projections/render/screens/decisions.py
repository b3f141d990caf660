"""The screen of `decisions`, and how one decision is told in a few lines."""

from __future__ import annotations

from collections.abc import Sequence

from domain.step_function import NO, UNKNOWN
from projections.participation.view import DecisionLine, FoundLine, SayLine, parties_in
from projections.render import phrases as shared
from projections.render.blocks import Block, Sentence, Table
from projections.render.head import head, names, who
from projections.render.phrases import spoken
from projections.render.screens import say as words
from projections.report import Report


def decisions(report: Report[DecisionLine]) -> list[Block]:
    """The list of decisions, and how each is to be read."""
    blocks = head(report, words.DECISIONS)
    if not report.rows:
        return [*blocks, Sentence(shared.NONE_THAT_FITS)]
    blocks += [Sentence(shared.COUNT.format(count=len(report.rows))), table(report.rows)]
    blocks += who(report, parties_in(report.rows))
    return [*blocks, Sentence(words.LADDER), Sentence(shared.PRESS), Sentence(words.FOLLOW)]


def table(lines: Sequence[DecisionLine]) -> Table:
    """Decisions by their day, under each who had what say in it."""
    rows: list[list[str]] = []
    for line in lines:
        date = spoken(line.on)
        vague = isinstance(line, FoundLine) and line.certain == UNKNOWN
        rows.append([words.MAYBE.format(date=date) if vague else date, _decision(line)])
        rows += [["", text] for text in _under(line)]
    return Table(words.COLUMNS, rows)


def _decision(line: DecisionLine) -> str:
    by = names(line.by)
    return words.DECISION.format(text=line.text, by=by, decision=line.decision)


def _under(line: DecisionLine) -> list[str]:
    texts = [_say(say, line) for say in line.say] or [words.NO_SAY]
    for advice in line.advice:
        followed = words.FOLLOWED[advice.followed]
        texts.append(words.ADVICE.format(by=advice.by, followed=followed))
    for reversal in line.reversed:
        on, by = spoken(reversal.on), names(reversal.by)
        texts.append(words.REVERSED.format(on=on, by=by, reason=reversal.reason))
    return texts


def _say(say: SayLine, line: DecisionLine) -> str:
    """One group with what it was promised and given, and what a reader must know of that."""
    template = words.SAY if say.promised else words.UNPROMISED
    text = template.format(
        group=say.group,
        promised=words.FORM[say.promised or "none"],
        given=words.FORM[say.given],
    )
    remarks = list(_remarks(say, line))
    joined = shared.LIST_OF.join(remarks)
    return words.WITH_REMARKS.format(say=text, remarks=joined) if remarks else text


def _remarks(say: SayLine, line: DecisionLine) -> Sequence[str]:
    found = [words.LESS] if say.kept == NO else []
    found += [words.UNCLEAR] if say.kept == UNKNOWN else []
    found += [words.AFTER] if say.after else []
    found += [words.ONE_OPTION] if line.choice == NO and say.given != say.counts_as else []
    found += [words.MODE[mode] for mode in say.modes]
    if say.initiated_by:
        found.append(words.BEGUN.format(parties=names(say.initiated_by)))
    return found + ([words.DISPUTED] if say.disputed else [])
