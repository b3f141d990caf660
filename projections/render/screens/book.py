"""The screen of book; its words."""

from __future__ import annotations

from domain.dates import local_time
from languages import N_, figure
from projections.render.answers import BookFile
from projections.render.blocks import Block, Lines, Sentence
from projections.render.phrases import spoken

NOWHERE = N_(
    "No book of {ledger} is kept: this user has no folder in which nobody else can write. Every "
    "question reads all records. Give one with XDG_CACHE_HOME and XDG_STATE_HOME."
)
NONE = N_("There is no book of {ledger} yet. The next question makes it, as {file}.")
BOUND = N_("The book of {ledger} is the one that gestand left here for you: answers rest on it.")
OTHER_PROGRAM = N_(
    "The book of {ledger} was made by another version of gestand. The next question makes it anew."
)
CHANGED = N_(
    "The book of {ledger} is not the one that gestand left here: something else wrote it, or it "
    "was copied or moved. No answer rests on it; the next question makes it anew."
)
FORGOTTEN = N_(
    "The book of {ledger} is removed, and with it what was known of the ledger before: the next "
    "question takes the ledger as it is then."
)

SAME = N_("It was derived anew from the records: it says the same.")
DIFFERS = N_(
    "It was derived anew from the records, and says something else of: {parts}. Remove it with "
    "`gestand --ledger {ledger} book --forget`, and do not trust what was answered from it."
)

FILE, BYTES = N_("Where it lies"), N_("How big it is")
COUNTED_BYTES = N_("{count:,} bytes")
SIZE, LEDGER_ID = N_("Records that were read"), N_("Id of the ledger")
ROOT, FORMAT, MADE = N_("Root of the tree over them"), N_("Format"), N_("Made, or made longer")


def book(answer: BookFile) -> list[Block]:
    """What is kept of a ledger, in a sentence, and what it was made of."""
    said = [_found(answer)]
    if answer.differs is not None:
        said.append(DIFFERS if answer.differs else SAME)
    facts = {"ledger": answer.ledger, "file": answer.file, "parts": ", ".join(answer.differs or ())}
    return [*(Sentence(text.format(**facts)) for text in said), *_made(answer)]


def _found(answer: BookFile) -> str:
    if answer.forgotten:
        return FORGOTTEN
    if answer.file is None:
        return NOWHERE
    if not answer.kept:
        return NONE
    if not answer.current:
        return OTHER_PROGRAM
    return BOUND if answer.bound else CHANGED


def _made(answer: BookFile) -> list[Block]:
    """Of what it was made; nothing where nothing is known of that."""
    if answer.made_at is None or answer.forgotten:
        return []
    facts = [
        (FILE, answer.file or ""),
        (BYTES, COUNTED_BYTES.format(count=answer.size_bytes)),
        (SIZE, figure(answer.size)),
        (ROOT, answer.root or ""),
        (LEDGER_ID, answer.ledger_id or ""),
        (FORMAT, answer.format or ""),
        (MADE, spoken(local_time(answer.made_at))),
    ]
    return [Lines([f"{name}: {value}" for name, value in facts])]
