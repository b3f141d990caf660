"""What every screen begins with: what was asked, of which moment, as known when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from domain.dates import BEGINNING, bounds, last_moment
from languages import N_
from projections.render import phrases
from projections.render.blocks import Block, Heading, Sentence
from projections.render.phrases import day, period
from projections.report import Report

TWO = 2
"""So many parties are named where there is little room."""


def opening(report: Report[Any], answer: str, title: str) -> list[Block]:
    """The answer in a sentence, which stands before everything else, then what was asked."""
    return [Sentence(answer), *head(report, title)]


def head(report: Report[Any], title: str) -> list[Block]:
    """The title, and what it takes to ask the same again."""
    return [Heading(title), Sentence(moment(report)), *_to_come(report)]


def moment(report: Report[Any]) -> str:
    """Of when it is, as known when, and by which ledger."""
    asked = report.question
    size = asked.checkpoint.size
    records = phrases.ONE_RECORD if size == 1 else phrases.RECORDS.format(count=size)
    if asked.known != size:
        records = phrases.FIRST_RECORDS.format(count=asked.known, size=size)
    root = asked.checkpoint.root[:8]
    return phrases.MOMENT.format(
        when=_when(report),
        knowledge=asked.knowledge,
        records=records,
        checkpoint=phrases.CHECKPOINT.format(root=root) if root else "",
    )


def _when(report: Report[Any]) -> str:
    """Which moments it is about: one, those of a series, or a stretch as it stands at one."""
    asked, steps = report.question, report.steps
    parameters = asked.parameters
    if len(steps) > 1:
        return phrases.AT_MOMENTS.format(
            first=day(steps[0]), last=day(steps[-1]), step=phrases.STEP[parameters["every"]]
        )
    start, end = parameters.get("from"), parameters.get("to")
    if steps or not (start or end):
        return phrases.AT_MOMENT.format(day=day(asked.as_of))
    first = bounds(start).earliest if start else BEGINNING
    last = last_moment(end) if end else asked.as_of
    stretch = period(first[:10] if first != BEGINNING else None, last[:10])
    return phrases.OF_STRETCH.format(stretch=stretch, day=day(asked.as_of))


def _to_come(report: Report[Any]) -> list[Block]:
    """That the moment asked about lies on a day that has not been, and what that means."""
    asked = report.question
    if not asked.to_come:
        return []
    return [Sentence(phrases.TO_COME.format(day=day(asked.as_of), today=day(asked.today)))]


PLACES = ("area", "cohort", "case")
"""The kinds of places; of one name the first of these is meant."""


def place_name(report: Report[Any], place: str) -> str:
    """What a place is called that was asked about by its name in the ledger, or as a stream."""
    streams = [place] if "/" in place else [f"{kind}/{place}" for kind in PLACES]
    return next(report.places[stream] for stream in streams if stream in report.places)


LEVEL: dict[str | None, str] = {
    "dwelling": N_("dwelling"),
    "area": N_("area"),
    "governance": N_("governance"),
    None: N_("no level named"),
}
"""The three levels, in one word."""

Called = Mapping[str, str]
"""What parties are called, by their names in the ledger."""

ABBREVIATED = re.compile(r".+ \(([A-Z]{2,})\)")
"""A name that ends with its abbreviation."""


def people(parties: Iterable[str], called: Called) -> str:
    """Parties as people know them, one after another."""
    return phrases.LIST_OF.join(called.get(party, party) for party in parties)


def some(parties: Sequence[str], called: Called) -> str:
    """Parties as people know them; of more than two the first, and how many others."""
    known = [called.get(party, party) for party in parties]
    if len(known) > TWO:
        return phrases.AND_OTHERS.format(first=known[0], count=len(known) - 1)
    return phrases.AND.join(known)


def abbreviated(party: str, called: Called) -> str:
    """A party by its abbreviation, where its name ends with one."""
    name = called.get(party, party)
    found = ABBREVIATED.fullmatch(name)
    return found[1] if found else name


def names(parties: object) -> str:
    """Parties one after another."""
    return phrases.LIST_OF.join(parties) if isinstance(parties, list | tuple) else str(parties)


def mentioned(lines: Iterable[Sequence[str]], called: Called) -> list[list[str]]:
    """The lines with each party by its whole name once, and after that by its abbreviation."""
    short = _abbreviations(called)
    seen: set[str] = set()
    told: list[list[str]] = []
    for about, whole in lines:
        text = whole
        for name, abbreviation in short.items():
            before, there, after = text.partition(name)
            if there:
                first = abbreviation if name in seen else name
                text = before + first + after.replace(name, abbreviation)
                seen.add(name)
        told.append([about, text])
    return told


def briefly(lines: Iterable[Sequence[str]], called: Called) -> list[list[str]]:
    """The lines with each party by its abbreviation alone, where there is little room."""
    told: list[list[str]] = []
    for about, whole in lines:
        text = whole
        for name, abbreviation in _abbreviations(called).items():
            text = text.replace(name, abbreviation)
        told.append([about, text])
    return told


def _abbreviations(called: Called) -> dict[str, str]:
    """The abbreviations of names that end with one, the longest names first."""
    found = [ABBREVIATED.fullmatch(name) for name in sorted({*called.values()}, key=len)]
    return {match[0]: match[1] for match in reversed(found) if match}


def told_apart(by: str | None, part: str, called: Called) -> str:
    """What tells a row apart from others, in words: a level, a party, or a topic as it is named.

    by: what rows are told apart by, as it is asked for.
    """
    return LEVEL.get(part, part) if by == "level" else called.get(part, part)
