#!/bin/sh
# DataFrame.to_markdown of pandas hands its table to tabulate, which reads TEXTS that look like
# numbers as numbers: a column of the texts "1.500" and "12.750", thousands as the Dutch write them,
# is printed as 1.5 and 12.75, and "2.000" as 2; the section "2019.10" is 2019.1, and the code
# "0344" is 344 where another cell of its column has a point. One "onbekend" in the column and every
# cell stays as it was, so the same column prints otherwise by what else is in it. to_string of the
# same table gives the texts.
#
# A table with the type text, read with dtype=str so that nothing could be lost, goes into a report
# as 1.5 homes promised. disable_numparse=True, which to_markdown passes on, keeps the texts.
#
# Seen with tabulate 0.10.0, pandas 3.1.1 on Python 3.11, 2026-11-30.
# Source: pandas.DataFrame.to_markdown, tabulate.tabulate, with their default settings.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' INT TERM HUP
cd "$folder"
"${PYTHON:-python3}" -m venv environment
environment/bin/python -m pip --quiet --quiet --disable-pip-version-check install \
    tabulate==0.10.0 pandas==3.1.1

cat > expected <<'EXPECTED'
1.500, 12.750, 2.000   1.5, 12.75, 2
1.500, 2.000, onbekend 1.500, 2.000, onbekend
2019.10, 2019.9        2019.1, 2019.9
0344, 0345             0344, 0345
0344, 1.5              344, 1.5
to_string: 1.500, 12.750, 2.000
not parsed: 1.500, 12.750, 2.000
EXPECTED
environment/bin/python -W ignore - > seen <<'PROGRAM'
import pandas

COLUMNS = (
    ("1.500", "12.750", "2.000"), ("1.500", "2.000", "onbekend"), ("2019.10", "2019.9"),
    ("0344", "0345"), ("0344", "1.5"),
)


def printed(column, **options):
    table = pandas.DataFrame({"homes": column}, dtype=str).to_markdown(index=False, **options)
    return ", ".join(line.strip("| ") for line in table.split("\n")[2:])


for column in COLUMNS:
    print(f"{', '.join(column):22} {printed(column)}")
text = pandas.DataFrame({"homes": COLUMNS[0]}, dtype=str).to_string(index=False)
print("to_string:", ", ".join(text.split()[1:]))
print("not parsed:", printed(COLUMNS[0], disable_numparse=True))
PROGRAM
cat seen
diff -u expected seen || {
    echo "It behaves otherwise now: look at the text above, and mend or remove it." >&2
    exit 1
}
