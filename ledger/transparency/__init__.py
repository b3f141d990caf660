"""Tamper evidence as a transparency log: trees, proofs, tiles, signed notes, witnesses, policies.

The formats are those of others, so that other people's tools can read this log and check its
proofs: RFC 6962 and RFC 9162 for the tree, c2sp.org for the rest (signed-note, tlog-checkpoint,
tlog-cosignature, tlog-tiles, tlog-proof, tlog-witness, tlog-policy).

This package is pure: it reads no file, no clock and no network, and knows nothing of events. What
comes from outside arrives as bytes; `encoding` says how it can be wrong.

    encoding          one spelling for numbers, base64 and lines; the two failures
    merkle_tree       hashes, compact ranges, and roots of ranges from the hashes of subtrees
    proofs            inclusion and consistency: prove and verify
    tiles             the tree in static pieces of 256 hashes, and the entries beside them
    keys              who signs: signing and verifier keys
    checkpoint        signatures under a text, and the text that a log signs: origin, size, root
    policy            whose signatures are enough
    proof_file        one entry's proof, to be checked offline
    witness_protocol  the conversation in which others attest that the log only grew
"""
