"""The screen of `verify`, and its words."""

from __future__ import annotations

from operator import attrgetter

from domain.text import named
from languages import N_, pgettext
from projections.render.answers import CheckedCheckpoint, Verification
from projections.render.blocks import Block, Heading, Lines, Sentence, Table
from projections.render.phrases import spoken
from projections.render.screens.unlawful import against_the_rules
from projections.render.screens.verify_findings import in_a_sentence, remarks
from projections.render.screens.witness import cannot_check

# -- verify: words -----------------------------------------------------------------------------
# The words for whether a ledger is what it was.

TITLE = N_("{verdict}: {ledger}")

VERDICT = {
    "intact": (
        N_(
            "Verified unchanged: all {size:,} records are those that {by} stands for. Nothing was "
            "changed, removed, reordered or slipped in since then."
        )
    ),
    "unwitnessed": (
        N_(
            "All {size:,} records agree with each other{agreement}. But only the operator stands "
            "for "
            "that: who operates the ledger could have rewritten everything."
        )
    ),
    "stale": (
        N_(
            "All {size:,} records agree with each other, and the first {covered:,} are verified "
            "unchanged: {by} stands for them. For what was recorded after them only the operator "
            "stands."
        )
    ),
    "truncated": N_("Records are missing at the end: there are {size:,}, and there were more."),
    "altered": N_("The ledger is not what it was, or not what it says of itself."),
    "forked": N_("The operator signed two histories that contradict each other."),
}

OTHER_KEY = N_("All {size:,} records agree with each other, but another key has signed for them.")
NEXT_OTHER_KEY = N_(
    "Next: compare the key with the one that the operator published. If it is the right one, "
    "somebody else signed in the name of the log: keep this as evidence."
)
BY_KEPT = N_("the checkpoint {name}, which you gave,")
BY_WITNESSES = N_("the quorum of your policy")
AGREEMENT = {
    "signed": N_(" and with what was signed"),
    "unchecked": N_("; the signatures of its checkpoints were not checked"),
    "unsigned": N_(", and nothing of it is signed"),
}
COPY_OF = N_(
    "The file says to be a copy of {copy_of}. If you made it yourself, it is what the operator had "
    "signed when you last pulled, and `gestand pull` tells whether that is still so. If somebody "
    "sent it, that proves nothing: give the key of the log with --key."
)
DEMANDED = N_("It ends with exit code 8, because more was demanded (--strict or --policy).")

FIRST = N_("The first record that differs is number {first}.")
BETWEEN = N_("The first record that differs is one of the numbers {first} to {last}.")
SOMEWHERE = N_("Which record differs first cannot be told from what is here.")
MISSING = N_("The first record that is missing is number {first}.")

REASONS = N_("What was found")
CHECKPOINTS = N_("Checkpoints")
CHECKPOINT_COLUMNS = (N_("records"), N_("signed by the log, and others"), N_("the ledger"))
SIGNED_BY = N_("{origin}: {signers}")
SIGNED_ITSELF = N_("{origin}")
KEPT_AS = N_("{signed} ({name})")
BY_NOBODY_KNOWN = N_("signature not checked")
AGREES = {True: N_("extends it"), False: N_("contradicts it"), None: N_("is shorter")}
LIST_OF = ", "
SEEN = N_("The first {seen_size:,} records were seen by {witnesses}.")
SEEN_BY = N_("{by} on {day}")
OTHER_MEMORY = N_(
    "{other_memory} tells of other records, or of more, and this ledger keeps no checkpoint. "
    "Either they were removed from it, or it is another ledger, never signed with that key: then "
    "verify it in another folder."
)

NOT_CHECKED = N_(
    "Signatures were not checked. Give the verifier key of the log with --key, as the operator "
    "published it."
)
KEYS_BROUGHT = N_(
    "The signatures were checked with the keys that came along with the bundle. That proves "
    "nothing until you compare them with those that the operator published elsewhere:"
)
NOTHING_SIGNED = N_(
    "No checkpoint of this ledger is signed. The operator can sign: gestand checkpoint"
)
NEXT_KEY = N_(
    "Next: get the verifier key from the operator, in a way that is not the ledger's own, and give "
    "it with --key."
)
ROOT = N_("Root of the {size:,} records: {root}")
NEXT_WITNESS = N_(
    "Next: keep a checkpoint of your own, and give it with --checkpoint; or name witnesses whom "
    "you trust with --policy."
)
NEXT_TAMPERED = N_(
    "Next: keep this file as it is, with your checkpoints, as evidence; compare it with a copy "
    "of others; ask the operator."
)

