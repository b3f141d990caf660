"""The manifest of a bundle, against what follows from the records in it.

The manifest is signed by nobody. Where it and the records disagree, one of the two was changed;
the tiles and the checkpoint tell which records.
"""

from __future__ import annotations

from collections.abc import Iterator

from ledger.verifying.evidence import StoredManifest
from ledger.verifying.finding import Finding, Word, altered
from ledger.verifying.tree import Computed


def compare_manifest(computed: Computed, manifest: StoredManifest) -> Iterator[Finding]:
    """The manifest tells the log, the size, the root and the files of what is there."""
    size, count = manifest.size, computed.size
    for code, name in manifest.problems:
        # A file with more or fewer records than listed has another hash: that is said below.
        if (code, name) != ("file_changed", manifest.records) or size == count:
            yield altered(code, None, name=_shown(name))
    for signed in manifest.signed:
        if manifest.origin != signed:
            fields = {"manifest": _shown(manifest.origin), "checkpoint": _shown(signed)}
            yield altered("manifest_origin", None, **fields)
    fits = computed.root(count).hex() == manifest.root
    if size != count:
        yield _other_size(size, count, fits=fits)
    elif not fits:
        yield altered("manifest_root", None)


def _shown(name: str) -> str:
    """A name that moves no cursor where it is shown."""
    return name if name.isprintable() else ascii(name)


def _other_size(size: int, count: int, *, fits: bool) -> Finding:
    """Whether the number was changed, or records are missing or too many."""
    fields = {"size": size, "count": count}
    if fits:
        return Finding(Word.ALTERED, "manifest_size", None, None, fields)
    if size > count:
        return Finding(Word.TRUNCATED, "manifest_end", count, count, fields)
    return Finding(Word.ALTERED, "manifest_beyond", size, size, fields)
