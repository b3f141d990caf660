"""Tables of a ledger into files: which, of which moment, in which format."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from commands.asking import Query
from commands.session import Seen, reader_of
from commands.terminal import show_screen
from domain.errors import Refused, Unavailable
from languages import N_
from ledger.said_by_others import of_system
from ledger.store.reader import Reader
from projections.report import METHOD, Question
from projections.rows.subjects import LedgerRow

if TYPE_CHECKING:
    from ledger.exchange.tables.delimited import Dialect
    from projections.tables.catalogue import Tables
    from projections.tables.dictionary import Described

BY_SUFFIX = {".xlsx": "xlsx", ".sqlite": "sqlite", ".sqlite3": "sqlite"}
"""The formats that the name of a file says."""

WORKBOOK = b"PK"
"""How a workbook begins: it is a zip file."""


@contextmanager
def opened(
    query: Query, wanted: Collection[str] | None = None
) -> Iterator[tuple[Tables, Question, Reader]]:
    """The tables that are wanted, all by default, of a question; and the ledger."""
    with query.question() as question:
        yield tables_of(query, question, wanted), question, reader_of(question)


def tables_of(query: Query, question: Question, wanted: Collection[str] | None = None) -> Tables:
    """The tables that are wanted, all by default, of a question that is being asked."""
    from projections.tables.catalogue import NAMES, Tables
    from projections.tables.context import Context

    seen = Seen(reader_of(question), question.known, query.public_at, signed=query.signed)
    context = Context(question, seen.kind("area"))
    look_up = partial(query.look_up, question)
    return Tables(context, seen.every, look_up, NAMES if wanted is None else wanted)


def write_tables(query: Query, out: Path, form: str, only: tuple[str, ...], separator: str) -> None:
    """Write the tables, and say what was written."""
    from ledger.helpers import without_cycles
    from projections.render.screens.tables_written import written

    with opened(query, only or None) as (tables, question, _), without_cycles():
        counts = _placed(out, partial(WRITERS[form], tables, described(question), separator))
    names = [table.name for table in tables.tables]
    show_screen(written(str(out), dict(zip(names, counts, strict=True))))


def described(question: Question) -> Described:
    """What the answers of a question are of, for whoever finds them in a file."""
    from projections.tables.dictionary import Described

    ledger = question.book.at(LedgerRow, question.as_of, question.known, subjects=["ledger"])
    return Described(
        title=ledger[0].title if ledger else "",
        as_of=question.as_of[:10],
        size=question.known,
        root=question.checkpoint.root,
        recorded_at=question.checkpoint.recorded_at,
        method=METHOD,
        languages=ledger[0].languages if ledger else (),
    )


Write = Callable[[Path], list[int]]
"""Writes tables at a path, and says how many rows each has."""


def _placed(out: Path, write: Write) -> list[int]:
    """Write beside a place, and then all at once: what is there is whole, or as it was."""
    _check_place(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=f".{out.name}.", dir=out.parent) as beside:
            made = Path(beside) / out.name
            counts = write(made)
            if made.is_dir():
                out.mkdir(exist_ok=True)
                for file in sorted(made.iterdir()):
                    file.replace(out / file.name)
            else:
                made.replace(out)
    except OSError as error:
        reason = of_system(error)
        raise Unavailable(
            N_("write tables to {out}").format(out=out), reason, N_("Name another place")
        ) from error
    return counts


def _check_place(out: Path) -> None:
    """Refused where a file is there that is none of ours, such as a ledger."""
    from ledger.exchange.tables.sqlite_file import holds_tables
    from ledger.files import starts_with

    if out.is_file() and not (holds_tables(out) or starts_with(out, WORKBOOK)):
        raise Refused(
            N_("write tables to {out}").format(out=out),
            N_("another file is there, and no tables"),
            N_("Name another place, or remove that file yourself"),
        )


def delimited(tables: Tables, of: Described, separator: str, out: Path) -> list[int]:
    """A folder of CSV with its data dictionary."""
    out.mkdir()
    counts = delimited_rows(tables, separator, out)
    describe(tables, of, separator, out)
    return counts


def delimited_rows(tables: Tables, separator: str, out: Path) -> list[int]:
    """The rows of each table as CSV, in a folder that is there."""
    from ledger.exchange.tables.delimited import write

    return write(out, [one.table for one in tables.tables], tables.rows(), _dialect(separator))


def describe(tables: Tables, of: Described, separator: str, out: Path) -> None:
    """The data dictionary of tables, beside their rows."""
    from projections.formats.catalog import FILE as DCAT_FILE
    from projections.formats.catalog import dcat
    from projections.tables.dictionary import CSVW_FILE, PACKAGE_FILE, csvw, data_package

    dialect = _dialect(separator)
    all_tables = [table.table for table in tables.tables]
    files = {f"{table.name}.csv": table.meaning for table in all_tables}
    described = {
        name: describe(all_tables, of, dialect.separator, dialect.decimal)
        for name, describe in ((CSVW_FILE, csvw), (PACKAGE_FILE, data_package))
    }
    for name, told in (described | {DCAT_FILE: dcat(of, files)}).items():
        text = json.dumps(told, indent=2, ensure_ascii=False)
        (out / name).write_text(f"{text}\n", encoding="utf-8")


def _dialect(separator: str) -> Dialect:
    from ledger.exchange.tables.delimited import Dialect

    return Dialect(separator, "," if separator == ";" else ".")


def _sqlite(tables: Tables, _: Described, __: str, out: Path) -> list[int]:
    from ledger.exchange.tables.sqlite_file import write

    return write(out, [table.table for table in tables.tables], tables.rows())


def _workbook(tables: Tables, _: Described, __: str, out: Path) -> list[int]:
    with _installed("xlsxwriter", "tables"):
        from ledger.exchange.tables.workbook import write

        return write(out, [table.table for table in tables.tables], tables.rows())


def _parquet(tables: Tables, _: Described, __: str, out: Path) -> list[int]:
    with _installed("duckdb", "parquet"):
        from ledger.exchange.tables.parquet import write

        out.mkdir()
        return write(out, [table.table for table in tables.tables], tables.rows())


@contextmanager
def _installed(module: str, extra: str) -> Iterator[None]:
    """Unavailable with the way to install it, where a library is not there that is an extra."""
    if find_spec(module) is None:
        raise Unavailable(
            N_("write tables in that format"),
            N_("{module} is not installed").format(module=module),
            N_(
                "Install it with: python -m pip install 'gestand[{extra}]'; or use --format csv"
            ).format(extra=extra),
        )
    yield


WRITERS: dict[str, Callable[[Tables, Described, str, Path], list[int]]] = {
    "csv": delimited,
    "sqlite": _sqlite,
    "xlsx": _workbook,
    "parquet": _parquet,
}
