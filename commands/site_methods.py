"""The pages of a site on the methods: in its own language, and in English, which decides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from languages import ENGLISH, language
from projections.pages import guide
from projections.pages.document import Page
from projections.pages.frame import Frame
from projections.pages.paths import ENGLISH_METHODS_PAGE, METHODS_PAGE

DOCS = Path(__file__).parent.parent / "docs"


def pages(beside: Sequence[str], frame: Frame) -> Iterator[tuple[str, Page]]:
    """The pages, by their paths; beside: the other languages in which the site is made.

    A site in another language leads to the English text where that is beside it, else holds it.
    """
    english = _text(ENGLISH)
    if language() == ENGLISH:
        yield METHODS_PAGE, guide.methods(english, frame)
        return
    decides = f"../{ENGLISH}/{METHODS_PAGE}#{guide.EXACT}"
    if ENGLISH not in beside:
        decides = ENGLISH_METHODS_PAGE
        yield decides, guide.methods_in_english(english)
    yield METHODS_PAGE, guide.methods(_text(language()), frame, decides)


def _text(spoken: str) -> str:
    name = "methods.md" if spoken == ENGLISH else f"methods.{spoken}.md"
    return (DOCS / name).read_text("utf-8")
