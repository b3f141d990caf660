"""Making a site: which parts there are, who makes them, and how they are put together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from commands import site_data
from commands.site_pages import Site, opened, planned
from commands.site_parts import Helped, Made, Part, make
from languages import N_
from ledger.helpers import processors
from projections.pages.sources import Sources

if TYPE_CHECKING:
    from commands.asking import Query
    from commands.progress import Steps
    from commands.site_folder import SiteFolder
    from commands.site_pages import Plan

FEW = 3_000
"""Streams and places of which one process has made the pages before others are of any help."""

PLACES, STREAMS, SOURCES = 8, 2_000, 4_000
"""So many of them are made by one process that helps before another takes its place."""

CONCERNED = frozenset({"party", "cohort", "case"})
"""Kinds of streams on whose pages promises and decisions are listed, all of which are read once."""


def helping(said: int | None, things: int, sites: int) -> int:
    """How many processes make each of the sites that are made at the same time.

    said: how many make all of them, if that was said. things: streams and places of the ledger.
    """
    together = said or (processors() if things > FEW else 1)
    return max(1, together // sites)


@dataclass
class Making:
    """A site that is being made.

    steps: shows how far a part of the work is. beside: the other languages in which it is made at
    the same time. most: how many processes make all of these; None: as many as there are
    processors, if there is enough for them to do.
    """

    query: Query
    folder: SiteFolder
    steps: Steps
    beside: Sequence[str]
    most: int | None

    def write(self) -> None:
        """Write everything."""
        with self.query.question() as asked:
            plan = planned(self.query, asked, self.beside)
            most = self._processes(plan)
            if most == 1:
                self._write(plan, _Alone(Site(plan, asked, self.folder)))
                return
        # From here on this process has no ledger open: no two of them could share that.
        of_plan = partial(opened, plan, self.folder)
        asked_for = N_("write the site to {out}").format(out=self.folder.old)
        self._write(plan, Helped(of_plan, asked_for, most))

    def _processes(self, plan: Plan) -> int:
        """How many processes make it: what was public, or is signed, each would have to read."""
        if self.query.public_at or self.query.signed:
            return 1
        return helping(self.most, len(plan.streams) + len(plan.areas), 1 + len(self.beside))

    def _write(self, plan: Plan, makers: _Alone | Helped) -> None:
        first, *others = [*_places(plan)] or [partial(Site.places, areas=())]
        parts = [first, *_data(), *others]
        told = self._made(makers, parts, N_("Places"), len(plan.areas))
        places = [place for one in told for place in one or ()]
        told = self._made(makers, [*_streams(plan)], N_("Records"), len(plan.streams))
        named: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        sources = Sources()
        for one in sorted(told, key=attrgetter("start")):
            for kind, rows in one.named.items():
                named[kind] += rows
            sources.add(one.sources)
        del told
        starts = range(0, len(sources), SOURCES)
        of_sources = [partial(Site.sources, sources=sources.part(at, SOURCES)) for at in starts]
        self._made(makers, of_sources, N_("Sources"), len(sources))
        rest = partial(Site.rest, places=places, named=named, sources=sources)
        self._made(makers, [rest], N_("Lists and changes"), 1)

    def _made(
        self, makers: _Alone | Helped, parts: Sequence[Part], doing: str, count: int
    ) -> list[Any]:
        """What parts tell that were made, of which a terminal shows how far they are."""
        told: list[Any] = []
        with closing(self._stepped(makers, parts, told)) as stepped:
            for _ in self.steps(stepped, doing, count):
                pass
        return told

    def _stepped(
        self, makers: _Alone | Helped, parts: Sequence[Part], told: list[Any]
    ) -> Generator[None, None, None]:
        for one in (yield from makers.made(parts)):
            self.folder.take(one.written)
            told.append(one.told)


@dataclass
class _Alone:
    """One process, which makes all parts itself."""

    site: Site

    def made(self, parts: Sequence[Part]) -> Generator[None, None, list[Made]]:
        """All parts in their order; a step for each thing that was done."""
        found: list[Made] = []
        for part in parts:
            made = yield from make(part, self.site)
            found.append(made)
        return found


def _data() -> list[Part]:
    """What takes long by itself, and comes before what is soon done: so nobody waits for it."""
    tables = [partial(Site.tables, names=names) for names in site_data.groups()]
    return [*tables, Site.feeds, Site.calendars]


def _places(plan: Plan) -> Iterator[Part]:
    """The pages of places, those with most in them first, as that takes longest."""
    names = sorted(plan.areas, key=lambda area: (-len(plan.areas[area]), area))
    first = min(PLACES, len(names))
    yield from (partial(Site.places, areas=[name]) for name in names[:first])
    for start in range(first, len(names), PLACES):
        yield partial(Site.places, areas=names[start : start + PLACES])


def _streams(plan: Plan) -> Iterator[Part]:
    """The pages of streams: first those that list what concerns them."""
    runs: dict[bool, list[tuple[int, list[str]]]] = {True: [], False: []}
    begin = 0
    for concerned, run in groupby(plan.streams, lambda name: name.split("/")[0] in CONCERNED):
        names = [*run]
        runs[concerned].append((begin, names))
        begin += len(names)
    for start, names in [*runs[True], *runs[False]]:
        for first in range(0, len(names), STREAMS):
            here = names[first : first + STREAMS]
            yield partial(Site.streams, start=start + first, names=here)
