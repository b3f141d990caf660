"""One row of the view `control`: a place, a power and a part of it, and all that is known of it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from domain.dates import BEGINNING, FOREVER
from domain.spans import Steps
from projections.control.beside import claims, later, narrower, pending
from projections.control.cell import Cell
from projections.control.figures import clarity
from projections.control.state import Control, Held
from projections.report import Fields
from projections.until import day, last_day


def row(cell: Cell) -> Fields:
    """The row of a cell."""
    now = cell.now
    said: Fields = {
        **about(cell),
        "state": now.state,
        "doubt": now.doubt or None,
        "since": _since(cell),
        "who": ", ".join(dict.fromkeys(one.party for one in now.held)),
        "holders": [_holder(cell, one) for one in now.held],
        "covered": now.covered,
        "vouched_by": list(now.vouched_by),
        "contested": now.contested,
        "before": _before(cell),
        "pending": pending(cell),
        "claims": claims(cell),
        "narrower": narrower(cell),
        "later": later(cell),
    }
    events = {*now.events, *(event for one in said["claims"] for event in one["events"])}
    if cell.window:
        within = cell.history.within(*cell.window)
        said |= asdict(clarity(within)) | {"timeline": _timeline(within)}
        events |= {event for part in within.parts for event in part.value.events}
    return said | {"events": sorted(events)}


def about(cell: Cell) -> Fields:
    """What a row is about: the place, the group and the part of the power."""
    kind, _, name = cell.spot.scope.partition("/")
    places = cell.powers.landscape
    group = cell.spot.group.partition("/")[2] or (name if kind == "cohort" else None)
    apart = None if kind == "cohort" else group
    called = places.name(cell.spot.scope, cell.at)
    return {
        "area": cell.spot.area if cell.spot.area and len(cell.spot.alike) <= 1 else None,
        "name": called,
        "title": places.tree.title(cell.spot.scope, cell.at) if kind == "area" else called,
        "cohort": group,
        # Of a place that is the group itself, its name says it already.
        "group": places.name(f"cohort/{apart}", cell.at) if apart else None,
        "case": name if kind == "case" else None,
        "level": cell.part.level,
        "power": cell.power,
        "topic": cell.part.topic,
        "phase": cell.part.phase,
    }


def _holder(cell: Cell, one: Held) -> Fields:
    mandate = one.holding
    chain = cell.powers.chain(mandate, cell.position, cell.part.level, cell.at)
    others = [holder for holder in mandate.holders if holder != one.party]
    return {
        "holder": one.party,
        "body": one.body,
        "since": _held_since(cell, one),
        "basis": mandate.basis,
        "granted_by": mandate.granted_by,
        "answerable": _one_heir(cell, chain.answerable),
        "hops": chain.hops,
        "chain": [link.mandate for link in chain.links],
        "basis_doubt": chain.doubt or None,
        "joint_with": others if mandate.joint_with else [],
        "mandate": mandate.mandate,
        "certain": one.certain,
        "contested": bool(mandate.disputes),
    }


def _one_heir(cell: Cell, party: str | None) -> str | None:
    """Who took over from a party; None where that is not known."""
    heirs = cell.powers.bodies.heirs(party, cell.at) if party else frozenset()
    return min(heirs) if len(heirs) == 1 else None


def _held_since(cell: Cell, one: Held) -> str:
    """Since when without a break: as the mandate says, unless it came to hold there later.

    An interval where it is only known between which days that was.
    """
    begins = one.holding.begins
    possible = cell.history.change(lambda now: _holds(now, one, certain=False)).since(cell.at)
    certain = cell.history.change(lambda now: _holds(now, one, certain=True)).since(cell.at)
    assert possible, "who holds a power now has held it since some moment"
    if begins.earliest <= possible <= begins.latest:
        return one.holding.since
    if not one.certain or not certain or certain == possible:
        return day(possible)
    return f"{day(possible)}/{day(certain)}"


def _holds(control: Control, one: Held, *, certain: bool) -> bool:
    """Whether the same party holds by the same mandate, for certain or at all."""
    return any(
        held.holding == one.holding and held.party == one.party and (held.certain or not certain)
        for held in control.held
    )


def _who(control: Control) -> tuple[Any, ...]:
    """Who is in control, whatever the mandates."""
    return control.state, tuple(sorted({(one.party, one.certain) for one in control.held}))


def _since(cell: Cell) -> str | None:
    """Since when the same are in control, or nobody is; None for always."""
    start = cell.history.change(_who).since(cell.at)
    return day(start) if start and start != BEGINNING else None


def _before(cell: Cell) -> Fields | None:
    """Who was in control before those who are now, and until which day.

    Beside the last who certainly were, those who may have been since, so that nobody is passed
    over for want of an exact date.
    """
    now = _people(cell.now)
    start = cell.history.change(_certain if cell.now.held else _people).since(cell.at) or FOREVER
    certain = cell.history.change(_certain).within(BEGINNING, start).parts
    last = next((part for part in reversed(certain) if part.value), None)
    after = cell.history.change(_people).within(last.end if last else BEGINNING, start).parts
    holders = last.value if last else []
    perhaps = {party for part in after for party in part.value} - {*now, *holders}
    if not holders and not perhaps:
        return None
    until = last.end if last else max(part.end for part in after if perhaps & {*part.value})
    return {"holders": holders, "possible": sorted(perhaps), "until": last_day(until)}


def _certain(control: Control) -> list[str]:
    return sorted({one.party for one in control.held if one.certain})


def _people(control: Control) -> list[str]:
    """Everybody who is in control, or may be."""
    return sorted({one.party for one in control.held})


def _timeline(control: Steps[Control]) -> list[Fields]:
    """Who was in control from when to when, the last day included."""
    return [
        {
            "from": day(part.start),
            "until": last_day(part.end),
            "state": part.value[0],
            "holders": [party for party, certain in part.value[1] if certain],
            "possible": [party for party, certain in part.value[1] if not certain],
        }
        for part in control.change(_who).parts
    ]
