#!/bin/sh
# When was a source published? htmldate (which trafilatura asks too) knows ten of the twelve months
# of running Dutch text: "3 maart 2019" and "3 augustus 2019" are 1 January 2019, all others are
# right. The same day in a <time> is found. A source that gives its date to the month, as W3C-DTF
# and Dublin Core have it, gets the day of the month on which it is read, another one tomorrow. And
# a page whose only year is that of the deadline in it was published on the first day of that year.
#
# Who fills in the dates of sources so holds that promises were public half a year before they were,
# and a deadline of 2018 was promised on 1 January 2018. Nothing tells these days from those that a
# page gives. With extensive_search=False nothing is found where only the text has a date, and the
# month gets its day all the same.
#
# Seen with htmldate 1.11.0, dateparser 1.5.0, python-dateutil 2.9.0.post0 on Python 3.11,
# 2026-11-30. Source: htmldate.find_date with its default settings.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' INT TERM HUP
cd "$folder"
"${PYTHON:-python3}" -m venv environment
environment/bin/python -m pip --quiet --quiet --disable-pip-version-check install \
    htmldate==1.11.0 dateparser==1.5.0 python-dateutil==2.9.0.post0

cat > expected <<'EXPECTED'
in running text:
  januari    2019-01-03
  februari   2019-02-03
  maart      2019-01-01
  april      2019-04-03
  mei        2019-05-03
  juni       2019-06-03
  juli       2019-07-03
  augustus   2019-01-01
  september  2019-09-03
  oktober    2019-10-03
  november   2019-11-03
  december   2019-12-03
in <time>, 3 maart 2019: 2019-03-03
2019-06 in the metadata: the day of today, in June 2019
a deadline alone: 2018-01-01
EXPECTED
environment/bin/python -W ignore - > seen <<'PROGRAM'
from datetime import date

from htmldate import find_date

MONTHS = (
    "januari februari maart april mei juni juli augustus september oktober november december"
)
PAGE = "<html lang='nl'><head>{head}</head><body>{body}</body></html>"


def found(body="<p>De raad.</p>", head=""):
    return find_date(PAGE.format(head=head, body=body))


print("in running text:")
for month in MONTHS.split():
    print(f"  {month:10} {found(f'<p>Vastgesteld op 3 {month} 2019 in de raad.</p>')}")
print("in <time>, 3 maart 2019:", found("<time>3 maart 2019</time>"))
of_month = found(head="<meta name='DCTERMS.issued' content='2019-06'>")
of_today = date(2019, 6, min(date.today().day, 30)).isoformat()
print("2019-06 in the metadata:", of_month == of_today and "the day of today, in June 2019")
print("a deadline alone:", found("<p>De woningen zijn uiterlijk 2018 versterkt.</p>"))
PROGRAM
cat seen
diff -u expected seen || {
    echo "It behaves otherwise now: look at the text above, and mend or remove it." >&2
    exit 1
}
