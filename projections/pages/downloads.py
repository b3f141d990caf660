"""The page of a site on the data in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from languages import N_
from projections.pages.document import Grid, Page, Paragraph, Part, Title, Told, Way, with_code
from projections.pages.frame import Frame
from projections.pages.paths import CHECK_PAGE

TITLE = N_("The data of this site")
TOLD = N_(
    "Everything that this site tells is here as files that programs read. Each row of a table "
    "names the record that it rests on."
)
COLUMNS = (N_("file"), N_("what it is"))
RECORDS = N_("Every record as it was recorded (JSON); gestand import reads it again")
BUNDLE = N_("All records with their proofs and a program that checks them (a bundle)")
CHECKPOINTS = N_("The checkpoints of which this site was published (JSON)")
TABLES = N_("Tables (CSV)")
FILES = N_("The whole ledger")
HOW = N_("How to check it")


class File(NamedTuple):
    """A file of a site, by its path, and what it is; about: in English, as the tables have it."""

    path: str
    about: str


def data(files: Sequence[File], tables: Sequence[File], frame: Frame) -> Page:
    """Where the data of the site are."""
    parts: list[Part] = [Title(TITLE, 1), Paragraph(TOLD), Title(FILES, anchor="files")]
    parts += [Grid(FILES, COLUMNS, [*map(_row, files)]), Paragraph([Way(HOW, f"../{CHECK_PAGE}")])]
    parts += [Title(TABLES, anchor="tables"), Grid(TABLES, COLUMNS, [*map(_row, tables)])]
    return frame.page(TITLE, parts)


def _row(file: File) -> list[Told]:
    path = file.path.removeprefix("data/")
    return [[Way(path.rpartition("/")[2], path)], with_code(file.about)]
