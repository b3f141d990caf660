"""Rows, and how the book keeps them."""

from __future__ import annotations

import ast
import json
from dataclasses import FrozenInstanceError, replace
from pathlib import Path
from typing import ClassVar, NamedTuple

import pytest

from domain.dates import BEGINNING, FOREVER, Bounds, Instant, bounds
from domain.record import Record
from projections.book import Book
from projections.keeping.format import ROOT, SOURCES, fingerprint
from projections.rows.frozen import (
    Frozen,
    Row,
    changed,
    fields_of,
    restored,
    row_class,
    row_part,
    stored,
)
from projections.rows.promise import PromiseRow


class Remark(NamedTuple):
    """A remark on a letter."""

    by: str
    on: Bounds | None
    tags: frozenset[str] = frozenset()


@row_class
class LetterRow(Row):
    """A row with a field of each type that rows have."""

    KIND: ClassVar[str] = "letter"
    LASTING: ClassVar[frozenset[str]] = frozenset({"title", "pages"})

    title: str
    pages: int
    secret: bool
    reply: str | None
    sent: Bounds
    answered: Bounds | None
    to: tuple[str, ...]
    topics: frozenset[str]
    remarks: tuple[Remark, ...]
    last: Remark | None


DAY, MONTH = bounds("2020-01-31"), bounds("2020-02")
LETTERS = [
    LetterRow(
        "letter/a", "area/village", BEGINNING, FOREVER, 7,
        "Über", 3, False, None, DAY, None, ("m", "r"), frozenset(), (), None,  # noqa: FBT003
    ),
    LetterRow(
        "letter/b", "", Instant("2020-01-31T00:00:00"), FOREVER, 8,
        "", 0, True, "", MONTH, DAY, (), frozenset({"b", "a", "c"}),  # noqa: FBT003
        (Remark("m", MONTH, frozenset({"z", "y"})), Remark("r", None)), Remark("r", DAY),
    ),
]  # fmt: skip


@pytest.mark.parametrize("row", LETTERS, ids=lambda row: str(row.subject))
def test_read_back(row: LetterRow) -> None:
    """A row comes back from the book as it was, its inner types and its order included."""
    (back,) = restored(LetterRow, stored([row]))
    assert back == row
    assert hash(back) == hash(row)
    assert all(isinstance(remark, Remark) for remark in back.remarks)


ODD = (
    "100 % of %s and %d", '"', "\\", '\\\\"', "\x1f", "\x00", "", "12", "-3", "1e5", "true", "null",
    '["a", 1]', '{"a": 0}', "said[0]", "a, b] }", "漢字 \U0001f600", "\u2028", "line\n\ttab",
    "x" * 5_000,
)  # fmt: skip


def test_texts_of_very_many() -> None:
    """No text comes back changed from thousands of rows, whatever it holds."""
    rows = [
        replace(
            LETTERS[place % 2], title=text, reply=text, to=("m", text), topics=frozenset([text])
        )
        for place, text in enumerate(ODD)
    ]
    many = rows * (3_000 // len(rows) + 2)
    assert restored(LetterRow, stored(many)) == many


@row_class
class PlaqueRow(Row):
    """A row of which nothing ever changes."""

    KIND: ClassVar[str] = "plaque"
    LASTING: ClassVar[frozenset[str]] = frozenset({"text"})

    text: str


def test_very_many_of_which_nothing_changes() -> None:
    """Rows of which all that is said lasts are read back from thousands as from a few."""
    plaques = [
        PlaqueRow("plaque/a", "", BEGINNING, FOREVER, place, f"Text {place // 2}.")
        for place in range(3_002)
    ]
    assert restored(PlaqueRow, stored(plaques)) == plaques


def test_frozen() -> None:
    """A row does not change; what is replaced in it makes another one."""
    row = LETTERS[0]
    with pytest.raises(FrozenInstanceError, match="title of a row does not change"):
        row.title = "other"  # type: ignore[misc]
    assert changed(row, title="other") == replace(row, title="other")
    with pytest.raises(TypeError, match="LetterRow takes"):
        changed(row, titel="other")
    other = replace(row, title="other")
    assert (other.title, other.pages, row.title) == ("other", 3, "Über")
    assert other != row
    assert replace(other, title="Über") == row


def test_parts() -> None:
    """A class of rows can have several parts, whose fields come first, those of the last part."""

    @row_part
    class Named(Frozen):
        name: str

    @row_part
    class Counted(Frozen):
        count: int

    @row_class
    class Both(Counted, Named):
        more: bool

    row = Both(**fields_of(Named("a")), **fields_of(Counted(1)), more=True)
    assert list(fields_of(row).items()) == [("name", "a"), ("count", 1), ("more", True)]


def test_incomplete() -> None:
    """A row without one of its fields is none, and neither is one with a field too many."""
    with pytest.raises(TypeError, match="Row takes subject, scope, start, end, event"):
        Row("letter/a", "", BEGINNING, FOREVER)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="Row takes subject, scope, start, end, event"):
        Row("letter/a", "", BEGINNING, FOREVER, position=3)  # type: ignore[call-arg]


