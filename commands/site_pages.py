"""Every page and file of the site of a ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from commands import site_data, site_methods
from commands.asking import Query
from commands.feed import place_feeds
from commands.proof_data import proof_data
from commands.register import of_stream
from commands.session import reader_of
from commands.site_changes import Changes
from commands.site_checkpoints import FILE, listed, published
from commands.site_folder import SiteFolder
from commands.site_languages import switch
from domain.record import Record, StreamName
from languages import N_, language
from ledger.signing.checkpoint_signing import Prover, Standing, standing
from projections.dossier import dossier
from projections.geography.geography import Geography
from projections.pages import acts, downloads, guide, lists, paths, promised, records, start
from projections.pages.document import Title
from projections.pages.downloads import File
from projections.pages.frame import NOTHING, Frame, Resting
from projections.pages.html import html
from projections.pages.kinds import called
from projections.pages.paging import Long
from projections.pages.place import in_site
from projections.pages.sources import Sources, Use
from projections.pages.text_language import Languages
from projections.participation.view import DecisionLine, decisions
from projections.promise_query import ListedPromise, Wanted, promises_view
from projections.render.screens.kinds import MANY
from projections.report import LogLine, Question, Report, positions
from projections.rows.frozen import changed
from projections.rows.subjects import AreaRow, LedgerRow

if TYPE_CHECKING:
    from commands.site_parts import Steps
    from ledger.store.reader import Reader
    from projections.pages.document import Page, Part


@dataclass(frozen=True, slots=True)
class Beside:
    """Lists of what concerns a stream, and the records that they rest on."""

    lists: Sequence[Part | Long]
    events: set[int]


@dataclass(frozen=True)
class Plan:
    """What a site is of, without the ledger: whatever is recorded meanwhile does not count.

    asked: the question, of which the ledger is closed. stood: how that stood. areas: the places
    within each (as streams), by its name in the ledger. streams: all of them, in order. further:
    of each record that is not on the first page of its stream, the number of its page. beside: the
    other languages in which the site is made, each in a folder beside it (BCP 47).
    """

    query: Query
    asked: Question
    stood: Standing
    areas: Mapping[str, frozenset[str]]
    streams: Sequence[str]
    further: Mapping[int, int]
    beside: Sequence[str]


def planned(query: Query, asked: Question, beside: Sequence[str]) -> Plan:
    """What the site of a question is of."""
    reader, geography = reader_of(asked), Geography(asked)
    rows = asked.book.at(AreaRow, asked.as_of, asked.known)
    names = sorted(StreamName.parse(row.subject).name for row in rows)
    areas = {name: geography.parts(f"area/{name}", asked.as_of) for name in names}
    further = {
        record.position: place // paths.RECORDS_ON_A_PAGE + 1
        for history in reader.histories(0, asked.known)
        for place, record in enumerate(history)
        if place >= paths.RECORDS_ON_A_PAGE
    }
    streams = reader.names()
    return Plan(query, replace(asked), standing(reader), areas, streams, further, beside)


@contextmanager
def opened(plan: Plan, folder: SiteFolder) -> Iterator[Site]:
    """The site that is planned, with its ledger opened for it."""
    with plan.query.question() as now:
        reader = reader_of(now)
        asked = replace(plan.asked, book=now.book, reader=reader)  # type: ignore[call-arg]
        yield Site(plan, asked, SiteFolder(folder.made, folder.old))


class Streams(NamedTuple):
    """Of some streams: the lines of the lists of each kind, and the sources that they name."""

    start: int
    named: Mapping[str, list[tuple[str, str, str]]]
    sources: Sources


@dataclass
class Site:
    """The site of a ledger that is being written into a folder, part by part.

    What makes a part yields after each thing that counts, and returns what other parts need.
    """

    plan: Plan
    asked: Question
    folder: SiteFolder

    # -- what is asked -------------------------------------------------------------------------

    @cached_property
    def _reader(self) -> Reader:
        return reader_of(self.asked)

    @cached_property
    def _prover(self) -> Prover:
        return Prover(self._reader, self.plan.stood)

    @cached_property
    def _declared(self) -> LedgerRow | None:
        asked = self.asked
        rows = asked.book.at(LedgerRow, asked.as_of, asked.known, subjects=["ledger"])
        return rows[0] if rows else None

    @cached_property
    def _frame(self) -> Frame:
        languages = self._declared.languages if self._declared else ()
        addresses = paths.Addresses("../", self.plan.further)
        return Frame(Languages(language(), languages), addresses)

    # -- writing -------------------------------------------------------------------------------

    def _put(self, path: str, page: Page, proof: Mapping[str, Any] | None = None) -> None:
        called, ways = page.above
        page = replace(page, above=(called, [*ways, *switch(path, self.plan.beside)]))
        self.folder.write(path, html(page, proof).encode())

    def _put_all(self, pages: Iterator[tuple[str, Page]]) -> None:
        for path, page in pages:
            self._put(path, page)

    # -- places --------------------------------------------------------------------------------

    def places(self, areas: Sequence[str]) -> Steps:
        """Write the pages of some areas; each in short."""
        query, asked, told = self.plan.query, self.asked, []
        looking_up = partial(query.look_up, asked), partial(query.corrected, asked)
        for area in areas:
            about = dossier(asked, area, *looking_up)
            self._put_all(in_site(about, self._frame, area))
            changes = [change for topic in about.rules.topics for change in topic.changes]
            told.append(start.Place(area, changed(about.place, yardstick=None), changes))
            yield
        return told

    def feeds(self) -> Steps:
        """Write the feed of every area."""
        seen = self.plan.query.seen(self.asked)
        place_feeds(self.asked, seen, self.plan.areas, self.folder.write)
        yield from ()

    def calendars(self) -> Steps:
        """Write the deadlines in every area."""
        site_data.calendars(self.plan.query, self.asked, self.plan.areas, self.folder)
        yield from ()

    # -- records -------------------------------------------------------------------------------

    def streams(self, start: int, names: Sequence[str]) -> Steps:
        """Write the pages of some streams; what the lists and the sources tell of them.

        start: the place of the first of them among all.
        """
        named: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        sources = Sources()
        for stream in names:
            held = self._reader.stream(stream)
            if seen := self.plan.query.visible(self._reader, held, self.asked.known):
                report = of_stream(self.asked, seen, held)
                self._stream(stream, held, report, sources)
                kind, name = StreamName.parse(stream)
                page = paths.stream_page(stream).rpartition("/")[2]
                named[kind].append((name or kind, records.what_it_is(report), page))
            yield
        return Streams(start, dict(named), sources)

    def _stream(
        self, stream: str, held: Sequence[Record], report: Report[LogLine], sources: Sources
    ) -> None:
        """Write the pages of a stream, each with the proofs of its records."""
        title = called(report)
        page_of = {
            record.position: place // paths.RECORDS_ON_A_PAGE + 1
            for place, record in enumerate(held)
        }
        on_pages: dict[int, list[LogLine]] = defaultdict(list)
        for row in report.rows:
            on_pages[page_of[row.position]].append(row)
            for source in row.sources:
                locator = source.get("locator")
                use = Use(stream, title, row.position, row.kind, row.on, locator)
                sources.note(source, use)
        beside = self._beside(stream, report)
        rests = NOTHING
        if beside.lists:
            query, asked, events = self.plan.query, self.asked, beside.events
            rests = Resting(query.look_up(asked, events), query.corrected(asked, events))
        for number, rows in on_pages.items():
            of_page = records.PageOf(title, paths.stream_page(stream), number, max(on_pages))
            pages = records.of_stream(
                replace(report, rows=rows), self._frame, of_page, beside.lists, rests
            )
            proven = self._prover.together([row.position for row in rows])
            for path, page in pages.items():
                self._put(path, page, proof_data(proven) if path == of_page.path else None)

    def _beside(self, stream: str, report: Report[LogLine]) -> Beside:
        """What concerns a body, a group or a case: its promises and decisions."""
        called = report.parties
        of_promises, of_decisions = self._promises.get(stream, ()), self._decisions.get(stream, ())
        shown: list[Part | Long] = []
        if of_promises:
            shown.append(Title(MANY["promise"], anchor="promises"))
        for named in (promised.by_outcome(of_promises, called), acts.decided(of_decisions, called)):
            shown += (replace(one, aside=False) for one in named)
        return Beside(shown, positions([*of_promises, *of_decisions]))

    @cached_property
    def _promises(self) -> Mapping[str, Sequence[ListedPromise]]:
        """Promises by who made them, and by the group or case to which they were made."""
        found: dict[str, list[ListedPromise]] = defaultdict(list)
        for line in promises_view(self.asked, Wanted()).rows:
            for stream in self._concerned(line.by, line.place):
                found[stream].append(line)
        return found

    @cached_property
    def _decisions(self) -> Mapping[str, Sequence[DecisionLine]]:
        """Decisions by who took them, and by the group or case that they are about."""
        found: dict[str, list[DecisionLine]] = defaultdict(list)
        for line in decisions(self.asked).rows:
            for stream in self._concerned(line.by, line.place):
                found[stream].append(line)
        return found

    def _concerned(self, by: Sequence[str], place: str) -> list[str]:
        """The streams on whose page something is listed; areas have pages of their own."""
        return [
            *(f"party/{party}" for party in by),
            *([] if place.startswith("area/") else [place]),
        ]

    # -- the rest ------------------------------------------------------------------------------

    def sources(self, sources: Sources) -> Steps:
        """Write the pages of some sources."""
        for path, page in sources.pages(self._frame):
            self._put(path, page)
            yield

    def tables(self, names: Sequence[str]) -> Steps:
        """Write the rows of some tables."""
        site_data.rows(self.plan.query, self.asked, names, self.folder)
        yield from ()

    def rest(
        self,
        places: Sequence[start.Place],
        named: Mapping[str, Sequence[tuple[str, str, str]]],
        sources: Sources,
    ) -> Steps:
        """Write the lists, and all that is about the whole."""
        for kind, rows in named.items():
            self._put_all(lists.of_kind(kind, rows, self._frame))
        self._put_all(sources.lists(self._frame))
        self._others()
        self._changes()
        title = self._declared.title if self._declared else None
        kinds = {kind: len(rows) for kind, rows in named.items()}
        self._put_all(start.start(self.asked, title, places, kinds, self._frame))
        yield from ()

    def _others(self) -> None:
        """Write the data, and the pages on them, on the methods, the words and the check."""
        asked, folder, frame = self.asked, self.folder, self._frame
        tables = site_data.tables(self.plan.query, asked, folder)
        files: list[File] = []
        bundle = None
        if not (self.plan.query.public_at or self.plan.query.signed):
            site_data.records(asked, folder)
            files.append(File(site_data.RECORDS, downloads.RECORDS))
            if site_data.bundle(asked, self.plan.stood, folder):
                bundle = site_data.BUNDLE
                files.append(File(bundle, downloads.BUNDLE))
        files.append(File(FILE, downloads.CHECKPOINTS))
        self._put(paths.DATA_PAGE, downloads.data(files, tables, frame))
        self._put_all(site_methods.pages(self.plan.beside, frame))
        self._put(paths.WORDS_PAGE, guide.words(frame))
        whole = self._prover.together([])
        self._put(
            paths.CHECK_PAGE,
            guide.check(whole.note.decode(), whole.size, whole.root.hex(), bundle, frame),
        )

    def _changes(self) -> None:
        """Write what came between the checkpoints of which the site was published."""
        before = self.folder.before(FILE)
        told = N_("write the site to {out}").format(out=self.folder.old)
        kept = published(self._reader, before, self.asked.known, told)
        self.folder.write(FILE, listed(kept))
        changes = Changes(self.plan.query, self.asked, kept, self._frame, self._was_there)
        self._put_all(changes.pages())

    def _was_there(self, path: str) -> bool:
        return self.folder.before(path) is not None
