"""The screen of `promises`, and its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from domain.dates import is_date
from languages import N_, counted, pgettext
from projections.geography.relation import MAYBE
from projections.render import phrases as shared
from projections.render.blocks import Block, Fitted, Sentence, Table
from projections.render.head import Called, opening, people
from projections.render.phrases import spoken
from projections.report import Report

if TYPE_CHECKING:
    from projections.promise_query import ListedPromise, PromiseLine

# -- promises: words ---------------------------------------------------------------------------
# The words for promises: their states, and how one is told in a line.

TITLE = N_("Promises")
COLUMNS = (N_("due"), N_("what became of it — the promise (by whom; its name here)"))
WIDE_COLUMNS = (
    N_("due at first"),
    N_("due now"),
    N_("done"),
    N_("what became of it — the promise (by whom; its name here)"),
)
WIDE = 100
"""From so many columns on the days of a promise stand side by side."""
LINE = N_("{status} — {said}")
SAID = N_("{text} ({by}; {promise})")
NO_DATE = N_("no date")
NOT_SCORED = N_("{state} (not scored)")
TIME_UNCLEAR = N_("{state}; whether in time is unclear")
REMARKED = "; "
ALSO_SAID = N_("{said} “{text}”")
POSTPONED = N_("put off {times} without consent in time")
REDEFINED = N_("success explained otherwise {times}")
BLOCKED = N_("blocked by {by}")
CONTESTED = N_("a record on it is disputed or findings differ")
MAY_TOUCH = N_("made to a group that may touch it")
ONCE, TIMES = N_("once"), N_("{count:,} times")
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
    "in-force": pgettext("promise", "in force"),
    "violated": N_("not held to"),
    "held": N_("held to until its end"),
}

REPLACED_BY = {
    "undated": N_("replaced without consent, by one without a date"),
    "later": N_("replaced without consent, by one that falls due later"),
}
"""Why one is not out of the figures though the terms of its successor are no worse."""

PERFORMED = frozenset({"kept", "kept-late", "partly"})
"""The states of which the day on record is that of the performance; of others, of the finding."""

ACTS = frozenset({"withdrawn", "withdrawn-conditional", "released", "superseded", "replaced"})
"""The states that somebody brought about, and nobody needs to find."""

PLAIN = {"kept": "kept", "kept-late": "late", "partly": "partly", "broken": "broken"}
"""The states that say no more than the count under which a promise is listed, with that count."""

DOUBT = {
    "not-looked-into": N_("not looked into"),
    "claimed": N_("kept according to the promisor only"),
    "contested": N_("findings differ or are disputed"),
    "count": N_("the count on record leaves open how much was done"),
    "imprecise": N_("the dates on record are too vague to tell"),
}
"""Why it is not established what became of a promise."""

COUNT_BETWEEN = N_("{state} (between {low:.2f} and {high:.2f}; 1: kept in time, -1: not kept)")
FOUND = N_("found {on} by {who}")
DONE = N_("{on}, found by {who}")
SAID_SO = N_("{on}, on the word of {who}")
ACT = N_("{on}, by {who}")
COULD_NOT_TELL = N_("could not be established: looked into {on} by {who}")
BY_DATES = N_("by the dates alone, with nothing found to the contrary")
LOOKED = N_("by the dates, last looked into {on}, with nothing found to the contrary")

WHO = {
    "independent": N_("{by}, independent of both sides"),
    "coders": N_("the coders of this ledger, from {sources}"),
    "beneficiary": N_("{by}, for those it was promised to"),
    "promisor": N_("{by}, who had to keep it"),
}
"""Who established what became of a promise, by the basis."""

AND = N_(" and ")
BECAME = N_("{said}: {status}")
CAME_TO = N_("Said by {by}: {text} Due: {due}. What became of it: {status}.")

ESTABLISHED = {
    "kept": N_("kept"),
    "partly": N_("partly kept"),
    "broken": N_("not kept"),
    "not-kept": N_("not kept"),
    "unknown": N_("could not be established"),
}
"""What a record says of the outcome."""
FROM_SOURCES = {
    "official": N_("official sources"),
    "independent": N_("independent sources"),
    "press": N_("the press"),
    "promisor": N_("what the promisor itself published"),
    "other": N_("other sources"),
}

ANSWER = N_("{promises}: {outcomes}.")
OUTCOME_OF = N_("{count:,} {outcome}")
NOT_ESTABLISHED, NOT_JUDGED = N_("not established"), N_("not due yet or without a date")
ESTABLISHED_STATES = ("kept", "kept-late", "partly", "broken", "withdrawn", "replaced", "overdue")
OUTCOMES = (*(STATE[name] for name in ESTABLISHED_STATES), NOT_ESTABLISHED, NOT_JUDGED)
IN_STATE = N_("{promises} in this state: {state}.")
ONE_ON_RECORD, ON_RECORD = N_("1 promise on record"), N_("{count:,} promises on record")
ONE_FITS, FIT = N_("1 promise that fits"), N_("{count:,} promises that fit")
STATES = N_("Listed by --status: {states}.")
STATES_UNRESOLVED = N_(
    "Listed by --status: {states}; all together {unresolved:,} not established (unresolved)."
)
COUNT_OF_STATE = N_("{count:,} {state} ({name})")
COUNT_SO_CALLED = N_("{count:,} {state}")
COUNT_OF_STATE_UNRESOLVED = N_(
    "{count:,} {state} ({name}; {unresolved:,} of these not established)"
)
COUNT_SO_CALLED_UNRESOLVED = N_("{count:,} {state} ({unresolved:,} of these not established)")

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
    if not report.rows:
        return opening(report, shared.NONE_THAT_FITS, TITLE)
    blocks = [*opening(report, _answer(report), TITLE), *_states(report)]
    words = report.question.parameters.get("text", "").split()
    blocks.append(Fitted(lambda width: [table(report.rows, report.parties, words, width)]))
    burden = shared.BURDEN[report.question.burden]
    blocks += [Sentence(COUNTED_ONCE), Sentence(burden), Sentence(shared.PRESS)]
    return [*blocks, Sentence(FOLLOW)]


def _answer(report: Report[ListedPromise]) -> str:
    """How many there are, and what became of them."""
    count, asked = len(report.rows), report.question.parameters.get("status")
    promises = counted(count, ONE_ON_RECORD, ON_RECORD)
    if asked in STATE:
        return IN_STATE.format(promises=promises, state=STATE[asked])
    if report.question.parameters:
        promises = counted(count, ONE_FITS, FIT)
    counts = Counter(map(_outcome, report.rows))
    outcomes = (OUTCOME_OF.format(count=counts[name], outcome=name) for name in OUTCOMES)
    found = [text for name, text in zip(OUTCOMES, outcomes, strict=True) if counts[name]]
    return ANSWER.format(promises=promises, outcomes=shared.LIST_OF.join(found))


def _outcome(line: ListedPromise) -> str:
    """What became of a promise, as the first line counts it."""
    if line.group == "unresolved":
        return NOT_ESTABLISHED
    return STATE[line.status] if line.status in ESTABLISHED_STATES else NOT_JUDGED


def _states(report: Report[ListedPromise]) -> list[Block]:
    """How many came to what, each count under the name by which it can be listed.

    The first line counts those that are not established apart, and the others only.
    """
    if "status" in report.question.parameters:
        return []
    counts = Counter(line.status for line in report.rows)
    unresolved = Counter(line.status for line in report.rows if line.group == "unresolved")
    states = shared.LIST_OF.join(
        _counted(name, counts[name], unresolved[name]) for name in STATE if counts[name]
    )
    template = STATES_UNRESOLVED if unresolved else STATES
    return [Sentence(template.format(states=states, unresolved=unresolved.total()))]


def _counted(name: str, count: int, unresolved: int) -> str:
    """How many are in a state, and of how many of these it is not established."""
    so_called = STATE[name] == name
    if unresolved:
        template = COUNT_SO_CALLED_UNRESOLVED if so_called else COUNT_OF_STATE_UNRESOLVED
    else:
        template = COUNT_SO_CALLED if so_called else COUNT_OF_STATE
    return template.format(count=count, state=STATE[name], name=name, unresolved=unresolved)


def table(
    lines: Sequence[ListedPromise], called: Called, words: Sequence[str], width: int
) -> Table:
    """Promises with their date, what became of them, and the name to ask for them by.

    words: those that were looked for, which may stand in what is not shown otherwise. width: of
    the screen in columns; a wide one has the deadlines and the day of the performance besides.
    """
    wide = width >= WIDE
    rows = [
        [
            deadline(line),
            *([spoken(line.due_now), spoken(line.done_on)] if wide else []),
            LINE.format(status=_related(line, called), said=_said(line, called, words)),
        ]
        for line in lines
    ]
    return Table(WIDE_COLUMNS if wide else COLUMNS, rows)


def _said(line: ListedPromise, called: Called, words: Sequence[str]) -> str:
    """What was promised, and where words that were looked for stand elsewhere, that too."""
    said = promise_text(line, called)
    missing = [word.casefold() for word in words if word.casefold() not in said.casefold()]
    for text in (line.criterion, line.wording):
        if text and any(word in text.casefold() for word in missing):
            said = ALSO_SAID.format(said=said, text=text)
    return said


def _related(line: ListedPromise, called: Called) -> str:
    """What became of a promise; and where it only may touch the area asked about, that too."""
    told = status(line, called)
    return REMARKED.join([told, MAY_TOUCH]) if line.relation == MAYBE else told


def deadline(line: PromiseLine) -> str:
    """When a promise falls due as first promised, if that is a date."""
    return spoken(line.due) if line.due and is_date(line.due) else NO_DATE


def promise_text(line: PromiseLine, called: Called) -> str:
    """What was promised, by whom, and its name in this ledger."""
    return SAID.format(text=line.text, by=people(line.by, called), promise=line.promise)


def status(line: PromiseLine, called: Called) -> str:
    """What became of a promise, who says so, what is in doubt, and what happened on the way."""
    return REMARKED.join([_state(line), *remarks(line, called)])


def found(line: PromiseLine, called: Called) -> str:
    """By whom, on what basis and when it was established; nothing where it was not."""
    if line.basis is None:
        return ""
    if line.basis == "dates":
        return LOOKED.format(on=spoken(line.found_on)) if line.found_on else BY_DATES
    by = people(line.found_by, called)
    told = by if line.status in ACTS else finder(line.basis, by, line.found_from)
    return _found(line).format(on=spoken(line.found_on), who=told)


def finder(basis: str, by: str, sources: Sequence[str]) -> str:
    """Who found something, and on what basis; sources: the types of those that it rests on."""
    return WHO[basis].format(by=by, sources=AND.join(FROM_SOURCES[kind] for kind in sources))


def became(line: PromiseLine, called: Called) -> str:
    """A promise by its name, and what became of it, with who says so."""
    return BECAME.format(said=promise_text(line, called), status=status(line, called))


def sentence(line: PromiseLine, called: Called) -> str:
    """Who promised what, and what became of it."""
    return CAME_TO.format(
        by=people(line.by, called),
        text=line.text,
        due=deadline(line),
        status=status(line, called),
    )


def _found(line: PromiseLine) -> str:
    """How it is told who found something."""
    if line.status in ACTS:
        return ACT
    if line.doubt == "unknown":
        return COULD_NOT_TELL
    if line.basis == "promisor":
        return SAID_SO
    return DONE if line.status in PERFORMED else FOUND


def _state(line: PromiseLine) -> str:
    state = REPLACED_BY[line.replaced_by] if line.replaced_by else STATE[line.status]
    if line.group == "listed":
        return NOT_SCORED.format(state=state)
    if line.doubt in {None, "unknown"}:
        return state
    if "kept" in line.status:
        return _between(line, TIME_UNCLEAR.format(state=state))
    return _between(line, DOUBTFUL.format(state=state, doubt=DOUBT[line.doubt]))


def _between(line: PromiseLine, state: str) -> str:
    """Between what it counts, where a count leaves that open."""
    if line.scored_low is None:
        return state
    return COUNT_BETWEEN.format(state=state, low=line.scored_low, high=line.scored_high)


def remarks(line: PromiseLine, called: Called) -> list[str]:
    """Who says so, whether that is disputed, and what happened on the way."""
    told = [found(line, called)] if line.basis else []
    if line.contested and line.doubt != "contested":
        told.append(CONTESTED)
    if line.postponements:
        told.append(_times(POSTPONED, line.postponements))
    if line.redefined:
        told.append(_times(REDEFINED, line.redefined))
    if line.blocked_by:
        told.append(BLOCKED.format(by=people(line.blocked_by, called)))
    return told


def _times(text: str, count: int) -> str:
    return text.format(times=ONCE if count == 1 else TIMES.format(count=count))
