"""The screens of publish-log, clone, pull and bundle; their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from domain.dates import is_date
from domain.text import LONGEST_TOLD, named, quoted
from projections.render.answers import Copied, Parted, Published
from projections.render.blocks import Block, Heading, Lines, Sentence, Table
from projections.render.phrases import N_
from projections.render.screens.fields import strange_in_words, strange_label
from projections.rows.frozen import fields_of

# -- copying: words ----------------------------------------------------------------------------
# The words for publishing a log, and for taking and extending copies of it.

PUBLISHED = N_(
    "Published {size:,} records of {origin} in {folder}: {written} files written, {left} left as "
    "they were."
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

PARTED_TITLE = N_("{verdict}: {source}")
PARTED = {
    "truncated": (
        N_(
            "The source has {there:,} records, and this copy has {here:,}: records were removed "
            "there, or it shows an old state of the log. The {there:,} that are left agree."
        )
    ),
    "doubtful": (
        N_(
            "The source does not begin with the {here:,} records of this copy. No signature that "
            "was "
            "checked stands for that record in this copy, so nothing tells which of the two is the "
            "true one."
        )
    ),
    "altered": (
        N_(
            "The past was changed: the source does not begin with the {here:,} records of this "
            "copy."
        )
    ),
    "forked": (
        N_(
            "The past was changed, and {origin} signed both: the source does not begin with the "
            "{here:,} records of this copy. The two signatures prove it to anybody."
        )
    ),
}
FIRST = N_("The first record that differs is number {position}, {kind} of {stream}.")
MISSING = N_("The first record that is missing is number {position}.")
COLUMNS = ("", N_("this copy"), N_("the source"))
NO_FIELD = N_("not there")
MORE_FIELDS = N_("And {more} fields more; see the evidence.")
MOST_FIELDS = 20
"""So many fields that differ are shown."""
OF_STRANGERS = ("origin", "kind", "stream")
"""What whoever publishes a log may have written as they like."""
KEPT = N_("Nothing was taken over: {copy} is as it was.")
EVIDENCE = N_("Evidence, in {folder} (here: this copy; there: the source):")
NO_EVIDENCE = N_("The evidence could not be written to {folder}: {unwritten}.")
NEXT_FORKED = N_(
    "Next: give both files of proof to whom it concerns. `gestand verify FILE --key VKEY` accepts "
    "each of them; that one log holds two records number {position} is what proves the change."
)
NEXT_PARTED = N_(
    "Next: ask the operator what happened, and compare with the copies of others; keep this copy "
    "as it is."
)


# -- copying -----------------------------------------------------------------------------------
# The screens of copies: what was published, taken over, or found to contradict the copy.


def published(answer: Published) -> list[Block]:
    """What stands in the folder."""
    return [Sentence(PUBLISHED.format(**_told(answer))), Sentence(NEXT_PUBLISH)]


def cloned(answer: Copied) -> list[Block]:
    """A copy that was made."""
    sentence = CLONED.format(copy=answer.copy, size=answer.size, source=answer.source)
    return [Sentence(sentence), *_taken(answer), Sentence(NEXT_CLONE.format(copy=answer.copy))]


def extended(answer: Copied) -> list[Block]:
    """A copy that was extended, or has all that there is."""
    template = EXTENDED if answer.new else UNCHANGED
    return [Sentence(template.format(**_told(answer))), *_taken(answer)]


def _taken(answer: Copied) -> list[Block]:
    """What that is worth which was taken over, and what was left out."""
    if not answer.size:
        return [Sentence(EMPTY)]
    blocks: list[Block] = [Sentence(_signed(answer).format(**_told(answer)))]
    if answer.left_out:
        blocks.append(Sentence(LEFT_OUT.format(left_out=answer.left_out)))
    return blocks


def _signed(answer: Copied) -> str:
    """What the signatures are worth."""
    if not answer.signed:
        return NOT_SIGNED
    if not answer.signatures_checked:
        return NOT_CHECKED
    return SIGNED_PARTLY if answer.rest else SIGNED


def parted(answer: Parted) -> list[Block]:
    """A source that does not extend the copy: where, how badly, and what proves it."""
    fields = _told(answer)
    blocks: list[Block] = [
        Heading(PARTED_TITLE.format(verdict=answer.verdict, source=answer.source)),
        Sentence(PARTED[_proven(answer)].format(**fields)),
    ]
    if answer.verdict == "truncated":
        blocks.append(Sentence(MISSING.format(position=answer.position)))
    else:
        blocks.append(Sentence(FIRST.format(**fields)))
        rows = [
            [strange_label(name), *(_value(name, value) for value in values)]
            for name, *values in answer.fields[:MOST_FIELDS]
        ]
        blocks.append(Table(COLUMNS, rows))
        if more := len(answer.fields) - len(rows):
            blocks.append(Sentence(MORE_FIELDS.format(more=more)))
    blocks.append(Sentence(KEPT.format(copy=answer.copy)))
    blocks += _evidence(answer)
    following = NEXT_FORKED if answer.verdict == "forked" else NEXT_PARTED
    return [*blocks, Sentence(following.format(position=answer.position))]


def _proven(answer: Parted) -> str:
    """That the past was changed is said only where a signature stands for what the copy has."""
    doubtful = answer.verdict == "altered" and not answer.proven
    return "doubtful" if doubtful else answer.verdict


def _evidence(answer: Parted) -> list[Block]:
    if not answer.evidence:
        return []
    if answer.unwritten:
        return [Sentence(NO_EVIDENCE.format(folder=answer.folder, unwritten=answer.unwritten))]
    return [Heading(EVIDENCE.format(folder=answer.folder), 2), Lines(answer.evidence)]


def _value(name: str, value: object) -> str:
    if value is None:
        return NO_FIELD
    text = strange_in_words(value, name)
    ours = named(text) == text or (isinstance(value, str) and is_date(value))
    return text if ours else quoted(text, LONGEST_TOLD)


def _told(answer: Published | Copied | Parted) -> Mapping[str, object]:
    """The fields of an answer; what others call something does not read as a sentence of ours."""
    fields = fields_of(answer)
    strange = {name: named(fields[name]) for name in OF_STRANGERS if fields.get(name)}
    return fields | strange


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