AUTHORSHIP = N_("Records that parties signed")
PARTY = N_("party")
NOBODY = N_("nobody named")
SIGNED_COLUMNS = (
    N_("signed"),
    N_("unsigned"),
    N_("wrongly\nsigned"),
    N_("by a re-\nvoked key"),
    N_("by an un-\nknown key"),
)
WRONGLY_SIGNED = N_(
    "Wrongly signed: {records}. The signature does not belong to what the record says. The ledger "
    "holds the record as it was recorded; the party did not sign it so."
)

KEPT_CHECKPOINT = N_(
    "Kept in {file} what {origin} signed: {size:,} records, root {root}. The records here lead to "
    "it."
)
KEPT_UNCHECKED = N_(
    "Its signature was not checked: no key of the log is known. Give it with --key, as the "
    "operator published it elsewhere."
)
NEXT_KEPT = N_(
    "Next: keep that file where nobody else can change it. Later `gestand verify --checkpoint "
    "{file}` tells whether anything of these records was changed, and `gestand diff {file}` what "
    "is new."
)

SAME_BOOK = N_("The book that is kept of it for you was derived anew, and says the same.")
OTHER_BOOK = N_(
    "The book that is kept of it for you was derived anew, and says something else of: {parts}. "
    "Remove it with `gestand --ledger {ledger} book --forget`, and do not trust what was answered "
    "from it."
)

JUDGED_ANEW = N_(
    "Of these records another program, which knew other kinds, said otherwise whether they count: "
    "{records}. They were judged anew, and the copy now says what was found."
)
NOT_RENEWED = N_(
    "Of these records another program, which knew other kinds, said otherwise whether they count: "
    "{records}. They were judged anew, but the copy cannot be written to, and answers from it "
    "rest on what it says still. Verify or pull it where it can be written."
)


# -- verify ------------------------------------------------------------------------------------
# One verdict in a sentence, where it differs, and the reasons.

SIGNED_WRONGLY = {"unreadable", "unsigned", "other_key"}
"""What was found of checkpoints that are there, and are none of the log."""


def verdict(answer: Verification) -> list[Block]:
    """The verdict on a ledger."""
    sentence = OTHER_KEY if _other_key(answer) else VERDICT[answer.verdict]
    said = sentence.format(
        size=answer.size, covered=answer.covered, by=_by(answer), agreement=_agreement(answer)
    )
    blocks: list[Block] = [
        Heading(TITLE.format(verdict=pgettext("verdict", answer.verdict), ledger=answer.ledger)),
        Sentence(said),
    ]
    if answer.demanded:
        blocks.append(Sentence(DEMANDED))
    if answer.tampered:
        blocks += _found(answer)
    blocks += [
        *against_the_rules(answer.unlawful),
        *_judged_anew(answer),
        *_book(answer),
        *_signatures(answer),
        *_authorship(answer),
        *remarks(answer),
    ]
    blocks.append(Lines([ROOT.format(size=answer.size, root=answer.root)]))
    if answer.verdict != "intact":
        blocks.append(Sentence(_next(answer)))
    return blocks


def _judged_anew(answer: Verification) -> list[Block]:
    """What a copy said otherwise of its records, where another program may have judged them so."""
    if not answer.judged_anew:
        return []
    told = JUDGED_ANEW if answer.renewed else NOT_RENEWED
    return [Sentence(told.format(records=LIST_OF.join(map(str, answer.judged_anew))))]


def _book(answer: Verification) -> list[Block]:
    """Whether what is kept for this user says the same as the records; nothing without a book."""
    if answer.book is None:
        return []
    if not answer.book:
        return [Sentence(SAME_BOOK)]
    return [Sentence(OTHER_BOOK.format(parts=", ".join(answer.book), ledger=answer.ledger))]


def _found(answer: Verification) -> list[Block]:
    """Where it differs, and the reasons."""
    where = [] if _other_key(answer) else [Sentence(_where(answer))]
    rows = [[in_a_sentence(finding)] for finding in answer.findings]
    return [*where, Heading(REASONS, 2), Table(("",), rows)]


