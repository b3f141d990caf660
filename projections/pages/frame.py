"""What all pages of a site share: the ways to its parts, languages, and where everything stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from domain.value import value_class
from languages import N_
from projections.dossier import Corrected
from projections.pages import paths
from projections.pages.cited import Cited
from projections.pages.document import Page, Part, Way
from projections.pages.paging import Long, lists_title, pages
from projections.pages.paths import Addresses, lists_page
from projections.pages.text_language import Languages
from projections.report import LogLine

SKIP = N_("Go to the answer")
WAYS: tuple[tuple[str, str], ...] = (
    (N_("All places"), paths.START),
    (N_("What changed"), paths.CHANGES_PAGE),
    (N_("Sources"), paths.SOURCES_PAGE),
    (N_("How it is judged"), paths.METHODS_PAGE),
    (N_("Words"), paths.WORDS_PAGE),
    (N_("Data"), paths.DATA_PAGE),
    (N_("Check this site"), paths.CHECK_PAGE),
)
"""The ways to all parts of the site; the first and the last stand above every page too."""

THIS_SITE, ALL_PARTS = N_("This site"), N_("All parts of this site")


class Resting(NamedTuple):
    """The records that pages rest on, and what was corrected on their streams, by their places."""

    lines: Mapping[int, LogLine]
    corrected: Corrected


NOTHING = Resting({}, {})


@value_class
class Frame:
    """The site that pages are made for.

    addresses: where its records stand, seen from one folder down.
    """

    languages: Languages
    addresses: Addresses

    def page(self, title: str, parts: Sequence[Part], *, top: str = "../") -> Page:
        """A page with the ways to all others; top: the way from it to the top of the site."""
        ways = [Way(text, top + path) for text, path in WAYS]
        above = (THIS_SITE, [ways[0], ways[-1]])
        return Page(title, self.languages.page, SKIP, parts, above, (ALL_PARTS, ways))

    def cited(self, rests: Resting) -> Cited:
        """The sources of a page that rests on some records."""
        return Cited(rests.lines, self.languages, rests.corrected, self.addresses)

    def pages(
        self,
        path: str,
        title: str,
        parts: Sequence[Part | Long],
        rests: Resting = NOTHING,
        *,
        about: str = "",
        listed: bool = True,
    ) -> Iterator[tuple[str, Page]]:
        """A page at a path, and the further ones on which its long lists go on, by their paths.

        One after another, the first one last: the ways from it are known then. rests: what they
        rest on. about: what they are about, in few words; else the title. listed: whether the page
        lists its sources.
        """
        folder, _, name = path.rpartition("/")
        about = about or title
        split = pages(
            parts, lists_page(name), Way(about, name), lambda: self.cited(rests), listed=listed
        )
        for place, told in split:
            if place:
                yield f"{folder}/{place}", self.page(lists_title(about), told)
            else:
                yield path, self.page(title, told)
