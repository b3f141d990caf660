"""The screen of `verify`, and its words."""

from __future__ import annotations

from operator import attrgetter

from domain.text import named, shortened
from languages import N_, figure, pgettext
from projections.render.answers import CheckedCheckpoint, Finding, Proof, Proofs, Verification
from projections.render.blocks import Block, Heading, Lines, Sentence, Table
from projections.render.phrases import spoken
from projections.render.screens.fields import strange_in_words, strange_label
from projections.render.screens.unlawful import against_the_rules
from projections.render.screens.witness import cannot_check
from projections.rows.frozen import fields_of

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

REMARKS = N_("About the file")
REMARK = {
    "missing": {
        "trigger": N_("the guard {name} is missing: a change to the records would not be refused"),
        "index": N_("the index {name} is missing: looking up takes longer, and is less sure"),
        "table": N_("the table {name} is missing"),
        "column": N_("the column {name} is missing"),
        "function": N_("the function {name} is missing"),
    },
    "changed": {
        "trigger": N_("the guard {name} is not as gestand made it: it may refuse less"),
        "index": N_("the index {name} is not as gestand made it: it may leave records out"),
        "table": N_("the table {name} is not as gestand made it"),
    },
    "extra": {
        "trigger": N_("the trigger {name} is none of gestand's: it may act when somebody records"),
        "index": N_("the index {name} is none of gestand's: it may leave records out"),
        "table": N_("the table {name} is none of gestand's"),
        "column": N_("the column {name} is none of gestand's"),
        "function": N_("the function {name} is none of gestand's"),
        "view": N_("the view {name} is none of gestand's"),
    },
}
REMARKS_PROVE_NOTHING = N_(
    "This does not show that anything was changed, and the verdict does not rest on it: who opens "
    "the file with another program can remove a guard, and put it back."
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

FINDING = {
    "leaf": N_("record {first}: the content is not what its hash was computed from"),
    "column": N_("record {first}: {name} is {beside} beside the record and {content} in it"),
    "content": N_("record {first}: the content is no record"),
    "place": N_("record {first}: it stands where no record can stand"),
    "missing": N_("records {first} to {end} are missing, and later ones are there"),
    "version": N_(
        "record {first}: it is number {is_} of {stream}, and should be number {expected}"
    ),
    "id": N_("record {first}: its id {id} is that of record {other}"),
    "moment": N_("record {first}: it says to be recorded at {earlier}, before the one before it"),
    "tile": N_("tile {tile}: its hashes are not those of the records {first} to {last}"),
    "tile_missing": N_("tile {tile}: it is not there"),
    "tile_root": N_("tile {tile}: its root is not that of its hashes"),
    "tile_end": N_("tile {tile}: it tells of {end:,} records"),
    "tile_name": N_("tile {tile}: no log has such a tile"),
    "head": N_("the head of the ledger cannot be read"),
    "head_size": N_("the head says {size:,} records, and there are {count:,}"),
    "end": N_("the head says {size:,} records, and there are {count:,}"),
    "beyond": N_("the head says {size:,} records, and there are {count:,}"),
    "frontier": N_("the head: its hashes are not those of the records {first} to {last}"),
    "head_moment": N_(
        "the head says that the last record is of {head}, and it is of {last_moment}"
    ),
    "file_missing": N_("file {name}: it is missing"),
    "file_unknown": N_("file {name}: a bundle has no such file, or its manifest does not list it"),
    "file_changed": N_("file {name}: it is not what the manifest says"),
    "no_keys": N_("file {name}: it holds something else than verifier keys"),
    "manifest_origin": N_(
        "the manifest is that of the log {manifest}, the checkpoint of {checkpoint}"
    ),
    "manifest_root": N_("the manifest: its root is not that of the records"),
    "manifest_size": N_("the manifest says {size:,} records, and there are {count:,}"),
    "manifest_end": N_("the manifest says {size:,} records, and there are {count:,}"),
    "manifest_beyond": N_("the manifest says {size:,} records, and there are more"),
    "unreadable": N_("checkpoint {name}: {why}"),
    "unsigned": N_("checkpoint {name}: {why}"),
    "other_key": (
        N_(
            "checkpoint {name}: it is signed with {signed_with}, and the key that is known is "
            "{given}: "
            "either that is not the key of this log, or somebody else signed in its name"
        )
    ),
    "root": N_(
        "checkpoint {name}: the first {size:,} records are not those that it was signed over"
    ),
    "two_histories": (
        N_(
            "checkpoint {name}: the first {size:,} records that it was signed over are others than "
            "those of a checkpoint that the same log signed"
        )
    ),
    "shorter": N_(
        "checkpoint {name}: it was signed over {size:,} records, and there are {count:,}"
    ),
    "structure": N_("the pages of the file do not hang together: {why}"),
    "hidden": (
        N_(
            "record {first}: who looks it up by its {index} does not find it. The index of the "
            "ledger hides it; the record is there (REINDEX makes the index anew)"
        )
    ),
    "entries": (
        N_(
            "the index by {index} has {entries:,} entries, and there are {count:,} records "
            "(REINDEX makes it anew)"
        )
    ),
    "order": N_("the index by {index} is out of order (REINDEX makes it anew)"),
    "left_out": (
        N_(
            "record {first}: the file says wrongly whether it counts, so that answers leave out "
            "what was recorded by the rules, or show what was not"
        )
    ),
    "damaged": N_("the file is damaged: {why}"),
    "pruned": N_("{why}"),
    "no_witness": N_("no checkpoint that others stand for covers it"),
    "not_covered": N_("records {first} to {last}: no checkpoint that others stand for covers them"),
}
"""What was found, by the code of the finding."""

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

PROOF_TITLE = N_("{verdict}: {proof}")
PROOF = N_(
    "This is record {position} of {origin}, word for word, as its operator signed it when the log "
    "had {size:,} records."
)
PROOF_OPERATOR = N_(
    "Only the operator signed that; no witness was asked for (--policy). Whether the log still "
    "says the same, `gestand verify` tells of the ledger, with this checkpoint."
)
PROOF_AGREES = {
    True: N_("{name}: the same history of {size:,} records."),
    False: (
        N_(
            "{name}: ANOTHER history of {size:,} records. One log signed two histories: the two "
            "files "
            "together prove it to anybody."
        )
    ),
    None: N_("{name}: of {size:,} records of {origin}; a proof alone cannot be held against it."),
}
PROOFS_TITLE = N_("{verdict}: the proofs in {folder}")
PROOFS = {
    "proven": N_("Each record stands in what the operator signed, and none contradicts another."),
    "forked": (
        N_(
            "Each record stands in what the operator signed, and two of them cannot both: one "
            "log has "
            "one record of each number. That proves to anybody that the past was changed."
        )
    ),
}
PROOFS_COLUMNS = (N_("record"), N_("of the log"), N_("when it had"), N_("file"))
FORKED_RECORDS = N_("Records of which the operator signed two: {records}.")
RECORD = N_("The record")
NO_RECORD = N_("The entry is no record of gestand; it is proven all the same.")


# -- verify ------------------------------------------------------------------------------------
# The screens of verifying: one verdict in a sentence, where it differs, and the reasons.

IN_WORDS = {"why", "signed_with", "given"}
"""What findings have that is a text of ours, or a list."""

LONGEST_FINDING = 500
"""Characters of what is said of one finding."""

SIGNED_WRONGLY = {"unreadable", "unsigned", "other_key"}
"""What was found of checkpoints that are there, and are none of the log."""


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
        *_remarks(answer),
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
    rows = [[_finding(finding)] for finding in answer.findings]
    return [*where, Heading(REASONS, 2), Table(("",), rows)]


def _finding(finding: Finding) -> str:
    """What was found, in which nothing that a stranger calls something reads as a sentence."""
    told = {
        field: named(value) if isinstance(value, str) and field not in IN_WORDS else value
        for field, value in finding.of_code.items()
    }
    text = FINDING[finding.code].format(first=finding.first, last=finding.last, **told)
    return shortened(text, LONGEST_FINDING)


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


def _remarks(answer: Verification) -> list[Block]:
    """What is odd about the tables and guards of the file."""
    if not answer.remarks:
        return []
    lines = [REMARK[remark.code][remark.part].format(name=remark.name) for remark in answer.remarks]
    return [Heading(REMARKS, 2), Lines(lines), Sentence(REMARKS_PROVE_NOTHING)]


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


def proofs(answer: Proofs) -> list[Block]:
    """The proofs in a folder, and whether they contradict each other."""
    rows = [
        [str(proof.position), named(proof.origin), figure(proof.size), proof.proof]
        for proof in answer.proofs
    ]
    blocks: list[Block] = [
        Heading(
            PROOFS_TITLE.format(verdict=pgettext("verdict", answer.verdict), folder=answer.folder)
        ),
        Sentence(PROOFS[answer.verdict]),
        Table(PROOFS_COLUMNS, rows, frozenset({0, 2})),
    ]
    if answer.forked:
        records = LIST_OF.join(map(str, answer.forked))
        blocks.append(Sentence(FORKED_RECORDS.format(records=records)))
    elif not answer.witnessed:
        blocks.append(Sentence(PROOF_OPERATOR))
    return blocks


def proof(answer: Proof) -> list[Block]:
    """A proof that holds, and the record that it proves."""
    verdict = pgettext("verdict", answer.verdict)
    fields = fields_of(answer) | {"origin": named(answer.origin), "verdict": verdict}
    blocks: list[Block] = [Heading(PROOF_TITLE.format(**fields)), Sentence(PROOF.format(**fields))]
    if not answer.witnessed:
        blocks.append(Sentence(PROOF_OPERATOR))
    blocks += [
        Sentence(
            PROOF_AGREES[note.agrees].format(**fields_of(note) | {"origin": named(note.origin)})
        )
        for note in answer.kept
    ]
    if not answer.record:
        return [*blocks, Sentence(NO_RECORD)]
    kind = str(answer.record.get("kind"))
    rows = [
        [strange_label(name, kind), strange_in_words(value, name)]
        for name, value in answer.record.items()
    ]
    return [*blocks, Heading(RECORD, 2), Table(("", ""), rows)]
