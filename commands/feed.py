"""The command `feed`: what there is to tell of a ledger, for reader programs and mail gateways."""

from __future__ import annotations

import uuid
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.keys import trust_in
from commands.naming import known_areas
from commands.register import read_about, started_from, what_became
from commands.session import Seen, compared, question, reader_of
from commands.terminal import keep, make_folder, say
from domain.errors import UsageProblem
from domain.history import first_at_each
from domain.record import Record
from domain.value import value_class
from languages import N_, language
from ledger.clock import universal
from ledger.store.address import Location
from ledger.store.reader import Reader
from projections import register as views
from projections.feed import Entry, Turn, of_record, of_turn, turns
from projections.geography.geography import Geography
from projections.pages.paths import place_feed
from projections.render import atom
from projections.render.screens import feed as words
from projections.render.screens.fields import Known
from projections.report import Fields, LogLine, PlaceNames, Question
from projections.rows.subjects import LedgerRow, name_in

if TYPE_CHECKING:
    from projections.corrections import Compare

PAGE = 1_000
"""The records of one page: what stands on it depends on their places alone, so that it stays."""

CURRENT = 2
"""So many of the last pages stand in the feed itself, the others in archives beside it."""

TOGETHER = 500
"""The promises of so many streams are read at once."""

NEVER = "1970-01-01T00:00:00Z"
"""Of a feed of nothing: the moment of its last change."""


@click.command(epilog="Example: gestand feed public/overschild.atom --area overschild --since 1000")
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--area", metavar="AREA", help="Only what is about this area or a part of it.")
@click.option(
    "--since",
    metavar="CHECKPOINT|SIZE",
    default="0",
    help="Only what came after a checkpoint that you kept, or after so many records.",
)
@click.option("--as-of", metavar="DATE", help="Deadlines up to this day; default: today.")
@click.option("--known-at", metavar="DATE|SIZE", help="As this ledger knew it then.")
@click.option("--url", metavar="ADDRESS", help="The address at which the feed will be published.")
@click.pass_obj
def feed(
    path: Location,
    out: Path,
    area: str | None,
    since: str,
    as_of: str | None,
    known_at: str | None,
    url: str | None,
) -> None:
    """Write to OUT an Atom feed of what was recorded, corrected, broken or fell due.

    Entries bear the moment of the recording, or of the day, so the same ledger gives the same
    bytes. The last 1,000 to 2,000 records are told in OUT, what came before in archives beside it,
    to which it leads (RFC 5005).
    """
    if url is not None and not atom.is_address(url):
        remedy = N_("Write it as https://example.org/feed.atom")
        raise UsageProblem(
            N_("publish the feed at {url}").format(url=url),
            N_("it is no address on the web"),
            remedy,
        )
    with question(path, as_of, known_at, None) as asked:
        places = None
        if area is not None:
            known_areas(asked, area)
            places = Geography(asked).parts(f"area/{area}", asked.as_of)
        reader = reader_of(asked)
        start, _ = started_from(reader, since, lambda origin: trust_in(origin, path, (), None))
        seen = Seen(reader, asked.known, None, signed=False)
        told = _Told(reader, asked, seen, start, places)
        ledger_id = reader.head().ledger_id
        _write(out, told, _Publishing(asked, ledger_id, _title(asked, area), area, url))


def _title(asked: Question, area: str | None) -> tuple[str, str]:
    """What the feed is called, and the ledger."""
    declared = asked.book.at(LedgerRow, asked.as_of, asked.known, subjects=["ledger"])
    ledger = declared[0].title if declared else words.LEDGER
    if area is None:
        return words.TITLE.format(ledger=ledger), ledger
    name = PlaceNames(asked).get(f"area/{area}", area)
    return words.TITLE_AREA.format(ledger=ledger, area=name), ledger


# -- what is told ------------------------------------------------------------------------------


