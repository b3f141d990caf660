"""What a cell of a spreadsheet holds and shows is what is read; what cannot be read is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.errors import Problem
from features.workbooks import number, ods, ods_date, ods_row, ods_text, text, xlsx
from ledger.tables.opening import opened_sheet
from ledger.tables.sheet import Cell, letters

XLSX = {
    "a text": (text("  a &amp; b "), ("a & b", "text")),
    "lines": (text("a\nb"), ("a\nb", "text")),
    "an escaped line break": (text("a_x000D_\nb"), ("a\nb", "text")),
    "a whole number": (number(1500), ("1500", "number")),
    "a fraction": (number("0.30000000000000004"), ("0.3", "number")),
    "a large number": (number("1.5E+10"), ("15000000000", "number")),
    "a small number": (number("1E-3"), ("0.001", "number")),
    "a number with words": (number(12.75, 10), ("12.75", "number")),
    "a percentage": (number(0.4, 4), ("40%", "number")),
    "a day": (number(45352, 1), ("2024-03-01", "date")),
    "a day with a locale": (number(45352, 6), ("2024-03-01", "date")),
    "a day with its name": (number(45352, 13), ("2024-03-01", "date")),
    "a day as the system writes it": (number(45352, 14), ("2024-03-01", "date")),
    "a month": (number(45352, 2), ("2024-03", "date")),
    "a year": (number(45352, 3), ("2024", "date")),
    "a year with words": (number(45352, 7), ("2024", "date")),
    "a moment": (number(45352.604166667, 8), ("2024-03-01T14:30:00", "date")),
    "a moment short of its minute": (
        number("45352.604166666664", 15),
        ("2024-03-01T14:30:00", "date"),
    ),
    "midnight": (number(45352, 8), ("2024-03-01", "date")),
    "the day before the leap day": (number(59, 1), ("1900-02-28", "date")),
    "the day after it": (number(61, 1), ("1900-03-01", "date")),
    "yes": ('<c t="b"><v>1</v></c>', ("true", "truth")),
    "a formula": ("<c><f>1+1</f><v>2</v></c>", ("2", "number")),
    "a formula with a text": ('<c t="str"><f>A1</f><v>x</v></c>', ("x", "text")),
    "a day as text": ('<c t="d"><v>2024-03-01T00:00:00</v></c>', ("2024-03-01", "date")),
    "no leap day": (number(60, 1), ("29 February 1900", "trouble")),
    "the day 0": (number(0, 1), ("before 1900", "trouble")),
    "a day before that": (number(-5, 1), ("before 1900", "trouble")),
    "a day after all": (number(1e9, 1), ("a date that is none", "trouble")),
    "a time": (number(0.5, 5), ("a time of day", "trouble")),
    "an elapsed time": (number(0.5, 11), ("a time of day", "trouble")),
    "minutes": (number(0.5, 12), ("a time of day", "trouble")),
    "a month alone": (number(45352, 9), ("a month without a year", "trouble")),
    "an error": ('<c t="e"><v>#DIV/0!</v></c>', ("the error #DIV/0!", "trouble")),
    "a formula without value": ("<c><f>1+1</f></c>", ("never calculated", "trouble")),
    "no text": ('<c t="s"><v>7</v></c>', ("a text that is not there", "trouble")),
}


@pytest.mark.parametrize("name", XLSX)
def test_cell(name: str, tmp_path: Path) -> None:
    """What stands in a cell is read as what it shows."""
    cell, expected = XLSX[name]
    (row,) = opened_sheet(xlsx(tmp_path / "a.xlsx", [cell])).rows
    said, kind = expected
    assert row.cells[0].type == kind
    assert said in row.cells[0].text if kind == "trouble" else said == row.cells[0].text


def test_days_since_1904(tmp_path: Path) -> None:
    """Some programs count days from 1904."""
    book = xlsx(tmp_path / "a.xlsx", [number(0, 1), number(43890, 1)], from_1904=True)
    days = [row.cells[0].text for row in opened_sheet(book).rows]
    assert days == ["1904-01-01", "2024-03-01"]


def test_merged(tmp_path: Path) -> None:
    """Cells merged down the rows hold the same; beside each other nobody knows which they mean."""
    rows = [text("a") + text("x"), '<c r="B2" t="inlineStr"><is><t>y</t></is></c>', text("wide")]
    book = xlsx(tmp_path / "a.xlsx", rows, merged=["A1:A2", "A3:B3"])
    first, second, third = opened_sheet(book).rows
    assert [cell.text for cell in first.cells] == ["a", "x"]
    assert [cell.text for cell in second.cells] == ["a", "y"]
    assert third.cells[1].type == "trouble"


def test_places(tmp_path: Path) -> None:
    """Rows and columns that are empty count."""
    cell = '<c r="C4" t="inlineStr"><is><t>x</t></is></c>'
    rows = [f"{text('')}", "", "", cell]
    sheet = opened_sheet(xlsx(tmp_path / "a.xlsx", rows))
    (row,) = sheet.rows
    assert (row.number, row.cells.index(Cell("x"))) == (4, 2)
    assert sheet.place(row.number, 2).endswith("a.xlsx:Blad1!C4")
    assert [letters(n) for n in (0, 25, 26, 16_383)] == ["A", "Z", "AA", "XFD"]


def test_shared_texts(tmp_path: Path) -> None:
    """Texts in pieces are one, without how they are spoken."""
    shared = "<sst><si><r><t>a</t></r><r><t>b</t></r><rPh><t>no</t></rPh></si></sst>"
    cell = '<c t="s"><v>0</v></c>'
    book = xlsx(tmp_path / "a.xlsx", [cell], parts={"xl/sharedStrings.xml": shared})
    (row,) = opened_sheet(book).rows
    assert row.cells == [Cell("ab")]


def test_million_empty_rows(tmp_path: Path) -> None:
    """Rows in which nothing stands are nothing."""
    (row,) = opened_sheet(xlsx(tmp_path / "a.xlsx", [text("x"), *[""] * 100_000])).rows
    assert row.number == 1
    empty = ods_row("<table:table-cell/>", repeated=1_048_575)
    (row,) = opened_sheet(ods(tmp_path / "a.ods", [ods_row(ods_text("x")), empty])).rows
    assert row.number == 1


def test_open_document(tmp_path: Path) -> None:
    """OpenDocument has types, and styles that say what is shown of a day."""
    error = (
        '<table:table-cell table:formula="of:=1/0" office:value-type="string"><text:p>#DIV/0!'
        "</text:p></table:table-cell>"
    )
    never = '<table:table-cell table:formula="of:=1+1"/>'
    share = '<table:table-cell office:value-type="percentage" office:value="0.4"/>'
    twice = (
        '<table:table-cell table:number-columns-repeated="2" office:value-type="float" '
        'office:value="1500"><text:p>1.500</text:p></table:table-cell>'
    )
    note = "<office:annotation><text:p>aside</text:p></office:annotation>"
    cells = [
        ods_text("a<text:tab/>b<text:line-break/>c<text:s text:c='2'/>d\ne"),
        ods_date("2024-03-01"), ods_date("2024-03-01T00:00:00"), ods_date("2024-03-01T14:30:00"),
        ods_date("2024-03-01", "month"), ods_date("2024-03-01", "year"), share, error, never,
        f"<table:table-cell office:value-type='string'>{note}<text:p>x</text:p></table:table-cell>",
        twice,
    ]  # fmt: skip
    (row,) = opened_sheet(ods(tmp_path / "a.ods", [ods_row(*cells)])).rows
    assert [cell.text for cell in row.cells[:7]] == [
        "a\tb\nc  d\ne", "2024-03-01", "2024-03-01", "2024-03-01T14:30:00", "2024-03", "2024",
        "40%",
    ]  # fmt: skip
    assert [cell.type for cell in row.cells[7:9]] == ["trouble", "trouble"]
    assert [cell.text for cell in row.cells[9:]] == ["x", "1500", "1500"]


def test_merged_in_open_document(tmp_path: Path) -> None:
    """The same as in the other kind of workbook."""
    top = ods_text("a").replace(" office", ' table:number-rows-spanned="2" office')
    covered = "<table:covered-table-cell/>"
    rows = [ods_row(top, ods_text("x")), ods_row(covered, ods_text("y"))]
    _, second = opened_sheet(ods(tmp_path / "a.ods", rows)).rows
    assert [cell.text for cell in second.cells] == ["a", "y"]


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
LOCKED = "<manifest><file-entry><encryption-data/></file-entry></manifest>"


def broken_files(folder: Path) -> dict[str, tuple[Path, str]]:
    """Files that cannot be read, and what is said of each."""
    (folder / "locked.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    (folder / "text.xlsx").write_text("a;b\n1;2\n")
    (folder / "empty.csv").write_text("\n")
    (folder / "old.xls").write_text("x")
    whole = xlsx(folder / "whole.xlsx", [text("x")]).read_bytes()
    (folder / "cut.xlsx").write_bytes(whole[: len(whole) // 2])
    part = "xl/worksheets/sheet1.xml"
    return {
        "locked": (folder / "locked.xlsx", "locked with a password"),
        "locked too": (ods(folder / "b.ods", [], {"META-INF/manifest.xml": LOCKED}), "password"),
        "another kind": (folder / "text.xlsx", "damaged, or no spreadsheet"),
        "cut off": (folder / "cut.xlsx", "damaged, or no spreadsheet"),
        "a bomb": (xlsx(folder / "bomb.xlsx", [], parts={part: BOMB}), "a document type"),
        "no XML": (xlsx(folder / "c.xlsx", [], parts={part: "<worksheet>"}), "damaged"),
        "no row": (xlsx(folder / "d.xlsx", [], parts={part: '<x><row r="a"/></x>'}), "damaged"),
        "empty": (folder / "empty.csv", "the file is empty"),
        "old": (folder / "old.xls", "in the format .xls are not read"),
        "absent": (folder / "absent.csv", "no such file"),
        "a folder": (folder, "a folder"),
    }  # fmt: skip


def test_broken(tmp_path: Path) -> None:
    """Whatever is wrong with a file is said in words."""
    for path, said in broken_files(tmp_path).values():
        with pytest.raises(Problem) as refused:
            list(opened_sheet(path).rows)
        assert said in str(refused.value)


def test_macros_and_links(tmp_path: Path) -> None:
    """What a workbook would run, or fetch, is not looked at."""
    rels = (
        '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>'
        '<Relationship Id="rId2" Type="x/externalLink" Target="https://example.org/" '
        'TargetMode="External"/></Relationships>'
    )
    parts = {"xl/_rels/workbook.xml.rels": rels, "xl/vbaProject.bin": "x"}
    (row,) = opened_sheet(xlsx(tmp_path / "a.xlsm", [text("x")], parts=parts)).rows
    assert row.cells == [Cell("x")]
