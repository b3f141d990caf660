#!/bin/sh
# followthemoney (the model of OpenSanctions and Aleph) brings a moment with an offset to UTC and
# leaves out that it did: a post held from 2019-06-01T00:00:00+02:00, as registers that keep days as
# moments publish them, begins on 2019-05-31T22:00:00, without a zone, and one that ended with
# the year ends a day earlier. "2019-06-01" itself stays. Of EDTF it takes the beginning alone:
# "2019/2021" is 2019 and "2019~" (about) is 2019, while "2019-21" (spring) and 2019-06-31 are
# left out without a word.
#
# Who was in control on a day of a handover is then the other one, compared as texts or as days.
#
# Seen with followthemoney 4.11.2, prefixdate 0.6.1 on Python 3.11, 2026-11-30.
# Source: the properties startDate and endDate of Occupancy, by EntityProxy.add.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' INT TERM HUP
cd "$folder"
"${PYTHON:-python3}" -m venv environment
environment/bin/python -m pip --quiet --quiet --disable-pip-version-check install \
    followthemoney==4.11.2 prefixdate==0.6.1

cat > expected <<'EXPECTED'
2019-06-01T00:00:00+02:00  2019-05-31T22:00:00
2021-01-01T00:00:00+01:00  2020-12-31T23:00:00
2019-06-01                 2019-06-01
2019/2021                  2019
2019~                      2019
2019-21                    nothing
2019-06-31                 nothing
in office on 31 May 2019: True
EXPECTED
environment/bin/python -W ignore - > seen <<'PROGRAM'
from followthemoney import model


def post(start):
    entity = model.make_entity("Occupancy")
    entity.id = "post"
    entity.add("startDate", start)
    return entity.first("startDate")


for start in (
    "2019-06-01T00:00:00+02:00", "2021-01-01T00:00:00+01:00", "2019-06-01", "2019/2021", "2019~",
    "2019-21", "2019-06-31",
):
    print(f"{start:26} {post(start) or 'nothing'}")
print("in office on 31 May 2019:", post("2019-06-01T00:00:00+02:00")[:10] <= "2019-05-31")
PROGRAM
cat seen
diff -u expected seen || {
    echo "It behaves otherwise now: look at the text above, and mend or remove it." >&2
    exit 1
}
