"""The screens of the records themselves: log, show, diff, explanation and lists; their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from domain.record import StreamName
from languages import N_, counted, figure, pgettext
from projections.register import (
    CORRECTIONS,
    GROUPS,
    MOVED_FIELD,
    OTHER,
    Difference,
    ListedArea,
    ListedCase,
    ListedFigure,
    ListedParty,
    SignedLine,
)
from projections.render import phrases as shared
from projections.render.blocks import Block, Heading, Sentence, Table
from projections.render.head import Called, opening, people
from projections.render.phrases import day, spoken, stretch
from projections.render.screens import corrections, kinds
from projections.render.screens import promises as promise_words
from projections.render.screens.fields import FIELD, Known, in_words, label
from projections.report import Fields, LogLine, Report, source_types
from projections.rows.frozen import fields_of
from projections.streamed import Streamed

# -- records: words ----------------------------------------------------------------------------
# The words for the records themselves.

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
# The screens of the records themselves: the log, one stream, and what an answer rests on.


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


# -- continuity: words -------------------------------------------------------------------------
# The words for what was recorded since an older checkpoint.

TITLE = N_("Recorded since the checkpoint of {size:,} records")
DIFFERENCE_SIGNED_BY = N_("The checkpoint is signed by {signers}.")
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
LONGEST = 400
"""How many characters of what a record says stand in a table."""
CUT = N_("{text}…")
NEXT = N_("Next: gestand show RECORD or STREAM, for a record with its sources.")


# -- continuity --------------------------------------------------------------------------------
# The screen of what was recorded since an older checkpoint: what was late first.

MAIN: tuple[tuple[str, ...], ...] = (
    ("text",), ("act_text", "holder"), ("holder", "power"), ("outcome", "by"),
    ("key", "met", "by"), ("criterion",), ("indicator", "value", "unit", "period", "by"),
    ("value",), ("due",), ("given", "promised", "group"), ("content", "by"), ("reason",),
    ("name",), ("title",),
)  # fmt: skip
"""What a record says above all: the fields of the first of these that begins with one it has."""

ALONE = frozenset(names[0] for names in MAIN if len(names) == 1)
"""The fields that need no name before what they say."""


def diff(report: Report[Difference]) -> list[Block]:
    """What came since, in numbers, and then the records."""
    asked = report.question.parameters
    blocks = opening(report, came(report), TITLE.format(size=asked["size"]))
    signers = asked.get("signed_by")
    if signers is not None:
        signed = DIFFERENCE_SIGNED_BY.format(signers=shared.LIST_OF.join(signers))
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
        more = _in_fields(_beside_subject(row), row, known)
    subject = subject or row.stream
    if says and subject in {more, kinds.quoted(more)}:  # its own first record: all of it, once
        subject, more = (more if subject == more else shared.QUOTED.format(text=more)), ""
    by = not says or "by" not in _beside_subject(row)
    what = kinds.of_subject(row.kind, subject)
    circumstances = kinds.circumstances(row, known, by=by)
    return Said(with_status(kinds.with_circumstances(what, circumstances), row), more)


def _more(row: Difference, known: Known) -> str:
    """What stood there before and stands there now, or what a record says above all."""
    field = MOVED_FIELD.get(row.group, "")
    was, now = (_short(in_words(value or "", field, known)) for value in (row.was, row.now))
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


def main_of(row: LogLine, known: Known) -> str:
    """What a record says above all; where no field of it stands out, all that it says."""
    return _in_fields(_main(row), row, known)


def _beside_subject(row: LogLine) -> Fields:
    """The fields that stand out, without what is told of the subject, where, and by whom."""
    told = kinds.told_by_phrase(row)
    main = _main(row)
    if not any(names[0] in main for names in MAIN):
        told |= {"by", "place"}
    return {name: value for name, value in main.items() if name not in told}


def _in_fields(says: Fields, row: LogLine, known: Known) -> str:
    found = {name: in_words(value, name, known) for name, value in says.items()}
    if len(found) == 1 and {*says} <= ALONE:
        return _short(next(iter(found.values())))
    fields = (FIELD.format(name=label(name, row.kind), value=text) for name, text in found.items())
    return _short(shared.LIST_OF.join(fields))


def _main(row: LogLine) -> Fields:
    """The fields of a record that stand out; all of them where none does."""
    # The name of what it is about stands in the table already.
    says = {name: value for name, value in row.says.items() if f"{name}/{value}" != row.stream}
    names = next((names for names in MAIN if names[0] in says), tuple(says))
    return {name: says[name] for name in names if name in says}


def _short(text: str) -> str:
    """A text that is very long is cut, for `show` has it whole."""
    return text if len(text) <= LONGEST else CUT.format(text=text[:LONGEST])


# -- lists: words ------------------------------------------------------------------------------
# The words for the lists of what the ledger speaks of.

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
# The screens that list what the ledger speaks of.


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
