"""The screens of records: the log, one stream, and what an answer rests on; their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from domain.record import StreamName
from languages import N_, counted, figure, pgettext
from projections.register import SignedLine
from projections.render import phrases as shared
from projections.render.blocks import Block, Heading, Sentence, Table
from projections.render.head import opening, people
from projections.render.phrases import spoken
from projections.render.screens import corrections, kinds
from projections.render.screens import promises as promise_words
from projections.render.screens.fields import Known, in_words, label
from projections.report import Fields, LogLine, Report, source_types
from projections.streamed import Streamed

# -- records: words ----------------------------------------------------------------------------

LOG = N_("Records in the order in which they were recorded")
COUNTS = N_("Records: {records:,}, of these retracted: {retracted:,}, disputed: {disputed:,}.")
LOG_COLUMNS = (pgettext("number", "no"), N_("on"), N_("what"))
DAYS_LATE = N_("days late")
IT_IS = N_("{name} · {kind}, {records}; the last: {last}, {day}.")
ONE_RECORD, RECORDS = N_("1 record"), N_("{count:,} records")
WITH_STATUS = N_("{text} ({status})")
STATUS = {"": "", "retracted": N_("retracted"), "disputed": N_("disputed")}
CORRECTED_LATER = N_("corrected later by record {record}")
BOTH = N_("{status}; {corrected}")
TOLD = N_("{text}: {told}")
IN_PLACE_OF = N_("in the place of record {record}")
CORRECTION = N_("corrects")
HEADING = N_("{day}  {happened} ({kind})")
FOUND_BY = N_("found by")
ON_THE_WORD_OF = N_("on the word of")
OUTCOME = N_("outcome")
SOURCE = N_("source")
NOTE = N_("note")
SIGNED_BY = N_("signed by")
NOBODY = N_("nobody")
SIGNATURE = {
    "signed": N_("{by}"),
    "wrong": N_("{by}, wrongly"),
    "revoked": N_("{by}, with a revoked key"),
    "unknown": N_("{by}, with an unknown key"),
}
"""Whose signature it is said to be, by what it is worth."""
RECORD = N_("record")
PLACE_IN_LEDGER = N_("{id}, number {position}")
RETRACTED_LATER = N_(
    "Retracted later, which nothing in this file tells: {count:,} of {all:,}. A view such as "
    "`gestand promises --format csv` leaves these out, and `gestand log` marks them."
)

EXPLANATION = N_("The records that this rests on, and their sources")
EXPLANATION_COLUMNS = (pgettext("number", "no"), N_("on"), N_("what, and where it comes from"))
CITED = N_("{what}: {sources}")
BETWEEN_SOURCES = "; "


# -- records -----------------------------------------------------------------------------------


def log(report: Report[LogLine]) -> list[Block]:
    """The records in the order of recording."""
    if not report.rows:
        return opening(report, shared.NONE_THAT_FITS, LOG)
    known = Known(report.parties, report.places)
    states: Counter[str] = Counter()
    told: dict[int, str] = {}  # names are looked up while the book is open
    for row in report.rows:
        states[row.status] += 1
        if row.correction is not None:
            told[row.position] = _corrects(_what(row), row, known)
    counts = COUNTS.format(
        records=states.total(), retracted=states["retracted"], disputed=states["disputed"]
    )
    blocks = opening(report, counts, LOG)
    late = "late" in report.question.parameters
    keys = isinstance(report.rows[0], SignedLine)
    rows = Streamed(
        lambda: (
            [str(row.position), spoken(row.on), told.get(row.position) or _what(row)]
            + ([figure(row.days_late or 0)] if late else [])
            + ([_signed(row)] if isinstance(row, SignedLine) else [])
            for row in report.rows
        )
    )
    headings = [*LOG_COLUMNS]
    headings += [DAYS_LATE] if late else []
    headings += [SIGNED_BY] if keys else []
    room = [str(report.question.known - 1), *[""] * len(headings[1:])]
    return [*blocks, Table(headings, rows, frozenset({0, 3} if late else {0}), room=room)]


def _what(row: LogLine) -> str:
    return with_status(kinds.of_stream(row.kind, row.stream), row)


def _signed(row: SignedLine) -> str:
    """Who signed a record, and what that is worth if it does not hold."""
    signature = row.signature
    return SIGNATURE[signature.status].format(by=signature.by) if signature else ""


def _corrects(text: str, row: LogLine, known: Known) -> str:
    """A text with what the record corrects; what took the place only says of what."""
    if row.correction is None:
        return text
    if row.position == row.correction.retraction:
        return TOLD.format(text=text, told=corrections.sentence(row.correction, known))
    return TOLD.format(text=text, told=IN_PLACE_OF.format(record=row.correction.target))


def with_status(text: str, row: LogLine) -> str:
    """A text with whether the record is retracted or disputed, and what corrected it later."""
    status = STATUS[row.status]
    if row.corrected_by is not None:
        corrected = CORRECTED_LATER.format(record=row.corrected_by)
        status = BOTH.format(status=status, corrected=corrected) if status else corrected
    return WITH_STATUS.format(text=text, status=status) if status else text


def show(report: Report[LogLine]) -> list[Block]:
    """Every record of one stream with what it says and its sources."""
    first, *rest = story(report)
    blocks = opening(report, first, report.rows[0].stream)
    blocks += [Sentence(sentence) for sentence in rest]
    known = Known(report.parties, report.places)
    for row in report.rows:
        heading = HEADING.format(
            day=spoken(row.on), happened=kinds.happened(row.kind), kind=row.kind
        )
        blocks.append(Heading(with_status(heading, row), 2))
        told = says(row, report.question.coders, known)
        told += [[SOURCE, source(cited)] for cited in row.sources]
        told += beside(row, known)
        told.append([RECORD, PLACE_IN_LEDGER.format(id=row.id, position=row.position)])
        blocks.append(Table(("", ""), told))
    return blocks


def story(report: Report[LogLine]) -> tuple[str, ...]:
    """What a stream is, in sentences."""
    return report.story or (_what_it_is(report.rows),)


def beside(row: LogLine, known: Known) -> list[list[str]]:
    """What stands beside what a record says: a note, its correction, and who signed it."""
    told = [[NOTE, row.note]] if row.note else []
    if row.correction is not None:
        told.append([CORRECTION, corrections.in_a_line(row.correction, known)])
    if isinstance(row, SignedLine):
        told.append([SIGNED_BY, _signed(row) or NOBODY])
    return told


def _what_it_is(rows: Sequence[LogLine]) -> str:
    """What the records are about, in the words of the first, and what happened last."""
    last = rows[-1]
    return IT_IS.format(
        name=named(rows[0]),
        kind=kinds.one(StreamName.parse(last.stream).kind),
        records=counted(len(rows), ONE_RECORD, RECORDS),
        last=kinds.told(last.kind),
        day=spoken(last.on),
    )


def named(first: LogLine) -> str:
    """What a stream is called in the words of its first record, else by its name in the ledger."""
    kind, name = StreamName.parse(first.stream)
    said = (first.says.get(field) for field in ("name", "title", "text", "indicator"))
    words = (kinds.own_name(first.says), *said)
    return next((text for text in words if text), name or kind)


def says(row: LogLine, coders: Collection[str], known: Known) -> list[list[str]]:
    """What a record says; of an outcome in words, never without who found it and on what basis."""
    found = _outcome(row, coders, known)
    left_out = OF_OUTCOME if found else ()
    return [
        *found,
        *(
            [label(name, row.kind), in_words(value, name, known)]
            for name, value in row.says.items()
            if name not in left_out
        ),
    ]


OF_OUTCOME = ("outcome", "by", "basis")
"""The fields of a finding that are told in words of their own."""


def _outcome(row: LogLine, coders: Collection[str], known: Known) -> list[list[str]]:
    """What was found of a promise, and who found it; empty where a record is no finding."""
    if row.kind not in {"promise.assessed", "promise.reported"}:
        return []
    by, basis = row.says["by"], row.says.get("basis", "promisor")
    if basis == "independent" and by in coders:
        basis = "coders"
    types = list(source_types([row]))
    who = promise_words.finder(basis, people([by], known.parties), types)
    return [
        [OUTCOME, promise_words.ESTABLISHED[row.says["outcome"]]],
        [ON_THE_WORD_OF if basis == "promisor" else FOUND_BY, who],
    ]


def explanation(records: Sequence[LogLine]) -> list[Block]:
    """Every record that an answer rests on, with where it comes from."""
    rows = []
    for row in records:
        sources = BETWEEN_SOURCES.join(source(cited) for cited in row.sources)
        text = CITED.format(what=_what(row), sources=sources)
        rows.append([str(row.position), spoken(row.on), text])
    table = Table(EXPLANATION_COLUMNS, rows, frozenset({0}))
    return [Heading(EXPLANATION, 2), table]


def source(cited: Fields) -> str:
    """A source: its title, when it appeared, of which type it is, and where to find it."""
    kind = pgettext("type", cited["type"]) if cited.get("type") else ""
    parts = [cited["title"], spoken(cited.get("published")), kind, cited.get("url")]
    return shared.LIST_OF.join(part for part in parts if part)
