"""The screen of `contact`: what residents were told, what they asked, and the silences."""

from __future__ import annotations

from projections.render.blocks import Block, Heading, Sentence, Table
from projections.render.dates import spoken
from projections.render.screens.head import head, names
from projections.render.words import contact as words
from projections.report import Fields, Report


def contact(report: Report) -> list[Block]:
    """What was told and asked, in sentences."""
    (row,) = report.rows
    blocks = head(report, words.TITLE.format(**row))
    blocks += [Sentence(text) for text in (_told(row), _silence(row), _asked(row))]
    if row["unanswered"]:
        lines = [[spoken(one["on"]), _question(one)] for one in row["unanswered"]]
        blocks.append(Heading(words.NO_ANSWER.format(count=len(lines)), 2))
        blocks.append(Table(words.NO_ANSWER_COLUMNS, lines))
    return blocks


def _question(one: Fields) -> str:
    return words.ASKED.format(**one, names=names(one["from"]))


def _told(row: Fields) -> str:
    if not row["updates"]:
        return words.NO_UPDATES
    return words.UPDATES.format(**row, last=spoken(row["last_update"]))


def _silence(row: Fields) -> str:
    if not row["covered"]:
        return words.NOBODY_VOUCHES
    days, longest = row["silent_days"], row["longest_silence_days"]
    if days is None:
        return words.COMPLETE
    if longest is None:
        return words.SILENT.format(days=days)
    since = spoken(row["longest_silence_from"])
    return words.LONGEST.format(days=days, longest=longest, since=since)


def _asked(row: Fields) -> str:
    return words.INPUT.format(**row) if row["inputs"] else words.NO_INPUT
