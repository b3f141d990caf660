"""A workbook that is made up: a register of promises. Run: python -m benchmarks.workbook ROWS FILE.

Days are numbers in a format, as spreadsheet programs write them.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

HEADER = ("Nr", "Belofte", "Portefeuillehouder", "Wijk", "Thema", "Datum toezegging", "Deadline",
    "Budget", "Status", "Bron", "Pagina")  # fmt: skip
STATUSES = ("Gerealiseerd", "Loopt", "Niet gestart")
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FIRST_DAY = 43_831  # 1 January 2020, as spreadsheets count
PARTS = {
    "_rels/.rels": f'<Relationships><Relationship Id="r" Type="{LINKS}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{LINKS}"><sheets><sheet name="Blad1" '
    'sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships><Relationship Id="rId1" '
    f'Type="{LINKS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet {MAIN}><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
    "</styleSheet>",
}


def rows(count: int) -> Iterator[str]:
    """The rows as they stand in the sheet, the header first."""
    made = random.Random(1)
    yield "".join(map(_text, HEADER))
    for number in range(1, count + 1):
        place, topic = made.randrange(50), made.randrange(9)
        texts = (f"We bouwen {number} woningen.", f"Wethouder {number % 7}", f"Wijk {place}")
        days = FIRST_DAY + made.randrange(1_000), FIRST_DAY + 1_000 + made.randrange(1_000)
        yield "".join((
            _number(number), *map(_text, texts), _text(f"thema {topic}"),
            *(_number(day, 1) for day in days), _number(made.randrange(10**6)),
            _text(STATUSES[number % 3]), _text("Coalitieakkoord"), _number(number % 60),
        ))  # fmt: skip


def _text(text: str) -> str:
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


def _number(number: int, style: int = 0) -> str:
    return f'<c s="{style}"><v>{number}</v></c>'


def write(count: int, path: Path) -> None:
    """Write the workbook."""
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, text in PARTS.items():
            archive.writestr(name, text)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(f"<worksheet {MAIN}><sheetData>".encode())
            for row in rows(count):
                sheet.write(f"<row>{row}</row>".encode())
            sheet.write(b"</sheetData></worksheet>")


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
