"""The checks on conditions for participation and on what residents are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations

from domain.conditions import CONDITIONS
from domain.dates import Bounds, bounds, days_between, due_instant
from domain.quantity import amount
from domain.spans import NO
from projections.book import Row
from projections.conditions.bearing import bearing
from projections.conditions.condition import Yardstick
from projections.conditions.contact import informed
from projections.conditions.verdict import CHANGED, NOT_MET_AT_START, first, whole
from projections.conditions.view import found
from projections.landscape import Landscape
from projections.promise.asked import promises
from projections.render.dates import spoken
from projections.render.words import check as words
from projections.report import Fields, Question
from projections.stories import stories

RUNNING = frozenset({"open", "conditional", "undated", "in-force", "overdue", "partly"})
"""The states of a promise that still binds."""

TOGETHER = ("pace", "quality", "cost")
"""Topics of promises that cannot all be kept together: fast, good and within budget."""

NEAR = 90
"""Figures of different bodies that differ are listed when so many days, or fewer, apart."""


def _said(check: str, subject: str, text: str, events: list[int]) -> Fields:
    return {"check": check, "subject": subject, "finding": text, "events": events}


def conditions(question: Question) -> list[Fields]:
    """The conditions of every yardstick were met at the start and have stayed so, or may have."""
    landscape = Landscape(question)
    rows: list[Fields] = []
    for one in bearing(landscape, None):
        findings = [known for _, known in found(landscape, one).values()]
        verdict = whole(findings)
        broken = first(known.first_break for known in findings)
        if broken is not None and verdict in {CHANGED, NOT_MET_AT_START}:
            text = words.CONDITIONS[verdict].format(
                condition=broken.condition, day=spoken(broken.on[:10])
            )
            event = one.charter.event if broken.event is None else broken.event
            rows.append(_said("conditions", one.charter.stream, text, [event]))
    return rows


def silence(question: Question) -> list[Fields]:
    """Where somebody vouches for all updates, residents had one not too long ago."""
    landscape = Landscape(question)
    rows: dict[str, Fields] = {}
    for row in question.book.at("coverage", question.as_of, question.known):
        if "update" not in row.value["about"] or row.value.get("topics"):
            continue
        yardstick = Yardstick(
            landscape=landscape,
            charter="",
            scope=row.scope,
            start=question.as_of,
            end=due_instant(question.as_of),
            topics=(),
            level=row.value["place"].get("level"),
        )
        now = informed(yardstick, CONDITIONS["informed"]).parts[-1].value
        if now.met == NO:
            text = words.SILENCE.format(days=CONDITIONS["informed"]["days"])
            events = list(now.events or (row.event,))
            rows[row.scope] = _said("silence", row.scope, text, events)
    return list(rows.values())


def incompatible(question: Question) -> list[Fields]:
    """Pace, quality and cost are not promised together for one place at one time."""
    landscape = Landscape(question)
    running = [row for row in promises(question) if row.value["state"] in RUNNING]
    concerned = [row for row in running if row.value.get("topic") in TOGETHER]
    rows: list[Fields] = []
    for scope in sorted({row.scope for row in concerned}):
        chain = landscape.chain(scope, question.as_of)
        around = {place for places in chain for place in places}
        here = [row for row in concerned if row.scope in around]
        if {row.value["topic"] for row in here} == set(TOGETHER):
            names = ", ".join(row.subject.partition("/")[2] for row in here)
            events = sorted(event for row in here for event in row.value["events"][:1])
            text = words.INCOMPATIBLE.format(promises=names)
            rows.append(_said("incompatible", scope, text, events))
    return rows


def contradictions(question: Question) -> list[Fields]:
    """What different bodies tell does not contradict each other."""
    return [*_linked(question), *_differing(question)]


def _linked(question: Question) -> Iterator[Fields]:
    """Updates and figures that the record itself sets against what another body said."""
    said = {
        row.subject: row
        for kind in ("update", "figure", "input")
        for row in question.book.at(kind, question.as_of, question.known)
    }
    decided = {
        f"decision/{name}": tuple(records[0]["by"])
        for name, records in stories(question, "decision")
        if bounds(str(records[0]["on"])).earliest <= question.as_of
    }
    by_id = {subject.partition("/")[2]: subject for subject in (*said, *decided)}
    for subject, row in said.items():
        for link in row.value.get("contradicts", ()):
            other = by_id.get(link, link)
            told_by = _speakers(said[other]) if other in said else decided.get(other, ())
            if subject.startswith("input/") or not told_by or set(told_by) & set(_speakers(row)):
                continue
            text = words.CONTRADICTS.format(other=other, by=", ".join(told_by))
            events = [row.event, *([said[other].event] if other in said else [])]
            yield _said("contradictions", subject, text, sorted(events))


def _speakers(row: Row) -> tuple[str, ...]:
    by = row.value.get("by") or row.value.get("from")
    return (by,) if isinstance(by, str) else tuple(by or ())


def _differing(question: Question) -> Iterator[Fields]:
    """Figures of different bodies for one indicator, place and period that cannot both be true."""
    groups: dict[tuple[str, str, Bounds], list[Row]] = {}
    for row in question.book.at("figure", question.as_of, question.known):
        key = (row.value["indicator"], row.scope, bounds(str(row.value["period"])))
        groups.setdefault(key, []).append(row)
    for (indicator, _, _), rows in groups.items():
        for one, other in combinations(rows, 2):
            if one.value["by"] != other.value["by"] and _apart(one, other) <= NEAR:
                if _compatible(one, other) or _replaces(one, other):
                    continue
                text = words.DIFFERS.format(
                    indicator=indicator,
                    value=one.value["value"],
                    by=one.value["by"],
                    other=other.value["value"],
                    other_by=other.value["by"],
                    subject=other.subject,
                )
                events = sorted([one.event, other.event])
                yield _said("contradictions", one.subject, text, events)


def _apart(one: Row, other: Row) -> int:
    """Days between two publications, at the least."""
    early, late = sorted((bounds(str(row.value["on"])) for row in (one, other)), key=_latest)
    return max(days_between(early.latest, late.earliest), 0)


def _latest(on: Bounds) -> str:
    return on.latest


def _compatible(one: Row, other: Row) -> bool:
    """Whether two quantities can both be true; figures in different units are not compared."""
    if one.value["unit"] != other.value["unit"]:
        return True
    a, b = amount(str(one.value["value"])), amount(str(other.value["value"]))
    return (a.most is None or b.least <= a.most) and (b.most is None or a.least <= b.most)


def _replaces(one: Row, other: Row) -> bool:
    ids = {row.subject.partition("/")[2] for row in (one, other)}
    return any(row.value.get("replaces") in ids for row in (one, other))


def late(question: Question) -> list[Fields]:
    """No record tells what was public only more than a year after it happened."""
    return [
        _said(
            "late",
            row.subject,
            words.LATE.format(
                kind=row.value["kind"], day=spoken(row.value["on"]), days=row.value["days"]
            ),
            [row.event],
        )
        for row in question.book.at("late", question.as_of, question.known)
    ]


CHECKS: dict[str, Callable[[Question], list[Fields]]] = {
    "conditions": conditions,
    "silence": silence,
    "incompatible": incompatible,
    "contradictions": contradictions,
    "late": late,
}
"""The checks of this folder, by name."""
