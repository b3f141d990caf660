"""The screen of `contact`: what residents were told, what they asked, and the silences."""

from __future__ import annotations

from domain.dates import bounds
from projections.render import words as shared
from projections.render.blocks import Block, Heading, Sentence, Table
from projections.render.dates import spoken
from projections.render.screens.head import head, names, who
from projections.render.words import contact as words
from projections.report import Fields, Report


def contact(report: Report) -> list[Block]:
    """What was told and asked, in sentences."""
    (row,) = report.rows
    blocks = head(report, words.TITLE.format(**row))
    blocks += [Sentence(text) for text in (_told(row), _silence(row), _asked(row))]
    if row["testimonies"]:
        blocks.append(Sentence(words.TESTIMONIES.format(**row)))
    if row["unanswered"]:
        lines = [[spoken(one["on"]), _question(one)] for one in row["unanswered"]]
        blocks.append(Heading(words.NO_ANSWER.format(count=len(lines)), 2))
        blocks.append(Table(words.NO_ANSWER_COLUMNS, lines))
        if any(not bounds(one["on"]).exact for one in row["unanswered"]):
            blocks.append(Sentence(words.VAGUE))
    parties = {party for one in row["unanswered"] for party in one["from"]}
    blocks += who(report, parties | set(row["vouched_by"]))
    return [*blocks, Sentence(words.NEXT)]


def _question(one: Fields) -> str:
    text = words.ASKED.format(**one, names=names(one["from"]))
    return words.AGAIN.format(text=text, repeats=one["repeats"]) if one["repeats"] else text


def _told(row: Fields) -> str:
    if not row["updates"]:
        return words.NO_UPDATES
    told = words.UPDATES.format(**row, last=spoken(row["last_update"]))
    return f"{told} {words.CHANNELS.format(channels=_counts(row['channels']))}"


def _silence(row: Fields) -> str:
    """The silences that somebody vouches for; of the others nothing can be said."""
    longest, days = row["longest_silence_days"], row["silent_days"]
    by = names(row["vouched_by"])
    texts = [words.SILENT.format(days=days, by=by)] if days is not None else []
    if longest is not None:
        since = spoken(row["longest_silence_from"])
        texts.append(words.LONGEST.format(longest=longest, since=since))
    if texts:
        return " ".join(texts)
    return words.COMPLETE.format(by=by) if row["covered"] else words.NOBODY_VOUCHES


def _asked(row: Fields) -> str:
    if not row["inputs"]:
        return words.NO_INPUT
    return words.INPUT.format(**row | {"types": _counts(row["types"])})


def _counts(counts: dict[str, int]) -> str:
    told = {name if name != "unknown" else words.NOT_ON_RECORD: n for name, n in counts.items()}
    parts = (words.COUNTED.format(name=name, count=count) for name, count in told.items())
    return shared.LIST_OF.join(parts)
