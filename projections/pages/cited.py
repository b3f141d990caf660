"""The sources of what a page says, by numbers, and the words of records that it quotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from languages import N_
from projections.dossier import Corrected
from projections.pages.bodies import with_ways
from projections.pages.document import (
    Link,
    Listing,
    Paragraph,
    Part,
    Piece,
    Title,
    Told,
    Way,
    Words,
)
from projections.pages.paths import Addresses
from projections.pages.text_language import Languages
from projections.render import phrases as shared
from projections.render.head import Called
from projections.render.phrases import spoken
from projections.render.screens.corrections import SIGN, explained
from projections.report import CorrectedStream, Fields, LogLine

SOURCES = N_("Sources")
SOURCE = N_("{title}{locator}{published} ({kind})")
LOCATOR, PUBLISHED = N_(", {text}"), N_(", {day}")
NUMBER = N_("[{number}]")
RESTING = N_("all that rests on it")
MORE_SOURCES = N_("And {count:,} more: a higher number leads to a page about its source.")

MOST_LISTED = 60
"""Sources that are listed on a page of a site, so that it stays light."""


class Cited:
    """The sources of the records that a page rests on, each with its number on the page.

    lines: the records. known: what was corrected after it had stood on their streams. site: where
    they and their sources have pages, in a site. corrected: of `known`, what was named.
    """

    def __init__(
        self,
        lines: Mapping[int, LogLine],
        languages: Languages,
        known: Corrected,
        site: Addresses | None = None,
    ) -> None:
        self._known = known
        self.corrected: dict[int, CorrectedStream] = {}
        self._lines, self._languages, self._site = lines, languages, site
        self._numbers: dict[tuple[str, ...], int] = {}
        self.sources: list[Fields] = []

    def of(self, events: Iterable[int]) -> Told:
        """The numbers of the sources of some records, as links to the list of them.

        With a sign where something of it was corrected after it had stood.
        """
        named = [*events]
        numbers = {
            self._number(source)
            for event in named
            if event in self._lines
            for source in self._lines[event].sources
        }
        pieces: list[Piece] = []
        for number in sorted(numbers):
            pieces += [" "] if pieces else []
            pieces.append(self._link(number))
        marked = {event: self._known[event] for event in named if event in self._known}
        self.corrected |= marked
        return [*pieces, SIGN.format(text="")] if marked else pieces

    def _link(self, number: int) -> Piece:
        text = NUMBER.format(number=number)
        if self._site is not None and number > MOST_LISTED:
            return Way(text, self._site.source(self.sources[number - 1]))
        return Link(text, f"#source-{number}")

    def _number(self, source: Fields) -> int:
        key = tuple(str(source.get(name)) for name in ("title", "url", "locator"))
        if key not in self._numbers:
            self._numbers[key] = len(self._numbers) + 1
            self.sources.append(source)
        return self._numbers[key]

    def words(self, text: str, events: Sequence[int], field: str = "text") -> str | Words:
        """A text as the words of the record that has it; else as the text that it is."""
        for event in events:
            line = self._lines.get(event)
            if line is not None and line.says.get(field) == text:
                language = self._languages.other_in(line, text, self._lines.values())
                page = self._site.record(line.stream, event) if self._site is not None else ""
                return Words(text, event, field, page, language)
        return text

    def way(self, text: str, events: Iterable[int]) -> Told:
        """A text that, in a site, leads to the first of some records; else the text alone."""
        for event in events:
            line = self._lines.get(event)
            if line is not None and self._site is not None:
                return [Way(text, self._site.record(line.stream, event))]
        return text

    def named(self, text: str, parties: Iterable[str], called: Called) -> Sequence[Piece]:
        """A text in which some parties are named, each with the way to its page in a site."""
        told = text if self._site is None else with_ways(text, parties, called, self._site)
        return [told] if isinstance(told, str) else told

    def listed(self) -> Iterator[Part]:
        """What the sign of corrections stands for, and the list of the sources that are named."""
        if told := explained(self.corrected.values()):
            yield Paragraph(told)
        shown = self.sources if self._site is None else self.sources[:MOST_LISTED]
        yield Title(SOURCES, anchor="sources", detail=True)
        yield Listing(
            [self._told(source) for source in shown],
            [f"source-{number}" for number in range(1, len(shown) + 1)],
        )
        if len(shown) < len(self.sources):
            yield Paragraph(MORE_SOURCES.format(count=len(self.sources) - len(shown)))

    def _told(self, source: Fields) -> Told:
        told = source_told(source, self._languages)
        if self._site is None:
            return told
        return [*told, " — ", Way(RESTING, self._site.source(source))]


def source_told(source: Fields, languages: Languages) -> Sequence[Piece]:
    """A source as it can be looked up, with a link where it has an address."""
    kind = shared.SOURCE[source.get("type", "other")]
    locator, published = source.get("locator"), source.get("published")
    text = SOURCE.format(
        title="{title}",
        locator=LOCATOR.format(text=locator) if locator else "",
        published=PUBLISHED.format(day=spoken(published)) if published else "",
        kind=kind,
    )
    before, _, after = text.partition("{title}")
    title, address = source["title"], source.get("url")
    return [
        before,
        Link(title, address, languages.other(title)) if address else title,
        after,
    ]
