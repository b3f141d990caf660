"""The screen of what was recorded since an older checkpoint, late records first; its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from languages import N_, counted, pgettext
from projections.register import CORRECTIONS, GROUPS, MOVED_FIELD, OTHER, Difference
from projections.render import phrases as shared
from projections.render.blocks import Block, Heading, Sentence, Table
from projections.render.head import opening
from projections.render.phrases import day, spoken
from projections.render.screens import corrections, kinds
from projections.render.screens.fields import Known, in_words
from projections.render.screens.gist import beside_subject, in_fields, main_of, short
from projections.render.screens.records import with_status
from projections.report import Report

# -- what came: words --------------------------------------------------------------------------

TITLE = N_("Recorded since the checkpoint of {size:,} records")
SIGNED_BY = N_("The checkpoint is signed by {signers}.")
NOT_CHECKED = N_(
    "Who signed the checkpoint was not checked. Give the verifier key of the log with --key, as "
    "the operator published it."
)
NONE = N_("Nothing was recorded since {day}, when the last record of the checkpoint was.")
ONE = N_("One record was recorded since {day}, when the last record of the checkpoint was.")
SEVERAL = N_(
    "{count:,} records were recorded since {day}, when the last record of the checkpoint was."
)
ONE_FROM_NOTHING = N_("One record was recorded since the ledger was empty.")
FROM_NOTHING = N_("{count:,} records were recorded since the ledger was empty.")
ONE_ALONE = {
    True: N_("It tells of the time before that day, which had already been reported on."),
    False: N_("It does not tell of the time before that day."),
    None: N_("Its date is too vague to tell whether it is about the time before that day."),
}
"""Of one record: whether it is late."""
LATE = {
    0: N_("None of them certainly tells of the time before that day."),
    1: N_("One of them tells of the time before that day, which had already been reported on."),
}
LATE_SEVERAL = N_(
    "{count:,} of them tell of the time before that day, which had already been reported on."
)
VAGUE_ONE = N_("Of one the date is too vague to tell whether it does.")
VAGUE = N_("Of {count:,} the date is too vague to tell whether they do.")

RECORDED_LATE = N_("Recorded late: about a time that had already been reported on")
GROUP = {
    "corrections": N_("Corrected, each with what it moves as of the day asked about"),
    "promises": N_("New promises"),
    "deadlines": N_("Deadlines moved"),
    "rules": N_("Rules"),
    "mandates": N_("Who has power and duty"),
    "retractions": N_("Records retracted"),
    "other": N_("Other records"),
}
COLUMNS = (pgettext("number", "no"), N_("on"), N_("what"))
MOVED = N_("{was} → {now}")
TOLD_MORE = N_("{what} — {told}")
NEXT = N_("Next: gestand show RECORD or STREAM, for a record with its sources.")


# -- what came ---------------------------------------------------------------------------------


def diff(report: Report[Difference]) -> list[Block]:
    """What came since, in numbers, and then the records."""
    asked = report.question.parameters
    blocks = opening(report, came(report), TITLE.format(size=asked["size"]))
    signers = asked.get("signed_by")
    if signers is not None:
        signed = SIGNED_BY.format(signers=shared.LIST_OF.join(signers))
        blocks.append(Sentence(signed if signers else NOT_CHECKED))
    for heading, rows in differences(report):
        lines = [[str(row.position), spoken(row.on), text.whole] for row, text in rows]
        room = [max((line[0] for line in lines), key=len), *[""] * len(COLUMNS[1:])]
        blocks += [Heading(heading, 2), Table(COLUMNS, lines, frozenset({0}), room=room)]
    return [*blocks, Sentence(NEXT)] if report.rows else blocks


def came(report: Report[Difference]) -> str:
    """How many records came, and how many of them late: none where there were none before."""
    if report.question.parameters["size"] == 0:
        return counted(len(report.rows), ONE_FROM_NOTHING, FROM_NOTHING)
    late = [row for row in report.rows if row.late]
    return _summary(report.rows, late, str(report.question.parameters["until"]))


class Said(NamedTuple):
    """What a record that came says. what: what happened to what; more: all else, or nothing."""

    what: str
    more: str

    @property
    def whole(self) -> str:
        """All of it."""
        return TOLD_MORE.format(what=self.what, told=self.more) if self.more else self.what


def differences(
    report: Report[Difference], texts: Mapping[int, Said] | None = None
) -> Iterator[tuple[str, list[tuple[Difference, Said]]]]:
    """What came, in groups: the heading of each, and its records with what they say.

    A correction is told once of its two records; what was late stands by itself. texts: what each
    record says, as of `texts_of`, where that is made already.
    """
    told = texts_of(report) if texts is None else texts
    corrected = {
        row.correction.target: row
        for row in report.rows
        if row.group == CORRECTIONS and row.correction is not None
    }
    if corrected:
        yield GROUP[CORRECTIONS], [(row, told[row.position]) for row in corrected.values()]
    others = [row for row in report.rows if row.group != CORRECTIONS]
    late = [row for row in others if row.late]
    if late:
        yield RECORDED_LATE, [(row, told[row.position]) for row in late]
    for name in (*(name for name, _ in GROUPS), OTHER):
        rows = [row for row in others if row.group == name and not row.late]
        if rows:
            yield GROUP[name], [(row, told[row.position]) for row in rows]


def texts_of(report: Report[Difference]) -> dict[int, Said]:
    """What each record that came says, by its place in the ledger."""
    known = Known(report.parties, report.places)
    subjects = {
        stream: kinds.about(stream, says, known) for stream, says in report.founding.items()
    }
    return {row.position: _said(row, subjects.get(row.stream), known) for row in report.rows}


def _said(row: Difference, subject: str | None, known: Known) -> Said:
    """What happened to what, where and by whom; what stood there before, or what is said."""
    correction = row.correction
    if row.group == CORRECTIONS and correction is not None:
        what = kinds.of_subject(correction.target_kind, subject or correction.stream)
        return Said(what, corrections.sentence(correction, known))
    more = _more(row, known)
    says = more == main_of(row, known)
    if says:
        more = in_fields(beside_subject(row), row, known)
    subject = subject or row.stream
    if says and subject in {more, kinds.quoted(more)}:  # its own first record: all of it, once
        subject, more = (more if subject == more else shared.QUOTED.format(text=more)), ""
    by = not says or "by" not in beside_subject(row)
    what = kinds.of_subject(row.kind, subject)
    circumstances = kinds.circumstances(row, known, by=by)
    return Said(with_status(kinds.with_circumstances(what, circumstances), row), more)


def _more(row: Difference, known: Known) -> str:
    """What stood there before and stands there now, or what a record says above all."""
    field = MOVED_FIELD.get(row.group, "")
    was, now = (short(in_words(value or "", field, known)) for value in (row.was, row.now))
    if was and now:
        return MOVED.format(was=was, now=now)
    if row.correction is not None:
        return corrections.sentence(row.correction, known)
    if was and row.group != "retractions":
        return was
    return main_of(row, known)


def _summary(rows: Sequence[Difference], late: list[Difference], until: str) -> str:
    since = (NONE, ONE)[len(rows)] if len(rows) <= 1 else SEVERAL
    parts = [since.format(day=day(until), count=len(rows))]
    if len(rows) == 1:
        parts.append(ONE_ALONE[rows[0].late])
    elif rows:
        several = LATE_SEVERAL.format(count=len(late))
        parts.append(LATE.get(len(late), several))
        vague = sum(row.late is None for row in rows)
        if vague:
            parts.append(VAGUE_ONE if vague == 1 else VAGUE.format(count=vague))
    return " ".join(parts)
