"""The words of powers and their holders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from domain.record import StreamName
from languages import N_
from projections.geography.relation import MAYBE
from projections.render.phrases import some_day
from projections.report import Report

if TYPE_CHECKING:
    from projections.control.duties import MatchedPower
    from projections.control.mandate import Part
    from projections.control.row import HeldBy, Holder, PowerRow, Tenure, WhichPower
    from projections.summary import Leader

# -- control -----------------------------------------------------------------------------------
# The words for who has control: powers, their parts and holders, over time too.

POWER = {
    "lead": N_("lead"),
    "decide": N_("decide"),
    "advise": N_("advise"),
    "execute": N_("carry out"),
    "pay": N_("pay"),
    "inspect": N_("inspect"),
}
LEVEL = {"dwelling": N_("dwellings"), "area": N_("the area"), "governance": N_("governance")}
AT_LEVEL = N_("at the level of {level}")
IN_PHASE = N_("in the phase {phase}")
FOR_GROUP = N_("for the group {group}")
MAY_TOUCH = N_("{group} (may touch it)")
IN_AREA = N_("in {area}")
UNDIVIDED = N_("everything")
BETWEEN_PARTS = ", "
POWER_OVER = N_("{power}: {part}")
POWER_IN_SENTENCE = N_("{power} ({part})")
PLACE = {
    "area": N_("in {name}"),
    "cohort": N_("for the group {name}"),
    "case": N_("in the case {name}"),
}

SINCE = N_("since {day}")

HOLDER = N_("{holder}, {since}, {basis}")
HOLDER_THEN = N_("{holder}, {basis}")
GRANTED = frozenset({"delegation", "mandate"})
BASIS = {
    "attribution": N_("by law or decree"),
    "agreement": N_("by agreement"),
    "delegation": N_("delegated by {granter}"),
    "mandate": N_("in the name of {granter}"),
    "factual": N_("in fact"),
}
OF_GRANTER = N_("{basis}, of which it is part")
AS_PART = N_("{basis}, as part of {body}")
UNNAMED = N_("somebody whom the record does not name")
ANSWERS = N_("{holder}; {answerable} answers for it")
NOBODY_KNOWN = N_("{holder}; who answers for it is not known")
BASIS_DOUBT = {
    "no-granter": N_("{holder}; no legal basis on record: nobody is named who granted it"),
    "no-power": N_("{holder}; the granter's own power is not on record"),
    "cycle": N_("{holder}; no legal basis: the mandates lead back to where they began"),
}
CONTESTED = N_("{holder}; contested, see below")
PERHAPS = N_("perhaps {holder}")
NOW = {
    "one": N_("{holders}"),
    "joint": N_("Together: {holders}"),
    "several": N_("More than one: {holders}"),
    "none": N_("Nobody, {since}; {by} vouches that all mandates are on record"),
    "none-on-record": N_("None on record"),
    "never-recorded": N_("None on record; no mandate for this {recorded} here or above"),
    "vague": N_("Not known by the dates: {holders}"),
    "not-there": N_("The group has no members here"),
}
BEFORE = N_("{now}. Before that, until {until}: {holders}")
BEFORE_PERHAPS = N_("{now}. Before that, until {until}, perhaps: {possible}")
AND_PERHAPS = N_("{before}; after that perhaps {possible}")
BETWEEN_HOLDERS = "; "
OR = N_(" or ")
EVER_RECORDED, IS_ON_RECORD = N_("was ever recorded"), N_("is on record")
ALWAYS = N_("as far back as that goes")

THEN = {
    "one": N_("{holders}"),
    "joint": N_("Together: {holders}"),
    "several": N_("More than one: {holders}"),
    "none": N_("Nobody; {by} vouches that all mandates are on record"),
    "none-on-record": N_("None on record"),
    "vague": N_("Not known by the dates: {holders}"),
    "not-there": N_("The group has no members here"),
}


# -- powers ------------------------------------------------------------------------------------
# Which power and which part of it, in words.


def name(report: Report[Any], party: str) -> str:
    """A party as people know it."""
    return report.parties.get(party, party)


def names(report: Report[Any], parties: Iterable[str]) -> str:
    """Parties as people know them, one after another."""
    return BETWEEN_HOLDERS.join(name(report, party) for party in parties)


def topic(text: str) -> str:
    """A topic in words."""
    return text.replace("-", " ")


def part(divided: Part, group: str | None = None) -> str:
    """Which part of a power it is, and over which group."""
    parts = [topic(divided.topic)] if divided.topic else []
    parts += [AT_LEVEL.format(level=LEVEL[divided.level])] if divided.level else []
    parts += [IN_PHASE.format(phase=divided.phase)] if divided.phase else []
    parts += [FOR_GROUP.format(group=group)] if group else []
    return BETWEEN_PARTS.join(parts) or UNDIVIDED


def power(kind: str, divided: Part, group: str | None, *, within: str = POWER_OVER) -> str:
    """Which power it is, and which part of it."""
    return within.format(power=POWER[kind], part=part(divided, group))


def power_of(row: WhichPower | MatchedPower, group: str | None = None) -> str:
    """Which power it is, for within a sentence: without the part where it is undivided."""
    if not any(row.part) and not group:
        return POWER[row.power]
    return power(row.power, row.part, group, within=POWER_IN_SENTENCE)


def group(row: WhichPower | Leader) -> str | None:
    """The group in a place that a row is about; of one that only may touch the place, that too."""
    return MAY_TOUCH.format(group=row.group) if row.relation == MAYBE else row.group


def place(row: WhichPower, name: str) -> str:
    """Where it is: in an area or a case, or for a group, by that name of it."""
    kind = "case" if row.case else "cohort" if row.cohort and not row.group else "area"
    return PLACE[kind].format(name=name)


def ever_recorded(report: Report[Any]) -> str:
    """How to say that there is a record, of all records or only of those that were asked for."""
    asked = report.question
    some = asked.known != asked.checkpoint.size or {"public_at", "signed"} & {*asked.parameters}
    return IS_ON_RECORD if some else EVER_RECORDED


def where(report: Report[Any]) -> str:
    """Where that is what was asked about: in an area or a case, or for a group; else empty."""
    asked = report.question.parameters.get("place")
    # Of one name the area is meant, then the group, then the case.
    streams = (asked, *(f"{kind}/{asked}" for kind in PLACE))
    stream = next((stream for stream in streams if stream in report.places), None)
    if stream is None:
        return ""
    return PLACE[StreamName.parse(stream).kind].format(name=report.places[stream])


def since(text: str) -> str:
    """Since when, said as sure as the date is."""
    return SINCE.format(day=some_day(text))


# -- holders -----------------------------------------------------------------------------------
# How the holders of a power are told: by name, with their title, who answers, and any doubt.


def now(report: Report[PowerRow], row: PowerRow) -> str:
    """Who holds a power now, or why that is not known."""
    holders = BETWEEN_HOLDERS.join(dict.fromkeys(_each(report, row)))
    start = since(row.since) if row.since else ALWAYS
    state = row.doubt or row.state
    if state == "none-on-record" and not row.ever_recorded:
        state = "never-recorded"
    return NOW[state].format(
        holders=holders,
        since=start,
        by=names(report, row.vouched_by),
        recorded=ever_recorded(report),
    )


def _each(report: Report[PowerRow], row: PowerRow) -> Iterator[str]:
    """Every holder once for each title; of several mandates alike the first says since when."""
    if len(row.holders) == 1:
        yield _holder(report, row.holders[0])
        return
    seen: set[Holder] = set()
    for holder in row.holders:
        title = replace(holder, since="", mandate="", chain=(), hops=0)
        if title not in seen:
            seen.add(title)
            yield _holder(report, holder)


def and_before(report: Report[PowerRow], row: PowerRow) -> str:
    """Who holds a power now, and who had it before."""
    current = now(report, row)
    before = row.before
    if before is None:
        return current
    holders, perhaps = names(report, before.holders), names(report, before.possible)
    template = BEFORE if holders else BEFORE_PERHAPS
    text = template.format(
        now=current, until=some_day(before.until), holders=holders, possible=perhaps
    )
    return AND_PERHAPS.format(before=text, possible=perhaps) if holders and perhaps else text


def _holder(report: Report[PowerRow], holder: Holder) -> str:
    text = HOLDER.format(
        holder=name(report, holder.holder), since=since(holder.since), basis=basis(report, holder)
    )
    if not holder.certain:
        text = PERHAPS.format(holder=text)
    if holder.basis == "mandate":
        text = _answering(report, holder, text)
    if holder.basis_doubt:
        text = BASIS_DOUBT[holder.basis_doubt].format(holder=text)
    return CONTESTED.format(holder=text) if holder.contested else text


def basis(report: Report[PowerRow], held: Holder | HeldBy) -> str:
    """On what basis a power is held; of an office also the ministry as which it counts."""
    granter = name(report, held.granted_by) if held.granted_by else UNNAMED
    text = BASIS[held.basis].format(granter=granter)
    if held.body == held.holder:
        return text
    if held.basis in GRANTED and held.body == held.granted_by:
        return OF_GRANTER.format(basis=text)
    return AS_PART.format(basis=text, body=name(report, held.body))


def _answering(report: Report[PowerRow], holder: Holder, text: str) -> str:
    """Who answers, where that is not the one in whose name it is."""
    if holder.answerable is None:
        return NOBODY_KNOWN.format(holder=text)
    if holder.answerable == holder.granted_by:
        return text
    return ANSWERS.format(holder=text, answerable=name(report, holder.answerable))


def then(report: Report[PowerRow], tenure: Tenure) -> str:
    """Who held a power over a stretch of time, on what basis, or why that is not known."""
    holders = BETWEEN_HOLDERS.join(_held_by(report, tenure))
    by = names(report, tenure.vouched_by)
    return THEN[tenure.doubt or tenure.state].format(holders=holders, by=by)


def _held_by(report: Report[PowerRow], tenure: Tenure) -> Iterator[str]:
    """Every holder with the basis; those who may have held it on one basis together, at the end."""
    perhaps: dict[str, list[str]] = {}
    for held in tenure.held:
        if held.certain:
            yield _then(name(report, held.holder), basis(report, held))
        else:
            perhaps.setdefault(basis(report, held), []).append(name(report, held.holder))
    for text, holders in perhaps.items():
        yield PERHAPS.format(holder=_then(OR.join(holders), text))


def at_moment(report: Report[PowerRow], row: PowerRow) -> str:
    """Who holds a power at a moment of a series, by name alone."""
    holders = names(report, dict.fromkeys(held.holder for held in row.holders))
    by = names(report, row.vouched_by)
    return THEN[row.doubt or row.state].format(holders=holders, by=by)


def _then(holder: str, text: str) -> str:
    return HOLDER_THEN.format(holder=holder, basis=text)
