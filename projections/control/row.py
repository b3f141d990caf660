"""A row of the view `control`: a power at a place, who has it, and what stands beside that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated, TypeVar

from domain.dates import BEGINNING, FOREVER, Bounds, Instant, day, due_instant, last_day
from domain.record import StreamName
from domain.step_function import StepFunction
from projections.control.cell import (
    DisputedClaim,
    FactualClaim,
    LaterRecord,
    Mandate,
    PendingChange,
    PowerAtPlace,
    claims,
    later,
    narrower,
    pending,
)
from projections.control.figures import clarity
from projections.control.mandate import Part
from projections.control.state import NOBODY, ONE, VAGUE, Control, Incumbent
from projections.geography.relation import MAYBE, Relation, surest
from projections.report import Events, Parties
from projections.rows.frozen import Frozen, fields_of, row_class
from projections.rows.tenure import MANDATE

Until = Annotated[str, "the last day, included"]


@row_class
class WhichPower(Frozen):
    """What a row is about: the place, the group in it, and the part of the power."""

    area: Annotated[str | None, "the area; of a group an area in which it has members"]
    name: Annotated[str, "the place as people know it"]
    title: Annotated[str, "the place with what it lies within"]
    cohort: Annotated[
        str | None, "the group in the place that the row is about; null for all others there"
    ]
    group: Annotated[str | None, "its name as people know it"]
    relation: Annotated[
        Relation | None,
        "how that group lies to the area: within, covers or touches it, or maybe: it is only not "
        "excluded that the group touches it, which proves nothing there; null without such a group",
    ]
    case: Annotated[str | None, "the case that is asked about"]
    level: Annotated[
        str | None, "dwelling, area or governance; null where it is not divided by level"
    ]
    power: Annotated[str, "lead, decide, advise, execute, pay or inspect"]
    topic: Annotated[str | None, "on what; null where it is not divided by topic"]
    phase: Annotated[str | None, "in which phase; null where it is not divided by phase"]

    @property
    def part(self) -> Part:
        """The part of the power."""
        return Part(self.level, self.topic, self.phase)

    @property
    def may_touch(self) -> bool:
        """Whether the row is about a group of which no member is known to be in the area."""
        return self.relation == MAYBE


@row_class
class Holder(Frozen):
    """Who holds a power by one mandate, on what basis, and who answers for it."""

    holder: Annotated[str, "the party, or its legal successor by then"]
    body: Annotated[str, "as which body it counts: its ministry, else itself"]
    since: Annotated[str, "since when without a break, as written"]
    basis: Annotated[str, "attribution, delegation, mandate or agreement (factual: see claims)"]
    granted_by: Annotated[str | None, "who granted it"]
    answerable: Annotated[
        str | None, "who answers: under mandate the mandator; null if that is unknown"
    ]
    hops: Annotated[int, "how many times the power was passed on"]
    chain: Annotated[
        tuple[str, ...], "the mandates from this one to that which was attributed or agreed on"
    ]
    basis_doubt: Annotated[
        str | None, "no-granter, no-power (of the granter on record) or cycle; null if it holds"
    ]
    joint_with: Annotated[Parties, "with whom it is held together, as declared"]
    mandate: Mandate
    certain: Annotated[bool, "whether the dates are exact enough to say so"]
    contested: Annotated[bool, "whether a record of the mandate is disputed"]


@row_class
class FormerHolders(Frozen):
    """Who held a power before those who do now."""

    holders: Annotated[Parties, "the last parties that certainly did"]
    possible: Annotated[Parties, "parties that may have held it after these"]
    until: Annotated[str, "the last day, included; as written where that is less exact"]


@row_class
class PowerRow(WhichPower):
    """A power at a place, who has it, and what stands beside that."""

    ever_recorded: Annotated[
        bool, "whether a mandate for this power and topic was ever recorded there or above"
    ]
    lies_in: Annotated[
        tuple[str, ...], "wider places and groups with records on control that it lies in"
    ]
    state: Annotated[
        str, "how many hold the power: none, one, several, joint (as declared) or unknown"
    ]
    doubt: Annotated[
        str | None, "why it is unknown: none-on-record, vague (dates) or not-there (the group)"
    ]
    since: Annotated[
        str | None,
        "since when the same hold it, or nobody does; from the first to the last day on which "
        "that may have begun, where it is not known exactly when the last holder went",
    ]
    who: Annotated[str, "who holds it, as one text"]
    holders: Annotated[
        tuple[Holder, ...], "who holds it on record, an entry for each holder of each mandate"
    ]
    covered: Annotated[bool, "whether somebody vouches that all mandates for this are on record"]
    vouched_by: Annotated[Parties, "the parties that vouch for that"]
    contested: Annotated[bool, "whether the answer would be another one without what is disputed"]
    before: Annotated[FormerHolders | None, "who held it before those who do now"]
    pending: Annotated[
        tuple[PendingChange, ...], "what had been decided by then to begin or end later"
    ]
    claims: Annotated[
        tuple[FactualClaim | DisputedClaim, ...],
        "what is claimed and not counted, or contested, with whose word it is",
    ]
    narrower: Annotated[
        tuple[str, ...], "areas and cases in the place with mandates of their own for this power"
    ]
    later: Annotated[
        tuple[LaterRecord, ...],
        "records that the answer rests on and that appeared after the moment asked for",
    ]


@row_class
class PowerNow(PowerRow):
    """A power at a place at a moment."""

    events: Events


@row_class
class Stretch(Frozen):
    """Who held a power over a stretch of time."""

    from_: Annotated[str, "the first day"]
    until: Until
    state: Annotated[str, "none, one, several, joint or unknown"]
    holders: Annotated[Parties, "who certainly held it"]
    possible: Annotated[Parties, "who may have held it, as the dates are imprecise"]


@row_class
class HeldBy(Frozen):
    """Who held a power over a stretch of time, on what basis."""

    holder: Annotated[str, "the party, or its legal successor by then"]
    body: Annotated[str, "as which body it counted then: its ministry, else itself"]
    basis: Annotated[str, "attribution, delegation, mandate or agreement"]
    granted_by: Annotated[str | None, "who granted it"]
    certain: Annotated[bool, "whether the dates are exact enough to say so"]


@row_class
class Tenure(Frozen):
    """How many held a power, who, and on what basis, from when to when."""

    from_: Annotated[str, "the first day"]
    until: Until
    state: Annotated[str, "none, one, several, joint or unknown"]
    doubt: Annotated[str | None, "why it is unknown: none-on-record or vague (dates)"]
    held: Annotated[tuple[HeldBy, ...], "who held it or may have held it, on what basis"]
    vouched_by: Annotated[Parties, "where nobody held it: who vouches for that"]


@row_class
class PowerOverTime(PowerRow):
    """A power at a place at a moment, and over a window: how clear it was, and who had it when."""

    days: Annotated[float, "with `--from`: days of the window, the last one included"]
    gap_days: Annotated[
        float, "of these, days with nobody; only where all mandates are vouched for"
    ]
    overlap_days: Annotated[
        float, "days with more than one body that do not hold it together as declared"
    ]
    clear_days: Annotated[float, "days with one body, or several together as declared"]
    unknown_days: Annotated[float, "days on which that is unknown"]
    clarity: Annotated[float | None, "clear_days / (days - unknown_days)"]
    handovers: Annotated[int, "changes of who is in control, also across a gap"]
    parties: Annotated[int, "bodies that held it in the window"]
    timeline: Annotated[tuple[Stretch, ...], "who held it from when to when"]
    tenures: Annotated[
        tuple[Tenure, ...], "the same with the basis; another basis begins another stretch"
    ]
    covered_throughout: Annotated[
        bool, "whether somebody vouches on every day that all mandates for this are on record"
    ]
    events: Events


AnyPower = TypeVar("AnyPower", bound=PowerRow)
"""Of a moment, or of a window too."""

Held = TypeVar("Held", Holder, HeldBy)


def in_their_own_name(held: Sequence[Held], state: str) -> Sequence[Held]:
    """Where a power is held by one: the holders without those who use it in the name of another."""
    own = [one for one in held if one.basis != MANDATE]
    return own if state == ONE and own else held


def counts_as_one(held: Sequence[Holder] | Sequence[HeldBy], state: str) -> bool:
    """Whether one holds a power, and somebody uses it in the name of that one."""
    return state == ONE and len({one.basis == MANDATE for one in held}) > 1


def row(cell: PowerAtPlace) -> PowerRow:
    """The row of a cell."""
    known = _known(cell)
    events = {*cell.now.events, *(event for claim in known.claims for event in claim.events)}
    if cell.window is None:
        return PowerNow(**fields_of(known), events=tuple(sorted(events)))
    within = cell.history.within(*cell.window)
    events |= {event for part in within.parts for event in part.value.events}
    return PowerOverTime(
        **fields_of(known),
        **asdict(clarity(within)),
        timeline=_timeline(within),
        tenures=_tenures(within),
        covered_throughout=all(part.value.covered for part in within.parts),
        events=tuple(sorted(events)),
    )


def _known(cell: PowerAtPlace) -> PowerRow:
    """What is known of the moment that is asked for."""
    now = cell.now
    return PowerRow(
        **fields_of(about(cell)),
        ever_recorded=cell.ever_recorded,
        lies_in=tuple(sorted(cell.position - {cell.place.scope, cell.place.group})),
        state=now.state,
        doubt=now.doubt or None,
        since=_since(cell),
        who=", ".join(dict.fromkeys(incumbent.party for incumbent in now.held)),
        holders=tuple(_holder(cell, incumbent) for incumbent in now.held),
        covered=now.covered,
        vouched_by=now.vouched_by,
        contested=now.contested,
        before=_before(cell),
        pending=pending(cell),
        claims=claims(cell),
        narrower=narrower(cell),
        later=later(cell),
    )


def about(cell: PowerAtPlace) -> WhichPower:
    """What a row is about: the place, the group and the part of the power."""
    kind, name = StreamName.parse(cell.place.scope)
    geography = cell.powers.geography
    group = StreamName.parse(cell.place.group).name or (name if kind == "cohort" else None)
    apart = None if kind == "cohort" else group
    called = geography.name(cell.place.scope, cell.at)
    return WhichPower(
        area=cell.place.area if cell.place.area and len(cell.place.alike) <= 1 else None,
        name=called,
        title=geography.tree.title(cell.place.scope, cell.at) if kind == "area" else called,
        cohort=group,
        # Of a place that is the group itself, its name says it already.
        group=geography.name(f"cohort/{apart}", cell.at) if apart else None,
        relation=_relation(cell),
        case=name if kind == "case" else None,
        level=cell.part.level,
        power=cell.power,
        topic=cell.part.topic,
        phase=cell.part.phase,
    )


def _relation(cell: PowerAtPlace) -> Relation | None:
    """How a group in an area lies to it, at the moment asked for or at its surest in the window."""
    if not cell.place.group:
        return None
    geography = cell.powers.geography
    group, scope = cell.place.group, cell.place.scope
    start, end = cell.window or (cell.at, due_instant(cell.at))
    turns = (turn for turn in geography.turns(group, scope) if start < turn < end)
    return surest(geography.relation(group, scope, moment) for moment in (start, *turns))


def _holder(cell: PowerAtPlace, incumbent: Incumbent) -> Holder:
    mandate = incumbent.mandate
    basis = cell.powers.legal_basis(mandate, cell.position, cell.part.level, cell.at)
    others = tuple(holder for holder in mandate.holders if holder != incumbent.party)
    return Holder(
        holder=incumbent.party,
        body=incumbent.body,
        since=_held_since(cell, incumbent),
        basis=mandate.basis,
        granted_by=mandate.granted_by,
        answerable=_one_heir(cell, basis.answerable),
        hops=basis.hops,
        chain=tuple(link.mandate for link in basis.links),
        basis_doubt=basis.doubt or None,
        joint_with=others if mandate.joint_with else (),
        mandate=mandate.mandate,
        certain=incumbent.certain,
        contested=bool(mandate.disputes),
    )


def _one_heir(cell: PowerAtPlace, party: str | None) -> str | None:
    """Who took over from a party; None where that is not known."""
    heirs = cell.powers.bodies.heirs(party, cell.at) if party else frozenset()
    return min(heirs) if len(heirs) == 1 else None


def _held_since(cell: PowerAtPlace, incumbent: Incumbent) -> str:
    """Since when without a break: as the mandate says, unless it came to hold there later.

    An interval where it is only known between which days that was.
    """
    begins = incumbent.mandate.begins
    history, at = cell.history, cell.at
    possible = history.alike_since(at, lambda now: _holds(now, incumbent, certain=False))
    assert possible, "who holds a power now has held it since some moment"
    if begins.earliest <= possible <= begins.latest:
        return incumbent.mandate.since
    certain = history.alike_since(at, lambda now: _holds(now, incumbent, certain=True))
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


def _who(control: Control) -> tuple[str, tuple[tuple[str, bool], ...]]:
    """How many are in control, and who for certain or perhaps, whatever the mandates."""
    return control.state, tuple(
        sorted({(incumbent.party, incumbent.certain) for incumbent in control.held})
    )


def _since(cell: PowerAtPlace) -> str | None:
    """Since when the same are in control, or nobody is; None for always."""
    start = cell.history.alike_since(cell.at, _who)
    if not start or start == BEGINNING:
        return None
    gone = cell.history.alike_since(start, _certain) if cell.now.state == NOBODY else start
    between = cell.history.within(gone, start).parts if gone else ()
    if gone and gone < start and all(part.value.doubt == VAGUE for part in between):
        return f"{day(gone)}/{day(start)}"
    return day(start)


def _before(cell: PowerAtPlace) -> FormerHolders | None:
    """Who was in control before those who are now, and until which day.

    Beside the last who certainly were, those who may have been since, so that nobody is passed
    over for want of an exact date.
    """
    now = _people(cell.now)
    who = _certain if cell.now.held else _people
    start = cell.history.alike_since(cell.at, who) or FOREVER
    certain = cell.history.change(_certain).within(BEGINNING, start).parts
    last = next((part for part in reversed(certain) if part.value), None)
    after = cell.history.change(_people).within(last.end if last else BEGINNING, start).parts
    holders = last.value if last else ()
    perhaps = {party for part in after for party in part.value} - {*now, *holders}
    if not holders and not perhaps:
        return None
    end = last.end if last else max(part.end for part in after if perhaps & {*part.value})
    until = _as_written(cell, end) or last_day(end)
    return FormerHolders(holders=holders, possible=tuple(sorted(perhaps)), until=until)


def _as_written(cell: PowerAtPlace, end: Instant) -> str | None:
    """Of what changed at a moment by vague days alone, the first as written; else None."""
    position = cell.powers.positions(cell.place).at(cell.at) or frozenset()
    dated: list[tuple[Bounds, str]] = []
    for mandate in cell.mandates:
        if mandate.counted and mandate.covers(position):
            endings = mandate.endings_at(position, cell.part.level)
            dated += [(ending.without, ending.written) for ending in endings]
            dated.append((mandate.begins, mandate.since))
    turned = [(days, text) for days, text in dated if end in {days.earliest, days.latest}]
    return (
        None if any(days.exact for days, _ in turned) else next((text for _, text in turned), None)
    )


def _certain(control: Control) -> Parties:
    return tuple(sorted({incumbent.party for incumbent in control.held if incumbent.certain}))


def _people(control: Control) -> Parties:
    """Everybody who is in control, or may be."""
    return tuple(sorted({incumbent.party for incumbent in control.held}))


def _timeline(control: StepFunction[Control]) -> tuple[Stretch, ...]:
    """Who was in control from when to when, the last day included."""
    return tuple(
        Stretch(
            from_=day(start),
            until=last_day(end),
            state=state,
            holders=tuple(party for party, certain in people if certain),
            possible=tuple(party for party, certain in people if not certain),
        )
        for start, end, (state, people) in control.change(_who).parts
    )


def _tenures(control: StepFunction[Control]) -> tuple[Tenure, ...]:
    """The same from when to when, each with the basis on which the power was held."""
    return tuple(
        Tenure(day(start), last_day(end), *titles)
        for start, end, titles in control.change(_titles).parts
    )


def _titles(control: Control) -> tuple[str, str | None, tuple[HeldBy, ...], Parties]:
    """How many are in control, why that is unknown, who on what basis, and who vouches."""
    held = dict.fromkeys(
        HeldBy(
            holder=incumbent.party,
            body=incumbent.body,
            basis=incumbent.mandate.basis,
            granted_by=incumbent.mandate.granted_by,
            certain=incumbent.certain,
        )
        for incumbent in control.held
    )
    vouched_by = control.vouched_by if control.state == NOBODY else ()
    return control.state, control.doubt or None, tuple(held), vouched_by
