"""What happened, by the kind of a record, in words; and what streams are called."""

from __future__ import annotations

from textwrap import shorten

from languages import N_
from projections.render import phrases as shared
from projections.render.screens.fields import Known, in_words
from projections.report import LogLine, Report

HAPPENED = {
    "ledger.declared": N_("what this ledger is"),
    "coverage.declared": N_("somebody vouches that the record is complete"),
    "coverage.extended": N_("vouched for longer"),
    "party.registered": N_("a body or organisation"),
    "party.changed": N_("it changed"),
    "party.succeeded": N_("others took over"),
    "party.key_added": N_("it signs with a key"),
    "party.key_revoked": N_("its key counts no longer"),
    "area.registered": N_("an area"),
    "area.moved": N_("it came to lie elsewhere"),
    "area.renamed": N_("it got another name"),
    "area.succeeded": N_("others took its place"),
    "area.ended": N_("it came to an end"),
    "cohort.registered": N_("a group"),
    "cohort.joined": N_("a member joined"),
    "cohort.left": N_("a member left"),
    "case.opened": N_("a case began"),
    "case.phase_entered": N_("another phase"),
    "case.closed": N_("the case ended"),
    "promise.made": N_("promised"),
    "promise.condition_met": N_("its condition was met"),
    "promise.proviso_occurred": N_("what was reserved came about"),
    "promise.progressed": N_("how far it is"),
    "promise.postponed": N_("put off"),
    "promise.suspended": N_("halted"),
    "promise.resumed": N_("taken up again"),
    "promise.redefined": N_("explained otherwise"),
    "promise.blocked": N_("another body stood in the way"),
    "promise.unblocked": N_("that body gave way"),
    "promise.reported": N_("what the promisor says of it"),
    "promise.assessed": N_("what somebody found"),
    "promise.withdrawn": N_("withdrawn"),
    "promise.released": N_("the promisor was let off"),
    "promise.superseded": N_("another promise took its place"),
    "promise.transferred": N_("another body took it over"),
    "rule.announced": N_("a rule was announced"),
    "rule.enacted": N_("a rule came into force"),
    "rule.amended": N_("the rule was changed"),
    "rule.suspended": N_("the rule was put out of force for a time"),
    "rule.resumed": N_("the rule came into force again"),
    "rule.repealed": N_("the rule was ended"),
    "rule.annulled": N_("the rule was struck down"),
    "rule.excepted": N_("an exception"),
    "rule.exception_ended": N_("the exception ended"),
    "mandate.granted": N_("a body got a power"),
    "mandate.ended": N_("the power ended"),
    "duty.assigned": N_("a body got a duty"),
    "duty.ended": N_("the duty ended"),
    "decision.taken": N_("decided"),
    "decision.reversed": N_("taken back"),
    "decision.participation": N_("how much say a group was given"),
    "decision.advice": N_("what was advised"),
    "table.opened": N_("a table began"),
    "table.joined": N_("a party took a seat"),
    "table.left": N_("a party gave up its seat"),
    "table.closed": N_("the table met no more"),
    "charter.declared": N_("conditions were declared"),
    "charter.amended": N_("the conditions were changed"),
    "charter.ended": N_("the conditions were given up"),
    "condition.attested": N_("whether a condition was met, as somebody says"),
    "update.sent": N_("residents were told"),
    "input.received": N_("brought in"),
    "input.acknowledged": N_("receipt was confirmed"),
    "input.answered": N_("answered"),
    "figure.published": N_("a figure was published"),
    "reflection.held": N_("parties looked back together"),
    "lesson.recorded": N_("what was learned"),
    "lesson.adopted": N_("a body took the lesson over"),
    "record.retracted": N_("a mistake in the record was taken back"),
    "record.disputed": N_("somebody contests a record"),
    "record.dispute_settled": N_("a dispute came to an end"),
    "record.commented": N_("somebody comments on a record"),
}
"""What a record of each kind tells, in a few words."""

NAMING = ("name", "title", "text", "indicator", "value")
"""The fields in which the first record of a stream says what it is: the first that has a text."""

LONGEST = 110
"""Characters of what a stream is called, at the head of its page."""

CALLED = N_("{kind}: {says}")

CALLED_BY = {
    "mandate.granted": ("power", "topic", "holder"),
    "duty.assigned": ("act_text", "holder"),
    "condition.attested": ("key", "place"),
    "coverage.declared": ("about", "place"),
    "charter.declared": ("place",),
}
"""By what a stream is called that has no such field: what its first record is about."""


def called(report: Report[LogLine]) -> str:
    """What a stream is called: in the words of its first record, or by what that is about."""
    first = report.rows[0]
    found = (first.says.get(name) for name in NAMING)
    named = next((text for text in found if isinstance(text, str) and text), None)
    return shorten(named or _about(first, report), LONGEST, placeholder="…")


def _about(first: LogLine, report: Report[LogLine]) -> str:
    """What happened first, and to what; its own name where the record does not say."""
    known = Known(report.parties, report.places)
    fields = [name for name in CALLED_BY.get(first.kind, ()) if name in first.says]
    says = shared.LIST_OF.join(in_words(first.says[name], name, known) for name in fields)
    return CALLED.format(kind=HAPPENED[first.kind], says=says) if says else first.stream
