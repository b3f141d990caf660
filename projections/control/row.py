"""A row of the view `control`: a power at a place, who has it, and what stands beside that."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from domain.dates import BEGINNING, FOREVER, Instant, day, due_instant, last_day
from domain.record import StreamName
from domain.step_function import NO, StepFunction
from projections.control.figures import clarity
from projections.control.mandate import Part, part_of
from projections.control.powers import Powers
from projections.control.scope import ControlScope
from projections.control.state import UNCLEAR, Control, Incumbent
from projections.geography.relation import WITHIN
from projections.report import Fields
from projections.rows.tenure import MandateRow, Position

# -- cell --------------------------------------------------------------------------------------
# A cell: one part of a power at one place, asked about at a moment and perhaps over a window.

NOT_THERE = "not-there"
"""Why it is unknown who has control over a group: it has no members there at that moment."""


@dataclass(frozen=True)
class PowerAtPlace:
    """A part of a power at a place, asked about at a moment and perhaps over a window."""

    powers: Powers
    place: ControlScope
    power: str
    part: Part
    window: tuple[Instant, Instant] | None = None

    @property
    def at(self) -> Instant:
        """The moment that is asked for."""
        return self.powers.geography.question.as_of

    @cached_property
    def history(self) -> StepFunction[Control]:
        """Who held it, from the beginning to just after the moment asked for or the window."""
        end = max(due_instant(self.at), self.window[1] if self.window else BEGINNING)
        return self.powers.over_time(self.place, self.power, self.part, BEGINNING, end)

    @cached_property
    def now(self) -> Control:
        """Who holds it at the moment asked for."""
        there = self.history.at(self.at)
        return there or Control(
            state=UNCLEAR,
            doubt=NOT_THERE,
            bodies=frozenset(),
            held=(),
            claimed=(),
            vouched_by=(),
            contested=False,
            events=(),
        )

    @cached_property
    def position(self) -> Position:
        """Where the place lies at the moment asked for."""
        return self.powers.positions(self.place).at(self.at) or frozenset()

    @cached_property
    def mandates(self) -> list[MandateRow]:
        """Every mandate that counts in this part, whenever it was in force."""
        reaching = self.powers.reaching(self.place, self.power)
        return [mandate for mandate in reaching if self.part.lies_in(part_of(mandate))]


# -- supplementary -----------------------------------------------------------------------------
# What stands beside who has control: what is to come, what is claimed, and what came out later.


def pending(cell: PowerAtPlace) -> list[Fields]:
    """What had been decided by the moment asked for, to begin or end after it."""
    found: list[tuple[Instant, Fields]] = []
    for mandate in cell.mandates:
        if not mandate.counted or not mandate.covers(cell.position):
            continue
        about = {"mandate": mandate.mandate, "holder": mandate.holder, "event": mandate.event}
        if mandate.decided <= cell.at < mandate.begins.earliest:
            fields = about | {"change": "begins", "on": mandate.since}
            found.append((mandate.begins.earliest, fields))
        for ending in mandate.endings_at(cell.position, cell.part.level):
            to_come = ending.decided <= cell.at < ending.without.earliest
            if to_come and not mandate.overtaken(ending, cell.at):
                change = "last-day" if ending.last else "ends"
                fields = {"change": change, "on": ending.written, "event": ending.event}
                found.append((ending.without.earliest, about | fields))
    return [
        fields for _, fields in sorted(found, key=lambda dated: (dated[0], dated[1]["mandate"]))
    ]


def claims(cell: PowerAtPlace) -> list[Fields]:
    """What is said and contested, side by side, each with whose word it is."""
    start, end = cell.window or (cell.at, due_instant(cell.at))
    found: list[Fields] = []
    for mandate in cell.mandates:
        if not mandate.between(start, end) or not mandate.covers(cell.position):
            continue
        claim = {
            "mandate": mandate.mandate,
            "holder": mandate.holder,
            "since": mandate.since,
            "word": mandate.word,
            "titles": list(mandate.titles),
        }
        if not mandate.counted:
            found.append(claim | {"kind": "factual", "events": [mandate.event]})
        found += [
            claim
            | {"kind": "disputed", "by": dispute.by, "reason": dispute.reason}
            | {"instead": dict(dispute.instead), "events": [mandate.event, dispute.event]}
            for dispute in mandate.disputes
        ]
    return found


def narrower(cell: PowerAtPlace) -> list[str]:
    """Areas and cases in the place with mandates for this power of their own."""
    if cell.place.group or not cell.place.scope.startswith("area/"):
        return []
    geography = cell.powers.geography
    own = {
        mandate.scope
        for mandate in cell.powers.mandates
        if mandate.power == cell.power and mandate.between(cell.at, due_instant(cell.at))
    }
    return sorted(
        scope
        for scope in own - cell.position
        if not scope.startswith("cohort/")
        and geography.relation(scope, cell.place.scope, cell.at) == WITHIN
    )


def later(cell: PowerAtPlace) -> list[Fields]:
    """The records that today's answer rests on and that appeared after the moment asked for."""
    found: dict[int, Fields] = {}
    for mandate in cell.mandates:
        if (
            mandate.lasts(cell.position, cell.part.level, cell.at) != NO
            and mandate.appeared > cell.at
        ):
            found[mandate.event] = {"mandate": mandate.mandate, "appeared": day(mandate.appeared)}
        for ending in mandate.endings_at(cell.position, cell.part.level):
            if ending.without.earliest <= cell.at < ending.appeared:
                found[ending.event] = {"mandate": mandate.mandate, "appeared": day(ending.appeared)}
    return [fields | {"event": event} for event, fields in sorted(found.items())]


