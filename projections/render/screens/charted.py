"""Series as bars and lanes of signs, for those who would rather look than read.

Each has one line a moment, or one line a condition or a body; signs differ by form, not by colour.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby, takewhile
from typing import Any

from languages import N_, figure
from projections.conditions.view import JudgedYardstick
from projections.control.row import PowerRow
from projections.regime.stability import Stability
from projections.render import phrases as shared
from projections.render.blocks import Block, Fitted, Heading, Sentence, Solid, Table
from projections.render.head import people
from projections.render.phrases import day
from projections.render.screens import charters, power_rows, reasons, trust
from projections.render.screens.tenures import TO
from projections.report import Report
from projections.trust.view import AreaFigures, PartFigures

# -- words -------------------------------------------------------------------------------------

OUTCOMES: tuple[tuple[str, str, str], ...] = (
    ("kept", "█", N_("kept in time")),
    ("late", "▓", N_("late")),
    ("partly", "▒", N_("in part")),
    ("broken", "x", N_("not kept")),
    ("unresolved", "·", N_("not established")),
)
"""What became of promises, by the field of a row, with its sign."""

CHANGES: tuple[tuple[str, str], ...] = (
    ("█", N_("a day with a change of rules since the start")),
    ("x", N_("the same, for the worse for residents")),
)
HOLDING: tuple[tuple[str, str], ...] = (
    ("█", N_("had it")),
    ("▒", N_("perhaps")),
    ("·", N_("nobody, or nobody on record")),
)
NOBODY = N_("nobody on record")
NONE_DUE = N_("Nothing that can be judged fell due.")
SEVERAL_EACH = N_("One sign for about {count:,}; what there is has one at least.")
LEGEND = N_("{sign} {meaning}")
OF_PART = N_("{name}: {part}")
TRUST_COLUMNS = (N_("as of"), N_("what became of them"), N_("due"))
STABILITY_COLUMNS = (N_("as of"), N_("the same"), N_("changes"), N_("days"))
CONDITION, WHO = N_("condition"), N_("who")

GAP = 2
"""Columns between those of a table."""

LONGEST_NAME = 34
"""Columns of a name beside its lane; a longer one goes on below."""

NARROWEST = 12
"""Columns that a chart has in any case."""


# -- screens -----------------------------------------------------------------------------------


def charted(
    chart: Callable[[Report[Any]], Iterable[Block]],
    screen: Callable[[Report[Any]], Sequence[Block]],
) -> Callable[[Report[Any]], list[Block]]:
    """The screen of a series with a chart in place of its tables. screen: that with the tables."""

    def shown(report: Report[Any]) -> list[Block]:
        top = takewhile(_is_of_top, screen(report))
        return [*top, *(chart(report) if report.rows else ())]

    return shown


def _is_of_top(block: Block) -> bool:
    """Whether a block is the answer or says what was asked: all before the first part."""
    return not isinstance(block, Table) and not (isinstance(block, Heading) and block.level > 1)


def of_trust(report: Report[AreaFigures | PartFigures]) -> Iterator[Block]:
    """What became of promises, moment by moment, as a bar with a sign for each."""
    for name, dated in _apart(report, _figures_name).items():
        yield from _bars(trust.HERE.format(name=name), dated)
        wider = [(moment, row.wider) for moment, row in dated if isinstance(row, AreaFigures)]
        yield from _bars(trust.WIDER, wider)
    yield Sentence(_legend((sign, text) for _, sign, text in OUTCOMES))


def _bars(heading: str, dated: Sequence[tuple[str, Any]]) -> Iterator[Block]:
    """The bars under a heading, if anything fell due by the last moment."""
    yield Heading(heading, 2)
    if any(row.due for _, row in dated):
        yield Fitted(partial(_outcomes, dated))
    else:
        yield Sentence(NONE_DUE)


def _figures_name(row: AreaFigures | PartFigures) -> str:
    return OF_PART.format(name=row.name, part=row.by) if isinstance(row, PartFigures) else row.name


def _outcomes(dated: Sequence[tuple[str, Any]], width: int) -> list[Solid]:
    """A bar for each moment; all of one scale, so that they can be compared."""
    counts = [[getattr(row, name) for name, *_ in OUTCOMES] for _, row in dated]
    room = _room(width, [day(moment) for moment, _ in dated], "000")
    each = _each(max(map(sum, counts)), room)
    signs = [sign for _, sign, _ in OUTCOMES]
    rows = [
        [day(moment), _bar(zip(signs, numbers, strict=True), each), figure(row.due)]
        for (moment, row), numbers in zip(dated, counts, strict=True)
    ]
    table = Table(TRUST_COLUMNS, rows, frozenset({2}), whole=frozenset({1}))
    return [table, *_scale(each)]


def of_stability(report: Report[Stability]) -> Iterator[Block]:
    """On how many days rules changed since the start, moment by moment, as a bar."""
    for name, dated in _apart(report, lambda row: row.name).items():
        yield Heading(name, 2)
        yield Fitted(partial(_changes, dated))
    yield Sentence(_legend(CHANGES))


def _changes(dated: Sequence[tuple[str, Stability]], width: int) -> list[Solid]:
    same = {True: shared.YES, False: shared.NO, None: shared.UNKNOWN}
    room = _room(width, [day(moment) for moment, _ in dated], STABILITY_COLUMNS[1], "000")
    each = _each(max(row.changes for _, row in dated), room)
    rows = []
    for moment, row in dated:
        bar = _bar((("x", row.unfavourable), ("█", row.changes - row.unfavourable)), each)
        rows.append([day(moment), same[row.stable], bar, figure(row.changes)])
    table = Table(STABILITY_COLUMNS, rows, frozenset({3}), whole=frozenset({2}))
    return [table, *_scale(each)]


def of_conditions(report: Report[JudgedYardstick]) -> Iterator[Block]:
    """A line for each condition of a yardstick, with a sign for each moment."""
    for name, dated in _apart(report, lambda row: row.charter or "").items():
        met: dict[str, dict[str, str]] = {}
        for moment, row in dated:
            for condition in row.conditions:
                sign = reasons.SIGN[condition.now]
                met.setdefault(charters.called(condition.key), {})[moment] = sign
        if met:
            yield Heading(name, 2)
            yield Fitted(partial(_lanes, CONDITION, met, report.steps))
    yield Sentence(reasons.LEGEND[0])


def of_control(report: Report[PowerRow]) -> Iterator[Block]:
    """A line for each body that had a power, with a sign for each moment."""
    dated = zip(report.moments, report.rows, strict=True)
    told = [(moment, row) for moment, row in dated if power_rows.told(report, [row])]
    powers: dict[str, dict[str, dict[str, str]]] = {}
    for moment, row in told:
        lanes = powers.setdefault(power_rows.power(row), {})
        for party, sign in _holders(row) or [("", "·")]:
            name = people([party], report.parties) if party else NOBODY
            lanes.setdefault(name, {})[moment] = sign
    for power, lanes in powers.items():
        yield Heading(TO.format(power=power), 2)
        yield Fitted(partial(_lanes, WHO, lanes, report.steps))
    yield Sentence(_legend(HOLDING))


def _holders(row: PowerRow) -> list[tuple[str, str]]:
    """Who has a power at the moment of a row, certainly or perhaps."""
    return [(one.holder, "█" if one.certain else "▒") for one in row.holders]


# -- bars --------------------------------------------------------------------------------------


def _apart(report: Report[Any], name: Callable[[Any], str]) -> dict[str, list[tuple[str, Any]]]:
    """The rows of each name with their moments, in the order in which they come."""
    found: dict[str, list[tuple[str, Any]]] = {}
    for moment, row in zip(report.moments, report.rows, strict=True):
        found.setdefault(name(row), []).append((moment, row))
    return found


def _room(width: int, *beside: str | Sequence[str]) -> int:
    """The columns that are left for a chart beside the cells of a table."""
    cells = [[one] if isinstance(one, str) else one for one in beside]
    taken = sum(max(map(len, column), default=0) + GAP for column in cells)
    return max(NARROWEST, width - taken)


def _each(most: int, room: int) -> int:
    """How many things one sign stands for, so that the longest bar has room."""
    return max(1, -(-most // max(1, room - len(OUTCOMES))))


def _bar(parts: Iterable[tuple[str, int]], each: int) -> str:
    """The signs of a bar: of what there is, one at least."""
    return "".join(sign * max(1, round(count / each)) for sign, count in parts if count)


def _scale(each: int) -> list[Solid]:
    """What one sign stands for, where that is not one."""
    return [] if each == 1 else [Sentence(SEVERAL_EACH.format(count=each))]


def _legend(signs: Iterable[tuple[str, str]]) -> str:
    return "   ".join(LEGEND.format(sign=sign, meaning=meaning) for sign, meaning in signs)


# -- lanes -------------------------------------------------------------------------------------


def _lanes(
    heading: str, lanes: dict[str, dict[str, str]], steps: Sequence[str], width: int
) -> list[Solid]:
    """A line for each name, with its sign at each step; so many years beside each other as fit."""
    name = min(LONGEST_NAME, max(map(len, (heading, *lanes))))
    room = max(NARROWEST, width - name - GAP)
    tables: list[Solid] = []
    for years in _fitting(_years(steps), room):
        above = " ".join(year[-2:].ljust(len(moments)) for year, moments in years)
        rows = [[name, _signs(signs, years)] for name, signs in lanes.items()]
        tables.append(Table((heading, above), rows, whole=frozenset({1})))
    return tables


Years = Sequence[tuple[str, Sequence[str]]]
"""Years with the steps in each of them."""


def _years(steps: Sequence[str]) -> Years:
    return [(year, [*moments]) for year, moments in groupby(steps, key=lambda moment: moment[:4])]


def _fitting(years: Years, room: int) -> Iterator[Years]:
    """The years in groups, each as wide as there is room."""
    here: list[tuple[str, Sequence[str]]] = []
    taken = 0
    for year in years:
        needed = max(2, len(year[1])) + 1
        if here and taken + needed > room:
            yield here
            here, taken = [], 0
        here.append(year)
        taken += needed
    yield here


def _signs(signs: dict[str, str], years: Years) -> str:
    """The signs of a line under the years; blank where there is none."""
    return " ".join(
        "".join(signs.get(moment, " ") for moment in moments).ljust(2) for _, moments in years
    )
