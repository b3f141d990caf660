"""The rules of a place, then and now, and who has control of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from languages import N_
from projections.control import mandate
from projections.control.row import PowerRow, Stretch
from projections.dossier import Dossier
from projections.pages.cited import Cited
from projections.pages.document import Paragraph, Part, Title, Told
from projections.pages.paging import Line, Long
from projections.regime.lines import ChangeLine, TopicLine
from projections.render import phrases as shared
from projections.render.head import Called, people
from projections.render.phrases import period, spoken
from projections.render.screens import changes, powers
from projections.render.screens.powers import part
from projections.report import Report

RULES = N_("The rules, then and now")
RULE_COLUMNS = (N_("topic"), N_("on {start}"), N_("now"))
CHANGE_COLUMNS = (N_("when"), N_("what changed"), N_("source"))
CHANGES = N_("What changed since {start}: {count:,}")

CONTROL = N_("Who has control")
CONTROL_TOLD = N_(
    "By the record, for the area as a whole. The record says who has a power, not who is to blame."
)
LED = N_("Who had the lead, from when to when")
LED_COLUMNS = (N_("on what"), N_("who"), N_("when"))
PERHAPS_BY, NOBODY = N_("perhaps {parties}"), N_("nobody, as somebody vouches")
CONTROL_COLUMNS = (N_("power"), N_("who, since when"))
POWER_ON = N_("{power}: {part}")


def rules(told: Dossier) -> Iterator[Long]:
    """What held on each topic at the start and holds now, and each change in between."""
    regime, called = told.rules, told.summary.parties
    if not regime.topics:
        return
    start = spoken(regime.start)
    topic, then, now = RULE_COLUMNS
    lines = [Line(partial(_topic, one, called)) for one in regime.topics]
    yield Long(
        Title(RULES, anchor="rules", detail=True), (topic, then.format(start=start), now), lines
    )
    found = [(change, one.topic) for one in regime.topics for change in one.changes]
    found.sort(key=lambda pair: (pair[0].earliest, pair[0].latest))
    if found:
        title = Title(CHANGES.format(start=start, count=len(found)), 3, "changes")
        lines = [Line(partial(_change, *pair, called)) for pair in found]
        yield Long(title, CHANGE_COLUMNS, lines)


def _topic(topic: TopicLine, called: Called, cited: Cited) -> list[Told]:
    parties = people(topic.vouched_by, called)
    held = (
        changes.held(topic.at_start, parties, vague=topic.vague_at_start),
        changes.held(topic.now, parties, vague=topic.vague_now),
    )
    return [
        powers.topic(topic.topic),
        *(cited.named(one, topic.vouched_by, called) for one in held),
    ]


def _change(change: ChangeLine, topic: str, called: Called, cited: Cited) -> list[Told]:
    text = changes.changed(change, powers.topic(topic), called)
    named = cited.named(text, [*change.by, *change.vouched_by], called)
    return [cited.way(spoken(change.on), change.events), named, cited.of(change.events)]


def control(told: Dossier) -> Iterator[Part | Long]:
    """Who has which power now; and on what the lead was with whom, from when to when."""
    question, called = told.summary.question, told.summary.parties
    now = Report[PowerRow](told.powers.view, question, [*told.powers.rows], PowerRow)
    held = [row for row in now.rows if row.holders or row.before]
    led = [(row.part, stretch) for row in told.leads for stretch in row.timeline]
    if held or led:
        yield Title(CONTROL, anchor="control", detail=True)
        yield Paragraph(CONTROL_TOLD)
    if held:
        title = Title(POWERS, 3, "powers")
        yield Long(title, CONTROL_COLUMNS, [Line(partial(_power, now, row)) for row in held])
    if led:
        title = Title(LED, 3, "lead")
        lines = [Line(partial(_lead, *pair, called, question.as_of)) for pair in led]
        yield Long(title, LED_COLUMNS, lines, printed=False)


POWERS = N_("Each power")


def _power(now: Report[PowerRow], row: PowerRow, cited: Cited) -> list[Told]:
    power = POWER_ON.format(power=powers.POWER[row.power], part=part(row.part))
    parties = [*row.vouched_by]
    for held in row.holders:
        parties += [held.holder, held.body, *held.joint_with]
        parties += [party for party in (held.granted_by, held.answerable) if party]
    return [power, cited.named(powers.now(now, row), parties, now.parties)]


def _lead(
    on: mandate.Part, stretch: Stretch, called: Called, as_of: str, cited: Cited
) -> list[Told]:
    # What is cut off at the moment asked about does not end at that time of the day.
    until = as_of[:10] if stretch.until > as_of else stretch.until
    parties = (*stretch.holders, *stretch.possible)
    who = cited.named(_holding(stretch, called), parties, called)
    return [part(on), who, period(stretch.from_, until)]


def _holding(stretch: Stretch, called: Called) -> str:
    """Who had a power over a stretch of time, or may have had it; or that nobody is on record."""
    if stretch.holders:
        return people(stretch.holders, called)
    if stretch.possible:
        return PERHAPS_BY.format(parties=people(stretch.possible, called))
    return NOBODY if stretch.state == "none" else shared.NONE
