"""The words for publishing a log, and for taking and extending copies of it."""

from __future__ import annotations

PUBLISHED = (
    "Published {size:,} records of {origin} in {folder}: {written} files written, {left} left as "
    "they were."
)
NEXT_PUBLISH = (
    "Next: have a web server carry the folder, and give others its address and your verifier key, "
    "the key in a way that is not the server's."
)

CLONED = "{copy} is a copy of all {size:,} records of {source}."
EXTENDED = "{copy} has {new:,} records more, {size:,} in all; they extend the {had:,} it had."
UNCHANGED = (
    "{copy} has all {size:,} records of {source}; nothing was added since. Only how far it is was "
    "compared: `gestand verify {source}` reads all that is there."
)
EMPTY = "Nothing is recorded there yet."

SIGNED = (
    "They are what {origin} signed: every record was hashed and leads to its checkpoint. For what "
    "was there before you had a copy, only its operator stands."
)
SIGNED_PARTLY = (
    "The first {signed:,} are what {origin} signed: every record was hashed and leads to its "
    "checkpoint. For the {rest:,} after them nobody signed yet."
)
NOT_CHECKED = (
    "Signatures were not checked. The checkpoint of {signed:,} records says to be signed by "
    "{origin}. Ask its operator for the verifier key, in a way that is not {source}, and give it "
    "once: gestand --ledger {copy} pull --key VKEY"
)
NOT_SIGNED = "No checkpoint of it is signed: its operator could deny tomorrow what is copied today."
NEXT_CLONE = (
    "Next: ask the copy as you would ask the original, such as `gestand --ledger {copy} "
    "conditions`; extend it with `gestand --ledger {copy} pull`, or with `pull NEWER.zip` from a "
    "later bundle. What was recorded in the original may only be added to: if anything else was "
    "done, pull says what, and keeps the copy."
)

LEFT_OUT = (
    "Left out: {left_out:,} records more that are not signed yet, or not by those whom you demand. "
    "Pull again when they are."
)

PARTED_TITLE = "{verdict}: {source}"
PARTED = {
    "truncated": (
        "The source has {there:,} records, and this copy has {here:,}: records were removed "
        "there, or it shows an old state of the log. The {there:,} that are left agree."
    ),
    "doubtful": (
        "The source does not begin with the {here:,} records of this copy. No signature that was "
        "checked stands for that record in this copy, so nothing tells which of the two is the "
        "true one."
    ),
    "altered": (
        "The past was changed: the source does not begin with the {here:,} records of this copy."
    ),
    "forked": (
        "The past was changed, and {origin} signed both: the source does not begin with the "
        "{here:,} records of this copy. The two signatures prove it to anybody."
    ),
}
FIRST = "The first record that differs is number {position}, {kind} of {stream}."
MISSING = "The first record that is missing is number {position}."
COLUMNS = ("", "this copy", "the source")
NO_FIELD = "not there"
KEPT = "Nothing was taken over: {copy} is as it was."
EVIDENCE = "Evidence, in {folder} (here: this copy; there: the source):"
NO_EVIDENCE = "The evidence could not be written to {folder}: {unwritten}."
NEXT_FORKED = (
    "Next: give both files of proof to whom it concerns. `gestand verify FILE --key VKEY` accepts "
    "each of them; that one log holds two records number {position} is what proves the change."
)
NEXT_PARTED = (
    "Next: ask the operator what happened, and compare with the copies of others; keep this copy "
    "as it is."
)
