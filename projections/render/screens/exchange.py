"""The screens of publish-log, clone, pull, bundle and backup; their words."""

from __future__ import annotations

from collections.abc import Sequence

from domain.text import named
from languages import N_
from projections.render.answers import BackedUp, Copied, Published, Pulled
from projections.render.blocks import Block, Heading, Lines, Sentence
from projections.render.screens.corrections import in_a_line
from projections.render.screens.fields import Known, told
from projections.render.screens.unlawful import against_the_rules

# -- copying: words ----------------------------------------------------------------------------
# The words for publishing a log, and for taking and extending copies of it.

PUBLISHED = N_(
    "Published {size:,} records of {origin} in {folder}: {written:,} files written, {left:,} left "
    "as they were."
)
NEXT_PUBLISH = N_(
    "Next: have a web server carry the folder, and give others its address and your verifier key, "
    "the key in a way that is not the server's."
)

CLONED = N_("{copy} is a copy of all {size:,} records of {source}.")
EXTENDED = N_("{copy} has {new:,} records more, {size:,} in all; they extend the {had:,} it had.")
UNCHANGED = N_(
    "{copy} has all {size:,} records of {source}; nothing was added since. Only how far it is was "
    "compared: `gestand verify {source}` reads all that is there."
)
EMPTY = N_("Nothing is recorded there yet.")

SIGNED = N_(
    "They are what {origin} signed: every record was hashed and leads to its checkpoint. For what "
    "was there before you had a copy, only its operator stands."
)
SIGNED_PARTLY = N_(
    "The first {signed:,} are what {origin} signed: every record was hashed and leads to its "
    "checkpoint. For the {rest:,} after them nobody signed yet."
)
NOT_CHECKED = N_(
    "Signatures were not checked. The checkpoint of {signed:,} records says to be signed by "
    "{origin}. Ask its operator for the verifier key, in a way that is not {source}, and give it "
    "once: gestand --ledger {copy} pull --key VKEY"
)
NOT_SIGNED = N_(
    "No checkpoint of it is signed: its operator could deny tomorrow what is copied today."
)
NEXT_CLONE = N_(
    "Next: ask the copy as you would ask the original, such as `gestand --ledger {copy} "
    "conditions`; extend it with `gestand --ledger {copy} pull`, or with `pull NEWER.zip` from a "
    "later bundle. What was recorded in the original may only be added to: if anything else was "
    "done, pull says what, and keeps the copy."
)

LEFT_OUT = N_(
    "Left out: {left_out:,} records more that are not signed yet, or not by those whom you demand. "
    "Pull again when they are."
)


CORRECTED = N_("Corrected since: {count:,}")
MOST_CORRECTIONS = 20
"""So many are told on the screen."""
MORE_CORRECTED = N_("and {count:,} more")
NEXT_CORRECTED = N_(
    "Next: gestand --ledger {copy} diff {had} for all that was recorded since; the number of a "
    "record with `show` for what it says."
)


# -- copying -----------------------------------------------------------------------------------
# The screens of copies: what was published, and what was taken over.


def published(answer: Published) -> list[Block]:
    """What stands in the folder."""
    return [Sentence(PUBLISHED.format(**told(answer))), Sentence(NEXT_PUBLISH)]


def cloned(answer: Copied) -> list[Block]:
    """A copy that was made."""
    sentence = CLONED.format(copy=answer.copy, size=answer.size, source=answer.source)
    return [Sentence(sentence), *_taken(answer), Sentence(NEXT_CLONE.format(copy=answer.copy))]


def extended(answer: Pulled, known: Known) -> list[Block]:
    """A copy that was extended, or has all that there is; and what was corrected in it."""
    template = EXTENDED if answer.new else UNCHANGED
    blocks = [Sentence(template.format(**told(answer))), *_taken(answer)]
    if not answer.corrections:
        return blocks
    lines = [in_a_line(each, known) for each in answer.corrections[:MOST_CORRECTIONS]]
    if len(answer.corrections) > MOST_CORRECTIONS:
        lines.append(MORE_CORRECTED.format(count=len(answer.corrections) - MOST_CORRECTIONS))
    heading = Heading(CORRECTED.format(count=len(answer.corrections)), 2)
    following = NEXT_CORRECTED.format(copy=answer.copy, had=answer.had)
    return [*blocks, heading, Lines(lines), Sentence(following)]


def _taken(answer: Copied) -> list[Block]:
    """What that is worth which was taken over, and what was left out."""
    if not answer.size:
        return [Sentence(EMPTY)]
    blocks: list[Block] = [Sentence(_signed(answer).format(**told(answer)))]
    if answer.left_out:
        blocks.append(Sentence(LEFT_OUT.format(left_out=answer.left_out)))
    return [*blocks, *against_the_rules(answer.unlawful)]


def _signed(answer: Copied) -> str:
    """What the signatures are worth."""
    if not answer.signed:
        return NOT_SIGNED
    if not answer.signatures_checked:
        return NOT_CHECKED
    return SIGNED_PARTLY if answer.rest else SIGNED


# -- bundle: words -----------------------------------------------------------------------------
# The words for a ledger in one file.

WRITTEN = N_("Wrote {file}: {size:,} records of {origin}, up to its newest signed checkpoint.")
BUNDLE_LEFT_OUT = N_(
    "Not in it: {left_out:,} later records, which are not signed yet (gestand checkpoint)."
)
CHECK = N_(
    "Anybody can check it: gestand verify {file}; or, without gestand, with the program verify.py "
    "that is in it. The file README.txt in it says how."
)
KEYS = N_(
    "These keys are in it. Publish them elsewhere as well: a key that only comes along with what "
    "it is to prove proves nothing."
)
NO_KEYS = N_(
    "No key is in it: whoever checks it has to know the verifier key of the log. Or name it with "
    "--key."
)


# -- bundle ------------------------------------------------------------------------------------
# The screen of writing a bundle: what is in it, and how others check it.


def written(file: str, origin: str, size: int, left_out: int, keys: Sequence[str]) -> list[Block]:
    """What was written: a file with so many records of a log, and later ones that are not signed.

    keys: those that are in it.
    """
    blocks: list[Block] = [Sentence(WRITTEN.format(file=file, size=size, origin=named(origin)))]
    if left_out:
        blocks.append(Sentence(BUNDLE_LEFT_OUT.format(left_out=left_out)))
    blocks.append(Sentence(CHECK.format(file=file)))
    if not keys:
        return [*blocks, Sentence(NO_KEYS)]
    return [*blocks, Sentence(KEYS), Lines(keys)]


# -- backup: words -----------------------------------------------------------------------------
# The words for a ledger file that was copied as it is.

BACKED_UP = N_(
    "Wrote {file}: all {size:,} records of {ledger}, hashed once more after they were copied."
)
NEXT_BACKUP = N_(
    "Next: keep it on another machine, and the key and what it signed last (the file of the key, "
    "and that with .last at its end) in yet another place. To restore: gestand --ledger {file} "
    "backup NEW.db"
)


# -- backup ------------------------------------------------------------------------------------
# The screen of a backup.


def backed_up(answer: BackedUp) -> list[Block]:
    """What was written, and what to do with it."""
    return [
        Sentence(BACKED_UP.format(**told(answer))),
        Sentence(NEXT_BACKUP.format(**told(answer))),
    ]
