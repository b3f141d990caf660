"""The page of a stream: what it is, what else concerns it, and its records with their proofs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from domain.value import value_class
from languages import N_
from projections.pages.bodies import with_ways
from projections.pages.checking import PROOF, check
from projections.pages.cited import RESTING, source_told
from projections.pages.document import Code, Facts, Page, Paragraph, Part, Title, Told, Way, Words
from projections.pages.frame import Frame, Resting
from projections.pages.paging import Long, lists_title, pages
from projections.pages.paths import lists_page, numbered
from projections.render.phrases import spoken
from projections.render.screens import records as record_words
from projections.render.screens.fields import PARTIES, Known, label
from projections.render.screens.kinds import HAPPENED
from projections.report import LogLine, Report

SOURCE = N_("source")
RECORD = N_("{day}: {kind}")
NUMBER = N_("Record {position}, known here since {day}")
RECORDS = N_("The records")
ONE = N_("{name} · 1 record, of {day}.")
SEVERAL = N_("{name} · {count:,} records; the last: {last}, {day}.")
NAME = N_("In this ledger: ")
FURTHER = N_("The next records of it")
BEFORE = N_("What it is, and its first records")

OF_PARTIES = frozenset({record_words.FOUND_BY, record_words.ON_THE_WORD_OF, *map(label, PARTIES)})
"""Under what it stands that a record names parties."""


@value_class
class PageOf:
    """Which page of a stream it is.

    title: what the stream is called. first: the path of its first page. number, last: which of
    how many pages it is.
    """

    title: str
    first: str
    number: int
    last: int

    @property
    def path(self) -> str:
        """Its own path."""
        return numbered(self.first, self.number)


def of_stream(
    report: Report[LogLine],
    frame: Frame,
    place: PageOf,
    beside: Sequence[Part | Long],
    rests: Resting,
) -> dict[str, Page]:
    """A page of a stream, by its path, and the further ones of its long lists.

    report: the records on this page. beside: the lists of what concerns the stream, for its first
    page. rests: what those rest on.
    """
    folder, _, name = place.first.rpartition("/")
    concerning = beside if place.number == 1 else ()
    *split, (_, first) = pages(
        [*_about(report, place), *concerning],
        lists_page(name),
        Way(place.title, name),
        lambda: frame.cited(rests),
        listed=bool(concerning),
    )
    parts = [*first, *_records(report, frame)]
    if place.number < place.last:
        parts.append(Paragraph([Way(FURTHER, numbered(name, place.number + 1))]))
    parts += [Title(PROOF, anchor="proof"), *check()]
    further = {
        f"{folder}/{path}": frame.page(lists_title(place.title), lists) for path, lists in split
    }
    return {place.path: frame.page(place.title, parts)} | further


def _about(report: Report[LogLine], place: PageOf) -> Iterator[Part]:
    """What a stream is, on its first page; on others the way to that."""
    yield Title(place.title, 1)
    if place.number == 1:
        yield from map(Paragraph, _story(report))
        yield Paragraph([NAME, Code(report.rows[0].stream)])
    else:
        yield Paragraph([Way(BEFORE, place.first.rpartition("/")[2])])


def _records(report: Report[LogLine], frame: Frame) -> Iterator[Part]:
    """Each record with all that it says, and its sources."""
    known = Known(report.parties, report.places)
    for row in report.rows:
        title = record_words.with_status(
            RECORD.format(day=spoken(row.on), kind=HAPPENED[row.kind]), row
        )
        says: list[tuple[str, Told]] = [
            (about, _said(about, text, row, frame, report))
            for about, text in record_words.says(row, report.question.coders, known)
        ]
        for source in row.sources:
            told = source_told(source, frame.languages)
            says.append((SOURCE, [*told, " — ", Way(RESTING, frame.addresses.source(source))]))
        says += [(about, text) for about, text in record_words.beside(row, known)]
        number = NUMBER.format(position=row.position, day=spoken(row.recorded_at[:10]))
        yield from (Title(title, 2, f"record-{row.position}"), Facts(says), Paragraph(number))


def _said(about: str, text: str, row: LogLine, frame: Frame, report: Report[LogLine]) -> Told:
    """What a record says of something, with the ways to the pages of the parties that this names.

    The words of the record, where it is those, stay as they are: the page can be held to them.
    """
    for field in ("text", "wording"):
        if row.says.get(field) == text:
            language = frame.languages.other_in(row, text, report.rows)
            return [Words(text, row.position, field, language=language)]
    if about not in OF_PARTIES:
        return text
    return with_ways(text, _parties(row), report.parties, frame.addresses)


def _parties(row: LogLine) -> Iterator[str]:
    """The parties that a record names, by their names in the ledger."""
    for field in PARTIES & row.says.keys():
        said = row.says[field]
        named = said if isinstance(said, list | tuple) else [said]
        yield from (one for one in named if isinstance(one, str))


def what_it_is(report: Report[LogLine]) -> str:
    """What a stream is, in a line of a list."""
    return _story(report)[0]


def _story(report: Report[LogLine]) -> tuple[str, ...]:
    """What a stream is, in sentences without the names of kinds: a page is for residents."""
    if report.story:
        return report.story
    rows = report.rows
    name, day = record_words.named(rows[0]), spoken(rows[-1].on)
    if len(rows) == 1:
        return (ONE.format(name=name, day=day),)
    return (SEVERAL.format(name=name, count=len(rows), last=HAPPENED[rows[-1].kind], day=day),)
