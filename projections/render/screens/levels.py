"""The screen of `levels`, and its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from domain.dates import bounds
from languages import N_, figure, pgettext
from projections.render import phrases as shared
from projections.render.blocks import Block, Heading, Sentence, Table
from projections.render.head import LEVEL, Called, names, opening, people
from projections.render.phrases import spoken
from projections.render.screens.counts import LEVELS, LEVELS_APART, listing
from projections.report import Report

if TYPE_CHECKING:
    from projections.participation.delays import Halt, PauseLine
    from projections.participation.levels import After, LevelLine

# -- levels: words -----------------------------------------------------------------------------
# The words for the three levels, and for how one standing still touches the others.

TITLE = N_("Dwelling, area and governance: {title}")
EVERYWHERE = N_("Dwelling, area and governance")
ANSWER = N_(
    "Of {quarters:,} whole quarters between {start} and {end} the record shows a standstill in "
    "{levels}."
)
STOOD_STILL = N_("{still:,} ({level})")
COMPARED = N_("Counted for this place, its parts and what covers or touches it.")
COLUMNS = (
    N_("level"),
    N_("pro-\nmises"),
    N_("deci-\nsions"),
    N_("up-\ndates"),
    N_("quarters\nstood still"),
    N_("did\nnot"),
    N_("un-\nknown"),
)
STILL = N_(
    "A level stood still in a quarter when all through it a promise at that level was in open "
    "breach, suspended or blocked, or a rule was paused. That it did not is said only where "
    "somebody vouches for the record of promises and rules. What names no level would stop all "
    "three at once, so it is kept apart."
)

HELD_UP = N_("Held up, by the record itself")
NOTHING_HELD_UP = N_("That a promise was blocked or suspended, or a rule paused, is not on record.")
HELD_UP_COLUMNS = (N_("from"), N_("until"), N_("what"))
OPEN_END = N_("no end on record")
PAUSE = N_("rule paused ({level}): {title} ({by}; {rule})")
UNDER = N_(
    "· cases under it ({level}): {cases:,}; entered another phase meanwhile: {entered:,} on record"
)
HALT = N_("promise {how} ({level}): {text} ({by}; {promise})")
BLOCKED = N_("blocked by {by}")
SUSPENDED = pgettext("promise", "suspended")
BLOCKED_AND_SUSPENDED = N_("blocked by {by} and suspended")
MEANWHILE = N_("· paused meanwhile: {rules}")

COUPLING = N_("One level after another, quarter by quarter")
AFTER = N_(
    "{level} after {other}: it stood still after {after_still:,} of {still:,} quarters in which "
    "{other} had, and after {after_not:,} of {moving:,} in which {other} had not."
)
RISK = N_("That is {ratio:.1f} times as often (95% interval {low:.1f} to {high:.1f}).")
RISK_ONLY = N_("That is {ratio:.1f} times as often.")
NOT_ENOUGH = N_(
    "For no pair of levels are 8 quarters of each kind known, so nothing is said of how they go "
    "together."
)
ASSOCIATION = N_(
    "An association, which says nothing of causes: quarters in one area are not independent of "
    "each other."
)
NEXT = N_("Next: `gestand promises --blocked`; --explain for the records; --format json for all.")


# -- levels ------------------------------------------------------------------------------------
# The screen of `levels`: what was held up by the record itself, then what quarters tell.


def levels(report: Report[LevelLine]) -> list[Block]:
    """The levels in numbers; what was held up; and how one goes with another."""
    first = report.rows[0]
    title = TITLE.format(title=first.title) if first.title else EVERYWHERE
    blocks = opening(report, _answer(report.rows), title)
    rows = [_figures(row) for row in report.rows]
    blocks += [Table(COLUMNS, rows, frozenset(range(1, len(COLUMNS))))]
    blocks += [Heading(HELD_UP, 2), *_held_up(report)]
    blocks += [Heading(COUPLING, 2), *_coupling(report)]
    listed = listing(("levels", first.area), LEVELS, LEVELS_APART)
    blocks += [Sentence(f"{COMPARED} {STILL}"), Sentence(shared.PRESS)]
    return [*blocks, Sentence(NEXT), Sentence(listed)]


def _answer(rows: Sequence[LevelLine]) -> str:
    """In how many quarters each level stood still."""
    first = rows[0]
    stood = [
        STOOD_STILL.format(level=LEVEL[row.level], still=row.still)
        for row in rows
        if row.level is not None
    ]
    return ANSWER.format(
        quarters=first.quarters,
        start=spoken(first.from_),
        end=spoken(first.to),
        levels=shared.LIST_OF.join(stood),
    )


def _figures(row: LevelLine) -> list[str]:
    counts = (row.promises, row.decisions, row.updates, row.still, row.moving, row.unknown)
    return [LEVEL[row.level], *(figure(count) for count in counts)]


def _held_up(report: Report[LevelLine]) -> list[Block]:
    """Every pause with the cases under it and every promise held up, by their days."""
    dated_lines: list[tuple[str, list[list[str]]]] = []
    for row in report.rows:
        dated_lines += [
            (pause.since, list(_pause(pause, row.level, report))) for pause in row.pauses
        ]
        dated_lines += [
            (halt.since, list(_halt(halt, row.level, report.parties))) for halt in row.held_up
        ]
    if not dated_lines:
        return [Sentence(NOTHING_HELD_UP)]
    dated_lines.sort(key=lambda dated: bounds(dated[0]).earliest)
    lines = [line for _, several in dated_lines for line in several]
    return [Table(HELD_UP_COLUMNS, lines)]


def _pause(pause: PauseLine, level: str | None, report: Report[LevelLine]) -> Iterator[list[str]]:
    by = people(pause.by, report.parties)
    text = PAUSE.format(level=LEVEL[level], title=pause.title, by=by, rule=pause.rule)
    yield [spoken(pause.since), _until(pause), text]
    for row in report.rows:
        for under in row.under_pause:
            if (under.rule, under.since) == (pause.rule, pause.since):
                entered = sum(case.entered > 0 for case in under.cases)
                count = len(under.cases)
                yield ["", "", UNDER.format(level=LEVEL[row.level], cases=count, entered=entered)]


def _halt(halt: Halt, level: str | None, called: Called) -> Iterator[list[str]]:
    since = spoken(f"{halt.since}~" if halt.vague else halt.since)
    text = HALT.format(
        how=_how(halt, called),
        level=LEVEL[level],
        text=halt.text,
        by=people(halt.by, called),
        promise=halt.promise,
    )
    yield [since, _until(halt), text]
    if halt.pauses:
        yield ["", "", MEANWHILE.format(rules=names(list(dict.fromkeys(halt.pauses))))]


def _how(halt: Halt, called: Called) -> str:
    if not halt.blocked_by:
        return SUSPENDED
    template = BLOCKED_AND_SUSPENDED if halt.suspended else BLOCKED
    return template.format(by=people(halt.blocked_by, called))


def _until(stretch: Halt | PauseLine) -> str:
    return spoken(stretch.until) if stretch.until else OPEN_END


def _coupling(report: Report[LevelLine]) -> list[Block]:
    """Every pair of levels with enough quarters of both kinds."""
    texts = [
        _pair(row.level, pair)
        for row in report.rows
        for pair in row.after
        if pair.relative_risk is not None
    ]
    if not texts:
        return [Sentence(NOT_ENOUGH)]
    return [*(Sentence(text) for text in texts), Sentence(ASSOCIATION)]


def _pair(level: str | None, pair: After) -> str:
    text = AFTER.format(
        level=LEVEL[level],
        other=LEVEL[pair.level],
        after_still=pair.after_still,
        still=pair.still,
        after_not=pair.after_not,
        moving=pair.moving,
    )
    template = RISK if pair.low is not None else RISK_ONLY
    risk = template.format(ratio=pair.relative_risk, low=pair.low, high=pair.high)
    return f"{text} {risk}"
