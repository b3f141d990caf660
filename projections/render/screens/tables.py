"""The screen of `tables`: every table with who sat there from when to when."""

from __future__ import annotations

from collections.abc import Sequence

from domain.dates import bounds
from domain.spans import UNKNOWN
from projections.render import words as shared
from projections.render.blocks import Block, Heading, Sentence, Table
from projections.render.dates import spoken
from projections.render.screens.head import head, who
from projections.render.words import tables as words
from projections.render.words.participation import FORM
from projections.report import Fields, Report


def tables(report: Report) -> list[Block]:
    """Each table under its name, every seat in a line."""
    blocks = head(report, words.TITLE)
    if not report.rows:
        return [*blocks, Sentence(shared.NONE_THAT_FITS)]
    for row in report.rows:
        blocks += [Heading(words.TABLE.format(**row), 2), _about(row)]
        seats = [[spoken(one["since"]), _until(one), _seat(one)] for one in row["seats"]]
        blocks.append(Table(words.COLUMNS, seats))
    blocks += who(report, {seat["party"] for row in report.rows for seat in row["seats"]})
    return [*blocks, Sentence(words.NEXT)]


def _about(row: Fields) -> Block:
    began = words.PERHAPS if row["certain"] == UNKNOWN else words.BEGAN
    texts = [began.format(opened=spoken(row["opened"]))]
    ended = words.ENDED.format(closed=spoken(row["closed"])) if row["closed"] else words.STILL
    texts += [ended, *([words.MEANT_FOR.format(form=FORM[row["form"]])] if row["form"] else [])]
    texts += [words.DISPUTED] if row["disputed"] else []
    return Sentence(shared.BETWEEN.join(texts))


def _until(seat: Fields) -> str:
    if not seat["until"]:
        return words.STILL
    date = spoken(seat["until"])
    return words.UNCLEAR.format(date=date) if seat["sits"] == UNKNOWN else date


def _seat(seat: Fields) -> str:
    text = str(seat["party"])
    if seat["left"]:
        text = (words.LEFT_BECAUSE if seat["reason"] else words.LEFT).format(**seat)
    return words.RETURNED.format(seat=text) if seat["returned"] else text


def movements(rows: Sequence[Fields]) -> list[Block]:
    """Who left a table and who came back, by the day; nothing where no table is on record."""
    if not rows:
        return []
    told: list[tuple[str, str]] = []
    for row in rows:
        for seat in row["seats"]:
            if seat["returned"]:
                told.append((seat["since"], words.BACK.format(title=row["title"], **seat)))
            if seat["left"]:
                template = words.GONE_BECAUSE if seat["reason"] else words.GONE
                told.append((seat["ended"], template.format(title=row["title"], **seat)))
    told.sort(key=lambda one: bounds(one[0]).earliest)
    left, returned = (sum(row[name] for row in rows) for name in ("left", "returned"))
    heading = words.MOVEMENTS.format(tables=len(rows), left=left, returned=returned)
    lines = [[spoken(on), text] for on, text in told]
    return [Heading(heading, 2), *([Table(words.MOVEMENT_COLUMNS, lines)] if lines else [])]
