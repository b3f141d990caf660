"""Tables that are text: csv and tsv with any separator, in any encoding that a file tells of."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

from languages import N_
from ledger.said_by_others import of_csv
from ledger.tables.sheet import EMPTY, MOST_COLUMNS, Cell, Row, Sheet, unreadable

SEPARATORS = (";", "\t", ",", "|")
"""Those that are looked for where nobody names one."""

_LOOKED_AT = 2**16
"""So many characters are looked at to find the separator."""

_BLOCK = 2**18

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_OTHERS = ("PK\3\4", b"\xd0\xcf\x11\xe0".decode("windows-1252"), "%PDF-")
"""How workbooks, older ones and pages begin, whatever somebody called them."""


def delimited_sheet(path: Path, encoding: str | None, separator: str | None) -> Sheet:
    """The table in a file of text; Unreadable where it is none.

    encoding, separator: as somebody named them; found by looking at the file where nobody did.
    """
    name = str(path)
    with path.open("rb") as file:
        found = encoding or _encoding(file)
        start = _start(path, found, name)
    if "\0" in start or start.startswith(_OTHERS):
        remedy = N_("Name it as what it is, or save the table as .xlsx, .ods or .csv")
        raise unreadable(name, N_("it is no text"), remedy)
    if not start.strip():
        raise unreadable(name, N_("the file is empty"), N_("Name a file with a table in it"))
    first = start.splitlines()[0].strip()
    named = first[4:5] if first.lower().startswith("sep=") else ""
    chosen = separator or named or _separator(start)
    rows = _rows(path, name, found, chosen, bool(named))
    return Sheet(name, rows, encoding=found, separator=chosen)


def _encoding(file: BinaryIO) -> str:
    """That of the mark at the beginning; without one UTF-8 if all of it is, else Windows-1252."""
    start = file.read(4)
    file.seek(0)
    for mark, name in _MARKS:
        if start.startswith(mark):
            return name
    if b"\0" in start[:4]:
        return "utf-16-le" if start[1:2] == b"\0" else "utf-16-be"
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while block := file.read(_BLOCK):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "windows-1252"
    return "utf-8"


def _start(path: Path, encoding: str, name: str) -> str:
    """The beginning of the text; Unreadable where it is none in that encoding."""
    try:
        with path.open(encoding=encoding, newline="") as text:
            return text.read(_LOOKED_AT)
    except LookupError as error:
        obstacle = N_("there is no encoding {encoding!r}").format(encoding=encoding)
        raise unreadable(name, obstacle, N_("Use utf-8, windows-1252 or utf-16")) from error
    except UnicodeError as error:
        raise _undecoded(name, encoding) from error


def _undecoded(name: str, encoding: str) -> Exception:
    obstacle = N_("a character in it is not {encoding}").format(encoding=encoding)
    return unreadable(name, obstacle, N_("Name its encoding in the mapping, or save it as UTF-8"))


def _separator(start: str) -> str:
    """The separator that gives most rows the same number of cells, and more than one."""
    best, chosen = 0, ","
    for separator in SEPARATORS:
        rows = csv.reader(io.StringIO(start, newline=""), delimiter=separator)
        widths: Counter[int] = Counter()
        try:
            widths.update(len(row) for row in rows if row)
        except csv.Error:
            continue
        width, count = max(widths.items(), key=lambda item: (item[0] > 1, item[1]), default=(1, 0))
        score = count * (width - 1)
        if score > best:
            best, chosen = score, separator
    return chosen


def _rows(path: Path, name: str, encoding: str, separator: str, named: bool) -> Iterator[Row]:  # noqa: FBT001 - whether the first line only names the separator
    if len(separator) != 1:
        raise unreadable(
            name,
            N_("{separator!r} is no separator").format(separator=separator),
            N_("Name one character, such as ;"),
        )
    with closing(path.open(encoding=encoding, newline="")) as text:
        rows = csv.reader(text, delimiter=separator, strict=True)
        number = 1
        try:
            if named:
                next(rows, None)
            while True:
                number = rows.line_num + 1
                cells = next(rows)
                if len(cells) > MOST_COLUMNS:
                    obstacle = N_("the row has {count:,} cells").format(count=len(cells))
                    raise unreadable(f"{name}:{number}", obstacle, N_("Check the quotes before it"))
                if any(cell and not cell.isspace() for cell in cells):
                    yield Row(number, [_cell(cell) for cell in cells])
        except StopIteration:
            return
        except csv.Error as error:
            remedy = N_("Mend the quotes in that row, or name the separator in the mapping")
            raise unreadable(f"{name}:{number}", of_csv(str(error)), remedy) from error
        except UnicodeError as error:
            raise _undecoded(f"{name}:{number}", encoding) from error


def _cell(text: str) -> Cell:
    stripped = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return Cell(stripped) if stripped else EMPTY
