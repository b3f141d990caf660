"""Copies of a ledger: taken from a source, extended from it, and never behind its back.

    source        what a copy can be taken from: how far it is, its hashes, its records
    static_log    a published folder or its address: tiles, bundles of entries, a checkpoint
    ledger_source a ledger file of one's own or of a neighbour
    opening       which of them an address means
    difference    the first record at which two histories part; pure
    offering      whether what a source offers is signed, and extends what the copy has
    copy_file     the copy itself: a ledger file with a row that says so
    pulling       clone and pull, each all or nothing
    evidence      what proves to others that a history was rewritten

A copy believes nothing: records are hashed anew, hashes lead to the signed root, and the root
extends the one that the copy had.
"""