def test_canonical() -> None:
    """Equal rows are kept alike, whatever the order in which their sets were filled."""
    first, second = stored(LETTERS)
    assert json.loads(first.lasting) == ["Über", 3]
    assert first.shape == "[false,null,[%s,%s],null,[%s,%s],[],[],null]"
    assert first.rest.split("\x1f")[2:] == ['"m"', '"r"']
    assert '"a"\x1f"b"\x1f"c"' in second.rest


def test_what_cannot_be_kept() -> None:
    """A field of a type that does not come back is refused when it is derived."""
    fields = ("letter/a", "", BEGINNING, FOREVER, 0, "", 1, False, None, DAY, None, ())
    odd = LetterRow(*fields, frozenset(), (Remark("m", None, {"a"}),), None)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="set"):
        list(stored([odd]))


def test_asked_by_class() -> None:
    """The rows of a kind are asked by their class."""
    fields = {"stream": "promise/a", "kind": "promise.made", "promise": "a", "text": "A"}
    more = {"by": ["b"], "on": "2020", "id": "1", "version": 1, "recorded_at": "2020-01-01"}
    book = Book.of([Record(0, fields | more)])
    (row,) = book.at(PromiseRow, Instant("2021-01-01T00:00:00"), 1)
    assert (row.promise, row.terms.text, row.terms.by) == ("a", "A", ("b",))
    book.close()


# -- format ------------------------------------------------------------------------------------

OURS = ("domain", "projections")


def imported(source: str) -> set[str]:
    """The files of ours that a file imports, packages that lie on the way included."""
    found: set[str] = set()
    for node in ast.walk(ast.parse((ROOT / source).read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for name in names:
            path = name.replace(".", "/")
            here = (f"{path}.py", f"{path}/__init__.py")
            found |= {file for file in here if name.startswith(OURS) and (ROOT / file).is_file()}
    return found


def test_all_that_rows_are_made_of() -> None:
    """Whatever the derivation and the rows import of ours counts, and nothing else."""
    found: set[str] = set()
    waiting = {f"projections/keeping/{name}.py" for name in ("leaves", "versions", "writer")}
    while waiting:
        found |= waiting
        waiting = {file for source in waiting for file in imported(source)} - found
    assert {one for one in found if not one.endswith("__init__.py")} == set(SOURCES)


def test_a_change_of_a_source(tmp_path: Path) -> None:
    """Another content, another number; the same content, the same."""
    for name in ("one.py", "other.py"):
        (tmp_path / name).write_text(name)
    sources = ("one.py", "other.py")
    before = fingerprint(sources, tmp_path)
    assert fingerprint(sources, tmp_path) == before
    (tmp_path / "other.py").write_text("another derivation")
    assert fingerprint(sources, tmp_path) != before
    assert before.bit_length() <= 60
