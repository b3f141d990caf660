"""Copies of a ledger: taken from a source, extended from it, and never behind its back.

    source        what a copy can be taken from: how far it is, its hashes, its records
    static_log    a published folder or its address: tiles, bundles of entries, a checkpoint
    ledger_source a ledger file of one's own or of a neighbour
    bundle_source a bundle, zipped or unpacked
    opening       which of them an address means
    offering      what of an offer is signed, and how far by whom the owner of the copy trusts
    taking        the records that are taken over, each hashed anew
    copy_of       the row by which a ledger file says that it is a copy
    copy_file     the copy extended, in one transaction
    cloning       a copy is made, and put in its place when it is whole
    pulling       a copy is extended, or left as it was
    difference    the first record at which two histories part; pure
    parting       a source that contradicts the copy: how badly, and who can show what
    evidence      what proves to others that a history was rewritten

A copy believes nothing: records are hashed anew, hashes lead to the signed root, and the root
extends the one that the copy had.
"""
