"""Which rows of control a screen tells, and what it calls them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence

from projections.control.row import AnyPower, PowerOverTime, PowerRow
from projections.render.screens import powers
from projections.render.screens.corrections import SIGN
from projections.report import Report

# -- which rows --------------------------------------------------------------------------------


def told(report: Report[PowerRow], rows: Iterable[AnyPower]) -> list[AnyPower]:
    """The rows of which anything is on record; all where a power or a topic was asked for by name.

    Whoever asks for something by name wants to hear that nothing is on record, too.
    """
    by_name = _is_by_name(report)
    return [row for row in rows if not _silent(row, by_name=by_name)]


def silent(report: Report[PowerRow], rows: Iterable[AnyPower]) -> list[AnyPower]:
    """The rows that are not told."""
    by_name = _is_by_name(report)
    return [row for row in rows if _silent(row, by_name=by_name)]


def _is_by_name(report: Report[PowerRow]) -> bool:
    return not {"power", "topic"}.isdisjoint(report.question.parameters)


def _silent(row: PowerRow, *, by_name: bool) -> bool:
    if isinstance(row, PowerOverTime):
        return not row.tenures or not (by_name or told_over_time(row))
    return row.doubt == "none-on-record" and not row.before and not by_name


def told_over_time(row: PowerOverTime) -> bool:
    """Whether something is known of who had a power: a holder, or that there was none."""
    return any(line.doubt != "none-on-record" for line in row.tenures)


def own_answers(rows: Sequence[AnyPower], said: Callable[[AnyPower], Hashable]) -> list[AnyPower]:
    """The rows without those of a narrower part or a group that only repeat what a wider one says.

    said: what a screen says of a row.
    """
    texts = [said(row) for row in rows]
    alike: dict[tuple[Hashable, str | None], list[AnyPower]] = defaultdict(list)
    for row, text in zip(rows, texts, strict=True):
        alike[text, row.topic].append(row)
    return [
        row
        for row, text in zip(rows, texts, strict=True)
        if not any(
            wider(over, row) for topic in {None, row.topic} for over in alike.get((text, topic), ())
        )
    ]


def wider(over: PowerRow, row: PowerRow) -> bool:
    """Whether a row is about the same power at the same place, and about more of it."""
    return (
        (over.power, over.name, over.area) == (row.power, row.name, row.area)
        and over.cohort in {None, row.cohort}
        and row.part.lies_in(over.part)
        and (over.part, over.cohort) != (row.part, row.cohort)
    )


def by_place(rows: Iterable[PowerRow]) -> list[list[PowerRow]]:
    """The rows of each place."""
    places: dict[str, list[PowerRow]] = defaultdict(list)
    for row in rows:
        places[stream(row)].append(row)
    return [*places.values()]


def outermost(places: Sequence[list[PowerRow]]) -> list[list[PowerRow]]:
    """The rows of each place that lies in no other of them."""
    named = {stream(rows[0]): {*rows[0].lies_in} for rows in places}
    return [
        rows
        for rows in places
        # A group and the only area in it lie in each other.
        if all(stream(rows[0]) in named[around] for around in rows[0].lies_in if around in named)
    ]


def stream(row: PowerRow) -> str:
    """The place that a row is about, as a stream."""
    if row.case:
        return f"case/{row.case}"
    return f"cohort/{row.cohort}" if row.cohort and not row.group else f"area/{row.area}"


# -- names -------------------------------------------------------------------------------------


def power(row: PowerRow) -> str:
    """Which power it is; the part of it where it is divided."""
    if not any(row.part) and not row.group:
        return powers.POWER[row.power]
    return powers.power(row.power, row.part, powers.group(row))


def headings(report: Report[PowerRow], rows: Sequence[PowerRow]) -> list[str]:
    """Which power each row is about and which part of it, told apart from the others."""
    return [
        powers.POWER_OVER.format(power=powers.POWER[row.power], part=part)
        for row, part in zip(rows, labels(report, rows), strict=True)
    ]


def labels(report: Report[PowerRow], rows: Sequence[PowerRow]) -> list[str]:
    """Which part of a power each is; of a group that is not alike everywhere also in which area."""
    alike = Counter((row.power, row.part, row.cohort) for row in rows)
    return [_label(report, row, alone=alike[row.power, row.part, row.cohort] == 1) for row in rows]


def _label(report: Report[PowerRow], row: PowerRow, *, alone: bool) -> str:
    text = powers.part(row.part, powers.group(row))
    if report.corrected_by(row) and not report.moments:
        text = SIGN.format(text=text)
    if alone or row.area is None:
        return text
    area = powers.IN_AREA.format(area=report.places.get(f"area/{row.area}", row.area))
    return powers.BETWEEN_PARTS.join((text, area))
