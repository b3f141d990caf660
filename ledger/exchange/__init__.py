"""Bundles: a ledger in one file, with all that an outsider needs to check it.

    format      which files a bundle has, and the manifest that lists them
    writing     from a ledger, up to its newest signed checkpoint
    archive     a zip file from a stranger, looked at before it is read
    evidence    a bundle as evidence, for the same verdict as on a ledger file
    verify      a second verifier, written anew, that needs Python alone; it comes with every bundle
    README.txt  what comes with it in plain words

A bundle is a zip file: it can be opened anywhere, and by hand.
"""
