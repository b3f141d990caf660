"""What a spreadsheet does to the cells of a table that it opens: it runs what looks like a formula.

Tables go from hand to hand, and what a stranger wrote into a record must not run on the machine
of whoever opens one. So both kinds of table that we write mark such a text, each in its own way.
"""

from __future__ import annotations

import re

FORMULA_SIGNS = frozenset("=+-@\t\r\n＝＋－＠")  # noqa: RUF001 - wide signs count as the narrow ones
"""What a formula begins with, or what spreadsheets skip before one (OWASP, CSV Injection)."""

_NEGATIVE_NUMBER = re.compile(r"-[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?")


def is_formula(text: str) -> bool:
    """Whether a spreadsheet may take a text for a formula; a negative number is none."""
    return text[:1] in FORMULA_SIGNS and not _NEGATIVE_NUMBER.fullmatch(text)
