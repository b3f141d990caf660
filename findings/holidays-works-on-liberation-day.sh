#!/bin/sh
# By the Dutch law on terms (Algemene termijnenwet, articles 1 and 3) a term that ends on a Saturday,
# a Sunday or a holiday goes on to the next day that is none, and 5 May is such a holiday every
# year. holidays has 5 May in every fifth year only (as labour agreements do, says its source), so a
# term that ends on Tuesday 5 May 2026 ends that day by its calendar, and on Wednesday by law and by
# workalendar. The years that people try, 2024 (a Sunday) and 2025, are right in both. With
# categories=("public", "optional") it is there.
#
# Who holds a body to a term of law by this calendar says that an answer of 6 May 2026 was late.
#
# Seen with holidays 0.109, workalendar 17.0.0 on Python 3.11, 2026-11-30.
# Source: holidays.NL, workalendar.europe.Netherlands; wetten.overheid.nl, BWBR0002448.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' INT TERM HUP
cd "$folder"
"${PYTHON:-python3}" -m venv environment
environment/bin/python -m pip --quiet --quiet --disable-pip-version-check install \
    holidays==0.109 workalendar==17.0.0

cat > expected <<'EXPECTED'
2024  Sun  holidays: free     workalendar: free
2025  Mon  holidays: free     workalendar: free
2026  Tue  holidays: working  workalendar: free
2027  Wed  holidays: working  workalendar: free
2028  Fri  holidays: working  workalendar: free
with the category optional, 2026: free
EXPECTED
environment/bin/python -W ignore - > seen <<'PROGRAM'
from datetime import date

import holidays
from workalendar.europe import Netherlands

KINDS = {True: "working", False: "free"}
for year in range(2024, 2029):
    day = date(year, 5, 5)
    one = KINDS[holidays.NL(years=year).is_working_day(day)]
    other = KINDS[Netherlands().is_working_day(day)]
    print(f"{year}  {day:%a}  holidays: {one:8} workalendar: {other}")
every = holidays.NL(years=2026, categories=("public", "optional"))
print("with the category optional, 2026:", KINDS[every.is_working_day(date(2026, 5, 5))])
PROGRAM
cat seen
diff -u expected seen || {
    echo "It behaves otherwise now: look at the text above, and mend or remove it." >&2
    exit 1
}
