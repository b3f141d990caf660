"""The screens that list what the ledger speaks of: parties, areas, cases, figures; their words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from languages import N_, figure, pgettext
from projections.register import ListedArea, ListedCase, ListedFigure, ListedParty
from projections.render import phrases as shared
from projections.render.blocks import Block, Sentence, Table
from projections.render.head import Called, opening, people
from projections.render.phrases import spoken, stretch
from projections.report import Report
from projections.rows.frozen import fields_of

# -- lists: words ------------------------------------------------------------------------------

PARTIES = N_("Bodies, offices and groups on record: {count:,}; of these made a promise: {made:,}.")
PARTY_COLUMNS = (N_("party (its name here)"), N_("kind"), N_("promises made"))
PARTY = N_("{name} ({party})")
SUCCEEDED_PARTY = N_("{name} ({party}); succeeded by {successors}")

AREAS = N_("Areas, each under the one that it lies within")
AREAS_ANSWER = N_(
    "Areas on record: {count:,}; to {promised:,} of them a promise was made directly, and "
    "{ended:,} came to an end."
)
AREA_COLUMNS = (N_("area (its name here)"), N_("kind"), N_("promises to it"))
AREA = N_("{name} ({area})")
ENDED_AREA = N_("{name} ({area}), until {until}")
DEEPER = "  "

CASES = N_("Cases on record: {count:,}; with an outcome: {outcomes:,}.")
CASE = N_("{title} ({case})")
CASES_NEXT = N_("Next: `gestand show case/NAME` for one of them.")
CASE_COLUMNS = (N_("case (its name here)"), N_("area"), N_("opened"), N_("phase"), N_("outcome"))

FIGURES = N_(
    "Published statistics and surveys on record: {count:,}, by {by:,} who published them; they "
    "enter no figure of this ledger."
)
FIGURES_NEXT = N_("Next: `gestand show RECORD`, by the number of the record, for its source.")
FIGURE_COLUMNS = (N_("period"), N_("what was counted, and by whom"), N_("record"))
FIGURE = N_("{indicator}: {value} {unit} ({by})")
FIGURE_OF = N_("{indicator}: {value} of {of} {unit} ({by})")
REPLACED = N_("{figure} — later corrected by record {record}")


# -- lists -------------------------------------------------------------------------------------


def parties(report: Report[ListedParty]) -> list[Block]:
    """The parties by name, under each what succeeded it."""
    rows = [
        [_party(row, report.parties), pgettext("type", row.type), figure(row.promises)]
        for row in report.rows
    ]
    title = shared.VIEW["parties"]
    if not rows:
        return opening(report, shared.NONE, title)
    made = sum(row.promises > 0 for row in report.rows)
    answer = PARTIES.format(count=len(rows), made=made)
    return [*opening(report, answer, title), Table(PARTY_COLUMNS, rows, frozenset({2}))]


def _party(row: ListedParty, called: Called) -> str:
    name = called.get(row.party, row.name)
    if not row.succeeded_by:
        return PARTY.format(name=name, party=row.party)
    successors = people(row.succeeded_by, called)
    return SUCCEEDED_PARTY.format(name=name, party=row.party, successors=successors)


def areas(report: Report[ListedArea]) -> list[Block]:
    """The areas as the tree that they form, each under what it lies within."""
    by_parent: dict[str | None, list[ListedArea]] = {}
    for row in report.rows:
        parent = row.within[0] if row.within else None
        by_parent.setdefault(parent, []).append(row)
    rows = [
        [DEEPER * depth + _area(row), pgettext("type", row.type), figure(row.promises)]
        for depth, row in _tree(by_parent, None, 0)
    ]
    if not rows:
        return opening(report, shared.NONE, AREAS)
    answer = AREAS_ANSWER.format(
        count=len(rows),
        promised=sum(row.promises > 0 for row in report.rows),
        ended=sum(row.ended is not None for row in report.rows),
    )
    return [*opening(report, answer, AREAS), Table(AREA_COLUMNS, rows, frozenset({2}))]


def _tree(
    by_parent: Mapping[str | None, Sequence[ListedArea]], parent: str | None, depth: int
) -> Iterator[tuple[int, ListedArea]]:
    for row in sorted(by_parent.get(parent, []), key=lambda row: row.name):
        yield depth, row
        yield from _tree(by_parent, row.area, depth + 1)


def _area(row: ListedArea) -> str:
    if not row.ended:
        return AREA.format(name=row.name, area=row.area)
    return ENDED_AREA.format(name=row.name, area=row.area, until=spoken(row.until))


def cases(report: Report[ListedCase]) -> list[Block]:
    """The cases and their phases."""
    title = shared.VIEW["cases"]
    if not report.rows:
        return opening(report, shared.NONE, title)
    rows = [
        [
            CASE.format(title=row.title, case=row.case),
            report.places.get(f"area/{row.area}", row.area),
            spoken(row.opened),
            row.phase or "",
            row.outcome or "",
        ]
        for row in report.rows
    ]
    outcomes = sum(row.outcome is not None for row in report.rows)
    answer = CASES.format(count=len(rows), outcomes=outcomes)
    return [*opening(report, answer, title), Table(CASE_COLUMNS, rows), Sentence(CASES_NEXT)]


def figures(report: Report[ListedFigure]) -> list[Block]:
    """Published figures, each under what it counts."""
    title = shared.VIEW["figures"]
    if not report.rows:
        return opening(report, shared.NONE_THAT_FITS, title)
    rows = [
        [stretch(row.period), _counted(row, report.parties), str(row.event)] for row in report.rows
    ]
    answer = FIGURES.format(count=len(rows), by=len({row.by for row in report.rows}))
    table = Table(FIGURE_COLUMNS, rows, frozenset({2}))
    return [*opening(report, answer, title), table, Sentence(FIGURES_NEXT)]


def _counted(row: ListedFigure, called: Called) -> str:
    text = FIGURE_OF if row.of else FIGURE
    sentence = text.format(**fields_of(row) | {"by": people([row.by], called)})
    if row.replaced_by is None:
        return sentence
    return REPLACED.format(figure=sentence, record=row.replaced_by)