def _next(answer: Verification) -> str:
    """What to do when it is not intact."""
    if _other_key(answer):
        return NEXT_OTHER_KEY
    if answer.tampered:
        return NEXT_TAMPERED
    unchecked = answer.checkpoints and not answer.signatures_checked
    return NEXT_KEY if unchecked else NEXT_WITNESS


def _signatures(answer: Verification) -> list[Block]:
    """The checkpoints, and what their signatures are worth."""
    if not answer.checkpoints:
        return [] if _codes(answer) & SIGNED_WRONGLY else [Sentence(NOTHING_SIGNED)]
    rows = _once([_checkpoint(checkpoint) for checkpoint in answer.checkpoints])
    blocks: list[Block] = [
        Heading(CHECKPOINTS, 2),
        Table(CHECKPOINT_COLUMNS, rows, frozenset({0})),
    ]
    if not answer.signatures_checked:
        blocks.append(Sentence(NOT_CHECKED))
    blocks += cannot_check(answer.unable)
    if answer.keys_brought:
        blocks += [Sentence(KEYS_BROUGHT), Lines(answer.keys_brought)]
    if answer.copy_of and answer.verdict == "unwitnessed":
        blocks.append(Sentence(COPY_OF.format(copy_of=answer.copy_of)))
    if answer.seen:
        seen = (SEEN_BY.format(by=one.by, day=spoken(one.at)) for one in answer.seen)
        witnesses = LIST_OF.join(seen)
        blocks.append(Sentence(SEEN.format(seen_size=answer.seen_size, witnesses=witnesses)))
    if answer.other_memory:
        blocks.append(Sentence(OTHER_MEMORY.format(other_memory=answer.other_memory)))
    return blocks


def _codes(answer: Verification) -> set[str]:
    return {finding.code for finding in answer.findings}


def _other_key(answer: Verification) -> bool:
    """Whether nothing is wrong but that no known key has signed."""
    return _codes(answer) == {"other_key"}


def _by(answer: Verification) -> str:
    """Who stands for what is verified unchanged."""
    counting = (note for note in answer.checkpoints if note.counts and note.agrees)
    newest = max(counting, key=attrgetter("size"), default=None)
    if newest is None or newest.from_ != "kept":
        return BY_WITNESSES
    return BY_KEPT.format(name=newest.name)


def _agreement(answer: Verification) -> str:
    """What else the records agree with."""
    if not answer.checkpoints:
        return AGREEMENT["unsigned"]
    return AGREEMENT["signed" if answer.signed else "unchecked"]


def _once(rows: list[list[str]]) -> list[list[str]]:
    """Rows that say the same are said once."""
    return [row for place, row in enumerate(rows) if row not in rows[:place]]


def _authorship(answer: Verification) -> list[Block]:
    """What each party signed, where any party has a key and the records are what they were."""
    if not answer.authorship:
        return []
    rows = [
        [
            named(share.party) if share.party else NOBODY,
            str(share.signed),
            str(share.unsigned),
            str(share.wrong),
            str(share.revoked),
            str(share.unknown),
        ]
        for share in answer.authorship
    ]
    numbers = frozenset(range(1, len(SIGNED_COLUMNS) + 1))
    table = Table((PARTY, *SIGNED_COLUMNS), rows, numbers)
    blocks: list[Block] = [Heading(AUTHORSHIP, 2), table]
    if answer.wrongly_signed:
        records = LIST_OF.join(map(str, answer.wrongly_signed))
        blocks.append(Sentence(WRONGLY_SIGNED.format(records=records)))
    return blocks


def _where(answer: Verification) -> str:
    if answer.first is None:
        return SOMEWHERE
    if answer.verdict == "truncated":
        return MISSING.format(first=answer.first)
    exact = answer.first == answer.last
    return (FIRST if exact else BETWEEN).format(first=answer.first, last=answer.last)


def _checkpoint(note: CheckedCheckpoint) -> list[str]:
    others = [name for name in note.signers if name != note.origin]
    signers = LIST_OF.join(others) if note.signers else BY_NOBODY_KNOWN
    template = SIGNED_BY if signers else SIGNED_ITSELF
    signed = template.format(origin=named(note.origin), signers=signers)
    if note.from_ == "kept":
        signed = KEPT_AS.format(signed=signed, name=note.name)
    return [str(note.size), signed, AGREES[note.agrees]]
