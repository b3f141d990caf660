"""What was corrected in words: field, old → new, why and by whom, and what it moves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from typing import Any

from languages import N_
from projections.render import phrases as shared
from projections.render.screens.fields import Known, in_words, label
from projections.render.screens.kinds import of_stream
from projections.render.screens.promises import DOUBT, STATE
from projections.render.screens.rules import STATE as RULE_STATE
from projections.report import CorrectedStream, Report
from projections.rows.correction import Corrected, FieldChange
from projections.rows.frozen import Frozen, fields_of

# -- words -------------------------------------------------------------------------------------

CHANGED = N_("{field} {was} → {now}")
NOTHING = N_("nothing")
RETRACTED = N_("retracted, with nothing in its place")
ANEW = N_("recorded anew as it was")
BECAUSE = N_("{changes} (reason: {reason})")
BECAUSE_BY = N_("{changes} (reason: {reason}; by {by})")
WITH_IT = N_("{changed}; with it: {moves}")
OF_RECORD = N_("{what}: {changed}")
MOVED = {
    "status": N_("what became of it"),
    "doubt": N_("what is in doubt"),
    "scored": N_("counts as"),
    "scored_low": N_("counts at least as"),
    "scored_high": N_("counts at most as"),
    "due_now": N_("due now"),
    "owed_by": N_("owed by"),
    "blocked_by": N_("blocked by"),
    "contested": N_("disputed, or findings differ"),
    "postponements": N_("times put off"),
    "state": N_("the rule"),
    "in_force": N_("in force"),
    "taken": N_("taken"),
    "say": N_("say given"),
    "say_kept": N_("given what was promised"),
}
"""What the fields are called that a correction moves, where no record has them."""

CODES = {"status": STATE, "state": RULE_STATE, "doubt": DOUBT}
"""The fields whose words have a catalogue of their own."""

SAME_AS = {"due_now": "due", "taken": "on", "owed_by": "by", "blocked_by": "by", "say": "given"}
"""The fields that are said as one of a record is."""

EXPLAINED = N_(
    "† Corrected after it had stood in this ledger: {corrected}. `gestand show RECORD` tells what "
    "was corrected, and why; `--known-at` answers as before."
)
CORRECTED_BY = N_("{stream} by record {records}")
AND_MORE = N_("and {count:,} more")
SIGN = N_("{text} †")
SAYING = ("text", "title", "indicator", "told", "channel", "name")
"""The fields in which rows say what they are about: the first that has a text bears the sign."""
MOST_NAMED = 10
"""So many of what was corrected are named below a screen."""


# -- corrections -------------------------------------------------------------------------------


def in_a_line(correction: Corrected, known: Known) -> str:
    """What was corrected, with what it is about."""
    told = sentence(correction, known)
    what = of_stream(correction.target_kind, correction.stream)
    return OF_RECORD.format(what=what, changed=told)


def sentence(correction: Corrected, known: Known) -> str:
    """What was corrected, old → new, why and by whom, and what it moves."""
    if correction.instead is None:
        told = RETRACTED
    else:
        told = changed(correction.changes, known, correction.target_kind) or ANEW
    if correction.reason:
        by = known.parties.get(correction.by or "", correction.by)
        because = BECAUSE_BY if by else BECAUSE
        told = because.format(changes=told, reason=correction.reason, by=by)
    if not correction.moved:
        return told
    return WITH_IT.format(changed=told, moves=changed(correction.moved, known))


def changed(changes: Iterable[FieldChange], known: Known, kind: str = "") -> str:
    """What changed, field by field. kind: of the record that has the fields, if one has them."""
    return shared.BETWEEN.join(
        CHANGED.format(
            field=label(change.field, kind) if kind else _moved(change.field),
            was=_in_words(change.was, change.field, known),
            now=_in_words(change.now, change.field, known),
        )
        for change in changes
    )


def signed(report: Report[Any]) -> Report[Any]:
    """The report as screens show it: what was corrected later bears a sign where it is told.

    A series tells rows apart by the names in them, which stay as they are.
    """
    if report.moments:
        return report
    return replace(report, rows=[_signed(report, row) for row in report.rows])


def _signed(report: Report[Any], row: Frozen) -> Frozen:
    fields = fields_of(row)
    # Of several powers at a place each bears the sign at its own label.
    if "power" in fields or not report.corrected_by(row):
        return row
    name = next((name for name in SAYING if fields.get(name)), None)
    return replace(row, **{name: SIGN.format(text=fields[name])}) if name else row


def explained(corrected: Iterable[CorrectedStream]) -> str | None:
    """What the sign stands for, below a screen or page that tells of what was corrected."""
    by_stream = dict(corrected)
    if not by_stream:
        return None
    named = [
        CORRECTED_BY.format(stream=stream, records=shared.LIST_OF.join(map(str, sorted(records))))
        for stream, records in islice(sorted(by_stream.items()), MOST_NAMED)
    ]
    if len(by_stream) > MOST_NAMED:
        named.append(AND_MORE.format(count=len(by_stream) - MOST_NAMED))
    return EXPLAINED.format(corrected=shared.LIST_OF.join(named))


def _moved(field: str) -> str:
    """What a field is called that a correction moves; of several places or groups with which."""
    name, between, which = field.partition(" ")
    return f"{MOVED.get(name, label(name))}{between}{which}"


def _in_words(value: object, field: str, known: Known) -> str:
    name = field.partition(" ")[0]
    if value is None or value == ():
        return NOTHING
    if name in CODES:
        return CODES[name].get(str(value), str(value))
    if isinstance(value, float):
        return f"{value:g}"
    return in_words(value, SAME_AS.get(name, name), known)
