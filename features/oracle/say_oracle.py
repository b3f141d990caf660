"""Rights to decide, and say given as promised, told a second time from METHODS.md, section 6.

A right to decide is a rule on one of two topics whose value is a form of the ladder. Here rules
have exact dates and hold at one place each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.dates import Instant, days_between
from domain.record import Record
from features.oracle.coverage_oracle import vouches as declared
from features.oracle.history_oracle import left
from features.oracle.participation_histories import PARTIES
from features.oracle.participation_oracle import (
    LADDER,
    RESIDENTS,
    contested,
    parent,
    says,
)


@dataclass(frozen=True)
class Measure:
    """What is asked: of which area, of decisions about the process or of all, by which numbers."""

    area: str
    topics: tuple[str, ...]
    process: bool
    rung: int
    days: int


def chain(area: str, moment: Instant) -> list[str]:
    """An area and what it lies in."""
    above = parent(area, moment)
    return [area, above] if above else [area]


def has_right(records: Sequence[Record], asked: Measure, moment: Instant) -> str:
    """Whether a right of the rung is in force at the nearest place that has a rule on the topic."""
    topic, doubted = (
        "decision-right-process" if asked.process else "decision-right",
        contested(records),
    )
    for area in chain(asked.area, moment):
        held = [
            one
            for one in left(records)
            if one.kind == "rule.enacted"
            and one.get("topic") == topic
            and one.get("place")["area"] == area
            and in_force(records, one, moment)
        ]
        forms = [one for one in held if one.get("value") in LADDER]
        if not held:
            continue
        enough = [one for one in forms if LADDER[one.get("value")] >= asked.rung]
        if any(one.id in doubted for one in enough or forms):
            return "unknown"
        if forms:
            return "yes" if enough else "no"
        break
    covered = vouches(records, "rule", asked.area, (topic,), moment)
    return "no" if covered else "unknown"


def in_force(records: Sequence[Record], enacted: Record, moment: Instant) -> bool:
    """Whether a rule with exact dates holds: enacted, and not repealed at or after that."""
    since = enacted.get("effective")
    ends = [
        one.get("effective")
        for one in records
        if one.kind == "rule.repealed" and one.stream == enacted.stream
    ]
    return since <= moment[:10] and not any(since <= end <= moment[:10] for end in ends)


def vouches(
    records: Sequence[Record], about: str, area: str, topics: Sequence[str], moment: Instant
) -> bool:
    """Whether somebody vouches for all records of a kind on each of the topics, or on all."""

    def covers(one: Record, topic: str | None) -> bool:
        return (
            one.kind == "coverage.declared"
            and about in one.get("about")
            and one.get("place")["area"] in chain(area, moment)
            and (not one.get("topics") or topic in one.get("topics"))
            and declared(one, records, moment[:10])
        )

    return all(any(covers(one, topic) for one in records) for topic in topics or (None,))


def was_given(records: Sequence[Record], asked: Measure, moment: Instant, as_of: Instant) -> str:
    """Whether no decision of the last days gave residents less than it promised."""
    stand, doubted, answers = left(records), contested(records), set()
    for taken in (one for one in stand if one.kind == "decision.taken"):
        area, on = taken.get("place")["area"], taken.on
        wrong_topic = asked.topics and taken.get("topic") not in {None, *asked.topics}
        if wrong_topic or (asked.process and not taken.get("process")) or on.earliest > as_of:
            continue
        # What is about a part of the place alone proves nothing of the place (METHODS 6).
        if area not in chain(asked.area, on.latest):
            continue
        ages = [days_between(day, moment) for day in (on.latest, on.earliest)]
        if ages[0] > asked.days or ages[1] < 0:
            continue
        sure = ages[0] >= 0 and ages[1] <= asked.days and taken.id not in doubted
        life = [one for one in stand if one.stream == taken.stream and one.on.latest <= as_of]
        for say in says(taken, life):
            if PARTIES[say.group] in RESIDENTS:
                proven = sure and not any(one.id in doubted for one in say.records)
                answers |= {"no" if proven else "unknown"} if say.kept == "less" else set()
                answers |= {"unknown"} if say.kept == "unclear" else set()
    if answers:
        return "no" if "no" in answers else "unknown"
    back = [day_before(moment, days) for days in range(asked.days + 1)]
    known = all(vouches(records, "decision", asked.area, asked.topics, day) for day in back)
    return "yes" if known else "unknown"


def day_before(moment: Instant, days: int) -> Instant:
    """The same time of day, days before."""
    return Instant((datetime.fromisoformat(moment) - timedelta(days=days)).isoformat())


def decide(records: Sequence[Record], asked: Measure, moment: Instant, as_of: Instant) -> str:
    """Both: the right, and the say that was given."""
    answers = {has_right(records, asked, moment), was_given(records, asked, moment, as_of)}
    return "no" if "no" in answers else "unknown" if "unknown" in answers else "yes"
