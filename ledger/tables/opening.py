"""The table in a file, by the ending of its name: of a workbook the sheet that somebody means."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path

from languages import N_
from ledger.said_by_others import of_system
from ledger.tables.delimited import delimited_sheet
from ledger.tables.ods import ods_sheets
from ledger.tables.popolo import popolo_sheet
from ledger.tables.sheet import Sheet, unreadable
from ledger.tables.xlsx import xlsx_sheets

WORKBOOKS: dict[str, Callable[[Path], dict[str, Sheet]]] = {
    ".xlsx": xlsx_sheets,
    ".xlsm": xlsx_sheets,
    ".ods": ods_sheets,
}
"""What reads the sheets of a workbook; macros in it are never looked at."""

TEXTS = frozenset({".csv", ".tsv", ".txt", ".tab"})

OTHERS = frozenset({".xls", ".xlsb", ".numbers"})
"""The endings of workbooks that are not read: docs/decisions/0078."""

_ENDINGS = N_("Save the table as .xlsx, .ods, .csv or .tsv")


def opened_sheet(
    path: Path, sheet: str | None = None, encoding: str | None = None, separator: str | None = None
) -> Sheet:
    """The table in a file; Unreadable says why there is none.

    sheet: which of several; left out: the first. encoding, separator: of a file of text.
    """
    name, ending = str(path), path.suffix.lower()
    try:
        if path.is_dir():
            raise unreadable(name, N_("it is a folder"), N_("Name a file in it"))
        if ending in WORKBOOKS:
            return _chosen(WORKBOOKS[ending](path), sheet, name)
        if ending == ".json":
            return popolo_sheet(path)
        if ending in TEXTS:
            return delimited_sheet(path, encoding, separator)
        if ending in OTHERS and path.stat():
            obstacle = N_("workbooks in the format {ending} are not read").format(ending=ending)
            remedy = N_("Open it in a spreadsheet program and save it as .xlsx or .ods")
            raise unreadable(name, obstacle, remedy)
    except FileNotFoundError as error:
        problem = unreadable(name, N_("there is no such file"), N_("Check its name and its folder"))
        raise problem from error
    except OSError as error:
        reason = of_system(error)
        raise unreadable(name, reason, N_("Check the file and its rights")) from error
    raise unreadable(name, N_("its name has no ending of a table"), _ENDINGS)


def _chosen(sheets: dict[str, Sheet], named: str | None, name: str) -> Sheet:
    if named is None:
        for sheet in sheets.values():
            return sheet
        raise unreadable(name, N_("it has no sheet with a table"), _ENDINGS)
    if named not in sheets:
        closest = get_close_matches(named, sheets, n=1)
        remedy = (
            N_("Did you mean {closest}?").format(closest=closest[0])
            if closest
            else N_("It has {sheets}").format(sheets=", ".join(sheets))
        )
        raise unreadable(name, N_("it has no sheet {named!r}").format(named=named), remedy)
    return sheets[named]
