"""In which language a text of a record is, as far as its small words show it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

from domain.value import value_class
from projections.report import LogLine

SMALL_WORDS = {
    "nl": frozenset({
        "aan", "alle", "als", "bij", "dat", "de", "deze", "die", "dit", "door", "een",
        "er", "geen", "heeft", "het", "hun", "in", "is", "kan", "maar", "meer", "met",
        "na", "naar", "niet", "nog", "of", "om", "ook", "op", "over", "te", "tot",
        "uit", "uiterlijk", "van", "voor", "waar", "wat", "we", "wel", "wie", "worden",
        "wordt", "zal", "zich", "zijn", "zo", "zodat",
    }),
    "en": frozenset({
        "a", "about", "after", "all", "an", "and", "are", "as", "at", "be", "been",
        "before", "by", "for", "from", "has", "have", "in", "is", "it", "its", "more",
        "no", "not", "of", "on", "or", "such", "than", "that", "the", "their", "they",
        "this", "those", "to", "until", "was", "were", "what", "when", "which", "who",
        "will", "with", "within", "without",
    }),
}  # fmt: skip
"""The words by which one knows a language (BCP 47); those of both tell nothing."""

ENOUGH = 100
"""So many records show in which language records are written."""

_WORD = re.compile(r"[a-z]+")


@value_class
class Languages:
    """The language of a page, and those in which the ledger is kept (BCP 47)."""

    page: str
    ledger: Sequence[str] = ()

    def other(self, text: str) -> str:
        """The language of a text, where that is known to be another than that of the page."""
        return self._unless_of_page(self._of(text))

    def other_in(self, row: LogLine, text: str, beside: Iterable[LogLine]) -> str:
        """The same of a text of a record: what it does not show, the rest of the record may.

        beside: other records, in the language of most of which it is held to be else.
        """
        return self._unless_of_page(self._of(text) or self._of_record(row) or self._most(beside))

    def _of_record(self, row: LogLine) -> str:
        return self._of(_prose(row))

    def _most(self, rows: Iterable[LogLine]) -> str:
        found = Counter(filter(None, map(self._of_record, islice(rows, ENOUGH))))
        return found.most_common(1)[0][0] if found else ""

    def _unless_of_page(self, found: str) -> str:
        return "" if found == self.page else found

    def _of(self, text: str) -> str:
        if len(self.ledger) == 1:
            return self.ledger[0]
        words = _WORD.findall(text.lower())
        counts = {
            language: sum(word in SMALL_WORDS[language] for word in words)
            for language in self.ledger
            if language in SMALL_WORDS
        }
        most = max(counts.values(), default=0)
        found = [language for language, count in counts.items() if count == most]
        return found[0] if most and len(found) == 1 else ""


def _prose(row: LogLine) -> str:
    """All that people wrote in a record: names in the ledger and words of lists have no spaces."""
    texts = (value for value in (*row.says.values(), row.note) if isinstance(value, str))
    return " ".join(text for text in texts if " " in text)
