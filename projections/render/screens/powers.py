"""The words of powers and their holders."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from domain.dates import bounds
from projections.render.phrases import N_, is_loose, spoken
from projections.report import Report

if TYPE_CHECKING:
    from projections.control.mandate import Part
    from projections.control.row import Holder, PowerRow

# -- control -----------------------------------------------------------------------------------
# The words for who has control: holders and their titles, gaps, overlaps and handovers.

TITLE = N_("Who has control in {place}")
OVER = N_("Who has control: the places that a mandate names")
LEDE = N_(
    "Who may lead, decide, advise, carry out, pay and inspect, as the record has it. It says who "
    "has the power, not who is to blame."
)

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
UNDIVIDED = N_("everything")
BETWEEN_PARTS = ", "
POWER_OVER = N_("{power}: {part}")
HEADING = N_("To {power}")
COLUMNS = (N_("what"), N_("who has it, since when, on what basis (the mandate)"))
PLACE_COLUMNS = (N_("what"), N_("who, since when, on what basis (the mandate)"))

SINCE = N_("since {day}")
SINCE_ABOUT = N_("since some time {span}")
SINCE_IN = N_("since some time in {span}")
SINCE_BETWEEN = N_("since some time from {span}")

HOLDER = N_("{holder}, {since}, {basis} ({mandate})")
BASIS = {
    "attribution": N_("by law or decree"),
    "agreement": N_("by agreement"),
    "delegation": N_("delegated by {granter}"),
    "mandate": N_("in the name of {granter}"),
    "factual": N_("in fact"),
}
UNNAMED = N_("somebody whom the record does not name")
ANSWERS = N_("{holder}; {answerable} answers for it")
NOBODY_KNOWN = N_("{holder}; who answers for it is not known")
BASIS_DOUBT = {
    "no-granter": N_("{holder}; no legal basis on record: nobody is named who granted it"),
    "no-power": N_("{holder}; that whoever granted it had this power is not on record"),
    "cycle": N_("{holder}; no legal basis: the mandates lead back to where they began"),
}
CONTESTED = N_("{holder}; contested, see below")
UNSURE = N_("{holder}; perhaps not yet or no longer, by the dates on record")
NOW = {
    "one": N_("{holders}"),
    "joint": N_("Together: {holders}"),
    "several": N_("More than one: {holders}"),
    "none": N_("Nobody, {since}; {by} vouches that all mandates are on record"),
    "none-on-record": N_("None on record"),
    "vague": N_("Not known, as the dates are too vague to tell: {holders}"),
    "not-there": N_("The group has no members here"),
}
BEFORE = N_("{now}. Before that, until {until}: {holders}")
BEFORE_PERHAPS = N_("{now}. Before that, until {until}, perhaps: {possible}")
AND_PERHAPS = N_("{before}; after that perhaps {possible}")
BETWEEN_HOLDERS = "; "
NONE_ON_RECORD = N_("None on record: {powers}.")

ALWAYS = N_("as far back as that goes")
OVER_TIME = N_("{power}, from {start} to {end}")
CLARITY = N_(
    "Who had this power is known of {known:,} of {days:,} days: on {clear:,} one body, or several "
    "together as declared; on {gap:,} nobody; on {overlap:,} more than one. Handovers: "
    "{handovers}; bodies that had it: {parties}."
)
NOTHING_KNOWN = N_("Of none of these {days:,} days is it known who had this power.")
TIMELINE_COLUMNS = (N_("from"), N_("until"), N_("who had it"))
TIMELINE = {
    "one": N_("{holders}"),
    "joint": N_("{holders} together"),
    "several": N_("more than one: {holders}"),
    "none": N_("nobody"),
    "unknown": N_("none on record"),
}
PERHAPS = N_("not known: perhaps {holders}")

CLAIMS = N_("Claims: some are not counted, others are contested")
CLAIM_COLUMNS = (N_("whose word it is"), N_("what"))
IN_FACT = N_("{holder} was in control in fact, to {power}, {since} ({mandate})")
HELD = N_("{holder} has the power to {power}, {since} ({mandate})")
CONTESTS = N_("contests that {mandate}: {reason}")
INSTEAD = N_("{contests} — instead: {said}")
FIELD = N_("{name} {value}")

PENDING = N_("To come, as recorded")
PENDING_COLUMNS = (N_("on"), N_("what"))
CHANGE = {
    "begins": N_("{holder} gets the power to {power} ({mandate})"),
    "ends": N_("first day without for {holder}, to {power} ({mandate})"),
    "last-day": N_("last day for {holder}, to {power} ({mandate})"),
}

NARROWER = N_("For parts of it there are mandates of their own: {places}.")
LATER = N_(
    "On {day} not all of this was public: it rests on records that appeared later, the last of "
    "them on {appeared} ({mandates}). Ask with --public-at {asked} for what was public then."
)
SENTENCES = " "
COVERED = N_("Somebody vouches that all mandates here are on record.")
UNCOVERED = N_("Nobody vouches that all mandates here are on record: there may be others.")
ON_THE_DAY = N_("On {day}, the moment asked about: {covered}")
FACTUAL_NOTE = N_(
    "Control in fact, without a title, is shown with whose word it is and never counted."
)
NEXT = N_(
    "Next: `gestand show mandate/NAME` for how a mandate came about; --from 2015 for who had it "
    "over time; --duties for duties beside powers; --decisions for who decided how much; "
    "--explain for the records and their sources."
)

DUTIES = N_("Duties and powers in {place}")
DUTIES_OVER = N_("Duties and powers")
DUTIES_LEDE = N_(
    "A duty and a power belong together where the text of the duty names the kind of power or its "
    "topic. What is not written alike is for people to judge."
)
DUTY_GROUP = {
    "both": N_("Duty and power"),
    "duty-without-power": N_("Duty without power"),
    "power-without-duty": N_("Power without duty"),
    "unknown": N_("The other side is not on record, and nobody vouches for that"),
}
DUTY_COLUMNS = (N_("where"), N_("body"), N_("what it must or may do"))
DUTY = N_("must: {act} (duty/{duty})")
MAY = N_("may: {act} ({mandates})")
DUTY_AND_POWER = N_("must: {act} (duty/{duty}); may by {mandates}")

DECISIONS = N_("Who took the decisions that bear on {place}")
DECISIONS_OVER = N_("Who took the decisions")
DECISIONS_LEDE = N_(
    "Counted are the decisions on record that are about the place, a part of it, or a wider place "
    "or group that covers or touches it; one of several bodies counts for each in equal parts. "
    "How far they lie with few bodies is neither good nor bad."
)
FEW = N_("{count} on record, fewer than 8: too few for a figure.")
SPREAD = N_(
    "{count} on record. As spread as if {number:.1f} bodies had taken equally many (the sum of "
    "squared shares, HHI, is {hhi:.2f})."
)
DECISION_COLUMNS = (N_("body"), N_("decisions"))
COUNT = N_("{count:.3g}")


WHY = {
    "several-lead": N_("more than one body had the lead, and not together as declared"),
    "nobody-leads": N_("nobody had the lead, and somebody vouches that all mandates are on record"),
    "lead-not-on-record": N_("nobody is on record as having the lead, and nobody vouches for that"),
    "lead-dates-vague": N_("the dates are too vague to tell who had the lead"),
    "lead-contested": N_("it depends on a mandate that is disputed"),
    "lead-not-vouched": N_("one holder is on record, but nobody vouches that there was no other"),
    "lead-of-the-start": N_("the lead of the first day"),
    "lead-changed": N_("another body has the lead, and is no legal successor"),
    "no-lead-at-start": N_("at the start nobody, or more than one, had the lead"),
    "lead-at-start-unknown": N_("it is not known who had the lead at the start"),
    "too-many-ministries": N_("more ministries have a power here than that"),
    "ministries-vague": N_("the dates are too vague, or a mandate is disputed"),
    "ministries-not-vouched": N_("no more are on record, but nobody vouches that there are none"),
}
"""Why a condition on the lead is met or not, by the key that its function gives."""


# -- holders -----------------------------------------------------------------------------------
# How the holders of a power are told: by name, with their title, who answers, and any doubt.


def name(report: Report[Any], party: str) -> str:
    """A party as people know it."""
    return report.parties.get(party, party)


def names(report: Report[Any], parties: Iterable[str]) -> str:
    """Parties as people know them, one after another."""
    return BETWEEN_HOLDERS.join(name(report, party) for party in parties)


def part(divided: Part, group: str | None = None) -> str:
    """Which part of a power it is, and over which group."""
    parts = [divided.topic] if divided.topic else []
    parts += [AT_LEVEL.format(level=LEVEL[divided.level])] if divided.level else []
    parts += [IN_PHASE.format(phase=divided.phase)] if divided.phase else []
    parts += [FOR_GROUP.format(group=group)] if group else []
    return BETWEEN_PARTS.join(parts) or UNDIVIDED


def power(kind: str, divided: Part, group: str | None) -> str:
    """Which power it is, and which part of it."""
    return POWER_OVER.format(power=POWER[kind], part=part(divided, group))


def since(text: str) -> str:
    """Since when, said as sure as the date is."""
    if bounds(text).exact:
        return SINCE.format(day=spoken(text))
    template = SINCE_BETWEEN if "/" in text else SINCE_IN
    template = SINCE_ABOUT if is_loose(text) else template
    return template.format(span=spoken(text))


def now(report: Report[PowerRow], row: PowerRow) -> str:
    """Who holds a power now, or why that is not known."""
    holders = BETWEEN_HOLDERS.join(_holder(report, holder) for holder in row.holders)
    start = since(row.since) if row.since else ALWAYS
    by = names(report, row.vouched_by)
    return NOW[row.doubt or row.state].format(holders=holders, since=start, by=by)


def and_before(report: Report[PowerRow], row: PowerRow) -> str:
    """Who holds a power now, and who had it before."""
    current = now(report, row)
    before = row.before
    if before is None:
        return current
    holders, perhaps = names(report, before.holders), names(report, before.possible)
    template = BEFORE if holders else BEFORE_PERHAPS
    text = template.format(
        now=current, until=spoken(before.until), holders=holders, possible=perhaps
    )
    return AND_PERHAPS.format(before=text, possible=perhaps) if holders and perhaps else text


def _holder(report: Report[PowerRow], holder: Holder) -> str:
    granter = name(report, holder.granted_by) if holder.granted_by else UNNAMED
    text = HOLDER.format(
        holder=name(report, holder.holder),
        since=since(holder.since),
        basis=BASIS[holder.basis].format(granter=granter),
        mandate=holder.mandate,
    )
    if not holder.certain:
        text = UNSURE.format(holder=text)
    if holder.basis == "mandate":
        text = _answering(report, holder, text)
    if holder.basis_doubt:
        text = BASIS_DOUBT[holder.basis_doubt].format(holder=text)
    return CONTESTED.format(holder=text) if holder.contested else text


def _answering(report: Report[PowerRow], holder: Holder, text: str) -> str:
    if holder.answerable is None:
        return NOBODY_KNOWN.format(holder=text)
    return ANSWERS.format(holder=text, answerable=name(report, holder.answerable))
