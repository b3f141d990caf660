"""What `verify` found, in words: each finding in a sentence, and remarks about the file."""

from __future__ import annotations

from domain.text import named, shortened
from languages import N_
from projections.render.answers import Finding, Verification
from projections.render.blocks import Block, Heading, Lines, Sentence

# -- findings: words ---------------------------------------------------------------------------

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


# -- findings ----------------------------------------------------------------------------------

IN_WORDS = {"why", "signed_with", "given"}
"""What findings have that is a text of ours, or a list."""

LONGEST_FINDING = 500
"""Characters of what is said of one finding."""


def in_a_sentence(finding: Finding) -> str:
    """What was found, in which nothing that a stranger calls something reads as a sentence."""
    told = {
        field: named(value) if isinstance(value, str) and field not in IN_WORDS else value
        for field, value in finding.of_code.items()
    }
    text = FINDING[finding.code].format(first=finding.first, last=finding.last, **told)
    return shortened(text, LONGEST_FINDING)


def remarks(answer: Verification) -> list[Block]:
    """What is odd about the tables and guards of the file."""
    if not answer.remarks:
        return []
    lines = [REMARK[remark.code][remark.part].format(name=remark.name) for remark in answer.remarks]
    return [Heading(REMARKS, 2), Lines(lines), Sentence(REMARKS_PROVE_NOTHING)]
