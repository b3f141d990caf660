"""The screen of `decisions`, and how one decision is told in a few lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from domain.step_function import NO, UNKNOWN, YES
from languages import counted
from projections.participation.view import DecisionLine, FoundLine, SayLine
from projections.render import phrases as shared
from projections.render.blocks import Block, Sentence, Table
from projections.render.head import Called, opening, people
from projections.render.phrases import spoken
from projections.render.screens import say as words
from projections.report import Report


def decisions(report: Report[DecisionLine]) -> list[Block]:
    """The list of decisions, and how each is to be read."""
    if not report.rows:
        return opening(report, shared.NONE_THAT_FITS, words.DECISIONS)
    says = [say for line in report.rows for say in line.say if say.promised]
    kept = Counter(say.kept for say in says)
    unrecorded = sum(not line.say for line in report.rows)
    answer = answered(len(report.rows), unrecorded, len(says), (kept[YES], kept[NO], kept[UNKNOWN]))
    notes = (words.KEPT, words.LADDER, shared.PRESS, words.FOLLOW)
    blocks = opening(report, answer, words.DECISIONS)
    return [*blocks, table(report.rows, report.parties), *map(Sentence, notes)]


def answered(
    decisions: int,
    unrecorded: int,
    promised: int,
    came_to: tuple[int, int, int],
    name: str | None = None,
) -> str:
    """How many promises of a say were kept, in how many decisions, and how many tell of no say.

    unrecorded: decisions without any say on record. came_to: how many promises were kept, how
    many were not, and how many are not clear. name: of the place.
    """
    place = words.ABOUT.format(name=name) if name else ""
    if not decisions:
        return words.NO_DECISIONS.format(place=place)
    kept, less, unclear = came_to
    template = words.ANSWER if promised else words.NO_PROMISES
    return template.format(
        promised=counted(promised, words.ONE_PROMISE, words.PROMISES_OF_SAY),
        decisions=counted(decisions, words.ONE_DECISION, words.DECISIONS_ON_RECORD),
        place=place,
        kept=kept,
        were=words.WAS if kept == 1 else words.WERE,
        less=less,
        unclear=words.UNCLEAR_ALSO.format(count=unclear) if unclear else "",
        unrecorded=words.UNRECORDED.format(count=unrecorded) if unrecorded else "",
    )


def table(lines: Sequence[DecisionLine], called: Called) -> Table:
    """Decisions by their day, under each who had what say in it."""
    rows: list[list[str]] = []
    for line in lines:
        date = spoken(line.on)
        vague = isinstance(line, FoundLine) and line.certain == UNKNOWN
        rows.append([words.MAYBE.format(date=date) if vague else date, _decision(line, called)])
        rows += [["", text] for text in _under(line, called)]
    return Table(words.COLUMNS, rows)


def _decision(line: DecisionLine, called: Called) -> str:
    by = people(line.by, called)
    return words.DECISION.format(text=line.text, by=by, decision=line.decision)


def _under(line: DecisionLine, called: Called) -> list[str]:
    texts = [say_text(say, line.choice, called) for say in line.say] or [words.NO_SAY]
    for advice in line.advice:
        followed = words.FOLLOWED[advice.followed]
        texts.append(words.ADVICE.format(by=people([advice.by], called), followed=followed))
    for reversal in line.reversed:
        on, by = spoken(reversal.on), people(reversal.by, called)
        texts.append(words.REVERSED.format(on=on, by=by, reason=reversal.reason))
    return texts


def say_text(say: SayLine, choice: str | None, called: Called) -> str:
    """One group with what it was promised and given, and what a reader must know of that.

    choice: whether there was one in the decision.
    """
    template = words.SAY if say.promised else words.UNPROMISED
    text = template.format(
        group=people([say.group], called),
        promised=words.FORM[say.promised or "none"],
        given=words.FORM[say.given],
    )
    remarks = list(_remarks(say, choice, called))
    joined = shared.LIST_OF.join(remarks)
    return words.WITH_REMARKS.format(say=text, remarks=joined) if remarks else text


def _remarks(say: SayLine, choice: str | None, called: Called) -> Sequence[str]:
    found = [words.LESS] if say.kept == NO else []
    found += [words.UNCLEAR] if say.kept == UNKNOWN else []
    found += [words.AFTER] if say.after else []
    found += [words.ONE_OPTION] if choice == NO and say.given != say.counts_as else []
    found += [words.MODE[mode] for mode in say.modes]
    if say.initiated_by:
        found.append(words.BEGUN.format(parties=people(say.initiated_by, called)))
    return found + ([words.DISPUTED] if say.disputed else [])