@value_class
class _Told:
    """What is told of a ledger after its first records, about some places or all.

    seen: what may be told of it, and counts in what is told.
    """

    reader: Reader
    asked: Question
    seen: Seen
    start: int
    places: frozenset[str] | None

    def pages(self) -> Iterator[tuple[int, list[Entry]]]:
        """The entries of each page that has any, the last first; and the number of the page."""
        waiting = deque(self._turns())
        last = self.asked.known - 1
        with ExitStack() as stack:
            compare = stack.enter_context(compared(self.asked, self.reader.path, on_its_day=True))
            for first in range(self.start // PAGE * PAGE, self.asked.known, PAGE):
                stop = min(first + PAGE, self.asked.known)
                entries = self._of_records(max(first, self.start), stop, compare)
                until = self._recorded_at(stop - 1)
                while waiting and (waiting[0].updated <= until or stop > last):
                    entries.append(waiting.popleft())
                if entries:
                    yield first // PAGE, sorted(entries, key=_newest, reverse=True)

    def _of_records(self, first: int, stop: int, compare: Compare) -> list[Entry]:
        from projections.corrections import told

        records = self._records(first, stop)
        histories = self._histories(records)
        shown = {record.position for history in histories.values() for record in history}
        records = [record for record in records if record.position in shown]
        about = self.seen.of(what_became(self.reader, records, self.asked.known))
        lines = views.lines(records, about)
        if self.seen.all_known:  # what moved is found from all that is known
            lines = told(lines, compare)
        founding = _founding(lines, histories)
        entries = (of_record(line, founding.get(line.position, {})) for line in lines)
        return [entry for entry in entries if entry is not None]

    def _histories(self, records: Iterable[Record]) -> Mapping[str, Sequence[Record]]:
        """What may be told of each stream that records are of."""
        histories = self.reader.histories_of({record.stream for record in records})
        return {stream: self.seen.of(history) for stream, history in histories.items()}

    def _records(self, first: int, stop: int) -> list[Record]:
        passes = partial(views.chosen, kind=None, since=None, late=None, places=self.places)
        if self.places is None:
            return [*self.reader.records(first, stop)]
        about = read_about(self.reader, self.asked, self.places, first, stop)
        return [*filter(passes, about)]

    def _turns(self) -> list[Entry]:
        """The entries of promises, in the order in which they can be told."""
        names = [name for name in self.reader.names() if name.startswith("promise/")]
        since = self._recorded_at(self.start - 1) if self.start else ""
        found: list[Turn] = []
        for at in range(0, len(names), TOGETHER):
            found += turns(self.asked, names[at : at + TOGETHER], self.places)
        entries = [of_turn(turn, self._recorded_at(turn.event), universal) for turn in found]
        return sorted((entry for entry in entries if entry.updated > since), key=_newest)

    def _recorded_at(self, position: int) -> str:
        (record,) = self.reader.records(position, position + 1)
        return str(record.get("recorded_at"))


def _founding(
    lines: Iterable[LogLine], histories: Mapping[str, Sequence[Record]]
) -> dict[int, Fields]:
    """By the place of each line what the first record of its stream said, as that stood then.

    So an entry stays as it is, and does not quote what had been mended.
    """
    wanted = {line.position for line in lines}
    return {
        record.position: dict(first.fields)
        for history in histories.values()
        for record, first in zip(history, first_at_each(history), strict=True)
        if record.position in wanted and first is not None
    }


def _newest(entry: Entry) -> tuple[str, int, str, str]:
    """By what entries are put in order."""
    turn = entry.turn
    return entry.updated, entry.position, entry.what, f"{turn.on} {turn.stream}" if turn else ""


# -- writing -----------------------------------------------------------------------------------

Keep = Callable[[str, bytes], object]
"""Keeps a document of a feed under its name."""


@value_class
class _Publishing:
    """A feed: what it and its ledger are called, for which area, and where it is published."""

    asked: Question
    ledger_id: str
    title: tuple[str, str]
    area: str | None
    url: str | None = None

    @property
    def known(self) -> Known:
        """What parties and places are called, looked up once for all feeds of a question."""
        asked = self.asked

        def find() -> Known:
            called = {party: name_in(row, language()) for party, row in asked.parties.items()}
            return Known(called, PlaceNames(asked))

        return asked.once("called in feeds", find)

    def uri(self, *parts: object) -> str:
        """A URI that stays: of this ledger, and of what the parts name in it."""
        name = "/".join(["gestand", self.ledger_id, *map(str, parts)])
        return uuid.uuid5(uuid.NAMESPACE_URL, name).urn

    def document(
        self, entries: Sequence[Entry], links: dict[str, str], *, archive: bool = False
    ) -> bytes:
        """One document of the feed."""
        title, author = self.title
        updated = max((entry.updated for entry in entries), default=NEVER)
        uri = self.uri("feed", self.area or "")
        head = atom.FeedHead(uri, title, author, updated, links, archive)
        written = (words.atom_entry(entry, self.known, self._uri_of(entry)) for entry in entries)
        return "".join(atom.feed(head, written)).encode()

    def _uri_of(self, entry: Entry) -> str:
        if entry.turn is None:
            return self.uri("record", entry.position)
        return self.uri(entry.turn.stream, entry.turn.status, entry.turn.on)


@dataclass(slots=True)
class _Feed:
    """A feed that is written page by page: archives as soon as they are whole, itself last.

    out: where; keep: writes a document beside it, by its name.
    """

    publishing: _Publishing
    out: Path
    keep: Keep
    archives: list[str] = field(default_factory=list)
    _current: deque[tuple[int, list[Entry]]] = field(default_factory=deque)

    def add(self, number: int, entries: list[Entry]) -> None:
        """Take in the entries of a page, of which there are some."""
        self._current.append((number, entries))
        # A page is one of the last by its number, not by how many others have entries.
        while self._current[0][0] <= number - CURRENT:
            older, told = self._current.popleft()
            links = {"current": self.out.name} | self._before()
            self.archives.append(f"{self.out.stem}-{older:06}{self.out.suffix}")
            document = self.publishing.document(told, links, archive=True)
            self.keep(self.archives[-1], document)

    def end(self) -> list[Entry]:
        """Write the feed itself; the entries in it."""
        entries = [entry for _, page in reversed(self._current) for entry in page]
        url = self.publishing.url
        own = {"self": url} if url else {}
        self.keep(self.out.name, self.publishing.document(entries, own | self._before()))
        return entries

    def _before(self) -> dict[str, str]:
        """The link to the archive before, where there is one."""
        return {"prev-archive": self.archives[-1]} if self.archives else {}


def _write(out: Path, told: _Told, publishing: _Publishing) -> None:
    """Write a feed to a file, and its archives beside it; say what was written."""
    make_folder(out.parent)
    written = _Feed(
        publishing, out, lambda name, document: keep(out.with_name(name), N_("the feed"), document)
    )
    for number, entries in told.pages():
        written.add(number, entries)
    entries = written.end()
    text = words.WRITTEN if entries else words.NONE_WRITTEN
    updated = entries[0].updated if entries else ""
    say(text.format(file=out, count=len(entries), updated=updated))
    if archives := written.archives:
        ends = {"first": archives[0], "last": archives[-1]}
        say(words.ARCHIVES.format(count=len(archives), **ends))


def place_feeds(
    asked: Question, seen: Seen, areas: Mapping[str, frozenset[str]], keep: Keep
) -> None:
    """Write a feed for each area, as `place_feed` names it, in one reading of the ledger.

    seen: the records that they may tell. areas: the places within each (as streams), by its name
    in the ledger.
    """
    reader = reader_of(asked)
    within: dict[str, list[str]] = {}
    for area, places in areas.items():
        for place in places:
            within.setdefault(place, []).append(area)
    ledger_id = reader.head().ledger_id
    feeds = {
        area: _Feed(
            _Publishing(asked, ledger_id, _title(asked, area), area),
            Path(place_feed(area)),
            lambda name, document: keep(f"place/{name}", document),
        )
        for area in areas
    }
    for number, entries in _Told(reader, asked, seen, 0, None).pages():
        for area, told in _by_area(entries, within).items():
            feeds[area].add(number, told)
    for one in feeds.values():
        one.end()


def _by_area(
    entries: Iterable[Entry], within: Mapping[str, Sequence[str]]
) -> dict[str, list[Entry]]:
    """The entries of each area that has any."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        for area in {area for place in _places(entry) for area in within.get(place, ())}:
            found.setdefault(area, []).append(entry)
    return found


def _places(entry: Entry) -> tuple[str, ...]:
    """What an entry is about, as streams: a place, and a place itself."""
    if entry.line is not None:
        return entry.line.place, entry.line.stream
    assert entry.turn is not None, "an entry is told of a record or of a day"
    return (entry.turn.place,)
