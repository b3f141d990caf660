"""The words for whether a ledger is what it was."""

from __future__ import annotations

TITLE = "{verdict}: {ledger}"

VERDICT = {
    "intact": (
        "Verified unchanged: all {size:,} records are those that {by} stands for. Nothing was "
        "changed, removed, reordered or slipped in since then."
    ),
    "unwitnessed": (
        "All {size:,} records agree with each other{agreement}. But only the operator stands for "
        "that: who operates the ledger could have rewritten everything."
    ),
    "stale": (
        "All {size:,} records agree with each other, and the first {covered:,} are verified "
        "unchanged: {by} stands for them. For what was recorded after them only the operator "
        "stands."
    ),
    "truncated": "Records are missing at the end: there are {size:,}, and there were more.",
    "altered": "The ledger is not what it was, or not what it says of itself.",
    "forked": "The operator signed two histories that contradict each other.",
}

OTHER_KEY = "All {size:,} records agree with each other, but another key has signed for them."
NEXT_OTHER_KEY = (
    "Next: compare the key with the one that the operator published. If it is the right one, "
    "somebody else signed in the name of the log: keep this as evidence."
)
BY_KEPT = "the checkpoint {name}, which you gave,"
BY_WITNESSES = "the quorum of your policy"
AGREEMENT = {
    "signed": " and with what was signed",
    "unchecked": "; the signatures of its checkpoints were not checked",
    "unsigned": ", and nothing of it is signed",
}
COPY_OF = (
    "The file says to be a copy of {copy_of}. If you made it yourself, it is what the operator had "
    "signed when you last pulled, and `gestand pull` tells whether that is still so. If somebody "
    "sent it, that proves nothing: give the key of the log with --key."
)
DEMANDED = "It ends with exit code 8, because more was demanded (--strict or --policy)."

FIRST = "The first record that differs is number {first}."
BETWEEN = "The first record that differs is one of the numbers {first} to {last}."
SOMEWHERE = "Which record differs first cannot be told from what is here."
MISSING = "The first record that is missing is number {first}."

REASONS = "What was found"
CHECKPOINTS = "Checkpoints"
CHECKPOINT_COLUMNS = ("records", "signed by the log, and others", "the ledger")
SIGNED_BY = "{origin}: {signers}"
SIGNED_ITSELF = "{origin}"
KEPT_AS = "{signed} ({name})"
BY_NOBODY_KNOWN = "signature not checked"
AGREES = {True: "extends it", False: "contradicts it", None: "is shorter"}
LIST_OF = ", "
SEEN = "The first {seen_size:,} records were seen by {witnesses}."
SEEN_BY = "{by} on {day}"
OTHER_MEMORY = (
    "{other_memory} tells of other records, or of more, and this ledger keeps no checkpoint. "
    "Either they were removed from it, or it is another ledger, never signed with that key: then "
    "verify it in another folder."
)

NOT_CHECKED = (
    "Signatures were not checked. Give the verifier key of the log with --key, as the operator "
    "published it."
)
KEYS_BROUGHT = (
    "The signatures were checked with the keys that came along with the bundle. That proves "
    "nothing until you compare them with those that the operator published elsewhere:"
)
NOTHING_SIGNED = "No checkpoint of this ledger is signed. The operator can sign: gestand checkpoint"
NEXT_KEY = (
    "Next: get the verifier key from the operator, in a way that is not the ledger's own, and give "
    "it with --key."
)
ROOT = "Root of the {size:,} records: {root}"
NEXT_WITNESS = (
    "Next: keep a checkpoint of your own, and give it with --checkpoint; or name witnesses whom "
    "you trust with --policy."
)
NEXT_TAMPERED = (
    "Next: keep this file as it is, with your checkpoints, as evidence; compare it with a copy "
    "of others; ask the operator."
)

REMARKS = "About the file"
REMARK = {
    "missing": {
        "trigger": "the guard {name} is missing: a change to the records would not be refused",
        "index": "the index {name} is missing: looking up takes longer, and is less sure",
        "table": "the table {name} is missing",
    },
    "changed": {
        "trigger": "the guard {name} is not as gestand made it: it may refuse less",
        "index": "the index {name} is not as gestand made it: it may leave records out",
        "table": "the table {name} is not as gestand made it",
    },
    "extra": {
        "trigger": "the trigger {name} is none of gestand's: it may act when somebody records",
        "index": "the index {name} is none of gestand's: it may leave records out",
        "table": "the table {name} is none of gestand's",
        "view": "the view {name} is none of gestand's",
    },
}
REMARKS_PROVE_NOTHING = (
    "This does not show that anything was changed, and the verdict does not rest on it: who opens "
    "the file with another program can remove a guard, and put it back."
)

