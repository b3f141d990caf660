"""The words for a ledger in one file."""

from __future__ import annotations

WRITTEN = "Wrote {file}: {size:,} records of {origin}, up to its newest signed checkpoint."
LEFT_OUT = "Not in it: {left_out:,} later records, which are not signed yet (gestand checkpoint)."
CHECK = (
    "Anybody can check it: gestand verify {file}; or, without gestand, with the program verify.py "
    "that is in it. The file README.txt in it says how."
)
KEYS = (
    "These keys are in it. Publish them elsewhere as well: a key that only comes along with what "
    "it is to prove proves nothing."
)
NO_KEYS = (
    "No key is in it: whoever checks it has to know the verifier key of the log. Or name it with "
    "--key."
)
