"""The screen of pull when the source contradicts the copy; its words."""

from __future__ import annotations

from domain.dates import is_date
from domain.text import LONGEST_TOLD, named, quoted
from languages import N_
from projections.render.answers import Parted
from projections.render.blocks import Block, Heading, Lines, Sentence, Table
from projections.render.screens.fields import strange_in_words, strange_label, told

PARTED_TITLE = N_("{verdict}: {source}")
PARTED = {
    "truncated": (
        N_(
            "The source has {there:,} records, and this copy has {here:,}: records were removed "
            "there, or it shows an old state of the log. The {there:,} that are left agree."
        )
    ),
    "doubtful": (
        N_(
            "The source does not begin with the {here:,} records of this copy. No signature that "
            "was "
            "checked stands for that record in this copy, so nothing tells which of the two is the "
            "true one."
        )
    ),
    "altered": (
        N_(
            "The past was changed: the source does not begin with the {here:,} records of this "
            "copy."
        )
    ),
    "forked": (
        N_(
            "The past was changed, and {origin} signed both: the source does not begin with the "
            "{here:,} records of this copy. The two signatures prove it to anybody."
        )
    ),
}
FIRST = N_("The first record that differs is number {position}, {kind} of {stream}.")
MISSING = N_("The first record that is missing is number {position}.")
COLUMNS = ("", N_("this copy"), N_("the source"))
NO_FIELD = N_("not there")
MORE_FIELDS = N_("And {more:,} fields more; see the evidence.")
MOST_FIELDS = 20
"""So many fields that differ are shown."""
KEPT = N_("Nothing was taken over: {copy} is as it was.")
EVIDENCE = N_("Evidence, in {folder} (here: this copy; there: the source):")
NO_EVIDENCE = N_("The evidence could not be written to {folder}: {unwritten}.")
NEXT_FORKED = N_(
    "Next: give both files of proof to whom it concerns. `gestand verify FILE --key VKEY` accepts "
    "each of them; that one log holds two records number {position} is what proves the change."
)
NEXT_PARTED = N_(
    "Next: ask the operator what happened, and compare with the copies of others; keep this copy "
    "as it is."
)


def parted(answer: Parted) -> list[Block]:
    """A source that does not extend the copy: where, how badly, and what proves it."""
    fields = told(answer)
    blocks: list[Block] = [
        Heading(PARTED_TITLE.format(verdict=answer.verdict, source=answer.source)),
        Sentence(PARTED[_proven(answer)].format(**fields)),
    ]
    if answer.verdict == "truncated":
        blocks.append(Sentence(MISSING.format(position=answer.position)))
    else:
        blocks.append(Sentence(FIRST.format(**fields)))
        rows = [
            [strange_label(name), *(_value(name, value) for value in values)]
            for name, *values in answer.fields[:MOST_FIELDS]
        ]
        blocks.append(Table(COLUMNS, rows))
        if more := len(answer.fields) - len(rows):
            blocks.append(Sentence(MORE_FIELDS.format(more=more)))
    blocks.append(Sentence(KEPT.format(copy=answer.copy)))
    blocks += _evidence(answer)
    following = NEXT_FORKED if answer.verdict == "forked" else NEXT_PARTED
    return [*blocks, Sentence(following.format(position=answer.position))]


def _proven(answer: Parted) -> str:
    """That the past was changed is said only where a signature stands for what the copy has."""
    doubtful = answer.verdict == "altered" and not answer.proven
    return "doubtful" if doubtful else answer.verdict


def _evidence(answer: Parted) -> list[Block]:
    if not answer.evidence:
        return []
    if answer.unwritten:
        return [Sentence(NO_EVIDENCE.format(folder=answer.folder, unwritten=answer.unwritten))]
    return [Heading(EVIDENCE.format(folder=answer.folder), 2), Lines(answer.evidence)]


def _value(name: str, value: object) -> str:
    if value is None:
        return NO_FIELD
    text = strange_in_words(value, name)
    ours = named(text) == text or (isinstance(value, str) and is_date(value))
    return text if ours else quoted(text, LONGEST_TOLD)
