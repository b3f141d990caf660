"""The view `contact`: what residents of an area were told, what they asked, and the silences.

Silence of the record is silence of a body only where somebody vouched that the record is
complete, all through the silence. Outside such coverage the answer is "none on record".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Annotated

from domain.dates import Instant, days_between, due_instant
from domain.parties import RESIDENTS
from domain.step_function import YES
from projections.counts import CountTable, behind, fits, tally
from projections.geography.coverage import by
from projections.geography.geography import Geography
from projections.geography.relation import WIDER, WITHIN
from projections.parties import any_of
from projections.report import AreaSlug, Events, Name, On, Question, Report, Text, answer
from projections.rows.communication import InputRow, SaidRow, UpdateRow
from projections.rows.frozen import Frozen, row_class
from projections.rows.span import when
from projections.rows.subjects import PartyRows

TREND = ("updates", "without_news", "silent_days", "inputs", "answered")


@row_class
class Unanswered(Frozen):
    """An input without an answer on record."""

    input: Annotated[str, "the name of the input in the ledger"]
    type: Annotated[
        str, "wish, initiative, objection, appeal, advice, motion, finding or testimony"
    ]
    from_: Annotated[tuple[str, ...], "who brought it forward"]
    on: On
    text: Text
    repeats: Annotated[str | None, "the earlier input that it asks again"]
    acknowledged: Annotated[bool, "whether it was acknowledged"]
    days: Annotated[int, "days since then, at the least"]


@row_class
class Contact(Frozen):
    """What residents of an area were told, what they asked, and the silences."""

    area: AreaSlug
    name: Name
    updates: Annotated[int, "updates to residents on record"]
    without_news: Annotated[int, "of these, those that say that there is no news"]
    channels: Annotated[dict[str, int], "by which channel, and how many; unknown: not on record"]
    last_update: Annotated[str | None, "the day of the last one"]
    silent_days: Annotated[
        int | None, "days since the last one; null where nobody vouches for the record"
    ]
    longest_silence_days: Annotated[
        int | None, "the longest time between two; null where nobody vouches"
    ]
    longest_silence_from: Annotated[str | None, "when that silence began"]
    covered: Annotated[
        bool, "whether somebody vouches at that moment that all updates are on record"
    ]
    vouched_by: Annotated[tuple[str, ...], "the parties that vouch for that"]
    inputs: Annotated[int, "wishes, objections, advices and other input on record"]
    types: Annotated[dict[str, int], "of these, how many of each type"]
    acknowledged: Annotated[int, "of these, acknowledged"]
    testimonies: Annotated[int, "of these, stories that people told"]
    testimonies_acknowledged: Annotated[int, "of these stories, acknowledged"]
    answered: Annotated[int, "of these, answered"]
    adopted: Annotated[int, "of these, adopted"]
    adopted_in_part: Annotated[int, "of these, adopted in part"]
    rejected: Annotated[int, "of these, rejected"]
    unanswered: Annotated[tuple[Unanswered, ...], "those without an answer on record"]
    repeated: Annotated[int, "those that ask again what was asked before"]
    events: Events


OF_UPDATES: CountTable[UpdateRow] = {
    "updates": fits(lambda _: True),
    "without-news": fits(lambda row: row.content == "no-news"),
    "channels": lambda row: [row.channel or "unknown"],
}

OF_INPUTS: CountTable[InputRow] = {
    "inputs": fits(lambda _: True),
    "types": lambda row: [row.type],
    "acknowledged": fits(lambda row: row.acknowledged),
    "testimonies": fits(lambda row: row.type == "testimony"),
    "testimonies-acknowledged": fits(lambda row: row.type == "testimony" and row.acknowledged),
    "answered": fits(lambda row: row.answered),
    "adopted": fits(lambda row: row.answered and row.outcome == "adopted"),
    "adopted-in-part": fits(lambda row: row.answered and row.outcome == "partly"),
    "rejected": fits(lambda row: row.answered and row.outcome == "rejected"),
    "unanswered": fits(lambda row: not row.answered),
    "repeated": fits(lambda row: row.repeats),
}


def contact(question: Question, area: str) -> Report[Contact]:
    """Report on updates to an area, a part of it, or a wider place that covers or touches it."""
    geography = Geography(question)
    row = _contact(geography, area, *messages(geography, area))
    return answer(question, "contact", [row], Contact, trend=TREND)


def messages(geography: Geography, area: str) -> tuple[list[UpdateRow], list[InputRow]]:
    """What residents of an area were told, by its day, and what they and others asked."""
    question, place = geography.question, f"area/{area}"
    scopes = geography.ever_around(place)
    parties = question.parties
    rows = question.book.at(UpdateRow, question.as_of, question.known, scopes=scopes)
    updates = [
        row for row in rows if _reaches_residents(row, parties) and _concerns(geography, row, place)
    ]
    updates.sort(key=lambda row: (when(row).latest, row.subject))
    inputs = [
        row
        for row in question.book.at(InputRow, question.as_of, question.known, scopes=scopes)
        if _concerns(geography, row, place)
    ]
    return updates, inputs


def _contact(
    geography: Geography, area: str, updates: Sequence[UpdateRow], inputs: Sequence[InputRow]
) -> Contact:
    """What was told and what was asked, counted, with the silences that somebody vouches for."""
    question = geography.question
    now = question.so_far
    longest, since = _longest_silence(geography, area, updates)
    found = tally(OF_UPDATES, updates) | tally(OF_INPUTS, inputs)
    count = {name: labels[None] for name, labels in found.items()}
    return Contact(
        area=area,
        name=geography.name(f"area/{area}", question.as_of),
        updates=count["updates"],
        without_news=count["without-news"],
        channels=_often_first(found["channels"]),
        last_update=updates[-1].on if updates else None,
        silent_days=_silent_days(geography, area, updates),
        longest_silence_days=longest,
        longest_silence_from=since,
        covered=_vouched(geography, area, now, due_instant(now)),
        vouched_by=_who_vouches(geography, area, now),
        inputs=count["inputs"],
        types=_often_first(found["types"]),
        acknowledged=count["acknowledged"],
        testimonies=count["testimonies"],
        testimonies_acknowledged=count["testimonies-acknowledged"],
        answered=count["answered"],
        adopted=count["adopted"],
        adopted_in_part=count["adopted-in-part"],
        rejected=count["rejected"],
        unanswered=_unanswered(inputs, now),
        repeated=count["repeated"],
        events=tuple(sorted(row.event for row in (*updates, *inputs))),
    )


def _concerns(geography: Geography, row: SaidRow, place: str) -> bool:
    """Whether a record is about a place, a part of it, or what certainly covers or touches it.

    As places were when it was said, or when the place came to be; and of parts as they are.
    """
    then = geography.relation(row.scope, place, max(when(row).latest, geography.tree.begun(place)))
    now = geography.relation(row.scope, place, geography.question.as_of)
    return then in {WITHIN, *WIDER} or now == WITHIN


def _reaches_residents(update: UpdateRow, parties: PartyRows) -> bool:
    """Whether an update is to residents: to nobody in particular, or to some of them."""
    return not update.to or any_of(parties, update.to, RESIDENTS)


def _silent_days(geography: Geography, area: str, updates: Sequence[UpdateRow]) -> int | None:
    """Days since the last update, where somebody vouches that there was no other."""
    if not updates:
        return None
    last, now = when(updates[-1]).latest, geography.question.so_far
    return days_between(last, now) if _vouched(geography, area, last, due_instant(now)) else None


def _longest_silence(
    geography: Geography, area: str, updates: Sequence[UpdateRow]
) -> tuple[int | None, str | None]:
    """The days of the longest silence that somebody vouches for, and when it began."""
    silences = [
        (days_between(when(row).latest, when(later).earliest), row.on)
        for row, later in pairwise(updates)
        if when(row).latest < when(later).earliest
        and _vouched(geography, area, when(row).latest, when(later).earliest)
    ]
    return max(silences, key=lambda silence: silence[0], default=(None, None))


def _vouched(geography: Geography, area: str, start: Instant, end: Instant) -> bool:
    """Whether somebody vouches for all updates to the area all through a stretch of time."""
    covered = geography.coverage.vouched("update", f"area/{area}", start, end)
    return all(step.value == YES for step in covered.parts)


def _who_vouches(geography: Geography, area: str, moment: Instant) -> tuple[str, ...]:
    """The parties that vouch for all updates to the area at a moment."""
    rows = geography.coverage.over_time("update", f"area/{area}", moment, due_instant(moment))
    return tuple(by(rows.at(moment) or ()))


def _unanswered(inputs: Sequence[InputRow], now: Instant) -> tuple[Unanswered, ...]:
    """The inputs without an answer on record, and since how many days at the least."""
    waiting = [row for _, row in behind(OF_INPUTS["unanswered"], inputs)]
    # By when it had certainly come, as the updates are: so those that wait longest come first.
    waiting.sort(key=lambda row: (when(row).latest, row.input))
    return tuple(
        Unanswered(
            input=row.input,
            type=row.type,
            from_=row.senders,
            on=row.on,
            text=row.text,
            repeats=row.repeats,
            acknowledged=bool(row.acknowledged),
            days=max(days_between(when(row).latest, now), 0),
        )
        for row in waiting
    )


def _often_first(counts: Counter[str | None]) -> dict[str, int]:
    """How often each name, most often first."""
    named = {str(name): count for name, count in counts.items()}
    return dict(sorted(named.items(), key=lambda counted: (-counted[1], counted[0])))
