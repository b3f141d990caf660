"""How a ledger goes to others, whole and provable: copies, published logs and bundles.

    sources              which source an address means, and what it signed for
    pull, copy_writer    clone and pull: a copy is made or extended in one transaction
    divergence           where two histories differ, and what proves it
    publish              a ledger as static files that any web server can carry
    published_log        those files as a source and as evidence
    bundle_writer        a ledger in one file, with all that an outsider needs to check it
    bundle_files         the files of a bundle, in its zip file or unpacked
    bundle_reader        a bundle as a source and as evidence
    backup               the whole file at one moment, while others record
    standalone_verifier  a second verifier, written anew, that needs Python alone; it comes with
                         every bundle, as README.txt does, which says in plain words what that is

A bundle is a zip file: it can be opened anywhere, and by hand.
"""
