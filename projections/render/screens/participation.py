"""The screen of `participation`: what say was promised, what was given, and what nobody knows."""

from __future__ import annotations

from collections.abc import Sequence

from projections.participation.lines import parties_in
from projections.render import words as shared
from projections.render.blocks import Block, Heading, Sentence, Table
from projections.render.dates import period
from projections.render.screens.decisions import table
from projections.render.screens.head import head, who
from projections.render.screens.tables import movements
from projections.render.words import participation as words
from projections.report import Fields, Report


def participation(report: Report) -> list[Block]:
    """One place decision by decision, or told apart by group, topic, level or period."""
    if len(report.rows) == 1 and "wider" in report.rows[0]:
        return _one(report, report.rows[0])
    return _apart(report)


def title(row: Fields) -> str:
    """What is asked about."""
    return words.TITLE.format(title=row["title"]) if row["title"] else words.EVERYWHERE


def _one(report: Report, row: Fields) -> list[Block]:
    blocks = [*head(report, title(row)), *_answer(row)]
    if row["lines"]:
        blocks += [table(row["lines"]), Heading(words.COUNTS, 2), _counts(row)]
    blocks += _wider(row)
    shown = [*row["lines"], *([] if row["lines"] else row["wider_lines"])]
    blocks += movements(row["tables"])
    blocks += who(report, parties_in(shown) | {one["party"] for one in _seats(row)})
    blocks += [Heading(words.HOW_TO_READ, 2), Sentence(words.LADDER), Sentence(shared.PRESS)]
    return [*blocks, Sentence(words.FOLLOW)]


def _seats(row: Fields) -> list[Fields]:
    return [
        seat for one in row["tables"] for seat in one["seats"] if seat["left"] or seat["returned"]
    ]


def _answer(row: Fields) -> list[Block]:
    """The counts in sentences, and how sure the share is."""
    texts = [words.HOW_MANY.format(**row)]
    if row["perhaps"]:
        texts.append(words.PERHAPS.format(count=row["perhaps"]))
    if row["decisions"]:
        texts.append(words.PROMISED.format(**row) if row["promised"] else words.NO_PROMISES)
    blocks: list[Block] = [Sentence(" ".join(texts))]
    if row["promised"]:
        blocks.append(Sentence(_certainty(row)))
    return blocks


def _certainty(row: Fields) -> str:
    if row["tier"] == "list":
        return words.TOO_FEW.format(known=row["kept"] + row["less"])
    template = words.SHARE if row["tier"] == "score" else words.INTERVAL
    text = template.format(share=row["share_kept"], low=row["low"], high=row["high"])
    if row["median_gap"] is None:
        return text
    return " ".join((text, words.GAP.format(gap=row["median_gap"])))


def _counts(row: Fields) -> Table:
    """Everything that was counted, in words and numbers."""
    rows = [[words.PROMISES, str(row["promised"])]]
    if row["promised"]:
        rows += [[text, str(row[name])] for name, text in words.OF_THESE.items()]
        rows.append([words.FORMS_PROMISED, _forms(row["forms_promised"])])
    rows += [
        [words.FORMS_GIVEN, _forms(row["forms_given"])],
        [words.CHOICE, words.CHOICES.format(**row)],
        [words.INITIATED, words.BY_WHOM.format(**row["initiated"])],
        [words.MODES, words.CAME_IN.format(**row)],
    ]
    for side, counts in row["advice"].items():
        if any(counts.values()):
            rows.append([words.SIDE[side], words.TAKEN_UP.format(**counts)])
    rows += [[text, str(row[name])] for name, text in words.SEVERAL.items() if row[name]]
    return Table(words.COUNTS_COLUMNS, rows)


def _forms(counts: dict[str, int]) -> str:
    told = (words.FORM_COUNT.format(form=words.FORM[form], count=n) for form, n in counts.items())
    return shared.LIST_OF.join(told) or shared.NONE


def _wider(row: Fields) -> list[Block]:
    """Wider decisions: in numbers, and one by one where there are none about the place itself."""
    if not row["wider_lines"]:
        return []
    blocks: list[Block] = [Heading(words.WIDER, 2)]
    blocks.append(Sentence(words.WIDER_COUNTS.format(**row["wider"])))
    if row["lines"]:
        return [*blocks, Sentence(words.SEE_WIDER.format(area=row["area"]))]
    return [*blocks, table(row["wider_lines"])]


def _apart(report: Report) -> list[Block]:
    """A line for each group, topic, level or period; shares only where every line has enough."""
    title_ = title(report.rows[0]) if report.rows else words.EVERYWHERE
    if not report.rows:
        return [*head(report, title_), Sentence(shared.NONE_THAT_FITS)]
    first = report.rows[0]
    enough = all(row["tier"] != "list" for row in report.rows)
    headings = [words.PERIOD] if "from" in first else []
    by = report.question.parameters.get("by")
    headings += [words.APART[by]] if by else []
    left = len(headings)
    headings += [*words.APART_COLUMNS, *([words.SHARE_COLUMN] if enough else [])]
    rows = [_line(row, by, enough=enough) for row in report.rows]
    blocks = [*head(report, title_), Table(headings, rows, frozenset(range(left, len(headings))))]
    vague = any(row["perhaps"] for row in report.rows)
    blocks += [Sentence(words.VAGUE)] if vague else []
    blocks += [] if enough else [Sentence(words.NO_TREND)]
    return [*blocks, *_who(report, by), Sentence(words.SEE_DECISIONS)]


def _line(row: Fields, by: str | None, *, enough: bool) -> list[str]:
    cells = [period(row["from"], row["to"])] if "from" in row else []
    if by:
        cells.append(row["by"] or words.NONE_NAMED[by])
    names = ("decisions", "perhaps", "unrecorded", "promised", "kept", "less", "unclear")
    cells += [str(row[name]) for name in names]
    return [*cells, *([words.BETWEEN.format(**row)] if enough else [])]


def _who(report: Report, by: str | None) -> Sequence[Block]:
    return who(report, [row["by"] for row in report.rows if row["by"]]) if by == "group" else ()
