"""What a record says above all, in one line of words."""

from __future__ import annotations

from languages import N_
from projections.render import phrases as shared
from projections.render.screens import kinds
from projections.render.screens.fields import FIELD, Known, in_words, label
from projections.report import Fields, LogLine

LONGEST = 400
"""How many characters of what a record says stand in a table."""
CUT = N_("{text}…")

MAIN: tuple[tuple[str, ...], ...] = (
    ("text",), ("act_text", "holder"), ("holder", "power"), ("outcome", "by"),
    ("key", "met", "by"), ("criterion",), ("indicator", "value", "unit", "period", "by"),
    ("value",), ("due",), ("given", "promised", "group"), ("content", "by"), ("reason",),
    ("name",), ("title",),
)  # fmt: skip
"""What a record says above all: the fields of the first of these that begins with one it has."""

ALONE = frozenset(names[0] for names in MAIN if len(names) == 1)
"""The fields that need no name before what they say."""


def main_of(row: LogLine, known: Known) -> str:
    """What a record says above all; where no field of it stands out, all that it says."""
    return in_fields(_main(row), row, known)


def beside_subject(row: LogLine) -> Fields:
    """The fields that stand out, without what is told of the subject, where, and by whom."""
    told = kinds.told_by_phrase(row)
    main = _main(row)
    if not any(names[0] in main for names in MAIN):
        told |= {"by", "place"}
    return {name: value for name, value in main.items() if name not in told}


def in_fields(says: Fields, row: LogLine, known: Known) -> str:
    """Fields in words, each with its name but where one alone needs none."""
    found = {name: in_words(value, name, known) for name, value in says.items()}
    if len(found) == 1 and {*says} <= ALONE:
        return short(next(iter(found.values())))
    fields = (FIELD.format(name=label(name, row.kind), value=text) for name, text in found.items())
    return short(shared.LIST_OF.join(fields))


def _main(row: LogLine) -> Fields:
    """The fields of a record that stand out; all of them where none does."""
    # The name of what it is about stands in the table already.
    says = {name: value for name, value in row.says.items() if f"{name}/{value}" != row.stream}
    names = next((names for names in MAIN if names[0] in says), tuple(says))
    return {name: says[name] for name in names if name in says}


def short(text: str) -> str:
    """A text that is very long is cut, for `show` has it whole."""
    return text if len(text) <= LONGEST else CUT.format(text=text[:LONGEST])
