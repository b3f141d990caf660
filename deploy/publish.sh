#!/bin/sh
# Sign how far the ledger is and publish it every EVERY_S seconds, until stopped.
# With the word `healthy`: end with 0 if that was done within the last two rounds.
#
# POLICY=FILE: have the witnesses of that policy cosign. Missing cosignatures (exit code 7) are
# asked for again in the next round. A ledger that is not what was signed (8) ends this, for what
# is wrong then does not pass by itself.
set -u

published=published.txt

if [ "${1:-}" = healthy ]; then
    minutes=$(((2 * EVERY_S + 59) / 60))
    test -n "$(find . -maxdepth 1 -name "$published" -mmin "-$minutes")"
    exit
fi

waiting=
trap 'kill $waiting 2>/dev/null; exit 0' TERM INT
while true; do
    gestand checkpoint ${POLICY:+--policy "$POLICY"} --output checkpoint.txt
    code=$?
    if [ "$code" -eq 0 ]; then
        gestand publish-log public
        code=$?
    fi
    case "$code" in
        0) cp checkpoint.txt "$published" ;;
        8) exit 8 ;;
    esac
    echo "Next round in $EVERY_S s."
    # A signal ends a wait, where it would not end a sleep; and who reads what is said here does not
    # wait for a sleep that is left.
    sleep "$EVERY_S" >/dev/null 2>&1 &
    waiting=$!
    wait "$waiting"
done
