#!/bin/sh
# xlsx2csv writes days and times as their cells show them, and shows them otherwise than Excel does.
# 14:30 is 14:29 (the fraction of the day is cut off, not rounded), and in the format "h:mm", which
# has 24 hours in Excel unless it says AM/PM, it is 02:29. The name of the day (dddd) is the number
# of the day once more, so "vrijdag 1 maart 2024" is "01 01 March 2024"; and the long date of the
# system ([$-x-sysdate], as newer Excel writes it) is 45352, a bare number among days.
#
# An answer of half past two at the deadline of half past two is a minute early, or half a day.
#
# Seen with xlsx2csv 0.8.6, XlsxWriter 3.3.1 on Python 3.11, 2026-11-30.
# Source: the command xlsx2csv with its default settings.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' INT TERM HUP
cd "$folder"
"${PYTHON:-python3}" -m venv environment
environment/bin/python -m pip --quiet --quiet --disable-pip-version-check install \
    xlsx2csv==0.8.6 XlsxWriter==3.3.1

cat > expected <<'EXPECTED'
yyyy-mm-dd hh:mm                  2024-03-01 14:29
d-m-yyyy h:mm                     01-03-2024 02:29
[$-413]dddd d mmmm yyyy           01 01 March 2024
[$-x-sysdate]dddd, mmmm dd, yyyy  45352
EXPECTED
environment/bin/python -W ignore - > seen <<'PROGRAM'
import csv
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import xlsxwriter

CELLS = {
    "yyyy-mm-dd hh:mm": datetime(2024, 3, 1, 14, 30),
    "d-m-yyyy h:mm": datetime(2024, 3, 1, 14, 30),
    "[$-413]dddd d mmmm yyyy": datetime(2024, 3, 1),
    "[$-x-sysdate]dddd, mmmm dd, yyyy": datetime(2024, 3, 1),
}
with xlsxwriter.Workbook("cells.xlsx") as workbook:
    sheet = workbook.add_worksheet()
    for row, (form, value) in enumerate(CELLS.items()):
        sheet.write_datetime(row, 0, value, workbook.add_format({"num_format": form}))
called = [Path(sys.executable).with_name("xlsx2csv"), "cells.xlsx"]
printed = subprocess.run(called, capture_output=True, text=True, check=True).stdout
for form, cells in zip(CELLS, csv.reader(printed.splitlines())):
    print(f"{form:33} {cells[0]}")
PROGRAM
cat seen
diff -u expected seen || {
    echo "It behaves otherwise now: look at the text above, and mend or remove it." >&2
    exit 1
}
