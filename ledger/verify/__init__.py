"""Whether a ledger is what it says to be: one pure function over what was read.

    evidence     what there is to read, wherever it comes from: a ledger file, a folder, a bundle
    records      every record by itself, and all together: places, versions, ids, moments; and how
                 many of them each party signed
    tree         the tree over the contents, against the tiles and the head that were stored, and
                 against what the manifest of a bundle says
    signatures   the checkpoints: who signed them, and whether the log still extends them
    ledger_file  a ledger file as evidence: whether its indexes find every record, and what of its
                 guards is missing or odd, as remarks beside the verdict
    finding      what was found to be wrong, and the word that it leads to
    verdict      one word, the first position that differs, and the reasons

Nothing stored is believed: leaf hashes are computed from contents, tiles from leaves, roots from
tiles. `ledger_file` reads a ledger file as evidence, and is the only part with an effect; bundles
are read by `ledger.exchange`.
"""
