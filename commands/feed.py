"""The command `feed`: what there is to tell of a ledger, for reader programs and mail gateways."""

from __future__ import annotations

import uuid
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.keys import trust_in
from commands.naming import known_areas
from commands.register import read_about, started_from, what_became
from commands.session import compared, question, reader_of
from commands.terminal import keep, make_folder, say
from domain.errors import UsageProblem
from domain.record import Record
from domain.value import value_class
from languages import N_
from ledger.clock import universal
from ledger.store.address import Location
from ledger.store.reader import Reader
from projections import register as views
from projections.feed import Entry, Turn, of_record, of_turn, turns
from projections.geography.geography import Geography
from projections.render import atom
from projections.render.screens import feed as words
from projections.render.screens.fields import Known
from projections.report import PlaceNames, Question
from projections.rows.subjects import LedgerRow

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
    metavar="CHECKPOINT|N",
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
        told = _Told(reader, asked, start, places)
        _write(out, _Publishing(told, _title(asked, area), area, url))


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
    """What is told of a ledger after its first records, about some places or all."""

    reader: Reader
    asked: Question
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
        lines = views.lines(records, what_became(self.reader, records, self.asked.known))
        return [entry for line in told(lines, compare) if (entry := of_record(line)) is not None]

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


def _newest(entry: Entry) -> tuple[str, int, str, str]:
    """By what entries are put in order."""
    turn = entry.turn
    return entry.updated, entry.position, entry.what, f"{turn.on} {turn.stream}" if turn else ""


# -- writing -----------------------------------------------------------------------------------


@value_class
class _Publishing:
    """A feed: what it tells, what it and its ledger are called, for which area, and where."""

    told: _Told
    title: tuple[str, str]
    area: str | None
    url: str | None

    def uri(self, *parts: object) -> str:
        """A URI that stays: of this ledger, and of what the parts name in it."""
        name = "/".join(["gestand", self.told.reader.head().ledger_id, *map(str, parts)])
        return uuid.uuid5(uuid.NAMESPACE_URL, name).urn

    def document(
        self, entries: Sequence[Entry], links: dict[str, str], *, archive: bool = False
    ) -> bytes:
        """One document of the feed."""
        asked = self.told.asked
        title, author = self.title
        updated = max((entry.updated for entry in entries), default=NEVER)
        uri = self.uri("feed", self.area or "")
        head = atom.FeedHead(uri, title, author, updated, links, archive)
        called = {party: row.name for party, row in asked.parties.items()}
        known = Known(called, PlaceNames(asked))
        written = (words.atom_entry(entry, known, self._uri_of(entry)) for entry in entries)
        return "".join(atom.feed(head, written)).encode()

    def _uri_of(self, entry: Entry) -> str:
        if entry.turn is None:
            return self.uri("record", entry.position)
        return self.uri(entry.turn.stream, entry.turn.status, entry.turn.on)


def _write(out: Path, publishing: _Publishing) -> None:
    """Write the archives as soon as they are whole, and the feed last."""
    current: deque[tuple[int, list[Entry]]] = deque()
    archives: list[str] = []
    make_folder(out.parent)
    for page in publishing.told.pages():
        current.append(page)
        # A page is one of the last by its number, not by how many others have entries.
        while current[0][0] <= page[0] - CURRENT:
            number, entries = current.popleft()
            links = {"current": out.name} | _before(archives)
            archives.append(f"{out.stem}-{number:06}{out.suffix}")
            document = publishing.document(entries, links, archive=True)
            keep(out.with_name(archives[-1]), N_("the archive"), document)
    entries = [entry for _, page in reversed(current) for entry in page]
    own = {"self": publishing.url} if publishing.url else {}
    keep(out, N_("the feed"), publishing.document(entries, own | _before(archives)))
    told = words.WRITTEN if entries else words.NONE_WRITTEN
    updated = entries[0].updated if entries else ""
    say(told.format(file=out, count=len(entries), updated=updated))
    if archives:
        ends = {"first": archives[0], "last": archives[-1]}
        say(words.ARCHIVES.format(count=len(archives), **ends))


def _before(archives: Sequence[str]) -> dict[str, str]:
    """The link to the archive before, where there is one."""
    return {"prev-archive": archives[-1]} if archives else {}
