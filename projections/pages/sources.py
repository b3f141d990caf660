"""The sources of a site: a page for each, with every record that names it, and a list of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import NamedTuple

from languages import N_, figure
from projections.pages.cited import Cited, source_told
from projections.pages.document import Page, Paragraph, Part, Title, Told, Way
from projections.pages.frame import Frame
from projections.pages.lists import pages
from projections.pages.paging import Line, Long
from projections.pages.paths import SOURCES_PAGE, source_page
from projections.render import phrases as shared
from projections.render.phrases import spoken
from projections.render.screens.kinds import HAPPENED
from projections.report import Fields

TITLE = N_("Source: {title}")
RESTING = N_("What rests on it: {count:,}")
COLUMNS = (N_("when"), N_("what is on record"), N_("where in the source"))
RECORD = N_("{kind}: {title}")
LIST = N_("Sources: {count:,}")
LIST_COLUMNS = (N_("source"), N_("when it appeared, and of which kind it is"), N_("records"))
APPEARED = N_("{day} ({kind})")


class Use(NamedTuple):
    """A record that names a source.

    title: what its stream is called. locator: where in the source it is.
    """

    stream: str
    title: str
    position: int
    kind: str
    on: str
    locator: str | None


@dataclass
class Sources:
    """Every source that records name, with these records."""

    _named: dict[str, tuple[Fields, list[Use]]] = field(default_factory=dict)

    def note(self, source: Fields, use: Use) -> None:
        """That a record names a source."""
        path = source_page(source)
        if path not in self._named:
            known = {name: value for name, value in source.items() if name in KEPT}
            self._named[path] = (known, [])
        self._named[path][1].append(use)

    def add(self, others: Sources) -> None:
        """Note what others did, after these."""
        for path, (source, uses) in others._named.items():
            self._named.setdefault(path, (source, []))[1].extend(uses)

    def part(self, start: int, count: int) -> Sources:
        """So many of the sources, from one on."""
        return Sources(dict(islice(self._named.items(), start, start + count)))

    def __len__(self) -> int:
        """How many sources there are."""
        return len(self._named)

    def pages(self, frame: Frame) -> Iterator[tuple[str, Page]]:
        """The page of each source, with its further ones, and its path."""
        for path, (source, uses) in self._named.items():
            yield from _page(path, source, sorted(uses, key=_order), frame).items()

    def lists(self, frame: Frame) -> Iterator[tuple[str, Page]]:
        """The list of all sources by their titles."""
        rows = sorted(self._named.items(), key=lambda pair: (pair[1][0]["title"].lower(), pair[0]))
        lines = [_line(path, source, len(uses)) for path, (source, uses) in rows]
        title = LIST.format(count=len(lines))
        yield from pages(SOURCES_PAGE, title, LIST_COLUMNS, lines, frame)


KEPT = frozenset({"title", "url", "published", "type"})
"""What is said of a source itself, and not of a place in it."""


def _order(use: Use) -> tuple[str, int]:
    return use.on, use.position


def _page(path: str, source: Fields, uses: Sequence[Use], frame: Frame) -> Mapping[str, Page]:
    parts: list[Part | Long] = [
        Title(TITLE.format(title=source["title"]), 1),
        Paragraph(source_told(source, frame.languages)),
        Long(
            Title(RESTING.format(count=len(uses)), anchor="records"),
            COLUMNS,
            [Line(partial(_use, use, frame)) for use in uses],
        ),
    ]
    return dict(frame.pages(path, source["title"], parts, listed=False))


def _use(use: Use, frame: Frame, _: Cited) -> list[Told]:
    told = RECORD.format(kind=HAPPENED[use.kind], title=use.title)
    way = Way(told, frame.addresses.record(use.stream, use.position))
    return [spoken(use.on), [way], use.locator or ""]


def _line(path: str, source: Fields, count: int) -> list[Told]:
    kind = shared.SOURCE[source.get("type", "other")]
    published = source.get("published")
    appeared = APPEARED.format(day=spoken(published), kind=kind) if published else kind
    return [[Way(source["title"], path.rpartition("/")[2])], appeared, figure(count)]