AUTHORSHIP = "Records that parties signed"
PARTY = "party"
NOBODY = "nobody named"
SIGNED_COLUMNS = {
    "signed": "signed",
    "unsigned": "unsigned",
    "wrong": "wrongly\nsigned",
    "revoked": "by a re-\nvoked key",
    "unknown": "by an un-\nknown key",
}
WRONGLY_SIGNED = (
    "Wrongly signed: {records}. The signature does not belong to what the record says. The ledger "
    "holds the record as it was recorded; the party did not sign it so."
)

FINDING = {
    "leaf": "record {first}: the content is not what its hash was computed from",
    "column": "record {first}: {name} is {beside} beside the record and {content} in it",
    "content": "record {first}: the content is no record",
    "place": "record {first}: it stands where no record can stand",
    "missing": "records {first} to {end} are missing, and later ones are there",
    "version": "record {first}: it is number {is_} of {stream}, and should be number {expected}",
    "id": "record {first}: its id {id} is that of record {other}",
    "moment": "record {first}: it says to be recorded at {earlier}, before the one before it",
    "tile": "tile {tile}: its hashes are not those of the records {first} to {last}",
    "tile_missing": "tile {tile}: it is not there",
    "tile_root": "tile {tile}: its root is not that of its hashes",
    "tile_end": "tile {tile}: it tells of {end:,} records",
    "tile_name": "tile {tile}: no log has such a tile",
    "head": "the head of the ledger cannot be read",
    "head_size": "the head says {size} records, and there are {count}",
    "end": "the head says {size} records, and there are {count}",
    "beyond": "the head says {size} records, and there are {count}",
    "frontier": "the head: its hashes are not those of the records {first} to {last}",
    "head_moment": "the head says that the last record is of {head}, and it is of {last_moment}",
    "file_missing": "file {name}: it is missing",
    "file_unknown": "file {name}: a bundle has no such file, or its manifest does not list it",
    "file_changed": "file {name}: it is not what the manifest says",
    "no_keys": "file {name}: it holds something else than verifier keys",
    "manifest_origin": "the manifest is that of the log {manifest}, the checkpoint of {checkpoint}",
    "manifest_root": "the manifest: its root is not that of the records",
    "manifest_size": "the manifest says {size:,} records, and there are {count:,}",
    "manifest_end": "the manifest says {size:,} records, and there are {count:,}",
    "manifest_beyond": "the manifest says {size:,} records, and there are more",
    "unreadable": "checkpoint {name}: {why}",
    "unsigned": "checkpoint {name}: {why}",
    "other_key": (
        "checkpoint {name}: it is signed with {signed_with}, and the key that is known is {given}: "
        "either that is not the key of this log, or somebody else signed in its name"
    ),
    "root": "checkpoint {name}: the first {size:,} records are not those that it was signed over",
    "two_histories": (
        "checkpoint {name}: the first {size:,} records that it was signed over are others than "
        "those of a checkpoint that the same log signed"
    ),
    "shorter": "checkpoint {name}: it was signed over {size:,} records, and there are {count:,}",
    "structure": "the pages of the file do not hang together: {why}",
    "hidden": (
        "record {first}: who looks it up by its {index} does not find it. The index of the file "
        "hides it; the record is there (REINDEX in SQLite makes the index anew)"
    ),
    "entries": (
        "the index by {index} has {entries:,} entries, and there are {count:,} records (REINDEX in "
        "SQLite makes it anew)"
    ),
    "order": "the index by {index} is out of order (REINDEX in SQLite makes it anew)",
    "damaged": "the file is damaged: {why}",
    "no_witness": "no checkpoint that others stand for covers it",
    "not_covered": "records {first} to {last}: no checkpoint that others stand for covers them",
}
"""What was found, by the code of the finding."""

PROOF_TITLE = "{verdict}: {proof}"
PROOF = (
    "This is record {position} of {origin}, word for word, as its operator signed it when the log "
    "had {size:,} records."
)
PROOF_OPERATOR = (
    "Only the operator signed that; no witness was asked for (--policy). Whether the log still "
    "says the same, `gestand verify` tells of the ledger, with this checkpoint."
)
PROOF_AGREES = {
    True: "{name}: the same history of {size:,} records.",
    False: (
        "{name}: ANOTHER history of {size:,} records. One log signed two histories: the two files "
        "together prove it to anybody."
    ),
    None: "{name}: of {size:,} records of {origin}; a proof alone cannot be held against it.",
}
PROOFS_TITLE = "{verdict}: the proofs in {folder}"
PROOFS = {
    "proven": "Each record stands in what the operator signed, and none contradicts another.",
    "forked": (
        "Each record stands in what the operator signed, and two of them cannot both: one log has "
        "one record of each number. That proves to anybody that the past was changed."
    ),
}
PROOFS_COLUMNS = ("record", "of the log", "when it had", "file")
FORKED_RECORDS = "Records of which the operator signed two: {records}."
RECORD = "The record"
NO_RECORD = "The entry is no record of gestand; it is proven all the same."
