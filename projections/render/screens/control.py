"""The screen of `control`: who has which power, since when, on what basis, and who had it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from domain.record import StreamName
from languages import N_
from projections.control.row import HeldBy, Holder, PowerOverTime, PowerRow, counts_as_one
from projections.render import phrases as shared
from projections.render.blocks import Block, Heading, Sentence, Table
from projections.render.head import opening
from projections.render.screens import lead, power_rows, powers, tenures
from projections.render.screens.claims import claims, later, pending
from projections.report import Report

# -- words -------------------------------------------------------------------------------------

TITLE, TITLE_THEN = N_("Who has control {place}"), N_("Who had control {place}")
OF_ALL_THEN = N_("Who had control")
COLUMNS = (N_("what"), N_("who has it, since when, on what basis"))
IN_IT = "  "
"""What stands under a heading of the same table begins so far in."""

NEVER = N_("No mandate for {powers} {recorded} here or above.")
NONE_ON_RECORD = N_("None on record: {powers}.")
NARROWER = N_("Mandates of their own are on record for {places}.")
CALLED = N_("{name} ({slug})")

BODIES = N_(
    "Bodies that certainly have one of these powers, be it in the name of another: {count:,}."
)
MAY_TOUCH = N_(
    "Powers over groups that may touch it: {count:,}, which prove nothing here and are not counted."
)

COVERED = N_("{by} vouches that all mandates here are on record.")
UNCOVERED = N_("Nobody vouches that all mandates here are on record: there may be others.")
UNCOVERED_THEN = N_(
    "Nobody vouches for all of this time that all mandates here are on record: there may be others."
)
ANSWERS = N_("For what is done in the name of a body, that body answers.")
AS_ONE = N_("Who acts in the name of a body that has the power itself counts with it as one.")
OFFICES = N_("An office counts as the ministry that it is part of.")
SAME_OFFICE = N_(
    "An office that came under another ministry counts as another body, but as no handover."
)
FACTUAL = N_("Control in fact, without a title to it, is never counted.")
ATTRIBUTES = N_("The record says who has a power, not who is to blame.")

NEXT = N_("Next: {options}.")
OPTIONS = {
    "place": N_("gestand control PLACE for one place"),
    "from": N_("--from 2015 for who had it when"),
    "duties": N_("--duties for duties beside powers"),
    "decisions": N_("--decisions for who decided how much"),
    "explain": N_(
        "--explain for the records with their sources, and the names of the mandates for "
        "`gestand show mandate/NAME`"
    ),
}


# -- control -----------------------------------------------------------------------------------


def control(report: Report[PowerRow]) -> list[Block]:
    """The answer in a sentence, then who has every power at a place, or who had it when.

    Of all places those that lie in no other: what holds there holds in the others too.
    """
    places = _places(report, report.rows)
    blocks = _opening(report, places)
    for rows in places:
        blocks += [*_named(report, rows), *_of_place(report, rows)]
    shown = [row for rows in places for row in rows]
    return [*blocks, *_narrower(report, shown), *_notes(report, shown)] if shown else blocks


def series(report: Report[PowerRow]) -> list[Block]:
    """Who had each power from one moment to the next."""
    dated = list(zip(report.moments, report.rows, strict=True))
    places = _places(report, [row for moment, row in dated if moment == report.steps[-1]])
    blocks = _opening(report, places)
    for rows in places:
        place = power_rows.stream(rows[0])
        here = [(moment, row) for moment, row in dated if power_rows.stream(row) == place]
        blocks += [*_named(report, rows), *tenures.series(report, here)]
    return [*blocks, Sentence(tenures.SERIES_LEGEND)] if places else blocks


def _places(report: Report[PowerRow], rows: Sequence[PowerRow]) -> list[list[PowerRow]]:
    """The rows of the place asked about, or of each of the outermost places."""
    places = power_rows.by_place(rows)
    return places if _asked(report) else power_rows.outermost(places)


def _asked(report: Report[PowerRow]) -> bool:
    return "place" in report.question.parameters


def _opening(report: Report[PowerRow], places: Sequence[Sequence[PowerRow]]) -> list[Block]:
    """The answer, then what was asked."""
    then = "from" in report.question.parameters
    title = OF_ALL_THEN if then else shared.VIEW["control"]
    if _asked(report) and places:
        row = places[0][0]
        title = (TITLE_THEN if then else TITLE).format(place=powers.place(row, row.title))
    return opening(report, lead.sentence(report, places), title)


def _named(report: Report[PowerRow], rows: Sequence[PowerRow]) -> list[Block]:
    """The name of a place, where that is not in the title."""
    return [] if _asked(report) else [Heading(rows[0].title, 2)]


def _of_place(report: Report[PowerRow], rows: Sequence[PowerRow]) -> list[Block]:
    """Everything about one place, power by power."""
    lasting = [row for row in rows if isinstance(row, PowerOverTime)]
    if lasting:
        own: Sequence[PowerRow] = tenures.own(report, lasting)
        blocks = tenures.tenures(report, lasting)
    else:
        told = power_rows.told(report, rows)
        said = {id(row): powers.and_before(report, row) for row in told}
        own = power_rows.own_answers(told, lambda row: said[id(row)])
        blocks = [*_now(report, own, said), *_bodies(rows)]
    blocks += _may_touch(own)
    blocks += [*_left_out(report, rows), *claims(report, rows)]
    if not lasting or any(tenures.ends_as_of(report, row) for row in lasting):
        blocks += [*pending(report, rows), *later(report, rows)]
    return blocks


def _now(report: Report[PowerRow], own: Sequence[PowerRow], said: Mapping[int, str]) -> list[Block]:
    """Who has each power, and who had it before, in one table; what only may hold comes last.

    said: that in words, by the `id` of the row.
    """
    lines: list[list[str]] = []
    for key, wording in powers.POWER.items():
        of_power = sorted((row for row in own if row.power == key), key=lambda row: row.may_touch)
        lines += [[tenures.TO.format(power=wording), ""]] if of_power else []
        lines += [
            [IN_IT + label, said[id(row)]]
            for row, label in zip(of_power, power_rows.labels(report, of_power), strict=True)
        ]
    return [Table(COLUMNS, lines)] if lines else []


def _bodies(rows: Sequence[PowerRow]) -> list[Block]:
    """How many bodies those who live there have to do with, each counted once."""
    sure = (row for row in rows if not row.may_touch)
    bodies = {one.body for row in sure for one in row.holders if one.certain}
    return [Sentence(BODIES.format(count=len(bodies)))] if bodies else []


def _may_touch(rows: Sequence[PowerRow]) -> list[Block]:
    """How many of the powers told are over groups that only may touch the place."""
    perhaps = sum(row.may_touch for row in rows)
    return [Sentence(MAY_TOUCH.format(count=perhaps))] if perhaps else []


def _left_out(report: Report[PowerRow], rows: Sequence[PowerRow]) -> Iterator[Block]:
    """The powers that are not told: of which no mandate was ever recorded, and the rest."""
    silent = power_rows.silent(report, rows)
    for template, recorded in ((NEVER, False), (NONE_ON_RECORD, True)):
        found = [power_rows.power(row) for row in silent if row.ever_recorded is recorded]
        if found:
            between = shared.BETWEEN if any("," in text for text in found) else shared.LIST_OF
            ever = powers.ever_recorded(report)
            yield Sentence(template.format(powers=between.join(found), recorded=ever))


def _narrower(report: Report[PowerRow], rows: Sequence[PowerRow]) -> list[Block]:
    """Where in the place there are mandates that do not count for all of it, and what to type."""
    places = sorted({place for row in rows for place in row.narrower})
    if not places:
        return []
    called = [
        CALLED.format(name=report.places.get(place, place), slug=StreamName.parse(place).name)
        for place in places
    ]
    return [Sentence(NARROWER.format(places=shared.LIST_OF.join(called)))]


# -- notes -------------------------------------------------------------------------------------


def _notes(report: Report[PowerRow], rows: Sequence[PowerRow]) -> Iterator[Block]:
    """How to read it, whether the record is complete, and where to look next."""
    lasting = [row for row in rows if isinstance(row, PowerOverTime)]
    notes = list(tenures.LEGENDS) if power_rows.told(report, lasting) else []
    notes += [_coverage(report, rows, lasting), *_how_counted(rows)]
    if any(claim.kind == "factual" for row in rows for claim in row.claims):
        notes.append(FACTUAL)
    yield Sentence(" ".join([*notes, ATTRIBUTES]))
    left_out = {"from"} if lasting else set()
    left_out |= {"place"} if _asked(report) else set()
    options = (text for key, text in OPTIONS.items() if key not in left_out)
    yield Sentence(NEXT.format(options=shared.BETWEEN.join(options)))


def _coverage(
    report: Report[PowerRow], rows: Sequence[PowerRow], lasting: Sequence[PowerOverTime]
) -> str:
    """Who vouches that all mandates are on record, or that nobody does."""
    if lasting and not all(row.covered_throughout for row in lasting):
        return UNCOVERED_THEN
    if not all(row.covered for row in rows):
        return UNCOVERED
    by = powers.names(report, sorted({party for row in rows for party in row.vouched_by}))
    return COVERED.format(by=by)


def _how_counted(rows: Sequence[PowerRow]) -> Iterator[str]:
    """Who answers, and why there are fewer bodies than names, or more."""
    held: list[tuple[str, Sequence[Holder] | Sequence[HeldBy]]] = []
    for row in rows:
        if isinstance(row, PowerOverTime):
            held += [(line.state, line.held) for line in row.tenures]
        else:
            held.append((row.state, row.holders))
    every = [one for _, holders in held for one in holders]
    if any(one.basis == "mandate" for one in every):
        yield ANSWERS
    if any(counts_as_one(holders, state) for state, holders in held):
        yield AS_ONE
    if any(one.body != one.holder for one in every):
        yield OFFICES
    if any(_moved(row) for row in rows if isinstance(row, PowerOverTime)):
        yield SAME_OFFICE


def _moved(row: PowerOverTime) -> bool:
    """Whether an office that had the power came under another ministry."""
    offices = {(one.holder, one.body) for line in row.tenures for one in line.held}
    return len(offices) > len({holder for holder, _ in offices})
