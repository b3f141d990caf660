"""What streams are called at the head of their pages."""

from __future__ import annotations

from textwrap import shorten

from languages import N_
from projections.render import phrases as shared
from projections.render.screens.fields import Known, in_words
from projections.render.screens.kinds import HAPPENED, own_name
from projections.report import LogLine, Report

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
    if own := own_name(first.says):
        return own
    found = (first.says.get(name) for name in NAMING)
    named = next((text for text in found if isinstance(text, str) and text), None)
    return shorten(named or _about(first, report), LONGEST, placeholder="…")


def _about(first: LogLine, report: Report[LogLine]) -> str:
    """What happened first, and to what; its own name where the record does not say."""
    known = Known(report.parties, report.places)
    fields = [name for name in CALLED_BY.get(first.kind, ()) if name in first.says]
    says = shared.LIST_OF.join(in_words(first.says[name], name, known) for name in fields)
    return CALLED.format(kind=HAPPENED[first.kind], says=says) if says else first.stream
