"""Who had control when: a line for each stretch of time, the days, and from moment to moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from languages import N_, figure
from projections.control.row import PowerOverTime, PowerRow
from projections.render import phrases as shared
from projections.render.blocks import Block, Heading, Table
from projections.render.phrases import day, spoken
from projections.render.screens import power_rows, powers
from projections.report import Report

TO = N_("To {power}")
COLUMNS = (N_("from"), N_("until"), N_("who had it, on what basis"))
STILL = N_("still")
DAYS = N_("{count:,.10g}")
FIGURES = N_("On how many days")
FIGURE_COLUMNS = (
    N_("what"),
    N_("of\ndays"),
    N_("clear"),
    N_("nobody"),
    N_("several"),
    N_("not\nknown"),
    N_("hand-\novers"),
    N_("bodies"),
)
LEGENDS = (
    N_("The first and the last line of each are cut off at the days asked about."),
    N_(
        "Clear: one body had it, or several together as declared. Nobody: none had it, and "
        "somebody vouches that all mandates are on record. Several: more than one, not together "
        "as declared. Not known: none is on record, or the dates are too vague to tell."
    ),
)

SERIES_COLUMNS = (
    N_("as of"),
    N_("who"),
    N_("days\nnobody"),
    N_("days\nseveral"),
    N_("share\nclear"),
)
SERIES_LEGEND = N_(
    "Nobody, several: days of the stretch before that moment with nobody, or with more than one. "
    "Share clear: of the days of which it is known who had it, those with one body, or several "
    "together as declared."
)


def own(report: Report[PowerRow], rows: Sequence[PowerOverTime]) -> list[PowerOverTime]:
    """The rows that are told and do not only repeat a wider one, those that only may hold last."""
    found = power_rows.own_answers(power_rows.told(report, rows), lambda row: row.tenures)
    return sorted(found, key=lambda row: row.may_touch)


def tenures(report: Report[PowerRow], rows: Sequence[PowerOverTime]) -> list[Block]:
    """Who had each power when, a line for each stretch of time; then on how many days how many."""
    told = own(report, rows)
    if not told:
        return []
    called = power_rows.headings(report, told)
    blocks: list[Block] = []
    for heading, row in zip(called, told, strict=True):
        blocks += [Heading(TO.format(power=heading), 2), _stretches(report, row)]
    lines = [[heading, *_figures(row)] for heading, row in zip(called, told, strict=True)]
    right = frozenset(range(1, len(FIGURE_COLUMNS)))
    return [*blocks, Heading(FIGURES, 2), Table(FIGURE_COLUMNS, lines, right)]


def _stretches(report: Report[PowerRow], row: PowerOverTime) -> Table:
    last = row.tenures[-1]
    goes_on = last.held and ends_as_of(report, row) and not report.question.to_come
    lines = [
        [
            spoken(line.from_),
            STILL if goes_on and line is last else spoken(line.until),
            powers.then(report, line),
        ]
        for line in row.tenures
    ]
    return Table(COLUMNS, lines)


def ends_as_of(report: Report[PowerRow], row: PowerOverTime) -> bool:
    """Whether the stretch of time ends with the day asked about."""
    return bool(row.tenures) and row.tenures[-1].until == report.question.as_of[:10]


def _figures(row: PowerOverTime) -> list[str]:
    days = (row.days, row.clear_days, row.gap_days, row.overlap_days, row.unknown_days)
    return [*map(_days, days), figure(row.handovers), figure(row.parties)]


def _days(count: float) -> str:
    return DAYS.format(count=count)


def series(report: Report[PowerRow], dated: Sequence[tuple[str, PowerRow]]) -> Iterator[Block]:
    """A table for each power of a place, and for each part that does not only repeat a wider one.

    dated: the rows of the place, each with the moment that it is of.
    """
    lines: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    parts: dict[str, PowerRow] = {}
    for moment, row in dated:
        if isinstance(row, PowerOverTime) and power_rows.told(report, [row]):
            power = power_rows.power(row)
            parts.setdefault(power, row)
            lines[power].append((day(moment), *_step(report, row)))
    apart = power_rows.own_answers(
        [*parts.values()], lambda row: tuple(lines[power_rows.power(row)])
    )
    for row in apart:
        power = power_rows.power(row)
        yield Heading(TO.format(power=power), 2)
        yield Table(SERIES_COLUMNS, lines[power], frozenset({2, 3, 4}))


def _step(report: Report[PowerRow], row: PowerOverTime) -> list[str]:
    clear = shared.UNKNOWN if row.clarity is None else figure(row.clarity, ".2f")
    return [powers.at_moment(report, row), _days(row.gap_days), _days(row.overlap_days), clear]