# -- rows --------------------------------------------------------------------------------------
# One row of the view `control`: a place, a power and a part of it, and all that is known of it.


def row(cell: PowerAtPlace) -> Fields:
    """The row of a cell."""
    now = cell.now
    fields: Fields = {
        **about(cell),
        "state": now.state,
        "doubt": now.doubt or None,
        "since": _since(cell),
        "who": ", ".join(dict.fromkeys(incumbent.party for incumbent in now.held)),
        "holders": [_holder(cell, incumbent) for incumbent in now.held],
        "covered": now.covered,
        "vouched_by": list(now.vouched_by),
        "contested": now.contested,
        "before": _before(cell),
        "pending": pending(cell),
        "claims": claims(cell),
        "narrower": narrower(cell),
        "later": later(cell),
    }
    events = {*now.events, *(event for claim in fields["claims"] for event in claim["events"])}
    if cell.window:
        within = cell.history.within(*cell.window)
        fields |= asdict(clarity(within)) | {"timeline": _timeline(within)}
        events |= {event for part in within.parts for event in part.value.events}
    return fields | {"events": sorted(events)}


def about(cell: PowerAtPlace) -> Fields:
    """What a row is about: the place, the group and the part of the power."""
    kind, name = StreamName.parse(cell.place.scope)
    geography = cell.powers.geography
    group = StreamName.parse(cell.place.group).name or (name if kind == "cohort" else None)
    apart = None if kind == "cohort" else group
    called = geography.name(cell.place.scope, cell.at)
    return {
        "area": cell.place.area if cell.place.area and len(cell.place.alike) <= 1 else None,
        "name": called,
        "title": geography.tree.title(cell.place.scope, cell.at) if kind == "area" else called,
        "cohort": group,
        # Of a place that is the group itself, its name says it already.
        "group": geography.name(f"cohort/{apart}", cell.at) if apart else None,
        "case": name if kind == "case" else None,
        "level": cell.part.level,
        "power": cell.power,
        "topic": cell.part.topic,
        "phase": cell.part.phase,
    }


def _holder(cell: PowerAtPlace, incumbent: Incumbent) -> Fields:
    mandate = incumbent.mandate
    basis = cell.powers.legal_basis(mandate, cell.position, cell.part.level, cell.at)
    others = [holder for holder in mandate.holders if holder != incumbent.party]
    return {
        "holder": incumbent.party,
        "body": incumbent.body,
        "since": _held_since(cell, incumbent),
        "basis": mandate.basis,
        "granted_by": mandate.granted_by,
        "answerable": _one_heir(cell, basis.answerable),
        "hops": basis.hops,
        "chain": [link.mandate for link in basis.links],
        "basis_doubt": basis.doubt or None,
        "joint_with": others if mandate.joint_with else [],
        "mandate": mandate.mandate,
        "certain": incumbent.certain,
        "contested": bool(mandate.disputes),
    }


def _one_heir(cell: PowerAtPlace, party: str | None) -> str | None:
    """Who took over from a party; None where that is not known."""
    heirs = cell.powers.bodies.heirs(party, cell.at) if party else frozenset()
    return min(heirs) if len(heirs) == 1 else None


def _held_since(cell: PowerAtPlace, incumbent: Incumbent) -> str:
    """Since when without a break: as the mandate says, unless it came to hold there later.

    An interval where it is only known between which days that was.
    """
    begins = incumbent.mandate.begins
    possible = cell.history.change(lambda now: _holds(now, incumbent, certain=False)).since(cell.at)
    certain = cell.history.change(lambda now: _holds(now, incumbent, certain=True)).since(cell.at)
    assert possible, "who holds a power now has held it since some moment"
    if begins.earliest <= possible <= begins.latest:
        return incumbent.mandate.since
    if not incumbent.certain or not certain or certain == possible:
        return day(possible)
    return f"{day(possible)}/{day(certain)}"


def _holds(control: Control, incumbent: Incumbent, *, certain: bool) -> bool:
    """Whether the same party holds by the same mandate, for certain or at all."""
    return any(
        held.mandate == incumbent.mandate
        and held.party == incumbent.party
        and (held.certain or not certain)
        for held in control.held
    )


def _who(control: Control) -> tuple[Any, ...]:
    """Who is in control, whatever the mandates."""
    return control.state, tuple(
        sorted({(incumbent.party, incumbent.certain) for incumbent in control.held})
    )


def _since(cell: PowerAtPlace) -> str | None:
    """Since when the same are in control, or nobody is; None for always."""
    start = cell.history.change(_who).since(cell.at)
    return day(start) if start and start != BEGINNING else None


def _before(cell: PowerAtPlace) -> Fields | None:
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
    return sorted({incumbent.party for incumbent in control.held if incumbent.certain})


def _people(control: Control) -> list[str]:
    """Everybody who is in control, or may be."""
    return sorted({incumbent.party for incumbent in control.held})


def _timeline(control: StepFunction[Control]) -> list[Fields]:
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
