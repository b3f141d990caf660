"""The screen of `participation`: what say was promised, given, and what nobody knows."""

from __future__ import annotations

from languages import figure, percentage
from projections.participation.view import Grouped, Participation, Stretch, Whole
from projections.render import phrases as shared
from projections.render.blocks import Block, Heading, Sentence, Table
from projections.render.head import Called, opening, told_apart
from projections.render.phrases import period
from projections.render.screens import say
from projections.render.screens.counts import SAY, SAY_APART, listing
from projections.render.screens.decisions import answered, table
from projections.render.screens.tables import movements
from projections.report import Report
from projections.rows.frozen import fields_of, values_of


def participation(report: Report[Participation]) -> list[Block]:
    """One place decision by decision, or told apart by group, topic, level or period."""
    match report.rows:
        case [Whole() as row]:
            return _one(report, row)
        case [first, *_]:
            return [*opening(report, _promised_apart(report), title(first)), *_apart(report)]
        case _:
            return opening(report, shared.NONE_THAT_FITS, say.EVERYWHERE)


def title(row: Participation) -> str:
    """What is asked about."""
    return say.TITLE.format(title=row.title) if row.title else say.EVERYWHERE


def _one(report: Report[Participation], row: Whole) -> list[Block]:
    came_to = (row.kept, row.less, row.unclear)
    answer = answered(row.decisions, row.unrecorded, row.promised, came_to, row.name)
    blocks = [*opening(report, answer, title(row)), *_beside(row)]
    if row.lines:
        blocks += [table(row.lines, report.parties), Heading(say.COUNTS, 2), _counts(row)]
    blocks += _wider(row, report.parties)
    blocks += movements(row.tables, report.parties)
    notes = (say.KEPT, say.LADDER, shared.PRESS, say.FOLLOW)
    return [*blocks, Heading(say.HOW_TO_READ, 2), *map(Sentence, notes), _listed(report)]


def _listed(report: Report[Participation]) -> Sentence:
    """How everything behind the counts can be listed."""
    asked = report.question.parameters
    by = asked.get("by")
    words = ("participation", asked.get("area"), "--by" if by else None, by)
    return Sentence(listing(words, SAY, SAY_APART))


def _beside(row: Whole) -> list[Block]:
    """How many more decisions may belong here, and how sure the share is."""
    texts = [say.PERHAPS.format(count=row.perhaps)] if row.perhaps else []
    texts += [_certainty(row)] if row.promised else []
    return [Sentence(text) for text in texts]


def _promised_apart(report: Report[Participation]) -> str:
    """In how many of the lines a say was promised, and in how many one was not given."""
    return say.APART_ANSWER.format(
        lines=len(report.rows),
        promised=sum(row.promised > 0 for row in report.rows),
        less=sum(row.less > 0 for row in report.rows),
    )


def _certainty(row: Whole) -> str:
    if row.tier == "list":
        return say.TOO_FEW.format(known=row.kept + row.less)
    low, high = percentage(row.low), percentage(row.high)
    text = say.INTERVAL.format(low=low, high=high)
    if row.tier == "score":
        text = say.SHARE.format(share=percentage(row.share_kept), low=low, high=high)
    if row.median_gap is None:
        return text
    return " ".join((text, say.GAP.format(gap=row.median_gap)))


def _counts(row: Whole) -> Table:
    """Everything that was counted, in words and numbers."""
    rows = [(say.PROMISES, figure(row.promised))]
    if row.promised:
        rows += [
            (say.AT_LEAST, figure(row.kept)),
            (say.GIVEN_LESS, figure(row.less)),
            (say.DROPS, figure(row.drops)),
            (say.NOT_CLEAR, figure(row.unclear)),
            (say.FORMS_PROMISED, _forms(row.forms_promised)),
        ]
    rows += [
        (say.FORMS_GIVEN, _forms(row.forms_given)),
        (say.CHOICE, _choices(row)),
        (say.INITIATED, say.BY_WHOM.format(**fields_of(row.initiated))),
        (say.MODES, _modes(row)),
    ]
    advice = row.advice
    for text, counts in (
        (say.OF_RESIDENTS, advice.residents),
        (say.OF_ADVISERS, advice.advisers),
        (say.OF_OTHERS, advice.others),
    ):
        if any(values_of(counts)):
            rows.append((text, say.TAKEN_UP.format(**fields_of(counts))))
    several = (
        (say.GIVEN_AFTER, row.after),
        (say.TAKEN_BACK, row.reversed),
        (say.CONTESTED, row.disputed),
    )
    rows += [(text, figure(count)) for text, count in several if count]
    return Table(say.COUNTS_COLUMNS, rows)


def _forms(counts: dict[str, int]) -> str:
    texts = (say.FORM_COUNT.format(form=say.FORM[form], count=n) for form, n in counts.items())
    return shared.LIST_OF.join(texts) or shared.NONE


def _choices(row: Whole) -> str:
    return say.CHOICES.format(
        could_choose=row.could_choose, no_choice=row.no_choice, choice_unknown=row.choice_unknown
    )


def _modes(row: Whole) -> str:
    return say.CAME_IN.format(
        invited=row.invited, protest=row.protest, mode_unknown=row.mode_unknown
    )


def _wider(row: Whole, called: Called) -> list[Block]:
    """Wider decisions: in numbers, and one by one where there are none about the place itself."""
    if not row.wider_lines:
        return []
    blocks: list[Block] = [Heading(say.WIDER, 2)]
    blocks.append(Sentence(say.WIDER_COUNTS.format(**fields_of(row.wider))))
    if row.lines:
        return [*blocks, Sentence(say.SEE_WIDER.format(area=row.area))]
    return [*blocks, table(row.wider_lines, called)]


def _apart(report: Report[Participation]) -> list[Block]:
    """A line for each group, topic, level or period; shares only where every line has enough."""
    enough = all(row.tier != "list" for row in report.rows)
    headings = [say.PERIOD] if isinstance(report.rows[0], Stretch) else []
    by: str = report.question.parameters.get("by") or ""
    headings += [say.APART[by]] if by else []
    left = len(headings)
    headings += [*say.APART_COLUMNS, *([say.SHARE_COLUMN] if enough else [])]
    rows = [_line(row, by, report.parties, enough=enough) for row in report.rows]
    blocks: list[Block] = [Table(headings, rows, frozenset(range(left, len(headings))))]
    vague = any(row.perhaps for row in report.rows)
    blocks += [Sentence(say.VAGUE)] if vague else []
    blocks += [] if enough else [Sentence(say.NO_TREND)]
    blocks.append(Sentence(say.SEE_DECISIONS))
    return blocks if isinstance(report.rows[0], Stretch) else [*blocks, _listed(report)]


def _line(row: Participation, by: str, called: Called, *, enough: bool) -> list[str]:
    cells = [period(row.from_, row.to)] if isinstance(row, Stretch) else []
    cells += (
        [told_apart(by, row.by, called) if row.by else say.NONE_NAMED[by]]
        if isinstance(row, Grouped)
        else []
    )
    counts = (row.decisions, row.perhaps, row.unrecorded, row.promised)
    cells += [figure(count) for count in (*counts, row.kept, row.less, row.unclear)]
    return [
        *cells,
        *(
            [say.BETWEEN.format(low=percentage(row.low), high=percentage(row.high))]
            if enough
            else []
        ),
    ]
