"""What the fields of the answers about tampering mean: verify, publish-log, clone and pull."""

from __future__ import annotations

_COPY = {
    "copy": "the file of the copy",
    "source": "where it comes from: a ledger file, a folder or an address",
    "had": "how many records the copy had",
    "new": "how many came in",
    "size": "how many it has now",
    "root": "the root of the Merkle tree over them, in hexadecimal",
    "signed": "over how many of them the newest checkpoint was signed; 0 without one",
    "rest": "how many came after that checkpoint",
    "origin": "the name of the log that signed; null without a checkpoint",
    "signatures_checked": "whether that signature was checked, with a key that the reader gave",
}

MEANING = {
    "publish-log": {
        "folder": "where the files were written",
        "origin": "the name of the log",
        "size": "how many records are published: those of the newest checkpoint",
        "written": "files that were written",
        "left": "files that were there already and did not change",
    },
    "clone": _COPY,
    "pull": _COPY
    | {
        "verdict": "where the source does not extend the copy: truncated, altered or forked",
        "here": "how many records the copy has, and keeps",
        "there": "how many records the source has",
        "position": "the first record that differs or is missing, by its place in the log",
        "kind": "what that record says that happened, in the copy",
        "stream": "the subject that it happened to, in the copy",
        "fields": "what differs: the field, its value in the copy, its value at the source",
        "folder": "where the evidence is",
        "evidence": "the files of the evidence: records, checkpoints, proofs of both sides",
        "unwritten": "why the evidence could not be written; null if it was",
    },
    "verify": {
        "ledger": "what was checked: a file, a folder or an address",
        "verdict": "intact, unwitnessed, stale, truncated, altered or forked",
        "first": "the first record that differs lies between this one",
        "last": "and this one; null where nothing tells",
        "size": "how many records there are",
        "root": "the root of the Merkle tree over their contents, in hexadecimal",
        "signed": "how many of them a known key of the log signed for",
        "covered": "how many of them somebody other than the operator stands for",
        "signatures_checked": "whether any key was known by which signatures could be checked",
        "checkpoints": "the checkpoints that the log was held against",
        "checkpoints[].size": "over how many records it was signed",
        "checkpoints[].origin": "the log that it is of",
        "checkpoints[].from": "stored with the log, memory of its key, or kept by a reader",
        "checkpoints[].name": "its file, or its number among those that are stored",
        "checkpoints[].signers": "the known keys that signed it",
        "checkpoints[].counts": "whether somebody other than the operator stands for it",
        "checkpoints[].agrees": "whether the log begins with it; null if the log is shorter",
        "findings": "what was found, each with its word and its place",
        "keys_brought": "the keys that came with a bundle; nothing vouches for them",
        "authorship": "the parties that have keys, and whose names stand under records",
        "wrongly_signed": "records whose signature does not belong to them, by their places",
    },
}
