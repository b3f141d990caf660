"""The screen of `contact`, and its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.dates import bounds
from languages import N_, pgettext
from projections.render import phrases as shared
from projections.render.blocks import Block, Heading, Sentence, Table
from projections.render.head import Called, opening, people
from projections.render.phrases import spoken
from projections.render.screens.counts import CONTACT, CONTACT_APART, listing
from projections.report import Report

if TYPE_CHECKING:
    from projections.participation.contact import Contact, Unanswered
    from projections.participation.contact_lists import InputBehind

# -- words -------------------------------------------------------------------------------------
# The words for what residents were told and asked.

TITLE = N_("Contact with {name}")
ANSWER = N_("{name}: {updates}; {inputs}.")
NO_UPDATES = N_("no update to residents is on record")
UPDATES = N_("updates to residents on record: {updates:,}, the last of {last}")
NO_INPUT = N_("no wish, objection, advice or other input is on record")
ANSWERED = N_(
    "of {inputs:,} wishes, objections, advices and other input {answered:,} were answered"
)
WITHOUT_NEWS = N_("Updates that say that there is no news: {without_news:,}.")
NOBODY_VOUCHES = N_(
    "Whether there were others, nobody vouches for: of the silences in between nothing can be "
    "said. Who keeps every message can vouch for it: `gestand record coverage.declared --about "
    "update`."
)
COMPLETE = N_("{by} vouches that the record of updates is complete.")
SILENT = N_("No update for {days:,} days; {by} vouches for the record.")
LONGEST = N_("The longest silence that somebody vouches for: {longest:,} days from {since}.")
CHANNELS = N_("By channel: {channels}.")
COUNTED = N_("{name} {count:,}")
NOT_ON_RECORD = N_("not on record")
INPUT = N_(
    "Wishes, objections, advices and other input on record: {inputs:,} ({types}). Acknowledged: "
    "{acknowledged:,}; answered: {answered:,}, of which adopted {adopted:,}, in part "
    "{adopted_in_part:,}, rejected {rejected:,}; asked before: {repeated:,}."
)
TESTIMONIES = N_("Stories that people told: {stories:,}; acknowledged: {acknowledged:,}.")
NO_ANSWER = N_("No answer on record: {count:,}")
NO_ANSWER_COLUMNS = (N_("on"), N_("what, from whom"))
ASKED = N_("{type} of {names}: {text}")
AGAIN = N_("{text} (asked before: {repeats})")
VAGUE = N_("A vague date stands at the last day that it can mean.")
NEXT = N_(
    "Next: `gestand show input/NAME` for what became of one input; --explain for all records "
    "behind this answer; --format json for the names and days."
)


# -- screen ------------------------------------------------------------------------------------
# The screen of `contact`: what residents were told, what they asked, and the silences.


def contact(report: Report[Contact]) -> list[Block]:
    """What was told and asked, in sentences."""
    (row,) = report.rows
    told = (_updates(row), _silence(row, report.parties), _asked(row))
    blocks = opening(report, _answer(row), TITLE.format(name=row.name))
    blocks += [Sentence(text) for text in told if text]
    if row.testimonies:
        stories, acknowledged = row.testimonies, row.testimonies_acknowledged
        blocks.append(Sentence(TESTIMONIES.format(stories=stories, acknowledged=acknowledged)))
    if row.unanswered:
        lines = [
            [spoken(question.on), input_text(question, report.parties)]
            for question in row.unanswered
        ]
        blocks.append(Heading(NO_ANSWER.format(count=len(lines)), 2))
        blocks.append(Table(NO_ANSWER_COLUMNS, lines))
        if any(not bounds(question.on).exact for question in row.unanswered):
            blocks.append(Sentence(VAGUE))
    listed = listing(("contact", row.area), CONTACT, CONTACT_APART)
    return [*blocks, Sentence(NEXT), Sentence(listed)]


def input_text(question: Unanswered | InputBehind, called: Called) -> str:
    """What was brought forward, by whom, and whether it asks again."""
    text = ASKED.format(
        type=pgettext("type", question.type),
        names=people(question.from_, called),
        text=question.text,
    )
    return AGAIN.format(text=text, repeats=question.repeats) if question.repeats else text


def _answer(row: Contact) -> str:
    """How often residents were told something, and how often they were answered."""
    updates, inputs = NO_UPDATES, NO_INPUT
    if row.updates:
        updates = UPDATES.format(updates=row.updates, last=spoken(row.last_update))
    if row.inputs:
        inputs = ANSWERED.format(inputs=row.inputs, answered=row.answered)
    return ANSWER.format(name=row.name, updates=updates, inputs=inputs)


def _updates(row: Contact) -> str:
    if not row.updates:
        return ""
    text = CHANNELS.format(channels=_counts(row.channels))
    if not row.without_news:
        return text
    return f"{WITHOUT_NEWS.format(without_news=row.without_news)} {text}"


def _silence(row: Contact, called: Called) -> str:
    """The silences that somebody vouches for; of the others nothing can be said."""
    by = people(row.vouched_by, called)
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
        return ""
    return INPUT.format(
        inputs=row.inputs,
        types=_counts({pgettext("type", name): count for name, count in row.types.items()}),
        acknowledged=row.acknowledged,
        answered=row.answered,
        adopted=row.adopted,
        adopted_in_part=row.adopted_in_part,
        rejected=row.rejected,
        repeated=row.repeated,
    )


def _counts(counts: dict[str, int]) -> str:
    named = {name if name != "unknown" else NOT_ON_RECORD: n for name, n in counts.items()}
    parts = (COUNTED.format(name=name, count=count) for name, count in named.items())
    return shared.LIST_OF.join(parts)
