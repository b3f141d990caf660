"""The screen of `promises`, and its words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from domain.dates import is_date
from projections.geography.relation import MAYBE
from projections.render import phrases as shared
from projections.render.blocks import Block, Sentence, Table
from projections.render.head import head, names, who
from projections.render.phrases import N_, spoken
from projections.report import Report

if TYPE_CHECKING:
    from projections.promise_query import ListedPromise, PromiseLine

# -- promises: words ---------------------------------------------------------------------------
# The words for promises: their states, and how one is told in a line.

TITLE = N_("Promises")
COLUMNS = (N_("due"), N_("what became of it — the promise (by whom; its name here)"))
LINE = N_("{status} — {said}")
SAID = N_("{text} ({by}; {promise})")
NO_DATE = N_("no date")
NOT_SCORED = N_("{state} (not scored)")
TIME_UNCLEAR = N_("{state}; whether in time is unclear")
REMARKED = "; "
POSTPONED = N_("put off {times} without consent in time")
REDEFINED = N_("success explained otherwise {times}")
BLOCKED = N_("blocked by {by}")
MAY_TOUCH = N_("made to a group that may touch it")
ONCE, TIMES = N_("once"), N_("{count} times")
DOUBTFUL = N_("{state}; {doubt}")

STATE = {
    "open": N_("not yet due"),
    "conditional": N_("waits for its condition"),
    "lapsed": N_("lapsed: its condition was not met in time"),
    "kept": N_("kept"),
    "kept-late": N_("kept late"),
    "partly": N_("partly kept"),
    "overdue": N_("deadline passed"),
    "broken": N_("not kept"),
    "withdrawn": N_("withdrawn"),
    "withdrawn-conditional": N_("withdrawn before its condition was met"),
    "released": N_("let off by those it was made to"),
    "superseded": N_("replaced with consent or on no worse terms"),
    "replaced": N_("replaced without consent"),
    "excused": N_("excused by its proviso"),
    "undated": N_("no date"),
    "in-force": N_("in force"),
    "violated": N_("not held to"),
    "held": N_("held to until its end"),
}

REPLACED_BY = {
    "undated": N_("replaced without consent, by one without a date"),
    "later": N_("replaced without consent, by one that falls due later"),
}
"""Why one is not out of the figures though the terms of its successor are no worse."""

GROUP = {
    "scored": N_("counted with one above"),
    "unresolved": N_("not established (counted with one above)"),
    "not_due": N_("not yet due"),
    "undated": N_("without a date"),
    "excluded": N_("lapsed, excused or let off"),
    "listed": N_("no pledge or target of a body (not scored)"),
}

OUTCOME = {
    "kept": N_("kept in time"),
    "late": N_("kept late"),
    "partly": N_("kept in part"),
    "broken": N_("not kept"),
    "unresolved": N_("not established"),
}

PLAIN = frozenset({"kept", "kept-late", "partly", "broken"})
"""The states that say no more than the outcome under which a promise is listed."""

DOUBT = {
    "not-looked-into": N_("not looked into"),
    "claimed": N_("kept according to the promisor only"),
    "unknown": N_("somebody looked and could not tell"),
    "contested": N_("findings differ or are disputed"),
    "count": N_("the count on record leaves open how much was done"),
    "imprecise": N_("the dates on record are too vague to tell"),
}
"""Why it is not established what became of a promise."""

COUNT_BETWEEN = N_("{state} (between {low:.2f} and {high:.2f}; 1: kept in time, -1: not kept)")
COUNTED_ONCE = N_(
    "In `gestand trust` promises that are parts, repeats or successors of one, or were made in one "
    "act with one text, count once."
)

FOLLOW = N_(
    "Next: `gestand show promise/NAME` for what was recorded of a promise and its sources; "
    "--explain for all records behind this answer; --format json for every figure."
)


# -- promises ----------------------------------------------------------------------------------
# The list of promises, and how one promise is told in a line.


def promises(report: Report[ListedPromise]) -> list[Block]:
    """The list of promises, and how each is to be read."""
    blocks = head(report, TITLE)
    if not report.rows:
        return [*blocks, Sentence(shared.NONE_THAT_FITS)]
    blocks += [Sentence(shared.COUNT.format(count=len(report.rows))), table(report.rows)]
    burden = shared.BURDEN[report.question.burden]
    blocks += [Sentence(COUNTED_ONCE), Sentence(burden), Sentence(shared.PRESS)]
    blocks += who(report, promisors(report.rows))
    return [*blocks, Sentence(FOLLOW)]


def promisors(lines: Sequence[PromiseLine]) -> list[str]:
    """Everybody who promised something."""
    return [party for line in lines for party in line.by]


def table(lines: Sequence[ListedPromise]) -> Table:
    """Promises with their date, what became of them, and the name to ask for them by."""
    rows = [
        [deadline(line), LINE.format(status=_related(line), said=promise_text(line))]
        for line in lines
    ]
    return Table(COLUMNS, rows)


def _related(line: ListedPromise) -> str:
    """What became of a promise; and where it only may touch the area asked about, that too."""
    told = status(line)
    return REMARKED.join([told, MAY_TOUCH]) if line.relation == MAYBE else told


def deadline(line: PromiseLine) -> str:
    """When a promise falls due as first promised, if that is a date."""
    return spoken(line.due) if line.due and is_date(line.due) else NO_DATE


def promise_text(line: PromiseLine) -> str:
    """What was promised, by whom, and its name in this ledger."""
    return SAID.format(text=line.text, by=names(line.by), promise=line.promise)


def status(line: PromiseLine) -> str:
    """What became of a promise, what is in doubt, and what happened on the way."""
    return REMARKED.join([_state(line), *remarks(line)])


def _state(line: PromiseLine) -> str:
    state = REPLACED_BY[line.replaced_by] if line.replaced_by else STATE[line.status]
    if line.group == "listed":
        return NOT_SCORED.format(state=state)
    if line.doubt is None:
        return state
    if "kept" in line.status:
        return _between(line, TIME_UNCLEAR.format(state=state))
    return _between(line, DOUBTFUL.format(state=state, doubt=DOUBT[line.doubt]))


def _between(line: PromiseLine, state: str) -> str:
    """Between what it counts, where a count leaves that open."""
    if line.scored_low is None:
        return state
    return COUNT_BETWEEN.format(state=state, low=line.scored_low, high=line.scored_high)


def remarks(line: PromiseLine) -> list[str]:
    """That it was put off, that success was explained otherwise, that another body stands in it."""
    found = []
    if line.postponements:
        found.append(_times(POSTPONED, line.postponements))
    if line.redefined:
        found.append(_times(REDEFINED, line.redefined))
    if line.blocked_by:
        found.append(BLOCKED.format(by=names(line.blocked_by)))
    return found


def _times(text: str, count: int) -> str:
    return text.format(times=ONCE if count == 1 else TIMES.format(count=count))
