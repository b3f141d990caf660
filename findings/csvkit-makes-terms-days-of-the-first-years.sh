#!/bin/sh
# csvkit takes a column of terms, "3 months" and "1 year", for days, counted from the first day of
# the first year: csvjson writes 0001-04-01 and 0002-01-01, and csvsort and csvlook do so too. Terms
# of weeks become an amount of time ("14 days, 0:00:00"), so one column of terms may be either, and
# with a word of Dutch in it ("3 maanden") it is text. "may" and "june" are days of the year 1.
# Days beside it: a column of Dutch days is read month first for as long as no day is after the
# 12th (1-3-2024 is 3 January), and one 13-3-2024 further down leaves all of them as they were.
#
# A rule "answer within 3 months" that was only sorted reads 0001-04-01 afterwards, and nothing is
# said on the way. --no-inference keeps every cell as it was.
#
# Seen with csvkit 2.2.0, agate 1.14.2, parsedatetime 2.6, pytimeparse 1.1.10 on Python 3.11,
# 2026-11-30. Source: the commands csvjson and csvsort with their default settings.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' INT TERM HUP
cd "$folder"
"${PYTHON:-python3}" -m venv environment
environment/bin/python -m pip --quiet --quiet --disable-pip-version-check install \
    csvkit==2.2.0 agate==1.14.2 parsedatetime==2.6 pytimeparse==1.1.10

cat > expected <<'EXPECTED'
3 months, 1 year       0001-04-01, 0002-01-01
2 weeks, 30 days       14 days, 0:00:00, 30 days, 0:00:00
3 maanden, 1 jaar      3 maanden, 1 jaar
may, june              0001-05-01, 0001-06-01
1-3-2024, 2-3-2024     2024-01-03, 2024-02-03
1-3-2024, 13-3-2024    1-3-2024, 13-3-2024
csvsort: rule,term answer,0001-04-01
not inferred: rule,term answer,3 months
EXPECTED
environment/bin/python -W ignore - > seen <<'PROGRAM'
import json
import subprocess
import sys
from pathlib import Path


def csvkit(command, *options):
    called = [Path(sys.executable).with_name(command), *options, "table.csv"]
    return subprocess.run(called, capture_output=True, text=True, check=True).stdout


COLUMNS = (
    ("3 months", "1 year"), ("2 weeks", "30 days"), ("3 maanden", "1 jaar"), ("may", "june"),
    ("1-3-2024", "2-3-2024"), ("1-3-2024", "13-3-2024"),
)
for column in COLUMNS:
    rows = "".join(f"r{number},{cell}\n" for number, cell in enumerate(column))
    Path("table.csv").write_text(f"rule,term\n{rows}")
    said = ", ".join(row["term"] for row in json.loads(csvkit("csvjson")))
    print(f"{', '.join(column):22} {said}")
Path("table.csv").write_text("rule,term\nanswer,3 months\n")
print("csvsort:", *csvkit("csvsort", "-c", "rule").split("\n")[:2])
print("not inferred:", *csvkit("csvsort", "--no-inference", "-c", "rule").split("\n")[:2])
PROGRAM
cat seen
diff -u expected seen || {
    echo "It behaves otherwise now: look at the text above, and mend or remove it." >&2
    exit 1
}
