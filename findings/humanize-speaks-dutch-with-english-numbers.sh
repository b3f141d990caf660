#!/bin/sh
# humanize, told to speak Dutch, writes numbers the English way into Dutch sentences: 1500 homes are
# "1,500", which a Dutch reader takes for one and a half, and 1.5 million "1.5 miljoen". German has
# its own signs ("1.500", "1,5 Millionen"), so that it seems to work where it was tried; Spanish
# has not. A text with a decimal comma is no number to it, and yet it takes the comma away: "1500,5"
# comes out as 15,005 in Dutch and as 1.500,5 in German. Months stay English in all three.
#
# A page about promises in Dutch says that 1,500 homes were promised.
#
# Seen with humanize 4.17.0 on Python 3.11, 2026-11-30.
# Source: humanize.activate("nl_NL"), humanize.intcomma, humanize.intword, humanize.naturaldate.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' INT TERM HUP
cd "$folder"
"${PYTHON:-python3}" -m venv environment
environment/bin/python -m pip --quiet --quiet --disable-pip-version-check install \
    humanize==4.17.0

cat > expected <<'EXPECTED'
nl_NL  1,500  12,750.5  1.5 miljoen    15,005   Mar 01 2019
de_DE  1.500  12.750,5  1,5 Millionen  1.500,5  Mar 01 2019
es_ES  1,500  12,750.5  1.5 millones   15,005   Mar 01 2019
EXPECTED
environment/bin/python -W ignore - > seen <<'PROGRAM'
from datetime import date

import humanize

for language in ("nl_NL", "de_DE", "es_ES"):
    humanize.activate(language)
    numbers = humanize.intcomma(1500), humanize.intcomma(12750.5)
    words, text = humanize.intword(1_500_000), humanize.intcomma("1500,5")
    day = humanize.naturaldate(date(2019, 3, 1))
    print(language, *numbers, f"{words:13}", f"{text:7}", day, sep="  ")
PROGRAM
cat seen
diff -u expected seen || {
    echo "It behaves otherwise now: look at the text above, and mend or remove it." >&2
    exit 1
}
