"""What stands beside who has control: what is to come, what is claimed, and what came out later."""

from __future__ import annotations

from domain.dates import Instant, due_instant
from domain.spans import NO
from projections.control.cell import Cell
from projections.geography.relation import WITHIN
from projections.report import Fields
from projections.until import day


def pending(cell: Cell) -> list[Fields]:
    """What had been decided by the moment asked for, to begin or end after it."""
    found: list[tuple[Instant, Fields]] = []
    for one in cell.mandates:
        if not one.counted or not one.covers(cell.position):
            continue
        about = {"mandate": one.mandate, "holder": one.holder, "event": one.event}
        if one.decided <= cell.at < one.begins.earliest:
            told = about | {"change": "begins", "on": one.since}
            found.append((one.begins.earliest, told))
        for ending in one.endings_at(cell.position, cell.part.level):
            to_come = ending.decided <= cell.at < ending.without.earliest
            if to_come and not one.overtaken(ending, cell.at):
                change = "last-day" if ending.last else "ends"
                told = {"change": change, "on": ending.written, "event": ending.event}
                found.append((ending.without.earliest, about | told))
    return [told for _, told in sorted(found, key=lambda one: (one[0], one[1]["mandate"]))]


def claims(cell: Cell) -> list[Fields]:
    """What is said and contested, side by side, each with whose word it is."""
    start, end = cell.window or (cell.at, due_instant(cell.at))
    found: list[Fields] = []
    for one in cell.mandates:
        if not one.between(start, end) or not one.covers(cell.position):
            continue
        claim = {
            "mandate": one.mandate,
            "holder": one.holder,
            "since": one.since,
            "word": one.word,
            "titles": list(one.titles),
        }
        if not one.counted:
            found.append(claim | {"kind": "factual", "events": [one.event]})
        found += [
            claim
            | {"kind": "disputed", "by": dispute.by, "reason": dispute.reason}
            | {"instead": dict(dispute.instead), "events": [one.event, dispute.event]}
            for dispute in one.disputes
        ]
    return found


def narrower(cell: Cell) -> list[str]:
    """Areas and cases in the place with mandates for this power of their own."""
    if cell.spot.group or not cell.spot.scope.startswith("area/"):
        return []
    geography = cell.powers.landscape
    own = {
        one.scope
        for one in cell.powers.holdings
        if one.power == cell.power and one.between(cell.at, due_instant(cell.at))
    }
    return sorted(
        scope
        for scope in own - cell.position
        if not scope.startswith("cohort/")
        and geography.relation(scope, cell.spot.scope, cell.at) == WITHIN
    )


def later(cell: Cell) -> list[Fields]:
    """The records that today's answer rests on and that appeared after the moment asked for."""
    found: dict[int, Fields] = {}
    for one in cell.mandates:
        if one.lasts(cell.position, cell.part.level, cell.at) != NO and one.appeared > cell.at:
            found[one.event] = {"mandate": one.mandate, "appeared": day(one.appeared)}
        for ending in one.endings_at(cell.position, cell.part.level):
            if ending.without.earliest <= cell.at < ending.appeared:
                found[ending.event] = {"mandate": one.mandate, "appeared": day(ending.appeared)}
    return [fields | {"event": event} for event, fields in sorted(found.items())]
