"""Workbooks as the tests need them, written as the programs of others write them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

FORMATS = ("General", "d-m-yyyy", "mmmm yyyy", "yyyy", "0%", "h:mm", "[$-413]d mmmm yyyy;@",
    '"in "yyyy', "dd/mm/yyyy hh:mm", "mmmm", '#,##0.00 "mln"', "[h]:mm", "mm:ss",
    "[$-413]dddd d mmmm yyyy", "[$-x-sysdate]dddd, mmmm dd, yyyy", "d-m-yyyy h:mm")  # fmt: skip
"""The formats of cells, by which style they have: style 1 shows a day."""


def xlsx(
    path: Path,
    cells: Sequence[str],
    *,
    merged: Sequence[str] = (),
    from_1904: bool = False,
    parts: Mapping[str, str] | None = None,
) -> Path:
    """A workbook with one sheet. cells: its rows, as the XML within them. parts: more or others."""
    rows = "".join(f"<row>{row}</row>" for row in cells)
    merge = "".join(f'<mergeCell ref="{reference}"/>' for reference in merged)
    codes = "".join(
        f'<numFmt numFmtId="{164 + n}" formatCode="{code.replace(chr(34), "&quot;")}"/>'
        for n, code in enumerate(FORMATS)
    )
    styles = "".join(f'<xf numFmtId="{164 + n}"/>' for n in range(len(FORMATS)))
    content = {
        "_rels/.rels": f'<Relationships><Relationship Id="r" Type="{LINKS}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{LINKS}"><workbookPr '
        f'date1904="{int(from_1904)}"/><sheets><sheet name="Blad1" sheetId="1" r:id="rId1"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships><Relationship Id="rId1" '
        f'Type="{LINKS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/styles.xml": f"<styleSheet {MAIN}><numFmts>{codes}</numFmts><cellStyleXfs><xf "
        f'numFmtId="14"/></cellStyleXfs><cellXfs>{styles}</cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": f"<worksheet {MAIN}><sheetData>{rows}</sheetData>"
        f"<mergeCells>{merge}</mergeCells></worksheet>",
    }
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, text in (content | dict(parts or {})).items():
            archive.writestr(name, text)
    return path


def text(value: str) -> str:
    """A cell with a text."""
    return f'<c t="inlineStr"><is><t>{value}</t></is></c>'


def number(value: float | str, style: int = 0) -> str:
    """A cell with a number in a style."""
    return f'<c s="{style}"><v>{value}</v></c>'


OFFICE = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"'
)
STYLES = (
    '<number:date-style style:name="N1"><number:month number:style="long"/><number:year/>'
    '</number:date-style><number:date-style style:name="N2"><number:year/></number:date-style>'
    '<style:style style:name="month" style:family="table-cell" style:data-style-name="N1"/>'
    '<style:style style:name="year" style:family="table-cell" style:data-style-name="N2"/>'
)


def ods(path: Path, rows: Sequence[str], parts: Mapping[str, str] | None = None) -> Path:
    """A workbook of OpenDocument with one sheet. rows: the XML of its rows."""
    content = {
        "content.xml": f"<office:document-content {OFFICE}><office:automatic-styles>{STYLES}"
        "</office:automatic-styles><office:body><office:spreadsheet>"
        '<table:table table:name="Blad1">'
        f"{''.join(rows)}</table:table></office:spreadsheet></office:body></office:document-content>"
    }
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, part in (content | dict(parts or {})).items():
            archive.writestr(name, part)
    return path


def ods_row(*cells: str, repeated: int = 1) -> str:
    """A row of OpenDocument."""
    start = f'<table:table-row table:number-rows-repeated="{repeated}">'
    return f"{start}{''.join(cells)}</table:table-row>"


def ods_text(value: str) -> str:
    """A cell with a text, in which a line break is a paragraph of its own."""
    paragraphs = "".join(f"<text:p>{line}</text:p>" for line in value.split("\n"))
    return f'<table:table-cell office:value-type="string">{paragraphs}</table:table-cell>'


def ods_date(value: str, style: str = "") -> str:
    """A cell with a date in a style."""
    return (
        f'<table:table-cell office:value-type="date" office:date-value="{value}" '
        f'table:style-name="{style}"><text:p>shown</text:p></table:table-cell>'
    )
