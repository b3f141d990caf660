"""The screens of `participation` and `contact`, and their words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from domain.dates import bounds
from projections.participation.view import parties_in
from projections.render import phrases as shared
from projections.render.blocks import Block, Heading, Sentence, Table
from projections.render.head import head, names, who
from projections.render.phrases import N_, period, spoken
from projections.render.screens import say
from projections.render.screens.decisions import movements, table
from projections.report import Fields, Report

if TYPE_CHECKING:
    from projections.participation.contact import Contact, Unanswered

# -- participation -----------------------------------------------------------------------------
# The screen of `participation`: what say was promised, what was given, and what nobody knows.


def participation(report: Report[Any]) -> list[Block]:
    """One place decision by decision, or told apart by group, topic, level or period."""
    if len(report.rows) == 1 and "wider" in report.rows[0]:
        return _one(report, report.rows[0])
    return _apart(report)


def title(row: Fields) -> str:
    """What is asked about."""
    return say.TITLE.format(title=row["title"]) if row["title"] else say.EVERYWHERE


def _one(report: Report[Any], row: Fields) -> list[Block]:
    blocks = [*head(report, title(row)), *_answer(row)]
    if row["lines"]:
        blocks += [table(row["lines"]), Heading(say.COUNTS, 2), _counts(row)]
    blocks += _wider(row)
    shown = [*row["lines"], *([] if row["lines"] else row["wider_lines"])]
    blocks += movements(row["tables"])
    blocks += who(report, parties_in(shown) | {seat["party"] for seat in _seats(row)})
    blocks += [Heading(say.HOW_TO_READ, 2), Sentence(say.LADDER), Sentence(shared.PRESS)]
    return [*blocks, Sentence(say.FOLLOW)]


def _seats(row: Fields) -> list[Fields]:
    return [
        seat
        for table in row["tables"]
        for seat in table["seats"]
        if seat["left"] or seat["returned"]
    ]


def _answer(row: Fields) -> list[Block]:
    """The counts in sentences, and how sure the share is."""
    texts = [say.HOW_MANY.format(**row)]
    if row["perhaps"]:
        texts.append(say.PERHAPS.format(count=row["perhaps"]))
    if row["decisions"]:
        texts.append(say.PROMISED.format(**row) if row["promised"] else say.NO_PROMISES)
    blocks: list[Block] = [Sentence(" ".join(texts))]
    if row["promised"]:
        blocks.append(Sentence(_certainty(row)))
    return blocks


def _certainty(row: Fields) -> str:
    if row["tier"] == "list":
        return say.TOO_FEW.format(known=row["kept"] + row["less"])
    template = say.SHARE if row["tier"] == "score" else say.INTERVAL
    text = template.format(share=row["share_kept"], low=row["low"], high=row["high"])
    if row["median_gap"] is None:
        return text
    return " ".join((text, say.GAP.format(gap=row["median_gap"])))


def _counts(row: Fields) -> Table:
    """Everything that was counted, in words and numbers."""
    rows = [[say.PROMISES, str(row["promised"])]]
    if row["promised"]:
        rows += [[text, str(row[name])] for name, text in say.OF_THESE.items()]
        rows.append([say.FORMS_PROMISED, _forms(row["forms_promised"])])
    rows += [
        [say.FORMS_GIVEN, _forms(row["forms_given"])],
        [say.CHOICE, say.CHOICES.format(**row)],
        [say.INITIATED, say.BY_WHOM.format(**row["initiated"])],
        [say.MODES, say.CAME_IN.format(**row)],
    ]
    for side, counts in row["advice"].items():
        if any(counts.values()):
            rows.append([say.SIDE[side], say.TAKEN_UP.format(**counts)])
    rows += [[text, str(row[name])] for name, text in say.SEVERAL.items() if row[name]]
    return Table(say.COUNTS_COLUMNS, rows)


def _forms(counts: dict[str, int]) -> str:
    texts = (say.FORM_COUNT.format(form=say.FORM[form], count=n) for form, n in counts.items())
    return shared.LIST_OF.join(texts) or shared.NONE


def _wider(row: Fields) -> list[Block]:
    """Wider decisions: in numbers, and one by one where there are none about the place itself."""
    if not row["wider_lines"]:
        return []
    blocks: list[Block] = [Heading(say.WIDER, 2)]
    blocks.append(Sentence(say.WIDER_COUNTS.format(**row["wider"])))
    if row["lines"]:
        return [*blocks, Sentence(say.SEE_WIDER.format(area=row["area"]))]
    return [*blocks, table(row["wider_lines"])]


def _apart(report: Report[Any]) -> list[Block]:
    """A line for each group, topic, level or period; shares only where every line has enough."""
    title_ = title(report.rows[0]) if report.rows else say.EVERYWHERE
    if not report.rows:
        return [*head(report, title_), Sentence(shared.NONE_THAT_FITS)]
    first = report.rows[0]
    enough = all(row["tier"] != "list" for row in report.rows)
    headings = [say.PERIOD] if "from" in first else []
    by = report.question.parameters.get("by")
    headings += [say.APART[by]] if by else []
    left = len(headings)
    headings += [*say.APART_COLUMNS, *([say.SHARE_COLUMN] if enough else [])]
    rows = [_line(row, by, enough=enough) for row in report.rows]
    blocks = [*head(report, title_), Table(headings, rows, frozenset(range(left, len(headings))))]
    vague = any(row["perhaps"] for row in report.rows)
    blocks += [Sentence(say.VAGUE)] if vague else []
    blocks += [] if enough else [Sentence(say.NO_TREND)]
    return [*blocks, *_who(report, by), Sentence(say.SEE_DECISIONS)]


def _line(row: Fields, by: str | None, *, enough: bool) -> list[str]:
    cells = [period(row["from"], row["to"])] if "from" in row else []
    if by:
        cells.append(row["by"] or say.NONE_NAMED[by])
    names = ("decisions", "perhaps", "unrecorded", "promised", "kept", "less", "unclear")
    cells += [str(row[name]) for name in names]
    return [*cells, *([say.BETWEEN.format(**row)] if enough else [])]


def _who(report: Report[Any], by: str | None) -> Sequence[Block]:
    return who(report, [row["by"] for row in report.rows if row["by"]]) if by == "group" else ()


# -- contact: words ----------------------------------------------------------------------------
# The words for what residents were told and asked.

CONTACT_TITLE = N_("Contact with {name}")
NO_UPDATES = N_("No update to residents is on record.")
UPDATES = N_("Updates on record: {updates}, without news: {without_news}. The last is of {last}.")
NOBODY_VOUCHES = N_(
    "Whether there were others, nobody vouches for: of the silences in between nothing can be said."
)
COMPLETE = N_("{by} vouches that the record of updates is complete.")
SILENT = N_("No update for {days} days; {by} vouches for the record.")
LONGEST = N_("The longest silence that somebody vouches for: {longest} days from {since}.")
CHANNELS = N_("By channel: {channels}.")
COUNTED = N_("{name} {count}")
NOT_ON_RECORD = N_("not on record")
NO_INPUT = N_("No wish, objection, advice or other input is on record.")
INPUT = N_(
    "Wishes, objections, advices and other input on record: {inputs} ({types}). Acknowledged: "
    "{acknowledged}; answered: {answered}, of which adopted {adopted}, in part {adopted_in_part}, "
    "rejected {rejected}; asked before: {repeated}."
)
TESTIMONIES = N_("Stories that people told: {stories}; acknowledged: {acknowledged}.")
NO_ANSWER = N_("No answer on record: {count}")
NO_ANSWER_COLUMNS = (N_("on"), N_("what, from whom"))
ASKED = N_("{type} of {names}: {text}")
AGAIN = N_("{text} (asked before: {repeats})")
CONTACT_VAGUE = N_("A vague date stands at the last day that it can mean.")
NEXT = N_(
    "Next: `gestand show input/NAME` for what became of one input; --explain for all records "
    "behind this answer; --format json for the names and days."
)


# -- contact -----------------------------------------------------------------------------------
# The screen of `contact`: what residents were told, what they asked, and the silences.


def contact(report: Report[Contact]) -> list[Block]:
    """What was told and asked, in sentences."""
    (row,) = report.rows
    blocks = head(report, CONTACT_TITLE.format(name=row.name))
    blocks += [Sentence(text) for text in (_updates(row), _silence(row), _asked(row))]
    if row.testimonies:
        stories, acknowledged = row.testimonies, row.testimonies_acknowledged
        blocks.append(Sentence(TESTIMONIES.format(stories=stories, acknowledged=acknowledged)))
    if row.unanswered:
        lines = [[spoken(question.on), _question(question)] for question in row.unanswered]
        blocks.append(Heading(NO_ANSWER.format(count=len(lines)), 2))
        blocks.append(Table(NO_ANSWER_COLUMNS, lines))
        if any(not bounds(question.on).exact for question in row.unanswered):
            blocks.append(Sentence(CONTACT_VAGUE))
    parties = {party for question in row.unanswered for party in question.from_}
    blocks += who(report, parties | set(row.vouched_by))
    return [*blocks, Sentence(NEXT)]


def _question(question: Unanswered) -> str:
    text = ASKED.format(type=question.type, names=names(question.from_), text=question.text)
    return AGAIN.format(text=text, repeats=question.repeats) if question.repeats else text


def _updates(row: Contact) -> str:
    if not row.updates:
        return NO_UPDATES
    last = spoken(row.last_update)
    text = UPDATES.format(updates=row.updates, without_news=row.without_news, last=last)
    return f"{text} {CHANNELS.format(channels=_contact_counts(row.channels))}"


def _silence(row: Contact) -> str:
    """The silences that somebody vouches for; of the others nothing can be said."""
    by = names(row.vouched_by)
    longest, days = row.longest_silence_days, row.silent_days
    texts = [SILENT.format(days=days, by=by)] if days is not None else []
    if longest is not None:
        since = spoken(row.longest_silence_from)
        texts.append(LONGEST.format(longest=longest, since=since))
    if texts:
        return " ".join(texts)
    return COMPLETE.format(by=by) if row.covered else NOBODY_VOUCHES


def _asked(row: Contact) -> str:
    if not row.inputs:
        return NO_INPUT
    return INPUT.format(
        inputs=row.inputs,
        types=_contact_counts(row.types),
        acknowledged=row.acknowledged,
        answered=row.answered,
        adopted=row.adopted,
        adopted_in_part=row.adopted_in_part,
        rejected=row.rejected,
        repeated=row.repeated,
    )


def _contact_counts(counts: dict[str, int]) -> str:
    named = {name if name != "unknown" else NOT_ON_RECORD: n for name, n in counts.items()}
    parts = (COUNTED.format(name=name, count=count) for name, count in named.items())
    return shared.LIST_OF.join(parts)
