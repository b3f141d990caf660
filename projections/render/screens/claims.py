"""What stands beside who has control: claims, what is to come, and what came out later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from domain.dates import bounds
from languages import N_
from projections.control.cell import DisputedClaim, FactualClaim, PendingChange
from projections.control.row import PowerRow
from projections.render import phrases as shared
from projections.render.blocks import Block, Heading, Sentence, Table
from projections.render.phrases import day, some_day, spoken
from projections.render.screens import powers
from projections.render.screens.fields import Known
from projections.render.screens.fields import instead as said_instead
from projections.render.screens.powers import name
from projections.report import Report

CLAIMS = N_("Claims that are not counted, or that are contested")
CLAIM_COLUMNS = (N_("who says so"), N_("what"))
AND_OTHERS = N_("{title}, and {count:,} more")
IN_FACT = N_("{holder} was in control in fact, to {power}, {since}")
HELD = N_("{holder} has the power to {power}, {since}")
UNTIL = N_("{claim}, until {until}")
CONTESTS = N_("contests this: {reason}.")
INSTEAD = N_("{contests} Instead: {said}.")

PENDING = N_("To come, as recorded")
PENDING_COLUMNS = (N_("on"), N_("what"))
CHANGE = {
    "begins": N_("{holder} gets the power to {power}"),
    "ends": N_("first day on which {holder} has no power to {power}"),
    "last-day": N_("last day for {holder}, to {power}"),
}

LATER = N_(
    "On {day} not all of this was public: it rests on records that appeared later, the last of "
    "them on {appeared}. Ask with --public-at {asked} for what was public then."
)


def claims(report: Report[PowerRow], rows: Sequence[PowerRow]) -> list[Block]:
    """What is claimed, each once, with whose word it is."""
    found: dict[tuple[int, ...], tuple[FactualClaim | DisputedClaim, PowerRow]] = {}
    for row in rows:
        for claim in row.claims:
            # Of the parts that a mandate reaches the first is the widest.
            found.setdefault(claim.events, (claim, row))
    lines = dict.fromkeys(
        line for claim, row in found.values() for line in _claim(report, row, claim)
    )
    if not lines:
        return []
    return [Heading(CLAIMS, 2), Table(CLAIM_COLUMNS, [list(line) for line in lines])]


def _claim(
    report: Report[PowerRow], row: PowerRow, claim: FactualClaim | DisputedClaim
) -> Iterator[tuple[str, str]]:
    """A claim and what contests it, side by side."""
    word = name(report, claim.word) if claim.word else _titles(claim.titles)
    template = IN_FACT if claim.kind == "factual" else HELD
    text = template.format(
        holder=name(report, claim.holder),
        power=powers.power_of(row, powers.group(row)),
        since=powers.since(claim.since),
    )
    yield word, UNTIL.format(claim=text, until=some_day(claim.until)) if claim.until else text
    if isinstance(claim, DisputedClaim):
        yield name(report, claim.by), _contests(report, claim)


def _contests(report: Report[PowerRow], claim: DisputedClaim) -> str:
    """Why a claim is contested, and what is said to be so instead."""
    contests = CONTESTS.format(reason=claim.reason.rstrip("."))
    said = said_instead(claim.instead, Known(report.parties, report.places))
    return INSTEAD.format(contests=contests, said=said) if said else contests


def _titles(titles: Sequence[str]) -> str:
    """The first source, and how many more there are."""
    if len(titles) < 2:  # noqa: PLR2004 - one, or none
        return shared.BETWEEN.join(titles)
    return AND_OTHERS.format(title=titles[0], count=len(titles) - 1)


def pending(report: Report[PowerRow], rows: Sequence[PowerRow]) -> list[Block]:
    """What is on record to begin or end later, each once."""
    changes: dict[tuple[str, str], tuple[PendingChange, PowerRow]] = {}
    for row in rows:
        for change in row.pending:
            changes.setdefault((change.mandate, change.on), (change, row))
    ordered = sorted(changes.values(), key=lambda pair: bounds(pair[0].on).earliest)
    lines = [[spoken(change.on), _change(report, row, change)] for change, row in ordered]
    return [Heading(PENDING, 2), Table(PENDING_COLUMNS, lines)] if lines else []


def _change(report: Report[PowerRow], row: PowerRow, change: PendingChange) -> str:
    holder = name(report, change.holder)
    return CHANGE[change.change].format(
        holder=holder, power=powers.power_of(row, powers.group(row))
    )


def later(report: Report[PowerRow], rows: Sequence[PowerRow]) -> list[Block]:
    """That the answer rests on what came out after the day asked for."""
    appeared = [record.appeared for row in rows for record in row.later]
    if not appeared:
        return []
    as_of = report.question.as_of
    text = LATER.format(day=day(as_of), appeared=spoken(max(appeared)), asked=as_of[:10])
    return [Sentence(text)]
