"""The screens of proofs: of one, and of a folder of them; their words."""

from __future__ import annotations

from domain.text import named
from languages import N_, figure, pgettext
from projections.render import phrases as shared
from projections.render.answers import Proof, Proofs
from projections.render.blocks import Block, Heading, Sentence, Table
from projections.render.screens.fields import strange_in_words, strange_label
from projections.rows.frozen import fields_of

# -- proofs: words -----------------------------------------------------------------------------

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


# -- proofs ------------------------------------------------------------------------------------


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
        records = shared.LIST_OF.join(map(str, answer.forked))
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
